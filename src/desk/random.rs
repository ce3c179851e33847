//! Randomness from the system, for ids and salts.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::desk::clock::Clock;
use crate::domain::ids::IdSource;

/// Ids from the system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl IdSource for SystemIds {
    fn entropy(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        if getrandom::fill(&mut bytes).is_err() {
            bytes = without_randomness();
        }
        bytes
    }
}

/// Unique on this machine at least: clock, process and count, where the system gives no randomness.
fn without_randomness() -> [u8; 10] {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let clock = Clock::Machine.now().0.unsigned_abs();
    let mixed = (clock << 20) ^ (u64::from(std::process::id()) << 40) ^ count;
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    bytes[8..].copy_from_slice(&u16::try_from(count & 0xffff).unwrap_or(0).to_be_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_ids_are_the_same() {
        let mut ids = SystemIds;
        assert_ne!(ids.next(0), ids.next(0));
        assert_ne!(without_randomness(), without_randomness());
    }
}
