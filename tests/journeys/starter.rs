//! The shipped catalogue is usable as it is: each procedure gives a receipt whose due time is explained, and the
//! receipt says what the command line says.

use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::{DossierView, ProcedureRow};

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
fn the_receipt_says_what_the_command_line_says() {
    let mut office = Office::open();
    office.log_in(HANH);
    for (n, procedure) in ["1.001193", "1.004873", "1.001776", "1.000047.000.00.00.H08"]
        .iter()
        .enumerate()
    {
        let view = office.received(&Visitor::person("052090001234", "Đinh Văn Đạt", procedure));
        office.receipt_made(view.row.id);
        let view = office.view(view.row.id);
        let text = office.receipt_text(&view, 0);
        let shown = shown(&office, &format!("230214-{:04}", n + 1));
        for fact in facts(&shown, &view) {
            assert!(
                text.contains(&fact),
                "{fact} is not on the receipt\n{text}\n{shown:#}"
            );
        }
    }
    office.ends_sound();
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

fn facts(shown: &serde_json::Value, view: &DossierView) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut facts = vec![
        text(&shown["code"]),
        text(&shown["lookup"]),
        text(&shown["holder"]["name"]),
        text(&shown["holder"]["address"]),
        text(&shown["procedure_name"]),
    ];
    let papers = shown["components"].as_array().unwrap();
    assert_eq!(papers.len(), view.components.len());
    facts.extend(papers.iter().map(|paper| text(&paper["name"])));
    let due = chrono::DateTime::parse_from_rfc3339(&text(&shown["due_at"])).unwrap();
    facts.push(due.format("%H giờ %M phút, ngày %d tháng %m năm %Y").to_string());
    facts
}
