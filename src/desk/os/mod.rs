//! What differs between systems: how a file is printed, how it is opened, and how a program is asked to end.

#[cfg(not(windows))]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(not(windows))]
pub(super) use unix::{ask_to_end, has_desktop, open, print};
#[cfg(windows)]
pub(super) use windows::{ask_to_end, has_desktop, open, print};
