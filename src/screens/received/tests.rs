use super::*;
use crate::app::job::{NoPrint, Went};
use crate::app::testing::{at, context, no_keys_panic, play, shot, wide};
use crate::domain::dossier::Status;
use crate::domain::ids::FormId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::Digitised;
use crate::screens::sample;

const FORM: FormId = FormId(uuid::Uuid::from_u128(77));

fn dossier() -> DossierId {
    sample::view().row.id
}

fn opened(cx: &mut Context) -> State {
    let (mut state, effects) = open(dossier(), cx);
    assert_eq!(
        effects[0],
        Effect::Start(state.receipt_ticket, Job::MakeReceipt { dossier: dossier() })
    );
    let mut view = sample::view();
    for step in &mut view.steps {
        (step.current, step.done) = (step.no == 1, false);
    }
    view.row.status = Status::Accepted;
    view.row.due_at = Some(at("2023-02-14T17:00:00+07:00"));
    view.row.promised_at = view.row.due_at;
    view.row.digitised = Digitised {
        need: 2,
        have: 0,
        waiting: 0,
        exempt: 0,
    };
    for component in &mut view.components {
        component.files.clear();
    }
    let (view_ticket, flow_ticket) = (state.view_ticket, state.flow_ticket);
    update(
        &mut state,
        Msg::Answered(view_ticket, Answer::Dossier(Some(Box::new(view)))),
        cx,
    );
    update(
        &mut state,
        Msg::Answered(flow_ticket, Answer::NextSteps(WorkflowView::default())),
        cx,
    );
    state
}

fn make_receipt(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let done = JobDone::Receipt {
        form: FORM,
        number: "0001/TNHS".into(),
    };
    let ticket = state.receipt_ticket;
    update(state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), cx)
}

#[test]
fn the_proof_says_number_promise_and_what_is_left() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    insta::assert_snapshot!("making", shot(&state, &cx));
    make_receipt(&mut state, &mut cx);
    insta::assert_snapshot!("made", shot(&state, &cx));
    insta::assert_snapshot!("made_120", wide(&mut state, &mut cx));
}

#[test]
fn enter_prints_and_opens_the_files_of_the_first_component() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    make_receipt(&mut state, &mut cx);
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(
        effects[0],
        Effect::Start(
            state.print_ticket,
            Job::PrintForm {
                dossier: dossier(),
                form: FORM
            }
        )
    );
    assert_eq!(
        effects[1],
        Effect::Open(Box::new(Destination::DossierComponents(dossier())))
    );
    assert!(matches!(&effects[2], Effect::Open(it) if matches!(&**it, Destination::Files { .. })));
    let ticket = state.print_ticket;
    let done = JobDone::Printed {
        went: Went::Viewer(NoPrint::Absent),
        prints: 1,
    };
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), &mut cx);
    assert!(
        chrome(&state, &cx)
            .message
            .unwrap()
            .text
            .starts_with("Chưa in được: không thấy máy in")
    );
}

#[test]
fn printing_before_the_receipt_stands_is_done_when_it_does() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    assert!(play(&mut state, &mut cx, "<f7>").is_empty());
    let effects = make_receipt(&mut state, &mut cx);
    assert!(matches!(effects[0], Effect::Start(_, Job::PrintForm { .. })));
}

#[test]
fn a_receipt_that_could_not_be_made_is_made_again_by_f7() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let ticket = state.receipt_ticket;
    let fault = JobFault::Refused(Refusal::DiskFull { free_mb: 3 });
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(Err(fault))), &mut cx);
    insta::assert_snapshot!("failed", shot(&state, &cx));
    insta::assert_snapshot!("failed_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<f7>");
    assert!(matches!(effects[0], Effect::Start(_, Job::MakeReceipt { .. })));
}

#[test]
fn the_ways_lead_to_the_next_citizen_the_same_one_and_the_dossier() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    assert_eq!(
        play(&mut state, &mut cx, "4"),
        [Effect::Open(Box::new(Destination::Dossier(dossier())))]
    );
    assert_eq!(
        play(&mut state, &mut cx, "<f9>"),
        [Effect::Open(Box::new(Destination::Forward(dossier())))]
    );
    assert_eq!(
        play(&mut state, &mut cx, "2"),
        [Effect::Replace(Box::new(Destination::Account))]
    );
    assert_eq!(cx.draft.clone().unwrap().holder, sample::view().holder);
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        [Effect::Replace(Box::new(Destination::Account))]
    );
    assert_eq!(cx.draft, None);
}

no_keys_panic!(48, {
    let mut cx = context();
    let state = opened(&mut cx);
    (state, cx)
});

/// After a leader's word the record is printed from here by the key that the message names.
#[test]
fn the_paper_that_was_decided_is_opened_by_ctrl_k_to_print_its_record() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    assert_eq!(play(&mut state, &mut cx, "<ctrl-k>"), []);
    let view = state.view.as_mut().unwrap();
    view.components[1].digitise = crate::domain::component::Digitise::Exempt;
    let component = view.components[1].id;
    let care = Destination::Care {
        dossier: Some(dossier()),
        component,
    };
    assert_eq!(
        play(&mut state, &mut cx, "<ctrl-k>"),
        [Effect::Open(Box::new(care))]
    );
    let offers = chrome(&state, &cx).offers;
    assert!(offers.iter().any(|offer| offer.command == Command::Care));
}

#[test]
fn a_step_that_is_done_is_said_with_its_receiver_and_not_offered_again() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    make_receipt(&mut state, &mut cx);
    assert!(shot(&state, &cx).contains("F9 Chuyển"));
    update(&mut state, Msg::Resumed, &mut cx);
    let moved = Answer::Dossier(Some(Box::new(sample::view())));
    let ticket = state.view_ticket;
    update(&mut state, Msg::Answered(ticket, moved), &mut cx);
    let page = shot(&state, &cx);
    let row = page.lines().find(|row| row.contains("Chuyển bước")).unwrap();
    assert!(
        row.contains("✓ Chuyển bước") && row.contains("Xử lý: Nguyễn Văn Sơn"),
        "{page}"
    );
    assert!(!page.contains("F9 Chuyển"), "{page}");
    assert_eq!(crate::app::testing::barred(&state, &cx), [Command::Forward]);
}
