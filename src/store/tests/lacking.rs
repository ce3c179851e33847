//! What did not come, and what does not apply.

use super::*;
use crate::domain::act::ComponentChange;
use crate::domain::component::Required;

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
