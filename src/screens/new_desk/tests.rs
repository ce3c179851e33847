use super::*;
use crate::app::job::NewDesk;
use crate::app::testing::{drawn, no_desk, no_keys_panic, play, said, shot, wide};
use crate::domain::act::Pin;
use crate::domain::dossier::PlaceSet;
use crate::domain::unit_place::UnitPlace;

const FILLED: &str = "Xã An Toàn, huyện An Lão, tỉnh Bình Định<enter>000.99.15.H08<enter>\
                      Đinh Thị Hạnh<enter>2468<enter>2468";

fn opened() -> (State, Context) {
    let mut cx = no_desk();
    (open(&mut cx).0, cx)
}

fn desk() -> NewDesk {
    NewDesk {
        unit_code: "000.99.15.H08".into(),
        unit_name: "Xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        place_set: PlaceSet::Y2025,
        desk_no: 1,
        range: None,
        hours: "07:00–11:30, 13:30–17:00".into(),
        officer_name: "Đinh Thị Hạnh".into(),
        pin: Pin("2468".into()),
        scan_folder: String::new(),
        backup_target: String::new(),
    }
}

fn founded(ticket: u64, desk: NewDesk) -> Effect {
    Effect::Start(Ticket(ticket), Job::CreateDesk(Box::new(desk)))
}

#[test]
fn five_fields_and_f2_found_a_desk_once() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, FILLED);
    assert_eq!(play(&mut state, &mut cx, "<f2><f2>"), [founded(2, desk())]);
}

fn located(ticket: u64, located: Located) -> Msg {
    Msg::Job(Ticket(ticket), JobEvent::Ended(Ok(JobDone::Located(located))))
}

/// The unit of these tests.
fn an_toan() -> UnitPlace {
    UnitPlace {
        set: PlaceSet::Y2025,
        province: "52".into(),
        district: String::new(),
        commune: "21622".into(),
        name: "Xã An Toàn, Tỉnh Gia Lai".into(),
    }
}

#[test]
fn the_units_name_says_which_place_stands_in_addresses() {
    let (mut state, mut cx) = opened();
    let unit = "Xã An Toàn, tỉnh Gia Lai".to_owned();
    let asked = |ticket, set| {
        let unit = unit.clone();
        Effect::Start(Ticket(ticket), Job::LocateUnit { set, unit })
    };
    let typed = format!("{unit}<tab>");
    assert_eq!(play(&mut state, &mut cx, &typed), [asked(1, PlaceSet::Y2025)]);
    assert!(shot(&state, &cx).contains("theo tên đơn vị"));
    update(&mut state, located(7, Located::Unknown), &mut cx);
    assert_eq!(state.located, None, "an old answer is dropped");
    update(&mut state, located(1, Located::Found(an_toan())), &mut cx);
    assert!(shot(&state, &cx).contains("Địa danh mặc định      Xã An Toàn, Tỉnh Gia Lai"));
    let turned = play(&mut state, &mut cx, "<tab><space><tab>");
    assert_eq!(turned, [asked(2, PlaceSet::Legacy)]);
    for (found, words) in [
        (
            Located::Several(3),
            "3 nơi cùng tên: ghi thêm huyện, tỉnh ở mục Đơn vị",
        ),
        (
            Located::InSet(PlaceSet::Y2025),
            "có ở bộ hai cấp: đổi mục Bộ địa danh bằng Space",
        ),
        (Located::Unknown, "chưa nhận ra: ghi Đơn vị như Xã A, tỉnh B"),
    ] {
        state.locating = Some(Ticket(2));
        update(&mut state, located(2, found), &mut cx);
        assert!(shot(&state, &cx).contains(words), "{words}");
    }
}

/// It stands at the head of every receipt.
#[test]
fn a_unit_typed_without_marks_is_spelled_out() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "xa an toan<tab>");
    let found = || Located::Found(an_toan());
    update(&mut state, located(1, found()), &mut cx);
    assert_eq!(state.values.line(Field::Unit).text(), "Xã An Toàn");
    assert!(said(&state, &cx).contains("Xã An Toàn"));
    // Who is back in the field writes it himself.
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "xa an toan<tab><up>");
    update(&mut state, located(1, found()), &mut cx);
    assert_eq!(state.values.line(Field::Unit).text(), "xa an toan");
}

#[test]
fn everything_can_be_chosen() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, FILLED);
    let more = "<tab>/media/quet<tab>/media/usb0/motcua";
    play(&mut state, &mut cx, more);
    play(
        &mut state,
        &mut cx,
        "<up><up><up><up><up><up>1001 – 1499<up><backspace>2<up><space>",
    );
    let wanted = NewDesk {
        place_set: PlaceSet::Legacy,
        desk_no: 2,
        range: Some((1001, 1499)),
        scan_folder: "/media/quet".into(),
        backup_target: "/media/usb0/motcua".into(),
        ..desk()
    };
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [founded(2, wanted)]);
}

#[test]
fn each_fault_is_said_and_the_cursor_goes_there() {
    let cases = [
        (
            "<f2>",
            Field::Unit,
            "Chưa nhập Đơn vị. Mục này bắt buộc. (còn 4 mục nữa)",
        ),
        ("Xã<tab>H 08<f2>", Field::Code, text::BAD_CODE),
        (
            "<up><up><tab><tab><tab><backspace>0<tab>",
            Field::Range,
            text::BAD_DESK,
        ),
        ("<tab><tab><tab><tab>9-1<tab>", Field::Hours, text::BAD_RANGE),
        ("<tab><tab><tab><tab><tab>x<tab>", Field::Officer, text::BAD_HOURS),
        (
            "<tab><tab><tab><tab><tab><tab><tab>12<tab>",
            Field::Again,
            text::SHORT_PIN,
        ),
    ];
    for (keys, field, words) in cases {
        let (mut state, mut cx) = opened();
        play(&mut state, &mut cx, keys);
        let said = state.message.clone().unwrap().text;
        assert!(said.starts_with(words), "{keys}: {said}");
        assert_eq!(state.form.focus(), field, "{keys}");
    }
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, FILLED);
    play(&mut state, &mut cx, "9<f2>");
    assert_eq!(state.message, Some(Message::error(text::DIFFERENT)));
    assert_eq!(state.form.focus(), Field::Again);
}

#[test]
fn a_folder_that_is_none_is_named_before_anything_is_founded() {
    let cases = [
        ("<tab>", Field::Scans, "Thư mục quét"),
        ("<tab><tab>", Field::Copies, "Sao lưu hằng ngày"),
    ];
    for (way, field, name) in cases {
        let (mut state, mut cx) = opened();
        play(&mut state, &mut cx, &format!("{FILLED}{way}2468"));
        assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "{name}");
        assert_eq!(state.form.focus(), field);
        let said = said(&state, &cx);
        assert!(said.contains(name) && said.contains("đường dẫn"), "{said}");
        play(
            &mut state,
            &mut cx,
            "<backspace><backspace><backspace><backspace><f2>",
        );
        assert!(state.founding.is_some(), "empty is right");
    }
}

#[test]
fn what_is_wrong_is_said_again_whenever_the_cursor_comes_back() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<tab>H-08<tab><tab>");
    assert_eq!(said(&state, &cx), text::ADVICE);
    play(&mut state, &mut cx, "<up><up>");
    assert_eq!(
        (state.form.focus(), said(&state, &cx)),
        (Field::Code, text::BAD_CODE.to_owned())
    );
}

#[test]
fn another_desk_number_says_that_it_opens_another_book_as_the_settings_do() {
    let (mut state, mut cx) = opened();
    let warned = "Quầy 2 có sổ riêng, số thứ tự đếm từ đầu. Sai số thì nhập lại.";
    play(&mut state, &mut cx, "<tab><tab><tab>");
    assert_eq!(state.form.focus(), Field::Desk);
    assert_eq!(said(&state, &cx), text::ADVICE);
    play(&mut state, &mut cx, "<backspace>2");
    assert_eq!(said(&state, &cx), warned);
    play(&mut state, &mut cx, "<tab>");
    assert_eq!(said(&state, &cx), warned, "also once it is left");
    play(&mut state, &mut cx, "<backtab><backspace>1");
    assert_eq!(said(&state, &cx), text::ADVICE);
}

#[test]
fn a_refusal_of_the_founding_moves_to_its_field() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, FILLED);
    play(&mut state, &mut cx, "<f2>");
    let refusal = JobFault::Refused(Refusal::Invalid("unit_code"));
    update(
        &mut state,
        Msg::Job(Ticket(2), JobEvent::Ended(Err(refusal))),
        &mut cx,
    );
    assert_eq!(state.form.focus(), Field::Code);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [founded(3, desk())]);
    let said = JobFault::Said("Không đặt dữ liệu trên USB.".into());
    update(
        &mut state,
        Msg::Job(Ticket(3), JobEvent::Ended(Err(said))),
        &mut cx,
    );
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::error("Không đặt dữ liệu trên USB."))
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("new_desk_empty", picture.text());
    assert_eq!(picture.cursor, Some((25, 3)));
    play(&mut state, &mut cx, FILLED);
    let located = located(1, Located::InSet(PlaceSet::Legacy));
    update(&mut state, located, &mut cx);
    insta::assert_snapshot!("new_desk", shot(&state, &cx));
    insta::assert_snapshot!("new_desk_120", wide(&mut state, &mut cx));
    assert!(!format!("{state:?}").contains("2468"));
}

no_keys_panic!(24, opened());
