use super::*;
use crate::app::testing::{at, context, drawn, no_keys_panic, play, said, shot, wide};
use crate::domain::act::{Outcome, Touched};
use crate::domain::component::{Required, Submission};
use crate::domain::dossier::{Account, AccountFinding, AccountSource, Status};
use crate::domain::draft::PickedProcedure;
use crate::domain::ids::{DossierId, OpId};
use crate::screens::sample;
use uuid::Uuid;

fn component(n: u32, name: &str) -> DraftComponent {
    DraftComponent {
        submission: if n == 3 {
            Submission::Present
        } else {
            Submission::Submit
        },
        received: true,
        ..sample::draft_component(n, name)
    }
}

fn fill(cx: &mut Context) {
    let now = cx.now;
    let draft = cx.draft_mut();
    draft.holder.holder_no = "052192004567".into();
    draft.holder.holder_name = "Đinh Thị Hà".into();
    draft.holder.phone = "0905123456".into();
    draft.holder.address.address_text = "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".into();
    draft.account = Some(AccountFinding {
        account: Account::Exists,
        account_at: Some(now),
        account_source: AccountSource::Officer,
        account_reason: None,
    });
    draft.procedure = Some(PickedProcedure {
        code: "1.001193".into(),
        name: "Đăng ký khai sinh".into(),
        sector: "Hộ tịch".into(),
        version: "ab".into(),
        workflow: 1,
        case: None,
    });
    draft.components = vec![
        component(1, "Tờ khai đăng ký khai sinh"),
        component(2, "Giấy chứng sinh"),
        component(3, "Thẻ căn cước của cha, mẹ"),
    ];
}

fn due() -> DuePreview {
    DuePreview {
        received_at: at("2023-02-14T08:05:00+07:00"),
        limit: "trong ngày".into(),
        stated: None,
        due_at: Some(at("2023-02-14T17:00:00+07:00")),
        steps: vec![],
        uncertain: false,
        after_cutoff: false,
        hours: String::new(),
        since: Box::default(),
    }
}

fn opened(cx: &mut Context, twins: Vec<DossierRow>) -> State {
    let (mut state, effects) = open(cx);
    assert!(matches!(&effects[0], Effect::Ask(_, Query::Due { code, .. }) if code == "1.001193"));
    let tickets = (state.due_ticket, state.duplicates_ticket);
    update(&mut state, Msg::Answered(tickets.0, Answer::Due(Some(due()))), cx);
    update(
        &mut state,
        Msg::Answered(tickets.1, Answer::Duplicates(twins)),
        cx,
    );
    let fees = Msg::Answered(state.fees_ticket, Answer::Fees(vec![]));
    update(&mut state, fees, cx);
    state
}

fn lacking(cx: &mut Context) -> State {
    fill(cx);
    let draft = cx.draft_mut();
    draft.components[0].reject_reason = Some("Chưa ký".into());
    draft.components[1].received = false;
    opened(cx, vec![sample::view().row])
}

#[test]
fn a_complete_dossier_is_accepted_by_f2_only_and_once() {
    let mut cx = context();
    fill(&mut cx);
    let mut state = opened(&mut cx, vec![]);
    insta::assert_snapshot!("complete", shot(&state, &cx));
    insta::assert_snapshot!("complete_120", wide(&mut state, &mut cx));
    assert!(play(&mut state, &mut cx, "<enter>").is_empty());
    assert_eq!(said(&state, &cx), "Bấm F2 để tiếp nhận.");
    let effects = play(&mut state, &mut cx, "<f2><f2><f2>");
    assert_eq!(effects.len(), 1);
    let Effect::Change(ticket, request) = &effects[0] else {
        panic!("{effects:?}")
    };
    let dossier = cx.draft.clone().unwrap().id;
    let act = DossierAct::Accept(Box::new(cx.draft.clone().unwrap()));
    assert_eq!(request.act, Act::Dossier { dossier, act });
    let done = Done {
        op: OpId(Uuid::nil()),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Plain,
    };
    let effects = update(&mut state, Msg::Changed(*ticket, Ok(done)), &mut cx);
    assert_eq!(
        effects,
        [Effect::Restart(Box::new(Destination::Received { dossier }))]
    );
}

#[test]
fn an_incomplete_dossier_has_three_ways_on() {
    let mut cx = context();
    let mut state = lacking(&mut cx);
    insta::assert_snapshot!("lacking", shot(&state, &cx));
    insta::assert_snapshot!("lacking_120", wide(&mut state, &mut cx));
    assert!(play(&mut state, &mut cx, "<f2>").is_empty());
    assert_eq!(said(&state, &cx), "Còn thiếu 2 mục. Chọn 1, 2 hoặc 3.");
    let to = |destination| vec![Effect::Open(Box::new(destination))];
    assert_eq!(play(&mut state, &mut cx, "1"), to(Destination::Supplement(None)));
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        to(Destination::Supplement(None))
    );
    assert_eq!(play(&mut state, &mut cx, "2"), vec![refuse()]);
    assert_eq!(
        play(&mut state, &mut cx, "4"),
        to(Destination::Dossier(sample::view().row.id))
    );
}

/// What the key line shows for digits.
fn digits(state: &State, cx: &Context) -> Vec<String> {
    let offers = chrome(state, cx).offers.into_iter();
    let digits = offers.filter(|it| matches!(it.command, Command::Digit(_)));
    digits
        .filter_map(|it| it.keys)
        .map(std::borrow::Cow::into_owned)
        .collect()
}

#[test]
fn the_key_line_names_the_digits_that_do_something() {
    let mut cx = context();
    let state = lacking(&mut cx);
    assert_eq!(digits(&state, &cx), ["1–4"], "three ways, and the twin");
    fill(&mut cx);
    cx.draft_mut().components[1].received = false;
    let state = opened(&mut cx, vec![]);
    assert_eq!(digits(&state, &cx), ["1–3"]);
    fill(&mut cx);
    let state = opened(&mut cx, vec![]);
    assert_eq!(digits(&state, &cx), [""; 0]);
    let mut state = opened(&mut cx, vec![sample::view().row]);
    assert_eq!(digits(&state, &cx), ["4"]);
    let long = "000.99.15.H08-261130-0002";
    state.duplicates.as_mut().unwrap()[0].code = Some(long.into());
    state.draft.as_mut().unwrap().holder.holder_name = "Nguyễn Thị Thanh Huyền".into();
    assert!(shot(&state, &cx).contains(&format!("{long} (4 mở xem)")));
}

#[test]
fn a_twin_without_a_code_is_warned_of_too() {
    let waiting = |status| DossierRow {
        id: DossierId(Uuid::from_u128(77)),
        code: None,
        status,
        ..sample::view().row
    };
    for (status, words) in [
        (
            Status::Registered,
            "? Đang có hồ sơ cùng thủ tục: trực tuyến, đang chờ tiếp nhận (4 mở xem)",
        ),
        (
            Status::Supplement,
            "? Đang có hồ sơ cùng thủ tục: chưa cấp số, đang chờ bổ sung (4 mở xem)",
        ),
    ] {
        let mut cx = context();
        fill(&mut cx);
        let mut state = opened(&mut cx, vec![waiting(status)]);
        let shown = shot(&state, &cx);
        assert!(shown.contains(words), "{shown}");
        assert!(!shown.contains("Không trùng"), "{shown}");
        let twin = Destination::Dossier(DossierId(Uuid::from_u128(77)));
        let opens = play(&mut state, &mut cx, "4");
        assert_eq!(opens, vec![Effect::Open(Box::new(twin))]);
        // What is being received here is no twin of itself.
        cx.draft_mut().id = DossierId(Uuid::from_u128(77));
        let state = opened(&mut cx, vec![waiting(status)]);
        assert!(shot(&state, &cx).contains("Không trùng"));
    }
}

#[test]
fn with_a_note_it_is_accepted_all_the_same() {
    let mut cx = context();
    let mut state = lacking(&mut cx);
    play(&mut state, &mut cx, "3");
    update(&mut state, Msg::Replied(Reply::Text(" ".into())), &mut cx);
    assert_eq!(said(&state, &cx), "Tiếp nhận kèm ghi chú thì phải ghi rõ lý do.");
    play(&mut state, &mut cx, "3");
    update(
        &mut state,
        Msg::Replied(Reply::Text("Bổ sung trong tuần".into())),
        &mut cx,
    );
    insta::assert_snapshot!("noted", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(&effects[0], Effect::Change(..)));
}

/// The officer goes back, and what `change` does to the checklist is done there.
fn back_again(state: &mut State, cx: &mut Context, change: fn(&mut Draft)) {
    change(cx.draft_mut());
    update(state, Msg::Resumed, cx);
}

#[test]
fn a_note_holds_for_what_it_was_written_about_and_is_asked_anew_for_anything_else() {
    let mut cx = context();
    let mut state = lacking(&mut cx);
    play(&mut state, &mut cx, "3");
    let note = || Msg::Replied(Reply::Text("Bổ sung trong tuần".into()));
    update(&mut state, note(), &mut cx);
    let accepted = |state: &mut State, cx: &mut Context| {
        let effects = play(state, cx, "<f2>");
        state.busy = false;
        matches!(&effects[..], [Effect::Change(..)])
    };
    // Back and forth, and nothing changed.
    back_again(&mut state, &mut cx, |_| {});
    assert!(accepted(&mut state, &mut cx));

    back_again(&mut state, &mut cx, |draft| {
        draft.components[2].reject_reason = Some("Mờ".into());
    });
    assert_eq!(said(&state, &cx), text::NOTE_OUTDATED);
    insta::assert_snapshot!("noted_otherwise", shot(&state, &cx));
    assert!(!accepted(&mut state, &mut cx));
    assert_eq!(said(&state, &cx), "Còn thiếu 3 mục. Chọn 1, 2 hoặc 3.");
    // It is asked with what was written before.
    let asked = play(&mut state, &mut cx, "3");
    assert!(format!("{asked:?}").contains("Bổ sung trong tuần"), "{asked:?}");
    update(&mut state, note(), &mut cx);
    assert!(accepted(&mut state, &mut cx));

    // All is there: neither the dossier nor the receipt says that something lacks.
    back_again(&mut state, &mut cx, |draft| {
        for item in &mut draft.components {
            item.received = true;
            item.reject_reason = None;
        }
    });
    assert!(accepted(&mut state, &mut cx));
    assert_eq!(cx.draft.clone().unwrap().note_on_lacks(), None);
}

#[test]
fn refusals_are_said_and_faults_have_their_own_dialog() {
    let refused = |refusal: Refusal| {
        let mut cx = context();
        fill(&mut cx);
        let mut state = opened(&mut cx, vec![]);
        play(&mut state, &mut cx, "<f2>");
        let ticket = state.accept_ticket;
        let effects = update(&mut state, Msg::Changed(ticket, Err(refusal)), &mut cx);
        (effects, said(&state, &cx), state.busy)
    };
    let (effects, words, busy) = refused(Refusal::Missing("phone"));
    assert!(effects.is_empty() && words == "Chưa nhập Di động. Mục này bắt buộc." && !busy);
    let full = Refusal::DiskFull { free_mb: 0 };
    let (effects, ..) = refused(full.clone());
    assert_eq!(
        effects,
        [Effect::Open(Box::new(Destination::NotWritten { refusal: full }))]
    );
    // The router opens the dialog; the screen says why.
    let (effects, words, busy) = refused(Refusal::NeedsLastNumbers(vec![]));
    assert!(
        effects.is_empty() && words.starts_with("Cần số trên phiếu giấy") && !busy,
        "{words}"
    );
}

#[test]
fn the_key_line_names_each_key_once() {
    let mut cx = context();
    fill(&mut cx);
    let state = opened(&mut cx, vec![]);
    let page = shot(&state, &cx);
    let keys = page.lines().last().unwrap();
    assert_eq!(keys.matches("F1 ").count(), 1, "{keys}");
}

#[test]
fn f1_explains_the_promise_and_f7_shows_the_receipt() {
    let mut cx = context();
    fill(&mut cx);
    let mut state = opened(&mut cx, vec![]);
    let to = |destination| vec![Effect::Open(Box::new(destination))];
    assert_eq!(
        play(&mut state, &mut cx, "<f1>"),
        to(Destination::WhyDue(Box::new(due())))
    );
    let draft = Box::new(cx.draft.clone().unwrap());
    assert_eq!(
        play(&mut state, &mut cx, "<f7>"),
        to(Destination::ReceiptPreview(draft))
    );
}

#[test]
fn a_character_the_receipt_cannot_draw_is_said_before_it_is_too_late() {
    let mut cx = context();
    fill(&mut cx);
    cx.draft_mut().holder.holder_name = "Vương 王 Lệ".into();
    let state = opened(&mut cx, vec![]);
    let words = said(&state, &cx);
    assert!(words.contains("«王»") && words.contains("Họ và tên"), "{words}");
    cx.draft_mut().holder.holder_name = "Y Bhê\u{306} Ñhŏt Ƀlŭk".into();
    let state = opened(&mut cx, vec![]);
    assert!(!said(&state, &cx).contains('«'));
}

#[test]
fn a_paper_reception_is_entered_later_with_its_true_time_and_a_reason() {
    let mut cx = context();
    fill(&mut cx);
    let mut state = opened(&mut cx, vec![]);
    let key = crate::app::key::Key::f(1);
    let enter =
        |state: &mut State, cx: &mut Context| update(state, Msg::Key(key, Some(Command::BackEntry)), cx);
    enter(&mut state, &mut cx);
    update(
        &mut state,
        Msg::Replied(Reply::Text("08:30 15/02/2023".into())),
        &mut cx,
    );
    assert!(
        said(&state, &cx).starts_with("Chưa đúng giờ nhận"),
        "never in the future"
    );
    enter(&mut state, &mut cx);
    update(
        &mut state,
        Msg::Replied(Reply::Text("08:30 13/02/2023".into())),
        &mut cx,
    );
    assert!(
        !said(&state, &cx).starts_with("Chưa đúng giờ nhận"),
        "what is right now is not said to be wrong"
    );
    update(&mut state, Msg::Replied(Reply::Text("Mất điện".into())), &mut cx);
    let back = cx.draft.clone().unwrap().backfill.unwrap();
    assert_eq!(
        (back.received_at, back.reason.as_str()),
        (at("2023-02-13T08:30:00+07:00"), "Mất điện")
    );
    assert!(
        drawn(&state, &cx)
            .text()
            .contains("nhận lúc 13/02/2023 08:30: Mất điện")
    );
}

#[test]
fn a_late_entry_without_its_reason_says_so_and_keeps_the_time() {
    let mut cx = context();
    fill(&mut cx);
    cx.draft_mut().entered_late = true;
    let mut state = opened(&mut cx, vec![]);
    play(&mut state, &mut cx, "<f2>");
    let reply = |words: &str| Msg::Replied(Reply::Text(words.into()));
    update(&mut state, reply("08:30 13/02/2023"), &mut cx);
    let back = update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    let asked = format!("{back:?}");
    assert!(
        asked.contains(text::BACK_AT) && asked.contains("13/02/2023 08:30"),
        "Esc goes back to the time: {asked}"
    );
    update(&mut state, reply("13/02/2023 08:30"), &mut cx);
    let again = update(&mut state, reply(" "), &mut cx);
    let asked = format!("{again:?}");
    assert!(
        asked.contains(text::BACK_WHY) && asked.contains("lý do"),
        "{asked}"
    );
    update(&mut state, reply("Mất điện"), &mut cx);
    let back = cx.draft.clone().unwrap().backfill.unwrap();
    assert_eq!(back.received_at, at("2023-02-13T08:30:00+07:00"));
    assert_ne!(said(&state, &cx), text::BACK_WHY_NEEDED);
}

#[test]
fn what_was_begun_as_a_late_entry_is_not_received_without_its_time() {
    let mut cx = context();
    fill(&mut cx);
    cx.draft_mut().entered_late = true;
    let mut state = opened(&mut cx, vec![]);
    assert_eq!(chrome(&state, &cx).path[0], "Nhập bù hồ sơ");
    let asked = play(&mut state, &mut cx, "<f2>");
    assert!(format!("{asked:?}").contains(text::BACK_AT), "{asked:?}");
    let wrong = update(&mut state, Msg::Replied(Reply::Text("08:30".into())), &mut cx);
    assert!(format!("{wrong:?}").contains("value: \"08:30\""), "{wrong:?}");
    // In the other order as well.
    update(
        &mut state,
        Msg::Replied(Reply::Text("13/02/2023 08:30".into())),
        &mut cx,
    );
    update(&mut state, Msg::Replied(Reply::Text("Mất điện".into())), &mut cx);
    let accepted = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(accepted[..], [Effect::Change(..)]), "{accepted:?}");
}

#[test]
fn without_a_time_it_is_a_reception_of_now() {
    let mut cx = context();
    fill(&mut cx);
    cx.draft_mut().entered_late = true;
    let mut state = opened(&mut cx, vec![]);
    play(&mut state, &mut cx, "<f2>");
    update(&mut state, Msg::Replied(Reply::Text(String::new())), &mut cx);
    assert_eq!(said(&state, &cx), text::BACK_DROPPED);
    assert_eq!(chrome(&state, &cx).path[0], "Tiếp nhận hồ sơ");
    assert!(matches!(
        play(&mut state, &mut cx, "<f2>")[..],
        [Effect::Change(..)]
    ));
}

no_keys_panic!(48, {
    let mut cx = context();
    let state = lacking(&mut cx);
    (state, cx)
});

#[test]
fn the_number_and_the_phone_of_a_long_name_stand_whole_below_it() {
    let mut cx = context();
    fill(&mut cx);
    cx.draft_mut().holder.holder_name =
        "Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp thanh niên xã An Toàn".into();
    let state = opened(&mut cx, vec![]);
    let shot = shot(&state, &cx);
    assert!(
        shot.contains("thanh niên xã An Toàn") && shot.contains("052192004567 · 0905 123 456"),
        "{shot}"
    );
    assert!(shot.contains("Người nộp"), "{shot}");
}

#[test]
fn papers_nobody_decided_about_are_not_called_complete() {
    let mut cx = context();
    fill(&mut cx);
    let open = &mut cx.draft_mut().components[1];
    (open.required, open.received) = (Required::Open, false);
    let state = opened(&mut cx, vec![]);
    let screen = shot(&state, &cx);
    assert!(!screen.contains("Đủ thành phần"), "{screen}");
    assert!(
        screen.contains("? Còn 1 giấy tờ danh mục không nói rõ"),
        "{screen}"
    );
    assert!(screen.contains("Không trùng hồ sơ nào đang mở."), "{screen}");
    cx.draft_mut().components[1].not_applicable = true;
    let state = opened(&mut cx, vec![]);
    assert!(shot(&state, &cx).contains("✓ Đủ thành phần. Không trùng"));
}

#[test]
fn what_the_province_decides_is_not_called_free() {
    let mut cx = context();
    fill(&mut cx);
    let mut state = opened(&mut cx, vec![]);
    assert!(shot(&state, &cx).contains("không thu"));
    let stated = Stated {
        channel: None,
        amount: Some(0),
        currency: "VND".into(),
        note: Some("Theo quy định của Hội đồng nhân dân cấp tỉnh".into()),
    };
    let fees = Msg::Answered(state.fees_ticket, Answer::Fees(vec![stated]));
    update(&mut state, fees, &mut cx);
    let screen = shot(&state, &cx);
    assert!(screen.contains("theo ghi chú (F10 Phí)"), "{screen}");
    assert!(!screen.contains("không thu"), "{screen}");
}
