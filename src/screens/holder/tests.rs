mod corrections;
mod places;

use super::*;
use crate::app::testing::{at, context, messages, no_keys_panic, said, shot, wide};
use crate::domain::act::{Act, Done, DossierAct, Outcome, Touched};
use crate::domain::dossier::{Address, Bearer, Holder, NumberKind};
use crate::domain::ids::OpId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::PlaceRow;

fn play(state: &mut State, cx: &mut Context, keys: &str) -> Vec<Effect> {
    let mut all = Vec::new();
    for msg in messages(keys) {
        let effects = update(state, msg, cx);
        answer(state, &effects, cx);
        all.extend(effects);
    }
    all
}

fn answer(state: &mut State, effects: &[Effect], cx: &mut Context) {
    for effect in effects {
        if let Effect::Ask(
            ticket,
            Query::Places {
                set, parent, text, ..
            },
        ) = effect
        {
            let rows = units(*set, parent.as_deref(), text);
            let next = update(state, Msg::Answered(*ticket, Answer::Places(rows)), cx);
            answer(state, &next, cx);
        }
    }
}

const UNITS: [(&str, Option<&str>, &str, PlaceSet); 7] = [
    ("52", None, "Tỉnh Gia Lai", PlaceSet::Y2025),
    ("21610", Some("52"), "Xã An Toàn", PlaceSet::Y2025),
    ("21607", Some("52"), "Xã An Hòa", PlaceSet::Y2025),
    ("52", None, "Tỉnh Bình Định", PlaceSet::Legacy),
    ("542", Some("52"), "Huyện An Lão", PlaceSet::Legacy),
    ("21625", Some("542"), "Xã An Toàn", PlaceSet::Legacy),
    ("21622", Some("542"), "Xã An Vinh", PlaceSet::Legacy),
];

fn units(set: PlaceSet, parent: Option<&str>, text: &str) -> Vec<PlaceRow> {
    let rows = UNITS.iter().filter(|(_, up, name, of)| {
        *of == set
            && *up == parent
            && crate::domain::viet::matches_words(
                &crate::domain::viet::fold(name),
                &crate::domain::viet::fold(text),
            )
    });
    rows.map(|(code, up, name, set)| PlaceRow {
        set: *set,
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        province: String::new(),
        parent: up.map(str::to_owned),
        former: Vec::new(),
    })
    .collect()
}

fn desk(set: &str) -> Context {
    let mut cx = context();
    let commune = if set == "2025" { "21610" } else { "21625" };
    for (key, value) in [
        ("place_set", set),
        ("default_province", "52"),
        ("default_district", "542"),
        ("default_commune", commune),
    ] {
        cx.settings.0.insert(key.to_owned(), value.to_owned());
    }
    cx.draft_mut().holder.holder_no = "052192004567".into();
    cx
}

fn opened(cx: &mut Context) -> State {
    let (mut state, effects) = open(Subject::Draft, cx);
    assert!(matches!(&effects[0], Effect::Ask(_, Query::Person { number }) if number == "052192004567"));
    answer(&mut state, &effects, cx);
    state
}

fn ha() -> Holder {
    Holder {
        holder_no: "052192004567".into(),
        holder_no_kind: Some(NumberKind::Personal),
        holder_name: "Đinh Thị Hà".into(),
        born: "05/09/1992".into(),
        sex: Some(crate::domain::dossier::Sex::Female),
        phone: "0905123456".into(),
        no_issued_by: "Cục Cảnh sát QLHC về TTXH".into(),
        address: Address {
            place_set: Some(PlaceSet::Legacy),
            province_code: Some("52".into()),
            district_code: Some("542".into()),
            commune_code: Some("21625".into()),
            address_text: "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
            address_detail: "Thôn 2".into(),
            address_old: String::new(),
        },
        ..Holder::default()
    }
}

fn card(holder: Holder) -> Box<PersonCard> {
    Box::new(PersonCard {
        number: "052192004567".into(),
        holder: Some(holder),
        holder_from: Some(at("2023-01-12T09:00:00+07:00")),
        ..PersonCard::default()
    })
}

/// Keys whose questions are not answered yet; they are collected.
fn hurry(state: &mut State, cx: &mut Context, keys: &str) -> Vec<Effect> {
    let msgs = messages(keys);
    msgs.into_iter().flat_map(|msg| update(state, msg, cx)).collect()
}

#[test]
fn typing_faster_than_the_desks_units_come_puts_the_hamlet_where_it_belongs() {
    for set in ["legacy", "2025"] {
        let mut cx = desk(set);
        let (mut state, late) = open(Subject::Draft, &mut cx);
        hurry(&mut state, &mut cx, "nguyễn thị yến<enter>0905123456<enter>");
        assert_eq!(state.form.focus(), Field::Detail);
        hurry(&mut state, &mut cx, "Thôn 2<enter>");
        assert_eq!(state.form.focus(), Field::Go);
        assert_eq!(hurry(&mut state, &mut cx, "<f2>"), [], "it waits for the units");
        answer(&mut state, &late, &mut cx);
        let address = cx.draft.as_ref().unwrap().holder.address.clone();
        let commune = if set == "2025" { "21610" } else { "21625" };
        assert_eq!(address.commune_code.as_deref(), Some(commune), "{address:?}");
        assert_eq!(address.address_detail, "Thôn 2");
        assert!(
            address.address_text.starts_with("Thôn 2, xã An Toàn"),
            "{address:?}"
        );
    }
}

#[test]
fn an_early_f2_goes_on_by_itself_and_units_that_do_not_come_are_asked_for() {
    let mut cx = desk("2025");
    let (mut state, late) = open(Subject::Draft, &mut cx);
    hurry(
        &mut state,
        &mut cx,
        "nguyễn thị yến<enter>0905123456<enter>Thôn 2<enter><f2>",
    );
    let Effect::Ask(province, _) = late[1] else {
        panic!("{late:?}")
    };
    let rows = |parent| Answer::Places(units(PlaceSet::Y2025, parent, ""));
    let more = update(&mut state, Msg::Answered(province, rows(None)), &mut cx);
    let [Effect::Ask(commune, _)] = more[..] else {
        panic!("{more:?}")
    };
    let last = update(&mut state, Msg::Answered(commune, rows(Some("52"))), &mut cx);
    let on = Effect::Open(Box::new(Destination::Components));
    assert_eq!(last.last(), Some(&on));

    let mut cx = desk("2025");
    let (mut state, late) = open(Subject::Draft, &mut cx);
    hurry(
        &mut state,
        &mut cx,
        "nguyễn thị yến<enter>0905123456<enter>Thôn 2<enter><f2>",
    );
    let Effect::Ask(province, _) = late[1] else {
        panic!("{late:?}")
    };
    let failed = Msg::Answered(province, Answer::Failed { code: "db-io" });
    assert!(!update(&mut state, failed, &mut cx).contains(&on));
    assert_eq!(state.form.focus(), Field::Province);
}

#[test]
fn what_is_wrong_with_a_field_is_said_again_whenever_the_cursor_comes_back() {
    let mut cx = desk("2025");
    let mut state = opened(&mut cx);
    state.form.go(Field::Phone);
    play(&mut state, &mut cx, "09051<down>");
    let wrong = said(&state, &cx);
    assert!(wrong.starts_with("Số di động phải có 10 số"), "{wrong}");
    play(&mut state, &mut cx, "<down><down>");
    assert_ne!(said(&state, &cx), wrong);
    play(&mut state, &mut cx, "<up><up><up>");
    assert_eq!((state.form.focus(), said(&state, &cx)), (Field::Phone, wrong));
}

#[test]
fn by_hand_the_desks_units_stand_ready_and_three_fields_remain() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    assert_eq!(state.form.focus(), Field::Name);
    insta::assert_snapshot!("by_hand", shot(&state, &cx));
    play(&mut state, &mut cx, "nguyễn thị yến<enter>");
    assert_eq!(state.form.focus(), Field::Phone);
    play(&mut state, &mut cx, "0905123456<enter>");
    assert_eq!(state.form.focus(), Field::Detail);
    play(&mut state, &mut cx, "Thôn 2<enter>");
    assert_eq!(state.form.focus(), Field::Go);
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(
        effects.last(),
        Some(&Effect::Open(Box::new(Destination::Components)))
    );
    let holder = cx.draft.clone().unwrap().holder;
    assert_eq!(
        (holder.holder_name.as_str(), holder.phone.as_str()),
        ("Nguyễn Thị Yến", "0905123456")
    );
    assert_eq!(
        holder.address.address_text,
        "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định"
    );
    assert_eq!(holder.address.commune_code.as_deref(), Some("21625"));
    insta::assert_snapshot!("ready", shot(&state, &cx));
    insta::assert_snapshot!("ready_120", wide(&mut state, &mut cx));
}

#[test]
fn the_units_of_2025_have_no_district() {
    let mut cx = desk("2025");
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "An<enter>0905123456<enter>Thôn 2<enter>");
    insta::assert_snapshot!("units_2025", shot(&state, &cx));
    assert_eq!(
        cx.draft.unwrap().holder.address.address_text,
        "Thôn 2, xã An Toàn, tỉnh Gia Lai"
    );
}

#[test]
fn an_earlier_dossier_fills_the_form_and_says_so() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Person(card(ha()))),
        &mut cx,
    );
    assert_eq!(state.words(Field::Commune), "Xã An Toàn");
    insta::assert_snapshot!("earlier", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!(
        effects.last(),
        Some(&Effect::Open(Box::new(Destination::Components)))
    );
}

#[test]
fn a_repeat_citizen_needs_one_key() {
    let mut cx = desk("legacy");
    cx.draft_mut().holder = ha();
    let mut state = opened(&mut cx);
    assert_eq!(state.form.focus(), Field::Go);
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(
        effects.last(),
        Some(&Effect::Open(Box::new(Destination::Components)))
    );
}

#[test]
fn another_phone_than_before_is_asked_about_once() {
    let mut cx = desk("legacy");
    cx.draft_mut().holder = ha();
    let mut state = opened(&mut cx);
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Person(card(ha()))),
        &mut cx,
    );
    state.form.go(Field::Phone);
    for _ in 0..10 {
        play(&mut state, &mut cx, "<backspace>");
    }
    play(&mut state, &mut cx, "0905000456<enter>");
    assert_eq!(
        said(&state, &cx),
        "Khác hồ sơ trước: di động 0905 123 456 → 0905 000 456. Hỏi lại công dân."
    );
    insta::assert_snapshot!("differs", shot(&state, &cx));
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(state.form.focus(), Field::Go);
}

#[test]
fn a_refused_commit_goes_to_the_first_fault_and_counts_the_rest() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "<f2>");
    assert_eq!(
        said(&state, &cx),
        "Chưa nhập Họ và tên. Mục này bắt buộc. (còn 2 mục nữa)"
    );
    play(&mut state, &mut cx, "Hà<enter>090512345<enter>");
    assert_eq!(state.form.focus(), Field::Detail);
    play(&mut state, &mut cx, "Thôn 2<f2>");
    assert_eq!(state.form.focus(), Field::Phone);
    assert_eq!(
        said(&state, &cx),
        "Số di động phải có 10 số, bắt đầu bằng 03, 05, 07, 08, 09. Mới có 9 số."
    );
    insta::assert_snapshot!("phone", shot(&state, &cx));
}

#[test]
fn wrong_values_are_said_on_leaving() {
    let cases = [
        (Field::Email, "abc", "Email thiếu dấu @. Sửa lại hoặc để trống."),
        (
            Field::IssuedOn,
            "31022020",
            "Không có ngày 31/02/2020. Nhập lại theo ngày/tháng/năm.",
        ),
        (
            Field::IssuedOn,
            "01012030",
            "Ngày cấp không thể sau hôm nay. Đối chiếu với thẻ.",
        ),
        (
            Field::Born,
            "05091980",
            "KHÔNG KHỚP: số định danh là nữ, sinh 1992; đang nhập 1980. Đối chiếu thẻ.",
        ),
        (
            Field::Commune,
            "Xã Ở Đâu",
            "Không thấy «Xã Ở Đâu» trong danh sách. F4 chọn, hoặc giữ nguyên chữ đã gõ.",
        ),
    ];
    for (field, typed, words) in cases {
        let mut cx = desk("legacy");
        let mut state = opened(&mut cx);
        state.form.go(field);
        play(&mut state, &mut cx, &format!("{typed}<tab>"));
        assert_eq!(said(&state, &cx), words);
        state.form.go(field);
        assert_eq!(said(&state, &cx), words, "also when focused");
    }
}

#[test]
fn without_a_phone_a_reason_stands_in_its_place() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "Yến<enter>");
    let effects = play(&mut state, &mut cx, "<f4>");
    assert!(
        matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::PickRow { rows, .. } if rows.len() == 3))
    );
    let effects = update(&mut state, Msg::Replied(Reply::Picked(2)), &mut cx);
    assert!(matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::AskText { .. })));
    update(
        &mut state,
        Msg::Replied(Reply::Text("nhà ở vùng không có sóng".into())),
        &mut cx,
    );
    play(&mut state, &mut cx, "<enter>Thôn 2<f2>");
    let holder = cx.draft.unwrap().holder;
    assert_eq!(
        holder.phone_note.as_deref(),
        Some("Không có điện thoại: nhà ở vùng không có sóng")
    );
    assert_eq!(holder.phone, "");
}

#[test]
fn an_organisation_and_another_bearer_want_more_fields() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    state.form.go(Field::Kind);
    play(
        &mut state,
        &mut cx,
        "2<enter>HTX Nông nghiệp An Toàn<enter>Phan Văn Tín<enter>0905123456<enter>Thôn 1",
    );
    state.form.go(Field::Bearer);
    play(&mut state, &mut cx, " <f2>");
    assert_eq!(state.form.focus(), Field::BearerName);
    assert!(said(&state, &cx).starts_with("Nộp thay phải có họ tên"));
    insta::assert_snapshot!("organisation", shot(&state, &cx));
    insta::assert_snapshot!("organisation_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "Đinh Văn Rỡ<enter>052075003311<f2>");
    let draft = cx.draft.unwrap();
    assert_eq!(draft.bearer.unwrap().bearer_no, "052075003311");
    assert_eq!(draft.holder.organisation, "HTX Nông nghiệp An Toàn");
}

#[test]
fn a_commune_is_picked_from_its_district() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    state.form.go(Field::Commune);
    play(&mut state, &mut cx, "<f4>");
    insta::assert_snapshot!("communes", shot(&state, &cx));
    insta::assert_snapshot!("communes_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "vinh<enter>");
    assert_eq!(
        state.collect().holder.address.commune_code.as_deref(),
        Some("21622")
    );
    state.form.go(Field::Province);
    play(&mut state, &mut cx, "binh<enter>");
    assert_eq!(
        state.words(Field::Commune),
        "",
        "what lay in the old province is asked again"
    );
}

#[test]
fn help_begins_with_the_field_of_the_cursor() {
    let mut cx = desk("2025");
    let mut state = opened(&mut cx);
    for field in Field::ALL {
        state.form = Form::at(field);
        let about = chrome(&state, &cx).about;
        let explains_itself = matches!(field, Field::More | Field::Go);
        assert_eq!(about.is_none(), explains_itself, "{field:?}");
    }
    state.form = Form::at(Field::Name);
    play(&mut state, &mut cx, "Yen<enter>");
    assert_eq!(chrome(&state, &cx).about, state.form.focus().explained());
}
