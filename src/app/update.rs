//! The router: one message in, the shell's wishes out. No clock, no disk, no screen.

use std::path::PathBuf;

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, HOW_TO_LEAVE};
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{JobDone, JobEvent, JobFault};
use crate::app::kept::Kept;
use crate::app::key::Key;
use crate::app::model::{Layer, LayerId, Model};
use crate::app::msg::{Msg, Ticket};
use crate::app::scanning::{self, ScanNews};
use crate::app::stack::{settle, settle_all, tell_top};
use crate::app::text;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::SettingRows;
use crate::domain::time::Moment;

/// The smallest window the screens are drawn in.
pub const SMALLEST: (u16, u16) = (80, 24);

/// The setting of this machine for colours and signs, and its value for letters and ASCII only.
const LOOK: &str = "theme";
const PLAIN: &str = "ascii";

/// What the shell found in the data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// Nothing: the one question of a new machine.
    Empty,
    /// A desk.
    Desk,
    /// A desk that may only be looked at.
    ReadOnly(Refusal),
    /// A damaged one, copied aside; its copies lie in this folder.
    Damaged(PathBuf),
}

/// Opens the first layer.
pub fn boot(model: &mut Model, start: Start) -> Vec<Effect> {
    let first = match start {
        Start::Empty => return settle(model, None, vec![Effect::Open(Box::new(Destination::FirstStart))]),
        Start::Damaged(copies) => {
            let to = Destination::Restore(Some(copies));
            return settle(model, None, vec![Effect::Open(Box::new(to))]);
        }
        Start::Desk => Destination::Login,
        Start::ReadOnly(refusal) => {
            model.cx.read_only = true;
            Destination::ReadOnly(refusal)
        }
    };
    let mut effects = settle(model, None, vec![Effect::Open(Box::new(first))]);
    effects.push(ask_settings(model));
    effects
}

/// Lets the machine look at one message. What comes back is for the shell only.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key, _) => pressed(model, key),
        Msg::Resize(columns, rows) => {
            model.cx.size = (columns, rows);
            to_top(model, Msg::Resize(columns, rows))
        }
        Msg::Minute(now) => minute(model, now),
        Msg::TrayGrew(pages) => {
            model.cx.scans = model.cx.scans.saturating_add(pages);
            to_top(model, Msg::TrayGrew(pages))
        }
        Msg::ScanFolderHeld(held) => {
            model.cx.scan_folder = held;
            vec![]
        }
        Msg::Scan(news) => to_all(model, &Msg::Scan(news)),
        Msg::Job(ticket, event) if model.cx.scan.is_some_and(|scan| scan.ticket == ticket) => {
            scanned(model, ticket, event)
        }
        Msg::Terminate => vec![Effect::Quit],
        Msg::DraftSaved(_, saved) => {
            match saved {
                Ok(at) => model.cx.draft_saved = Some(at),
                Err(refusal) => model.toast = Some(Message::error(text::draft_not_saved(&refusal))),
            }
            vec![]
        }
        Msg::Paste(_) | Msg::Replied(_) | Msg::Resumed | Msg::Reopened => {
            model.toast = None;
            to_top(model, msg)
        }
        Msg::Answered(ticket, Answer::Settings(rows)) if ticket == model.settings_ticket => {
            settings_came(model, rows)
        }
        Msg::Answered(ticket, answer) => {
            count_scans(model, &answer);
            to_owner(model, ticket, Msg::Answered(ticket, answer))
        }
        Msg::LoggedIn(ticket, Ok(entered)) => {
            model.cx.officer = Some(entered.officer.clone());
            model.last_key = model.cx.now;
            to_owner(model, ticket, Msg::LoggedIn(ticket, Ok(entered)))
        }
        Msg::Job(_, JobEvent::Ended(Ok(JobDone::DeskReady { practice }))) => desk_ready(model, practice),
        Msg::Job(_, JobEvent::Ended(Ok(JobDone::BroughtBack { until, lacks }))) => {
            let effects = desk_ready(model, false);
            let until = || Message::done(text::brought_back(until));
            model.toast = Some(lacks.map_or_else(until, Message::warning));
            effects
        }
        Msg::Changed(ticket, result) => changed(model, ticket, result),
        Msg::Job(ticket, JobEvent::Ended(Err(JobFault::Refused(refusal)))) => {
            job_refused(model, ticket, refusal)
        }
        Msg::LoggedIn(ticket, _) | Msg::PinSet(ticket, _) | Msg::Kept(ticket, _) | Msg::Job(ticket, _) => {
            to_owner(model, ticket, msg)
        }
    }
}

fn settings_came(model: &mut Model, rows: SettingRows) -> Vec<Effect> {
    model.cx.settings = rows.settings;
    model.cx.desk_no = rows.desk_no;
    model.cx.practice = rows.practice;
    vec![]
}

/// A job was refused: its owner hears of it, then what the refusal asks for is opened over it.
fn job_refused(model: &mut Model, ticket: Ticket, refusal: Refusal) -> Vec<Effect> {
    let asked = asked(model, ticket, &refusal);
    let ended = JobEvent::Ended(Err(JobFault::Refused(refusal)));
    let mut effects = to_owner(model, ticket, Msg::Job(ticket, ended));
    effects.extend(settle(model, None, asked));
    effects
}

/// A key: what works everywhere first, then the top layer.
fn pressed(model: &mut Model, key: Key) -> Vec<Effect> {
    let command = model.keymap.command(key);
    model.last_key = model.cx.now;
    if is_too_small(model) {
        return if command == Some(Command::Palette) {
            vec![Effect::Quit]
        } else {
            vec![]
        };
    }
    model.toast = None;
    let Some(chrome) = model.chrome() else {
        return vec![];
    };
    if let Some(effects) = command.and_then(|command| everywhere(model, command, &chrome)) {
        return settle(model, None, effects);
    }
    to_top(model, Msg::Key(key, command))
}

/// The commands that mean the same on every layer; `None` = the layer's own business.
fn everywhere(model: &mut Model, command: Command, chrome: &ScreenChrome) -> Option<Vec<Effect>> {
    if let Some(offer) = chrome
        .offers
        .iter()
        .find(|offer| offer.command == command && !offer.enabled())
    {
        let why = offer.why_not.clone().unwrap_or_else(|| text::NOT_NOW.to_owned());
        return Some(vec![Effect::Say(Message::warning(why))]);
    }
    let top = model.top()?;
    let before_login = model.cx.officer.is_none();
    match command {
        // A screen that offers F1 itself explains the value under the cursor.
        Command::Help if chrome.offers.iter().any(|offer| offer.command == Command::Help) => None,
        Command::Help if !matches!(top, Layer::Help(_) | Layer::Curtain(_)) => Some(open(Destination::Help)),
        Command::Palette if matches!(top, Layer::Curtain(_)) => Some(vec![]),
        Command::Palette if before_login => Some(vec![Effect::Quit]),
        Command::Palette if !matches!(top, Layer::Palette(_)) => Some(open(Destination::Palette)),
        Command::Curtain if !before_login && !matches!(top, Layer::Curtain(_)) => {
            Some(open(Destination::Curtain))
        }
        Command::Glyphs => Some(switch_signs(model)),
        Command::Interrupt => Some(vec![Effect::Say(Message::advice(HOW_TO_LEAVE))]),
        _ => None,
    }
}

/// Plain signs, or again the look there was before them. The shell keeps it on this machine and draws with it at once;
/// where there is no desk yet, for the one that will be founded.
fn switch_signs(model: &mut Model) -> Vec<Effect> {
    let look = model.cx.settings.text(LOOK).to_owned();
    let value = if look == PLAIN {
        std::mem::take(&mut model.look_before)
    } else {
        model.look_before = look;
        PLAIN.to_owned()
    };
    model.cx.settings.0.insert(LOOK.to_owned(), value.clone());
    let keep = Effect::KeepLocal {
        ticket: model.cx.ticket(),
        key: LOOK.to_owned(),
        value,
    };
    vec![keep, Effect::Say(Message::done(text::SIGNS_SWITCHED))]
}

fn open(destination: Destination) -> Vec<Effect> {
    vec![Effect::Open(Box::new(destination))]
}

/// The clock: after `lock_minutes` without a key the curtain falls.
fn minute(model: &mut Model, now: Moment) -> Vec<Effect> {
    model.cx.now = now;
    let idle = now.0.saturating_sub(model.last_key.0);
    let limit = i64::from(model.cx.settings.number("lock_minutes")) * 60_000;
    let at_work = model.cx.officer.is_some() && !matches!(model.top(), Some(Layer::Curtain(_)));
    if at_work && idle >= limit {
        return settle(model, None, vec![Effect::Open(Box::new(Destination::Curtain))]);
    }
    to_top(model, Msg::Minute(now))
}

/// A new desk was made and opened: log in to it.
fn desk_ready(model: &mut Model, practice: bool) -> Vec<Effect> {
    model.layers.clear();
    model.kept = Kept::default();
    model.cx.practice = practice;
    model.cx.read_only = false;
    model.cx.officer = None;
    let mut effects = settle(model, None, vec![Effect::Open(Box::new(Destination::Login))]);
    effects.push(ask_settings(model));
    effects
}

/// An act is durable, or was refused. Nobody waiting any more still hears of a refusal.
fn changed(
    model: &mut Model,
    ticket: Ticket,
    result: Result<crate::domain::act::Done, Refusal>,
) -> Vec<Effect> {
    let refresh = matches!(&result, Ok(done) if done.touched.settings);
    let orphan = model.owners.get(&ticket).is_none_or(|id| !has_layer(model, *id));
    if let (true, Err(refusal)) = (orphan, &result) {
        model.toast = Some(Message::error(crate::domain::text::refusal(refusal)));
    }
    let asked = result
        .as_ref()
        .err()
        .map_or_else(Vec::new, |refusal| asked(model, ticket, refusal));
    let mut effects = to_owner(model, ticket, Msg::Changed(ticket, result));
    effects.extend(settle(model, None, asked));
    if refresh {
        effects.push(ask_settings(model));
    }
    effects
}

/// Whatever was refused for want of a last number: its dialog, above the screen that waits for the answer and says why.
/// Where another one stands above it meanwhile (the curtain fell), the next try asks.
fn asked(model: &Model, ticket: Ticket, refusal: &Refusal) -> Vec<Effect> {
    let Some(doubts) = refusal.doubts() else {
        return vec![];
    };
    let top = model.layers.last().map(|(id, _)| *id);
    if top.is_none() || model.owners.get(&ticket).copied() != top {
        return vec![];
    }
    open(Destination::LastReceipt(doubts.to_vec()))
}

fn ask_settings(model: &mut Model) -> Effect {
    model.settings_ticket = model.cx.ticket();
    Effect::Ask(model.settings_ticket, Query::Settings)
}

fn is_too_small(model: &Model) -> bool {
    model.cx.size.0 < SMALLEST.0 || model.cx.size.1 < SMALLEST.1
}

fn has_layer(model: &Model, id: LayerId) -> bool {
    model.layers.iter().any(|(other, _)| *other == id)
}

fn to_top(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let todo = tell_top(model, msg);
    settle_all(model, todo)
}

fn to_owner(model: &mut Model, ticket: Ticket, msg: Msg) -> Vec<Effect> {
    // Progress comes often under one ticket; only the end gives the ticket back.
    let ended = !matches!(msg, Msg::Job(_, JobEvent::Progress { .. }));
    let owner = if ended {
        model.owners.remove(&ticket)
    } else {
        model.owners.get(&ticket).copied()
    };
    let Some(owner) = owner else { return vec![] };
    let written = matches!(msg, Msg::Changed(_, Ok(_)));
    let open = model.layers.iter_mut().find(|(id, _)| *id == owner);
    let mut effects = match (open, &msg) {
        (Some((_, layer)), _) => layer.update(msg, &mut model.cx),
        (None, Msg::Changed(..)) => match model.kept.left_mut(owner) {
            Some(layer) => layer.update(msg, &mut model.cx),
            None => vec![],
        },
        (None, _) => vec![],
    };
    if written && effects.iter().any(Effect::closes) {
        model.kept.forget(owner);
    }
    if !has_layer(model, owner) {
        // It was left: it may say what became of its act, and neither opens nor closes anything.
        effects.retain(|effect| matches!(effect, Effect::Say(_)));
    }
    settle(model, Some(owner), effects)
}

/// News of the scan: wherever its pages are looked at, and in row 23 where they are not.
fn scanned(model: &mut Model, ticket: Ticket, event: JobEvent) -> Vec<Effect> {
    let Some(news) = scanning::heard(&mut model.cx, event) else {
        return vec![];
    };
    if let ScanNews::Ended(message, _) = &news {
        model.owners.remove(&ticket);
        if !matches!(
            model.top(),
            Some(Layer::Tray(_) | Layer::Pages(_) | Layer::Files(_))
        ) {
            model.toast = Some(message.clone());
        }
    }
    to_all(model, &Msg::Scan(news))
}

/// Row 1 counts what waits in the tray.
fn count_scans(model: &mut Model, answer: &Answer) {
    match answer {
        Answer::Tray(rows) => model.cx.scans = u32::try_from(rows.pages.len()).unwrap_or(u32::MAX),
        Answer::Home(rows) => model.cx.scans = rows.tray,
        _ => {}
    }
}

fn to_all(model: &mut Model, msg: &Msg) -> Vec<Effect> {
    let ids: Vec<LayerId> = model.layers.iter().map(|(id, _)| *id).collect();
    let mut shell = Vec::new();
    for id in ids {
        let Some((_, layer)) = model.layers.iter_mut().find(|(other, _)| *other == id) else {
            continue;
        };
        let effects = layer.update(msg.clone(), &mut model.cx);
        shell.extend(settle(model, Some(id), effects));
    }
    shell
}
