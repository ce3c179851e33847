//! Kinds, ban, device and decision by keys; what goes to the log, and to whom.

use super::*;
use crate::app::destination::Destination;
use crate::app::reply::Reply;
use crate::app::testing::{context, no_keys_panic, opens, play, shot, wide};
use crate::domain::act::{Act, Approval, ComponentChange, DossierAct, Pin};
use crate::domain::component::{Digitise, FileSource};
use crate::domain::ids::OfficerId;
use crate::screens::sample;
use chrono::NaiveDate;
use uuid::Uuid;

fn opened(change: impl FnOnce(&mut crate::domain::rows::ComponentView)) -> (State, Context) {
    let mut cx = context();
    let mut view = sample::view();
    let mut component = sample::component(1, "Bằng khoán đất năm 1941", (FileSource::Scan, 1));
    component.files.clear();
    component.digitise = Digitise::Todo;
    change(&mut component);
    let id = component.id;
    view.components = vec![component];
    let dossier = view.row.id;
    let (mut state, effects) = open((Some(dossier), id), &mut cx);
    assert_eq!(effects, [Effect::Ask(state.asked, Query::Dossier(dossier))]);
    let ticket = state.asked;
    let answer = Msg::Answered(ticket, Answer::Dossier(Some(Box::new(view))));
    update(&mut state, answer, &mut cx);
    (state, cx)
}

fn sent(effects: &[Effect]) -> (Ticket, DossierAct, Option<Approval>) {
    match effects {
        [Effect::Change(ticket, request)] => match &request.act {
            Act::Dossier { act, .. } => (*ticket, act.clone(), request.approval.clone()),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn edited(act: DossierAct) -> ComponentChange {
    match act {
        DossierAct::EditComponent { change, .. } => change,
        other => panic!("{other:?}"),
    }
}

fn done(cx: &Context) -> crate::domain::act::Done {
    crate::domain::act::Done {
        op: crate::domain::ids::OpId(Uuid::from_u128(9)),
        at: cx.now,
        touched: crate::domain::act::Touched::default(),
        outcome: crate::domain::act::Outcome::Plain,
    }
}

#[test]
fn a_kind_shows_the_letters_words_its_device_and_what_to_do() {
    let (mut state, mut cx) = opened(|_| {});
    play(&mut state, &mut cx, "<down><down><down><down><space>");
    let picture = shot(&state, &cx);
    insta::assert_snapshot!("fragile_80", picture);
    insta::assert_snapshot!("fragile_120", wide(&mut state, &mut cx));
    let (_, act, _) = sent(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(edited(act).traits, Some([Trait::Fragile].into()));
}

#[test]
fn not_to_digitise_is_written_as_a_wish_and_decided_by_a_leaders_pin() {
    let (mut state, mut cx) = opened(|_| {});
    // From the last stop up: nơi giữ, số hóa.
    play(&mut state, &mut cx, "<backtab>1<up>3");
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        [],
        "without a reason nothing goes"
    );
    assert_eq!(state.form.focus(), Field::Why);
    play(&mut state, &mut cx, "d<down>giay muc");
    insta::assert_snapshot!("exempt_80", shot(&state, &cx));
    let (ticket, act, approval) = sent(&play(&mut state, &mut cx, "<f2>"));
    let change = edited(act);
    assert_eq!(approval, None);
    assert_eq!(change.custody, Some(Some(Custody::Here)));
    let wish = change.proposal.unwrap().unwrap();
    assert_eq!(
        (wish.why, wish.reason.as_str()),
        (ExemptReason::Shared, "giay muc")
    );
    let answered = Msg::Changed(ticket, Ok(done(&cx)));
    let effects = update(&mut state, answered, &mut cx);
    let Some(Destination::Approve { not, .. }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(*not, cx.actor().id, "nobody approves for himself");
    let leader = Approval {
        officer: OfficerId(Uuid::from_u128(7)),
        pin: Pin("2468".into()),
    };
    let effects = update(&mut state, Msg::Replied(Reply::Approved(leader.clone())), &mut cx);
    let (_, act, approval) = sent(&effects);
    assert!(matches!(
        act,
        DossierAct::ExemptComponent {
            why: ExemptReason::Shared,
            ..
        }
    ));
    assert_eq!(approval, Some(leader.clone()));

    // A wrong PIN is asked for again at once, of him: what he types next is no text of the form.
    let wrong = Refusal::WrongPin { left: 4 };
    let Work::Deciding(ticket) = state.work else {
        panic!("{:?}", state.work)
    };
    let effects = update(&mut state, Msg::Changed(ticket, Err(wrong.clone())), &mut cx);
    let Some(Destination::Approve { wrong: asked, .. }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(*asked, Some((leader.officer, wrong)));
    let effects = update(&mut state, Msg::Replied(Reply::Approved(leader)), &mut cx);
    assert!(matches!(sent(&effects).1, DossierAct::ExemptComponent { .. }));
}

#[test]
fn without_a_leader_the_wish_stands() {
    let (mut state, mut cx) = opened(|_| {});
    play(&mut state, &mut cx, "<backtab><up>3<down>2<down>mat");
    let (ticket, ..) = sent(&play(&mut state, &mut cx, "<f2>"));
    update(&mut state, Msg::Changed(ticket, Ok(done(&cx))), &mut cx);
    let effects = update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert!(matches!(&effects[..], [Effect::Back, Effect::Say(message)] if message.text == text::WISHED));
}

#[test]
fn a_paper_that_waits_for_a_device_has_a_day_that_is_not_over() {
    let (mut state, mut cx) = opened(|_| {});
    play(&mut state, &mut cx, "<space><backtab><up>2<f2>");
    assert_eq!(state.form.focus(), Field::Remind);
    play(&mut state, &mut cx, "13022023<f2>");
    assert_eq!(chrome(&state, &cx).message.unwrap().text, text::DAY_OVER);
    state.remind.set_text("01/03/2023");
    let (_, act, _) = sent(&play(&mut state, &mut cx, "<f2>"));
    let change = edited(act);
    assert_eq!(change.digitise, Some(Digitise::Waiting));
    assert_eq!(change.remind_on, Some(NaiveDate::from_ymd_opt(2023, 3, 1)));
    insta::assert_snapshot!("waiting_80", shot(&state, &cx));
}

#[test]
fn what_another_body_thinks_is_not_copied_unless_the_law_is_named() {
    let (mut state, mut cx) = opened(|_| {});
    play(&mut state, &mut cx, &"<down>".repeat(8));
    play(&mut state, &mut cx, "<space>");
    insta::assert_snapshot!("other_body_80", shot(&state, &cx));
    play(&mut state, &mut cx, "<down>Dieu 9");
    let change = edited(sent(&play(&mut state, &mut cx, "<f2>")).1);
    assert_eq!(
        (change.of_other_body, change.basis),
        (Some(true), Some(Some("Dieu 9".into())))
    );
}

#[test]
fn a_decision_is_shown_with_who_made_it_and_is_given_up_only_by_digitising() {
    let (mut state, mut cx) = opened(|component| {
        component.digitise = Digitise::Exempt;
        component.exempt = Some(Exemption {
            why: ExemptReason::Fragile,
            reason: "giấy mục, mép rách".into(),
        });
        component.exempted = Some((
            "Nguyễn Văn Bình".into(),
            crate::app::testing::at("2023-02-14T14:15:00+07:00"),
        ));
    });
    play(&mut state, &mut cx, "<backtab>");
    insta::assert_snapshot!("decided_80", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f7>");
    assert!(matches!(
        &effects[..],
        [Effect::Start(_, crate::app::job::Job::MakeRecord { .. })]
    ));
    play(&mut state, &mut cx, "<up><up><up>1");
    let change = edited(sent(&play(&mut state, &mut cx, "<f2>")).1);
    assert_eq!(change.digitise, Some(Digitise::Todo));
}

no_keys_panic!(32, opened(|_| {}));

/// No leader is asked for what the log would refuse.
#[test]
fn a_paper_with_pages_in_it_is_not_exempted_and_no_pin_is_asked_for() {
    let part = crate::domain::pages::Part::Whole;
    let (mut state, mut cx) =
        opened(|it| it.pages = vec![sample::page(1, (1, part)), sample::page(2, (2, part))]);
    state.plan = crate::app::input::Choice::new(text::PLANS, Some(2));
    state.why = crate::app::input::Choice::new(["giấy mục"], Some(0));
    state.words.set("giấy mục, mép rách");
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    let said = state.message.clone().unwrap().text;
    assert_eq!(
        said,
        "Giấy này đang có 2 trang. Trả các trang về khay trước (F8, Del), rồi làm lại."
    );
}
