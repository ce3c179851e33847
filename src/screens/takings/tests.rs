//! A day's list: drawn, turned, and never into the future.

use super::*;
use crate::app::testing::{at, context, no_keys_panic, play, shot, wide};
use crate::domain::fee::Method;
use crate::domain::takings::Taking;

fn taking(time: &str, dong: i64, method: Method) -> Taking {
    Taking {
        at: at(&format!("2023-02-14T{time}:00+07:00")),
        code: "000.99.15.H08-230214-0001".into(),
        name: "Lệ phí cấp bản sao".into(),
        dong,
        method,
        receipt_no: None,
        officer: "Đinh Thị Hạnh".into(),
        reason: (dong < 0).then(|| "thu nhầm".to_owned()),
        exempted: 2,
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects, [Effect::Ask(state.asked, Query::Takings(cx.now.date()))]);
    let takings = Takings {
        on: cx.now.date(),
        rows: vec![
            taking("08:30", 8_000, Method::Cash),
            taking("09:10", 50_000, Method::Transfer),
            taking("10:00", -8_000, Method::Cash),
        ],
    };
    let answer = Msg::Answered(state.asked, Answer::Takings(takings));
    update(&mut state, answer, &mut cx);
    (state, cx)
}

#[test]
fn a_day_is_drawn_with_its_sums() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("day_80", shot(&state, &cx));
    insta::assert_snapshot!("day_120", wide(&mut state, &mut cx));
}

#[test]
fn days_are_turned_but_not_into_the_future() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<right>"), []);
    let today = cx.now.date();
    let effects = play(&mut state, &mut cx, "<left>");
    let before = today.pred_opt().unwrap();
    assert_eq!(effects, [Effect::Ask(state.asked, Query::Takings(before))]);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

/// A sum that is not shown would be a total that does not add up.
#[test]
fn sums_that_find_no_room_are_counted() {
    let (mut state, cx) = opened();
    let ways = [Method::Cash, Method::Transfer, Method::Online];
    let of = |officer: &str| {
        ways.map(|way| Taking {
            officer: officer.into(),
            ..taking("08:30", 8_000, way)
        })
    };
    let takings = state.takings.as_mut().unwrap();
    takings.rows = ["Đinh Thị Hạnh", "Võ Thị Lan"].into_iter().flat_map(of).collect();
    let seen = shot(&state, &cx);
    assert_eq!(seen.matches(" lần, ").count(), 4, "{seen}");
    assert!(seen.contains("… và 2 dòng nữa"), "{seen}");
}

no_keys_panic!(32, opened());
