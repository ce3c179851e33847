use super::*;
use crate::app::job::{JobDone, JobFault};
use crate::app::testing::{context, drawn, no_keys_panic, play, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    (open(&mut cx).0, cx)
}

#[test]
fn the_last_number_is_read_from_what_stands_on_the_receipt() {
    let cases = [
        ("0006", Some(6)),
        ("6", Some(6)),
        ("0", Some(0)),
        ("000.99.15.H08-230214-0006", Some(6)),
        ("", None),
        ("H08-", None),
        ("6a", None),
        ("99999999999", None),
    ];
    for (typed, wanted) in cases {
        assert_eq!(ordinal(typed), wanted, "{typed}");
    }
}

#[test]
fn f2_writes_it_once_and_home_asks_again() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "x<f2>"), []);
    assert_eq!(state.message, Some(Message::error(text::WRONG)));
    let start = |ticket| Effect::Start(Ticket(ticket), Job::SetLastReceipt { last: 6 });
    assert_eq!(play(&mut state, &mut cx, "<backspace>0006<f2><f2>"), [start(1)]);
    let fault = JobEvent::Ended(Err(JobFault::Said("Chưa ghi được.".into())));
    assert_eq!(update(&mut state, Msg::Job(Ticket(1), fault), &mut cx), []);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [start(2)]);
    let done = JobEvent::Ended(Ok(JobDone::Plain));
    assert_eq!(
        update(&mut state, Msg::Job(Ticket(2), done), &mut cx),
        [Effect::Back, Effect::Say(Message::done(text::WRITTEN))]
    );
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("last_receipt", picture.text());
    insta::assert_snapshot!("last_receipt_120", wide(&mut state, &mut cx));
    assert!(picture.cursor.is_some());
}

no_keys_panic!(24, opened());
