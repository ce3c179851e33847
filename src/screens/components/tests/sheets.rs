//! The sheets of copies that were attached.

use super::*;
use crate::domain::component::PageAccount;

#[test]
fn the_sheets_of_copies_are_asked_for_as_soon_as_they_are_attached() {
    let mut cx = context();
    let (mut state, mut view) = dossier(&mut cx);
    let reply = Reply::Files {
        files: vec![file(7, FileSource::Picked)],
        pages: 2,
    };
    update(&mut state, Msg::Replied(reply), &mut cx);
    let ticket = state.change_ticket;
    update(&mut state, Msg::Changed(ticket, Ok(done(&cx))), &mut cx);
    view.components[0].files = view.components[1].files.clone();
    view.components[0].account = PageAccount::Short;
    let read = |state: &mut State, cx: &mut Context, view: &DossierView| {
        let answer = Answer::Dossier(Some(Box::new(view.clone())));
        update(state, Msg::Answered(state.ticket, answer), cx)
    };
    let effects = read(&mut state, &mut cx, &view);
    let Some(Effect::Open(to)) = effects.first() else {
        panic!("{effects:?}")
    };
    assert!(matches!(&**to, Destination::Pages { component, .. } if *component == view.components[0].id));
    assert!(shot(&state, &cx).contains(text::NOT_COUNTED));
    // Left undone, it is not asked again, and no other files are asked for.
    update(&mut state, Msg::Resumed, &mut cx);
    let effects = read(&mut state, &mut cx, &view);
    assert!(
        !effects.iter().any(|effect| matches!(effect, Effect::Open(_))),
        "{effects:?}"
    );
}

#[test]
fn taking_a_paper_away_says_how_many_of_its_pages_go_back_to_the_tray() {
    let mut cx = context();
    let (mut state, mut view) = dossier(&mut cx);
    view.components[0].kind_ref = None;
    view.components[0].pages = [1, 2]
        .map(|n| sample::page(n, (u32::from(n), crate::domain::pages::Part::Whole)))
        .into();
    let asked = |state: &mut State, cx: &mut Context, view: &DossierView| {
        let answer = Answer::Dossier(Some(Box::new(view.clone())));
        update(state, Msg::Answered(state.ticket, answer), cx);
        let effects = play(state, cx, "<end><up><delete>");
        match opens(&effects) {
            Some(Destination::AskText { title, .. }) => title.clone(),
            other => panic!("{other:?}"),
        }
    };
    let title = asked(&mut state, &mut cx, &view);
    assert_eq!(title, "Bỏ thành phần nhập nhầm: 2 trang về lại khay quét");
    view.components[0].pages.clear();
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    update(&mut state, Msg::Resumed, &mut cx);
    assert_eq!(asked(&mut state, &mut cx, &view), "Bỏ thành phần nhập nhầm");
}

fn read(state: &mut State, cx: &mut Context, view: &DossierView) {
    let answer = Answer::Dossier(Some(Box::new(view.clone())));
    update(state, Msg::Answered(state.ticket, answer), cx);
}

/// It says what the dossier says: that the scan is not whole follows from it.
#[test]
fn a_paper_that_waits_for_a_device_says_so_also_with_pages_in_it() {
    let mut cx = context();
    let (mut state, mut view) = dossier(&mut cx);
    let paper = &mut view.components[0];
    paper.digitise = crate::domain::component::Digitise::Waiting;
    paper.remind_on = "2026-12-02".parse().ok();
    paper.account = PageAccount::Short;
    paper.pages = vec![sample::page(1, (1, crate::domain::pages::Part::Whole))];
    read(&mut state, &mut cx, &view);
    play(&mut state, &mut cx, "<home>");
    let shown = shot(&state, &cx);
    assert!(shown.contains("chờ thiết bị · 02/12"), "{shown}");
    assert!(!shown.contains(text::NOT_COUNTED), "{shown}");
    assert!(shown.contains("Đã gán 1 trang, chưa hoàn tất."), "{shown}");
}

#[test]
fn a_paper_that_is_not_digitised_takes_no_scan_and_no_file() {
    let mut cx = context();
    let (mut state, mut view) = dossier(&mut cx);
    let paper = &mut view.components[0];
    paper.digitise = crate::domain::component::Digitise::Exempt;
    paper.exempt = Some(crate::domain::special::Exemption {
        why: crate::domain::special::ExemptReason::Fragile,
        reason: "giấy mục".into(),
    });
    read(&mut state, &mut cx, &view);
    play(&mut state, &mut cx, "<home>");
    let refused = crate::domain::text::refusal(&crate::domain::refusal::Refusal::Exempted);
    for keys in ["<f8>", "<enter>"] {
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
    }
    for command in [Command::Files, Command::Accept] {
        let offers = chrome(&state, &cx).offers;
        let offer = offers.iter().find(|it| it.command == command).unwrap();
        assert_eq!(offer.why_not.as_deref(), Some(refused.as_str()), "{command:?}");
    }
    // What stands in it is seen, and taken out.
    view.components[0].pages = vec![sample::page(1, (1, crate::domain::pages::Part::Whole))];
    read(&mut state, &mut cx, &view);
    let effects = play(&mut state, &mut cx, "<home><f8>");
    assert!(
        matches!(opens(&effects), Some(Destination::Pages { .. })),
        "{effects:?}"
    );
}
