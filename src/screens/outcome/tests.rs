use super::*;
use crate::app::destination::Destination;
use crate::app::testing::{any_keys, context, dossier_act, opens, play, processing, said, shot, wide};
use crate::domain::act::{DossierAct, NewOutcome};
use crate::domain::component::{PageAccount, PaperClass, SignatureMark};
use crate::domain::ids::{FileHash, OutcomeId};
use crate::screens::sample;
use chrono::NaiveDate;
use proptest::prelude::*;

mod signed;
mod whose;

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn kind(code: &str, name: &str, term: Option<&str>) -> ResultChoice {
    ResultChoice {
        code: code.into(),
        name: name.into(),
        term: term.map(str::to_owned),
    }
}

fn married() -> ResultChoice {
    kind("KQ.G15.000012", "Giấy xác nhận tình trạng hôn nhân", Some("6m"))
}

fn procedure(results: Vec<ResultChoice>) -> Answer {
    let procedure = sample::procedure("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", results);
    Answer::Procedure(Some(Box::new(procedure)))
}

fn answers(
    state: &mut State,
    (view, results): (DossierView, Vec<ResultChoice>),
    cx: &mut Context,
) -> Vec<Effect> {
    let asked = state.asked;
    update(
        state,
        Msg::Answered(asked, Answer::Dossier(Some(Box::new(view)))),
        cx,
    );
    let asked = state.asked_procedure.unwrap();
    update(state, Msg::Answered(asked, procedure(results)), cx)
}

fn opened_as(cx: Context, view: DossierView, results: Vec<ResultChoice>) -> (State, Context) {
    let mut cx = cx;
    let (mut state, _) = open((view.row.id, Filing::Result), &mut cx);
    answers(&mut state, (view, results), &mut cx);
    (state, cx)
}

fn opened(results: Vec<ResultChoice>) -> (State, Context) {
    opened_as(context(), sample::view(), results)
}

fn file(signature: SignatureMark) -> StoredFile {
    StoredFile {
        sha256: FileHash([9; 32]),
        size: 421_888,
        mime: "application/pdf".into(),
        name: "xac_nhan_signed.pdf".into(),
        pages: Some(3),
        signature,
    }
}

fn attach(state: &mut State, cx: &mut Context, signature: SignatureMark) {
    update(state, Msg::Replied(Reply::Stored(file(signature))), cx);
}

fn filed(effects: &[Effect]) -> NewOutcome {
    match dossier_act(effects) {
        DossierAct::FileOutcome(new) => *new,
        other => panic!("{other:?}"),
    }
}

#[test]
fn with_one_kind_it_takes_f8_enter_and_f2() {
    let (mut state, mut cx) = opened(vec![married()]);
    let effects = play(&mut state, &mut cx, "<f8>");
    assert!(matches!(&effects[..], [Effect::Open(to)] if matches!(**to, Destination::Files { .. })));
    attach(&mut state, &mut cx, SignatureMark::Valid);
    insta::assert_snapshot!("form_80", shot(&state, &cx));
    insta::assert_snapshot!("form_120", wide(&mut state, &mut cx));
    let new = filed(&play(&mut state, &mut cx, "<f2><f2>"));
    assert_eq!(new.kind_code, "KQ.G15.000012");
    assert_eq!(new.holder_no, "052090001234");
    assert_eq!((new.starts_on, new.ends_on), (day(2023, 2, 14), day(2023, 8, 14)));
    assert_eq!(new.term.as_deref(), Some("6m"));
}

/// A heavy file is filed with a reason; a lighter one, or another one after it, is nobody's business.
#[test]
fn a_heavy_file_is_filed_as_it_is_once_somebody_said_why() {
    let (mut state, mut cx) = opened(vec![married()]);
    let heavy = StoredFile {
        size: 31 * 1024 * 1024,
        ..file(SignatureMark::Valid)
    };
    update(&mut state, Msg::Replied(Reply::Stored(heavy)), &mut cx);
    let asked = play(&mut state, &mut cx, "<f2>");
    let Some(Destination::AskText { title, .. }) = opens(&asked) else {
        panic!("{asked:?}");
    };
    assert_eq!(title, "Tệp kết quả 31,0 MB, trên mức 30 MB");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
    assert_eq!(said(&state, &cx), text::NOT_FILED_HEAVY);
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(
        update(&mut state, Msg::Replied(Reply::Text(" ".into())), &mut cx),
        []
    );
    play(&mut state, &mut cx, "<f2>");
    let new = filed(&update(
        &mut state,
        Msg::Replied(Reply::Text("phụ lục bản đồ".into())),
        &mut cx,
    ));
    let kept = new.kept.unwrap();
    assert_eq!((kept.limit_mb, kept.reason.as_str()), (30, "phụ lục bản đồ"));
    state.busy = None;
    attach(&mut state, &mut cx, SignatureMark::Valid);
    assert_eq!(filed(&play(&mut state, &mut cx, "<f2>")).kept, None);
}

#[test]
fn success_is_said_on_the_dossier() {
    let (mut state, mut cx) = opened(vec![married()]);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    let effects = play(&mut state, &mut cx, "<f2>");
    let [Effect::Change(ticket, _)] = &effects[..] else {
        panic!();
    };
    let done = crate::domain::act::Done {
        op: crate::domain::ids::OpId(uuid::Uuid::from_u128(1)),
        at: cx.now,
        touched: crate::domain::act::Touched::default(),
        outcome: crate::domain::act::Outcome::Filed {
            paper_code: String::new(),
        },
    };
    let effects = update(&mut state, Msg::Changed(*ticket, Ok(done)), &mut cx);
    let said = Message::done("Cập nhật giấy tờ kết quả thành công!");
    assert_eq!(effects, [Effect::Back, Effect::Say(said)]);
}

#[test]
fn of_several_kinds_the_officer_chooses_and_0_is_no_result() {
    let other = kind("KQ.G15.000099", "Văn bản trả lời", None);
    let (mut state, mut cx) = opened(vec![married(), other]);
    assert_eq!(state.form.focus(), Field::Kind);
    play(&mut state, &mut cx, "<f4>");
    insta::assert_snapshot!("kinds_80", shot(&state, &cx));
    play(&mut state, &mut cx, "2<enter>");
    assert_eq!(result(&state).map(|it| it.code.as_str()), Some("KQ.G15.000099"));
    state.form.go(Field::Kind);
    play(&mut state, &mut cx, "0<enter>");
    assert!(is_interim(&state));
    attach(&mut state, &mut cx, SignatureMark::None);
    insta::assert_snapshot!("interim_80", shot(&state, &cx));
    // A copy: whose it is.
    let asked = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(opens(&asked), Some(Destination::AskChoice { choices, .. }) if *choices == text::WHOSE));
    let act = dossier_act(&update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx));
    let DossierAct::FileInterim { note, whose, .. } = act else {
        panic!("{act:?}");
    };
    assert_eq!(
        (note.as_str(), whose),
        (
            "Xác nhận tình trạng hôn nhân",
            Some(crate::domain::special::Whose::Own)
        )
    );
}

#[test]
fn an_unsigned_file_wants_a_reason_and_an_invalid_one_is_not_taken() {
    let (mut state, mut cx) = opened(vec![married()]);
    attach(&mut state, &mut cx, SignatureMark::None);
    assert_eq!(state.form.focus(), Field::Unsigned);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    let new = filed(&play(&mut state, &mut cx, "may hong<f2>"));
    assert_eq!(new.unsigned_reason.as_deref(), Some("may hong"));

    let (mut state, mut cx) = opened(vec![married()]);
    attach(&mut state, &mut cx, SignatureMark::Invalid);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Không nhận tệp này")
    );
}

#[test]
fn term_and_end_give_each_other_and_may_not_disagree() {
    let (mut state, mut cx) = opened(vec![kind("KQ.1", "Quyết định", None)]);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    state.form.go(Field::Term);
    play(&mut state, &mut cx, "10y<tab>");
    assert_eq!(state.validity.ends_on(), day(2033, 2, 14));
    let clear = "<backspace>".repeat(10);
    play(&mut state, &mut cx, &format!("{clear}13022033<f2>"));
    let said = &state.message.as_ref().unwrap().text;
    assert_eq!(
        said,
        "Ngày hết hạn không khớp thời hạn 10y. Xóa một trong hai mục."
    );
    assert_eq!(state.form.focus(), Field::Ends);
    play(&mut state, &mut cx, "<up><backspace><backspace><backspace><tab>");
    assert_eq!(state.validity.term.text(), "3652d");
    let new = filed(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(
        (new.term.as_deref(), new.ends_on),
        (Some("3652d"), day(2033, 2, 13))
    );
}

#[test]
fn no_term_and_no_end_is_without_end() {
    let (mut state, mut cx) = opened(vec![kind("KQ.1", "Quyết định", None)]);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    let new = filed(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!((new.term, new.ends_on), (None, None));
}

#[test]
fn what_is_wrong_with_a_term_or_a_date_is_said() {
    let (mut state, mut cx) = opened(vec![kind("KQ.1", "Quyết định", None)]);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    state.form.go(Field::Term);
    play(&mut state, &mut cx, "10x<tab>");
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Thời hạn phải như")
    );
    play(&mut state, &mut cx, "3102<tab>");
    assert!(state.message.as_ref().unwrap().text.starts_with("Không có ngày"));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(state.message.as_ref().unwrap().text.ends_with("(còn 1 mục nữa)"));
    assert_eq!(state.form.focus(), Field::Term);
}

#[test]
fn a_replacement_wants_its_reason() {
    let mut view = sample::view();
    view.outcomes = vec![sample::outcome()];
    let (mut state, mut cx) = opened_as(context(), view, vec![married()]);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    state.form.go(Field::Replaces);
    assert_eq!(play(&mut state, &mut cx, "<space><f2>"), []);
    assert_eq!(state.form.focus(), Field::Reason);
    let new = filed(&play(&mut state, &mut cx, "sai ten<f2>"));
    assert_eq!(new.replaces, Some(sample::outcome().id));
    assert_eq!(new.reason.as_deref(), Some("sai ten"));
}

#[test]
fn a_step_without_outcomes_keeps_interim_papers_only() {
    let mut view = sample::view();
    view.files_outcome = false;
    let mut cx = context();
    cx.officer = Some(processing());
    let (state, cx) = opened_as(cx, view, vec![married()]);
    assert!(is_interim(&state));
    assert_eq!(chrome(&state, &cx).offers[0].word(), "Lưu tập tin kết quả");
}

/// The form as opened for something else than a new result.
fn opened_for(filing: Filing, view: DossierView) -> (State, Context) {
    let mut cx = context();
    let (mut state, _) = open((view.row.id, filing), &mut cx);
    answers(&mut state, (view, vec![married()]), &mut cx);
    (state, cx)
}

#[test]
fn opened_for_an_interim_paper_it_takes_f8_enter_and_f2() {
    let (mut state, mut cx) = opened_for(Filing::Interim, sample::view());
    assert_eq!(state.form.focus(), Field::File);
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(matches!(&effects[..], [Effect::Open(to)] if matches!(**to, Destination::Files { .. })));
    attach(&mut state, &mut cx, SignatureMark::Valid);
    let act = dossier_act(&play(&mut state, &mut cx, "<f2>"));
    assert!(
        matches!(act, DossierAct::FileInterim { whose: None, .. }),
        "what is signed is no copy"
    );

    let (mut state, mut cx) = opened_for(Filing::Interim, sample::view());
    state.form.go(Field::Kind);
    play(&mut state, &mut cx, "<f4>1<enter>");
    assert!(
        !is_interim(&state),
        "the officer may still say that it is the result"
    );
}

#[test]
fn opened_to_replace_it_names_the_newest_result_and_wants_the_reason() {
    let mut view = sample::view();
    let newer = crate::domain::rows::OutcomeView {
        id: OutcomeId(uuid::Uuid::from_u128(71)),
        filed_at: crate::domain::time::Moment(sample::outcome().filed_at.0 + 1),
        ..sample::outcome()
    };
    view.outcomes = vec![newer.clone(), sample::outcome()];
    let (mut state, mut cx) = opened_for(Filing::Replacement, view);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(state.form.focus(), Field::Reason);
    let new = filed(&play(&mut state, &mut cx, "sai ten<f2>"));
    assert_eq!(new.replaces, Some(newer.id));
}

#[test]
fn a_refusal_of_the_store_takes_the_cursor_to_its_field() {
    let (mut state, mut cx) = opened(vec![married()]);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    let effects = play(&mut state, &mut cx, "<f2>");
    let [Effect::Change(ticket, _)] = &effects[..] else {
        panic!();
    };
    update(
        &mut state,
        Msg::Changed(*ticket, Err(Refusal::Missing("name"))),
        &mut cx,
    );
    assert_eq!(state.form.focus(), Field::Name);
    assert!(state.message.is_some() && state.busy.is_none());
}

#[test]
fn f2_pressed_before_the_kinds_came_says_what_lacks() {
    let mut cx = context();
    let view = sample::view();
    let (mut state, _) = open((view.row.id, Filing::Result), &mut cx);
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(answers(&mut state, (view, vec![married()]), &mut cx), []);
    assert!(
        state
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Chưa có tệp tin kết quả")
    );
}

fn with_scan(sides: u32, account: PageAccount) -> DossierView {
    DossierView {
        outcome_scans: vec![sample::scan(sides, account)],
        ..sample::view()
    }
}

fn ways(effects: &[Effect]) -> Vec<String> {
    match effects {
        [Effect::Open(to)] => match &**to {
            Destination::PickRow { rows, .. } => rows.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn to_pages(effects: &[Effect]) -> ComponentId {
    match effects {
        [Effect::Open(to)] => match &**to {
            Destination::Pages { component, .. } => *component,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_scan_that_lacks_a_side_is_no_file_and_says_the_way_to_its_pages() {
    let (mut state, mut cx) = opened_as(context(), with_scan(3, PageAccount::Short), vec![married()]);
    assert_eq!(state.form.focus(), Field::File);
    insta::assert_snapshot!("scan_short_80", shot(&state, &cx));
    insta::assert_snapshot!("scan_short_120", wide(&mut state, &mut cx));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    let said = state.message.as_ref().unwrap().text.clone();
    assert!(said.contains("cần 4 ảnh, có 3"), "{said}");
    let offered = ways(&play(&mut state, &mut cx, "<f4>"));
    assert_eq!(offered, ["Quét tiếp kết quả giấy", "Chọn tệp có sẵn (F8)"]);
    let effects = update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    assert_eq!(to_pages(&effects), sample::scan(3, PageAccount::Short).id);

    // All sides lie there, but nobody has confirmed the sum.
    let (mut state, mut cx) = opened_as(context(), with_scan(4, PageAccount::Short), vec![married()]);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(state.message.as_ref().unwrap().text.contains("chưa hoàn tất"));
    assert!(state.file.is_none());
}

#[test]
fn back_from_its_pages_the_scan_is_the_file_and_what_was_typed_stays() {
    let (mut state, mut cx) = opened_as(context(), with_scan(3, PageAccount::Short), vec![married()]);
    state.form.go(Field::Summary);
    play(&mut state, &mut cx, " lần đầu");
    let effects = update(&mut state, Msg::Resumed, &mut cx);
    let [Effect::Ask(ticket, Query::Dossier(_))] = effects[..] else {
        panic!("{effects:?}");
    };
    let view = Box::new(with_scan(4, PageAccount::Balanced));
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(view))),
        &mut cx,
    );
    assert_eq!(state.form.focus(), Field::Unsigned);
    insta::assert_snapshot!("scan_taken_80", shot(&state, &cx));
    insta::assert_snapshot!("scan_taken_120", wide(&mut state, &mut cx));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "a scan has no signature");
    play(&mut state, &mut cx, "ban giay da ky");

    // Looking again at nothing new takes nothing away.
    let effects = update(&mut state, Msg::Resumed, &mut cx);
    let [Effect::Ask(ticket, _)] = effects[..] else {
        panic!("{effects:?}");
    };
    let view = Box::new(with_scan(4, PageAccount::Balanced));
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(view))),
        &mut cx,
    );
    let new = filed(&play(&mut state, &mut cx, "<f2>"));
    assert_eq!(new.scan, Some(sample::scan(4, PageAccount::Balanced).id));
    assert_eq!(new.unsigned_reason.as_deref(), Some("ban giay da ky"));
    assert!(new.summary.ends_with("lần đầu"), "{}", new.summary);

    // A file chosen instead comes from no scan.
    let (mut state, mut cx) = opened_as(context(), with_scan(4, PageAccount::Balanced), vec![married()]);
    attach(&mut state, &mut cx, SignatureMark::Valid);
    assert_eq!(filed(&play(&mut state, &mut cx, "<f2>")).scan, None);
    state.busy = None;
    state.form.go(Field::File);
    let offered = ways(&play(&mut state, &mut cx, "<f4>"));
    assert_eq!(offered[0], "Bản quét kết quả: 4 trang");
    update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    assert!(state.scan.is_some());
    state.form.go(Field::Kind);
    play(&mut state, &mut cx, "<f4>0<enter>");
    assert!(
        state.file.is_some() && state.scan.is_none(),
        "the file goes along"
    );
    assert_eq!(state.message, Some(Message::warning(text::SCAN_GOES_ALONG)));
}

#[test]
fn opened_to_scan_it_begins_a_result_of_that_name_and_goes_to_its_pages() {
    let mut cx = context();
    let (mut state, _) = open((sample::view().row.id, Filing::Scan), &mut cx);
    let effects = answers(&mut state, (sample::view(), vec![married()]), &mut cx);
    let DossierAct::AddComponent(new) = dossier_act(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (new.class, new.name.as_str()),
        (PaperClass::Outcome, "Giấy xác nhận tình trạng hôn nhân")
    );
    let [Effect::Change(ticket, _)] = effects[..] else {
        panic!("{effects:?}");
    };
    let refused = Err(Refusal::NotYourStep);
    assert_eq!(update(&mut state, Msg::Changed(ticket, refused), &mut cx), []);
    assert!(state.message.is_some());
    let component = ComponentId(cx.id());
    state.beginning = Some((ticket, component));
    assert_eq!(to_pages(&scan::begun(&mut state, None)), component);
}

proptest! {
    #[test]
    fn no_key_breaks_the_form(keys in any_keys(), signed in any::<bool>()) {
        let (mut state, mut cx) = opened(vec![married()]);
        attach(&mut state, &mut cx, if signed { SignatureMark::Valid } else { SignatureMark::None });
        state.form.go(Field::Kind);
        play(&mut state, &mut cx, &keys.concat());
        shot(&state, &cx);
    }
}
