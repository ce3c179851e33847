use super::*;
use crate::app::command::Command;
use crate::app::destination::{Destination, FilesPurpose, KhoPurpose};
use crate::app::job::{Job, JobDone, SignOf, ToSign};
use crate::app::reply::Reply;
use crate::app::testing::{barred, context, no_keys_panic, opens, play, said, shot, wide};
use crate::domain::act::{Outcome, Touched};
use crate::domain::component::{FileSource, PaperClass, PaperForm, SignatureMark, Submission};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{FileHash, FileId, OpId, PaperId};
use crate::domain::quality::Shortfall;
use crate::domain::rows::KhoRows;
use crate::screens::sample;
use uuid::Uuid;

mod back;
mod early;
mod fresh;
mod lacking;
mod sheets;
mod wording;

fn component(n: u32, name: &str, required: Required) -> DraftComponent {
    DraftComponent {
        required,
        ..sample::draft_component(n, name)
    }
}

fn file(n: u8, source: FileSource) -> DraftFile {
    DraftFile {
        id: FileId(Uuid::from_u128(n.into())),
        sha256: FileHash([n; 32]),
        size: 2_200_000,
        mime: "application/pdf".into(),
        name: format!("{n}.pdf"),
        pages: Some(2),
        source,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    }
}

fn paper(n: u8, name: &str, usable: bool, ends: &str) -> PaperRow {
    PaperRow {
        id: PaperId(Uuid::from_u128(n.into())),
        owner_no: "052090001234".into(),
        kind_code: Some("KQ.G01.000005".into()),
        code: Some("052090001234.KQ.G01.000005".into()),
        name: name.into(),
        class: PaperClass::Component,
        sha256: FileHash([n; 32]),
        size: 100_000,
        mime: "application/pdf".into(),
        pages: Some(1),
        signature: SignatureMark::Valid,
        starts_on: None,
        ends_on: ends.parse().ok(),
        usable,
        revoked_on: None,
        from_code: None,
        times_used: 0,
    }
}

fn opened(cx: &mut Context) -> State {
    let draft = cx.draft_mut();
    draft.holder.holder_no = "052090001234".into();
    draft.holder.holder_name = "Đinh Văn Đạt".into();
    let mut shown = component(4, "Giấy khai sinh của con", Required::Yes);
    shown.submission = Submission::Present;
    draft.components = vec![
        component(1, "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", Required::Yes),
        component(2, "Thẻ căn cước công dân", Required::Yes),
        component(3, "Quyết định ly hôn đã có hiệu lực pháp luật", Required::No),
        shown,
    ];
    let (state, effects) = open(Subject::Draft, cx);
    let owner = "052090001234".to_owned();
    assert_eq!(
        effects,
        [Effect::Ask(
            state.kho_ticket,
            Query::Kho {
                owner,
                text: String::new()
            }
        )]
    );
    state
}

fn kho(state: &mut State, cx: &mut Context) {
    let rows = KhoRows {
        owner: "052090001234".into(),
        other_numbers: Vec::new(),
        owner_name: "Đinh Văn Đạt".into(),
        papers: vec![
            paper(9, "Thẻ căn cước công dân", true, "2030-03-12"),
            paper(8, "Thẻ căn cước công dân", false, "2022-01-01"),
        ],
    };
    let ticket = state.kho_ticket;
    update(state, Msg::Answered(ticket, Answer::Kho(rows)), cx);
}

fn draft(cx: &Context) -> Vec<DraftComponent> {
    cx.draft.clone().unwrap().components
}

#[test]
fn f7_opens_the_blank_the_catalogue_names_and_says_where_there_is_none() {
    let mut cx = context();
    opened(&mut cx);
    let draft = cx.draft_mut();
    draft.components[0].kind_ref = Some(1);
    draft.components[1].kind_ref = Some(2);
    draft.procedure = Some(crate::domain::draft::PickedProcedure {
        code: "1.004873".into(),
        name: "Cấp Giấy xác nhận tình trạng hôn nhân".into(),
        sector: "Hộ tịch".into(),
        version: "0f".into(),
        workflow: 0,
        case: None,
    });
    let (mut state, effects) = open(Subject::Draft, &mut cx);
    let Effect::Ask(ticket, Query::Procedure { version, .. }) = &effects[1] else {
        panic!("{effects:?}")
    };
    assert_eq!(version.as_deref(), Some("0f"), "as it was pinned");
    let mut choice = sample::procedure("1.004873", "", vec![]);
    choice.components = vec![crate::domain::rows::ComponentChoice {
        position: 1,
        case: None,
        name: "Tờ khai".into(),
        note: None,
        copies: 1,
        form: PaperForm::Original,
        required: Required::Yes,
        submission: Submission::Submit,
        template: Some("to-khai.pdf".into()),
    }];
    let answer = Answer::Procedure(Some(Box::new(choice)));
    update(&mut state, Msg::Answered(*ticket, answer), &mut cx);
    let effects = play(&mut state, &mut cx, "<home><f7>");
    let [Effect::Start(ticket, crate::app::job::Job::OpenBlank { name })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(name, "to-khai.pdf");
    let done = Ok(crate::app::job::JobDone::Plain);
    update(&mut state, Msg::Job(*ticket, JobEvent::Ended(done)), &mut cx);
    assert_eq!(said(&state, &cx), text::BLANK_OPENED);
    play(&mut state, &mut cx, "<down>");
    let offers = chrome(&state, &cx).offers;
    let print = offers
        .iter()
        .find(|offer| offer.command == Command::Print)
        .unwrap();
    assert_eq!(print.why_not.as_deref(), Some(text::NO_BLANK));
    assert_eq!(play(&mut state, &mut cx, "<f7>"), []);
}

#[test]
fn the_checklist_offers_the_paper_of_the_kho_on_its_own_row() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    kho(&mut state, &mut cx);
    play(&mut state, &mut cx, "<down>");
    insta::assert_snapshot!("offer", shot(&state, &cx));
    insta::assert_snapshot!("offer_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(matches!(effects[0], Effect::SaveDraft(_)));
    let taken = &draft(&cx)[1];
    assert!(taken.received && taken.files[0].source == FileSource::Kho);
    assert_eq!(taken.files[0].sha256, FileHash([9; 32]), "linked, not copied");
    assert_eq!(said(&state, &cx), "Đã dùng giấy tờ từ kho, không tạo tệp mới.");
    assert_eq!(
        state.pointed().unwrap().name,
        "Giấy khai sinh của con",
        "on to what still lacks"
    );
}

#[test]
fn space_ticks_and_a_row_that_is_not_mandatory_can_be_not_applicable() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "   <up> ");
    let all = draft(&cx);
    assert_eq!(
        [all[0].received, all[1].received, all[2].received],
        [true, true, false]
    );
    assert!(all[2].not_applicable);
    play(&mut state, &mut cx, "<up> ");
    assert!(!draft(&cx)[2].not_applicable);
}

#[test]
fn ctrl_a_ticks_what_is_mandatory_and_ctrl_u_takes_it_back() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    assert!(said(&state, &cx).starts_with("Còn thiếu 3 giấy tờ bắt buộc."));
    play(&mut state, &mut cx, "<ctrl-a>");
    let ticked: Vec<bool> = draft(&cx).iter().map(|it| it.received).collect();
    assert_eq!(ticked, [true, true, false, true]);
    insta::assert_snapshot!("ticked", shot(&state, &cx));
    insta::assert_snapshot!("ticked_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<ctrl-u>");
    assert!(draft(&cx).iter().all(|it| !it.received));
    let effects = play(&mut state, &mut cx, "<f2>");
    assert_eq!(effects.last(), Some(&Effect::Open(Box::new(Destination::Review))));
}

#[test]
fn copies_form_and_verdict_are_cells_reached_by_tab() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "++-");
    assert_eq!(draft(&cx)[0].copies, 2);
    play(&mut state, &mut cx, "<tab>7<tab> ");
    assert_eq!(
        (draft(&cx)[0].copies, draft(&cx)[0].form),
        (7, PaperForm::Certified)
    );
    insta::assert_snapshot!("cells", shot(&state, &cx));
    play(&mut state, &mut cx, "<backtab>0");
    assert_eq!(said(&state, &cx), "Số bản phải từ 1 đến 99.");
    let effects = play(&mut state, &mut cx, "<tab><tab><f4>");
    assert!(matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::PickRow { .. })));
    update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    assert_eq!(draft(&cx)[0].reject_reason.as_deref(), Some("Chưa ký"));
    play(&mut state, &mut cx, " ");
    update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx);
    assert_eq!(draft(&cx)[0].reject_reason, None);
    play(&mut state, &mut cx, "<tab> ");
    assert!(draft(&cx)[0].keep);
}

#[test]
fn an_own_paper_is_added_and_taken_away_again() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let effects = play(&mut state, &mut cx, "<end><enter>");
    assert!(matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::AskText { .. })));
    update(
        &mut state,
        Msg::Replied(Reply::Text("Bằng khoán đất năm 1941".into())),
        &mut cx,
    );
    assert_eq!(draft(&cx)[4].kind_ref, None);
    insta::assert_snapshot!("own", shot(&state, &cx));
    play(&mut state, &mut cx, "<end><up><delete>");
    assert_eq!(draft(&cx).len(), 4);
}

#[test]
fn files_come_from_their_dialog_and_the_last_one_goes_by_del() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(
        matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::Files { purpose: FilesPurpose::Checklist { .. }, .. }))
    );
    let files = vec![file(1, FileSource::Picked)];
    update(
        &mut state,
        Msg::Replied(Reply::Files { files, pages: 2 }),
        &mut cx,
    );
    assert!(said(&state, &cx).starts_with("Đã gắn 1 tệp, 2 trang vào Tờ khai"));
    assert!(draft(&cx)[0].received);
    play(&mut state, &mut cx, "<delete>");
    assert!(draft(&cx)[0].files.is_empty());
    let effects = play(&mut state, &mut cx, "<f4>");
    assert!(
        matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::Kho { purpose: KhoPurpose::Link { .. }, .. }))
    );
    let chosen = vec![(paper(5, "CCCD", true, "2030-01-01"), Some(1))];
    update(&mut state, Msg::Replied(Reply::Papers(chosen)), &mut cx);
    assert_eq!(draft(&cx)[1].files.len(), 1);
}

fn done(cx: &Context) -> Done {
    Done {
        op: OpId(Uuid::nil()),
        at: cx.now,
        touched: Touched::default(),
        outcome: Outcome::Plain,
    }
}

fn dossier(cx: &mut Context) -> (State, DossierView) {
    let mut view = sample::view();
    view.components[0].files.clear();
    view.components[2].files.clear();
    let (mut state, effects) = open(Subject::Dossier(view.row.id), cx);
    assert_eq!(effects, [Effect::Ask(state.ticket, Query::Dossier(view.row.id))]);
    let ticket = state.ticket;
    update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(Box::new(view.clone())))),
        cx,
    );
    (state, view)
}

fn act(effects: &[Effect]) -> DossierAct {
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Change(_, request) => match &request.act {
            Act::Dossier { act, .. } => Some(act.clone()),
            _ => None,
        },
        _ => None,
    });
    found.expect("an act")
}

#[test]
fn a_paper_that_may_not_be_copied_is_not_advised_to_be_scanned() {
    let mut cx = context();
    let (mut state, mut view) = dossier(&mut cx);
    assert!(wide(&mut state, &mut cx).contains(text::NO_PAGES_YET));
    view.components[0].of_other_body = true;
    let reread = Msg::Answered(state.ticket, Answer::Dossier(Some(Box::new(view))));
    update(&mut state, reread, &mut cx);
    let page = wide(&mut state, &mut cx);
    assert!(
        page.contains("Không sao chụp") && !page.contains(text::NO_PAGES_YET),
        "{page}"
    );
}

#[test]
fn on_an_accepted_dossier_each_change_is_one_act_and_the_list_is_read_again() {
    let mut cx = context();
    let (mut state, view) = dossier(&mut cx);
    insta::assert_snapshot!("dossier", shot(&state, &cx));
    insta::assert_snapshot!("dossier_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<enter>");
    let files = vec![file(7, FileSource::Picked)];
    let effects = update(
        &mut state,
        Msg::Replied(Reply::Files {
            files: files.clone(),
            pages: 2,
        }),
        &mut cx,
    );
    let component = view.components[0].id;
    assert_eq!(act(&effects), DossierAct::AttachFiles { component, files });
    let ticket = state.change_ticket;
    let effects = update(&mut state, Msg::Changed(ticket, Ok(done(&cx))), &mut cx);
    assert_eq!(effects, [Effect::Ask(state.ticket, Query::Dossier(view.row.id))]);
    assert!(said(&state, &cx).starts_with("Đã gắn"));
    let effects = play(&mut state, &mut cx, "+");
    assert!(matches!(act(&effects), DossierAct::EditComponent { change, .. } if change.copies == Some(2)));
    let ticket = state.change_ticket;
    update(
        &mut state,
        Msg::Changed(ticket, Err(Refusal::NotYourStep)),
        &mut cx,
    );
    assert!(said(&state, &cx).starts_with("Hồ sơ đang ở bước của cán bộ khác"));
}

#[test]
fn a_file_is_taken_off_an_accepted_dossier_only_with_a_reason() {
    let mut cx = context();
    let (mut state, view) = dossier(&mut cx);
    let effects = play(&mut state, &mut cx, "<home><down><delete>");
    assert!(matches!(&effects[0], Effect::Open(it) if matches!(&**it, Destination::AskText { .. })));
    let effects = update(&mut state, Msg::Replied(Reply::Text("Nhầm tệp".into())), &mut cx);
    let file = view.components[1].files[0].id;
    assert_eq!(
        act(&effects),
        DossierAct::DetachFile {
            file,
            reason: "Nhầm tệp".into()
        }
    );
}

#[test]
fn after_reception_the_next_component_opens_its_files_by_itself() {
    let mut cx = context();
    let (mut state, mut view) = dossier(&mut cx);
    let reply = Reply::Files {
        files: vec![file(7, FileSource::Picked)],
        pages: 2,
    };
    let effects = update(&mut state, Msg::Replied(reply), &mut cx);
    assert!(
        matches!(act(&effects), DossierAct::AttachFiles { component, .. } if component == view.components[0].id)
    );
    let ticket = state.change_ticket;
    update(&mut state, Msg::Changed(ticket, Ok(done(&cx))), &mut cx);
    view.components[0].files = view.components[1].files.clone();
    let ticket = state.ticket;
    let effects = update(
        &mut state,
        Msg::Answered(ticket, Answer::Dossier(Some(Box::new(view.clone())))),
        &mut cx,
    );
    let Some(Effect::Open(destination)) = effects.first() else {
        panic!("{effects:?}")
    };
    assert!(
        matches!(&**destination, Destination::Files { title, purpose: FilesPurpose::Checklist { fresh_since: Some(_), .. }, .. } if *title == view.components[2].name)
    );
    update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        [Effect::Restart(Box::new(Destination::Account))]
    );
}

no_keys_panic!(48, {
    let mut cx = context();
    let mut state = opened(&mut cx);
    kho(&mut state, &mut cx);
    (state, cx)
});

#[test]
fn a_file_below_the_parameters_of_a_scan_is_flagged_on_its_row_and_asked_for_once() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    state.items[0].files = vec![file(1, FileSource::Picked)];
    let asked = update(&mut state, Msg::Resize(80, 24), &mut cx);
    let Some(Effect::Start(ticket, Job::Measure(files))) = asked.first() else {
        panic!("{asked:?}");
    };
    assert_eq!(files, &[FileHash([1; 32])]);
    assert!(shot(&state, &cx).contains("1 tệp · 2 trang · chưa ký"));
    let short = vec![Shortfall::NotColour, Shortfall::LowResolution];
    let done = JobDone::Measured(vec![(FileHash([1; 32]), short)]);
    let told = Msg::Job(*ticket, JobEvent::Ended(Ok(done)));
    assert_eq!(update(&mut state, told, &mut cx), [], "nothing is left to ask");
    let seen = shot(&state, &cx);
    assert!(seen.contains("1 tệp · chưa đạt thông số"), "{seen}");
    assert!(
        seen.contains("Chưa đạt thông số: không màu, dưới 200 dpi."),
        "{seen}"
    );
    state.items[1].files = vec![file(1, FileSource::Picked), file(2, FileSource::Picked)];
    let asked = update(&mut state, Msg::Resize(80, 24), &mut cx);
    assert!(matches!(&asked[..], [Effect::Start(_, Job::Measure(files))] if files == &[FileHash([2; 32])]));
}

#[test]
fn the_files_of_a_paper_that_go_out_are_signed_with_one_pin_and_a_signed_one_shows_its_report() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    let item = &mut state.items[0];
    let id = item.id;
    item.files = vec![file(2, FileSource::Picked)];
    state.table.point_id(&Row::Component(id));
    // A copy of paper is signed once its sheets are counted.
    assert!(barred(&state, &cx).contains(&Command::Sign));
    state.items[0].form = PaperForm::Electronic;
    assert!(!barred(&state, &cx).contains(&Command::Sign));
    let effects = play(&mut state, &mut cx, "<f6>");
    let Some(Destination::Signing(wanted)) = opens(&effects) else {
        panic!("{effects:?}");
    };
    let loose = ToSign {
        of: SignOf::Loose(FileHash([2; 32])),
        title: "2.pdf".into(),
    };
    assert_eq!(wanted[..], [loose]);
    // A paper of the kho keeps its bytes.
    state.items[0].files = vec![DraftFile {
        paper_id: Some(PaperId(Uuid::from_u128(1))),
        ..file(3, FileSource::Kho)
    }];
    assert_eq!(play(&mut state, &mut cx, "<f6>"), []);
    state.items[0].files = vec![DraftFile {
        signature: SignatureMark::Valid,
        ..file(4, FileSource::Picked)
    }];
    let effects = play(&mut state, &mut cx, "<f6>");
    assert!(
        matches!(opens(&effects), Some(Destination::Signatures(_))),
        "{effects:?}"
    );
}
