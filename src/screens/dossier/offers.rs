//! What can be done with the dossier now, and why not: the rules of [`crate::domain::moves`] asked in advance.

use super::sections::Target;
use super::{State, again, has_ways, pointed, signed, text};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::domain::component::OutcomeState;
use crate::domain::dossier::Status;
use crate::domain::moves::{self, Move, Situation};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, situation};
use crate::domain::slip::possible;
use crate::domain::text as words;
use crate::screens::text::REREAD;

/// What F2 does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Main {
    /// Tiếp nhận, with the papers that were asked for before it had a code.
    Accept,
    /// Trả kết quả.
    HandBack,
    /// Nhận bổ sung.
    ReceiveSupplement,
    /// Phí, lệ phí it waits for.
    Fees,
    /// Kết quả.
    Outcome,
    /// Lưu tập tin: this step files no outcomes.
    Interim,
    /// Nothing, for this reason.
    Nothing(Refusal),
}

/// Commands and the moves they make, in the order of the palette.
const MOVES: [(Command, Move); 16] = [
    (Command::Edit, Move::Edit),
    (Command::Fees, Move::EditFees),
    (Command::AskFee, Move::AskFee),
    (Command::AskSupplement, Move::AskSupplement),
    (Command::ReceiveSupplement, Move::ReceiveSupplement),
    (Command::FileInterim, Move::FileInterim),
    (Command::FileOutcome, Move::FileOutcome),
    (Command::ScanOutcome, Move::ScanOutcome),
    (Command::HandBack, Move::HandBack),
    (Command::NoProduct, Move::Forward),
    (Command::Refuse, Move::Refuse),
    (Command::Withdraw, Move::Withdraw),
    (Command::Stop, Move::Stop),
    (Command::Apologise, Move::Apologise),
    (Command::SetCabinet, Move::SetCabinet),
    (Command::Void, Move::Void),
];

fn seen(view: &DossierView, cx: &Context) -> Situation {
    situation(view, cx.settings.number("apology_max"))
}

fn barred(mv: Move, view: &DossierView, cx: &Context) -> Option<Refusal> {
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    moves::why_not(mv, &seen(view, cx), cx.actor())
}

/// The one main act of this dossier for this officer.
pub(super) fn main(view: &DossierView, cx: &Context) -> Main {
    let possible = |mv| barred(mv, view, cx).is_none();
    if possible(Move::HandBack) {
        return Main::HandBack;
    }
    if possible(Move::Accept) {
        return Main::Accept;
    }
    if view.row.status == Status::Supplement && possible(Move::ReceiveSupplement) {
        return Main::ReceiveSupplement;
    }
    if possible(Move::SettleFee) {
        return Main::Fees;
    }
    let is_in_work = matches!(view.row.status, Status::Accepted | Status::Processing);
    if is_in_work && possible(Move::FileOutcome) {
        return Main::Outcome;
    }
    if is_in_work && possible(Move::FileInterim) {
        return Main::Interim;
    }
    let wanted = match view.row.status {
        _ if again::waits(view) => Move::Accept,
        Status::Returned | Status::Finished => Move::HandBack,
        Status::Supplement => Move::ReceiveSupplement,
        Status::Registered
        | Status::Accepted
        | Status::Refused
        | Status::Processing
        | Status::Fee
        | Status::Withdrawn
        | Status::Stopped => Move::FileOutcome,
    };
    Main::Nothing(barred(wanted, view, cx).unwrap_or(Refusal::WrongStatus))
}

/// With its result at the desk a dossier can only go back a step.
pub(super) fn goes_back(view: &DossierView) -> bool {
    view.row.status == Status::Finished
}

/// Why not, for who has the dossier before him: its status is named.
pub(super) fn said(refusal: &Refusal, view: &DossierView) -> String {
    match refusal {
        Refusal::WrongStatus => text::wrong_status(view.row.status),
        other => words::refusal(other),
    }
}

/// The key line and the palette.
pub(super) fn all(state: &State, view: &DossierView, cx: &Context) -> Vec<Offer> {
    let barred = |mv| barred(mv, view, cx).map(|it| said(&it, view));
    let mut offers = vec![commit(view, cx)];
    offers.push(Offer::new(Command::Print).unless(no_print(view, cx)));
    offers.push(Offer::new(Command::ReceiptMenu).unless(no_menu(view, cx)));
    let components = again::instead(Move::Components, view);
    offers.push(Offer::new(Command::Files).unless(barred(components)));
    offers.push(if goes_back(view) {
        Offer::new(Command::Forward)
            .named(text::BACK_A_STEP)
            .unless(barred(Move::ForwardBack))
    } else {
        Offer::new(Command::Forward).unless(barred(Move::Forward))
    });
    if has_ways(state) {
        offers.push(Offer::digits(1, 3).named(text::TAKE));
    }
    if let Some(paper) = pointed(state).and_then(|target| signed::paper(view, target)) {
        offers.insert(1, paper.offer(view, cx));
    }
    if pointed(state).is_some() {
        offers.push(Offer::new(Command::Accept).named(text::OPEN));
    }
    offers.push(
        Offer::new(Command::Remove)
            .named(text::REVOKE)
            .unless(no_revoke(state, view, cx)),
    );
    offers.push(Offer::new(Command::Slips).unless(no_slips(view)));
    offers.push(Offer::new(Command::Workflow));
    offers.push(Offer::new(Command::Copying).unless(no_copies(view)));
    offers.extend(MOVES.map(|(command, mv)| {
        let no = barred(again::instead(mv, view));
        let no = no.or_else(|| (command == Command::NoProduct).then(|| no_end(view)).flatten());
        Offer::new(command).unless(no)
    }));
    offers.push(Offer::new(Command::Undo).unless(no_undo(view, cx)));
    let no_reception = barred_reception(cx);
    offers.push(
        Offer::new(Command::Duplicate)
            .named(text::SAME_HOLDER)
            .unless(no_reception.clone()),
    );
    offers.push(Offer::new(Command::Receive).unless(no_reception));
    offers.push(Offer::new(Command::Kho));
    offers.push(Offer::new(Command::Refresh).named(REREAD));
    offers.push(Offer::new(Command::GoHome));
    offers
}

fn commit(view: &DossierView, cx: &Context) -> Offer {
    let offer = Offer::new(Command::Commit);
    match main(view, cx) {
        Main::Accept => offer.named(text::ACCEPT),
        Main::HandBack => offer.named(text::HAND_BACK),
        Main::ReceiveSupplement => offer.named(text::RECEIVE),
        Main::Fees => offer.named(text::FEES),
        Main::Outcome => offer.named(text::OUTCOME),
        Main::Interim => offer.named(text::INTERIM_ONLY),
        Main::Nothing(refusal) => {
            let word = if again::waits(view) {
                text::ACCEPT
            } else {
                text::OUTCOME
            };
            offer.named(word).unless(Some(said(&refusal, view)))
        }
    }
}

fn no_print(view: &DossierView, cx: &Context) -> Option<String> {
    let mv = if view.forms.is_empty() {
        Move::IssueForm
    } else {
        Move::ReprintForm
    };
    if view.row.code.is_none() {
        return Some(text::NO_CODE.to_owned());
    }
    barred(mv, view, cx).map(|it| said(&it, view))
}

/// A receipt is of a dossier that was received.
fn no_menu(view: &DossierView, cx: &Context) -> Option<String> {
    if view.row.code.is_none() {
        return Some(text::NO_CODE.to_owned());
    }
    barred(Move::IssueForm, view, cx).map(|it| said(&it, view))
}

fn no_slips(view: &DossierView) -> Option<String> {
    possible(&view.events)
        .is_empty()
        .then(|| text::NO_SLIPS.to_owned())
}

/// Before reception the papers lie in the draft, without copies.
fn no_copies(view: &DossierView) -> Option<String> {
    view.row.code.is_none().then(|| text::NO_CODE.to_owned())
}

fn no_revoke(state: &State, view: &DossierView, cx: &Context) -> Option<String> {
    let pointed = match pointed(state) {
        Some(Target::Outcome(id, ..)) => view.outcomes.iter().find(|it| it.id == *id),
        _ => None,
    };
    if pointed.is_none_or(|it| it.state != OutcomeState::Active) {
        return Some(text::POINT_AT_OUTCOME.to_owned());
    }
    barred(Move::CorrectOutcome, view, cx).map(|it| said(&it, view))
}

/// Why the processing cannot be ended without a product now, although the dossier may be forwarded.
fn no_end(view: &DossierView) -> Option<String> {
    if view.outcomes.iter().any(|it| it.state == OutcomeState::Active) {
        return Some(text::HAS_OUTCOME.to_owned());
    }
    if view.steps.iter().any(|step| step.current && step.ends) {
        return None;
    }
    let ends = view.steps.iter().find(|step| step.ends);
    Some(ends.map_or_else(|| text::NO_END.to_owned(), |step| text::ends_at(&step.name)))
}

fn no_undo(view: &DossierView, cx: &Context) -> Option<String> {
    match &view.undoable {
        None => Some(words::refusal(&Refusal::CannotUndo)),
        Some((_, officer, _)) if *officer != cx.actor().id => Some(text::NOT_YOURS.to_owned()),
        Some(_) => barred(Move::Undo, view, cx).map(|it| said(&it, view)),
    }
}

fn barred_reception(cx: &Context) -> Option<String> {
    let reception = crate::domain::officer::Role::Reception;
    let refusal = if cx.read_only {
        Some(Refusal::ReadOnly)
    } else if cx.actor().roles.has(reception) {
        None
    } else {
        Some(Refusal::NeedsRole(reception))
    };
    refusal.map(|it| words::refusal(&it))
}
