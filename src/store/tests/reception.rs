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
    draft.write_note("nộp sau");
    office.accept(draft).unwrap();
    let draft = office.draft();
    let wrong_role = office.on(SON, draft.id, DossierAct::Accept(Box::new(draft)));
    assert_eq!(wrong_role, Err(Refusal::NeedsRole(Role::Reception)));
}

/// What the officer does to a checklist after the note was written.
type Change = fn(&mut Draft);

#[test]
fn a_note_on_what_lacks_speaks_of_just_that() {
    let mut office = Office::new();
    let mut noted = office.draft();
    noted.components[0].received = false;
    noted.write_note("nộp Tờ khai sau");

    // Another one lacks too, another one instead, the same but for another cause.
    let others: [(Change, u32); 3] = [
        (|draft| draft.components[1].received = false, 2),
        (
            |draft| {
                draft.components[0].received = true;
                draft.components[1].received = false;
            },
            1,
        ),
        (
            |draft| {
                draft.components[0].received = true;
                draft.components[0].reject_reason = Some("chưa ký".into());
            },
            1,
        ),
    ];
    for (change, lacking) in others {
        let mut draft = noted.clone();
        change(&mut draft);
        assert_eq!(office.accept(draft), Err(Refusal::Incomplete { lacking }));
    }
    // Everything came after all: it says nothing any more.
    let mut complete = noted.clone();
    complete.components[0].received = true;
    office.accept(complete).unwrap();
    assert_eq!(office.ask::<Option<String>>("SELECT note FROM dossier"), None);
    // Written about what lacks now.
    let mut draft = office.draft();
    draft.components[0].received = false;
    draft.write_note(" nộp Tờ khai sau ");
    office.accept(draft).unwrap();
    let found: String = office.ask("SELECT note FROM dossier WHERE note IS NOT NULL");
    assert_eq!(found, "nộp Tờ khai sau");
    // A draft of before this was remembered is asked again.
    let mut old = office.draft();
    old.components[0].received = false;
    old.missing_note = Some("nộp sau".into());
    assert_eq!(office.accept(old), Err(Refusal::Incomplete { lacking: 1 }));
    office.is_sound();
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
    let code = Series::Code(office.now.date());
    let doubts = vec![doubt(code.clone(), 0)];
    let behind = Refusal::ClockBehind { last, doubts };
    assert_eq!(office.accept(draft.clone()), Err(behind));
    office.forward(HANH, first, (2, SON)).unwrap();
    last_numbers::set(&office.conn, &[(code, 4)], office.now).unwrap();
    office.accept(draft).unwrap();
    assert_eq!(
        office.ask::<String>("SELECT code FROM dossier ORDER BY n DESC"),
        "000.99.15.H08-230212-0005"
    );
    office.is_sound();
}

fn doubt(series: Series, known: u32) -> Doubt {
    Doubt { series, known }
}

/// A copy of this moment, brought back on `until`.
fn restored(office: &Office, until: &str) {
    office
        .conn
        .execute(
            "UPDATE device_self SET parent_incarnation = incarnation, parent_seq = head_seq, incarnation = randomblob(16),
                 head_seq = 0, last_receipt_asked = ?1",
            [until],
        )
        .unwrap();
    last_numbers::forget_answers(&office.conn).unwrap();
}

/// Code and register number of the newest dossier.
fn newest(office: &Office) -> (String, i64) {
    let sql = "SELECT code, register_no FROM dossier WHERE code IS NOT NULL ORDER BY n DESC";
    office
        .conn
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
}

#[test]
fn after_a_restore_numbering_goes_on_after_the_last_receipt() {
    let mut office = Office::new();
    office.accepted();
    restored(&office, "2023-02-14");
    let draft = office.draft();
    let (code, book) = (Series::Code(office.now.date()), Series::Register(2023));
    let wanted = vec![doubt(code.clone(), 1), doubt(book.clone(), 1)];
    assert_eq!(
        office.accept(draft.clone()),
        Err(Refusal::NeedsLastNumbers(wanted))
    );
    // Contradicting each other: each code lost took a number of the book.
    last_numbers::set(&office.conn, &[(code, 17), (book, 0)], office.now).unwrap();
    office.accept(draft).unwrap();
    assert_eq!(newest(&office), ("000.99.15.H08-230214-0018".to_owned(), 18));
    office.is_sound();
}

#[test]
fn a_day_later_the_codes_begin_anew_and_the_book_goes_on_after_the_receipts_that_were_lost() {
    let mut office = Office::new();
    for _ in 0..3 {
        office.accepted();
    }
    restored(&office, "2023-02-15");
    office.now = Moment::from_rfc3339("2023-02-15T08:00:00+07:00").unwrap();
    let (code, book) = (Series::Code(office.now.date()), Series::Register(2023));
    let draft = office.draft();
    let wanted = vec![doubt(code.clone(), 0), doubt(book.clone(), 3)];
    assert_eq!(
        office.accept(draft.clone()),
        Err(Refusal::NeedsLastNumbers(wanted))
    );
    // Six receipts of the 14th are with citizens; none was given out on the 15th.
    last_numbers::set(&office.conn, &[(code, 0), (book, 9)], office.now).unwrap();
    office.accept(draft).unwrap();
    assert_eq!(newest(&office), ("000.99.15.H08-230215-0001".to_owned(), 10));

    // Nobody came until the day after the restore: the book is asked for all the same.
    restored(&office, "2023-02-15");
    office.now = Moment::from_rfc3339("2023-02-16T08:00:00+07:00").unwrap();
    let draft = office.draft();
    let wanted = vec![doubt(Series::Register(2023), 10)];
    assert_eq!(office.accept(draft), Err(Refusal::NeedsLastNumbers(wanted)));
    office.is_sound();
}

#[test]
fn entering_late_after_a_restore_asks_for_the_day_of_the_paper_once_and_lowers_nothing() {
    let mut office = Office::new();
    office.accepted();
    restored(&office, "2023-02-15");
    office.now = Moment::from_rfc3339("2023-02-15T08:00:00+07:00").unwrap();
    let (today, book) = (Series::Code(office.now.date()), Series::Register(2023));
    last_numbers::set(&office.conn, &[(today.clone(), 4), (book, 9)], office.now).unwrap();
    let received_at = Moment::from_rfc3339("2023-02-14T15:00:00+07:00").unwrap();
    let late = |office: &mut Office| {
        let mut draft = office.draft();
        draft.backfill = Some(Backfill {
            received_at,
            reason: "mất điện".into(),
        });
        draft
    };
    let draft = late(&mut office);
    let before = Series::Code(received_at.date());
    let wanted = Refusal::NeedsLastNumbers(vec![doubt(before.clone(), 1)]);
    assert_eq!(office.accept(draft.clone()), Err(wanted));
    last_numbers::set(&office.conn, &[(before.clone(), 7)], office.now).unwrap();
    last_numbers::set(&office.conn, &[(before, 2), (today, 0)], office.now).unwrap();
    office.accept(draft).unwrap();
    assert_eq!(newest(&office), ("000.99.15.H08-230214-0008".to_owned(), 10));
    let next = office.draft();
    office.accept(next).unwrap();
    assert_eq!(newest(&office), ("000.99.15.H08-230215-0005".to_owned(), 11));
    office.is_sound();
}

#[test]
fn after_a_restore_with_a_wrong_clock_the_first_right_day_is_asked_for_and_no_later_one() {
    let mut office = Office::new();
    office.accepted();
    restored(&office, &last_numbers::UNTIL_THE_CLOCK_IS_RIGHT.to_string());
    office.now = Moment::from_rfc3339("2023-02-15T08:00:00+07:00").unwrap();
    let (code, book) = (Series::Code(office.now.date()), Series::Register(2023));
    let draft = office.draft();
    let wanted = vec![doubt(code.clone(), 0), doubt(book.clone(), 1)];
    assert_eq!(
        office.accept(draft.clone()),
        Err(Refusal::NeedsLastNumbers(wanted))
    );
    last_numbers::set(&office.conn, &[(code, 2), (book, 3)], office.now).unwrap();
    office.accept(draft).unwrap();
    assert_eq!(newest(&office), ("000.99.15.H08-230215-0003".to_owned(), 4));
    office.now = Moment::from_rfc3339("2023-02-16T08:00:00+07:00").unwrap();
    office.accepted();
    office.is_sound();
}

#[test]
fn a_slip_after_a_restore_goes_on_after_the_last_one_of_its_kind() {
    let mut office = Office::new();
    restored(&office, "2023-02-14");
    let mut draft = office.draft();
    let ask = |draft: &Draft| DossierAct::AskSupplement {
        draft: Some(Box::new(draft.clone())),
        items: vec!["Tờ khai có chữ ký".into()],
        reason: String::new(),
    };
    draft.missing_note = None;
    let slips = Series::Form("supplement".to_owned(), 2023);
    let wanted = Refusal::NeedsLastNumbers(vec![doubt(slips.clone(), 0)]);
    assert_eq!(office.on(HANH, draft.id, ask(&draft)), Err(wanted));
    last_numbers::set(&office.conn, &[(slips, 12)], office.now).unwrap();
    let done = office.on(HANH, draft.id, ask(&draft)).unwrap();
    let number = "0013/HDHS".to_owned();
    assert_eq!(done.outcome, Outcome::Numbered { number });
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
