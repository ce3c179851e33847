//! The book: drawn with void rows and gaps, turned, paged, and closed by a leader only.

use super::*;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::testing::{context, no_keys_panic, officer, opens, play, said, shot, wide};
use crate::domain::dossier::Status;
use crate::domain::officer::Roles;
use crate::domain::register::tests::row as received;
use crate::domain::register::{Closed, Gap, RegisterRow};
use crate::domain::report::Format;
use chrono::NaiveDate;

fn row(number: u32) -> RegisterRow {
    RegisterRow {
        forwarded_on: NaiveDate::from_ymd_opt(2023, 2, 14),
        status: Status::Processing,
        exempted: u32::from(number == 5) * 2,
        void_reason: (number == 2).then(|| "nhập nhầm".to_owned()),
        ..received(number)
    }
}

fn book(last: u32) -> Book {
    let gap = Gap {
        from: 3,
        to: 4,
        explained: true,
    };
    let rows = [1, 2, 5].map(|number| Entry::Row(Box::new(row(number))));
    let [one, two, five] = rows;
    Book {
        unit: "Xã An Toàn".into(),
        book: 1,
        year: 2023,
        last,
        entries: vec![one, two, Entry::Gap(gap), five],
        closed: None,
    }
}

fn opened(roles: Roles, last: u32) -> (State, Context) {
    let mut cx = context();
    cx.officer = Some(officer(1, "Đinh Văn Rỡ", roles));
    let (mut state, _) = open(&mut cx);
    let answer = Msg::Answered(state.asked, Answer::Register(Box::new(book(last))));
    update(&mut state, answer, &mut cx);
    (state, cx)
}

#[test]
fn void_rows_and_gaps_stand_in_the_book() {
    let (mut state, mut cx) = opened(Roles::only(Role::Reception), 5);
    insta::assert_snapshot!("book_80", shot(&state, &cx));
    insta::assert_snapshot!("book_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(matches!(opens(&effects), Some(Destination::Dossier(_))));
}

#[test]
fn the_next_stretch_is_asked_for_by_number() {
    let (mut state, mut cx) = opened(Roles::only(Role::Reception), 450);
    play(&mut state, &mut cx, "<down><down><down>");
    let effects = play(&mut state, &mut cx, "<down>");
    let next = Query::Register {
        year: 2023,
        span: Some((201, 200)),
    };
    assert_eq!(effects, [Effect::Ask(state.asked, next)]);
    let effects = play(&mut state, &mut cx, "<left>");
    let before = Query::Register {
        year: 2022,
        span: Some((1, 200)),
    };
    assert_eq!(effects, [Effect::Ask(state.asked, before)]);
}

#[test]
fn only_a_leader_closes_it_and_only_after_a_question() {
    let (mut state, mut cx) = opened(Roles::only(Role::Reception), 5);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(
        said(&state, &cx),
        words::refusal(&Refusal::NeedsRole(Role::Leader))
    );

    let (mut state, mut cx) = opened(Roles::only(Role::Leader), 5);
    let effects = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(opens(&effects), Some(Destination::AskChoice { .. })));
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx), []);
    play(&mut state, &mut cx, "<f2>");
    let effects = update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    let [Effect::Change(_, request)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(request.act, Act::CloseRegister { year: 2023 });
}

#[test]
fn a_closed_book_says_by_whom() {
    let (mut state, mut cx) = opened(Roles::only(Role::Leader), 5);
    let closed = Book {
        closed: Some(Closed {
            at: cx.now,
            by: "Đinh Văn Rỡ".into(),
            last: 5,
        }),
        ..book(5)
    };
    let answer = Msg::Answered(state.asked, Answer::Register(Box::new(closed)));
    update(&mut state, answer, &mut cx);
    assert!(shot(&state, &cx).contains("đã khóa"));
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(
        said(&state, &cx),
        words::refusal(&Refusal::RegisterClosed { year: 2023 })
    );
}

#[test]
fn f7_asks_which_way_and_has_the_year_s_book_made() {
    let (mut state, mut cx) = opened(Roles::only(Role::Reception), 5);
    let effects = play(&mut state, &mut cx, "<f7>");
    assert!(matches!(opens(&effects), Some(Destination::AskChoice { .. })));
    let effects = update(&mut state, Msg::Replied(Reply::Picked(2)), &mut cx);
    let [Effect::Start(ticket, job)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(
        *job,
        Job::SaveReport(Report::Register { year: 2023 }, Format::Xlsx)
    );
    let saved = JobDone::Saved("/d/export/so-theo-doi-2023.xlsx".into());
    let ended = Msg::Job(*ticket, JobEvent::Ended(Ok(saved)));
    let effects = update(&mut state, ended, &mut cx);
    assert!(matches!(effects.as_slice(), [Effect::Say(said)] if said.text.contains("so-theo-doi-2023.xlsx")));

    // Esc makes nothing, and a book is still closed by its own question only.
    play(&mut state, &mut cx, "<f7>");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
    play(&mut state, &mut cx, "<f7>");
    assert!(!matches!(
        update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx).as_slice(),
        [Effect::Change(..)]
    ));
}

no_keys_panic!(32, opened(Roles::only(Role::Leader), 450));
