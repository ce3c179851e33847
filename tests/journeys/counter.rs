//! From the list to the return, key by key: forwarding, handing back, withdrawing, and the palette's dialogs.

use motcua::domain::act::DossierAct;
use motcua::domain::dossier::Status;
use motcua::domain::ids::DossierId;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SON};
use crate::papers::signed_pdf;

fn citizen() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

fn with_result(office: &mut Office) -> DossierId {
    let dossier = office.received(&citizen()).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:00:00+07:00", SON);
    let folder = office.beside("ket_qua");
    let file = office.stored(signed_pdf(&folder, "xac_nhan.pdf")).unwrap();
    let outcome = office.outcome(dossier, file);
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    dossier
}

#[test]
fn a_dossier_leaves_the_desk_with_f9_and_says_why_its_files_are_missing() {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&citizen()).row.id;
    office
        .keys("1<enter>")
        .sees("1 hồ sơ khớp trong 1")
        .keys("<enter>")
        .sees("THÀNH PHẦN");
    office
        .keys("<f9>")
        .sees("Chọn bước để chuyển")
        .keys("<f2>")
        .sees("giấy tờ chưa số hóa đủ");
    office.types("may quet hong").keys("<f2>").sees("Đã chuyển bước");
    let view = office.view(dossier);
    assert_eq!(view.row.status, Status::Processing);
    office.sees("Đang xử lý").ends_sound();
}

#[test]
fn the_queue_of_results_takes_five_keys_to_the_return_and_a_sixth_writes_nothing() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossier = with_result(&mut office);
    office
        .keys("2<enter><enter>")
        .sees("Cập nhật giấy tờ kết quả thành công!");
    office.keys("1").sees("Chọn bước để chuyển");
    office.keys("<f2>").sees("Đã chuyển bước");
    office.at("2023-02-14T10:55:00+07:00", HANH);
    let before = office.pressed();
    office
        .keys("4<enter><enter><f2>")
        .sees("Khi bấm F2 Trả kết quả, máy sẽ:")
        .keys("<f2>");
    assert_eq!(office.pressed() - before, 5);
    office.sees("Đã trả kết quả cho Đinh Văn Đạt lúc 10:55. Bản điện tử đã vào kho.");
    assert_eq!(office.view(dossier).row.status, Status::Returned);
    let ops = office.value::<i64>("SELECT count(*) FROM oplog");
    office.keys("<f2>").sees("Đã trả lúc 10:55");
    assert_eq!(office.value::<i64>("SELECT count(*) FROM oplog"), ops);
    office.ends_sound();
}

#[test]
fn a_withdrawal_is_no_until_f2_says_yes() {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&citizen()).row.id;
    office
        .keys("1<enter><enter><f10>")
        .types("rut ho so")
        .keys("<enter>");
    office
        .sees("Việc này không hoàn tác được.")
        .keys("<enter>")
        .sees("THÀNH PHẦN");
    assert_eq!(office.view(dossier).row.status, Status::Accepted);
    office
        .keys("<f10>")
        .types("rut ho so")
        .keys("<enter><f2>")
        .sees("Đã rút hồ sơ");
    assert_eq!(office.view(dossier).row.status, Status::Withdrawn);
    office.ends_sound();
}

#[test]
fn what_lacks_is_asked_once_and_comes_back_with_a_new_promise() {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&citizen()).row.id;
    office
        .keys("1<enter><enter><f10>")
        .types("yeu cau bo sung")
        .keys("<enter>");
    office
        .sees("Phiếu yêu cầu bổ sung")
        .keys("<space><f2>")
        .sees("Còn nội dung nào nữa không?");
    office
        .keys("1")
        .sees("Đã lập phiếu yêu cầu bổ sung")
        .sees("PHIẾU YÊU CẦU BỔ SUNG")
        .keys("<esc>")
        .sees("Chờ bổ sung");
    office
        .keys("<f2>")
        .sees("Nhận bổ sung")
        .keys("<f2>")
        .sees("Đã nhận bổ sung");
    let view = office.view(dossier);
    assert_eq!((view.row.status, view.rounds), (Status::Accepted, 1));
    office.ends_sound();
}

#[test]
fn where_the_paper_lies_can_be_undone() {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&citizen()).row.id;
    office
        .keys("1<enter><enter><f10>")
        .types("luu ho so vao tu")
        .keys("<enter>");
    office
        .sees("để ở đâu?")
        .types("tu 2")
        .keys("<f2>")
        .sees("Đã ghi nơi để hồ sơ giấy.");
    assert_eq!(office.view(dossier).cabinet.as_deref(), Some("tu 2"));
    office.keys("<ctrl-u>").sees("Đã hoàn tác: lưu hồ sơ vào tủ.");
    assert_eq!(office.view(dossier).cabinet, None);
    office.ends_sound();
}
