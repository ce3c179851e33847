//! The form: both pages as they are drawn, the pointer through all its numbers, months closed and turned.

use super::*;
use crate::app::testing::{context, hanh, no_keys_panic, officer, opens, play, said, shot, wide};
use crate::domain::digitise::Counting;
use crate::domain::officer::Roles;
use crate::domain::tally::closed::Closed;
use crate::domain::time::Moment;
use crate::fixture::at;

fn counts(it: [u32; 9]) -> Counts {
    let [
        received,
        account,
        direct,
        online,
        full,
        part,
        resolved,
        result_file,
        reused,
    ] = it;
    Counts {
        received,
        account,
        direct,
        online,
        full,
        part,
        resolved,
        result_file,
        reused,
    }
}

fn row(unit_name: &str, numbers: [u32; 9], origin: Origin) -> UnitRow {
    UnitRow {
        unit_code: format!("{}.H08", unit_name.len()),
        unit_name: unit_name.into(),
        desk_no: 1,
        shared: false,
        counts: counts(numbers),
        origin,
    }
}

/// The four units of W25.
fn february() -> Tally {
    let given = Origin::Given(Moment(0));
    Tally {
        month: "2023-02".parse().unwrap(),
        rows: vec![
            row("Xã An Toàn", [44, 38, 37, 7, 36, 4, 40, 36, 9], Origin::Here),
            row("Xã An Vinh", [31, 22, 29, 2, 24, 5, 28, 25, 6], given),
            row("Xã An Hòa", [88, 71, 70, 18, 80, 6, 82, 79, 21], given),
            row("Thị trấn An Lão", [126, 110, 98, 28, 119, 4, 118, 112, 37], given),
        ],
        counted_at: at("2023-02-28T16:40:00+07:00"),
        exempted: Exempted::default(),
        counting: Counting::default(),
        closed: None,
    }
}

fn months() -> Vec<(Month, Counts, Exempted)> {
    let month: Month = "2023-02".parse().unwrap();
    let upper = [0, 0, 3, 4, 5, 6, 6, 7, 8, 10, 23, 40];
    let whole = [0, 9, 9, 9, 9, 9, 9, 9, 12, 12, 27, 44];
    let all = (-11..=0).zip(upper.into_iter().zip(whole));
    all.map(|(back, (full, received))| {
        let counts = Counts {
            received,
            full,
            ..Counts::default()
        };
        (month.plus(back), counts, Exempted::default())
    })
    .collect()
}

fn opened_with(tally: Tally, roles: Roles) -> (State, Context) {
    let mut cx = context();
    cx.now = at("2023-02-28T16:40:00+07:00");
    cx.officer = Some(officer(1, "Đinh Thị Hạnh", roles));
    let (mut state, _) = open(&mut cx);
    answered(&mut state, tally, &mut cx);
    (state, cx)
}

fn answered(state: &mut State, tally: Tally, cx: &mut Context) {
    update(
        state,
        Msg::Answered(state.asked, Answer::Tally(Box::new(tally))),
        cx,
    );
}

fn opened() -> (State, Context) {
    opened_with(february(), Roles::ALL)
}

#[test]
fn both_pages_stand_as_they_are_drawn_and_the_pointer_turns_them() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("w25", shot(&state, &cx));
    play(&mut state, &mut cx, "<right><right><right>");
    insta::assert_snapshot!("w26", shot(&state, &cx));
    play(&mut state, &mut cx, "<left><left><left>");
    assert!(shot(&state, &cx).contains("[90,91]"));
    play(&mut state, &mut cx, "<down><down><down><down>");
    let page = shot(&state, &cx);
    assert!(
        page.contains("[96,19]") && page.contains("(259 + 19) / 289"),
        "{page}"
    );
}

#[test]
fn from_120_columns_all_numbers_stand_in_one_table_above_twelve_months() {
    let (mut state, mut cx) = opened();
    cx.size = (120, 40);
    let effects = update(&mut state, Msg::Resize(120, 40), &mut cx);
    assert_eq!(effects.len(), 2, "the months are asked for once there is room");
    answered(&mut state, february(), &mut cx);
    let answer = Msg::Answered(state.asked_trend, Answer::TallyMonths(months()));
    update(&mut state, answer, &mut cx);
    insta::assert_snapshot!("x04", shot(&state, &cx));
}

#[test]
fn an_empty_month_has_dashes_and_a_closed_one_says_what_differs() {
    let mut empty = february();
    empty.rows.truncate(1);
    empty.rows[0].counts = Counts::default();
    let (state, cx) = opened_with(empty, Roles::ALL);
    let page = shot(&state, &cx);
    assert!(
        page.contains("[–]") && page.contains("không có hồ sơ để chia"),
        "{page}"
    );

    let mut closed = february();
    closed.counting.online_is_full = false;
    closed.closed = Some(Closed {
        at: at("2023-03-01T08:00:00+07:00"),
        by: "Đinh Văn Rỡ".into(),
        counts: closed.rows[0].counts,
        counting: Counting::default(),
        hash: "ab".repeat(32),
        differing: 2,
    });
    let (mut state, mut cx) = opened_with(closed, Roles::ALL);
    insta::assert_snapshot!("closed", shot(&state, &cx));
    play(&mut state, &mut cx, "<f2>");
    let month = "2023-02".parse().unwrap();
    assert_eq!(said(&state, &cx), words::refusal(&Refusal::MonthClosed(month)));
}

#[test]
fn enter_opens_the_list_of_the_cell_and_a_given_row_has_none() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<enter>");
    let Some(Destination::TallyCell(at)) = opens(&effects) else {
        panic!("{effects:?}")
    };
    assert_eq!(
        (at.column, at.name.as_str()),
        (Column::DigitisedRatio, "Xã An Toàn")
    );
    assert!(at.unit.is_some());
    let effects = play(&mut state, &mut cx, "<down><enter>");
    assert_eq!(opens(&effects), None);
    assert_eq!(said(&state, &cx), text::GIVEN);
    let effects = play(&mut state, &mut cx, "<down><down><down><enter>");
    assert!(matches!(opens(&effects), Some(Destination::TallyCell(at)) if at.unit.is_none()));
    // Another visit in this session begins where this one ended.
    let (again, _) = open(&mut cx);
    assert_eq!((again.table.at(), again.column), (4, Column::DigitisedRatio));
}

#[test]
fn only_a_leader_closes_a_month_and_only_after_a_question() {
    let (mut state, mut cx) = opened_with(february(), Roles::only(Role::Reception));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(
        said(&state, &cx),
        words::refusal(&Refusal::NeedsRole(Role::Leader))
    );
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(opens(&effects), Some(Destination::AskChoice { .. })));
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx), []);
    play(&mut state, &mut cx, "<f2>");
    let effects = update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    let [Effect::Change(_, request)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let month = "2023-02".parse().unwrap();
    assert_eq!(request.act, Act::CloseMonth { month });
}

#[test]
fn f4_turns_to_any_month_and_f7_has_it_made() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<f4>");
    assert!(matches!(opens(&effects), Some(Destination::AskText { .. })));
    let effects = update(&mut state, Msg::Replied(Reply::Text("1/2023".into())), &mut cx);
    let form = TallyQuery::Form("2023-01".parse().unwrap());
    assert_eq!(effects, [Effect::Ask(state.asked, Query::Tally(form))]);
    play(&mut state, &mut cx, "<f4>");
    update(&mut state, Msg::Replied(Reply::Text("tháng 1".into())), &mut cx);
    assert_eq!(said(&state, &cx), text::NO_MONTH);
    play(&mut state, &mut cx, "<f7>");
    let effects = update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    assert!(matches!(effects.as_slice(), [Effect::Start(..)]), "{effects:?}");
}

#[test]
fn many_units_scroll_and_the_sums_come_last() {
    let mut tally = february();
    tally.rows = (0..155)
        .map(|n| row(&format!("Xã số {n}"), [n, 0, n, 0, 0, 0, 0, 0, 0], Origin::Here))
        .collect();
    let (mut state, mut cx) = opened_with(tally, Roles::ALL);
    play(&mut state, &mut cx, "<end>");
    let page = shot(&state, &cx);
    assert!(page.contains("Cộng") && page.contains("Xã số 154"), "{page}");
    assert!(wide(&mut state, &mut cx).contains("Xã số 154"));
    assert_eq!(hanh().roles, Roles::ALL);
}

no_keys_panic!(32, opened());
