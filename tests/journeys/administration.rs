//! Quản trị by keys: officers, days off, settings.

use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::CalendarRow;

use crate::hand::Visitor;
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

#[test]
fn a_storm_day_that_is_entered_between_two_receptions_counts_for_the_second() {
    let mut desk = Office::open();
    desk.clock_shows("2023-02-14T09:00:00+07:00").log_in(HANH);
    let due = |desk: &mut Office, number: &'static str, name: &'static str| {
        let received = desk.received(&Visitor::person(number, name, "1.001776"));
        received.row.due_at.unwrap().local().date().to_string()
    };
    assert_eq!(due(&mut desk, "052175002468", "Hồ Thị Lan"), "2023-02-28");
    administration(&mut desk)
        .keys("3<f2>1602<enter>Nghi bao<f2>")
        .sees("Đã ghi Thứ Năm 16/02/2023: nghỉ.");
    assert_eq!(due(&mut desk, "052090001234", "Đinh Văn Đạt"), "2023-03-01");
    desk.ends_sound();
}

/// The officer just added, with the PIN the administrator gave him.
const BA: &str = "Le Van Ba";

/// A second officer who processes: Quản trị, Cán bộ, Thêm.
fn adds_ba(desk: &mut Office) {
    administration(desk)
        .keys("1<f2>")
        .types(BA)
        .keys("<tab><tab><tab><space>")
        .keys("<tab><tab><tab><tab>5555<tab>5555<f2>")
        .sees("Đã thêm Le Van Ba. Mã PIN phải đổi ở lần đăng nhập đầu.")
        .sees("chờ đổi PIN");
}

/// Đổi cán bộ, then this name is pointed at.
fn changes_to(desk: &mut Office, name: &str) {
    desk.keys("<f10>doi can bo<enter>");
    points_at(desk.sees("Đăng nhập"), name);
}

/// The row of this name in the list on the screen.
fn points_at(desk: &mut Office, name: &str) {
    desk.keys("<up><up><up><up><up><up>");
    for _ in 0..6 {
        if desk.row_of("▸").contains(name) {
            break;
        }
        desk.keys("<down>");
    }
    assert!(desk.row_of("▸").contains(name), "{}", desk.screen());
}

#[test]
fn a_second_officer_is_added_logs_in_and_opens_what_was_forwarded_to_him() {
    let mut desk = Office::open();
    desk.log_in(HANH);
    adds_ba(&mut desk);
    desk.keys("<esc><esc>").sees("Trang chính");
    let visitor = Visitor::person("052158000321", "Nguyễn Thị Yến", "1.004873");
    desk.received(&visitor);
    desk.keys("1<enter><enter>").sees("THÀNH PHẦN");
    desk.keys("<f9>").sees("Chuyển bước");
    if !desk.row_of("Người nhận").contains(BA) {
        desk.keys("<f4>").types(BA).keys("<enter>");
    }
    assert!(desk.row_of("Người nhận").contains(BA), "{}", desk.screen());
    desk.keys("<f2>")
        .types("may quet hong")
        .keys("<f2>")
        .sees("Đã chuyển bước");
    desk.keys("<esc><esc><esc>").sees("Trang chính");
    changes_to(&mut desk, BA);
    desk.keys("5555<enter>").sees("Đổi mã PIN");
    desk.keys("5555<tab>5555<tab>5555<f2>")
        .sees("Mã PIN mới phải khác mã PIN hiện tại. Nhập mã khác.");
    let erase = "<backspace><backspace><backspace><backspace>";
    desk.keys(&format!("{erase}6666<tab>{erase}6666<f2>"))
        .sees("Đã đổi mã PIN.")
        .sees("Trang chính");
    desk.keys("2<enter>").sees("Nguyễn Thị Yến");
    desk.keys("<enter>").sees("THÀNH PHẦN").sees("Đang xử lý");
    desk.leave_and_reopen();
    points_at(&mut desk, BA);
    desk.keys("6666<enter>").sees("Trang chính");
    desk.ends_sound();
}

#[test]
fn an_officer_is_deactivated_by_keys_and_cannot_log_in_and_the_last_administrator_stays() {
    let mut desk = Office::open();
    desk.log_in(HANH);
    adds_ba(&mut desk);
    points_at(&mut desk, BA);
    desk.keys("<enter>").sees("Sửa cán bộ Le Van Ba");
    desk.keys("<tab><tab><tab><tab><tab><tab><tab><space>")
        .sees("Ngừng làm việc")
        .keys("<f2>")
        .sees("Đã ghi thay đổi của Le Van Ba.")
        .sees("đã ngừng");
    points_at(&mut desk, HANH);
    desk.keys("<enter><tab><tab><tab><tab><tab><tab><space><f2>")
        .sees("Không còn ai khác giữ vai trò Quản trị. Giao cho người khác trước.");
    assert!(desk.row_of("▸").contains("Quản trị"), "the cursor is there");
    desk.keys("<esc><esc><esc><f10>doi can bo<enter>")
        .sees("Đăng nhập")
        .sees_no(BA);
    desk.ends_sound();
}
