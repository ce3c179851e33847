//! A workflow (quy trình): the steps a dossier goes through, who has it at each, and where it may go next.

use serde::Deserialize;

use super::fields::{Exact, UnitWord};
use super::text;
use crate::domain::deadline::{Amount, Unit};
use crate::domain::dossier::Status;
use crate::domain::words::worded;

worded! {
    /// Who has a dossier at a step.
    StepRole {
        /// Reception officer.
        Reception = "reception",
        /// Processing officer.
        Processing = "processing",
        /// Văn thư.
        Clerk = "clerk",
        /// Lãnh đạo.
        Leader = "leader",
        /// An agency outside this desk (cấp trên, cơ quan phối hợp).
        Outside = "outside",
    }
}

/// One workflow of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workflow {
    /// 1, 2, 3 … in the record's order; 0 is the default every procedure without a workflow gets.
    pub no: u32,
    /// What the officer chooses by.
    pub name: String,
    /// In the order of their numbers; the first is where reception begins.
    pub steps: Vec<WorkflowStep>,
}

/// One step of a workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowStep {
    /// From 1, unique in the workflow.
    pub no: u32,
    /// As the history shows it.
    pub name: String,
    /// Time of the step; `None` = only the whole limit counts.
    pub time: Option<(Amount, Unit)>,
    /// Who has the dossier here.
    pub role: StepRole,
    /// The status a dossier takes on entering: 2, 4 or 9.
    pub enters: Status,
    /// Numbers of the steps it may be forwarded to.
    pub next: Vec<u32>,
    /// May an outcome be filed here?
    pub files_outcome: bool,
}

/// Why a record's workflow cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkflowError {
    /// No steps at all.
    #[error("a workflow without steps")]
    Empty,
    /// Step numbers are not 1, 2, 3 …
    #[error("steps must be numbered 1, 2, 3 …")]
    Numbering,
    /// `enters` is not 2, 4 or 9, or the first step does not enter 2.
    #[error("a step must enter status 2, 4 or 9, the first one 2")]
    Enters,
    /// `next` names a step that does not exist, or nothing leads to a step that enters 9.
    #[error("the next steps must exist and lead to one that enters 9")]
    Next,
}

/// A workflow as the import format writes it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct WorkflowFields {
    #[serde(default)]
    name: String,
    steps: Vec<StepFields>,
}

#[derive(Debug, Clone, Deserialize)]
struct StepFields {
    no: u32,
    name: String,
    amount: Option<Exact>,
    unit: Option<UnitWord>,
    role: StepRole,
    enters: Status,
    next: Vec<u32>,
    #[serde(default)]
    files_outcome: bool,
}

impl Workflow {
    /// The three steps of a procedure that names no workflow.
    pub fn default_three() -> Self {
        let [first, second, third] = text::DEFAULT_STEPS;
        let step = |no, name: &str, role, enters, next: &[u32]| WorkflowStep {
            no,
            name: name.to_owned(),
            time: None,
            role,
            enters,
            next: next.to_vec(),
            files_outcome: no < 3,
        };
        Self {
            no: 0,
            name: text::DEFAULT_WORKFLOW.to_owned(),
            steps: vec![
                step(1, first, StepRole::Reception, Status::Accepted, &[2, 3]),
                step(2, second, StepRole::Processing, Status::Processing, &[2, 3]),
                step(3, third, StepRole::Reception, Status::Finished, &[2]),
            ],
        }
    }

    /// The step numbered `no`.
    pub fn step(&self, no: u32) -> Option<&WorkflowStep> {
        self.steps.iter().find(|step| step.no == no)
    }

    pub(super) fn from_fields(no: u32, fields: &WorkflowFields) -> Result<Self, WorkflowError> {
        let steps: Vec<_> = fields.steps.iter().map(WorkflowStep::from_fields).collect();
        check(&steps)?;
        let name = if fields.name.is_empty() {
            text::DEFAULT_WORKFLOW
        } else {
            &fields.name
        };
        Ok(Self {
            no,
            name: name.to_owned(),
            steps,
        })
    }
}

impl WorkflowStep {
    fn from_fields(fields: &StepFields) -> Self {
        let unit = fields.unit.map_or(Unit::Day, UnitWord::unit);
        Self {
            no: fields.no,
            name: fields.name.clone(),
            time: fields.amount.map(|Exact(amount)| (amount, unit)),
            role: fields.role,
            enters: fields.enters,
            next: fields.next.clone(),
            files_outcome: fields.files_outcome,
        }
    }
}

fn check(steps: &[WorkflowStep]) -> Result<(), WorkflowError> {
    let first = steps.first().ok_or(WorkflowError::Empty)?;
    if !steps.iter().zip(1..).all(|(step, no)| step.no == no) {
        return Err(WorkflowError::Numbering);
    }
    let usable = [Status::Accepted, Status::Processing, Status::Finished];
    if first.enters != Status::Accepted || !steps.iter().all(|step| usable.contains(&step.enters)) {
        return Err(WorkflowError::Enters);
    }
    let exists = |no: &u32| steps.iter().any(|step| step.no == *no);
    if !steps.iter().all(|step| step.next.iter().all(exists)) || !reaches_return(steps) {
        return Err(WorkflowError::Next);
    }
    Ok(())
}

/// Does a way lead from the first step to one that enters 9?
fn reaches_return(steps: &[WorkflowStep]) -> bool {
    let mut reached = vec![1];
    let mut at = 0;
    while let Some(no) = reached.get(at).copied() {
        at += 1;
        let Some(step) = steps.iter().find(|step| step.no == no) else {
            continue;
        };
        if step.enters == Status::Finished {
            return true;
        }
        for next in &step.next {
            if !reached.contains(next) {
                reached.push(*next);
            }
        }
    }
    false
}
