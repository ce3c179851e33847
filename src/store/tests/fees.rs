//! Phí, lệ phí: proposed, paid, corrected, waited for; and the register that is closed.

use super::*;
use crate::domain::act::FeesWanted;
use crate::domain::fee::{FeeKind, FeeLine, FeeRefusal, FeeState, Method, Timing};
use crate::domain::ids::FeeId;
use crate::store::fees;

/// A desk whose procedure costs 8.000 đồng at the counter and 4.000 online.
fn office() -> Office {
    let office = Office::new();
    office
        .conn
        .execute_batch(&format!(
            "INSERT INTO fee_kind VALUES (x'{HEX}', 1, NULL, 8000, 'VND', 'mỗi bản sao');
             INSERT INTO fee_kind VALUES (x'{HEX}', 2, 'online', 4000, 'VND', NULL);"
        ))
        .unwrap();
    office
}

fn lines(office: &Office, dossier: DossierId) -> Vec<FeeLine> {
    let lines = fees::lines(&office.conn, dossier).unwrap();
    lines.into_iter().map(|it| it.1).collect()
}

fn paid(line: &FeeLine) -> FeeLine {
    FeeLine {
        state: FeeState::Paid,
        method: Some(Method::Cash),
        receipt_no: Some(" 0012 ".into()),
        ..line.clone()
    }
}

fn wanted(was: &[FeeLine], now: &[FeeLine], reason: Option<&str>) -> FeesWanted {
    FeesWanted {
        was: was.to_vec(),
        now: now.to_vec(),
        reason: reason.map(str::to_owned),
    }
}

fn edit(
    office: &mut Office,
    dossier: DossierId,
    (now, reason): (&[FeeLine], Option<&str>),
) -> Result<Done, Refusal> {
    let was = lines(office, dossier);
    office.on(
        HANH,
        dossier,
        DossierAct::EditFees(Box::new(wanted(&was, now, reason))),
    )
}

/// For random acts: the first line is paid, one more comes or goes, the dossier waits or goes on.
pub(super) fn any_act(office: &mut Office, dossier: DossierId, kind: u8) -> DossierAct {
    let was = lines(office, dossier);
    let mut now = was.clone();
    match now.first_mut() {
        Some(first) if kind != 31 => *first = paid(first),
        Some(_) => {
            now.pop();
        }
        None => now.push(FeeLine::due(
            FeeId(office.ids.next(office.now.0)),
            "Lệ phí",
            8_000,
        )),
    }
    match (kind, was.is_empty()) {
        (33, false) if office.now.0 % 2 == 0 => DossierAct::AskFee { reason: "vì".into() },
        (33, false) => DossierAct::SettleFee(Box::new(wanted(&was, &now, Some("vì")))),
        _ => DossierAct::EditFees(Box::new(wanted(&was, &now, Some("vì")))),
    }
}

/// What the drawer holds by the movements.
fn taken(office: &Office) -> i64 {
    office.ask("SELECT ifnull(sum(amount), 0) FROM fee_taking")
}

#[test]
fn a_reception_takes_over_what_the_catalogue_proposes_for_its_channel() {
    let mut office = office();
    let (id, _) = office.accepted();
    let line = &lines(&office, id)[0];
    assert_eq!(
        (line.dong, line.state, line.timing),
        (8_000, FeeState::Due, Timing::Reception)
    );
    let mut draft = office.draft();
    draft.fees = Some(vec![]);
    let id = draft.id;
    office.accept(draft).unwrap();
    assert_eq!(
        lines(&office, id),
        [],
        "the officer said that nothing is collected"
    );
    office.is_sound();
}

#[test]
fn a_reception_states_what_was_paid_at_once() {
    let mut office = office();
    let mut draft = office.draft();
    let line = FeeLine {
        id: FeeId(office.ids.next(office.now.0)),
        name: "Lệ phí".into(),
        kind: FeeKind::Charge,
        dong: 16_000,
        timing: Timing::Reception,
        state: FeeState::Paid,
        reason: None,
        method: None,
        receipt_no: None,
        paid_at: None,
        paid_by: None,
    };
    draft.fees = Some(vec![line.clone()]);
    assert_eq!(office.accept(draft.clone()), Err(Refusal::Missing("fee_method")));
    draft.fees = Some(vec![paid(&line)]);
    let id = draft.id;
    office.accept(draft).unwrap();
    let there = &lines(&office, id)[0];
    assert_eq!(
        (there.paid_at, there.paid_by),
        (Some(office.now), Some(officer(HANH)))
    );
    assert_eq!(there.receipt_no.as_deref(), Some("0012"));
    assert_eq!(taken(&office), 16_000);
    office.is_sound();
}

#[test]
fn a_paid_line_changes_only_with_a_reason_and_both_movements_stay() {
    let mut office = office();
    let (id, _) = office.accepted();
    let due = lines(&office, id);
    edit(&mut office, id, (&[paid(&due[0])], None)).unwrap();
    assert_eq!(taken(&office), 8_000);
    let first_day = office.now;
    let there = lines(&office, id);
    let less = FeeLine {
        dong: 5_000,
        ..there[0].clone()
    };
    assert_eq!(
        edit(&mut office, id, (std::slice::from_ref(&less), Some(" "))),
        Err(Refusal::NeedsReason)
    );
    assert_eq!(
        edit(&mut office, id, (&[], None)),
        Err(Refusal::NeedsReason),
        "nor is it taken away"
    );
    office.now.0 += 86_400_000;
    edit(&mut office, id, (&[less], Some("thu nhầm bản thứ hai"))).unwrap();
    assert_eq!(taken(&office), 5_000);
    let sql = format!("SELECT sum(amount) FROM fee_taking WHERE at <= {}", first_day.0);
    assert_eq!(
        office.ask::<i64>(&sql),
        8_000,
        "what was taken on a day stays on its list"
    );
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM fee_taking WHERE amount < 0"),
        1
    );
    office.is_sound();
}

#[test]
fn lines_are_changed_whole_and_only_as_they_were_seen() {
    let mut office = office();
    let (id, _) = office.accepted();
    let seen = lines(&office, id);
    assert_eq!(
        edit(&mut office, id, (&seen, None)),
        Err(Refusal::Fees(FeeRefusal::Unchanged))
    );
    let more = FeeLine {
        id: FeeId(office.ids.next(office.now.0)),
        name: "Phí chứng thực".into(),
        kind: FeeKind::Fee,
        ..seen[0].clone()
    };
    edit(&mut office, id, (&[seen[0].clone(), more.clone()], None)).unwrap();
    let late = office.on(HANH, id, DossierAct::EditFees(Box::new(wanted(&seen, &[], None))));
    assert_eq!(late, Err(Refusal::Conflict("fees".into())));
    edit(&mut office, id, (&[more], None)).unwrap();
    assert_eq!(lines(&office, id).len(), 1);
    let places: i64 = office.ask("SELECT max(position) FROM fee_line");
    assert_eq!(places, 2, "a place is never given twice");
    assert_eq!(
        office.on(SON, id, DossierAct::EditFees(Box::new(wanted(&[], &[], None)))),
        Err(Refusal::NeedsRole(Role::Reception))
    );
    office.is_sound();
}

#[test]
fn an_exempt_line_says_why() {
    let mut office = office();
    let (id, _) = office.accepted();
    let mut line = lines(&office, id)[0].clone();
    line.state = FeeState::Exempt;
    assert_eq!(
        edit(&mut office, id, (&[line.clone()], None)),
        Err(Refusal::NeedsReason)
    );
    line.reason = Some("hộ nghèo".into());
    edit(&mut office, id, (&[line], None)).unwrap();
    let there = &lines(&office, id)[0];
    assert_eq!(
        (there.state, there.reason.as_deref()),
        (FeeState::Exempt, Some("hộ nghèo"))
    );
    assert_eq!(taken(&office), 0);
}

#[test]
fn a_dossier_waits_for_its_fee_and_gets_the_time_back() {
    // Three days from 14/02: due on 17/02. Waiting from 15/02 to 17/02 takes two working days out.
    for (clock, due) in [
        ("pause", "2023-02-21T17:00:00+07:00"),
        ("run", "2023-02-17T17:00:00+07:00"),
    ] {
        let mut office = office();
        let set = Act::SetSetting {
            key: "fee_clock".into(),
            value: clock.into(),
        };
        office.by(HANH, set).unwrap();
        let (id, _) = office.accepted();
        office.now = Moment::from_rfc3339("2023-02-15T09:00:00+07:00").unwrap();
        let ask = || DossierAct::AskFee {
            reason: String::new(),
        };
        office.on(HANH, id, ask()).unwrap();
        assert_eq!(office.ask::<i64>("SELECT status FROM dossier"), 6);
        assert_eq!(office.on(HANH, id, ask()), Err(Refusal::WrongStatus));
        let was = lines(&office, id);
        let early = office.on(
            HANH,
            id,
            DossierAct::SettleFee(Box::new(wanted(&was, &was, None))),
        );
        assert_eq!(early, Err(Refusal::Fees(FeeRefusal::Due { dong: 8_000 })));
        office.now = Moment::from_rfc3339("2023-02-17T09:00:00+07:00").unwrap();
        let settle = DossierAct::SettleFee(Box::new(wanted(&was, &[paid(&was[0])], None)));
        let done = office.on(HANH, id, settle).unwrap();
        let promised_at = Some(Moment::from_rfc3339(due).unwrap());
        assert_eq!(done.outcome, Outcome::Promised { promised_at }, "{clock}");
        assert_eq!(office.ask::<i64>("SELECT status FROM dossier"), 2);
        assert_eq!(
            office.ask::<i64>("SELECT answered_at FROM wait WHERE kind = 'fee'"),
            office.now.0
        );
        assert_eq!(
            office.on(HANH, id, ask()),
            Err(Refusal::Fees(FeeRefusal::NothingDue))
        );
        office.is_sound();
    }
}

#[test]
fn a_result_goes_out_unpaid_only_with_a_reason() {
    let mut office = office();
    let (id, _) = office.accepted();
    office.forward(HANH, id, (2, SON)).unwrap();
    let outcome = office.outcome(50);
    office
        .on(SON, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forward(SON, id, (3, HANH)).unwrap();
    let back = |reason: Option<&str>| DossierAct::HandBack {
        receiver: Receiver {
            receiver_name: "Đinh Văn Đạt".into(),
            ..Receiver::default()
        },
        way: ReturnWay::Desk,
        verified: None,
        unpaid_reason: reason.map(str::to_owned),
    };
    let refused = office.on(HANH, id, back(Some("  ")));
    assert_eq!(refused, Err(Refusal::Fees(FeeRefusal::Due { dong: 8_000 })));
    office.on(HANH, id, back(Some("nộp ở kho bạc"))).unwrap();
    // What was forgotten is taken later, and said.
    let due = lines(&office, id);
    edit(&mut office, id, (&[paid(&due[0])], None)).unwrap();
    office.is_sound();
}

#[test]
fn a_closed_register_gives_no_number_any_more() {
    let mut office = Office::new();
    office.accepted();
    let close = |year| Act::CloseRegister { year };
    assert_eq!(office.by(SON, close(2023)), Err(Refusal::NeedsRole(Role::Leader)));
    let from = NaiveDate::from_ymd_opt(2023, 12, 29).unwrap();
    let early = office.by(RO, close(2023));
    assert_eq!(early, Err(Refusal::RegisterOpen { from }), "Friday the 29th");
    office.now = Moment::from_rfc3339("2023-12-29T16:50:00+07:00").unwrap();
    office.accepted();
    office.by(RO, close(2023)).unwrap();
    let last: i64 = office.ask("SELECT last_no FROM register_close WHERE year = 2023 AND desk_no = 1");
    assert_eq!(last, 2);
    let closed = Refusal::RegisterClosed { year: 2023 };
    assert_eq!(office.by(RO, close(2023)), Err(closed.clone()));
    let draft = office.draft();
    assert_eq!(office.accept(draft), Err(closed.clone()));
    office.now = Moment::from_rfc3339("2024-01-02T08:00:00+07:00").unwrap();
    office.accepted();
    let first: i64 = office.ask("SELECT register_no FROM dossier ORDER BY received_at DESC LIMIT 1");
    assert_eq!(first, 1, "the book of the new year begins at 1");
    let mut late = office.draft();
    late.backfill = Some(Backfill {
        received_at: Moment::from_rfc3339("2023-12-30T08:00:00+07:00").unwrap(),
        reason: "mất điện".into(),
    });
    assert_eq!(office.accept(late), Err(closed));
    office.is_sound();
}
