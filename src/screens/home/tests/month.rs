//! This month's ratios on Home, the dossiers that would lift them, and the rehearsal of the form.

use super::*;
use crate::domain::digitise::exempted::Exempted;
use crate::domain::lift::{Lack, Lacking, Rehearsal};
use crate::domain::numbers::{Asked, Section, Told};
use crate::domain::tally::{Counts, Month};

/// The month of the fixture, `KB12b`.
pub(super) fn rehearsal() -> Rehearsal {
    let lacking = |n: u128| Lacking {
        dossier: DossierId(Uuid::from_u128(n)),
        code: Some(format!("000.99.15.H08-230228-{n:04}")),
        holder: "Đinh Văn Tơ".into(),
        procedure: "Đăng ký khai sinh".into(),
        lack: Lack {
            papers: u32::from(n > 2),
            result: n <= 2,
        },
        exempted: 0,
    };
    Rehearsal {
        month: "2023-02".parse().unwrap(),
        counts: Counts {
            received: 44,
            full: 36,
            part: 4,
            resolved: 40,
            result_file: 36,
            ..Counts::default()
        },
        lacking: (1..=5).map(lacking).collect(),
        total: 8,
        exempted: Exempted::default(),
    }
}

/// Home with its month answered.
fn with_month(size: (u16, u16)) -> (State, Context) {
    let (mut state, mut cx) = opened_with(rows(), size);
    tell(&mut state, &mut cx, rehearsal());
    (state, cx)
}

fn tell(state: &mut State, cx: &mut Context, rehearsal: Rehearsal) {
    let last = Ticket(cx.last_ticket);
    let told = Answer::Numbers(Box::new(Told::Rehearsal(rehearsal)));
    assert_eq!(update(state, Msg::Answered(last, told), cx), []);
}

fn this_month(cx: &Context) -> Month {
    Month::at(cx.now)
}

#[test]
fn the_month_is_asked_for_once_the_counts_are_there() {
    let mut cx = context();
    let (mut state, first) = open(&mut cx);
    assert!(matches!(first.as_slice(), [Effect::Ask(_, Query::Home { .. })]));
    let then = answer(&mut state, &mut cx, rows());
    let asked = Query::Numbers(Asked::Rehearsal(this_month(&cx), 5));
    assert_eq!(then, [Effect::Ask(Ticket(2), asked)]);
    let before = shot(&state, &cx);
    assert!(
        before.contains("Vừa tiếp nhận") && !before.contains("THÁNG"),
        "{before}"
    );
}

#[test]
fn the_ratios_stand_beside_the_queues() {
    let (mut state, mut cx) = with_month((80, 24));
    insta::assert_snapshot!("home_month", shot(&state, &cx));
    play(&mut state, &mut cx, "<right><down><down><down>");
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("home_month_lift", picture.text());
    assert_eq!(picture.cursor, Some((42, 13)));
    let (state, cx) = with_month((120, 40));
    insta::assert_snapshot!("home_month_120", shot(&state, &cx));
}

#[test]
fn enter_opens_one_of_the_five_and_the_form_before_it() {
    let (mut state, mut cx) = with_month((80, 24));
    let form = to(Destination::Numbers(Section::Rehearsal));
    assert_eq!(play(&mut state, &mut cx, "<right><down><down><enter>"), form);
    let effects = play(&mut state, &mut cx, "<down><enter>");
    let [Effect::Open(opened)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let Destination::PickRow { title, rows } = &**opened else {
        panic!("{opened:?}")
    };
    assert_eq!(title, "5 hồ sơ sẽ nâng tỷ lệ");
    assert_eq!(rows[0], "230228-0001 Đinh Văn Tơ · tệp kết quả");
    assert_eq!(rows[4], "230228-0005 Đinh Văn Tơ · 1 tệp giấy tờ");
    let third = rehearsal().lacking[2].dossier;
    let open = update(&mut state, Msg::Replied(Reply::Picked(2)), &mut cx);
    assert_eq!(open, to(Destination::Dossier(third)));
    play(&mut state, &mut cx, "<up><up>");
    assert_eq!(state.focus, Focus::Half);
    play(&mut state, &mut cx, "<down><down><left>");
    assert_eq!(state.focus, Focus::Search);
}

#[test]
fn from_the_25th_the_form_is_rehearsed() {
    let (mut state, mut cx) = with_month((80, 24));
    for (day, rehearsed) in [("24", false), ("25", true)] {
        let now = at(&format!("2023-02-{day}T08:05:00+07:00"));
        (state.now, cx.now) = (now, now);
        let seen = shot(&state, &cx);
        assert_eq!(
            seen.contains("THÁNG 02/2023 · TẬP DƯỢT BIỂU"),
            rehearsed,
            "{seen}"
        );
        assert_eq!(seen.contains("8 hồ sơ còn kéo tỷ lệ xuống"), rehearsed, "{seen}");
    }
    let whole = Rehearsal {
        lacking: vec![],
        total: 0,
        ..rehearsal()
    };
    crate::screens::home::month::show(&mut state, whole);
    let seen = shot(&state, &cx);
    assert!(seen.contains("Không hồ sơ nào kéo tỷ lệ xuống."), "{seen}");
    play(&mut state, &mut cx, "<right><down><down><down>");
    assert!(!state.month.on_dossiers, "there is none to choose");
}

/// An empty month has no ratio: a dash, no 0 % and no 100 %.
#[test]
fn an_empty_month_has_dashes() {
    let (mut state, cx) = with_month((80, 24));
    let empty = Rehearsal {
        counts: Counts::default(),
        lacking: vec![],
        total: 0,
        ..rehearsal()
    };
    crate::screens::home::month::show(&mut state, empty);
    assert!(shot(&state, &cx).contains("Thành phần –  Kết quả –"));
}
