//! The import format field by field, as serde reads it. Lenient: only code and name must be there.

use serde::Deserialize;
use serde_json::Number;

use super::workflow::WorkflowFields;
use super::{Policy, Unit};
use crate::domain::component::Submission;

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

#[derive(Debug, Deserialize)]
pub(super) struct LimitFields {
    pub amount: Option<Number>,
    pub unit: Option<Unit>,
    pub unit_suggested: Option<Unit>,
    pub rule: Option<String>,
    pub policy: Option<Policy>,
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
    pub amount: Option<Number>,
    pub unit: Option<Unit>,
    pub unit_from_text: Option<Unit>,
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
