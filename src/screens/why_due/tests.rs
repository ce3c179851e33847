use super::*;
use crate::app::testing::{any_keys, at, context, play, shot, walk, wide};
use crate::domain::rows::DueStep;
use proptest::prelude::*;

fn tet() -> DuePreview {
    let day = |date: &str, text: &str, counts| DueStep {
        date: date.parse().unwrap(),
        text: text.to_owned(),
        counts,
    };
    DuePreview {
        received_at: at("2023-01-16T08:40:00+07:00"),
        limit: "5 ngày làm việc".to_owned(),
        stated: None,
        due_at: Some(at("2023-01-30T08:40:00+07:00")),
        steps: vec![
            day("2023-01-16", "6 giờ 50 phút", true),
            day("2023-01-17", "ngày 1", true),
            day("2023-01-18", "ngày 2", true),
            day("2023-01-19", "ngày 3", true),
            day("2023-01-20", "nghỉ Tết Nguyên đán, không tính", false),
            day("2023-01-21", "nghỉ Tết Nguyên đán, không tính", false),
            day("2023-01-22", "nghỉ Tết Nguyên đán, không tính", false),
            day("2023-01-23", "nghỉ Tết Nguyên đán, không tính", false),
            day("2023-01-24", "nghỉ Tết Nguyên đán, không tính", false),
            day("2023-01-27", "ngày 4", true),
            day("2023-01-30", "ngày 5", true),
        ],
        uncertain: false,
        after_cutoff: false,
        hours: "07:00–11:30, 13:30–17:00".to_owned(),
        since: Box::default(),
    }
}

#[test]
fn days_are_shown_and_scroll() {
    let mut cx = context();
    let (mut state, effects) = open(Subject::Preview(Box::new(tet())), &mut cx);
    assert_eq!(effects, []);
    insta::assert_snapshot!("why_due", shot(&state, &cx));
    insta::assert_snapshot!("why_due_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<down><down><down>");
    assert!(
        shot(&state, &cx).contains("ngày 5"),
        "the last day can be reached"
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn what_changed_the_promise_stands_below_with_the_other_reading() {
    let mut cx = context();
    let due = DuePreview {
        since: Box::new(crate::domain::rows::DueSince {
            pauses: vec!["chờ từ 16/02/2023 đến 20/02/2023".to_owned()],
            promised_at: Some(at("2023-03-06T17:00:00+07:00")),
            recounted: Some(at("2023-03-07T17:00:00+07:00")),
            other: Some(("nếu chỉ tạm dừng".to_owned(), at("2023-03-02T17:00:00+07:00"))),
        }),
        ..tet()
    };
    let (mut state, _) = open(Subject::Preview(Box::new(due)), &mut cx);
    insta::assert_snapshot!("since", shot(&state, &cx));
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::warning(text::words::RECOUNTED))
    );
    play(&mut state, &mut cx, "<end>");
    assert!(
        shot(&state, &cx).contains("ngày 5"),
        "the last day can be reached"
    );
}

#[test]
fn an_accepted_dossier_is_asked_for_and_one_without_a_promise_says_so() {
    let mut cx = context();
    let dossier = DossierId(uuid::Uuid::from_u128(7));
    let (mut state, effects) = open(Subject::Dossier(dossier), &mut cx);
    let ticket = state.ticket;
    assert_eq!(effects, [Effect::Ask(ticket, Query::WhyDue(dossier))]);
    update(&mut state, Msg::Answered(ticket, Answer::Due(None)), &mut cx);
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::warning(text::words::NOT_RECEIVED))
    );
}

#[test]
fn an_accepted_dossier_s_days_are_printed_and_a_preview_s_are_not() {
    let mut cx = context();
    let dossier = DossierId(uuid::Uuid::from_u128(7));
    let (mut state, _) = open(Subject::Dossier(dossier), &mut cx);
    let answer = Msg::Answered(state.ticket, Answer::Due(Some(tet())));
    update(&mut state, answer, &mut cx);
    insta::assert_snapshot!("of_a_dossier", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f7>");
    let [Effect::Start(_, job)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*job, Job::PrintWhyDue { dossier });

    let (mut state, _) = open(Subject::Preview(Box::new(tet())), &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<f7>"), []);
}

#[test]
fn an_unconfirmed_holiday_warns() {
    let cx = context();
    let due = DuePreview {
        uncertain: true,
        ..tet()
    };
    let (state, _) = open(Subject::Preview(Box::new(due)), &mut context());
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::warning(text::words::UNCERTAIN))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_keys_make_it_panic(keys in any_keys()) {
        let mut cx = context();
        let (mut state, _) = open(Subject::Preview(Box::new(tet())), &mut cx);
        walk(&mut state, &mut cx, &keys);
    }
}
