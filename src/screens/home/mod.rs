//! W03: a waiting search field, what waits for me, what I left half done. Counts only; nothing is decided here.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Line, Table};
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::draft::DraftRow;
use crate::domain::ids::DossierId;
use crate::domain::numbers::Told;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query, Queue};
use crate::domain::refusal::{DAMAGED, Refusal};
use crate::domain::rows::{DossierRow, HomeRows};
use crate::domain::text as words;
use crate::domain::time::Moment;

mod frame;
mod hits;
mod hits_view;
mod jobs;
mod keys;
mod month;
mod pane;
mod pane_view;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Columns from which the pointed queue's dossiers stand at the right.
const WIDE: u16 = 120;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// The search field; `▸` is the pointed queue or hit.
    Search,
    /// Đang dở.
    Half,
    /// This month's ratios and what would lift them.
    Month,
    /// The queue's dossiers (wide screens).
    Pane,
}

/// A line of Đang dở.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    /// Pages that belong to no component yet.
    Tray,
    /// Dossiers filed online that could not go in.
    Held,
    /// A paper whose device was expected by today, by its place.
    Device(usize),
    /// A draft to go on with.
    Draft(DossierId),
    /// An accepted dossier whose receipt nobody printed.
    Unprinted(DossierId),
    /// Receipts of today that wait for a signature.
    Unsigned,
}

/// Everything Home shows.
#[derive(Debug)]
pub struct State {
    search: Line,
    focus: Focus,
    queues: Table<Queue>,
    half: Table<Half>,
    rows: HomeRows,
    hits: hits::Hits,
    pane: pane::Pane,
    month: month::MonthNow,
    jobs: jobs::Jobs,
    asked: Ticket,
    asked_draft: Option<Ticket>,
    dropping: Option<DossierId>,
    /// A dialog shows these: dossiers opened lately, or those that would lift the month's ratios.
    recent: Vec<DossierId>,
    loaded: bool,
    crash_said: bool,
    whole_unit: bool,
    unit_code: String,
    now: Moment,
    message: Option<Message>,
}

impl State {
    fn count(&self, queue: Queue) -> u32 {
        let known = self.rows.counts.iter().find(|(other, _)| *other == queue);
        known.map_or(0, |(_, count)| *count)
    }

    fn draft(&self, id: DossierId) -> Option<&DraftRow> {
        self.rows.drafts.iter().find(|row| row.id == id)
    }

    fn unprinted(&self, id: DossierId) -> Option<&DossierRow> {
        self.rows.unprinted.iter().find(|row| row.id == id)
    }

    /// Is a text being looked for? One digit alone points at a queue instead.
    fn is_searching(&self) -> bool {
        !self.search.is_empty() && self.search.lone_digit().is_none()
    }

    fn say(&mut self, message: Message) {
        self.message = Some(message);
    }
}

/// Opens it and asks for its counts.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    cx.seen.opened = None;
    let mut queues = Table::new();
    queues.set_rows(Queue::ALL.to_vec());
    let mut state = State {
        search: Line::plain(120),
        focus: Focus::Search,
        queues,
        half: Table::new(),
        rows: HomeRows::default(),
        hits: hits::Hits::default(),
        pane: pane::Pane::default(),
        month: month::MonthNow::default(),
        jobs: jobs::Jobs::default(),
        asked: Ticket::default(),
        asked_draft: None,
        dropping: None,
        recent: Vec::new(),
        loaded: false,
        crash_said: false,
        whole_unit: false,
        unit_code: String::new(),
        now: cx.now,
        message: None,
    };
    let effects = ask(&mut state, cx);
    (state, effects)
}

/// Asks for everything again.
fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let actor = cx.actor();
    let sees_all = [Role::Reception, Role::Leader, Role::Administrator];
    state.whole_unit = cx.officer.is_none() || sees_all.into_iter().any(|role| actor.roles.has(role));
    cx.settings.text("unit_code").clone_into(&mut state.unit_code);
    state.pane.wide = cx.size.0 >= WIDE;
    state.now = cx.now;
    state.asked = cx.ticket();
    let query = Query::Home {
        officer: actor.id,
        whole_unit: state.whole_unit,
    };
    vec![Effect::Ask(state.asked, query)]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => keys::pressed(state, (key, command), cx),
        Msg::Paste(text) => {
            state.focus = Focus::Search;
            state.search.paste(&text);
            keys::typed(state, cx)
        }
        Msg::Answered(ticket, answer) => answered(state, (ticket, answer), cx),
        Msg::Job(ticket, event) => jobs::heard(state, (ticket, event), cx),
        Msg::Replied(reply) => replied(state, &reply, cx),
        Msg::Resumed => {
            // No dossier is open any more.
            cx.seen.opened = None;
            state.message = None;
            state.search.select();
            let mut effects = ask(state, cx);
            effects.extend(hits::ask_again(state, cx));
            effects
        }
        Msg::TrayGrew(_) => ask(state, cx),
        Msg::Minute(now) if now.date() != state.now.date() => ask(state, cx),
        Msg::Minute(now) => {
            state.now = now;
            vec![]
        }
        Msg::Resize(columns, _) => {
            state.pane.wide = columns >= WIDE;
            pane::ask(state, cx)
        }
        _ => vec![],
    }
}

fn answered(state: &mut State, (ticket, answer): (Ticket, Answer), cx: &mut Context) -> Vec<Effect> {
    let ours = state.asked == ticket
        || state.asked_draft == Some(ticket)
        || state.hits.waits(ticket)
        || state.pane.waits(ticket)
        || state.month.waits(ticket);
    match answer {
        Answer::Home(rows) if ticket == state.asked => {
            show(state, *rows);
            let mut effects = pane::ask(state, cx);
            effects.push(month::ask(state, cx));
            effects
        }
        Answer::Numbers(told) if state.month.waits(ticket) => {
            if let Told::Rehearsal(rehearsal) = *told {
                month::show(state, rehearsal);
            }
            vec![]
        }
        Answer::Search(rows) if state.hits.waits(ticket) => hits::found(state, rows),
        Answer::Dossiers(page) if state.pane.waits(ticket) => {
            pane::show(state, page);
            vec![]
        }
        Answer::Draft(draft) if state.asked_draft == Some(ticket) => keys::go_on(state, draft, cx),
        Answer::Failed { code } if ours => {
            let said = match code {
                DAMAGED => words::refusal(&Refusal::Fault { code }),
                _ => text::NOT_READ.to_owned(),
            };
            state.say(Message::error(said));
            vec![]
        }
        _ => vec![],
    }
}

fn show(state: &mut State, rows: HomeRows) {
    let drafts = rows.drafts.iter().map(|row| Half::Draft(row.id));
    let unprinted = rows.unprinted.iter().map(|row| Half::Unprinted(row.id));
    let tray = (rows.tray > 0).then_some(Half::Tray);
    let held = (rows.held > 0).then_some(Half::Held);
    let devices = (0..rows.devices.len()).map(Half::Device);
    let unsigned = (rows.unsigned > 0).then_some(Half::Unsigned);
    let first = tray.into_iter().chain(devices).chain(held).chain(unsigned);
    state
        .half
        .set_rows(first.chain(drafts).chain(unprinted).collect());
    if state.focus == Focus::Half && state.half.rows().is_empty() {
        state.focus = Focus::Search;
    }
    state.loaded = true;
    state.rows = rows;
}

/// What a dialog answered: where a draft lies, which dossier, whether this draft shall be thrown away.
fn replied(state: &mut State, reply: &Reply, cx: &mut Context) -> Vec<Effect> {
    if let Reply::Text(path) = reply {
        return jobs::bring(state, path, cx);
    }
    let recent = std::mem::take(&mut state.recent);
    let Some(draft) = state.dropping.take() else {
        let picked = match reply {
            Reply::Picked(at) => recent.get(*at).copied(),
            _ => None,
        };
        let open = picked.map(|dossier| Effect::Open(Box::new(Destination::Dossier(dossier))));
        return open.into_iter().collect();
    };
    if *reply != Reply::Picked(1) {
        return vec![];
    }
    state.say(Message::done(text::DRAFT_DROPPED));
    let mut effects = vec![Effect::TrashDraft(draft)];
    effects.extend(ask(state, cx));
    effects
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    frame::chrome(state, cx)
}
