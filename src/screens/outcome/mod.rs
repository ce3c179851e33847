//! W21: every field of the letter's dialog; or, with 0, an interim paper that is no result.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Filing;
use crate::app::effect::Effect;
use crate::app::input::form::{Form, Step};
use crate::app::input::{Choice, Line, Pick, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::{Act, Request, StoredFile};
use crate::domain::component::OutcomeState;
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ComponentId, DossierId};
use crate::domain::moves::{self, Move};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, ProcedureChoice, ResultChoice, situation};
use crate::domain::text as words;
use crate::screens::text as shared;

mod act;
mod heavy;
mod kept;
mod kinds;
mod picks;
mod scan;
mod signed;
mod stops;
mod text;
mod validity;
pub mod view;
mod whose;

#[cfg(test)]
mod tests;

use kinds::{goes_on, kind_taken, narrow, took_kind};
use stops::{Field, fault, stops};
use validity::{Part, Validity};

/// The form.
#[derive(Debug)]
pub struct State {
    id: DossierId,
    view: Option<Box<DossierView>>,
    asked: Ticket,
    asked_procedure: Option<Ticket>,
    results: Vec<ResultChoice>,
    /// Place in `results`; `None` = not a result.
    kind: Pick<Option<usize>>,
    holder_no: Line,
    name: Line,
    summary: Line,
    validity: Validity,
    file: Option<StoredFile>,
    /// The scan whose PDF the file is; `None` = it was chosen.
    scan: Option<ComponentId>,
    /// A chosen file that shows the sheets of a result on paper: counted where its pages are.
    given: Option<Box<DraftFile>>,
    /// Whose the interim paper is, where it is a copy.
    copied: whose::Copied,
    /// Why a heavy file is taken as it is.
    kept: heavy::Kept,
    /// A scan that is being begun.
    beginning: Option<(Ticket, ComponentId)>,
    unsigned: Line,
    signed: signed::Signed,
    replaces: Choice,
    reason: Line,
    form: Form<Field>,
    /// Whose sample reasons are being picked.
    picking: Option<Field>,
    busy: Option<Ticket>,
    early: bool,
    message: Option<Message>,
    /// What it was opened for; an interim paper also where this officer may keep nothing else here.
    filing: Filing,
}

/// Opens it.
pub fn open((dossier, filing): (DossierId, Filing), cx: &mut Context) -> (State, Vec<Effect>) {
    let asked = cx.ticket();
    let state = State {
        id: dossier,
        view: None,
        asked,
        asked_procedure: None,
        results: Vec::new(),
        kind: Pick::new(120).with_zero(),
        holder_no: Line::plain(20),
        name: Line::plain(300),
        summary: Line::plain(500),
        validity: Validity::new(cx.now.date()),
        file: None,
        scan: None,
        given: None,
        copied: whose::Copied::default(),
        kept: heavy::Kept::default(),
        beginning: None,
        unsigned: Line::plain(200),
        signed: signed::Signed::default(),
        replaces: Choice::default(),
        reason: Line::plain(200),
        form: Form::at(Field::File),
        picking: None,
        busy: None,
        early: false,
        message: None,
        filing,
    };
    (state, vec![Effect::Ask(asked, Query::Dossier(dossier))])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            paste(state, &pasted);
            vec![]
        }
        Msg::Resumed if state.view.is_some() => {
            state.asked = cx.ticket();
            vec![Effect::Ask(state.asked, Query::Dossier(state.id))]
        }
        Msg::Reopened => kept::reopened(state, cx),
        Msg::Answered(ticket, Answer::Dossier(Some(view)))
            if ticket == state.asked && state.view.is_some() =>
        {
            kept::refreshed(state, view)
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked => came(state, view, cx),
        Msg::Answered(ticket, Answer::Procedure(procedure)) if state.asked_procedure == Some(ticket) => {
            known(state, procedure, cx)
        }
        Msg::Replied(Reply::Stored(file)) => take_file(state, file, cx),
        Msg::Replied(Reply::Signed(copies)) => signed::came_signed(state, &copies, cx),
        Msg::Replied(Reply::StoredScan(file)) => {
            state.given = Some(file);
            scan::go(state, cx)
        }
        Msg::Replied(reply) if state.kept.is_asking() => heavy::replied(state, &reply, cx),
        Msg::Replied(Reply::Text(basis)) => whose::named(state, &basis, cx),
        Msg::Replied(Reply::Judged { mark, taken }) => signed::judged(state, (mark, taken), cx),
        Msg::Answered(ticket, Answer::Signatures(checked)) if state.signed.waits(ticket) => {
            signed::came(state, checked.as_deref())
        }
        Msg::Replied(Reply::Picked(at)) if state.copied.is_asking() => whose::picked(state, at, cx),
        Msg::Replied(Reply::Picked(at)) => picks::picked(state, at, cx),
        Msg::Replied(Reply::Nothing) if state.copied.is_asking() => whose::given_up(state),
        Msg::Changed(ticket, result) if state.beginning.is_some_and(|it| it.0 == ticket) => {
            scan::begun(state, result.err().as_ref())
        }
        Msg::Changed(ticket, result) if state.busy == Some(ticket) => {
            state.busy = None;
            match result {
                Ok(_) => {
                    let sentence = if is_interim(state) {
                        text::KEPT
                    } else {
                        text::FILED
                    };
                    vec![Effect::Back, Effect::Say(Message::done(sentence))]
                }
                Err(refusal) => refused(state, &refusal),
            }
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        _ => vec![],
    }
}

/// The dossier gives the defaults, its procedure the kinds.
fn came(state: &mut State, view: Option<Box<DossierView>>, cx: &mut Context) -> Vec<Effect> {
    let Some(view) = view else {
        state.message = Some(Message::error(words::refusal(&Refusal::NotFound)));
        return vec![];
    };
    let subject = if view.subject.is_empty() {
        &view.row.procedure_name
    } else {
        &view.subject
    };
    state.summary.set(subject);
    state.holder_no.set(&view.row.holder_no);
    let active = view.outcomes.iter().filter(|it| it.state == OutcomeState::Active);
    let newest = active.enumerate().max_by_key(|(_, it)| it.filed_at);
    let replaced = newest.filter(|_| state.filing == Filing::Replacement);
    let replaced = replaced.map_or(0, |(at, _)| at + 1);
    state.replaces = Choice::new(replaceable(&view), Some(replaced));
    state.view = Some(view);
    let only_interim =
        barred(state, Move::FileOutcome, cx).is_some() && barred(state, Move::FileInterim, cx).is_none();
    if only_interim {
        state.filing = Filing::Interim;
    }
    ask_procedure(state, cx)
}

/// What an outcome may take the place of: nothing first, then the outcomes in force.
fn replaceable(view: &DossierView) -> Vec<String> {
    let active = view.outcomes.iter().filter(|it| it.state == OutcomeState::Active);
    let codes = active.map(|it| it.paper_code.clone());
    std::iter::once(text::NONE_REPLACED.to_owned())
        .chain(codes)
        .collect()
}

fn ask_procedure(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(view) = state.view.as_deref() else {
        return vec![];
    };
    let query = Query::Procedure {
        code: view.row.procedure_code.clone(),
        version: Some(view.procedure_version.clone()),
    };
    let ticket = cx.ticket();
    state.asked_procedure = Some(ticket);
    vec![Effect::Ask(ticket, query)]
}

fn barred(state: &State, mv: Move, cx: &Context) -> Option<Refusal> {
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    let view = state.view.as_deref()?;
    moves::why_not(
        mv,
        &situation(view, cx.settings.number("apology_max")),
        cx.actor(),
    )
}

/// The kinds are there: the only one is taken, of several the officer chooses.
fn known(state: &mut State, procedure: Option<Box<ProcedureChoice>>, cx: &mut Context) -> Vec<Effect> {
    state.results = procedure.map(|it| it.results).unwrap_or_default();
    state.asked_procedure = None;
    narrow(state);
    match state.results.as_slice() {
        _ if state.filing == Filing::Interim => state.kind.choose(None, text::NOT_AN_OUTCOME),
        [only] => {
            let label = text::kind(&only.code, &only.name);
            state.kind.choose(Some(0), &label);
            took_kind(state);
        }
        _ => {}
    }
    state.form = Form::start(&stops(state), Field::File);
    scan::look(state);
    let mv = if is_interim(state) {
        Move::FileInterim
    } else {
        Move::FileOutcome
    };
    if let Some(refusal) = barred(state, mv, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        state.early = false;
    }
    if std::mem::take(&mut state.early) {
        return commit(state, cx);
    }
    if scan::wanted(state) {
        return scan::go(state, cx);
    }
    vec![]
}

/// Does the form keep an interim paper instead of filing an outcome?
fn is_interim(state: &State) -> bool {
    state.kind.chosen() == Some(&None)
}

fn result(state: &State) -> Option<&ResultChoice> {
    let at = (*state.kind.chosen()?)?;
    state.results.get(at)
}

/// A file that was chosen: with a signature that is not decided, its report comes up by itself.
fn take_file(state: &mut State, file: StoredFile, cx: &mut Context) -> Vec<Effect> {
    put_file(state, file);
    let mut effects = signed::Signed::ask(state, cx);
    if signed::must_read(state) {
        effects.extend(signed::show(state, cx));
    }
    effects
}

fn put_file(state: &mut State, file: StoredFile) {
    state.file = Some(file);
    state.scan = None;
    state.copied = whose::Copied::default();
    state.unsigned.clear();
    state.signed = signed::Signed::default();
    state.message = fault(state, Field::File).map(Message::error);
    if state.message.is_none() && stops::wants_unsigned(state) {
        state.form.go(Field::Unsigned);
        state.message = Some(Message::warning(text::UNSIGNED_WARNING));
    }
}

fn part(field: Field) -> Option<Part> {
    match field {
        Field::Starts => Some(Part::Starts),
        Field::Term => Some(Part::Term),
        Field::Ends => Some(Part::Ends),
        Field::Kind
        | Field::HolderNo
        | Field::Name
        | Field::Summary
        | Field::File
        | Field::Unsigned
        | Field::Replaces
        | Field::Reason => None,
    }
}

fn line_mut(state: &mut State) -> Option<&mut Line> {
    match state.form.focus() {
        Field::HolderNo => Some(&mut state.holder_no),
        Field::Name => Some(&mut state.name),
        Field::Summary => Some(&mut state.summary),
        Field::Unsigned => Some(&mut state.unsigned),
        Field::Reason => Some(&mut state.reason),
        Field::Kind | Field::Starts | Field::Term | Field::Ends | Field::File | Field::Replaces => None,
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.form.focus() == Field::Kind && goes_on(command) && state.kind.take_digit() {
        let effects = kind_taken(state, cx);
        if !effects.is_empty() || matches!(command, Some(Command::Next | Command::Previous)) {
            return effects;
        }
    }
    match command {
        Some(Command::Commit) => return commit(state, cx),
        Some(Command::Files) => return picks::choose_file(state, cx),
        Some(Command::Sign) => return signed::show(state, cx),
        Some(Command::ScanOutcome) => return scan::go(state, cx),
        Some(Command::Choose) => return picks::choose(state, cx),
        Some(Command::Back) if !state.kind.is_open() => return vec![Effect::Back],
        Some(Command::Accept) if state.form.focus() == Field::File && state.file.is_none() => {
            return picks::choose_file(state, cx);
        }
        _ => {}
    }
    match on_control(state, key) {
        Reaction::Pass => {}
        Reaction::Chosen => return kind_taken(state, cx),
        Reaction::Changed if state.form.focus() == Field::Kind => {
            narrow(state);
            return vec![];
        }
        Reaction::Changed | Reaction::Handled | Reaction::Refused => return vec![],
    }
    let left = state.form.focus();
    state.validity.settle(cx.now.date());
    let step = state.form.key(key, &stops(state));
    if left == Field::Kind && state.form.focus() != left {
        state.kind.leave();
        took_kind(state);
    }
    if step == Step::Left(left) {
        state.message = fault(state, left).map(Message::error);
    }
    vec![]
}

fn on_control(state: &mut State, key: Key) -> Reaction {
    let focus = state.form.focus();
    if let Some(part) = part(focus) {
        return state.validity.key(part, key);
    }
    match focus {
        Field::Kind => state.kind.key(key),
        Field::Replaces => state.replaces.key(key),
        _ => line_mut(state).map_or(Reaction::Pass, |line| line.key(key)),
    }
}

fn paste(state: &mut State, pasted: &str) {
    if let Some(part) = part(state.form.focus()) {
        state.validity.paste(part, pasted);
    } else if let Some(line) = line_mut(state) {
        line.paste(pasted);
    }
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.busy.is_some() {
        return vec![];
    }
    if state.view.is_none() || state.asked_procedure.is_some() {
        state.early = true;
        return vec![];
    }
    let mv = if is_interim(state) {
        Move::FileInterim
    } else {
        Move::FileOutcome
    };
    if let Some(refusal) = barred(state, mv, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    state.validity.settle(cx.now.date());
    if let Some(more) = state.form.refuse(&stops(state)) {
        let sentence = stops::refusal(state, state.form.focus());
        state.message = Some(Message::error(text::further(&sentence, more)));
        return vec![];
    }
    if let Some(effects) = whose::ask(state).or_else(|| heavy::ask(state, cx)) {
        return effects;
    }
    let Some(act) = act::act(state, cx) else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.busy = Some(ticket);
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier {
            dossier: state.id,
            act,
        },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn refused(state: &mut State, refusal: &Refusal) -> Vec<Effect> {
    if let Some(field) = stops::named(state, refusal) {
        state.form.go(field);
    }
    state.message = Some(Message::error(words::refusal(refusal)));
    vec![]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let context = match &state.view {
        Some(view) => shared::about(&view.row),
        None => About::left(text::LOADING),
    };
    let verb = if is_interim(state) {
        text::KEEP_FILE
    } else {
        text::UPDATE
    };
    let mut offers = vec![
        Offer::new(Command::Commit).named(verb),
        Offer::new(Command::Choose).named(text::CHOOSE),
        Offer::new(Command::Files).named(text::FILES),
        Offer::new(Command::ScanOutcome).unless(scan::why_not(state, cx)),
    ];
    offers.splice(2..2, signed::offer(state, cx));
    ScreenChrome {
        context,
        rule_note: Some(text::REQUIRED.to_owned()),
        message: state.message.clone(),
        offers,
        ..ScreenChrome::new([
            text::TITLE,
            if is_interim(state) {
                text::KEEP_FILE
            } else {
                text::FORM
            },
        ])
    }
}
