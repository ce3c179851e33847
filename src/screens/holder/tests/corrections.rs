//! Cập nhật: the owner's form on an accepted dossier.

use super::*;
use crate::domain::rows::DossierView;

fn accepted() -> Box<DossierView> {
    let mut view = crate::screens::sample::view();
    view.holder = ha();
    view.row.holder_name = "Đinh Thị Hà".into();
    Box::new(view)
}

#[test]
fn a_correction_sends_only_what_changed_with_the_old_value() {
    let mut cx = desk("legacy");
    cx.draft = None;
    let dossier = DossierId(uuid::Uuid::from_u128(9));
    let (mut state, effects) = open(Subject::Dossier(dossier), &mut cx);
    assert_eq!(effects, [Effect::Ask(state.ticket, Query::Dossier(dossier))]);
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(accepted()))),
        &mut cx,
    );
    insta::assert_snapshot!("edit", shot(&state, &cx));
    insta::assert_snapshot!("edit_120", wide(&mut state, &mut cx));
    assert!(play(&mut state, &mut cx, "<f2>").is_empty());
    assert!(said(&state, &cx).starts_with("Chưa đổi mục nào"));
    state.form.go(Field::Name);
    let effects = play(&mut state, &mut cx, "i<f2><f2>");
    assert_eq!(effects.len(), 1, "twice pressed is once done");
    let Effect::Change(ticket, request) = &effects[0] else {
        panic!("{effects:?}")
    };
    let Act::Dossier {
        act: DossierAct::Edit { changes },
        ..
    } = &request.act
    else {
        panic!()
    };
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (
            changes[0].field.as_str(),
            changes[0].old.as_deref(),
            changes[0].new.as_deref()
        ),
        ("holder_name", Some("Đinh Thị Hà"), Some("Đinh Thị Hài"))
    );
    let ticket = *ticket;
    let effects = update(
        &mut state,
        Msg::Changed(ticket, Err(Refusal::Conflict("phone".into()))),
        &mut cx,
    );
    assert!(effects.is_empty() && said(&state, &cx).starts_with("Di động vừa được sửa"));
    play(&mut state, &mut cx, "<f2>");
    let done = Done {
        op: OpId(uuid::Uuid::nil()),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Plain,
    };
    let ticket = state.ticket;
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done)), &mut cx);
    assert_eq!(effects[0], Effect::Back);
}

#[test]
fn an_address_that_is_only_text_changes_only_where_it_was_changed() {
    let mut cx = desk("legacy");
    let mut view = accepted();
    view.holder.address = Address {
        address_text: "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        ..Address::default()
    };
    let (mut state, _) = open(Subject::Dossier(view.row.id), &mut cx);
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(view))),
        &mut cx,
    );
    assert_eq!(state.words(Field::Detail), "Thôn 2");
    assert!(play(&mut state, &mut cx, "<f2>").is_empty());
    assert!(said(&state, &cx).starts_with("Chưa đổi mục nào"));

    state.form.go(Field::Name);
    let effects = play(&mut state, &mut cx, "i<f2>");
    assert_eq!(changed_columns(&effects), ["holder_name"]);
    state.busy = false;
    state.form.go(Field::Detail);
    let effects = play(&mut state, &mut cx, "<end><backspace>3<f2>");
    assert_eq!(changed_columns(&effects), ["holder_name", "address_text"]);
    assert_eq!(
        state.collect().holder.address.address_text,
        "Thôn 3, xã An Toàn, huyện An Lão, tỉnh Bình Định"
    );
}

/// A received dossier in the form.
fn correcting(cx: &mut Context, view: Box<DossierView>) -> State {
    cx.draft = None;
    let (mut state, _) = open(Subject::Dossier(view.row.id), cx);
    let ticket = state.ticket;
    let read = Msg::Answered(ticket, Answer::Dossier(Some(view)));
    update(&mut state, read, cx);
    state
}

/// As a package may bring it: long, in capitals, the address one text.
fn filed_online() -> Box<DossierView> {
    let mut view = accepted();
    let words = |word: &str, count: usize| [word].repeat(count).join(" ");
    view.holder.holder_name = words("ĂĂ", 160);
    view.holder.holder_no = "A".repeat(40);
    view.holder.email = "không có".into();
    view.holder.fax = "0256 3891 234".into();
    view.holder.born = "khoảng 1950".into();
    view.subject = words("cho công dân", 70);
    view.holder.address = Address {
        address_text: words("12 Trần Phú Quy Nhơn", 20),
        ..Address::default()
    };
    view
}

#[test]
fn a_correction_leaves_what_nobody_touched_as_it_was_stored() {
    for set in ["2025", "legacy"] {
        let mut cx = desk(set);
        let view = filed_online();
        let mut state = correcting(&mut cx, view.clone());
        // Every field is passed, and nothing is anybody's typing.
        play(&mut state, &mut cx, &"<tab>".repeat(30));
        assert!(play(&mut state, &mut cx, "<f2>").is_empty());
        assert!(said(&state, &cx).starts_with("Chưa đổi mục nào"), "{set}");
        assert_eq!(state.collect(), edit::record(&view), "{set}");
        state.form.go(Field::Phone);
        let effects = play(&mut state, &mut cx, "<backspace>7<f2>");
        assert_eq!(changed_columns(&effects), ["phone"], "{set}");
        assert_eq!(state.collect().holder.phone, "0905123457");
    }
}

#[test]
fn a_name_typed_again_is_written_like_any_other_and_only_it() {
    let mut cx = desk("legacy");
    let mut state = correcting(&mut cx, filed_online());
    state.form.go(Field::Name);
    state.control_mut(Field::Name).unwrap().set("bùi kim tâm");
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!(changed_columns(&effects), ["holder_name"]);
    assert_eq!(state.collect().holder.holder_name, "Bùi Kim Tâm");
}

#[test]
fn a_touched_address_needs_its_units_and_one_left_alone_does_not() {
    let mut cx = desk("2025");
    let mut view = filed_online();
    view.holder.address.address_text = "Thôn 1, xã An Toàn".into();
    let mut state = correcting(&mut cx, view);
    state.form.go(Field::Detail);
    let effects = play(&mut state, &mut cx, "<backspace>2<f2>");
    assert!(effects.is_empty());
    assert!(said(&state, &cx).starts_with("Chưa nhập Tỉnh/Thành phố"));
    // As it was: nothing is asked for any more.
    state.form.go(Field::Detail);
    play(&mut state, &mut cx, "<backspace>1<f2>");
    assert!(
        said(&state, &cx).starts_with("Chưa đổi mục nào"),
        "{}",
        said(&state, &cx)
    );
    state.form.go(Field::Phone);
    let effects = play(&mut state, &mut cx, "<backspace>7<f2>");
    assert_eq!(changed_columns(&effects), ["phone"]);
}

#[test]
fn a_bearer_who_is_named_now_is_asked_for_whole() {
    let mut cx = desk("legacy");
    let mut state = correcting(&mut cx, filed_online());
    state.form.go(Field::Bearer);
    let effects = play(&mut state, &mut cx, " <f2>");
    assert!(effects.is_empty());
    assert_eq!(said(&state, &cx), format!("{} (còn 1 mục nữa)", text::BEARER));
}

#[test]
fn a_draft_keeps_what_was_filed_as_long_as_nobody_types_over_it() {
    let mut cx = desk("legacy");
    let filed = filed_online();
    let draft = cx.draft_mut();
    draft.holder = Holder {
        address: ha().address,
        email: "tam@vnpt.vn".into(),
        ..filed.holder.clone()
    };
    draft.subject.clone_from(&filed.subject);
    let before = cx.draft.clone().unwrap();
    let (mut state, effects) = open(Subject::Draft, &mut cx);
    answer(&mut state, &effects, &mut cx);
    play(&mut state, &mut cx, &"<tab>".repeat(30));
    play(&mut state, &mut cx, "<esc>");
    let after = cx.draft.clone().unwrap();
    assert_eq!(after.holder, before.holder);
    assert_eq!(after.subject, before.subject);
}

#[test]
fn a_name_half_typed_when_esc_was_pressed_is_written_like_a_name_all_the_same() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    state.form.go(Field::Name);
    play(&mut state, &mut cx, "dinh thi ha<esc>");
    assert_eq!(cx.draft.as_ref().unwrap().holder.holder_name, "Dinh Thi Ha");
}

#[test]
fn what_does_not_fit_is_said_and_what_stands_there_is_kept() {
    let mut cx = desk("legacy");
    let mut state = opened(&mut cx);
    state.form.go(Field::Name);
    let whole = "Nguyễn ".repeat(71);
    update(&mut state, Msg::Paste(whole.clone()), &mut cx);
    assert_eq!(said(&state, &cx), "");
    assert_eq!(state.words(Field::Name), whole.trim());
    let full = "Mục này đã đủ 500 ký tự, phần thừa không được ghi. Viết gọn lại.";
    update(&mut state, Msg::Paste("Văn Tèo".into()), &mut cx);
    assert_eq!(said(&state, &cx), full);
    play(&mut state, &mut cx, "<backspace>ab");
    assert_eq!(said(&state, &cx), full);
    play(&mut state, &mut cx, "<backspace>");
    assert_eq!(said(&state, &cx), "");
    update(&mut state, Msg::Paste("王".into()), &mut cx);
    assert!(said(&state, &cx).starts_with("Có ký tự không in được"));
    state.form.go(Field::Phone);
    play(&mut state, &mut cx, "x");
    assert!(said(&state, &cx).starts_with("Mục này chỉ nhập chữ số"));
    for field in [Field::Detail, Field::OldAddress] {
        state.control_mut(field).unwrap().paste(&"a".repeat(500));
        assert_eq!(state.words(field).len(), 500, "as long as a package may be");
    }
}

fn changed_columns(effects: &[Effect]) -> Vec<&str> {
    let Some(Effect::Change(_, request)) = effects.last() else {
        panic!("{effects:?}")
    };
    let Act::Dossier {
        act: DossierAct::Edit { changes },
        ..
    } = &request.act
    else {
        panic!()
    };
    changes.iter().map(|change| change.field.as_str()).collect()
}

#[test]
fn with_the_units_of_2025_the_old_address_is_kept_beside_the_new_one() {
    let mut cx = desk("2025");
    let (mut state, effects) = open(Subject::Draft, &mut cx);
    answer(&mut state, &effects, &mut cx);
    let ticket = state.ticket;
    let person = Msg::Answered(ticket, Answer::Person(card(ha())));
    let effects = update(&mut state, person, &mut cx);
    answer(&mut state, &effects, &mut cx);
    let old = "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định";
    assert_eq!(state.words(Field::OldAddress), old);
    assert_eq!(state.words(Field::Detail), "Thôn 2");
    insta::assert_snapshot!("units_of_2025", shot(&state, &cx));
    assert_eq!(state.collect().holder.address.address_old, old);
}

#[test]
fn a_refused_correction_puts_the_cursor_on_its_field() {
    let mut cx = desk("legacy");
    let dossier = DossierId(uuid::Uuid::from_u128(9));
    let (mut state, _) = open(Subject::Dossier(dossier), &mut cx);
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(accepted()))),
        &mut cx,
    );
    play(&mut state, &mut cx, "i<f2>");
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Changed(ticket, Err(Refusal::Invalid("email"))),
        &mut cx,
    );
    assert_eq!(state.form.focus(), Field::Email);
    assert_eq!(said(&state, &cx), "Email chưa đúng. Xem lại chỗ con trỏ.");
}

#[test]
fn no_bearer_is_no_change() {
    let record = edit::record(&accepted());
    let mut other = record.clone();
    assert!(edit::changes(&record, &other).is_empty());
    other.bearer = Some(Bearer {
        bearer_name: "A".into(),
        ..Bearer::default()
    });
    assert_eq!(edit::changes(&record, &other).len(), 1);
}

no_keys_panic!(48, {
    let mut cx = desk("legacy");
    let state = opened(&mut cx);
    (state, cx)
});
