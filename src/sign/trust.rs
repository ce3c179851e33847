//! The certificates and lists of revoked certificates the office has put into a folder. Nothing else is ever trusted.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::chain::certificate::Certificate;
use super::chain::name::presentable;
use super::cms::algorithm::Hash;
use super::cms::{CmsFault, pem};
use super::crl::RevocationList;
use crate::domain::signature::CaCertificate;

/// A larger file is no certificate and no list.
const LARGEST: u64 = 64 << 20;

/// What is trusted.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    anchors: Vec<Certificate>,
    lists: Vec<RevocationList>,
    faults: Vec<TrustFault>,
}

/// A file of the folder that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustFault {
    /// Its name, cleaned.
    pub file: String,
    /// What is wrong; English, for the log.
    pub why: String,
}

/// What one PEM or DER file holds.
enum Content {
    Certificate(Box<Certificate>),
    List(RevocationList),
}

impl Trust {
    /// Nothing and nobody.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Every `.pem`, `.cer`, `.crt`, `.der` and `.crl` file of the folder. A broken one is named in [`Self::faults`].
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let mut files: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
        files.sort_by_key(fs::DirEntry::file_name);
        let mut trust = Self::default();
        for file in files {
            let path = file.path();
            if is_ours(&path) {
                trust.take(&path);
            }
        }
        Ok(trust)
    }

    /// The lists of revoked certificates of a folder, its `.crl` files. A certificate that lies there is not trusted for
    /// it. A broken one is named in [`Self::faults`].
    pub fn add_lists(&mut self, folder: &Path) -> io::Result<()> {
        let mut files: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
        files.sort_by_key(fs::DirEntry::file_name);
        for path in files.into_iter().map(|file| file.path()) {
            if ending(&path) == "crl" {
                let read = slurp(&path).map_err(|error| error.to_string());
                let lists = read.and_then(|bytes| lists(&bytes).map_err(|fault| fault.to_string()));
                match lists {
                    Ok(lists) => self.lists.extend(lists),
                    Err(why) => self.note(&path, why),
                }
            }
        }
        Ok(())
    }

    /// How many lists of revoked certificates can be asked.
    pub fn list_count(&self) -> usize {
        self.lists.len()
    }

    /// These certificates, as DER or PEM.
    pub fn from_certificates<'a>(all: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, CmsFault> {
        let mut trust = Self::default();
        for bytes in all {
            trust.add(bytes)?;
        }
        Ok(trust)
    }

    /// Adds the certificates and lists in `bytes`, DER or PEM.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), CmsFault> {
        for content in read(bytes)? {
            match content {
                Content::Certificate(one) => self.anchors.push(*one),
                Content::List(list) => self.lists.push(list),
            }
        }
        Ok(())
    }

    fn take(&mut self, path: &Path) {
        let taken = slurp(path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| self.add(&bytes).map_err(|fault| fault.to_string()));
        if let Err(why) = taken {
            self.note(path, why);
        }
    }

    fn note(&mut self, path: &Path, why: String) {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        self.faults.push(TrustFault {
            file: presentable(&file),
            why,
        });
    }

    /// Files of the folder that could not be taken.
    pub fn faults(&self) -> &[TrustFault] {
        &self.faults
    }

    /// The certificates that are trusted, for people.
    pub fn certificates(&self) -> Vec<CaCertificate> {
        self.anchors.iter().map(describe_one).collect()
    }

    pub(super) fn anchors(&self) -> impl Iterator<Item = &Certificate> {
        self.anchors.iter()
    }

    pub(super) fn lists(&self) -> &[RevocationList] {
        &self.lists
    }
}

/// The certificates in `bytes` (DER, or PEM with any number of them), for people who decide whether to trust them.
pub fn describe(bytes: &[u8]) -> Result<Vec<CaCertificate>, CmsFault> {
    let found = read(bytes)?.into_iter().filter_map(|content| match content {
        Content::Certificate(one) => Some(describe_one(&one)),
        Content::List(_) => None,
    });
    Ok(found.collect())
}

fn describe_one(one: &Certificate) -> CaCertificate {
    CaCertificate {
        owner: one.subject.shown(),
        issuer: one.issuer.shown(),
        serial: serial(&one.serial),
        from: one.from,
        to: one.to,
        sha256: hex(&Hash::Sha256.of(&one.der)),
        is_ca: one.may_be_issuer(),
    }
}

/// A serial number in hexadecimal; the zero a positive number begins with for ASN.1 is left out.
pub(super) fn serial(bytes: &[u8]) -> String {
    match bytes {
        [0, rest @ ..] if !rest.is_empty() => hex(rest),
        _ => hex(bytes),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn is_ours(path: &Path) -> bool {
    ["pem", "cer", "crt", "der", "crl"].contains(&ending(path).as_str())
}

/// In small letters, without the dot.
fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

fn lists(bytes: &[u8]) -> Result<Vec<RevocationList>, CmsFault> {
    let lists = read(bytes)?.into_iter().map(|content| match content {
        Content::List(list) => Ok(list),
        Content::Certificate(_) => Err(CmsFault::Unreadable("a certificate, no list")),
    });
    lists.collect()
}

fn slurp(path: &Path) -> io::Result<Vec<u8>> {
    // A pipe of that name would never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("no plain file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("too large"));
    }
    Ok(bytes)
}

fn read(bytes: &[u8]) -> Result<Vec<Content>, CmsFault> {
    let Some(blocks) = pem::blocks(bytes)? else {
        return Ok(vec![content(bytes.to_vec())?]);
    };
    let mut found = Vec::new();
    for block in blocks {
        // A key that lies beside its certificate is nothing to trust, and no fault.
        if ["CERTIFICATE", "X509 CERTIFICATE", "X509 CRL"].contains(&block.label.as_str()) {
            found.push(content(block.bytes)?);
        }
    }
    if found.is_empty() {
        return Err(CmsFault::Unreadable("no certificate in it"));
    }
    Ok(found)
}

/// A certificate has a serial number first, a list has an algorithm or a version and an algorithm.
fn content(der: Vec<u8>) -> Result<Content, CmsFault> {
    match Certificate::read(&der) {
        Ok(one) => Ok(Content::Certificate(Box::new(one))),
        Err(fault) => RevocationList::read(der).map(Content::List).map_err(|_| fault),
    }
}
