//! What differs between systems: how a file is printed, how it is opened, and how a program is asked to end.

#[cfg(not(windows))]
mod unix;
#[cfg(any(windows, test))]
#[cfg_attr(not(windows), expect(dead_code, reason = "its tests run on every system"))]
mod windows;

#[cfg(not(windows))]
pub(super) use unix::{ask_to_end, has_desktop, open_command, print_command};
#[cfg(windows)]
pub(super) use windows::{ask_to_end, has_desktop, open_command, print_command};
