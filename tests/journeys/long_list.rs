//! A checklist of 55 papers on a window of 80 columns and 24 rows: every row is reached by keys, and the seven cases of a
//! procedure lead to their own papers and totals.

use std::collections::BTreeSet;

use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::ProcedureChoice;
use serde_json::{Value, json};

use crate::office::{HANH, Office};

/// As many papers of each case as the longest real procedure has.
const CASES: [usize; 7] = [8, 8, 9, 8, 8, 8, 6];
const CODE: &str = "1.013229";

fn seven_cases() -> Vec<u8> {
    let name = |case: usize| format!("({}) Đối với công trình loại {}", case + 1, case + 1);
    let papers = CASES.iter().enumerate().flat_map(|(case, count)| {
        (1..=*count).map(move |n| {
            let long =
                "bản vẽ hiện trạng của các bộ phận công trình dự kiến sửa chữa, kèm ảnh chụp khổ 10 x 15 cm";
            let name_of = format!("Giấy tờ {}.{n}: {long}", case + 1);
            json!({"name": name_of, "kind": "original", "mandatory": false, "group": name(case)})
        })
    });
    let procedure = json!({
        "code": CODE, "name": "Cấp giấy phép xây dựng sửa chữa, cải tạo", "field_name": "Hoạt động xây dựng",
        "source": "dữ liệu thử", "time_limit": {"amount": 15, "unit": "working_day", "policy": "days"},
        "components": papers.collect::<Vec<Value>>(), "results": [],
    });
    serde_json::to_vec(&json!({ "procedures": [procedure] })).unwrap()
}

fn procedure(office: &Office) -> ProcedureChoice {
    let code = CODE.to_owned();
    match office.ask(Query::Procedure { code, version: None }) {
        Answer::Procedure(Some(choice)) => *choice,
        other => panic!("no procedure: {other:?}"),
    }
}

/// From Home to the procedure, its form not yet filled.
fn to_procedure(office: &mut Office) {
    office.keys("<f2>").types("052090001234").keys("<enter>1");
    office.types(CODE).sees(CODE);
}

fn fill_holder(office: &mut Office) {
    office.keys("<enter>").sees("Họ và tên");
    office.types("Đinh Văn Đạt").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 2").keys("<enter><enter>");
    office.sees("Thành phần hồ sơ nộp");
}

/// What the detail block says of the pointed row.
fn pointed(office: &Office) -> String {
    let screen = office.screen();
    let rows: Vec<&str> = screen.lines().collect();
    rows[16..21]
        .iter()
        .map(|row| row.trim())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// Goes through the list with ↓ and gathers the pointed rows; stays within the window all the time.
fn walked(office: &mut Office, steps: usize) -> BTreeSet<String> {
    office.keys("<home>");
    let mut seen = BTreeSet::from([pointed(office)]);
    for _ in 0..steps {
        office.keys("<down>");
        let pointed_row = |row: &str| row.starts_with('▸');
        assert!(
            office.screen().lines().any(pointed_row),
            "no pointed row in view:\n{}",
            office.screen()
        );
        seen.insert(pointed(office));
    }
    seen.retain(|name| !name.is_empty());
    seen
}

/// The list without cases is the catalogue's own of the scenarios: 55 mandatory papers.
#[test]
fn every_one_of_55_papers_is_reached_ticked_and_counted() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    to_procedure(&mut office);
    fill_holder(&mut office);
    office.sees("đã nhận 0/55 · thiếu 55 bắt buộc");
    office.sees("giấy tờ 1/55").sees("còn nữa ↓");
    insta::assert_snapshot!("papers_55", office.screen());
    let names = walked(&mut office, 56);
    assert_eq!(names.len(), 55, "{names:?}");
    office.sees("+ thêm giấy tờ khác").sees_no("còn nữa ↓");

    office.keys("<home><pagedown>").sees("giấy tờ 11/55");
    office.keys("<end><up>").sees("giấy tờ 55/55").keys("<space>");
    office.sees("đã nhận 1/55 · thiếu 54 bắt buộc");
    office
        .keys("<f2>")
        .sees("CÒN THIẾU 54 MỤC")
        .sees("Chọn một trong ba cách");
    insta::assert_snapshot!("papers_55_lacking", office.screen());
    office.keys("<esc><ctrl-a>").sees("đã nhận 55/55").keys("<f2>");
    office.sees("Đủ thành phần").sees("nhận 55/55").sees("và");
    insta::assert_snapshot!("papers_55_review", office.screen());
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    assert_eq!(office.dossier("230214-0001").components.len(), 55);
    office.ends_sound();
}

/// Each case once: Tab to it, Space to the next, and its own papers below.
fn through_the_cases(office: &mut Office) -> usize {
    let choice = procedure(office);
    assert_eq!((choice.cases.len(), choice.components.len()), (7, 55));
    to_procedure(office);
    fill_holder(office);
    let mut papers = 0;
    for case in &choice.cases {
        let own = choice
            .components
            .iter()
            .filter(|it| it.case.as_ref() == Some(case))
            .count();
        office.sees(&format!("đã nhận 0/{own}"));
        let names = walked(office, own + 1);
        assert_eq!(names.len(), own, "{case}: {names:?}");
        papers += own;
        office.keys("<esc><esc>").sees("▸2 Thủ tục");
        for _ in 0..2 {
            if !office.screen().contains("▸ Trường hợp") {
                office.keys("<tab>");
            }
        }
        office.sees("▸ Trường hợp");
        office.keys("<space><enter>").sees("▸3 Chủ hồ sơ");
        office.keys("<f2>").sees("Thành phần hồ sơ nộp");
    }
    papers
}

#[test]
fn the_seven_cases_of_a_procedure_lead_to_their_own_papers() {
    let mut office = Office::open();
    office
        .clock_shows("2023-02-14T08:05:00+07:00")
        .imports(&seven_cases())
        .log_in(HANH);
    assert_eq!(through_the_cases(&mut office), 55);
    insta::assert_snapshot!("papers_of_a_case", office.screen());
    office.ends_sound();
}

#[test]
fn the_real_procedure_of_55_papers_is_gone_through_case_by_case() {
    let shared = std::env::var("MOTCUA_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let Ok(bytes) = std::fs::read(format!("{shared}/data/procedures.json")) else {
        crate::common::skipped::skipped("../shared is not here");
        return;
    };
    let mut office = Office::open();
    office
        .clock_shows("2023-02-14T08:05:00+07:00")
        .imports(&bytes)
        .log_in(HANH);
    assert_eq!(through_the_cases(&mut office), 55);
    office.ends_sound();
}
