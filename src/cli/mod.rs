//! The command line, one file per subcommand. Nothing here draws a screen.

pub mod calendar;
pub mod catalog;
pub mod deadline;
pub mod fold;
pub mod identity;
pub mod outcome;
pub mod places;
pub mod scan;
pub mod term;
mod text;
