//! KB03: a paper the office has already is used again; an expired one and one of somebody else are not.

use motcua::domain::act::{Act, DossierAct, NewPaper};
use motcua::domain::component::FileSource;
use motcua::domain::ids::PaperId;
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::rows::PaperRow;

use crate::hand::{Visitor, component_of, from_kho, id};
use crate::office::{HANH, Office, RO};
use crate::papers::pdf;

const DAT: &str = "052090001234";
const QUAN: &str = "052085007788";

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// A card kept in the kho from before there were dossiers.
fn keep_card(office: &mut Office, owner: &str, file: &str, until: &str) {
    let folder = office.beside("the");
    let stored = office.stored(pdf(&folder, file, 1)).unwrap();
    let paper = NewPaper {
        paper: PaperId(id()),
        owner_no: owner.to_owned(),
        kind_code: "KQ.G01.000001".to_owned(),
        name: "Thẻ căn cước công dân".to_owned(),
        starts_on: Some(day("2021-04-10")),
        ends_on: Some(day(until)),
        file: stored,
    };
    office.act(Act::AddPaper(Box::new(paper))).unwrap();
}

fn kho(office: &Office, owner: &str) -> Vec<PaperRow> {
    match office.ask(Query::Kho {
        owner: owner.to_owned(),
        text: String::new(),
    }) {
        Answer::Kho(rows) => rows.papers,
        other => panic!("no kho: {other:?}"),
    }
}

#[test]
fn a_paper_of_the_kho_is_used_again_without_a_copy() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:50:00+07:00").log_in(HANH);
    keep_card(&mut office, DAT, "the_moi.pdf", "2030-03-12");
    keep_card(&mut office, DAT, "the_cu.pdf", "2022-01-01");
    keep_card(&mut office, QUAN, "the_quan.pdf", "2031-01-01");
    let papers = kho(&office, DAT);
    assert_eq!(
        papers.iter().map(|paper| paper.usable).collect::<Vec<_>>(),
        [true, false]
    );
    assert_eq!(papers[0].code.as_deref(), Some("052090001234.KQ.G01.000001"));
    let files = office.value::<i64>("SELECT count(*) FROM blob");

    // by hand until the screen is there: the offer on the component.
    let mut draft = office.draft_of(&Visitor::person(DAT, "Đinh Văn Đạt", "1.004873"));
    let tried = |office: &mut Office, paper: &PaperRow| {
        let mut draft = draft.clone();
        draft.components[1].files = vec![from_kho(paper)];
        office.on(draft.id, DossierAct::Accept(Box::new(draft)))
    };
    let expired = tried(&mut office, &papers[1]);
    assert_eq!(
        expired,
        Err(Refusal::PaperExpired {
            on: day("2022-01-01")
        })
    );
    let foreign = kho(&office, QUAN).remove(0);
    assert!(matches!(
        tried(&mut office, &foreign),
        Err(Refusal::OtherOwner { .. })
    ));
    draft.components[1].files = vec![from_kho(&papers[0])];
    let view = office.accepted(draft);

    let card = component_of(&view, "CCCD");
    assert_eq!(
        (card.files[0].source, card.files[0].sha256),
        (FileSource::Kho, papers[0].sha256)
    );
    assert!(view.reused);
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM blob"),
        files,
        "no new file"
    );
    office.at("2023-02-14T09:00:00+07:00", RO);
    let revoke = Act::RevokePaper {
        paper: papers[0].id,
        reason: "cấp lại thẻ".to_owned(),
    };
    assert_eq!(office.act(revoke), Err(Refusal::PaperInUse { dossiers: 1 }));
    assert_eq!(kho(&office, DAT).len(), 2, "one line a paper");
    office.ends_sound();
}
