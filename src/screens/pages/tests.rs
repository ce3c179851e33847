use super::*;
use crate::app::command::Command;
use crate::app::destination::Destination;
use crate::app::job::{Job, JobDone};
use crate::app::reply::Reply;
use crate::app::testing::{context, dossier_act, no_keys_panic, opens, play, said, shot, wide};
use crate::domain::act::{Outcome, PagesCounted, StoredFile, Touched};
use crate::domain::component::{FileSource, SignatureMark};
use crate::domain::ids::{FileHash, OpId};
use crate::domain::pages::Part;
use crate::domain::rows::TrayPage;
use crate::domain::special::Ban;
use crate::domain::tray::TraySource;
use crate::screens::sample;
use uuid::Uuid;

mod chosen;
mod exempt;
mod heavy;
mod replace;
mod twice;

fn page(number: u8, place: (u32, Part)) -> Page {
    sample::page(number, place)
}

fn whole(number: u8, side: u32) -> Page {
    page(number, (side, Part::Whole))
}

fn in_tray(number: u8) -> TrayPage {
    TrayPage {
        id: TrayId(Uuid::from_u128(500 + u128::from(number))),
        page: whole(number, 1),
        source: TraySource::Folder,
        flags: vec![],
        aim: None,
        trashed_at: None,
    }
}

fn claim(sheets: u32, sides: u32, noted: &[u32]) -> Claim {
    Claim {
        sheets,
        sides,
        noted: noted.iter().copied().collect(),
    }
}

fn view_of(claim: Claim, pages: Vec<Page>) -> DossierView {
    let component = ComponentView {
        claim,
        pages,
        files: vec![],
        ..sample::component(1, "Tờ khai đề nghị trợ giúp xã hội", (FileSource::Picked, 1))
    };
    DossierView {
        components: vec![component],
        ..sample::view()
    }
}

/// Sheet 2 carries a note; the image of side 3 without it is missing, and one image waits.
fn lacking() -> (DossierView, Vec<TrayPage>) {
    let blank = Page {
        blank: true,
        ..whole(5, 4)
    };
    let pages = vec![whole(1, 1), whole(2, 2), page(3, (3, Part::WithNote)), blank];
    (view_of(claim(2, 2, &[3]), pages), vec![in_tray(4)])
}

fn hear(state: &mut State, cx: &mut Context, (view, tray): (DossierView, Vec<TrayPage>)) -> Vec<Effect> {
    let rows = TrayRows {
        pages: tray,
        ..TrayRows::default()
    };
    let (first, second) = state.asked_for;
    let mut effects = update(
        state,
        Msg::Answered(first, Answer::Dossier(Some(Box::new(view)))),
        cx,
    );
    effects.extend(update(state, Msg::Answered(second, Answer::Tray(rows)), cx));
    effects
}

fn opened(known: (DossierView, Vec<TrayPage>)) -> (State, Context) {
    let mut cx = context();
    let (mut state, _) = open((known.0.row.id, known.0.components[0].id), vec![], &mut cx);
    hear(&mut state, &mut cx, known);
    (state, cx)
}

fn set(effects: &[Effect]) -> NewPages {
    match dossier_act(effects) {
        DossierAct::SetPages(new) => *new,
        other => panic!("{other:?}"),
    }
}

fn slots(new: &NewPages) -> Vec<String> {
    let mark = |page: &Page| crate::domain::pages::text::mark(page.slot());
    new.pages.iter().map(mark).collect()
}

fn stored_so(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let done = Done {
        op: OpId(Uuid::nil()),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Plain,
    };
    update(state, Msg::Changed(state.ticket, Ok(done)), cx)
}

#[test]
fn the_missing_side_is_named_and_pointed_at() {
    let (mut state, mut cx) = opened(lacking());
    insta::assert_snapshot!("lacking", shot(&state, &cx));
    insta::assert_snapshot!("lacking_wide", wide(&mut state, &mut cx));
}

#[test]
fn enter_places_the_next_image_of_the_tray_where_it_is_missing() {
    let (mut state, mut cx) = opened(lacking());
    let new = set(&play(&mut state, &mut cx, "<enter>"));
    assert_eq!(slots(&new), ["1", "2", "3a", "3b", "4"]);
    assert_eq!(new.taken, [in_tray(4).id]);
    assert_eq!(new.claim, claim(2, 2, &[3]));
    let again = stored_so(&mut state, &mut cx);
    assert!(
        matches!(again[..], [Effect::Ask(..), Effect::Ask(..)]),
        "{again:?}"
    );
    assert!(said(&state, &cx).starts_with("Đủ ảnh"));
    insta::assert_snapshot!("right", shot(&state, &cx));
}

#[test]
fn keys_that_come_while_an_act_is_on_its_way_go_with_the_next_one() {
    let tray = vec![in_tray(1), in_tray(2), in_tray(3), in_tray(4)];
    let (mut state, mut cx) = opened((view_of(Claim::default(), vec![]), tray));
    let first = set(&play(&mut state, &mut cx, "<enter>"));
    assert_eq!(
        (slots(&first), first.claim),
        (vec!["1".to_owned()], claim(2, 2, &[]))
    );
    assert_eq!(play(&mut state, &mut cx, "<enter><enter>"), []);
    let rest = set(&stored_so(&mut state, &mut cx));
    assert_eq!(slots(&rest), ["1", "2", "3"]);
    assert_eq!(rest.taken, [in_tray(2).id, in_tray(3).id]);
}

/// Between the word that an image is placed and the next look into the tray keys come too, and an answer that was read
/// before it: neither finds the image in the tray any more.
#[test]
fn an_image_that_was_placed_is_not_placed_again_by_a_key_that_comes_before_the_next_look() {
    let tray = vec![in_tray(1), in_tray(2), in_tray(3), in_tray(4)];
    let (mut state, mut cx) = opened((view_of(Claim::default(), vec![]), tray.clone()));
    assert_eq!(set(&play(&mut state, &mut cx, "<enter>")).taken, [in_tray(1).id]);
    stored_so(&mut state, &mut cx);
    let second = set(&play(&mut state, &mut cx, "<enter>"));
    assert_eq!(second.taken, [in_tray(2).id]);
    let images: Vec<_> = second.pages.iter().map(|page| page.sha256).collect();
    assert_eq!(images, [in_tray(1).page.sha256, in_tray(2).page.sha256]);

    // A look that was asked for while the act was on its way, and read before it.
    update(&mut state, Msg::TrayGrew(1), &mut cx);
    let late = state.asked_for;
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    assert_eq!(set(&stored_so(&mut state, &mut cx)).taken, [in_tray(3).id]);
    let rows = TrayRows {
        pages: tray,
        ..TrayRows::default()
    };
    update(&mut state, Msg::Answered(late.1, Answer::Tray(rows)), &mut cx);
    stored_so(&mut state, &mut cx);
    assert_eq!(set(&play(&mut state, &mut cx, "<enter>")).taken, [in_tray(4).id]);
}

#[test]
fn an_image_meant_for_this_component_comes_first_and_one_meant_for_another_never() {
    let (view, _) = lacking();
    let (dossier, component) = (view.row.id, view.components[0].id);
    let aimed = |number, aim| TrayPage {
        aim,
        ..in_tray(number)
    };
    let other = Some((DossierId(Uuid::from_u128(9)), None));
    let tray = vec![
        aimed(6, other),
        aimed(7, None),
        aimed(8, Some((dossier, Some(component)))),
    ];
    let (mut state, mut cx) = opened((view.clone(), tray));
    assert_eq!(set(&play(&mut state, &mut cx, "<enter>")).taken, [in_tray(8).id]);
    let (mut state, mut cx) = opened((view, vec![aimed(6, other)]));
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    assert!(said(&state, &cx).starts_with("Khay không còn ảnh"));
}

#[test]
fn a_note_asks_for_a_second_image_of_its_side_and_no_note_for_one() {
    let pages = vec![whole(1, 1), whole(2, 2)];
    let (mut state, mut cx) = opened((view_of(claim(1, 2, &[]), pages), vec![]));
    let noted = set(&play(&mut state, &mut cx, "g"));
    assert_eq!(
        (slots(&noted), noted.claim),
        (vec!["1a".into(), "2".into()], claim(1, 2, &[1]))
    );
    stored_so(&mut state, &mut cx);
    let (view, _) = lacking();
    let both = [
        view.components[0].pages.clone(),
        vec![page(4, (3, Part::WithoutNote))],
    ]
    .concat();
    let (mut state, mut cx) = opened((view_of(claim(2, 2, &[3]), both), vec![]));
    let plain = set(&play(&mut state, &mut cx, "<home><down><down>g"));
    assert_eq!(slots(&plain), ["1", "2", "3", "4"]);
}

#[test]
fn a_page_is_turned_and_goes_back_to_the_tray() {
    let (mut state, mut cx) = opened(lacking());
    let turned = set(&play(&mut state, &mut cx, "<home>r"));
    assert_eq!(turned.pages[0].turns, 1);
    let (mut state, mut cx) = opened(lacking());
    let without = set(&play(&mut state, &mut cx, "<end><delete>"));
    assert_eq!(slots(&without), ["1", "2", "3a"]);
}

#[test]
fn other_sheets_are_stored_when_the_field_is_left() {
    for (typed, sheets) in [("<backspace>3", 3), ("3", 3), ("12", 12)] {
        let (mut state, mut cx) = opened(lacking());
        let new = set(&play(&mut state, &mut cx, &format!("<tab>{typed}<enter>")));
        assert_eq!(new.claim, claim(sheets, 2, &[3]), "{typed}");
    }
    let (mut state, mut cx) = opened(lacking());
    assert_eq!(play(&mut state, &mut cx, "<tab><backspace>0<enter>"), []);
    assert_eq!(said(&state, &cx), text::SHEETS);
    assert_eq!(state.focus, Field::Sheets);
}

#[test]
fn pages_that_come_in_fill_the_fields_that_nobody_touched() {
    let nothing = || view_of(Claim::default(), vec![]);
    let (mut state, mut cx) = opened((nothing(), vec![]));
    assert_eq!((state.focus, state.sheets.text()), (Field::Sheets, ""));
    let three = || vec![in_tray(1), in_tray(2), in_tray(3)];
    hear(&mut state, &mut cx, (nothing(), three()));
    assert_eq!((state.sheets.text(), &*state.sides.shown()), ("2", "2 mặt"));
    assert!(shot(&state, &cx).contains(text::GUESSED));
    let typed = play(&mut state, &mut cx, "<backspace>4");
    assert_eq!(typed, []);
    hear(&mut state, &mut cx, (nothing(), vec![in_tray(1)]));
    assert_eq!(state.sheets.text(), "4", "what is being typed stays");
    set(&play(&mut state, &mut cx, "<tab>"));
    assert!(!shot(&state, &cx).contains(text::GUESSED));
}

#[test]
fn images_that_were_scanned_for_another_paper_are_spoken_of() {
    let mut other = in_tray(1);
    other.aim = Some((DossierId(Uuid::from_u128(9)), None));
    let (state, cx) = opened((view_of(Claim::default(), vec![]), vec![other]));
    assert!(shot(&state, &cx).contains("Khay có 1 ảnh dành cho giấy tờ khác"));
}

/// The key line says of Enter what Enter does.
#[test]
fn with_every_side_there_the_key_line_says_that_enter_finishes() {
    let pages = (1..=4).map(|number| whole(number, u32::from(number))).collect();
    let (state, cx) = opened((view_of(claim(2, 2, &[]), pages), vec![]));
    assert!(
        shot(&state, &cx).contains("Enter Hoàn tất"),
        "{}",
        shot(&state, &cx)
    );
    let (state, cx) = opened(lacking());
    assert!(shot(&state, &cx).contains("Enter Gán"), "{}", shot(&state, &cx));
}

/// Of many that are missing the number stands in front: it is never cut.
#[test]
fn how_many_are_missing_is_read_at_80_columns() {
    let (state, cx) = opened((view_of(claim(3, 2, &[1, 2]), vec![]), vec![]));
    let shown = shot(&state, &cx);
    assert!(shown.contains("✗ thiếu 8: mặt 1"), "{shown}");
}

/// What is typed counts in the line below at once, not only once the field is left.
#[test]
fn another_number_of_sides_is_counted_while_it_is_being_chosen() {
    let (mut state, mut cx) = opened((view_of(claim(12, 2, &[]), vec![]), vec![in_tray(1)]));
    play(&mut state, &mut cx, "<up>");
    state.focus = Field::Sides;
    play(&mut state, &mut cx, "1");
    let shown = shot(&state, &cx);
    assert!(shown.contains("1 mặt"), "{shown}");
    assert!(shown.contains("12 tờ × 1 mặt = 12"), "{shown}");
}

#[test]
fn a_wrong_sum_offers_three_ways_on_and_takes_a_reason() {
    let (mut state, mut cx) = opened(lacking());
    let effects = play(&mut state, &mut cx, "<f2>");
    let Some(Destination::AskChoice { lines, choices, .. }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(
        lines[0],
        "2 tờ × 2 mặt = 4 · ghi chú +1 → cần 5 · có 4 ✗ thiếu: mặt 3 (đã bỏ ghi chú)"
    );
    assert_eq!(choices, &text::SHORT_WAYS);
    let asked = update(&mut state, Msg::Replied(Reply::Picked(2)), &mut cx);
    assert!(matches!(opens(&asked), Some(Destination::AskText { .. })));
    // No reason, no end: it is asked again, and the way out is Esc.
    let again = update(&mut state, Msg::Replied(Reply::Text("  ".into())), &mut cx);
    assert!(matches!(opens(&again), Some(Destination::AskText { .. })));
    assert!(
        again.contains(&Effect::Say(Message::error(text::REASON_MISSING))),
        "{again:?}"
    );
    let started = update(&mut state, Msg::Replied(Reply::Text("tờ 2 rách".into())), &mut cx);
    let [Effect::Start(ticket, Job::AssemblePages { pages, .. })] = &started[..] else {
        panic!("{started:?}");
    };
    assert_eq!(pages.len(), 4);
    let counted = made(&mut state, (*ticket, 4), &mut cx);
    assert_eq!(counted.reason.as_deref(), Some("tờ 2 rách"));
}

/// The PDF is there.
fn made(state: &mut State, (ticket, pages): (Ticket, u32), cx: &mut Context) -> PagesCounted {
    let file = StoredFile {
        sha256: FileHash([99; 32]),
        size: 1,
        mime: "application/pdf".into(),
        name: "a.pdf".into(),
        pages: Some(pages),
        signature: SignatureMark::None,
    };
    let ended = JobEvent::Ended(Ok(JobDone::Stored(file)));
    match dossier_act(&update(state, Msg::Job(ticket, ended), cx)) {
        DossierAct::AccountPages(counted) => *counted,
        other => panic!("{other:?}"),
    }
}

/// What was done with the pages on the way into their PDF is said whole, once it is stored.
#[test]
fn all_that_is_to_be_known_of_the_pdf_stands_in_one_list_before_the_screen_closes() {
    let (mut state, mut cx) = opened(lacking());
    play(&mut state, &mut cx, "<f2>");
    update(&mut state, Msg::Replied(Reply::Picked(2)), &mut cx);
    // No reason, no end: it is asked again, and the way out is Esc.
    let again = update(&mut state, Msg::Replied(Reply::Text("  ".into())), &mut cx);
    assert!(matches!(opens(&again), Some(Destination::AskText { .. })));
    assert!(
        again.contains(&Effect::Say(Message::error(text::REASON_MISSING))),
        "{again:?}"
    );
    let started = update(&mut state, Msg::Replied(Reply::Text("tờ 2 rách".into())), &mut cx);
    let [Effect::Start(ticket, _)] = started[..] else {
        panic!("{started:?}");
    };
    let file = |n: u8| StoredFile {
        sha256: FileHash([n; 32]),
        size: 1,
        mime: "application/pdf".into(),
        name: "a.pdf".into(),
        pages: Some(2),
        signature: SignatureMark::None,
    };
    let said = ["S0002.png: nén lại", "ban_do.pdf: ô nhập mất"].map(str::to_owned);
    let made = JobDone::PagesMade {
        files: vec![file(98), file(99)],
        warnings: said.to_vec(),
    };
    let counted = update(&mut state, Msg::Job(ticket, JobEvent::Ended(Ok(made))), &mut cx);
    let DossierAct::AccountPages(counted) = dossier_act(&counted) else {
        panic!("{counted:?}");
    };
    assert_eq!(counted.beside.len(), 1);
    let told = stored_so(&mut state, &mut cx);
    let Some(Destination::PickRow { rows, .. }) = opens(&told) else {
        panic!("{told:?}");
    };
    assert_eq!(rows, &said);
    let done = update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert!(matches!(&done[..], [Effect::Back, Effect::Say(it)] if it.text.contains("trong 2 PDF")));
}

#[test]
fn one_sided_sheets_are_finished_only_when_the_backs_were_seen() {
    let pages = vec![whole(1, 1), whole(2, 2), whole(3, 3)];
    let (mut state, mut cx) = opened((view_of(claim(3, 1, &[]), pages), vec![]));
    let asked = play(&mut state, &mut cx, "<enter>");
    let Some(Destination::AskChoice { choices, pointed, .. }) = opens(&asked) else {
        panic!("{asked:?}");
    };
    assert_eq!(choices[0], "Mọi mặt sau đều trắng, tôi đã xem");
    assert_eq!(*pointed, 1, "one Enter too many has seen nothing");
    let started = update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    let [Effect::Start(ticket, _)] = started[..] else {
        panic!("{started:?}");
    };
    assert!(made(&mut state, (ticket, 3), &mut cx).backs_seen);
    assert_eq!(stored_so(&mut state, &mut cx)[0], Effect::Back);
}

#[test]
fn a_forbidden_copy_asks_for_the_law_that_allows_it() {
    let (mut state, mut cx) = opened(lacking());
    play(&mut state, &mut cx, "<enter>");
    let refused = Msg::Changed(state.ticket, Err(Refusal::CopyForbidden(Ban::Online)));
    let asked = update(&mut state, refused, &mut cx);
    assert!(matches!(opens(&asked), Some(Destination::AskText { .. })));
    let again = update(
        &mut state,
        Msg::Replied(Reply::Text("Điều 9 Luật A".into())),
        &mut cx,
    );
    let new = set(&again);
    assert_eq!(new.basis.as_deref(), Some("Điều 9 Luật A"));
    assert_eq!(new.taken, [in_tray(4).id]);
}

#[test]
fn new_images_are_seen_as_they_come() {
    let (mut state, mut cx) = opened(lacking());
    let asked = update(&mut state, Msg::TrayGrew(1), &mut cx);
    assert!(asked.contains(&Effect::Ask(state.asked_for.1, Query::Tray)));
}

#[test]
fn a_side_without_an_image_shows_the_next_one_of_the_tray_or_says_that_there_is_none() {
    let (view, _) = lacking();
    let (mut state, mut cx) = opened((view, vec![]));
    let why = |state: &State, cx: &Context| {
        let offers = chrome(state, cx).offers;
        let look = offers.into_iter().find(|offer| offer.command == Command::Look);
        look.and_then(|offer| offer.why_not)
    };
    assert_eq!(why(&state, &cx).as_deref(), Some(text::NOTHING_TO_SEE));
    play(&mut state, &mut cx, "<up>");
    assert_eq!(why(&state, &cx), None);
    insta::assert_snapshot!("on_page", shot(&state, &cx));
    insta::assert_snapshot!("on_page_120", wide(&mut state, &mut cx));
    let (state, cx) = opened(lacking());
    assert_eq!(why(&state, &cx), None);
}

no_keys_panic!(24, opened(lacking()));

#[test]
fn f8_scans_for_this_component_and_esc_stops_the_scanner_before_it_leaves() {
    let (mut state, mut cx) = opened(lacking());
    cx.settings.0.insert("scanner".into(), "canon_dr:1".into());
    let aim = Some((state.dossier, Some(state.component)));
    let effects = play(&mut state, &mut cx, "<f8>");
    let [Effect::Start(ticket, job)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*job, Job::Scan { aim });
    // Pages that are there are placed while the others come.
    set(&play(&mut state, &mut cx, "<enter>"));
    insta::assert_snapshot!("scanning", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Cancel(*ticket)]);
    let ended = ScanNews::Ended(Message::error("Máy quét kẹt giấy."), 0);
    cx.scan = None;
    let asked = update(&mut state, Msg::Scan(ended), &mut cx);
    assert!(matches!(asked.as_slice(), [Effect::Ask(..), Effect::Ask(..)]));
    assert_eq!(said(&state, &cx), "Máy quét kẹt giấy.");
}

/// The first thing an officer does here is the scanner's key, and he does not wait for the screen: seen with a real
/// scanner on a slow machine.
#[test]
fn keys_that_come_before_the_pages_are_read_are_done_when_they_are() {
    let known = lacking();
    let mut cx = context();
    cx.settings.0.insert("scanner".into(), "canon_dr:1".into());
    let (mut state, _) = open((known.0.row.id, known.0.components[0].id), vec![], &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<f8>"), []);
    let effects = hear(&mut state, &mut cx, known);
    assert!(
        matches!(effects.as_slice(), [Effect::Start(_, Job::Scan { .. })]),
        "{effects:?}"
    );
    let known = lacking();
    let (mut state, _) = open((known.0.row.id, known.0.components[0].id), vec![], &mut cx);
    play(&mut state, &mut cx, "<tab><backspace>7<tab>");
    set(&hear(&mut state, &mut cx, known));
    assert_eq!(state.claim.sheets, 7);
}
