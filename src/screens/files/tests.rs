use super::*;
use crate::app::job::TakenIn;
use crate::app::scanning::ScanNews;
use crate::app::testing::{at, context, no_keys_panic, play, said, shot, wide};
use crate::domain::act::StoredFile;
use crate::domain::component::{FileSource, SignatureMark};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ComponentId, DossierId, FileHash, FileId};
use crate::domain::known::Known;

mod alike;
mod heavy;
mod newest;
mod opened;
mod scan;

fn entry(name: &str, pages: Option<u32>, size: u64, time: &str) -> FileEntry {
    FileEntry {
        path: PathBuf::from(format!("quet/{name}")),
        name: name.into(),
        kind: if name.ends_with("pdf") { "PDF" } else { "JPEG" }.into(),
        pages,
        size,
        modified: at(&format!("2023-02-14T{time}+07:00")),
        signed: false,
        fault: None,
        growing: false,
        sha256: bytes_of(name),
        known: Vec::new(),
    }
}

/// Other names are other bytes.
fn bytes_of(name: &str) -> FileHash {
    let mut hash = [0; 32];
    for (to, from) in hash.iter_mut().zip(name.bytes()) {
        *to = from;
    }
    FileHash(hash)
}

fn folder() -> Vec<FileEntry> {
    let mut faulty = entry("S0009.jpg", None, 0, "07:40:11");
    faulty.fault = Some("S0009.jpg: tệp rỗng, không dùng được. Quét lại trang này.".into());
    let mut growing = entry("dang.jpg", None, 100, "08:10:40");
    growing.growing = true;
    vec![
        growing,
        entry("cs_1.jpg", Some(1), 386_000, "08:10:31"),
        entry("tk_2.jpg", Some(1), 407_552, "08:10:09"),
        entry("tk_1.jpg", Some(1), 421_888, "08:10:02"),
        entry("quyet_dinh_12.pdf", Some(3), 1_300_000, "07:44:50"),
        faulty,
    ]
}

/// The screen it opens over.
fn below() -> ScreenChrome {
    ScreenChrome {
        context: Row2::left("000.99.15.H08-230214-0001 · Đinh Thị Hà · Được tiếp nhận"),
        ..ScreenChrome::new(["Hồ sơ", "Thành phần"])
    }
}

fn opened(purpose: FilesPurpose, cx: &mut Context) -> State {
    let folder_before = cx.seen.folder.clone();
    let (mut state, effects) = open(("Tờ khai đăng ký khai sinh".into(), purpose, None), (below(), cx));
    assert_eq!(
        effects,
        [Effect::Start(
            state.list_ticket,
            Job::ListFiles {
                folder: folder_before,
                settled: false
            }
        )]
    );
    list_answered(&mut state, cx, folder());
    state
}

fn list_answered(state: &mut State, cx: &mut Context, entries: Vec<FileEntry>) {
    let done = JobDone::Files {
        folder: PathBuf::from("quet"),
        entries,
    };
    let ticket = state.list_ticket;
    update(state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), cx);
}

#[test]
fn files_are_ticked_in_order_and_put_together() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    play(&mut state, &mut cx, "<down>  ");
    insta::assert_snapshot!("chosen", shot(&state, &cx));
    insta::assert_snapshot!("chosen_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<enter><enter>");
    let paths = ["quet/tk_1.jpg", "quet/tk_2.jpg"].map(PathBuf::from).to_vec();
    let title = "Tờ khai đăng ký khai sinh".to_owned();
    let ticket = state.take_ticket.unwrap();
    assert_eq!(
        effects,
        [Effect::Start(
            ticket,
            Job::TakeFiles {
                paths,
                title,
                joined: true
            }
        )]
    );
    update(
        &mut state,
        Msg::Job(ticket, JobEvent::Progress { done: 1, total: 2 }),
        &mut cx,
    );
    assert_eq!(said(&state, &cx), "Đang ghép 1/2 trang. Esc dừng.");
    let file = DraftFile {
        id: FileId(uuid::Uuid::nil()),
        sha256: FileHash([1; 32]),
        size: 1,
        mime: "application/pdf".into(),
        name: "tk.pdf".into(),
        pages: Some(2),
        source: FileSource::Assembled,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    };
    let done = JobDone::Taken {
        files: vec![file.clone()],
        pages: 2,
        warnings: vec!["Trang 2 dưới 200 dpi.".into()],
    };
    let effects = update(&mut state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), &mut cx);
    assert_eq!(
        effects[0],
        Effect::Answer(Reply::Files {
            files: vec![file],
            pages: 2
        })
    );
    assert_eq!(effects[1], Effect::Say(Message::warning("Trang 2 dưới 200 dpi.")));
}

#[test]
fn a_file_that_is_being_written_shows_itself_when_it_is_whole() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    let first = state.list_ticket;
    let mut growing = entry("dang.jpg", None, 100, "08:10:40");
    growing.growing = true;
    let done = JobDone::Files {
        folder: PathBuf::from("quet"),
        entries: vec![growing],
    };
    let ended = Msg::Job(first, JobEvent::Ended(Ok(done)));
    let effects = update(&mut state, ended, &mut cx);
    assert!(
        matches!(&effects[..], [Effect::Start(ticket, Job::ListFiles { settled: true, .. })] if *ticket == state.list_ticket)
    );
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(said(&state, &cx), text::GROWING);
    list_answered(
        &mut state,
        &mut cx,
        vec![entry("dang.jpg", Some(1), 386_000, "08:10:40")],
    );
    assert!(!state.entries[0].growing);
}

#[test]
fn faulty_and_growing_files_cannot_be_ticked() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    play(&mut state, &mut cx, "<end><space><home><space>");
    assert_eq!(state.table.ticked(), []);
    assert_eq!(
        said(&state, &cx),
        "Tệp đang được ghi, chưa nhận. Sẽ tự hiện khi ghi xong."
    );
    let effects = update(&mut state, Msg::Minute(cx.now), &mut cx);
    assert!(matches!(effects[0], Effect::Start(_, Job::ListFiles { .. })));
}

#[test]
fn the_only_component_left_finds_what_is_new_ticked_already() {
    let mut cx = context();
    let purpose = FilesPurpose::Checklist {
        used: vec![bytes_of("tk_1.jpg"), bytes_of("tk_2.jpg")],
        fresh_since: Some(at("2023-02-14T08:00:00+07:00")),
        scan: None,
        counted: false,
    };
    let mut state = opened(purpose, &mut cx);
    assert_eq!(state.table.ticked(), [Row::File("quet/cs_1.jpg".into())]);
    insta::assert_snapshot!("fresh", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(matches!(&effects[0], Effect::Start(_, Job::TakeFiles { paths, .. }) if paths.len() == 1));
}

#[test]
fn a_file_used_already_is_taken_at_the_second_enter() {
    let mut cx = context();
    let purpose = FilesPurpose::Checklist {
        used: vec![bytes_of("tk_2.jpg")],
        fresh_since: None,
        scan: None,
        counted: false,
    };
    let mut state = opened(purpose, &mut cx);
    play(&mut state, &mut cx, "<home><down><down><space>");
    assert!(play(&mut state, &mut cx, "<enter>").is_empty());
    assert!(said(&state, &cx).contains("bấm Enter lần nữa"));
    assert_eq!(play(&mut state, &mut cx, "<enter>").len(), 1);
}

/// Known by its bytes wherever it lies: said beside it and below the list, and taken all the same.
#[test]
fn a_file_whose_bytes_lie_elsewhere_says_where_and_one_of_this_dossier_that_it_is_here() {
    let mut cx = context();
    let other = |n: u128, code: &str| Known::Dossier {
        id: DossierId(uuid::Uuid::from_u128(n)),
        code: code.into(),
    };
    let own = (
        DossierId(uuid::Uuid::from_u128(7)),
        ComponentId(uuid::Uuid::nil()),
    );
    let mut state = opened(checklist(Some(own)), &mut cx);
    let mut files = folder();
    let draft = Known::Draft {
        id: own.0,
        holder: "Đinh Thị Hà".into(),
    };
    files[1].known = vec![other(1, "000.99.15.H08-230214-0001"), draft];
    files[2].known = vec![other(7, "000.99.15.H08-230214-0007")];
    files[3].known = vec![Known::Before];
    list_answered(&mut state, &mut cx, files);
    let mut seen = String::new();
    for key in ["<home><down>", "<down>", "<down>"] {
        play(&mut state, &mut cx, key);
        let shown = shot(&state, &cx);
        let line = shown.lines().find(|line| line.contains(": đã có"));
        seen.push_str(line.unwrap_or("nothing").trim_matches(['│', ' ']));
        seen.push('\n');
    }
    insta::assert_snapshot!("known_80", shot(&state, &cx));
    insta::assert_snapshot!("known_lines", seen);
    // Elsewhere: taken at once. Here: asked about first.
    play(&mut state, &mut cx, "<home>");
    let mut enter = |state: &mut State| play(state, &mut cx, "<enter>").len();
    state.table.point_id(&Row::File("quet/tk_2.jpg".into()));
    assert_eq!(enter(&mut state), 0);
    assert!(
        state
            .message
            .as_ref()
            .is_some_and(|it| it.text.contains("đã có trong hồ sơ này"))
    );
    state.table.point_id(&Row::File("quet/cs_1.jpg".into()));
    state.insisted = false;
    assert_eq!(enter(&mut state), 1);
}

/// The checklist of an accepted dossier, on a machine with a scanner.
fn checklist(scan: Option<(DossierId, ComponentId)>) -> FilesPurpose {
    FilesPurpose::Checklist {
        used: vec![],
        fresh_since: None,
        counted: scan.is_some(),
        scan,
    }
}

#[test]
fn f8_scans_for_the_component_and_enter_goes_where_its_pages_are_placed() {
    let mut cx = context();
    cx.settings.0.insert("scanner".into(), "canon_dr:1".into());
    let aim = (DossierId(uuid::Uuid::nil()), ComponentId(uuid::Uuid::nil()));
    let mut state = opened(checklist(Some(aim)), &mut cx);
    let effects = play(&mut state, &mut cx, "<f8>");
    let job = Job::Scan {
        aim: Some((aim.0, Some(aim.1))),
    };
    assert!(
        matches!(&effects[0], Effect::Start(_, started) if *started == job),
        "{effects:?}"
    );
    insta::assert_snapshot!("scanning_80", shot(&state, &cx));
    // Esc stops the scanner, it does not close the dialog.
    assert!(matches!(play(&mut state, &mut cx, "<esc>")[0], Effect::Cancel(_)));
    cx.scan = None;
    let ended = |pages| {
        Msg::Scan(ScanNews::Ended(
            Message::done("Máy quét hết giấy. Đã nhận 3 trang."),
            pages,
        ))
    };
    update(&mut state, ended(3), &mut cx);
    insta::assert_snapshot!("scanned_80", shot(&state, &cx));
    insta::assert_snapshot!("scanned_120", wide(&mut state, &mut cx));
    assert_eq!(
        play(&mut state, &mut cx, "<enter>"),
        [Effect::Answer(Reply::Scanned(aim.1))]
    );
    // Who goes on choosing files gets files.
    let effects = play(&mut state, &mut cx, "<space><enter>");
    assert!(
        matches!(&effects[0], Effect::Start(_, Job::TakeFiles { .. })),
        "{effects:?}"
    );
}

#[test]
fn a_scan_that_brought_nothing_leaves_the_files_as_they_are_and_f8_says_why_it_cannot() {
    let mut cx = context();
    let aim = (DossierId(uuid::Uuid::nil()), ComponentId(uuid::Uuid::nil()));
    let mut state = opened(checklist(Some(aim)), &mut cx);
    let why = |state: &State, cx: &Context| {
        let offers = chrome(state, cx).offers;
        let offer = offers.into_iter().find(|offer| offer.command == Command::Files);
        offer.and_then(|offer| offer.why_not)
    };
    assert!(why(&state, &cx).unwrap().contains("máy quét"), "none is named");
    cx.settings.0.insert("scanner".into(), "canon_dr:1".into());
    assert_eq!(why(&state, &cx), None);
    play(&mut state, &mut cx, "<f8>");
    cx.scan = None;
    let none = Msg::Scan(ScanNews::Ended(
        Message::error("Không có giấy trong khay nạp."),
        0,
    ));
    update(&mut state, none, &mut cx);
    assert_eq!(said(&state, &cx), "Không có giấy trong khay nạp.");
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(
        matches!(&effects[0], Effect::Start(_, Job::TakeFiles { .. })),
        "{effects:?}"
    );

    let draft = opened(checklist(None), &mut cx);
    assert_eq!(why(&draft, &cx).as_deref(), Some(text::NOT_YET));
    let tray = opened(FilesPurpose::Tray { used: vec![] }, &mut cx);
    assert_eq!(why(&tray, &cx), None);
}

#[test]
fn typing_searches_and_esc_first_clears_the_search() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    play(&mut state, &mut cx, "quyet");
    assert_eq!(state.table.rows().len(), 1);
    assert!(play(&mut state, &mut cx, "<esc>").is_empty());
    assert_eq!(
        play(&mut state, &mut cx, "<esc>"),
        [Effect::Answer(Reply::Nothing)]
    );
}

#[test]
fn a_result_is_one_file_as_it_is() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Result, &mut cx);
    play(&mut state, &mut cx, "<space><space><enter>");
    assert_eq!(
        said(&state, &cx),
        "Kết quả chỉ nhận một tệp. Bỏ chọn bớt rồi bấm Enter."
    );
    play(&mut state, &mut cx, "<up><space>");
    let effects = play(&mut state, &mut cx, "<enter>");
    assert!(
        matches!(&effects[0], Effect::Start(_, Job::TakeResult { .. })),
        "{effects:?}"
    );
}

/// Never silent, as for a component; and a result keeps its bytes.
#[test]
fn a_result_above_the_limit_is_asked_about_before_it_is_handed_over() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Result, &mut cx);
    let stored = |size: u64| StoredFile {
        sha256: FileHash([4; 32]),
        size,
        mime: "application/pdf".into(),
        name: "quyet_dinh.pdf".into(),
        pages: Some(90),
        signature: SignatureMark::None,
    };
    let take = |state: &mut State, size: u64, cx: &mut Context| {
        play(state, cx, "<enter>");
        let ticket = state.take_ticket.unwrap();
        let ended = JobEvent::Ended(Ok(JobDone::Stored(stored(size))));
        update(state, Msg::Job(ticket, ended), cx)
    };
    let limit = 30 * 1024 * 1024;
    let small = take(&mut state, limit, &mut cx);
    assert_eq!(small, [Effect::Answer(Reply::Stored(stored(limit)))]);
    let asked = take(&mut state, limit + 1, &mut cx);
    let [Effect::Open(destination)] = &asked[..] else {
        panic!("{asked:?}");
    };
    assert!(
        matches!(&**destination, Destination::Heavy(heavy) if heavy.one_only && heavy.as_it_is && heavy.size == limit + 1)
    );
    assert!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx).is_empty());
    assert_eq!(said(&state, &cx), text::NOT_ATTACHED, "Esc hands nothing over");
    let again = play(&mut state, &mut cx, "<enter>");
    assert!(
        matches!(&again[..], [Effect::Open(_)]),
        "it is not stored a second time: {again:?}"
    );
    let kept = update(&mut state, Msg::Replied(Reply::Weighed(vec![])), &mut cx);
    assert_eq!(kept, [Effect::Answer(Reply::Stored(stored(limit + 1)))]);
}

#[test]
fn another_folder_is_read_and_an_empty_one_says_what_to_do() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    play(&mut state, &mut cx, "<f4>");
    let effects = update(&mut state, Msg::Replied(Reply::Text("khac".into())), &mut cx);
    assert!(
        matches!(&effects[0], Effect::Start(_, Job::ListFiles { folder: Some(it), .. }) if it == &PathBuf::from("khac"))
    );
    list_answered(&mut state, &mut cx, vec![]);
    assert!(said(&state, &cx).starts_with("Thư mục này không có tệp"));
    assert!(play(&mut state, &mut cx, "<enter>").is_empty());
}

#[test]
fn files_for_the_tray_are_taken_page_by_page_and_one_that_lies_there_is_asked_about() {
    let mut cx = context();
    let used = vec![bytes_of("cs_1.jpg")];
    let mut state = opened(FilesPurpose::Tray { used }, &mut cx);
    // The first one that is not in the tray yet is pointed at.
    assert_eq!(state.pointed().unwrap().name, "tk_2.jpg");
    play(&mut state, &mut cx, "<up>  ");
    insta::assert_snapshot!("tray_80", shot(&state, &cx));
    insta::assert_snapshot!("tray_120", wide(&mut state, &mut cx));
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    assert!(said(&state, &cx).starts_with("Tệp cs_1.jpg đã nằm trong khay."));
    let effects = play(&mut state, &mut cx, "<enter>");
    let paths = ["quet/tk_2.jpg", "quet/cs_1.jpg"].map(PathBuf::from).to_vec();
    let ticket = state.take_ticket.unwrap();
    assert_eq!(effects, [Effect::Start(ticket, Job::TakeIn { paths })]);
    update(
        &mut state,
        Msg::Job(ticket, JobEvent::Progress { done: 1, total: 2 }),
        &mut cx,
    );
    assert_eq!(said(&state, &cx), "Đã nhận 1/2 tệp. Esc dừng.");
    let taken = TakenIn {
        pages: 2,
        ..TakenIn::default()
    };
    let ended = JobEvent::Ended(Ok(JobDone::TakenIn(taken.clone())));
    let effects = update(&mut state, Msg::Job(ticket, ended), &mut cx);
    assert_eq!(effects, [Effect::Answer(Reply::TakenIn(taken))]);
}

no_keys_panic!(48, {
    let mut cx = context();
    let state = opened(FilesPurpose::Component, &mut cx);
    (state, cx)
});
