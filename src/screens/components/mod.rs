//! W11: the component checklist of a draft or of an accepted dossier.
//!
//! On a draft each change is written into the draft; on a dossier each change is one act, and the list is read again.

use std::collections::VecDeque;

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Table;
use crate::app::input::early::Early;
use crate::app::job::JobEvent;
use crate::app::msg::{Msg, Ticket};
use crate::app::preview::{Leaf, Preview};
use crate::app::reception;
use crate::domain::act::{Act, Done, DossierAct, Request};
use crate::domain::component::{Digitise, Required};
use crate::domain::digitise::{ScanPolicy, not_asked};
use crate::domain::draft::{DraftComponent, DraftFile, Step};
use crate::domain::ids::{ComponentId, DossierId};
use crate::domain::quality::{self, ScanProfile};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{ComponentView, DossierView, PaperRow};
use crate::domain::special::{self, Ban, Exemption};
use crate::domain::text as words;
use crate::domain::time::Moment;

mod blank;
mod change;
mod covers;
mod keys;
mod kinds;
mod offer;
mod offers;
mod reply;
mod standard;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use change::Change;
use reply::Asked;

/// Whose components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The draft in hand.
    Draft,
    /// An accepted dossier.
    Dossier(DossierId),
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Component(ComponentId),
    /// "(2) Thành phần hồ sơ khác".
    Others,
    /// "+ thêm giấy tờ khác".
    Add,
}

/// The part of a row that Space and digits change; Tab goes from one to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Tick,
    Copies,
    Form,
    Verdict,
    Keep,
}

/// The list, what the kho offers for it, and what waits for an answer.
#[derive(Debug)]
pub struct State {
    subject: Subject,
    /// When the dossier was opened at this desk.
    since: Moment,
    items: Vec<DraftComponent>,
    table: Table<Row>,
    cell: Cell,
    papers: Vec<PaperRow>,
    owner: String,
    case: Option<String>,
    view: Option<Box<DossierView>>,
    asked: Asked,
    kinds: kinds::Kinds,
    blank: Option<Ticket>,
    covers: Option<Ticket>,
    /// The draft's list before the last change.
    undo: Option<Vec<DraftComponent>>,
    queue: VecDeque<DossierAct>,
    busy: bool,
    /// Opened right after reception: F2 is the next citizen.
    fresh: bool,
    /// The next component without a file opens its dialog by itself.
    chain: bool,
    sheets: reply::Sheets,
    /// Files that came before the dossier was read.
    waiting: Vec<DraftFile>,
    /// Keys that came before it.
    early: Early,
    preview: Preview,
    standard: standard::Standard,
    /// Files that the letter forbids to take, until the sector's law is named.
    held: Vec<DraftFile>,
    /// Which papers the office digitises.
    policy: ScanPolicy,
    /// What its scans have to reach.
    profile: &'static ScanProfile,
    message: Option<Message>,
    most_mb: u32,
    ticket: Ticket,
    kho_ticket: Ticket,
    change_ticket: Ticket,
}

/// Opens it.
pub fn open(subject: Subject, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut table = Table::new();
    table.set_headings(vec![Row::Others]);
    table.set_page(view::page(cx.size));
    let mut state = State {
        subject,
        since: match subject {
            Subject::Dossier(dossier) => cx.opened(dossier),
            Subject::Draft => cx.now,
        },
        items: Vec::new(),
        table,
        cell: Cell::Tick,
        papers: Vec::new(),
        owner: String::new(),
        case: None,
        view: None,
        asked: Asked::Nothing,
        kinds: kinds::Kinds::default(),
        blank: None,
        covers: None,
        undo: None,
        queue: VecDeque::new(),
        busy: false,
        fresh: false,
        chain: false,
        sheets: reply::Sheets::default(),
        waiting: Vec::new(),
        early: Early::default(),
        preview: Preview::default(),
        standard: standard::Standard::default(),
        held: Vec::new(),
        policy: ScanPolicy::from_word(cx.settings.text("scan_policy")).unwrap_or(ScanPolicy::All),
        profile: quality::asked(cx.settings.text("scan_profile")),
        message: None,
        most_mb: cx.settings.number("page_warn_mb"),
        ticket: cx.ticket(),
        kho_ticket: cx.ticket(),
        change_ticket: Ticket::default(),
    };
    let effects = match subject {
        Subject::Draft => {
            reception::enter(Step::Components, cx);
            read_draft(&mut state, cx);
            let kho = ask_kho(&state);
            [kho].into_iter().chain(kinds::ask(&mut state, cx)).collect()
        }
        Subject::Dossier(dossier) => vec![Effect::Ask(state.ticket, Query::Dossier(dossier))],
    };
    (state, effects)
}

fn ask_kho(state: &State) -> Effect {
    let query = Query::Kho {
        owner: state.owner.clone(),
        text: String::new(),
    };
    Effect::Ask(state.kho_ticket, query)
}

fn read_draft(state: &mut State, cx: &Context) {
    let Some(draft) = &cx.draft else { return };
    state.owner.clone_from(&draft.holder.holder_no);
    state.case = draft.procedure.as_ref().and_then(|picked| picked.case.clone());
    let first = state.items.is_empty();
    state.items.clone_from(&draft.components);
    list(state);
    if first {
        point_at_work(state, 0);
    }
}

/// The rows of the list: the catalogue's, then the officer's own.
fn list(state: &mut State) {
    let row = |item: &DraftComponent| Row::Component(item.id);
    let (own, listed): (Vec<&DraftComponent>, Vec<&DraftComponent>) =
        state.items.iter().partition(|item| item.kind_ref.is_none());
    let mut rows: Vec<Row> = listed.into_iter().map(row).collect();
    rows.push(Row::Others);
    rows.extend(own.into_iter().map(row));
    rows.push(Row::Add);
    state.table.set_rows(rows);
}

/// Points at the next row that needs the officer, from this one on and round; stays where nothing does.
fn point_at_work(state: &mut State, from: usize) {
    let count = state.table.rows().len().max(1);
    let order = (0..count).map(|step| (from + step) % count);
    let work = order.clone().find(|at| {
        let Some(Row::Component(id)) = state.table.rows().get(*at) else {
            return false;
        };
        state.item(*id).is_some_and(|item| state.needs_officer(item))
    });
    if let Some(at) = work {
        state.table.point(at);
    }
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    if state.preview.hears(&msg) {
        return vec![];
    }
    let mut effects = if state.standard.hears(&msg) {
        vec![]
    } else {
        hear(state, msg, cx)
    };
    effects.extend(state.standard.follow((&state.items, state.view.as_deref()), cx));
    let leaf = state.leaves().into_iter().next();
    effects.extend(state.preview.follow(leaf, cx));
    effects
}

fn hear(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) if keys::is_early(state, command) => {
            state.early.keep((key, command));
            vec![]
        }
        Msg::Key(key, command) => keys::pressed(state, (key, command), cx),
        Msg::Answered(ticket, Answer::Kho(rows)) if ticket == state.kho_ticket => {
            state.papers = rows.papers;
            if state.subject == Subject::Draft && state.undo.is_none() {
                point_at_work(state, 0);
            }
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.ticket => read(state, view, cx),
        Msg::Answered(ticket, Answer::Procedure(choice)) if state.kinds.waits(ticket) => {
            state.kinds.read(choice);
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(ended)) if state.covers == Some(ticket) => {
            state.covers = None;
            state.message = Some(crate::screens::text::covers_printed(&ended));
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(ended)) if state.blank == Some(ticket) => {
            blank::opened(state, ended);
            vec![]
        }
        Msg::Changed(ticket, result) if ticket == state.change_ticket => changed(state, result, cx),
        Msg::Replied(reply) => reply::replied(state, reply, cx),
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Resumed => match state.subject {
            Subject::Draft => {
                reception::enter(Step::Components, cx);
                read_draft(state, cx);
                vec![]
            }
            Subject::Dossier(dossier) => vec![ask_again(state, dossier, cx)],
        },
        _ => vec![],
    }
}

fn ask_again(state: &mut State, dossier: DossierId, cx: &mut Context) -> Effect {
    state.ticket = cx.ticket();
    Effect::Ask(state.ticket, Query::Dossier(dossier))
}

fn read(state: &mut State, view: Option<Box<DossierView>>, cx: &mut Context) -> Vec<Effect> {
    let Some(view) = view else {
        state.message = Some(Message::error(text::GONE));
        return vec![];
    };
    let (first, dossier) = (state.view.is_none(), view.row.id);
    let live = view
        .components
        .iter()
        .filter(|component| component.void_reason.is_none());
    state.items = live.map(DraftComponent::of).collect();
    state.policy = view.scan_policy;
    state.case.clone_from(&view.case_name);
    state.owner.clone_from(&view.holder.holder_no);
    state.view = Some(view);
    list(state);
    if first {
        let lacking = state
            .items
            .iter()
            .find(|item| state.lacks_file(item))
            .map(|item| item.id);
        lacking.map(|id| state.table.point_id(&Row::Component(id)));
        state.kho_ticket = cx.ticket();
        let mut effects = vec![ask_kho(state)];
        effects.extend(kinds::ask(state, cx));
        effects.extend(reply::attach_waiting(state, cx));
        effects.extend(state.early.take().make_up((state, cx), keys::pressed));
        return effects;
    }
    reply::go_on_with_files(state, dossier)
}

/// Does one change: on a draft at once, on a dossier as acts sent one by one.
fn make(state: &mut State, change: Change, cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    match state.subject {
        Subject::Draft => {
            state.undo = Some(state.items.clone());
            change::apply(&mut state.items, change);
            list(state);
            keep_draft(state, cx)
        }
        Subject::Dossier(_) => {
            let item = change.component().and_then(|id| state.item(id)).cloned();
            state.queue.extend(change::acts(item.as_ref(), change, cx));
            send(state, cx)
        }
    }
}

fn keep_draft(state: &State, cx: &mut Context) -> Vec<Effect> {
    if let Some(draft) = &mut cx.draft {
        draft.components.clone_from(&state.items);
    }
    reception::save(cx)
}

fn send(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Subject::Dossier(dossier) = state.subject else {
        return vec![];
    };
    if state.busy {
        return vec![];
    }
    let Some(act) = state.queue.pop_front() else {
        return vec![];
    };
    state.busy = true;
    state.change_ticket = cx.ticket();
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier { dossier, act },
    };
    vec![Effect::Change(state.change_ticket, Box::new(request))]
}

fn changed(state: &mut State, result: Result<Done, Refusal>, cx: &mut Context) -> Vec<Effect> {
    state.busy = false;
    match result {
        Ok(_) if !state.queue.is_empty() => return send(state, cx),
        Ok(_) => {}
        Err(refusal) => {
            state.queue.clear();
            state.chain = false;
            state.message = Some(Message::error(words::refusal(&refusal)));
        }
    }
    match state.subject {
        Subject::Dossier(dossier) => vec![ask_again(state, dossier, cx)],
        Subject::Draft => vec![],
    }
}

impl State {
    fn item(&self, id: ComponentId) -> Option<&DraftComponent> {
        self.items.iter().find(|item| item.id == id)
    }

    fn pointed(&self) -> Option<&DraftComponent> {
        match self.table.pointed() {
            Some(Row::Component(id)) => self.item(*id),
            Some(Row::Others | Row::Add) | None => None,
        }
    }

    /// The pages of the pointed component: those of its page account, else those of its files.
    fn leaves(&self) -> Vec<Leaf> {
        let Some(item) = self.pointed() else {
            return Vec::new();
        };
        let view = self.view.as_ref();
        let stored = view.and_then(|view| view.components.iter().find(|it| it.id == item.id));
        match stored.map(|stored| &stored.pages) {
            Some(pages) if !pages.is_empty() => pages.iter().map(Leaf::of_page).collect(),
            _ => Leaf::of_files(&item.files),
        }
    }

    /// The pointed component's place in the list, from 1.
    fn place(&self) -> Option<usize> {
        let pointed = self.pointed()?.id;
        let listed = self
            .table
            .rows()
            .iter()
            .filter(|row| matches!(row, Row::Component(_)));
        listed
            .into_iter()
            .position(|row| *row == Row::Component(pointed))
            .map(|at| at + 1)
    }

    /// The paper as the store has it; a draft has none.
    fn stored(&self, id: ComponentId) -> Option<&ComponentView> {
        let view = self.view.as_ref()?;
        view.components.iter().find(|it| it.id == id)
    }

    /// A leader decided that it is not digitised.
    fn decided(&self, id: ComponentId) -> Option<&Exemption> {
        let stored = self.stored(id).filter(|it| it.digitise == Digitise::Exempt);
        stored.and_then(|it| it.exempt.as_ref())
    }

    /// Received, to be handed in, still without a file, and somebody asks for one now.
    fn lacks_file(&self, item: &DraftComponent) -> bool {
        let asked = not_asked(self.policy, item.form, item.submission).is_none();
        item.received
            && item.files.is_empty()
            && asked
            && !item.care.rests()
            && self.decided(item.id).is_none()
    }

    /// Why these files may not be attached to this component.
    fn ban(&self, id: ComponentId, files: &[DraftFile], cx: &Context) -> Option<Ban> {
        let item = self.item(id)?;
        let channel = match (&self.view, &cx.draft) {
            (Some(view), _) => view.channel,
            (None, draft) => draft.as_ref()?.channel,
        };
        let ban = special::ban(channel, item.care.of_other_body)?;
        (item.care.basis.is_none() && files.iter().any(special::is_copy)).then_some(ban)
    }

    fn offer(&self, item: &DraftComponent) -> Option<&PaperRow> {
        offer::of(item, &self.papers)
    }

    /// Mandatory and not received, or with a paper that could be used.
    fn needs_officer(&self, item: &DraftComponent) -> bool {
        item.required == Required::Yes && !item.received && !item.not_applicable || self.offer(item).is_some()
    }

    fn lacking(&self) -> usize {
        let lacks =
            |item: &&DraftComponent| item.required == Required::Yes && !item.received && !item.not_applicable;
        self.items.iter().filter(lacks).count()
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let mut chrome = match (&state.subject, &state.view) {
        (Subject::Draft, _) => reception::chrome(Step::Components, cx),
        (Subject::Dossier(_), Some(view)) => ScreenChrome {
            context: crate::screens::text::about(&view.row),
            ..ScreenChrome::new(text::PATH)
        },
        (Subject::Dossier(_), None) => ScreenChrome::new(text::PATH),
    };
    let counted = state.items.iter().filter(|item| !item.not_applicable);
    let received = counted.clone().filter(|item| item.received).count();
    let note = text::counts(state.case.as_deref(), received, counted.count(), state.lacking());
    chrome.rule_note = Some(note);
    let offered = state.items.iter().any(|item| state.offer(item).is_some());
    let lacking = state.lacking();
    chrome.message = state.message.clone().or_else(|| {
        let draft = state.subject == Subject::Draft;
        match state.pointed() {
            _ if draft && lacking > 0 => Some(Message::error(text::lacking(lacking, offered))),
            Some(item) => Some(Message::advice(text::on_paper(
                !state.leaves().is_empty(),
                state.lacks_file(item) && !draft,
            ))),
            None => None,
        }
    });
    chrome.offers = offers::offers(state, cx);
    chrome
}
