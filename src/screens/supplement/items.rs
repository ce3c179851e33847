//! What can be asked of the citizen: one item per component, already ticked where something lacks, and own items.

use super::text;
use crate::domain::asked::text as asked;
use crate::domain::component::{Required, Submission};
use crate::domain::draft::{Draft, DraftComponent};
use crate::domain::rows::{ComponentView, DossierView};

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Name of the paper, or the officer's own words.
    pub(super) name: String,
    /// What is wrong with it.
    pub(super) fault: String,
    /// As the form asks for it.
    pub(super) wording: String,
    /// Ticked from the beginning.
    pub(super) lacks: bool,
}

impl Item {
    /// The officer's own words.
    pub(super) fn own(words: &str) -> Self {
        Self {
            name: words.to_owned(),
            fault: text::OWN.to_owned(),
            wording: words.to_owned(),
            lacks: true,
        }
    }

    /// Is it one of those?
    pub(super) fn is_own(&self) -> bool {
        self.fault == text::OWN
    }

    fn missing((name, submission): (&str, Submission), is_required: bool) -> Self {
        let fault = if is_required {
            text::LACKING
        } else {
            text::LACKING_OPTIONAL
        };
        Self {
            name: name.to_owned(),
            fault: fault.to_owned(),
            wording: asked::hand_in(name, submission),
            lacks: is_required,
        }
    }

    fn rejected(name: &str, fault: &str) -> Self {
        Self {
            name: name.to_owned(),
            fault: fault.to_owned(),
            wording: asked::mend(name, fault),
            lacks: true,
        }
    }

    fn fine((name, submission): (&str, Submission)) -> Self {
        Self {
            name: name.to_owned(),
            fault: text::FINE.to_owned(),
            wording: asked::hand_in_again(name, submission),
            lacks: false,
        }
    }
}

/// Items of a reception that is not yet accepted.
pub(super) fn of_draft(draft: &Draft) -> Vec<Item> {
    let applies = |it: &&DraftComponent| !it.not_applicable;
    let item = |it: &DraftComponent| match (&it.reject_reason, it.received) {
        (Some(reason), true) => Item::rejected(&it.name, reason),
        (_, false) => Item::missing((&it.name, it.submission), it.required == Required::Yes),
        (None, true) => Item::fine((&it.name, it.submission)),
    };
    draft.components.iter().filter(applies).map(item).collect()
}

/// Items of an accepted dossier.
pub(super) fn of_dossier(view: &DossierView) -> Vec<Item> {
    let applies = |it: &&ComponentView| it.void_reason.is_none() && !it.is_not_applicable();
    let item = |it: &ComponentView| match (&it.reject_reason, it.received) {
        (Some(reason), _) => Item::rejected(&it.name, reason),
        (None, false) => Item::missing((&it.name, it.submission), it.required == Required::Yes),
        (None, true) => Item::fine((&it.name, it.submission)),
    };
    view.components.iter().filter(applies).map(item).collect()
}
