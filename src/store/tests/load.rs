//! How long many acts take. Not a test of speed: it prints, and runs only when asked for.

use std::time::Instant;

use super::*;
use crate::store::transact::Bulk;

const DOSSIERS: u32 = 10_000;

fn requests(office: &mut Office) -> Vec<Request> {
    let mut draft = office.draft();
    draft.components[0].files = vec![office.file(1)];
    let (dossier, component) = (draft.id, draft.components[1].id);
    let form = FormId(office.ids.next(office.now.0));
    let issue = DossierAct::IssueForm(IssuedForm {
        form,
        template: "receipt".into(),
        form_set: "TT01-2018".into(),
        sha256: FileHash([40; 32]),
        size: 9,
        pages: 1,
    });
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![office.file(2)],
    };
    let back = DossierAct::HandBack {
        receiver: Receiver {
            receiver_name: "Đinh Văn Đạt".into(),
            ..Receiver::default()
        },
        way: ReturnWay::Desk,
    };
    let acts = [
        (HANH, DossierAct::Accept(Box::new(draft))),
        (HANH, issue),
        (HANH, attach),
        (HANH, forward_to((2, SON))),
        (SON, DossierAct::FileOutcome(Box::new(office.outcome(3)))),
        (SON, forward_to((3, HANH))),
        (HANH, back),
    ];
    let request = |(by, act)| Request {
        actor: officer(by),
        approval: None,
        act: Act::Dossier { dossier, act },
    };
    acts.map(request).into()
}

#[test]
#[ignore = "prints how long a load takes"]
fn a_load_of_dossiers_and_its_rebuild() {
    let mut office = Office::new();
    office.conn.set_prepared_statement_cache_capacity(128);
    office
        .conn
        .execute("UPDATE device_self SET range_last = 99999", [])
        .unwrap();
    let mut prepared = Vec::new();
    for _ in 0..DOSSIERS {
        prepared.extend(requests(&mut office));
    }
    let start = Instant::now();
    let mut bulk = Bulk::begin(&mut office.conn, &mut office.ids).unwrap();
    for request in &prepared {
        office.now.0 += 1_000;
        bulk.act(request, office.now).unwrap();
    }
    bulk.commit().unwrap();
    println!("load {DOSSIERS}: {:?}", start.elapsed());
    let start = Instant::now();
    oplog::verify_chain(&office.conn).unwrap();
    println!("verify: {:?}", start.elapsed());
    let start = Instant::now();
    rebuild::rebuild(&mut office.conn, &mut |_, _| {}).unwrap();
    println!("rebuild: {:?}", start.elapsed());
    println!(
        "log: {} bytes",
        office.ask::<i64>("SELECT sum(length(body)) FROM oplog")
    );
}
