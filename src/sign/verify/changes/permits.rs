//! What a signature permits after itself: `DocMDP` and `FieldMDP` (ISO 32000-2 §12.8.2), read as strictly as pyHanko does.

use super::Diff;
use super::catalog::dict;
use crate::domain::signature::{Change, Finding};
use crate::sign::pdf::PdfError;
use crate::sign::verify::states::Signed;

/// Annotations too.
const NOTES: u8 = 3;

/// What was found, in the words of a report. What was permitted is read in the state that was signed, and what others
/// permitted (`certified`) only counts if their signatures are intact.
pub(super) fn findings(
    diff: &Diff<'_>,
    signed: &Signed,
    certified: Option<u8>,
) -> Result<Vec<Finding>, PdfError> {
    let signature = dict(&signed.object);
    let own = diff.old.permission(signature)?;
    let mut findings = Vec::new();
    let mut found = diff.found.clone();
    if !diff.filled.is_empty() {
        match own.or(certified) {
            Some(2..) => findings.push(Finding::FilledAsPermitted),
            _ => {
                let filled = u32::try_from(diff.filled.len()).unwrap_or(u32::MAX);
                *found.entry((Change::FormField, None)).or_default() += filled;
            }
        }
    }
    if let Some(permission) = own
        && exceeds(diff, permission)
    {
        findings.push(Finding::NotPermitted { permission });
    }
    let locks = diff.old.locks(signature)?;
    let touched = || diff.filled.iter().chain(&diff.signed).chain(&diff.placed);
    if locks.iter().any(|lock| touched().any(|name| lock.covers(name))) {
        findings.push(Finding::NotPermitted { permission: 0 });
    }
    if !diff.signed.is_empty() {
        findings.push(Finding::SignedAgain);
    }
    if diff.is_unreadable {
        findings.push(Finding::Damaged);
    }
    findings.extend(found.into_iter().map(|((change, page), count)| Finding::Changed {
        change,
        page,
        count,
    }));
    Ok(findings)
}

/// More was done than the author of the document permits: 1 = nothing, 2 = filling and signing what is there, 3 = notes too.
fn exceeds(diff: &Diff<'_>, permission: u8) -> bool {
    let has_note = diff.found.keys().any(|(change, _)| *change == Change::Annotation);
    let is_more = match permission {
        0 | 1 => !diff.filled.is_empty() || !diff.signed.is_empty() || diff.has_new_field,
        _ => !diff.placed.is_empty(),
    };
    is_more || (has_note && permission < NOTES)
}
