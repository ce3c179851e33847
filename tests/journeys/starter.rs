//! The shipped catalogue is usable as it is: each procedure gives a receipt whose due time is explained, and the
//! receipt says what the command line says.

use motcua::domain::dossier::Bearer;
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::ProcedureRow;

use crate::hand::Visitor;
use crate::office::{HANH, Office};

fn procedures(office: &Office) -> Vec<ProcedureRow> {
    let (text, sector) = (String::new(), None);
    match office.ask(Query::Procedures {
        text,
        sector,
        limit: 999,
    }) {
        Answer::Procedures(page) => page.rows,
        other => panic!("no procedures: {other:?}"),
    }
}

#[test]
fn every_starter_procedure_gives_a_receipt_with_an_explained_due_time() {
    let mut office = Office::open();
    office
        .clock_shows("2023-02-14T08:30:00+07:00")
        .leave_and_reopen()
        .log_in(HANH);
    let procedures = procedures(&office);
    assert!(procedures.len() >= 30, "{}", procedures.len());
    for procedure in procedures {
        let visitor = Visitor::person("052090001234", "Đinh Văn Đạt", &procedure.code);
        let view = office.received(&visitor);
        office.receipt_made(view.row.id);
        let Answer::Due(due) = office.ask(Query::WhyDue(view.row.id)) else {
            panic!("{}", procedure.code)
        };
        match (view.row.due_at, due) {
            (Some(due_at), Some(why)) => {
                assert_eq!(why.due_at, Some(due_at), "{}", procedure.code);
                assert!(
                    !why.steps.is_empty() && !why.limit.is_empty(),
                    "{}",
                    procedure.code
                );
            }
            // No stated limit: nothing is promised, and nothing is explained away.
            (None, why) => assert!(why.is_none_or(|why| why.due_at.is_none()), "{}", procedure.code),
            (Some(_), None) => panic!("{}: due, but not why", procedure.code),
        }
    }
    office.ends_sound();
}

#[test]
fn the_receipt_says_line_by_line_what_the_command_line_says() {
    let mut office = Office::open();
    office.log_in(HANH);
    let visitor = |procedure: &ProcedureRow| Visitor::person("052090001234", "Đinh Văn Đạt", &procedure.code);
    for (n, procedure) in (1..).zip(&procedures(&office)) {
        let mut draft = office.draft_of(&visitor(procedure));
        draft.holder.email = "dat@example.vn".to_owned();
        draft.sets = 2;
        draft.bearer = (n % 2 == 0).then(|| Bearer {
            bearer_name: "Đinh Thị Lụa".to_owned(),
            bearer_no: "052190004411".to_owned(),
            bearer_phone: String::new(),
            bearer_basis: "vợ".to_owned(),
        });
        let view = office.accepted(draft);
        office.receipt_made(view.row.id);
        let view = office.view(view.row.id);
        let text = squeezed(&office.receipt_text(&view, 0));
        let shown = shown(&office, &format!("230214-{n:04}"));
        for line in lines(&shown) {
            assert!(
                text.contains(&squeezed(&line)),
                "{line}: {}\n{text}",
                procedure.code
            );
        }
    }
    office.ends_sound();
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// `motcua dossier show CODE --json` on the desk that is open.
fn shown(office: &Office, code: &str) -> serde_json::Value {
    let output = assert_cmd::Command::cargo_bin("motcua")
        .unwrap()
        .args(["dossier", "show", code, "--json", "--home"])
        .arg(office.home())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The lines of Mẫu 01 (TT 01/2018) as a reader of `dossier show` would write them.
fn lines(shown: &serde_json::Value) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let time = |key: &str| {
        let at = chrono::DateTime::parse_from_rfc3339(shown[key].as_str()?).unwrap();
        // Of the months only the first two are written with a zero (NĐ 30/2020).
        let words = at.format("%H giờ %M phút, ngày %d tháng %m năm %Y").to_string();
        let plain = (3..=9).fold(words, |words, month| {
            words.replace(&format!("tháng 0{month}"), &format!("tháng {month}"))
        });
        Some(plain)
    };
    let (book, number) = (&shown["register"]["book"], &shown["register"]["number"]);
    let mut lines = vec![
        format!("Số: {}", text(&shown["forms"][0]["number"])),
        format!("Mã hồ sơ: {}", text(&shown["code"])),
        format!("Mã tra cứu: {}", text(&shown["lookup"])),
        format!("Tiếp nhận hồ sơ của: {}", text(&shown["holder"]["name"])),
        format!("Địa chỉ: {}", text(&shown["holder"]["address"])),
        format!("Số điện thoại: {}", text(&shown["holder"]["phone"])),
        format!("Email: {}", text(&shown["holder"]["email"])),
        format!("Nội dung yêu cầu giải quyết: {}", text(&shown["procedure_name"])),
        format!("Số lượng hồ sơ: {:02} (bộ)", shown["sets"].as_u64().unwrap()),
        format!(
            "Thời gian giải quyết hồ sơ theo quy định là: {}",
            limit(&shown["limit"])
        ),
        format!("Thời gian nhận hồ sơ: {}", time("received_at").unwrap()),
        format!("Đăng ký nhận kết quả tại: {}", "Bộ phận Một cửa xã An Toàn"),
        format!(
            "Quyển số: {:02}; Số thứ tự: {:02}",
            book.as_u64().unwrap(),
            number.as_u64().unwrap()
        ),
        text(&shown["history"][0]["officer"]),
    ];
    lines.extend(time("due_at").map(|due| format!("Thời gian trả kết quả giải quyết hồ sơ: {due}")));
    if shown["bearer"].is_object() {
        let (name, basis) = (text(&shown["bearer"]["name"]), text(&shown["bearer"]["basis"]));
        lines.push(format!("Người nộp hồ sơ: {name} ({basis})"));
    }
    let papers = shown["components"].as_array().unwrap();
    lines.extend(papers.iter().map(paper));
    lines
}

fn paper(shown: &serde_json::Value) -> String {
    let name = shown["name"].as_str().unwrap();
    let form = match (
        shown["submission"].as_str().unwrap(),
        shown["form"].as_str().unwrap(),
    ) {
        ("present", _) => return format!("{name} (xuất trình)"),
        (_, "original") => "bản chính",
        (_, "certified") => "bản sao chứng thực",
        (_, "plain") => "bản sao",
        (_, "electronic") => "bản điện tử",
        other => panic!("{other:?}"),
    };
    format!("{name} ({:02} {form})", shown["copies"].as_u64().unwrap())
}

fn limit(shown: &serde_json::Value) -> String {
    let Some(policy) = shown["policy"].as_str() else {
        return "không quy định".to_owned();
    };
    let amount = shown["amount"].as_str().unwrap();
    let written = match amount.parse::<u32>() {
        Ok(whole) => format!("{whole:02}"),
        Err(_) => amount.replace('.', ","),
    };
    match (policy, shown["unit"].as_str().unwrap()) {
        ("same_day", _) => "trong ngày".to_owned(),
        (_, "hour") => format!("{written} giờ làm việc"),
        (_, "calendar_day") => format!("{written} ngày"),
        _ => format!("{written} ngày làm việc"),
    }
}
