use uuid::Uuid;

use super::*;
use crate::app::testing::{at, context, drawn, messages, no_keys_panic, shot, wide};
use crate::domain::component::{FileSource, PaperForm, Required, SignatureMark, Submission};
use crate::domain::dossier::AccountSource;
use crate::domain::draft::DraftFile;
use crate::domain::ids::{FileHash, FileId};
use crate::domain::rows::ComponentChoice;

fn play(state: &mut State, cx: &mut Context, keys: &str) -> Vec<Effect> {
    let all = messages(keys).into_iter().flat_map(|msg| {
        let effects = update(state, msg, cx);
        answer(state, &effects, cx)
            .into_iter()
            .chain(effects)
            .collect::<Vec<_>>()
    });
    all.collect()
}

/// Answers what was asked, as the store would.
fn answer(state: &mut State, effects: &[Effect], cx: &mut Context) -> Vec<Effect> {
    let mut more = Vec::new();
    for effect in effects {
        let answer = match effect {
            Effect::Ask(_, Query::Procedures { text, .. }) => Answer::Procedures(found(text)),
            Effect::Ask(_, Query::Procedure { code, .. }) => Answer::Procedure(Some(Box::new(choice(code)))),
            _ => continue,
        };
        let Effect::Ask(ticket, _) = effect else { continue };
        let next = update(state, Msg::Answered(*ticket, answer), cx);
        more.extend(self::answer(state, &next, cx));
        more.extend(next);
    }
    more
}

fn found(text: &str) -> ProcedurePage {
    let row = |(code, name, limit, used): &(&str, &str, &str, u32)| ProcedureRow {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        sector: "Hộ tịch".into(),
        limit: (*limit).to_owned(),
        used: *used,
    };
    let all = [
        ("1.001193", "Đăng ký khai sinh", "trong ngày", 41),
        ("1.004884", "Đăng ký lại khai sinh", "5 ngày", 6),
        (
            "1.000689",
            "Đăng ký khai sinh kết hợp nhận cha, mẹ, con",
            "3 ngày",
            2,
        ),
        (
            "2.000635",
            "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
            "trong ngày",
            12,
        ),
    ];
    let rows: Vec<ProcedureRow> = if text == "zzz" {
        vec![]
    } else {
        all.iter().map(row).collect()
    };
    ProcedurePage {
        matching: u32::try_from(rows.len()).unwrap(),
        rows,
        total: 368,
        sectors: vec!["Chứng thực".into(), "Hộ tịch".into()],
    }
}

fn choice(code: &str) -> ProcedureChoice {
    let component = |position, case: Option<&str>, name: &str| ComponentChoice {
        position,
        case: case.map(str::to_owned),
        name: name.to_owned(),
        note: None,
        copies: 1,
        form: PaperForm::Original,
        required: Required::Yes,
        submission: Submission::Submit,
        template: None,
    };
    ProcedureChoice {
        code: code.to_owned(),
        name: "Đăng ký khai sinh".into(),
        sector: "Hộ tịch".into(),
        version: "ab".into(),
        source: String::new(),
        limit: "trong ngày".into(),
        fees: vec!["0 đồng (đúng hạn)".into(), "8.000 đồng (quá hạn)".into()],
        cases: vec!["Có Giấy chứng sinh".into(), "Không có Giấy chứng sinh".into()],
        workflows: vec![
            (1, "Giải quyết trong ngày (3 bước)".into()),
            (0, "Ba bước".into()),
        ],
        components: vec![
            component(1, None, "Tờ khai đăng ký khai sinh"),
            component(2, Some("Có Giấy chứng sinh"), "Giấy chứng sinh"),
            component(3, Some("Không có Giấy chứng sinh"), "Văn bản của người làm chứng"),
        ],
        results: vec![],
        last_case: None,
        last_workflow: None,
    }
}

fn file() -> DraftFile {
    DraftFile {
        id: FileId(Uuid::from_u128(7)),
        sha256: FileHash([7; 32]),
        size: 10,
        mime: "application/pdf".into(),
        name: "a.pdf".into(),
        pages: Some(1),
        source: FileSource::Picked,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    }
}

fn opened(cx: &mut Context) -> State {
    let now = cx.now;
    let draft = cx.draft_mut();
    draft.holder.holder_no = "052192004567".into();
    draft.holder.holder_name = "Đinh Thị Hà".into();
    draft.account = Some(AccountFinding {
        account: Account::Exists,
        account_at: Some(now),
        account_source: AccountSource::Officer,
        account_reason: None,
    });
    let (mut state, effects) = open(cx);
    let card = PersonCard {
        number: "052192004567".into(),
        account: Some(AccountFinding {
            account_at: Some(at("2023-01-10T09:00:00+07:00")),
            ..cx.draft.clone().unwrap().account.unwrap()
        }),
        ..PersonCard::default()
    };
    let ticket = state.person_ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Person(Box::new(card))),
        cx,
    );
    answer(&mut state, &effects, cx);
    state
}

#[test]
fn the_letters_sentence_stands_over_the_open_procedure_field() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let picture = drawn(&state, &cx);
    assert!(picture.text().contains("Kiểm tra tài khoản thành công"));
    insta::assert_snapshot!("found", picture.text());
    insta::assert_snapshot!("found_120", wide(&mut state, &mut cx));
}

#[test]
fn typing_finds_and_enter_takes_the_first_with_its_checklist() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "khai sinh");
    insta::assert_snapshot!("search", shot(&state, &cx));
    insta::assert_snapshot!("search_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(effects.last(), Some(&Effect::Open(Box::new(Destination::Holder))));
    let draft = cx.draft.clone().unwrap();
    assert_eq!(
        draft.procedure.unwrap().case.as_deref(),
        Some("Có Giấy chứng sinh")
    );
    let names: Vec<&str> = draft.components.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Tờ khai đăng ký khai sinh", "Giấy chứng sinh"]);
}

#[test]
fn a_digit_points_and_zero_leads_to_the_refusal() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "2");
    assert_eq!(state.pointer, 1);
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(cx.draft.clone().unwrap().procedure.unwrap().code, "1.004884");
    let effects = play(&mut state, &mut cx, "<backspace>0<enter>");
    assert_eq!(effects.last(), Some(&refuse()));
}

#[test]
fn a_digit_behind_a_word_points_and_behind_a_blank_it_is_text() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "khai2");
    assert_eq!((state.search.text(), state.pointer), ("khai", 1));
    play(&mut state, &mut cx, " 6");
    assert_eq!(state.search.text(), "khai 6");
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "1.000047.000.00.00.H08");
    assert_eq!(state.search.text(), "1.000047.000.00.00.H08");
}

#[test]
fn where_nothing_matches_enter_refuses_nobody_and_zero_leads_there() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "zzz");
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    assert_eq!(play(&mut state, &mut cx, "0"), [refuse()]);
}

#[test]
fn enter_before_the_rows_came_waits_for_them_and_takes_the_first() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "khai2");
    let asked = update(&mut state, messages("s").remove(0), &mut cx);
    assert!(update(&mut state, messages("<enter>").remove(0), &mut cx).is_empty());
    let effects = answer(&mut state, &asked, &mut cx);
    assert!(effects.contains(&Effect::Open(Box::new(Destination::Holder))));
    assert_eq!(cx.draft.unwrap().procedure.unwrap().code, "1.001193");
}

#[test]
fn enter_before_the_procedure_was_read_goes_on_when_it_is() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let effects = update(&mut state, messages("<down>").remove(0), &mut cx);
    assert!(update(&mut state, messages("<enter>").remove(0), &mut cx).is_empty());
    let effects = answer(&mut state, &effects, &mut cx);
    assert_eq!(effects.last(), Some(&Effect::Open(Box::new(Destination::Holder))));
}

#[test]
fn another_case_keeps_the_lines_both_have_and_loses_no_file() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "khai sinh<enter>");
    let draft = cx.draft_mut();
    draft.components[0].received = true;
    draft.components[1].files = vec![file()];
    let ids: Vec<_> = draft.components.iter().map(|it| it.id).collect();
    play(&mut state, &mut cx, "<tab><tab>2<enter>");
    let after = cx.draft.unwrap().components;
    let names: Vec<&str> = after.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Tờ khai đăng ký khai sinh",
            "Văn bản của người làm chứng",
            "Giấy chứng sinh"
        ]
    );
    assert!(after[0].received && after[0].id == ids[0]);
    assert_eq!((after[2].id, after[2].kind_ref), (ids[1], None));
    assert_eq!(after[2].files.len(), 1);
}

#[test]
fn no_hit_leaves_only_the_last_way() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "zzz");
    insta::assert_snapshot!("no_hit", shot(&state, &cx));
    insta::assert_snapshot!("no_hit_120", wide(&mut state, &mut cx));
}

#[test]
fn tab_reaches_workflow_and_case_and_another_case_changes_the_checklist() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "khai<tab>2<tab>2<enter>");
    let draft = cx.draft.clone().unwrap();
    assert_eq!(draft.procedure.clone().unwrap().workflow, 0);
    assert_eq!(draft.components[1].name, "Văn bản của người làm chứng");
    let mut own = draft.components[0].clone();
    own.kind_ref = None;
    own.name = "Bằng khoán đất".into();
    cx.draft_mut().components.push(own);
    play(&mut state, &mut cx, "1<enter>");
    let names: Vec<String> = cx
        .draft
        .unwrap()
        .components
        .into_iter()
        .map(|it| it.name)
        .collect();
    assert_eq!(
        names,
        ["Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "Bằng khoán đất"]
    );
}

#[test]
fn a_sector_narrows_the_search() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let effects = play(&mut state, &mut cx, "<f4>");
    assert!(
        matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::PickRow { rows, .. } if rows.len() == 3))
    );
    let effects = update(&mut state, Msg::Replied(Reply::Picked(2)), &mut cx);
    assert!(
        matches!(&effects[0], Effect::Ask(_, Query::Procedures { sector: Some(it), .. }) if it == "Hộ tịch")
    );
}

#[test]
fn a_local_code_is_shown_whole_and_tells_two_rows_of_one_name_apart() {
    let mut cx = context();
    cx.draft_mut().holder.holder_no = "052192004567".into();
    let (mut state, _) = open(&mut cx);
    let name = "Phê duyệt phương án khai thác động vật rừng thông thường từ tự nhiên";
    let row = |code: &str| ProcedureRow {
        code: code.into(),
        name: name.into(),
        sector: "Lâm nghiệp".into(),
        limit: "10 ngày làm việc".into(),
        used: 0,
    };
    let page = ProcedurePage {
        rows: vec![row("1.000047"), row("1.000047.000.00.00.H08")],
        ..found("")
    };
    state.search.set("khai thac");
    let ticket = state.page_ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Procedures(page)),
        &mut cx,
    );
    let shown = shot(&state, &cx);
    assert!(shown.contains("2  1.000047.000.00.00.H08 Phê duyệt"), "{shown}");
    assert!(
        shown.contains("1  1.000047 Phê duyệt phương án khai thác"),
        "{shown}"
    );
}

no_keys_panic!(48, {
    let mut cx = context();
    let state = opened(&mut cx);
    (state, cx)
});
