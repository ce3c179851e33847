use super::*;
use crate::app::testing::{context, dossier_act, files_read, no_keys_panic, opens, play, shot, wide};
use crate::domain::act::{Done, Outcome, Touched};
use crate::domain::deadline::{Amount, Limit, Policy, Unit};
use crate::domain::dossier::Status;
use crate::domain::manifest::Verified;
use crate::domain::moves::StepRole;
use crate::domain::rows::{Digitised, NextStep};
use crate::screens::sample;

fn name(number: u128, name: &str) -> OfficerName {
    OfficerName {
        id: crate::domain::ids::OfficerId(uuid::Uuid::from_u128(number)),
        name: name.into(),
    }
}

fn next(no: u32, step: &str, role: StepRole) -> NextStep {
    NextStep {
        no,
        name: step.into(),
        role,
        officers: vec![],
        units: vec![],
        finishes: false,
        due: None,
    }
}

fn one_day() -> Limit {
    Limit::of_step((Amount::whole(1), Unit::Day), Some(Policy::Hours))
}

fn flow() -> WorkflowView {
    let leader = NextStep {
        officers: vec![name(5, "Đinh Văn Rỡ"), name(6, "Lê Văn Tám")],
        due: Some((one_day(), crate::app::testing::at("2023-02-15T16:00:00+07:00"))),
        ..next(3, "Trình lãnh đạo ký", StepRole::Leader)
    };
    let outside = NextStep {
        units: vec!["UBND huyện An Lão".into()],
        ..next(5, "Chuyển cơ quan khác", StepRole::Outside)
    };
    let desk = NextStep {
        officers: vec![name(1, "Đinh Thị Hạnh")],
        finishes: true,
        ..next(4, "Trả kết quả", StepRole::Reception)
    };
    WorkflowView {
        current: 2,
        current_name: "Xử lý".into(),
        next: vec![leader, outside, desk],
        opinions: vec!["Đã đủ điều kiện, kính trình.".into()],
    }
}

fn answers(state: &mut State, view: DossierView, cx: &mut Context) -> Vec<Effect> {
    let (first, second) = state.asked;
    let mut effects = update(
        state,
        Msg::Answered(first, Answer::Dossier(Some(Box::new(view)))),
        cx,
    );
    effects.extend(update(
        state,
        Msg::Answered(second, Answer::NextSteps(flow())),
        cx,
    ));
    effects
}

fn opened(view: DossierView) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(view.row.id, &mut cx);
    answers(&mut state, view, &mut cx);
    files_read(&mut state, &effects, Verified::default(), &mut cx);
    (state, cx)
}

fn sent(effects: &[Effect]) -> Forward {
    match dossier_act(effects) {
        DossierAct::Forward(forward) => forward,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_usual_way_is_one_f2_even_before_the_steps_came() {
    let mut cx = context();
    let (mut state, opening) = open(sample::view().row.id, &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(
        answers(&mut state, sample::view(), &mut cx),
        [],
        "its files are being read"
    );
    let verified = Verified {
        files: 5,
        pages: 9,
        ..Verified::default()
    };
    let effects = files_read(&mut state, &opening, verified.clone(), &mut cx);
    let forward = sent(&effects);
    assert_eq!(forward.verified, Some(verified));
    assert_eq!((forward.to_step, forward.to_officer), (3, Some(name(5, "").id)));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "twice pressed, once done");
    let [Effect::Change(ticket, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let done = Done {
        op: crate::domain::ids::OpId(uuid::Uuid::from_u128(1)),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Plain,
    };
    let effects = update(&mut state, Msg::Changed(*ticket, Ok(done)), &mut cx);
    let said = Message::done("Đã chuyển bước Trình lãnh đạo ký cho Đinh Văn Rỡ.");
    assert_eq!(effects, [Effect::Back, Effect::Say(said)]);
}

#[test]
fn without_a_result_the_usual_way_leads_on_and_not_back() {
    let mut cx = context();
    let mut view = sample::view();
    view.outcomes.clear();
    let (mut state, _) = open(view.row.id, &mut cx);
    answers(&mut state, view, &mut cx);
    // It lies with the leader: back to him leads the first way, and on the last.
    let current = 4;
    let flow = state.flow.as_mut().unwrap();
    flow.current = current;
    flow.next.iter_mut().for_each(|step| step.finishes = false);
    flow.next[2].no = 5;
    flow.next.remove(1);
    assert_eq!(steps(&state)[0].no, 3, "back to whom it came from");
    assert!(steps(&state)[usual(&state)].no > current);
}

#[test]
fn without_a_product_it_begins_at_the_step_that_ends_the_work_with_the_cursor_at_the_reason() {
    let mut cx = context();
    let (mut state, opening) = open_without_product(sample::view().row.id, &mut cx);
    answers(&mut state, sample::view(), &mut cx);
    files_read(&mut state, &opening, Verified::default(), &mut cx);
    assert_eq!(state.form.focus(), Field::NoProduct);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "the reason is wanted");
    let forward = sent(&play(&mut state, &mut cx, "chi ghi so<f2>"));
    assert_eq!(forward.to_step, 4);
    assert_eq!(forward.no_product_reason.as_deref(), Some("chi ghi so"));

    let (mut state, _) = open_without_product(sample::finished().row.id, &mut cx);
    let mut view = sample::view();
    view.outcomes = vec![sample::outcome()];
    answers(&mut state, view, &mut cx);
    assert_eq!(state.message, Some(Message::error(text::HAS_OUTCOME)));
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        [],
        "nothing else is done under this name"
    );
}

#[test]
fn the_dialog_stands_as_w19_draws_it() {
    let (mut state, mut cx) = opened(sample::view());
    insta::assert_snapshot!("dialog_80", shot(&state, &cx));
    insta::assert_snapshot!("dialog_120", wide(&mut state, &mut cx));
}

#[test]
fn another_receiver_is_picked_and_an_opinion_taken_from_the_last_ones() {
    let (mut state, mut cx) = opened(sample::view());
    let effects = play(&mut state, &mut cx, "<f4>");
    assert!(matches!(&effects[..], [Effect::Open(_)]));
    update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    play(&mut state, &mut cx, "<tab><f4>");
    update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    let forward = sent(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(forward.to_officer, Some(name(6, "").id));
    assert_eq!(forward.opinion, "Đã đủ điều kiện, kính trình.");
}

#[test]
fn an_agency_outside_is_named_not_chosen() {
    let (mut state, mut cx) = opened(sample::view());
    let forward = sent(&play(&mut state, &mut cx, "2<f2>"));
    assert_eq!(forward.to_unit.as_deref(), Some("UBND huyện An Lão"));
    assert_eq!(forward.to_officer, None);

    let (mut state, mut cx) = opened(sample::view());
    play(&mut state, &mut cx, "2");
    state.unit.clear();
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(state.form.focus(), Field::Receiver);
    assert_eq!(state.message, Some(Message::error(text::NO_UNIT)));
}

#[test]
fn the_return_step_without_an_outcome_asks_why_in_place() {
    let (mut state, mut cx) = opened(sample::view());
    assert_eq!(play(&mut state, &mut cx, "3<f2>"), []);
    assert_eq!(state.form.focus(), Field::NoProduct);
    insta::assert_snapshot!("no_product_80", shot(&state, &cx));
    let forward = sent(&play(&mut state, &mut cx, "khong co<f2>"));
    assert_eq!(forward.no_product_reason.as_deref(), Some("khong co"));
}

#[test]
fn leaving_the_desk_without_all_files_asks_why_in_place() {
    let mut view = sample::view();
    view.step_role = StepRole::Reception;
    view.row.status = Status::Accepted;
    view.row.digitised = Digitised {
        need: 3,
        have: 1,
        waiting: 0,
        exempt: 0,
    };
    let (mut state, mut cx) = opened(view);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(state.form.focus(), Field::Undigitised);
    let forward = sent(&play(&mut state, &mut cx, "may hong<f2>"));
    assert_eq!(forward.undigitised_reason.as_deref(), Some("may hong"));
}

#[test]
fn what_the_store_asks_for_is_asked_in_place_too() {
    let (mut state, mut cx) = opened(sample::view());
    let effects = play(&mut state, &mut cx, "<f2>");
    let [Effect::Change(ticket, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    update(
        &mut state,
        Msg::Changed(*ticket, Err(Refusal::NotDigitised { lacking: 2 })),
        &mut cx,
    );
    assert_eq!(state.form.focus(), Field::Undigitised);
    assert!(state.message.as_ref().unwrap().text.starts_with("Còn 2 giấy tờ"));
}

#[test]
fn a_dossier_that_may_not_move_says_why() {
    let (mut state, mut cx) = opened(sample::finished());
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Trạng thái hồ sơ")
    );
}

no_keys_panic!(48, opened(sample::view()));

#[test]
fn what_the_files_came_to_is_said_before_they_leave_and_stops_nothing() {
    use crate::domain::ids::FileHash;
    use crate::domain::manifest::{FileFault, FileWhy};
    let mut cx = context();
    let (mut state, opening) = open(sample::view().row.id, &mut cx);
    answers(&mut state, sample::view(), &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "it waits for the files");
    assert!(shot(&state, &cx).contains("Đang đọc lại các tệp"));
    let fault = |name: &str| FileFault {
        name: name.into(),
        sha256: FileHash([1; 32]),
        why: FileWhy::Changed,
    };
    let verified = Verified {
        files: 5,
        faults: vec![fault("S0001.jpg"), fault("S0002.jpg"), fault("S0003.jpg")],
        ..Verified::default()
    };
    let effects = files_read(&mut state, &opening, verified.clone(), &mut cx);
    assert_eq!(effects, [], "an F2 before it was known goes no further");
    let text = shot(&state, &cx);
    assert!(text.contains("kiểm tra 5 tệp ✗ 3 tệp KHÔNG KHỚP"), "{text}");
    assert!(
        text.contains("Tệp «S0001.jpg» không khớp, và 2 lỗi nữa. Ctrl+G xem hết."),
        "{text}"
    );
    let effects = play(&mut state, &mut cx, "<ctrl-g>");
    assert_eq!(opens(&effects), Some(&Destination::Copying(state.id)));
    let forward = sent(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(
        forward.verified,
        Some(verified),
        "the officer decides, and it is written down"
    );
}

#[test]
fn another_key_takes_back_an_f2_that_waits_for_the_files() {
    let mut cx = context();
    let (mut state, opening) = open(sample::view().row.id, &mut cx);
    answers(&mut state, sample::view(), &mut cx);
    play(&mut state, &mut cx, "<f2><tab>");
    assert!(!shot(&state, &cx).contains("Đang đọc lại các tệp"));
    let effects = files_read(&mut state, &opening, Verified::default(), &mut cx);
    assert_eq!(effects, []);
}
