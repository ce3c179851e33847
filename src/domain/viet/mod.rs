//! Vietnamese text: cleaning at every door, the search form, word matching, order and name case.
//!
//! Never decides what a text means, and never holds words of its own.

mod clean;
mod order;
mod printed;
mod search;
#[cfg(test)]
mod tests;

pub use clean::{clean, clean_lines, tidy};
pub use order::{collation_key, name_case, name_key};
pub use printed::{is_drawn, printed, unprintable};
pub use search::{fold, initials, matches_words, spelling_key};
