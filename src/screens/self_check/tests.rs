use super::*;
use crate::app::testing::{context, no_keys_panic, play, shot, wide};

fn heard(found: &[&str]) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects, [Effect::Start(state.ticket, Job::Examine)]);
    let lines = found.iter().map(|line| (*line).to_owned()).collect();
    let ended = Msg::Job(state.ticket, JobEvent::Ended(Ok(JobDone::Lines(lines))));
    update(&mut state, ended, &mut cx);
    (state, cx)
}

#[test]
fn a_sound_desk_says_so_and_what_is_wrong_says_what_to_do() {
    let (state, cx) = heard(&[]);
    insta::assert_snapshot!("sound", shot(&state, &cx));
    let (mut state, mut cx) = heard(&[
        "Thiếu hoặc hỏng 2 trong 14 tệp: 0f3a9b21c4d5, 77aa01bc9e10. Lấy lại từ bản sao lưu.",
        "Chưa có bản sao ở ổ khác. Cắm USB, chạy «motcua backup THƯ_MỤC».",
    ]);
    insta::assert_snapshot!("found", shot(&state, &cx));
    insta::assert_snapshot!("found_120", wide(&mut state, &mut cx));
}

#[test]
fn it_can_be_left_while_it_looks_and_begun_again_when_it_has_looked() {
    let mut cx = context();
    let (mut state, _) = open(&mut cx);
    assert_eq!(play(&mut state, &mut cx, "<f5>"), []);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
    let (mut state, mut cx) = heard(&[]);
    let effects = play(&mut state, &mut cx, "<f5>");
    assert_eq!(effects, [Effect::Start(state.ticket, Job::Examine)]);
    let fault = JobFault::Said("Chưa đọc được dữ liệu. Bấm F5 để thử lại.".into());
    let ended = Msg::Job(state.ticket, JobEvent::Ended(Err(fault)));
    update(&mut state, ended, &mut cx);
    assert!(shot(&state, &cx).contains("Chưa đọc được dữ liệu."));
}

no_keys_panic!(24, heard(&["Bản sao trên máy này: 08:00 01/02/2023."]));
