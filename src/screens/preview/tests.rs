use super::*;
use crate::app::job::{JobDone, JobFault};
use crate::app::preview::{NoLook, PageLook};
use crate::app::testing::{context, no_keys_panic, play, said, shot, wide};
use crate::domain::ids::FileHash;
use crate::domain::pages::DpiKnown;
use crate::domain::quality::PageFlag;

fn leaf(number: u8) -> Leaf {
    Leaf {
        sha256: FileHash([number; 32]),
        leaf: 1,
        turns: 0,
        name: format!("S{number:04}.jpg"),
        size: 740_000,
        pixels: (1654, 2339),
        dpi: (200, DpiKnown::Measured),
    }
}

/// A letter: a heading at the top left, then lines of text that grow shorter.
fn letter(flags: Vec<PageFlag>) -> PageLook {
    let (width, height) = (207_u16, 292_u16);
    let ink = |x: u16, y: u16| {
        let heading = matches!(y, 14..=26) && matches!(x, 20..=90);
        let line = y > 50 && y < 230 && y % 12 < 5 && (20..200 - y / 3).contains(&x);
        heading || line
    };
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| if ink(x, y) { 60 } else { 244 }));
    PageLook {
        width,
        height,
        grey: pixels.collect(),
        flags,
        level: true,
    }
}

fn came(state: &mut State, cx: &mut Context, seen: Result<PageLook, NoLook>) {
    let ended = Ok(JobDone::Looked(seen.map(Box::new)));
    let ticket = Ticket(cx.last_ticket);
    update(state, Msg::Job(ticket, JobEvent::Ended(ended)), cx);
}

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open((vec![leaf(1), leaf(2), leaf(3)], 1), &mut cx);
    let job = Job::Look {
        file: FileHash([2; 32]),
        leaf: 1,
        at_rest: false,
    };
    assert_eq!(effects, [Effect::Start(Ticket(1), job)]);
    came(&mut state, &mut cx, Ok(letter(Vec::new())));
    (state, cx)
}

#[test]
fn a_page_stands_beside_what_is_known_of_it() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("page_80", shot(&state, &cx));
    insta::assert_snapshot!("page_120", wide(&mut state, &mut cx));
}

#[test]
fn an_enlarged_page_is_scrolled_and_esc_shows_it_whole_again() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "+<pagedown>");
    insta::assert_snapshot!("enlarged_80", shot(&state, &cx));
    play(
        &mut state,
        &mut cx,
        "<pagedown><pagedown><pagedown><pagedown><pagedown><down>",
    );
    assert_eq!(state.wide, Some(view::furthest(&state)), "not past its end");
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn arrows_go_through_the_pages_and_stop_at_the_ends() {
    let (mut state, mut cx) = opened();
    let next = play(&mut state, &mut cx, "<down>");
    assert!(matches!(next.as_slice(), [Effect::Start(_, Job::Look { .. })]));
    came(&mut state, &mut cx, Ok(letter(vec![PageFlag::Blank])));
    let text = shot(&state, &cx);
    assert!(text.contains("Trang 3/3") && text.contains("trắng?"), "{text}");
    assert_eq!(play(&mut state, &mut cx, "<down>"), []);
    assert_eq!(play(&mut state, &mut cx, "<up>"), [], "it is still here");
}

#[test]
fn what_cannot_be_shown_is_said_in_words() {
    for (why, word) in [
        (NoLook::TooLarge, "Không kiểm tra (quá lớn)"),
        (NoLook::NotAPicture, "trình xem"),
        (NoLook::Damaged, "Quét lại"),
        (NoLook::NotMade, "Chưa lập được hình"),
        (NoLook::Changed, "đã khác"),
        (NoLook::Missing, "Không thấy tệp"),
    ] {
        let mut cx = context();
        let (mut state, _) = open((vec![leaf(1)], 0), &mut cx);
        assert!(shot(&state, &cx).contains("Đang mở trang"));
        came(&mut state, &mut cx, Err(why));
        let text = shot(&state, &cx);
        assert!(text.contains(word), "{why:?}\n{text}");
    }
}

#[test]
fn enter_opens_the_viewer_and_says_why_it_did_not() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<enter>");
    let [Effect::Start(ticket, Job::OpenFile { name, .. })] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(name, "S0002.jpg");
    let ended = JobEvent::Ended(Err(JobFault::Said("Không có trình xem.".into())));
    update(&mut state, Msg::Job(*ticket, ended), &mut cx);
    assert_eq!(said(&state, &cx), "Không có trình xem.");
}

no_keys_panic!(24, opened());
