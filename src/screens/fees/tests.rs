//! Lines by keys: paid, corrected, added, waited for; what goes to the log, and what only into the draft.

use super::*;
use crate::app::testing::{context, dossier_act, no_keys_panic, opens, play, said, shot, wide};
use crate::domain::draft::Draft;
use crate::screens::sample;
use uuid::Uuid;

fn line(n: u128, dong: u64, state: FeeState) -> FeeLine {
    let paid = state == FeeState::Paid;
    FeeLine {
        state,
        method: paid.then_some(Method::Cash),
        receipt_no: paid.then(|| "0012".to_owned()),
        ..FeeLine::due(FeeId(Uuid::from_u128(n)), "Lệ phí cấp bản sao", dong)
    }
}

fn opened(status: Status, lines: Vec<FeeLine>) -> (State, Context) {
    let mut cx = context();
    let mut view = sample::view();
    view.row.status = status;
    view.fees = lines;
    let dossier = view.row.id;
    let (mut state, effects) = open(Some(dossier), &mut cx);
    assert_eq!(effects, [Effect::Ask(state.asked, Query::Dossier(dossier))]);
    let answer = Msg::Answered(state.asked, Answer::Dossier(Some(Box::new(view))));
    update(&mut state, answer, &mut cx);
    (state, cx)
}

fn wanted(effects: &[Effect]) -> FeesWanted {
    match dossier_act(effects) {
        DossierAct::EditFees(wanted) | DossierAct::SettleFee(wanted) => *wanted,
        other => panic!("{other:?}"),
    }
}

#[test]
fn space_says_paid_in_cash_and_f2_writes_it() {
    let (mut state, mut cx) = opened(
        Status::Accepted,
        vec![line(1, 8_000, FeeState::Due), line(2, 50_000, FeeState::Paid)],
    );
    insta::assert_snapshot!("lines_80", shot(&state, &cx));
    insta::assert_snapshot!("lines_120", wide(&mut state, &mut cx));
    assert_eq!(play(&mut state, &mut cx, "<space>"), []);
    let wanted = wanted(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(wanted.reason, None);
    assert_eq!(
        (wanted.was[0].state, wanted.now[0].state),
        (FeeState::Due, FeeState::Paid)
    );
    assert_eq!(wanted.now[0].method, Some(Method::Cash));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "once");
}

#[test]
fn the_form_changes_a_line_and_an_exemption_wants_its_reason() {
    let (mut state, mut cx) = opened(Status::Accepted, vec![line(1, 8_000, FeeState::Due)]);
    // Amount, when, then how it stands: two further is "miễn".
    play(&mut state, &mut cx, "<enter><tab><tab><space><space>");
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(said(&state, &cx), words::refusal(&Refusal::NeedsReason));
    insta::assert_snapshot!("form_80", shot(&state, &cx));
    play(&mut state, &mut cx, "hộ nghèo<f2>");
    assert_eq!(said(&state, &cx), text::WRITE_NOW);
    let wanted = wanted(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(wanted.now[0].state, FeeState::Exempt);
    assert_eq!(wanted.now[0].reason.as_deref(), Some("hộ nghèo"));
}

#[test]
fn what_was_paid_changes_only_after_a_reason() {
    let (mut state, mut cx) = opened(Status::Accepted, vec![line(1, 8_000, FeeState::Paid)]);
    let effects = play(&mut state, &mut cx, "<delete><f2>");
    assert!(
        matches!(opens(&effects), Some(Destination::AskText { .. })),
        "{effects:?}"
    );
    let empty = update(&mut state, Msg::Replied(Reply::Text(" ".into())), &mut cx);
    assert_eq!(empty, []);
    play(&mut state, &mut cx, "<f2>");
    let effects = update(&mut state, Msg::Replied(Reply::Text("thu nhầm".into())), &mut cx);
    let wanted = wanted(&effects);
    assert_eq!(
        (wanted.now.len(), wanted.reason.as_deref()),
        (0, Some("thu nhầm"))
    );
}

#[test]
fn a_dossier_that_waits_goes_on_when_all_is_paid() {
    let (mut state, mut cx) = opened(Status::Fee, vec![line(1, 8_000, FeeState::Due)]);
    let effects = play(&mut state, &mut cx, "<space><f2>");
    assert!(matches!(dossier_act(&effects), DossierAct::SettleFee(_)));
}

#[test]
fn waiting_for_the_money_is_asked_from_the_palette() {
    let (mut state, mut cx) = opened(Status::Accepted, vec![line(1, 8_000, FeeState::Due)]);
    let key = Key::char('x');
    let effects = update(&mut state, Msg::Key(key, Some(Command::AskFee)), &mut cx);
    assert!(
        matches!(opens(&effects), Some(Destination::AskText { .. })),
        "{effects:?}"
    );
    let effects = update(&mut state, Msg::Replied(Reply::Text(String::new())), &mut cx);
    assert_eq!(
        dossier_act(&effects),
        DossierAct::AskFee {
            reason: String::new()
        }
    );
}

#[test]
fn a_drafts_lines_begin_as_proposed_and_f2_writes_the_draft() {
    let mut cx = context();
    let mut draft = Draft::new(DossierId(Uuid::from_u128(5)));
    draft.procedure = Some(crate::domain::draft::PickedProcedure {
        code: "2.000635".into(),
        name: "Cấp bản sao".into(),
        sector: "Hộ tịch".into(),
        version: "07".repeat(16),
        workflow: 0,
        case: None,
    });
    cx.draft = Some(draft);
    let (mut state, _) = open(None, &mut cx);
    let stated = Stated {
        channel: None,
        amount: Some(8_000),
        currency: "VND".into(),
        note: Some("mỗi bản sao".into()),
    };
    let answer = Msg::Answered(state.asked, Answer::Fees(vec![stated]));
    update(&mut state, answer, &mut cx);
    insta::assert_snapshot!("draft_80", shot(&state, &cx));
    play(&mut state, &mut cx, "+Phí chứng thực<tab><tab>2.000<f2>");
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!(effects.last(), Some(&Effect::Back));
    let lines = cx.draft.as_ref().and_then(|draft| draft.fees.clone()).unwrap();
    let dong: Vec<u64> = lines.iter().map(|line| line.dong).collect();
    assert_eq!(dong, [8_000, 2_000]);
}

#[test]
fn amounts_are_read_with_and_without_dots() {
    for (typed, dong) in [
        ("8000", Some(8_000)),
        ("8.000", Some(8_000)),
        ("1 200 000", Some(1_200_000)),
        ("", None),
        ("8,5", None),
        ("-8", None),
    ] {
        assert_eq!(form::dong(typed), dong, "{typed}");
    }
}

/// Money that was taken and marked, and an Esc too many.
#[test]
fn lines_that_are_not_written_are_not_left_at_the_first_esc() {
    let (mut state, mut cx) = opened(Status::Processing, vec![line(1, 8_000, FeeState::Due)]);
    play(&mut state, &mut cx, "<space>");
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert_eq!(said(&state, &cx), text::NOT_WRITTEN);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
    let (mut state, mut cx) = opened(Status::Processing, vec![line(1, 8_000, FeeState::Due)]);
    play(&mut state, &mut cx, "<space><esc><space>");
    assert_eq!(state.lines, state.was, "taken back");
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

no_keys_panic!(32, opened(Status::Accepted, vec![line(1, 8_000, FeeState::Due)]));
