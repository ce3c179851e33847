//! What a one-stop desk knows. Pure: no files, clock, randomness, database or screen.

pub mod receipt;
