//! KB02: the citizen has no account on the national portal and no phone of her own; nothing stops the reception.

use motcua::domain::dossier::{Account, Sex};
use motcua::domain::query::{Answer, Filter, Page, PageAt, Query};

use crate::office::{HANH, Office, moment};

#[test]
fn without_an_account_the_reception_goes_on_with_a_reason() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:25:00+07:00").log_in(HANH);
    office.keys("<f2>").types("052158000321").keys("<enter>2");
    office.sees("Công dân chưa có tài khoản trên Cổng Dịch Vụ Công Quốc Gia, vui lòng chọn");
    for way in [
        "OK, mở trang",
        "Đã tạo xong, kiểm tra lại",
        "Tiếp nhận, tạo sau",
        "Không kiểm tra được",
    ] {
        office.sees(way);
    }
    office.keys("<f7>").sees("Đã mở tờ hướng dẫn");
    assert!(office.home().join("export/huong-dan-tai-khoan.pdf").is_file());
    office
        .keys("2")
        .sees("Có tài khoản")
        .keys("23")
        .sees("Không có SIM chính chủ")
        .keys("1");
    office.types("hon nhan").keys("<enter>").sees("Họ và tên");
    office.types("Nguyễn Thị Yến").keys("<enter>");
    the_number_says_another_sex(&mut office);

    // Back to the first step and forth again: nothing typed is lost.
    office.keys("<esc><esc>").sees("052158000321").keys("<enter>");
    office.leave_and_reopen().log_in(HANH).sees("Nguyễn Thị Yến");
    let draft = office.value::<String>("SELECT form FROM draft");
    assert!(
        draft.contains("Nguyễn Thị Yến") && draft.contains("SIM"),
        "{draft}"
    );

    // The draft is taken up again; the phone is her daughter's.
    office.keys("<right><enter>").sees("▸ Di động");
    office
        .keys("<esc>")
        .sees("▸2 Thủ tục")
        .keys("<esc>")
        .sees("▸1 Kiểm tra");
    office.keys("<enter><enter>").sees("▸ Di động");
    office
        .keys("<f4><down><enter>")
        .types("của con gái")
        .keys("<f2>")
        .sees("của con gái");
    office
        .types("0905777888")
        .keys("<enter>")
        .types("Thôn 1")
        .keys("<enter><enter>");
    office
        .sees("Thành phần hồ sơ nộp")
        .keys("<ctrl-a><f2>")
        .sees("Đủ thành phần");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    // The dossier carries its badge, and the list finds all that have it.
    office.keys("4").sees("TK: chưa có").keys("<esc><esc>");
    office.sees("Trang chính").keys("1<enter><f4>6").sees("Tài khoản");
    office.keys("3").sees("TK: chưa có").sees("Nguyễn Thị Yến");
    let view = office.dossier("230214-0001");

    assert_eq!(view.account.account, Account::Missing);
    assert_eq!(
        view.account.account_reason.as_deref(),
        Some("Không có SIM chính chủ")
    );
    assert_eq!(view.holder.sex, Some(Sex::Female));
    assert_eq!(view.holder.phone_note.as_deref(), Some("của con gái"));
    assert_eq!(view.row.due_at, Some(moment("2023-02-17T17:00:00+07:00")));
    let filter = Filter {
        account: Some(Account::Missing),
        ..Filter::default()
    };
    let page = Page {
        size: 9,
        at: PageAt::Start,
    };
    let Answer::Dossiers(page) = office.ask(Query::Dossiers { filter, page }) else {
        panic!("no page")
    };
    assert_eq!(page.matching, 1);
    office.ends_sound();
}

/// A woman born in 1958 by her number: a man is said to be wrong, in words, and stops nothing.
fn the_number_says_another_sex(office: &mut Office) {
    let to_the_sex = |office: &mut Office| {
        for _ in 0..8 {
            let (left, right) = office.at_the_cursor();
            if left.contains("Ngày sinh") && (right.starts_with("1 Nam") || right.starts_with("2 Nữ")) {
                return;
            }
            office.keys("<up>");
        }
        panic!("no way to the sex:\n{}", office.screen());
    };
    office.sees("▸ Di động").sees("2 Nữ");
    to_the_sex(office);
    office.keys("1<enter>");
    office.sees("KHÔNG KHỚP: số định danh là nữ, sinh 1958; đang nhập nam.");
    to_the_sex(office);
    office.keys("2<enter>").sees_no("KHÔNG KHỚP").sees("▸ Di động");
}

#[test]
fn a_wrong_number_says_what_is_wrong_and_leaves_the_cursor_there() {
    // What is wrong, what stands before the cursor, and what under it.
    let cases = [
        ("05215800032", "phải có 12 số, mới có 11", ("05215800032", '_')),
        ("99915800032x", "«X»", ("99915800032", 'X')),
        ("4101234563", "sai số kiểm tra", ("410123456", '3')),
    ];
    let mut office = Office::open();
    office.log_in(HANH);
    for (number, wrong, (before, under)) in cases {
        office.keys("<f2>").types(number).keys("<enter>").sees(wrong);
        let (left, right) = office.at_the_cursor();
        assert!(
            left.ends_with(before) && right.starts_with(under),
            "{left}|{right}"
        );
        office.sees("!").keys("<esc>").sees("Trang chính");
    }
    // An unknown province is asked about, not refused: codes of provinces change.
    office
        .keys("<f2>")
        .types("999158000321")
        .keys("<enter>")
        .sees("? Ba số đầu 999")
        .keys("<esc><esc>");
    assert_eq!(office.value::<i64>("SELECT count(*) FROM dossier"), 0);
    office.ends_sound();
}
