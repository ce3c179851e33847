use super::*;
use crate::app::testing::{
    asked_act, context, dossier_act, files_read, no_keys_panic, opens, play, said, shot, wide,
};
use crate::domain::act::{Done, Outcome, Touched};
use crate::domain::component::{FileSource, PageAccount};
use crate::domain::copying::Confirmed;
use crate::domain::ids::FileHash;
use crate::domain::manifest::{FileFault, FileWhy, Verified};
use crate::screens::sample;

fn fault(name: &str, why: FileWhy) -> FileFault {
    FileFault {
        name: name.into(),
        sha256: FileHash([9; 32]),
        why,
    }
}

fn sound() -> Verified {
    Verified {
        files: 8,
        pages: 15,
        ..Verified::default()
    }
}

/// Three papers: one scanned whole, one from the kho, one chosen as a file.
fn dossier() -> DossierView {
    let mut view = sample::view();
    let scan = sample::scan(4, PageAccount::Balanced);
    view.components[0] = crate::domain::rows::ComponentView {
        name: view.components[0].name.clone(),
        ..scan
    };
    view.components[2] = sample::component(3, "Quyết định ly hôn đã có hiệu lực", (FileSource::Picked, 4));
    view
}

fn opened(view: DossierView, verified: Verified) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(view.row.id, &mut cx);
    let asked = state.asked;
    update(
        &mut state,
        Msg::Answered(asked, Answer::Dossier(Some(Box::new(view)))),
        &mut cx,
    );
    files_read(&mut state, &effects, verified, &mut cx);
    (state, cx)
}

#[test]
fn the_seven_rules_stand_with_their_evidence() {
    let (mut state, mut cx) = opened(dossier(), sound());
    insta::assert_snapshot!("rules_80", shot(&state, &cx));
    insta::assert_snapshot!("rules_120", wide(&mut state, &mut cx));
}

#[test]
fn what_lacks_is_said_paper_by_paper_and_no_word_stands_for_it() {
    let mut view = dossier();
    view.components[1].files.clear();
    view.components[0] = sample::scan(3, PageAccount::Reasoned);
    view.components[0].page_reason = Some("mặt 4 rách, không quét được".into());
    let (mut state, mut cx) = opened(view, sound());
    insta::assert_snapshot!("lacking_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(said(&state, &cx), text::LACKING);
}

#[test]
fn every_file_that_differs_is_listed_and_the_list_scrolls() {
    let faults = (1..=12).map(|n| fault(&format!("S{n:04}.jpg"), FileWhy::Changed));
    let verified = Verified {
        faults: faults.collect(),
        ..sound()
    };
    let (mut state, mut cx) = opened(dossier(), verified);
    play(&mut state, &mut cx, "<home><down><down><down><down><down>");
    insta::assert_snapshot!("faults_80", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<enter>");
    let Some(Destination::PickRow { rows, .. }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(rows.len(), 12);
    assert!(rows[11].contains("S0012.jpg"), "{rows:?}");
}

#[test]
fn f2_gives_the_officers_word_once_and_takes_it_back() {
    let (mut state, mut cx) = opened(dossier(), sound());
    let effects = play(&mut state, &mut cx, "<home><down><down><f2><f2>");
    let word = DossierAct::ConfirmCopying {
        rule: Rule::Whole,
        holds: true,
    };
    assert_eq!(dossier_act(&effects), word);
    let done = Done {
        op: crate::domain::ids::OpId(uuid::Uuid::from_u128(1)),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Plain,
    };
    let ticket = asked_act(&effects).0;
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done)), &mut cx);
    assert_eq!(said(&state, &cx), "Đã xác nhận: Toàn bộ, chính xác, đầy đủ.");
    let [Effect::Ask(ticket, _)] = effects[..] else {
        panic!("{effects:?}");
    };
    let mut view = dossier();
    view.confirmed = vec![Confirmed {
        rule: Rule::Whole,
        officer: "Đinh Thị Hạnh".into(),
        at: cx.now,
    }];
    let answer = Answer::Dossier(Some(Box::new(view)));
    update(&mut state, Msg::Answered(ticket, answer), &mut cx);
    insta::assert_snapshot!("confirmed_80", shot(&state, &cx));
    let back = DossierAct::ConfirmCopying {
        rule: Rule::Whole,
        holds: false,
    };
    assert_eq!(dossier_act(&play(&mut state, &mut cx, "<f2>")), back);
}

#[test]
fn who_may_not_change_papers_may_not_give_his_word_and_is_told_why() {
    let (mut state, mut cx) = opened(sample::finished(), sound());
    cx.officer = Some(crate::app::testing::processing());
    play(&mut state, &mut cx, "<home><down><down>");
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(
        said(&state, &cx).starts_with("Hồ sơ đang ở bước của cán bộ khác"),
        "{}",
        said(&state, &cx)
    );
    let effects = play(&mut state, &mut cx, "<esc>");
    assert_eq!(effects, [Effect::Back]);
}

no_keys_panic!(48, opened(dossier(), sound()));
