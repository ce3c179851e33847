//! Tests of the form for an older paper.

use super::form::Computed;
use super::*;
use crate::app::testing::{at, context, hanh, no_keys_panic, play, processing, said, shot, wide};
use crate::domain::act::{NewPaper, Outcome, StoredFile, Touched};
use crate::domain::component::SignatureMark;
use crate::domain::ids::{FileHash, OpId};
use crate::domain::rows::{KhoRows, ProcedureChoice, ProcedurePage, ProcedureRow, ResultChoice};
use crate::screens::sample;

const DAT: &str = "052090001234";

fn file(signature: SignatureMark) -> StoredFile {
    StoredFile {
        sha256: FileHash([3; 32]),
        size: 250_000,
        mime: "application/pdf".into(),
        name: "ket_hon_1990.pdf".into(),
        pages: Some(2),
        signature,
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(DAT.into(), &mut cx);
    let query = Query::Kho {
        owner: DAT.into(),
        text: String::new(),
    };
    assert_eq!(effects, [Effect::Ask(Ticket(1), query)]);
    let kho = KhoRows {
        owner: DAT.into(),
        other_numbers: Vec::new(),
        owner_name: "Đinh Văn Đạt".into(),
        papers: vec![],
    };
    update(&mut state, Msg::Answered(Ticket(1), Answer::Kho(kho)), &mut cx);
    (state, cx)
}

fn focus(state: &State) -> Field {
    state.paper.form.focus()
}

fn choose(state: &mut State, cx: &mut Context, signature: SignatureMark) {
    let effects = play(state, cx, "<f8>");
    assert!(matches!(effects.as_slice(), [Effect::Open(_)]), "{effects:?}");
    update(state, Msg::Replied(Reply::Stored(file(signature))), cx);
}

const FILLED: &str = "KQ.G15.000012<enter>Giấy chứng nhận kết hôn<enter>";

#[test]
fn an_older_paper_goes_into_the_kho_once() {
    let (mut state, mut cx) = opened();
    assert_eq!(focus(&state), Field::Kind);
    play(&mut state, &mut cx, FILLED);
    assert_eq!(focus(&state), Field::File);
    choose(&mut state, &mut cx, SignatureMark::None);
    assert_eq!(said(&state, &cx), text::UNSIGNED);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "a reason is needed");
    assert_eq!(focus(&state), Field::Reason);
    let effects = play(&mut state, &mut cx, "ban giay da co<f2><f2>");
    let [Effect::Change(Ticket(2), request)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let Act::AddPaper(paper) = &request.act else {
        panic!("{request:?}");
    };
    let wanted = NewPaper {
        paper: paper.paper,
        owner_no: DAT.into(),
        kind_code: "KQ.G15.000012".into(),
        name: "Giấy chứng nhận kết hôn".into(),
        starts_on: None,
        ends_on: None,
        file: file(SignatureMark::None),
        unsigned_reason: Some("ban giay da co".into()),
    };
    assert_eq!((&**paper, request.actor), (&wanted, hanh().id));
    let done = Done {
        op: OpId(uuid::Uuid::from_u128(9)),
        at: at("2023-02-14T08:53:10+07:00"),
        touched: Touched::default(),
        outcome: Outcome::Plain,
    };
    let said = Message::done("Đã thêm «Giấy chứng nhận kết hôn» vào kho lúc 08:53:10.");
    let effects = update(&mut state, Msg::Changed(Ticket(2), Ok(done)), &mut cx);
    assert_eq!(effects, [Effect::Back, Effect::Say(said)]);
}

#[test]
fn term_and_last_day_follow_from_each_other() {
    let cases = [
        ("10042021<tab>10 năm<tab>", "10 năm", "10/04/2031", Computed::Ends),
        (
            "10042021<tab><tab>10042031<tab>",
            "10y",
            "10/04/2031",
            Computed::Term,
        ),
        ("10042021<tab><tab><tab>", "", "", Computed::Neither),
        ("<tab>3m<tab><tab>", "3m", "", Computed::Neither),
        (
            "31012023<tab>1m<tab><backtab><backtab><backspace>",
            "1m",
            "28/02/2023",
            Computed::Ends,
        ),
    ];
    for (keys, term, ends, computed) in cases {
        let (mut state, mut cx) = opened();
        play(&mut state, &mut cx, &format!("<tab><tab>{keys}"));
        let paper = &state.paper;
        let got = (paper.term.text(), paper.ends.field.line().text(), paper.computed);
        assert_eq!(got, (term, ends, computed), "{keys}");
    }
}

#[test]
fn a_term_is_not_lost_for_want_of_its_first_day() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, FILLED);
    choose(&mut state, &mut cx, SignatureMark::Valid);
    state.paper.form.go(Field::Term);
    assert_eq!(
        play(&mut state, &mut cx, "5y<f2>"),
        [],
        "it would be in force for ever"
    );
    assert_eq!(focus(&state), Field::Starts);
    assert!(
        said(&state, &cx).contains("Ngày bắt đầu"),
        "{}",
        said(&state, &cx)
    );
    let effects = play(&mut state, &mut cx, "10042021<tab><f2>");
    let [Effect::Change(_, request)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let Act::AddPaper(paper) = &request.act else {
        panic!("{request:?}");
    };
    assert_eq!(paper.ends_on, chrono::NaiveDate::from_ymd_opt(2026, 4, 10));
}

#[test]
fn what_is_wrong_is_said_again_whenever_the_cursor_comes_back() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<down><down>3102<down><down>");
    assert_eq!(said(&state, &cx), "");
    play(&mut state, &mut cx, "<up><up>");
    assert_eq!(focus(&state), Field::Starts);
    assert_eq!(
        said(&state, &cx),
        "Không có ngày 31/02. Nhập lại theo ngày/tháng/năm."
    );
}

#[test]
fn what_was_computed_goes_when_its_reason_goes() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<tab><tab>10042021<tab>1y<tab><up>");
    play(&mut state, &mut cx, "<backspace><backspace><tab>");
    assert!(state.paper.ends.field.is_empty());
    play(&mut state, &mut cx, "<up>2y<tab><up><up>");
    play(&mut state, &mut cx, &"<backspace>".repeat(10));
    play(&mut state, &mut cx, "<tab>");
    assert!(state.paper.ends.field.is_empty());
}

#[test]
fn what_is_wrong_is_said_under_the_cursor() {
    let cases = [
        (
            "<f2>",
            Field::Kind,
            "Chưa nhập Mã giấy tờ. Mục này bắt buộc. (còn 2 mục nữa)",
        ),
        (
            "<tab><tab>3102<tab>",
            Field::Term,
            "Không có ngày 31/02. Nhập lại theo ngày/tháng/năm.",
        ),
        (
            "<down><down><down>5x<tab>",
            Field::Ends,
            "Thời hạn phải như 15d, 3m, 10y hoặc 10 năm. Nhập lại đơn vị.",
        ),
        (
            "<down><down>10042021<tab>1y<tab>01012022<tab>",
            Field::File,
            "Ngày hết hạn không khớp thời hạn 1y. Xóa một trong hai mục.",
        ),
        (
            "<down><down>10042021<tab><tab>09042021<tab>",
            Field::File,
            "Ngày hết hạn phải sau ngày bắt đầu. Nhập lại một trong hai ngày.",
        ),
        (
            "<up><backspace><tab>",
            Field::Kind,
            "Số CCCD phải có 12 số, mới có 11. Nhập thêm 1 số ở vị trí con trỏ.",
        ),
    ];
    for (keys, field, sentence) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
        assert_eq!(
            (focus(&state), said(&state, &cx).as_str()),
            (field, sentence),
            "{keys}"
        );
    }
}

#[test]
fn a_file_with_an_invalid_signature_is_not_taken() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, FILLED);
    choose(&mut state, &mut cx, SignatureMark::Invalid);
    assert_eq!(said(&state, &cx), text::BAD_SIGNATURE);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(focus(&state), Field::File);
    play(&mut state, &mut cx, "<f8>");
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert!(state.paper.file.is_some());
}

/// Read first, then said why; nothing of it for a valid one.
#[test]
fn an_undecided_signature_is_read_about_and_taken_with_a_reason() {
    for mark in [SignatureMark::Unknown, SignatureMark::Present] {
        let (mut state, mut cx) = opened();
        play(&mut state, &mut cx, FILLED);
        play(&mut state, &mut cx, "<f8>");
        let effects = update(&mut state, Msg::Replied(Reply::Stored(file(mark))), &mut cx);
        assert!(
            matches!(&effects[..], [Effect::Open(to)] if matches!(**to, Destination::Signatures(_))),
            "{effects:?}"
        );
        let judged = |taken| {
            let mark = Some(mark);
            Msg::Replied(Reply::Judged { mark, taken })
        };
        update(&mut state, judged(None), &mut cx);
        assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
        assert_eq!(said(&state, &cx), text::UNREAD);
        update(&mut state, judged(Some(true)), &mut cx);
        assert_eq!(focus(&state), Field::Reason);
        assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
        let effects = play(&mut state, &mut cx, "da goi noi ky<f2>");
        let [Effect::Change(_, request)] = &effects[..] else {
            panic!("{effects:?}");
        };
        let Act::AddPaper(paper) = &request.act else {
            panic!("{request:?}");
        };
        assert_eq!(paper.unsigned_reason.as_deref(), Some("da goi noi ky"));
    }
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, FILLED);
    choose(&mut state, &mut cx, SignatureMark::Valid);
    let effects = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(&effects[..], [Effect::Change(..)]), "{effects:?}");
}

#[test]
fn a_whole_paper_code_loses_its_owner() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "052090001234.kq.g15.000012");
    assert_eq!(state.paper.kind_code(), "KQ.G15.000012");
}

#[test]
fn the_kind_is_found_by_the_procedure_that_makes_it() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "kết hôn<f4>");
    let query = Query::Procedures {
        text: "kết hôn".into(),
        sector: None,
        limit: 1000,
    };
    assert_eq!(effects, [Effect::Ask(Ticket(2), query)]);
    let row = ProcedureRow {
        code: "1.000894".into(),
        name: "Đăng ký kết hôn".into(),
        sector: "Hộ tịch".into(),
        limit: "trong ngày".into(),
        used: 0,
    };
    let found = ProcedurePage {
        rows: vec![row],
        matching: 1,
        total: 30,
        sectors: vec![],
    };
    let effects = update(
        &mut state,
        Msg::Answered(Ticket(2), Answer::Procedures(found)),
        &mut cx,
    );
    assert!(matches!(effects.as_slice(), [Effect::Open(_)]), "{effects:?}");
    let effects = update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    let query = Query::Procedure {
        code: "1.000894".into(),
        version: None,
    };
    assert_eq!(effects, [Effect::Ask(Ticket(3), query)]);
    let kind = |code: &str| ResultChoice {
        code: code.into(),
        name: "Giấy chứng nhận kết hôn".into(),
        term: Some("10y".into()),
    };
    let procedure = procedure(vec![kind("KQ.G15.000012"), kind("KQ.G15.000013")]);
    let answer = Answer::Procedure(Some(Box::new(procedure)));
    let effects = update(&mut state, Msg::Answered(Ticket(3), answer), &mut cx);
    assert!(matches!(effects.as_slice(), [Effect::Open(_)]), "{effects:?}");
    update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    let paper = &state.paper;
    let got = (paper.kind.text(), paper.name.text(), paper.term.text());
    assert_eq!(got, ("KQ.G15.000013", "Giấy chứng nhận kết hôn", "10y"));
}

fn procedure(results: Vec<ResultChoice>) -> ProcedureChoice {
    sample::procedure("1.000894", "Đăng ký kết hôn", results)
}

#[test]
fn a_search_without_an_answer_is_said() {
    let answers = [
        (Answer::Procedures(ProcedurePage::default()), text::NOT_FOUND),
        (
            Answer::Procedure(Some(Box::new(procedure(vec![])))),
            text::NO_KINDS,
        ),
        (Answer::Failed { code: "x" }, text::NOT_READ),
    ];
    for (answer, sentence) in answers {
        let (mut state, mut cx) = opened();
        play(&mut state, &mut cx, "x<f4>");
        assert_eq!(update(&mut state, Msg::Answered(Ticket(2), answer), &mut cx), []);
        assert_eq!(said(&state, &cx), sentence);
    }
}

#[test]
fn a_refusal_leads_to_its_field() {
    let cases = [
        (Refusal::FileMissing, Field::File),
        (Refusal::Missing("holder_no"), Field::Number),
        (Refusal::Invalid("ends_on"), Field::Ends),
    ];
    for (refusal, field) in cases {
        let (mut state, mut cx) = opened();
        play(&mut state, &mut cx, FILLED);
        choose(&mut state, &mut cx, SignatureMark::Valid);
        play(&mut state, &mut cx, "<f2>");
        update(&mut state, Msg::Changed(Ticket(2), Err(refusal)), &mut cx);
        assert_eq!(focus(&state), field);
        assert_ne!(said(&state, &cx), text::WRITING);
    }
}

#[test]
fn only_reception_and_clerks_put_papers_in() {
    let (state, mut cx) = opened();
    cx.officer = Some(processing());
    let commit = chrome(&state, &cx).offers.remove(0);
    assert!(!commit.enabled());
}

#[test]
fn the_form_is_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("empty_80", shot(&state, &cx));
    insta::assert_snapshot!("empty_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, FILLED);
    choose(&mut state, &mut cx, SignatureMark::None);
    play(&mut state, &mut cx, "<up><up><up>10042021<tab>10y<tab>");
    insta::assert_snapshot!("filled_80", shot(&state, &cx));
    insta::assert_snapshot!("filled_120", wide(&mut state, &mut cx));
}

no_keys_panic!(48, opened());
