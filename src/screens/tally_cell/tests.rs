//! The list behind a number: its three sides, the reason of each row, the way to the dossier and back.

use super::*;
use crate::app::testing::{context, no_keys_panic, opens, play, shot, wide};
use crate::domain::digitise::Counting;
use crate::domain::dossier::{Account, Channel, Product, Status};
use crate::domain::rows::Digitised;
use crate::domain::tally::{Column, Counts, Facts};
use crate::fixture::at;
use uuid::Uuid;

fn row(n: u128, (holder, procedure): (&str, &str), (have, need): (u32, u32)) -> CellRow {
    let facts = Facts {
        received: true,
        finished: false,
        void: false,
        channel: Channel::Counter,
        account: Account::Exists,
        digitised: Digitised {
            need,
            have,
            waiting: u32::from(n == 4),
            exempt: 0,
        },
        online_electronic: false,
        reused: false,
        status: Status::Accepted,
        product: Product::Open,
        outcome_file: false,
    };
    CellRow {
        id: DossierId(Uuid::from_u128(n)),
        code: Some(format!("000.99.15.H08-2302{:02}-000{n}", 28 - n)),
        holder: holder.into(),
        procedure: procedure.into(),
        received_at: Some(at("2023-02-28T14:05:00+07:00")),
        finished_at: None,
        in_tray: if n == 3 { 6 } else { 0 },
        facts,
        why: facts.why_not(Column::DigitisedRatio, Counting::default()),
    }
}

/// The four of W27 that lack, and two that count.
fn cell() -> Cell {
    Cell {
        month: "2023-02".parse().unwrap(),
        unit: Some("000.99.15.H08".into()),
        column: Column::DigitisedRatio,
        counting: Counting::default(),
        counts: Counts {
            received: 44,
            full: 36,
            part: 4,
            ..Counts::default()
        },
        rows: vec![
            row(1, ("Đinh Văn Tơ", "Đăng ký khai sinh"), (0, 2)),
            row(2, ("Lê Thị Ngà", "Chứng thực bản sao từ bản chính"), (0, 1)),
            row(3, ("Bùi Kim Tâm", "Đăng ký kết hôn"), (0, 3)),
            row(4, ("Đinh Thị Bia", "Đăng ký khai tử"), (0, 2)),
            row(5, ("Đinh Văn Đạt", "Đăng ký khai sinh"), (2, 2)),
            row(6, ("Hồ Thị Lan", "Đăng ký khai sinh"), (1, 2)),
        ],
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    cx.now = at("2023-02-28T16:42:00+07:00");
    let place = CellAt {
        month: "2023-02".parse().unwrap(),
        unit: Some("000.99.15.H08".into()),
        name: "Xã An Toàn".into(),
        column: Column::DigitisedRatio,
        standing: "chưa chốt".into(),
    };
    let (mut state, _) = open(place, &mut cx);
    answered(&mut state, Answer::TallyCell(Box::new(cell())), &mut cx);
    (state, cx)
}

fn answered(state: &mut State, answer: Answer, cx: &mut Context) {
    let answer = Msg::Answered(state.asked, answer);
    update(state, answer, cx);
}

#[test]
fn those_that_do_not_count_come_first_with_their_reason() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("w27", shot(&state, &cx));
    let wide = wide(&mut state, &mut cx);
    assert!(wide.contains("93,18 %"));
    insta::assert_snapshot!("w27_120", wide);
    play(&mut state, &mut cx, "2");
    let page = shot(&state, &cx);
    assert!(
        page.contains("[2 Đã tính 2]") && page.contains("đã tính"),
        "{page}"
    );
    assert!(!page.contains("93,18"), "{page}");
    play(&mut state, &mut cx, "3");
    assert!(shot(&state, &cx).contains("[3 Tất cả 6]"));
}

#[test]
fn the_pointed_dossier_is_opened_its_files_too_and_read_again_after() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<down>");
    let second = DossierId(Uuid::from_u128(2));
    assert_eq!(effects, [Effect::Ask(state.asked_about, Query::Dossier(second))]);
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(opens(&effects), Some(&Destination::Dossier(second)));
    let effects = play(&mut state, &mut cx, "<f8>");
    assert_eq!(opens(&effects), Some(&Destination::DossierComponents(second)));
    let effects = update(&mut state, Msg::Resumed, &mut cx);
    assert!(matches!(effects.as_slice(), [Effect::Ask(_, Query::Tally(_))]));
    let mut less = cell();
    less.rows.remove(0);
    answered(&mut state, Answer::TallyCell(Box::new(less)), &mut cx);
    assert_eq!(
        state.table.pointed(),
        Some(&second),
        "the pointer stays on its dossier"
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn no_file_is_asked_for_where_the_dossier_is_closed() {
    let (mut state, mut cx) = opened();
    state.cell = None;
    let mut closed = cell();
    closed.rows[0].facts.status = Status::Withdrawn;
    answered(&mut state, Answer::TallyCell(Box::new(closed)), &mut cx);
    let page = shot(&state, &cx);
    assert!(
        page.contains("«Đã rút»: không gắn tệp được nữa.") && !page.contains("Gắn tệp cho"),
        "{page}"
    );
}

#[test]
fn where_everything_counts_the_counted_are_shown() {
    let (mut state, mut cx) = opened();
    state.cell = None;
    let mut all = cell();
    all.rows.retain(|row| row.why.is_none());
    answered(&mut state, Answer::TallyCell(Box::new(all)), &mut cx);
    assert!(shot(&state, &cx).contains("[2 Đã tính 2]"));
    play(&mut state, &mut cx, "1");
    assert!(shot(&state, &cx).contains("Không có hồ sơ nào chưa tính"));
}

no_keys_panic!(32, opened());
