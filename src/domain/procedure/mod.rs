//! Sector > Procedure > Workflow: what the catalogue says a procedure takes, costs, needs and yields.
//!
//! [`Record`] is the imported record, whole; [`Procedure`] the typed view the program works with.
//! Nothing here reads a file, a clock or the database.

mod derive;
mod fault;
mod fields;
mod losses;
mod record;
#[cfg(test)]
mod tests;
pub mod text;
mod workflow;

use chrono::NaiveDate;

use crate::domain::component::{PaperForm, Required, Submission};
use crate::domain::deadline::Limit;
use crate::domain::dossier::Channel;

pub use fault::FieldFault;
pub use losses::{Loss, Lost, losses};
pub use record::{Record, RecordError, VersionId};
pub use workflow::{StepRole, Workflow, WorkflowError, WorkflowStep};

const SHIPPED: &str = include_str!("../../../assets/catalog/starter.json");

/// The starter catalogue shipped with the program. A test proves that it can be read.
pub fn shipped() -> Vec<Record> {
    Record::parse_all(SHIPPED.as_bytes()).unwrap_or_default()
}

/// A procedure (thủ tục) in one version of its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// `1.001193`, or with a province's suffix `1.000047.000.00.00.H08`.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Lĩnh vực.
    pub sector: Sector,
    /// Number of the publishing decision.
    pub decision: Option<String>,
    /// Where the facts come from; empty when the record does not say.
    pub source: String,
    /// Since when it applies, when the record says so.
    pub effective_on: Option<NaiveDate>,
    /// At most one limit a channel; empty = no limit is stated.
    pub limits: Vec<StatedLimit>,
    /// Fees as stated; an amount of 0 with a note often means "the province decides".
    pub fees: Vec<Fee>,
    /// The cases the officer chooses from; empty, or at least two.
    pub cases: Vec<Case>,
    /// Every component of every case, in the record's order.
    pub components: Vec<ComponentKind>,
    /// What the procedure yields; may be empty.
    pub results: Vec<ResultKind>,
    /// At least one: the default three steps when the record names none.
    pub workflows: Vec<Workflow>,
}

/// Lĩnh vực.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// The record's code, or a slug made of the name.
    pub code: String,
    /// As screens show it; empty when the record does not say.
    pub name: String,
}

/// The time a procedure may take when handed in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedLimit {
    /// How the dossier came.
    pub channel: Channel,
    /// How long, exact, and how the due time is reckoned.
    pub limit: Limit,
}

/// A fee as the record states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// `None` = for every channel.
    pub channel: Option<Channel>,
    /// Whole units of the currency; đồng unless it says otherwise.
    pub amount: i64,
    /// `VND`, seldom another.
    pub currency: String,
    /// What the amount depends on; show it, above all beside a 0.
    pub note: Option<String>,
}

/// Trường hợp: which papers are needed depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// As the officer chooses it.
    pub name: String,
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentKind {
    /// From 1, in the record's order.
    pub position: u32,
    /// The case that needs it; `None` = every case.
    pub case_name: Option<String>,
    /// Short name.
    pub name: String,
    /// The rest of the legal text.
    pub note: Option<String>,
    /// How many copies of `form`.
    pub copies: u32,
    /// Bản chính, bản sao chứng thực or bản sao.
    pub form: PaperForm,
    /// Photocopies asked beside the originals.
    pub extra_copies: u32,
    /// Must it be there?
    pub required: Required,
    /// Handed in, or only shown.
    pub submission: Submission,
    /// Mẫu đơn: file name of the blank form.
    pub template: Option<String>,
    /// Only for dossiers of this channel; `None` = for all.
    pub channel: Option<Channel>,
}

/// Something the procedure yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultKind {
    /// `KQ.G15.000031`; opaque.
    pub code: Option<String>,
    /// As screens show it.
    pub name: String,
    /// Thời hạn in the notation of domain.md §2.4 (`10y`); `None` = not stated.
    pub term: Option<String>,
}

/// Code of a result whose record gives none: the locally declared kind of domain.md §2.3.
pub const LOCAL_RESULT: &str = "KQ.000.00.1";

impl Procedure {
    /// What an outcome of this procedure may be filed as: never empty, always with a code.
    pub fn filed_as(&self) -> Vec<ResultKind> {
        let local = || Some(LOCAL_RESULT.to_owned());
        if self.results.is_empty() {
            return vec![ResultKind {
                code: local(),
                name: text::ANY_RESULT.to_owned(),
                term: None,
            }];
        }
        let coded = |result: &ResultKind| ResultKind {
            code: result.code.clone().or_else(local),
            ..result.clone()
        };
        self.results.iter().map(coded).collect()
    }

    /// The limit for a dossier that came through `channel`; `None` = the record states none.
    pub fn limit(&self, channel: Channel) -> Option<Limit> {
        self.limits
            .iter()
            .find(|stated| stated.channel == channel)
            .map(|stated| stated.limit)
    }

    /// The checklist of one case and channel, in the record's order. Without a case: what every case needs.
    pub fn checklist<'a>(
        &'a self,
        case: Option<&'a str>,
        channel: Channel,
    ) -> impl Iterator<Item = &'a ComponentKind> {
        self.components.iter().filter(move |kind| {
            let of_case = kind.case_name.as_deref().is_none_or(|name| Some(name) == case);
            of_case && kind.channel.is_none_or(|only| only == channel)
        })
    }

    /// The workflow numbered `no` in this version; 0 is the default of three steps.
    pub fn workflow(&self, no: u32) -> Option<&Workflow> {
        self.workflows.iter().find(|workflow| workflow.no == no)
    }
}
