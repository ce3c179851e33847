use super::*;
use crate::app::testing::{context, no_keys_panic, play, shot, wide};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;

fn opened() -> (State, Context) {
    let mut cx = context();
    let draft = Box::new(Draft::new(DossierId(uuid::Uuid::from_u128(7))));
    let (mut state, effects) = open(draft.clone(), &mut cx);
    assert_eq!(
        effects,
        [Effect::Start(state.ticket, Job::PreviewReceipt { draft })]
    );
    let lines = (1..=40).map(|number| format!("Dòng {number}")).collect();
    let ended = JobEvent::Ended(Ok(JobDone::Lines(lines)));
    let ticket = state.ticket;
    update(&mut state, Msg::Job(ticket, ended), &mut cx);
    (state, cx)
}

#[test]
fn lines_scroll_to_the_last_and_esc_goes_back() {
    let (mut state, mut cx) = opened();
    assert!(shot(&state, &cx).contains("còn nữa ↓"));
    insta::assert_snapshot!("preview_80", shot(&state, &cx));
    insta::assert_snapshot!("preview_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<end>");
    let text = shot(&state, &cx);
    assert!(text.contains("Dòng 40") && !text.contains("còn nữa ↓"), "{text}");
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn a_receipt_that_cannot_be_made_says_why() {
    let (mut state, mut cx) = opened();
    let ticket = state.ticket;
    let ended = JobEvent::Ended(Err(JobFault::Refused(Refusal::NotFound)));
    update(&mut state, Msg::Job(ticket, ended), &mut cx);
    assert!(chrome(&state, &cx).message.is_some());
}

no_keys_panic!(24, opened());
