use super::*;
use proptest::prelude::*;
use uuid::Uuid;

const CODE: &str = "000.99.15.H08-230214-0003";

fn component(number: u128) -> ComponentId {
    ComponentId(Uuid::from_u128(number))
}

fn aim(number: u128) -> Aim {
    (DossierId(Uuid::from_u128(1)), Some(component(number)))
}

fn officer(number: u128) -> OfficerId {
    OfficerId(Uuid::from_u128(number))
}

#[test]
fn a_cover_is_read_back_and_names_nobody() {
    let cover = Cover::of(CODE, Some((2, component(7))));
    let content = cover.content();
    assert!(
        content.starts_with("MOTCUA1 000.99.15.H08-230214-0003 2 "),
        "{content}"
    );
    assert!(
        content.len() <= 61,
        "it fits the smallest code that a scan shows well: {content}"
    );
    let small = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || " .-".contains(c);
    assert!(content.chars().all(small), "{content}");
    assert_eq!(Cover::read(&content), Some(Ok(cover.clone())));
    assert!(cover.fits(Some((2, component(7)))));
    assert!(
        !cover.fits(Some((2, component(8)))),
        "another paper stands there now"
    );
    assert!(!cover.fits(Some((3, component(7)))) && !cover.fits(None));
    let whole = Cover::of(CODE, None);
    assert!(whole.fits(None) && Cover::read(&whole.content()) == Some(Ok(whole)));
}

#[test]
fn other_codes_are_no_covers_and_half_ones_are_torn() {
    for other in [
        "",
        "052192004567|215411222|Đinh Thị Hà",
        "https://example.vn",
        "000.99.15.H08-230214-0003 K7Q2",
    ] {
        assert_eq!(Cover::read(other), None, "{other}");
    }
    let whole = Cover::of(CODE, Some((2, component(7)))).content();
    for torn in [
        "MOTCUA",
        "MOTCUA1",
        "MOTCUA2 X 1 00000000",
        "MOTCUA1 X 1",
        "MOTCUA1 X y 1F",
        "MOTCUA1 X 1 zz",
    ] {
        assert_eq!(Cover::read(torn), Some(Err(Torn)), "{torn}");
    }
    assert_eq!(Cover::read(&format!("{whole} 1")), Some(Err(Torn)));
}

/// T17 (paperless-ngx#5763): what a separator says leaks into the next document.
#[test]
fn what_a_cover_says_ends_with_its_stack() {
    let (hanh, lan) = (officer(1), officer(2));
    let led = || {
        let mut stack = Stack::default();
        stack.file(Moment(0), hanh);
        assert_eq!(stack.page(Seen::Page).aim, None, "nothing was said yet");
        assert_eq!(stack.page(Seen::Cover(aim(1))).aim, Some(aim(1)));
        stack.file(Moment(8_000), hanh);
        assert_eq!(stack.page(Seen::Page).aim, Some(aim(1)));
        stack
    };
    let mut pause = led();
    pause.file(Moment(8_000 + PAUSE_MS + 1), hanh);
    assert_eq!(pause.page(Seen::Page).aim, None, "another batch");
    let mut other = led();
    other.file(Moment(9_000), lan);
    assert_eq!(other.page(Seen::Page).aim, None, "another officer");
    let mut ended = led();
    ended.end();
    ended.file(Moment(9_000), hanh);
    assert_eq!(
        ended.page(Seen::Page).aim,
        None,
        "another file with pages of its own"
    );
    let mut astray = led();
    assert_eq!(astray.page(Seen::Astray).aim, None);
    assert_eq!(astray.page(Seen::Page).aim, None, "a cover that leads nowhere");
    assert_eq!(astray.page(Seen::Cover(aim(2))).aim, Some(aim(2)));
    assert_eq!(astray.page(Seen::Page).aim, Some(aim(2)), "until the next one");
}

/// A duplex feeder gives the empty back of each cover as well: a page of nobody.
#[test]
fn the_empty_back_of_a_cover_goes_with_it_and_no_other_side_does() {
    let backs = |both_sides: bool, pages: &[Seen]| -> Vec<Option<CoverFlag>> {
        let mut stack = Stack::of(both_sides);
        pages.iter().map(|seen| stack.page(*seen).back).collect()
    };
    let cover = Seen::Cover(aim(1));
    let stack = [cover, Seen::Blank, Seen::Blank, Seen::Page, Seen::Blank];
    let back = Some(CoverFlag::Back);
    assert_eq!(
        backs(true, &stack),
        [None, back, None, None, None],
        "one, and right behind it"
    );
    let maybe = Some(CoverFlag::MaybeBack);
    assert_eq!(
        backs(false, &stack),
        [None, maybe, None, None, None],
        "nobody told that both sides come"
    );
    assert_eq!(
        backs(true, &[cover, Seen::Page, Seen::Blank]),
        [None; 3],
        "a back with ink is a page"
    );
    assert_eq!(
        backs(true, &[Seen::Astray, Seen::Blank]),
        [None, maybe],
        "it stays with its cover"
    );
    let mut torn = Stack::of(true);
    torn.page(cover);
    torn.unsure();
    assert_eq!(torn.page(Seen::Blank), Led::default(), "something lay between");
    torn.page(cover);
    torn.end();
    assert_eq!(torn.page(Seen::Blank), Led::default(), "another stack");
    torn.page(cover);
    assert_eq!(torn.page(Seen::Blank).back, back, "the feeder is the same");
}

#[test]
fn a_page_nobody_could_look_at_may_be_a_cover() {
    let mut stack = Stack::of(false);
    stack.page(Seen::Cover(aim(1)));
    assert_eq!(stack.page(Seen::Unseen).aim, None);
    assert_eq!(stack.page(Seen::Page).aim, None);
}

proptest! {
    /// A page goes where the nearest cover before it in the same stack leads, or nowhere.
    #[test]
    fn no_page_follows_a_cover_of_another_stack(
        pages in proptest::collection::vec((0_u8..6, 0_i64..60_000, 1_u128..3), 0..60),
    ) {
        let mut stack = Stack::default();
        let (mut now, mut said, mut last) = (0_i64, None, None);
        for (kind, pause, whose) in pages {
            now += pause;
            if last != Some(whose) || pause > PAUSE_MS {
                said = None;
            }
            last = Some(whose);
            let seen = match kind {
                0 => Seen::Cover(aim(now.unsigned_abs().into())),
                1 => Seen::Astray,
                2 => Seen::Unseen,
                3 => Seen::Blank,
                _ => Seen::Page,
            };
            match seen {
                Seen::Cover(aim) => said = Some(aim),
                Seen::Astray | Seen::Unseen => said = None,
                Seen::Page | Seen::Blank => {}
            }
            stack.file(Moment(now), officer(whose));
            prop_assert_eq!(stack.page(seen).aim, said);
        }
    }

    #[test]
    fn no_text_of_a_code_breaks_the_reading(text in "(MOTCUA1? ?)?.{0,40}") {
        if let Some(Ok(cover)) = Cover::read(&text) {
            prop_assert_eq!(Cover::read(&cover.content()), Some(Ok(cover)));
        }
    }
}
