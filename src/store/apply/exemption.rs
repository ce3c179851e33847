//! How the column `exempt_reason` says why a paper is not digitised: `fragile: giấy mục, mép rách`.

use crate::domain::special::{ExemptReason, Exemption};

/// As the column says it.
pub(in crate::store) fn write(exemption: &Exemption) -> String {
    format!("{}: {}", exemption.why.word(), exemption.reason)
}

/// Reads [`write()`]; `None` where a newer program wrote a reason this one does not know.
pub(in crate::store) fn read(text: &str) -> Option<Exemption> {
    let (word, reason) = text.split_once(": ")?;
    Some(Exemption {
        why: ExemptReason::from_word(word)?,
        reason: reason.to_owned(),
    })
}
