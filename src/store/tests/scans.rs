//! Results on paper: pages like a component's, counted with none, and an outcome made of them.

use super::pages::{counted, place, scanned};
use super::*;
use crate::domain::act::NewComponent;

pub(super) fn begun(office: &mut Office) -> (ComponentId, DossierAct) {
    let component = ComponentId(office.ids.next(office.now.0));
    let act = DossierAct::AddComponent(NewComponent {
        component,
        name: "Giấy xác nhận".into(),
        form: PaperForm::Original,
        copies: 1,
        submission: Submission::Submit,
        class: PaperClass::Outcome,
    });
    (component, act)
}

/// An outcome whose file is the PDF that [`counted`] makes, said to come from this scan.
pub(super) fn made_of(office: &mut Office, scan: ComponentId) -> DossierAct {
    let mut new = office.outcome(150);
    new.scan = Some(scan);
    new.file.signature = SignatureMark::None;
    new.unsigned_reason = Some("bản quét kết quả giấy".into());
    DossierAct::FileOutcome(Box::new(new))
}

/// With the officer whose step files outcomes; the scan has all its four pages.
fn full(office: &mut Office) -> (DossierId, ComponentId, ComponentId) {
    let (id, paper) = office.accepted();
    office.forward(HANH, id, (2, SON)).unwrap();
    let (scan, begin) = begun(office);
    office.on(SON, id, begin).unwrap();
    let pages = scanned(office.now, &[1, 2, 3, 4]);
    office.on(SON, id, place(scan, pages)).unwrap();
    (id, paper, scan)
}

#[test]
fn a_result_on_paper_is_counted_with_none_of_the_citizens_papers() {
    let mut office = Office::new();
    let (id, paper, scan) = full(&mut office);
    let counts = "SELECT need_n || ' ' || have_n || ' ' || reused FROM dossier";
    assert_eq!(office.ask::<String>(counts), "2 0 0");
    let sum = counted(&mut office, scan, (2, 2), 4);
    office.on(SON, id, sum).unwrap();
    assert_eq!(
        office.ask::<String>(counts),
        "2 0 0",
        "a scan that is done neither"
    );
    let attach = DossierAct::AttachFiles {
        component: paper,
        files: vec![office.born_digital(20)],
    };
    office.on(SON, id, attach).unwrap();
    assert_eq!(office.ask::<String>(counts), "2 1 0");
    office.is_sound();
}

#[test]
fn what_is_done_to_the_citizens_papers_does_not_find_a_scan() {
    let mut office = Office::new();
    let (id, _, scan) = full(&mut office);
    let sum = counted(&mut office, scan, (2, 2), 4);
    office.on(SON, id, sum).unwrap();
    let file = FileId::from_bytes(office.ask("SELECT id FROM component_file"));
    let acts = [
        DossierAct::VoidComponent {
            component: scan,
            reason: "x".into(),
        },
        DossierAct::EditComponent {
            component: scan,
            change: crate::domain::act::ComponentChange {
                copies: Some(2),
                ..Default::default()
            },
            reason: None,
        },
        DossierAct::AttachFiles {
            component: scan,
            files: vec![office.file(21)],
        },
        DossierAct::DetachFile {
            file,
            reason: "x".into(),
        },
        DossierAct::KeepPaper {
            paper: PaperId(office.ids.next(office.now.0)),
            file,
            kind_code: None,
            name: "Giấy xác nhận".into(),
            starts_on: None,
            ends_on: None,
        },
    ];
    for act in acts {
        assert_eq!(office.on(SON, id, act.clone()), Err(Refusal::NotFound), "{act:?}");
    }
    let (_, begin) = begun(&mut office);
    assert_eq!(office.on(RO, id, begin), Err(Refusal::NotYourStep));
    let taken_out = place(scan, Vec::new());
    assert_eq!(office.on(RO, id, taken_out), Err(Refusal::NotYourStep));
    office.is_sound();
}

#[test]
fn an_outcome_is_made_of_a_scan_only_when_every_side_is_there_and_keeps_its_pages() {
    let mut office = Office::new();
    let (id, _, scan) = full(&mut office);
    let early = made_of(&mut office, scan);
    let short = Refusal::PagesShort { need: 0, have: 4 };
    assert_eq!(office.on(SON, id, early.clone()), Err(short), "nobody counted");
    let sum = counted(&mut office, scan, (2, 2), 4);
    let last = office.on(SON, id, sum).unwrap().op;

    let DossierAct::FileOutcome(mut other) = early.clone() else {
        unreachable!()
    };
    other.file.sha256 = FileHash([9; 32]);
    let other = DossierAct::FileOutcome(other);
    assert_eq!(office.on(SON, id, other), Err(Refusal::NotFound), "another file");
    let filed = office.on(SON, id, early.clone()).unwrap();
    let remembered =
        "SELECT count(*) FROM outcome o JOIN component c ON c.id = o.scan_id WHERE c.class = 'outcome'";
    assert_eq!(office.ask::<u32>(remembered), 1);

    let again = place(scan, scanned(office.now, &[1]));
    assert_eq!(office.on(SON, id, again), Err(Refusal::ScanFiled));
    let sum = counted(&mut office, scan, (2, 2), 4);
    assert_eq!(office.on(SON, id, sum), Err(Refusal::ScanFiled));
    let twice = made_of(&mut office, scan);
    assert_eq!(office.on(SON, id, twice), Err(Refusal::ScanFiled));
    for op in [last, filed.op] {
        assert_eq!(
            office.on(SON, id, DossierAct::Undo { op }),
            Err(Refusal::CannotUndo)
        );
    }
    let outcome = OutcomeId::from_bytes(office.ask("SELECT id FROM outcome"));
    let revoke = DossierAct::RevokeOutcome {
        outcome,
        reason: "sai tên".into(),
    };
    office.on(SON, id, revoke).unwrap();
    let again = place(scan, scanned(office.now, &[1]));
    assert_eq!(
        office.on(SON, id, again),
        Err(Refusal::ScanFiled),
        "a revoked one keeps its own"
    );
    assert_eq!(office.ask::<u32>("SELECT count(*) FROM page"), 4);
    office.is_sound();
}
