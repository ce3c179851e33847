use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::cli::calendar::{self, CalendarCommand};
use crate::cli::places::{self, PlacesCommand, SetName};
use crate::fixture::{at, founded};

fn now() -> Moment {
    at("2026-11-02T08:00:00+07:00")
}

fn desk() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    drop(founded(home.path(), now()));
    home
}

/// The outcome and what was printed.
fn said(run: impl FnOnce(&mut dyn Write) -> Outcome) -> (Outcome, String) {
    let mut out = Vec::new();
    let outcome = run(&mut out);
    (outcome, String::from_utf8(out).unwrap())
}

fn import(home: &TempDir, value: &Value, accept_losses: bool) -> (Outcome, Value) {
    let file = home.path().join("catalogue.json");
    fs::write(&file, value.to_string()).unwrap();
    let command = CatalogCommand::Import {
        file,
        accept_losses,
        json: true,
    };
    let (outcome, printed) = said(|out| run(&command, home.path(), now(), out));
    (outcome, serde_json::from_str(&printed).unwrap_or(Value::Null))
}

fn show(home: &TempDir, code: &str, json: bool) -> (Outcome, String) {
    let command = CatalogCommand::Show {
        code: code.into(),
        json,
    };
    said(|out| run(&command, home.path(), now(), out))
}

fn ops(home: &TempDir) -> Vec<String> {
    let reader = Reader::open(home.path()).unwrap();
    let mut statement = reader
        .conn
        .prepare("SELECT kind FROM oplog ORDER BY seq")
        .unwrap();
    let kinds = statement.query_map([], |row| row.get(0)).unwrap();
    kinds.collect::<Result<_, _>>().unwrap()
}

#[test]
fn what_is_imported_is_what_is_shown_and_one_op_says_so() {
    let home = desk();
    let before = ops(&home).len();
    let value = json!([{"code": "7.000001", "name": "A", "components": [{"name": "x", "odd": [1, null]}]}]);
    let (outcome, report) = import(&home, &value, false);
    assert_eq!(outcome, Outcome::Done);
    assert_eq!(
        (&report["added"], &report["components"], &report["losses"]),
        (&json!(1), &json!(1), &json!([]))
    );
    assert_eq!(ops(&home)[before..], ["import_reference"]);
    let shown: Value = serde_json::from_str(&show(&home, "7.000001", true).1).unwrap();
    assert_eq!(shown, value[0]);
    let list = CatalogCommand::List {
        search: "7.000001".into(),
        json: true,
    };
    let listed: Value = serde_json::from_str(&said(|out| run(&list, home.path(), now(), out)).1).unwrap();
    assert_eq!(
        (&listed["total"], &listed["items"][0]["name"]),
        (&json!(1), &json!("A"))
    );
}

#[test]
fn losses_are_listed_and_nothing_changes_until_somebody_agrees() {
    let home = desk();
    import(
        &home,
        &json!([{"code": "7.1", "name": "A", "fee": {"amount": 8000}}]),
        false,
    );
    let before = ops(&home).len();
    let poorer = json!([{"code": "7.1", "name": "A"}]);
    let (outcome, report) = import(&home, &poorer, false);
    assert!(matches!(outcome, Outcome::Refused(_)));
    assert_eq!(
        (&report["imported"], &report["losses"][0]["kind"]),
        (&json!(false), &json!("fee"))
    );
    assert_eq!(ops(&home).len(), before);
    let (outcome, report) = import(&home, &poorer, true);
    assert_eq!((outcome, &report["updated"]), (Outcome::Done, &json!(1)));
}

#[test]
fn a_refusal_names_what_is_wrong_in_one_line() {
    let home = desk();
    assert!(matches!(show(&home, "9.9", false).0, Outcome::Refused(why) if why.contains("9.9")));
    let (outcome, _) = import(&home, &json!({"a": 1}), false);
    assert!(matches!(outcome, Outcome::Refused(why) if why.contains("docs/catalog-format.md")));
    let nowhere = tempfile::tempdir().unwrap();
    assert!(matches!(show(&nowhere, "1.001193", false).0, Outcome::Refused(_)));
    let _open = Store::open(home.path(), now(), Box::new(SystemIds)).unwrap();
    assert_eq!(
        import(&home, &json!([]), false).0,
        Outcome::Refused(text::OPEN_ELSEWHERE.into())
    );
    assert_eq!(
        show(&home, "1.001193", false).0,
        Outcome::Done,
        "looking is possible meanwhile"
    );
}

#[test]
fn a_procedure_reads_as_text() {
    let home = desk();
    let (_, printed) = show(&home, "1.000047.000.00.00.H08", false);
    assert!(
        printed.contains("Thời hạn (trực tiếp): 0,5 ngày làm việc"),
        "{printed}"
    );
    assert!(printed.contains("VNPT.KQ_001"), "{printed}");
}

#[test]
fn places_are_listed_and_imported() {
    let home = desk();
    let list = |search: &str| {
        let command = PlacesCommand::List {
            search: search.into(),
            set: Some(SetName::Y2025),
            json: true,
        };
        let (outcome, printed) = said(|out| places::run(&command, home.path(), now(), out));
        assert_eq!(outcome, Outcome::Done);
        serde_json::from_str::<Value>(&printed).unwrap()
    };
    assert!(list("quy nhon")["total"].as_u64().unwrap() >= 5);
    let file = home.path().join("places.csv");
    fs::write(
        &file,
        "code,name,kind,parent_code\n99001,Xã Mới Toanh,commune,52\n",
    )
    .unwrap();
    let command = PlacesCommand::Import { file };
    assert_eq!(
        said(|out| places::run(&command, home.path(), now(), out)).0,
        Outcome::Done
    );
    assert_eq!(list("moi toanh")["items"][0]["province"], json!("Tỉnh Gia Lai"));
}

#[test]
fn a_day_is_confirmed_by_import() {
    let home = desk();
    let show = || {
        let command = CalendarCommand::Show {
            year: 2027,
            json: true,
        };
        let printed = said(|out| calendar::run(&command, home.path(), now(), out)).1;
        serde_json::from_str::<Value>(&printed).unwrap()["days"][1].clone()
    };
    assert_eq!(
        (&show()["date"], &show()["status"]),
        (&json!("2027-02-04"), &json!("projected"))
    );
    let file = home.path().join("days.csv");
    fs::write(
        &file,
        "date,kind,status,name,source\n2027-02-04,off,official,29 Tết,PM\n",
    )
    .unwrap();
    let command = CalendarCommand::Import { file: file.clone() };
    assert_eq!(
        said(|out| calendar::run(&command, home.path(), now(), out)).0,
        Outcome::Done
    );
    assert_eq!(show()["status"], json!("official"));
    fs::write(
        &file,
        "date,kind,status,name,source\n2027-02-30,off,official,x,y\n",
    )
    .unwrap();
    let (outcome, _) = said(|out| calendar::run(&command, home.path(), now(), out));
    assert!(matches!(outcome, Outcome::Refused(why) if why.contains("Dòng 2")));
}
