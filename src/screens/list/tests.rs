use super::*;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::testing::{any_keys, context, opens, play, shot, wide};
use crate::domain::query::{PageAt, Queue};
use crate::domain::rows::{DossierPage, DossierRow};
use crate::screens::sample;
use proptest::prelude::*;

fn answer(
    state: &mut State,
    effects: &[Effect],
    (rows, more): (Vec<DossierRow>, bool),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(Effect::Ask(ticket, Query::Dossiers { .. })) = effects.last() else {
        panic!("nothing asked: {effects:?}");
    };
    let matching = u32::try_from(rows.len()).unwrap();
    let page = DossierPage {
        rows,
        matching,
        total: 12_480,
        more_after: more,
        more_before: false,
    };
    update(state, Msg::Answered(*ticket, Answer::Dossiers(page)), cx)
}

fn opened(filter: Filter, rows: Vec<DossierRow>) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(filter, &mut cx);
    answer(&mut state, &effects, (rows, false), &mut cx);
    (state, cx)
}

#[test]
fn the_list_stands_as_w17_draws_it() {
    let filter = Filter {
        text: "dinh".into(),
        sector: Some("Hộ tịch".into()),
        from: chrono::NaiveDate::from_ymd_opt(2023, 2, 1),
        to: chrono::NaiveDate::from_ymd_opt(2023, 2, 14),
        ..Filter::default()
    };
    let (mut state, mut cx) = opened(filter, sample::rows());
    insta::assert_snapshot!("list_80", shot(&state, &cx));
    insta::assert_snapshot!("list_120", wide(&mut state, &mut cx));
}

#[test]
fn an_empty_list_says_what_was_looked_for_and_numbers_the_ways_on() {
    let filter = Filter {
        text: "nguyen van xyz".into(),
        from: chrono::NaiveDate::from_ymd_opt(2023, 2, 1),
        to: chrono::NaiveDate::from_ymd_opt(2023, 2, 14),
        ..Filter::default()
    };
    let (mut state, mut cx) = opened(filter, vec![]);
    insta::assert_snapshot!("empty_80", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "1");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Query::Dossiers { filter, .. })]
        if filter.from.is_none() && filter.text == "nguyen van xyz")
    );
    let effects = play(&mut state, &mut cx, "3");
    assert_eq!(opens(&effects), Some(&Destination::Account));
    assert_eq!(cx.draft.unwrap().holder.holder_name, "Nguyen Van Xyz");

    let (state, cx) = opened(Filter::default(), vec![]);
    let picture = shot(&state, &cx);
    assert!(picture.contains("Tiếp nhận hồ sơ mới"), "{picture}");
    assert!(
        !picture.contains("cho người này"),
        "nobody was looked for\n{picture}"
    );
}

#[test]
fn digits_of_a_code_are_typed_even_when_nothing_matches() {
    let (mut state, mut cx) = opened(
        Filter {
            text: "0".into(),
            ..Filter::default()
        },
        vec![],
    );
    play(&mut state, &mut cx, "3");
    assert_eq!(state.search.text(), "03");
    let effects = play(&mut state, &mut cx, "<enter>2");
    assert!(matches!(opens(&effects), Some(Destination::Kho { owner, .. }) if owner == "03"));
}

#[test]
fn enter_opens_the_first_row_and_f9_forwards_it() {
    let (mut state, mut cx) = opened(Filter::default(), sample::rows());
    let first = sample::rows()[0].id;
    assert_eq!(
        opens(&play(&mut state, &mut cx, "<enter>")),
        Some(&Destination::Dossier(first))
    );
    assert_eq!(
        opens(&play(&mut state, &mut cx, "<f9>")),
        Some(&Destination::Forward(first))
    );
    play(&mut state, &mut cx, "<end>");
    let offer = chrome(&state, &cx)
        .offers
        .into_iter()
        .find(|it| it.command == Command::Forward);
    assert!(!offer.unwrap().enabled(), "a returned dossier goes nowhere");
}

#[test]
fn typing_narrows_by_text_and_esc_first_clears_then_leaves() {
    let (mut state, mut cx) = opened(Filter::default(), sample::rows());
    let effects = play(&mut state, &mut cx, "d");
    assert!(matches!(&effects[..], [Effect::Ask(_, Query::Dossiers { filter, .. })] if filter.text == "d"));
    assert!(state.typing);
    let effects = play(&mut state, &mut cx, "<esc>");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Query::Dossiers { filter, .. })] if filter.text.is_empty())
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn the_next_page_is_asked_for_before_it_is_needed_and_joined_on() {
    let mut cx = context();
    let (mut state, effects) = open(
        Filter {
            queue: Some(Queue::Processing),
            ..Filter::default()
        },
        &mut cx,
    );
    let many: Vec<_> = (1..=100).rev().map(sample::row).collect();
    assert_eq!(answer(&mut state, &effects, (many.clone(), true), &mut cx), []);
    let effects = play(&mut state, &mut cx, &"<pagedown>".repeat(13));
    let asked = matches!(&effects[..], [Effect::Ask(_, Query::Dossiers { page, .. })]
        if page.at == PageAt::After(many[99].key));
    assert!(asked, "{effects:?}");
    let more: Vec<_> = (200..=210).rev().map(sample::row).collect();
    answer(&mut state, &effects, (more, false), &mut cx);
    assert_eq!((state.list.rows.len(), state.list.table.at()), (111, 91));
    assert!(!state.list.more_after);
}

#[test]
fn coming_back_asks_for_the_same_rows_and_keeps_the_pointer() {
    let (mut state, mut cx) = opened(Filter::default(), sample::rows());
    play(&mut state, &mut cx, "<down><down>");
    let pointed = state.list.pointed().unwrap().id;
    let effects = update(&mut state, Msg::Resumed, &mut cx);
    let mut rows = sample::rows();
    rows.insert(0, sample::row(99));
    answer(&mut state, &effects, (rows, false), &mut cx);
    assert_eq!(state.list.pointed().unwrap().id, pointed);
}

#[test]
fn f4_filters_by_a_column_through_its_list() {
    let (mut state, mut cx) = opened(Filter::default(), sample::rows());
    assert!(matches!(
        opens(&play(&mut state, &mut cx, "<f4>")),
        Some(Destination::PickRow { .. })
    ));
    let effects = update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    assert!(matches!(opens(&effects), Some(Destination::PickRow { rows, .. }) if rows[4] == "Đang xử lý"));
    let effects = update(&mut state, Msg::Replied(Reply::Picked(4)), &mut cx);
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Query::Dossiers { filter, .. })]
        if filter.status == Some(Status::Processing))
    );
}

#[test]
fn a_filter_reached_by_tab_takes_a_typed_date_and_refuses_what_is_none() {
    let (mut state, mut cx) = opened(Filter::default(), sample::rows());
    let effects = play(&mut state, &mut cx, "<tab><tab><tab><enter>");
    assert!(matches!(opens(&effects), Some(Destination::AskText { .. })));
    let effects = update(&mut state, Msg::Replied(Reply::Text("3102".into())), &mut cx);
    let said = Message::error("Không có ngày 3102. Nhập lại theo ngày/tháng/năm.");
    assert_eq!(effects.last(), Some(&Effect::Say(said)));
    assert!(matches!(opens(&effects), Some(Destination::AskText { value, .. }) if value == "3102"));
    update(&mut state, Msg::Replied(Reply::Text("5".into())), &mut cx);
    assert_eq!(state.filter.from, chrono::NaiveDate::from_ymd_opt(2023, 2, 5));
}

#[test]
fn f7_makes_the_receipt_and_prints_it() {
    let (mut state, mut cx) = opened(Filter::default(), sample::rows());
    let effects = play(&mut state, &mut cx, "<f7><f7>");
    let [Effect::Start(ticket, Job::MakeReceipt { dossier })] = &effects[..] else {
        panic!("{effects:?}");
    };
    let form = crate::domain::ids::FormId(uuid::Uuid::from_u128(9));
    let made = JobEvent::Ended(Ok(JobDone::Receipt {
        form,
        number: String::new(),
    }));
    let effects = update(&mut state, Msg::Job(*ticket, made), &mut cx);
    assert!(matches!(&effects[..], [Effect::Start(_, Job::PrintForm { dossier: of, .. })] if of == dossier));
}

proptest! {
    #[test]
    fn no_key_breaks_the_list(keys in any_keys(), empty in any::<bool>()) {
        let rows = if empty { vec![] } else { sample::rows() };
        let (mut state, mut cx) = opened(Filter::default(), rows);
        play(&mut state, &mut cx, &keys.concat());
        shot(&state, &cx);
    }
}

#[test]
fn a_queue_opens_as_it_was_last_filtered_until_esc_takes_the_filter_off() {
    let mut cx = context();
    let plain = || Filter {
        queue: Some(Queue::Processing),
        ..Filter::default()
    };
    let (mut state, _) = open(plain(), &mut cx);
    play(&mut state, &mut cx, "dinh");
    assert_eq!(open(plain(), &mut cx).0.filter.text, "dinh");
    let other = Filter {
        queue: Some(Queue::Finished),
        ..Filter::default()
    };
    assert_eq!(open(other, &mut cx).0.filter.text, "", "each queue for itself");
    let named = Filter {
        text: "lan".into(),
        ..plain()
    };
    assert_eq!(
        open(named, &mut cx).0.filter.text,
        "lan",
        "what is asked for wins"
    );
    let (mut state, _) = open(plain(), &mut cx);
    play(&mut state, &mut cx, "<esc>");
    assert_eq!(open(plain(), &mut cx).0.filter, plain());
}

/// F4 as a play, then what its dialogs answered.
fn filtered(state: &mut State, cx: &mut Context, (column, reply): (Column, Reply)) -> Filter {
    play(state, cx, "<f4>");
    update(state, Msg::Replied(Reply::Picked(column.place())), cx);
    if let Some((ticket, _)) = state.asked {
        let answer = crate::domain::rows::OfficerRows {
            officers: vec![crate::app::testing::hanh(), crate::app::testing::processing()],
            ..Default::default()
        };
        update(state, Msg::Answered(ticket, Answer::Officers(answer)), cx);
    }
    let effects = update(state, Msg::Replied(reply), cx);
    match effects.last() {
        Some(Effect::Ask(_, Query::Dossiers { filter, .. })) => filter.clone(),
        _ => panic!("{effects:?}"),
    }
}

#[test]
fn every_column_of_the_letter_has_a_filter_of_its_own() {
    let (mut state, mut cx) = opened(Filter::default(), sample::rows());
    let typed = |text: &str| Reply::Text(text.to_owned());
    filtered(&mut state, &mut cx, (Column::Pace, Reply::Picked(1)));
    filtered(&mut state, &mut cx, (Column::Sender, Reply::Picked(2)));
    filtered(&mut state, &mut cx, (Column::Code, typed(" 0004 ")));
    filtered(&mut state, &mut cx, (Column::About, typed("khai sinh")));
    filtered(&mut state, &mut cx, (Column::Holder, typed("dinh")));
    let filter = filtered(&mut state, &mut cx, (Column::General, typed("thôn 2")));
    let columns = crate::domain::query::Columns {
        code: "0004".into(),
        about: "khai sinh".into(),
        holder: "dinh".into(),
        general: "thôn 2".into(),
        pace: Some(crate::domain::query::Standing::Overdue),
        sender: Some(crate::app::testing::processing().id),
    };
    assert_eq!(filter.columns, columns);
    let shown = text::looked_for(&state.filter, &state.values.named(&state.filter));
    assert_eq!(
        shown,
        "Quá hạn · Nguyễn Văn Sơn chuyển đến · số «0004» · về việc «khai sinh» · người đăng ký «dinh» · \
         thông tin chung «thôn 2»"
    );
    insta::assert_snapshot!("columns_80", shot(&state, &cx));
    insta::assert_snapshot!("columns_120", wide(&mut state, &mut cx));
    // Typed empty, a column asks for nothing; Esc takes the others off.
    let filter = filtered(&mut state, &mut cx, (Column::Code, typed("")));
    assert_eq!(filter.columns.code, "");
    play(&mut state, &mut cx, "<esc>");
    assert_eq!(state.filter, Filter::default());
}

#[test]
fn the_list_of_columns_names_each_and_ends_with_taking_all_off() {
    assert_eq!(text::COLUMN_ROWS.len(), Column::ALL.len() + 1);
    assert_eq!(text::UNSET.len(), Column::ALL.len());
    for (at, column) in Column::ALL.into_iter().enumerate() {
        assert_eq!(column.place(), at);
        let picked = state_values().rows(column).len() > 1;
        let ways = [picked, column.is_date(), column.is_typed()];
        assert_eq!(ways.iter().filter(|it| **it).count(), 1, "{column:?}");
    }
}

fn state_values() -> Values {
    Values {
        sectors: vec!["Hộ tịch".into()],
        officers: vec![OfficerName {
            id: crate::app::testing::hanh().id,
            name: "Đinh Thị Hạnh".into(),
        }],
    }
}

/// The rows below the list are few: what does not fit is marked as going on.
#[test]
fn what_lacks_of_a_dossier_ends_with_a_mark_where_it_has_no_room() {
    use crate::domain::digitise::{Remark, Remarked};
    let mut rows = sample::rows();
    let paper = |n: u32| Remarked {
        name: format!("Giấy xác nhận tình trạng cư trú lần {n}"),
        remark: Remark::NoFile,
    };
    rows[0].remarks = (1..=9).map(paper).collect();
    let filter = Filter {
        queue: Some(Queue::Undigitised),
        ..Filter::default()
    };
    let (state, cx) = opened(filter, rows);
    let shown = shot(&state, &cx);
    assert!(!shown.contains("lần 9"), "{shown}");
    let last = shown
        .lines()
        .rfind(|line| line.contains("Giấy xác nhận"))
        .unwrap();
    assert!(last.trim_end().ends_with('…'), "{shown}");
    assert!(
        shown.contains(text::CAME_FROM),
        "the letter's column stands there all the same: {shown}"
    );
}

#[test]
fn a_day_after_the_last_one_is_said_where_it_was_typed() {
    let day = |month, day| chrono::NaiveDate::from_ymd_opt(2023, month, day);
    let until = Filter {
        to: day(1, 1),
        ..Filter::default()
    };
    let since = Filter {
        from: day(12, 31),
        ..Filter::default()
    };
    for (filter, tabs, typed) in [
        (until, "<tab><tab><tab>", "31/12/2023"),
        (since, "<tab><tab><tab><tab>", "01/01/2023"),
    ] {
        let (mut state, mut cx) = opened(filter.clone(), sample::rows());
        play(&mut state, &mut cx, tabs);
        play(&mut state, &mut cx, "<f4>");
        let effects = update(&mut state, Msg::Replied(Reply::Text(typed.into())), &mut cx);
        let [Effect::Open(again), Effect::Say(said)] = &effects[..] else {
            panic!("{effects:?}");
        };
        assert!(matches!(&**again, Destination::AskText { value, .. } if value == typed));
        assert!(
            said.text.contains("31/12/2023") && said.text.contains("01/01/2023"),
            "{}",
            said.text
        );
        assert_eq!(state.filter, filter, "nothing is narrowed to nothing");
        let effects = update(&mut state, Msg::Replied(Reply::Text(String::new())), &mut cx);
        assert!(
            matches!(effects[..], [Effect::Ask(..)]),
            "the field is still being asked for"
        );
    }
}
