use super::*;
use crate::app::testing::{context, drawn, no_keys_panic, play, processing, shot, wide};
use crate::domain::query::{Filter, Queue};
use crate::domain::rows::{ProcedurePage, ProcedureRow, SearchRows};
use crate::screens::sample;

fn below() -> ScreenChrome {
    ScreenChrome {
        context: crate::screens::text::about(&sample::finished().row),
        offers: vec![
            Offer::new(Command::Commit).named("Trả kết quả"),
            Offer::new(Command::Print),
            Offer::new(Command::Withdraw),
            Offer::new(Command::Forward).unless(Some("Hồ sơ đã có kết quả: không chuyển bước nữa.".into())),
            Offer::arrows(),
            Offer::digits(1, 4),
        ],
        ..ScreenChrome::new(["Hồ sơ", "230213-0004"])
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    (open((below(), &Keymap::default()), &mut cx).0, cx)
}

fn restart(destination: Destination) -> Effect {
    Effect::Restart(Box::new(destination))
}

fn last(state: &mut State, cx: &mut Context, keys: &str) -> Option<Effect> {
    let mut effects = play(state, cx, keys);
    effects.retain(|effect| !matches!(effect, Effect::Ask(..)));
    effects.pop()
}

#[test]
fn acts_places_and_leaving_are_found_by_words_initials_and_digits() {
    let finished = Filter {
        queue: Some(Queue::Finished),
        ..Filter::default()
    };
    let cases = [
        ("<enter>", Effect::Answer(Reply::Run(Command::Commit))),
        ("2<enter>", Effect::Answer(Reply::Run(Command::Print))),
        ("tkq<enter>", Effect::Answer(Reply::Run(Command::Commit))),
        ("ho so rut<enter>", Effect::Answer(Reply::Run(Command::Withdraw))),
        ("trang chinh<enter>", Effect::Home),
        ("cho tra<enter>", restart(Destination::List(finished))),
        ("tiep nhan ho so moi<enter>", restart(Destination::Account)),
        ("nhap bu<enter>", restart(Destination::LateAccount)),
        ("quan tri<enter>", restart(Destination::Admin)),
        ("cai dat<enter>", restart(Destination::Admin)),
        ("che<enter>", Effect::Replace(Box::new(Destination::Curtain))),
        (
            "tu kiem tra<enter>",
            Effect::Replace(Box::new(Destination::SelfCheck)),
        ),
        ("doi can bo<enter>", Effect::LogOut),
        ("thoat<enter>", Effect::Quit),
        ("<esc>", Effect::Answer(Reply::Nothing)),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(last(&mut state, &mut cx, keys), Some(wanted), "{keys}");
    }
}

/// Both answers to what was typed last: these dossiers, and no procedure.
fn answered(
    state: &mut State,
    cx: &mut Context,
    dossiers: Vec<crate::domain::rows::DossierRow>,
) -> Vec<Effect> {
    let (first, second) = (Ticket(cx.last_ticket - 1), Ticket(cx.last_ticket));
    let found = SearchRows {
        dossiers,
        ..SearchRows::default()
    };
    let mut effects = update(state, Msg::Answered(first, Answer::Search(found)), cx);
    let none = Answer::Procedures(ProcedurePage::default());
    effects.extend(update(state, Msg::Answered(second, none), cx));
    effects
}

#[test]
fn what_cannot_be_done_is_shown_with_its_reason_and_never_taken() {
    let (mut state, mut cx) = opened();
    assert_eq!(last(&mut state, &mut cx, "chuyen<enter>"), None);
    let text = shot(&state, &cx);
    assert!(
        text.contains("-  Chuyển ") && text.contains("không chuyển bước nữa."),
        "{text}"
    );
    let why = Message::warning("Hồ sơ đã có kết quả: không chuyển bước nữa.");
    assert_eq!(answered(&mut state, &mut cx, vec![sample::row(9)]), []);
    assert_eq!(
        chrome(&state, &cx).message,
        Some(why.clone()),
        "no dossier instead"
    );
    play(&mut state, &mut cx, " buoc");
    assert_eq!(answered(&mut state, &mut cx, vec![]), []);
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(chrome(&state, &cx).message, Some(why));
    cx.officer = Some(processing());
    let (mut state, _) = open((below(), &Keymap::default()), &mut cx);
    assert_eq!(last(&mut state, &mut cx, "quan tri<enter>"), None);
    assert!(shot(&state, &cx).contains("cần vai trò Quản trị"));
}

#[test]
fn a_dossier_is_found_and_enter_may_come_before_the_answer() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "0009<enter>");
    let found = SearchRows {
        dossiers: vec![sample::row(9)],
        ..SearchRows::default()
    };
    let (ticket, other) = (Ticket(cx.last_ticket - 1), Ticket(cx.last_ticket));
    assert_eq!(
        update(
            &mut state,
            Msg::Answered(Ticket(1), Answer::Search(found.clone())),
            &mut cx
        ),
        []
    );
    update(&mut state, Msg::Answered(ticket, Answer::Search(found)), &mut cx);
    let none = Answer::Procedures(ProcedurePage::default());
    let opened = update(&mut state, Msg::Answered(other, none), &mut cx);
    assert_eq!(opened, [restart(Destination::Dossier(sample::row(9).id))]);
}

#[test]
fn a_procedure_is_found_by_its_name_and_lists_its_dossiers() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "khai sinh");
    let page = ProcedurePage {
        rows: vec![ProcedureRow {
            code: "1.001193".into(),
            name: "Đăng ký khai sinh".into(),
            sector: "Hộ tịch".into(),
            limit: String::new(),
            used: 3,
        }],
        ..ProcedurePage::default()
    };
    let (first, second) = (Ticket(cx.last_ticket - 1), Ticket(cx.last_ticket));
    update(
        &mut state,
        Msg::Answered(second, Answer::Procedures(page)),
        &mut cx,
    );
    let none = Answer::Search(SearchRows::default());
    update(&mut state, Msg::Answered(first, none), &mut cx);
    let filter = Filter {
        procedure: Some("1.001193".into()),
        ..Filter::default()
    };
    assert_eq!(
        last(&mut state, &mut cx, "<enter>"),
        Some(restart(Destination::List(filter)))
    );
}

#[test]
fn it_shows_the_keys_of_this_desk() {
    let keys = Keymap::from_toml("[keys]\nprint = [\"ctrl-y\"]\nkho = [\"ctrl-b\"]\n").unwrap();
    let mut cx = context();
    let (state, _) = open((below(), &keys), &mut cx);
    let key = |label: &str| {
        state
            .standing
            .iter()
            .find(|it| it.label == label)
            .map(|it| it.key.as_str())
    };
    assert_eq!((key("In"), key("Kho giấy tờ")), (Some("Ctrl+Y"), Some("Ctrl+B")));
}

#[test]
fn a_kho_asks_whose_inside_the_palette() {
    let (mut state, mut cx) = opened();
    assert_eq!(last(&mut state, &mut cx, "kho giay<enter><enter>"), None);
    assert_eq!(
        chrome(&state, &cx).message,
        Some(Message::error(text::KHO_MISSING))
    );
    insta::assert_snapshot!("palette_kho", shot(&state, &cx));
    let kho = Destination::Kho {
        owner: "052192004567".into(),
        purpose: KhoPurpose::Look,
    };
    assert_eq!(
        last(&mut state, &mut cx, "052192004567<enter>"),
        Some(restart(kho))
    );
    assert_eq!(last(&mut state, &mut cx, "<esc>"), None);
    assert!(state.kho.is_none());
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("palette", shot(&state, &cx));
    insta::assert_snapshot!("palette_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "chuyen tra");
    play(
        &mut state,
        &mut cx,
        "<backspace><backspace><backspace><backspace>",
    );
    let found = SearchRows {
        dossiers: vec![sample::row(9)],
        ..SearchRows::default()
    };
    let ticket = Ticket(cx.last_ticket - 1);
    update(&mut state, Msg::Answered(ticket, Answer::Search(found)), &mut cx);
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("palette_narrowed", picture.text());
    assert!(picture.cursor.is_some());
}

no_keys_panic!(24, opened());
