//! What was received of an accepted dossier and is ticked off again.

use super::*;
use crate::domain::act::ComponentChange;

#[test]
fn a_paper_with_scans_stays_received_and_a_mandatory_one_goes_only_with_a_reason() {
    let mut cx = context();
    let (mut state, view) = dossier(&mut cx);
    let at = |id| Row::Component(id);
    let (empty, full) = (view.components[0].id, view.components[1].id);
    state.table.point_id(&at(full));
    assert_eq!(play(&mut state, &mut cx, "<space>"), []);
    assert_eq!(said(&state, &cx), text::HOLDS_SCANS);

    state.table.point_id(&at(empty));
    let effects = play(&mut state, &mut cx, "<space>");
    assert!(
        matches!(opens(&effects), Some(Destination::AskText { title, .. }) if title == text::NOT_HERE_TITLE),
        "{effects:?}"
    );
    assert_eq!(
        update(&mut state, Msg::Replied(Reply::Text("  ".into())), &mut cx),
        []
    );
    play(&mut state, &mut cx, "<space>");
    let effects = update(&mut state, Msg::Replied(Reply::Text("ghi nhầm".into())), &mut cx);
    let change = ComponentChange {
        received: Some(false),
        ..ComponentChange::default()
    };
    let taken_back = DossierAct::EditComponent {
        component: empty,
        change,
        reason: Some("ghi nhầm".into()),
    };
    assert_eq!(act(&effects), taken_back);
}
