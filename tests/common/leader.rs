//! A desk with a leader, and papers that he exempts from being digitised.

use std::path::Path;

use motcua::domain::act::{Act, Approval, DossierAct, NewComponent, Pin, Request};
use motcua::domain::component::{PaperClass, PaperForm, Submission};
use motcua::domain::ids::{ComponentId, DossierId, IdSource, OfficerId};
use motcua::domain::officer::{Role, Roles};
use motcua::domain::special::ExemptReason;
use motcua::store::Store;

use super::desk::{found, now, paper};
use super::fixture::Counting;
use super::folder::{asked, on, writer};

const OWN: &str = "1357";

/// Who decides what is not digitised; never the officer at the counter.
fn leader() -> OfficerId {
    OfficerId::from_bytes([9; 16])
}

/// A desk with a leader, and nothing it prints leaves it.
pub(crate) fn furnished(home: &Path) {
    found(home);
    let mut store = writer(home, now(0), Counting::block(900));
    let ((first, _), _) = paper(home);
    let act = Act::AddOfficer {
        officer: leader(),
        name: "Đinh Văn Rỡ".into(),
        title: String::new(),
        roles: Roles::default().with(Role::Leader),
    };
    store.transact(&asked(first, act), now(0)).unwrap();
    let (once, own) = (Pin("0000".into()), Pin(OWN.into()));
    store.set_pin(first, leader(), (None, &once), now(0)).unwrap();
    store
        .set_pin(leader(), leader(), (Some(&once), &own), now(0))
        .unwrap();
    store.keep_local("printer", "-").unwrap();
    store.keep_local("viewer", "true").unwrap();
}

/// One more paper that a leader exempts: the next record is another one.
pub(crate) fn decided(home: &Path, round: u32) {
    let mut store = writer(home, now(round), Counting::block(1000 + 2 * round));
    let mut ids = Counting::block(1001 + 2 * round);
    let ((first, dossier), _) = paper(home);
    let component = ComponentId(ids.next(0));
    let new = NewComponent {
        component,
        name: format!("Bằng khoán {round}"),
        form: PaperForm::Original,
        copies: 1,
        submission: Submission::Submit,
        class: PaperClass::Component,
    };
    let added = on(first, dossier, DossierAct::AddComponent(new));
    store.transact(&added, now(round)).unwrap();
    exempt(&mut store, (first, dossier, component), round);
}

fn exempt(store: &mut Store, (actor, dossier, component): (OfficerId, DossierId, ComponentId), round: u32) {
    let act = DossierAct::ExemptComponent {
        component,
        why: ExemptReason::Fragile,
        reason: "giấy mục".into(),
    };
    let approval = Approval {
        officer: leader(),
        pin: Pin(OWN.into()),
    };
    let request = Request {
        actor,
        approval: Some(approval),
        act: Act::Dossier { dossier, act },
    };
    store.transact(&request, now(round)).unwrap();
}
