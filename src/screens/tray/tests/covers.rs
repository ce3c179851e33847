//! Pages that a cover sheet leads, and cover sheets that lead nowhere.

use super::*;
use crate::domain::cover::Aim;
use crate::domain::rows::AimedAt;

/// Where the sample's components lie: the first, and the second.
fn aims() -> [Aim; 2] {
    let view = view();
    [0, 1].map(|at| (view.row.id, Some(view.components[at].id)))
}

/// Two pages behind the cover of the first component, one behind that of the second, and a cover that is not known.
fn routed() -> TrayRows {
    let [first, second] = aims();
    let mut all = rows();
    all.pages.truncate(5);
    all.pages[0].aim = Some(first);
    all.pages[1].aim = Some(first);
    all.pages[2].aim = Some(second);
    all.pages[3].flags = vec!["cover_unknown".into()];
    let mut cover = scan(8, (200, DpiKnown::Measured), &["cover"]);
    cover.aim = Some(first);
    cover.trashed_at = Some(context().now);
    all.trashed = vec![cover];
    let view = view();
    let named = |at: usize| AimedAt {
        aim: aims()[at],
        code: view.row.code.clone(),
        component: Some(view.components[at].name.clone()),
    };
    all.aims = vec![named(0), named(1)];
    all
}

fn dossier_comes(state: &mut State, cx: &mut Context, effects: &[Effect]) {
    let Some(Effect::Ask(ticket, Query::Dossier(_))) = effects.last() else {
        panic!("{effects:?}");
    };
    let answer = Answer::Dossier(Some(Box::new(view())));
    update(state, Msg::Answered(*ticket, answer), cx);
}

/// One more page has come behind each of the two covers.
fn joined() -> TrayRows {
    let mut more = routed();
    for (number, aim) in [(11, aims()[0]), (12, aims()[1])] {
        let mut row = scan(number, (200, DpiKnown::Measured), &[]);
        row.aim = Some(aim);
        more.pages.push(row);
    }
    more
}

/// The tray with what the covers led, and the first of their dossiers proposed.
fn proposed() -> (State, Context) {
    let mut cx = context();
    let (mut state, _) = open(None, &mut cx);
    let effects = update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Tray(routed())),
        &mut cx,
    );
    dossier_comes(&mut state, &mut cx, &effects);
    (state, cx)
}

#[test]
fn what_a_cover_leads_is_proposed_group_by_group_and_each_is_confirmed() {
    let (mut state, mut cx) = proposed();
    assert_eq!(state.pages.ticked(), [id(1), id(2)]);
    assert_eq!(state.component, aims()[0].1);
    insta::assert_snapshot!("routed_80", shot(&state, &cx));
    insta::assert_snapshot!("routed_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!(
        new_pages(&effects).taken,
        [id(1), id(2)],
        "only what was confirmed"
    );
    let (ticket, _) = asked_act(&effects);
    update(&mut state, Msg::Changed(ticket, Ok(done())), &mut cx);
    let mut rest = routed();
    rest.pages.drain(..2);
    let asked = state.asked;
    let effects = update(&mut state, Msg::Answered(asked, Answer::Tray(rest)), &mut cx);
    dossier_comes(&mut state, &mut cx, &effects);
    assert_eq!(
        (state.pages.ticked(), state.component),
        ([id(3)].as_slice(), aims()[1].1)
    );
}

#[test]
fn a_page_that_comes_for_the_same_component_joins_the_proposal_and_one_for_another_does_not() {
    let (mut state, mut cx) = proposed();
    let more = joined();
    update(&mut state, Msg::TrayGrew(2), &mut cx);
    let asked = state.asked;
    let effects = update(&mut state, Msg::Answered(asked, Answer::Tray(more)), &mut cx);
    assert_eq!(effects, [], "what a cover leads is not meant for somebody else");
    assert_eq!(state.pages.ticked(), [id(1), id(2), id(11)]);
}

/// T17: what a cover said never slips into another component.
#[test]
fn a_component_that_takes_no_pages_any_more_is_not_replaced_by_another() {
    let mut cx = context();
    let (mut state, _) = open(None, &mut cx);
    let effects = update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Tray(routed())),
        &mut cx,
    );
    let Some(Effect::Ask(ticket, Query::Dossier(_))) = effects.last() else {
        panic!("{effects:?}");
    };
    let mut changed = view();
    changed.components[0].void_reason = Some("nhầm".into());
    update(
        &mut state,
        Msg::Answered(*ticket, Answer::Dossier(Some(Box::new(changed)))),
        &mut cx,
    );
    assert_eq!(state.component, None);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(said(&state, &cx), text::NO_COMPONENT);
}

#[test]
fn covers_lie_aside_with_where_they_lead_and_those_that_lead_nowhere_say_why() {
    let (mut state, mut cx) = opened_with(TrayRows {
        pages: vec![],
        ..routed()
    });
    update(&mut state, palette(Command::TrayBin), &mut cx);
    insta::assert_snapshot!("covers_aside_80", shot(&state, &cx));
    let mut row = scan(1, (200, DpiKnown::Measured), &[]);
    for (flag, words) in [
        ("cover_unread", "mã QR lớn chưa đọc được"),
        ("cover_torn", "bìa QR hỏng"),
        ("cover_unknown", "bìa QR lạ"),
        ("cover_closed", "không nhận trang"),
        ("cover_outdated", "bìa QR cũ"),
        ("cover_back", "mặt sau tờ bìa"),
        ("cover_back_maybe", "mặt sau tờ bìa?"),
        ("not_checked", "không kiểm tra được"),
    ] {
        row.flags = vec![flag.into()];
        assert!(text::notes(&row, (false, None)).contains(words), "{flag}");
    }
    let taken = TakenIn {
        pages: 2,
        covers: 1,
        astray: vec!["S0004.jpg: bìa QR cũ.".into()],
        ..TakenIn::default()
    };
    assert_eq!(text::taken_in(&taken).text, "S0004.jpg: bìa QR cũ.");
    let well = TakenIn {
        pages: 2,
        covers: 1,
        ..TakenIn::default()
    };
    assert_eq!(
        text::taken_in(&well).text,
        "Vừa nhận 2 trang từ thư mục quét; 1 tờ bìa QR để riêng."
    );
}

/// What the pointed page may be is said in row 23: the key line of a narrow window has no room for `v`.
#[test]
fn a_page_that_may_be_a_back_a_cover_or_a_second_scan_says_what_to_do() {
    let good = (200, DpiKnown::Measured);
    let pages = vec![
        scan(1, good, &["blank", "cover_back_maybe"]),
        scan(2, good, &["cover_unread"]),
        scan(3, good, &["probable_duplicate"]),
        scan(4, good, &["again"]),
        scan(5, good, &[]),
    ];
    let rows = TrayRows {
        pages,
        ..TrayRows::default()
    };
    let (mut state, mut cx) = opened_with(rows);
    insta::assert_snapshot!("backs_80", shot(&state, &cx));
    insta::assert_snapshot!("backs_120", wide(&mut state, &mut cx));
    let advice = [
        text::ADVICE_BACK,
        text::ADVICE_COVER,
        text::ADVICE_ALIKE,
        text::ADVICE_ALIKE,
        text::ADVICE,
    ];
    play(&mut state, &mut cx, "<home>");
    for words in advice {
        assert_eq!(said(&state, &cx), words);
        play(&mut state, &mut cx, "<down>");
    }
}

#[test]
fn cover_sheets_are_printed_for_the_component_at_hand() {
    let (mut state, mut cx) = opened();
    assert_eq!(update(&mut state, palette(Command::PrintCovers), &mut cx), []);
    assert_eq!(said(&state, &cx), text::NO_DOSSIER_TO_PRINT);
    let (mut state, mut cx) = aimed();
    let effects = update(&mut state, palette(Command::PrintCovers), &mut cx);
    let [Effect::Start(ticket, Job::PrintCovers { dossier, component })] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!((*dossier, *component), aims()[0]);
    let printed = JobDone::Printed {
        went: crate::app::job::Went::Printer,
        prints: 1,
    };
    update(
        &mut state,
        Msg::Job(*ticket, JobEvent::Ended(Ok(printed))),
        &mut cx,
    );
    assert_eq!(said(&state, &cx), "Đã đưa 1 tờ bìa QR ra máy in.");
}

/// The first dossier's proposal stands; the officer unticks it and turns to the second component.
fn turned_to_the_second() -> (State, Context) {
    let (mut state, mut cx) = proposed();
    play(&mut state, &mut cx, "<home><space><space>");
    assert_eq!(state.pages.ticked(), []);
    state.focus = Stop::Component;
    play(&mut state, &mut cx, "<f4>");
    update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    assert_eq!(state.component, aims()[1].1);
    (state, cx)
}

#[test]
fn a_page_behind_a_cover_is_not_ticked_by_itself_for_whom_the_officer_turned_to() {
    let (mut state, mut cx) = turned_to_the_second();
    let more = joined();
    update(&mut state, Msg::TrayGrew(2), &mut cx);
    let asked = state.asked;
    update(&mut state, Msg::Answered(asked, Answer::Tray(more)), &mut cx);
    assert_eq!(
        state.pages.ticked(),
        [id(12)],
        "only what is meant for the target"
    );
}

#[test]
fn a_page_meant_for_another_paper_is_placed_only_by_a_second_f2_that_names_whom_the_cover_said() {
    let (mut state, mut cx) = turned_to_the_second();
    play(&mut state, &mut cx, "<backtab><backtab><home><space>");
    assert_eq!(state.pages.ticked(), [id(1)]);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    let asked = said(&state, &cx);
    assert_eq!(
        asked,
        "S0001.jpg dành cho 230213-0004, Tờ khai cấp…; F2 lần nữa: vẫn gán."
    );
    insta::assert_snapshot!("meant_for_another_80", shot(&state, &cx));
    // Whom it goes to may change after the question: then it is asked anew.
    state.focus = Stop::Component;
    play(&mut state, &mut cx, "<f4>");
    update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    assert_eq!(new_pages(&play(&mut state, &mut cx, "<f2>")).taken, [id(1)]);
}

#[test]
fn what_the_officer_himself_meant_a_page_for_he_may_change_without_a_question() {
    let (mut state, mut cx) = aimed();
    play(&mut state, &mut cx, "<space>");
    for at in [1, 0] {
        state.focus = Stop::Component;
        play(&mut state, &mut cx, "<f4>");
        let effects = update(&mut state, Msg::Replied(Reply::Picked(at)), &mut cx);
        let TrayAct::Aim { pages, at } = tray_act(&effects) else {
            panic!("{effects:?}");
        };
        assert_eq!((pages, at), (vec![id(1)], Some((view().row.id, state.component))));
        state.rows.pages[0].aim = at;
    }
    assert_eq!(new_pages(&play(&mut state, &mut cx, "<f2>")).taken, [id(1)]);
}

/// A cover's word is not overwritten because a page happened to be ticked when another dossier was chosen.
#[test]
fn choosing_another_target_does_not_change_whom_a_cover_meant_a_ticked_page_for() {
    let (mut state, mut cx) = proposed();
    state.focus = Stop::Component;
    play(&mut state, &mut cx, "<f4>");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx), []);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(
        said(&state, &cx).starts_with("2 ảnh dành cho 230213-0004"),
        "{}",
        said(&state, &cx)
    );
}

/// Looking is no word on a page; and what came back from a component was taken off it on purpose.
#[test]
fn what_comes_in_without_a_cover_is_meant_for_nobody_and_what_came_back_is_not_ticked() {
    let (mut state, mut cx) = aimed();
    update(&mut state, Msg::TrayGrew(1), &mut cx);
    let mut more = rows();
    more.pages.push(scan(8, (200, DpiKnown::Measured), &[]));
    let asked = state.asked;
    assert_eq!(said(&state, &cx), "Vừa nhận 1 trang từ thư mục quét.");
    assert_eq!(
        update(&mut state, Msg::Answered(asked, Answer::Tray(more)), &mut cx),
        []
    );
    let mut back = scan(9, (200, DpiKnown::Measured), &[]);
    (back.source, back.aim) = (TraySource::Component, Some(aims()[0]));
    let mut more = rows();
    more.pages.insert(0, back);
    let mut cx = context();
    let (mut state, _) = open(None, &mut cx);
    let first = Msg::Answered(Ticket(1), Answer::Tray(more.clone()));
    assert_eq!(update(&mut state, first, &mut cx), [], "nobody is proposed");
    let (mut state, mut cx) = aimed();
    update(&mut state, Msg::TrayGrew(1), &mut cx);
    let asked = state.asked;
    update(&mut state, Msg::Answered(asked, Answer::Tray(more)), &mut cx);
    assert_eq!(state.pages.ticked(), []);
}
