use super::*;
use crate::app::testing::{at, context, no_keys_panic, play, processing, said, shot, wide};
use crate::domain::package::Fault;
use uuid::Uuid;

fn package(name: &str, time: &str, dossiers: Result<u32, String>) -> PackageEntry {
    PackageEntry {
        path: PathBuf::from(format!("goi/{name}")),
        name: name.into(),
        modified: at(&format!("2023-02-14T{time}+07:00")),
        dossiers,
    }
}

fn held(n: u128, code: &str, sentence: &str) -> HeldRow {
    HeldRow {
        id: HeldId(Uuid::from_u128(n)),
        portal_code: code.into(),
        package: "/goi/dvc_230214.json".into(),
        position: 2,
        fault: "file_missing".into(),
        sentence: sentence.into(),
        found_at: at("2023-02-13T13:40:00+07:00"),
        tried_at: at("2023-02-14T07:41:00+07:00"),
        tries: 3,
    }
}

fn both() -> (Vec<PackageEntry>, Vec<HeldRow>) {
    let packages = vec![
        package("dvc_230214.json", "07:40:00", Ok(3)),
        package(
            "dvc_cut.json",
            "07:12:00",
            Err("Gói không đọc được (dòng 1, cột 120). Chép lại từ máy gửi.".into()),
        ),
    ];
    let held = vec![
        held(
            1,
            "G22.99.15-230214-000124",
            "Thiếu tệp «to_khai.pdf». Chép tệp vào cạnh gói rồi thử lại.",
        ),
        held(2, "", "Thiếu mục MaHoSo. Đề nghị nơi gửi bổ sung rồi gửi lại."),
    ];
    (packages, held)
}

fn opened() -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(effects.len(), 2);
    answer(&mut state, &mut cx, both());
    (state, cx)
}

fn answer(state: &mut State, cx: &mut Context, (entries, held): (Vec<PackageEntry>, Vec<HeldRow>)) {
    let folder = PathBuf::from("/media/usb/goi");
    let done = JobDone::Packages { folder, entries };
    let listed = Msg::Job(state.list_ticket, JobEvent::Ended(Ok(done)));
    update(state, listed, cx);
    let told = Msg::Answered(state.held_ticket, Answer::Held(held));
    update(state, told, cx);
}

#[test]
fn packages_and_held_dossiers_stand_in_one_list_with_their_reasons() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("packages", shot(&state, &cx));
    play(&mut state, &mut cx, "<down><down>");
    insta::assert_snapshot!("held", shot(&state, &cx));
    insta::assert_snapshot!("held_120", wide(&mut state, &mut cx));
}

#[test]
fn a_folder_without_packages_says_what_to_do() {
    let mut cx = context();
    let (mut state, _) = open(&mut cx);
    answer(&mut state, &mut cx, (vec![], vec![]));
    insta::assert_snapshot!("empty", shot(&state, &cx));
    let fault = JobFault::Said("Chưa khai thư mục gói trực tuyến. F4 chọn thư mục có gói.".into());
    let failed = Msg::Job(state.list_ticket, JobEvent::Ended(Err(fault)));
    update(&mut state, failed, &mut cx);
    assert!(said(&state, &cx).contains("F4 chọn thư mục"));
}

#[test]
fn f2_takes_in_the_pointed_package_once_and_says_what_became_of_it() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<f2>");
    let path = PathBuf::from("goi/dvc_230214.json");
    assert!(
        matches!(effects.as_slice(), [Effect::Start(_, Job::TakePackage { path: taken })] if *taken == path)
    );
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "one at a time");
    let arrival = |went| Arrival {
        code: "G22".into(),
        went,
    };
    let done = JobDone::PackageTaken(vec![
        arrival(Arrived::New),
        arrival(Arrived::Known),
        arrival(Arrived::Held(Fault::Changed)),
    ]);
    let ticket = state.take_ticket.unwrap();
    let effects = update(&mut state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), &mut cx);
    assert!(matches!(effects.as_slice(), [Effect::Ask(_, Query::Held)]));
    assert!(said(&state, &cx).contains("1 hồ sơ cách ly"));
}

#[test]
fn a_held_dossier_is_tried_again_or_put_aside_with_a_reason() {
    let (mut state, mut cx) = opened();
    let effects = play(&mut state, &mut cx, "<down><down><f2>");
    let held = HeldId(Uuid::from_u128(1));
    assert!(matches!(effects.as_slice(), [Effect::Start(_, Job::TryHeld { held: tried })] if *tried == held));
    state.take_ticket = None;
    let asked = play(&mut state, &mut cx, "<delete>");
    assert!(
        matches!(asked.as_slice(), [Effect::Open(open)] if matches!(**open, Destination::AskText { .. }))
    );
    let empty = update(&mut state, Msg::Replied(Reply::Text(" ".into())), &mut cx);
    assert_eq!(empty, [], "no reason, nothing done");
    play(&mut state, &mut cx, "<delete>");
    let why = "đã báo nơi gửi".to_owned();
    let effects = update(&mut state, Msg::Replied(Reply::Text(why.clone())), &mut cx);
    assert_eq!(
        effects,
        [Effect::Start(
            state.aside_ticket.unwrap(),
            Job::PutAside { held, why }
        )]
    );
}

#[test]
fn a_key_that_fits_no_row_says_which_it_fits() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<delete>"), []);
    assert_eq!(said(&state, &cx), text::NOT_HELD);
}

#[test]
fn only_reception_takes_in_and_the_folder_is_remembered() {
    let (mut state, mut cx) = opened();
    cx.officer = Some(processing());
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(said(&state, &cx).contains("vai trò Tiếp nhận"));
    play(&mut state, &mut cx, "<f4>");
    let effects = update(
        &mut state,
        Msg::Replied(Reply::Text("/media/usb".into())),
        &mut cx,
    );
    assert!(matches!(effects.first(), Some(Effect::KeepLocal { key, .. }) if key == "package_folder"));
}

no_keys_panic!(24, opened());
