//! The letter's own dossier, 000.00.10.H08-221006-0006: received 06/10/2022 08:34:17, due the same day at 14:34:17.

use motcua::app::job::Job;

use crate::hand::Visitor;
use crate::office::{Founding, HANH, Office, moment};

const OFFICE_OF_THE_LETTER: Founding = Founding {
    unit_code: "000.00.10.H08",
    unit_name: "Chi cục Kiểm lâm, tỉnh Bình Định",
    at: "2022-10-06T08:32:00+07:00",
};

/// As the letter's picture shows it.
const ADDRESS: &str = "207, Phường Lê Hồng Phong, Thành phố Quy Nhơn, Tỉnh Bình Định";

#[test]
fn the_letters_dossier_has_its_number_and_its_due_second() {
    let mut office = Office::found(&OFFICE_OF_THE_LETTER);
    office.log_in(HANH);
    // The five before it that day.
    for _ in 0..5 {
        office.received(&Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873"));
    }
    office.clock_shows("2022-10-06T08:33:30+07:00").keys("<f2>");
    office.types("215404812").keys("<enter>").keys("1");
    office.types("1.000047.000.00.00.H08").keys("<enter>");
    office.types("Châu Hữu Nhân").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    // His ward is in neither list of units: it stays as it is typed.
    office
        .keys("<up><up>")
        .types("Thành phố Quy Nhơn")
        .keys("<enter>");
    office.types("Phường Lê Hồng Phong").keys("<enter>");
    office.sees("Không thấy «Phường Lê Hồng Phong» trong danh sách.");
    office.types("207").keys("<enter><enter><enter>");
    office
        .sees("Phương án khai thác")
        .keys("<ctrl-a><f2>")
        .sees("Đủ thành phần");
    office
        .clock_shows("2022-10-06T08:34:16.850+07:00")
        .keys("<f2>")
        .sees("ĐÃ TIẾP NHẬN");
    office.sees("000.00.10.H08-221006-0006").sees("14:34");
    let view = office.dossier("221006-0006");
    let form = office.receipt_made(view.row.id);

    assert_eq!(view.row.code.as_deref(), Some("000.00.10.H08-221006-0006"));
    assert_eq!(view.row.received_at, Some(moment("2022-10-06T08:34:17+07:00")));
    assert_eq!(view.row.due_at, Some(moment("2022-10-06T14:34:17+07:00")));
    assert_eq!(view.register, Some((1, 6)));
    assert_eq!(view.holder.holder_no, "215404812");
    let address = &view.holder.address;
    assert_eq!(address.address_text, ADDRESS);
    assert_eq!(address.commune_code, None);
    let text = office.receipt_words(&view);
    for fact in [
        "000.00.10.H08-221006-0006",
        "Châu Hữu Nhân",
        ADDRESS,
        "8 giờ 34 phút",
        "14 giờ 34 phút",
    ] {
        assert!(text.contains(fact), "{fact}\n{text}");
    }
    office
        .job(Job::PrintForm {
            dossier: view.row.id,
            form,
        })
        .unwrap();
    office.ends_sound();
}
