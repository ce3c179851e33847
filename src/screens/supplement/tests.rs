use super::*;
use crate::app::testing::{asked_act, context, dossier_act, no_keys_panic, play, shot, wide};
use crate::domain::act::{Pin, Touched};
use crate::domain::component::{PaperForm, Required, Submission};
use crate::domain::dossier::Sex;
use crate::domain::draft::{DraftComponent, PickedProcedure};
use crate::domain::ids::ComponentId;
use crate::screens::sample;

fn component(n: u128, name: &str, received: bool) -> DraftComponent {
    DraftComponent {
        id: ComponentId(uuid::Uuid::from_u128(n)),
        kind_ref: None,
        name: name.into(),
        required: Required::Yes,
        submission: Submission::Submit,
        received,
        not_applicable: false,
        copies: 1,
        form: PaperForm::Plain,
        reject_reason: None,
        files: vec![],
        keep: false,
        care: crate::domain::special::Care::default(),
    }
}

fn draft() -> Draft {
    let mut draft = Draft::new(sample::row(1).id);
    draft.holder.holder_name = "Hồ Thị Lan".into();
    draft.holder.sex = Some(Sex::Female);
    draft.procedure = Some(PickedProcedure {
        code: "1.001776".into(),
        name: "Trợ cấp xã hội hằng tháng".into(),
        sector: "Bảo trợ xã hội".into(),
        version: String::new(),
        workflow: 0,
        case: None,
    });
    let unsigned = DraftComponent {
        reject_reason: Some("chưa ký ở mục người khai".into()),
        ..component(2, "Tờ khai đề nghị trợ giúp xã hội", true)
    };
    draft.components = vec![
        component(1, "Giấy xác nhận khuyết tật", false),
        unsigned,
        component(3, "Thẻ căn cước công dân", true),
    ];
    draft
}

fn from_draft() -> (State, Context) {
    let mut cx = context();
    cx.settings
        .0
        .insert("contact_phone".into(), "0256 3 874 001".into());
    cx.draft = Some(draft());
    let (state, effects) = open(None, &mut cx);
    assert_eq!(effects, []);
    (state, cx)
}

fn of_dossier(view: DossierView) -> (State, Context) {
    let mut cx = context();
    let (mut state, _) = open(Some(view.row.id), &mut cx);
    let asked = state.asked;
    update(
        &mut state,
        Msg::Answered(asked, Answer::Dossier(Some(Box::new(view)))),
        &mut cx,
    );
    (state, cx)
}

fn sent(effects: &[Effect]) -> (Ticket, DossierAct, Option<Approval>) {
    let (ticket, request) = asked_act(effects);
    (ticket, dossier_act(effects), request.approval.clone())
}

#[test]
fn the_request_stands_as_w24_draws_it() {
    let (mut state, mut cx) = from_draft();
    insta::assert_snapshot!("draft_80", shot(&state, &cx));
    insta::assert_snapshot!("draft_120", wide(&mut state, &mut cx));
}

#[test]
fn f2_asks_once_whether_that_is_all_and_1_makes_the_form() {
    let (mut state, mut cx) = from_draft();
    let effects = play(&mut state, &mut cx, "<f2>");
    assert!(
        matches!(&effects[..], [Effect::Open(to)] if matches!(**to, Destination::AskChoice { pointed: 1, .. }))
    );
    let effects = update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    let (ticket, act, _) = sent(&effects);
    let DossierAct::AskSupplement {
        draft: sent, items, ..
    } = act
    else {
        panic!();
    };
    assert_eq!(sent, Some(Box::new(draft())));
    assert_eq!(
        items,
        [
            "Nộp Giấy xác nhận khuyết tật",
            "Tờ khai đề nghị trợ giúp xã hội: chưa ký ở mục người khai"
        ]
    );
    let done = Done {
        op: crate::domain::ids::OpId(uuid::Uuid::from_u128(1)),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Numbered {
            number: "0001/BS".into(),
        },
    };
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done)), &mut cx);
    let shown = Effect::Restart(Box::new(Destination::Dossier(draft().id)));
    let said = Message::done("Đã lập phiếu yêu cầu bổ sung số 0001/BS, 2 mục.");
    let slip = SlipWanted::Newest {
        dossier: draft().id,
        kind: SlipKind::Supplement,
    };
    let slip = Effect::Open(Box::new(Destination::Slip(slip)));
    assert_eq!(effects, [shown, slip, Effect::Say(said)]);
}

#[test]
fn a_paper_that_is_only_shown_is_asked_to_be_shown_and_not_handed_in() {
    let mut cx = context();
    let mut asked = draft();
    asked.components[0].submission = Submission::Present;
    cx.draft = Some(asked);
    let (state, _) = open(None, &mut cx);
    assert_eq!(ticked(&state)[0], "Xuất trình Giấy xác nhận khuyết tật");

    let mut view = sample::view();
    view.components[1].submission = Submission::Present;
    view.components[2].received = false;
    view.components[2].submission = Submission::Present;
    let (state, _) = of_dossier(view);
    let wordings: Vec<&str> = state.items.iter().map(|it| it.wording.as_str()).collect();
    assert_eq!(
        wordings[1..],
        [
            "Xuất trình lại Thẻ căn cước công dân",
            "Xuất trình Quyết định ly hôn đã có hiệu lực"
        ]
    );
}

#[test]
fn looking_again_asks_nothing() {
    let (mut state, mut cx) = from_draft();
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx), []);
}

#[test]
fn an_own_item_is_added_ticked() {
    let (mut state, mut cx) = from_draft();
    let effects = play(&mut state, &mut cx, "<end><enter>");
    assert!(matches!(&effects[..], [Effect::Open(_)]));
    update(&mut state, Msg::Replied(Reply::Text("Ảnh 4 x 6".into())), &mut cx);
    assert_eq!(ticked(&state).last().map(String::as_str), Some("Ảnh 4 x 6"));
}

#[test]
fn nothing_ticked_is_refused_at_the_list() {
    let (mut state, mut cx) = from_draft();
    assert_eq!(play(&mut state, &mut cx, "<space><space><f2>"), []);
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Chưa chọn nội dung")
    );
    assert_eq!(state.form.focus(), Field::Items);
}

#[test]
fn an_error_goes_with_its_cause_and_rows_below_the_window_are_announced() {
    let mut cx = context();
    let mut draft = draft();
    let more = (4..12).map(|n| component(n, &format!("Giấy tờ số {n}"), false));
    draft.components.extend(more);
    *cx.draft_mut() = draft;
    let (mut state, _) = open(None, &mut cx);
    assert!(shot(&state, &cx).contains("còn nữa ↓"));
    play(&mut state, &mut cx, "<ctrl-a>");
    let seen = shot(&state, &cx);
    assert!(seen.contains("mục nữa"), "{seen}");
    for at in 0..state.items.len() {
        state.table.tick(&at, false);
    }
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(state.message, Some(Message::error(text::NOTHING_TICKED)));
    play(&mut state, &mut cx, "1");
    assert_eq!(state.message, None);
}

#[test]
fn what_is_pressed_before_the_dossier_is_read_is_done_afterwards() {
    let view = sample::view();
    let mut cx = context();
    let (mut state, _) = open(Some(view.row.id), &mut cx);
    assert_eq!(play(&mut state, &mut cx, "2"), []);
    let (asked, answer) = (state.asked, Answer::Dossier(Some(Box::new(view))));
    update(&mut state, Msg::Answered(asked, answer), &mut cx);
    let (mut later, mut cx) = of_dossier(sample::view());
    play(&mut later, &mut cx, "2");
    assert_eq!(ticked(&state), ticked(&later));
    assert_ne!(
        ticked(&state),
        ticked(&of_dossier(sample::view()).0),
        "the key did something"
    );
}

#[test]
fn a_second_round_needs_a_leader() {
    let mut view = sample::view();
    view.rounds = 1;
    view.components[1].reject_reason = Some("mờ".into());
    let (mut state, mut cx) = of_dossier(view);
    assert_eq!(play(&mut state, &mut cx, "<f2>").len(), 1);
    let effects = update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    assert!(matches!(&effects[..], [Effect::Open(to)] if matches!(**to, Destination::Approve { .. })));
    let approval = Approval {
        officer: sample::son().id,
        pin: Pin("1234".into()),
    };
    let effects = update(
        &mut state,
        Msg::Replied(Reply::Approved(approval.clone())),
        &mut cx,
    );
    assert_eq!(sent(&effects).2, Some(approval));
}

#[test]
fn a_finished_dossier_is_not_asked_for() {
    let (mut state, mut cx) = of_dossier(sample::finished());
    assert_eq!(play(&mut state, &mut cx, "1<f2>"), []);
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Trạng thái hồ sơ")
    );
}

no_keys_panic!(48, from_draft());
