//! `KB05b` and `KB09`: what a supplement and an apology make of a promise, in both readings of the law.

use motcua::app::job::Job;
use motcua::domain::act::{Act, DossierAct};
use motcua::domain::ids::DossierId;
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::rows::DuePreview;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, RO, SON, moment};

/// Why the dossier is due when it is, as the officer reads it.
fn why(office: &Office, dossier: DossierId) -> DuePreview {
    match office.ask(Query::WhyDue(dossier)) {
        Answer::Due(Some(due)) => due,
        other => panic!("{other:?}"),
    }
}

/// Received on 14/02, asked on 16/02 by who has it, answered on 20/02.
fn supplemented(clock: &str) -> (Office, DossierId) {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:00:00+07:00").log_in(HANH);
    let set = Act::SetSetting {
        key: "supplement_clock".to_owned(),
        value: clock.to_owned(),
    };
    office.act(set).unwrap();
    let lan = Visitor::person("052175002468", "Hồ Thị Lan", "1.001776");
    let dossier = office.received(&lan).row.id;
    assert_eq!(
        office.view(dossier).row.due_at,
        Some(moment("2023-02-28T17:00:00+07:00"))
    );
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-16T09:00:00+07:00", SON);
    let ask = DossierAct::AskSupplement {
        draft: None,
        items: vec!["Giấy xác nhận khuyết tật".to_owned()],
        reason: "bản nộp bị mờ".to_owned(),
    };
    office.on(dossier, ask).unwrap();
    office.at("2023-02-20T09:00:00+07:00", HANH);
    let papers = "Giấy xác nhận khuyết tật".to_owned();
    office
        .on(dossier, DossierAct::ReceiveSupplement { papers, came: vec![] })
        .unwrap();
    (office, dossier)
}

#[test]
fn kb05b_a_supplement_restarts_the_limit_and_the_other_reading_is_shown() {
    let (mut office, dossier) = supplemented("restart");
    let restart = moment("2023-03-06T17:00:00+07:00");
    let pause = moment("2023-03-02T17:00:00+07:00");
    let view = office.view(dossier);
    assert_eq!(
        view.row.due_at,
        Some(moment("2023-02-28T17:00:00+07:00")),
        "never overwritten"
    );
    assert_eq!(view.row.promised_at, Some(restart));
    let due = why(&office, dossier);
    assert_eq!(due.since.promised_at, Some(restart));
    assert_eq!(due.since.pauses, ["chờ từ 16/02/2023 đến 20/02/2023"]);
    assert_eq!(due.since.other, Some(("nếu chỉ tạm dừng".to_owned(), pause)));
    assert_eq!(due.steps.iter().filter(|step| step.counts).count(), 10);
    assert_eq!(due.steps[0].date.to_string(), "2023-02-20", "counted from zero");
    assert_eq!(due.since.recounted, None);
    office.ends_sound();
}

/// What was promised stands, and the count of today does not pass for its reason.
#[test]
fn days_that_are_counted_otherwise_since_the_promise_are_called_so() {
    let (mut office, dossier) = supplemented("restart");
    let promised = office.view(dossier).row.promised_at;
    office.at("2023-02-20T10:00:00+07:00", HANH);
    let set = |key: &str, value: &str| Act::SetSetting {
        key: key.to_owned(),
        value: value.to_owned(),
    };
    office.act(set("hours", "7h-11h30")).unwrap();
    let shorter = why(&office, dossier);
    let noon = moment("2023-03-06T11:30:00+07:00");
    assert_eq!(
        shorter.since.recounted,
        Some(noon),
        "the day closes before noon now"
    );
    assert_eq!(shorter.since.promised_at, promised);
    office.act(set("hours", "7h-11h30, 13h30-17h")).unwrap();
    assert_eq!(why(&office, dossier).since.recounted, None);
    office.act(set("supplement_clock", "pause")).unwrap();
    assert!(why(&office, dossier).since.recounted.is_some());
    office.ends_sound();
}

#[test]
fn kb05b_by_the_offices_setting_only_what_remained_is_left() {
    let (mut office, dossier) = supplemented("pause");
    let pause = moment("2023-03-02T17:00:00+07:00");
    assert_eq!(office.view(dossier).row.promised_at, Some(pause));
    assert_eq!(why(&office, dossier).since.recounted, None);
    let other = why(&office, dossier).since.other;
    let restart = moment("2023-03-06T17:00:00+07:00");
    assert_eq!(other, Some(("nếu tính lại từ đầu".to_owned(), restart)));
    // A second request needs a leader.
    let again = DossierAct::AskSupplement {
        draft: None,
        items: vec!["Tờ khai".to_owned()],
        reason: "thiếu chữ ký".to_owned(),
    };
    assert_eq!(office.on(dossier, again), Err(Refusal::NeedsLeader));
    office.ends_sound();
}

#[test]
fn kb09_an_apology_sets_a_new_time_once_and_leaves_the_first_one() {
    let mut office = Office::open();
    office.clock_shows("2023-02-16T09:00:00+07:00").log_in(HANH);
    let quan = Visitor::person("052085007788", "Trần Minh Quân", "1.004873");
    let dossier = office.received(&quan).row.id;
    let due = moment("2023-02-21T17:00:00+07:00");
    assert_eq!(office.view(dossier).row.due_at, Some(due));
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-20T08:00:00+07:00", SON);
    assert_eq!(office.view(dossier).row.days_left, Some(1), "sắp đến hạn");

    office.at("2023-02-21T14:30:00+07:00", SON);
    let apologise = |at: &str| DossierAct::Apologise {
        reason: "chờ xác minh nơi cư trú trước đây".to_owned(),
        promised_at: moment(at),
    };
    // Not after the first promise, and a Sunday.
    for wrong in ["2023-02-21T17:00:00+07:00", "2023-02-26T09:00:00+07:00"] {
        let refused = office.on(dossier, apologise(wrong));
        assert_eq!(refused, Err(Refusal::BadNewTime { after: due }), "{wrong}");
    }
    office
        .on(dossier, apologise("2023-02-23T17:00:00+07:00"))
        .unwrap();
    let view = office.view(dossier);
    assert_eq!((view.row.due_at, view.apologies), (Some(due), 1));
    assert_eq!(why(&office, dossier).since.recounted, None);
    assert_eq!(view.row.promised_at, Some(moment("2023-02-23T17:00:00+07:00")));

    office.at("2023-02-24T08:00:00+07:00", SON);
    assert_eq!(
        office.view(dossier).row.days_left,
        Some(-1),
        "against the new time"
    );
    let again = apologise("2023-02-27T17:00:00+07:00");
    assert_eq!(office.on(dossier, again.clone()), Err(Refusal::NeedsLeader));
    let act = Act::Dossier { dossier, act: again };
    office.approved(Some(RO), act).unwrap();
    assert_eq!(office.view(dossier).row.due_at, Some(due));
    office.ends_sound();
}

/// A citizen asks why so late: the days of the screen on paper, each with its reason.
#[test]
fn the_days_of_a_due_time_are_printed_for_who_asks() {
    let mut office = Office::open();
    office.clock_shows("2023-02-16T09:00:00+07:00").log_in(HANH);
    let quan = Visitor::person("052085007788", "Trần Minh Quân", "1.004873");
    let dossier = office.received(&quan).row.id;
    // Whether a printer or a viewer takes it is this machine's matter; the paper lies there all the same.
    let _ = office.job(Job::PrintWhyDue { dossier });
    let paper = office.home().join("export/cach-tinh-ngay-hen.pdf");
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF-1.7"));
    let arguments = ["-layout".as_ref(), paper.as_os_str(), "-".as_ref()];
    let Ok(read) = std::process::Command::new("pdftotext").args(arguments).output() else {
        return;
    };
    let words = String::from_utf8(read.stdout).unwrap();
    for line in [
        "CÁCH TÍNH NGÀY HẸN TRẢ KẾT QUẢ",
        "000.99.15.H08-230216-0001",
        "Thứ Bảy",
        "18/02/2023",
        "cuối tuần, không tính",
        "Hẹn trả:",
        "Căn cứ:",
    ] {
        assert!(words.contains(line), "{line}\n{words}");
    }
}
