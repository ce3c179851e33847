//! The machine without screen or disk: keys in, state and effects out. No clock, no threads, no drawing.

pub mod chrome;
pub mod command;
pub mod input;
pub mod key;
pub mod keymap;
