use super::*;
use crate::app::chrome::MessageKind;
use crate::app::destination::{Destination, KhoPurpose};
use crate::app::job::{Job, JobDone, JobEvent, JobFault, Went};
use crate::app::testing::{any_keys, at, context, drawn, hanh, officer, play, processing, shot, walk};
use crate::domain::dossier::Status;
use crate::domain::draft::{Draft, Step};
use crate::domain::ids::FormId;
use crate::domain::officer::Roles;
use crate::domain::query::Filter;
use crate::domain::rows::{DossierPage, HolderRow, SearchRows};
use crate::domain::series::{Doubt, Series};
use crate::screens::sample;
use proptest::prelude::*;
use uuid::Uuid;

const DRAFT: DossierId = DossierId(Uuid::from_u128(77));

mod hits;
mod month;
mod pane;

fn rows() -> HomeRows {
    let counts = [2, 17, 3, 4, 6, 1, 0, 8, 1, 1];
    HomeRows {
        counts: Queue::ALL.into_iter().zip(counts).collect(),
        drafts: vec![DraftRow {
            id: DRAFT,
            officer: hanh().id,
            holder_name: "Hồ Thị Lan".into(),
            step: Step::Components,
            updated_at: at("2023-02-14T08:02:00+07:00"),
        }],
        unprinted: vec![DossierRow {
            status: Status::Accepted,
            ..sample::row(9)
        }],
        nearest: vec![sample::row(3), sample::row(4)],
        backup_elsewhere: Some(at("2023-02-11T16:40:00+07:00")),
        backup_here: Some(at("2023-02-14T07:31:00+07:00")),
        ..HomeRows::default()
    }
}

fn answer(state: &mut State, cx: &mut Context, rows: HomeRows) -> Vec<Effect> {
    let ticket = state.asked;
    update(state, Msg::Answered(ticket, Answer::Home(Box::new(rows))), cx)
}

fn opened_with(rows: HomeRows, size: (u16, u16)) -> (State, Context) {
    let mut cx = context();
    cx.size = size;
    let (mut state, _) = open(&mut cx);
    let effects = answer(&mut state, &mut cx, rows);
    if let [Effect::Ask(ticket, Query::Dossiers { .. }), _] = effects.as_slice() {
        let page = DossierPage {
            rows: sample::rows(),
            matching: 8,
            total: 12_480,
            ..DossierPage::default()
        };
        update(
            &mut state,
            Msg::Answered(*ticket, Answer::Dossiers(page)),
            &mut cx,
        );
    }
    (state, cx)
}

fn opened() -> (State, Context) {
    opened_with(rows(), (80, 24))
}

fn doubts() -> Vec<Doubt> {
    vec![Doubt {
        series: Series::Register(2023),
        known: 300,
    }]
}

fn to(destination: Destination) -> Vec<Effect> {
    vec![Effect::Open(Box::new(destination))]
}

fn queue(queue: Queue) -> Vec<Effect> {
    to(Destination::List(Filter {
        queue: Some(queue),
        ..Filter::default()
    }))
}

#[test]
fn it_asks_for_the_whole_unit_where_the_role_sees_it() {
    let cases = [
        (Role::Reception, true),
        (Role::Leader, true),
        (Role::Processing, false),
        (Role::Clerk, false),
    ];
    for (role, whole_unit) in cases {
        let mut cx = context();
        let who = officer(5, "Võ Thị Lan", Roles::default().with(role));
        let officer = who.id;
        cx.officer = Some(who);
        let asked = Effect::Ask(Ticket(1), Query::Home { officer, whole_unit });
        assert_eq!(open(&mut cx).1, [asked], "{role:?}");
    }
}

#[test]
fn one_key_starts_a_reception_and_forgets_the_draft_before() {
    let (mut state, mut cx) = opened();
    cx.draft_mut();
    assert_eq!(play(&mut state, &mut cx, "<f2>"), to(Destination::Account));
    assert_eq!(cx.draft, None);
    let rows = HomeRows {
        last_numbers: doubts(),
        ..rows()
    };
    let (mut state, mut cx) = opened_with(rows, (80, 24));
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        to(Destination::LastReceipt(doubts()))
    );
}

#[test]
fn pages_that_belong_nowhere_yet_stand_first_among_what_is_half_done() {
    let waiting = HomeRows { tray: 3, ..rows() };
    let (mut state, mut cx) = opened_with(waiting, (80, 24));
    assert!(shot(&state, &cx).contains("Khay quét: 3 trang chưa gán"));
    let tray = to(Destination::Tray { aim: None });
    assert_eq!(play(&mut state, &mut cx, "<right><enter>"), tray);
    let asked = update(&mut state, Msg::TrayGrew(1), &mut cx);
    assert!(matches!(asked.as_slice(), [Effect::Ask(_, Query::Home { .. })]));
}

#[test]
fn what_is_held_back_of_a_package_is_said_and_opened() {
    let waiting = HomeRows { held: 2, ..rows() };
    let (mut state, mut cx) = opened_with(waiting, (80, 24));
    assert!(shot(&state, &cx).contains("Trực tuyến: 2 hồ sơ cách ly"));
    let held = to(Destination::Packages);
    assert_eq!(play(&mut state, &mut cx, "<right><enter>"), held);
}

#[test]
fn a_digit_points_at_its_queue_and_enter_opens_it() {
    let cases = [
        ("4<enter>", queue(Queue::Finished)),
        ("9<enter>", queue(Queue::Online)),
        ("<enter>", queue(Queue::Accepted)),
        ("<down><down><enter>", queue(Queue::Waiting)),
        ("0<enter>", vec![Effect::Open(Box::new(Destination::Tally))]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "7<enter>");
    assert!(state.search.is_empty(), "coming back finds an empty field");
    assert_eq!(state.queues.at(), 6);
}

#[test]
fn a_draft_is_read_before_its_step_is_opened() {
    let (mut state, mut cx) = opened();
    let asked = play(&mut state, &mut cx, "<right><enter>");
    assert_eq!(asked, [Effect::Ask(Ticket(3), Query::Draft(DRAFT))]);
    let draft = Draft {
        step: Step::Components,
        ..Draft::new(DRAFT)
    };
    let found = Answer::Draft(Some(Box::new(draft.clone())));
    assert_eq!(
        update(&mut state, Msg::Answered(Ticket(3), found), &mut cx),
        [
            Destination::Account,
            Destination::Procedure,
            Destination::Holder,
            Destination::Components
        ]
        .map(|step| Effect::Open(Box::new(step))),
        "Esc leads back through the earlier steps"
    );
    assert_eq!(cx.draft, Some(draft));
    play(&mut state, &mut cx, "<enter>");
    let again = update(&mut state, Msg::Answered(Ticket(4), Answer::Draft(None)), &mut cx);
    assert_eq!(again.len(), 1, "the list is read again");
    assert_eq!(state.message, Some(Message::warning(text::DRAFT_GONE)));
}

#[test]
fn f4_opens_a_dossier_seen_in_this_session() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<f4>"), []);
    assert_eq!(state.message, Some(Message::advice(text::NOTHING_RECENT)));
    let (first, second) = (sample::row(3).id, sample::row(4).id);
    for id in [first, second, first] {
        cx.seen.dossier(id, format!("{id:?}"));
    }
    let effects = play(&mut state, &mut cx, "<f4>");
    let shown = cx.seen.dossiers.iter().map(|(_, name)| name.clone()).collect();
    let title = text::RECENT_TITLE.to_owned();
    assert_eq!(effects, to(Destination::PickRow { title, rows: shown }));
    let open = update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    assert_eq!(
        open,
        to(Destination::Dossier(second)),
        "each once, the last one first"
    );
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx), []);
}

#[test]
fn a_draft_is_thrown_away_only_after_a_question() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<right>");
    let drop = Msg::Key(
        crate::app::key::Key::f(0),
        Some(crate::app::command::Command::DropDraft),
    );
    let asked = update(&mut state, drop.clone(), &mut cx);
    assert!(matches!(asked.as_slice(), [Effect::Open(it)] if matches!(**it, Destination::AskChoice { .. })));
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx), []);
    update(&mut state, drop, &mut cx);
    let done = update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    assert_eq!(done[0], Effect::TrashDraft(DRAFT));
}

#[test]
fn one_key_makes_and_prints_a_receipt_that_was_left() {
    let (mut state, mut cx) = opened();
    let dossier = sample::row(9).id;
    let first = Effect::Start(Ticket(3), Job::MakeReceipt { dossier });
    assert_eq!(play(&mut state, &mut cx, "<f7>"), [first]);
    assert_eq!(play(&mut state, &mut cx, "<f7>"), [], "once is enough");
    let form = FormId(Uuid::from_u128(60));
    let made = JobEvent::Ended(Ok(JobDone::Receipt {
        form,
        number: "0087/TNHS".into(),
    }));
    let print = Effect::Start(Ticket(4), Job::PrintForm { dossier, form });
    assert_eq!(update(&mut state, Msg::Job(Ticket(3), made), &mut cx), [print]);
    let printed = JobEvent::Ended(Ok(JobDone::Printed {
        went: Went::Printer,
        prints: 1,
    }));
    assert_eq!(update(&mut state, Msg::Job(Ticket(4), printed), &mut cx).len(), 1);
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::done("Đã đưa phiếu ra máy in."))
    );
    play(&mut state, &mut cx, "<f7>");
    let fault = JobEvent::Ended(Err(JobFault::Said("Không lập được phiếu.".into())));
    update(&mut state, Msg::Job(Ticket(6), fault), &mut cx);
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::error("Không lập được phiếu."))
    );
}

#[test]
fn what_endangers_work_is_said_first() {
    type Change = fn(&mut HomeRows);
    let cases: [(Change, &str); 4] = [
        (|it| it.after_crash = true, "Lần trước máy tắt đột ngột."),
        (
            |it| it.clock_behind_minutes = Some(180),
            "Đồng hồ máy chậm hơn lần trước 3 giờ.",
        ),
        (
            |it| it.last_numbers = doubts(),
            "Cần số trên phiếu hẹn cấp sau cùng",
        ),
        (
            |it| it.missing_calendar = Some(2024),
            "Chưa có lịch nghỉ năm 2024.",
        ),
    ];
    let mut all = rows();
    for (change, words) in cases.into_iter().rev() {
        change(&mut all);
        let (state, cx) = opened_with(all.clone(), (80, 24));
        let message = chrome(&state, &cx).message.unwrap();
        assert_eq!(message.kind, MessageKind::Warning);
        assert!(message.text.starts_with(words), "{}", message.text);
    }
}

#[test]
fn who_may_not_receive_is_told_why() {
    let (state, mut cx) = opened();
    let reason = |cx: &Context| chrome(&state, cx).offers[0].why_not.clone();
    assert_eq!(reason(&cx), None);
    cx.officer = Some(processing());
    assert!(reason(&cx).unwrap().contains("vai trò Tiếp nhận"));
    cx.read_only = true;
    assert!(reason(&cx).unwrap().starts_with("Chỉ xem"));
}

#[test]
fn a_quiet_desk_offers_a_reception_only_to_who_may_receive() {
    let (state, mut cx) = opened_with(HomeRows::default(), (80, 24));
    let said = |cx: &Context| chrome(&state, cx).message.unwrap().text;
    assert!(said(&cx).contains("F2 tiếp nhận"));
    cx.officer = Some(processing());
    assert!(!said(&cx).contains("F2"), "{}", said(&cx));
}

#[test]
fn esc_never_leaves_and_says_how_to() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<right>");
    assert_eq!(state.focus, Focus::Half);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert_eq!(state.focus, Focus::Search);
    let say = Effect::Say(Message::advice("Muốn thoát thì bấm F10."));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [say]);
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("home", picture.text());
    assert_eq!(picture.cursor, Some((7, 3)));
    play(&mut state, &mut cx, "<right><down>");
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("home_half_done", picture.text());
    assert_eq!(picture.cursor, Some((42, 8)));
    let (state, cx) = opened_with(HomeRows::default(), (80, 24));
    insta::assert_snapshot!("home_empty", shot(&state, &cx));
}

#[test]
fn a_wide_screen_shows_the_queue_and_the_pointed_dossier() {
    let (mut state, mut cx) = opened_with(rows(), (120, 40));
    insta::assert_snapshot!("home_120", shot(&state, &cx));
    play(&mut state, &mut cx, "<enter><down>");
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("home_120_pane", picture.text());
    let second = sample::rows()[1].id;
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        to(Destination::Dossier(second))
    );
    assert_eq!(play(&mut state, &mut cx, "<f4>"), queue(Queue::Accepted));
    let asked = play(&mut state, &mut cx, "<left><down>");
    assert!(matches!(
        asked.as_slice(),
        [Effect::Ask(_, Query::Dossiers { .. })]
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn no_keys_make_it_panic(wide: bool, keys in any_keys()) {
        let size = if wide { (120, 40) } else { (80, 24) };
        let (mut state, mut cx) = opened_with(rows(), size);
        walk(&mut state, &mut cx, &keys);
    }
}

#[test]
fn what_was_looked_for_stands_until_something_else_is_typed() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "230119");
    update(&mut state, Msg::Resumed, &mut cx);
    assert_eq!(state.search.text(), "230119", "it can still be seen");
    play(&mut state, &mut cx, "hop");
    assert_eq!(state.search.text(), "hop");
    update(&mut state, Msg::Resumed, &mut cx);
    update(&mut state, Msg::Paste("052090001234".into()), &mut cx);
    assert_eq!(state.search.text(), "052090001234");
    update(&mut state, Msg::Resumed, &mut cx);
    play(&mut state, &mut cx, "<left><backspace>");
    assert_eq!(
        state.search.text(),
        "05209000124",
        "who goes into it goes on with it"
    );
}

#[test]
fn a_draft_goes_on_only_with_who_may_receive() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<right>");
    let no = |state: &State, cx: &Context| crate::app::testing::barred(state, cx);
    assert!(!no(&state, &cx).contains(&crate::app::command::Command::Accept));
    cx.officer = Some(processing());
    assert!(no(&state, &cx).contains(&crate::app::command::Command::Accept));
    assert!(no(&state, &cx).contains(&crate::app::command::Command::DropDraft));
}
