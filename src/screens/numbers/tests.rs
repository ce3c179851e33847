//! Each section drawn at both sizes, and where its keys lead.

use super::*;
use crate::app::destination::{Destination, KhoPurpose};
use crate::app::testing::{at, context, drawn, no_keys_panic, opens, play, said, shot, wide};
use crate::domain::dossier::Status;
use crate::domain::index766::Estimate;
use crate::domain::lift::{Lack, Lacking, Rehearsal};
use crate::domain::numbers::{ExpiringRow, IdleRow, Listed};
use crate::domain::punctual::{Facts, Key as RowKey, Standing, Table as Due};
use crate::domain::tally::Column as Form;
use uuid::Uuid;

fn month() -> Month {
    "2023-02".parse().unwrap()
}

fn id(n: u128) -> DossierId {
    DossierId(Uuid::from_u128(n))
}

fn table() -> Due {
    let key = |key: &str, name: &str| RowKey {
        key: key.into(),
        name: name.into(),
    };
    let (hanh, son) = (key("01", "Đinh Thị Hạnh"), key("02", "Nguyễn Văn Sơn"));
    let elsewhere = key("", "");
    let mut cases = vec![(son.clone(), Standing::OnTime); 18];
    cases.extend(vec![(hanh.clone(), Standing::OnTime); 20]);
    cases.extend([
        (son.clone(), Standing::Late { kept: true }),
        (son.clone(), Standing::Late { kept: false }),
        (son, Standing::Open { kept: false }),
        (hanh, Standing::NoDue),
        (elsewhere, Standing::Open { kept: true }),
    ]);
    Due {
        exempted: exempted(2),
        ..Due::of((month(), By::Officer), cases)
    }
}

fn case(n: u128, standing: Standing) -> Case {
    let at = |time: &str| Some(at(&format!("2023-02-{time}:00+07:00")));
    Case {
        dossier: id(n),
        code: Some(format!("000.99.15.H08-230214-{n:04}")),
        holder: "Đinh Văn Tơ".into(),
        procedure: "Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con".into(),
        facts: Facts {
            due: at("21T17:00"),
            promised: at("23T17:00"),
            finished: at("23T15:00"),
        },
        apologies: 1,
        exempted: 1,
        standing,
    }
}

fn counts(received: u32, lacks: u32) -> Counts {
    Counts {
        received,
        account: received,
        direct: received,
        full: received - lacks,
        resolved: received - lacks,
        result_file: (received - lacks) * 9 / 10,
        reused: received / 5,
        ..Counts::default()
    }
}

/// One paper of each of so many dossiers.
fn exempted(dossiers: u32) -> Exempted {
    (0..dossiers).map(|_| 1).collect()
}

fn trend() -> Vec<(Month, Counts, Exempted)> {
    (0..12)
        .map(|back| {
            (
                month().plus(back - 11),
                counts(u32::try_from(back).unwrap() * 4, u32::try_from(back / 3).unwrap()),
                exempted(u32::try_from(back / 10).unwrap()),
            )
        })
        .collect()
}

fn rehearsal() -> Rehearsal {
    let lacking = |n: u128, papers, result| Lacking {
        dossier: id(n),
        code: Some(format!("000.99.15.H08-230228-{n:04}")),
        holder: "Lê Thị Ngà".into(),
        procedure: "Đăng ký khai tử".into(),
        lack: Lack { papers, result },
        exempted: u32::from(n == 1),
    };
    Rehearsal {
        month: month(),
        counts: counts(44, 4),
        lacking: vec![lacking(1, 0, true), lacking(2, 1, false), lacking(3, 2, true)],
        total: 3,
        exempted: exempted(3),
    }
}

fn idle() -> Listed<IdleRow> {
    let row = |n: u128, with: &str, status| IdleRow {
        dossier: id(n),
        code: Some(format!("000.99.15.H08-230201-{n:04}")),
        holder: "HTX Nông nghiệp An Toàn".into(),
        procedure: "Phê duyệt phương án khai thác".into(),
        status,
        with: with.into(),
        touched_at: at("2023-02-01T08:00:00+07:00"),
        days: 9,
        exempted: u32::from(n == 1) * 2,
    };
    Listed {
        days: 5,
        rows: vec![
            row(1, "Nguyễn Văn Sơn", Status::Processing),
            row(2, "UBND huyện An Lão", Status::Processing),
            row(3, "", Status::Finished),
        ],
        total: 3,
    }
}

fn expiring() -> Listed<ExpiringRow> {
    let row = |days_left: u32| ExpiringRow {
        owner_no: "052192004567".into(),
        owner: "Đinh Thị Hà".into(),
        code: "052192004567.KQ.G15.000012".into(),
        name: "Giấy xác nhận tình trạng hôn nhân".into(),
        ends_on: at("2023-02-14T00:00:00+07:00").date() + chrono::Duration::days(days_left.into()),
        days_left,
    };
    Listed {
        days: 60,
        rows: vec![row(0), row(12)],
        total: 812,
    }
}

fn tell(state: &mut State, cx: &mut Context, answer: Answer) {
    let ticket = state.asked;
    update(state, Msg::Answered(ticket, answer), cx);
}

fn opened(section: Section) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(section, &mut cx);
    assert_eq!(effects.len(), 1);
    fill(&mut state, &mut cx);
    (state, cx)
}

/// Answers what the section asked.
fn fill(state: &mut State, cx: &mut Context) {
    let told = match state.section {
        Section::Punctual => Told::Punctual(table()),
        Section::Index766 => {
            let marks = |n: u32| crate::domain::tally::Marks(if n < 4 { 1 } else { 0b1_1101_0111 });
            Told::Index766(Estimate {
                exempted: exempted(3),
                ..Estimate::of(month(), &(0..44).map(marks).collect::<Vec<_>>())
            })
        }
        Section::Expiring => Told::Expiring(expiring()),
        Section::Idle => Told::Idle(idle()),
        Section::Rehearsal => Told::Rehearsal(rehearsal()),
        Section::Trend => return tell(state, cx, Answer::TallyMonths(trend())),
    };
    tell(state, cx, Answer::Numbers(Box::new(told)));
}

#[test]
fn every_section_is_drawn_at_both_sizes() {
    for section in Section::ALL {
        let (mut state, mut cx) = opened(*section);
        insta::assert_snapshot!(format!("{}_80", section.word()), shot(&state, &cx));
        insta::assert_snapshot!(format!("{}_120", section.word()), wide(&mut state, &mut cx));
    }
}

#[test]
fn a_number_opens_its_list_and_esc_is_back_at_it() {
    let (mut state, mut cx) = opened(Section::Punctual);
    let effects = play(&mut state, &mut cx, "<right><enter>");
    let cell = Cell {
        month: month(),
        by: By::Officer,
        of: Some("02".into()),
        column: Column::Kept,
    };
    let behind = state.behind.as_ref().unwrap();
    assert_eq!(
        effects,
        [Effect::Ask(behind.asked, Query::Numbers(Asked::Cases(cell)))]
    );
    let told = Told::Cases(vec![case(1, Standing::Late { kept: true })]);
    let ticket = behind.asked;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Numbers(Box::new(told))),
        &mut cx,
    );
    insta::assert_snapshot!("cases_80", shot(&state, &cx));
    insta::assert_snapshot!("cases_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(opens(&effects), Some(&Destination::Dossier(id(1))));
    assert_eq!(
        update(&mut state, Msg::Resumed, &mut cx).len(),
        2,
        "both are counted again"
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert!(shot(&state, &cx).contains("[1]"), "{}", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn the_last_row_is_the_total_and_opens_all() {
    let (mut state, mut cx) = opened(Section::Punctual);
    play(&mut state, &mut cx, "<end><enter>");
    let cell = &state.behind.as_ref().unwrap().cell;
    assert_eq!((&cell.of, cell.column), (&None, Column::Late));
}

#[test]
fn space_turns_the_rows_and_a_month_is_typed() {
    let (mut state, mut cx) = opened(Section::Punctual);
    let asked = |state: &State, month: Month, by| {
        vec![Effect::Ask(
            state.asked,
            Query::Numbers(Asked::Punctual(month, by)),
        )]
    };
    let effects = play(&mut state, &mut cx, "<space>");
    assert_eq!(effects, asked(&state, month(), By::Procedure));
    play(&mut state, &mut cx, "<f4>");
    let effects = update(&mut state, Msg::Replied(Reply::Text("1/2023".into())), &mut cx);
    assert_eq!(effects, asked(&state, month().plus(-1), By::Procedure));
    for wrong in ["13/2023", "03/2023", ""] {
        play(&mut state, &mut cx, "<f4>");
        assert_eq!(
            update(&mut state, Msg::Replied(Reply::Text(wrong.into())), &mut cx),
            []
        );
        assert_eq!(said(&state, &cx), text::NO_MONTH, "{wrong}");
    }
    play(&mut state, &mut cx, "<f4>");
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert_eq!(
        update(&mut state, Msg::Replied(Reply::Text("1/2023".into())), &mut cx),
        []
    );
}

#[test]
fn digits_turn_to_a_section_and_enter_leads_on() {
    let (mut state, mut cx) = opened(Section::Punctual);
    for (digit, section) in ("123456".chars()).zip(Section::ALL) {
        assert_eq!(play(&mut state, &mut cx, &digit.to_string()).len(), 1);
        assert_eq!(state.section, *section);
    }
    assert_eq!(play(&mut state, &mut cx, "790"), []);
    fill(&mut state, &mut cx);
    assert_eq!(
        opens(&play(&mut state, &mut cx, "<down><enter>")),
        Some(&Destination::Dossier(id(2)))
    );
    play(&mut state, &mut cx, "5");
    fill(&mut state, &mut cx);
    assert_eq!(
        opens(&play(&mut state, &mut cx, "<enter>")),
        Some(&Destination::Dossier(id(1)))
    );
    play(&mut state, &mut cx, "4");
    fill(&mut state, &mut cx);
    let kho = Destination::Kho {
        owner: "052192004567".into(),
        purpose: KhoPurpose::Look,
    };
    assert_eq!(opens(&play(&mut state, &mut cx, "<enter>")), Some(&kho));
    play(&mut state, &mut cx, "3");
    fill(&mut state, &mut cx);
    let effects = play(&mut state, &mut cx, "<up><enter>");
    let january = month().plus(-1);
    assert_eq!(
        effects,
        [Effect::Ask(
            state.asked,
            Query::Numbers(Asked::Rehearsal(january, MOST))
        )]
    );
}

#[test]
fn f7_prints_or_saves_what_is_shown() {
    use crate::app::job::Job;
    use crate::domain::report::{Format, Numbers, Report};
    let january = month().plus(-1);
    let parts = [
        Numbers::Punctual(january, By::Officer),
        Numbers::Index766(january),
        Numbers::Trend(month()),
        Numbers::Expiring,
        Numbers::Idle,
        Numbers::Rehearsal(january),
    ];
    let (mut state, mut cx) = opened(Section::Punctual);
    play(&mut state, &mut cx, "<f4>");
    update(&mut state, Msg::Replied(Reply::Text("1/2023".into())), &mut cx);
    for (digit, part) in ('1'..).zip(parts) {
        play(&mut state, &mut cx, &digit.to_string());
        let asked = play(&mut state, &mut cx, "<f7>");
        assert!(
            matches!(opens(&asked), Some(Destination::AskChoice { .. })),
            "{part:?}"
        );
        let effects = update(&mut state, Msg::Replied(Reply::Picked(2)), &mut cx);
        let [Effect::Start(ticket, job)] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!(*job, Job::SaveReport(Report::Numbers(part), Format::Xlsx));
        let saved = crate::app::job::JobDone::Saved("so-lieu.xlsx".into());
        let ended = crate::app::job::JobEvent::Ended(Ok(saved));
        assert_eq!(update(&mut state, Msg::Job(*ticket, ended), &mut cx).len(), 1);
    }
}

/// A value is written beside every bar, also where nothing can be divided.
#[test]
fn an_empty_month_has_a_dash_and_no_bar() {
    let (state, cx) = opened(Section::Trend);
    let picture = drawn(&state, &cx);
    let row = picture
        .text()
        .lines()
        .find(|row| row.contains("03/2022"))
        .unwrap()
        .to_owned();
    assert_eq!(row.matches('–').count(), 3, "{row}");
    assert!(!row.contains('█') && !row.contains('─'), "{row}");
    assert_eq!(counts(0, 0).ratio(Form::ResultRatio).unwrap().plain(), None);
}

#[test]
fn an_old_answer_is_dropped_and_a_failed_one_is_said() {
    let (mut state, mut cx) = opened(Section::Punctual);
    let old = state.asked;
    play(&mut state, &mut cx, "5");
    update(
        &mut state,
        Msg::Answered(old, Answer::Numbers(Box::new(Told::Punctual(table())))),
        &mut cx,
    );
    assert!(matches!(state.shown, Shown::Nothing));
    tell(&mut state, &mut cx, Answer::Failed { code: "read" });
    assert!(chrome(&state, &cx).message.is_some());
}

no_keys_panic!(32, opened(Section::Punctual));
