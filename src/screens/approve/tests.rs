use super::*;
use crate::app::testing::{context, drawn, hanh, no_keys_panic, officer, play, wide};
use crate::domain::officer::Roles;
use crate::domain::rows::OfficerRows;

const WHY: &str = "Hồ sơ đã được yêu cầu bổ sung một lần. Lần này cần lãnh đạo nhập PIN.";

fn opened(leaders: &[&str]) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open((WHY.into(), hanh().id), None, &mut cx);
    assert_eq!(effects, [Effect::Ask(Ticket(1), Query::Officers)]);
    let leader = Roles::default().with(Role::Leader);
    let mut officers = vec![hanh(), officer(2, "Nguyễn Văn Sơn", Roles::default())];
    officers.extend((10..).zip(leaders).map(|(id, name)| officer(id, name, leader)));
    let rows = OfficerRows {
        officers,
        ..OfficerRows::default()
    };
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Officers(rows)),
        &mut cx,
    );
    (state, cx)
}

#[test]
fn a_wrong_pin_is_said_and_its_leader_pointed_at_again() {
    let mut cx = context();
    let second = OfficerId(uuid::Uuid::from_u128(11));
    let wrong = Some((second, Refusal::WrongPin { left: 4 }));
    let (mut state, _) = open((WHY.into(), hanh().id), wrong, &mut cx);
    let leader = Roles::default().with(Role::Leader);
    let officers = [(10, "Đinh Văn Rỡ"), (11, "Trần Thị Mai")];
    let rows = OfficerRows {
        officers: officers.map(|(id, name)| officer(id, name, leader)).to_vec(),
        ..OfficerRows::default()
    };
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Officers(rows)),
        &mut cx,
    );
    assert!(
        chrome(&state, &cx)
            .message
            .unwrap()
            .text
            .contains("Còn 4 lần nhập")
    );
    assert_eq!(state.pointer.pointed(), Some(&second));
}

#[test]
fn a_leader_other_than_the_officer_approves_with_his_pin_and_f2() {
    let (mut state, mut cx) = opened(&["Đinh Văn Rỡ", "Trần Thị Mai"]);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(state.message, Some(Message::error(text::NO_PIN)));
    assert_eq!(play(&mut state, &mut cx, "11<down>2468<enter>"), []);
    let approval = Approval {
        officer: OfficerId(uuid::Uuid::from_u128(11)),
        pin: Pin("2468".into()),
    };
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        [Effect::Answer(Reply::Approved(approval))]
    );
    assert_eq!(
        play(&mut state, &mut cx, "<esc>"),
        [Effect::Answer(Reply::Nothing)]
    );
}

#[test]
fn without_another_leader_it_says_whom_to_ask() {
    let (mut state, mut cx) = opened(&[]);
    assert_eq!(play(&mut state, &mut cx, "1234<f2>"), []);
    assert_eq!(chrome(&state, &cx).message, Some(Message::error(text::NOBODY)));
}

#[test]
fn it_stands_in_its_frame() {
    let (mut state, mut cx) = opened(&["Đinh Văn Rỡ", "Trần Thị Mai"]);
    play(&mut state, &mut cx, "246");
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("approve", picture.text());
    insta::assert_snapshot!("approve_120", wide(&mut state, &mut cx));
    assert!(picture.cursor.is_some());
}

no_keys_panic!(32, opened(&["Đinh Văn Rỡ"]));
