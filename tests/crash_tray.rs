//! Killed while pages come in or are placed, a desk has each page once: in the tray or in its component, never in
//! neither, never in both, and its bytes lie on the disk. Bytes without a row are only a file too many.
//!
//! The test starts itself again as a child that works until it dies at a marked point.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

use std::path::Path;
use std::process::Command;

use motcua::domain::act::{Act, Done, DossierAct, NewPages, Pin, Request};
use motcua::domain::component::{PaperForm, Required, Submission};
use motcua::domain::desk::NewDesk;
use motcua::domain::dossier::{Account, AccountFinding, AccountSource};
use motcua::domain::draft::{Draft, DraftComponent, PickedProcedure};
use motcua::domain::ids::{ComponentId, DossierId, FileHash, IdSource, OfficerId, TrayId};
use motcua::domain::pages::{Claim, DpiKnown, Page, Part, place_in_order};
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::{TrayPage, TrayRows};
use motcua::domain::time::Moment;
use motcua::domain::tray::TraySource;
use motcua::store::blobs::Blobs;
use motcua::store::incoming::Incoming;
use motcua::store::{Opened, Reader, Store, credentials, oplog};
use rusqlite::Connection;

const HOME: &str = "MOTCUA_CRASH_HOME";
const ROUND: &str = "MOTCUA_CRASH_ROUND";
const POINTS: [&str; 7] = [
    "file-written",
    "file-named",
    "tray",
    "appended",
    "applied",
    "before-commit",
    "after-commit",
];
const ROUNDS: u32 = 70;
/// Pages that come in before what came in is placed.
const PAGES: u32 = 3;

struct Ids(u64);

impl IdSource for Ids {
    fn entropy(&mut self) -> [u8; 10] {
        self.0 += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.to_be_bytes());
        bytes
    }
}

fn ids(round: u32, part: u64) -> Ids {
    Ids((u64::from(round + 1) << 32) + (part << 30))
}

fn now(round: u32) -> Moment {
    let start = Moment::from_rfc3339("2023-02-14T08:00:00+07:00").unwrap();
    Moment(start.0 + i64::from(round) * 60_000)
}

/// A desk with one dossier whose one paper is here and not scanned yet.
fn found(home: &Path) {
    let desk = NewDesk {
        unit_code: "000.99.15.H08".into(),
        unit_name: "Xã An Toàn".into(),
        desk_no: 1,
        range: None,
        officer_name: "Đinh Thị Hạnh".into(),
        pin: Pin("2468".into()),
        practice: true,
        settings: Vec::new(),
    };
    let mut store = Store::create(home, &desk, now(0), Box::new(ids(0, 0))).unwrap();
    let conn = Connection::open(home.join("motcua.db")).unwrap();
    let draft = draft(&conn);
    let dossier = draft.id;
    act(
        &mut store,
        &conn,
        (dossier, DossierAct::Accept(Box::new(draft))),
        0,
    );
}

fn draft(conn: &Connection) -> Draft {
    let mut ids = ids(0, 1);
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
    let procedure = conn.query_row(sql, [], |row| {
        Ok(PickedProcedure {
            code: row.get(0)?,
            name: row.get(1)?,
            sector: row.get(2)?,
            version: row.get(3)?,
            workflow: 0,
            case: None,
        })
    });
    draft.procedure = procedure.ok();
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
        files: Vec::new(),
        keep: false,
    }];
    draft
}

fn officer(conn: &Connection) -> OfficerId {
    credentials::officers(conn).unwrap()[0].id
}

fn act(store: &mut Store, conn: &Connection, (dossier, act): (DossierId, DossierAct), round: u32) -> Done {
    let request = Request {
        actor: officer(conn),
        approval: None,
        act: Act::Dossier { dossier, act },
    };
    store.transact(&request, now(round)).unwrap()
}

fn tray(home: &Path) -> TrayRows {
    match Reader::open(home).unwrap().answer(&Query::Tray, now(0)) {
        Answer::Tray(rows) => rows,
        other => panic!("{other:?}"),
    }
}

fn scanned((sha256, size): (FileHash, u64), name: String, (at, by): (Moment, OfficerId)) -> Page {
    Page {
        sha256,
        leaf: 1,
        size,
        mime: "image/jpeg".into(),
        file_name: name,
        side: 1,
        part: Part::Whole,
        turns: 0,
        blank: false,
        width: 1654,
        height: 2339,
        dpi: 200,
        dpi_known: DpiKnown::Measured,
        device: String::new(),
        taken_at: at,
        taken_by: by,
    }
}

/// What the child does: pages come in, then all that came in is placed.
fn work(home: &Path, round: u32) {
    let Ok(Opened::Writer(mut store)) = Store::open(home, now(round), Box::new(ids(round, 0))) else {
        panic!("the desk does not open");
    };
    let conn = Connection::open(home.join("motcua.db")).unwrap();
    let mut own = ids(round, 1);
    for n in 0..PAGES {
        let stored = Blobs::of(home).put(format!("{round} {n}").as_bytes()).unwrap();
        let name = format!("S{round}_{n}.jpg");
        let seen = Incoming {
            path: name.clone(),
            size: stored.size,
            modified: now(round),
            sha256: Some(stored.sha256),
            fault: String::new(),
            found_at: now(round),
        };
        let row = TrayPage {
            id: TrayId(own.next(0)),
            page: scanned((stored.sha256, stored.size), name, (now(round), officer(&conn))),
            source: TraySource::Folder,
            flags: Vec::new(),
            aim: None,
            trashed_at: None,
        };
        store.take_in(&[row], &seen).unwrap();
    }
    place(&mut store, (home, &conn), round);
}

fn place(store: &mut Store, (home, conn): (&Path, &Connection), round: u32) {
    let sql = "SELECT dossier_id, id FROM component LIMIT 1";
    let (dossier, component): ([u8; 16], [u8; 16]) = conn
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let dossier = DossierId::from_bytes(dossier);
    let reader = Reader::open(home).unwrap();
    let Answer::Dossier(Some(view)) = reader.answer(&Query::Dossier(dossier), now(round)) else {
        panic!("no dossier");
    };
    let homeless = tray(home).pages;
    let there = view.components[0].pages.clone();
    let pages: Vec<Page> = there
        .into_iter()
        .chain(homeless.iter().map(|row| row.page.clone()))
        .collect();
    let claim = Claim::guess(u32::try_from(pages.len()).unwrap());
    let slots = place_in_order(&claim, pages.len());
    let pages = pages.into_iter().zip(slots).map(|(page, slot)| Page {
        side: slot.side,
        part: slot.part,
        ..page
    });
    let new = NewPages {
        component: ComponentId::from_bytes(component),
        pages: pages.collect(),
        claim,
        taken: homeless.iter().map(|row| row.id).collect(),
        basis: None,
    };
    act(store, conn, (dossier, DossierAct::SetPages(Box::new(new))), round);
}

#[test]
fn a_page_is_in_the_tray_or_in_its_component_whenever_the_desk_is_killed() {
    if let Some(home) = std::env::var_os(HOME) {
        let round = std::env::var(ROUND).unwrap().parse().unwrap();
        return work(Path::new(&home), round);
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    found(&home);
    for round in 1..=ROUNDS {
        let point = POINTS[(round as usize) % POINTS.len()];
        // Only the three pages pass the first points more than once; the act that places them passes the others once.
        let often = matches!(point, "file-written" | "file-named" | "tray");
        let passes = if often { round / 7 % PAGES } else { 0 };
        let child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "a_page_is_in_the_tray_or_in_its_component_whenever_the_desk_is_killed",
            ])
            .env(HOME, &home)
            .env(ROUND, round.to_string())
            .env("MOTCUA_CRASH_AT", format!("{point}#{passes}"))
            .output()
            .unwrap();
        assert!(
            child.status.code().is_none(),
            "round {round} was not killed at {point}: {}",
            String::from_utf8_lossy(&child.stdout)
        );
        check(&home, (round, point));
    }
    let conn = Connection::open(home.join("motcua.db")).unwrap();
    let placed: u32 = conn
        .query_row("SELECT count(*) FROM page", [], |row| row.get(0))
        .unwrap();
    assert!(placed > ROUNDS / 2, "{placed} pages were placed in spite of all");
}

/// What was seen in the folder is one page, in one of both places, with its bytes.
fn check(home: &Path, round: (u32, &str)) {
    let conn = Connection::open(home.join("motcua.db")).unwrap();
    let of = |sql: &str| -> Vec<[u8; 32]> {
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let mut pages = of("SELECT sha256 FROM tray_page UNION ALL SELECT sha256 FROM page");
    pages.sort_unstable();
    let mut seen = of("SELECT sha256 FROM incoming");
    seen.sort_unstable();
    assert_eq!(pages, seen, "{round:?}: each page once");
    for sha256 in pages {
        let place = Blobs::of(home).place(FileHash(sha256));
        assert!(place.metadata().is_ok_and(|meta| meta.len() > 0), "{round:?}");
    }
    oplog::verify_chain(&conn).unwrap();
}
