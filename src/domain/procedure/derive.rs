//! From the fields of a record to the typed view: which limit holds for which channel, what is a case.

use super::fields::{
    ChannelFields, ChannelWord, ComponentFields, Exact, FeeFields, Fields, KindWord, LimitFields, PolicyWord,
    ResultFields, SourceFields, UnitWord,
};
use super::{
    Case, ComponentKind, Fee, Procedure, ResultKind, Sector, StatedLimit, Workflow, WorkflowError, text,
};
use crate::domain::component::{PaperForm, Required, Submission};
use crate::domain::deadline::{Limit, Policy, Unit};
use crate::domain::dossier::Channel;
use crate::domain::viet::{fold, tidy};

const SAME_DAY_RULE: &str = "same_day_cutoff_15h";

impl Procedure {
    pub(super) fn from_fields(fields: &Fields) -> Result<Self, WorkflowError> {
        let cases = cases(fields);
        let components = (1..).zip(&fields.components);
        Ok(Self {
            code: fields.code.trim().to_owned(),
            name: tidy(&fields.name),
            sector: sector(fields),
            decision: fields.decision.clone(),
            source: fields.source.as_ref().map(source).unwrap_or_default(),
            effective_on: fields.effective_on,
            limits: limits(fields),
            fees: fees(fields),
            components: components
                .map(|(position, part)| component(position, part, &cases))
                .collect(),
            results: fields.results.iter().map(result).collect(),
            workflows: workflows(fields)?,
            cases,
        })
    }
}

impl ChannelWord {
    fn channel(self) -> Channel {
        match self {
            Self::Counter => Channel::Counter,
            Self::Online => Channel::Online,
            Self::Post => Channel::Post,
        }
    }
}

fn sector(fields: &Fields) -> Sector {
    let name = fields.field_name.as_deref().map(tidy).unwrap_or_default();
    let code = fields.field_code.clone().unwrap_or_else(|| slug(&name));
    Sector { code, name }
}

/// `ho-tich` for the name of a sector: folded words joined by hyphens.
fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn source(source: &SourceFields) -> String {
    match source {
        SourceFields::Text(text) => text.clone(),
        SourceFields::Parts { url, via, portal } => url
            .clone()
            .or_else(|| via.clone())
            .or_else(|| portal.clone())
            .unwrap_or_default(),
    }
}

// ---- limits ------------------------------------------------------------------------------------------

/// A channel's own limit where one is stated, else the headline's. Of several for one channel the one
/// that equals the headline counts, else the first; the record keeps the others. 0 states nothing: a dossier that was due
/// when it came would be late at once.
fn limits(fields: &Fields) -> Vec<StatedLimit> {
    let headline = fields.time_limit.as_ref();
    let stated = headline
        .and_then(|limit| limit.amount)
        .filter(|amount| is_some_time(*amount));
    let usual = headline.and_then(|limit| limit.unit.or(limit.unit_suggested));
    let of_channel = |channel: Channel| {
        let own = own_limit(&fields.channels, channel, stated);
        let Exact(amount) = own.and_then(|own| own.amount).or(stated)?;
        let unit = own
            .and_then(|own| own.unit.or(own.unit_from_text))
            .or(usual)
            .map_or(Unit::Day, UnitWord::unit);
        let as_headline = stated.is_some_and(|Exact(stated)| stated == amount);
        let policy = headline.filter(|_| as_headline).map_or(Policy::Hours, policy);
        Some(StatedLimit {
            channel,
            limit: Limit { amount, unit, policy },
        })
    };
    Channel::ALL.iter().copied().filter_map(of_channel).collect()
}

fn is_some_time(Exact(amount): Exact) -> bool {
    !amount.is_zero()
}

fn own_limit(
    channels: &[ChannelFields],
    channel: Channel,
    headline: Option<Exact>,
) -> Option<&ChannelFields> {
    let amount = |own: &ChannelFields| own.amount.map(|Exact(amount)| amount);
    let stated = || {
        channels
            .iter()
            .filter(|own| own.channel.channel() == channel && own.amount.is_some_and(is_some_time))
    };
    stated()
        .find(|own| amount(own) == headline.map(|Exact(amount)| amount))
        .or_else(|| stated().next())
}

fn policy(limit: &LimitFields) -> Policy {
    let by_rule = limit.rule.as_deref() == Some(SAME_DAY_RULE);
    limit.policy.map_or(
        if by_rule { Policy::SameDay } else { Policy::Hours },
        PolicyWord::policy,
    )
}

// ---- fees --------------------------------------------------------------------------------------------

fn fees(fields: &Fields) -> Vec<Fee> {
    let mut fees: Vec<Fee> = fields.fee.iter().filter_map(headline_fee).collect();
    for own in &fields.channels {
        let Some(amount) = own.fee else { continue };
        let currency = own.fee_currency.clone().unwrap_or_else(|| "VND".to_owned());
        let fee = Fee {
            channel: Some(own.channel.channel()),
            amount,
            currency,
            note: None,
        };
        let known = |other: &Fee| {
            let same_channel = other.channel.is_none() || other.channel == fee.channel;
            same_channel && other.amount == fee.amount && other.currency == fee.currency
        };
        if !fees.iter().any(known) {
            fees.push(fee);
        }
    }
    fees
}

fn headline_fee(fee: &FeeFields) -> Option<Fee> {
    let currency = fee.currency.clone().unwrap_or_else(|| "VND".to_owned());
    fee.amount.map(|amount| Fee {
        channel: None,
        amount,
        currency,
        note: fee.note.clone(),
    })
}

// ---- components and cases ----------------------------------------------------------------------------

/// The record's own `cases`, else the component groups that are no mere headings, if at least two.
fn cases(fields: &Fields) -> Vec<Case> {
    let mut names: Vec<String> = fields.cases.clone().unwrap_or_default();
    if fields.cases.is_none() {
        for name in fields
            .components
            .iter()
            .filter_map(|part| part.group.as_deref())
            .map(case_name)
        {
            if !is_heading(name) && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    if names.len() < 2 {
        names.clear();
    }
    names.into_iter().map(|name| Case { name }).collect()
}

fn case_name(group: &str) -> &str {
    group.trim_start_matches(['-', '+', '•', ' ']).trim_end()
}

fn is_heading(group: &str) -> bool {
    let lower = group.to_lowercase();
    text::HEADINGS.contains(&lower.as_str())
        || text::HEADING_STARTS.iter().any(|start| lower.starts_with(start))
}

fn component(position: u32, part: &ComponentFields, cases: &[Case]) -> ComponentKind {
    let group = part.group.as_deref().map(case_name);
    ComponentKind {
        position,
        case_name: group
            .filter(|name| cases.iter().any(|case| case.name == *name))
            .map(ToOwned::to_owned),
        name: tidy(&part.name),
        note: part.note.as_deref().map(tidy),
        copies: part.copies.unwrap_or(1),
        form: part.kind.map_or(PaperForm::Original, KindWord::form),
        extra_copies: part.extra_copies.unwrap_or(0),
        required: required(part.mandatory),
        submission: part.submission.unwrap_or(Submission::Submit),
        template: part.template.clone(),
        channel: part.channel.map(ChannelWord::channel),
    }
}

impl KindWord {
    fn form(self) -> PaperForm {
        match self {
            Self::Original => PaperForm::Original,
            Self::Certified => PaperForm::Certified,
            Self::Copy => PaperForm::Plain,
        }
    }
}

fn required(mandatory: Option<bool>) -> Required {
    match mandatory {
        Some(true) => Required::Yes,
        Some(false) => Required::No,
        None => Required::Open,
    }
}

fn result(result: &ResultFields) -> ResultKind {
    ResultKind {
        code: result.code.clone(),
        name: tidy(&result.name),
        term: result.validity.clone(),
    }
}

fn workflows(fields: &Fields) -> Result<Vec<Workflow>, WorkflowError> {
    if fields.workflows.is_empty() {
        return Ok(vec![Workflow::default_three()]);
    }
    (1..)
        .zip(&fields.workflows)
        .map(|(no, workflow)| Workflow::from_fields(no, workflow))
        .collect()
}
