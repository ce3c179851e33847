//! The list of layouts: drawn, scrolled, and a list that could not be read says so.

use super::*;
use crate::app::job::JobFault;
use crate::app::testing::{context, no_keys_panic, play, shot, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects, [Effect::Start(state.ticket, Job::ListLayouts)]);
    let lines = (1..=12).flat_map(|n| {
        [
            format!("! Mẫu số {n} · TT01-2018 · A5 · chưa đối chiếu bản gốc"),
            "    Phụ lục kèm theo Thông tư 01/2018/TT-VPCP".to_owned(),
        ]
    });
    let ended = JobEvent::Ended(Ok(JobDone::Lines(lines.collect())));
    let ended = Msg::Job(state.ticket, ended);
    update(&mut state, ended, &mut cx);
    (state, cx)
}

#[test]
fn layouts_are_listed_and_scroll() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("layouts", shot(&state, &cx));
    insta::assert_snapshot!("layouts_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<end>");
    assert!(shot(&state, &cx).contains("Mẫu số 12 "));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn a_list_that_cannot_be_read_says_so() {
    let (mut state, mut cx) = opened();
    let ended = JobEvent::Ended(Err(JobFault::Said("Không đọc được mẫu.".into())));
    let ended = Msg::Job(state.ticket, ended);
    update(&mut state, ended, &mut cx);
    assert!(shot(&state, &cx).contains("Không đọc được mẫu."));
}

no_keys_panic!(16, opened());
