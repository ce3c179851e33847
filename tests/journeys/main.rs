//! A day at the desk, key by key: the real update loop, the real hands, the real store, no terminal.
//!
//! Each journey begins at an [`office::Office`] of its own and ends with the invariants of [`invariants`].

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod accidents;
mod administration;
mod anykeys;
mod before_after;
mod big_file;
mod books;
mod brought;
mod card;
mod catalogue;
mod chosen;
mod columns;
#[path = "../common/mod.rs"]
mod common;
mod counter;
mod covers;
mod dates;
mod digitised;
mod first_start;
mod founding;
mod hand;
mod invariants;
mod kb01;
mod kb02;
mod kb03;
mod kb04;
mod kb07;
mod kb08;
mod kb10;
mod kb11;
mod kb12;
mod kho;
mod left;
mod letter;
mod long_list;
mod manifest;
mod mishaps;
mod moves;
mod not_written;
mod numbers;
mod office;
mod paper_result;
mod papers;
mod preview;
mod reach;
mod receipts;
mod reception;
mod replace;
mod restored;
mod scanner;
mod signatures;
mod signing;
mod slips;
mod starter;
mod supplement;
mod tray;
mod trusted;
mod workbook;
