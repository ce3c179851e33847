//! The report: verdict first, every line in words, and the ways a file that is only chosen can go.

use super::*;
use crate::app::job::JobFault;
use crate::app::testing::{context, no_keys_panic, officer, play, processing, shot, wide};
use crate::domain::ids::{DossierId, FileHash};
use crate::domain::signature::{Change, Finding, Signature, TimeSource, verdict_of};
use uuid::Uuid;

fn signature(signer: &str, findings: Vec<Finding>) -> Signature {
    Signature {
        field: "Signature1".into(),
        signer: signer.into(),
        issuer: "CA phục vụ các cơ quan Nhà nước G2".into(),
        serial: "5401a2".into(),
        algorithm: "RSA-2048 PKCS#1 SHA-256".into(),
        claimed_at: Some(crate::app::testing::at("2023-02-14T10:31:07+07:00")),
        time_source: TimeSource::Dictionary,
        covers_whole_file: findings.is_empty(),
        intact: Some(true),
        verdict: verdict_of(&findings),
        findings,
    }
}

fn valid() -> Vec<Signature> {
    vec![signature("UBND TỈNH MẪU", vec![])]
}

fn unknown() -> Vec<Signature> {
    let note = Finding::Changed {
        change: Change::Annotation,
        page: Some(2),
        count: 1,
    };
    let findings = vec![Finding::NotTrusted, note, Finding::RevocationUnchecked];
    vec![
        signature("UBND TỈNH MẪU", vec![Finding::SignedAgain]),
        signature("NGUYỄN VĂN MẪU", findings),
    ]
}

fn invalid() -> Vec<Signature> {
    let page = Finding::Changed {
        change: Change::Page,
        page: Some(1),
        count: 1,
    };
    vec![signature("UBND TỈNH MẪU", vec![page])]
}

fn found(signatures: Vec<Signature>) -> Checked {
    Checked {
        sha256: FileHash([7; 32]),
        checked_at: crate::app::testing::at("2023-02-14T08:04:00+07:00"),
        report: SignatureReport {
            signatures,
            findings: vec![],
        },
    }
}

fn opened(of: SignedOf, signatures: Vec<Signature>) -> (State, Context) {
    let mut cx = context();
    let file = SignedFile {
        sha256: FileHash([7; 32]),
        name: "phe_duyet_signed.pdf".into(),
        of,
        sign: None,
    };
    let (mut state, effects) = open(file, &mut cx);
    let asked = state.asked;
    assert_eq!(
        effects,
        [Effect::Ask(asked, Query::Signatures(FileHash([7; 32])))]
    );
    let answer = Msg::Answered(asked, Answer::Signatures(Some(Box::new(found(signatures)))));
    update(&mut state, answer, &mut cx);
    (state, cx)
}

fn dossier() -> SignedOf {
    SignedOf::Dossier(DossierId(Uuid::from_u128(5)))
}

#[test]
fn an_undecided_signature_says_why_before_the_ways() {
    let (mut state, mut cx) = opened(SignedOf::Chosen, unknown());
    insta::assert_snapshot!("unknown_80", shot(&state, &cx));
    insta::assert_snapshot!("unknown_120", wide(&mut state, &mut cx));
    let judged = |taken| {
        let mark = Some(SignatureMark::Unknown);
        [Effect::Answer(Reply::Judged { mark, taken })]
    };
    // The pointer stands on the harmless way.
    assert_eq!(play(&mut state, &mut cx, "<enter>"), judged(Some(false)));
    assert_eq!(play(&mut state, &mut cx, "<right><enter>"), judged(Some(true)));
    assert_eq!(play(&mut state, &mut cx, "1"), judged(Some(false)));
    assert_eq!(play(&mut state, &mut cx, "2"), judged(Some(true)));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), judged(None));
}

#[test]
fn with_a_signature_that_is_not_valid_there_is_no_way_to_take_the_file() {
    let (mut state, mut cx) = opened(SignedOf::Chosen, invalid());
    insta::assert_snapshot!("invalid_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "2"), []);
    let page = shot(&state, &cx);
    assert!(page.contains("Không nhận tệp này: chữ ký KHÔNG HỢP LỆ"), "{page}");
    assert!(!page.contains("Dùng, ghi lý do"), "{page}");
}

#[test]
fn a_valid_file_of_a_dossier_is_only_shown_and_printed() {
    let (mut state, mut cx) = opened(dossier(), valid());
    insta::assert_snapshot!("valid_80", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f7>");
    let [Effect::Start(_, Job::PrintSignatures { file, name })] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (*file, name.as_str()),
        (FileHash([7; 32]), "phe_duyet_signed.pdf")
    );
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

fn ended(signatures: Vec<Signature>) -> JobEvent {
    JobEvent::Ended(Ok(JobDone::Checked(Some(Box::new(found(signatures))))))
}

fn starts(state: &mut State, cx: &mut Context) -> Ticket {
    let effects = play(state, cx, "<f5>");
    let [Effect::Start(ticket, Job::CheckSignatures(_))] = effects[..] else {
        panic!("{effects:?}");
    };
    ticket
}

/// Whether the dossier's own record says so already, only the store can tell: what is shown may be of another dossier.
#[test]
fn what_a_new_check_finds_goes_to_the_record_of_the_dossier() {
    let (mut state, mut cx) = opened(dossier(), unknown());
    let ticket = starts(&mut state, &mut cx);
    let effects = update(&mut state, Msg::Job(ticket, ended(unknown())), &mut cx);
    let [Effect::Change(ticket, _)] = effects[..] else {
        panic!("{effects:?}");
    };
    let as_before = Err(SignatureRefusal::AsBefore.into());
    update(&mut state, Msg::Changed(ticket, as_before), &mut cx);
    assert!(shot(&state, &cx).contains("kết quả như cũ"));
    let ticket = starts(&mut state, &mut cx);
    let effects = update(&mut state, Msg::Job(ticket, ended(valid())), &mut cx);
    let [Effect::Change(ticket, request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let file = FileHash([7; 32]);
    let wanted = Act::Dossier {
        dossier: DossierId(Uuid::from_u128(5)),
        act: DossierAct::VerifyFile { file },
    };
    assert_eq!(request.act, wanted);
    let refused = Msg::Changed(*ticket, Err(Refusal::NotYourStep));
    update(&mut state, refused, &mut cx);
    assert!(shot(&state, &cx).contains("bước của cán bộ khác"));
}

#[test]
fn a_ca_is_added_by_an_administrator_and_the_file_is_checked_again_at_once() {
    let (mut state, mut cx) = opened(SignedOf::Chosen, unknown());
    cx.officer = Some(processing());
    assert_eq!(play(&mut state, &mut cx, "3"), []);
    assert!(shot(&state, &cx).contains("vai trò Quản trị"));
    cx.officer = Some(officer(1, "Đinh Thị Hạnh", crate::domain::officer::Roles::ALL));
    let open = Effect::Open(Box::new(Destination::Trust));
    assert_eq!(play(&mut state, &mut cx, "3"), [open]);
    let effects = update(&mut state, Msg::Resumed, &mut cx);
    let [Effect::Start(ticket, Job::CheckSignatures(_))] = effects[..] else {
        panic!("{effects:?}");
    };
    let ended = JobEvent::Ended(Ok(JobDone::Checked(Some(Box::new(found(valid()))))));
    // The file is only chosen: nothing is written down yet.
    assert_eq!(update(&mut state, Msg::Job(ticket, ended), &mut cx), []);
    let mark = Some(SignatureMark::Valid);
    let judged = Effect::Answer(Reply::Judged { mark, taken: None });
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [judged]);
}

#[test]
fn a_file_nobody_checked_is_checked_when_it_is_looked_at() {
    let (mut state, mut cx) = opened(dossier(), valid());
    state.checked = None;
    let asked = state.asked;
    let effects = update(
        &mut state,
        Msg::Answered(asked, Answer::Signatures(None)),
        &mut cx,
    );
    let [Effect::Start(ticket, Job::CheckSignatures(_))] = effects[..] else {
        panic!("{effects:?}");
    };
    let fault = JobFault::Said("Chưa kiểm tra được chữ ký.".into());
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(Err(fault))), &mut cx);
    let page = shot(&state, &cx);
    assert!(page.contains("Chưa kiểm tra được chữ ký."), "{page}");
    assert!(!page.contains("không có chữ ký số"), "nobody could look: {page}");
}

/// A chosen file whose signatures cannot be looked at is no dead end: it is taken with a reason, or not used.
#[test]
fn a_file_that_cannot_be_looked_at_is_still_decided() {
    for (event, mark) in [
        (
            JobEvent::Ended(Err(JobFault::Said("Hỏng.".into()))),
            SignatureMark::Present,
        ),
        (JobEvent::Ended(Ok(JobDone::Checked(None))), SignatureMark::None),
    ] {
        let (mut state, mut cx) = opened(SignedOf::Chosen, unknown());
        state.checked = None;
        let nothing = Effect::Answer(Reply::Judged {
            mark: None,
            taken: None,
        });
        assert_eq!(
            play(&mut state, &mut cx, "<esc>"),
            [nothing],
            "nothing is known yet"
        );
        let ticket = starts(&mut state, &mut cx);
        update(&mut state, Msg::Job(ticket, event), &mut cx);
        let taken = (mark == SignatureMark::Present).then_some(true);
        let keys = if taken.is_some() { "2" } else { "<esc>" };
        let mark = Some(mark);
        let judged = Effect::Answer(Reply::Judged { mark, taken });
        assert_eq!(play(&mut state, &mut cx, keys), [judged]);
    }
}

/// No signature can be read, and something looks like one.
#[test]
fn traces_of_a_signature_are_told_and_decided_like_any_doubt() {
    let (mut state, mut cx) = opened(SignedOf::Chosen, vec![]);
    let mut traces = found(vec![]);
    traces.report.findings.push(Finding::Traces);
    state.checked = Some(Box::new(traces));
    show(&mut state, &cx);
    let page = shot(&state, &cx);
    assert!(page.contains("chọn 1 hoặc 2."), "{page}");
    assert!(!page.contains("Thêm CA"), "no CA would decide it: {page}");
    assert_eq!(play(&mut state, &mut cx, "3"), []);
    assert!(page.contains("? KHÔNG XÁC ĐỊNH"), "{page}");
    assert!(page.contains("có dấu hiệu chữ ký nhưng không đọc được"), "{page}");
    let mark = Some(SignatureMark::Unknown);
    let taken = Some(true);
    let judged = Effect::Answer(Reply::Judged { mark, taken });
    assert_eq!(play(&mut state, &mut cx, "2"), [judged]);
}

/// Names of certificates are long; nothing of a finding is cut off.
#[test]
fn a_long_finding_is_told_to_its_end() {
    let late = Finding::OutOfDate {
        name: "NGUYỄN VĂN CÓ TÊN RẤT DÀI, PHÒNG TƯ PHÁP HUYỆN MẪU, TỈNH MẪU".into(),
        from: crate::app::testing::at("2020-01-01T00:00:00+07:00"),
        to: crate::app::testing::at("2022-01-01T00:00:00+07:00"),
    };
    let many = (0..8)
        .map(|_| signature("UBND TỈNH MẪU", vec![late.clone()]))
        .collect();
    let (mut state, mut cx) = opened(SignedOf::Chosen, many);
    let page = shot(&state, &cx);
    assert!(page.contains("đến 01/01/2022)"), "{page}");
    play(&mut state, &mut cx, "<end>");
    assert!(shot(&state, &cx).contains("8  ! KHÔNG HỢP LỆ"));
}

no_keys_panic!(16, opened(SignedOf::Chosen, unknown()));

#[test]
fn one_more_signature_is_put_on_what_is_not_broken() {
    let sign = ToSign {
        of: crate::app::job::SignOf::Loose(FileHash([7; 32])),
        title: "phe_duyet_signed.pdf".into(),
    };
    for (signatures, signs) in [(unknown(), true), (invalid(), false)] {
        let (mut state, mut cx) = opened(dossier(), signatures);
        assert_eq!(
            play(&mut state, &mut cx, "<f6>"),
            [],
            "not where nothing says how"
        );
        state.file.sign = Some(sign.clone());
        let wanted = Effect::Replace(Box::new(Destination::Signing(vec![sign.clone()])));
        let effects = play(&mut state, &mut cx, "<f6>");
        assert_eq!(effects, if signs { vec![wanted] } else { vec![] });
    }
}
