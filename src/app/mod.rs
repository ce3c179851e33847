//! The machine without screen or disk: messages in, effects out. No clock, no threads, no drawing.
//!
//! `update` never knows the time of an act, the code it will get, or whether the disk is full: those come back as
//! messages. Views read the model and never change it.

pub mod approving;
pub mod chrome;
pub mod command;
pub mod context;
pub mod destination;
pub mod effect;
pub mod input;
pub mod job;
mod kept;
pub mod key;
pub mod keymap;
pub mod layers;
pub mod model;
pub mod msg;
mod open;
pub mod preview;
pub mod printing;
pub mod receipt_menu;
pub mod reception;
pub mod reply;
pub mod reporting;
pub mod scanning;
pub mod signable;
mod stack;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub mod update;
pub mod verifying;
