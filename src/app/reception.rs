//! What the five steps of a reception share: their frame, and the one draft they write. Decides nothing about a field.

use crate::app::chrome::{Context as Row2, ScreenChrome};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::text;
use crate::domain::draft::{Draft, Step};
use crate::domain::rows::PersonCard;
use crate::domain::say;

const STEPS: [Step; 5] = [
    Step::Account,
    Step::Procedure,
    Step::Holder,
    Step::Components,
    Step::Review,
];

/// Rows 1–3 of a step: where we are, the five steps with the holder's name, when the draft was saved.
pub fn chrome(step: Step, cx: &Context) -> ScreenChrome {
    let name = cx.draft.as_ref().map(|draft| draft.holder.display_name());
    ScreenChrome {
        context: Row2::Steps {
            names: &text::RECEPTION_STEPS,
            current: place(step),
            right: name.unwrap_or_default().to_owned(),
        },
        rule_note: cx
            .draft_saved
            .filter(|_| cx.draft.is_some() && step != Step::Account)
            .map(|at| text::draft_saved(&say::exact_time(at.local().time()))),
        ..ScreenChrome::new([title(cx)])
    }
}

/// Nhập bù says so on each of its steps: its papers get another day.
fn title(cx: &Context) -> &'static str {
    let is_late = |draft: &Draft| draft.entered_late || draft.backfill.is_some();
    if cx.draft.as_ref().is_some_and(is_late) {
        text::LATE_RECEPTION
    } else {
        text::RECEPTION
    }
}

fn screen(step: Step) -> Destination {
    match step {
        Step::Account => Destination::Account,
        Step::Procedure => Destination::Procedure,
        Step::Holder => Destination::Holder,
        Step::Components => Destination::Components,
        Step::Review => Destination::Review,
    }
}

/// Opens every step from `first` to `last`, one on the other, so that Esc leads back through them: a draft that is
/// taken up again at its last step can still be put right in an earlier one.
pub fn walk(first: Step, last: Step) -> Vec<Effect> {
    STEPS
        .into_iter()
        .filter(|step| (first..=last).contains(step))
        .map(|step| Effect::Open(Box::new(screen(step))))
        .collect()
}

/// Remembers where the officer is.
pub fn enter(step: Step, cx: &mut Context) {
    if let Some(draft) = &mut cx.draft {
        draft.step = step;
    }
}

/// Writes the draft in hand, if there is one.
pub fn save(cx: &Context) -> Vec<Effect> {
    let draft = cx.draft.clone().map(Box::new);
    draft.map(Effect::SaveDraft).into_iter().collect()
}

/// Ctrl+S: writes the draft and says so.
pub fn save_and_say(cx: &Context) -> Vec<Effect> {
    let mut effects = save(cx);
    if !effects.is_empty() {
        let message = crate::app::chrome::Message::done(text::DRAFT_KEPT);
        effects.push(Effect::Say(message));
    }
    effects
}

/// Fills what an earlier dossier of the same holder knows, if nothing of him was typed yet.
pub fn fill(draft: &mut Draft, card: &PersonCard) -> bool {
    let Some(known) = &card.holder else { return false };
    let typed = !draft.holder.holder_name.is_empty() || !draft.holder.organisation.is_empty();
    if typed || card.number != draft.holder.holder_no {
        return false;
    }
    let number = std::mem::take(&mut draft.holder.holder_no);
    let kind = draft.holder.holder_no_kind;
    draft.holder = known.clone();
    draft.holder.holder_no = number;
    draft.holder.holder_no_kind = kind;
    true
}

fn place(step: Step) -> usize {
    match step {
        Step::Account => 0,
        Step::Procedure => 1,
        Step::Holder => 2,
        Step::Components => 3,
        Step::Review => 4,
    }
}
