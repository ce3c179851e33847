//! Random acts of random officers: the log alone always gives the same tables.

use proptest::prelude::*;

use super::*;

/// A small alphabet: which act, by whom, on which of a few dossiers.
fn step() -> impl Strategy<Value = (u8, u8, u8)> {
    (0..39_u8, 1..4_u8, 0..4_u8)
}

pub(super) type On = (DossierId, ComponentId);

pub(super) fn act(office: &mut Office, on: On, kind: u8) -> DossierAct {
    match kind {
        0..10 => on_papers(office, on, kind),
        22..26 => on_pages(office, on, kind),
        30 => {
            let id = on.0;
            DossierAct::Accept(Box::new(Draft { id, ..office.draft() }))
        }
        34.. => super::signatures::any_act(office, kind),
        31.. => super::fees::any_act(office, on.0, kind),
        26.. => on_scan(office, on.0, kind),
        _ => moves(kind),
    }
}

fn why() -> String {
    "vì".to_owned()
}

fn some_file(office: &Office) -> FileId {
    let found = office.conn.query_row(
        "SELECT id FROM component_file ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    );
    FileId::from_bytes(found.unwrap_or([0; 16]))
}

fn on_pages(office: &mut Office, (_, component): On, kind: u8) -> DossierAct {
    let pages = |sides: &[u32]| super::pages::scanned(office.now, sides);
    match kind {
        22 => super::pages::place(component, pages(&[1, 2])),
        23 => super::pages::place(component, pages(&[2])),
        24 => super::pages::counted(office, component, (1, 2), 2),
        _ => DossierAct::EditComponent {
            component,
            change: crate::domain::act::ComponentChange {
                traits: Some([crate::domain::special::Trait::Fragile].into()),
                digitise: Some(crate::domain::component::Digitise::Waiting),
                remind_on: Some(NaiveDate::from_ymd_opt(2023, 3, 1)),
                ..Default::default()
            },
            reason: None,
        },
    }
}

/// On the newest scan of a result of this dossier, or the first one.
fn on_scan(office: &mut Office, dossier: DossierId, kind: u8) -> DossierAct {
    let sql = "SELECT id FROM component WHERE class = 'outcome' AND dossier_id = ?1 ORDER BY id DESC LIMIT 1";
    let found = office.conn.query_row(sql, [dossier.bytes()], |row| row.get(0));
    let scan = ComponentId::from_bytes(found.unwrap_or([0; 16]));
    match kind {
        26 => super::scans::begun(office).1,
        27 => super::pages::place(scan, super::pages::scanned(office.now, &[1, 2])),
        28 => super::pages::counted(office, scan, (1, 2), 2),
        _ => super::scans::made_of(office, scan),
    }
}

fn on_papers(office: &mut Office, (dossier, component): On, kind: u8) -> DossierAct {
    match kind {
        0 => DossierAct::AttachFiles {
            component,
            files: vec![if (office.now.0 / 60_000) % 10 == 0 {
                office.file(70)
            } else {
                office.born_digital(70)
            }],
        },
        1 => DossierAct::DetachFile {
            file: some_file(office),
            reason: why(),
        },
        2 | 3 => DossierAct::FileOutcome(Box::new(office.outcome(80))),
        4 => DossierAct::VoidComponent {
            component,
            reason: why(),
        },
        5 => DossierAct::FileInterim {
            interim: crate::domain::ids::InterimId(office.ids.next(office.now.0)),
            file: office.outcome(90).file,
            note: why(),
            whose: Some(crate::domain::special::Whose::Own),
        },
        6 => DossierAct::KeepPaper {
            paper: PaperId(office.ids.next(office.now.0)),
            file: some_file(office),
            kind_code: None,
            name: why(),
            starts_on: None,
            ends_on: None,
        },
        7 => DossierAct::Edit {
            changes: vec![FieldChange {
                field: "phone".into(),
                old: office.phone(dossier),
                new: Some(format!("09{}", office.now.0 % 100_000_000)),
            }],
        },
        _ => DossierAct::Undo {
            op: oplog::last_of_row(&office.conn, dossier.0)
                .unwrap()
                .map_or(OpId(dossier.0), |entry| entry.op_id),
        },
    }
}

pub(super) fn moves(kind: u8) -> DossierAct {
    match kind {
        10 | 11 => forward_to((2, SON)),
        12 => forward_to((3, HANH)),
        13 => DossierAct::HandBack {
            receiver: Receiver {
                receiver_name: why(),
                ..Receiver::default()
            },
            way: ReturnWay::Desk,
            verified: None,
            unpaid_reason: None,
        },
        14 => DossierAct::AskSupplement {
            draft: None,
            items: vec![why()],
            reason: why(),
        },
        15 => DossierAct::ReceiveSupplement {
            papers: why(),
            came: Vec::new(),
        },
        16 => DossierAct::Withdraw {
            reason: why(),
            papers_given_back: why(),
        },
        17 => DossierAct::Void { reason: why() },
        18 => DossierAct::SetCabinet { cabinet: why() },
        19 => DossierAct::ForwardBack {
            to_step: 2,
            to_officer: Some(officer(SON)),
            reason: why(),
        },
        20 => DossierAct::Apologise {
            reason: why(),
            promised_at: Moment::from_rfc3339("2023-03-01T10:00:00+07:00").unwrap(),
        },
        _ => DossierAct::CheckAccount(AccountFinding {
            account: Account::Unknown,
            account_at: None,
            account_source: AccountSource::Officer,
            account_reason: Some(why()),
        }),
    }
}

impl Office {
    fn phone(&self, dossier: DossierId) -> Option<String> {
        let sql = "SELECT phone FROM dossier WHERE id = ?1";
        self.conn.query_row(sql, [dossier.bytes()], |row| row.get(0)).ok()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever officers press in whatever order, refused or not, the log alone gives the same tables again.
    #[test]
    fn the_log_alone_gives_the_same_tables(steps in prop::collection::vec(step(), 1..60)) {
        let mut office = Office::new();
        office.knows_the_procedure();
        let mut dossiers: Vec<_> = (0..3).map(|_| office.accepted()).collect();
        // The last one was filed online and is still to be received.
        let filed = office.registered("G22-1");
        dossiers.push((filed, ComponentId(office.ids.next(office.now.0))));
        let mut written = 0;
        for (kind, by, which) in steps {
            let on = dossiers[usize::from(which)];
            let act = act(&mut office, on, kind);
            let trust = super::signatures::any_trust(kind);
            for act in trust.into_iter().chain([Act::Dossier { dossier: on.0, act }]) {
                match office.by(by, act) {
                    Ok(_) => written += 1,
                    Err(Refusal::Fault { code }) => prop_assert!(false, "fault {code}"),
                    Err(_) => {}
                }
            }
        }
        prop_assert!(office.ask::<i64>("SELECT count(*) FROM oplog") >= written + 8);
        prop_assert_eq!(office.ask::<String>("PRAGMA integrity_check"), "ok");
        office.is_sound();
    }
}
