//! The trust store: listed with what ended, added to after one question with the whole fingerprint, taken from with a
//! reason, by an administrator alone.

use super::*;
use crate::app::testing::{at, context, no_keys_panic, play, processing, shot, wide};
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::signature::trust::ListsInUse;
use crate::domain::signing::Certificate;

fn certificate(owner: &str, to: &str) -> Certificate {
    Certificate {
        owner: owner.into(),
        issuer: "CA gốc mẫu".into(),
        serial: "01".into(),
        from: at("2020-01-01T00:00:00+07:00"),
        to: at(to),
    }
}

fn cert(n: u8, owner: &str, to: &str) -> TrustedCert {
    TrustedCert {
        sha256: FileHash([n; 32]),
        certificate: certificate(owner, to),
        added_at: at("2023-01-10T09:00:00+07:00"),
        added_by: "Đinh Thị Hạnh".into(),
    }
}

fn opened(certs: Vec<TrustedCert>) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(&mut cx);
    assert_eq!(
        effects,
        [
            Effect::Ask(state.asked, Query::Trust),
            Effect::Start(state.looking, Job::LookAtTrust)
        ]
    );
    in_use(&mut state, &mut cx, TrustInUse::default());
    let answer = Msg::Answered(state.asked, Answer::Trust(certs));
    update(&mut state, answer, &mut cx);
    (state, cx)
}

fn in_use(state: &mut State, cx: &mut Context, found: TrustInUse) {
    let looked = JobEvent::Ended(Ok(JobDone::TrustInUse(found)));
    update(state, Msg::Job(state.looking, looked), cx);
}

fn two() -> Vec<TrustedCert> {
    vec![
        cert(0xA1, "CA cơ quan nhà nước mẫu", "2030-06-30T00:00:00+07:00"),
        cert(0xB2, "CA doanh nghiệp mẫu", "2022-06-30T00:00:00+07:00"),
    ]
}

fn new() -> NewTrust {
    NewTrust {
        file: StoredFile {
            sha256: FileHash([0xC3; 32]),
            size: 900,
            mime: "application/pkix-cert".into(),
            name: "CA mới.cer".into(),
            pages: None,
            signature: SignatureMark::None,
        },
        certificate: certificate("CA mới mẫu", "2030-06-30T00:00:00+07:00"),
    }
}

#[test]
fn what_is_trusted_is_listed_and_what_has_ended_is_said() {
    let (mut state, mut cx) = opened(two());
    insta::assert_snapshot!("trust_80", shot(&state, &cx));
    insta::assert_snapshot!("trust_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<down>");
    assert!(shot(&state, &cx).contains("HẾT HẠN 30/06/2022"));
}

/// After a restore without its files nothing looks different, and nobody is trusted for them.
#[test]
fn a_certificate_without_its_file_is_said_to_be_trusted_no_more() {
    let (mut state, mut cx) = opened(two());
    let missing = vec![FileHash([0xA1; 32])];
    let lists = ListsInUse::default();
    in_use(&mut state, &mut cx, TrustInUse { missing, lists });
    let page = shot(&state, &cx);
    assert!(
        page.contains("MẤT TỆP") && page.contains("1 chứng thư mất tệp"),
        "{page}"
    );
}

/// How many lists can be asked, not where they should be.
#[test]
fn the_lists_that_can_be_asked_are_counted() {
    let read = |count, broken: &[&str]| ListsInUse::Read {
        count,
        broken: broken.iter().map(|name| (*name).to_owned()).collect(),
    };
    for (lists, words) in [
        (ListsInUse::NoFolder, "chưa có danh sách thu hồi"),
        (ListsInUse::FolderGone, "không mở được thư mục danh sách thu hồi"),
        (read(0, &[]), "thư mục không có danh sách thu hồi (.crl) nào"),
        (read(2, &[]), "2 danh sách thu hồi"),
        (read(1, &["cu.crl"]), "1 danh sách thu hồi, 1 tệp hỏng: cu.crl"),
        (read(0, &["cu.crl"]), "0 danh sách thu hồi, 1 tệp hỏng: cu.crl"),
    ] {
        let (mut state, mut cx) = opened(two());
        let missing = vec![];
        in_use(&mut state, &mut cx, TrustInUse { missing, lists });
        let page = shot(&state, &cx);
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn an_empty_store_says_what_that_means() {
    let (state, cx) = opened(vec![]);
    insta::assert_snapshot!("empty_80", shot(&state, &cx));
}

/// The file, then one question with the whole fingerprint, then the act.
#[test]
fn a_certificate_is_added_after_its_fingerprint_was_read() {
    let (mut state, mut cx) = opened(two());
    let effects = play(&mut state, &mut cx, "<f2>");
    assert!(matches!(&effects[..], [Effect::Open(to)] if matches!(**to, Destination::AskText { .. })));
    let effects = update(
        &mut state,
        Msg::Replied(Reply::Text("/media/usb0/ca.pem".into())),
        &mut cx,
    );
    let [Effect::Start(ticket, Job::ReadCertificates { .. })] = effects[..] else {
        panic!("{effects:?}");
    };
    let read = JobDone::Certificates {
        found: vec![new()],
        refused: vec!["Không thêm NGUYỄN VĂN MẪU: không phải chứng thư của nơi cấp (CA).".into()],
    };
    let effects = update(&mut state, Msg::Job(ticket, JobEvent::Ended(Ok(read))), &mut cx);
    let [Effect::Open(question)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let Destination::AskChoice { lines, choices, .. } = &**question else {
        panic!("{question:?}");
    };
    let said: String = lines.join(" ").replace(' ', "");
    assert!(said.contains(&"C3".repeat(16)), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("NGUYỄN VĂN MẪU")));
    assert_eq!(choices[0], text::NEVER_MIND, "the first choice changes nothing");
    let effects = update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx);
    let [Effect::Change(_, request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let wanted = Act::SetTrust(Box::new(TrustChange::Add(vec![new()])));
    assert_eq!(request.act, wanted);
}

#[test]
fn nothing_is_trusted_when_the_officer_thinks_better_of_it_or_the_file_holds_no_ca() {
    let (mut state, mut cx) = opened(two());
    for (found, answered) in [(vec![new()], Reply::Picked(0)), (vec![], Reply::Nothing)] {
        play(&mut state, &mut cx, "<f2>");
        let effects = update(&mut state, Msg::Replied(Reply::Text("ca.pem".into())), &mut cx);
        let [Effect::Start(ticket, _)] = effects[..] else {
            panic!("{effects:?}");
        };
        let refused = vec!["Không thêm X: không phải chứng thư của nơi cấp (CA).".into()];
        let read = JobDone::Certificates { found, refused };
        update(&mut state, Msg::Job(ticket, JobEvent::Ended(Ok(read))), &mut cx);
        assert!(shot(&state, &cx).contains("không phải chứng thư"));
        assert_eq!(update(&mut state, Msg::Replied(answered), &mut cx), []);
    }
}

#[test]
fn one_is_taken_out_with_a_reason() {
    let (mut state, mut cx) = opened(two());
    play(&mut state, &mut cx, "<delete>");
    let effects = update(
        &mut state,
        Msg::Replied(Reply::Text("nơi cấp ngừng".into())),
        &mut cx,
    );
    let [Effect::Change(ticket, request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let change = TrustChange::Remove {
        cert: FileHash([0xA1; 32]),
        reason: "nơi cấp ngừng".into(),
    };
    assert_eq!(request.act, Act::SetTrust(Box::new(change)));
    let refused = Msg::Changed(*ticket, Err(Refusal::NeedsReason));
    update(&mut state, refused, &mut cx);
    assert!(shot(&state, &cx).contains("Phải ghi rõ lý do"));
}

#[test]
fn who_is_no_administrator_only_looks() {
    let (state, mut cx) = opened(two());
    cx.officer = Some(processing());
    let barred: Vec<Command> = chrome(&state, &cx)
        .offers
        .iter()
        .filter(|offer| !offer.enabled())
        .map(|offer| offer.command)
        .collect();
    assert_eq!(barred, [Command::Commit, Command::Remove]);
}

no_keys_panic!(16, opened(two()));
