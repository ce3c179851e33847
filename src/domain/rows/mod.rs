//! What lists and screens read: whole rows, built by one statement each, ready to draw.

mod catalogue;
mod dossier;
mod home;
mod kho;
mod list;
mod online;
mod situation;
mod tray;

pub use catalogue::{
    ComponentChoice, DuePreview, DueSince, DueStep, PlaceRow, ProcedureChoice, ProcedurePage, ProcedureRow,
    ResultChoice,
};
pub use dossier::{
    ComponentView, DossierView, FileView, FormView, HistoryRow, InterimView, NextStep, OutcomeView, StepView,
    WaitView, WorkflowView,
};
pub use home::{
    CalendarRow, DayOrigin, DeviceDue, DraftList, HolderRow, HomeRows, OfficerRows, PersonCard, SearchRows,
    SettingRows, ShippedDay, holders_of,
};
pub use kho::{KhoRows, PaperRow};
pub use list::{Digitised, DossierPage, DossierRow};
pub use online::HeldRow;
pub use situation::situation;
pub use tray::{AimedAt, TrayPage, TrayRows};
