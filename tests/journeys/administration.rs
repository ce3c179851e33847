//! Quản trị by keys: officers, days off, settings.

use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::CalendarRow;

use crate::office::{HANH, Office};

fn year(desk: &Office) -> Vec<CalendarRow> {
    match desk.ask(Query::CalendarYear(2023)) {
        Answer::Calendar(rows) => rows,
        other => panic!("no calendar: {other:?}"),
    }
}

/// Quản trị, by the palette.
fn administration(desk: &mut Office) -> &mut Office {
    desk.keys("<f10>quan tri<enter>").sees("Quản trị")
}

#[test]
fn a_storm_day_is_entered_and_taken_away_and_nothing_of_it_is_left() {
    let mut desk = Office::open();
    desk.log_in(HANH);
    let shipped = year(&desk);
    administration(&mut desk)
        .keys("3<f2>1602<enter>Nghi bao<f2>")
        .sees("Đã ghi Thứ Năm 16/02/2023: nghỉ.");
    desk.keys("<home>");
    for _ in 0..year(&desk).len() {
        if desk.row_of("▸").contains("16/02/2023") {
            break;
        }
        desk.keys("<down>");
    }
    desk.sees("đơn vị đưa vào · Quản trị khai");
    desk.keys("<delete>")
        .sees("hẹn đã cấp vẫn giữ nguyên.")
        .sees("Bỏ ngày đơn vị khai: lại là ngày làm việc");
    desk.keys("<enter>").sees_no("Đã bỏ");
    assert_eq!(
        year(&desk).len(),
        shipped.len() + 1,
        "Enter took the harmless answer"
    );
    desk.keys("<delete>2")
        .sees("Đã bỏ Thứ Năm 16/02/2023: lại là ngày làm việc.");
    assert_eq!(year(&desk), shipped);
    desk.ends_sound();
}
