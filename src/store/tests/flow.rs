//! The moves of a received dossier.

use super::*;
use crate::domain::refusal::Unfit;

fn supplement() -> DossierAct {
    DossierAct::AskSupplement {
        draft: None,
        items: vec!["Giấy xác nhận".into()],
        reason: "thiếu".into(),
    }
}

#[test]
fn forwarding_checks_step_receiver_digitising_and_result() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let plain = |to_step, to_officer: Option<u8>| Forward {
        to_step,
        to_officer: to_officer.map(officer),
        to_unit: None,
        opinion: String::new(),
        undigitised_reason: None,
        no_product_reason: None,
        verified: None,
    };
    let cases = [
        (HANH, plain(9, Some(SON)), Refusal::NotNextStep),
        (HANH, plain(2, None), Refusal::NoReceiver),
        (HANH, plain(2, Some(RO)), Refusal::NeedsRole(Role::Processing)),
        (HANH, plain(2, Some(99)), Refusal::NoSuchOfficer),
        (HANH, plain(2, Some(SON)), Refusal::NotDigitised { lacking: 2 }),
        (SON, plain(2, Some(SON)), Refusal::NotYourStep),
    ];
    for (by, forward, refusal) in cases {
        assert_eq!(office.on(by, id, DossierAct::Forward(forward)), Err(refusal));
    }
    office.forward(HANH, id, (2, SON)).unwrap();
    assert_eq!(office.ask::<i64>("SELECT status FROM dossier"), 4);
    assert_eq!(
        office.forward(SON, id, (3, HANH)),
        Err(Refusal::NoOutcome { interims: 0 })
    );
    let mut end = plain(3, Some(HANH));
    end.no_product_reason = Some("chỉ ghi sổ".into());
    office.on(SON, id, DossierAct::Forward(end)).unwrap();
    let found: (i64, String, bool) = office
        .conn
        .query_row(
            "SELECT status, product, finished_at IS NOT NULL FROM dossier",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    assert_eq!(found, (9, "none".into(), true));
    office.is_sound();
}

#[test]
fn a_finished_dossier_can_go_back_and_loses_its_end() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    office.forward(HANH, id, (2, SON)).unwrap();
    let outcome = office.outcome(50);
    office
        .on(SON, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forward(SON, id, (3, HANH)).unwrap();
    let back = |reason: &str| DossierAct::ForwardBack {
        to_step: 2,
        to_officer: Some(officer(SON)),
        reason: reason.into(),
    };
    assert_eq!(office.on(HANH, id, back("")), Err(Refusal::NeedsReason));
    office.on(HANH, id, back("sai tên")).unwrap();
    assert_eq!(
        office.ask::<i64>("SELECT status FROM dossier WHERE finished_at IS NULL"),
        4
    );
    office.is_sound();
}

#[test]
fn a_supplement_restarts_or_pauses_the_clock_by_the_offices_setting() {
    // KB05b with a limit of three days: received 14/02, asked 15/02, answered 20/02.
    for (clock, due) in [
        ("restart", "2023-02-23T17:00:00+07:00"),
        ("pause", "2023-02-22T17:00:00+07:00"),
    ] {
        let mut office = Office::new();
        let set = Act::SetSetting {
            key: "supplement_clock".into(),
            value: clock.into(),
        };
        office.by(HANH, set).unwrap();
        let (id, _) = office.accepted();
        office.now = Moment::from_rfc3339("2023-02-15T09:00:00+07:00").unwrap();
        office.on(HANH, id, supplement()).unwrap();
        assert_eq!(office.forward(HANH, id, (2, SON)), Err(Refusal::WrongStatus));
        office.now = Moment::from_rfc3339("2023-02-20T09:00:00+07:00").unwrap();
        let receive = DossierAct::ReceiveSupplement {
            papers: "đủ".into(),
            came: Vec::new(),
        };
        let done = office.on(HANH, id, receive).unwrap();
        let promised_at = Moment::from_rfc3339(due);
        assert_eq!(done.outcome, Outcome::Promised { promised_at }, "{clock}");
        let found: (i64, i64, Option<i64>) = office
            .conn
            .query_row("SELECT status, due_at, promised_at FROM dossier", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .unwrap();
        let first = Moment::from_rfc3339("2023-02-17T17:00:00+07:00").unwrap();
        assert_eq!(found, (2, first.0, promised_at.map(|at| at.0)));
        office.is_sound();
    }
}

#[test]
fn a_second_supplement_and_a_stop_need_another_leader_with_his_pin() {
    let mut office = Office::new();
    office.give_leader_a_pin();
    let (id, _) = office.accepted();
    let on = |act| Act::Dossier { dossier: id, act };
    office.by(HANH, on(supplement())).unwrap();
    let received = DossierAct::ReceiveSupplement {
        papers: String::new(),
        came: Vec::new(),
    };
    office.by(HANH, on(received)).unwrap();
    assert_eq!(office.by(HANH, on(supplement())), Err(Refusal::NeedsLeader));
    let wrong = office.approved(HANH, "0000", on(supplement()));
    assert_eq!(wrong, Err(Refusal::WrongPin { left: 4 }));
    assert_eq!(
        office.ask::<i64>("SELECT tries FROM credential"),
        1,
        "a wrong PIN is counted"
    );
    office
        .conn
        .execute("UPDATE credential SET must_change = 1", [])
        .unwrap();
    assert_eq!(
        office.approved(HANH, "1357", on(supplement())),
        Err(Refusal::NoApproval(Unfit::PinOfTwo)),
        "the administrator knows it too"
    );
    office
        .conn
        .execute("UPDATE credential SET must_change = 0", [])
        .unwrap();
    office.approved(HANH, "1357", on(supplement())).unwrap();
    assert_eq!(office.ask::<i64>("SELECT max(round) FROM wait"), 2);

    let stop = |reason: &str| {
        on(DossierAct::Stop {
            reason: reason.into(),
            basis: "Điều 5".into(),
        })
    };
    assert_eq!(
        office.approved(HANH, "1357", stop(" ")),
        Err(Refusal::NeedsReason)
    );
    let own = Act::ChangeOfficer {
        officer: officer(RO),
        name: None,
        title: None,
        roles: Some(Roles::ALL),
        active: None,
    };
    office.by(HANH, own).unwrap();
    assert_eq!(
        office.approved(RO, "1357", stop("trùng")),
        Err(Refusal::NoApproval(Unfit::Own))
    );
    office.approved(HANH, "1357", stop("trùng")).unwrap();
    assert_eq!(office.ask::<i64>("SELECT status FROM dossier"), 8);
    office.is_sound();
}

#[test]
fn an_apology_moves_the_promise_once_and_never_the_due_time() {
    let mut office = Office::new();
    office.give_leader_a_pin();
    let (id, _) = office.accepted();
    let apologise = |at: &str| Act::Dossier {
        dossier: id,
        act: DossierAct::Apologise {
            reason: "cán bộ đi họp".into(),
            promised_at: Moment::from_rfc3339(at).unwrap(),
        },
    };
    let after = Moment::from_rfc3339("2023-02-17T17:00:00+07:00").unwrap();
    for bad in [
        "2023-02-17T16:00:00+07:00",
        "2023-02-18T09:00:00+07:00",
        "2023-02-20T12:00:00+07:00",
    ] {
        assert_eq!(
            office.by(HANH, apologise(bad)),
            Err(Refusal::BadNewTime { after }),
            "{bad}"
        );
    }
    office.by(HANH, apologise("2023-02-20T10:00:00+07:00")).unwrap();
    let again = apologise("2023-02-21T10:00:00+07:00");
    assert_eq!(office.by(HANH, again.clone()), Err(Refusal::NeedsLeader));
    office.approved(HANH, "1357", again).unwrap();
    let due: i64 = office.ask("SELECT due_at FROM dossier WHERE apologies = 2");
    assert_eq!(Moment(due), after);
    office.is_sound();
}

#[test]
fn a_leader_mends_the_year_that_was_mistyped_in_an_apology() {
    let mut office = Office::new();
    office.give_leader_a_pin();
    let (id, _) = office.accepted();
    let apologise = |at: &str| Act::Dossier {
        dossier: id,
        act: DossierAct::Apologise {
            reason: "cán bộ đi họp".into(),
            promised_at: Moment::from_rfc3339(at).unwrap(),
        },
    };
    office.by(HANH, apologise("2123-02-22T10:00:00+07:00")).unwrap();
    let due = Moment::from_rfc3339("2023-02-17T17:00:00+07:00").unwrap();
    let mended = |office: &mut Office, at: &str| office.approved(HANH, "1357", apologise(at));
    assert_eq!(
        mended(&mut office, "2023-02-17T16:00:00+07:00"),
        Err(Refusal::BadNewTime { after: due })
    );
    mended(&mut office, "2023-02-21T10:00:00+07:00").unwrap();
    let promised: i64 = office.ask("SELECT promised_at FROM dossier");
    assert_eq!(
        Moment(promised),
        Moment::from_rfc3339("2023-02-21T10:00:00+07:00").unwrap()
    );
    office.is_sound();
}

#[test]
fn handing_back_puts_each_outcome_into_the_kho_once_however_often_it_is_pressed() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let outcome = office.outcome(50);
    office
        .on(HANH, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forward(HANH, id, (3, HANH)).unwrap();
    let back = |name: &str| DossierAct::HandBack {
        receiver: Receiver {
            receiver_name: name.into(),
            receiver_no: "052075003311".into(),
            receiver_basis: None,
        },
        way: ReturnWay::Desk,
        verified: None,
        unpaid_reason: None,
    };
    assert_eq!(
        office.on(HANH, id, back("")),
        Err(Refusal::Missing("receiver_name"))
    );
    let done = office.on(HANH, id, back("Đinh Văn Đạt")).unwrap();
    assert_eq!(done.outcome, Outcome::Returned { papers: 1 });
    let ops: i64 = office.ask("SELECT count(*) FROM oplog");
    let refusal = Refusal::AlreadyReturned {
        at: done.at,
        officer: "Đinh Thị Hạnh".into(),
        receiver: "Đinh Văn Đạt".into(),
    };
    assert_eq!(office.on(HANH, id, back("Đinh Văn Đạt")), Err(refusal));
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM oplog"), ops);
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM paper WHERE class = 'outcome'"),
        1
    );

    let old = OutcomeId::from_bytes(office.ask("SELECT id FROM outcome"));
    let mut better = office.outcome(51);
    better.replaces = Some(old);
    assert_eq!(
        office.on(HANH, id, DossierAct::FileOutcome(Box::new(better.clone()))),
        Err(Refusal::NeedsReason)
    );
    better.reason = Some("sai ngày sinh".into());
    office
        .on(HANH, id, DossierAct::FileOutcome(Box::new(better)))
        .unwrap();
    assert_eq!(
        office.ask::<String>(
            "SELECT group_concat(state, ' ') FROM (SELECT state FROM paper ORDER BY filed_at)"
        ),
        "revoked active"
    );
    office.is_sound();
}

#[test]
fn only_a_leader_voids_and_a_void_dossier_takes_no_act() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let void = || DossierAct::Void {
        reason: "nhầm thủ tục".into(),
    };
    office.add(4, "Võ Thị Lan", Role::Clerk);
    assert_eq!(office.on(SON, id, void()), Err(Refusal::NeedsRole(Role::Leader)));
    office.on(RO, id, void()).unwrap();
    assert_eq!(office.forward(HANH, id, (2, SON)), Err(Refusal::Voided));
    let (next, _) = office.accepted();
    assert_ne!(next, id);
    assert_eq!(office.ask::<i64>("SELECT count(DISTINCT code) FROM dossier"), 2);
    let withdraw = DossierAct::Withdraw {
        reason: "không cần nữa".into(),
        papers_given_back: "Tờ khai".into(),
    };
    office.on(HANH, next, withdraw).unwrap();
    office.is_sound();
}

#[test]
fn a_dossier_goes_to_an_agency_outside_and_processing_records_what_comes_back() {
    let mut office = Office::new();
    office
        .conn
        .execute_batch(&format!(
            "INSERT INTO workflow_step VALUES
                 (x'{HEX}', 1, 1, 'Tiếp nhận', NULL, NULL, 'reception', 2, '2', 0),
                 (x'{HEX}', 1, 2, 'UBND huyện', NULL, NULL, 'outside', 4, '3', 1),
                 (x'{HEX}', 1, 3, 'Trả kết quả', NULL, NULL, 'reception', 9, '2', 0);"
        ))
        .unwrap();
    let mut draft = office.draft();
    draft.procedure.as_mut().unwrap().workflow = 1;
    let id = draft.id;
    office.accept(draft).unwrap();
    let at = |to_unit: Option<&str>| {
        DossierAct::Forward(Forward {
            to_step: 2,
            to_officer: Some(officer(SON)),
            to_unit: to_unit.map(str::to_owned),
            opinion: String::new(),
            undigitised_reason: Some("gửi gấp".into()),
            no_product_reason: None,
            verified: None,
        })
    };
    let outcome = office.outcome(50);
    let file = DossierAct::FileOutcome(Box::new(outcome.clone()));
    office.add(6, "Lê Thị Sáu", Role::Reception);
    assert_eq!(office.on(6, id, file.clone()), Err(Refusal::NoOutcomeAtStep));
    assert_eq!(office.on(HANH, id, at(Some(" "))), Err(Refusal::NoReceiver));
    office.on(HANH, id, at(Some("UBND huyện An Lão"))).unwrap();
    let found: (i64, Option<[u8; 16]>, String) = office
        .conn
        .query_row("SELECT status, officer_id, at_unit FROM dossier", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(found, (4, None, "UBND huyện An Lão".into()));
    let interim = DossierAct::FileInterim {
        interim: crate::domain::ids::InterimId(office.ids.next(0)),
        file: outcome.file,
        note: "tờ trình".into(),
        whose: Some(crate::domain::special::Whose::Own),
    };
    office.on(SON, id, interim).unwrap();
    assert_eq!(
        office.forward(SON, id, (3, HANH)),
        Err(Refusal::NoOutcome { interims: 1 })
    );
    office.on(SON, id, file).unwrap();
    office.forward(SON, id, (3, HANH)).unwrap();
    office.is_sound();
}

#[test]
fn a_copy_of_another_bodys_paper_is_kept_only_with_the_law_named_and_a_signed_one_without_a_word() {
    use crate::domain::special::{Ban, Whose};
    let mut office = Office::new();
    let (id, _) = office.accepted();
    office.forward(HANH, id, (2, SON)).unwrap();
    let file = office.file(41);
    let image = StoredFile {
        sha256: file.sha256,
        size: file.size,
        mime: "image/jpeg".into(),
        name: "tra_loi_y_kien.jpg".into(),
        pages: Some(1),
        signature: SignatureMark::None,
    };
    let keep = |office: &mut Office, file: StoredFile, whose: Option<Whose>| {
        let interim = crate::domain::ids::InterimId(office.ids.next(0));
        let note = "trả lời ý kiến".into();
        let act = DossierAct::FileInterim {
            interim,
            file,
            note,
            whose,
        };
        office.on(SON, id, act).map(|_| ())
    };
    let other = |basis: Option<&str>| {
        Some(Whose::OtherBody {
            basis: basis.map(str::to_owned),
        })
    };
    assert_eq!(
        keep(&mut office, image.clone(), None),
        Err(Refusal::Missing("whose"))
    );
    for basis in [None, Some(" ")] {
        let refused = Err(Refusal::CopyForbidden(Ban::OtherBody));
        assert_eq!(keep(&mut office, image.clone(), other(basis)), refused);
    }
    keep(&mut office, image.clone(), other(Some("Điều 9 Luật A"))).unwrap();
    let told: String = office.ask("SELECT kind FROM oplog ORDER BY seq DESC LIMIT 1");
    assert_eq!(told, "file_interim");
    keep(&mut office, image.clone(), Some(Whose::Own)).unwrap();
    let signed = office.outcome(42).file;
    keep(&mut office, signed, None).unwrap();
    // An image is no result either, before its sheets are counted.
    let mut outcome = office.outcome(43);
    outcome.file = image;
    outcome.unsigned_reason = Some("bản giấy đã ký".into());
    let filed = office.on(SON, id, DossierAct::FileOutcome(Box::new(outcome)));
    assert_eq!(filed, Err(Refusal::PaperResult));
    office.is_sound();
}
