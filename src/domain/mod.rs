//! What a one-stop desk knows: pure values and rules.
//!
//! Nothing here touches the disk, the clock, randomness or the screen; time and ids come in as arguments.

pub mod act;
pub mod component;
pub mod desk;
pub mod dossier;
pub mod draft;
pub mod ids;
pub mod moves;
pub mod officer;
pub mod procedure;
pub mod query;
pub mod receipt;
pub mod refusal;
pub mod rows;
pub mod settings;
pub mod settings_check;
pub mod text;
pub mod time;
pub mod words;
pub mod calendar;
pub mod deadline;
pub mod term;
pub mod viet;
