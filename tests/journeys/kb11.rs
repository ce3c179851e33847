//! KB11: a paper that scanning could harm is not digitised, a map waits for a device, and both are seen everywhere. And the
//! copying ban of KB07: what another body thinks is copied only with the sector's law named.

use std::io::{Cursor, Read};

use motcua::app::job::{Job, JobDone};
use motcua::desk::reports;
use motcua::domain::act::DossierAct;
use motcua::domain::component::{Digitise, FileSource, SignatureMark};
use motcua::domain::digitise::Extent;
use motcua::domain::draft::DraftFile;
use motcua::domain::ids::FileId;
use motcua::domain::punctual::By;
use motcua::domain::query::Query;
use motcua::domain::refusal::{Refusal, Unfit};
use motcua::domain::report::{Format, Numbers, Report};
use motcua::domain::special::{Ban, Custody, ExemptReason, Trait};
use motcua::domain::tally::Column;

use crate::hand::{Visitor, component_of, id};
use crate::office::{HANH, Office, RO, SCANS, pin_of};
use crate::papers::{photo, written_at};

const DEED: &str = "Bằng khoán đất năm 1941";
const MAP: &str = "Bản đồ khu đất A0";

/// Đinh Văn Đạt's reception by keys, up to his papers: a brittle deed and a map of A0.
fn papers_of_dat(office: &mut Office) {
    office.clock_shows("2023-02-14T14:10:00+07:00").log_in(HANH);
    office.keys("<f2>").types("052085007788").keys("<enter>1");
    office.types("1.001776").keys("<enter>").sees("Họ và tên");
    office.types("Đinh Văn Đạt").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 1").keys("<enter><enter>");
    office.sees("Giấy xác nhận khuyết tật").keys("<ctrl-a>");

    // 1–2. The kinds of the deed, and what the letter says to do with them.
    office
        .keys("<end><enter>")
        .types(DEED)
        .keys("<enter><end><up><ctrl-k>");
    office.sees("CHUẨN BỊ TRƯỚC KHI SỐ HÓA");
    office.keys("<down><down><down><down><space>");
    office.sees("[x] dễ hỏng").sees("Chỉ quét trên mặt kính");
    office
        .keys("<down><down><down><space>")
        .sees("Mang găng tay sạch");
    // 3. Không số hóa, with a reason from the list, in words, and where the original stays.
    office
        .keys("<down><down>3<down>8<down>")
        .types("giấy mục, mép rách");
    office.keys("<down>1").sees("1 giữ tại đơn vị").keys("<f2>");
    office
        .sees("lãnh đạo duyệt ngay sau khi tiếp nhận")
        .sees("CHỜ DUYỆT KHÔNG SỐ HÓA");
    // 4. The map waits for the district's device.
    office
        .keys("<end><enter>")
        .types(MAP)
        .keys("<enter><end><up><ctrl-k>");
    office.keys("<space>").sees("máy quét khổ lớn");
    office.keys("<down><down><down><down><down><down><down><down><down>2<down>");
    office
        .types("01/03/2023")
        .keys("<f2>")
        .sees("chờ thiết bị · 01/03/2023");
}

#[test]
fn a_brittle_deed_is_not_digitised_when_a_leader_says_so_and_a_map_waits_for_its_device() {
    let mut office = Office::open();
    papers_of_dat(&mut office);
    // Killed here, nothing of it is lost.
    office.leave_and_reopen().log_in(HANH);
    office.keys("<right><enter>").sees("CHỜ DUYỆT KHÔNG SỐ HÓA");
    office
        .keys("<f2>")
        .sees("Đủ thành phần")
        .keys("<f2>")
        .sees("ĐÃ TIẾP NHẬN");
    office.sees("chờ lãnh đạo duyệt không số hóa");
    let dossier = office.dossier("230214-0001").row.id;
    let view = office.view(dossier);
    let deed = component_of(&view, DEED);
    assert_eq!(
        (deed.digitise, deed.exempt.is_some()),
        (Digitise::Todo, true),
        "a wish decides nothing"
    );

    // The officer at the counter cannot approve for himself: he is not among the leaders, nor is his PIN theirs.
    let decide = DossierAct::ExemptComponent {
        component: deed.id,
        why: ExemptReason::Fragile,
        reason: "giấy mục".to_owned(),
    };
    let act = motcua::domain::act::Act::Dossier {
        dossier,
        act: decide.clone(),
    };
    assert_eq!(office.on(dossier, decide), Err(Refusal::NeedsLeader));
    assert_eq!(
        office.approved(Some(HANH), act),
        Err(Refusal::NoApproval(Unfit::Own))
    );
    office.keys("<ctrl-k><f2>").sees("Lãnh đạo duyệt").sees(RO);
    office.keys(pin_of(HANH)).keys("<f2>").sees("PIN");
    assert_eq!(component_of(&office.view(dossier), DEED).digitise, Digitise::Todo);
    office
        .keys("<f2>")
        .sees("Lãnh đạo duyệt")
        .keys(pin_of(RO))
        .keys("<f2>");
    office.sees("Đã ghi quyết định KHÔNG SỐ HÓA");

    let view = office.view(dossier);
    let deed = component_of(&view, DEED);
    assert_eq!(deed.digitise, Digitise::Exempt);
    let exempt = deed.exempt.clone().unwrap();
    assert_eq!(
        (exempt.why, exempt.reason.as_str()),
        (ExemptReason::Fragile, "giấy mục, mép rách")
    );
    assert_eq!(deed.exempted.as_ref().map(|it| it.0.as_str()), Some(RO));
    assert_eq!(deed.traits, [Trait::Fragile, Trait::Heritage].into());
    assert_eq!(deed.custody, Some(Custody::Here));
    let map = component_of(&view, MAP);
    assert_eq!(map.digitise, Digitise::Waiting);
    assert_eq!(map.remind_on.unwrap().to_string(), "2023-03-01");
    assert_eq!((view.row.digitised.exempt, view.row.digitised.waiting), (1, 1));
    assert_eq!(view.row.extent, Extent::None);

    // Seen on the dossier and in the list, with what is missing.
    office
        .keys("4")
        .sees("KHÔNG SỐ HÓA · dễ hỏng")
        .sees("chờ thiết bị · 01/03/2023");
    office.sees("thiếu: ");
    record_is_printed(&mut office, dossier);
    office.leave_and_reopen().log_in(HANH);
    office.keys("8<enter>").sees("thiếu: ").sees("(chưa có tệp)");

    // The day of the device: Home says so, and leads to the paper.
    office.at("2023-03-01T08:00:00+07:00", HANH);
    office.sees("chờ thiết bị · 01/03/2023");
    office.keys("<right><enter>").sees(MAP);
    said_in_every_report(&mut office);
    office.ends_sound();
}

/// Months later the dossier is late, lies, and pays: it stands in every report, and every one says what is không số hóa.
fn said_in_every_report(office: &mut Office) {
    const COUNT: &str = "Không số hóa: 1 giấy tờ của 1 hồ sơ";
    const REMARK: &str = "không số hóa 1 giấy tờ";
    office.at("2023-05-04T08:00:00+07:00", HANH);
    let reported = |part| (Report::Numbers(part), COUNT);
    let (month, late) = ("2023-02".parse().unwrap(), "2023-05".parse().unwrap());
    says_in_every_format(office, &reported(Numbers::Idle));
    office
        .keys("<f10>")
        .types("so lieu")
        .keys("<enter>5")
        .sees(COUNT)
        .sees(REMARK);
    office.keys("1").sees(COUNT).keys("<end><right><right><right>");
    office
        .keys("<enter>")
        .sees("CHƯA XONG, QUÁ HẠN")
        .sees(COUNT)
        .sees(REMARK);
    office
        .keys("<esc>3<up><up><up>")
        .sees(COUNT)
        .sees("tiếp nhận trong tháng");
    office.keys("<enter>").sees("02/2023").keys("<esc>");
    office.keys("<f10>").types("so theo doi").keys("<enter>");
    office.sees(COUNT).sees("trong sổ").sees(REMARK);

    office
        .keys("<esc><esc>")
        .types("0001")
        .keys("<enter>")
        .sees("230214-0001");
    office.keys("<f10>").types("phi, le phi").keys("<enter>+");
    office.types("Lệ phí").keys("<tab><tab>").types("15.000");
    office.keys("<f2><space><f2>").sees("Đã ghi phí, lệ phí");
    office
        .keys("<f10>")
        .types("thu phi trong ngay")
        .keys("<enter>")
        .sees(COUNT);

    let column = Column::Received;
    let cell = Report::TallyCell {
        month,
        unit: None,
        column,
    };
    for asked in [
        (Report::Tally { month, unit: None }, COUNT),
        (cell, REMARK),
        (Report::Register { year: 2023 }, COUNT),
        (Report::Register { year: 2023 }, REMARK),
        (
            Report::Takings {
                on: office.now().date(),
            },
            COUNT,
        ),
        (
            Report::Takings {
                on: office.now().date(),
            },
            REMARK,
        ),
        reported(Numbers::Punctual(late, By::Officer)),
        reported(Numbers::Punctual(late, By::Procedure)),
        reported(Numbers::Punctual(late, By::Channel)),
        reported(Numbers::Index766(month)),
        reported(Numbers::Rehearsal(month)),
        (Report::Numbers(Numbers::Rehearsal(month)), REMARK),
        reported(Numbers::Trend(late)),
    ] {
        says_in_every_format(office, &asked);
    }
}

/// The report as text, as a workbook and on paper.
fn says_in_every_format(office: &Office, (report, said): &(Report, &str)) {
    let ask = |query: &Query| office.ask(query.clone());
    let made = |format| reports::made(&ask, office.now(), (report.clone(), format)).unwrap();
    let csv = String::from_utf8(made(Format::Csv)).unwrap();
    assert!(csv.contains(said), "{report:?}: {csv}");
    let mut words = String::new();
    let mut book = zip::ZipArchive::new(Cursor::new(made(Format::Xlsx))).unwrap();
    let mut strings = book.by_name("xl/sharedStrings.xml").unwrap();
    strings.read_to_string(&mut words).unwrap();
    assert!(words.contains(said), "{report:?}: {words}");
    let paper = office.beside("paper").join("report.pdf");
    std::fs::write(&paper, made(Format::Pdf)).unwrap();
    let read = std::process::Command::new("pdftotext")
        .args([paper.as_os_str(), "-".as_ref()])
        .output();
    let Ok(read) = read else {
        crate::common::skipped::skipped("pdftotext is not installed");
        return;
    };
    let page = String::from_utf8_lossy(&read.stdout).replace(['\n', ' '], "");
    assert!(page.contains(&said.replace(' ', "")), "{report:?}: {page}");
}

/// The record: one page, the same bytes for the same decisions, and its file lies where printing leaves it.
fn record_is_printed(office: &mut Office, dossier: motcua::domain::ids::DossierId) {
    let made = |office: &Office| match office.job(Job::MakeRecord { dossier }) {
        Ok(JobDone::Receipt { form, .. }) => form,
        other => panic!("no record: {other:?}"),
    };
    let form = made(office);
    assert_eq!(made(office), form, "made once");
    let view = office.view(dossier);
    let record = view.forms.iter().find(|it| it.template == "exempt").unwrap();
    assert_eq!(record.id, form);
    let bytes = motcua::store::blobs::Blobs::of(office.home())
        .read(record.sha256)
        .unwrap();
    assert_eq!(lopdf::Document::load_mem(&bytes).unwrap().page_iter().count(), 1);
    office
        .keys("<f8><end><up><up><ctrl-k>")
        .sees("duyệt 14:1")
        .keys("<f7>");
    assert!(office.home().join("export/bien-ban-230214-0001.pdf").exists());
}

#[test]
fn the_opinion_of_another_body_is_copied_only_with_the_sectors_law_named() {
    let mut office = Office::open();
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.log_in(HANH).received(&visitor).row.id;
    let scans = office.beside(SCANS);
    let scan = photo(&scans, "tra_loi_y_kien.jpg", 60);
    written_at(&scan, "2023-02-14T08:01:00+07:00");

    // The paper is said to be another body's; then neither files nor pages come in.
    office.types("0001").keys("<enter><f8><end><enter>");
    office
        .types("Công văn trả lời ý kiến của Phòng LĐTBXH")
        .keys("<enter><end><up><ctrl-k>");
    office.keys("<down><down><down><down><down><down><down><down><space>");
    office
        .sees("không sao chụp")
        .keys("<f2>")
        .sees("Đã ghi tính chất");
    office
        .keys("<end><up><enter>")
        .sees("tra_loi_y_kien.jpg")
        .keys("<space><enter>");
    office.sees("Không sao chụp giấy tờ này").sees("Căn cứ luật");
    office.keys("<esc>").sees("Chưa gắn tệp");
    let view = office.view(dossier);
    let opinion = component_of(&view, "Công văn").id;
    assert!(component_of(&view, "Công văn").files.is_empty());
    let files = office.taken(vec![scan], "ý kiến");
    let attach = DossierAct::AttachFiles {
        component: opinion,
        files,
    };
    assert_eq!(
        office.on(dossier, attach),
        Err(Refusal::CopyForbidden(Ban::OtherBody))
    );
    office.keys("<f8>").sees("Trang của thành phần").keys("<esc>");

    // With the law named it passes, and the log says so.
    office
        .keys("<enter>")
        .sees("tra_loi_y_kien.jpg")
        .keys("<space><enter>");
    office
        .types("khoản 2 Điều 8 NĐ 20/2021")
        .keys("<enter>")
        .sees("đếm giấy trên tay")
        .keys("1<enter>1")
        .sees("PDF 1 trang");
    let view = office.view(dossier);
    let opinion = component_of(&view, "Công văn");
    assert_eq!(opinion.basis.as_deref(), Some("khoản 2 Điều 8 NĐ 20/2021"));
    assert!(!opinion.files.is_empty());
    let logged = view
        .history
        .iter()
        .any(|line| line.text.contains("khoản 2 Điều 8 NĐ 20/2021"));
    assert!(logged, "{:?}", view.history);
    office.ends_sound();
}

#[test]
fn a_recording_is_the_digitised_copy_of_a_tape_and_is_no_copy_of_a_paper() {
    let mut office = Office::open();
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.log_in(HANH).received(&visitor).row.id;
    let sound = motcua::store::blobs::Blobs::of(office.home())
        .put(b"ID3 sound")
        .unwrap();
    let view = office.view(dossier);
    let component = component_of(&view, "Giấy xác nhận").id;
    let change = motcua::domain::act::ComponentChange {
        traits: Some([Trait::AudioVisual].into()),
        of_other_body: Some(true),
        ..Default::default()
    };
    let edit = DossierAct::EditComponent {
        component,
        change,
        reason: None,
    };
    office.on(dossier, edit).unwrap();
    let file = DraftFile {
        id: FileId(id()),
        sha256: sound.sha256,
        size: sound.size,
        mime: "audio/mpeg".to_owned(),
        name: "loi_khai.mp3".to_owned(),
        pages: None,
        source: FileSource::Picked,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    };
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![file],
    };
    office.on(dossier, attach).unwrap();
    let view = office.view(dossier);
    assert_eq!(component_of(&view, "Giấy xác nhận").digitise, Digitise::Done);
    assert_eq!(view.row.digitised.have, 1);
    office.types("0001").keys("<enter><f8>").sees("1 tệp nghe - nhìn");
    office.ends_sound();
}
