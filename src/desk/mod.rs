//! The impure edge: clock, randomness, terminal, threads. Nothing below it reads the clock or rolls dice.

pub mod clock;
pub mod copies;
pub mod demo;
mod draw;
mod flight;
pub mod hands;
mod input;
mod jobs;
pub mod load;
pub mod log;
pub mod machine;
pub mod manifest;
mod os;
mod panic;
pub mod practice;
mod programs;
pub mod random;
pub mod receipts;
pub mod reports;
mod run;
pub(crate) mod signatures;
pub mod slips;
mod start;
mod terminal;
pub mod text;
mod turn;
pub mod verify;
pub mod watch;
mod workers;

pub use draw::draw;
pub use run::{NotATerminal, run};
pub use start::{context, start};
