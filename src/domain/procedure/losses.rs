//! What a newer record of a procedure would silently drop: an import lists it and asks.

use super::{ComponentKind, Fee, Procedure, StatedLimit};

/// One thing the old record states and the new one does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Procedure code.
    pub code: String,
    /// What is gone.
    pub what: Lost,
}

/// A stated limit, fee or component. A changed amount or wording of a limit or fee is no loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// No limit is stated any more for the channel of this one.
    Limit(StatedLimit),
    /// No fee of this currency is stated any more, for its channel or for all.
    Fee(Fee),
    /// No component has this name any more in this case, for this channel or for all.
    Component {
        /// As the old record wrote it.
        name: String,
        /// The case that needed it; `None` = every case.
        case_name: Option<String>,
    },
}

impl Lost {
    /// The stable word of the command line.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Limit(_) => "limit",
            Self::Fee(_) => "fee",
            Self::Component { .. } => "component",
        }
    }
}

/// What `new` no longer states of `old`, in the order limits, fees, components.
pub fn losses(old: &Procedure, new: &Procedure) -> Vec<Loss> {
    let limits = old
        .limits
        .iter()
        .filter(|was| new.limits.iter().all(|is| is.channel != was.channel));
    let limits = limits.map(|was| Lost::Limit(*was));
    let fees = old
        .fees
        .iter()
        .filter(|was| !new.fees.iter().any(|is| stands_for(is, was)));
    let fees = fees.map(|was| Lost::Fee(was.clone()));
    let components = old.components.iter().filter(|was| !is_needed(was, new));
    let components = components.map(|was| Lost::Component {
        name: was.name.clone(),
        case_name: was.case_name.clone(),
    });
    let loss = |what| Loss {
        code: old.code.clone(),
        what,
    };
    limits.chain(fees).chain(components).map(loss).collect()
}

/// A fee for every channel stands for one of a single channel.
fn stands_for(is: &Fee, was: &Fee) -> bool {
    is.currency == was.currency && (is.channel.is_none() || is.channel == was.channel)
}

/// Is the paper still asked for wherever it was: in its case, or in every case, and in its channel?
fn is_needed(was: &ComponentKind, new: &Procedure) -> bool {
    let same = |one: &str, other: &str| same_words(one) == same_words(other);
    let of_name = |is: &&ComponentKind| {
        same(&is.name, &was.name) && (is.channel.is_none() || is.channel == was.channel)
    };
    let in_case = |case: &str| {
        let mut kinds = new.components.iter().filter(of_name);
        kinds.any(|is| is.case_name.as_deref().is_none_or(|name| same(name, case)))
    };
    match &was.case_name {
        Some(case) => in_case(case),
        None if new.cases.is_empty() => new.components.iter().any(|is| of_name(&is)),
        None => new.cases.iter().all(|case| in_case(&case.name)),
    }
}

/// Two wordings that differ in case, spacing or punctuation only are the same paper.
fn same_words(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
