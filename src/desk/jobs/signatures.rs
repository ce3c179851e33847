//! Signatures checked again and printed, and certificates read from a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{print, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{reports, signatures, text};
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;
use crate::domain::signature::CaCertificate;
use crate::domain::signature::trust::NewTrust;
use crate::domain::signing::Certificate;
use crate::sign::cms::{CmsFault, pem};
use crate::sign::trust::describe;
use crate::store::blobs::Blobs;

/// A larger file is no bundle of certificates.
const MOST_BYTES: u64 = 4 << 20;

/// Checks a stored file with what the office trusts now.
pub(super) fn check(hands: &Hands, file: FileHash) -> Result<JobDone, JobFault> {
    let judged = signatures::judge(hands, file)?;
    let checked = judged.map_err(|_| said(text::NOT_CHECKED))?;
    Ok(JobDone::Checked(checked.map(Box::new)))
}

/// What the newest check found, on paper.
pub(super) fn print_report(hands: &Hands, (file, name): (FileHash, &str)) -> Result<JobDone, JobFault> {
    let ask = |query: &_| hands.answer(query);
    let bytes = reports::signatures::printed(&ask, hands.clock.now(), (file, name));
    let bytes = bytes.map_err(|why| said(text::report_not_made(&why)))?;
    let path = print::written(hands, "bao-cao-chu-ky-so.pdf", &bytes).map_err(|_| said(text::NO_REPORT))?;
    let went = print::out(hands, &path)?;
    Ok(JobDone::Printed { went, prints: 1 })
}

/// The certificates of a file, each kept as a file of its own. What is no CA certificate is refused by name.
pub(super) fn read_certificates(hands: &Hands, path: &Path) -> Result<JobDone, JobFault> {
    let unreadable = || said(text::NO_CERTIFICATES);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|_| said(text::no_file(&path.to_string_lossy())))?;
    let read = file.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|_| unreadable())?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(unreadable());
    }
    let ders = ders(bytes).map_err(|_| unreadable())?;
    let blobs = Blobs::of(&hands.home());
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    for der in ders {
        let Some(about) = describe(&der).ok().and_then(|all| all.into_iter().next()) else {
            return Err(unreadable());
        };
        if about.is_ca {
            found.push(kept(&blobs, (der.as_slice(), about))?);
        } else {
            refused.push(text::no_authority(&about.owner));
        }
    }
    if found.is_empty() && refused.is_empty() {
        return Err(unreadable());
    }
    Ok(JobDone::Certificates { found, refused })
}

/// The certificates of a bundle, or the only one of a DER file.
fn ders(bytes: Vec<u8>) -> Result<Vec<Vec<u8>>, CmsFault> {
    let Some(blocks) = pem::blocks(&bytes)? else {
        return Ok(vec![bytes]);
    };
    let certificates = blocks
        .into_iter()
        .filter(|block| block.label.ends_with("CERTIFICATE"));
    Ok(certificates.map(|block| block.bytes).collect())
}

fn kept(blobs: &Blobs, (der, about): (&[u8], CaCertificate)) -> Result<NewTrust, JobFault> {
    let stored = blobs.put(der).map_err(|error| JobFault::Refused(error.into()))?;
    Ok(NewTrust {
        file: StoredFile {
            sha256: stored.sha256,
            size: stored.size,
            mime: "application/pkix-cert".to_owned(),
            name: format!("{}.cer", about.owner),
            pages: None,
            signature: SignatureMark::None,
        },
        certificate: Certificate {
            owner: about.owner,
            issuer: about.issuer,
            serial: about.serial,
            from: about.from,
            to: about.to,
        },
    })
}
