//! The keys of the list: what each does to the row and cell under the pointer.

use super::change::{self, Change};
use super::reply::{self, Asked};
use super::{
    Cell, Row, State, Subject, blank, covers, keep_draft, kinds, list, make, offer, point_at_work, send, text,
};
use crate::app::chrome::Message;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::{Destination, KhoPurpose, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::job::{SignOf, ToSign};
use crate::app::key::Key;
use crate::app::reception;
use crate::domain::act::{ComponentChange, DossierAct};
use crate::domain::component::{PageAccount, PaperForm, Required, SignatureMark};
use crate::domain::draft::{DraftComponent, DraftFile};
use crate::domain::ids::ComponentId;
use crate::domain::moves::{self, Move};
use crate::domain::refusal::Refusal;
use crate::domain::rows::situation;
use crate::domain::signing::act::Signable;
use crate::domain::special::uncounted;
use crate::domain::text as words;
use crate::domain::viet::fold;
use crate::domain::weight::outgoing;

const PDF: &str = "application/pdf";

/// Pressed before the dossier is there: its heads stand already, and nothing a key could be about. Only leaving waits for
/// nothing.
pub(super) fn is_early(state: &State, command: Option<Command>) -> bool {
    state.subject != Subject::Draft && state.view.is_none() && command != Some(Command::Back)
}

pub(super) fn pressed(
    state: &mut State,
    (key, command): (Key, Option<Command>),
    cx: &mut Context,
) -> Vec<Effect> {
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        state.cell = Cell::Tick;
        return vec![];
    }
    match command {
        Some(Command::Back) => leave(state, cx),
        Some(Command::Commit) => commit(state, cx),
        Some(Command::SaveDraft) if state.subject == Subject::Draft => reception::save_and_say(cx),
        Some(Command::Next) => turn(state, 1),
        Some(Command::Previous) => turn(state, CELLS.len() - 1),
        Some(Command::Accept) => accept(state, cx),
        Some(Command::Files) => scan(state),
        Some(Command::Look) if !state.leaves().is_empty() => {
            vec![Effect::Open(Box::new(Destination::Preview {
                leaves: state.leaves(),
                at: 0,
            }))]
        }
        Some(Command::Sign) => sign(state),
        Some(Command::Print) => blank::open(state, cx),
        Some(Command::ReadWording) => kinds::wording(state),
        Some(Command::Copying) => copying(state),
        Some(Command::PrintCovers) => covers::print(state, cx),
        Some(Command::Choose) if state.table.pointed() == Some(&Row::Add) => kho(state),
        Some(Command::TickAll) => tick_all(state, cx),
        Some(Command::Undo) => undo(state, cx),
        _ => on_row(state, (key, command), cx),
    }
}

fn on_row(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let Some(item) = state.pointed().cloned() else {
        return vec![];
    };
    match (command, state.cell) {
        (Some(Command::Tick), Cell::Tick) => tick(state, &item, cx),
        (Some(Command::Tick), Cell::Form) => edit(state, &item, with_form(item.form), cx),
        (Some(Command::Tick), Cell::Keep) => keep(state, &item, cx),
        (Some(Command::Tick | Command::Choose), Cell::Verdict) => reply::ask_verdict(state, item.id),
        (Some(Command::Choose), _) => kho(state),
        (Some(Command::More), _) => copies(state, &item, item.copies + 1, cx),
        (Some(Command::Fewer), _) => copies(state, &item, item.copies.saturating_sub(1), cx),
        (Some(Command::Digit(digit)), Cell::Copies) => copies(state, &item, digit.into(), cx),
        (Some(Command::Care), _) => care(state, item.id),
        (Some(Command::Remove), _) => reply::remove(state, &item, cx),
        _ => jump(state, key),
    }
}

const CELLS: [Cell; 5] = [Cell::Tick, Cell::Copies, Cell::Form, Cell::Verdict, Cell::Keep];

fn turn(state: &mut State, step: usize) -> Vec<Effect> {
    let here = CELLS.iter().position(|cell| *cell == state.cell).unwrap_or(0);
    if state.pointed().is_some() {
        state.cell = CELLS[(here + step) % CELLS.len()];
    }
    vec![]
}

fn leave(state: &State, cx: &mut Context) -> Vec<Effect> {
    let mut effects = match state.subject {
        Subject::Draft => keep_draft(state, cx),
        Subject::Dossier(_) => vec![],
    };
    effects.push(Effect::Back);
    effects
}

/// F2: on a draft to the review; right after a reception the next citizen; else back.
fn commit(state: &State, cx: &mut Context) -> Vec<Effect> {
    match state.subject {
        Subject::Draft => {
            let mut effects = keep_draft(state, cx);
            effects.push(Effect::Open(Box::new(Destination::Review)));
            effects
        }
        Subject::Dossier(_) if state.fresh => vec![Effect::Restart(Box::new(Destination::Account))],
        Subject::Dossier(_) => vec![Effect::Back],
    }
}

/// F8: the scanned pages of a component; before reception there are none, only files to choose.
fn scan(state: &mut State) -> Vec<Effect> {
    if let Some(why) = why_no_copy(state) {
        state.message = Some(Message::error(why));
        return vec![];
    }
    match (state.subject, state.pointed()) {
        (Subject::Dossier(dossier), Some(item)) => vec![Effect::Open(Box::new(Destination::Pages {
            dossier,
            component: item.id,
        }))],
        (Subject::Draft, _) | (Subject::Dossier(_), None) => reply::open_files(state),
    }
}

/// Of a paper that is not digitised nothing is scanned or attached; pages that stand in it can be taken out.
pub(super) fn why_no_copy(state: &State) -> Option<String> {
    let item = state.pointed()?;
    state.decided(item.id)?;
    let empty = state.stored(item.id).is_some_and(|it| it.pages.is_empty());
    empty.then(|| words::refusal(&Refusal::Exempted))
}

/// F6 on a paper: its files that are not signed yet are signed, all with one PIN; where all are, the report of the one
/// that is least good.
fn sign(state: &State) -> Vec<Effect> {
    let Some(item) = state.pointed() else {
        return vec![];
    };
    let wanted = to_sign(state, item);
    if wanted.is_empty() {
        return report(state, item);
    }
    vec![Effect::Open(Box::new(Destination::Signing(wanted)))]
}

/// The PDFs of a paper that go out and hold no signature. What lies in the kho keeps the bytes it has there.
pub(super) fn to_sign(state: &State, item: &DraftComponent) -> Vec<ToSign> {
    let open = outgoing(&item.files)
        .filter(|file| file.mime == PDF && file.signature == SignatureMark::None && file.paper_id.is_none());
    open.map(|file| to_sign_one(state, file)).collect()
}

fn to_sign_one(state: &State, file: &DraftFile) -> ToSign {
    let of = match state.subject {
        Subject::Draft => SignOf::Loose(file.sha256),
        Subject::Dossier(dossier) => SignOf::Dossier(dossier, Signable::File(file.id)),
    };
    ToSign {
        of,
        title: file.name.clone(),
    }
}

/// Why these files are not signed by this officer now.
pub(super) fn why_not_sign(state: &State, item: &DraftComponent, cx: &Context) -> Option<String> {
    if cx.read_only {
        return Some(words::refusal(&Refusal::ReadOnly));
    }
    // Counting makes one new PDF of exactly the pages: what is signed before would be replaced by it.
    let stored = state.stored(item.id);
    let has_pages = stored.is_some_and(|it| !it.pages.is_empty());
    let is_short = stored.is_some_and(|it| it.account == PageAccount::Short);
    if is_short || !uncounted(item.form, &item.files, has_pages).is_empty() {
        return Some(text::COUNT_FIRST.to_owned());
    }
    let view = state.view.as_deref()?;
    let situation = situation(view, cx.settings.number("apology_max"));
    let refusal = moves::why_not(Move::SignFile, &situation, cx.actor());
    refusal.map(|it| words::refusal(&it))
}

fn report(state: &State, item: &DraftComponent) -> Vec<Effect> {
    let Some(file) = signed(&item.files) else {
        return vec![];
    };
    let of = match state.subject {
        Subject::Draft => SignedOf::Draft,
        Subject::Dossier(dossier) => SignedOf::Dossier(dossier),
    };
    vec![Effect::Open(Box::new(Destination::Signatures(SignedFile {
        sha256: file.sha256,
        name: file.name.clone(),
        of,
        sign: Some(to_sign_one(state, file)).filter(|_| file.paper_id.is_none()),
    })))]
}

/// The file whose signature weighs most; `None` = none is signed.
pub(super) fn signed(files: &[DraftFile]) -> Option<&DraftFile> {
    let signed = files.iter().filter(|file| file.signature != SignatureMark::None);
    signed.max_by_key(|file| file.signature)
}

/// Ctrl+G: the letter's rules for copying; before reception there is no copy yet.
fn copying(state: &State) -> Vec<Effect> {
    match state.subject {
        Subject::Draft => vec![],
        Subject::Dossier(dossier) => vec![Effect::Open(Box::new(Destination::Copying(dossier)))],
    }
}

/// Enter: uses the offered paper, else opens the files; on the last row adds a paper.
fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.table.pointed() == Some(&Row::Add) {
        return reply::ask_name(state);
    }
    let Some(item) = state.pointed().cloned() else {
        return vec![];
    };
    if state.decided(item.id).is_some() {
        state.message = Some(Message::error(words::refusal(&Refusal::Exempted)));
        return vec![];
    }
    let Some(paper) = state.offer(&item).cloned() else {
        return reply::open_files(state);
    };
    let file = offer::file(&paper, cx);
    let at = state.table.at();
    let effects = make(state, Change::Attach(item.id, vec![file]), cx);
    state.message = Some(Message::done(text::REUSED));
    if state.subject == Subject::Draft {
        point_at_work(state, at + 1);
    }
    effects
}

/// Space: received, and one row down. A row that is not mandatory has a third state, `[-]`. What was received of an accepted
/// dossier is not taken back by one key: not while something of it is here, and a mandatory paper not without a reason.
fn tick(state: &mut State, item: &DraftComponent, cx: &mut Context) -> Vec<Effect> {
    let optional = item.required != Required::Yes;
    if item.received && state.subject != Subject::Draft {
        let pages = state.stored(item.id).map_or(0, |it| it.pages.len());
        if pages > 0 || !item.files.is_empty() {
            state.message = Some(Message::error(text::HOLDS_SCANS));
            return vec![];
        }
        if !optional {
            return reply::ask_why_not_here(state, item.id);
        }
    }
    let change = match (item.received, item.not_applicable) {
        (false, false) => received(item, true),
        (true, _) if optional && item.files.is_empty() => Change::NotApplicable(item.id, true),
        (true, _) => received(item, false),
        (false, true) => Change::NotApplicable(item.id, false),
    };
    let at = state.table.at();
    let effects = make(state, change, cx);
    state.table.point(at + 1);
    effects
}

fn received(item: &DraftComponent, on: bool) -> Change {
    let change = ComponentChange {
        received: Some(on),
        ..ComponentChange::default()
    };
    Change::Edit(item.id, change)
}

/// Ctrl+A: every mandatory component; where the catalogue names none as mandatory, every one it leaves open.
fn tick_all(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let any = state.items.iter().any(|item| item.required == Required::Yes);
    let wanted = if any { Required::Yes } else { Required::Open };
    let open = |item: &&DraftComponent| item.required == wanted && !item.received && !item.not_applicable;
    let changes: Vec<Change> = state
        .items
        .iter()
        .filter(open)
        .map(|item| received(item, true))
        .collect();
    let before = state.items.clone();
    let mut effects = Vec::new();
    for change in changes {
        effects = match state.subject {
            Subject::Draft => make(state, change, cx),
            Subject::Dossier(_) => {
                state.queue.extend(change::acts(None, change, cx));
                Vec::new()
            }
        };
    }
    state.undo = Some(before);
    if state.subject == Subject::Draft {
        effects
    } else {
        send(state, cx)
    }
}

fn edit(state: &mut State, item: &DraftComponent, change: ComponentChange, cx: &mut Context) -> Vec<Effect> {
    make(state, Change::Edit(item.id, change), cx)
}

fn with_form(form: PaperForm) -> ComponentChange {
    let here = PaperForm::ALL.iter().position(|it| *it == form).unwrap_or(0);
    ComponentChange {
        form: PaperForm::ALL.get((here + 1) % PaperForm::ALL.len()).copied(),
        ..ComponentChange::default()
    }
}

fn copies(state: &mut State, item: &DraftComponent, copies: u32, cx: &mut Context) -> Vec<Effect> {
    if !(1..=99).contains(&copies) {
        state.message = Some(Message::error(text::COPIES));
        return vec![];
    }
    let change = ComponentChange {
        copies: Some(copies),
        ..ComponentChange::default()
    };
    edit(state, item, change, cx)
}

fn keep(state: &mut State, item: &DraftComponent, cx: &mut Context) -> Vec<Effect> {
    if item.files.is_empty() && state.subject != Subject::Draft {
        state.message = Some(Message::error(text::NO_FILE));
        return vec![];
    }
    let effects = make(state, Change::Keep(item.id, !item.keep), cx);
    if state.subject != Subject::Draft {
        state.message = Some(Message::done(text::KEPT));
    }
    effects
}

fn kho(state: &mut State) -> Vec<Effect> {
    state.asked = Asked::Kho;
    let components = state.items.iter().map(|item| item.name.clone()).collect();
    let pointed = state.pointed().map(|item| item.id);
    let at = state.items.iter().position(|item| Some(item.id) == pointed);
    vec![Effect::Open(Box::new(Destination::Kho {
        owner: state.owner.clone(),
        purpose: KhoPurpose::Link { components, at },
    }))]
}

/// Ctrl+K: what the paper is like, and what becomes of it.
fn care(state: &State, component: ComponentId) -> Vec<Effect> {
    let dossier = match state.subject {
        Subject::Draft => None,
        Subject::Dossier(dossier) => Some(dossier),
    };
    vec![Effect::Open(Box::new(Destination::Care { dossier, component }))]
}

/// A letter goes to the next row that begins with it.
fn jump(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(letter) = key.typed().filter(|it| it.is_alphabetic()) else {
        return vec![];
    };
    let wanted = fold(&letter.to_string());
    let rows = state.table.rows();
    let order = (1..=rows.len()).map(|step| (state.table.at() + step) % rows.len());
    let found = order.into_iter().find(|at| match rows.get(*at) {
        Some(Row::Component(id)) => state
            .item(*id)
            .is_some_and(|item| fold(&item.name).starts_with(&wanted)),
        _ => false,
    });
    if let Some(at) = found {
        state.table.point(at);
    }
    vec![]
}

/// Ctrl+U: the draft's last change, or the dossier's last act if it was this officer's.
fn undo(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.message = Some(Message::done(text::UNDONE));
    if state.subject == Subject::Draft {
        if let Some(before) = state.undo.take() {
            state.items = before;
            list(state);
        }
        return keep_draft(state, cx);
    }
    let last = state.view.as_ref().and_then(|view| view.undoable.as_ref());
    state
        .queue
        .extend(last.map(|(op, ..)| DossierAct::Undo { op: *op }));
    send(state, cx)
}

pub(super) fn why_not_undo(state: &State, cx: &Context) -> Option<String> {
    let possible = match state.subject {
        Subject::Draft => state.undo.is_some(),
        Subject::Dossier(_) => {
            let last = state.view.as_ref().and_then(|view| view.undoable.as_ref());
            last.is_some_and(|(_, officer, _)| *officer == cx.actor().id)
        }
    };
    (!possible).then(|| text::NOTHING_TO_UNDO.to_owned())
}
