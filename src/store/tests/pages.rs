//! Scanned pages: placed, counted, undone, forbidden and not digitised at all.

use super::*;
use crate::domain::act::{ComponentChange, NewPages, PagesCounted};
use crate::domain::component::{Digitise, PageAccount};
use crate::domain::pages::{Claim, Page, Part};
use crate::domain::special::{Ban, ExemptReason, Trait};
use crate::store::tray;

pub(super) fn page(now: Moment, mark: u8, place: (u32, Part)) -> Page {
    fixture::page(mark, place, (now, officer(HANH)))
}

pub(super) fn scanned(now: Moment, sides: &[u32]) -> Vec<Page> {
    sides
        .iter()
        .map(|side| page(now, u8::try_from(100 + side).unwrap(), (*side, Part::Whole)))
        .collect()
}

pub(super) fn place(component: ComponentId, pages: Vec<Page>) -> DossierAct {
    DossierAct::SetPages(Box::new(NewPages {
        component,
        pages,
        claim: Claim::default(),
        taken: Vec::new(),
        basis: None,
    }))
}

pub(super) fn counted(
    office: &mut Office,
    component: ComponentId,
    (sheets, sides): (u32, u32),
    pdf_pages: u32,
) -> DossierAct {
    let file = office.file(150);
    DossierAct::AccountPages(Box::new(PagesCounted {
        component,
        claim: Claim {
            sheets,
            sides,
            ..Claim::default()
        },
        backs_seen: false,
        reason: None,
        file: (
            file.id,
            StoredFile {
                sha256: file.sha256,
                size: 1_000,
                mime: file.mime,
                name: "to_khai.pdf".into(),
                pages: Some(pdf_pages),
                signature: SignatureMark::None,
            },
        ),
        beside: vec![],
        instead: vec![],
        kept_over_mb: None,
    }))
}

fn with(act: DossierAct, change: impl FnOnce(&mut PagesCounted)) -> DossierAct {
    match act {
        DossierAct::AccountPages(mut counted) => {
            change(&mut counted);
            DossierAct::AccountPages(counted)
        }
        other => other,
    }
}

/// `have_n`, files that stand, pages, state of the account.
pub(super) fn facts(office: &Office) -> (u32, u32, u32, String) {
    (
        office.ask("SELECT have_n FROM dossier"),
        office.ask("SELECT count(*) FROM component_file WHERE voided_at IS NULL"),
        office.ask("SELECT count(*) FROM page"),
        office.ask("SELECT account FROM component ORDER BY position LIMIT 1"),
    )
}

#[test]
fn a_component_is_digitised_when_every_side_is_there_and_its_pdf_has_them_all() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let pages = scanned(office.now, &[1]);
    office.on(HANH, id, place(component, pages)).unwrap();
    assert_eq!(facts(&office), (0, 0, 1, "short".into()));

    let short = counted(&mut office, component, (1, 2), 1);
    assert_eq!(
        office.on(HANH, id, short),
        Err(Refusal::PagesShort { need: 2, have: 1 })
    );
    let pages = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    let torn = counted(&mut office, component, (1, 2), 1);
    assert_eq!(
        office.on(HANH, id, torn),
        Err(Refusal::PagesShort { need: 2, have: 2 }),
        "the PDF holds one page less than was scanned"
    );
    let right = counted(&mut office, component, (1, 2), 2);
    office.on(HANH, id, right).unwrap();
    assert_eq!(facts(&office), (1, 1, 2, "balanced".into()));
    office.is_sound();
}

#[test]
fn the_history_says_of_which_paper_how_many_pages_came_and_went() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    for (sides, line) in [
        (&[1][..], "Gán 1 trang · Tờ khai"),
        (&[1, 2, 3], "Gán thêm 2 trang (có 3) · Tờ khai"),
        (&[1], "Lấy ra 2 trang (còn 1) · Tờ khai"),
        (&[], "Lấy ra 1 trang (còn 0) · Tờ khai"),
    ] {
        let pages = scanned(office.now, sides);
        office.on(HANH, id, place(component, pages)).unwrap();
        assert_eq!(super::weight::told(&office, id), line);
    }
}

#[test]
fn one_sided_paper_wants_a_look_at_its_backs_and_a_missing_page_a_reason() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let pages = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    let unseen = counted(&mut office, component, (2, 1), 2);
    assert_eq!(
        office.on(HANH, id, unseen.clone()),
        Err(Refusal::Missing("backs_seen"))
    );
    office
        .on(HANH, id, with(unseen, |it| it.backs_seen = true))
        .unwrap();
    assert_eq!(facts(&office).3, "balanced");

    let short = counted(&mut office, component, (2, 2), 2);
    let reasoned = with(short, |it| {
        it.reason = Some("tờ 2 bị mất, chủ hồ sơ xác nhận".into());
    });
    office.on(HANH, id, reasoned).unwrap();
    assert_eq!(facts(&office), (1, 1, 2, "reasoned".into()));
    assert_eq!(
        office.ask::<String>("SELECT page_reason FROM component ORDER BY position LIMIT 1"),
        "tờ 2 bị mất, chủ hồ sơ xác nhận"
    );
    let unsound = counted(&mut office, component, (0, 2), 2);
    assert_eq!(office.on(HANH, id, unsound), Err(Refusal::Invalid("sheets")));
    office.is_sound();
}

#[test]
fn other_pages_make_the_pdf_of_the_old_ones_void_and_an_undo_brings_all_back() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let pages = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    let right = counted(&mut office, component, (1, 2), 2);
    office.on(HANH, id, right).unwrap();
    let before = facts(&office);

    let pages = scanned(office.now, &[1, 3]);
    let done = office.on(HANH, id, place(component, pages)).unwrap();
    assert_eq!(facts(&office), (0, 0, 2, "short".into()));
    assert_eq!(
        tray::list(&office.conn).unwrap().pages.len(),
        1,
        "side 2 came back"
    );

    office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!(facts(&office), before);
    let homeless = tray::list(&office.conn).unwrap().pages;
    assert_eq!(
        homeless.iter().map(|row| row.page.sha256).collect::<Vec<_>>(),
        [FileHash([103; 32])],
        "what the undo took out is in the tray, what it placed again is not"
    );
    office.is_sound();
}

#[test]
fn counting_can_be_undone_and_then_counts_as_not_digitised_again() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let pages = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    let right = counted(&mut office, component, (1, 2), 2);
    let done = office.on(HANH, id, right).unwrap();
    office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!(facts(&office), (0, 0, 2, "short".into()));
    office.is_sound();
}

#[test]
fn what_was_filed_online_or_another_body_wrote_is_copied_only_with_the_law_named() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let change = ComponentChange {
        of_other_body: Some(true),
        ..ComponentChange::default()
    };
    let edit = DossierAct::EditComponent {
        component,
        change,
        reason: None,
    };
    office.on(HANH, id, edit).unwrap();
    let placing = place(component, scanned(office.now, &[1]));
    assert_eq!(
        office.on(HANH, id, placing.clone()),
        Err(Refusal::CopyForbidden(Ban::OtherBody))
    );
    let DossierAct::SetPages(mut new) = placing else {
        unreachable!()
    };
    new.basis = Some("khoản 3 Điều 9 Luật chuyên ngành".into());
    office.on(HANH, id, DossierAct::SetPages(new)).unwrap();
    let more = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, more)).unwrap();
    office.is_sound();
}

#[test]
fn a_scan_that_is_chosen_as_a_file_is_a_copy_too_and_a_signed_document_is_none() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let edit = |change| DossierAct::EditComponent {
        component,
        change,
        reason: None,
    };
    let other_body = ComponentChange {
        of_other_body: Some(true),
        ..ComponentChange::default()
    };
    office.on(HANH, id, edit(other_body)).unwrap();
    let attach = |file| DossierAct::AttachFiles {
        component,
        files: vec![file],
    };
    let scan = office.file(31);
    let refused = Err(Refusal::CopyForbidden(Ban::OtherBody));
    assert_eq!(office.on(HANH, id, attach(scan.clone())), refused);
    let mut signed = office.file(32);
    signed.signature = crate::domain::component::SignatureMark::Present;
    office.on(HANH, id, attach(signed)).unwrap();
    let law = ComponentChange {
        basis: Some(Some("khoản 3 Điều 9".into())),
        ..ComponentChange::default()
    };
    office.on(HANH, id, edit(law)).unwrap();
    office.on(HANH, id, attach(scan)).unwrap();
    office
        .on(HANH, id, place(component, scanned(office.now, &[1])))
        .unwrap();
    office.is_sound();
}

#[test]
fn a_wish_not_to_digitise_decides_nothing_and_a_decision_is_given_up_by_digitising() {
    let mut office = Office::new();
    office.give_leader_a_pin();
    let (id, component) = office.accepted();
    let edit = |change| DossierAct::EditComponent {
        component,
        change,
        reason: None,
    };
    let wish = ComponentChange {
        proposal: Some(Some(crate::domain::special::Exemption {
            why: ExemptReason::Fragile,
            reason: "giấy mục".into(),
        })),
        ..ComponentChange::default()
    };
    office.on(HANH, id, edit(wish.clone())).unwrap();
    assert_eq!(office.ask::<u32>("SELECT exempt_n FROM dossier"), 0);
    let act = DossierAct::ExemptComponent {
        component,
        why: ExemptReason::Fragile,
        reason: "giấy mục".into(),
    };
    office
        .approved(HANH, "1357", Act::Dossier { dossier: id, act })
        .unwrap();
    assert_eq!(office.ask::<u32>("SELECT exempt_n FROM dossier"), 1);
    assert_eq!(office.on(HANH, id, edit(wish)), Err(Refusal::Invalid("digitise")));
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![office.file(33)],
    };
    let pages = place(component, scanned(office.now, &[1]));
    for act in [attach, pages] {
        assert_eq!(office.on(HANH, id, act), Err(Refusal::Exempted));
    }
    let again = ComponentChange {
        digitise: Some(Digitise::Todo),
        ..ComponentChange::default()
    };
    office.on(HANH, id, edit(again)).unwrap();
    assert_eq!(office.ask::<u32>("SELECT exempt_n FROM dossier"), 0);
    assert_eq!(
        office.ask::<Option<String>>("SELECT max(exempt_reason) FROM component"),
        None
    );
    office.is_sound();
}

#[test]
fn by_the_circular_a_certified_copy_is_not_asked_for_from_the_day_it_is_set() {
    let mut office = Office::new();
    office.accepted();
    let needed = office.ask::<u32>("SELECT need_n FROM dossier");
    let policy = Act::SetSetting {
        key: "scan_policy".into(),
        value: "tt01".into(),
    };
    office.by(HANH, policy).unwrap();
    assert_eq!(office.ask::<String>("SELECT scan_policy FROM dossier"), "all");
    let mut draft = office.draft();
    for component in &mut draft.components {
        component.form = crate::domain::component::PaperForm::Certified;
        component.files.clear();
    }
    let id = draft.id;
    office.on(HANH, id, DossierAct::Accept(Box::new(draft))).unwrap();
    assert!(needed > 0);
    assert_eq!(
        office.ask::<u32>("SELECT need_n FROM dossier WHERE scan_policy = 'tt01'"),
        0
    );
    assert!(office.ask::<u32>("SELECT exempt_n FROM dossier WHERE scan_policy = 'tt01'") > 0);
    office.is_sound();
}

#[test]
fn not_to_digitise_takes_a_reason_and_another_mans_pin() {
    let mut office = Office::new();
    office.give_leader_a_pin();
    let (id, component) = office.accepted();
    let act = |reason: &str| DossierAct::ExemptComponent {
        component,
        why: ExemptReason::Fragile,
        reason: reason.into(),
    };
    assert_eq!(office.on(HANH, id, act("giấy mục")), Err(Refusal::NeedsLeader));
    assert_eq!(office.on(RO, id, act("giấy mục")), Err(Refusal::NotYourStep));
    let by = |office: &mut Office, pin: &str, reason: &str| {
        let act = act(reason);
        office.approved(HANH, pin, Act::Dossier { dossier: id, act })
    };
    assert!(matches!(
        by(&mut office, "0000", "x"),
        Err(Refusal::WrongPin { .. })
    ));
    assert_eq!(by(&mut office, "1357", " "), Err(Refusal::NeedsReason));
    by(&mut office, "1357", "giấy mục, mép rách").unwrap();
    assert_eq!(office.ask::<u32>("SELECT exempt_n FROM dossier"), 1);
    assert_eq!(office.ask::<u32>("SELECT need_n FROM dossier"), 1);
    assert_eq!(
        office.ask::<String>("SELECT exempt_reason FROM component WHERE digitise = 'exempt'"),
        "fragile: giấy mục, mép rách"
    );
    office.is_sound();
}

#[test]
fn a_paper_that_waits_for_a_device_is_kept_in_mind_and_done_is_never_said_by_hand() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let edit = |digitise| DossierAct::EditComponent {
        component,
        change: ComponentChange {
            traits: Some([Trait::Large].into()),
            digitise: Some(digitise),
            remind_on: Some(NaiveDate::from_ymd_opt(2023, 3, 1)),
            ..ComponentChange::default()
        },
        reason: None,
    };
    for said in [Digitise::Done, Digitise::Exempt] {
        assert_eq!(office.on(HANH, id, edit(said)), Err(Refusal::Invalid("digitise")));
    }
    office.on(HANH, id, edit(Digitise::Waiting)).unwrap();
    assert_eq!(office.ask::<u32>("SELECT waiting_n FROM dossier"), 1);
    assert_eq!(
        office.ask::<String>("SELECT remind_on || traits FROM component WHERE digitise = 'waiting'"),
        "2023-03-01large"
    );
    assert_eq!(PageAccount::None.word(), facts(&office).3);
    office.is_sound();
}

#[test]
fn what_is_undone_after_finishing_waits_for_its_device_again() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let wait = DossierAct::EditComponent {
        component,
        change: ComponentChange {
            digitise: Some(Digitise::Waiting),
            remind_on: Some(NaiveDate::from_ymd_opt(2023, 3, 1)),
            ..ComponentChange::default()
        },
        reason: None,
    };
    office.on(HANH, id, wait).unwrap();
    let pages = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    let state = |office: &Office| {
        (
            office.ask::<String>("SELECT group_concat(digitise || ifnull(remind_on, '')) FROM component"),
            office.ask::<u32>("SELECT waiting_n FROM dossier"),
        )
    };
    let before = state(&office);
    assert_eq!(before.1, 1);
    let right = counted(&mut office, component, (1, 2), 2);
    let done = office.on(HANH, id, right).unwrap();
    assert_eq!(state(&office).1, 0);
    office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!(state(&office), before);
    office.is_sound();
}

#[test]
fn a_paper_with_pages_is_exempted_only_once_they_are_back_in_the_tray() {
    let mut office = Office::new();
    office.give_leader_a_pin();
    let (id, component) = office.accepted();
    let pages = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    let exempt = |office: &mut Office| {
        let act = DossierAct::ExemptComponent {
            component,
            why: ExemptReason::Fragile,
            reason: "giấy mục".into(),
        };
        office.approved(HANH, "1357", Act::Dossier { dossier: id, act })
    };
    assert_eq!(exempt(&mut office), Err(Refusal::HasPages { pages: 2 }));
    office.on(HANH, id, place(component, Vec::new())).unwrap();
    exempt(&mut office).unwrap();
    // What an older program let in can be taken out again, page by page.
    office.is_sound();
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let pages = scanned(office.now, &[1, 2]);
    office.on(HANH, id, place(component, pages)).unwrap();
    office
        .conn
        .execute(
            "UPDATE component SET digitise = 'exempt' WHERE id = ?1",
            [component.bytes()],
        )
        .unwrap();
    let more = scanned(office.now, &[1, 2, 3]);
    assert_eq!(
        office.on(HANH, id, place(component, more)),
        Err(Refusal::Exempted)
    );
    let less = scanned(office.now, &[1]);
    office.on(HANH, id, place(component, less)).unwrap();
    assert_eq!(facts(&office).2, 1);
}
