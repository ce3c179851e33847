use super::*;
use crate::app::testing::{at, context, drawn, hanh, no_keys_panic, officer, play, shot, wide};
use crate::domain::officer::{Role, Roles};

fn rows() -> OfficerRows {
    let role = |role| Roles::default().with(role);
    OfficerRows {
        officers: vec![
            hanh(),
            officer(2, "Nguyễn Văn Sơn", role(Role::Processing)),
            officer(3, "Võ Thị Lan", role(Role::Clerk)),
            officer(4, "Đinh Văn Rỡ", role(Role::Leader).with(Role::Processing)),
            Officer {
                active: false,
                ..officer(5, "Phan Văn Cũ", role(Role::Reception))
            },
        ],
        last: Some(OfficerId(uuid::Uuid::from_u128(1))),
        unit_name: "UBND xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        unit_code: "000.99.15.H08".into(),
        desk_no: 1,
        last_used: Some(at("2023-02-13T17:04:00+07:00")),
        must_change: vec![],
        without_pin: vec![],
        practice_pin: false,
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    cx.officer = None;
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects, [Effect::Ask(Ticket(1), Query::Officers)]);
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Officers(rows())),
        &mut cx,
    );
    (state, cx)
}

fn login(ticket: u64, officer: u128, pin: &str) -> Effect {
    let officer = OfficerId(uuid::Uuid::from_u128(officer));
    Effect::Login(Ticket(ticket), officer, Pin(pin.to_owned()))
}

#[test]
fn the_last_officer_needs_only_his_pin_and_enter() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "1234<enter>"), [login(2, 1, "1234")]);
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    let entered = LoggedIn {
        officer: hanh(),
        must_change: false,
    };
    let home = Effect::Replace(Box::new(Destination::Home));
    assert_eq!(
        update(&mut state, Msg::LoggedIn(Ticket(2), Ok(entered)), &mut cx),
        [home]
    );
}

#[test]
fn another_officer_is_pointed_at_and_may_have_to_choose_a_new_pin() {
    let (mut state, mut cx) = opened();
    assert_eq!(
        play(&mut state, &mut cx, "99<down>4321<enter>"),
        [login(2, 2, "4321")]
    );
    let entered = LoggedIn {
        officer: rows().officers[1].clone(),
        must_change: true,
    };
    let id = entered.officer.id;
    let new_pin = Effect::Replace(Box::new(Destination::NewPin(id)));
    assert_eq!(
        update(&mut state, Msg::LoggedIn(Ticket(2), Ok(entered)), &mut cx),
        [new_pin]
    );
    assert_eq!(play(&mut state, &mut cx, "<down><down><down><down>"), []);
    assert_eq!(state.pointer.at(), 3);
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left_and_empties_the_field() {
    let until = at("2023-02-14T08:10:00+07:00");
    let cases = [
        (Refusal::WrongPin { left: 4 }, "Mã PIN chưa đúng. Còn 4 lần nhập."),
        (
            Refusal::Locked { until },
            "Đã sai nhiều lần. Chờ đến 08:10, hoặc nhờ quản trị mở.",
        ),
    ];
    for (refusal, words) in cases {
        let (mut state, mut cx) = opened();
        play(&mut state, &mut cx, "1111<enter>");
        update(&mut state, Msg::LoggedIn(Ticket(2), Err(refusal)), &mut cx);
        assert_eq!(chrome(&state, &cx).message, Some(Message::error(words)));
        assert!(state.pin.is_empty());
        assert_eq!(drawn(&state, &cx).cursor, Some((33, 13)));
    }
}

/// Nobody has a PIN: the desk came back from a stick.
fn restored() -> (State, Context) {
    let (mut state, cx) = opened();
    state.rows.without_pin = state.rows.officers[..4].iter().map(|it| it.id).collect();
    (state, cx)
}

#[test]
fn where_nobody_has_a_pin_an_administrator_sets_the_first() {
    let (mut state, mut cx) = restored();
    assert_eq!(chrome(&state, &cx).message, Some(Message::advice(text::NO_PINS)));
    insta::assert_snapshot!("login_restored", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<down>12<enter>"), []);
    assert_eq!(state.message, Some(Message::error(text::ADMINISTRATOR_FIRST)));
    let first = Effect::Replace(Box::new(Destination::FirstPin(hanh().id)));
    assert_eq!(play(&mut state, &mut cx, "<up><enter>"), [first]);
    // One PIN is enough to go the usual way.
    state.rows.without_pin.pop();
    assert_eq!(play(&mut state, &mut cx, "1234<enter>"), [login(2, 1, "1234")]);
}

#[test]
fn enter_without_a_pin_asks_for_it_and_practice_tells_it() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    assert_eq!(state.message, Some(Message::error(text::NO_PIN)));
    play(&mut state, &mut cx, "1");
    cx.practice = true;
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::advice(text::ADVICE)),
        "it has its own PIN"
    );
    state.rows.practice_pin = true;
    assert_eq!(chrome(&state, &cx).message, Some(Message::advice(text::PRACTICE)));
    assert!(text::PRACTICE.contains(crate::domain::desk::PRACTICE_PIN));
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut context(), "1234");
    insta::assert_snapshot!("login", shot(&state, &cx));
    insta::assert_snapshot!("login_120", wide(&mut state, &mut cx));
    assert!(!format!("{state:?}").contains("1234"));
}

no_keys_panic!(32, opened());

#[test]
fn a_pin_and_enter_typed_before_the_officers_came_are_not_lost() {
    let mut cx = context();
    cx.officer = None;
    let (mut state, _) = open(&mut cx);
    assert_eq!(play(&mut state, &mut cx, "1234<enter>"), []);
    let came = Msg::Answered(Ticket(1), Answer::Officers(rows()));
    assert_eq!(update(&mut state, came, &mut cx), [login(2, 1, "1234")]);
}
