//! Killed at any marked point, a desk holds the state before or after the act, never between.
//!
//! The test starts itself again as a child that works at a desk until it dies at a named point.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

use std::path::Path;
use std::process::Command;

use motcua::domain::act::{Act, DossierAct, Pin, Request};
use motcua::domain::component::{FileSource, PaperForm, Required, SignatureMark, Submission};
use motcua::domain::desk::NewDesk;
use motcua::domain::dossier::{Account, AccountFinding, AccountSource};
use motcua::domain::draft::{Draft, DraftComponent, DraftFile, PickedProcedure};
use motcua::domain::ids::{ComponentId, DossierId, FileId, IdSource, OfficerId};
use motcua::domain::time::Moment;
use motcua::store::blobs::Blobs;
use motcua::store::{Opened, Store, credentials, oplog, rebuild};
use rusqlite::Connection;

const HOME: &str = "MOTCUA_CRASH_HOME";
const POINTS: [&str; 7] = [
    "file-written",
    "file-named",
    "drafted",
    "appended",
    "applied",
    "before-commit",
    "after-commit",
];
const ROUNDS: u32 = 210;
/// Acts of one child; it dies at one of them.
const ACTS: u32 = 4;

struct Ids(u64);

impl IdSource for Ids {
    fn entropy(&mut self) -> [u8; 10] {
        self.0 += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.to_be_bytes());
        bytes
    }
}

/// Ids that no earlier round used.
fn ids(round: u32) -> Ids {
    Ids(u64::from(round + 1) << 32)
}

fn now(round: u32) -> Moment {
    let start = Moment::from_rfc3339("2023-02-14T08:00:00+07:00").unwrap();
    Moment(start.0 + i64::from(round) * 60_000)
}

fn desk() -> NewDesk {
    NewDesk {
        unit_code: "000.99.15.H08".into(),
        unit_name: "Xã An Toàn".into(),
        desk_no: 1,
        range: None,
        officer_name: "Đinh Thị Hạnh".into(),
        pin: Pin("2468".into()),
        practice: true,
        settings: Vec::new(),
    }
}

fn draft(conn: &Connection, ids: &mut Ids, file: DraftFile) -> Draft {
    let mut draft = Draft::new(DossierId(ids.next(0)));
    draft.holder.holder_no = "052090001234".into();
    draft.holder.holder_name = "Đinh Văn Đạt".into();
    draft.holder.phone = "0905123456".into();
    draft.holder.address.address_text = "Thôn 2".into();
    draft.account = Some(AccountFinding {
        account: Account::Exists,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: None,
    });
    let sql = "SELECT code, name, sector_name, lower(hex(id)) FROM procedure_version ORDER BY code LIMIT 1";
    draft.procedure = conn
        .query_row(sql, [], |row| {
            Ok(PickedProcedure {
                code: row.get(0)?,
                name: row.get(1)?,
                sector: row.get(2)?,
                version: row.get(3)?,
                workflow: 0,
                case: None,
            })
        })
        .ok();
    draft.components = vec![DraftComponent {
        id: ComponentId(ids.next(0)),
        kind_ref: None,
        name: "Tờ khai".into(),
        required: Required::Yes,
        submission: Submission::Submit,
        received: true,
        not_applicable: false,
        copies: 1,
        form: PaperForm::Original,
        reject_reason: None,
        files: vec![file],
        keep: true,
        care: motcua::domain::special::Care::default(),
    }];
    draft
}

/// What the child does: a file, a draft, an acceptance, a correction; over and over.
fn work(home: &Path, round: u32) {
    let Ok(Opened::Writer(mut store)) = Store::open(home, now(round), Box::new(ids(round))) else {
        panic!("the desk does not open");
    };
    let reader = Connection::open(home.join("motcua.db")).unwrap();
    let officer = first_officer(&reader);
    let mut own = Ids((u64::from(round + 1) << 32) + (1 << 31));
    for n in 0..ACTS {
        let bytes = format!("{round} {n}");
        let stored = Blobs::of(home).put(bytes.as_bytes()).unwrap();
        let file = DraftFile {
            id: FileId(own.next(0)),
            sha256: stored.sha256,
            size: stored.size,
            mime: "text/plain".into(),
            name: "to_khai".into(),
            pages: None,
            source: FileSource::Picked,
            paper_id: None,
            signature: SignatureMark::None,
        };
        let draft = draft(&reader, &mut own, file);
        store.save_draft(&draft, officer, now(round)).unwrap();
        let dossier = draft.id;
        let acts = [
            DossierAct::Accept(Box::new(draft)),
            DossierAct::SetCabinet {
                cabinet: format!("Tủ {round}"),
            },
        ];
        for act in acts {
            let request = Request {
                actor: officer,
                approval: None,
                act: Act::Dossier { dossier, act },
            };
            store.transact(&request, now(round)).unwrap();
        }
    }
}

fn first_officer(conn: &Connection) -> OfficerId {
    credentials::officers(conn).unwrap()[0].id
}

#[test]
fn a_killed_desk_is_before_or_after_never_between() {
    if let Some(home) = std::env::var_os(HOME) {
        let round = std::env::var("MOTCUA_CRASH_ROUND").unwrap().parse().unwrap();
        return work(Path::new(&home), round);
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    drop(Store::create(&home, &desk(), now(0), Box::new(ids(0))).unwrap());
    let mut killed = 0;
    for round in 1..=ROUNDS {
        let point = POINTS[(round as usize) % POINTS.len()];
        // A point passes once or twice in each of the acts before the deadly one.
        let passes = round / 7 % ACTS;
        let child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "a_killed_desk_is_before_or_after_never_between",
                "--test-threads=1",
            ])
            .env(HOME, &home)
            .env("MOTCUA_CRASH_ROUND", round.to_string())
            .env("MOTCUA_CRASH_AT", format!("{point}#{passes}"))
            .output()
            .unwrap();
        assert!(!child.status.success(), "round {round} was not killed at {point}");
        assert!(
            child.status.code().is_none(),
            "{}",
            String::from_utf8_lossy(&child.stdout)
        );
        killed += 1;
        check(&home, round % 20 == 0);
    }
    assert!(killed >= 200);
    check(&home, true);
    let conn = Connection::open(home.join("motcua.db")).unwrap();
    let sql = "SELECT count(*) FROM dossier";
    let accepted: u32 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    assert!(accepted > ROUNDS, "{accepted} acts survived");
}

/// Whole file, whole chain, rows as the log says them, each file in its place.
fn check(home: &Path, thoroughly: bool) {
    let mut conn = Connection::open(home.join("motcua.db")).unwrap();
    let ask = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let accepted = ask("SELECT count(*) FROM oplog WHERE kind = 'accept'");
    assert_eq!(ask("SELECT count(*) FROM dossier"), accepted);
    assert_eq!(ask("SELECT count(*) FROM component_file"), accepted);
    assert_eq!(ask("SELECT count(*) FROM paper"), accepted);
    assert_eq!(ask("SELECT count(DISTINCT code) FROM dossier"), accepted);
    assert_eq!(
        ask("SELECT ifnull(max(register_no), 0) FROM dossier"),
        accepted,
        "the register has no gap"
    );
    assert_eq!(
        ask("SELECT count(*) FROM dossier WHERE cabinet IS NOT NULL"),
        ask("SELECT count(*) FROM oplog WHERE kind = 'set_cabinet'")
    );
    let both = ask("SELECT count(*) FROM draft JOIN dossier USING (id)");
    assert_eq!(both, 0, "a draft is a draft or a dossier");
    oplog::verify_chain(&conn).unwrap();
    let blobs = Blobs::of(home);
    let named: Vec<[u8; 32]> = conn
        .prepare("SELECT sha256 FROM component_file")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for sha256 in named {
        assert!(blobs.place(motcua::domain::ids::FileHash(sha256)).is_file());
    }
    if thoroughly {
        let whole: String = conn
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(whole, "ok");
        let before = rebuild::dump(&conn).unwrap();
        rebuild::rebuild(&mut conn, &mut |_, _| {}).unwrap();
        assert_eq!(rebuild::dump(&conn).unwrap(), before);
    }
}
