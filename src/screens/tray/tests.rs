//! Tests of the tray.

use super::*;
use crate::app::destination::Destination;
use crate::app::job::{Job, JobFault, TakenIn};
use crate::app::reply::Reply;
use crate::app::testing::{
    asked_act, at, barred, context, dossier_act, hanh, no_keys_panic, opens, play, said, shot, wide,
};
use crate::domain::act::{Done, DossierAct, NewPages, Outcome, Touched};
use crate::domain::ids::FileHash;
use crate::domain::pages::{DpiKnown, Page, Part};
use crate::domain::refusal::Refusal;
use crate::domain::rows::DossierPage;
use crate::domain::special::Ban;
use crate::domain::tray::{AGAIN, TraySource};
use crate::fixture;
use crate::screens::sample;
use uuid::Uuid;

mod card;
mod covers;
mod scanner;
mod sources;

fn id(number: u8) -> TrayId {
    TrayId(Uuid::from_u128(number.into()))
}

fn scan(number: u8, dpi: (u32, DpiKnown), flags: &[&str]) -> TrayPage {
    let scanned_at = at(&format!("2023-02-14T09:15:{:02}+07:00", 2 + number));
    TrayPage {
        id: id(number),
        page: Page {
            dpi: dpi.0,
            dpi_known: dpi.1,
            ..fixture::page(number, (1, Part::Whole), (scanned_at, hanh().id))
        },
        source: TraySource::Folder,
        flags: flags.iter().map(|&flag| flag.to_owned()).collect(),
        aim: None,
        trashed_at: None,
    }
}

/// Seven pages, as in W32.
fn rows() -> TrayRows {
    let good = (200, DpiKnown::Measured);
    let mut pages: Vec<TrayPage> = (1..=7).map(|number| scan(number, good, &[])).collect();
    pages[4] = scan(5, good, &["blank"]);
    pages[5] = scan(6, (150, DpiKnown::Measured), &[]);
    pages[6] = scan(7, (200, DpiKnown::Assumed), &[AGAIN]);
    TrayRows {
        pages,
        ..TrayRows::default()
    }
}

fn opened_with(rows: TrayRows) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(None, &mut cx);
    assert_eq!(effects, [Effect::Ask(Ticket(1), Query::Tray)]);
    let asked = update(&mut state, Msg::Answered(Ticket(1), Answer::Tray(rows)), &mut cx);
    assert_eq!(asked, []);
    (state, cx)
}

fn opened() -> (State, Context) {
    opened_with(rows())
}

fn view() -> DossierView {
    sample::view()
}

/// With a dossier whose first component still wants its pages.
fn aimed() -> (State, Context) {
    let mut cx = context();
    let dossier = view();
    let component = dossier.components[0].id;
    let (mut state, _) = open(Some((dossier.row.id, component)), &mut cx);
    let answer = Answer::Dossier(Some(Box::new(dossier)));
    update(&mut state, Msg::Answered(Ticket(2), answer), &mut cx);
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Tray(rows())),
        &mut cx,
    );
    (state, cx)
}

fn new_pages(effects: &[Effect]) -> NewPages {
    match dossier_act(effects) {
        DossierAct::SetPages(new) => *new,
        other => panic!("{other:?}"),
    }
}

fn done() -> Done {
    Done {
        op: OpId(Uuid::from_u128(9)),
        at: at("2023-02-14T09:16:10+07:00"),
        touched: Touched::default(),
        outcome: Outcome::Plain,
    }
}

fn tray_act(effects: &[Effect]) -> TrayAct {
    match effects {
        [Effect::Tray(_, act)] => act.clone(),
        other => panic!("{other:?}"),
    }
}

/// The one act on the tray is on disk; what the screen asks then is answered.
fn is_kept(state: &mut State, cx: &mut Context, effects: &[Effect]) {
    let [Effect::Tray(ticket, _)] = effects else {
        panic!("{effects:?}");
    };
    let asked = update(state, Msg::Kept(*ticket, Ok(())), cx);
    assert!(
        matches!(asked.as_slice(), [Effect::Ask(_, Query::Tray)]),
        "{asked:?}"
    );
}

#[test]
fn pages_are_placed_in_the_order_of_their_ticks_and_leave_the_tray() {
    let (mut state, mut cx) = aimed();
    let effects = play(
        &mut state,
        &mut cx,
        "<down><space><up><up><space><end><up><up><up><space><f2>",
    );
    let new = new_pages(&effects);
    assert_eq!(new.taken, [id(2), id(1), id(4)]);
    let order: Vec<(FileHash, u32)> = new.pages.iter().map(|it| (it.sha256, it.side)).collect();
    let wanted = [2, 1, 4].map(|number| FileHash([number; 32]));
    assert_eq!(order, [(wanted[0], 1), (wanted[1], 2), (wanted[2], 3)]);
    assert_eq!(
        (new.claim.sheets, new.claim.sides),
        (2, 2),
        "a side is missing and shows"
    );
    let (ticket, _) = asked_act(&effects);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "once");
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done())), &mut cx);
    let [Effect::Ask(asked, Query::Tray)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(
        said(&state, &cx).starts_with("Đã gán 3 trang vào «"),
        "{}",
        said(&state, &cx)
    );
    let left = TrayRows {
        pages: rows().pages.split_off(4),
        ..TrayRows::default()
    };
    // Nothing is placed by what was known of the component before: the pages of a moment ago would fall out again.
    assert_eq!(play(&mut state, &mut cx, "<end><up><space><f2>"), []);
    let again = update(&mut state, Msg::Answered(*asked, Answer::Tray(left)), &mut cx);
    let [Effect::Ask(asked, Query::Dossier(_))] = again.as_slice() else {
        panic!("{again:?}");
    };
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(said(&state, &cx), text::READING);
    let mut known = view();
    known.components[0].pages = new.pages.clone();
    let answer = Answer::Dossier(Some(Box::new(known)));
    update(&mut state, Msg::Answered(*asked, answer), &mut cx);
    let more = new_pages(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(more.pages.len(), 4, "the three of before, and the one more");
    state.changing = None;
    let op = OpId(Uuid::from_u128(9));
    assert_eq!(
        dossier_act(&play(&mut state, &mut cx, "<ctrl-u>")),
        DossierAct::Undo { op }
    );
}

#[test]
fn pages_join_those_that_are_there_and_the_officers_word_on_sheets_stands() {
    let mut component = view().components.remove(0);
    let there = |side| Page {
        side,
        ..scan(40, (200, DpiKnown::Measured), &[]).page
    };
    component.pages = vec![there(1), there(3)];
    component.claim.sheets = 3;
    component.claim.sides = 2;
    assert_eq!(place::claim(&component, 2).sheets, 3);
    let mut dossier = view();
    dossier.components[0] = component;
    let (mut state, mut cx) = aimed();
    state.target = Some(Box::new(dossier));
    let new = new_pages(&play(&mut state, &mut cx, "<space><space><f2>"));
    let sides: Vec<u32> = new.pages.iter().map(|page| page.side).collect();
    assert_eq!(sides, [1, 2, 3, 4], "the sides that were missing");
}

#[test]
fn what_lacks_is_said_where_the_cursor_then_stands() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(
        (said(&state, &cx).as_str(), state.focus),
        (text::NONE_TICKED, Stop::Pages)
    );
    play(&mut state, &mut cx, "<space><f2>");
    assert_eq!(
        (said(&state, &cx).as_str(), state.focus),
        (text::NO_DOSSIER, Stop::Dossier)
    );
    let (mut state, mut cx) = aimed();
    state.component = None;
    play(&mut state, &mut cx, "<space><f2>");
    assert_eq!(
        (said(&state, &cx).as_str(), state.focus),
        (text::NO_COMPONENT, Stop::Component)
    );
}

#[test]
fn a_dossier_is_found_by_its_number_and_the_ticked_pages_are_meant_for_it_at_once() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<space><space><end><down>0004<enter>");
    let [Effect::Ask(ticket, Query::Dossiers { filter, .. })] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(filter.text, "0004");
    let page = DossierPage {
        rows: vec![view().row],
        ..DossierPage::default()
    };
    let effects = update(
        &mut state,
        Msg::Answered(*ticket, Answer::Dossiers(page)),
        &mut cx,
    );
    let [
        Effect::Ask(ticket, Query::Dossier(dossier)),
        Effect::Tray(_, TrayAct::Aim { pages, at }),
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (pages.as_slice(), *at),
        ([id(1), id(2)].as_slice(), Some((*dossier, None)))
    );
    let answer = Answer::Dossier(Some(Box::new(view())));
    update(&mut state, Msg::Answered(*ticket, answer), &mut cx);
    assert_eq!(state.code.text(), "230213-0004");
    let effects = play(&mut state, &mut cx, "<f4>");
    assert!(matches!(opens(&effects), Some(Destination::PickRow { .. })));
    let effects = update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    let TrayAct::Aim {
        at: Some((_, component)),
        ..
    } = tray_act(&effects)
    else {
        panic!("{effects:?}");
    };
    assert_eq!(component, state.component);
}

#[test]
fn several_dossiers_are_offered_as_a_list_and_none_is_said() {
    let (mut state, mut cx) = opened();
    let answer = |state: &mut State, cx: &mut Context, rows| {
        let effects = play(state, cx, "<f4>");
        let [Effect::Ask(ticket, _)] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        let page = DossierPage {
            rows,
            ..DossierPage::default()
        };
        update(state, Msg::Answered(*ticket, Answer::Dossiers(page)), cx)
    };
    let effects = answer(&mut state, &mut cx, sample::rows());
    let Some(Destination::PickRow { rows, .. }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(rows.len(), sample::rows().len());
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert_eq!(answer(&mut state, &mut cx, vec![]), []);
    assert_eq!(
        (said(&state, &cx).as_str(), state.focus),
        (text::NO_SUCH_DOSSIER, Stop::Dossier)
    );
}

#[test]
fn pages_meant_for_a_dossier_when_the_machine_stopped_are_ticked_for_it_again() {
    let dossier = view();
    let aim = (dossier.row.id, Some(dossier.components[0].id));
    let mut before = rows();
    before.pages[1].aim = Some(aim);
    before.pages[2].aim = Some(aim);
    let mut cx = context();
    let (mut state, _) = open(None, &mut cx);
    let effects = update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Tray(before)),
        &mut cx,
    );
    assert_eq!(effects, [Effect::Ask(Ticket(2), Query::Dossier(aim.0))]);
    update(
        &mut state,
        Msg::Answered(Ticket(2), Answer::Dossier(Some(Box::new(dossier)))),
        &mut cx,
    );
    assert_eq!(state.pages.ticked(), [id(2), id(3)]);
    assert_eq!(state.component, aim.1);
}

#[test]
fn a_page_is_turned_thrown_away_and_brought_back_and_each_act_has_one_undo() {
    let (mut state, mut cx) = opened();
    let turn = |quarter| TrayAct::Turn {
        pages: vec![id(1)],
        quarter,
    };
    let effects = play(&mut state, &mut cx, "r");
    assert_eq!(tray_act(&effects), turn(1));
    assert_eq!(barred(&state, &cx), [Command::Undo], "not on disk yet");
    is_kept(&mut state, &mut cx, &effects);
    assert_eq!(said(&state, &cx), "Đã xoay trang 90° theo chiều kim đồng hồ.");
    let effects = play(&mut state, &mut cx, "<ctrl-u>");
    assert_eq!(tray_act(&effects), turn(3));
    is_kept(&mut state, &mut cx, &effects);
    let effects = play(&mut state, &mut cx, "<down><delete>");
    assert_eq!(tray_act(&effects), TrayAct::Trash(vec![id(2)]));
    is_kept(&mut state, &mut cx, &effects);
    assert_eq!(said(&state, &cx), "Đã bỏ «S0002.jpg». Ctrl+U lấy lại.");
    let mut less = rows();
    less.trashed.push(less.pages.remove(1));
    let ticket = state.asked;
    update(&mut state, Msg::Answered(ticket, Answer::Tray(less)), &mut cx);
    update(&mut state, palette(Command::TrayBin), &mut cx);
    insta::assert_snapshot!("bin_80", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!(tray_act(&effects), TrayAct::Untrash(vec![id(2)]));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert!(!state.in_bin);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn among_pages_that_were_thrown_away_nothing_is_done_to_those_that_wait() {
    let mut less = rows();
    less.trashed.push(less.pages.remove(1));
    let (mut state, mut cx) = opened_with(less);
    play(&mut state, &mut cx, "<space><space>");
    update(&mut state, palette(Command::TrayBin), &mut cx);
    for command in [
        Command::Files,
        Command::Turn,
        Command::Remove,
        Command::Interleave,
        Command::JoinCard,
    ] {
        assert_eq!(update(&mut state, palette(command), &mut cx), [], "{command:?}");
        assert_eq!(said(&state, &cx), text::NOT_IN_BIN);
    }
}

fn palette(command: Command) -> Msg {
    Msg::Key(Key::plain(crate::app::key::KeyCode::F(0)), Some(command))
}

#[test]
fn two_passes_of_a_one_sided_scanner_become_one_pile_or_it_is_said_why_not() {
    let (mut state, mut cx) = opened();
    assert_eq!(update(&mut state, palette(Command::Interleave), &mut cx), []);
    assert_eq!(said(&state, &cx), text::TICK_BOTH_PASSES);
    play(&mut state, &mut cx, "<space><space><space><space><space>");
    assert_eq!(update(&mut state, palette(Command::Interleave), &mut cx), []);
    assert_eq!(
        said(&state, &cx),
        "Hai lượt lệch nhau: 3 mặt trước, 2 mặt sau. Chọn đủ cả hai rồi làm lại."
    );
    play(&mut state, &mut cx, "<space>");
    let effects = update(&mut state, palette(Command::Interleave), &mut cx);
    let order = [1, 6, 2, 5, 3, 4, 7].map(id).to_vec();
    assert_eq!(tray_act(&effects), TrayAct::Order(order.clone()));
    assert_eq!(state.pages.ticked(), &order[..6]);
    is_kept(&mut state, &mut cx, &effects);
    let before = (1..=7).map(id).collect();
    let effects = play(&mut state, &mut cx, "<ctrl-u>");
    assert_eq!(tray_act(&effects), TrayAct::Order(before));
}

#[test]
fn a_forbidden_copy_asks_for_the_law_and_goes_on_only_with_it() {
    let (mut state, mut cx) = aimed();
    let effects = play(&mut state, &mut cx, "<space><f2>");
    let (ticket, _) = asked_act(&effects);
    let refused = Err(Refusal::CopyForbidden(Ban::OtherBody));
    let effects = update(&mut state, Msg::Changed(ticket, refused.clone()), &mut cx);
    assert!(matches!(opens(&effects), Some(Destination::AskText { .. })));
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
    assert_eq!(said(&state, &cx), text::NOT_COPIED);
    let effects = play(&mut state, &mut cx, "<f2>");
    let (ticket, _) = asked_act(&effects);
    update(&mut state, Msg::Changed(ticket, refused), &mut cx);
    let law = "Điều 7 Luật Lý lịch tư pháp";
    let effects = update(&mut state, Msg::Replied(Reply::Text(law.into())), &mut cx);
    assert_eq!(new_pages(&effects).basis.as_deref(), Some(law));
}

#[test]
fn enter_shows_the_page_as_it_came() {
    let (mut state, mut cx) = opened();
    let job = Job::OpenFile {
        file: FileHash([1; 32]),
        name: "S0001.jpg".into(),
    };
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        [Effect::Start(Ticket(2), job)]
    );
}

#[test]
fn a_desk_that_may_only_be_looked_at_changes_nothing_here() {
    let (state, mut cx) = opened();
    cx.read_only = true;
    let all = [
        Command::Commit,
        Command::Refresh,
        Command::Files,
        Command::Turn,
        Command::Remove,
        Command::Undo,
        Command::PickIntoTray,
        Command::Interleave,
        Command::JoinCard,
    ];
    assert_eq!(barred(&state, &cx), all);
}

#[test]
fn the_tray_is_drawn() {
    let (mut state, mut cx) = aimed();
    play(&mut state, &mut cx, "<space><space><space><up>");
    insta::assert_snapshot!("tray_80", shot(&state, &cx));
    insta::assert_snapshot!("tray_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<tab>");
    insta::assert_snapshot!("dossier_80", shot(&state, &cx));
    let (state, cx) = opened_with(TrayRows::default());
    insta::assert_snapshot!("empty_80", shot(&state, &cx));
}

no_keys_panic!(48, aimed());

#[test]
fn a_page_that_came_before_is_placed_only_by_a_second_f2() {
    let (mut state, mut cx) = aimed();
    assert_eq!(play(&mut state, &mut cx, "<home><space><end><space><f2>"), []);
    let asked = said(&state, &cx);
    assert!(asked.contains("trùng tệp đã nhận. F2 lần nữa"), "{asked}");
    assert_eq!(
        new_pages(&play(&mut state, &mut cx, "<f2>")).taken,
        [id(1), id(7)]
    );
}
