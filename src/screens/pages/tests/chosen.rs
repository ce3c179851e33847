//! Files that were attached before anybody counted their sheets.

use super::*;
use crate::app::job::Seen;
use crate::domain::component::PageAccount;

/// A component with so many images as files, counted by nobody.
fn attached(images: u8) -> DossierView {
    let file = |number: u8| crate::domain::rows::FileView {
        id: crate::domain::ids::FileId(Uuid::from_u128(700 + u128::from(number))),
        sha256: FileHash([number; 32]),
        mime: "image/jpeg".into(),
        name: format!("S{number:04}.jpg"),
        ..sample::component(1, "", (FileSource::Picked, 1)).files.remove(0)
    };
    let component = ComponentView {
        files: (1..=images).map(file).collect(),
        account: PageAccount::Short,
        ..view_of(Claim::default(), vec![]).components.remove(0)
    };
    DossierView {
        components: vec![component],
        ..sample::view()
    }
}

/// Opened; the question about the files, and its answer.
fn opened_with(images: u8) -> (State, Context, Msg) {
    let view = attached(images);
    let mut cx = context();
    let (mut state, _) = open((view.row.id, view.components[0].id), vec![], &mut cx);
    let effects = hear(&mut state, &mut cx, (view, vec![]));
    let started = effects.iter().find_map(|effect| match effect {
        Effect::Start(ticket, Job::LookAtChosen(files)) => Some((*ticket, files.len())),
        _ => None,
    });
    let (ticket, count) = started.unwrap();
    assert_eq!(count, usize::from(images));
    let seen = |number: u8| Seen {
        page: whole(number, number.into()),
        flags: if number == 2 {
            vec!["skewed".into()]
        } else {
            vec![]
        },
    };
    let pages = (1..=images).map(seen).collect();
    (
        state,
        cx,
        Msg::Job(ticket, JobEvent::Ended(Ok(JobDone::Seen(pages)))),
    )
}

#[test]
fn nothing_is_guessed_and_the_number_of_sheets_puts_every_page_into_its_side() {
    let (mut state, mut cx, seen) = opened_with(2);
    assert_eq!(update(&mut state, seen, &mut cx), []);
    assert_eq!((state.focus, state.sheets.text()), (Field::Sheets, ""));
    insta::assert_snapshot!("chosen", shot(&state, &cx));
    let new = set(&play(&mut state, &mut cx, "1<enter>"));
    assert_eq!(
        (slots(&new), new.claim),
        (vec!["1".into(), "2".into()], claim(1, 2, &[]))
    );
    assert!(state.early, "the sum is right: finished without another key");
    let (mut state, mut cx, seen) = opened_with(2);
    update(&mut state, seen, &mut cx);
    let new = set(&play(&mut state, &mut cx, "2<enter>"));
    assert_eq!(new.claim, claim(2, 1, &[]), "as many sheets as images: one-sided");
}

#[test]
fn what_is_typed_before_the_files_were_looked_into_counts_when_they_are() {
    let (mut state, mut cx, seen) = opened_with(4);
    assert_eq!(play(&mut state, &mut cx, "2<enter>"), []);
    let new = set(&update(&mut state, seen, &mut cx));
    assert_eq!(
        (slots(&new), new.claim),
        (
            vec!["1".into(), "2".into(), "3".into(), "4".into()],
            claim(2, 2, &[])
        )
    );
    assert!(state.early);
}

#[test]
fn no_page_is_moved_or_taken_away_before_the_sheets_are_said() {
    let (mut state, mut cx, seen) = opened_with(2);
    update(&mut state, seen, &mut cx);
    for keys in ["<tab><tab><delete>", "<tab><tab>r", "<tab><tab>g", "<f2>"] {
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
        assert_eq!(state.focus, Field::Sheets, "{keys}");
        assert_eq!(state.pages.len(), 2, "{keys}");
    }
}

#[test]
fn a_note_takes_the_image_behind_it_along() {
    let (mut state, mut cx, seen) = opened_with(5);
    update(&mut state, seen, &mut cx);
    set(&play(&mut state, &mut cx, "2<enter>"));
    assert!(!state.tally().is_right());
    // It is stored: the files are pages now.
    let pages = state.pages.clone();
    state.early = false;
    stored_so(&mut state, &mut cx);
    hear(&mut state, &mut cx, (view_of(claim(2, 2, &[]), pages), vec![]));
    state.focus = Field::List;
    let noted = set(&play(&mut state, &mut cx, "<home><down><down>g"));
    assert_eq!(slots(&noted), ["1", "2", "3a", "3b", "4"]);
    assert!(state.tally().is_right());
}

#[test]
fn an_image_changes_places_with_that_of_the_next_side() {
    let pages = vec![whole(1, 1), whole(2, 2)];
    let (mut state, mut cx) = opened((view_of(claim(1, 2, &[]), pages), vec![]));
    let new = set(&play(&mut state, &mut cx, "<home>+"));
    let names: Vec<_> = new
        .pages
        .iter()
        .map(|page| (page.file_name.as_str(), page.side))
        .collect();
    assert_eq!(names, [("S0002.jpg", 1), ("S0001.jpg", 2)]);
    stored_so(&mut state, &mut cx);
    let back = set(&play(&mut state, &mut cx, "-"));
    assert_eq!(back.pages[0].file_name, "S0001.jpg");
}

#[test]
fn another_papers_act_is_not_undone_here() {
    let (mut view, tray) = lacking();
    let own = view.components[0].id;
    view.undoable = Some((OpId(Uuid::nil()), context().actor().id, "set_pages".into()));
    view.undoable_pages = Some(ComponentId(Uuid::from_u128(9)));
    let (mut state, mut cx) = opened((view.clone(), tray.clone()));
    assert_eq!(play(&mut state, &mut cx, "<ctrl-u>"), []);
    assert_eq!(said(&state, &cx), text::NOTHING_TO_UNDO);
    view.undoable_pages = Some(own);
    let (mut state, mut cx) = opened((view, tray));
    let undone = dossier_act(&play(&mut state, &mut cx, "<ctrl-u>"));
    assert!(matches!(undone, DossierAct::Undo { .. }));
}
