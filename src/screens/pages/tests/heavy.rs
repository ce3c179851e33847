//! A PDF of the pages above the recommended size.

use super::*;
use crate::app::job::MadeOf;

const MB: u64 = 1024 * 1024;

fn pdf(number: u8, (size, pages): (u64, u32)) -> StoredFile {
    StoredFile {
        sha256: FileHash([number; 32]),
        size,
        mime: "application/pdf".into(),
        name: "Tờ khai.pdf".into(),
        pages: Some(pages),
        signature: SignatureMark::None,
    }
}

/// Every side is there, and their PDF came out heavy.
fn asked(known: (DossierView, Vec<TrayPage>)) -> (State, Context, Vec<Effect>) {
    let (mut state, mut cx) = opened(known);
    let started = play(&mut state, &mut cx, "<f2>");
    let [Effect::Start(ticket, Job::AssemblePages { .. })] = started[..] else {
        panic!("{started:?}");
    };
    let ended = JobEvent::Ended(Ok(JobDone::Stored(pdf(99, (41 * MB, 2)))));
    let effects = update(&mut state, Msg::Job(ticket, ended), &mut cx);
    (state, cx, effects)
}

fn full() -> (DossierView, Vec<TrayPage>) {
    (view_of(claim(1, 2, &[]), vec![whole(1, 1), whole(2, 2)]), vec![])
}

fn counted(effects: &[Effect]) -> PagesCounted {
    match dossier_act(effects) {
        DossierAct::AccountPages(counted) => *counted,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_is_asked_about_with_the_pages_it_was_made_of_before_anything_is_counted() {
    let (mut state, mut cx, effects) = asked(full());
    let Some(Destination::Heavy(heavy)) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!((heavy.size, heavy.pages, heavy.limit_mb), (41 * MB, Some(2), 30));
    assert!(!heavy.one_only && !heavy.signed);
    assert!(matches!(&heavy.made_of, MadeOf::Pages(pages) if pages.len() == 2));

    let lighter = pdf(7, (18 * MB, 2));
    let reply = Reply::Weighed(vec![lighter.clone()]);
    let done = counted(&update(&mut state, Msg::Replied(reply), &mut cx));
    assert_eq!(done.file.1, pdf(99, (41 * MB, 2)));
    assert_eq!((done.instead[0].1.clone(), done.kept_over_mb), (lighter, None));
    let effects = stored_so(&mut state, &mut cx);
    let told = "Đã hoàn tất: PDF 2 trang, nén còn 18,0 MB, giữ bản gốc.";
    assert_eq!(effects, [Effect::Back, Effect::Say(Message::done(told))]);
}

#[test]
fn kept_as_it_is_the_limit_goes_into_the_act() {
    let (mut state, mut cx, _) = asked(full());
    let done = counted(&update(&mut state, Msg::Replied(Reply::Weighed(vec![])), &mut cx));
    assert_eq!((done.instead, done.kept_over_mb), (vec![], Some(30)));
    let parts = vec![pdf(7, (29 * MB, 1)), pdf(8, (12 * MB, 1))];
    let told = text::weighed(&pdf(99, (41 * MB, 2)), &parts);
    assert_eq!(told, "tách thành 2 phần, giữ bản gốc 41,0 MB");
}

#[test]
fn after_esc_f2_asks_again_without_making_it_again_unless_a_page_changed() {
    let (mut state, mut cx, _) = asked(full());
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
    assert_eq!(said(&state, &cx), text::NOT_FINISHED);
    let again = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(opens(&again), Some(Destination::Heavy(_))), "{again:?}");
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    state.pages[0].turns = 1;
    let anew = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(anew[..], [Effect::Start(_, Job::AssemblePages { .. })]));
}

#[test]
fn the_scan_of_a_result_is_one_file() {
    let (mut view, tray) = full();
    view.outcome_scans = std::mem::take(&mut view.components);
    let known = (view, tray);
    let mut cx = context();
    let (mut state, _) = open((known.0.row.id, known.0.outcome_scans[0].id), vec![], &mut cx);
    hear(&mut state, &mut cx, known);
    play(&mut state, &mut cx, "<f2>");
    let ended = JobEvent::Ended(Ok(JobDone::Stored(pdf(99, (41 * MB, 2)))));
    let ticket = state.ticket;
    let effects = update(&mut state, Msg::Job(ticket, ended), &mut cx);
    assert!(matches!(opens(&effects), Some(Destination::Heavy(heavy)) if heavy.one_only));
}
