//! Acceptance, refusal and supplement from a draft, and their numbers.

use super::*;

#[test]
fn an_accepted_dossier_has_code_register_lookup_and_due_time() {
    let mut office = Office::new();
    let draft = office.draft();
    let id = draft.id;
    office
        .conn
        .execute(
            "INSERT INTO draft VALUES (?1, ?2, 1, NULL, '{}', 0, NULL)",
            (id.bytes(), officer(HANH).bytes()),
        )
        .unwrap();
    let done = office.accept(draft).unwrap();
    let Outcome::Accepted {
        code,
        lookup,
        book,
        register_no,
        due_at,
    } = done.outcome
    else {
        panic!("{done:?}");
    };
    assert_eq!(code, "000.99.15.H08-230214-0001");
    assert_eq!((lookup.len(), book, register_no), (4, 1, 1));
    assert_eq!(due_at.unwrap().rfc3339(), "2023-02-17T17:00:00+07:00");
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM draft"), 0);
    assert_eq!(office.ask::<i64>("SELECT need_n FROM dossier"), 2);
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM dossier_search('holder: dat')"),
        1
    );
    let next = office.accepted();
    assert_ne!(next.0, id);
    assert_eq!(
        office.ask::<String>("SELECT max(code) FROM dossier"),
        "000.99.15.H08-230214-0002"
    );
    office.is_sound();
}

#[test]
fn what_is_missing_must_be_named_before_anything_is_written() {
    type Spoil = fn(&mut Draft);
    let cases: [(Spoil, Refusal); 11] = [
        (|draft| draft.account = None, Refusal::Missing("account")),
        (
            |draft| draft.holder.holder_no.clear(),
            Refusal::Missing("holder_no"),
        ),
        (
            |draft| draft.holder.holder_name = "  ".into(),
            Refusal::Missing("holder_name"),
        ),
        (|draft| draft.holder.phone.clear(), Refusal::Missing("phone")),
        (
            |draft| draft.bearer = Some(crate::domain::dossier::Bearer::default()),
            Refusal::Missing("bearer_name"),
        ),
        (|draft| draft.procedure = None, Refusal::Missing("procedure")),
        (
            |draft| draft.procedure.as_mut().unwrap().version = "00".repeat(16),
            Refusal::NoProcedure,
        ),
        (|draft| draft.components[0].copies = 0, Refusal::Invalid("copies")),
        (|draft| draft.sets = 0, Refusal::Invalid("sets")),
        (
            |draft| draft.components[0].received = false,
            Refusal::Incomplete { lacking: 1 },
        ),
        (
            |draft| draft.components[0].reject_reason = Some("chưa ký".into()),
            Refusal::Incomplete { lacking: 1 },
        ),
    ];
    let mut office = Office::new();
    for (spoil, refusal) in cases {
        let mut draft = office.draft();
        spoil(&mut draft);
        assert_eq!(office.accept(draft), Err(refusal));
    }
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM dossier"), 0);
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM oplog"), 3 + 1);

    let mut draft = office.draft();
    draft.components[0].received = false;
    draft.missing_note = Some("nộp sau".into());
    office.accept(draft).unwrap();
    let draft = office.draft();
    let wrong_role = office.on(SON, draft.id, DossierAct::Accept(Box::new(draft)));
    assert_eq!(wrong_role, Err(Refusal::NeedsRole(Role::Reception)));
}

#[test]
fn a_reception_on_paper_is_entered_with_its_true_day_and_never_ahead_of_time() {
    let mut office = Office::new();
    office.accepted();
    let mut draft = office.draft();
    draft.backfill = Some(Backfill {
        received_at: Moment::from_rfc3339("2023-02-13T16:00:00+07:00").unwrap(),
        reason: "mất điện".into(),
    });
    office.accept(draft.clone()).unwrap();
    let code: String = office.ask("SELECT code FROM dossier WHERE backfilled_reason IS NOT NULL");
    assert_eq!(code, "000.99.15.H08-230213-0001");
    assert_eq!(office.ask::<i64>("SELECT max(register_no) FROM dossier"), 2);

    let backfill = draft.backfill;
    draft = office.draft();
    draft.backfill = backfill;
    draft.backfill.as_mut().unwrap().received_at = Moment(office.now.0 + 60_000);
    assert_eq!(office.accept(draft.clone()), Err(Refusal::Invalid("received_at")));
    draft.backfill = Some(Backfill {
        received_at: Moment(office.now.0 - 60_000),
        reason: " ".into(),
    });
    assert_eq!(office.accept(draft), Err(Refusal::NeedsReason));
    office.is_sound();
}

#[test]
fn a_used_up_range_is_said_and_the_next_day_begins_anew() {
    let mut office = Office::new();
    office
        .conn
        .execute("UPDATE device_self SET range_first = 501, range_last = 502", [])
        .unwrap();
    office.accepted();
    office.accepted();
    let draft = office.draft();
    assert_eq!(office.accept(draft), Err(Refusal::RangeUsedUp { last: 502 }));
    office.now.0 += 24 * 3600 * 1000;
    office.accepted();
    assert_eq!(
        office.ask::<String>("SELECT group_concat(substr(code, -4), ' ') FROM dossier"),
        "0501 0502 0501"
    );
}

#[test]
fn a_clock_that_went_back_asks_for_the_last_receipt_before_a_code_and_stops_nothing_else() {
    let mut office = Office::new();
    let (first, _) = office.accepted();
    let last = office.now;
    office.now = Moment::from_rfc3339("2023-02-12T09:00:00+07:00").unwrap();
    let draft = office.draft();
    assert_eq!(office.accept(draft.clone()), Err(Refusal::ClockBehind { last }));
    office.forward(HANH, first, (2, SON)).unwrap();
    set_last_receipt(&office.conn, office.now.date(), 4).unwrap();
    office.accept(draft).unwrap();
    assert_eq!(
        office.ask::<String>("SELECT code FROM dossier ORDER BY n DESC"),
        "000.99.15.H08-230212-0005"
    );
    office.is_sound();
}

#[test]
fn after_a_restore_numbering_goes_on_after_the_last_receipt() {
    let mut office = Office::new();
    office.accepted();
    office
        .conn
        .execute(
            "UPDATE device_self SET parent_incarnation = incarnation, parent_seq = head_seq, incarnation = ?1,
                 head_seq = 0, last_receipt_asked = '2023-02-14'",
            [[8_u8; 16]],
        )
        .unwrap();
    let draft = office.draft();
    assert_eq!(office.accept(draft.clone()), Err(Refusal::NeedsLastReceipt));
    set_last_receipt(&office.conn, office.now.date(), 17).unwrap();
    office.accept(draft).unwrap();
    let (code, register): (String, i64) = office
        .conn
        .query_row(
            "SELECT code, register_no FROM dossier ORDER BY n DESC",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((code.as_str(), register), ("000.99.15.H08-230214-0018", 18));
    office.is_sound();
}

#[test]
fn refusing_a_draft_takes_a_form_number_and_no_code() {
    let mut office = Office::new();
    let mut draft = office.draft();
    draft.procedure = None;
    draft.account = None;
    let refuse = |reason: &str| DossierAct::Refuse {
        draft: Some(Box::new(draft.clone())),
        reason: reason.into(),
        basis: "Điều 17".into(),
        go_to: "Văn phòng đăng ký đất đai".into(),
    };
    assert_eq!(office.on(HANH, draft.id, refuse("")), Err(Refusal::NeedsReason));
    let done = office
        .on(HANH, draft.id, refuse("không thuộc thẩm quyền"))
        .unwrap();
    let number = "0001".to_owned();
    assert_eq!(done.outcome, Outcome::Numbered { number });
    let found: (i64, Option<String>, Option<i64>) = office
        .conn
        .query_row("SELECT status, code, received_at FROM dossier", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(found, (3, None, None));
    office.is_sound();
}

#[test]
fn a_supplement_asked_for_before_acceptance_is_answered_by_accepting() {
    let mut office = Office::new();
    let mut draft = office.draft();
    let ask = |items: Vec<String>| DossierAct::AskSupplement {
        draft: Some(Box::new(draft.clone())),
        items,
        reason: String::new(),
    };
    assert_eq!(
        office.on(HANH, draft.id, ask(vec![" ".into()])),
        Err(Refusal::Missing("items"))
    );
    let done = office
        .on(HANH, draft.id, ask(vec!["Tờ khai có chữ ký".into()]))
        .unwrap();
    let number = "0001/HDHS".to_owned();
    assert_eq!(done.outcome, Outcome::Numbered { number });
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM dossier WHERE status = 5 AND code IS NULL"),
        1
    );

    draft.components.pop();
    draft.holder.phone = "0911111111".into();
    office.accept(draft.clone()).unwrap();
    assert_eq!(office.ask::<i64>("SELECT status FROM dossier"), 2);
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM component WHERE voided_at IS NULL"),
        1
    );
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM wait WHERE answered_at IS NULL"),
        0
    );
    assert_eq!(office.accept(draft), Err(Refusal::WrongStatus));
    office.is_sound();
}

#[test]
fn a_draft_cannot_take_components_of_another_dossier() {
    let mut office = Office::new();
    let (_, component) = office.accepted();
    let mut draft = office.draft();
    draft.components[0].id = component;
    let taken = Err(Refusal::Fault { code: "id-taken" });
    assert_eq!(office.accept(draft.clone()), taken);
    let own = office.draft();
    draft.components = own.components.clone();
    let act = DossierAct::Accept(Box::new(draft));
    assert_eq!(office.on(HANH, own.id, act), Err(Refusal::NotFound));
}
