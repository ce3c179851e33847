//! Where pages come from: F8 and the scanner.

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
