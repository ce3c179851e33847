//! The command line, one file per subcommand. Nothing here draws a screen.

pub mod outcome;
pub mod scan;
