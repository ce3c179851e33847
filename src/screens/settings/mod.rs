//! Quản trị: office-wide and local settings, one line each. Office-wide ones become acts, local ones stay here.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Choice, Line, Reaction, Table};
use crate::app::job::{Job, JobEvent};
use crate::app::key::{Key, KeyCode};
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::{Act, Request};
use crate::domain::desk::opens_another_book;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::SettingRows;
use crate::domain::scanner::FoundScanner;
use crate::domain::settings::{Kind, SETTINGS, Scope, Setting, find};
use crate::domain::settings_check::check_value;
use crate::domain::text::{another_book, refusal as sentence};
use crate::domain::viet;

mod scanners;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Longest value, as the check allows.
const LONGEST: usize = 500;

/// The value being changed.
#[derive(Debug, Clone)]
enum Editor {
    Line(Line),
    /// The words of the choice stand for these values.
    Choice(Choice, Vec<&'static str>),
}

impl Editor {
    fn of(setting: &'static Setting, value: &str) -> Self {
        let choice = |values: &[&'static str]| {
            let chosen = values.iter().position(|known| *known == value);
            let words = values.iter().map(|known| text::word(setting, known));
            Self::Choice(Choice::new(words, chosen), values.to_vec())
        };
        match setting.kind {
            Kind::Choice(values) => choice(values),
            Kind::Flag => choice(&["yes", "no"]),
            Kind::Text
            | Kind::Name
            | Kind::UnitCode
            | Kind::Place
            | Kind::Number(..)
            | Kind::Hours
            | Kind::Time
            | Kind::CodePattern
            | Kind::FormPattern
            | Kind::Range
            | Kind::Folder
            | Kind::Command => Self::Line(Line::plain(LONGEST).with(value)),
        }
    }

    fn value(&self) -> String {
        match self {
            Self::Line(line) => line.text().trim().to_owned(),
            Self::Choice(choice, values) => {
                let chosen = choice.chosen().and_then(|at| values.get(at));
                chosen.copied().unwrap_or_default().to_owned()
            }
        }
    }

    fn key(&mut self, key: Key) -> Reaction {
        match self {
            Self::Line(line) => line.key(key),
            Self::Choice(choice, _) => choice.key(key),
        }
    }
}

/// A value on its way to the store.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Writing {
    ticket: Ticket,
    key: &'static str,
    value: String,
}

/// The settings as read, the pointed one, and its value while it is changed.
#[derive(Debug)]
pub struct State {
    rows: SettingRows,
    table: Table<&'static str>,
    editor: Option<Editor>,
    asked: Ticket,
    writing: Option<Writing>,
    /// Scanners are looked for.
    finding: Option<Ticket>,
    /// The scan folder that was written is looked into.
    looking: Option<Ticket>,
    /// What was typed in the list to find a setting.
    sought: String,
    found: Vec<FoundScanner>,
    message: Option<Message>,
}

impl State {
    /// The pointed setting; there always is one.
    fn pointed(&self) -> &'static Setting {
        let found = self.table.pointed().and_then(|key| find(key));
        found.unwrap_or(&SETTINGS[0])
    }
}

/// Asks for the values.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        rows: SettingRows {
            settings: cx.settings.clone(),
            desk_no: cx.desk_no,
            ..SettingRows::default()
        },
        table: Table::new(),
        editor: None,
        asked: Ticket::default(),
        writing: None,
        finding: None,
        looking: None,
        sought: String::new(),
        found: Vec::new(),
        message: None,
    };
    state
        .table
        .set_rows(SETTINGS.iter().map(|setting| setting.key).collect());
    state.table.set_page(view::page(cx.size));
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    vec![Effect::Ask(state.asked, Query::Settings)]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            if let Some(Editor::Line(line)) = &mut state.editor {
                line.paste(&pasted);
            }
            vec![]
        }
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, answer) if ticket == state.asked => {
            match answer {
                Answer::Settings(rows) => state.rows = rows,
                _ => state.message = Some(Message::error(text::NOT_READ)),
            }
            vec![]
        }
        Msg::Changed(ticket, result) => written(state, (ticket, result.map(|_| ())), cx),
        Msg::Kept(ticket, result) => written(state, (ticket, result), cx),
        Msg::Job(ticket, JobEvent::Ended(result)) if state.finding == Some(ticket) => {
            scanners::found(state, result)
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if state.looking == Some(ticket) => {
            state.looking = None;
            if result.is_err() {
                state.message = Some(Message::warning(text::NOT_THERE));
            }
            vec![]
        }
        Msg::Replied(Reply::Picked(at)) => scanners::chosen(state, at),
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.writing.is_some() {
        return vec![];
    }
    if state.editor.is_none() && seek(state, key) {
        return vec![];
    }
    let reaction = match &mut state.editor {
        Some(editor) => editor.key(key),
        None => state.table.key(key),
    };
    if reaction != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Back) if state.editor.is_some() => {
            state.editor = None;
            state.message = None;
            vec![]
        }
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Accept) => {
            accept(state, cx);
            vec![]
        }
        Some(Command::Commit) => commit(state, cx),
        Some(Command::Choose) if scanners::is_here(state) => scanners::find(state, cx),
        Some(Command::Choose) if is_of_forms(state) => {
            vec![Effect::Open(Box::new(Destination::Layouts))]
        }
        _ => vec![],
    }
}

/// Letters typed in the list point at the first setting whose label has them, with or without diacritics. Any other key
/// forgets them.
fn seek(state: &mut State, key: Key) -> bool {
    match key.typed() {
        Some(' ') if state.sought.is_empty() => return false,
        Some(letter) => state.sought.push(letter),
        None if key.code == KeyCode::Backspace => {
            state.sought.pop();
        }
        None => {
            state.sought.clear();
            return false;
        }
    }
    let fits = |setting: &&Setting| viet::matches_words(&viet::fold(text::label(setting)), &state.sought);
    let found = SETTINGS.iter().find(fits).map(|setting| setting.key);
    state.message = match found {
        _ if state.sought.is_empty() => None,
        Some(key) => {
            state.table.point_id(&key);
            Some(Message::advice(text::sought(&state.sought)))
        }
        None => Some(Message::warning(text::not_found(&state.sought))),
    };
    true
}

/// Settings that choose among layouts: the list of all says which were compared with the original.
fn is_of_forms(state: &State) -> bool {
    matches!(state.pointed().key, "form_set" | "receipt_template")
}

/// Enter: begins to change the pointed value; on the value itself it only checks.
fn accept(state: &mut State, cx: &Context) {
    let setting = state.pointed();
    if state.editor.is_some() {
        state.message = Some(match fault(state) {
            Some(fault) => Message::error(fault),
            None => consequence(state).unwrap_or_else(|| Message::advice(text::THEN_WRITE)),
        });
        return;
    }
    if let Some(why) = why_not(setting, cx) {
        state.message = Some(Message::warning(why));
        return;
    }
    let value = state.rows.settings.text(setting.key);
    state.editor = Some(Editor::of(setting, value));
    state.message = None;
}

fn fault(state: &State) -> Option<String> {
    let setting = state.pointed();
    let value = state.editor.as_ref().map(Editor::value)?;
    let wrong = check_value(setting, &value).is_err();
    wrong.then(|| text::wrong(setting.kind))
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let setting = state.pointed();
    let Some(editor) = &state.editor else {
        accept(state, cx);
        return vec![];
    };
    let value = editor.value();
    if let Some(fault) = fault(state) {
        state.message = Some(Message::error(fault));
        return vec![];
    }
    if value == state.rows.settings.text(setting.key) {
        state.message = Some(Message::advice(text::SAME));
        return vec![];
    }
    let ticket = cx.ticket();
    state.message = Some(Message::advice(text::WRITING));
    state.writing = Some(Writing {
        ticket,
        key: setting.key,
        value: value.clone(),
    });
    let key = setting.key.to_owned();
    match setting.scope {
        Scope::Local => vec![Effect::KeepLocal { ticket, key, value }],
        Scope::Office | Scope::Desk => {
            let request = Request {
                actor: cx.actor().id,
                approval: None,
                act: Act::SetSetting { key, value },
            };
            vec![Effect::Change(ticket, Box::new(request))]
        }
    }
}

fn written(
    state: &mut State,
    (ticket, result): (Ticket, Result<(), Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(writing) = state.writing.take_if(|it| it.ticket == ticket) else {
        return vec![];
    };
    if let Err(refusal) = result {
        state.message = Some(Message::error(sentence(&refusal)));
        return vec![];
    }
    let label = find(writing.key).map_or(writing.key, text::label);
    state.message = Some(Message::done(text::written(label)));
    state.editor = None;
    // Local values are not read again by the router; office-wide ones are, and say the same.
    let look = writing.key == "scan_folder" && !writing.value.is_empty();
    cx.settings.0.insert(writing.key.to_owned(), writing.value);
    let mut effects = ask(state, cx);
    if look {
        // A share may be away, so it is written all the same; but whether it is there shows now.
        let ticket = cx.ticket();
        state.looking = Some(ticket);
        effects.push(Effect::Start(ticket, Job::LookForScans));
    }
    effects
}

/// What a new value brings with it that cannot be seen in the value, said before F2 takes it.
fn consequence(state: &State) -> Option<Message> {
    let editor = state.editor.as_ref()?;
    let is_number = state.pointed().key == "desk_no" && fault(state).is_none();
    let now = state.rows.settings.number("desk_no");
    let number = opens_another_book(&editor.value(), now).filter(|_| is_number)?;
    Some(Message::warning(text::then_f2(&another_book(number))))
}

/// Settings of the office and of the desk are an administrator's; those of this machine anybody's who sits at it.
fn why_not(setting: &Setting, cx: &Context) -> Option<String> {
    let barred = setting.scope != Scope::Local && !cx.actor().roles.has(Role::Administrator);
    barred.then(|| sentence(&Refusal::NeedsRole(Role::Administrator)))
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let setting = state.pointed();
    let find = scanners::is_here(state).then(|| Offer::new(Command::Choose).named(text::FIND));
    let offers = if state.editor.is_some() {
        let write = Offer::new(Command::Commit).named(text::WRITE);
        std::iter::once(write).chain(find).collect()
    } else {
        let change = Offer::new(Command::Accept).named(text::CHANGE);
        let rows = [
            Offer::arrows().named(text::SETTINGS),
            change.unless(why_not(setting, cx)),
        ];
        let layouts = is_of_forms(state).then(|| Offer::new(Command::Choose).named(text::LAYOUTS));
        find.into_iter().chain(layouts).chain(rows).collect()
    };
    ScreenChrome {
        context: Line2::left(text::label(setting)),
        message: state.message.clone().or_else(|| consequence(state)),
        offers,
        ..ScreenChrome::new([text::PATH, text::SETTINGS])
    }
}
