//! What differs between systems: how a file is printed and how it is opened.

#[cfg(not(windows))]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(not(windows))]
pub(super) use unix::{open_command, print_command};
#[cfg(windows)]
pub(super) use windows::{open_command, print_command};
