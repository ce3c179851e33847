//! Tests of the settings.

use super::*;
use crate::app::destination::Destination;
use crate::app::job::{Job, JobDone, JobFault};
use crate::app::testing::{at, context, hanh, no_keys_panic, opens, play, processing, said, shot, wide};
use crate::domain::act::{Done, Outcome, Touched};
use crate::domain::ids::OpId;
use crate::screens::sample;
use unicode_width::UnicodeWidthStr;

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects, [Effect::Ask(Ticket(1), Query::Settings)]);
    let rows = sample::settings(&cx);
    update(
        &mut state,
        Msg::Answered(Ticket(1), Answer::Settings(rows)),
        &mut cx,
    );
    (state, cx)
}

fn point(state: &mut State, key: &'static str) {
    assert!(state.table.point_id(&key));
}

fn done() -> Done {
    Done {
        op: OpId(uuid::Uuid::from_u128(9)),
        at: at("2023-02-14T08:06:00+07:00"),
        touched: Touched {
            settings: true,
            ..Touched::default()
        },
        outcome: Outcome::Plain,
    }
}

#[test]
fn every_setting_has_a_label_and_every_choice_its_words() {
    for setting in SETTINGS {
        let label = text::label(setting);
        assert_ne!(label, setting.key, "no label");
        assert!(label.width() <= 33, "{label}");
        if let Kind::Choice(values) = setting.kind {
            for value in values.iter().filter(|value| **value != "2025") {
                assert_ne!(text::word(setting, value), *value, "{} {value}", setting.key);
            }
        }
    }
    for (key, _) in text::LABELS {
        assert!(find(key).is_some(), "{key} is no setting any more");
    }
    for (key, value, _) in text::WORDS.iter().filter(|(key, ..)| !key.is_empty()) {
        let setting = find(key).unwrap();
        assert!(check_value(setting, value).is_ok(), "{key} {value}");
    }
}

#[test]
fn another_desk_number_says_that_it_opens_another_book_before_it_is_written() {
    let (mut state, mut cx) = opened();
    point(&mut state, "desk_no");
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(chrome(&state, &cx).message, None, "nothing is changed yet");
    play(&mut state, &mut cx, "<backspace>2");
    let warned = "Quầy 2 có sổ riêng, số thứ tự đếm từ đầu. Đúng số thì F2, sai thì Esc.";
    assert_eq!(said(&state, &cx), warned);
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(said(&state, &cx), warned);
    play(&mut state, &mut cx, "<esc>");
    assert_eq!(chrome(&state, &cx).message, None);
}

#[test]
fn an_office_setting_becomes_an_act() {
    let (mut state, mut cx) = opened();
    point(&mut state, "lock_minutes");
    assert_eq!(play(&mut state, &mut cx, "<enter><backspace>15<enter>"), []);
    assert_eq!(said(&state, &cx), text::THEN_WRITE);
    let effects = play(&mut state, &mut cx, "<f2><f2>");
    let act = Act::SetSetting {
        key: "lock_minutes".into(),
        value: "15".into(),
    };
    let request = Request {
        actor: hanh().id,
        approval: None,
        act,
    };
    assert_eq!(effects, [Effect::Change(Ticket(2), Box::new(request))]);
    let effects = update(&mut state, Msg::Changed(Ticket(2), Ok(done())), &mut cx);
    assert_eq!(effects, [Effect::Ask(Ticket(3), Query::Settings)]);
    assert_eq!(said(&state, &cx), "Đã ghi: Tự che màn hình sau (phút).");
    assert_eq!(cx.settings.number("lock_minutes"), 15);
    assert!(state.editor.is_none());
}

#[test]
fn a_local_setting_stays_on_this_machine() {
    let (mut state, mut cx) = opened();
    point(&mut state, "theme");
    let effects = play(&mut state, &mut cx, "<enter>3<f2>");
    let keep = Effect::KeepLocal {
        ticket: Ticket(2),
        key: "theme".into(),
        value: "mono".into(),
    };
    assert_eq!(effects, [keep]);
    update(
        &mut state,
        Msg::Kept(Ticket(2), Err(Refusal::DiskFull { free_mb: 1 })),
        &mut cx,
    );
    assert!(said(&state, &cx).starts_with("Chưa ghi được"));
    assert!(state.editor.is_some(), "what was chosen is still there");
    play(&mut state, &mut cx, "<f2>");
    update(&mut state, Msg::Kept(Ticket(3), Ok(())), &mut cx);
    assert_eq!(cx.settings.text("theme"), "mono");
}

#[test]
fn a_value_that_cannot_be_is_refused_with_what_can() {
    let cases = [
        (
            "pin_length",
            "<backspace>9",
            "Giá trị chưa dùng được. Nhập số nguyên từ 4 đến 8.",
        ),
        (
            "scan_folder",
            "Quet",
            "Giá trị chưa dùng được. Nhập đường dẫn đầy đủ của thư mục, hoặc để trống.",
        ),
        (
            "hours",
            "x",
            "Giá trị chưa dùng được. Nhập giờ làm việc như 07:00–11:30, 13:30–17:00.",
        ),
    ];
    for (key, keys, sentence) in cases {
        let (mut state, mut cx) = opened();
        point(&mut state, key);
        assert_eq!(
            play(&mut state, &mut cx, &format!("<enter>{keys}<f2>")),
            [],
            "{key}"
        );
        assert_eq!(said(&state, &cx), sentence);
        assert!(state.editor.is_some(), "the cursor stays in the field");
    }
}

#[test]
fn an_unchanged_value_writes_nothing_and_esc_leaves_it() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<enter><f2>"), []);
    assert_eq!(said(&state, &cx), text::SAME);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn only_an_administrator_changes_the_office() {
    let (mut state, mut cx) = opened();
    cx.officer = Some(processing());
    assert_eq!(play(&mut state, &mut cx, "<enter>x<f2>"), []);
    assert!(said(&state, &cx).starts_with("Việc này cần vai trò Quản trị."));
    point(&mut state, "printer");
    assert_eq!(play(&mut state, &mut cx, "<enter>HP<f2>").len(), 1);
}

#[test]
fn settings_are_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("list_80", shot(&state, &cx));
    insta::assert_snapshot!("list_120", wide(&mut state, &mut cx));
    point(&mut state, "place_set");
    play(&mut state, &mut cx, "<enter><space>");
    insta::assert_snapshot!("choice_80", shot(&state, &cx));
    insta::assert_snapshot!("choice_120", wide(&mut state, &mut cx));
}

no_keys_panic!(48, opened());

#[test]
fn scanners_are_not_looked_for_while_one_scans() {
    let (mut state, mut cx) = opened();
    point(&mut state, "scanner");
    cx.settings.0.insert("scanner".into(), "canon_dr:1".into());
    assert!(crate::app::scanning::start(&mut cx, None).is_ok());
    assert_eq!(play(&mut state, &mut cx, "<f4>"), []);
    assert!(said(&state, &cx).starts_with("Máy đang quét."));
}

#[test]
fn f4_finds_scanners_and_f2_writes_the_chosen_one() {
    let (mut state, mut cx) = opened();
    point(&mut state, "scanner");
    let effects = play(&mut state, &mut cx, "<f4>");
    let [Effect::Start(ticket, Job::ListScanners)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(play(&mut state, &mut cx, "<f4>"), [], "it is on its way");
    let none = JobEvent::Ended(Ok(JobDone::Scanners(Vec::new())));
    update(&mut state, Msg::Job(*ticket, none), &mut cx);
    assert_eq!(said(&state, &cx), text::NO_SCANNER);

    let effects = play(&mut state, &mut cx, "<f4>");
    let [Effect::Start(ticket, _)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let scanner = FoundScanner {
        device: "escl:http://10.0.0.3:80".into(),
        model: "Canon MF113w".into(),
    };
    let some = JobEvent::Ended(Ok(JobDone::Scanners(vec![scanner])));
    let opened = update(&mut state, Msg::Job(*ticket, some), &mut cx);
    assert!(
        matches!(opens(&opened), Some(Destination::PickRow { rows, .. }) if rows[0].starts_with("Canon MF113w"))
    );
    update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    insta::assert_snapshot!("scanner_80", shot(&state, &cx));
    let kept = play(&mut state, &mut cx, "<f2>");
    assert!(
        matches!(kept.as_slice(), [Effect::KeepLocal { value, .. }] if value == "escl:http://10.0.0.3:80")
    );
}

#[test]
fn the_reasons_of_the_circular_stand_beside_the_choice_of_the_policy() {
    let (mut state, mut cx) = opened();
    point(&mut state, "scan_policy");
    insta::assert_snapshot!("policy_80", shot(&state, &cx));
    play(&mut state, &mut cx, "<enter>");
    let wide = wide(&mut state, &mut cx);
    insta::assert_snapshot!("policy_120", wide);
    for reason in [
        "bản chụp",
        "bản sao chứng thực",
        "chỉ xuất trình",
        "dữ liệu đã được chia sẻ",
        "tài liệu mật",
    ] {
        assert!(wide.contains(reason), "{reason}\n{wide}");
    }
}

#[test]
fn letters_typed_in_the_list_point_at_a_setting() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "may in");
    assert_eq!(state.pointed().key, "printer");
    play(&mut state, &mut cx, "x");
    assert_eq!(state.pointed().key, "printer", "nothing fits: the pointer stays");
    assert!(said(&state, &cx).contains("«may inx»"), "{}", said(&state, &cx));
    // Another key begins anew.
    play(&mut state, &mut cx, "<up><backspace>dia danh");
    assert_eq!(state.pointed().key, "place_of_issue");
    play(&mut state, &mut cx, "<down>bo dia<enter>");
    assert_eq!(state.pointed().key, "place_set");
    assert!(state.editor.is_some());
}

/// A share may be away for a moment, so it is written; that nothing is there is said.
#[test]
fn a_scan_folder_that_is_not_there_is_written_with_a_warning() {
    let written = |ended| {
        let (mut state, mut cx) = opened();
        point(&mut state, "scan_folder");
        play(&mut state, &mut cx, "<enter>/khong/co<f2>");
        let effects = update(&mut state, Msg::Kept(Ticket(2), Ok(())), &mut cx);
        let [Effect::Ask(..), Effect::Start(ticket, Job::LookForScans)] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        update(&mut state, Msg::Job(*ticket, JobEvent::Ended(ended)), &mut cx);
        said(&state, &cx)
    };
    let fault = JobFault::Said("Không mở được thư mục /khong/co.".into());
    assert_eq!(written(Err(fault)), text::NOT_THERE);
    let there = JobDone::TakenIn(crate::app::job::TakenIn::default());
    assert_eq!(written(Ok(there)), "Đã ghi: Thư mục máy quét ghi ảnh.");
}
