use super::request::read_time;
use super::*;
use crate::app::testing::{any_keys, at, context, dossier_act, play, said, shot, wide};
use crate::domain::act::{Came, DossierAct, Pin, Touched};
use crate::domain::component::{FileSource, PaperForm, Submission, WaitKind};
use crate::domain::dossier::{OfficerName, Status};
use crate::domain::draft::{Draft, PickedProcedure};
use crate::domain::held;
use crate::domain::moves::StepRole;
use crate::domain::rows::{WaitView, WorkflowView};
use crate::domain::special::Custody;
use crate::screens::sample;
use chrono::NaiveTime;
use proptest::prelude::*;

const ALL: [Move; 8] = [
    Move::Refuse,
    Move::Withdraw,
    Move::Stop,
    Move::Apologise,
    Move::Void,
    Move::SetCabinet,
    Move::ForwardBack,
    Move::ReceiveSupplement,
];

fn opened(which: Move, view: DossierView) -> (State, Context) {
    let mut cx = context();
    let (mut state, _) = open(Some(view.row.id), which, &mut cx);
    let (first, second) = state.asked;
    update(
        &mut state,
        Msg::Answered(first, Answer::Dossier(Some(Box::new(view)))),
        &mut cx,
    );
    let back = NextStep {
        no: 2,
        name: "Xử lý".into(),
        role: StepRole::Processing,
        officers: vec![OfficerName { ..sample::son() }],
        units: vec![],
        finishes: false,
        due: None,
    };
    let flow = WorkflowView {
        next: vec![back],
        ..WorkflowView::default()
    };
    update(
        &mut state,
        Msg::Answered(second, Answer::NextSteps(flow)),
        &mut cx,
    );
    (state, cx)
}

fn fitting(which: Move) -> DossierView {
    let mut view = sample::view();
    match which {
        Move::ForwardBack => view = sample::finished(),
        Move::ReceiveSupplement => {
            view.row.status = Status::Supplement;
            view.waits = vec![WaitView {
                round: 1,
                kind: WaitKind::Supplement,
                asked_at: at("2023-02-13T11:00:00+07:00"),
                items: vec!["Giấy xác nhận khuyết tật".into()],
                answered_at: None,
                due: (None, None),
            }];
        }
        Move::Refuse => {
            view.row.status = Status::Registered;
            view.row.code = None;
        }
        _ => {}
    }
    view
}

#[test]
fn every_dialog_stands_with_no_as_its_default() {
    for which in ALL {
        let (mut state, mut cx) = opened(which, fitting(which));
        insta::assert_snapshot!(format!("{which:?}_80"), shot(&state, &cx));
        insta::assert_snapshot!(format!("{which:?}_120"), wide(&mut state, &mut cx));
    }
}

#[test]
fn enter_on_the_ways_is_no_and_f2_is_yes() {
    let (mut state, mut cx) = opened(Move::Withdraw, sample::view());
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        [Effect::Answer(Reply::Nothing)]
    );
    let DossierAct::Withdraw {
        reason,
        papers_given_back,
    } = dossier_act(&play(&mut state, &mut cx, "<f2><f2>"))
    else {
        panic!();
    };
    assert_eq!(reason, "Chủ hồ sơ đề nghị rút");
    let held = "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân; Quyết định ly hôn đã có hiệu lực";
    assert_eq!(papers_given_back, held, "what came from the kho is no paper here");
}

#[test]
fn what_is_given_back_is_what_lies_here_on_paper_and_the_dialog_counts_just_that() {
    let mut view = sample::view();
    let [form, card, decision] = &mut view.components[..] else {
        panic!();
    };
    form.name = "Tờ khai; có 2 mặt".into();
    card.files.clear();
    let brought_later = sample::component(4, &"Giấy xác nhận dài ".repeat(20), (FileSource::Scan, 1));
    let mut void = sample::component(5, "Nhập nhầm", (FileSource::Scan, 1));
    void.void_reason = Some("nhầm".into());
    let mut given_back = sample::component(6, "Sổ gốc", (FileSource::Scan, 1));
    given_back.custody = Some(Custody::Returned);
    let mut sent = sample::component(7, "Tệp ký số", (FileSource::Picked, 1));
    sent.form = PaperForm::Electronic;
    card.submission = Submission::Present;
    decision.received = false;
    let name = brought_later.name.trim().to_owned();
    view.components.extend([brought_later, void, given_back, sent]);

    let (mut state, mut cx) = opened(Move::Withdraw, view);
    assert!(shot(&state, &cx).contains("trả lại 2 giấy tờ bản giấy"));
    let act = dossier_act(&play(&mut state, &mut cx, "<f2>"));
    let DossierAct::Withdraw {
        papers_given_back: papers,
        ..
    } = &act
    else {
        panic!();
    };
    let listed: Vec<&str> = held::each(papers).collect();
    assert_eq!(listed, ["Tờ khai, có 2 mặt", name.as_str()]);
}

#[test]
fn an_officer_who_takes_a_paper_off_the_list_sees_it_in_the_count() {
    let mut view = sample::view();
    view.components.truncate(1);
    let (mut state, mut cx) = opened(Move::Withdraw, view);
    let keys = format!("<up>{}", "<backspace>".repeat(60));
    play(&mut state, &mut cx, &keys);
    assert_eq!(typed(&state, Field::Papers), "");
    assert!(shot(&state, &cx).contains("không có giấy tờ bản giấy phải trả lại"));
}

#[test]
fn a_reason_is_never_missing() {
    for which in ALL {
        let (mut state, mut cx) = opened(which, fitting(which));
        let needed = fields_of(which).iter().filter(|(_, required)| *required).count();
        if !stops(&state)
            .iter()
            .any(|stop| stop.state == StopState::EmptyRequired)
        {
            continue;
        }
        assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "{which:?} needs {needed}");
        assert_eq!(
            state.message.as_ref().unwrap().kind,
            crate::app::chrome::MessageKind::Error
        );
    }
}

#[test]
fn what_came_is_named_paper_by_paper_and_what_did_not_is_left_out() {
    let mut view = fitting(Move::ReceiveSupplement);
    view.waits[0].items = vec![
        "Nộp Quyết định ly hôn đã có hiệu lực".into(),
        "Thẻ căn cước công dân: mờ".into(),
        "Nộp Ảnh 4 x 6".into(),
    ];
    let (mut state, mut cx) = opened(Move::ReceiveSupplement, view.clone());
    assert!(shot(&state, &cx).contains("Đã nộp 3/3"));
    play(&mut state, &mut cx, "<down><space>");
    let seen = shot(&state, &cx);
    assert!(
        seen.contains("Đã nộp 2/3") && seen.contains("[ ] Thẻ căn cước công dân: mờ"),
        "{seen}"
    );
    assert_eq!(said(&state, &cx), text::lacks(1));
    let DossierAct::ReceiveSupplement { papers, came } =
        dossier_act(&play(&mut state, &mut cx, "<tab>Don;  ; To khai<f2>"))
    else {
        panic!();
    };
    assert_eq!(
        papers,
        "Quyết định ly hôn đã có hiệu lực; Ảnh 4 x 6; Don; To khai"
    );
    let named = |it: &Came| match it {
        Came::Listed(id) => view
            .components
            .iter()
            .find(|it| it.id == *id)
            .unwrap()
            .name
            .clone(),
        Came::Other { name, .. } => format!("+ {name}"),
    };
    let named: Vec<String> = came.iter().map(named).collect();
    assert_eq!(
        named,
        [
            "Quyết định ly hôn đã có hiệu lực",
            "+ Ảnh 4 x 6",
            "+ Don",
            "+ To khai"
        ]
    );
}

#[test]
fn what_did_not_come_stays_so_when_the_dialog_is_left_and_opened_again() {
    let mut view = fitting(Move::ReceiveSupplement);
    view.waits[0].items = vec!["Nộp Giấy số 1".into(), "Nộp Giấy số 2".into()];
    let (mut state, mut cx) = opened(Move::ReceiveSupplement, view.clone());
    let before = state.written();
    play(&mut state, &mut cx, "<down><space>");
    assert_ne!(state.written(), before, "it is something the officer wrote");
    assert!(!update(&mut state, Msg::Reopened, &mut cx).is_empty());
    view.waits[0].items.push("Nộp Giấy số 3".into());
    let reread = Msg::Answered(state.asked.0, Answer::Dossier(Some(Box::new(view))));
    update(&mut state, reread, &mut cx);
    let seen = shot(&state, &cx);
    assert!(
        seen.contains("Đã nộp 2/3") && seen.contains("[ ] Nộp Giấy số 2"),
        "{seen}"
    );
}

#[test]
fn where_nothing_came_nothing_is_received_and_the_rest_of_a_long_list_scrolls() {
    let mut view = fitting(Move::ReceiveSupplement);
    view.waits[0].items = (1..=9).map(|n| format!("Nộp Giấy số {n}")).collect();
    let (mut state, mut cx) = opened(Move::ReceiveSupplement, view);
    let seen = shot(&state, &cx);
    assert!(seen.contains("Đã nộp 9/9") && seen.contains("Giấy số 6") && !seen.contains("Giấy số 7"));
    assert!(seen.contains("F2   Nhận bổ sung"), "{seen}");
    play(&mut state, &mut cx, &"<space>".repeat(9));
    assert!(shot(&state, &cx).contains("[ ] Nộp Giấy số 9"));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(state.form.focus(), Field::Brought);
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Chưa chọn giấy tờ nào.")
    );
}

#[test]
fn a_sample_reason_is_taken_by_f4() {
    let (mut state, mut cx) = opened(Move::Void, sample::view());
    assert!(matches!(
        &play(&mut state, &mut cx, "<f4>")[..],
        [Effect::Open(_)]
    ));
    update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    let DossierAct::Void { reason } = dossier_act(&play(&mut state, &mut cx, "<f2>")) else {
        panic!();
    };
    assert_eq!(reason, "Nhập nhầm chủ hồ sơ");
}

#[test]
fn stopping_waits_for_a_leaders_pin() {
    let (mut state, mut cx) = opened(Move::Stop, sample::view());
    let effects = play(&mut state, &mut cx, "da chet<enter>Dieu 5<f2>");
    let [Effect::Open(to)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert!(matches!(**to, Destination::Approve { not, .. } if not == cx.actor().id));
    let approval = Approval {
        officer: sample::son().id,
        pin: Pin("1234".into()),
    };
    let effects = update(
        &mut state,
        Msg::Replied(Reply::Approved(approval.clone())),
        &mut cx,
    );
    let [Effect::Change(_, request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(request.approval, Some(approval));
}

#[test]
fn a_new_promise_is_a_day_and_a_time_after_the_old_one() {
    let (mut state, mut cx) = opened(Move::Apologise, sample::view());
    play(&mut state, &mut cx, "cho xac minh<enter>1502<f2>");
    assert_eq!(state.form.focus(), Field::Date);
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Ngày hẹn lại phải sau ngày hẹn 16/02/2023")
    );
    play(&mut state, &mut cx, &"<backspace>".repeat(10));
    let DossierAct::Apologise { promised_at, .. } = dossier_act(&play(&mut state, &mut cx, "1702<f2>"))
    else {
        panic!();
    };
    assert_eq!(promised_at, at("2023-02-17T17:00:00+07:00"));
    assert_eq!(read_time("16h30"), NaiveTime::from_hms_opt(16, 30, 0));
    assert_eq!(read_time("0730"), NaiveTime::from_hms_opt(7, 30, 0));
    assert_eq!(read_time("25:00"), None);
}

#[test]
fn it_goes_back_to_the_step_that_processes() {
    let (mut state, mut cx) = opened(Move::ForwardBack, sample::finished());
    let effects = play(&mut state, &mut cx, "sai so<f2>");
    assert_eq!(
        dossier_act(&effects),
        DossierAct::ForwardBack {
            to_step: 2,
            to_officer: Some(sample::son().id),
            reason: "sai so".into()
        }
    );
}

#[test]
fn a_draft_is_refused_with_all_it_knows() {
    let mut cx = context();
    let mut draft = Draft::new(sample::row(1).id);
    draft.holder.holder_name = "Hồ Thị Lan".into();
    draft.subject = "Trợ cấp xã hội".into();
    cx.draft = Some(draft.clone());
    let (mut state, effects) = open(None, Move::Refuse, &mut cx);
    assert_eq!(effects, []);
    let effects = play(&mut state, &mut cx, "khong du<enter>Dieu 9<f2>");
    let DossierAct::Refuse { draft: sent, .. } = dossier_act(&effects) else {
        panic!();
    };
    assert_eq!(sent, Some(Box::new(draft.clone())));
    let [Effect::Change(ticket, _)] = &effects[..] else {
        panic!();
    };
    let done = Done {
        op: crate::domain::ids::OpId(uuid::Uuid::from_u128(1)),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Numbered {
            number: "0001/TC".into(),
        },
    };
    let effects = update(&mut state, Msg::Changed(*ticket, Ok(done)), &mut cx);
    let said = "Đã từ chối tiếp nhận, đã cấp số phiếu từ chối. Số 0001/TC.";
    let slip = SlipWanted::Newest {
        dossier: draft.id,
        kind: crate::domain::slip::SlipKind::Refusal,
    };
    let slip = Effect::Open(Box::new(Destination::Slip(slip)));
    assert_eq!(effects, [Effect::Home, slip, Effect::Say(Message::done(said))]);
}

#[test]
fn a_draft_that_names_nobody_is_asked_who_and_what_for_before_it_is_refused() {
    let mut cx = context();
    cx.draft = Some(Draft::new(sample::row(1).id));
    let (mut state, _) = open(None, Move::Refuse, &mut cx);
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!((effects, state.form.focus()), (vec![], Field::Holder));
    let effects = play(
        &mut state,
        &mut cx,
        "Vo Huu Phuc<enter>cap dat<enter>khong du<enter>Dieu 9<f2>",
    );
    let DossierAct::Refuse {
        draft: Some(sent), ..
    } = dossier_act(&effects)
    else {
        panic!();
    };
    assert_eq!(sent.holder.holder_name, "Vo Huu Phuc");
    assert_eq!(sent.subject, "cap dat");
}

#[test]
fn what_no_catalogue_has_is_named_anew_whatever_procedure_the_draft_had_before() {
    let mut cx = context();
    let mut draft = Draft::new(sample::row(1).id);
    draft.holder.holder_name = "Hồ Thị Lan".into();
    draft.procedure = Some(PickedProcedure {
        code: "1.001193".into(),
        name: "Đăng ký khai sinh".into(),
        sector: "Hộ tịch".into(),
        version: "00".repeat(16),
        workflow: 0,
        case: None,
    });
    draft.components = vec![
        sample::draft_component(1, "Tờ khai"),
        sample::draft_component(2, "Giấy chứng sinh"),
    ];
    draft.components[0].received = true;
    let came = draft.components[0].name.clone();
    assert!(draft.procedure.is_some() && draft.components.len() > 1);
    cx.draft = Some(draft.clone());
    let (mut state, _) = open_unlisted(&mut cx);
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!((effects, state.form.focus()), (vec![], Field::Subject));
    let effects = play(&mut state, &mut cx, "cap so do<enter>khong du<enter>Dieu 9<f2>");
    let DossierAct::Refuse {
        draft: Some(sent), ..
    } = dossier_act(&effects)
    else {
        panic!();
    };
    assert_eq!((sent.procedure, sent.subject.as_str()), (None, "cap so do"));
    let papers: Vec<_> = sent.components.iter().map(|it| (&it.name, it.kind_ref)).collect();
    assert_eq!(papers, [(&came, None)], "what came stays, of no list");
    assert_eq!(cx.draft, Some(draft), "left by Esc, the draft is as it was");
}

#[test]
fn a_refusal_of_the_store_names_its_field() {
    let (mut state, mut cx) = opened(Move::Void, sample::view());
    let effects = play(&mut state, &mut cx, "nham<f2>");
    let [Effect::Change(ticket, _)] = &effects[..] else {
        panic!();
    };
    update(
        &mut state,
        Msg::Changed(*ticket, Err(Refusal::NeedsReason)),
        &mut cx,
    );
    assert_eq!(state.form.focus(), Field::Reason);
    assert!(state.busy.is_none());
}

proptest! {
    #[test]
    fn no_key_breaks_a_dialog(keys in any_keys(), at in 0_usize..8) {
        let (mut state, mut cx) = opened(ALL[at], fitting(ALL[at]));
        play(&mut state, &mut cx, &keys.concat());
        shot(&state, &cx);
    }
}

#[test]
fn an_hour_the_office_does_not_work_is_refused_at_the_hour() {
    let (mut state, mut cx) = opened(Move::Apologise, sample::view());
    play(&mut state, &mut cx, "cho xac minh<enter>1702<tab>");
    assert_eq!(state.form.focus(), Field::Time);
    set(&mut state, Field::Time, "12:00");
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(state.form.focus(), Field::Time);
    let said = &state.message.as_ref().unwrap().text;
    assert!(said.contains("07:00–11:30"), "{said}");
    set(&mut state, Field::Time, "11:30");
    assert_eq!(play(&mut state, &mut cx, "<f2>").len(), 1);
}
