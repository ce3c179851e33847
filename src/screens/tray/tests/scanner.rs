//! How pages come into the tray: from the scan folder, and by F8 from the scanner.

use super::*;
use crate::app::scanning::{self, ScanNews};

/// A machine that can scan.
fn with_scanner((state, mut cx): (State, Context)) -> (State, Context) {
    cx.settings
        .0
        .insert("scanner".into(), "canon_dr:libusb:001:004".into());
    (state, cx)
}

#[test]
fn f8_scans_for_the_component_at_hand_and_esc_stops_it() {
    let (mut state, mut cx) = with_scanner(aimed());
    let aim = state.target.as_ref().map(|view| (view.row.id, state.component));
    let effects = play(&mut state, &mut cx, "<f8>");
    let [Effect::Start(ticket, job)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*job, Job::Scan { aim });
    assert!(said(&state, &cx).starts_with("Đang quét trang 1."));
    assert_eq!(play(&mut state, &mut cx, "<f8>"), [], "one scan at a time");
    scanning::heard(&mut cx, JobEvent::Progress { done: 7, total: 0 });
    let asked = update(&mut state, Msg::Scan(ScanNews::Page), &mut cx);
    assert!(matches!(asked.as_slice(), [Effect::Ask(_, Query::Tray)]));
    insta::assert_snapshot!("scanning_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Cancel(*ticket)]);
    assert!(said(&state, &cx).starts_with("Đang dừng máy quét"));
    assert_eq!(
        play(&mut state, &mut cx, "<esc>"),
        [Effect::Back],
        "it may take its time"
    );
}

#[test]
fn pages_scanned_for_this_component_are_ticked_in_their_order_and_others_are_not() {
    let (mut state, mut cx) = with_scanner(aimed());
    let here = state.target.as_ref().map(|view| (view.row.id, state.component));
    let mut more = rows();
    for number in [8, 9] {
        let mut page = scan(number, (200, DpiKnown::Measured), &[]);
        page.source = TraySource::Scanner;
        page.aim = if number == 8 { here } else { None };
        more.pages.push(page);
    }
    update(&mut state, Msg::Scan(ScanNews::Page), &mut cx);
    let ticket = state.asked;
    update(&mut state, Msg::Answered(ticket, Answer::Tray(more)), &mut cx);
    assert_eq!(state.pages.ticked(), [id(8)]);
}

#[test]
fn f8_without_a_scanner_opens_the_files() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<f8>");
    assert!(
        matches!(opens(&effects), Some(Destination::Files { .. })),
        "{effects:?}"
    );
}

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
            "«S0002.jpg» bị cụt. (và 1 tệp khác)",
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
