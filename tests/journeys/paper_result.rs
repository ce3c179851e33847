//! A result on paper: scanned with the account of its pages, only then the outcome's file, and once in the kho.

use motcua::app::job::{Job, JobDone};
use motcua::domain::component::PageAccount;
use motcua::domain::dossier::{NumberKind, Receiver};
use motcua::domain::ids::DossierId;
use motcua::domain::query::{Answer, Query};

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SCANS, SON};
use crate::papers::{photo, written_at};

/// The scanner wrote this side, and the desk has seen it.
fn scanned(office: &Office, sides: &[u8]) {
    let folder = office.beside(SCANS);
    for side in sides {
        let path = photo(&folder, &format!("KQ{side}.jpg"), side * 20);
        written_at(&path, "2023-02-14T10:40:00+07:00");
    }
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
}

/// With Sơn, whose step files the result; his list is open at the dossier.
fn processed(office: &mut Office) -> DossierId {
    let cooperative = Visitor {
        organisation: "HTX Nông nghiệp An Toàn",
        kind: NumberKind::Tax,
        ..Visitor::person("4101234562", "Lê Văn Tám", "1.000047.000.00.00.H08")
    };
    let dossier = office.log_in(HANH).received(&cooperative).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:52:00+07:00", SON);
    office.keys("2<enter><enter>").sees("Lê Văn Tám");
    dossier
}

#[test]
fn a_result_on_paper_is_filed_with_every_page_and_lies_in_the_kho_once() {
    let mut office = Office::open();
    let dossier = processed(&mut office);
    let before = office.view(dossier);
    scanned(&office, &[1, 2, 3]);

    // Three images are two sheets of two sides; one side is missing.
    office
        .keys("<f10>quet ket qua<enter>")
        .sees("Trang của kết quả giấy")
        .sees("2 tờ × 2 mặt = 4 → cần 4 · có 0");
    office
        .keys("<enter><enter><enter>")
        .sees("có 3 ✗ thiếu: mặt 4")
        .keys("<esc>");
    office
        .sees("Cập nhật kết quả xử lý hồ sơ")
        .sees("có 3/4 ✗ thiếu: mặt 4")
        .keys("<f2>");
    office.sees("Bản quét kết quả chưa đủ: cần 4 ảnh, có 3.");
    assert!(office.view(dossier).outcomes.is_empty());

    // Killed here, the three are where they were, and no count of the citizen's papers saw them.
    office.leave_and_reopen().log_in(SON).keys("2<enter><enter>");
    office.sees("BẢN QUÉT KẾT QUẢ").sees("có 3 ✗ thiếu: mặt 4");
    let view = office.view(dossier);
    assert_eq!(view.row.digitised, before.row.digitised);
    assert_eq!(view.components, before.components);
    assert_eq!(view.outcome_scans[0].account, PageAccount::Short);

    scanned(&office, &[4]);
    office.keys("<f2>").sees("có 3/4").keys("<f4>");
    office.sees("Quét tiếp kết quả giấy").keys("<enter>");
    office
        .keys("<end><enter>")
        .sees("cần 4 · có 4 ✓")
        .keys("<f2>")
        .sees("PDF 4 trang");
    office.sees("2 tờ × 2 mặt · 4 trang ✓").keys("<f2>");
    office.sees("Tệp kết quả chưa ký số.");
    assert!(office.view(dossier).outcomes.is_empty());
    office.types("ban giay da ky va dong dau").keys("<f2>");
    office.sees("Cập nhật giấy tờ kết quả thành công!");
    office.sees("bản quét 2 tờ × 2 mặt: 4 trang");

    let view = office.view(dossier);
    let outcome = &view.outcomes[0];
    assert_eq!(outcome.scan, Some(view.outcome_scans[0].id));
    assert_eq!((outcome.pages, view.open_scan()), (Some(4), None));
    let told = &view.history.last().unwrap().text;
    assert!(told.ends_with("bản quét 2 tờ × 2 mặt"), "{told}");
    assert_eq!(view.row.digitised, before.row.digitised);

    office.keys("1").sees("Chọn bước để chuyển").keys("<f2>");
    office.at("2023-02-14T10:55:00+07:00", HANH);
    let receiver = Receiver {
        receiver_name: "Lê Văn Tám".to_owned(),
        ..Receiver::default()
    };
    office.handed_back(dossier, receiver).unwrap();
    let Answer::Kho(kho) = office.ask(Query::Kho {
        owner: "4101234562".to_owned(),
        text: String::new(),
    }) else {
        panic!("no kho");
    };
    assert_eq!(kho.papers.len(), 1);
    assert_eq!(kho.papers[0].sha256, view.outcomes[0].sha256);
    office.ends_sound();
}

#[test]
fn the_tray_gives_pages_to_a_result_on_paper_and_a_revoked_one_keeps_them() {
    let mut office = Office::open();
    let dossier = processed(&mut office);
    office
        .keys("<f10>quet ket qua<enter>")
        .sees("Trang của kết quả giấy")
        .keys("<esc><esc>");
    scanned(&office, &[1, 2]);
    office.keys("<f10>khay quet<enter><space><space><f4><enter><f4>");
    office.sees("Kết quả giấy: ").keys("<end><enter><f2>");
    office.sees("Đã gán 2 trang").keys("<esc>2<enter><enter>");
    let view = office.view(dossier);
    assert_eq!(view.outcome_scans[0].pages.len(), 2);
    assert!(view.components.iter().all(|it| it.pages.is_empty()));

    office.keys("<f10>quet ket qua<enter><f2>").sees("PDF 2 trang");
    office.types("ban giay da ky").keys("<f2>").sees("thành công!");
    let outcome = office.view(dossier).outcomes.remove(0);
    let act = motcua::domain::act::DossierAct::RevokeOutcome {
        outcome: outcome.id,
        reason: "sai tên".to_owned(),
    };
    office.on(dossier, act).unwrap();
    // What is scanned next is another result; the revoked one keeps its pages.
    let view = office.view(dossier);
    assert_eq!(view.open_scan(), None);
    assert_eq!(view.paged(outcome.scan.unwrap()).unwrap().pages.len(), 2);
    office.ends_sound();
}

#[test]
fn the_digit_of_a_kind_is_taken_by_tab_and_the_scan_goes_along() {
    let mut office = Office::open();
    let dossier = processed(&mut office);
    scanned(&office, &[1, 2]);
    office
        .keys("<f10>quet ket qua<enter><enter><enter>")
        .sees("có 2")
        .keys("<esc>")
        .sees("Bản quét kết quả: 1 tờ × 2 mặt · có 2/2");
    office
        .keys("<home><f4>0<tab>")
        .sees("Không phải là kết quả giải quyết")
        .sees("Bản quét kết quả: 1 tờ × 2 mặt · có 2/2");
    assert_eq!(office.view(dossier).outcomes.len(), 0);
}
