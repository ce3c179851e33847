//! A result with a signature: refused with the reason, or read about before it counts.

use super::*;
use crate::domain::signature::{Checked, Finding, Signature, SignatureReport, TimeSource, verdict_of};

/// What a check found of the file, as the store answers.
fn checked(state: &mut State, cx: &mut Context, finding: Finding) {
    let report = SignatureReport {
        signatures: vec![],
        findings: vec![finding],
    };
    answered(state, cx, report);
}

fn answered(state: &mut State, cx: &mut Context, report: SignatureReport) {
    let checked = Checked {
        sha256: FileHash([9; 32]),
        checked_at: cx.now,
        report,
    };
    let asked = crate::app::msg::Ticket(cx.last_ticket);
    let answer = Answer::Signatures(Some(Box::new(checked)));
    update(state, Msg::Answered(asked, answer), cx);
}

/// A name beside the mark reads as «he signed it».
#[test]
fn only_a_valid_signature_has_a_name_beside_it() {
    for (mark, is_named) in [(SignatureMark::Unknown, false), (SignatureMark::Valid, true)] {
        let (mut state, mut cx) = opened(vec![married()]);
        attach(&mut state, &mut cx, mark);
        let findings = match mark {
            SignatureMark::Valid => vec![],
            _ => vec![Finding::NotTrusted],
        };
        let signature = Signature {
            field: String::new(),
            signer: "Ông Lạ".into(),
            issuer: String::new(),
            serial: String::new(),
            algorithm: String::new(),
            claimed_at: None,
            time_source: TimeSource::None,
            covers_whole_file: true,
            intact: Some(true),
            verdict: verdict_of(&findings),
            findings,
        };
        let report = SignatureReport {
            signatures: vec![signature],
            findings: vec![],
        };
        answered(&mut state, &mut cx, report);
        let page = shot(&state, &cx);
        assert_eq!(page.contains("Ông Lạ"), is_named, "{page}");
    }
}

#[test]
fn an_invalid_signature_is_refused_with_its_reason() {
    let (mut state, mut cx) = opened(vec![married()]);
    attach(&mut state, &mut cx, SignatureMark::Invalid);
    checked(&mut state, &mut cx, Finding::DigestMismatch);
    insta::assert_snapshot!("invalid_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    let page = shot(&state, &cx);
    assert!(page.contains("nội dung đã bị thay đổi"), "{page}");
}

/// The report comes up by itself; without having said in it that the file is used there is no reason to write.
#[test]
fn an_undecided_signature_is_read_about_before_the_file_counts() {
    let (mut state, mut cx) = opened(vec![married()]);
    let effects = update(
        &mut state,
        Msg::Replied(Reply::Stored(file(SignatureMark::Unknown))),
        &mut cx,
    );
    assert!(
        matches!(&effects[..], [Effect::Ask(..), Effect::Open(to)] if matches!(**to, Destination::Signatures(_)))
    );
    checked(&mut state, &mut cx, Finding::NotTrusted);
    let judged = |taken| {
        let mark = Some(SignatureMark::Unknown);
        Msg::Replied(Reply::Judged { mark, taken })
    };
    update(&mut state, judged(None), &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(shot(&state, &cx).contains("F6 đọc"));
    update(&mut state, judged(Some(true)), &mut cx);
    checked(&mut state, &mut cx, Finding::NotTrusted);
    assert_eq!(state.form.focus(), Field::Unsigned);
    insta::assert_snapshot!("unknown_80", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "a reason is needed");
    let new = filed(&play(&mut state, &mut cx, "da goi xac nhan<f2>"));
    assert_eq!(new.unsigned_reason.as_deref(), Some("da goi xac nhan"));
    update(&mut state, judged(Some(false)), &mut cx);
    assert_eq!(state.file, None, "not used");
}
