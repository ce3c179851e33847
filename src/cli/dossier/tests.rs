use serde_json::Value;

use super::*;
use crate::cli::testing::{Desk, said};

fn run_json(desk: &Desk, command: &DossierCommand) -> Value {
    let (ended, printed) = said(|out| run(command, desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Done, "{printed}");
    serde_json::from_str(&printed).unwrap()
}

fn list(search: &str, status: Option<u8>, limit: Option<u32>) -> DossierCommand {
    DossierCommand::List {
        status,
        search: search.into(),
        limit,
        json: true,
    }
}

fn show(code: &str, json: bool) -> DossierCommand {
    DossierCommand::Show {
        code: code.into(),
        json,
    }
}

const ROW: [&str; 14] = [
    "code",
    "status",
    "status_text",
    "procedure_code",
    "procedure_name",
    "holder_name",
    "received_at",
    "due_at",
    "promised_at",
    "finished_at",
    "returned_at",
    "step",
    "officer",
    "digitised",
];

fn has_keys(object: &Value, keys: &[&str]) {
    for key in keys {
        assert!(object.get(key).is_some(), "{key} in {object}");
    }
}

#[test]
fn a_list_has_the_keys_of_the_contract() {
    let mut desk = Desk::new();
    let code = desk.returned();
    assert_eq!(code, "000.99.15.H08-221006-0001");
    let found = run_json(&desk, &list("", None, None));
    assert_eq!(found["total"], 1);
    let row = &found["items"][0];
    has_keys(row, &ROW);
    assert_eq!(row["code"], code.as_str());
    assert_eq!(
        (&row["status"], &row["status_text"]),
        (&json!(10), &json!("Đã trả"))
    );
    assert_eq!(row["received_at"], "2022-10-06T08:35:17+07:00");
    assert_eq!(row["due_at"], "2022-10-06T14:35:17+07:00");
    assert_eq!(row["digitised"], "full");
}

#[test]
fn a_list_can_be_narrowed_and_cut() {
    let mut desk = Desk::new();
    desk.returned();
    desk.accept();
    desk.accept();
    let total = |command| {
        let found = run_json(&desk, &command);
        (found["total"].clone(), found["items"].as_array().unwrap().len())
    };
    assert_eq!(total(list("", None, None)), (json!(3), 3));
    assert_eq!(total(list("", Some(10), None)), (json!(1), 1));
    assert_eq!(total(list("", Some(2), Some(1))), (json!(2), 1));
    assert_eq!(total(list("dat dinh", None, None)), (json!(3), 3));
    assert_eq!(total(list("0003", None, None)), (json!(1), 1));
    assert_eq!(total(list("khong ai", None, None)), (json!(0), 0));
    assert_eq!(total(list("", None, Some(0))), (json!(3), 0));
}

#[test]
fn a_dossier_is_shown_whole_by_either_form_of_its_code() {
    let mut desk = Desk::new();
    let code = desk.returned();
    let whole = run_json(&desk, &show("221006-0001", true));
    assert_eq!(whole, run_json(&desk, &show(&code, true)));
    has_keys(&whole, &ROW);
    has_keys(
        &whole,
        &[
            "channel",
            "lookup",
            "sets",
            "return_way",
            "holder",
            "bearer",
            "account",
            "interims",
        ],
    );
    assert_eq!(
        whole["limit"],
        json!({"amount": "0.5", "unit": "day", "policy": "hours"})
    );
    assert_eq!(whole["register"], json!({"book": 1, "number": 1}));
    has_keys(&whole["components"][0], &["name", "copies", "form", "received"]);
    has_keys(
        &whole["components"][0]["files"][0],
        &["name", "sha256", "pages", "source", "signature"],
    );
    let outcome = &whole["outcomes"][0];
    has_keys(
        outcome,
        &[
            "kind_code",
            "name",
            "starts_on",
            "term",
            "ends_on",
            "sha256",
            "state",
        ],
    );
    assert_eq!(outcome["paper_code"], "052090001234.VNPT.KQ_001");
    assert_eq!(
        (&outcome["ends_on"], &outcome["state"]),
        (&json!("2032-10-06"), &json!("active"))
    );
    has_keys(&whole["forms"][0], &["template", "number", "sha256", "prints"]);
    let kinds: Vec<&str> = whole["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "accept",
            "issue_form",
            "forward",
            "file_outcome",
            "forward",
            "hand_back"
        ]
    );
    has_keys(&whole["history"][0], &["at", "officer", "kind", "text"]);
}

#[test]
fn people_read_the_same_as_lines() {
    let mut desk = Desk::new();
    desk.returned();
    let (ended, page) = said(|out| run(&show("221006-0001", false), desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Done);
    for part in ["Đã trả", "THÀNH PHẦN HỒ SƠ", "[x]", "QUÁ TRÌNH", "Đinh Văn Đạt"] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    let lines = DossierCommand::List {
        status: None,
        search: String::new(),
        limit: None,
        json: false,
    };
    let (_, page) = said(|out| run(&lines, desk.home.path(), desk.now(), out));
    assert!(page.contains("\t06/10/2022\t"), "with the year: {page}");
    assert!(page.ends_with("1 hồ sơ khớp trong 1\n"), "{page}");
}

#[test]
fn an_unknown_code_and_a_folder_without_a_desk_are_refused_with_one_sentence() {
    let desk = Desk::new();
    let (ended, _) = said(|out| run(&show("221006-0009", true), desk.home.path(), desk.now(), out));
    assert!(matches!(ended, Outcome::Refused(why) if why.contains("«221006-0009»")));
    let nowhere = tempfile::tempdir().unwrap();
    let (ended, printed) = said(|out| run(&list("", None, None), nowhere.path(), desk.now(), out));
    assert!(matches!(ended, Outcome::Refused(_)) && printed.is_empty());
}

fn manifest(code: &str, out: Option<std::path::PathBuf>) -> DossierCommand {
    DossierCommand::Manifest(manifest::ManifestArgs {
        code: code.into(),
        out,
        json: true,
    })
}

#[test]
fn a_manifest_names_every_file_and_a_damaged_one_wants_attention() {
    let mut desk = Desk::new();
    let code = desk.returned();
    let (_, printed) = said(|out| run(&manifest(&code, None), desk.home.path(), desk.now(), out));
    let object: Value = serde_json::from_str(&printed).unwrap();
    has_keys(
        &object,
        &["code", "components", "interims", "outcomes", "verified"],
    );
    assert_eq!(object["outcomes"][0]["source_file"], "ket_qua.pdf");
    let sha256 = object["outcomes"][0]["sha256"].as_str().unwrap().to_owned();
    assert_eq!(sha256.len(), 64);

    let path = desk.home.path().join("files").join(&sha256[..2]).join(&sha256);
    std::fs::write(path, b"other bytes").unwrap();
    let target = desk.home.path().join("ban-ke.json");
    let command = manifest(&code, Some(target.clone()));
    let (ended, printed) = said(|out| run(&command, desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Attention);
    assert!(printed.contains("KHÔNG KHỚP"), "{printed}");
    let object: Value = serde_json::from_slice(&std::fs::read(target).unwrap()).unwrap();
    let faults = object["verified"]["faults"].as_array().unwrap();
    let why = faults.iter().find(|it| it["sha256"] == sha256.as_str()).unwrap();
    assert_eq!(
        (why["why"].as_str(), why["name"].as_str()),
        (Some("changed"), Some("to_khai.pdf")),
        "the component has the same bytes: one file, named as it was first"
    );
}

#[test]
fn only_one_whole_code_opens_a_dossier_and_nothing_is_guessed() {
    let mut desk = Desk::new();
    let code = desk.returned();
    desk.accept();
    let end = &code[code.len() - 4..];
    for typed in [
        "",
        " ",
        end,
        "1",
        "06-0001",
        "221006",
        "3456",
        "000.99.15.H08-221006",
    ] {
        for command in [show(typed, true), manifest(typed, None)] {
            let (ended, printed) = said(|out| run(&command, desk.home.path(), desk.now(), out));
            assert!(matches!(ended, Outcome::Refused(_)), "«{typed}»: {printed}");
            assert!(printed.is_empty(), "«{typed}»");
        }
    }
    assert_eq!(
        run_json(&desk, &show(&format!(" {code} "), true))["code"],
        code.as_str()
    );
}

#[test]
fn a_dossier_without_a_code_is_listed_and_shown_by_its_id() {
    let mut desk = Desk::new();
    let id = desk.refused().to_string();
    let found = run_json(&desk, &list("", Some(3), None));
    let row = &found["items"][0];
    assert_eq!((&row["code"], &row["id"]), (&Value::Null, &json!(id)));
    assert_eq!(run_json(&desk, &show(&id, true))["id"], row["id"]);
    let lines = DossierCommand::List {
        status: Some(3),
        search: String::new(),
        limit: None,
        json: false,
    };
    let (_, page) = said(|out| run(&lines, desk.home.path(), desk.now(), out));
    assert!(page.starts_with(&id), "{page}");
}
