//! KB07: a report to the district is no result; only the district's decision is.

use motcua::domain::dossier::{Receiver, Status};
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::rows::DossierView;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SCANS, SON, moment};
use crate::papers::{pdf, photo, signed_pdf, written_at};
use crate::scanner::scans_from;

const UNIT: &str = "UBND huyện An Lão";

fn quan() -> Receiver {
    Receiver {
        receiver_name: "Trần Minh Quân".to_owned(),
        receiver_no: "052085007788".to_owned(),
        receiver_basis: None,
    }
}

/// The dossier of KB04, received by keys at 09:15 and sent to Nguyễn Văn Sơn.
fn received(office: &mut Office) -> DossierView {
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    office.keys("<f2>").types("052085007788").keys("<enter>1");
    office.types("1.001776").keys("<enter>").sees("Họ và tên");
    office.types("Trần Minh Quân").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 1").keys("<enter><enter>");
    office.sees("Giấy xác nhận khuyết tật").keys("<ctrl-a><f2>");
    office.sees("Đủ thành phần").keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    office.keys("<f9>").sees("Thẩm định").keys("<f2>");
    office.sees("giấy tờ chưa số hóa đủ").types("quét sau");
    office.keys("<f2>").sees("Đã chuyển bước");
    office.dossier("230214-0001")
}

#[test]
fn an_interim_paper_is_no_result_and_the_districts_decision_is_one() {
    let mut office = Office::open();
    let view = received(&mut office);
    let dossier = view.row.id;
    assert_eq!(view.row.due_at, Some(moment("2023-02-28T17:00:00+07:00")));

    // 1. The report: no result, so nothing can be handed back and nothing is in the kho.
    office.at("2023-02-14T10:30:00+07:00", SON);
    let scans = office.beside(SCANS);
    let report = pdf(&scans, "to_trinh_12.pdf", 2);
    written_at(&report, "2023-02-14T10:29:00+07:00");
    office
        .keys("2<enter><enter><f2>")
        .sees("Cập nhật kết quả xử lý hồ sơ");
    office.keys("<up><up><up><up><up><up><up><up><up>0<enter>");
    office.sees("không vào kho").keys("<f8>").sees("to_trinh_12.pdf");
    // An unsigned paper is a copy: whose it is, is asked and written down.
    office.keys("<enter><f2>").sees("Văn bản này của ai?").keys("1");
    office.sees("Đây chưa phải kết quả để trả");
    office.sees("VĂN BẢN TRUNG GIAN  1");
    office.keys("<f9>").sees("Huyện giải quyết").keys("2<f2>");
    office.sees("Chưa có kết quả, mới có 1 văn bản trung gian");
    let view = office.view(dossier);
    assert_eq!((view.interims.len(), view.outcomes.len()), (1, 0));
    assert_eq!(view.row.status, Status::Processing);

    // 2. On to the district.
    office.keys("<esc><f9><f2>").sees("Cơ quan nhận").types(UNIT);
    office.keys("<f2>").sees("Đã chuyển bước").sees(UNIT);
    assert_eq!(office.view(dossier).row.at_unit.as_deref(), Some(UNIT));
    office.at("2023-02-14T11:00:00+07:00", HANH);
    office.types("0001").keys("<enter>").sees("CHƯA có kết quả");
    office
        .keys("<f10>")
        .types("tra ket qua")
        .sees("mới có 1 văn bản trung gian");
    assert_eq!(
        office.handed_back(dossier, quan()),
        Err(Refusal::NoOutcome { interims: 1 })
    );
    assert_eq!(papers(&office), Vec::<String>::new());

    // 3. The district's decision on 27/02.
    office.at("2023-02-27T09:00:00+07:00", SON);
    written_at(
        &signed_pdf(&scans, "quyet_dinh_45.pdf"),
        "2023-02-27T08:59:00+07:00",
    );
    office.keys("2<enter><enter><f2>").sees("KQ.TCXH");
    office.keys("<f8>").sees("quyet_dinh_45.pdf").keys("<enter><f2>");
    office.sees("Cập nhật giấy tờ kết quả thành công!");
    assert_eq!(office.view(dossier).outcomes.len(), 1);
    office
        .keys("1")
        .sees("Trả kết quả")
        .keys("<f2>")
        .sees("Đã chuyển bước");
    assert_eq!(office.view(dossier).row.status, Status::Finished);
    office.at("2023-02-27T14:00:00+07:00", HANH);
    office
        .keys("4<enter><enter><f2><f2>")
        .sees("Đã trả kết quả cho Trần Minh Quân");
    assert_eq!(
        papers(&office),
        ["Quyết định trợ cấp xã hội"],
        "the report stays out"
    );
    office.ends_sound();
}

#[test]
fn what_the_district_sends_back_may_be_recorded_at_the_counter() {
    let mut office = Office::open();
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.log_in(HANH).received(&visitor).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:30:00+07:00", SON);
    office.forwarded(dossier, (3, To::Unit(UNIT))).unwrap();
    office.at("2023-02-27T09:00:00+07:00", HANH);
    let decision = signed_pdf(&office.beside(SCANS), "quyet_dinh_45.pdf");
    written_at(&decision, "2023-02-27T08:59:00+07:00");
    office.types("0001").keys("<enter><f2>").sees("KQ.TCXH");
    office.keys("<f8>").sees("quyet_dinh_45.pdf").keys("<enter><f2>");
    office
        .sees("Cập nhật giấy tờ kết quả thành công!")
        .keys("<f9><f2>")
        .sees("Đã chuyển bước");
    assert_eq!(office.view(dossier).row.status, Status::Finished);
    office.ends_sound();
}

/// The answer of another body is among the papers, and is said to be one.
fn with_an_opinion(office: &mut Office) -> DossierView {
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.log_in(HANH).received(&visitor).row.id;
    office.types("0001").keys("<enter><f8><end><enter>");
    office.types("Công văn trả lời ý kiến").keys("<enter><end><up>");
    office.sees("Ctrl+K").keys("<ctrl-k>");
    office.keys("<down><down><down><down><down><down><down><down><space>");
    office
        .sees("không sao chụp")
        .keys("<f2>")
        .sees("Đã ghi tính chất");
    office.keys("<esc><esc>");
    office.view(dossier)
}

const WORDS: &str = "Ý kiến, thẩm tra của cơ quan khác: không sao chụp";
const LAW: &str = "khoản 2 Điều 8 NĐ 20/2021";

fn copied(office: &Office) -> i64 {
    office.value("SELECT count(*) FROM page")
}

/// With the law it is named, in the log.
fn named_in_the_log(office: &Office) -> i64 {
    office.value(
        "SELECT count(*) FROM oplog WHERE kind = 'set_pages' AND instr(body, CAST('Điều 8 NĐ 20/2021' AS BLOB)) > 0",
    )
}

#[test]
fn the_tray_does_not_give_a_page_to_the_opinion_of_another_body_without_its_law() {
    let mut office = Office::open();
    with_an_opinion(&mut office);
    let scan = photo(&office.beside(SCANS), "tra_loi_y_kien.jpg", 60);
    written_at(&scan, "2023-02-14T07:00:00+07:00");
    office.keys("<f10>khay quet<enter><f5>").sees("Vừa nhận 1 trang");
    office
        .keys("<space><f4><enter><f4><end><enter>")
        .sees("Công văn trả lời");
    office.keys("<f2>").sees(WORDS).sees("Căn cứ luật chuyên ngành");
    office.keys("<esc>").sees("Chưa gán trang nào: chưa có căn cứ");
    assert_eq!(copied(&office), 0);
    office.keys("<f2>").sees(WORDS).types(LAW).keys("<enter>");
    office.sees("Đã gán 1 trang");
    assert_eq!((copied(&office), named_in_the_log(&office)), (1, 1));
    office.ends_sound();
}

#[test]
fn the_scanner_does_not_either() {
    let mut office = Office::open();
    with_an_opinion(&mut office);
    let feeder = office.beside("feeder");
    std::fs::create_dir_all(&feeder).unwrap();
    photo(&feeder, "S0001.jpg", 60);
    scans_from(&mut office, &feeder);
    office
        .keys("<esc>0001<enter><f8><end><up><f8>")
        .sees("Công văn trả lời");
    office.keys("<f8>").sees("Còn 1 ảnh").keys("<enter><enter>");
    office.sees(WORDS).sees("Căn cứ pháp luật").keys("<esc>");
    office.sees("Còn 1 ảnh");
    assert_eq!(copied(&office), 0, "the page waits in the tray");
    office
        .keys("<home><enter>")
        .sees(WORDS)
        .types(LAW)
        .keys("<enter>");
    office.sees("có 1");
    assert_eq!((copied(&office), named_in_the_log(&office)), (1, 1));
    office.ends_sound();
}

/// What the kho of the citizen holds.
fn papers(office: &Office) -> Vec<String> {
    let owner = "052085007788".to_owned();
    let text = String::new();
    match office.ask(Query::Kho { owner, text }) {
        Answer::Kho(kho) => kho.papers.into_iter().map(|paper| paper.name).collect(),
        other => panic!("no kho: {other:?}"),
    }
}
