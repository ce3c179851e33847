//! Files above the recommended size.

use super::*;
use crate::app::job::MadeOf;
use crate::app::testing::opens;
use crate::domain::act::StoredFile;
use crate::domain::weight::MOST_JOINED_PDF_BYTES;
use crate::domain::weight::Weighed;

const MB: u64 = 1024 * 1024;

fn file(n: u8, (source, size): (FileSource, u64)) -> DraftFile {
    DraftFile {
        id: FileId(uuid::Uuid::from_u128(u128::from(n))),
        sha256: FileHash([n; 32]),
        size,
        mime: "application/pdf".into(),
        name: format!("{n}.pdf"),
        pages: Some(2),
        source,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    }
}

/// Two files were chosen, and this is what came of it.
fn taken(state: &mut State, cx: &mut Context, files: Vec<DraftFile>) -> Vec<Effect> {
    play(state, cx, "  <enter>");
    let ticket = state.take_ticket.unwrap();
    let done = JobDone::Taken {
        files,
        pages: 2,
        warnings: vec![],
    };
    update(state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), cx)
}

fn stored(n: u8) -> StoredFile {
    StoredFile {
        sha256: FileHash([n; 32]),
        size: 20 * MB,
        mime: "application/pdf".into(),
        name: "1.pdf".into(),
        pages: Some(1),
        signature: SignatureMark::None,
    }
}

fn answered(effects: &[Effect]) -> &[DraftFile] {
    match effects {
        [Effect::Answer(Reply::Files { files, .. }), ..] => files,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_made_is_asked_about_and_what_takes_its_place_goes_along() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    let original = file(1, (FileSource::Picked, 35 * MB));
    let made = file(2, (FileSource::Assembled, 41 * MB));
    let asked = taken(&mut state, &mut cx, vec![original.clone(), made.clone()]);
    let Some(Destination::Heavy(heavy)) = opens(&asked) else {
        panic!("{asked:?}");
    };
    assert_eq!(heavy.made_of, MadeOf::Files(vec![original]));
    let reply = Reply::Weighed(vec![stored(7), stored(8)]);
    let effects = update(&mut state, Msg::Replied(reply), &mut cx);
    let files = answered(&effects);
    assert_eq!(files.len(), 4);
    for part in &files[2..] {
        assert_eq!(part.weighed, Some(Weighed::InsteadOf(made.id)));
        assert_eq!(part.source, FileSource::Assembled);
    }
}

#[test]
fn each_heavy_file_is_asked_about_and_a_signed_one_says_so() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    let film = DraftFile {
        pages: None,
        mime: "video/mp4".into(),
        ..file(1, (FileSource::Picked, 90 * MB))
    };
    let signed = DraftFile {
        signature: SignatureMark::Present,
        ..file(2, (FileSource::Picked, 31 * MB))
    };
    let first = taken(&mut state, &mut cx, vec![film, signed]);
    assert!(matches!(opens(&first), Some(Destination::Heavy(heavy)) if heavy.pages.is_none()));
    let second = update(&mut state, Msg::Replied(Reply::Weighed(vec![])), &mut cx);
    assert!(matches!(opens(&second), Some(Destination::Heavy(heavy)) if heavy.signed));
    let effects = update(&mut state, Msg::Replied(Reply::Weighed(vec![])), &mut cx);
    let kept = Some(Weighed::Kept { limit_mb: 30 });
    assert!(answered(&effects).iter().all(|file| file.weighed == kept));
}

#[test]
fn after_esc_nothing_is_attached_and_the_same_files_are_not_stored_again() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    let made = file(2, (FileSource::Assembled, 41 * MB));
    taken(&mut state, &mut cx, vec![made]);
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
    assert_eq!(said(&state, &cx), text::NOT_ATTACHED);
    let again = play(&mut state, &mut cx, "<enter>");
    assert!(matches!(opens(&again), Some(Destination::Heavy(_))), "{again:?}");
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    let other = play(&mut state, &mut cx, "<space><enter>");
    assert!(
        matches!(other[..], [Effect::Start(_, Job::TakeFiles { .. })]),
        "{other:?}"
    );
}

/// One thing fits on the line below; of several the rest would be lost, so all of them stand in a list first.
#[test]
fn all_that_is_to_be_known_of_joined_files_is_said_before_they_are_handed_over() {
    let warned = |warnings: &[&str]| JobDone::Taken {
        files: vec![file(1, (FileSource::Picked, MB))],
        pages: 1,
        warnings: warnings.iter().map(|it| (*it).to_owned()).collect(),
    };
    let mut cx = context();
    let mut end = |warnings: &[&str]| {
        let mut state = opened(FilesPurpose::Component, &mut cx);
        play(&mut state, &mut cx, "  <enter>");
        let ended = JobEvent::Ended(Ok(warned(warnings)));
        let ticket = state.take_ticket.unwrap();
        let effects = update(&mut state, Msg::Job(ticket, ended), &mut cx);
        let closed = update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
        (effects, closed)
    };
    let (one, nothing) = end(&["a: nén lại"]);
    answered(&one);
    assert!(matches!(&one[1], Effect::Say(it) if it.text == "a: nén lại"));
    assert_eq!(nothing, []);
    let (all, closed) = end(&["a: nén lại", "b: ô nhập mất"]);
    let Some(Destination::PickRow { rows, .. }) = opens(&all) else {
        panic!("{all:?}");
    };
    assert_eq!(rows, &["a: nén lại", "b: ô nhập mất"]);
    assert_eq!(answered(&closed).len(), 1);
}

#[test]
fn pdfs_that_are_too_much_to_be_joined_are_not_said_to_become_one() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    let half = MOST_JOINED_PDF_BYTES / 2;
    let two = |more| {
        vec![
            entry("a.pdf", Some(1), half, "07:44:50"),
            entry("b.pdf", Some(1), half + more, "07:44:51"),
        ]
    };
    for (more, apart) in [(0, false), (1, true)] {
        list_answered(&mut state, &mut cx, two(more));
        play(&mut state, &mut cx, "<ctrl-a>");
        let shown = shot(&state, &cx);
        assert_eq!(shown.contains(text::APART), apart, "{shown}");
        assert_eq!(shown.contains("1 tệp PDF"), !apart, "{shown}");
    }
}
