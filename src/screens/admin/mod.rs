//! Quản trị: ways to officers, settings and days off, the desk as it is, and backups. Changes nothing of its own.

use std::path::PathBuf;

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{HomeRows, SettingRows};
use crate::domain::text::refusal as sentence;
use crate::domain::time::Moment;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// A numbered way, in drawn order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Officers,
    Settings,
    Calendar,
    BackupHere,
    BackupElsewhere,
    Trust,
}

const WAYS: [Way; 6] = [
    Way::Officers,
    Way::Settings,
    Way::Calendar,
    Way::BackupHere,
    Way::BackupElsewhere,
    Way::Trust,
];

/// The pointed way, the desk as read, and a backup under way.
#[derive(Debug)]
pub struct State {
    table: Table<Way>,
    desk: SettingRows,
    copies: (Option<Moment>, Option<Moment>),
    now: Moment,
    /// The officer may administer.
    may: bool,
    asked: (Ticket, Ticket),
    /// The copy under way, and whether it goes to another medium.
    copying: Option<(Ticket, bool)>,
    /// The folder dialog is open.
    choosing: bool,
    message: Option<Message>,
}

/// Asks what the desk is and when it was last copied.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        table: Table::new(),
        desk: SettingRows {
            settings: cx.settings.clone(),
            desk_no: cx.desk_no,
            ..SettingRows::default()
        },
        copies: (None, None),
        now: cx.now,
        may: cx.actor().roles.has(Role::Administrator),
        asked: (Ticket::default(), Ticket::default()),
        copying: None,
        choosing: false,
        message: None,
    };
    state.table.set_rows(WAYS.to_vec());
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = (cx.ticket(), cx.ticket());
    state.now = cx.now;
    state.may = cx.actor().roles.has(Role::Administrator);
    let home = Query::Home {
        officer: cx.actor().id,
        whole_unit: false,
    };
    vec![
        Effect::Ask(state.asked.0, Query::Settings),
        Effect::Ask(state.asked.1, home),
    ]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Answered(ticket, answer) => {
            answered(state, ticket, answer);
            vec![]
        }
        Msg::Job(ticket, event) => match state.copying {
            Some((mine, elsewhere)) if mine == ticket => copied(state, (event, elsewhere), cx),
            _ => vec![],
        },
        Msg::Replied(reply) => chosen(state, reply, cx),
        Msg::Resumed => ask(state, cx),
        Msg::Minute(now) => {
            state.now = now;
            vec![]
        }
        _ => vec![],
    }
}

fn answered(state: &mut State, ticket: Ticket, answer: Answer) {
    match answer {
        Answer::Settings(rows) if ticket == state.asked.0 => state.desk = rows,
        Answer::Home(rows) if ticket == state.asked.1 => {
            let HomeRows {
                backup_here,
                backup_elsewhere,
                ..
            } = *rows;
            state.copies = (backup_here, backup_elsewhere);
        }
        Answer::Failed { .. } if ticket == state.asked.0 => {
            state.message = Some(Message::error(text::NOT_READ));
        }
        _ => {}
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Accept) => match state.table.pointed().copied() {
            Some(way) => take(state, way, cx),
            None => vec![],
        },
        Some(Command::Digit(digit)) => {
            let at = usize::from(digit).checked_sub(1);
            match at.and_then(|at| WAYS.get(at)).copied() {
                Some(way) => {
                    state.table.point_id(&way);
                    take(state, way, cx)
                }
                None => vec![],
            }
        }
        Some(Command::Backup) => take(state, Way::BackupHere, cx),
        _ => vec![],
    }
}

fn take(state: &mut State, way: Way, cx: &mut Context) -> Vec<Effect> {
    if let Some(why) = why_not(state, way) {
        state.message = Some(Message::warning(why));
        return vec![];
    }
    let open = |destination| vec![Effect::Open(Box::new(destination))];
    match way {
        Way::Officers => open(Destination::Officers),
        Way::Settings => open(Destination::Settings),
        Way::Calendar => open(Destination::Calendar),
        Way::Trust => open(Destination::Trust),
        Way::BackupHere => copy(state, None, cx),
        Way::BackupElsewhere => {
            state.choosing = true;
            open(Destination::AskText {
                title: text::WHERE_TO.to_owned(),
                label: text::FOLDER.to_owned(),
                value: state.desk.settings.text("backup_target").to_owned(),
            })
        }
    }
}

/// Officers, settings and days off are an administrator's; anybody may make a copy, one at a time.
fn why_not(state: &State, way: Way) -> Option<String> {
    match way {
        Way::Officers | Way::Settings | Way::Calendar | Way::Trust => {
            (!state.may).then(|| sentence(&Refusal::NeedsRole(Role::Administrator)))
        }
        Way::BackupHere | Way::BackupElsewhere => {
            state.copying.is_some().then(|| text::BACKING_UP.to_owned())
        }
    }
}

fn chosen(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    match (std::mem::take(&mut state.choosing), reply) {
        (true, Reply::Text(folder)) if folder.trim().is_empty() => {
            state.message = Some(Message::error(text::NO_FOLDER));
            vec![]
        }
        (true, Reply::Text(folder)) => copy(state, Some(PathBuf::from(folder.trim())), cx),
        _ => vec![],
    }
}

fn copy(state: &mut State, target: Option<PathBuf>, cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.copying = Some((ticket, target.is_some()));
    state.message = Some(Message::advice(text::BACKING_UP));
    vec![Effect::Start(ticket, Job::Backup { target })]
}

fn copied(state: &mut State, (event, elsewhere): (JobEvent, bool), cx: &mut Context) -> Vec<Effect> {
    let result: Result<JobDone, JobFault> = match event {
        JobEvent::Progress { done, total } => {
            state.message = Some(Message::advice(text::progress((done, total), elsewhere)));
            return vec![];
        }
        JobEvent::Ended(result) => result,
    };
    state.copying = None;
    state.message = match result {
        Ok(JobDone::BackedUp(made)) => Some(made.said(elsewhere)),
        Ok(_) => None,
        Err(fault) => Some(Message::error(fault.sentence())),
    };
    ask(state, cx)
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        context: Line2::left(state.desk.settings.text("unit_name")),
        message: state.message.clone(),
        offers: vec![
            Offer::digits(1, 6),
            Offer::new(Command::Accept).named(text::OPEN),
            Offer::new(Command::Backup)
                .named(text::BACK_UP)
                .unless(why_not(state, Way::BackupHere)),
        ],
        ..ScreenChrome::new([text::PATH])
    }
}
