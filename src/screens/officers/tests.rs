//! Tests of the list of officers and of the form for one.

use super::*;
use crate::app::testing::{
    asked_act, at, barred, context, hanh, no_keys_panic, officer, play, processing, said, shot, wide,
};
use crate::domain::act::{Act, Outcome, Touched};
use crate::domain::ids::OpId;
use crate::domain::officer::Roles;
use uuid::Uuid;

fn rows() -> OfficerRows {
    let role = |role| Roles::default().with(role);
    let old = Officer {
        active: false,
        ..officer(5, "Phan Văn Cũ", role(Role::Reception))
    };
    let lan = Officer {
        title: "Văn thư".into(),
        ..officer(3, "Võ Thị Lan", role(Role::Clerk))
    };
    OfficerRows {
        officers: vec![
            hanh(),
            officer(2, "Nguyễn Văn Sơn", role(Role::Processing).with(Role::Reception)),
            lan,
            officer(4, "Đinh Văn Rỡ", role(Role::Leader)),
            old,
        ],
        must_change: vec![OfficerId(Uuid::from_u128(4))],
        ..OfficerRows::default()
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects, [Effect::Ask(Ticket(1), Query::Officers)]);
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Officers(rows())),
        &mut cx,
    );
    (state, cx)
}

fn focus(state: &State) -> Option<Field> {
    state.edit.as_ref().map(|edit| edit.form.focus())
}

fn done() -> Done {
    Done {
        op: OpId(Uuid::from_u128(9)),
        at: at("2023-02-14T08:06:00+07:00"),
        touched: Touched {
            officers: true,
            ..Touched::default()
        },
        outcome: Outcome::Plain,
    }
}

fn act(effects: &[Effect]) -> (Ticket, &Act) {
    let (ticket, request) = asked_act(effects);
    assert_eq!(request.actor, hanh().id);
    (ticket, &request.act)
}

const NEW: &str = "<f2>Nguyễn Thị Mai<enter><space><down><space><enter>2468<enter>2468<f2>";

#[test]
fn a_second_officer_is_added_and_then_gets_a_pin_to_be_changed() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, NEW);
    let (
        ticket,
        Act::AddOfficer {
            officer,
            name,
            title,
            roles,
        },
    ) = act(&effects)
    else {
        panic!("{effects:?}");
    };
    let wanted = Roles::default().with(Role::Reception).with(Role::Processing);
    assert_eq!(
        (name.as_str(), title.as_str(), *roles),
        ("Nguyễn Thị Mai", "", wanted)
    );
    assert_eq!(
        play(&mut state, &mut cx, "<f2>x"),
        [],
        "once pressed twice is once done"
    );
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done())), &mut cx);
    let set = Effect::SetPin {
        ticket: Ticket(3),
        officer: *officer,
        old: None,
        new: Pin("2468".into()),
    };
    assert_eq!(effects, [set]);
    let effects = update(&mut state, Msg::PinSet(Ticket(3), Ok(())), &mut cx);
    assert_eq!(effects, [Effect::Ask(Ticket(4), Query::Officers)]);
    assert_eq!(
        said(&state, &cx),
        "Đã thêm Nguyễn Thị Mai. Mã PIN phải đổi ở lần đăng nhập đầu."
    );
    assert!(state.edit.is_none());
}

#[test]
fn a_pin_that_fails_adds_nobody_twice() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, NEW);
    update(&mut state, Msg::Changed(Ticket(2), Ok(done())), &mut cx);
    let failed = Err(Refusal::Invalid("pin"));
    update(&mut state, Msg::PinSet(Ticket(3), failed), &mut cx);
    assert!(said(&state, &cx).starts_with("Đã ghi cán bộ, chưa đặt được mã PIN."));
    assert_eq!(focus(&state), Some(Field::Pin));
    let effects = play(&mut state, &mut cx, "<f2>");
    assert!(
        matches!(effects.as_slice(), [Effect::SetPin { old: None, .. }]),
        "{effects:?}"
    );
}

#[test]
fn what_is_missing_or_wrong_is_said_under_the_cursor() {
    let cases = [
        (
            "<f2><f2>",
            Field::Name,
            "Chưa nhập Họ và tên. Mục này bắt buộc. (còn 2 mục nữa)",
        ),
        (
            "<f2>Mai<f2>",
            Field::Role(Role::Reception),
            "Chưa nhập Vai trò. Mục này bắt buộc. (còn 1 mục nữa)",
        ),
        (
            "<f2>Mai<enter><space><f2>",
            Field::Pin,
            "Chưa nhập Mã PIN. Mục này bắt buộc.",
        ),
        (
            "<f2>Mai<enter><space><enter>12<tab>",
            Field::Again,
            "Mã PIN phải có 4 đến 8 số. Nhập lại.",
        ),
        (
            "<f2>Mai<enter><space><enter>1234<enter>1243<f2>",
            Field::Again,
            text::PINS_DIFFER,
        ),
    ];
    for (keys, field, sentence) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
        assert_eq!(
            (focus(&state), said(&state, &cx).as_str()),
            (Some(field), sentence),
            "{keys}"
        );
    }
}

#[test]
fn only_what_is_different_is_asked_for() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<down><enter><f2>"), []);
    assert_eq!(said(&state, &cx), text::NOTHING_CHANGED);
    let keys = "<tab>Hộ tịch<tab><space><backtab><backtab><up>";
    play(&mut state, &mut cx, keys);
    let effects = play(&mut state, &mut cx, "<f2>");
    let change = Act::ChangeOfficer {
        officer: OfficerId(Uuid::from_u128(2)),
        name: None,
        title: Some("Hộ tịch".into()),
        roles: Some(Roles::default().with(Role::Processing)),
        active: None,
    };
    let (ticket, act) = act(&effects);
    assert_eq!(act, &change);
    update(&mut state, Msg::Changed(ticket, Ok(done())), &mut cx);
    assert_eq!(said(&state, &cx), "Đã ghi thay đổi của Nguyễn Văn Sơn.");
}

#[test]
fn an_officer_is_deactivated_and_the_last_administrator_is_not() {
    let (mut state, mut cx) = opened();
    let to_state = "<tab>".repeat(7);
    let effects = play(&mut state, &mut cx, &format!("<enter>{to_state}<space><f2>"));
    let (
        ticket,
        Act::ChangeOfficer {
            active: Some(false), ..
        },
    ) = act(&effects)
    else {
        panic!("{effects:?}");
    };
    let refused = Msg::Changed(ticket, Err(Refusal::LastHolder(Role::Administrator)));
    update(&mut state, refused, &mut cx);
    assert_eq!(
        said(&state, &cx),
        "Không còn ai khác giữ vai trò Quản trị. Giao cho người khác trước."
    );
    assert_eq!(focus(&state), Some(Field::Role(Role::Administrator)));
}

#[test]
fn a_new_pin_for_another_needs_no_act_and_ones_own_the_old_pin() {
    let (mut state, mut cx) = opened();
    let effects = play(
        &mut state,
        &mut cx,
        "<down><enter><backtab><backtab>2468<tab>2468<f2>",
    );
    let officer = OfficerId(Uuid::from_u128(2));
    let set = Effect::SetPin {
        ticket: Ticket(2),
        officer,
        old: None,
        new: Pin("2468".into()),
    };
    assert_eq!(effects, [set]);

    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<enter><backtab><backtab>2468<tab>2468<f2>");
    assert_eq!(focus(&state), Some(Field::OldPin));
    let effects = play(&mut state, &mut cx, "1234<f2>");
    assert!(
        matches!(effects.as_slice(), [Effect::SetPin { old: Some(_), .. }]),
        "{effects:?}"
    );
    update(
        &mut state,
        Msg::PinSet(Ticket(2), Err(Refusal::WrongPin { left: 4 })),
        &mut cx,
    );
    assert_eq!(focus(&state), Some(Field::OldPin));
}

#[test]
fn ones_own_roles_count_at_once() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<enter><tab><tab><space><f2>");
    update(&mut state, Msg::Changed(Ticket(2), Ok(done())), &mut cx);
    assert!(!cx.actor().roles.has(Role::Reception));
}

#[test]
fn esc_keeps_what_was_typed_but_no_pin() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<f2>Mai<backtab>12<esc>");
    assert_eq!(focus(&state), None);
    play(&mut state, &mut cx, "<f2>");
    let edit = state.edit.as_ref().unwrap();
    assert_eq!((edit.name.text(), edit.again.text()), ("Mai", ""));
    assert_eq!(play(&mut state, &mut cx, "<esc><esc>"), [Effect::Back]);
}

#[test]
fn only_administrators_add_and_change() {
    let (state, mut cx) = opened();
    cx.officer = Some(processing());
    assert_eq!(barred(&state, &cx), [Command::Commit, Command::Accept]);
}

#[test]
fn officers_are_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("list_80", shot(&state, &cx));
    insta::assert_snapshot!("list_120", wide(&mut state, &mut cx));
    play(
        &mut state,
        &mut cx,
        "<f2>Nguyễn Thị Mai<enter><space><enter>2468<enter>24",
    );
    insta::assert_snapshot!("new_80", shot(&state, &cx));
    insta::assert_snapshot!("new_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<esc><enter><tab><tab><tab>");
    insta::assert_snapshot!("own_80", shot(&state, &cx));
}

no_keys_panic!(48, opened());
