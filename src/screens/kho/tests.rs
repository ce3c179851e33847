//! Tests of the kho.

use super::*;
use crate::app::destination::Destination;
use crate::app::job::{JobDone, JobFault};
use crate::app::reply::Reply;
use crate::app::testing::{at, barred, context, no_keys_panic, play, processing, said, shot, wide};
use crate::domain::act::{Act, Done, Outcome, Request, Touched};
use crate::domain::component::{PaperClass, SignatureMark};
use crate::domain::ids::{FileHash, OpId};
use uuid::Uuid;

const DAT: &str = "052090001234";

fn paper(number: u128, kind: Option<&str>, name: &str) -> PaperRow {
    PaperRow {
        id: PaperId(Uuid::from_u128(number)),
        owner_no: DAT.into(),
        kind_code: kind.map(str::to_owned),
        code: kind.map(|kind| format!("{DAT}.{kind}")),
        name: name.into(),
        class: if kind.is_some() {
            PaperClass::Outcome
        } else {
            PaperClass::Component
        },
        sha256: FileHash([7; 32]),
        size: 120_000,
        mime: "application/pdf".into(),
        pages: Some(1),
        signature: SignatureMark::Valid,
        starts_on: "2021-04-10".parse().ok(),
        ends_on: None,
        usable: true,
        revoked_on: None,
        from_code: Some("000.99.15.H08-210410-0002".into()),
        times_used: 3,
    }
}

fn dat() -> KhoRows {
    let card = PaperRow {
        ends_on: "2030-03-12".parse().ok(),
        ..paper(1, Some("KQ.G01.000005"), "Thẻ căn cước công dân")
    };
    let divorce = PaperRow {
        times_used: 0,
        from_code: None,
        signature: SignatureMark::None,
        ..paper(3, None, "Quyết định ly hôn đã có hiệu lực pháp luật")
    };
    let old_card = PaperRow {
        ends_on: "2022-01-01".parse().ok(),
        usable: false,
        ..paper(4, Some("KQ.G01.000005"), "Thẻ căn cước công dân")
    };
    let lost = PaperRow {
        usable: false,
        revoked_on: "2022-06-01".parse().ok(),
        ..paper(5, Some("KQ.G15.000013"), "Giấy phép xây dựng")
    };
    let land = paper(2, Some("KQ.G15.000012"), "Giấy chứng nhận kết hôn");
    KhoRows {
        owner: DAT.into(),
        other_numbers: Vec::new(),
        owner_name: "Đinh Văn Đạt".into(),
        papers: vec![card, land, divorce, old_card, lost],
    }
}

fn components() -> Vec<String> {
    ["Tờ khai", "Bản sao quyết định ly hôn", "Thẻ căn cước công dân"]
        .map(str::to_owned)
        .to_vec()
}

fn opened(purpose: KhoPurpose) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(DAT.into(), purpose, &mut cx);
    assert_eq!(effects, [asked(1, DAT)]);
    update(&mut state, Msg::Answered(Ticket(1), Answer::Kho(dat())), &mut cx);
    (state, cx)
}

fn linking() -> (State, Context) {
    opened(KhoPurpose::Link {
        components: components(),
        at: Some(2),
    })
}

fn asked(ticket: u64, owner: &str) -> Effect {
    Effect::Ask(
        Ticket(ticket),
        Query::Kho {
            owner: owner.into(),
            text: String::new(),
        },
    )
}

fn papers(effects: &[Effect]) -> Vec<(u128, Option<usize>)> {
    let [Effect::Answer(Reply::Papers(papers))] = effects else {
        panic!("{effects:?}");
    };
    papers
        .iter()
        .map(|(paper, at)| (paper.id.0.as_u128(), *at))
        .collect()
}

#[test]
fn a_paper_is_chosen_with_two_keys_after_the_kho_is_open() {
    let (mut state, mut cx) = linking();
    assert_eq!(papers(&play(&mut state, &mut cx, "<space><f2>")), [(1, Some(2))]);
}

#[test]
fn each_paper_goes_to_the_component_named_like_it_and_else_to_the_first_free_one() {
    let (mut state, mut cx) = linking();
    let effects = play(&mut state, &mut cx, "<space><space><space><f2>");
    assert_eq!(papers(&effects), [(1, Some(2)), (2, Some(0)), (3, Some(1))]);
    let assign = |at| assign("Bằng lái xe", (&components(), at), &[]);
    assert_eq!(assign(Some(1)), Some(1), "where the officer came from");
    assert_eq!(assign(None), None, "another component");
}

#[test]
fn another_component_is_taken_from_the_list() {
    let (mut state, mut cx) = linking();
    assert_eq!(play(&mut state, &mut cx, "<f4>"), []);
    assert_eq!(said(&state, &cx), text::NOT_TICKED);
    let effects = play(&mut state, &mut cx, "<space><up><f4>");
    let [Effect::Open(to)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let Destination::PickRow { rows, .. } = to.as_ref() else {
        panic!("{to:?}");
    };
    assert_eq!(rows.len(), 4);
    update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    play(&mut state, &mut cx, "<f4>");
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert_eq!(state.component_name(state.chosen[0].component), "Tờ khai");
    play(&mut state, &mut cx, "<f4>");
    update(&mut state, Msg::Replied(Reply::Picked(3)), &mut cx);
    assert_eq!(papers(&play(&mut state, &mut cx, "<f2>")), [(1, None)]);
}

#[test]
fn an_expired_or_withdrawn_paper_is_not_chosen_and_the_line_says_why() {
    let (mut state, mut cx) = linking();
    play(&mut state, &mut cx, "<down><down><down>");
    assert_eq!(
        said(&state, &cx),
        "Dòng 4 hết hạn 01/01/2022: chỉ xem, không dùng lại được."
    );
    play(&mut state, &mut cx, "<space>");
    assert_eq!(
        said(&state, &cx),
        "Không dùng được: giấy tờ đã hết hạn 01/01/2022. Đề nghị bản mới."
    );
    play(&mut state, &mut cx, "<down><space>");
    assert_eq!(
        said(&state, &cx),
        "Giấy tờ này đã bị thu hồi ngày 01/06/2022. Đề nghị bản mới."
    );
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(said(&state, &cx), text::NONE_CHOSEN);
}

#[test]
fn papers_of_another_owner_are_seen_and_not_chosen() {
    let (mut state, mut cx) = linking();
    let hers = |paper| PaperRow {
        owner_no: "052092005678".into(),
        ..paper
    };
    let keys = format!(
        "<backtab><backtab>{}052092005678<enter>",
        "<backspace>".repeat(12)
    );
    assert_eq!(play(&mut state, &mut cx, &keys), [asked(2, "052092005678")]);
    let kho = KhoRows {
        owner: "052092005678".into(),
        other_numbers: Vec::new(),
        owner_name: "Đinh Thị Hà".into(),
        papers: dat().papers.into_iter().map(hers).collect(),
    };
    update(&mut state, Msg::Answered(Ticket(2), Answer::Kho(kho)), &mut cx);
    play(&mut state, &mut cx, "<space>");
    let wanted = "Không dùng được: giấy tờ này của ĐINH THỊ HÀ, không phải của chủ hồ sơ.";
    assert_eq!(said(&state, &cx), wanted);
    assert!(state.chosen.is_empty());
    assert_eq!(
        chrome(&state, &cx).context,
        Line2::left("Chọn cho hồ sơ của Đinh Văn Đạt")
    );
}

#[test]
fn a_wrong_number_stays_under_the_cursor() {
    let mut cx = context();
    let (mut state, effects) = open(String::new(), KhoPurpose::Look, &mut cx);
    assert_eq!(effects, []);
    assert_eq!(said(&state, &cx), text::NO_OWNER);
    assert_eq!(play(&mut state, &mut cx, "05209000123<enter>"), []);
    assert!(said(&state, &cx).starts_with("Số CCCD phải có 12 số, mới có 11."));
    assert_eq!(state.focus, Stop::Number);
    assert_eq!(play(&mut state, &mut cx, "4<enter>"), [asked(1, DAT)]);
    assert_eq!(state.focus, Stop::Papers);
}

#[test]
fn typing_searches_without_losing_what_is_chosen_and_esc_clears_first() {
    let (mut state, mut cx) = linking();
    play(&mut state, &mut cx, "<space>ket hon");
    assert_eq!(state.table.rows().len(), 1);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert_eq!(state.table.rows().len(), 5);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
    assert_eq!(papers(&play(&mut state, &mut cx, "<f2>")), [(1, Some(2))]);
}

#[test]
fn looking_opens_the_file_and_takes_a_paper_out_with_a_reason() {
    let (mut state, mut cx) = opened(KhoPurpose::Look);
    assert_eq!(play(&mut state, &mut cx, "<space><f2>"), []);
    let job = Job::OpenFile {
        file: FileHash([7; 32]),
        name: "Thẻ căn cước công dân".into(),
    };
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        [Effect::Start(Ticket(2), job)]
    );
    let fault = JobEvent::Ended(Err(JobFault::Said("Không có chương trình xem.".into())));
    update(&mut state, Msg::Job(Ticket(2), fault), &mut cx);
    assert_eq!(said(&state, &cx), "Không có chương trình xem.");
    let effects = play(&mut state, &mut cx, "<delete>");
    assert!(
        matches!(effects.as_slice(), [Effect::Open(to)] if matches!(**to, Destination::AskReason { .. }))
    );
    let effects = update(&mut state, Msg::Replied(Reply::Text("Cấp nhầm".into())), &mut cx);
    let act = Act::RevokePaper {
        paper: PaperId(Uuid::from_u128(1)),
        reason: "Cấp nhầm".into(),
    };
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act,
    };
    assert_eq!(effects, [Effect::Change(Ticket(3), Box::new(request))]);
    assert_eq!(play(&mut state, &mut cx, "<delete>"), [], "one at a time");
    let refused = Msg::Changed(Ticket(3), Err(Refusal::PaperInUse { dossiers: 2 }));
    update(&mut state, refused, &mut cx);
    assert_eq!(said(&state, &cx), "Chưa gỡ được: 2 hồ sơ đang dùng giấy tờ này.");
}

#[test]
fn a_paper_taken_out_is_named_and_the_kho_read_again() {
    let (mut state, mut cx) = opened(KhoPurpose::Look);
    play(&mut state, &mut cx, "<down><delete>");
    update(&mut state, Msg::Replied(Reply::Text("Cấp nhầm".into())), &mut cx);
    let done = Done {
        op: OpId(Uuid::from_u128(9)),
        at: at("2023-02-14T08:53:10+07:00"),
        touched: Touched::default(),
        outcome: Outcome::Plain,
    };
    assert_eq!(
        update(&mut state, Msg::Changed(Ticket(2), Ok(done)), &mut cx),
        [asked(3, DAT)]
    );
    assert_eq!(
        said(&state, &cx),
        "Đã gỡ «Giấy chứng nhận kết hôn» khỏi kho lúc 08:53:10."
    );
    let opened = Msg::Job(Ticket(9), JobEvent::Ended(Ok(JobDone::Plain)));
    assert_eq!(update(&mut state, opened, &mut cx), []);
}

#[test]
fn who_may_not_take_out_or_put_in_is_told_why() {
    let (state, mut cx) = opened(KhoPurpose::Look);
    cx.officer = Some(processing());
    assert_eq!(barred(&state, &cx), [Command::Files, Command::Remove]);
}

#[test]
fn an_empty_kho_offers_ways_on() {
    let mut cx = context();
    let (mut state, _) = open(DAT.into(), KhoPurpose::Look, &mut cx);
    let kho = KhoRows {
        papers: vec![],
        owner: DAT.into(),
        ..KhoRows::default()
    };
    update(&mut state, Msg::Answered(Ticket(1), Answer::Kho(kho)), &mut cx);
    insta::assert_snapshot!("empty_80", shot(&state, &cx));
    insta::assert_snapshot!("empty_120", wide(&mut state, &mut cx));
    let add = Effect::Open(Box::new(Destination::AddPaper { owner: DAT.into() }));
    for keys in ["1", "<enter>", "<f8>"] {
        assert_eq!(
            play(&mut state, &mut cx, keys),
            std::slice::from_ref(&add),
            "{keys}"
        );
    }
    assert_eq!(offered(&state, &cx), [Command::Files, Command::Digit(1)]);
    play(&mut state, &mut cx, "2");
    assert_eq!((state.focus, state.number.text()), (Stop::Number, ""));
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        [],
        "nothing was typed: back to the same kho"
    );
    assert_eq!((state.focus, state.number.text()), (Stop::Papers, DAT));
    assert_eq!(
        play(&mut state, &mut cx, "2052092005678<enter>"),
        [asked(2, "052092005678")]
    );
    let kho = Answer::Kho(KhoRows {
        owner: DAT.into(),
        ..KhoRows::default()
    });
    update(&mut state, Msg::Answered(Ticket(2), kho), &mut cx);
    assert_eq!(update(&mut state, Msg::Resumed, &mut cx), [asked(3, DAT)]);
}

fn offered(state: &State, cx: &Context) -> Vec<Command> {
    chrome(state, cx).offers.iter().map(|it| it.command).collect()
}

#[test]
fn a_dossier_whose_holder_has_no_paper_is_offered_only_what_can_be_done() {
    let mut cx = context();
    let purpose = KhoPurpose::Link {
        components: components(),
        at: None,
    };
    let (mut state, _) = open(DAT.into(), purpose, &mut cx);
    let kho = KhoRows {
        owner: DAT.into(),
        ..KhoRows::default()
    };
    update(&mut state, Msg::Answered(Ticket(1), Answer::Kho(kho)), &mut cx);
    assert_eq!(offered(&state, &cx), [Command::Files, Command::Digit(1)]);
    insta::assert_snapshot!("link_empty_80", shot(&state, &cx));
}

#[test]
fn what_cannot_be_read_is_said() {
    let mut cx = context();
    let (mut state, _) = open(DAT.into(), KhoPurpose::Look, &mut cx);
    let failed = Answer::Failed { code: "x" };
    update(&mut state, Msg::Answered(Ticket(1), failed), &mut cx);
    assert_eq!(said(&state, &cx), text::NOT_READ);
    assert_eq!(play(&mut state, &mut cx, "<f5>").len(), 1);
}

#[test]
fn the_kho_is_drawn() {
    let (mut state, mut cx) = linking();
    play(&mut state, &mut cx, "<space><down><space><up>");
    insta::assert_snapshot!("link_80", shot(&state, &cx));
    cx.size = (120, 40);
    update(&mut state, Msg::Resize(120, 40), &mut cx);
    insta::assert_snapshot!("link_120", wide(&mut state, &mut cx));
    let (mut state, mut cx) = opened(KhoPurpose::Look);
    play(&mut state, &mut cx, "<f3>the");
    insta::assert_snapshot!("search_80", shot(&state, &cx));
    insta::assert_snapshot!("search_120", wide(&mut state, &mut cx));
}

no_keys_panic!(48, linking());
