//! Pages that F8 brought, and the folder that knows nothing of them.

use super::*;

/// What the scanner brought is no file of the folder: it says where the pages are, and the keys that lead there.
#[test]
fn an_empty_folder_says_how_many_pages_wait_in_the_tray() {
    let mut cx = context();
    cx.settings.0.insert("scanner".into(), "canon_dr:1".into());
    cx.scans = 12;
    let aim = (DossierId(uuid::Uuid::nil()), ComponentId(uuid::Uuid::nil()));
    let mut state = opened(checklist(Some(aim)), &mut cx);
    list_answered(&mut state, &mut cx, vec![]);
    assert_eq!(said(&state, &cx), text::in_tray(12));
    play(&mut state, &mut cx, "<f8>");
    cx.scan = None;
    let news = ScanNews::Ended(Message::done("Máy quét hết giấy. Đã nhận 3 trang."), 3);
    update(&mut state, Msg::Scan(news), &mut cx);
    list_answered(&mut state, &mut cx, vec![]);
    assert_eq!(said(&state, &cx), text::scanned_here(3));
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        [Effect::Answer(Reply::Scanned(aim.1))]
    );
    // A draft has no pages yet, and an empty tray none to speak of.
    let mut draft = opened(checklist(None), &mut cx);
    list_answered(&mut draft, &mut cx, vec![]);
    assert_eq!(said(&draft, &cx), text::EMPTY);
}
