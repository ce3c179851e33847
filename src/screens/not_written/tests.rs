use super::*;
use crate::app::job::JobFault;
use crate::app::testing::{at, context, no_keys_panic, opens, play, said, shot, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    cx.draft_mut();
    cx.draft_saved = Some(at("2023-02-14T08:06:58+07:00"));
    (open(Refusal::DiskFull { free_mb: 0 }, &mut cx).0, cx)
}

#[test]
fn one_tries_again_and_everything_else_loses_nothing() {
    let again = || vec![Effect::Answer(Reply::Picked(0))];
    let nothing = || vec![Effect::Answer(Reply::Nothing)];
    let cases = [
        ("1", again()),
        ("<enter>", again()),
        ("<esc>", nothing()),
        ("<f2>", vec![]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
}

#[test]
fn the_second_way_shows_what_takes_the_room_and_the_others_stay() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<down><enter>");
    let ticket = state.asked;
    assert_eq!(effects, [Effect::Start(ticket, Job::MeasureFolder)]);
    let lines = [
        "  3,4 GB  backup           bản sao lưu; bản cũ chép đi nơi khác được",
        "  1,2 GB  files            tệp giấy tờ; KHÔNG xóa",
        "    0 MB  còn trống trên ổ đĩa này",
    ];
    let done = JobDone::Lines(lines.map(str::to_owned).to_vec());
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), &mut cx);
    insta::assert_snapshot!("room", shot(&state, &cx));
    insta::assert_snapshot!("room_120", wide(&mut state, &mut cx));
    assert_eq!(play(&mut state, &mut cx, "1"), [Effect::Answer(Reply::Picked(0))]);
}

#[test]
fn the_third_way_asks_for_a_folder_and_tells_where_the_draft_lies() {
    let (mut state, mut cx) = opened();
    cx.settings.0.insert("backup_target".into(), "/media/usb0".into());
    for keys in ["3", "<down><down><enter>"] {
        let effects = play(&mut state, &mut cx, keys);
        let asked =
            matches!(opens(&effects), Some(Destination::AskText { value, .. }) if value == "/media/usb0");
        assert!(asked, "{effects:?}");
    }
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
    let reply = Reply::Text("/media/usb0".into());
    let effects = update(&mut state, Msg::Replied(reply), &mut cx);
    let draft = Box::new(cx.draft.clone().unwrap());
    let folder = "/media/usb0".into();
    let ticket = state.asked;
    assert_eq!(
        effects,
        [Effect::Start(ticket, Job::CarryDraft { draft, folder })]
    );
    let refused = JobFault::Said("Nơi đó hết chỗ.".into());
    update(
        &mut state,
        Msg::Job(ticket, JobEvent::Ended(Err(refused))),
        &mut cx,
    );
    assert_eq!(said(&state, &cx), "Nơi đó hết chỗ.");
    let path = "/media/usb0/motcua-ban-nhap-20230214-080658.json".into();
    let done = Ok(JobDone::DraftCarried(path));
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(done)), &mut cx);
    insta::assert_snapshot!("carried", shot(&state, &cx));
    insta::assert_snapshot!("carried_120", wide(&mut state, &mut cx));
    assert_eq!(
        play(&mut state, &mut cx, "<esc>"),
        [Effect::Answer(Reply::Nothing)]
    );
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("not_written", shot(&state, &cx));
    insta::assert_snapshot!("not_written_120", wide(&mut state, &mut cx));
    let (state, _) = open(Refusal::Fault { code: "db-io" }, &mut context());
    assert_eq!(state.code(), "db-io");
}

no_keys_panic!(24, opened());
