use super::*;
use crate::app::job::JobDone;
use crate::app::reply::Reply;
use crate::app::testing::{context, hanh, no_keys_panic, officer, play, shot, wide};
use crate::domain::component::PageAccount;
use crate::domain::dossier::{Channel, Status};
use crate::domain::officer::{Role, Roles};
use crate::screens::sample;

mod again;

fn opened(view: DossierView, mut cx: Context) -> (State, Context) {
    let (mut state, _) = open(view.row.id, &mut cx);
    show(&mut state, view, &mut cx);
    (state, cx)
}

fn show(state: &mut State, view: DossierView, cx: &mut Context) -> Vec<Effect> {
    let asked = state.asked;
    update(
        state,
        Msg::Answered(asked, Answer::Dossier(Some(Box::new(view)))),
        cx,
    )
}

fn command(state: &mut State, cx: &mut Context, command: Command) -> Vec<Effect> {
    let key = Key::plain(crate::app::key::KeyCode::F(0));
    update(state, Msg::Key(key, Some(command)), cx)
}

fn only(effects: &[Effect]) -> &Destination {
    match effects {
        [Effect::Open(to)] => to,
        other => panic!("{other:?}"),
    }
}

fn offer(state: &State, cx: &Context, command: Command) -> crate::app::command::Offer {
    let offers = chrome(state, cx).offers;
    offers.into_iter().find(|it| it.command == command).unwrap()
}

#[test]
fn the_page_stands_as_w18_draws_it() {
    let (mut state, mut cx) = opened(sample::view(), context());
    insta::assert_snapshot!("page_80", shot(&state, &cx));
    insta::assert_snapshot!("page_120", wide(&mut state, &mut cx));
}

#[test]
fn a_dossier_filed_online_begins_with_its_case_where_the_procedure_has_cases() {
    let mut filed = sample::view();
    filed.row.status = Status::Registered;
    filed.row.code = None;
    filed.channel = Channel::Online;
    filed.case_name = None;
    for (cases, first) in [
        (vec!["Đã ly hôn".to_owned()], Destination::Procedure),
        (vec![], Destination::Components),
    ] {
        let (mut state, mut cx) = opened(filed.clone(), context());
        let [Effect::Ask(ticket, Query::Draft(_))] = play(&mut state, &mut cx, "<f2>")[..] else {
            panic!("the reception begun before is looked for")
        };
        let asked = update(&mut state, Msg::Answered(ticket, Answer::Draft(None)), &mut cx);
        let [Effect::Ask(ticket, Query::Procedure { .. })] = asked[..] else {
            panic!("{asked:?}")
        };
        let mut choice = sample::procedure("1.004873", "Xác nhận", vec![]);
        choice.cases = cases;
        let read = Answer::Procedure(Some(Box::new(choice)));
        let opens = update(&mut state, Msg::Answered(ticket, read), &mut cx);
        assert_eq!(only(&opens), &first);
    }
}

#[test]
fn f2_is_what_this_officer_can_do_now() {
    let id = sample::view().row.id;
    let (mut state, mut cx) = opened(sample::view(), context());
    assert_eq!(offer(&state, &cx, Command::Commit).word(), "Kết quả");
    assert_eq!(
        only(&play(&mut state, &mut cx, "<f2>")),
        &Destination::Outcome(id, Filing::Result)
    );

    let (mut state, mut cx) = opened(sample::finished(), context());
    assert_eq!(offer(&state, &cx, Command::Commit).word(), "Trả kết quả");
    assert_eq!(
        only(&play(&mut state, &mut cx, "<f2>")),
        &Destination::HandBack(id)
    );

    let mut waiting = sample::view();
    waiting.row.status = Status::Supplement;
    let (mut state, mut cx) = opened(waiting, context());
    assert!(matches!(
        only(&play(&mut state, &mut cx, "<f2>")),
        Destination::Act {
            which: Move::ReceiveSupplement,
            ..
        }
    ));
}

#[test]
fn what_this_officer_may_not_do_says_why() {
    let mut cx = context();
    cx.officer = Some(officer(9, "Võ Thị Lan", Roles::default().with(Role::Clerk)));
    let (state, cx) = opened(sample::view(), cx);
    let why = |command| offer(&state, &cx, command).why_not.unwrap();
    assert_eq!(
        why(Command::Forward),
        "Hồ sơ đang ở bước của cán bộ khác. Mở Quy trình để xem ai đang giữ."
    );
    assert_eq!(
        why(Command::Withdraw),
        "Việc này cần vai trò Tiếp nhận. Nhờ cán bộ có vai trò đó."
    );
    assert!(
        offer(&state, &cx, Command::FileOutcome).enabled(),
        "a clerk files outcomes anywhere"
    );
}

#[test]
fn every_move_of_the_palette_leads_to_its_screen() {
    let (mut state, mut cx) = opened(sample::view(), context());
    let id = state.id;
    let act = |which| Destination::Act {
        dossier: Some(id),
        which,
    };
    let table = [
        (Command::Edit, Destination::Edit(id)),
        (Command::AskSupplement, Destination::Supplement(Some(id))),
        (Command::Withdraw, act(Move::Withdraw)),
        (Command::Stop, act(Move::Stop)),
        (Command::Apologise, act(Move::Apologise)),
        (Command::SetCabinet, act(Move::SetCabinet)),
        (Command::Void, act(Move::Void)),
        (Command::NoProduct, Destination::NoProduct(id)),
        (Command::Forward, Destination::Forward(id)),
        (Command::FileOutcome, Destination::Outcome(id, Filing::Result)),
        (Command::FileInterim, Destination::Outcome(id, Filing::Interim)),
        (Command::ScanOutcome, Destination::Outcome(id, Filing::Scan)),
        (Command::HandBack, Destination::HandBack(id)),
        (Command::Files, Destination::DossierComponents(id)),
        (Command::Receive, Destination::Account),
    ];
    for (which, to) in table {
        let effects = command(&mut state, &mut cx, which);
        assert_eq!(effects.last(), Some(&Effect::Open(Box::new(to))), "{which:?}");
    }
    assert_eq!(cx.draft.unwrap().holder.holder_no, "052090001234");
}

#[test]
fn enter_opens_what_is_pointed_at() {
    let (mut state, mut cx) = opened(sample::view(), context());
    play(&mut state, &mut cx, "<home>");
    assert_eq!(
        only(&play(&mut state, &mut cx, "<enter>")),
        &Destination::WhyDueOf(state.id)
    );
    let effects = play(&mut state, &mut cx, "<down><enter>");
    assert!(matches!(&effects[..], [Effect::Start(_, Job::OpenFile { name, .. })] if name == "1.pdf"));
}

#[test]
fn f7_prints_the_receipt_again_and_says_which_copy() {
    let (mut state, mut cx) = opened(sample::view(), context());
    let effects = play(&mut state, &mut cx, "<f7>");
    let [Effect::Start(ticket, Job::PrintForm { .. })] = &effects[..] else {
        panic!("{effects:?}");
    };
    let ended = JobEvent::Ended(Ok(JobDone::Printed {
        went: crate::app::job::Went::Printer,
        prints: 2,
    }));
    let effects = update(&mut state, Msg::Job(*ticket, ended), &mut cx);
    assert_eq!(effects[0], Effect::Say(Message::done("Đã in lại phiếu lần 1.")));
}

#[test]
fn a_filed_outcome_is_a_state_of_the_page_with_its_ways_on() {
    let (mut state, mut cx) = opened(sample::view(), context());
    let mut view = sample::view();
    view.outcomes = vec![sample::outcome()];
    view.interims = vec![sample::interim()];
    let newest = view.history.last_mut().unwrap();
    newest.kind = "file_outcome".into();
    newest.text = "Cập nhật kết quả 052090001234.KQ.G15.000012".into();
    show(&mut state, view, &mut cx);
    insta::assert_snapshot!("filed_80", shot(&state, &cx));
    assert_eq!(
        only(&play(&mut state, &mut cx, "<enter>")),
        &Destination::Forward(state.id)
    );
    for (digit, filing) in [("2", Filing::Result), ("3", Filing::Replacement)] {
        assert_eq!(
            only(&play(&mut state, &mut cx, digit)),
            &Destination::Outcome(state.id, filing)
        );
    }
}

#[test]
fn an_outcome_is_revoked_with_a_reason_only() {
    let (mut state, mut cx) = opened(sample::finished(), context());
    let at = state
        .lines
        .iter()
        .position(|line| matches!(line.target, Some(Target::Outcome(..))));
    state.table.point(at.unwrap());
    assert!(matches!(
        only(&play(&mut state, &mut cx, "<delete>")),
        Destination::AskReason { .. }
    ));
    let effects = update(&mut state, Msg::Replied(Reply::Text("nhầm tệp".into())), &mut cx);
    assert!(matches!(&effects[..], [Effect::Change(..)]));
}

#[test]
fn the_last_row_leaves_its_corner_to_the_word_that_more_follows() {
    let (mut state, cx) = opened(sample::view(), context());
    for cell in state.lines.iter_mut().filter_map(|line| line.cells.last_mut()) {
        *cell = "một dòng dài ".repeat(9);
    }
    let seen = shot(&state, &cx);
    let last = seen.lines().find(|row| row.contains("còn nữa ↓")).unwrap();
    let before = last.trim_end().trim_end_matches("còn nữa ↓").trim_end();
    assert!(before.ends_with('…'), "{last}");
}

#[test]
fn the_scan_of_a_result_shows_its_account_and_later_stands_under_its_outcome() {
    let mut view = sample::view();
    view.outcome_scans = vec![sample::scan(3, PageAccount::Short)];
    let (mut state, mut cx) = opened(view.clone(), context());
    insta::assert_snapshot!("scanning_80", shot(&state, &cx));
    insta::assert_snapshot!("scanning_120", wide(&mut state, &mut cx));
    let at = state.lines.iter().position(|it| it.target == Some(Target::Scan));
    state.table.point(at.unwrap());
    assert_eq!(
        only(&play(&mut state, &mut cx, "<enter>")),
        &Destination::Outcome(state.id, Filing::Scan)
    );

    let scan = sample::scan(4, PageAccount::Balanced);
    view.outcomes = vec![crate::domain::rows::OutcomeView {
        scan: Some(scan.id),
        pages: Some(4),
        signature: crate::domain::component::SignatureMark::None,
        ..sample::outcome()
    }];
    view.outcome_scans = vec![scan];
    let (mut state, mut cx) = opened(view, context());
    insta::assert_snapshot!("scanned_80", shot(&state, &cx));
    insta::assert_snapshot!("scanned_120", wide(&mut state, &mut cx));
}

#[test]
fn ctrl_u_undoes_the_own_last_act_once() {
    let mut view = sample::view();
    let op = view.history[0].op;
    view.undoable = Some((op, hanh().id, "edit".into()));
    let (mut state, mut cx) = opened(view, context());
    let effects = play(&mut state, &mut cx, "<ctrl-u><ctrl-u>");
    let [Effect::Change(ticket, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let refused = Err(Refusal::CannotUndo);
    let effects = update(&mut state, Msg::Changed(*ticket, refused), &mut cx);
    assert!(matches!(&effects[0], Effect::Say(message) if message.text.starts_with("Việc gần nhất")));
}

/// «0001 Enter F9» typed ahead leads to the next step; a second Enter of a held key opens nothing.
#[test]
fn keys_pressed_before_the_dossier_came_are_done_when_it_is_there_but_no_enter() {
    let mut cx = context();
    let view = sample::view();
    let (mut state, _) = open(view.row.id, &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<enter><f9>"), []);
    let id = view.row.id;
    assert_eq!(
        only(&show(&mut state, view, &mut cx)),
        &Destination::Forward(id),
        "nothing but what F9 opens"
    );
}

#[test]
fn f2_pressed_before_the_dossier_came_is_not_lost() {
    let mut cx = context();
    let view = sample::finished();
    let (mut state, _) = open(view.row.id, &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert_eq!(
        only(&show(&mut state, view, &mut cx)),
        &Destination::HandBack(state.id)
    );
}

#[test]
fn a_dossier_that_is_not_there_is_said() {
    let mut cx = context();
    let (mut state, _) = open(sample::row(1).id, &mut cx);
    let asked = state.asked;
    update(&mut state, Msg::Answered(asked, Answer::Dossier(None)), &mut cx);
    assert!(chrome(&state, &cx).message.is_some());
    assert_eq!(play(&mut state, &mut cx, "<f2><esc>"), [Effect::Back]);
}

no_keys_panic!(48, opened(sample::finished(), context()));

#[test]
fn no_long_name_hides_the_holders_number_and_phone_or_the_status() {
    let mut view = sample::view();
    let name = "Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp thanh niên xã An Toàn";
    view.row.holder_name = name.into();
    let (state, cx) = opened(view, context());
    let shot = shot(&state, &cx);
    let second = shot.lines().nth(1).unwrap();
    assert!(
        second.contains("Hợp tác") && second.contains(" · Đang xử lý"),
        "{second}"
    );
    assert!(shot.contains("052090001234 · 0905 777 120 · TK: có"), "{shot}");
}

#[test]
fn the_page_ends_with_where_the_result_goes_and_says_that_it_goes_on() {
    let (mut state, mut cx) = opened(sample::view(), context());
    assert!(shot(&state, &cx).contains(crate::ui::MORE));
    play(&mut state, &mut cx, "<end>");
    let end = shot(&state, &cx);
    assert!(
        end.contains("Nhận tại") && !end.contains(crate::ui::MORE),
        "{end}"
    );
}
