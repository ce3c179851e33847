//! The three ways to begin on a new machine, and a desk that another window holds, by keys to the end.

use motcua::app::key::parse_keys;
use motcua::domain::query::{Answer, Query};
use motcua::domain::settings::Settings;
use motcua::store::blobs::Blobs;

use crate::hand::Visitor;
use crate::office::{HANH, Office, shown};
use crate::papers::photo;

const MORNING: &str = "2023-02-14T08:00:00+07:00";

fn settings(desk: &Office) -> Settings {
    match desk.ask(Query::Settings) {
        Answer::Settings(rows) => rows.settings,
        other => panic!("no settings: {other:?}"),
    }
}

#[test]
fn a_new_desk_is_founded_by_keys_and_knows_its_own_place() {
    let mut desk = Office::on_a_new_machine(MORNING);
    desk.sees("Máy này chưa có dữ liệu motcua.")
        .sees("Dữ liệu sẽ nằm ở");
    desk.keys("2").sees("Lập quầy mới");
    desk.types("Xã An Toàn, huyện An Lão, tỉnh Bình Định")
        .keys("<enter>")
        .sees("có ở bộ ba cấp: đổi mục Bộ địa danh bằng Space");
    desk.types("000.99.15.H08")
        .keys("<tab><space><tab>")
        .sees("Xã An Toàn, Huyện An Lão, Tỉnh Bình Định");
    desk.keys("<enter>")
        .types(HANH)
        .keys("<enter>2468<enter>2468<f2>");
    desk.log_in(HANH);
    let settings = settings(&desk);
    for (key, value) in [
        ("place_set", "legacy"),
        ("default_province", "52"),
        ("default_district", "542"),
        ("default_commune", "21622"),
        ("code_range", "1-999"),
    ] {
        assert_eq!(settings.text(key), value, "{key}");
    }
    desk.ends_sound();
}

/// An office of the two levels: its copies go to no «2468», and who says Bình Định lives in Gia Lai now.
#[test]
fn a_desk_of_the_two_levels_names_its_wrong_setting_and_knows_a_former_province() {
    let mut desk = Office::on_a_new_machine("2026-11-30T08:00:00+07:00");
    desk.keys("2").types("Xã An Toàn, tỉnh Gia Lai").keys("<enter>");
    desk.types("000.99.15.H08").keys("<enter>").types(HANH);
    desk.keys("<enter>2468<enter>2468<tab><tab>2468<f2>");
    desk.sees("! Sao lưu hằng ngày phải là đường dẫn đầy đủ");
    desk.keys("<backspace><backspace><backspace><backspace><f2>");
    desk.log_in(HANH)
        .keys("<f2>")
        .types("052192004567")
        .keys("<enter>1");
    desk.types("khai sinh").keys("<enter>").sees("Họ và tên");
    desk.types("Đinh Thị Hà")
        .keys("<enter>")
        .types("0905123456")
        .keys("<enter>");
    desk.keys("<up><up>")
        .sees("▸ Tỉnh/Thành phố *              Tỉnh Gia Lai");
    desk.types("An Toàn").sees_no("Xã An Toàn Tây");
    assert!(!desk.screen().contains("▸ 1"), "no commune is a province");
    desk.keys("<tab>").sees("«An Toàn»").keys("<up>");
    for _ in 0.."An Toàn".chars().count() {
        desk.keys("<backspace>");
    }
    desk.types("Bình Định");
    desk.sees("▸ 1  Tỉnh Gia Lai  gồm Tỉnh Bình Định cũ");
    desk.keys("<enter>").types("an toan").keys("<enter>");
    desk.types("Thôn 2").keys("<enter><enter>");
    desk.sees("Thành phần hồ sơ nộp").keys("<ctrl-a><f2>");
    desk.sees("Thôn 2, xã An Toàn, tỉnh Gia Lai");
    desk.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    desk.ends_sound();
}

#[test]
fn practice_takes_one_key_and_a_pin_that_the_screen_says() {
    let mut desk = Office::on_a_new_machine(MORNING);
    desk.keys("1").sees("Đăng nhập").sees("1234");
    desk.keys("1234<enter>").sees("Trang chính").sees("TẬP HUẤN");
    assert!(desk.home().join("practice").join("motcua.db").is_file());
    assert!(!desk.home().join("motcua.db").exists());
    desk.hands().leave();
}

/// The acceptance at the counter, every step by keys: copied to a stick, brought back on another machine.
#[test]
fn a_desk_comes_back_from_a_stick_by_keys_with_its_pages_and_repeats_no_number() {
    let mut old = Office::open();
    old.log_in(HANH);
    let visitor = Visitor::person("052158000321", "Nguyễn Thị Yến", "1.004873");
    let dossier = old.received(&visitor).row.id;
    let scans = old.beside("giay");
    old.attach(dossier, "Tờ khai", vec![photo(&scans, "tk.jpg", 80)]);
    let stick = old.beside("usb");
    let path = stick.to_str().unwrap();
    old.keys("<f10>quan tri<enter>5").types(path).keys("<enter>");
    // The test's stick is a folder on the same disk, and the desk says so.
    old.sees("nhưng cùng ổ đĩa với dữ liệu")
        .keys("<esc>")
        .sees("Trang chính");
    // One more after the copy: its receipt is with the citizen, its number is gone with the machine.
    old.received(&Visitor::person("052085007788", "Trần Minh Quân", "1.004873"));
    old.ends_sound();

    let mut desk = Office::on_a_new_machine("2023-02-14T09:00:00+07:00");
    desk.keys("3")
        .sees("Khôi phục")
        .keys("<f2>")
        .sees("Chưa nhập đường dẫn");
    desk.types("/khong/co").keys("<f2>").sees("!");
    for _ in 0.."/khong/co".len() {
        desk.keys("<backspace>");
    }
    desk.types(path).keys("<f2>");
    crate::restored::first_pin(&mut desk);
    desk.log_in(HANH).keys("1<enter>").sees("Nguyễn Thị Yến");
    // The dossier opens with its pages: the viewer is handed the very file.
    desk.keys("<enter>")
        .sees("230214-0001")
        .keys("<f8>")
        .sees("1 tệp");
    let page = desk.view(dossier).components[0].files[0].sha256;
    let there = Blobs::of(desk.home()).verified(page).unwrap();
    assert!(matches!(desk.ask(Query::File(page)), Answer::Path(Some(path)) if path == there));
    desk.keys("<esc><esc><esc><esc>").sees("Trang chính");

    // The first reception asks for the number on the last receipt; the next code goes on after it.
    desk.keys("<f2>").sees("phiếu hẹn").types("0002").keys("<enter>");
    desk.types("0002/TNHS").keys("<f2>");
    desk.sees_no("Cần số trên phiếu hẹn")
        .keys("<f2>")
        .sees("Kiểm tra tài khoản");
    desk.types("052192004567").keys("<enter>1");
    desk.types("hon nhan").keys("<enter>");
    desk.types("Đinh Thị Hà")
        .keys("<enter>")
        .types("0905123456")
        .keys("<enter>");
    desk.types("Thôn 2, xã An Toàn").keys("<enter><enter>");
    desk.sees("Thành phần hồ sơ nộp").keys("<ctrl-a><f2><f2>");
    desk.sees("ĐÃ TIẾP NHẬN").sees("230214-0003");
    let codes = "SELECT group_concat(substr(code, -4), ' ') FROM (SELECT code FROM dossier ORDER BY n)";
    assert_eq!(desk.value::<String>(codes), "0001 0003");
    desk.ends_sound();
}

#[test]
fn a_window_that_may_only_look_opens_for_writing_once_the_other_is_closed() {
    let mut desk = Office::open();
    let mut second = desk.second_window();
    let mut press = |keys: &str| {
        for key in parse_keys(keys).unwrap() {
            second.press(key);
        }
        shown(&second)
    };
    let refused = press("1");
    assert!(
        refused.contains("CHỈ XEM") && refused.contains("đang mở ở cửa sổ khác"),
        "{refused}"
    );
    desk.hands().leave();
    let login = press("1");
    assert!(
        login.contains("Đăng nhập") && !login.contains("CHỈ XEM"),
        "{login}"
    );
    let home = press("2468<enter>");
    assert!(
        home.contains("Trang chính") && !home.contains("CHỈ XEM"),
        "{home}"
    );
    second.hands.leave();
    desk.ends_sound();
}
