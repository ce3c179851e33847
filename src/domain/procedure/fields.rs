//! The import format field by field, as serde reads it. Lenient: only code and name must be there.

use serde::Deserialize;

use super::workflow::WorkflowFields;
use crate::domain::component::Submission;
use crate::domain::deadline::{Amount, AmountError, Policy, Unit};

#[derive(Debug, Deserialize)]
pub(super) struct Fields {
    pub code: String,
    pub name: String,
    pub field_code: Option<String>,
    pub field_name: Option<String>,
    pub decision: Option<String>,
    pub effective_on: Option<chrono::NaiveDate>,
    pub source: Option<SourceFields>,
    pub time_limit: Option<LimitFields>,
    pub fee: Option<FeeFields>,
    #[serde(default)]
    pub channels: Vec<ChannelFields>,
    pub cases: Option<Vec<String>>,
    #[serde(default)]
    pub components: Vec<ComponentFields>,
    #[serde(default)]
    pub results: Vec<ResultFields>,
    #[serde(default)]
    pub workflows: Vec<WorkflowFields>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum SourceFields {
    Text(String),
    Parts {
        url: Option<String>,
        via: Option<String>,
        portal: Option<String>,
    },
}

/// A JSON number taken by its digits, never through floating point.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "serde_json::Number")]
pub(super) struct Exact(pub Amount);

impl TryFrom<serde_json::Number> for Exact {
    type Error = AmountError;

    fn try_from(number: serde_json::Number) -> Result<Self, AmountError> {
        number.to_string().parse().map(Self)
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum UnitWord {
    WorkingDay,
    Day,
    Hour,
}

impl UnitWord {
    pub(super) fn unit(self) -> Unit {
        match self {
            Self::WorkingDay => Unit::Day,
            Self::Day => Unit::CalendarDay,
            Self::Hour => Unit::Hour,
        }
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PolicyWord {
    Hours,
    Days,
    SameDay,
}

impl PolicyWord {
    pub(super) fn policy(self) -> Policy {
        match self {
            Self::Hours => Policy::Hours,
            Self::Days => Policy::Days,
            Self::SameDay => Policy::SameDay,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct LimitFields {
    pub amount: Option<Exact>,
    pub unit: Option<UnitWord>,
    pub unit_suggested: Option<UnitWord>,
    pub rule: Option<String>,
    pub policy: Option<PolicyWord>,
}

#[derive(Debug, Deserialize)]
pub(super) struct FeeFields {
    pub amount: Option<i64>,
    pub currency: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChannelWord {
    Counter,
    Online,
    Post,
}

#[derive(Debug, Deserialize)]
pub(super) struct ChannelFields {
    pub channel: ChannelWord,
    pub amount: Option<Exact>,
    pub unit: Option<UnitWord>,
    pub unit_from_text: Option<UnitWord>,
    pub fee: Option<i64>,
    pub fee_currency: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum KindWord {
    Original,
    Certified,
    Copy,
}

#[derive(Debug, Deserialize)]
pub(super) struct ComponentFields {
    pub name: String,
    pub note: Option<String>,
    pub copies: Option<u32>,
    pub kind: Option<KindWord>,
    pub mandatory: Option<bool>,
    pub extra_copies: Option<u32>,
    pub template: Option<String>,
    pub group: Option<String>,
    pub submission: Option<Submission>,
    pub channel: Option<ChannelWord>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ResultFields {
    pub code: Option<String>,
    pub name: String,
    pub validity: Option<String>,
}
