//! Drives the body `verifier` of the repository's own tests.
#![no_main]

#[path = "../../tests/verify/bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bodies::verifier(bytes));
