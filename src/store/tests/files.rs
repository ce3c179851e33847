//! Components, files, outcomes, forms and the kho.

use super::*;

fn edit(field: &str, old: &str, new: &str) -> DossierAct {
    DossierAct::Edit {
        changes: vec![FieldChange {
            field: field.into(),
            old: Some(old.into()),
            new: Some(new.into()),
        }],
    }
}

#[test]
fn a_corrected_name_is_in_the_log_with_old_and_new_and_found_by_the_new_one() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let done = office
        .on(HANH, id, edit("holder_name", "Đinh Văn Đạt", "Đinh Văn Đát Lý"))
        .unwrap();
    let entry = oplog::last_of_row(&office.conn, id.0).unwrap().unwrap();
    assert!(format!("{:?}", entry.into_op().unwrap().body).contains("Đinh Văn Đạt"));
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM dossier_search('holder: ly')"),
        1
    );
    office
        .on(HANH, id, edit("phone", "0905123456", "0905999888"))
        .unwrap();
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM dossier_tail WHERE tail >= '8889' AND tail < '888A'"),
        1
    );
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM dossier_tail WHERE tail LIKE '6543%'"),
        0
    );
    let cases = [
        (
            edit("holder_name", "Đinh Văn Đạt", "X"),
            Refusal::Conflict("holder_name".into()),
        ),
        (
            edit("holder_name", "Đinh Văn Đát Lý", " "),
            Refusal::Missing("holder_name"),
        ),
        (edit("status", "2", "10"), Refusal::Invalid("field")),
        (edit("sets", "1", "no"), Refusal::Invalid("sets")),
        (
            edit("no_issued_on", "", "31/02/2020"),
            Refusal::Invalid("no_issued_on"),
        ),
        (edit("fax", "", ""), Refusal::Missing("value")),
        (DossierAct::Undo { op: done.op }, Refusal::CannotUndo),
    ];
    for (act, refusal) in cases {
        assert_eq!(office.on(HANH, id, act), Err(refusal));
    }
    office.is_sound();
}

#[test]
fn the_last_small_act_can_be_undone_once_and_only_by_its_officer() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let file = office.born_digital(20);
    let before = rebuild::dump(&office.conn).unwrap();
    let state = |office: &Office| {
        let kept = ["dossier", "component", "component_file"];
        let mut tables = rebuild::dump(&office.conn).unwrap();
        tables.retain(|(name, _)| kept.contains(&name.as_str()));
        for (_, rows) in &mut tables {
            let stamps = ["touched_at", "void_reason", "voided_at"];
            for row in rows.iter_mut() {
                row.retain(|(column, _)| !stamps.contains(&column.as_str()));
            }
        }
        tables
    };
    let start = state(&office);
    assert_eq!(before.len(), crate::store::apply::STATE.len());
    let acts = [
        edit("phone", "0905123456", "0911222333"),
        DossierAct::SetCabinet {
            cabinet: "Tủ 2".into(),
        },
        DossierAct::EditComponent {
            component,
            change: crate::domain::act::ComponentChange {
                received: Some(false),
                reject_reason: Some(Some("mờ".into())),
                ..Default::default()
            },
            reason: Some("chưa mang theo".into()),
        },
        DossierAct::VoidComponent {
            component,
            reason: "nhầm".into(),
        },
    ];
    for act in acts {
        let done = office.on(HANH, id, act.clone()).unwrap();
        let undo = DossierAct::Undo { op: done.op };
        assert_eq!(office.on(SON, id, undo.clone()), Err(Refusal::CannotUndo));
        let undone = office.on(HANH, id, undo).unwrap();
        assert_eq!(state(&office), start, "{act:?}");
        assert_eq!(
            office.on(HANH, id, DossierAct::Undo { op: undone.op }),
            Err(Refusal::CannotUndo)
        );
    }
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![file.clone()],
    };
    let done = office.on(HANH, id, attach).unwrap();
    assert_eq!(office.ask::<i64>("SELECT have_n FROM dossier"), 1);
    office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!(office.ask::<i64>("SELECT have_n FROM dossier"), 0);
    let gone = DossierAct::DetachFile {
        file: file.id,
        reason: "nhầm".into(),
    };
    assert_eq!(office.on(HANH, id, gone), Err(Refusal::NotFound));
    office.is_sound();
}

#[test]
fn a_paper_of_the_kho_is_used_only_by_its_owner_and_while_it_is_in_force() {
    let mut office = Office::new();
    let paper = |office: &mut Office, n: u8, owner: &str, ends: Option<&str>| {
        let id = PaperId(office.ids.next(office.now.0));
        let new = crate::domain::act::NewPaper {
            paper: id,
            owner_no: owner.into(),
            kind_code: "KQ.G01.000001".into(),
            name: "Thẻ căn cước công dân".into(),
            starts_on: None,
            ends_on: ends.map(|day| day.parse().unwrap()),
            file: office.outcome(n).file,
            unsigned_reason: None,
        };
        office.by(HANH, Act::AddPaper(Box::new(new))).unwrap();
        id
    };
    let good = paper(&mut office, 30, PERSON, Some("2030-03-12"));
    let old = paper(&mut office, 31, PERSON, Some("2022-01-01"));
    let other = paper(&mut office, 32, "052085007788", None);
    let (id, component) = office.accepted();
    let link = |office: &mut Office, paper: PaperId, n: u8| {
        let mut file = office.file(n);
        file.source = FileSource::Kho;
        file.paper_id = Some(paper);
        let files = vec![file];
        office.on(HANH, id, DossierAct::AttachFiles { component, files })
    };
    let on = "2022-01-01".parse().unwrap();
    let owner_name = "052085007788".to_owned();
    assert_eq!(link(&mut office, old, 31), Err(Refusal::PaperExpired { on }));
    assert_eq!(
        link(&mut office, other, 32),
        Err(Refusal::OtherOwner { owner_name })
    );
    assert_eq!(link(&mut office, good, 33), Err(Refusal::FileMissing));
    link(&mut office, good, 30).unwrap();
    assert_eq!(office.ask::<i64>("SELECT reused + have_n FROM dossier"), 2);

    let revoke = |paper| Act::RevokePaper {
        paper,
        reason: "sai".into(),
    };
    assert_eq!(
        office.by(HANH, revoke(good)),
        Err(Refusal::PaperInUse { dossiers: 1 })
    );
    office.by(RO, revoke(other)).unwrap();
    let on = office.now.date();
    assert_eq!(office.by(RO, revoke(other)), Err(Refusal::PaperRevoked { on }));
    assert_eq!(office.by(SON, revoke(old)), Err(Refusal::NeedsRole(Role::Leader)));
    office.is_sound();
}

#[test]
fn an_outcome_must_be_whole_and_is_filed_once() {
    type Spoil = fn(&mut NewOutcome);
    let cases: [(Spoil, Refusal); 4] = [
        (|new| new.kind_code.clear(), Refusal::Missing("kind_code")),
        (|new| new.summary.clear(), Refusal::Missing("summary")),
        (|new| new.term = Some("5y".into()), Refusal::Invalid("ends_on")),
        (|new| new.ends_on = None, Refusal::Missing("ends_on")),
    ];
    let mut office = Office::new();
    let (id, _) = office.accepted();
    for (spoil, refusal) in cases {
        let mut outcome = office.outcome(50);
        spoil(&mut outcome);
        assert_eq!(
            office.on(HANH, id, DossierAct::FileOutcome(Box::new(outcome))),
            Err(refusal)
        );
    }
    let outcome = office.outcome(50);
    let done = office
        .on(HANH, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    let paper_code = format!("{PERSON}.KQ.G01.000001");
    assert_eq!(done.outcome, Outcome::Filed { paper_code });
    let again = office.outcome(50);
    assert_eq!(
        office.on(HANH, id, DossierAct::FileOutcome(Box::new(again))),
        Err(Refusal::OutcomeExists)
    );
    office.is_sound();
}

#[test]
fn a_receipt_carries_the_register_number_and_counts_its_prints() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let form = FormId(office.ids.next(office.now.0));
    let issue = DossierAct::IssueForm(receipt(form));
    let done = office.on(HANH, id, issue).unwrap();
    let number = "0001/TNHS".to_owned();
    assert_eq!(done.outcome, Outcome::Numbered { number });
    for _ in 0..2 {
        office.on(HANH, id, DossierAct::ReprintForm { form }).unwrap();
    }
    assert_eq!(office.ask::<i64>("SELECT prints FROM form"), 2);
    office.is_sound();
}

#[test]
fn a_component_kept_for_next_time_lies_in_the_kho() {
    let mut office = Office::new();
    let mut draft = office.draft();
    draft.components[0].files = vec![office.born_digital(60), office.born_digital(61)];
    draft.components[0].keep = true;
    office.accept(draft).unwrap();
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM paper WHERE class = 'component'"),
        2
    );
    assert_eq!(office.ask::<i64>("SELECT have_n FROM dossier"), 1);
    office.is_sound();
}

#[test]
fn an_old_and_a_new_number_of_one_person_share_the_kho_until_that_is_undone() {
    let mut office = Office::new();
    let mut draft = office.draft();
    draft.holder.holder_no = "215404812".into();
    draft.components[0].files = vec![office.file(60)];
    draft.components[0].keep = true;
    let old = draft.id;
    office.accept(draft).unwrap();
    let paper = PaperId::from_bytes(office.ask("SELECT id FROM paper"));
    let (id, component) = office.accepted();
    let mut file = office.file(60);
    file.source = FileSource::Kho;
    file.paper_id = Some(paper);
    let files = vec![file];
    let link = DossierAct::AttachFiles { component, files };
    let owner_name = "Đinh Văn Đạt".to_owned();
    assert_eq!(
        office.on(HANH, id, link.clone()),
        Err(Refusal::OtherOwner { owner_name })
    );
    let done = office
        .on(HANH, old, edit("holder_no", "215404812", PERSON))
        .unwrap();
    office.on(HANH, id, link).unwrap();
    office.on(HANH, old, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM identity_alias"), 0);
    office.is_sound();
}
