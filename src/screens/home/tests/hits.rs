//! The search field and what stands under it.

use super::*;

fn ha() -> HolderRow {
    HolderRow {
        number: "052192004567".into(),
        name: "Đinh Thị Hà".into(),
        last_at: at("2023-02-10T08:30:00+07:00"),
    }
}

#[test]
fn typing_searches_at_each_change_and_only_the_last_answer_counts() {
    let (mut state, mut cx) = opened();
    let asked = play(&mut state, &mut cx, "da");
    let text = |text: &str| Query::Search {
        text: text.into(),
        limit: 30,
    };
    assert_eq!(
        asked,
        [
            Effect::Ask(Ticket(3), text("d")),
            Effect::Ask(Ticket(4), text("da"))
        ]
    );
    let found = SearchRows {
        dossiers: sample::rows(),
        ..SearchRows::default()
    };
    update(
        &mut state,
        Msg::Answered(Ticket(3), Answer::Search(found.clone())),
        &mut cx,
    );
    assert!(state.hits.table.rows().is_empty());
    update(
        &mut state,
        Msg::Answered(Ticket(4), Answer::Search(found)),
        &mut cx,
    );
    let second = sample::rows()[1].id;
    assert_eq!(
        play(&mut state, &mut cx, "<down><enter>"),
        to(Destination::Dossier(second))
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), []);
    assert!(state.search.is_empty() && state.hits.table.rows().is_empty());
}

#[test]
fn enter_before_the_answer_opens_the_first_hit_when_it_comes() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "0006<enter>").len(), 3);
    let found = SearchRows {
        holders: vec![ha()],
        ..SearchRows::default()
    };
    let last = Ticket(cx.last_ticket);
    let opened = update(&mut state, Msg::Answered(last, Answer::Search(found)), &mut cx);
    let filter = Filter {
        text: "052192004567".into(),
        ..Filter::default()
    };
    assert_eq!(opened, to(Destination::List(filter)));
}

#[test]
fn nothing_found_says_what_can_be_typed() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "xyz");
    let last = Ticket(cx.last_ticket);
    update(
        &mut state,
        Msg::Answered(last, Answer::Search(SearchRows::default())),
        &mut cx,
    );
    let message = chrome(&state, &cx).message.unwrap();
    assert_eq!(
        message.text,
        "Không tìm thấy «xyz». Gõ số hồ sơ, số giấy tờ, di động hoặc họ tên."
    );
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    let shown = shot(&state, &cx);
    assert!(
        shown.contains(text::NO_HITS) && shown.contains("Không tìm thấy «xyz»"),
        "{shown}"
    );
    assert!(!shown.contains("Enter Mở"), "{shown}");
}

#[test]
fn a_paper_opens_the_kho_of_its_owner() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "KQ");
    let paper = crate::domain::rows::PaperRow {
        id: crate::domain::ids::PaperId(Uuid::from_u128(5)),
        owner_no: "052192004567".into(),
        kind_code: None,
        code: None,
        name: "Giấy khai sinh".into(),
        class: crate::domain::component::PaperClass::Outcome,
        sha256: crate::domain::ids::FileHash([1; 32]),
        size: 9,
        mime: "application/pdf".into(),
        pages: None,
        signature: crate::domain::component::SignatureMark::None,
        starts_on: None,
        ends_on: None,
        usable: true,
        revoked_on: None,
        from_code: None,
        times_used: 0,
    };
    let found = SearchRows {
        papers: vec![paper],
        ..SearchRows::default()
    };
    let last = Ticket(cx.last_ticket);
    update(&mut state, Msg::Answered(last, Answer::Search(found)), &mut cx);
    let kho = Destination::Kho {
        owner: "052192004567".into(),
        purpose: KhoPurpose::Look,
    };
    assert_eq!(play(&mut state, &mut cx, "<enter>"), to(kho));
}

#[test]
fn hits_stand_under_the_field() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "dinh");
    let found = SearchRows {
        dossiers: sample::rows(),
        holders: vec![ha()],
        ..SearchRows::default()
    };
    let last = Ticket(cx.last_ticket);
    update(&mut state, Msg::Answered(last, Answer::Search(found)), &mut cx);
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("home_hits", picture.text());
    assert_eq!(picture.cursor, Some((11, 3)));
}

#[test]
fn what_stands_is_asked_again_when_the_desk_comes_back_and_the_pointer_stays() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "da");
    let found = |changed: bool| SearchRows {
        dossiers: sample::rows()
            .into_iter()
            .map(|row| DossierRow {
                promised_at: row.promised_at.filter(|_| !changed),
                ..row
            })
            .collect(),
        ..SearchRows::default()
    };
    let last = Ticket(cx.last_ticket);
    update(
        &mut state,
        Msg::Answered(last, Answer::Search(found(false))),
        &mut cx,
    );
    play(&mut state, &mut cx, "<down>");
    for again in ["", "<f5>"] {
        let effects = if again.is_empty() {
            update(&mut state, Msg::Resumed, &mut cx)
        } else {
            play(&mut state, &mut cx, again)
        };
        let asked = effects.iter().find_map(|effect| match effect {
            Effect::Ask(ticket, Query::Search { text, .. }) if text == "da" => Some(*ticket),
            _ => None,
        });
        let ticket = asked.expect("asked again");
        update(
            &mut state,
            Msg::Answered(ticket, Answer::Search(found(true))),
            &mut cx,
        );
        assert_eq!(state.hits.rows.dossiers[1].promised_at, None);
        assert_eq!(state.hits.table.at(), 1);
    }
}
