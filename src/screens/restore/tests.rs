use super::*;
use crate::app::job::JobFault;
use crate::app::testing::{drawn, no_desk, no_keys_panic, play, wide};

fn opened() -> (State, Context) {
    let mut cx = no_desk();
    (open(None, &mut cx).0, cx)
}

#[test]
fn a_typed_or_pasted_path_is_restored_once() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(state.message, Some(Message::error(text::MISSING)));
    update(&mut state, Msg::Paste("\"/media/usb0/motcua\"\n".into()), &mut cx);
    let from = PathBuf::from("/media/usb0/motcua");
    let start = Effect::Start(Ticket(1), Job::Restore { from });
    assert_eq!(play(&mut state, &mut cx, "<f2><f2><esc>"), [start]);
    let step = JobEvent::Progress { done: 3, total: 9 };
    update(&mut state, Msg::Job(Ticket(1), step), &mut cx);
    let words = "Đang khôi phục 3/9. Chưa rút USB.";
    assert_eq!(chrome(&state, &cx).message, Some(Message::advice(words)));
    let fault = JobEvent::Ended(Err(JobFault::Said("Không thấy bản sao lưu.".into())));
    update(&mut state, Msg::Job(Ticket(1), fault), &mut cx);
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::error("Không thấy bản sao lưu."))
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn a_damaged_desk_is_brought_back_from_its_own_copies_with_one_key() {
    let mut cx = no_desk();
    let copies = PathBuf::from("/home/mot-cua/motcua/backup");
    let (mut state, _) = open(Some(copies.clone()), &mut cx);
    insta::assert_snapshot!("damaged", drawn(&state, &cx).text());
    insta::assert_snapshot!("damaged_120", wide(&mut state, &mut cx));
    let start = Effect::Start(Ticket(1), Job::Restore { from: copies });
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [start]);
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("restore", picture.text());
    insta::assert_snapshot!("restore_120", wide(&mut state, &mut cx));
    assert_eq!(picture.cursor, Some((17, 9)));
}

no_keys_panic!(24, opened());
