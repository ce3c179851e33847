use super::*;
use crate::app::job::JobFault;
use crate::app::testing::{drawn, no_desk, no_keys_panic, play, wide};

fn opened() -> (State, Context) {
    let mut cx = no_desk();
    (open(&mut cx).0, cx)
}

fn theme(ticket: u64, value: &str) -> Effect {
    Effect::KeepLocal {
        ticket: Ticket(ticket),
        key: "theme".into(),
        value: value.into(),
    }
}

#[test]
fn each_way_takes_one_key() {
    let to = |destination| vec![Effect::Open(Box::new(destination))];
    let cases = [
        ("1", vec![Effect::Start(Ticket(1), Job::StartPractice)]),
        ("<enter>", vec![Effect::Start(Ticket(1), Job::StartPractice)]),
        ("2", to(Destination::NewDesk)),
        ("<down><enter>", to(Destination::NewDesk)),
        ("3", to(Destination::Restore)),
        ("4<esc>x<up>", vec![]),
        ("<f12><f12>", vec![theme(1, "ascii"), theme(2, "")]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
}

#[test]
fn practice_is_made_once_and_a_fault_is_said() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "112").len(), 1);
    let words = "Ổ đĩa còn 120 MB, cần ít nhất 500 MB để lập quầy.";
    let fault = JobEvent::Ended(Err(JobFault::Said(words.into())));
    update(&mut state, Msg::Job(Ticket(1), fault), &mut cx);
    assert_eq!(chrome(&state, &cx).message, Some(Message::error(words)));
    assert_eq!(play(&mut state, &mut cx, "1").len(), 1);
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("first_start", picture.text());
    insta::assert_snapshot!("first_start_120", wide(&mut state, &mut cx));
    assert_eq!(picture.cursor, Some((2, 6)));
}

no_keys_panic!(32, opened());
