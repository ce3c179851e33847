//! A reception that is taken up again after papers were asked for.

use super::*;
use crate::app::testing::at;
use crate::domain::component::{FileSource, Required, WaitKind};
use crate::domain::draft::{Draft, DraftComponent};
use crate::domain::rows::WaitView;

/// Four papers: the first here, the second optional and not come, the third here and asked for again, the fourth
/// optional and asked for by nobody.
fn asked(items: &[&str]) -> DossierView {
    let mut view = sample::view();
    view.row.status = Status::Supplement;
    view.row.code = None;
    view.rounds = 1;
    let optional = |n, name| {
        let mut optional = sample::component(n, name, (FileSource::Scan, 1));
        optional.required = Required::No;
        optional.received = false;
        optional.files.clear();
        optional
    };
    view.components[1] = optional(2, "Thẻ căn cước công dân");
    view.components.push(optional(4, "Giấy ủy quyền"));
    view.waits = vec![WaitView {
        round: 1,
        kind: WaitKind::Supplement,
        asked_at: at("2023-02-13T11:00:00+07:00"),
        items: items.iter().map(|it| (*it).to_owned()).collect(),
        answered_at: None,
        due: (None, None),
    }];
    view
}

fn taken_up(view: DossierView) -> Draft {
    let (mut state, mut cx) = opened(view, context());
    let [Effect::Ask(ticket, Query::Draft(_))] = play(&mut state, &mut cx, "<f2>")[..] else {
        panic!("the reception begun before is looked for")
    };
    update(&mut state, Msg::Answered(ticket, Answer::Draft(None)), &mut cx);
    cx.draft.unwrap()
}

fn lacking(draft: &Draft) -> Vec<&str> {
    let lacks = draft.components.iter().filter(|it| it.is_lacking());
    lacks.map(|it| it.name.as_str()).collect()
}

#[test]
fn what_was_asked_for_is_still_to_come_when_the_reception_is_taken_up() {
    let draft = taken_up(asked(&[
        "Nộp Thẻ căn cước công dân",
        "Nộp lại Quyết định ly hôn đã có hiệu lực",
        "Nộp Ảnh 4 x 6",
        "Ký lại đơn",
    ]));
    assert_eq!(
        lacking(&draft),
        [
            "Thẻ căn cước công dân",
            "Quyết định ly hôn đã có hiệu lực",
            "Ảnh 4 x 6",
            "Ký lại đơn"
        ]
    );
    let named = |name: &str| -> &DraftComponent {
        let found = draft.components.iter().find(|it| it.name == name);
        found.unwrap()
    };
    assert_eq!(named("Thẻ căn cước công dân").required, Required::Yes);
    let photo = named("Ảnh 4 x 6");
    assert_eq!((photo.kind_ref, photo.received), (None, false));
    let again = named("Quyết định ly hôn đã có hiệu lực");
    assert!(again.received, "the paper that came lies here all the same");
    let optional = named("Giấy ủy quyền");
    assert_eq!(
        (optional.required, optional.received, optional.not_applicable),
        (Required::No, false, false),
        "nobody said that it does not apply"
    );
    let ids: std::collections::BTreeSet<_> = draft.components.iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), draft.components.len());
}

#[test]
fn an_answered_request_asks_for_nothing_any_more() {
    let mut view = asked(&["Nộp Thẻ căn cước công dân", "Nộp Ảnh 4 x 6"]);
    view.waits[0].answered_at = Some(at("2023-02-14T07:00:00+07:00"));
    let draft = taken_up(view);
    assert_eq!(lacking(&draft), Vec::<&str>::new());
    assert_eq!(draft.components.len(), 4);
}
