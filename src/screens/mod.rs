//! Screens and dialogs: each a folder with its state and update (`mod.rs`), what it draws (`view.rs`), its words
//! (`text.rs`) and its tests. No screen knows another; the router in `app::update` opens and closes them.

pub mod account;
pub mod act;
pub mod add_paper;
pub mod admin;
pub mod approve;
pub mod ask_choice;
pub mod ask_text;
pub mod calendar;
pub mod components;
pub mod curtain;
pub mod dossier;
pub mod files;
pub mod first_start;
pub mod forward;
pub mod hand_back;
pub mod help;
pub mod holder;
pub mod home;
pub mod kho;
pub mod last_receipt;
pub mod list;
pub mod login;
pub mod new_desk;
pub mod new_pin;
pub mod not_written;
pub mod officers;
pub mod outcome;
pub mod pages;
pub mod palette;
pub mod pick_row;
pub mod preview;
pub mod procedure;
pub mod read_only;
pub mod receipt_preview;
pub mod received;
pub mod restore;
pub mod review;
#[cfg(test)]
pub(crate) mod sample;
pub mod self_check;
pub mod settings;
pub mod supplement;
pub(crate) mod text;
pub mod tray;
pub mod why_due;
