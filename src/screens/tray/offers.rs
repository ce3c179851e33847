//! What the tray offers, and what it advises where nothing else is said.

use super::{State, Stop, text};
use crate::app::chrome::Message;
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::scanning;
use crate::domain::cover::CoverFlag;
use crate::domain::quality::PageFlag;
use crate::domain::refusal::Refusal;
use crate::domain::rows::TrayPage;

/// Row 23 while nothing else is said.
pub(super) fn advice(state: &State, cx: &Context) -> Message {
    let stands_at_pages = state.focus == Stop::Pages && !state.in_bin;
    if let (Some(held), true) = (&cx.scan_folder, stands_at_pages) {
        return Message::warning(text::held(held));
    }
    // Said in an empty tray too: a torn scan may be all that came.
    if let (Some(refused), true) = (text::refused(&state.rows.refused), stands_at_pages) {
        return Message::warning(refused);
    }
    if state.read && state.shown().is_empty() {
        return Message::advice(if state.in_bin {
            text::BIN_EMPTY
        } else {
            text::EMPTY
        });
    }
    match state.focus {
        Stop::Pages if state.in_bin => Message::advice(text::ADVICE_BIN),
        Stop::Pages => Message::advice(on_page(state)),
        Stop::Dossier => Message::advice(text::ADVICE_DOSSIER),
        Stop::Component => Message::advice(text::ADVICE_COMPONENT),
    }
}

/// What is worth knowing of the pointed page; the key line of a narrow window has no room for `v`.
fn on_page(state: &State) -> &'static str {
    let has = |flag: &str| {
        state
            .pointed()
            .is_some_and(|row| row.flags.iter().any(|it| it == flag))
    };
    let came_before = state.pointed().is_some_and(TrayPage::came_before);
    match () {
        () if has(CoverFlag::MaybeBack.word()) => text::ADVICE_BACK,
        () if has(CoverFlag::Unread.word()) => text::ADVICE_COVER,
        () if has(PageFlag::ProbableDuplicate.word()) || came_before => text::ADVICE_ALIKE,
        () => text::ADVICE,
    }
}

/// F8 scans where there is something to scan with, and else opens the files.
fn files(cx: &Context) -> &'static str {
    if scanning::is_set(&cx.settings) {
        text::SCAN
    } else {
        text::PICK
    }
}

/// What can be done now, and what not and why.
pub(super) fn offers(state: &State, cx: &Context) -> Vec<Offer> {
    let read_only = || {
        cx.read_only
            .then(|| crate::domain::text::refusal(&Refusal::ReadOnly))
    };
    let none = state.shown().is_empty().then(|| text::NO_PAGE.to_owned());
    let may = |command| Offer::new(command).unless(read_only());
    let on_page = |command| Offer::new(command).unless(read_only().or_else(|| none.clone()));
    let tick = Offer::new(Command::Tick).named(text::TICK).unless(none.clone());
    let undo = may(Command::Undo).unless(read_only().or_else(|| {
        state
            .undo
            .is_none()
            .then(|| crate::domain::text::refusal(&Refusal::CannotUndo))
    }));
    if state.in_bin {
        let back = on_page(Command::Commit).named(text::BRING_BACK);
        let pages = Offer::new(Command::TrayBin).named(text::TO_PAGES);
        return vec![back, tick, pages, undo];
    }
    let mut offers = vec![on_page(Command::Commit).named(text::ASSIGN)];
    if state.focus == Stop::Pages {
        offers.extend([
            may(Command::Refresh).named(text::LOOK),
            may(Command::Files).named(files(cx)),
            on_page(Command::Turn).named(text::TURN),
            tick,
            on_page(Command::Remove),
            Offer::new(Command::Choose).named(text::DOSSIER),
            Offer::new(Command::Accept).named(text::SEE).unless(none.clone()),
            Offer::new(Command::Look).unless(none.clone()),
        ]);
    } else {
        offers.extend([
            Offer::new(Command::Choose),
            may(Command::Refresh).named(text::LOOK),
            may(Command::Files).named(files(cx)),
        ]);
    }
    offers.extend([
        undo,
        may(Command::PickIntoTray),
        on_page(Command::Interleave),
        on_page(Command::JoinCard),
        Offer::new(Command::PrintCovers),
        Offer::new(Command::TrayBin),
    ]);
    offers
}
