//! Which files of the scan folder are ticked by themselves.

use super::*;
use crate::domain::ids::DossierId;
use crate::domain::time::Moment;

fn fresh_since(effects: &[Effect]) -> Option<Moment> {
    match opens(effects) {
        Some(Destination::Files {
            purpose: FilesPurpose::Checklist { fresh_since, .. },
            ..
        }) => *fresh_since,
        other => panic!("{other:?}"),
    }
}

/// One component is left of a dossier that was received in the morning.
fn last_one_left(cx: &mut Context) -> State {
    let (mut state, mut view) = dossier(cx);
    view.components[2].files = view.components[1].files.clone();
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(Box::new(view)))),
        cx,
    );
    state
}

fn offered(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    play(state, cx, "<home>");
    reply::open_files(state)
}

#[test]
fn only_what_came_since_the_dossier_was_opened_here_is_fresh_not_what_came_since_it_was_received() {
    let mut cx = context();
    let morning = sample::view().row.received_at.unwrap();
    cx.now = Moment(morning.0 + 6 * 3_600_000);
    let afternoon = cx.now;
    let mut state = last_one_left(&mut cx);
    cx.now = Moment(afternoon.0 + 600_000);
    assert_eq!(fresh_since(&offered(&mut state, &mut cx)), Some(afternoon));
    // Gone to its page and back, it is still the same opening; of another dossier's nothing counts.
    let mut state = last_one_left(&mut cx);
    assert_eq!(fresh_since(&offered(&mut state, &mut cx)), Some(afternoon));
    cx.seen.opened = Some((DossierId(Uuid::from_u128(1)), morning));
    let now = cx.now;
    let mut state = last_one_left(&mut cx);
    assert_eq!(fresh_since(&offered(&mut state, &mut cx)), Some(now));
}

/// Sound and film have no pages.
#[test]
fn a_recording_alone_is_attached_without_pages() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let mut wav = file(1, FileSource::Picked);
    (wav.mime, wav.pages) = ("audio/wav".into(), None);
    let files = vec![wav.clone()];
    play(&mut state, &mut cx, "<enter>");
    update(
        &mut state,
        Msg::Replied(Reply::Files { files, pages: 0 }),
        &mut cx,
    );
    assert!(
        said(&state, &cx).starts_with("Đã gắn 1 tệp vào Tờ khai"),
        "{}",
        said(&state, &cx)
    );
    let both = [wav, file(2, FileSource::Picked)];
    assert_eq!(crate::screens::text::counted(&both), (2, 2));
}
