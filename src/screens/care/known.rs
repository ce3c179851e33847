//! What is known of the paper before the officer changes anything, and how the form shows it.

use super::{
    Care, Channel, ComponentId, Context, Custody, DossierView, ExemptReason, Exemption, State, text,
};
use crate::app::input::Choice;
use crate::app::input::date::Written;
use crate::domain::component::Digitise;
use crate::domain::digitise::{ScanPolicy, not_asked};
use crate::domain::special;
use crate::domain::time::Moment;

/// The paper as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// There is something to show.
    pub(super) is_read: bool,
    pub(super) name: String,
    pub(super) channel: Channel,
    pub(super) care: Care,
    /// A leader decided not to digitise it.
    pub(super) decided: Option<Exemption>,
    /// Who, and when.
    pub(super) by: Option<(String, Moment)>,
    /// Why the office's policy asks for no copy of it.
    pub(super) policy: Option<ExemptReason>,
    /// Pages that stand in it.
    pub(super) pages: u32,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            is_read: false,
            name: String::new(),
            channel: Channel::Counter,
            care: Care::default(),
            decided: None,
            by: None,
            policy: None,
            pages: 0,
        }
    }
}

/// The component of the draft in hand.
pub(super) fn of_draft(component: ComponentId, cx: &Context) -> Known {
    let draft = cx.draft.as_ref();
    let found = draft.and_then(|draft| {
        let item = draft.components.iter().find(|item| item.id == component)?;
        Some((draft.channel, item))
    });
    let policy = ScanPolicy::from_word(cx.settings.text("scan_policy")).unwrap_or(ScanPolicy::All);
    found.map_or_else(Known::default, |(channel, item)| Known {
        is_read: true,
        name: item.name.clone(),
        channel,
        care: item.care.clone(),
        policy: not_asked(policy, item.form, item.submission),
        ..Known::default()
    })
}

/// The component of an accepted dossier.
pub(super) fn of_dossier(view: &DossierView, component: ComponentId) -> Option<Known> {
    let item = view.components.iter().find(|item| item.id == component)?;
    let is_decided = item.digitise == Digitise::Exempt;
    Some(Known {
        is_read: true,
        name: item.name.clone(),
        channel: view.channel,
        care: item.care(),
        decided: item.exempt.clone().filter(|_| is_decided),
        by: item.exempted.clone().filter(|_| is_decided),
        policy: not_asked(view.scan_policy, item.form, item.submission),
        pages: u32::try_from(item.pages.len()).unwrap_or(u32::MAX),
    })
}

/// Fills the form.
pub(super) fn show(state: &mut State, known: Known) {
    let care = &known.care;
    state.traits.clone_from(&care.traits);
    state.of_other_body = care.of_other_body;
    state.basis.set(care.basis.as_deref().unwrap_or_default());
    let exemption = known.decided.as_ref().or(care.proposal.as_ref());
    let plan = match (exemption, care.waits) {
        (Some(_), _) => 2,
        (None, true) => 1,
        (None, false) => 0,
    };
    state.plan = Choice::new(text::PLANS, Some(plan));
    if let Some(day) = care.remind_on {
        state.remind = state.remind.clone().with(Written::Day(day));
    }
    let why = exemption.and_then(|it| ExemptReason::ALL.iter().position(|why| *why == it.why));
    let reasons = ExemptReason::ALL.iter().map(|why| special::text::exempt(*why));
    state.why = Choice::new(reasons, why);
    state
        .words
        .set(exemption.map(|it| it.reason.as_str()).unwrap_or_default());
    let kept = care
        .custody
        .and_then(|it| Custody::ALL.iter().position(|other| *other == it));
    let places = Custody::ALL.iter().map(|it| special::text::custody(*it));
    state.custody = Choice::new(places, kept);
    state.known = known;
}
