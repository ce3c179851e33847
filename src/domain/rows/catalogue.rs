//! Procedures, due times and places.

use chrono::NaiveDate;

use crate::domain::component::{PaperForm, Required, Submission};
use crate::domain::deadline::Limit;
use crate::domain::dossier::PlaceSet;
use crate::domain::time::Moment;

/// Procedures that match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProcedurePage {
    /// Rows.
    pub rows: Vec<ProcedureRow>,
    /// How many match.
    pub matching: u32,
    /// How many there are.
    pub total: u32,
    /// All sectors, by name.
    pub sectors: Vec<String>,
}

/// A procedure in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// Limit in words for the counter.
    pub limit: String,
    /// Received at this desk so far.
    pub used: u32,
}

/// A procedure to be received: everything steps 2 and 4 need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureChoice {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// Version, in hexadecimal.
    pub version: String,
    /// Where the record comes from.
    pub source: String,
    /// Limit in words for the counter.
    pub limit: String,
    /// Fee in words ("0 đồng", "8.000 đồng (quá hạn)").
    pub fees: Vec<String>,
    /// Names of the cases; empty = none.
    pub cases: Vec<String>,
    /// Number and name of each workflow, the usual first; always at least the default one (0).
    pub workflows: Vec<(u32, String)>,
    /// Components in order.
    pub components: Vec<ComponentChoice>,
    /// Result kinds.
    pub results: Vec<ResultChoice>,
    /// The case last used here.
    pub last_case: Option<String>,
    /// The workflow last used here.
    pub last_workflow: Option<u32>,
}

/// A component of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentChoice {
    /// Position.
    pub position: u32,
    /// The case it belongs to; `None` = all.
    pub case: Option<String>,
    /// Name.
    pub name: String,
    /// Rest of the legal text.
    pub note: Option<String>,
    /// Copies.
    pub copies: u32,
    /// Form.
    pub form: PaperForm,
    /// Required.
    pub required: Required,
    /// Handed in or shown.
    pub submission: Submission,
    /// Mẫu đơn: file name of the blank.
    pub template: Option<String>,
}

/// A kind of result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultChoice {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Usual term (`10y`).
    pub term: Option<String>,
}

/// A due time, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePreview {
    /// From.
    pub received_at: Moment,
    /// Limit in words.
    pub limit: String,
    /// The limit itself.
    pub stated: Option<Limit>,
    /// Due; `None` = the procedure states none.
    pub due_at: Option<Moment>,
    /// Day by day.
    pub steps: Vec<DueStep>,
    /// The interval touches a projected day off, or a year without a calendar.
    pub uncertain: bool,
    /// Received after the cut-off, so it counts from the next working day.
    pub after_cutoff: bool,
    /// Working hours as set.
    pub hours: String,
    /// What changed the promise since: pauses, restarts, an apology; empty for what was only received.
    pub since: Box<DueSince>,
}

/// What became of a promise after the reception.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueSince {
    /// Waits that are over or still run, as sentences.
    pub pauses: Vec<String>,
    /// The promise in force, where it is not the first one.
    pub promised_at: Option<Moment>,
    /// Where the days listed here end, counted with today's calendar and hours, where that is not what was promised.
    pub recounted: Option<Moment>,
    /// What the other reading of the law about supplements would give, with its name.
    pub other: Option<(String, Moment)>,
}

/// One line of the explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueStep {
    /// Day.
    pub date: NaiveDate,
    /// What the day is, in Vietnamese ("ngày 1", "Thứ Bảy, không tính", "Tết Nguyên đán, không tính").
    pub text: String,
    /// It counts towards the limit.
    pub counts: bool,
}

/// A unit of administration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// Set.
    pub set: PlaceSet,
    /// Code.
    pub code: String,
    /// Name with its kind ("Xã An Toàn").
    pub name: String,
    /// Its province, where it is not one itself.
    pub province: String,
    /// Parent's code.
    pub parent: Option<String>,
    /// The former provinces that are a part of it now, where it was found by their names.
    pub former: Vec<String>,
}
