//! Where pages come from: the scan folder, and files that are chosen.

use super::*;
use crate::app::destination::FilesPurpose;
use crate::app::msg::FolderHeld;
use crate::domain::refusal::Refusal;

#[test]
fn a_look_into_the_scan_folder_says_what_came_what_came_twice_and_what_was_refused() {
    let cases = [
        (TakenIn::default(), MessageKind::Advice, "Không có trang mới."),
        (
            TakenIn {
                pages: 5,
                ..TakenIn::default()
            },
            MessageKind::Done,
            "Vừa nhận 5 trang",
        ),
        (
            TakenIn {
                pages: 1,
                again: vec!["S0001.jpg".into()],
                ..TakenIn::default()
            },
            MessageKind::Warning,
            "«S0001.jpg» trùng tệp đã nhận",
        ),
        (
            TakenIn {
                pages: 1,
                refused: vec!["«S0002.jpg» bị cụt.".into(), "b".into()],
                ..TakenIn::default()
            },
            MessageKind::Error,
            "«S0002.jpg» bị cụt. (và 1 tệp khác: F5 đọc hết)",
        ),
    ];
    for (taken, kind, words) in cases {
        let (mut state, mut cx) = opened();
        let effects = play(&mut state, &mut cx, "<f5>");
        assert_eq!(effects, [Effect::Start(Ticket(2), Job::LookForScans)]);
        assert_eq!(play(&mut state, &mut cx, "<f5>"), [], "one look at a time");
        let ended = JobEvent::Ended(Ok(JobDone::TakenIn(taken)));
        update(&mut state, Msg::Job(Ticket(2), ended), &mut cx);
        let message = chrome(&state, &cx).message.unwrap();
        assert_eq!(message.kind, kind);
        assert!(message.text.starts_with(words), "{}", message.text);
    }
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<f5>");
    let fault = JobEvent::Ended(Err(JobFault::Said("Không thấy thư mục quét.".into())));
    update(&mut state, Msg::Job(Ticket(2), fault), &mut cx);
    assert_eq!(said(&state, &cx), "Không thấy thư mục quét.");
}

#[test]
fn a_scan_folder_that_is_away_is_said_at_the_pages_until_it_is_back() {
    for rows in [rows(), TrayRows::default()] {
        let (mut state, mut cx) = opened_with(rows);
        let before = said(&state, &cx);
        cx.scan_folder = Some(FolderHeld::Away);
        assert_eq!(said(&state, &cx), text::FOLDER_AWAY);
        assert_eq!(chrome(&state, &cx).message.unwrap().kind, MessageKind::Warning);
        cx.scan_folder = None;
        assert_eq!(said(&state, &cx), before);
        cx.scan_folder = Some(FolderHeld::Away);
        play(&mut state, &mut cx, "<tab>");
        assert_ne!(
            said(&state, &cx),
            text::FOLDER_AWAY,
            "the field that is being filled in has its own advice"
        );
    }
}

#[test]
fn a_file_that_was_refused_while_nobody_looked_is_named_until_it_is_gone() {
    let refused = "Tệp «S0009.jpg» bị cụt: quét lại.";
    let (state, cx) = opened_with(TrayRows {
        refused: vec![refused.into()],
        ..rows()
    });
    assert_eq!(said(&state, &cx), refused);
}

#[test]
fn files_are_chosen_into_the_tray_by_f8_or_from_the_palette_and_what_came_is_said() {
    let mut with_bin = rows();
    with_bin.trashed.push(with_bin.pages.remove(0));
    for asks in [
        Msg::Key(Key::f(8), Some(Command::Files)),
        palette(Command::PickIntoTray),
    ] {
        let (mut state, mut cx) = opened_with(with_bin.clone());
        let effects = update(&mut state, asks, &mut cx);
        let Some(Destination::Files {
            purpose: FilesPurpose::Tray { used },
            folder,
            ..
        }) = opens(&effects)
        else {
            panic!("{effects:?}");
        };
        assert_eq!(
            (used.len(), folder),
            (7, &None),
            "also those in the bin: {used:?}"
        );
        let taken = TakenIn {
            pages: 3,
            ..TakenIn::default()
        };
        let asked = update(&mut state, Msg::Replied(Reply::TakenIn(taken)), &mut cx);
        assert!(matches!(asked.as_slice(), [Effect::Ask(_, Query::Tray)]));
        assert_eq!(said(&state, &cx), "Vừa nhận 3 trang vào khay.");
    }
}

#[test]
fn a_chosen_file_that_is_refused_is_named() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<f8>");
    let refused = vec!["«S0010.jpg» bị cụt: quét lại.".to_owned()];
    let taken = TakenIn {
        refused,
        ..TakenIn::default()
    };
    update(&mut state, Msg::Replied(Reply::TakenIn(taken)), &mut cx);
    assert_eq!(said(&state, &cx), "«S0010.jpg» bị cụt: quét lại.");
    // Closed without an answer, nothing is said.
    play(&mut state, &mut cx, "<f8>");
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert_eq!(said(&state, &cx), text::ADVICE);
}

/// One torn scan does not hide the others.
#[test]
fn of_several_refused_files_the_line_says_how_many_and_f5_lists_all() {
    let refused = ["S0009.jpg: tệp bị cụt.", "S0010.jpg: tệp rỗng."].map(str::to_owned);
    let several = TrayRows {
        refused: refused.to_vec(),
        ..rows()
    };
    let (mut state, mut cx) = opened_with(several.clone());
    assert_eq!(
        said(&state, &cx),
        "2 tệp bị từ chối, F5 đọc hết. S0009.jpg: tệp bị cụt."
    );
    play(&mut state, &mut cx, "<f5>");
    let nothing_new = JobEvent::Ended(Ok(JobDone::TakenIn(TakenIn::default())));
    let asks = update(&mut state, Msg::Job(Ticket(2), nothing_new), &mut cx);
    let [Effect::Ask(ticket, Query::Tray)] = asks[..] else {
        panic!("{asks:?}");
    };
    let shown = update(
        &mut state,
        Msg::Answered(ticket, Answer::Tray(several.clone())),
        &mut cx,
    );
    let Some(Destination::PickRow { rows, .. }) = opens(&shown) else {
        panic!("{shown:?}");
    };
    assert_eq!(rows, &refused);
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx), []);
    // Pages that come by themselves open nothing.
    let asks = update(&mut state, Msg::TrayGrew(1), &mut cx);
    let [Effect::Ask(ticket, _)] = asks[..] else {
        panic!("{asks:?}");
    };
    let shown = update(&mut state, Msg::Answered(ticket, Answer::Tray(several)), &mut cx);
    assert_eq!(shown, []);
}

/// Where only a torn scan came, an empty tray must not say that nothing is there.
#[test]
fn a_refused_file_is_named_in_an_empty_tray_and_f5_lists_it_also_alone() {
    let refused = "S0009.jpg: tệp bị cụt. Quét lại trang này.";
    let only = TrayRows {
        refused: vec![refused.into()],
        ..TrayRows::default()
    };
    let (mut state, mut cx) = opened_with(only.clone());
    assert_eq!(said(&state, &cx), refused);
    insta::assert_snapshot!("only_refused_80", shot(&state, &cx));
    play(&mut state, &mut cx, "<f5>");
    let nothing_new = JobEvent::Ended(Ok(JobDone::TakenIn(TakenIn::default())));
    let asks = update(&mut state, Msg::Job(Ticket(2), nothing_new), &mut cx);
    let [Effect::Ask(ticket, Query::Tray)] = asks[..] else {
        panic!("{asks:?}");
    };
    let shown = update(&mut state, Msg::Answered(ticket, Answer::Tray(only)), &mut cx);
    let Some(Destination::PickRow { rows, .. }) = opens(&shown) else {
        panic!("{shown:?}");
    };
    assert_eq!(rows, &[refused]);
    // Behind the list stands the same, not that nothing came.
    assert_eq!(said(&state, &cx), refused);
}

#[test]
fn a_disk_with_too_little_room_is_said_at_the_pages_until_there_is_room() {
    let (state, mut cx) = opened_with(TrayRows::default());
    let full = Refusal::DiskFull { free_mb: 120 };
    cx.scan_folder = Some(FolderHeld::Fault(JobFault::Refused(full)));
    let words = "Trang quét chưa vào khay: ổ đĩa chỉ còn 120 MB. Giải phóng chỗ trống, máy tự nhận tiếp.";
    assert_eq!(said(&state, &cx), words);
}
