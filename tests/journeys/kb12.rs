//! KB12, second part: the statistics of February 2023 as the province asks for them, with every number opened by keys, printed, closed
//! by the leader, and changed by nothing that comes later.

use std::process::Command;

use motcua::domain::act::{Act, DossierAct, NewPaper};
use motcua::domain::component::{FileSource, PaperForm};
use motcua::domain::dossier::{Account, AccountFinding, AccountSource, Channel, Receiver};
use motcua::domain::draft::{Backfill, Draft, DraftFile};
use motcua::domain::ids::{DossierId, FileId, OutcomeId, PaperId};
use motcua::domain::officer::Roles;
use motcua::domain::query::{Answer, Query, TallyQuery};
use motcua::domain::tally::cell::{Cell, Side};
use motcua::domain::tally::{Column, Counts, Tally};

use crate::hand::{To, Visitor, component_of, id};
use crate::office::{HANH, Office, RO, SCANS, moment};
use crate::papers::{pdf, signed_pdf};
use crate::workbook;

/// The one without a file that is not resolved yet.
const IN_WORK: usize = 21;
const FEBRUARY: &str = "2023-02";

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

fn form(office: &Office, month: &str) -> Tally {
    let month = month.parse().unwrap();
    match office.ask(Query::Tally(TallyQuery::Form(month))) {
        Answer::Tally(tally) => *tally,
        other => panic!("{other:?}"),
    }
}

fn cell(office: &Office, column: Column) -> Cell {
    let month = FEBRUARY.parse().unwrap();
    let unit = Some("000.99.15.H08".to_owned());
    match office.ask(Query::Tally(TallyQuery::Cell { month, unit, column })) {
        Answer::TallyCell(cell) => *cell,
        other => panic!("{other:?}"),
    }
}

/// What every dossier of the fixture takes from: a scanned page, a result, and a paper in the kho.
struct Stock {
    page: DraftFile,
    result: motcua::domain::act::StoredFile,
    kho: DraftFile,
}

fn stocked(office: &mut Office) -> Stock {
    let folder = office.beside(SCANS);
    let mut files = office.taken(vec![pdf(&folder, "to_khai.pdf", 1)], "Tờ khai");
    let page = files.remove(0);
    let aside = office.beside("ket_qua");
    let result = office.stored(signed_pdf(&aside, "xac_nhan.pdf")).unwrap();
    let paper = PaperId(id());
    let kept = NewPaper {
        paper,
        owner_no: dat().number.to_owned(),
        kind_code: "KQ.G02.000001".to_owned(),
        name: "Căn cước công dân".to_owned(),
        starts_on: None,
        ends_on: None,
        file: result.clone(),
        unsigned_reason: None,
    };
    office.act(Act::AddPaper(Box::new(kept))).unwrap();
    let kho = DraftFile {
        sha256: result.sha256,
        size: result.size,
        mime: result.mime.clone(),
        name: result.name.clone(),
        source: FileSource::Kho,
        paper_id: Some(paper),
        signature: result.signature,
        ..page.clone()
    };
    Stock { page, result, kho }
}

fn one_of(file: &DraftFile, source: FileSource) -> Vec<DraftFile> {
    vec![DraftFile {
        id: FileId(id()),
        source,
        ..file.clone()
    }]
}

/// Of 44: 37 handed in, 7 online; 36 đầy đủ, 4 chưa đầy đủ, 4 chưa số hóa; 9 take a paper from the kho; 38 have an account.
fn draft(office: &Office, stock: &Stock, n: usize) -> Draft {
    let mut draft = office.draft_of(&dat());
    let account = if n < 6 { Account::Missing } else { Account::Exists };
    draft.account = Some(AccountFinding {
        account,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: (n < 6).then(|| "chưa đăng ký".to_owned()),
    });
    let online = n >= 37;
    draft.channel = match n {
        37.. => Channel::Online,
        0 | 1 => Channel::Post,
        _ => Channel::Counter,
    };
    // Born digital: this journey is about months, and counts no sheets.
    let source = FileSource::Online;
    // Four have no file, one of them still in work; four have the first of two.
    let there = match n {
        0..=2 | IN_WORK => 0,
        4..=7 => 1,
        _ => 2,
    };
    for component in draft.components.iter_mut().take(there) {
        component.files = one_of(&stock.page, source);
    }
    if (8..17).contains(&n) {
        draft.components[1].files = one_of(&stock.kho, FileSource::Kho);
    }
    for component in draft.components.iter_mut().filter(|_| online) {
        component.form = PaperForm::Electronic;
    }
    draft
}

fn forwarded(office: &mut Office, dossier: DossierId, step: u32) {
    office.forwarded(dossier, (step, To::Officer(HANH))).unwrap();
}

/// With its result to the end; answers the result.
fn resolved(office: &mut Office, stock: &Stock, dossier: DossierId) -> OutcomeId {
    forwarded(office, dossier, 2);
    let outcome = office.outcome(dossier, stock.result.clone());
    let filed = outcome.outcome;
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    forwarded(office, dossier, 3);
    filed
}

/// 40 resolved (of 4 the file was taken back), 1 withdrawn, 2 in work, 1 with nothing but a tờ trình.
fn goes_its_way(office: &mut Office, stock: &Stock, (n, dossier): (usize, DossierId)) {
    match n {
        20 => {
            let withdraw = DossierAct::Withdraw {
                reason: "chủ hồ sơ xin rút".to_owned(),
                papers_given_back: "2 giấy tờ".to_owned(),
            };
            office.on(dossier, withdraw).unwrap();
        }
        21 | 22 => forwarded(office, dossier, 2),
        23 => {
            forwarded(office, dossier, 2);
            let interim = DossierAct::FileInterim {
                interim: motcua::domain::ids::InterimId(id()),
                file: stock.result.clone(),
                note: "tờ trình".to_owned(),
                whose: Some(motcua::domain::special::Whose::Own),
            };
            office.on(dossier, interim).unwrap();
        }
        24..=27 => {
            let outcome = resolved(office, stock, dossier);
            let reason = "sai tên, chờ bản mới".to_owned();
            let revoke = DossierAct::RevokeOutcome { outcome, reason };
            office.on(dossier, revoke).unwrap();
        }
        _ => {
            resolved(office, stock, dossier);
            if n % 2 == 0 {
                let receiver = Receiver {
                    receiver_name: dat().name.to_owned(),
                    receiver_no: dat().number.to_owned(),
                    receiver_basis: None,
                };
                office.handed_back(dossier, receiver).unwrap();
            }
        }
    }
}

/// 47 visits of February: 3 refused, 44 received. One more was received in January, and one comes in March.
fn february() -> (Office, Vec<DossierId>) {
    let mut office = Office::open();
    office.log_in(HANH);
    let all = Act::ChangeOfficer {
        officer: office.officer(HANH),
        name: None,
        title: None,
        roles: Some(Roles::ALL),
        active: None,
    };
    office.act(all).unwrap();
    let stock = stocked(&mut office);
    let mut late = draft(&office, &stock, 10);
    late.backfill = Some(Backfill {
        received_at: moment("2023-01-31T16:59:00+07:00"),
        reason: "mất điện".to_owned(),
    });
    office.accepted(late);
    let mut received = Vec::new();
    for n in 0..44 {
        let (day, minute) = (14 + n / 4, n % 4);
        office.clock_shows(&format!("2023-02-{day}T09:{minute}0:00+07:00"));
        let dossier = office.accepted(draft(&office, &stock, n)).row.id;
        goes_its_way(&mut office, &stock, (n, dossier));
        received.push(dossier);
    }
    for _ in 0..3 {
        let draft = draft(&office, &stock, 10);
        let dossier = draft.id;
        let refuse = DossierAct::Refuse {
            draft: Some(Box::new(draft)),
            reason: "không thuộc thẩm quyền".to_owned(),
            basis: "NĐ 61/2018".to_owned(),
            go_to: String::new(),
        };
        office.on(dossier, refuse).unwrap();
    }
    (office, received)
}

const EXPECTED: Counts = Counts {
    received: 44,
    account: 38,
    direct: 37,
    online: 7,
    full: 36,
    part: 4,
    resolved: 40,
    result_file: 36,
    reused: 9,
};

#[test]
fn the_month_is_counted_opened_printed_and_closed() {
    let (mut office, received) = february();
    assert_eq!(form(&office, FEBRUARY).rows[0].counts, EXPECTED);
    every_number_opens_its_list(&office);
    at_the_desk(&mut office);
    in_files(&mut office);
    closed(&mut office, received[IN_WORK]);
    office.ends_sound();
}

fn every_number_opens_its_list(office: &Office) {
    for column in Column::numbers() {
        let cell = cell(office, *column);
        let ratio = EXPECTED.ratio(*column);
        let number = EXPECTED.count(*column).or(ratio.map(|it| it.upper)).unwrap();
        assert_eq!(cell.count(Side::Counted), number as usize, "{column:?}");
        if let Some(ratio) = ratio {
            assert_eq!(cell.count(Side::Missing), (ratio.whole - ratio.upper) as usize);
        }
        assert!(cell.of(Side::Missing).all(|row| row.why.is_some()));
    }
    // Those refused at the desk stand beside (3) with their reason, in no column.
    assert_eq!(cell(office, Column::Received).count(Side::Missing), 3);
}

fn at_the_desk(office: &mut Office) {
    office.at("2023-02-28T16:40:00+07:00", HANH).keys("0<enter>");
    office
        .sees("Tháng 02/2023 · chưa chốt · tính lúc 16:40 28/02/2023")
        .sees("‹ (3)–(9) ›")
        .sees("[90,91]")
        .sees("= ((7) + (8)) / (3) = (36 + 4) / 44 = 90,91 %")
        .sees("Enter xem 4 hồ sơ chưa số hóa")
        .sees("Giấy tờ không số hóa: không tính là thiếu")
        .sees("Trực tuyến, toàn bản điện tử: tính đầy đủ (đổi ở Thiết lập)");
    office
        .keys("<enter>")
        .sees("[1 Chưa tính 4]")
        .sees("2 Đã tính 40")
        .sees("3 Tất cả 44");
    office
        .sees("0/2 giấy tờ có tệp")
        .sees("Tờ khai: chưa có tệp")
        .sees("thì ô (9) thành 93,18 %");
    office.keys("2").sees("[2 Đã tính 40]").sees("đã tính");
    // Into a dossier and back: the same cell.
    office.keys("1<enter>").sees("Đinh Văn Đạt").keys("<esc>");
    office.sees("[1 Chưa tính 4]").keys("<esc>").sees("[90,91]");
    office
        .keys("<right><right><right>")
        .sees("‹ (10)–(14) ›")
        .sees("[90,00]")
        .sees("Enter xem 4 hồ sơ thiếu kết quả số");
    office
        .keys("<enter>")
        .sees("[1 Chưa tính 4]")
        .sees("chưa có tệp kết quả");
    office.keys("<esc><right><right>").sees("[20,45]");
    // The session keeps month and cell.
    office.keys("<esc>0<enter>").sees("[20,45]");
    // A month without dossiers divides by nothing.
    office.keys("<f4><backspace><backspace><backspace><backspace><backspace><backspace><backspace>");
    office
        .types("01/2022")
        .keys("<enter>")
        .sees("Tháng 01/2022")
        .sees("[–]");
    office.keys("<f4><backspace><backspace><backspace><backspace><backspace><backspace><backspace>");
    office.types("13/2022").keys("<enter>").sees("Không có tháng đó");
    office.keys("<f4><backspace><backspace><backspace><backspace><backspace><backspace><backspace>");
    office.types("02/2023").keys("<enter>").sees("[20,45]");
}

/// F7: paper, workbook and text, and what other programs read in them.
fn in_files(office: &mut Office) {
    for (keys, ending) in [
        ("<down><enter>", "pdf"),
        ("<down><down><enter>", "xlsx"),
        ("<down><down><down><enter>", "csv"),
    ] {
        office.keys("<f7>").sees("In, lưu bảng").keys(keys);
        office.sees(&format!("thong-ke-so-hoa-2023-02.{ending}"));
    }
    let file = |ending: &str| {
        office
            .home()
            .join(format!("export/thong-ke-so-hoa-2023-02.{ending}"))
    };
    let csv = std::fs::read_to_string(file("csv")).unwrap();
    assert!(csv.starts_with('\u{feff}'));
    let numbers = r#""44","38","37","7","36","4","90,91","40","36","90,00","9","20,45""#;
    assert!(csv.contains(numbers), "{csv}");
    match Command::new("pdftotext")
        .args(["-layout".as_ref(), file("pdf").as_os_str(), "-".as_ref()])
        .output()
    {
        Ok(read) => {
            let page = String::from_utf8(read.stdout).unwrap();
            for said in ["Tháng 02/2023", "90,91", "90,00", "20,45", "(13)/(5+6)"] {
                assert!(page.contains(said), "{said}: {page}");
            }
        }
        Err(_) => crate::common::skipped::skipped("pdftotext is not installed"),
    }
    let aside = office.beside("soffice");
    for read in workbook::read(&aside, &[file("xlsx")]).into_iter().flatten() {
        assert!(read.contains("90.91") || read.contains("90,91"), "{read}");
    }
}

fn closed(office: &mut Office, lacking: DossierId) {
    office.at("2023-02-28T16:50:00+07:00", RO).keys("0<enter><f2>");
    office.sees("không hoàn tác được").keys("<down><enter>");
    office.sees("đã chốt 28/02/2023");
    // The first of March belongs to March, and what is put right then does not change February's closed figures.
    office.at("2023-03-01T00:00:00+07:00", HANH);
    office.received(&dat());
    let folder = office.beside(SCANS);
    let page = pdf(&folder, "bo_sung.pdf", 1);
    let component = component_of(&office.view(lacking), "Tờ khai").name.clone();
    office.attach(lacking, &component, vec![page]);
    office.keys("0<enter>");
    office.keys("<f4><backspace><backspace><backspace><backspace><backspace><backspace><backspace>");
    office
        .types("02/2023")
        .keys("<enter>")
        .sees("đã chốt 28/02/2023 · lệch 1 hồ sơ so với bản chốt")
        .sees("[93,18]")
        .sees("Bản chốt: (9) 90,91 · (12) 90,00 · (14) 20,45 · mã");
    let tally = form(office, FEBRUARY);
    assert_eq!(tally.closed.map(|it| it.counts), Some(EXPECTED));
    assert_eq!(tally.rows[0].counts.part, 5);
    assert_eq!(form(office, "2023-03").rows[0].counts.received, 1);
    assert_eq!(form(office, "2023-01").rows[0].counts.received, 1);
}
