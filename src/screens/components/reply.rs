//! The dialogs the list opens, and what comes back: files, papers of the kho, names and reasons.

use super::change::Change;
use super::{Row, State, Subject, make, offer, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::{Destination, FilesPurpose};
use crate::app::effect::Effect;
use crate::app::reply::Reply;
use crate::domain::act::{ComponentChange, NewComponent};
use crate::domain::asked;
use crate::domain::component::{PageAccount, PaperClass, PaperForm, Submission};
use crate::domain::draft::{DraftComponent, DraftFile};
use crate::domain::ids::{ComponentId, DossierId, FileId};
use crate::domain::rows::PaperRow;
use crate::domain::special::is_copy;
use crate::domain::special::text::banned;

/// Which dialog is open above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    Files(ComponentId),
    Kho,
    Name,
    Verdict(ComponentId),
    Reason(ComponentId),
    Detach(ComponentId, FileId),
    Void(ComponentId),
    /// Why a mandatory paper that was received is not here.
    NotHere(ComponentId),
    /// The law that allows the copy.
    Basis(ComponentId),
}

/// The sheets of copies that were attached here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sheets {
    /// Of none.
    #[default]
    Counted,
    /// As soon as they are stored.
    ToCount(ComponentId),
    /// Where pages are counted.
    Counting(ComponentId),
}

/// F8, or Enter where nothing is offered.
pub(super) fn open_files(state: &mut State) -> Vec<Effect> {
    let Some(item) = state.pointed().cloned() else {
        return vec![];
    };
    state.asked = Asked::Files(item.id);
    vec![Effect::Open(Box::new(files(state, &item)))]
}

/// The dialog knows what is attached already, and whether this is the only component left.
fn files(state: &State, item: &DraftComponent) -> Destination {
    let files = state
        .items
        .iter()
        .flat_map(|it| &it.files)
        .map(|file| file.sha256);
    // What was counted is a page and no file any more, and it is used all the same.
    let counted = state
        .view
        .iter()
        .flat_map(|view| &view.components)
        .flat_map(|it| &it.pages);
    let used = files.chain(counted.map(|page| page.sha256)).collect();
    let left = state.items.iter().filter(|it| state.lacks_file(it)).count();
    // Since reception others came and went at this desk; before it nothing is ticked.
    let received = state.view.as_ref().and_then(|view| view.row.received_at);
    let since = received.map(|received| received.max(state.since));
    Destination::Files {
        title: item.name.clone(),
        purpose: FilesPurpose::Checklist {
            used,
            fresh_since: since.filter(|_| left == 1 && state.lacks_file(item)),
            scan: match state.subject {
                Subject::Dossier(dossier) => Some((dossier, item.id)),
                Subject::Draft => None,
            },
            counted: counts(state, item),
        },
        folder: None,
    }
}

/// Are the sheets of this paper counted here? Before reception nothing is, and behind electronic papers there are none.
fn counts(state: &State, item: &DraftComponent) -> bool {
    state.subject != Subject::Draft && item.form != PaperForm::Electronic
}

/// Copies were attached: their sheets are counted next. Whoever leaves that undone is not asked for the next files.
fn count_sheets(state: &mut State, dossier: DossierId) -> Option<Vec<Effect>> {
    let is_short = |state: &State, id| {
        state
            .stored(id)
            .is_some_and(|it| it.account == PageAccount::Short)
    };
    match std::mem::take(&mut state.sheets) {
        Sheets::ToCount(component) if is_short(state, component) => {
            state.sheets = Sheets::Counting(component);
            Some(vec![Effect::Open(Box::new(Destination::Pages {
                dossier,
                component,
            }))])
        }
        Sheets::Counting(component) => {
            state.chain &= !is_short(state, component);
            None
        }
        Sheets::ToCount(_) | Sheets::Counted => None,
    }
}

/// Right after reception the next component without a file opens its dialog.
pub(super) fn go_on_with_files(state: &mut State, dossier: DossierId) -> Vec<Effect> {
    if state.busy {
        return vec![];
    }
    if let Some(effects) = count_sheets(state, dossier) {
        return effects;
    }
    if !state.chain {
        return vec![];
    }
    let next = state
        .items
        .iter()
        .find(|item| state.lacks_file(item))
        .map(|item| item.id);
    let Some(id) = next else {
        state.message = Some(Message::done(text::ALL_DIGITISED));
        return vec![];
    };
    state.table.point_id(&Row::Component(id));
    open_files(state)
}

pub(super) fn ask_name(state: &mut State) -> Vec<Effect> {
    ask(state, Asked::Name, (text::NEW_TITLE, text::NEW_LABEL))
}

fn ask(state: &mut State, asked: Asked, (title, label): (&str, &str)) -> Vec<Effect> {
    state.asked = asked;
    vec![Effect::Open(Box::new(Destination::AskText {
        title: title.to_owned(),
        label: label.to_owned(),
        value: String::new(),
    }))]
}

pub(super) fn ask_why_not_here(state: &mut State, id: ComponentId) -> Vec<Effect> {
    ask(state, Asked::NotHere(id), (text::NOT_HERE_TITLE, text::REASON))
}

pub(super) fn ask_verdict(state: &mut State, id: ComponentId) -> Vec<Effect> {
    state.asked = Asked::Verdict(id);
    vec![Effect::Open(Box::new(Destination::PickRow {
        title: text::REJECT_TITLE.to_owned(),
        rows: text::VERDICTS.map(str::to_owned).to_vec(),
    }))]
}

/// Del: the last file; where there is none, an own component goes as a whole. On a dossier with a reason.
pub(super) fn remove(state: &mut State, item: &DraftComponent, cx: &mut Context) -> Vec<Effect> {
    let draft = state.subject == Subject::Draft;
    match item.files.last() {
        Some(file) if draft => make(state, Change::Detach(item.id, file.id, String::new()), cx),
        Some(file) => ask(
            state,
            Asked::Detach(item.id, file.id),
            (text::DETACH_TITLE, text::REASON),
        ),
        None if item.kind_ref.is_some() => vec![],
        None if draft => make(state, Change::Void(item.id, String::new()), cx),
        None => {
            let pages = state.stored(item.id).map_or(0, |it| it.pages.len());
            let title = text::void_title(pages);
            ask(state, Asked::Void(item.id), (&title, text::REASON))
        }
    }
}

/// A dialog was closed. Files nobody asked for come from the dialog that reception opened over this list.
pub(super) fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let asked = std::mem::replace(&mut state.asked, Asked::Nothing);
    match (asked, reply) {
        (Asked::Files(id), Reply::Files { files, .. }) => attach(state, id, files, cx),
        (Asked::Nothing, Reply::Files { files, .. }) => {
            state.fresh = true;
            state.chain = true;
            state.waiting = files;
            attach_waiting(state, cx)
        }
        (_, Reply::Scanned(component)) => {
            state.fresh |= asked == Asked::Nothing;
            to_pages(state, component)
        }
        (_, Reply::Signed(_)) => {
            // The draft has them already.
            state.undo = None;
            super::read_draft(state, cx);
            vec![]
        }
        (Asked::Kho, Reply::Papers(papers)) => link(state, papers, cx),
        (Asked::Name, Reply::Text(name)) if !name.trim().is_empty() => {
            let new = asked::own(name.trim(), ComponentId(cx.id()));
            make(state, Change::Add(new), cx)
        }
        (Asked::Verdict(id), Reply::Picked(at)) => verdict(state, (id, at), cx),
        (Asked::Reason(id), Reply::Text(reason)) if !reason.trim().is_empty() => {
            reject(state, id, Some(reason), cx)
        }
        (Asked::NotHere(id), Reply::Text(reason)) if !reason.trim().is_empty() => {
            make(state, Change::NotHere(id, reason.trim().to_owned()), cx)
        }
        (Asked::Detach(id, file), Reply::Text(reason)) => make(state, Change::Detach(id, file, reason), cx),
        (Asked::Void(id), Reply::Text(reason)) => make(state, Change::Void(id, reason), cx),
        (Asked::Basis(id), Reply::Text(basis)) if !basis.trim().is_empty() => {
            let change = ComponentChange {
                basis: Some(Some(basis.trim().to_owned())),
                ..ComponentChange::default()
            };
            let files = std::mem::take(&mut state.held);
            let mut effects = make(state, Change::Edit(id, change), cx);
            effects.extend(take(state, id, files, cx));
            effects
        }
        (Asked::Basis(_), _) => {
            state.held.clear();
            state.message = Some(Message::warning(text::NOT_COPIED));
            vec![]
        }
        // Esc, also while one dialog follows the other.
        _ => {
            state.fresh |= asked == Asked::Nothing && state.subject != Subject::Draft;
            state.chain = false;
            vec![]
        }
    }
}

/// What was scanned waits in the tray: each page is placed where it belongs.
fn to_pages(state: &mut State, component: ComponentId) -> Vec<Effect> {
    state.chain = false;
    state.table.point_id(&Row::Component(component));
    let Subject::Dossier(dossier) = state.subject else {
        return vec![];
    };
    vec![Effect::Open(Box::new(Destination::Pages { dossier, component }))]
}

/// Files from the dialog that reception opened, once the dossier is read.
pub(super) fn attach_waiting(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let lacking = state
        .items
        .iter()
        .find(|item| state.lacks_file(item))
        .or(state.pointed());
    let Some(id) = lacking.map(|item| item.id).filter(|_| !state.waiting.is_empty()) else {
        return vec![];
    };
    let files = std::mem::take(&mut state.waiting);
    attach(state, id, files, cx)
}

fn attach(state: &mut State, id: ComponentId, files: Vec<DraftFile>, cx: &mut Context) -> Vec<Effect> {
    state.table.point_id(&Row::Component(id));
    if let Some(ban) = state.ban(id, &files, cx) {
        state.held = files;
        let why = Message::error(banned(ban));
        state.message = Some(why.clone());
        let mut effects = ask(state, Asked::Basis(id), (text::FORBIDDEN, text::BASIS));
        // The letter's words stand over the question, not behind it.
        effects.push(Effect::Say(why));
        return effects;
    }
    take(state, id, files, cx)
}

fn take(state: &mut State, id: ComponentId, files: Vec<DraftFile>, cx: &mut Context) -> Vec<Effect> {
    let name = state.item(id).map(|item| item.name.clone()).unwrap_or_default();
    let message = text::took(&files, &name);
    let counted = state.item(id).is_some_and(|item| counts(state, item));
    if counted && files.iter().any(is_copy) {
        state.sheets = Sheets::ToCount(id);
    }
    let effects = make(state, Change::Attach(id, files), cx);
    state.message = Some(message);
    effects
}

/// Papers of the kho: each to its component, or as "(2) thành phần hồ sơ khác" of its own.
fn link(state: &mut State, papers: Vec<(PaperRow, Option<usize>)>, cx: &mut Context) -> Vec<Effect> {
    let before = state.items.clone();
    let mut effects = Vec::new();
    for (paper, at) in papers {
        let meant = at.and_then(|at| before.get(at));
        if meant.is_some_and(|item| item.files.iter().any(|file| file.paper_id == Some(paper.id))) {
            continue;
        }
        let id = match meant {
            Some(item) => item.id,
            None => {
                let new = of_paper(&paper, cx);
                let id = new.component;
                effects.extend(make(state, Change::Add(new), cx));
                id
            }
        };
        let file = offer::file(&paper, cx);
        effects.extend(make(state, Change::Attach(id, vec![file]), cx));
        state.table.point_id(&Row::Component(id));
    }
    if state.undo.is_some() {
        state.undo = Some(before);
    }
    state.message = Some(Message::done(text::REUSED));
    effects
}

/// An own component for a paper that is none of the listed ones.
fn of_paper(paper: &PaperRow, cx: &mut Context) -> NewComponent {
    NewComponent {
        class: PaperClass::Component,
        component: ComponentId(cx.id()),
        name: paper.name.clone(),
        form: PaperForm::Electronic,
        copies: 1,
        submission: Submission::Submit,
    }
}

fn verdict(state: &mut State, (id, at): (ComponentId, usize), cx: &mut Context) -> Vec<Effect> {
    match text::VERDICTS.get(at) {
        _ if at == 0 => reject(state, id, None, cx),
        Some(reason) if at + 1 < text::VERDICTS.len() => reject(state, id, Some((*reason).to_owned()), cx),
        _ => ask(state, Asked::Reason(id), (text::REJECT_TITLE, text::REJECT_LABEL)),
    }
}

fn reject(state: &mut State, id: ComponentId, reason: Option<String>, cx: &mut Context) -> Vec<Effect> {
    let change = ComponentChange {
        reject_reason: Some(reason),
        ..ComponentChange::default()
    };
    make(state, Change::Edit(id, change), cx)
}
