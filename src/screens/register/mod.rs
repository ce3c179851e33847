//! Sổ theo dõi hồ sơ of this desk: one year, by number; a leader closes it at the year's end.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::app::reporting::Reporting;
use crate::domain::act::{Act, Done, Request};
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Book, Entry};
use crate::domain::report::Report;
use crate::domain::text as words;
use crate::screens::text::{PRINT_SAVE, REREAD};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Numbers asked for at once: a stretch of the book, never all of it.
const SIZE: u32 = 200;

/// One stretch of one year's book.
#[derive(Debug)]
pub struct State {
    year: i32,
    from: u32,
    book: Option<Book>,
    table: Table<u32>,
    asked: Ticket,
    /// Once the stretch is there, point at its end.
    to_end: bool,
    asking: bool,
    closing: Option<Ticket>,
    reporting: Reporting,
    /// Own unit code, left out of codes.
    unit: String,
    message: Option<Message>,
}

/// Opens this year's book at its beginning.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        year: cx.now.year(),
        from: 1,
        book: None,
        table: Table::new(),
        asked: Ticket::default(),
        to_end: false,
        asking: false,
        closing: None,
        reporting: Reporting::default(),
        unit: cx.settings.text("unit_code").to_owned(),
        message: None,
    };
    state.table.set_page(view::page(cx.size));
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    let query = Query::Register {
        year: state.year,
        span: Some((state.from, SIZE)),
    };
    vec![Effect::Ask(state.asked, query)]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, Answer::Register(book)) if ticket == state.asked => {
            came(state, *book);
            vec![]
        }
        Msg::Answered(ticket, Answer::Failed { code }) if ticket == state.asked => {
            state.message = Some(Message::error(words::refusal(&Refusal::Fault { code })));
            vec![]
        }
        Msg::Changed(ticket, result) if state.closing == Some(ticket) => closed(state, result, cx),
        Msg::Replied(Reply::Picked(1)) if state.asking => close(state, cx),
        Msg::Replied(reply) => {
            state.asking = false;
            state.reporting.replied(&reply, cx).unwrap_or_default()
        }
        Msg::Job(ticket, event) => state.reporting.news(ticket, &event).unwrap_or_default(),
        Msg::Resumed => ask(state, cx),
        _ => vec![],
    }
}

fn came(state: &mut State, book: Book) {
    state
        .table
        .set_rows(book.entries.iter().map(Entry::number).collect());
    if std::mem::take(&mut state.to_end) {
        state.table.point(book.entries.len());
    }
    state.book = Some(book);
}

fn pointed(state: &State) -> Option<&Entry> {
    state.book.as_ref()?.entries.get(state.table.at())
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let (at, rows) = (state.table.at(), state.table.rows().len());
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Down | Command::PageDown) if at + 1 >= rows => return stretch(state, true, cx),
        Some(Command::Up | Command::PageUp) if at == 0 => return stretch(state, false, cx),
        _ => {}
    }
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Left) => turn(state, -1, cx),
        Some(Command::Right) if state.year < cx.now.year() => turn(state, 1, cx),
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Accept) => match pointed(state) {
            Some(Entry::Row(row)) => vec![Effect::Open(Box::new(Destination::Dossier(row.dossier)))],
            Some(Entry::Gap(_)) | None => vec![],
        },
        Some(Command::Commit) => ask_close(state, cx),
        Some(Command::Print) => state.reporting.ask(Report::Register { year: state.year }),
        _ => vec![],
    }
}

/// The numbers after these, or before them.
fn stretch(state: &mut State, on: bool, cx: &mut Context) -> Vec<Effect> {
    let last = state.book.as_ref().map_or(0, |book| book.last);
    let from = if on {
        Some(state.from.saturating_add(SIZE)).filter(|from| *from <= last)
    } else {
        Some(state.from)
            .filter(|from| *from > 1)
            .map(|from| from.saturating_sub(SIZE).max(1))
    };
    let Some(from) = from else { return vec![] };
    state.from = from;
    state.to_end = !on;
    state.table.set_rows(Vec::new());
    ask(state, cx)
}

fn turn(state: &mut State, by: i32, cx: &mut Context) -> Vec<Effect> {
    state.year += by;
    state.from = 1;
    state.book = None;
    state.message = None;
    state.table.set_rows(Vec::new());
    ask(state, cx)
}

/// F2: what closing means is said first; the usual answer changes nothing.
fn ask_close(state: &mut State, cx: &Context) -> Vec<Effect> {
    let Some(book) = state.book.as_ref().filter(|_| state.closing.is_none()) else {
        return vec![];
    };
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    state.asking = true;
    vec![Effect::Open(Box::new(Destination::AskChoice {
        title: text::CLOSE.to_owned(),
        lines: text::about_closing(book),
        choices: vec![text::NEVER_MIND.to_owned(), text::close(book.year)],
        pointed: 0,
    }))]
}

fn barred(state: &State, cx: &Context) -> Option<Refusal> {
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    if !cx.actor().roles.has(Role::Leader) {
        return Some(Refusal::NeedsRole(Role::Leader));
    }
    let closed = state.book.as_ref().is_some_and(|book| book.closed.is_some());
    closed.then_some(Refusal::RegisterClosed { year: state.year })
}

fn close(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asking = false;
    let ticket = cx.ticket();
    state.closing = Some(ticket);
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::CloseRegister { year: state.year },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn closed(state: &mut State, result: Result<Done, Refusal>, cx: &mut Context) -> Vec<Effect> {
    state.closing = None;
    match result {
        Ok(_) => {
            state.message = Some(Message::done(text::closed(state.year)));
            ask(state, cx)
        }
        Err(refusal) => {
            state.message = Some(Message::error(words::refusal(&refusal)));
            vec![]
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let context = match &state.book {
        Some(book) => About::both(text::words::book(book), text::words::standing(book)),
        None => About::left(text::year(state.year)),
    };
    let why_not = barred(state, cx).map(|refusal| words::refusal(&refusal));
    let mut offers = vec![Offer::new(Command::Commit).named(text::CLOSE).unless(why_not)];
    offers.push(Offer::new(Command::Print).named(PRINT_SAVE));
    offers.push(Offer::new(Command::Left).shown("←→").named(text::YEAR));
    if matches!(pointed(state), Some(Entry::Row(_))) {
        offers.push(Offer::new(Command::Accept).named(text::OPEN));
    }
    offers.push(Offer::new(Command::Refresh).named(REREAD));
    ScreenChrome {
        context,
        message: state.message.clone(),
        offers,
        ..ScreenChrome::new([text::TITLE])
    }
}
