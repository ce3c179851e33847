use super::*;
use crate::app::job::SignedSoFar;
use crate::app::testing::{context, no_keys_panic, play, said, shot, wide};
use crate::domain::component::{FileSource, SignatureMark};
use crate::domain::draft::{Draft, DraftComponent, DraftFile};
use crate::domain::ids::{DossierId, FileHash, FileId, FormId};
use crate::domain::signing::look::{HandSpot, Ninth, ProfileChoice, SignLook, SpotPage};
use crate::domain::signing::{Certificate, KeyPlace, ProfileName};
use crate::domain::time::Moment;
use crate::screens::sample;

fn at(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

fn key(device: &str, tries: TriesLeft) -> FoundKey {
    FoundKey {
        place: KeyPlace::Token {
            library: "/usr/lib/vnptca_p11.so".into(),
            slot: Some(device.to_owned()),
        },
        device: device.to_owned(),
        certificate: Some(Certificate {
            owner: "UBND XÃ AN TOÀN".into(),
            issuer: "CA thử nghiệm".into(),
            serial: "0a01".into(),
            from: at("2022-06-30T00:00:00+07:00"),
            to: at("2024-06-30T00:00:00+07:00"),
        }),
        tries,
        pin: PinEntry::Typed,
    }
}

fn unsigned(n: u8) -> Unsigned {
    Unsigned {
        form: FormId::from_bytes([n; 16]),
        dossier: DossierId::from_bytes([n; 16]),
        code: format!("000.99.15.H08-230214-000{n}"),
        holder: ["Đinh Thị Hà", "Trần Minh Quân", "Hợp tác xã nông nghiệp An Toàn"][usize::from(n) - 1]
            .into(),
    }
}

/// Three receipts of today and these keys.
fn opened(keys: Vec<FoundKey>) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(vec![], &mut cx);
    let asked = Effect::Ask(state.items_ticket, Query::UnsignedReceipts);
    assert_eq!(effects, [Effect::Start(state.keys_ticket, Job::FindKeys), asked]);
    let items = Answer::UnsignedReceipts([1, 2, 3].map(unsigned).to_vec());
    let ticket = state.items_ticket;
    update(&mut state, Msg::Answered(ticket, items), &mut cx);
    found(&mut state, keys, &mut cx);
    (state, cx)
}

/// These keys and ways to look are there.
fn found(state: &mut State, keys: Vec<FoundKey>, cx: &mut Context) {
    let found = Keys {
        found: keys,
        trouble: vec![],
        looks: looks(),
    };
    let ticket = state.keys_ticket;
    let ended = JobEvent::Ended(Ok(JobDone::Keys(found)));
    update(state, Msg::Job(ticket, ended), cx);
}

fn looks() -> Vec<ProfileChoice> {
    let look = |name: &str, title: &str, (is_placed, has_number)| ProfileChoice {
        name: ProfileName(name.to_owned()),
        title: title.to_owned(),
        is_placed,
        has_number,
    };
    vec![
        look("quet_tthc", "Quét hồ sơ, kết quả", (false, false)),
        look("ban_hanh_co_quan", "Ban hành, con dấu cơ quan", (true, false)),
        look("kem_theo", "Tệp kèm theo văn bản", (false, true)),
    ]
}

/// A chosen file that nothing names yet, and a key.
fn with_a_file() -> (State, Context) {
    let mut cx = context();
    let file = ToSign {
        of: SignOf::Loose(FileHash([7; 32])),
        title: "quyet_dinh.pdf".to_owned(),
    };
    let (mut state, _) = open(vec![file], &mut cx);
    found(&mut state, vec![key("USB Token VGCA", TriesLeft::Many)], &mut cx);
    (state, cx)
}

/// The PIN is typed and F2 pressed; the batch that goes out, and its ticket.
fn signing(state: &mut State, cx: &mut Context) -> (Ticket, SignWanted) {
    match play(state, cx, "1234<f2>").pop() {
        Some(Effect::Start(ticket, Job::Sign(wanted))) => (ticket, *wanted),
        other => panic!("{other:?}"),
    }
}

fn ended(state: &mut State, cx: &mut Context, (ticket, signed, why): (Ticket, usize, Option<&str>)) {
    let so_far = SignedSoFar {
        ends: vec![None; signed],
        why: why.map(str::to_owned),
        copies: vec![],
    };
    hears(state, cx, (ticket, so_far));
}

fn hears(state: &mut State, cx: &mut Context, (ticket, so_far): (Ticket, SignedSoFar)) -> Vec<Effect> {
    let done = JobEvent::Ended(Ok(JobDone::Signed(so_far)));
    update(state, Msg::Job(ticket, done), cx)
}

#[test]
fn the_receipts_of_the_day_are_signed_with_one_pin_and_each_is_told() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many)]);
    insta::assert_snapshot!("ready", shot(&state, &cx));
    insta::assert_snapshot!("ready_120", wide(&mut state, &mut cx));
    let (ticket, wanted) = signing(&mut state, &mut cx);
    assert_eq!((wanted.items.len(), wanted.pin.0.as_str()), (3, "1234"));
    assert!(state.pin.is_empty(), "nothing of the PIN stays");
    update(
        &mut state,
        Msg::Job(ticket, JobEvent::Progress { done: 1, total: 3 }),
        &mut cx,
    );
    insta::assert_snapshot!("signing", shot(&state, &cx));
    assert_eq!(
        play(&mut state, &mut cx, "5678<f2><f5>"),
        [],
        "one batch at a time"
    );
    ended(&mut state, &mut cx, (ticket, 3, None));
    insta::assert_snapshot!("done", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn what_is_signed_stays_signed_and_the_next_pin_goes_on_behind_it() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many)]);
    let (ticket, _) = signing(&mut state, &mut cx);
    ended(
        &mut state,
        &mut cx,
        (
            ticket,
            1,
            Some("Thiết bị bị rút khi đang ký. Cắm lại rồi bấm F5."),
        ),
    );
    let words = said(&state, &cx);
    assert!(words.contains("bị rút") && words.contains("Đã ký 1/3"), "{words}");
    let (ticket, wanted) = signing(&mut state, &mut cx);
    assert_eq!(wanted.items.len(), 2);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Cancel(ticket)]);
    assert!(said(&state, &cx).contains("dừng"));
    ended(&mut state, &mut cx, (ticket, 2, None));
    assert!(said(&state, &cx).contains("Đã ký xong 3"));
}

#[test]
fn a_pin_is_never_sent_twice_and_a_locked_or_missing_device_is_not_tried() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Last)]);
    assert!(shot(&state, &cx).contains("CÒN MỘT LẦN"));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(said(&state, &cx).contains("Chưa nhập mã PIN"));
    let (ticket, _) = signing(&mut state, &mut cx);
    ended(
        &mut state,
        &mut cx,
        (ticket, 0, Some("Mã PIN thiết bị chưa đúng.")),
    );
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        [],
        "the wrong one is not there to be tried again"
    );
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Locked)]);
    assert_eq!(play(&mut state, &mut cx, "1234<f2>"), []);
    assert!(said(&state, &cx).contains("đã khóa"));
    let (mut state, mut cx) = opened(vec![]);
    assert!(said(&state, &cx).contains("Không thấy thiết bị ký"));
    assert_eq!(play(&mut state, &mut cx, "1234<f2>"), []);
    let again = play(&mut state, &mut cx, "<f5>");
    assert!(matches!(again[..], [Effect::Start(_, Job::FindKeys)]));
}

#[test]
fn one_of_several_keys_is_chosen_and_one_that_lies_open_asks_no_pin() {
    let open = FoundKey {
        place: KeyPlace::Pem("/home/can-bo/khoa.pem".into()),
        pin: PinEntry::No,
        ..key("khoa.pem", TriesLeft::Many)
    };
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many), open]);
    play(&mut state, &mut cx, "12<f4>");
    insta::assert_snapshot!("open_key", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f2>");
    let [Effect::Start(_, Job::Sign(wanted))] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (wanted.pin.0.as_str(), &wanted.place),
        ("", &KeyPlace::Pem("/home/can-bo/khoa.pem".into()))
    );
}

#[test]
fn of_a_key_in_a_file_its_password_is_asked_and_a_plain_one_is_said_to_be_for_trying() {
    let locked = |place: fn(std::path::PathBuf) -> KeyPlace| FoundKey {
        place: place("/home/can-bo/khoa".into()),
        ..key("khoa", TriesLeft::Many)
    };
    let (state, cx) = opened(vec![locked(KeyPlace::Pem)]);
    assert!(said(&state, &cx).starts_with("Khóa nằm trong tệp: chỉ để thử"));
    let (state, cx) = opened(vec![locked(KeyPlace::P12)]);
    assert_eq!(said(&state, &cx), "Nhập mật khẩu của tệp khóa rồi bấm F2.");
}

#[test]
fn a_paper_that_cannot_be_signed_holds_up_no_other_and_is_named() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many)]);
    let (ticket, _) = signing(&mut state, &mut cx);
    let why = "Tệp PDF bị hỏng, không ký được. In lại thành PDF rồi ký.";
    let so_far = SignedSoFar {
        ends: vec![None, Some(why.to_owned()), None],
        ..SignedSoFar::default()
    };
    hears(&mut state, &mut cx, (ticket, so_far));
    insta::assert_snapshot!("one_failed", shot(&state, &cx));
    assert!(said(&state, &cx).contains("Đã ký 2/3"));
    // Only it is tried again.
    let (_, wanted) = signing(&mut state, &mut cx);
    assert_eq!(wanted.items.len(), 1);
    assert!(wanted.items[0].title.contains("Trần Minh Quân"));
}

#[test]
fn a_form_is_signed_without_a_mark_and_a_file_as_the_officer_chose() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many)]);
    assert_eq!(
        signing(&mut state, &mut cx).1.look,
        None,
        "nothing to choose for receipts"
    );
    let (mut state, mut cx) = with_a_file();
    insta::assert_snapshot!("file", shot(&state, &cx));
    let plain = |profile: &str| SignLook {
        profile: ProfileName(profile.to_owned()),
        spot: None,
        number: String::new(),
    };
    let (_, wanted) = signing(&mut state, &mut cx);
    assert_eq!(wanted.look, Some(plain("quet_tthc")));

    let (mut state, mut cx) = with_a_file();
    play(&mut state, &mut cx, "<tab> <tab>2<tab>3<tab>");
    insta::assert_snapshot!("placed", shot(&state, &cx));
    let (_, wanted) = signing(&mut state, &mut cx);
    let spot = HandSpot {
        page: SpotPage::Number(2),
        at: Ninth::TopRight,
    };
    let look = SignLook {
        spot: Some(spot),
        ..plain("ban_hanh_co_quan")
    };
    assert_eq!(
        (wanted.look.as_ref(), wanted.pin.0.as_str()),
        (Some(&look), "1234")
    );

    // What was chosen is there again for the next paper of this officer; the PIN is not.
    let file = ToSign {
        of: SignOf::Loose(FileHash([8; 32])),
        title: "khac.pdf".to_owned(),
    };
    let (mut state, _) = open(vec![file], &mut cx);
    found(
        &mut state,
        vec![
            key("Khác", TriesLeft::Many),
            key("USB Token VGCA", TriesLeft::Many),
        ],
        &mut cx,
    );
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    let (_, wanted) = signing(&mut state, &mut cx);
    assert_eq!(wanted.look, Some(look));
    assert!(matches!(wanted.place, KeyPlace::Token { slot: Some(label), .. } if label == "USB Token VGCA"));
}

#[test]
fn a_look_that_shows_a_number_asks_for_it() {
    let (mut state, mut cx) = with_a_file();
    assert_eq!(play(&mut state, &mut cx, "<tab><left><tab><tab>1234<f2>"), []);
    assert!(said(&state, &cx).contains("số, ký hiệu"), "{}", said(&state, &cx));
    play(&mut state, &mut cx, "12/QĐ-UBND");
    let Some(Effect::Start(_, Job::Sign(wanted))) = play(&mut state, &mut cx, "<f2>").pop() else {
        panic!("not signed");
    };
    assert_eq!(wanted.look.map(|look| look.number).as_deref(), Some("12/QĐ-UBND"));
}

#[test]
fn the_copy_of_a_chosen_file_goes_to_who_asked_and_into_the_draft_at_once() {
    let (mut state, mut cx) = with_a_file();
    let mut draft = Draft::new(DossierId::from_bytes([1; 16]));
    let file = DraftFile {
        id: FileId::from_bytes([7; 16]),
        sha256: FileHash([7; 32]),
        size: 30_000,
        mime: "application/pdf".into(),
        name: "quyet_dinh.pdf".into(),
        pages: Some(1),
        source: FileSource::Picked,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    };
    draft.components = vec![DraftComponent {
        files: vec![file],
        ..sample::draft_component(1, "Quyết định")
    }];
    cx.draft = Some(draft);
    let (ticket, wanted) = signing(&mut state, &mut cx);
    assert_eq!(wanted.actor, cx.actor().id);
    let copy = SignedCopy {
        was: FileHash([7; 32]),
        sha256: FileHash([9; 32]),
        size: 40_000,
        signature: SignatureMark::Valid,
    };
    let so_far = SignedSoFar {
        ends: vec![None],
        why: None,
        copies: vec![copy.clone()],
    };
    let effects = hears(&mut state, &mut cx, (ticket, so_far));
    let [Effect::SaveDraft(saved)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let file = &saved.components[0].files[0];
    assert_eq!(
        (file.sha256, file.signature),
        (FileHash([9; 32]), SignatureMark::Valid)
    );
    let told = play(&mut state, &mut cx, "<esc>");
    assert_eq!(told, [Effect::Answer(Reply::Signed(vec![copy]))]);
}

#[test]
fn a_window_that_only_looks_signs_nothing() {
    let (mut state, mut cx) = with_a_file();
    cx.read_only = true;
    assert_eq!(play(&mut state, &mut cx, "1234<f2>"), []);
    assert!(said(&state, &cx).contains("chỉ để xem"));
}

no_keys_panic!(32, opened(vec![key("USB Token VGCA", TriesLeft::Few)]));
