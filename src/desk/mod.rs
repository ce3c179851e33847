//! The impure edge: clock, randomness, terminal, threads. Nothing below it reads the clock or rolls dice.

pub mod clock;
pub mod random;
