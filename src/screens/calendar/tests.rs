//! Tests of the calendar.

use super::*;
use crate::app::job::{JobDone, JobFault};
use crate::app::testing::{barred, context, no_keys_panic, play, processing, said, shot, wide};
use crate::domain::rows::ShippedDay;

fn day(on: &str, off: bool, name: &str) -> CalendarRow {
    CalendarRow {
        on: on.parse().unwrap(),
        off,
        projected: false,
        name: name.into(),
        source: "Thông báo 5034/TB-LĐTBXH".into(),
        origin: DayOrigin::Shipped,
    }
}

fn rows() -> Vec<CalendarRow> {
    vec![
        day("2023-01-02", true, "Nghỉ bù Tết Dương lịch"),
        day("2023-05-01", true, "Quốc tế Lao động"),
        CalendarRow {
            projected: true,
            ..day("2023-09-01", true, "Quốc khánh")
        },
        day("2023-09-09", false, "Làm bù ngày 01/09"),
        CalendarRow {
            origin: DayOrigin::Office(None),
            source: "Quản trị khai".into(),
            ..day("2023-11-27", true, "Nghỉ bão")
        },
    ]
}

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects, [asked(1, 2023)]);
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Calendar(rows())),
        &mut cx,
    );
    (state, cx)
}

fn asked(ticket: u64, year: i32) -> Effect {
    Effect::Ask(Ticket(ticket), Query::CalendarYear(year))
}

fn set(ticket: u64, (on, off): (&str, bool), name: &str) -> Effect {
    let job = Job::SetCalendarDay {
        on: on.parse().unwrap(),
        off,
        name: name.into(),
    };
    Effect::Start(Ticket(ticket), job)
}

fn ended(ticket: u64) -> Msg {
    Msg::Job(Ticket(ticket), JobEvent::Ended(Ok(JobDone::Plain)))
}

fn pick(state: &mut State, cx: &mut Context, keys: &str, at: usize) -> Vec<Effect> {
    let effects = play(state, cx, keys);
    assert!(
        matches!(effects.as_slice(), [Effect::Open(asked)] if matches!(**asked, Destination::AskChoice { .. })),
        "{effects:?}"
    );
    update(state, Msg::Replied(Reply::Picked(at)), cx)
}

#[test]
fn a_projected_day_is_confirmed() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<down><down>");
    assert_eq!(said(&state, &cx), text::PROJECTED_COUNTS);
    let effects = pick(&mut state, &mut cx, "<enter>", 1);
    assert_eq!(effects, [set(2, ("2023-09-01", true), "Quốc khánh")]);
    assert_eq!(play(&mut state, &mut cx, "<enter>"), [], "one at a time");
    assert_eq!(update(&mut state, ended(2), &mut cx), [asked(3, 2023)]);
    assert_eq!(said(&state, &cx), "Đã ghi Thứ Sáu 01/09/2023: nghỉ.");
}

#[test]
fn a_shipped_day_is_turned_round_and_keeps_its_name() {
    let (mut state, mut cx) = opened();
    let effects = pick(&mut state, &mut cx, "<down><delete>", 1);
    assert_eq!(
        effects,
        [set(2, ("2023-05-01", false), "Không nghỉ: Quốc tế Lao động")]
    );
}

#[test]
fn a_day_the_office_entered_is_really_taken_away() {
    let (mut state, mut cx) = opened();
    let effects = pick(&mut state, &mut cx, "<end><delete>", 1);
    let on = "2023-11-27".parse().unwrap();
    assert_eq!(effects, [Effect::Start(Ticket(2), Job::RemoveCalendarDay { on })]);
    assert_eq!(update(&mut state, ended(2), &mut cx), [asked(3, 2023)]);
    assert_eq!(
        said(&state, &cx),
        "Đã bỏ Thứ Hai 27/11/2023: lại là ngày làm việc."
    );
}

#[test]
fn the_question_says_the_source_what_changes_and_what_the_day_will_be() {
    let cases: [(&str, DayOrigin, &str); 3] = [
        (
            "2023-11-24",
            DayOrigin::Office(None),
            "Bỏ ngày đơn vị khai: lại là ngày làm việc",
        ),
        (
            "2023-11-25",
            DayOrigin::Office(None),
            "Bỏ ngày đơn vị khai: lại nghỉ cuối tuần",
        ),
        (
            "2023-09-01",
            DayOrigin::Office(Some(ShippedDay {
                off: true,
                projected: true,
                name: "Quốc khánh".into(),
            })),
            "Bỏ ngày đơn vị khai: lại nghỉ như lịch kèm máy, dự kiến",
        ),
    ];
    for (on, origin, way) in cases {
        let row = CalendarRow {
            origin,
            ..day(on, true, "x")
        };
        assert_eq!(text::way(&row, Way::Remove), way, "{on}");
    }
    let today = "2023-06-01".parse().unwrap();
    let past = text::about(&day("2023-05-01", true, "Quốc tế Lao động"), today);
    assert_eq!(past[1], "lịch kèm máy · Thông báo 5034/TB-LĐTBXH");
    assert_eq!(past[2], "Ngày đã qua: đổi ở đây không đổi hẹn trả nào.");
    let coming = text::about(&day("2023-09-04", true, "Quốc khánh"), today);
    assert_eq!(
        coming[2],
        "Hẹn trả cấp từ nay sẽ đổi theo; hẹn đã cấp vẫn giữ nguyên."
    );
}

#[test]
fn the_first_choice_and_esc_change_nothing() {
    let (mut state, mut cx) = opened();
    assert_eq!(pick(&mut state, &mut cx, "<enter>", 0), []);
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx), []);
}

#[test]
fn a_day_off_and_a_worked_saturday_are_added() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<f2>24/11<enter>Nghỉ bão<f2><f2>");
    assert_eq!(effects, [set(2, ("2023-11-24", true), "Nghỉ bão")]);
    update(&mut state, ended(2), &mut cx);
    let effects = play(&mut state, &mut cx, "<f2>24022024<tab><space><tab>Làm bù<f2>");
    assert_eq!(effects, [set(4, ("2024-02-24", false), "Làm bù")]);
    assert_eq!(update(&mut state, ended(4), &mut cx), [asked(5, 2024)]);
}

#[test]
fn what_is_wrong_is_said_under_the_cursor() {
    let cases = [
        ("<f2><f2>", Field::Date, "Chưa nhập Ngày. Mục này bắt buộc."),
        (
            "<f2>3102<tab>",
            Field::Kind,
            "Không có ngày 31/02. Nhập lại theo ngày/tháng/năm.",
        ),
        (
            "<f2>3102<f2>",
            Field::Date,
            "Không có ngày 31/02. Nhập lại theo ngày/tháng/năm.",
        ),
        ("<f2>2411<f2>", Field::Name, "Chưa nhập Tên. Mục này bắt buộc."),
        (
            "<f2>2411<tab>2<tab>x<f2>",
            Field::Date,
            "Thứ Sáu 24/11/2023 vốn là ngày làm việc. Chọn ngày khác.",
        ),
    ];
    for (keys, field, sentence) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
        let focus = state.edit.as_ref().map(|edit| edit.form.focus());
        assert_eq!(
            (focus, said(&state, &cx).as_str()),
            (Some(field), sentence),
            "{keys}"
        );
    }
}

#[test]
fn a_refused_day_stays_in_the_form_and_esc_keeps_it() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<f2>24/11<enter>Nghỉ bão<f2>");
    let fault = JobFault::Refused(Refusal::NeedsRole(Role::Administrator));
    update(
        &mut state,
        Msg::Job(Ticket(2), JobEvent::Ended(Err(fault))),
        &mut cx,
    );
    assert!(said(&state, &cx).starts_with("Việc này cần vai trò Quản trị."));
    play(&mut state, &mut cx, "<esc><f2>");
    assert_eq!(state.edit.as_ref().unwrap().name.text(), "Nghỉ bão");
    assert_eq!(play(&mut state, &mut cx, "<esc><esc>"), [Effect::Back]);
}

#[test]
fn years_are_turned_and_a_missing_one_is_said() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<right>"), [asked(2, 2024)]);
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Calendar(rows())),
        &mut cx,
    );
    assert!(state.rows.is_empty(), "an old answer is dropped");
    update(
        &mut state,
        Msg::Answered(Ticket(2), Answer::Calendar(vec![])),
        &mut cx,
    );
    assert_eq!(
        said(&state, &cx),
        "Chưa có lịch nghỉ năm 2024. Hẹn trả có thể sai từ 01/01; cập nhật lịch."
    );
    insta::assert_snapshot!("empty_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<left>"), [asked(3, 2023)]);
    update(
        &mut state,
        Msg::Answered(Ticket(3), Answer::Failed { code: "x" }),
        &mut cx,
    );
    assert_eq!(said(&state, &cx), text::NOT_READ);
}

#[test]
fn only_an_administrator_changes_days() {
    let (state, mut cx) = opened();
    cx.officer = Some(processing());
    assert_eq!(
        barred(&state, &cx),
        [Command::Commit, Command::Accept, Command::Remove]
    );
}

#[test]
fn a_year_is_drawn() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<down><down>");
    insta::assert_snapshot!("year_80", shot(&state, &cx));
    insta::assert_snapshot!("year_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<f2>24/11<enter>Nghỉ bão");
    insta::assert_snapshot!("form_80", shot(&state, &cx));
    insta::assert_snapshot!("form_120", wide(&mut state, &mut cx));
}

no_keys_panic!(48, opened());
