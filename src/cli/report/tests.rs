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
    assert_eq!(
        csv.lines().count(),
        3,
        "heads, a reception, what is not digitised"
    );
    assert_eq!(
        book["exempted"],
        serde_json::json!({ "dossiers": 0, "papers": 0 })
    );
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

fn tally(month: &str, cell: Option<&str>, to: To) -> ReportCommand {
    ReportCommand::Tally {
        month: month.parse().unwrap(),
        unit: None,
        cell: cell.map(|at| at.parse().unwrap()),
        to,
    }
}

#[test]
fn the_months_form_is_printed_and_read_by_machines() {
    let mut desk = Desk::new();
    let code = desk.returned();
    let run = |command: &ReportCommand| said(|out| run(command, desk.home.path(), desk.now(), out));
    let ask = |month, cell, format| run(&tally(month, cell, to(format, None)));
    let (ended, page) = ask("2022-10", None, Format::Table);
    assert_eq!(ended, Outcome::Done);
    assert!(
        page.starts_with("Tháng 10/2022, chưa chốt\n(1)\t(2)\t(3)"),
        "{page}"
    );
    let (_, printed) = ask("2022-10", None, Format::Json);
    let form: Value = serde_json::from_str(&printed).unwrap();
    let row = &form["rows"][0];
    assert_eq!(
        (&row["c3"], &row["c5"], &row["c10"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!((&row["c9"], &row["c14"]), (&"100.00".into(), &"0.00".into()));
    assert_eq!(form["total"]["c12"], "100.00");
    let (_, csv) = ask("2022-10", None, Format::Csv);
    assert!(
        csv.starts_with("\u{feff}\"STT\",\"Tên cơ quan, đơn vị\""),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 4, "a unit, the sums, what is not digitised");
    assert!(csv.contains("\"100,00\""), "{csv}");

    // A month without dossiers divides by nothing.
    let (_, empty) = ask("2022-11", None, Format::Json);
    let form: Value = serde_json::from_str(&empty).unwrap();
    assert_eq!(
        (&form["rows"][0]["c3"], &form["rows"][0]["c9"]),
        (&0.into(), &Value::Null)
    );
    let (_, csv) = ask("2022-11", None, Format::Csv);
    assert!(csv.contains("\"0\",\"\",\"0\""), "{csv}");

    let (_, list) = ask("2022-10", Some("1,14"), Format::Table);
    assert!(
        list.contains(&code) && list.contains("không dùng lại từ kho"),
        "{list}"
    );
    let (_, list) = ask("2022-10", Some("0,3"), Format::Json);
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(
        (&list["items"][0]["code"], &list["items"][0]["counted"]),
        (&code.into(), &true.into())
    );
    let (ended, _) = ask("2022-10", Some("7,3"), Format::Table);
    assert_eq!(ended, Outcome::Refused(text::NO_ROW.to_owned()));
    for typed in ["1", "1,2", "1,15", "x,9"] {
        assert!(typed.parse::<super::tally::At>().is_err(), "{typed}");
    }
}

#[test]
fn the_months_form_is_drawn_with_the_letters_heads_and_footnotes() {
    let mut desk = Desk::new();
    desk.returned();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bieu.pdf");
    let command = tally("2022-10", None, to(Format::Pdf, Some(path.clone())));
    let (ended, _) = said(|out| run(&command, desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Done);
    let read = std::process::Command::new("pdftotext")
        .args(["-layout".as_ref(), path.as_os_str(), "-".as_ref()])
        .output();
    let Ok(read) = read else {
        crate::skipped::skipped("pdftotext is not here");
        return;
    };
    let page = String::from_utf8(read.stdout).unwrap();
    for line in [
        "BIỂU MẪU",
        "cấp tỉnh, huyện, xã",
        "Tháng 10/2022",
        "Trong đó",
        "Đầy đủ",
        "(9)=",
        "(13)/(5+6)",
        "100,00",
        "Cộng",
        "⁵ Chỉ thống kê đối với các hồ sơ",
        "Trực tuyến, toàn bản điện tử: tính đầy đủ",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
}

#[test]
fn another_desks_tally_is_taken_in_whole_or_not_at_all() {
    let mut desk = Desk::new();
    desk.returned();
    let (home, now) = desk.left();
    let file = home.path().join("an-vinh.json");
    let import = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let command = ReportCommand::Import { file: file.clone() };
        said(|out| run(&command, home.path(), now, out))
    };
    let good = r#"{"month": "2022-10", "rows": [{"unit_code": "000.99.16.H08", "unit_name": "Xã An Vinh", "c3": 31,
        "c4": 22, "c5": 29, "c6": 2, "c7": 24, "c8": 5, "c9": "93.55", "c10": 28, "c11": 25, "c13": 6}]}"#;
    let (ended, _) = import(&good.replace("93.55", "99.55"));
    assert!(matches!(ended, Outcome::Refused(why) if why.contains("Xã An Vinh")));
    let show = tally("2022-10", None, to(Format::Json, None));
    let rows = || {
        let (_, printed) = said(|out| run(&show, home.path(), now, out));
        let form: Value = serde_json::from_str(&printed).unwrap();
        (
            form["rows"].as_array().unwrap().len(),
            form["total"]["c3"].clone(),
        )
    };
    assert_eq!(rows(), (1, 1.into()));
    let (ended, printed) = import(good);
    assert_eq!(
        (ended, printed.as_str()),
        (Outcome::Done, "Đã nhận số liệu tháng 10/2022 của Xã An Vinh.\n")
    );
    assert_eq!(rows(), (2, 32.into()));
    // What this desk says of itself it can read again, and takes nothing of it.
    let (_, own) = said(|out| run(&show, home.path(), now, out));
    let own: Value = serde_json::from_str(&own).unwrap();
    let own = serde_json::json!({ "month": own["month"], "rows": [own["rows"][0]] });
    let (ended, _) = import(&own.to_string());
    assert!(matches!(ended, Outcome::Refused(why) if why.contains("quầy khác")));
    let cell = tally("2022-10", Some("2,3"), to(Format::Table, None));
    let (ended, _) = said(|out| run(&cell, home.path(), now, out));
    assert!(matches!(ended, Outcome::Refused(why) if why.contains("nhận từ tệp")));
}

fn numbers(desk: &Desk, command: numbers::NumbersCommand) -> (Outcome, String) {
    let command = ReportCommand::Numbers(command);
    said(|out| run(&command, desk.home.path(), desk.now(), out))
}

fn of_october() -> numbers::OfMonth {
    numbers::OfMonth {
        month: Some("2022-10".parse().unwrap()),
    }
}

#[test]
fn due_times_of_a_month_are_printed_and_read_by_machines() {
    let mut desk = Desk::new();
    desk.returned();
    let command = |by, format| numbers::NumbersCommand::Punctual {
        of: of_october(),
        by,
        to: to(format, None),
    };
    let (ended, page) = numbers(&desk, command(numbers::Rows::Channel, Format::Table));
    assert_eq!(ended, Outcome::Done);
    assert!(
        page.starts_with("Đúng hạn, quá hạn · tháng 10/2022\nKênh nộp\tXong\t"),
        "{page}"
    );
    assert!(
        page.contains("\nTrực tiếp\t1\t1\t0\t0\t0\t0\t100,00\nCộng\t1\t"),
        "{page}"
    );
    let (_, printed) = numbers(&desk, command(numbers::Rows::Procedure, Format::Json));
    let table: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(
        (&table["month"], &table["by"]),
        (&"2022-10".into(), &"procedure".into())
    );
    assert_eq!(table["total"]["on_time"], 1);
    assert_eq!(table["rows"][0]["on_time_ratio"], "100.00");
    let (_, csv) = numbers(&desk, command(numbers::Rows::Officer, Format::Csv));
    assert_eq!(csv.lines().count(), 4, "{csv}");
}

#[test]
fn the_estimate_says_what_it_cannot_know() {
    let mut desk = Desk::new();
    desk.returned();
    let command = |format| numbers::NumbersCommand::Index766 {
        of: of_october(),
        to: to(format, None),
    };
    let (_, page) = numbers(&desk, command(Format::Table));
    assert!(
        page.contains("(ước tính)") && page.contains("không tính được ở đây"),
        "{page}"
    );
    let (_, printed) = numbers(&desk, command(Format::Json));
    let index: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!((&index["estimate"], &index["max"]), (&true.into(), &22.into()));
    let line = |at: usize| &index["lines"][at];
    assert_eq!(
        (&line(0)["points"], &line(0)["why_not"]),
        (&"6.00".into(), &Value::Null)
    );
    assert!(
        line(2)["points"].is_null() && line(2)["why_not"].is_string(),
        "{index}"
    );
}

#[test]
fn twelve_months_the_rehearsal_and_the_lists_are_there_for_machines() {
    let mut desk = Desk::new();
    desk.accept();
    let json = |command| {
        let (ended, printed) = numbers(&desk, command);
        assert_eq!(ended, Outcome::Done);
        serde_json::from_str::<Value>(&printed).unwrap()
    };
    let form = || to(Format::Json, None);
    let trend = json(numbers::NumbersCommand::Trend { to: form() });
    assert_eq!(trend["months"].as_array().map(Vec::len), Some(12));
    assert_eq!(trend["months"][11]["month"], "2022-10");
    assert_eq!(trend["months"][11]["numbers"]["c3"], 1);
    assert_eq!(trend["months"][0]["numbers"]["c9"], Value::Null);
    let rehearsal = json(numbers::NumbersCommand::Rehearsal {
        of: of_october(),
        to: form(),
    });
    assert_eq!(rehearsal["numbers"]["c3"], 1);
    let idle = json(numbers::NumbersCommand::Idle { to: form() });
    assert_eq!((&idle["days"], &idle["total"]), (&5.into(), &0.into()));
    let expiring = json(numbers::NumbersCommand::Expiring { to: form() });
    assert_eq!((&expiring["days"], &expiring["total"]), (&60.into(), &0.into()));
}

/// Every part as paper and as a workbook: its layout has as many columns as its table.
#[test]
fn every_part_of_the_numbers_is_drawn_on_paper_and_written_as_a_workbook() {
    let mut desk = Desk::new();
    desk.returned();
    desk.accept();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-lieu");
    let of = of_october;
    for (format, begins) in [(Format::Pdf, b"%PDF".as_slice()), (Format::Xlsx, b"PK")] {
        let out = || to(format, Some(path.clone()));
        let by = numbers::Rows::Procedure;
        let all = [
            numbers::NumbersCommand::Punctual {
                of: of(),
                by,
                to: out(),
            },
            numbers::NumbersCommand::Index766 { of: of(), to: out() },
            numbers::NumbersCommand::Rehearsal { of: of(), to: out() },
            numbers::NumbersCommand::Trend { to: out() },
            numbers::NumbersCommand::Expiring { to: out() },
            numbers::NumbersCommand::Idle { to: out() },
        ];
        for command in all {
            let what = format!("{command:?}");
            let (ended, _) = numbers(&desk, command);
            assert_eq!(ended, Outcome::Done, "{what}");
            assert!(std::fs::read(&path).unwrap().starts_with(begins), "{what}");
        }
    }
}
