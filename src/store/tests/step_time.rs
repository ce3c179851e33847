//! The time of a step: what the forward dialog foretells and what the receiving officer then has.

use std::path::PathBuf;

use super::*;
use crate::domain::deadline::Policy;
use crate::domain::dossier::HolderKind;
use crate::domain::query::{Answer, Filter, Page, PageAt, Query, Queue};
use crate::domain::rows::{DossierView, NextStep};
use crate::store::Reader;

/// What an officer who asks now is answered, and the office again.
fn asked(office: Office, query: &Query) -> (Answer, Office) {
    let reader = Reader {
        conn: office.conn,
        home: PathBuf::new(),
    };
    let answer = reader.answer(query, office.now);
    let conn = reader.conn;
    (answer, Office { conn, ..office })
}

fn next(office: Office, id: DossierId) -> (NextStep, Office) {
    let (answer, office) = asked(office, &Query::NextSteps(id));
    let Answer::NextSteps(mut flow) = answer else {
        panic!("no steps")
    };
    (flow.next.remove(0), office)
}

pub(super) fn view(office: Office, id: DossierId) -> (DossierView, Office) {
    let (answer, office) = asked(office, &Query::Dossier(id));
    let Answer::Dossier(Some(view)) = answer else {
        panic!("no dossier")
    };
    (*view, office)
}

fn moment(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

/// A dossier at step 1 of a workflow whose step 2 has one day and whose first has none.
fn timed() -> (Office, DossierId) {
    let mut office = Office::new();
    let steps = format!(
        "INSERT INTO workflow_step VALUES
             (x'{HEX}', 1, 1, 'Tiếp nhận', NULL, NULL, 'reception', 2, '2', 0),
             (x'{HEX}', 1, 2, 'Xử lý', '1', 'day', 'processing', 4, '3', 1),
             (x'{HEX}', 1, 3, 'Trả kết quả', NULL, NULL, 'reception', 9, '2', 0);"
    );
    office.conn.execute_batch(&steps).unwrap();
    let mut draft = office.draft();
    draft.procedure.as_mut().unwrap().workflow = 1;
    let id = draft.id;
    office.accept(draft).unwrap();
    (office, id)
}

#[test]
fn the_dialog_foretells_the_end_of_a_step_and_the_queue_of_its_officer_shows_it() {
    let (office, id) = timed();
    let (at_desk, office) = view(office, id);
    assert_eq!(
        at_desk.row.step_due, None,
        "the first step has no time of its own"
    );
    let (step, mut office) = next(office, id);
    let (limit, due) = step.due.unwrap();
    assert_eq!(limit.policy, Policy::Days, "counted as the procedure's own limit");
    assert_eq!(due, moment("2023-02-15T17:00:00+07:00"));
    office.forward(HANH, id, (2, SON)).unwrap();
    let filter = Filter {
        queue: Some(Queue::Processing),
        officer: Some(officer(SON)),
        ..Filter::default()
    };
    let page = Page {
        size: 9,
        at: PageAt::Start,
    };
    let (answer, office) = asked(office, &Query::Dossiers { filter, page });
    let Answer::Dossiers(queue) = answer else {
        panic!("no queue")
    };
    assert_eq!(queue.rows[0].step_due, Some(due));
    assert_eq!(next(office, id).0.due, None, "the return has no time of its own");
}

#[test]
fn a_step_stands_still_while_papers_are_awaited_and_begins_again_with_them() {
    let (mut office, id) = timed();
    office.forward(HANH, id, (2, SON)).unwrap();
    let ask = DossierAct::AskSupplement {
        draft: None,
        items: vec!["Giấy xác nhận".into()],
        reason: "thiếu".into(),
    };
    office.on(SON, id, ask).unwrap();
    let (waiting, mut office) = view(office, id);
    assert_eq!(waiting.row.step_due, None);
    office.now = moment("2023-02-16T15:30:00+07:00");
    let receive = DossierAct::ReceiveSupplement {
        papers: "Giấy xác nhận".into(),
        came: Vec::new(),
    };
    office.on(SON, id, receive).unwrap();
    let (again, _) = view(office, id);
    assert_eq!(
        again.row.step_due,
        Some(moment("2023-02-20T17:00:00+07:00")),
        "after the cut-off: from the next day"
    );
}

#[test]
fn a_citizens_workplace_is_not_the_holder_but_an_organisation_is() {
    let shown = [
        (HolderKind::Person, "Đinh Văn Đạt"),
        (HolderKind::Business, "Công ty Gỗ An Toàn"),
    ];
    for (kind, name) in shown {
        let mut office = Office::new();
        let mut draft = office.draft();
        draft.holder.holder_kind = kind;
        draft.holder.organisation = "Công ty Gỗ An Toàn".into();
        assert_eq!(draft.holder.display_name(), name);
        office.accept(draft).unwrap();
        let page = Page {
            size: 9,
            at: PageAt::Start,
        };
        let list = Query::Dossiers {
            filter: Filter::default(),
            page,
        };
        let (listed, office) = asked(office, &list);
        let Answer::Dossiers(listed) = listed else {
            panic!("no list")
        };
        assert_eq!(listed.rows[0].holder_name, name);
        let (book, _) = asked(
            office,
            &Query::Register {
                year: 2023,
                span: None,
            },
        );
        assert!(format!("{book:?}").contains(&format!("\"{name}\"")), "{book:?}");
    }
}
