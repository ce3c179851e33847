//! What Home says around its work area: the most urgent message, and the keys of the focused part.

use super::{Focus, Half, State, hits, month, text};
use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::domain::officer::Role;
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::text::refusal;
use crate::screens::text::REREAD;

/// Rows 1–3 and 22–24.
pub(super) fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let clears = state.focus == Focus::Search && !state.search.is_empty();
    let mut ends = vec![Offer::new(Command::Palette), Offer::new(Command::Help)];
    if clears {
        ends.push(Offer::new(Command::Back).named(text::CLEAR));
    }
    ScreenChrome {
        context: Line2::both(cx.settings.text("unit_name"), say::today(cx.now.date())),
        message: Some(message(state, cx)),
        offers: offers(state, cx),
        ends,
        ..ScreenChrome::new([text::PATH])
    }
}

/// One message at a time: what was just said, then what endangers work, then advice.
fn message(state: &State, cx: &Context) -> Message {
    let rows = &state.rows;
    let own = state.message.clone();
    let searching = state.is_searching().then(|| {
        if hits::found_nothing(state) {
            return Message::warning(text::nothing_found(state.search.text().trim()));
        }
        Message::advice(if state.hits.is_waiting() {
            text::SEARCHING
        } else {
            text::ADVICE_HITS
        })
    });
    let crashed = (rows.after_crash && !state.crash_said)
        .then(|| Message::warning(text::crashed(rows.unprinted.len())));
    let behind = rows
        .clock_behind_minutes
        .map(text::clock_behind)
        .map(Message::warning);
    let number = (!rows.last_numbers.is_empty()).then(|| Message::warning(text::NEEDS_LAST_NUMBERS));
    let calendar = rows
        .missing_calendar
        .map(text::missing_calendar)
        .map(Message::warning);
    let idle =
        state.loaded && rows.counts.iter().all(|(_, count)| *count == 0) && state.half.rows().is_empty();
    let rehearsed = state.month.read.as_ref().filter(|_| month::is_rehearsed(state));
    let rehearsed = rehearsed.filter(|it| it.total > 0).map(text::rehearsed);
    let calm = match (idle, why_not_receive(cx)) {
        (true, None) => text::NOTHING_WAITS,
        (true, Some(_)) => text::NOTHING_WAITS_ELSE,
        (false, _) => text::ADVICE,
    };
    own.or(searching)
        .or(crashed)
        .or(behind)
        .or(number)
        .or(calendar)
        .or(rehearsed.map(Message::advice))
        .unwrap_or_else(|| Message::advice(calm))
}

fn offers(state: &State, cx: &Context) -> Vec<Offer> {
    let no_prints = state.rows.unprinted.is_empty();
    let print = Offer::new(Command::Print)
        .named(text::PRINT)
        .unless(no_prints.then(|| text::NO_PRINTS.to_owned()).or(read_only(cx)));
    let reread = Offer::new(Command::Refresh).named(REREAD);
    let mut offers = vec![
        Offer::new(Command::Commit)
            .named(text::RECEIVE)
            .unless(why_not_receive(cx)),
    ];
    match state.focus {
        Focus::Search if hits::found_nothing(state) => {}
        Focus::Search if state.is_searching() => {
            offers.push(Offer::new(Command::Accept).named(text::OPEN));
            offers.push(Offer::arrows().named(text::POINT));
        }
        Focus::Search => {
            let recent = Offer::new(Command::Choose).named(text::RECENT);
            offers.extend([
                recent,
                reread,
                print,
                Offer::new(Command::Files).named(text::TRAY),
                Offer::new(Command::Accept).named(text::OPEN),
            ]);
            if !state.half.rows().is_empty() && !state.pane.wide {
                offers.push(Offer::new(Command::Right).named(text::HALF_DONE_KEY));
            } else if state.month.read.is_some() && !state.pane.wide {
                offers.push(Offer::new(Command::Right).named(text::MONTH_KEY));
            }
        }
        Focus::Half => offers.extend(half_offers(state, print, cx)),
        Focus::Month => offers.extend([
            month::offer(state),
            Offer::arrows().named(text::POINT),
            Offer::new(Command::Left).named(text::TO_WORK),
        ]),
        Focus::Pane => offers.extend([
            Offer::new(Command::Choose).named(text::WHOLE_LIST),
            Offer::new(Command::Accept).named(text::OPEN_DOSSIER),
            Offer::new(Command::Left).named(text::TO_WORK),
        ]),
    }
    offers.push(Offer::new(Command::Backup).unless(read_only(cx)));
    offers.push(Offer::new(Command::BringDraft).unless(why_not_receive(cx)));
    if !state.rows.numbers_read.is_empty() {
        offers.push(Offer::new(Command::LastNumbers).unless(why_not_receive(cx)));
    }
    offers
}

fn half_offers(state: &State, print: Offer, cx: &Context) -> Vec<Offer> {
    if matches!(state.half.pointed(), Some(Half::Draft(_))) {
        // A draft is a reception that was begun: who may not receive is told so before its five steps.
        let resume = Offer::new(Command::Accept).named(text::RESUME);
        let drop = Offer::new(Command::DropDraft);
        return vec![
            print,
            resume.unless(why_not_receive(cx)),
            drop.unless(why_not_receive(cx)),
        ];
    }
    if state.half.pointed() == Some(&Half::Tray) {
        let open = Offer::new(Command::Accept).named(text::OPEN_TRAY);
        return vec![print, open];
    }
    if state.half.pointed() == Some(&Half::Held) {
        let open = Offer::new(Command::Accept).named(text::OPEN_HELD);
        return vec![open];
    }
    if let Some(Half::Device(_)) = state.half.pointed() {
        let open = Offer::new(Command::Accept).named(text::OPEN_DOSSIER);
        return vec![print, open];
    }
    vec![
        print.clone(),
        Offer {
            command: Command::Accept,
            ..print
        },
    ]
}

fn why_not_receive(cx: &Context) -> Option<String> {
    let allowed = cx.actor().roles.has(Role::Reception);
    let role = (!allowed).then(|| refusal(&Refusal::NeedsRole(Role::Reception)));
    read_only(cx).or(role)
}

fn read_only(cx: &Context) -> Option<String> {
    cx.read_only.then(|| refusal(&Refusal::ReadOnly))
}
