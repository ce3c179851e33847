//! Cập nhật: the owner's form on an accepted dossier.

use super::*;

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
