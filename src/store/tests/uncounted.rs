//! Copies of paper that came as files: short until somebody said of how many sheets.

use super::pages::{counted, page, place};
use super::*;
use crate::domain::act::ComponentChange;
use crate::domain::component::PaperForm;
use crate::domain::pages::{Page, Part};
use crate::store::tray;

const ACCOUNT: &str = "SELECT account FROM component ORDER BY position LIMIT 1";
const STANDING: &str = "SELECT count(*) FROM component_file WHERE voided_at IS NULL";

fn attach(component: ComponentId, files: Vec<DraftFile>) -> DossierAct {
    DossierAct::AttachFiles { component, files }
}

/// The only page of the file of this number.
fn page_of(office: &Office, n: u8) -> Vec<Page> {
    vec![page(office.now, n, (1, Part::Whole))]
}

fn said(act: DossierAct) -> DossierAct {
    let DossierAct::AccountPages(mut counted) = act else {
        panic!("{act:?}");
    };
    counted.backs_seen = true;
    DossierAct::AccountPages(counted)
}

fn have(office: &Office) -> u32 {
    office.ask("SELECT have_n FROM dossier")
}

#[test]
fn a_chosen_scan_is_there_only_when_its_sheets_were_counted() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let files = vec![office.file(31)];
    office.on(HANH, id, attach(component, files)).unwrap();
    assert_eq!(office.ask::<String>(ACCOUNT), "short");
    assert_eq!(have(&office), 0, "nobody said how many sheets there were");
    let DossierAct::Forward(mut on) = forward_to((2, SON)) else {
        unreachable!()
    };
    on.undigitised_reason = None;
    let unsaid = office.on(HANH, id, DossierAct::Forward(on));
    assert!(matches!(unsaid, Err(Refusal::NotDigitised { .. })), "{unsaid:?}");

    let pages = page_of(&office, 31);
    office.on(HANH, id, place(component, pages)).unwrap();
    assert_eq!(office.ask::<u32>(STANDING), 0, "it is a page now");
    let sum = said(counted(&mut office, component, (1, 1), 1));
    office.on(HANH, id, sum).unwrap();
    assert_eq!(office.ask::<String>(ACCOUNT), "balanced");
    assert_eq!((have(&office), office.ask::<u32>(STANDING)), (1, 1));

    // One more that comes later is of sheets nobody counted.
    let files = vec![office.file(32)];
    office.on(HANH, id, attach(component, files)).unwrap();
    assert_eq!(
        (office.ask::<String>(ACCOUNT), have(&office)),
        ("short".into(), 0)
    );
    let file = FileId::from_bytes(
        office.ask("SELECT id FROM component_file WHERE source = 'picked' AND voided_at IS NULL"),
    );
    let reason = "nhầm".into();
    office
        .on(HANH, id, DossierAct::DetachFile { file, reason })
        .unwrap();
    assert_eq!(
        (office.ask::<String>(ACCOUNT), have(&office)),
        ("balanced".into(), 1)
    );
    office.is_sound();
}

#[test]
fn what_is_undone_is_a_file_again_and_lies_in_no_tray() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let files = vec![office.file(31)];
    let attached = office.on(HANH, id, attach(component, files.clone())).unwrap();
    office.on(HANH, id, DossierAct::Undo { op: attached.op }).unwrap();
    assert_eq!((office.ask::<String>(ACCOUNT), have(&office)), ("none".into(), 0));
    office
        .on(HANH, id, attach(component, vec![office_file_again(&files)]))
        .unwrap();
    let pages = page_of(&office, 31);
    let placed = office.on(HANH, id, place(component, pages)).unwrap();
    office.on(HANH, id, DossierAct::Undo { op: placed.op }).unwrap();
    assert_eq!(office.ask::<u32>(STANDING), 1);
    assert_eq!(tray::waiting(&office.conn).unwrap(), 0);
    assert_eq!(office.ask::<String>(ACCOUNT), "short");
    office.is_sound();
}

/// The same bytes, attached anew.
fn office_file_again(files: &[DraftFile]) -> DraftFile {
    DraftFile {
        id: FileId(uuid::Uuid::from_u128(77)),
        ..files[0].clone()
    }
}

#[test]
fn no_sum_is_right_while_a_copy_is_not_among_the_pages() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let files = vec![office.file(31), office.file(32)];
    office.on(HANH, id, attach(component, files)).unwrap();
    let pages = page_of(&office, 31);
    office.on(HANH, id, place(component, pages)).unwrap();
    let sum = said(counted(&mut office, component, (1, 1), 1));
    let short = Refusal::PagesShort { need: 1, have: 2 };
    assert_eq!(office.on(HANH, id, sum), Err(short));
    office.is_sound();
}

#[test]
fn scans_of_a_draft_are_counted_after_reception_and_what_is_born_digital_never() {
    let accepted = |change: fn(&mut Office, &mut Draft)| {
        let mut office = Office::new();
        let mut draft = office.draft();
        change(&mut office, &mut draft);
        let (id, component) = (draft.id, draft.components[0].id);
        office.accept(draft).unwrap();
        (office, id, component)
    };
    let (mut office, ..) = accepted(|office, draft| draft.components[0].files = vec![office.file(60)]);
    assert_eq!(
        (office.ask::<String>(ACCOUNT), have(&office)),
        ("short".into(), 0)
    );
    office.is_sound();
    let (office, ..) = accepted(|office, draft| draft.components[0].files = vec![office.born_digital(60)]);
    assert_eq!((office.ask::<String>(ACCOUNT), have(&office)), ("none".into(), 1));

    // Handed in electronically there are no sheets; said otherwise later, there are.
    let (mut office, id, component) = accepted(|office, draft| {
        draft.components[0].files = vec![office.file(60)];
        draft.components[0].form = PaperForm::Electronic;
    });
    assert_eq!((office.ask::<String>(ACCOUNT), have(&office)), ("none".into(), 1));
    let change = ComponentChange {
        form: Some(PaperForm::Original),
        ..ComponentChange::default()
    };
    let reason = None;
    let edit = DossierAct::EditComponent {
        component,
        change,
        reason,
    };
    office.on(HANH, id, edit).unwrap();
    assert_eq!(
        (office.ask::<String>(ACCOUNT), have(&office)),
        ("short".into(), 0)
    );
    office.is_sound();
}

#[test]
fn a_signed_pdf_among_the_pages_stays_a_file_of_its_own() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let pages = super::pages::scanned(office.now, &[1, 2, 3]);
    office.on(HANH, id, place(component, pages)).unwrap();
    let mut sum = match said(counted(&mut office, component, (3, 1), 1)) {
        DossierAct::AccountPages(sum) => sum,
        other => panic!("{other:?}"),
    };
    let beside = office.file(151);
    sum.beside = vec![(
        beside.id,
        StoredFile {
            sha256: beside.sha256,
            size: beside.size,
            mime: beside.mime,
            name: beside.name,
            pages: Some(1),
            signature: SignatureMark::Present,
        },
    )];
    let short = office.on(HANH, id, DossierAct::AccountPages(sum.clone()));
    assert_eq!(
        short,
        Err(Refusal::PagesShort { need: 3, have: 3 }),
        "two files of one page each"
    );
    sum.beside[0].1.pages = Some(2);
    let done = office.on(HANH, id, DossierAct::AccountPages(sum)).unwrap();
    assert_eq!((office.ask::<u32>(STANDING), have(&office)), (2, 1));
    office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!((office.ask::<u32>(STANDING), have(&office)), (0, 0));
    office.is_sound();
}

#[test]
fn who_places_a_page_nobody_took_in_has_taken_it() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let mut pages = super::pages::scanned(office.now, &[1]);
    pages[0].taken_by = crate::domain::ids::OfficerId(uuid::Uuid::nil());
    office.on(HANH, id, place(component, pages)).unwrap();
    let by: [u8; 16] = office.ask("SELECT taken_by FROM page");
    assert_eq!(&by, officer(HANH).bytes());
    office.is_sound();
}

#[test]
fn a_page_taken_off_a_side_waits_in_front_for_the_same_paper() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let other = crate::domain::rows::TrayPage {
        id: crate::domain::ids::TrayId(office.ids.next(office.now.0)),
        page: page(office.now, 9, (1, Part::Whole)),
        source: crate::domain::tray::TraySource::Folder,
        flags: vec![],
        aim: Some((id, Some(component))),
        trashed_at: None,
    };
    tray::put(&office.conn, &other).unwrap();
    let pages = super::pages::scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    office.on(HANH, id, place(component, vec![])).unwrap();
    let waiting = tray::list(&office.conn).unwrap().pages;
    let seen: Vec<_> = waiting
        .iter()
        .map(|row| (row.page.file_name.as_str(), row.aim))
        .collect();
    let aim = Some((id, Some(component)));
    assert_eq!(seen, [("S0101.jpg", aim), ("S0102.jpg", aim), ("S0009.jpg", aim)]);
    office.is_sound();
}
