//! Số liệu by keys: the month before it is closed, from Home; and from a number about due times to its dossiers.

use std::path::PathBuf;

use motcua::desk::reports;
use motcua::domain::act::DossierAct;
use motcua::domain::ids::DossierId;
use motcua::domain::numbers::{Asked, Told};
use motcua::domain::punctual::{By, Table};
use motcua::domain::query::{Answer, Query};
use motcua::domain::report::{Format, Numbers, Report};
use motcua::domain::tally::Column;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SON, moment};
use crate::papers::signed_pdf;
use crate::workbook;

const PEOPLE: [(&str, &str); 6] = [
    ("052085007701", "Trần Minh Quân"),
    ("052192004567", "Đinh Thị Hà"),
    ("052090001234", "Đinh Văn Đạt"),
    ("052085007704", "Bùi Kim Tâm"),
    ("052085007705", "Lê Thị Ngà"),
    ("052085007706", "Đinh Thị Bia"),
];

/// Six dossiers of February, none of whose papers has a file.
fn received(office: &mut Office) -> Vec<DossierId> {
    let one = |office: &mut Office, (number, name): (&'static str, &'static str)| {
        office.received(&Visitor::person(number, name, "1.004873")).row.id
    };
    PEOPLE.into_iter().map(|it| one(office, it)).collect()
}

#[test]
fn on_the_25th_home_rehearses_the_month_and_opens_the_first_of_five() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossiers = received(&mut office);
    office
        .at("2023-02-24T08:00:00+07:00", HANH)
        .sees("THÁNG 02/2023")
        .sees_no("TẬP DƯỢT");
    office.at("2023-02-25T08:00:00+07:00", HANH);
    office
        .sees("THÁNG 02/2023 · TẬP DƯỢT BIỂU")
        .sees("Thành phần 0,00 %  Kết quả –")
        .sees("5 hồ sơ sẽ nâng tỷ lệ")
        .sees("6 hồ sơ còn kéo tỷ lệ xuống");

    // To what is half done, past its end to the month, to the five; the first of them.
    office.keys("<right><end><down><down><enter>");
    office
        .sees("5 hồ sơ sẽ nâng tỷ lệ")
        .sees("230214-0001 Trần Minh Quân");
    office
        .keys("<enter>")
        .sees("000.99.15.H08-230214-0001")
        .keys("<esc>");
    office.sees("Trang chính");

    // The form as it would stand, with all that lack something.
    office.keys("<up><enter>").sees("Tập dượt biểu tháng");
    office
        .sees("Số hóa thành phần (9) = ((7) + (8)) / (3) = (0 + 0) / 6 = 0,00 %")
        .sees("6 hồ sơ nên làm trước");
    let view = office.view(dossiers[0]);
    let folder = office.beside("quet_them");
    for component in view.components.iter().map(|it| it.name.clone()) {
        let name = format!("{}.pdf", component.len());
        let file = signed_pdf(&folder, &name);
        office.attach(dossiers[0], &component, vec![file]);
    }
    office
        .keys("<f5>")
        .sees("(1 + 0) / 6 = 16,67 %")
        .sees("5 hồ sơ nên làm trước");
    office.keys("<esc>").sees("Thành phần 16,67 %");
    office.ends_sound();
}

fn table(office: &Office, by: By) -> Table {
    let month = "2023-02".parse().unwrap();
    match office.ask(Query::Numbers(Asked::Punctual(month, by))) {
        Answer::Numbers(told) => match *told {
            Told::Punctual(table) => table,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Nguyễn Văn Sơn files a result and sends it to the desk at this time.
fn finished(office: &mut Office, dossier: DossierId, at: &str) {
    office.at(at, SON);
    let folder = office.beside("ket_qua");
    let file = office.stored(signed_pdf(&folder, "xac_nhan.pdf")).unwrap();
    let outcome = office.outcome(dossier, file);
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forwarded(dossier, (3, To::Officer(HANH))).unwrap();
}

#[test]
fn a_late_dossier_is_found_from_its_procedure_and_an_apology_hides_nothing() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossiers = received(&mut office);
    let due = office.view(dossiers[0]).row.due_at.unwrap();
    for dossier in &dossiers[..3] {
        office.forwarded(*dossier, (2, To::Officer(SON))).unwrap();
    }
    finished(&mut office, dossiers[0], "2023-02-15T09:00:00+07:00");
    let promised_at = moment("2023-02-23T17:00:00+07:00");
    assert!(due < promised_at);
    let sorry = DossierAct::Apologise {
        reason: "chờ xác minh nơi cư trú".to_owned(),
        promised_at,
    };
    office.on(dossiers[1], sorry).unwrap();
    finished(&mut office, dossiers[1], "2023-02-23T10:00:00+07:00");

    let total = table(&office, By::Procedure).total();
    assert_eq!((total.on_time, total.late, total.kept, total.open), (1, 1, 1, 4));
    office.at("2023-02-23T14:00:00+07:00", HANH);
    office.keys("<f10>").types("so lieu").keys("<enter>");
    office
        .sees("Đúng hạn, quá hạn theo cán bộ")
        .sees("50,00")
        .sees(SON);
    // By procedure; the pointed number is Quá hạn: its list is as long.
    office
        .keys("<space>")
        .sees("theo thủ tục")
        .sees("[1]")
        .keys("<enter>");
    office
        .sees("Số liệu › Hồ sơ trong ô")
        .sees("1 hồ sơ")
        .sees("QUÁ HẠN, kịp hẹn lại")
        .sees("hẹn lại 17:00 23/02/2023 (xin lỗi 1 lần)");
    office.keys("<enter>").sees("000.99.15.H08-230214-0002");
    office
        .keys("<esc>")
        .sees("Hồ sơ trong ô")
        .keys("<esc>")
        .sees("[1]");
    // Còn mở: two places to the right of Hẹn lại.
    office.keys("<right><right><right>").sees("[4]").keys("<enter>");
    office.sees("4 hồ sơ").sees("CHƯA XONG, QUÁ HẠN");
    office.keys("<esc><esc>").sees("Trang chính");
    office.ends_sound();
}

/// Each list of the office as a workbook: another program opens it, and reads in it what ours says.
#[test]
fn every_list_opens_as_a_workbook() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossiers = received(&mut office);
    office.forwarded(dossiers[0], (2, To::Officer(SON))).unwrap();
    finished(&mut office, dossiers[0], "2023-02-15T09:00:00+07:00");
    let month = "2023-02".parse().unwrap();
    let lists = [
        (Report::Register { year: 2023 }, "000.99.15.H08-230214-0001"),
        (
            Report::Takings {
                on: "2023-02-14".parse().unwrap(),
            },
            "Cộng",
        ),
        (
            Report::Numbers(Numbers::Punctual(month, By::Officer)),
            "Nguyễn Văn Sơn",
        ),
        (Report::Numbers(Numbers::Index766(month)), "02/2023"),
        (Report::Numbers(Numbers::Rehearsal(month)), "230214-0002"),
        (Report::Numbers(Numbers::Trend(month)), "02/2023"),
        (Report::Numbers(Numbers::Expiring), "hết hạn"),
        (Report::Numbers(Numbers::Idle), "hồ sơ"),
        (
            Report::TallyCell {
                month,
                unit: None,
                column: Column::Received,
            },
            "230214-0002",
        ),
    ];
    let folder = office.beside("so_lieu");
    let books: Vec<PathBuf> = lists
        .iter()
        .map(|(list, _)| {
            let ask = |query: &Query| office.ask(query.clone());
            let bytes = reports::made(&ask, office.now(), (list.clone(), Format::Xlsx)).unwrap();
            let path = folder.join(format!("{}.xlsx", list.stem()));
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    let Some(read) = workbook::read(&folder, &books) else {
        return;
    };
    for ((list, said), sheet) in lists.iter().zip(read) {
        assert!(sheet.contains(said), "{list:?}: {sheet}");
        assert!(
            !sheet.contains("#NAME?") && !sheet.contains("#VALUE!") && !sheet.contains("#DIV/0!"),
            "{sheet}"
        );
    }
}
