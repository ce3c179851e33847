//! What the palette offers: acts of the layer below, places, dossiers. Only data; choosing happens in `mod.rs`.

use super::text;
use crate::app::chrome::ScreenChrome;
use crate::app::command::{Command, Group, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::domain::ids::DossierId;
use crate::domain::numbers::Section;
use crate::domain::officer::Role;
use crate::domain::query::{Filter, Queue};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierRow, ProcedureRow};
use crate::domain::text::refusal;
use crate::domain::viet::{fold, matches_words};
use crate::screens::text::short_code;

/// What taking an item does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// A command of the layer below.
    Run(Command),
    /// Down to Home.
    Home,
    /// A place on top of Home.
    Place(Box<Destination>),
    /// The kho of somebody: his number is asked first.
    Kho,
    /// The curtain over everything.
    Curtain,
    /// The desk examines itself, over the layer below.
    SelfCheck,
    /// Another officer.
    LogOut,
    /// Leave.
    Quit,
    /// A dossier.
    Dossier(DossierId),
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) label: String,
    pub(super) group: &'static str,
    pub(super) key: String,
    /// Whose key stands at the right.
    command: Option<Command>,
    pub(super) action: Action,
    pub(super) why_not: Option<String>,
}

impl Item {
    fn new(label: impl Into<String>, group: &'static str, action: Action) -> Self {
        Self {
            label: label.into(),
            group,
            key: String::new(),
            command: None,
            action,
            why_not: None,
        }
    }

    fn of(command: Command, action: Action) -> Self {
        Self {
            command: Some(command),
            ..Self::new(command.row().label, text::PLACE, action)
        }
    }

    fn unless(mut self, why_not: Option<String>) -> Self {
        self.why_not = why_not;
        self
    }

    /// Do the typed words, in any order, or initials fit?
    pub(super) fn matches(&self, query: &str) -> bool {
        matches_words(&self.words(), query)
    }

    /// Is it a command whose name begins with the typed words? One letter names nothing.
    pub(super) fn is_called(&self, query: &str) -> bool {
        let query = fold(query);
        self.command.is_some() && query.chars().count() > 1 && self.words().starts_with(&query)
    }

    fn words(&self) -> String {
        let also = match self.command {
            Some(Command::Forward) if self.label == Command::Forward.row().label => text::NEXT_STEP,
            _ => text::also(&self.label),
        };
        fold(&format!("{} {also}", self.label))
    }
}

/// Acts of the layer below, then places, with the keys of this desk.
pub(super) fn standing((below, keys): (&ScreenChrome, &Keymap), cx: &Context) -> Vec<Item> {
    let mut items: Vec<Item> = below.offers.iter().filter_map(act).collect();
    for place in places(cx) {
        if !items.iter().any(|item| item.label == place.label) {
            items.push(place);
        }
    }
    for item in &mut items {
        let key = item.command.and_then(|command| keys.key(command));
        item.key = key.map_or_else(|| std::mem::take(&mut item.key), Key::label);
    }
    items
}

/// Moving about is no act; digits are taken on the screen itself.
fn act(offer: &Offer) -> Option<Item> {
    let moves = matches!(
        offer.command,
        Command::Palette | Command::Help | Command::Digit(_)
    );
    let fixed = offer.command.row().group == Group::Fixed;
    if moves || fixed {
        return None;
    }
    let item = Item {
        command: Some(offer.command),
        ..Item::new(offer.word(), text::HERE, Action::Run(offer.command))
    };
    Some(item.unless(offer.why_not.clone()))
}

fn places(cx: &Context) -> Vec<Item> {
    let roles = cx.actor().roles;
    let lacks = |role| (!roles.has(role)).then(|| refusal(&Refusal::NeedsRole(role)));
    let read_only = || cx.read_only.then(|| refusal(&Refusal::ReadOnly));
    let mut places = vec![
        Item::of(Command::GoHome, Action::Home),
        Item::of(Command::Receive, to(Destination::Account)).unless(read_only().or(lacks(Role::Reception))),
        Item::of(Command::BackEntry, to(Destination::LateAccount))
            .unless(read_only().or(lacks(Role::Reception))),
    ];
    places.extend(Queue::ALL.map(list));
    places.extend([
        Item::new(
            text::ALL_DOSSIERS,
            text::PLACE,
            to(Destination::List(Filter::default())),
        ),
        Item::of(Command::Kho, Action::Kho),
        Item::of(Command::Tray, to(Destination::Tray { aim: None })),
        Item::of(Command::Packages, to(Destination::Packages)).unless(lacks(Role::Reception)),
        Item::of(Command::Tally, to(Destination::Tally)),
        Item::of(Command::Register, to(Destination::Register)),
        Item::of(Command::Takings, to(Destination::Takings)),
        Item::of(Command::Numbers, to(Destination::Numbers(Section::Punctual))),
        Item::of(Command::Administration, to(Destination::Admin))
            .unless(read_only().or(lacks(Role::Administrator))),
        Item::of(Command::SelfCheck, Action::SelfCheck),
        Item {
            label: text::COVER.to_owned(),
            ..Item::of(Command::Curtain, Action::Curtain)
        },
        Item::of(Command::SwitchOfficer, Action::LogOut),
        Item::of(Command::Quit, Action::Quit),
    ]);
    places
}

fn to(destination: Destination) -> Action {
    Action::Place(Box::new(destination))
}

fn list(queue: Queue) -> Item {
    let filter = Filter {
        queue: Some(queue),
        ..Filter::default()
    };
    Item {
        key: queue.digit().map(text::digit).unwrap_or_default(),
        ..Item::new(text::list(queue), text::PLACE, to(Destination::List(filter)))
    }
}

/// A procedure that was found: the dossiers received under it.
pub(super) fn procedure(row: &ProcedureRow) -> Item {
    let filter = Filter {
        procedure: Some(row.code.clone()),
        ..Filter::default()
    };
    Item::new(
        format!("{} {}", row.code, row.name),
        text::PROCEDURE,
        to(Destination::List(filter)),
    )
}

/// A dossier that was found.
pub(super) fn dossier(row: &DossierRow, unit: &str) -> Item {
    let code = short_code(row.code.as_deref(), unit);
    let label = format!("{code} {}", row.holder_name);
    Item::new(label, text::DOSSIER, Action::Dossier(row.id))
}
