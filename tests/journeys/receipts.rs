//! The receipt through the day: seen before it is given, numbered once, made when the disk lets it, printed by others.

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone};
use motcua::app::msg::Ticket;
use motcua::domain::act::Act;
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::DossierView;

#[cfg(unix)]
use crate::common::fixture;
use crate::hand::Visitor;
use crate::office::{HANH, Office, SCANS};
use crate::papers::{photo, written_at};

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

/// From Home to the checklist with everything ticked.
fn to_the_checklist(office: &mut Office, name: &str) {
    office.keys("<f2>").types("052192004567").keys("<enter>1");
    office.types("khai sinh").keys("<enter>");
    office.types(name).keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 2").keys("<enter>").keys("<enter>");
    office.sees("Tờ khai đăng ký khai sinh").keys("<ctrl-a>");
}

fn set(office: &mut Office, key: &str, value: &str) {
    let (key, value) = (key.to_owned(), value.to_owned());
    office.act(Act::SetSetting { key, value }).unwrap();
}

/// What `motcua …` prints on the desk that is open.
fn said(office: &Office, arguments: &[&str]) -> String {
    let output = assert_cmd::Command::cargo_bin("motcua")
        .unwrap()
        .args(arguments)
        .arg("--home")
        .arg(office.home())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The numbers of the forms that were made, as the log keeps them.
fn numbers(view: &DossierView) -> Vec<&str> {
    view.forms.iter().map(|form| form.number.as_str()).collect()
}

#[test]
fn the_number_printed_logged_and_listed_is_one_and_stays_with_the_dossier() {
    let mut office = Office::open();
    office.log_in(HANH);
    set(&mut office, "form_no_pattern", "{seq:05}/{yyyy}/{suffix}");
    let dossier = office.received(&dat()).row.id;
    office.printed(dossier).unwrap();
    let view = office.view(dossier);
    assert_eq!(numbers(&view), ["00001/2023/TNHS"]);
    let text = office.receipt_text(&view, 0);
    assert!(text.contains("Số: 00001/2023/TNHS"), "{text}");
    let shown = said(&office, &["dossier", "show", "230214-0001", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["forms"][0]["number"], "00001/2023/TNHS");

    // The office changes its pattern: the receipt that is out keeps its number, the next one has the new shape.
    set(&mut office, "form_no_pattern", "{seq:03}/TTPVHCC");
    office.printed(dossier).unwrap();
    let view = office.view(dossier);
    assert_eq!(numbers(&view), ["00001/2023/TNHS", "00001/2023/TNHS"]);
    let text = office.receipt_text(&view, 1);
    assert!(
        text.contains("Số: 00001/2023/TNHS") && text.contains("In lại lần 1"),
        "{text}"
    );
    let next = office.received(&Visitor::person("052085007788", "Trần Minh Quân", "1.004873"));
    office.printed(next.row.id).unwrap();
    let view = office.view(next.row.id);
    assert_eq!(numbers(&view), ["002/TTPVHCC"]);
    assert!(office.receipt_text(&view, 0).contains("Số: 002/TTPVHCC"));
    office.ends_sound();
}

#[test]
fn a_pattern_without_a_number_is_refused() {
    let mut office = Office::open();
    office.log_in(HANH);
    for value in ["TNHS", "{so}/TNHS", ""] {
        let (key, value) = ("form_no_pattern".to_owned(), value.to_owned());
        assert!(office.act(Act::SetSetting { key, value }).is_err());
    }
    office.ends_sound();
}

#[test]
fn the_receipt_is_looked_at_before_reception_and_printed_with_the_same_lines() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    to_the_checklist(&mut office, "Đinh Thị Hà");
    office.keys("<f2>").sees("Đủ thành phần").keys("<f7>");
    office
        .sees("Xem thử phiếu hẹn")
        .sees("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ");
    office.sees("Mã hồ sơ: (cấp khi tiếp nhận)").sees("Đinh Thị Hà");
    let above = office.screen();
    office.keys("<end>").sees("17 giờ 00 phút, ngày 14 tháng 02 năm");
    let looked_at = format!("{above}{}", office.screen());
    office
        .keys("<esc>")
        .sees("Đủ thành phần")
        .keys("<f2>")
        .sees("ĐÃ TIẾP NHẬN");
    let view = office.dossier("230214-0001");
    for line in office.receipt_words(&view).lines() {
        let given = ["Số: ", "Mã hồ sơ", "Mã tra cứu", "Vào Sổ", "Thời gian nhận"];
        if given.iter().all(|it| !line.contains(it)) {
            assert!(looked_at.contains(line.trim_end()), "{line}\n{looked_at}");
        }
    }
    office.ends_sound();
}

#[test]
fn a_character_no_paper_can_show_is_not_taken_where_it_is_typed() {
    let mut office = Office::open();
    office.log_in(HANH);
    to_the_checklist(&mut office, "Vương 王Lệ");
    office.keys("<f2><f2>").sees("ĐÃ TIẾP NHẬN");
    let view = office.dossier("230214-0001");
    assert_eq!(view.holder.holder_name, "Vương Lệ");
    assert!(office.receipt_text(&view, 0).contains("Vương Lệ"));
    office.ends_sound();
}

#[test]
fn without_a_place_for_the_receipt_the_reception_stands_and_one_key_makes_it_later() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    to_the_checklist(&mut office, "Đinh Thị Hà");
    let (files, away) = (office.home().join("files"), office.home().join("away"));
    std::fs::rename(&files, &away).unwrap();
    std::fs::write(&files, "not a folder").unwrap();
    office
        .keys("<f2><f2>")
        .sees("ĐÃ TIẾP NHẬN")
        .sees("CHƯA LẬP ĐƯỢC")
        .sees("F7 Lập lại");
    assert_eq!(office.dossier("230214-0001").forms.len(), 0);
    office
        .keys("<esc>")
        .sees("Trang chính")
        .sees("Chưa in: 230214-0001");
    office.keys("<f7>").sees("!");
    assert_eq!(office.dossier("230214-0001").forms.len(), 0);

    std::fs::remove_file(&files).unwrap();
    std::fs::rename(&away, &files).unwrap();
    office.keys("<f7>").sees_no("Chưa in: 230214-0001");
    let view = office.dossier("230214-0001");
    assert_eq!((view.forms.len(), view.forms[0].prints), (1, 1));
    office.ends_sound();
}

#[test]
fn a_reception_that_could_not_be_written_is_written_again_by_the_dialogs_first_way() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    let scans = office.beside(SCANS);
    let scan = photo(&scans, "tk_1.jpg", 40);
    written_at(&scan, "2023-02-14T08:04:02+07:00");
    to_the_checklist(&mut office, "Đinh Thị Hà");
    office
        .keys("<home><f8>")
        .sees("tk_1.jpg")
        .keys("<space><enter>")
        .keys("<f2>");
    let (files, away) = (office.home().join("files"), office.home().join("away"));
    std::fs::rename(&files, &away).unwrap();
    office
        .keys("<f2>")
        .sees("Máy chưa ghi được hồ sơ")
        .sees("Thử ghi lại");
    office.keys("1").sees("Máy chưa ghi được hồ sơ");
    office
        .keys("<esc>")
        .sees("Đủ thành phần")
        .keys("<f2>")
        .sees("Thử ghi lại");
    std::fs::rename(&away, &files).unwrap();
    office
        .keys("1")
        .sees("ĐÃ TIẾP NHẬN")
        .sees("000.99.15.H08-230214-0001")
        .sees("đã lập");
    let Answer::Drafts(drafts) = office.ask(Query::Drafts) else {
        panic!("no drafts")
    };
    assert!(drafts.is_empty(), "the draft became the dossier");
    office.ends_sound();
}

#[test]
fn forms_are_listed_and_drawn_again_from_the_command_line_while_the_desk_is_open() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossier = office.received(&dat()).row.id;
    office.receipt_made(dossier);
    let listed = said(&office, &["form", "list", "--on", "2023-02-14", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let item = &listed["items"][0];
    assert_eq!(
        (&item["template"], &item["form_set"]),
        (&"receipt".into(), &"TT01-2018".into())
    );
    assert_eq!(
        (&item["paper"], &item["to_on"]),
        (&"A5".into(), &"2025-09-14".into())
    );

    let out = office.beside("ra").join("phieu.pdf");
    let path = out.to_str().unwrap();
    said(&office, &["form", "render", "receipt", "230214-0001", "-o", path]);
    let Answer::Path(Some(made)) = office.ask(Query::Form(office.view(dossier).forms[0].id)) else {
        panic!("no receipt")
    };
    let (again, made) = (words_of(&out), words_of(&made));
    assert_eq!(again, made, "drawn again it says what it said");

    let code = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("motcua").unwrap();
        let ended = command
            .args(arguments)
            .arg("--home")
            .arg(office.home())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&ended.stderr).into_owned();
        (
            ended.status.code(),
            errors.lines().count(),
            ended.stdout.is_empty(),
        )
    };
    let refused = (Some(1), 1, true);
    assert_eq!(
        code(&["form", "render", "receipt", "999999-0001", "-o", path]),
        refused
    );
    assert_eq!(
        code(&["form", "render", "poster", "230214-0001", "-o", path]),
        refused
    );
    let word = out.with_extension("docx");
    let docx = [
        "form",
        "render",
        "receipt",
        "230214-0001",
        "--format",
        "docx",
        "-o",
        word.to_str().unwrap(),
    ];
    assert_eq!(code(&docx), (Some(0), 0, false));
    assert!(std::fs::read(&word).unwrap().starts_with(b"PK"));
    assert_eq!(code(&["form", "render", "receipt"]).0, Some(2));
    office.ends_sound();
}

/// The text of a PDF without the day it was drawn on; nothing where `pdftotext` is missing.
fn words_of(path: &std::path::Path) -> Vec<String> {
    let Ok(read) = std::process::Command::new("pdftotext")
        .arg(path)
        .arg("-")
        .output()
    else {
        return Vec::new();
    };
    let text = String::from_utf8(read.stdout).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("An Toàn, ngày"));
    lines.map(str::to_owned).collect()
}

/// The letter's menu: a layout of it on paper is a form of the dossier; for Word it is a file to be written into.
#[test]
fn a_receipt_of_the_letters_menu_is_written_for_word_and_kept_on_paper() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossier = office.received(&dat()).row.id;
    office.types("Đinh Văn Đạt").keys("<enter>").sees("230214-0001");
    office.keys("<f10>").types("mau phieu tiep nhan").keys("<enter>");
    office
        .sees("cho phép sửa tên người nộp")
        .sees("TTPVHCC 2020")
        .keys("4");
    office.sees("chưa đối chiếu bản gốc").keys("2");
    office.sees("Người nộp").types(" (con)").keys("<enter>");
    office.sees("Đã lưu phieu-230214-0001.docx");
    let word = std::fs::read(office.home().join("export/phieu-230214-0001.docx")).unwrap();
    assert!(word.starts_with(b"PK"));
    assert_eq!(office.view(dossier).forms.len(), 0, "Word is no form yet");

    office.keys("<f10>").types("mau phieu tiep nhan").keys("<enter>");
    office.keys("5").sees("có phí/lệ phí").keys("1");
    let forms = office.view(dossier).forms;
    assert_eq!(forms.len(), 1);
    assert_eq!(
        (forms[0].template.as_str(), forms[0].form_set.as_str()),
        ("receipt", "TT01-2018")
    );
    office.ends_sound();
}

/// Where the child that meets a fake `lp` finds its desk, and which sentence it must see.
const FAKE: &str = "MOTCUA_JOURNEY_LP";

#[test]
#[cfg(unix)]
fn a_printer_that_refuses_hangs_or_is_not_there_is_named_and_the_file_with_it() {
    let this = "receipts::a_printer_that_refuses_hangs_or_is_not_there_is_named_and_the_file_with_it";
    if let Some(wanted) = std::env::var_os(FAKE) {
        return printed_on_a_fake(wanted.to_str().unwrap());
    }
    let cases = [
        (Some("echo \"$@\" > \"$0.said\""), "Đã đưa phiếu ra máy in"),
        (Some("exit 1"), "Máy in không nhận. Tệp: "),
        (Some("exec /bin/sleep 60"), "Máy in im lặng. Tệp: "),
        (None, "Không thấy máy in. Tệp: "),
    ];
    let folder = tempfile::tempdir().unwrap();
    let children = cases.iter().enumerate().map(|(n, (script, wanted))| {
        let programs = folder.path().join(n.to_string());
        std::fs::create_dir(&programs).unwrap();
        if let Some(script) = script {
            fixture::program(&programs.join("lp"), &format!("#!/bin/sh\n{script}\n"));
        }
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", this])
            .env(FAKE, wanted)
            .env("PATH", &programs)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output();
        (wanted, child.unwrap())
    });
    for (wanted, child) in children.collect::<Vec<_>>() {
        let said = String::from_utf8_lossy(&child.stdout).into_owned();
        assert!(child.status.success(), "{wanted}: {said}");
    }
    let said = std::fs::read_to_string(folder.path().join("0/lp.said")).unwrap();
    assert!(
        said.trim_end().ends_with("export/phieu-230214-0001.pdf"),
        "{said}"
    );
}

#[cfg(unix)]
fn printed_on_a_fake(wanted: &str) {
    let mut office = Office::open();
    office.log_in(HANH);
    office.received(&dat());
    for key in ["printer", "viewer"] {
        let (ticket, key) = (Ticket(u64::MAX), key.to_owned());
        let value = String::new();
        office.perform(Effect::KeepLocal { ticket, key, value });
    }
    office
        .leave_and_reopen()
        .log_in(HANH)
        .sees("Chưa in: 230214-0001");
    office.keys("<f7>").sees(wanted);
    if !wanted.starts_with("Đã") {
        office.sees("export/phieu-230214-0001.pdf");
    }
    let view = office.dossier("230214-0001");
    let prints = u32::from(wanted.starts_with("Đã"));
    assert_eq!((view.forms.len(), view.forms[0].prints), (1, prints));
    assert!(office.home().join("export/phieu-230214-0001.pdf").exists());
    if prints == 0 {
        office.sees("Chưa in: 230214-0001");
    }
    office.ends_sound();
}

#[test]
fn a_blank_form_is_opened_from_the_folder_of_the_desk_and_asked_for_by_name_where_it_is_missing() {
    let mut office = Office::open();
    office.log_in(HANH);
    let open = |office: &mut Office, name: &str| {
        office.job(Job::OpenBlank {
            name: name.to_owned(),
        })
    };
    let missing = open(&mut office, "to-khai.pdf").unwrap_err().sentence();
    assert!(missing.starts_with("Chưa có mẫu đơn. Chép vào: "), "{missing}");
    assert!(missing.ends_with("to-khai.pdf"), "{missing}");
    let folder = office.home().join("mau-don");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("to-khai.pdf"), b"%PDF-1.4").unwrap();
    assert_eq!(open(&mut office, "to-khai.pdf"), Ok(JobDone::Plain));
    assert!(
        open(&mut office, "../mau-don/to-khai.pdf").is_err(),
        "a name is no way elsewhere"
    );
}
