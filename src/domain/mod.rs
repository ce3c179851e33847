//! What a one-stop desk knows: pure values and rules.
//!
//! Nothing here touches the disk, the clock, randomness or the screen; time and ids come in as arguments.

pub mod act;
pub mod calendar;
pub mod code;
pub mod component;
pub mod copying;
pub mod cover;
pub mod deadline;
pub mod desk;
pub mod digitise;
pub mod dossier;
pub mod draft;
pub mod fee;
pub mod identity;
pub mod ids;
pub mod look;
pub mod manifest;
pub mod moves;
pub mod officer;
pub mod package;
pub mod pages;
pub mod phone;
pub mod place;
pub mod procedure;
pub mod quality;
pub mod query;
pub mod receipt;
pub mod refusal;
pub mod register;
pub mod rows;
pub mod say;
pub mod scanner;
pub mod settings;
pub mod settings_check;
pub mod special;
pub mod takings;
pub mod tally;
pub mod term;
pub mod text;
pub mod time;
pub mod tray;
pub mod unit_place;
pub mod viet;
pub mod weight;
pub mod words;
