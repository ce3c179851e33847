//! W09: Lĩnh vực, Thủ tục, Quy trình, step 2 of a reception. While nothing is typed it shows what step 1 found (W06).

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Choice, Line, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reception;
use crate::app::reply::Reply;
use crate::domain::dossier::{Account, AccountFinding, Holder};
use crate::domain::draft::Step;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{PersonCard, ProcedureChoice, ProcedurePage, ProcedureRow};

mod checklist;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// What the cursor is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Search,
    Workflow,
    Case,
}

/// Rows listed under what step 1 found, and at most.
const SHORT: usize = 4;
const LONG: usize = 9;

/// The search, its rows, and the pointed procedure as a whole.
#[derive(Debug)]
pub struct State {
    search: Line,
    sector: Option<String>,
    page: ProcedurePage,
    /// Index into the visible rows; behind the last one lies row 0.
    pointer: usize,
    focus: Focus,
    choice: Option<ProcedureChoice>,
    workflow: Choice,
    case: Choice,
    /// Enter was pressed before the procedure was read.
    going_on: bool,
    /// What is listed answers an earlier text.
    searching: bool,
    message: Option<Message>,
    holder: Holder,
    finding: Option<AccountFinding>,
    person: Option<PersonCard>,
    rows: usize,
    page_ticket: Ticket,
    choice_ticket: Ticket,
    person_ticket: Ticket,
}

/// Opens it.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    reception::enter(Step::Procedure, cx);
    let draft = cx.draft.clone();
    let holder = draft
        .as_ref()
        .map(|draft| draft.holder.clone())
        .unwrap_or_default();
    let mut state = State {
        search: Line::plain(80),
        sector: None,
        page: ProcedurePage::default(),
        pointer: 0,
        focus: Focus::Search,
        choice: None,
        workflow: Choice::default(),
        case: Choice::default(),
        going_on: false,
        searching: false,
        message: None,
        finding: draft.as_ref().and_then(|draft| draft.account.clone()),
        person: None,
        rows: rows(cx),
        page_ticket: Ticket::default(),
        choice_ticket: Ticket::default(),
        person_ticket: cx.ticket(),
        holder,
    };
    if let Some(picked) = draft.and_then(|draft| draft.procedure) {
        state.search.set(&picked.code);
    }
    let number = state.holder.holder_no.clone();
    let effects = vec![
        Effect::Ask(state.person_ticket, Query::Person { number }),
        ask_page(&mut state, cx),
    ];
    (state, effects)
}

/// Rows of the long list: what the window leaves beside search field, header, count and the facts below.
fn rows(cx: &Context) -> usize {
    usize::from(cx.size.1).saturating_sub(17).clamp(SHORT, LONG)
}

fn ask_page(state: &mut State, cx: &mut Context) -> Effect {
    state.page_ticket = cx.ticket();
    state.searching = true;
    let typed = if state.points_by_digit() {
        ""
    } else {
        state.search.text()
    };
    let query = Query::Procedures {
        text: typed.trim().to_owned(),
        sector: state.sector.clone(),
        limit: u32::try_from(LONG).unwrap_or(9),
    };
    Effect::Ask(state.page_ticket, query)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) if state.focus == Focus::Search => {
            state.search.paste(&pasted);
            searched(state, cx)
        }
        Msg::Answered(ticket, Answer::Procedures(page)) if ticket == state.page_ticket => {
            state.page = page;
            state.searching = false;
            let effects = point(state, row_asked(state).unwrap_or(0), cx);
            // Enter came before the rows: it meant the first of these, or none at all.
            state.going_on &= !state.page.rows.is_empty();
            if state.going_on && state.choice.is_some() {
                return accept(state, cx);
            }
            effects
        }
        Msg::Answered(ticket, Answer::Procedure(choice)) if ticket == state.choice_ticket => {
            chosen(state, choice.map(|it| *it), cx)
        }
        Msg::Answered(ticket, Answer::Person(card)) if ticket == state.person_ticket => {
            if let Some(draft) = &mut cx.draft {
                reception::fill(draft, &card);
                state.holder = draft.holder.clone();
            }
            state.person = Some(*card);
            vec![]
        }
        Msg::Replied(Reply::Picked(at)) => {
            state.sector = at
                .checked_sub(1)
                .and_then(|at| state.page.sectors.get(at).cloned());
            vec![ask_page(state, cx)]
        }
        Msg::Resumed => {
            reception::enter(Step::Procedure, cx);
            vec![]
        }
        Msg::Resize(..) => {
            state.rows = rows(cx);
            point(state, state.pointer, cx)
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::SaveDraft) => reception::save_and_say(cx),
        Some(Command::Accept) => accept(state, cx),
        Some(Command::Choose) => vec![Effect::Open(Box::new(Destination::PickRow {
            title: text::SECTOR.to_owned(),
            rows: std::iter::once(text::ALL_SECTORS.to_owned())
                .chain(state.page.sectors.iter().cloned())
                .collect(),
        }))],
        Some(Command::Next) => turn(state, 1),
        Some(Command::Previous) => turn(state, 2),
        Some(Command::Refuse) => vec![refuse()],
        Some(Command::Up) => point(state, state.pointer.saturating_sub(1), cx),
        Some(Command::Down) => point(state, state.pointer + 1, cx),
        _ => typed(state, key, cx),
    }
}

fn typed(state: &mut State, key: Key, cx: &mut Context) -> Vec<Effect> {
    match state.focus {
        Focus::Workflow => {
            state.workflow.key(key);
            vec![]
        }
        Focus::Case => {
            state.case.key(key);
            vec![]
        }
        Focus::Search => match row_of(state, key) {
            Some(at) if state.no_hit() && at == 0 => vec![refuse()],
            Some(at) => point(state, at, cx),
            None if state.search.key(key) == Reaction::Changed => searched(state, cx),
            None => vec![],
        },
    }
}

/// The row a digit behind a word means: «khai sinh2» is looked for by nobody, while the rows stand there numbered.
/// Behind a blank («dưới 6») or in a code (`1.000047.000.00.00.H08`) a digit is text.
fn row_of(state: &State, key: Key) -> Option<usize> {
    let digit = usize::try_from(key.typed()?.to_digit(10)?).ok()?;
    let text = state.search.text();
    let is_code = text.contains(|c: char| c.is_ascii_digit());
    if state.searching || is_code || !text.ends_with(char::is_alphabetic) {
        return None;
    }
    match digit {
        0 => Some(state.visible().len()),
        _ => (digit <= state.visible().len()).then(|| digit - 1),
    }
}

/// A lone digit only points; more text searches anew.
fn searched(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    state.going_on = false;
    match row_asked(state) {
        Some(at) if !state.searching => point(state, at, cx),
        _ => vec![ask_page(state, cx)],
    }
}

/// The row a lone digit points at: 0 is the one behind the last.
fn row_asked(state: &State) -> Option<usize> {
    let rows = state.visible().len();
    match usize::from(state.search.lone_digit()?) {
        0 => Some(rows),
        digit => Some(digit - 1).filter(|at| *at < rows),
    }
}

/// Tab: search, Quy trình, Trường hợp; the last only where the procedure has cases.
fn turn(state: &mut State, step: usize) -> Vec<Effect> {
    let stops = if state.case.options().is_empty() {
        vec![Focus::Search, Focus::Workflow]
    } else {
        vec![Focus::Search, Focus::Workflow, Focus::Case]
    };
    let here = stops.iter().position(|it| *it == state.focus).unwrap_or(0);
    let next = if step == 1 {
        here + 1
    } else {
        here + stops.len() - 1
    };
    if state.choice.is_some() {
        state.focus = stops[next % stops.len()];
    }
    vec![]
}

/// Points at a row and reads that procedure.
fn point(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    state.pointer = at.min(state.visible().len());
    let Some(row) = state.visible().get(state.pointer) else {
        state.choice = None;
        return vec![];
    };
    if state
        .choice
        .as_ref()
        .is_some_and(|choice| choice.code == row.code)
    {
        return vec![];
    }
    let code = row.code.clone();
    state.choice = None;
    state.focus = Focus::Search;
    state.choice_ticket = cx.ticket();
    vec![Effect::Ask(
        state.choice_ticket,
        Query::Procedure { code, version: None },
    )]
}

/// The pointed procedure was read: the workflow and the case used last stand ready.
fn chosen(state: &mut State, choice: Option<ProcedureChoice>, cx: &mut Context) -> Vec<Effect> {
    let Some(choice) = choice else {
        state.going_on = false;
        state.message = Some(Message::error(text::GONE));
        return vec![];
    };
    let before = cx.draft.as_ref().and_then(|draft| draft.procedure.clone());
    let before = before.filter(|picked| picked.code == choice.code);
    let last = before
        .as_ref()
        .map(|picked| picked.workflow)
        .or(choice.last_workflow);
    let workflow = choice.workflows.iter().position(|(no, _)| Some(*no) == last);
    let names = choice.workflows.iter().map(|(_, name)| name.clone());
    state.workflow = Choice::new(names, workflow.or(Some(0)));
    let last = before.map_or_else(|| choice.last_case.clone(), |picked| picked.case);
    let case = choice.cases.iter().position(|case| Some(case) == last.as_ref());
    state.case = Choice::new(choice.cases.iter().cloned(), case.or(Some(0)));
    state.choice = Some(choice);
    if std::mem::take(&mut state.going_on) {
        return accept(state, cx);
    }
    vec![]
}

fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.searching {
        state.going_on = true;
        return vec![];
    }
    // A slip of the finger refuses nobody: where nothing matches, only 0 leads to the refusal.
    if state.no_hit() {
        return vec![];
    }
    if state.pointer >= state.visible().len() {
        return vec![refuse()];
    }
    let Some(choice) = &state.choice else {
        state.going_on = true;
        return vec![];
    };
    let workflow = state.workflow.chosen().and_then(|at| choice.workflows.get(at));
    let workflow = workflow.map_or(0, |(no, _)| *no);
    let case = state.case.chosen().and_then(|at| choice.cases.get(at)).cloned();
    checklist::take(choice, (workflow, case), cx);
    let mut effects = reception::save(cx);
    effects.push(Effect::Open(Box::new(Destination::Holder)));
    effects
}

fn refuse() -> Effect {
    Effect::Open(Box::new(Destination::RefuseUnlisted))
}

impl State {
    fn points_by_digit(&self) -> bool {
        let digit = self.search.lone_digit().map(usize::from);
        digit.is_some_and(|digit| digit <= self.visible_rows().min(self.page.rows.len()))
    }

    /// Nothing is searched for: the head shows what step 1 found.
    fn is_short(&self) -> bool {
        self.search.is_empty() || self.search.lone_digit().is_some()
    }

    fn no_hit(&self) -> bool {
        self.page.rows.is_empty() && !self.search.is_empty()
    }

    fn visible_rows(&self) -> usize {
        if self.is_short() { SHORT } else { self.rows }
    }

    fn visible(&self) -> &[ProcedureRow] {
        let most = self.visible_rows().min(self.page.rows.len());
        &self.page.rows[..most]
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let mut chrome = reception::chrome(Step::Procedure, cx);
    let exists = state
        .finding
        .as_ref()
        .is_some_and(|it| it.account == Account::Exists);
    let no_hit = state.no_hit().then(|| text::no_hit(state.search.text()));
    chrome.message = state.message.clone().or_else(|| {
        if let Some(no_hit) = &no_hit {
            Some(Message::warning(no_hit.clone()))
        } else if state.is_short() && exists {
            Some(Message::advice(text::CHOOSE))
        } else if state.is_short() {
            Some(Message::advice(text::CHOOSE_ONLY))
        } else {
            None
        }
    });
    chrome.offers = vec![
        Offer::digits(0, 9).named(text::POINT),
        Offer::new(Command::Accept).named(text::GO_ON).unless(no_hit),
        Offer::new(Command::Choose).named(text::SECTOR),
    ];
    if state.choice.is_some() {
        chrome
            .offers
            .push(Offer::new(Command::Next).named(text::TO_WORKFLOW));
    }
    chrome.offers.push(Offer::new(Command::Refuse));
    chrome
}
