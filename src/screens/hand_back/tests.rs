use super::*;
use crate::app::testing::{asked_act, at, context, dossier_act, files_read, no_keys_panic, play, shot, wide};
use crate::domain::act::Touched;
use crate::domain::dossier::{ReturnWay, Status};
use crate::domain::manifest::Verified;
use crate::screens::sample;

fn came_with(state: &mut State, view: DossierView, cx: &mut Context) -> Vec<Effect> {
    let asked = state.asked;
    update(
        state,
        Msg::Answered(asked, Answer::Dossier(Some(Box::new(view)))),
        cx,
    )
}

fn opened(view: DossierView) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(view.row.id, &mut cx);
    came_with(&mut state, view, &mut cx);
    files_read(&mut state, &effects, Verified::default(), &mut cx);
    (state, cx)
}

fn sent(effects: &[Effect]) -> (Ticket, Receiver, ReturnWay) {
    match dossier_act(effects) {
        DossierAct::HandBack { receiver, way, .. } => (asked_act(effects).0, receiver, way),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_owner_collects_with_one_f2_and_a_second_one_does_nothing() {
    let (mut state, mut cx) = opened(sample::finished());
    let (ticket, receiver, way) = sent(&play(&mut state, &mut cx, "<f2><f2>"));
    assert_eq!(receiver.receiver_no, "052090001234");
    assert_eq!((receiver.receiver_basis, way), (None, ReturnWay::Desk));
    let done = Done {
        op: crate::domain::ids::OpId(uuid::Uuid::from_u128(1)),
        at: at("2023-02-14T10:55:00+07:00"),
        touched: Touched::default(),
        outcome: Outcome::Returned { papers: 1 },
    };
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done)), &mut cx);
    let said = "Đã trả kết quả cho Đinh Văn Đạt lúc 10:55. Bản điện tử đã vào kho.";
    assert_eq!(effects, [Effect::Back, Effect::Say(Message::done(said))]);
}

#[test]
fn an_authorised_person_takes_space_three_enters_and_f2() {
    let (mut state, mut cx) = opened(sample::finished());
    play(&mut state, &mut cx, "<space>");
    assert_eq!(state.form.focus(), Field::Name);
    play(
        &mut state,
        &mut cx,
        "Phan Van Tin<enter>052075003311<enter>Giay gioi thieu so 03<enter>",
    );
    insta::assert_snapshot!("authorised_80", shot(&state, &cx));
    let (_, receiver, _) = sent(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(receiver.receiver_name, "Phan Van Tin");
    assert_eq!(receiver.receiver_basis.as_deref(), Some("Giay gioi thieu so 03"));
}

#[test]
fn what_f2_will_do_is_said_before() {
    let (mut state, mut cx) = opened(sample::finished());
    insta::assert_snapshot!("owner_80", shot(&state, &cx));
    insta::assert_snapshot!("owner_120", wide(&mut state, &mut cx));
}

#[test]
fn what_lacks_is_named_and_gets_the_cursor() {
    let (mut state, mut cx) = opened(sample::finished());
    for (keys, field, start) in [
        ("<space><f2>", Field::Name, "Chưa nhập Họ tên người nhận"),
        ("Tin<f2>", Field::Number, "Chưa nhập Số giấy tờ"),
        ("123<f2>", Field::Number, "Số giấy tờ của người nhận chưa đúng"),
        ("456789<f2>", Field::Basis, "Chưa nhập Giấy ủy quyền"),
    ] {
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
        assert_eq!(state.form.focus(), field, "{keys}");
        assert!(state.message.as_ref().unwrap().text.starts_with(start), "{keys}");
    }
}

#[test]
fn what_was_handed_back_is_read_only_and_says_when_and_to_whom() {
    let mut view = sample::finished();
    view.row.status = Status::Returned;
    view.row.returned_at = Some(at("2023-02-14T10:55:00+07:00"));
    view.returned_by = Some("Đinh Thị Hạnh".into());
    view.receiver = Some(Receiver {
        receiver_name: "Phan Văn Tín".into(),
        receiver_no: "052075003311".into(),
        receiver_basis: Some("Giấy giới thiệu số 03".into()),
    });
    let (mut state, mut cx) = opened(view);
    insta::assert_snapshot!("returned_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<f2> x<enter>"), []);
}

#[test]
fn without_a_result_nothing_is_handed_back() {
    let mut view = sample::finished();
    view.outcomes.clear();
    view.product = crate::domain::dossier::Product::Open;
    let (mut state, mut cx) = opened(view);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(state.message.as_ref().unwrap().text.contains("chưa có kết quả"));
}

#[test]
fn f2_pressed_before_the_dossier_came_is_done_when_it_is_there() {
    let mut cx = context();
    let (mut state, opening) = open(sample::finished().row.id, &mut cx);
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(
        came_with(&mut state, sample::finished(), &mut cx),
        [],
        "its files are being read"
    );
    sent(&files_read(&mut state, &opening, Verified::default(), &mut cx));
}

#[test]
fn a_receivers_number_is_a_card_an_old_card_or_a_passport() {
    for (number, fits) in [
        ("052075003311", true),
        ("215404812", true),
        ("c1234567", true),
        ("05207500331", false),
        ("05207500331x", false),
        ("", false),
    ] {
        assert_eq!(is_number(number), fits, "{number}");
    }
}

#[test]
fn a_store_that_cannot_answer_is_said() {
    let (mut state, mut cx) = opened(sample::finished());
    let effects = update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Failed { code: "read" }),
        &mut cx,
    );
    assert!(matches!(&effects[..], [Effect::Say(message)] if message.text.contains("Chưa đọc được dữ liệu")));
}

no_keys_panic!(48, opened(sample::finished()));

#[test]
fn files_that_are_what_they_were_are_said_in_one_short_fact() {
    let mut cx = context();
    let (mut state, effects) = open(sample::finished().row.id, &mut cx);
    came_with(&mut state, sample::finished(), &mut cx);
    let verified = Verified {
        files: 3,
        pages: 4,
        ..Verified::default()
    };
    files_read(&mut state, &effects, verified.clone(), &mut cx);
    let text = shot(&state, &cx);
    assert!(text.contains("đã kiểm tra 3 tệp ✓"), "{text}");
    let DossierAct::HandBack { verified: kept, .. } = dossier_act(&play(&mut state, &mut cx, "<f2>")) else {
        panic!("no hand-back");
    };
    assert_eq!(kept, Some(verified));
}
