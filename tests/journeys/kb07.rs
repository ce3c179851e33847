//! KB07: a report to the district is no result; only the district's decision is.

use motcua::domain::act::DossierAct;
use motcua::domain::dossier::{Receiver, Status};
use motcua::domain::ids::InterimId;
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;

use crate::hand::{To, Visitor, id};
use crate::office::{HANH, Office, SON, moment};
use crate::papers::{pdf, signed_pdf};

fn quan() -> Receiver {
    Receiver {
        receiver_name: "Trần Minh Quân".to_owned(),
        receiver_no: "052085007788".to_owned(),
        receiver_basis: None,
    }
}

#[test]
fn an_interim_paper_is_no_result_and_the_districts_decision_is_one() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let view = office.received(&Visitor::person("052085007788", "Trần Minh Quân", "1.001776"));
    let dossier = view.row.id;
    assert_eq!(view.row.due_at, Some(moment("2023-02-28T17:00:00+07:00")));
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();

    // by hand until the screen is there: interim paper, forwarding, result, return.
    office.at("2023-02-14T10:30:00+07:00", SON);
    let folder = office.beside("van_ban");
    let file = office.stored(pdf(&folder, "to_trinh_12.pdf", 2)).unwrap();
    let note = "Tờ trình gửi huyện".to_owned();
    let interim = DossierAct::FileInterim {
        interim: InterimId(id()),
        file,
        note,
    };
    office.on(dossier, interim).unwrap();
    let early = office.forwarded(dossier, (4, To::Officer(HANH)));
    assert_eq!(early, Err(Refusal::NoOutcome { interims: 1 }));
    office
        .forwarded(dossier, (3, To::Unit("UBND huyện An Lão")))
        .unwrap();
    let view = office.view(dossier);
    assert_eq!((view.interims.len(), view.outcomes.len()), (1, 0));
    assert_eq!(view.row.at_unit.as_deref(), Some("UBND huyện An Lão"));

    office.at("2023-02-14T11:00:00+07:00", HANH);
    assert_eq!(office.handed_back(dossier, quan()), Err(Refusal::WrongStatus));

    office.at("2023-02-27T09:00:00+07:00", SON);
    let file = office.stored(signed_pdf(&folder, "quyet_dinh_45.pdf")).unwrap();
    let outcome = office.outcome(dossier, file);
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forwarded(dossier, (4, To::Officer(HANH))).unwrap();
    assert_eq!(office.view(dossier).row.status, Status::Finished);

    office.at("2023-02-27T14:00:00+07:00", HANH);
    office.handed_back(dossier, quan()).unwrap();
    let Answer::Kho(kho) = office.ask(Query::Kho {
        owner: "052085007788".to_owned(),
        text: String::new(),
    }) else {
        panic!("no kho");
    };
    let names: Vec<_> = kho.papers.iter().map(|paper| paper.name.as_str()).collect();
    assert_eq!(
        names,
        ["Quyết định trợ cấp xã hội"],
        "the report stays out of the kho"
    );
    office.ends_sound();
}
