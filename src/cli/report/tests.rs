use super::*;
use crate::cli::testing::{Desk, said};
use serde_json::Value;

fn to(format: Format, out: Option<PathBuf>) -> To {
    To { format, out }
}

#[test]
fn the_register_of_a_year_is_printed_and_read_by_machines() {
    let mut desk = Desk::new();
    let code = desk.returned();
    let register = |format| ReportCommand::Register {
        year: 2022,
        to: to(format, None),
    };
    let run = |command: &ReportCommand| said(|out| run(command, desk.home.path(), desk.now(), out));
    let (ended, page) = run(&register(Format::Table));
    assert_eq!(ended, Outcome::Done);
    assert!(
        page.starts_with("Quyển số 1 năm 2022, đang mở, số cuối 1\n1\t"),
        "{page}"
    );
    let (_, printed) = run(&register(Format::Json));
    let book: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(book["items"][0]["code"], code);
    assert_eq!(book["items"][0]["number"], 1);
    assert!(book["items"][0]["returned_on"].is_string(), "{book}");
    assert_eq!((&book["last"], &book["closed"]), (&Value::from(1), &Value::Null));
    let (_, csv) = run(&register(Format::Csv));
    assert!(csv.starts_with("\u{feff}\"TT\",\"Mã hồ sơ\""), "{csv}");
    assert_eq!(csv.lines().count(), 2);
    let (ended, _) = run(&register(Format::Xlsx));
    assert_eq!(ended, Outcome::Refused(text::NEEDS_FILE.to_owned()));
}

#[test]
fn a_workbook_goes_into_its_file() {
    let mut desk = Desk::new();
    desk.returned();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.xlsx");
    let command = ReportCommand::Register {
        year: 2022,
        to: to(Format::Xlsx, Some(path.clone())),
    };
    let (ended, printed) = said(|out| run(&command, desk.home.path(), desk.now(), out));
    assert_eq!((ended, printed.as_str()), (Outcome::Done, ""));
    assert!(std::fs::read(path).unwrap().starts_with(b"PK"));
}

#[test]
fn a_day_without_money_says_so() {
    let desk = Desk::new();
    let fees = |format| ReportCommand::Fees {
        date: NaiveDate::from_ymd_opt(2023, 2, 14),
        to: to(format, None),
    };
    let run = |command: &ReportCommand| said(|out| run(command, desk.home.path(), desk.now(), out));
    let (_, page) = run(&fees(Format::Table));
    assert_eq!(page, "Ngày 14/02/2023\nKhông thu khoản nào trong ngày.\n");
    let (_, printed) = run(&fees(Format::Json));
    let day: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(
        (&day["total"], &day["date"]),
        (&Value::from(0), &Value::from("2023-02-14"))
    );
}

/// On paper the book says whose it is, what stands in it, and numbers its pages; `pdftotext` reads it where there is one.
#[test]
fn the_book_and_the_day_are_drawn_on_a4() {
    let mut desk = Desk::new();
    let code = desk.returned();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.pdf");
    let print = |command: ReportCommand| {
        let (ended, _) = said(|out| run(&command, desk.home.path(), desk.now(), out));
        assert_eq!(ended, Outcome::Done);
        std::process::Command::new("pdftotext")
            .args(["-layout".as_ref(), path.as_os_str(), "-".as_ref()])
            .output()
            .ok()
            .map(|read| String::from_utf8(read.stdout).unwrap())
    };
    let pdf = || to(Format::Pdf, Some(path.clone()));
    let book = print(ReportCommand::Register {
        year: 2022,
        to: pdf(),
    });
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-1.7"));
    for line in [
        "SỔ THEO DÕI HỒ SƠ",
        "Quyển số 1 năm 2022",
        "Ngày, tháng, năm",
        "Trang 1/1",
        &code[..14],
    ] {
        assert!(
            book.as_ref().is_none_or(|book| book.contains(line)),
            "{line}: {book:?}"
        );
    }
    let date = NaiveDate::from_ymd_opt(2023, 2, 14);
    let day = print(ReportCommand::Fees { date, to: pdf() });
    for line in [
        "DANH SÁCH THU PHÍ, LỆ PHÍ TRONG NGÀY",
        "Ngày 14/02/2023",
        "Không thu khoản nào",
    ] {
        assert!(
            day.as_ref().is_none_or(|day| day.contains(line)),
            "{line}: {day:?}"
        );
    }
}
