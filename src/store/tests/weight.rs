//! Files heavier than recommended: what goes out in their place, and what stays.

use super::pages::{counted, place, scanned};
use super::*;
use crate::domain::act::{PagesCounted, StoredFile};
use crate::domain::rows::{ComponentView, DossierView};
use crate::domain::weight::Weighed;
use crate::store::read::Asking;

fn view(office: &Office, id: DossierId) -> DossierView {
    let asking = Asking {
        conn: &office.conn,
        now: office.now,
    };
    crate::store::read::dossier::view(&asking, id).unwrap().unwrap()
}

fn component(office: &Office, id: DossierId) -> ComponentView {
    view(office, id).components.remove(0)
}

pub(super) fn told(office: &Office, id: DossierId) -> String {
    view(office, id).history.last().unwrap().text.clone()
}

fn made(office: &mut Office, n: u8, (size, weighed): (u64, Option<Weighed>)) -> DraftFile {
    DraftFile {
        size,
        source: FileSource::Assembled,
        weighed,
        ..office.file(n)
    }
}

const MB: u64 = 1024 * 1024;

/// A heavy PDF and two parts in its place.
fn parts(office: &mut Office) -> [DraftFile; 3] {
    let heavy = made(office, 40, (41 * MB, None));
    let stands = Some(Weighed::InsteadOf(heavy.id));
    let one = made(office, 41, (29 * MB, stands));
    let two = made(office, 42, (12 * MB, stands));
    [heavy, one, two]
}

fn ids(files: &[crate::domain::rows::FileView]) -> Vec<FileId> {
    files.iter().map(|file| file.id).collect()
}

#[test]
fn parts_go_out_in_the_place_of_the_heavy_file_and_go_away_together() {
    let mut office = Office::new();
    let (id, paper) = office.accepted();
    let files = parts(&mut office);
    let [heavy, one, two] = files.each_ref().map(|file| file.id);
    let attach = DossierAct::AttachFiles {
        component: paper,
        files: files.to_vec(),
    };
    office.on(HANH, id, attach).unwrap();
    let held = component(&office, id);
    assert_eq!(ids(&held.heavy), [heavy]);
    assert!(ids(&held.files).ends_with(&[one, two]));
    assert_eq!(held.files.last().unwrap().instead_of, Some(heavy));
    assert!(
        told(&office, id)
            .ends_with("Tệp 41,0 MB tách thành 2 phần (29,0 MB + 12,0 MB), giữ bản gốc · Tờ khai"),
        "{}",
        told(&office, id)
    );

    let detach = DossierAct::DetachFile {
        file: two,
        reason: "nhầm".into(),
    };
    let gone = office.on(HANH, id, detach).unwrap().op;
    let whole = component(&office, id);
    assert!(whole.heavy.is_empty(), "nothing stands in its place any more");
    assert!(ids(&whole.files).contains(&heavy) && !ids(&whole.files).contains(&one));
    office.on(HANH, id, DossierAct::Undo { op: gone }).unwrap();
    assert_eq!(component(&office, id).files, held.files);
    assert_eq!(told(&office, id), "Hoàn tác gỡ tệp · Tờ khai");
    office.is_sound();
}

#[test]
fn a_part_without_its_heavy_file_is_refused() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let [_, one, two] = parts(&mut office);
    let files = vec![one, two];
    let attach = DossierAct::AttachFiles { component, files };
    assert_eq!(office.on(HANH, id, attach), Err(Refusal::NotFound));
    office.is_sound();
}

#[test]
fn a_reception_says_what_was_decided_and_the_kho_gets_what_goes_out() {
    let mut office = Office::new();
    let mut draft = office.draft();
    let heavy = made(&mut office, 40, (41 * MB, None));
    let lighter = made(&mut office, 41, (18 * MB, Some(Weighed::InsteadOf(heavy.id))));
    let hash = lighter.sha256;
    draft.components[0].files = vec![heavy, lighter];
    draft.components[0].keep = true;
    let id = draft.id;
    office.on(HANH, id, DossierAct::Accept(Box::new(draft))).unwrap();
    let said = told(&office, id);
    assert!(
        said.contains("Tệp 41,0 MB nén còn 18,0 MB, giữ bản gốc"),
        "{said}"
    );
    let kept: [u8; 32] = office.ask("SELECT sha256 FROM paper");
    assert_eq!(kept, hash.0);
    assert_eq!(component(&office, id).heavy.len(), 1);
    office.is_sound();
}

fn sum(office: &mut Office, component: ComponentId) -> PagesCounted {
    match counted(office, component, (2, 2), 4) {
        DossierAct::AccountPages(counted) => *counted,
        other => panic!("{other:?}"),
    }
}

fn instead(office: &mut Office, n: u8, pages: u32) -> (FileId, StoredFile) {
    let file = office.file(n);
    let stored = StoredFile {
        sha256: file.sha256,
        size: 18 * MB,
        mime: file.mime,
        name: "Tờ khai (nén 60).pdf".into(),
        pages: Some(pages),
        signature: SignatureMark::None,
    };
    (file.id, stored)
}

#[test]
fn a_count_with_a_lighter_pdf_has_all_pages_and_one_undo_takes_both_back() {
    let mut office = Office::new();
    let (id, paper) = office.accepted();
    let pages = scanned(office.now, &[1, 2, 3, 4]);
    office.on(HANH, id, place(paper, pages)).unwrap();
    let short = instead(&mut office, 151, 3);
    let mut act = sum(&mut office, paper);
    act.instead = vec![short];
    let refused = Err(Refusal::PagesShort { need: 4, have: 3 });
    let account = |act: &PagesCounted| DossierAct::AccountPages(Box::new(act.clone()));
    assert_eq!(
        office.on(HANH, id, account(&act)),
        refused,
        "a page would be lost"
    );

    let before = component(&office, id);
    let lighter = instead(&mut office, 151, 4);
    act.instead = vec![lighter.clone()];
    let done = office.on(HANH, id, account(&act)).unwrap().op;
    let now = component(&office, id);
    assert_eq!(ids(&now.heavy), [act.file.0]);
    assert_eq!(now.files.last().map(|file| file.id), Some(lighter.0));
    assert!(told(&office, id).contains("nén còn 18,0 MB, giữ bản gốc"));
    office.on(HANH, id, DossierAct::Undo { op: done }).unwrap();
    assert_eq!(component(&office, id), before);
    // Other pages outdate both.
    let mut again = sum(&mut office, paper);
    again.instead = vec![lighter];
    office.on(HANH, id, account(&again)).unwrap();
    let pages = scanned(office.now, &[1, 2, 3]);
    office.on(HANH, id, place(paper, pages)).unwrap();
    let standing = component(&office, id);
    assert!(standing.heavy.is_empty());
    assert_eq!(ids(&standing.files), ids(&before.files));
    office.is_sound();
}

#[test]
fn what_is_kept_above_the_limit_is_told_with_the_limit() {
    let mut office = Office::new();
    let (id, paper) = office.accepted();
    let pages = scanned(office.now, &[1, 2, 3, 4]);
    office.on(HANH, id, place(paper, pages)).unwrap();
    let mut act = sum(&mut office, paper);
    act.kept_over_mb = Some(30);
    office
        .on(HANH, id, DossierAct::AccountPages(Box::new(act)))
        .unwrap();
    let said = told(&office, id);
    assert!(said.ends_with("giữ nguyên, trên mức 30 MB · Tờ khai"), "{said}");
    office.is_sound();
}
