//! A desk with one paper to be scanned, worked at with the desk's own hands: for tests that let it die or starve.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone, JobEvent, JobFault};
use motcua::app::msg::{Msg, Ticket};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::domain::act::{DossierAct, NewPages, PagesCounted, StoredFile};
use motcua::domain::ids::{ComponentId, DossierId, FileId, IdSource, OfficerId};
use motcua::domain::pages::{Claim, Page, place_in_order};
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::time::Moment;
use motcua::store::Reader;

use super::fixture::{Counting, an_toan, at, component, draft, founded};
use super::folder::{self, first_officer, first_procedure, tables, writer};

/// Where the scanner writes, beside the desk's folder.
pub(crate) const SCANS: &str = "quet";
const TICKET: Ticket = Ticket(7);

fn ids(round: u32, part: u32) -> Counting {
    Counting::block(4 * round + part)
}

pub(crate) fn now(round: u32) -> Moment {
    Moment(at("2023-02-14T08:00:00+07:00").0 + i64::from(round) * 60_000)
}

/// Which block of [`Counting`] this id was drawn from; the two highest bits are the id's variant.
fn block(id: &[u8; 16]) -> u64 {
    let half = id[8..].try_into().unwrap();
    (u64::from_be_bytes(half) << 2) >> 32
}

/// A desk with one dossier whose one paper is here and not scanned yet, and a scan folder beside it.
pub(crate) fn found(home: &Path) {
    let mut store = founded(home, now(0));
    let conn = tables(home);
    let mut ids = ids(0, 1);
    let mut draft = draft(DossierId(ids.next(0)));
    draft.procedure = Some(first_procedure(&conn));
    draft.components = vec![component(ComponentId(ids.next(0)), "Tờ khai")];
    let request = folder::on(
        first_officer(&conn),
        draft.id,
        DossierAct::Accept(Box::new(draft)),
    );
    store.transact(&request, now(0)).unwrap();
    let scans = home.with_file_name(SCANS);
    std::fs::create_dir(&scans).unwrap();
    store.keep_local("scan_folder", &scans.to_string_lossy()).unwrap();
}

/// A page that no other is like.
pub(crate) fn scan_page(home: &Path, (round, n): (u32, u32)) {
    let path = home.with_file_name(SCANS).join(format!("S{round}_{n}.jpg"));
    let pixels: Vec<u8> = (0..64_u32 * 90)
        .map(|at| (at % 7 + round * 5 + n * 90).to_le_bytes()[0])
        .collect();
    let mut encoder = jpeg_encoder::Encoder::new_file(&path, 80).unwrap();
    encoder
        .add_app_segment(15, format!("{round} {n}").into_bytes())
        .unwrap();
    encoder
        .encode(&pixels, 64, 90, jpeg_encoder::ColorType::Luma)
        .unwrap();
    let long_ago = UNIX_EPOCH + Duration::from_millis(u64::try_from(now(round).0).unwrap());
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(long_ago).unwrap();
}

pub(crate) fn job(hands: &Hands, job: Job) -> Result<JobDone, JobFault> {
    job_telling(hands, job, &mut || ())
}

/// A job that tells of its progress.
pub(crate) fn job_telling(hands: &Hands, job: Job, tell: &mut dyn FnMut()) -> Result<JobDone, JobFault> {
    let effect = Effect::Start(TICKET, job);
    let ended = hands.perform(effect, &mut |_| {
        tell();
        ControlFlow::Continue(())
    });
    match ended {
        Some(Msg::Job(_, JobEvent::Ended(ended))) => ended,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn act(
    hands: &Hands,
    (actor, dossier): (OfficerId, DossierId),
    act: DossierAct,
) -> Result<(), Refusal> {
    let effect = Effect::Change(TICKET, Box::new(folder::on(actor, dossier, act)));
    match hands.perform(effect, &mut |_| ControlFlow::Continue(())) {
        Some(Msg::Changed(_, done)) => done.map(|_| ()),
        other => panic!("{other:?}"),
    }
}

/// The desk, opened for work. Each opening of a folder has a round of its own: two that drew the same ids would meet in the
/// millisecond in which both act.
pub(crate) fn open(home: &Path, round: u32) -> Hands {
    let drawn = tables(home)
        .prepare("SELECT op_id FROM oplog")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .any(|id| block(&id.unwrap()) == block(ids(round, 0).next(0).as_bytes()));
    assert!(!drawn, "another opening of this folder had round {round}");
    let store = writer(home, now(round), ids(round, 0));
    let hands = Hands::new(home.to_owned(), Some(store), Clock::starting_at(now(round)));
    hands.patient_for(Duration::ZERO)
}

/// The first officer sits down.
pub(crate) fn log_in(hands: &Hands, home: &Path) {
    let first = first_officer(&tables(home));
    let login = Effect::Login(TICKET, first, an_toan().pin);
    let answer = hands.perform(login, &mut |_| ControlFlow::Continue(()));
    assert!(answer.is_some(), "nobody is there");
}

/// Who acts on which dossier, and its one paper.
pub(crate) fn paper(home: &Path) -> ((OfficerId, DossierId), ComponentId) {
    let conn = tables(home);
    let sql = "SELECT dossier_id, id FROM component LIMIT 1";
    let (dossier, component): ([u8; 16], [u8; 16]) = conn
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let whose = (first_officer(&conn), DossierId::from_bytes(dossier));
    (whose, ComponentId::from_bytes(component))
}

/// All that came in, placed behind what is there, and how many pages that are.
pub(crate) fn placed(
    home: &Path,
    (dossier, component, round): (DossierId, ComponentId, u32),
) -> (NewPages, u32) {
    let reader = Reader::open(home).unwrap();
    let Answer::Dossier(Some(view)) = reader.answer(&Query::Dossier(dossier), now(round)) else {
        panic!("no dossier");
    };
    let Answer::Tray(homeless) = reader.answer(&Query::Tray, now(round)) else {
        panic!("no tray");
    };
    let there = view.components[0].pages.clone();
    let came = homeless.pages.iter().map(|row| row.page.clone());
    let pages: Vec<Page> = there.into_iter().chain(came).collect();
    let count = u32::try_from(pages.len()).unwrap();
    let claim = Claim::guess(count);
    let slots = place_in_order(&claim, pages.len());
    let pages = pages.into_iter().zip(slots).map(|(page, slot)| Page {
        side: slot.side,
        part: slot.part,
        ..page
    });
    let new = NewPages {
        component,
        pages: pages.collect(),
        claim,
        taken: homeless.pages.iter().map(|row| row.id).collect(),
        basis: None,
    };
    (new, count)
}

/// The sum, with a reason where it is not right.
pub(crate) fn finished((component, claim): (ComponentId, Claim), file: StoredFile, round: u32) -> DossierAct {
    DossierAct::AccountPages(Box::new(PagesCounted {
        component,
        claim,
        backs_seen: true,
        reason: Some("tờ cuối chỉ có một mặt".into()),
        file: (FileId(ids(round, 2).next(now(round).0)), file),
        beside: vec![],
        instead: vec![],
        kept_over_mb: None,
    }))
}
