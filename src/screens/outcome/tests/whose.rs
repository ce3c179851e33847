//! Interim papers that are copies, and results that show paper.

use super::*;
use crate::app::destination::FilesPurpose;
use crate::domain::act::{Done, Touched};
use crate::domain::ids::OpId;
use crate::domain::special::Whose;

#[test]
fn what_another_body_wrote_is_not_copied_unless_the_law_is_named() {
    let asked = |keys: &[Reply]| {
        let (mut state, mut cx) = opened_for(Filing::Interim, sample::view());
        attach(&mut state, &mut cx, SignatureMark::None);
        let mut effects = play(&mut state, &mut cx, "<f2>");
        for reply in keys {
            effects = update(&mut state, Msg::Replied(reply.clone()), &mut cx);
        }
        (state, effects)
    };
    let (_, effects) = asked(&[Reply::Picked(1)]);
    assert!(matches!(opens(&effects), Some(Destination::AskText { .. })));
    let letter = crate::domain::special::text::banned(crate::domain::special::Ban::OtherBody);
    assert!(effects.contains(&Effect::Say(Message::error(letter))));
    for nothing in [Reply::Nothing, Reply::Text(" ".into())] {
        let (state, effects) = asked(&[Reply::Picked(1), nothing]);
        assert_eq!((effects, state.file.is_none()), (vec![], true));
    }
    let (_, effects) = asked(&[Reply::Picked(1), Reply::Text("Điều 9 Luật A".into())]);
    let DossierAct::FileInterim { whose, .. } = dossier_act(&effects) else {
        panic!("{effects:?}");
    };
    let basis = Some("Điều 9 Luật A".to_owned());
    assert_eq!(whose, Some(Whose::OtherBody { basis }));
}

#[test]
fn a_result_that_shows_paper_goes_where_its_sheets_are_counted() {
    let (mut state, mut cx) = opened(vec![married()]);
    let effects = play(&mut state, &mut cx, "<f8>");
    assert!(matches!(
        opens(&effects),
        Some(Destination::Files {
            purpose: FilesPurpose::Outcome,
            ..
        })
    ));
    let file = crate::domain::draft::DraftFile {
        mime: "image/jpeg".into(),
        ..crate::fixture::file(
            crate::domain::ids::FileId(uuid::Uuid::nil()),
            (FileHash([5; 32]), 9),
            "KQ.jpg",
        )
    };
    let begun = update(
        &mut state,
        Msg::Replied(Reply::StoredScan(Box::new(file.clone()))),
        &mut cx,
    );
    assert!(matches!(dossier_act(&begun), DossierAct::AddComponent(new) if new.class == PaperClass::Outcome));
    let Effect::Change(ticket, _) = begun[0] else {
        panic!("{begun:?}");
    };
    let done = Done {
        op: OpId(uuid::Uuid::nil()),
        at: cx.now,
        touched: Touched::default(),
        outcome: crate::domain::act::Outcome::Plain,
    };
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done)), &mut cx);
    assert!(matches!(opens(&effects), Some(Destination::PagesOf { chosen, .. }) if *chosen == [file]));
    assert!(state.file.is_none(), "it is no result before that");
}

#[test]
fn a_digit_that_points_at_a_kind_is_taken_by_whatever_goes_on() {
    for key in ["<tab>", "<backtab>", "<f8>", "<f2>"] {
        let (mut state, mut cx) = opened(vec![married(), kind("KQ.G15.000099", "Văn bản trả lời", None)]);
        play(&mut state, &mut cx, &format!("<f2><f4>0{key}"));
        assert!(is_interim(&state) && !state.kind.is_open(), "{key}");
        assert_ne!(state.form.focus(), Field::Kind, "{key}");
        let said = state.message.as_ref().map_or("", |it| it.text.as_str());
        assert!(!said.contains("Mã giấy tờ"), "{key}: {said}");
    }
    // Other text takes nothing: no kind is guessed.
    let (mut state, mut cx) = opened(vec![married(), kind("KQ.G15.000099", "Văn bản trả lời", None)]);
    play(&mut state, &mut cx, "<f4>van<tab>");
    assert_eq!(result(&state), None);
}

#[test]
fn what_takes_anothers_place_is_in_force_as_long() {
    let mut view = sample::view();
    view.outcomes = vec![crate::domain::rows::OutcomeView {
        term: Some("5y".into()),
        ..sample::outcome()
    }];
    let mut cx = context();
    let (mut state, _) = open((view.row.id, Filing::Replacement), &mut cx);
    let without = ResultChoice {
        term: None,
        ..married()
    };
    answers(&mut state, (view, vec![without]), &mut cx);
    assert_eq!(state.validity.term.text(), "5y");
}
