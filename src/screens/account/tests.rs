use super::*;
use crate::app::job::{JobFault, NoPrint, Went};
use crate::app::testing::{at, context, drawn, no_keys_panic, opens, play, said, shot, wide};
use crate::domain::refusal::Refusal;
use crate::domain::rows::HolderRow;

fn holder(number: &str, name: &str, last: &str) -> HolderRow {
    HolderRow {
        number: number.into(),
        name: name.into(),
        last_at: at(last),
    }
}

fn opened(cx: &mut Context) -> State {
    let (mut state, effects) = open(cx);
    assert_eq!(effects, [Effect::Ask(Ticket(1), Query::RecentHolders)]);
    let rows = vec![
        holder("052190004411", "Lê Thị Ngà", "2023-02-13T16:20:00+07:00"),
        holder(
            "4101234562",
            "HTX Nông nghiệp An Toàn",
            "2023-02-13T15:05:00+07:00",
        ),
        holder("052085007788", "Trần Minh Quân", "2023-02-10T09:15:00+07:00"),
    ];
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::RecentHolders(rows)),
        cx,
    );
    state
}

fn person(state: &mut State, cx: &mut Context, card: PersonCard) -> Vec<Effect> {
    let ticket = state.person_ticket;
    update(state, Msg::Answered(ticket, Answer::Person(Box::new(card))), cx)
}

#[test]
fn the_letters_first_screen_offers_the_last_holders() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let picture = drawn(&state, &cx);
    assert_eq!(picture.cursor, Some((36, 6)));
    insta::assert_snapshot!("number", picture.text());
    insta::assert_snapshot!("number_120", wide(&mut state, &mut cx));
}

#[test]
fn a_digit_points_and_enter_takes_the_holder() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "2");
    assert_eq!(state.pointer, Some(1));
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(
        (state.number.text(), state.phase),
        ("4101234562", Phase::Question)
    );
    assert_eq!(
        cx.draft.as_ref().unwrap().holder.holder_kind,
        crate::domain::dossier::HolderKind::Business
    );
}

#[test]
fn a_number_and_one_answer_lead_to_the_procedure() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let effects = play(&mut state, &mut cx, "052192004567<enter>");
    assert!(matches!(&effects[0], Effect::Ask(_, Query::Person { number }) if number == "052192004567"));
    assert!(matches!(&effects[1], Effect::SaveDraft(_)));
    insta::assert_snapshot!("question", shot(&state, &cx));
    insta::assert_snapshot!("question_120", wide(&mut state, &mut cx));
    assert_eq!(play(&mut state, &mut cx, "<enter>"), [], "nothing is preselected");
    let effects = play(&mut state, &mut cx, "1");
    assert_eq!(opens(&effects), Some(&Destination::Procedure));
    let found = cx.draft.as_ref().unwrap().account.clone().unwrap();
    assert_eq!((found.account, found.account_at), (Account::Exists, Some(cx.now)));
}

#[test]
fn the_letters_alert_stands_letter_for_letter_above_its_ok() {
    let sentence = "Công dân chưa có tài khoản trên Cổng Dịch Vụ Công Quốc Gia, vui lòng chọn OK để chuyển đến trang \
        tạo tài khoản cho công dân";
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "052158000321<enter>2");
    let shown = drawn(&state, &cx).text();
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, below) = words.split_once(sentence).expect(&words);
    assert!(below.contains("▸ 1 OK, mở trang tạo tài khoản"), "{shown}");
}

#[test]
fn without_an_account_four_ways_lead_on_and_a_reason_is_asked() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "052158000321<enter>2");
    insta::assert_snapshot!("missing", shot(&state, &cx));
    insta::assert_snapshot!("missing_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<enter>");
    let url = "https://dichvucong.gov.vn".to_owned();
    assert!(matches!(&effects[0], Effect::Start(_, Job::OpenPage { url: it }) if *it == url));
    let ticket = state.page_ticket;
    let fault = JobFault::Refused(Refusal::NotFound);
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(Err(fault))), &mut cx);
    assert!(said(&state, &cx).contains("trên điện thoại") && shot(&state, &cx).contains(&url));
    insta::assert_snapshot!("address", shot(&state, &cx));
    play(&mut state, &mut cx, "3");
    insta::assert_snapshot!("reasons", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "1");
    assert_eq!(opens(&effects), Some(&Destination::Procedure));
    let found = cx.draft.as_ref().unwrap().account.clone().unwrap();
    assert_eq!(found.account_reason.as_deref(), Some("Không có SIM chính chủ"));
}

#[test]
fn the_guidance_is_printed_with_f7_and_the_way_on_stays_open() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    assert_eq!(
        play(&mut state, &mut cx, "052158000321<f7>"),
        [],
        "not before it is needed"
    );
    play(&mut state, &mut cx, "<enter>2");
    let effects = play(&mut state, &mut cx, "<f7>");
    let url = "https://dichvucong.gov.vn".to_owned();
    let ticket = state.print_ticket;
    assert_eq!(effects, [Effect::Start(ticket, Job::PrintGuidance { url })]);
    let (went, prints) = (Went::Viewer(NoPrint::Absent), 1);
    let ended = JobEvent::Ended(Ok(JobDone::Printed { went, prints }));
    update(&mut state, Msg::Job(ticket, ended), &mut cx);
    assert!(said(&state, &cx).contains("Đã mở tờ hướng dẫn"));
    let ended = JobEvent::Ended(Err(JobFault::Said("đầy".into())));
    update(&mut state, Msg::Job(ticket, ended), &mut cx);
    assert_eq!((said(&state, &cx).as_str(), state.phase), ("đầy", Phase::Missing));
}

#[test]
fn the_offices_own_page_is_the_one_that_is_opened_and_shown() {
    let mut cx = context();
    let own = ("portal_register_url", "https://dangky.example.vn/tai-khoan");
    cx.settings.0.insert(own.0.into(), own.1.into());
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "052158000321<enter>2");
    assert!(shot(&state, &cx).contains("dangky.example.vn"));
    let effects = play(&mut state, &mut cx, "1");
    assert!(matches!(&effects[0], Effect::Start(_, Job::OpenPage { url }) if url == own.1));
    let (ticket, fault) = (state.page_ticket, JobFault::Said("không có trình duyệt".into()));
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(Err(fault))), &mut cx);
    assert!(shot(&state, &cx).contains(own.1));
    play(&mut state, &mut cx, "<esc>");
    assert_eq!(state.phase, Phase::Missing);
    play(&mut state, &mut cx, "2");
    assert_eq!(state.phase, Phase::Question);
}

#[test]
fn another_reason_is_written_and_coming_back_keeps_the_answer() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "052158000321<enter>23");
    let effects = play(&mut state, &mut cx, "4");
    assert!(matches!(opens(&effects), Some(Destination::AskText { .. })));
    let effects = update(&mut state, Msg::Replied(Reply::Text("Máy hỏng".into())), &mut cx);
    assert_eq!(opens(&effects), Some(&Destination::Procedure));
    update(&mut state, Msg::Resumed, &mut cx);
    assert!(shot(&state, &cx).contains("chưa có tài khoản (Máy hỏng)"));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(opens(&effects), Some(&Destination::Procedure));
}

#[test]
fn a_short_number_says_how_many_lack_and_offers_its_neighbours() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "05215800032<enter>");
    let near = PersonCard {
        near: vec![holder(
            "052158000321",
            "Nguyễn Thị Yến",
            "2023-01-09T09:15:00+07:00",
        )],
        ..PersonCard::default()
    };
    person(&mut state, &mut cx, near);
    assert_eq!(
        said(&state, &cx),
        "Số CCCD phải có 12 số, mới có 11. Nhập thêm 1 số ở vị trí con trỏ."
    );
    insta::assert_snapshot!("short", shot(&state, &cx));
    insta::assert_snapshot!("short_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<f4><enter>");
    assert_eq!(
        (state.number.text(), state.phase),
        ("052158000321", Phase::Question)
    );
}

#[test]
fn wrong_numbers_are_refused_or_kept_with_a_reason() {
    for (typed, words) in [
        ("", "Chưa nhập"),
        ("12345678901234", "Bỏ bớt 2 số"),
        ("05219a004567", "Ký tự"),
    ] {
        let mut cx = context();
        let mut state = opened(&mut cx);
        play(&mut state, &mut cx, &format!("{typed}<enter><enter>"));
        assert_eq!(state.phase, Phase::Number, "{typed}");
        assert!(
            said(&state, &cx).contains(words),
            "{typed}: {}",
            said(&state, &cx)
        );
        assert!(cx.draft.is_none());
        let place = typed.find('a').unwrap_or(typed.len().min(12));
        assert_eq!(state.number.cursor(), place, "{typed}");
    }
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "4101234563<enter>");
    assert!(said(&state, &cx).starts_with("MST 4101234563 sai số kiểm tra"));
    assert!(said(&state, &cx).ends_with("Enter, ghi lý do."));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(matches!(opens(&effects), Some(Destination::AskText { .. })));
    update(
        &mut state,
        Msg::Replied(Reply::Text("Giấy ghi như vậy".into())),
        &mut cx,
    );
    assert_eq!(state.phase, Phase::Question);
    assert_eq!(
        said(&state, &cx),
        text::ANSWER,
        "the reason is not asked for again"
    );
    let draft = cx.draft.clone().unwrap();
    assert_eq!(draft.number_reason.as_deref(), Some("Giấy ghi như vậy"));
    assert_eq!(draft.holder.holder_no, "4101234563");
}

#[test]
fn the_former_card_wants_a_reason_from_2025_on_only() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "215404812<enter>");
    assert_eq!(state.phase, Phase::Question);
    let mut cx = context();
    cx.now = at("2025-01-02T08:00:00+07:00");
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "215404812<enter>");
    assert_eq!(state.phase, Phase::Number);
    assert!(said(&state, &cx).starts_with("CMND 9 số không còn giá trị từ 01/01/2025"));
}

#[test]
fn leaving_the_step_leaves_a_draft_behind() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "052192004567<enter>");
    let effects = play(&mut state, &mut cx, "<esc><esc>");
    assert!(matches!(&effects[0], Effect::SaveDraft(_)));
    assert_eq!(effects[1], Effect::Back);
    assert!(cx.draft.is_none());
}

no_keys_panic!(48, {
    let mut cx = context();
    let state = opened(&mut cx);
    (state, cx)
});
