//! Records in, typed procedures out; nothing is lost on the way.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::*;
use crate::domain::deadline::text::limit;
use crate::domain::deadline::{Policy, Unit};

fn record(value: Value) -> Record {
    let bytes = serde_json::to_vec(&json!([value])).unwrap();
    Record::parse_all(&bytes).unwrap().remove(0)
}

fn shared(file: &str) -> Option<Vec<u8>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("MOTCUA_SHARED").map_or_else(beside, PathBuf::from);
    let bytes = std::fs::read(folder.join("data").join(file)).ok();
    if bytes.is_none() {
        crate::skipped::skipped("../shared is not here");
    }
    bytes
}

/// A direction mark inside a word is not seen, and a search for the word would not find it: it goes at the door.
fn without_direction_marks(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap().replace('\u{200e}', "");
    serde_json::from_str(&text).unwrap()
}

fn birth() -> Value {
    json!({
        "code": "1.001193", "name": "Đăng ký khai sinh", "field_name": "Hộ tịch",
        "time_limit": {"amount": 1, "unit": "working_day", "rule": "same_day_cutoff_15h"},
        "fee": {"amount": 0, "currency": "VND", "note": null},
        "channels": [{"channel": "counter", "amount": 1, "fee": 0}, {"channel": "post", "amount": 3}],
        "components": [
            {"name": "Tờ khai", "copies": 1, "kind": "original", "mandatory": true, "channel": "counter"},
            {"name": "Giấy chứng sinh", "copies": 2, "kind": "copy", "group": "Giấy tờ phải nộp"},
            {"name": "Căn cước", "kind": "certified", "submission": "present", "mandatory": false,
             "group": "Giấy tờ phải xuất trình"},
        ],
        "results": [{"code": "KQ.G15.000031", "name": "Giấy khai sinh", "validity": null}],
        "something_new": {"kept": [1, 2.5]},
    })
}

#[test]
fn a_record_gives_the_typed_view() {
    let record = record(birth());
    let procedure = record.procedure();
    assert_eq!(
        (procedure.sector.code.as_str(), procedure.sector.name.as_str()),
        ("ho-tich", "Hộ tịch")
    );
    assert_eq!(procedure.limit(Channel::Counter).unwrap().policy, Policy::SameDay);
    let post = procedure.limit(Channel::Post).unwrap();
    assert_eq!(
        (post.amount.to_string().as_str(), post.unit, post.policy),
        ("3", Unit::Day, Policy::Hours)
    );
    assert_eq!(procedure.fees.len(), 1, "the counter's fee repeats the headline");
    assert!(
        procedure.cases.is_empty(),
        "what is handed in and what is shown are headings, not cases"
    );
    let birth_paper = &procedure.components[1];
    assert_eq!((birth_paper.position, birth_paper.copies), (2, 2));
    assert_eq!(
        (birth_paper.form, birth_paper.required),
        (PaperForm::Plain, Required::Open)
    );
    assert_eq!(procedure.components[2].submission, Submission::Present);
    assert_eq!(procedure.checklist(None, Channel::Online).count(), 2);
    assert_eq!(procedure.workflows, [Workflow::default_three()]);
}

#[test]
fn unknown_fields_stay_in_the_record() {
    let record = record(birth());
    assert_eq!(Value::Object(record.json().clone()), birth());
    assert_eq!(Record::from_canonical(&record.canonical()).unwrap(), record);
}

#[test]
fn the_version_id_depends_on_content_only() {
    let reordered: Value = serde_json::from_str(&birth().to_string()).unwrap();
    assert_eq!(record(birth()).version_id(), record(reordered).version_id());
    let mut changed = birth();
    changed["components"][0]["copies"] = json!(2);
    assert_ne!(record(birth()).version_id(), record(changed).version_id());
}

#[test]
fn control_characters_and_loose_marks_do_not_enter() {
    let mut wild = birth();
    wild["name"] = json!("\u{1b}[31mĐa\u{306}ng ky\u{301}\u{7} \n hai");
    assert_eq!(record(wild).procedure().name, "Đăng ký hai");
}

#[test]
fn an_amount_that_cannot_be_kept_exactly_is_refused() {
    let mut odd = birth();
    odd["time_limit"]["amount"] = json!(0.125);
    let bytes = serde_json::to_vec(&json!([odd])).unwrap();
    assert!(matches!(
        Record::parse_all(&bytes),
        Err(RecordError::Shape { position: 1, .. })
    ));
}

#[test]
fn a_unit_comes_from_the_channel_then_the_headline_then_the_suggestion() {
    let mut suggested = birth();
    suggested["time_limit"] = json!({"amount": 7, "unit": null, "unit_suggested": "day"});
    suggested["channels"] = json!([{"channel": "online", "amount": 2, "unit": "hour"}]);
    let record = record(suggested);
    let of = |channel| record.procedure().limit(channel).map(limit).unwrap();
    assert_eq!(
        (of(Channel::Counter).as_str(), of(Channel::Online).as_str()),
        ("7 ngày", "2 giờ làm việc")
    );
}

#[test]
fn groups_become_cases_when_there_is_a_choice() {
    let mut grouped = birth();
    grouped["components"] = json!([
        {"name": "Đơn", "group": "Thành phần hồ sơ"},
        {"name": "A", "group": "- Trường hợp mất"}, {"name": "B", "group": "- Trường hợp hỏng"},
        {"name": "Giấy ủy quyền", "group": "Trường hợp ủy quyền thực hiện thủ tục"},
    ]);
    let record = record(grouped);
    let names: Vec<_> = record
        .procedure()
        .cases
        .iter()
        .map(|case| case.name.as_str())
        .collect();
    assert_eq!(names, ["Trường hợp mất", "Trường hợp hỏng"]);
    let papers: Vec<_> = record
        .procedure()
        .checklist(Some("Trường hợp hỏng"), Channel::Counter)
        .collect();
    assert_eq!(
        papers.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>(),
        ["Đơn", "B", "Giấy ủy quyền"]
    );
}

#[test]
fn a_workflow_that_leads_nowhere_is_refused() {
    let step = |no: u32, enters: u32, next: Value| json!({"no": no, "name": "x", "role": "reception", "enters": enters, "next": next});
    let cases = [
        (json!([]), WorkflowError::Empty),
        (json!([step(2, 2, json!([]))]), WorkflowError::Numbering),
        (json!([step(1, 4, json!([]))]), WorkflowError::Enters),
        (json!([step(1, 2, json!([7]))]), WorkflowError::Next),
        (
            json!([step(1, 2, json!([2])), step(2, 4, json!([1]))]),
            WorkflowError::Next,
        ),
    ];
    for (steps, reason) in cases {
        let mut broken = birth();
        broken["workflows"] = json!([{"name": "q", "steps": steps}]);
        let bytes = serde_json::to_vec(&json!([broken])).unwrap();
        assert_eq!(
            Record::parse_all(&bytes),
            Err(RecordError::Workflow {
                position: 1,
                code: "1.001193".to_owned(),
                reason
            }),
            "{steps}"
        );
    }
}

#[test]
fn a_workflow_with_an_outside_step_is_read() {
    let mut outside = birth();
    outside["workflows"] = json!([{"name": "Có ý kiến cấp trên", "steps": [
        {"no": 1, "name": "Tiếp nhận", "role": "reception", "enters": 2, "next": [2]},
        {"no": 2, "name": "Cấp trên", "role": "outside", "enters": 4, "next": [3], "amount": 2.5},
        {"no": 3, "name": "Trả", "role": "reception", "enters": 9, "next": [2], "files_outcome": true},
    ]}]);
    let record = record(outside);
    let workflow = record.procedure().workflow(1).unwrap();
    let step = workflow.step(2).unwrap();
    assert_eq!(
        (step.role, step.time),
        (StepRole::Outside, Some(("2.5".parse().unwrap(), Unit::Day)))
    );
    assert_eq!(record.procedure().workflow(0), None);
}

#[test]
fn what_a_newer_record_drops_is_named() {
    let old = record(birth());
    let mut poorer = birth();
    poorer["time_limit"] = Value::Null;
    poorer["channels"] = json!([{"channel": "counter", "amount": 2}]);
    poorer["fee"] = Value::Null;
    poorer["components"][1]["name"] = json!("Giấy chứng  SINH.");
    poorer["components"].as_array_mut().unwrap().remove(2);
    let lines: Vec<_> = losses(old.procedure(), record(poorer).procedure())
        .iter()
        .map(text::loss)
        .collect();
    assert_eq!(
        lines,
        [
            "1.001193: mất thời hạn trong ngày (trực tuyến)",
            "1.001193: mất thời hạn 3 ngày làm việc (bưu chính)",
            "1.001193: mất mức phí 0 đồng",
            "1.001193: mất giấy tờ «Căn cước»",
        ]
    );
    assert!(losses(old.procedure(), old.procedure()).is_empty());
}

#[test]
fn a_loss_fits_one_line_of_the_screen() {
    let name = "Giấy tờ ".repeat(40);
    let loss = Loss {
        code: "1.000047.000.00.00.H08".to_owned(),
        what: Lost::Component {
            name: name.clone(),
            case_name: None,
        },
    };
    assert_eq!(
        unicode_width::UnicodeWidthStr::width(text::loss(&loss).as_str()),
        78
    );
    let of_case = Loss {
        what: Lost::Component {
            name: name.clone(),
            case_name: Some(name),
        },
        ..loss
    };
    let line = text::loss(&of_case);
    assert!(
        unicode_width::UnicodeWidthStr::width(line.as_str()) <= 78,
        "{line}"
    );
    assert!(line.contains("…», trường hợp «Giấy tờ"), "{line}");
}

/// The same name in two cases and two channels is four demands, not one.
#[test]
fn a_paper_dropped_from_one_case_or_one_channel_is_named() {
    let with = |components: Value| {
        let mut cased = birth();
        cased["components"] = components;
        record(cased)
    };
    let paper = |name: &str, group: Option<&str>, channel: Option<&str>| json!({"name": name, "group": group, "channel": channel});
    let (first, second) = (Some("Sinh tại nhà"), Some("Sinh ở nước ngoài"));
    let old = with(json!([
        paper("Tờ khai", first, None),
        paper("Tờ khai", second, None),
        paper("Giấy chứng sinh", first, None),
        paper("Căn cước", second, Some("counter")),
    ]));
    let names = |new: &Record| -> Vec<String> {
        let lost = losses(old.procedure(), new.procedure());
        lost.iter().map(text::loss).collect()
    };
    assert_eq!(names(&old), [""; 0]);
    let poorer = with(json!([
        paper("Tờ khai", first, None),
        paper("Giấy chứng sinh", second, None),
        paper("Căn cước", second, Some("online")),
    ]));
    assert_eq!(
        names(&poorer),
        [
            "1.001193: mất giấy tờ «Tờ khai», trường hợp «Sinh ở nước ngoài»",
            "1.001193: mất giấy tờ «Giấy chứng sinh», trường hợp «Sinh tại nhà»",
            "1.001193: mất giấy tờ «Căn cước», trường hợp «Sinh ở nước ngoài»",
        ]
    );
    // Without cases what is needed is needed in every one; with them, what every one needs must stand in each.
    let flat = with(json!([
        paper("Tờ khai", None, None),
        paper("Giấy chứng sinh", None, None),
        paper("Căn cước", None, None),
    ]));
    assert_eq!(names(&flat), [""; 0]);
    let lost = losses(flat.procedure(), old.procedure());
    let lost: Vec<_> = lost.iter().map(text::loss).collect();
    assert_eq!(
        lost,
        [
            "1.001193: mất giấy tờ «Giấy chứng sinh»",
            "1.001193: mất giấy tờ «Căn cước»",
        ]
    );
}

#[test]
fn files_that_are_no_catalogue_are_refused() {
    let refused = |text: &str| Record::parse_all(text.as_bytes()).unwrap_err();
    assert_eq!(refused("[{"), RecordError::NotJson { line: 1, column: 2 });
    assert_eq!(refused("{\"a\": 1}"), RecordError::NoList);
    assert_eq!(refused("7"), RecordError::NoList);
    assert!(matches!(
        refused("[{\"code\": \"1\", \"name\": \" \"}]"),
        RecordError::Shape { position: 1, .. }
    ));
    let twice = json!([birth(), birth()]).to_string();
    assert_eq!(
        refused(&twice),
        RecordError::Twice {
            position: 2,
            code: "1.001193".to_owned()
        }
    );
    assert_eq!(
        Record::parse_all(json!({"procedures": [birth()]}).to_string().as_bytes())
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn the_large_catalogue_is_read_whole() {
    let Some(bytes) = shared("procedures.json") else {
        return;
    };
    let records = Record::parse_all(&bytes).unwrap();
    let components: usize = records
        .iter()
        .map(|record| record.procedure().components.len())
        .sum();
    assert_eq!((records.len(), components), (368, 1853));
    for (record, source) in records.iter().zip(without_direction_marks(&bytes)) {
        assert_eq!(Value::Object(record.json().clone()), source);
    }
    let of = |code: &str| {
        records
            .iter()
            .find(|record| record.procedure().code == code)
            .unwrap()
            .procedure()
    };
    assert_eq!(
        limit(of("1.000047.000.00.00.H08").limit(Channel::Counter).unwrap()),
        "0,5 ngày làm việc"
    );
    assert_eq!(
        limit(of("1.013978").limit(Channel::Online).unwrap()),
        "17 ngày làm việc"
    );
    assert_eq!(
        of("1.004222")
            .fees
            .iter()
            .map(|fee| fee.amount)
            .collect::<Vec<_>>(),
        [20_000, 10_000]
    );
    assert_eq!(
        (of("1.013229").components.len(), of("1.013229").cases.len()),
        (55, 7)
    );
    assert_eq!(of("1.013229").workflows, [Workflow::default_three()]);
}

#[test]
fn the_starter_catalogue_is_whole() {
    let records = shipped();
    assert!(records.len() >= 30, "{}", records.len());
    for record in &records {
        let procedure = record.procedure();
        let dated = record.json()["source"].get("read_on").is_some();
        assert!(
            dated && !procedure.source.is_empty(),
            "{}: a source with its date",
            procedure.code
        );
        assert!(!procedure.sector.name.is_empty(), "{}", procedure.code);
        assert!(!procedure.components.is_empty(), "{}", procedure.code);
        let named = |result: &ResultKind| result.code.is_some();
        assert!(
            !procedure.results.is_empty() && procedure.results.iter().all(named),
            "{}",
            procedure.code
        );
        for case in &procedure.cases {
            let own = |kind: &ComponentKind| kind.case_name.as_deref() == Some(&case.name);
            let own_case = procedure.components.iter().any(own);
            let first = procedure.cases.first() == Some(case);
            assert!(
                own_case || first,
                "{}: nothing belongs to {}",
                procedure.code,
                case.name
            );
        }
    }
    assert!(records.iter().any(|record| record.procedure().cases.len() > 1));
    let outside = |step: &WorkflowStep| step.role == StepRole::Outside;
    let leaves = |record: &Record| {
        record
            .procedure()
            .workflows
            .iter()
            .any(|it| it.steps.iter().any(outside))
    };
    assert!(records.iter().any(leaves), "one goes to an outside agency");
}

#[test]
fn the_letters_own_procedure_ships_as_the_letter_shows_it() {
    let records = shipped();
    let of = |code: &str| {
        records
            .iter()
            .find(|record| record.procedure().code == code)
            .unwrap()
            .procedure()
    };
    let letter = of("1.000047.000.00.00.H08");
    let half_day = letter.limit(Channel::Counter).unwrap();
    assert_eq!(
        (limit(half_day).as_str(), half_day.policy),
        ("0,5 ngày làm việc", Policy::Hours)
    );
    assert_eq!((letter.components.len(), letter.components[0].copies), (1, 1));
    let result = &letter.results[0];
    assert_eq!(
        (result.code.as_deref(), result.term.as_deref()),
        (Some("VNPT.KQ_001"), Some("10y"))
    );
    for code in ["1.001193", "1.000656", "2.000635", "2.000815"] {
        assert_eq!(
            of(code).limit(Channel::Counter).unwrap().policy,
            Policy::SameDay,
            "{code}"
        );
    }
}

#[test]
fn fees_are_written_as_people_say_them() {
    let fee = |channel, amount, currency: &str, note: Option<&str>| {
        let note = note.map(ToOwned::to_owned);
        text::fee(&Fee {
            channel,
            amount,
            currency: currency.to_owned(),
            note,
        })
    };
    assert_eq!(fee(None, 0, "VND", None), "0 đồng");
    let note = Some("(theo quy định của tỉnh)");
    assert_eq!(fee(None, 0, "VND", note), "0 đồng (theo quy định của tỉnh)");
    assert_eq!(
        fee(None, 8000, "VND", Some("mỗi bản sao")),
        "8.000 đồng (mỗi bản sao)"
    );
    assert_eq!(
        fee(Some(Channel::Online), 1_150_000, "VND", None),
        "1.150.000 đồng (trực tuyến)"
    );
    assert_eq!(fee(Some(Channel::Counter), 10, "USD", None), "10 USD (trực tiếp)");
}
