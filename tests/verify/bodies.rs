//! What a fuzzer drives: each takes any bytes and must come back. The tests throw seeded dice at them, `fuzz/` throws
//! libFuzzer.

use std::ops::ControlFlow;

use motcua::domain::time::Moment;
use motcua::sign::Trust;
use motcua::sign::cms::ber;
use motcua::sign::cms::signed::{Message, trimmed};
use motcua::sign::pdf::{Document, Source};
use motcua::sign::trust::describe;
use motcua::sign::verify::verify_source;

/// Opens a file and every earlier state of it, and looks at all there is to look at.
pub(crate) fn pdf(bytes: &[u8]) {
    let Ok(document) = Document::open(Source::of_bytes(bytes.to_vec())) else {
        return;
    };
    look(&document);
    for end in document.sections().iter().filter_map(|section| section.ended) {
        if let Ok(earlier) = document.earlier(end) {
            look(&earlier);
        }
    }
}

fn look(document: &Document) {
    let _ = document.page_ids();
    let _ = document.page(1);
    let _ = document.certification();
    let _ = document.is_xfa();
    for field in document.fields().unwrap_or_default() {
        let _ = document.signature(&field);
    }
    let numbers: Vec<u32> = document.objects().map(|(number, _)| number).take(1000).collect();
    for number in numbers {
        if let Ok(Some(object)) = document.object(number) {
            let _ = document.unpacked(&object);
        }
    }
}

/// Reads a signature, a certificate, a list of revoked ones, PEM or DER, and judges by it.
pub(crate) fn cms(bytes: &[u8]) {
    let _ = describe(bytes);
    let _ = Trust::nobody().add(bytes);
    let Ok(raw) = trimmed(bytes) else {
        return;
    };
    let der = ber::to_der(raw);
    for bytes in [Some(raw), der.as_deref().ok()].into_iter().flatten() {
        if let Ok(message) = Message::read(bytes)
            && let Some(one) = message.certificate()
        {
            let _ = message.fits(one, &[7; 32]);
            let _ = message.holds(&[7; 32]);
            let _ = message.names(one);
        }
    }
}

/// Judges a whole file.
pub(crate) fn verifier(bytes: &[u8]) {
    let mut trust = Trust::nobody();
    let _ = trust.add(include_bytes!("../fixtures/signed/trust/root.pem"));
    let source = Source::of_bytes(bytes.to_vec());
    let now = Moment(1_796_000_000_000);
    let _ = verify_source(&source, &trust, now, &mut |_| ControlFlow::Continue(()));
}
