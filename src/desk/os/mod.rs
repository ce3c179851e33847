//! What differs between systems: how a file is printed and how it is opened.

#[cfg(not(windows))]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(not(windows))]
pub(super) use unix::{has_desktop, open_command, print_command};
#[cfg(windows)]
pub(super) use windows::{has_desktop, open_command, print_command};
