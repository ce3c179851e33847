use super::*;
use crate::app::job::JobFault;
use crate::app::testing::{drawn, no_desk, no_keys_panic, play, wide};

fn opened() -> (State, Context) {
    let mut cx = no_desk();
    (open(&mut cx).0, cx)
}

#[test]
fn each_way_takes_one_key() {
    let to = |destination| vec![Effect::Open(Box::new(destination))];
    let cases = [
        ("1", vec![Effect::Start(Ticket(2), Job::StartPractice)]),
        ("<enter>", vec![Effect::Start(Ticket(2), Job::StartPractice)]),
        ("2", to(Destination::NewDesk)),
        ("<down><enter>", to(Destination::NewDesk)),
        ("3", to(Destination::Restore(None))),
        ("4<esc>x<up>", vec![]),
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
    update(&mut state, Msg::Job(Ticket(2), fault), &mut cx);
    assert_eq!(chrome(&state, &cx).message, Some(Message::error(words)));
    assert_eq!(play(&mut state, &mut cx, "1").len(), 1);
}

fn looked_at(free_mb: Option<u64>, why_not: Option<&str>) -> Msg {
    let done = JobDone::Folder {
        folder: "/home/motcua/.local/share/motcua".into(),
        free_mb,
        why_not: why_not.map(str::to_owned),
    };
    Msg::Job(Ticket(1), JobEvent::Ended(Ok(done)))
}

#[test]
fn where_the_data_will_lie_is_said_and_a_folder_that_will_not_do_bars_the_real_desk() {
    let (mut state, mut cx) = opened();
    let why = "Không đặt dữ liệu trên USB hoặc ổ mạng. Chọn thư mục trên máy này.";
    update(&mut state, looked_at(Some(120), Some(why)), &mut cx);
    for key in ["2", "3"] {
        assert_eq!(play(&mut state, &mut cx, key), []);
        assert_eq!(chrome(&state, &cx).message, Some(Message::error(why)));
    }
    assert!(
        drawn(&state, &cx)
            .text()
            .contains("không lập được ở thư mục dưới đây")
    );
    assert_eq!(play(&mut state, &mut cx, "1").len(), 1, "practice is tried");
}

#[test]
fn a_long_path_has_a_row_of_its_own_and_shows_its_end() {
    let room = text::room(Some(43_000));
    assert_eq!(room, "(còn trống 41,9 GB)");
    assert_eq!(
        (text::room(Some(300)), text::room(None)),
        ("(còn trống 300 MB)".into(), String::new())
    );
    assert_eq!(text::folder("/x", &room, 70).len(), 1);
    let long = format!("/home/{}/motcua", "a".repeat(90));
    let rows = text::folder(&long, &room, 70);
    assert_eq!(rows.len(), 2);
    assert!(
        rows[1].ends_with("/motcua") && rows[1].chars().count() <= 70,
        "{rows:?}"
    );
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    update(&mut state, looked_at(Some(42_189), None), &mut cx);
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("first_start", picture.text());
    insta::assert_snapshot!("first_start_120", wide(&mut state, &mut cx));
    assert_eq!(picture.cursor, Some((2, 6)));
}

no_keys_panic!(32, opened());
