//! What did not come, and what does not apply.

use super::step_time::view;
use super::*;
use crate::domain::act::{Came, ComponentChange};
use crate::domain::component::Required;
use crate::domain::held;

fn state(office: &Office, name: &str) -> (String, bool, u32) {
    office
        .conn
        .query_row(
            "SELECT required, received, copies FROM component WHERE name = ?1",
            [name],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap()
}

fn edit(component: ComponentId, change: ComponentChange) -> DossierAct {
    DossierAct::EditComponent {
        component,
        change,
        reason: None,
    }
}

#[test]
fn an_optional_paper_that_did_not_come_is_told_from_one_that_does_not_apply() {
    let mut office = Office::new();
    let mut draft = office.draft();
    let needed = draft.components[0].id;
    let mut optional = |name: &str, not_applicable| {
        let mut paper = office.component(name);
        paper.required = Required::No;
        paper.received = false;
        paper.not_applicable = not_applicable;
        paper
    };
    let (late, never) = (optional("Giấy ủy quyền", false), optional("Ảnh", true));
    let id = late.id;
    draft.components.extend([late, never]);
    let dossier = draft.id;
    office.accept(draft).unwrap();
    assert_eq!(state(&office, "Giấy ủy quyền"), ("no".into(), false, 1));
    assert_eq!(state(&office, "Ảnh"), ("no".into(), false, 0));

    // Of a dossier: it does not apply, and then it comes after all.
    let waive = |received| ComponentChange {
        received: Some(received),
        copies: Some(0),
        ..ComponentChange::default()
    };
    assert_eq!(
        office.on(HANH, dossier, edit(id, waive(true))),
        Err(Refusal::Invalid("copies")),
        "what came has copies"
    );
    office.on(HANH, dossier, edit(id, waive(false))).unwrap();
    assert_eq!(state(&office, "Giấy ủy quyền"), ("no".into(), false, 0));
    let came = ComponentChange {
        received: Some(true),
        ..ComponentChange::default()
    };
    office.on(HANH, dossier, edit(id, came)).unwrap();
    assert_eq!(state(&office, "Giấy ủy quyền"), ("no".into(), true, 1));
    assert_eq!(
        office.on(HANH, dossier, edit(needed, waive(false))),
        Err(Refusal::Invalid("copies")),
        "what the procedure asks for always applies"
    );
    office.is_sound();
}

/// Three papers came with the dossier: one is không đạt, one did not come at all and is optional.
fn asked(office: &mut Office) -> (DossierId, [ComponentId; 3]) {
    let mut draft = office.draft();
    draft.components[1].reject_reason = Some("chưa ký".into());
    let mut late = office.component("Giấy ủy quyền");
    (late.required, late.received) = (Required::No, false);
    draft.components.push(late);
    let ids = [0, 1, 2].map(|at: usize| draft.components[at].id);
    let dossier = draft.id;
    draft.write_note("bổ sung sau");
    office.accept(draft).unwrap();
    let ask = DossierAct::AskSupplement {
        draft: None,
        items: vec!["Nộp Giấy ủy quyền".into(), "CCCD: chưa ký".into()],
        reason: "thiếu".into(),
    };
    office.on(HANH, dossier, ask).unwrap();
    (dossier, ids)
}

#[test]
fn what_came_for_a_request_is_in_the_list_and_counts() {
    let mut office = Office::new();
    let (dossier, [first, rejected, late]) = asked(&mut office);
    let other = ComponentId(office.ids.next(office.now.0));
    let receive = |came| DossierAct::ReceiveSupplement {
        papers: "Giấy ủy quyền; CCCD; Ảnh 4 x 6".into(),
        came,
    };
    let photo = Came::Other {
        component: other,
        name: "Ảnh 4 x 6".into(),
    };
    let foreign = Came::Listed(ComponentId(office.ids.next(office.now.0)));
    let taken = Came::Other {
        component: first,
        name: "Ảnh".into(),
    };
    for (wrong, refusal) in [
        (vec![foreign], Refusal::NotFound),
        (vec![taken], Refusal::Fault { code: "id-taken" }),
        (
            vec![photo.clone(), photo.clone()],
            Refusal::Fault { code: "id-taken" },
        ),
    ] {
        assert_eq!(office.on(HANH, dossier, receive(wrong)), Err(refusal));
    }
    let came = [late, rejected, late, first].map(Came::Listed).into_iter();
    let came = came.chain([photo]).collect();
    office.on(HANH, dossier, receive(came)).unwrap();
    assert_eq!(state(&office, "Giấy ủy quyền"), ("no".into(), true, 1));
    assert_eq!(state(&office, "Ảnh 4 x 6"), ("no".into(), true, 1));
    let mended = "SELECT accepted FROM component WHERE name = 'CCCD' AND reject_reason IS NULL";
    assert_eq!(office.ask::<i64>(mended), 1);
    assert_eq!(office.ask::<i64>("SELECT need_n FROM dossier"), 4);
    let own = "SELECT kind_ref IS NULL AND position = 4 FROM component WHERE name = 'Ảnh 4 x 6'";
    assert!(office.ask::<bool>(own));
    let (view, mut office) = view(office, dossier);
    let last = &view.history.last().unwrap().text;
    assert_eq!(last, "Nhận bổ sung: Giấy ủy quyền; CCCD; Ảnh 4 x 6");
    let held: Vec<&str> = held::held(&view).map(|it| it.name.as_str()).collect();
    assert_eq!(held, ["Tờ khai", "CCCD", "Giấy ủy quyền", "Ảnh 4 x 6"]);
    office.is_sound();
}

#[test]
fn an_answer_of_words_alone_closes_the_wait_and_guesses_nothing() {
    let mut office = Office::new();
    let (dossier, _) = asked(&mut office);
    let receive = DossierAct::ReceiveSupplement {
        papers: "Nộp Giấy ủy quyền".into(),
        came: Vec::new(),
    };
    office.on(HANH, dossier, receive).unwrap();
    assert_eq!(state(&office, "Giấy ủy quyền"), ("no".into(), false, 1));
    // Stored as it was before papers were written down: what is stored so can be read.
    let keys = "SELECT instr(body, CAST('papers' AS BLOB)) + instr(body, CAST('others' AS BLOB)) FROM oplog
                WHERE kind = 'receive_supplement'";
    assert_eq!(office.ask::<i64>(keys), 0);
    office.is_sound();
}

#[test]
fn a_received_paper_is_not_taken_back_with_its_scans_nor_a_mandatory_one_without_a_word() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    office
        .conn
        .execute("UPDATE component SET required = 'yes'", [])
        .unwrap();
    let back = |reason: Option<&str>| DossierAct::EditComponent {
        component,
        change: ComponentChange {
            received: Some(false),
            ..ComponentChange::default()
        },
        reason: reason.map(str::to_owned),
    };
    let pages = super::pages::scanned(office.now, &[1, 2]);
    office
        .on(HANH, id, super::pages::place(component, pages))
        .unwrap();
    let said = Some("ghi nhầm");
    assert_eq!(
        office.on(HANH, id, back(said)),
        Err(Refusal::HasPages { pages: 2 })
    );
    office
        .on(HANH, id, super::pages::place(component, vec![]))
        .unwrap();
    assert_eq!(office.on(HANH, id, back(None)), Err(Refusal::NeedsReason));
    office.on(HANH, id, back(said)).unwrap();
    assert_eq!(
        super::weight::told(&office, id),
        "Ghi là chưa nhận: ghi nhầm · Tờ khai"
    );
}
