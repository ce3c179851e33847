use super::*;
use crate::app::job::{JobFault, NoPrint, Went};
use crate::app::testing::{context, no_keys_panic, play, shot, wide};
use crate::domain::slip::{Unmade, What};

fn dossier() -> DossierId {
    DossierId(uuid::Uuid::from_u128(7))
}

fn form() -> FormId {
    FormId(uuid::Uuid::from_u128(60))
}

fn opened() -> (State, Context) {
    let mut cx = context();
    let wanted = SlipWanted::Newest {
        dossier: dossier(),
        kind: SlipKind::Apology,
    };
    let (mut state, effects) = open(wanted.clone(), &mut cx);
    assert_eq!(effects, [Effect::Start(state.ticket, Job::Slip(wanted))]);
    let lines = (1..=40).map(|number| format!("Dòng {number}")).collect();
    let made = JobDone::Slip {
        form: form(),
        number: "01/PXL".into(),
        lines,
    };
    ended(&mut state, &mut cx, Ok(made));
    (state, cx)
}

fn ended(state: &mut State, cx: &mut Context, result: Result<JobDone, JobFault>) {
    let ticket = state.ticket;
    update(state, Msg::Job(ticket, JobEvent::Ended(result)), cx);
}

#[test]
fn lines_scroll_to_the_last_and_esc_goes_back() {
    let (mut state, mut cx) = opened();
    assert!(shot(&state, &cx).contains("còn nữa ↓"));
    insta::assert_snapshot!("slip_80", shot(&state, &cx));
    insta::assert_snapshot!("slip_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<end>");
    let shown = shot(&state, &cx);
    assert!(
        shown.contains("Dòng 40") && !shown.contains("còn nữa ↓"),
        "{shown}"
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn f7_prints_the_form_once_however_often_it_is_pressed_and_says_where_it_went() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<f7>");
    let [Effect::Start(ticket, job)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let print = Job::PrintForm {
        dossier: dossier(),
        form: form(),
    };
    assert_eq!(*job, print);
    assert_eq!(play(&mut state, &mut cx, "<f7>"), []);
    let printed = JobDone::Printed {
        went: Went::Viewer(NoPrint::Absent),
        prints: 1,
    };
    let effects = update(
        &mut state,
        Msg::Job(*ticket, JobEvent::Ended(Ok(printed))),
        &mut cx,
    );
    assert!(matches!(effects.as_slice(), [Effect::Say(_)]));
}

#[test]
fn a_slip_that_could_not_be_made_says_what_is_missing_and_prints_nothing() {
    let (mut state, mut cx) = opened();
    state.form = None;
    ended(&mut state, &mut cx, Err(JobFault::Said("Thiếu căn cứ.".into())));
    assert!(shot(&state, &cx).contains("Thiếu căn cứ."));
    assert_eq!(play(&mut state, &mut cx, "<f7>"), []);
    // What lacked is there now: F5 makes it, once.
    let effects = play(&mut state, &mut cx, "<f5><f5>");
    let wanted = SlipWanted::Newest {
        dossier: dossier(),
        kind: SlipKind::Apology,
    };
    assert_eq!(effects, [Effect::Start(state.ticket, Job::Slip(wanted))]);
}

#[test]
fn what_is_not_done_yet_is_shown_and_cannot_be_printed() {
    let mut cx = context();
    let unmade = Box::new(Unmade {
        dossier: Some(dossier()),
        draft: None,
        kind: SlipKind::Withdrawal,
        what: What::Withdrawn {
            reason: "đề nghị".into(),
            papers: String::new(),
        },
    });
    let wanted = SlipWanted::Unmade(unmade);
    let (mut state, effects) = open(wanted.clone(), &mut cx);
    assert_eq!(effects, [Effect::Start(state.ticket, Job::Slip(wanted))]);
    ended(&mut state, &mut cx, Ok(JobDone::Lines(vec!["Một dòng".into()])));
    let shown = shot(&state, &cx);
    assert!(
        shown.contains("Một dòng") && shown.contains(text::NOT_KEPT),
        "{shown}"
    );
    assert_eq!(play(&mut state, &mut cx, "<f7>"), []);
}

no_keys_panic!(24, opened());
