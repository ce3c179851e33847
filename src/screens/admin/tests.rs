//! Tests of Quản trị.

use super::*;
use crate::app::job::BackedUp;
use crate::app::testing::{at, context, hanh, no_keys_panic, play, processing, said, shot, wide};
use crate::screens::sample;

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    let home = Query::Home {
        officer: hanh().id,
        whole_unit: false,
    };
    assert_eq!(
        effects,
        [
            Effect::Ask(Ticket(1), Query::Settings),
            Effect::Ask(Ticket(2), home)
        ]
    );
    let desk = sample::settings(&cx);
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Settings(desk)),
        &mut cx,
    );
    let home = HomeRows {
        backup_here: Some(at("2023-02-13T17:03:00+07:00")),
        ..HomeRows::default()
    };
    update(
        &mut state,
        Msg::Answered(Ticket(2), Answer::Home(Box::new(home))),
        &mut cx,
    );
    (state, cx)
}

fn backup(ticket: u64, target: Option<&str>) -> Effect {
    Effect::Start(
        Ticket(ticket),
        Job::Backup {
            target: target.map(PathBuf::from),
        },
    )
}

#[test]
fn each_way_is_one_key() {
    let ways = [
        ("1", Destination::Officers),
        ("2", Destination::Settings),
        ("3", Destination::Calendar),
        ("<enter>", Destination::Officers),
        ("<down><enter>", Destination::Settings),
    ];
    for (keys, destination) in ways {
        let (mut state, mut cx) = opened();
        assert_eq!(
            play(&mut state, &mut cx, keys),
            [Effect::Open(Box::new(destination))],
            "{keys}"
        );
    }
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "0789<esc>"), [Effect::Back]);
}

#[test]
fn a_copy_beside_the_database_is_made_once_and_its_end_is_said() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "44"), [backup(3, None)]);
    assert_eq!(said(&state, &cx), text::BACKING_UP);
    let progress = JobEvent::Progress {
        done: 1_200,
        total: 2_400,
    };
    update(&mut state, Msg::Job(Ticket(3), progress), &mut cx);
    assert_eq!(
        said(&state, &cx),
        "Đang sao lưu 1.200/2.400 tệp. Có thể làm việc khác."
    );
    let at = at("2023-02-14T08:06:00+07:00");
    let made = BackedUp {
        at,
        files: 3,
        elsewhere: false,
        missing: 0,
        miscounted: 0,
    };
    let ended = JobEvent::Ended(Ok(JobDone::BackedUp(made)));
    assert_eq!(update(&mut state, Msg::Job(Ticket(3), ended), &mut cx).len(), 2);
    assert_eq!(said(&state, &cx), "Sao lưu xong lúc 08:06, đã mở thử, đúng.");
    assert_eq!(play(&mut state, &mut cx, "4").len(), 1);
}

#[test]
fn a_copy_that_is_less_than_was_meant_is_told_as_such() {
    let (mut state, mut cx) = opened();
    let made = BackedUp {
        at: at("2023-02-14T08:06:00+07:00"),
        files: 3,
        elsewhere: false,
        missing: 0,
        miscounted: 0,
    };
    let mut ends = |made| {
        state.copying = Some((Ticket(99), true));
        let ended = JobEvent::Ended(Ok(JobDone::BackedUp(made)));
        update(&mut state, Msg::Job(Ticket(99), ended), &mut cx);
        said(&state, &cx)
    };
    assert_eq!(
        ends(made),
        "Đã chép lúc 08:06, nhưng cùng ổ đĩa với dữ liệu. Hãy chép thêm ra USB."
    );
    let lacks = BackedUp { missing: 2, ..made };
    assert_eq!(
        ends(lacks),
        "Đã chép, nhưng 2 tệp không chép được. F10 «Tự kiểm tra» nói tệp nào."
    );
    let miscounted = BackedUp {
        miscounted: 1,
        ..made
    };
    assert_eq!(
        ends(miscounted),
        "Đã chép, nhưng 1 tệp có số trang khác sổ. Ctrl+G ở hồ sơ nói tệp nào."
    );
    let whole = BackedUp {
        elsewhere: true,
        ..made
    };
    assert_eq!(ends(whole), "Sao lưu xong lúc 08:06, đã mở thử, đúng.");
}

#[test]
fn a_copy_elsewhere_asks_for_the_folder() {
    let (mut state, mut cx) = opened();
    state
        .desk
        .settings
        .0
        .insert("backup_target".into(), "/media/usb0".into());
    let effects = play(&mut state, &mut cx, "5");
    let [Effect::Open(asked)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(matches!(&**asked, Destination::AskText { value, .. } if value == "/media/usb0"));
    let text = Reply::Text(" /media/usb1 ".into());
    assert_eq!(
        update(&mut state, Msg::Replied(text), &mut cx),
        [backup(3, Some("/media/usb1"))]
    );
    let fault = JobFault::Said("USB thiếu chỗ: cần 90 MB, còn 2 MB.".into());
    update(
        &mut state,
        Msg::Job(Ticket(3), JobEvent::Ended(Err(fault))),
        &mut cx,
    );
    assert_eq!(said(&state, &cx), "USB thiếu chỗ: cần 90 MB, còn 2 MB.");
    play(&mut state, &mut cx, "5");
    assert_eq!(
        update(&mut state, Msg::Replied(Reply::Text(String::new())), &mut cx),
        []
    );
    assert_eq!(said(&state, &cx), text::NO_FOLDER);
    play(&mut state, &mut cx, "5");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
}

#[test]
fn others_are_told_whose_work_it_is_but_may_make_a_copy() {
    let mut cx = context();
    cx.officer = Some(processing());
    let (mut state, _) = open(&mut cx);
    assert_eq!(play(&mut state, &mut cx, "123"), []);
    assert_eq!(
        said(&state, &cx),
        "Việc này cần vai trò Quản trị. Nhờ cán bộ có vai trò đó."
    );
    insta::assert_snapshot!("barred_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "4").len(), 1);
}

#[test]
fn the_menu_is_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("menu_80", shot(&state, &cx));
    insta::assert_snapshot!("menu_120", wide(&mut state, &mut cx));
}

no_keys_panic!(48, opened());
