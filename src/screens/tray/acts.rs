//! What is done with the pages themselves: turned, thrown away and brought back, put in order, looked at.

use super::{Keeping, State, Undo, Waiting, ask, place, text};
use crate::app::chrome::Message;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::{Destination, FilesPurpose};
use crate::app::effect::Effect;
use crate::app::job::Job;
use crate::app::msg::Ticket;
use crate::app::preview::Leaf;
use crate::app::scanning;
use crate::domain::ids::TrayId;
use crate::domain::pages;
use crate::domain::refusal::Refusal;
use crate::domain::tray::TrayAct;

impl State {
    /// Are the pages shown that were thrown away?
    pub fn shows_bin(&self) -> bool {
        self.in_bin
    }
}

/// Is it done with the pages that wait? Among those that were thrown away it would do something that is not seen.
pub(super) fn is_for_pages(command: Command) -> bool {
    matches!(
        command,
        Command::Files
            | Command::PickIntoTray
            | Command::Choose
            | Command::Turn
            | Command::Remove
            | Command::Interleave
            | Command::JoinCard
            | Command::PrintCovers
    )
}

/// Looks into the scan folder now.
pub(super) fn look(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.looking.is_some() {
        return vec![];
    }
    let ticket = cx.ticket();
    state.looking = Some(ticket);
    state.say(Message::advice(text::LOOKING));
    vec![Effect::Start(ticket, Job::LookForScans)]
}

/// v: the pages that are shown, one by one, beginning with the pointed one.
pub(super) fn look_at_page(state: &State) -> Vec<Effect> {
    let leaves = state.shown().iter().map(|row| Leaf::of_page(&row.page));
    vec![Effect::Open(Box::new(Destination::Preview {
        leaves: leaves.collect(),
        at: state.table().at(),
    }))]
}

/// F8: scans, for the component at hand where there is one.
pub(super) fn scan(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let aim = state.target.as_ref().map(|view| (view.row.id, state.component));
    match scanning::start(cx, aim) {
        Ok(effects) => effects,
        Err(why) => {
            state.say(why);
            vec![]
        }
    }
}

/// «Chọn tệp vào khay»: files of a folder, the newest first.
pub(super) fn pick(state: &mut State) -> Vec<Effect> {
    state.waiting = Waiting::Files;
    let rows = state.rows.pages.iter().chain(&state.rows.trashed);
    let used = rows.map(|row| row.page.sha256).collect();
    vec![Effect::Open(Box::new(Destination::Files {
        title: text::PATH.to_owned(),
        purpose: FilesPurpose::Tray { used },
        folder: None,
    }))]
}

/// Enter: the pointed page as it came, in the system's viewer.
pub(super) fn open(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(row) = state.pointed() else {
        return vec![];
    };
    let job = Job::OpenFile {
        file: row.page.sha256,
        name: row.page.file_name.clone(),
    };
    let ticket = cx.ticket();
    state.opening = Some(ticket);
    vec![Effect::Start(ticket, job)]
}

/// Wants an act on the tray; `done` is said and `undo` kept once it is on disk.
pub(super) fn keep(
    state: &mut State,
    act: TrayAct,
    (done, undo): (Option<String>, Option<Undo>),
    cx: &mut Context,
) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.keeping.push(Keeping { ticket, done, undo });
    vec![Effect::Tray(ticket, act)]
}

/// It is on disk, or is not.
pub(super) fn kept(
    state: &mut State,
    (ticket, result): (Ticket, Result<(), Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(at) = state.keeping.iter().position(|it| it.ticket == ticket) else {
        return vec![];
    };
    let keeping = state.keeping.remove(at);
    match result {
        Ok(()) => {
            // What is only meant for somebody says nothing and takes no other act's undo away.
            if let Some(done) = keeping.done {
                state.say(Message::done(done));
                state.undo = keeping.undo;
            }
        }
        Err(refusal) => state.say(Message::error(crate::domain::text::refusal(&refusal))),
    }
    ask(state, cx)
}

/// r: a quarter clockwise.
pub(super) fn turn(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some((id, turns)) = state.pointed().map(|row| (row.id, row.page.turns)) else {
        return vec![];
    };
    let by = |quarter| TrayAct::Turn {
        pages: vec![id],
        quarter,
    };
    let done = text::turned((turns + 1) % 4);
    keep(state, by(1), (Some(done), Some(Undo::Tray(by(3)))), cx)
}

/// Del: the pointed page into the bin.
pub(super) fn throw(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some((id, name)) = state.pointed().map(|row| (row.id, row.page.file_name.clone())) else {
        return vec![];
    };
    let back = Undo::Tray(TrayAct::Untrash(vec![id]));
    let done = text::thrown(&name);
    keep(state, TrayAct::Trash(vec![id]), (Some(done), Some(back)), cx)
}

/// F2 in the bin: what is ticked, or what is pointed at, comes back.
pub(super) fn bring_back(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let mut ids = state.trashed.ticked().to_vec();
    if ids.is_empty() {
        ids.extend(state.trashed.pointed());
    }
    if ids.is_empty() {
        return vec![];
    }
    let undo = Undo::Tray(TrayAct::Trash(ids.clone()));
    let done = text::brought_back(ids.len());
    keep(state, TrayAct::Untrash(ids), (Some(done), Some(undo)), cx)
}

/// The ticked pages are the two passes of a one-sided scanner: the first half fronts, the second half backs from the
/// turned pile. Their places in the tray and their ticks follow the new order.
pub(super) fn interleave(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let ticked = state.pages.ticked().to_vec();
    if ticked.len() < 2 {
        state.say(Message::error(text::TICK_BOTH_PASSES));
        return vec![];
    }
    let (fronts, backs) = ticked.split_at(ticked.len().div_ceil(2));
    let woven = match pages::interleave(fronts.to_vec(), backs.to_vec(), true) {
        Ok(woven) => woven,
        Err(uneven) => {
            state.say(Message::error(text::uneven(uneven)));
            return vec![];
        }
    };
    let before = state.pages.rows().to_vec();
    let order = reordered(&before, &woven);
    for id in &ticked {
        state.pages.tick(id, false);
    }
    for id in &woven {
        state.pages.tick(id, true);
    }
    let undo = Undo::Tray(TrayAct::Order(before));
    let done = text::interleaved(woven.len());
    keep(state, TrayAct::Order(order), (Some(done), Some(undo)), cx)
}

/// All rows, those of `chosen` in its order in the places they had.
fn reordered(rows: &[TrayId], chosen: &[TrayId]) -> Vec<TrayId> {
    let mut next = chosen.iter();
    let place = |id: &TrayId| {
        if chosen.contains(id) {
            next.next().copied().unwrap_or(*id)
        } else {
            *id
        }
    };
    rows.iter().map(place).collect()
}

/// Takes the last act back: once.
pub(super) fn undo(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.undo.take() {
        Some(Undo::Tray(act)) => {
            if matches!(act, TrayAct::Order(_)) {
                // The ticks' order was the new one.
                for id in state.pages.ticked().to_vec() {
                    state.pages.tick(&id, false);
                }
            }
            keep(state, act, (Some(text::UNDONE.to_owned()), None), cx)
        }
        Some(Undo::Placed(dossier, op)) => place::undo(state, (dossier, op), cx),
        None => vec![],
    }
}
