//! W12: the pages of one component of an accepted dossier: every side of every sheet, exactly once.
//!
//! Each act is stored before the next one is sent; keys that come meanwhile change the list at once and go with the
//! next act, so an officer who presses Enter five times places five pages.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::early::Early;
use crate::app::input::{Choice, Line, Table};
use crate::app::job::JobEvent;
use crate::app::msg::{Msg, Ticket};
use crate::app::preview::{Leaf, Preview};
use crate::app::scanning::{self, ScanNews};
use crate::domain::act::{Act, Done, DossierAct, NewPages, Request};
use crate::domain::component::Digitise;
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ComponentId, DossierId, FileHash, TrayId};
use crate::domain::pages::{Claim, Page, Slot, Tally, tally};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{ComponentView, DossierView, TrayRows};
use crate::domain::text as words;
use crate::screens::text as shared;

mod chosen;
mod finish;
mod heavy;
mod keys;
mod offers;
mod replace;
mod text;
mod twice;
pub mod view;
mod waiting;

#[cfg(test)]
mod tests;

use finish::Asked;

/// Where keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Sheets,
    Sides,
    List,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// An image there must be.
    Slot(Slot),
    /// A page that no slot asks for, by its place.
    Extra(usize),
}

/// What the answer of the last ticket will be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Nothing,
    Placing,
    Undoing,
    Scanning,
    Assembling,
    Counting,
}

/// The pages as the officer sees them, and what waits for an answer.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not exclude each other"
)]
pub struct State {
    dossier: DossierId,
    component: ComponentId,
    view: Option<Box<DossierView>>,
    tray: Option<TrayRows>,
    asked_for: (Ticket, Ticket),
    focus: Field,
    sheets: Line,
    /// Nobody said yet how many sheets there are: the fields show what the images make likely.
    guessed: bool,
    sides: Choice,
    claim: Claim,
    pages: Vec<Page>,
    /// Files whose sheets nobody counted.
    chosen: chosen::Chosen,
    /// What the machine saw on images that are looked into here, by file and leaf.
    seen: Vec<((FileHash, u32), Vec<String>)>,
    table: Table<Row>,
    /// Images that were taken off a side here: whomever they are meant for, they are offered first.
    off: Vec<(FileHash, u32)>,
    /// Rows of the tray that were placed and are not stored yet; the first `sent` are on their way.
    taken: Vec<TrayId>,
    sent: usize,
    work: Work,
    ticket: Ticket,
    /// Changed while an act was on its way.
    dirty: bool,
    /// F2 came while an act was on its way.
    early: bool,
    /// Keys that came before the pages were read.
    typed_ahead: Early,
    asked: Asked,
    replacing: Option<replace::Replacing>,
    /// The PDF of the pages is above the recommended size.
    heavy: Option<heavy::Heavy>,
    /// In how many PDFs the pages stand.
    apart: usize,
    /// What is to be known of how they were made.
    warnings: Vec<String>,
    basis: Option<String>,
    backs_seen: bool,
    reason: Option<String>,
    /// Both answers came once, and the cursor was put where work is.
    placed: bool,
    preview: Preview,
    message: Option<Message>,
}

/// Opens it; `given` = files that were chosen for it and stand in no list of files.
pub fn open(
    (dossier, component): (DossierId, ComponentId),
    given: Vec<DraftFile>,
    cx: &mut Context,
) -> (State, Vec<Effect>) {
    let mut table = Table::new();
    table.set_page(view::page(cx.size));
    let mut state = State {
        dossier,
        component,
        view: None,
        tray: None,
        asked_for: (Ticket::default(), Ticket::default()),
        focus: Field::List,
        sheets: Line::plain(4),
        guessed: true,
        sides: Choice::new(text::SIDES, None),
        claim: Claim::default(),
        pages: Vec::new(),
        chosen: chosen::Chosen::of(given),
        seen: Vec::new(),
        table,
        off: Vec::new(),
        taken: Vec::new(),
        sent: 0,
        work: Work::Nothing,
        ticket: Ticket::default(),
        dirty: false,
        early: false,
        typed_ahead: Early::default(),
        asked: Asked::Nothing,
        replacing: None,
        heavy: None,
        apart: 1,
        warnings: Vec::new(),
        basis: None,
        backs_seen: false,
        reason: None,
        placed: false,
        preview: Preview::default(),
        message: None,
    };
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked_for = (cx.ticket(), cx.ticket());
    vec![
        Effect::Ask(state.asked_for.0, Query::Dossier(state.dossier)),
        Effect::Ask(state.asked_for.1, Query::Tray),
    ]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    if state.preview.hears(&msg) {
        return vec![];
    }
    let mut effects = hear(state, msg, cx);
    let leaf = state.leaf();
    effects.extend(state.preview.follow(leaf, cx));
    effects
}

fn hear(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => keys::pressed(state, (key, command), cx),
        Msg::Paste(text) if state.focus == Field::Sheets => {
            state.sheets.paste(&text);
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked_for.0 => {
            state.view = view;
            read(state, cx)
        }
        Msg::Answered(ticket, Answer::Tray(rows)) if ticket == state.asked_for.1 => {
            state.tray = Some(rows);
            read(state, cx)
        }
        Msg::Changed(ticket, result) if ticket == state.ticket => changed(state, result, cx),
        Msg::Kept(ticket, result) if ticket == state.ticket => {
            if let Err(refusal) = result {
                state.message = Some(Message::error(words::refusal(&refusal)));
            }
            ask(state, cx)
        }
        Msg::Job(ticket, JobEvent::Ended(ended)) if state.chosen.waits(ticket) => {
            finish::looked(state, ended, cx)
        }
        Msg::Job(ticket, JobEvent::Ended(ended)) if ticket == state.ticket => finish::ended(state, ended, cx),
        Msg::Replied(reply) => finish::replied(state, reply, cx),
        Msg::Scan(news) => {
            if let ScanNews::Ended(message, _) = news {
                state.message = Some(message);
            }
            ask(state, cx)
        }
        Msg::TrayGrew(_) | Msg::Resumed => ask(state, cx),
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        _ => vec![],
    }
}

/// Takes over what is stored, unless something newer is on its way.
fn read(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let (Some(view), Some(_)) = (&state.view, &state.tray) else {
        return vec![];
    };
    if matches!(state.work, Work::Placing | Work::Undoing | Work::Counting) || state.dirty {
        return vec![];
    }
    let Some(component) = view.paged(state.component).cloned() else {
        state.message = Some(Message::error(text::GONE));
        return vec![];
    };
    let untouched = shows_claim(state);
    let mut effects = chosen::follow(state, &component, cx);
    // An undo took these off.
    let left = state
        .pages
        .iter()
        .filter(|page| !component.pages.iter().any(|it| it.is_same_image(page)));
    state.off.extend(left.map(|page| (page.sha256, page.leaf)));
    state.pages = component.pages;
    state.guessed = component.claim.sheets == 0 && !state.chosen.is_some();
    state.claim = if state.guessed {
        Claim::guess(state.images())
    } else {
        component.claim
    };
    chosen::put(state);
    list(state);
    if state.focus == Field::List || !state.placed || untouched {
        show_claim(state);
    }
    if !state.placed {
        state.placed = true;
        keys::to_work(state);
        effects.extend(state.typed_ahead.take().make_up((state, cx), keys::pressed));
    }
    if !chosen::is_looking(state) && std::mem::take(&mut state.early) {
        effects.extend(finish::commit(state, cx));
    }
    effects
}

fn show_claim(state: &mut State) {
    let (sheets, sides) = fields_of(&state.claim);
    state.sheets.set(&sheets);
    state.sheets.select();
    state.sides = Choice::new(text::SIDES, sides);
}

/// Nothing else was typed into the fields: what is known better may take its place.
fn shows_claim(state: &State) -> bool {
    fields_of(&state.claim) == (state.sheets.text().to_owned(), state.sides.chosen())
}

/// What the two fields show: the number of sheets, empty while there is none, and which of the sides' choices.
fn fields_of(claim: &Claim) -> (String, Option<usize>) {
    let sheets = Some(claim.sheets).filter(|sheets| *sheets > 0);
    let sides = usize::try_from(claim.sides).unwrap_or(0);
    (
        sheets.map(|it| it.to_string()).unwrap_or_default(),
        sides.checked_sub(1),
    )
}

/// The rows: every image there must be, then the pages that are too many.
fn list(state: &mut State) {
    let slots = state.claim.slots().into_iter().map(Row::Slot);
    let rows = slots.chain(state.tally().surplus.into_iter().map(Row::Extra));
    state.table.set_rows(rows.collect());
}

/// Stores the pages and the claim as they are now; while an act is on its way, with the next one.
fn send(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.pages.sort_by_key(Page::slot);
    list(state);
    if state.work != Work::Nothing || chosen::is_looking(state) {
        state.dirty = true;
        return vec![];
    }
    state.dirty = false;
    state.sent = state.taken.len();
    let new = NewPages {
        component: state.component,
        pages: state.pages.clone(),
        claim: state.claim.clone(),
        taken: state.taken.clone(),
        basis: state.basis.clone(),
    };
    change(state, (Work::Placing, DossierAct::SetPages(Box::new(new))), cx)
}

fn change(state: &mut State, (work, act): (Work, DossierAct), cx: &mut Context) -> Vec<Effect> {
    state.work = work;
    state.ticket = cx.ticket();
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier {
            dossier: state.dossier,
            act,
        },
    };
    vec![Effect::Change(state.ticket, Box::new(request))]
}

/// What was sent lies in the tray no more, whatever an answer says that was read before: a key that comes before the next
/// answer must not find it there, or it would be placed twice.
fn placed(state: &mut State, cx: &mut Context) {
    let sent = state.sent.min(state.taken.len());
    let gone: Vec<TrayId> = state.taken.drain(..sent).collect();
    if let Some(tray) = &mut state.tray {
        tray.pages.retain(|row| !gone.contains(&row.id));
    }
    state.asked_for = (cx.ticket(), cx.ticket());
}

fn changed(state: &mut State, result: Result<Done, Refusal>, cx: &mut Context) -> Vec<Effect> {
    let work = std::mem::replace(&mut state.work, Work::Nothing);
    match result {
        Ok(_) if work == Work::Counting => return finish::done(state),
        Ok(_) if work == Work::Placing => {
            placed(state, cx);
            if state.dirty {
                return send(state, cx);
            }
        }
        Ok(_) => state.message = Some(Message::done(text::UNDONE)),
        Err(Refusal::CopyForbidden(ban)) => {
            state.early = false;
            let why = Message::error(words::refusal(&Refusal::CopyForbidden(ban)));
            state.message = Some(why.clone());
            let mut effects = finish::ask_basis(state);
            // The letter's words stand over the question, not behind it.
            effects.push(Effect::Say(why));
            return effects;
        }
        Err(refusal) => {
            forget(state);
            state.message = Some(Message::error(words::refusal(&refusal)));
        }
    }
    ask(state, cx)
}

/// What was not stored is not so: the list is read again.
fn forget(state: &mut State) {
    state.taken.clear();
    state.dirty = false;
    state.early = false;
}

impl State {
    fn component(&self) -> Option<&ComponentView> {
        self.view.as_ref()?.paged(self.component)
    }

    /// A leader decided that it is not digitised: what stands in it can only be taken out.
    fn is_exempt(&self) -> bool {
        self.component().is_some_and(|it| it.digitise == Digitise::Exempt)
    }

    fn tally(&self) -> Tally {
        tally(&self.claim, self.pages.iter().map(Page::slot))
    }

    /// Files were chosen, and nobody said yet of how many sheets they are.
    fn is_unsaid(&self) -> bool {
        self.chosen.is_some() && self.claim.sheets == 0
    }

    /// The place of the page that a row shows.
    fn place(&self, row: Row) -> Option<usize> {
        match row {
            Row::Slot(slot) => self.pages.iter().position(|page| page.slot() == slot),
            Row::Extra(at) => Some(at).filter(|at| *at < self.pages.len()),
        }
    }

    /// The page to look at: the one under the pointer; on a side that has none, the image Enter would place there.
    fn leaf(&self) -> Option<Leaf> {
        let row = *self.table.pointed()?;
        match self.place(row) {
            Some(at) => self.pages.get(at).map(Leaf::of_page),
            None => self.waiting().first().map(|row| Leaf::of_page(&row.page)),
        }
    }

    /// What the machine saw on this page beside that it looked blank, which the page says itself.
    fn flags(&self, page: &Page) -> &[String] {
        let key = (page.sha256, page.leaf);
        let found = self.seen.iter().find(|(image, _)| *image == key);
        found.map_or(&[], |(_, flags)| flags)
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let mut chrome = ScreenChrome::new(text::PATH);
    if let Some(view) = &state.view {
        if view.outcome_scans.iter().any(|it| it.id == state.component) {
            chrome = ScreenChrome::new(text::PATH_OF_RESULT);
        }
        chrome.context = shared::about(&view.row);
    }
    let standing = || {
        if state.is_exempt() {
            return Some(Message::advice(text::EXEMPT));
        }
        let unsaid = state.is_unsaid().then(|| Message::advice(text::COUNT_FIRST));
        unsaid.or_else(|| state.placed.then(|| text::standing(&state.said().1)))
    };
    let said = state.message.clone().or_else(|| scanning::said(cx));
    chrome.message = said.or_else(standing);
    chrome.ends = scanning::ends(cx);
    chrome.offers = offers::offers(state, cx);
    chrome
}
