//! Keys in files: PKCS#12, and PEM with the key and its certificates in any order.

use std::io::Read as _;
use std::path::Path;

use der::Decode as _;
use pkcs12::pbe_params::EncryptedPrivateKeyInfo;
use zeroize::Zeroizing;

use super::Wish;
use super::leaf::Leaf;
use super::p12::{self, Contents};
use super::soft::{Private, SoftKey};
use super::unlock::{broken, unlock};
use crate::domain::signing::SignFault;
use crate::domain::time::Moment;

/// Longer files hold no key.
const LONGEST: u64 = 1024 * 1024;

/// Reads a key file. Its bytes are overwritten when they are dropped.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, SignFault> {
    let file = std::fs::File::open(path).map_err(|_| SignFault::NoKeyFile)?;
    // Room for all of it at once: what grows leaves copies behind.
    let length = file.metadata().map_err(|_| SignFault::NoKeyFile)?.len();
    if length > LONGEST {
        return Err(broken("too long for a key file"));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(
        usize::try_from(length).unwrap_or_default() + 1,
    ));
    file.take(LONGEST)
        .read_to_end(&mut bytes)
        .map_err(|_| SignFault::NoKeyFile)?;
    Ok(bytes)
}

/// Opens the key in these bytes.
pub(super) fn open(bytes: &[u8], password: &str, (wish, now): (&Wish, Moment)) -> Result<SoftKey, SignFault> {
    let contents = if p12::is_p12(bytes) {
        p12::open(bytes, password)?
    } else {
        open_pem(bytes, password)?
    };
    match contents.refused {
        Some(why) if contents.privates.is_empty() => Err(why),
        _ => SoftKey::join(contents.privates, contents.certificates, (wish, now)),
    }
}

/// What a PEM file tells without its password.
pub(super) struct Glance {
    pub(super) certificates: Vec<Leaf>,
    pub(super) is_locked: bool,
}

/// Looks at a PEM file; `None` = it is none.
pub(super) fn glance(bytes: &[u8]) -> Option<Glance> {
    let blocks = blocks(bytes).ok().filter(|it| !it.is_empty())?;
    Some(Glance {
        certificates: blocks.iter().filter_map(Block::certificate).collect(),
        is_locked: blocks.iter().any(|it| it.label == LOCKED),
    })
}

const LOCKED: &str = "ENCRYPTED PRIVATE KEY";

fn open_pem(bytes: &[u8], password: &str) -> Result<Contents, SignFault> {
    let mut contents = Contents::default();
    for block in blocks(bytes)? {
        contents.certificates.extend(block.certificate());
        let private = match block.label.as_str() {
            LOCKED => {
                let locked =
                    EncryptedPrivateKeyInfo::from_der(&block.der).map_err(|_| broken("locked key"))?;
                let open = unlock(
                    &locked.encryption_algorithm,
                    locked.encrypted_data.as_bytes(),
                    password,
                )?;
                Private::read(&open)
            }
            "PRIVATE KEY" | "RSA PRIVATE KEY" | "EC PRIVATE KEY" => Private::read(&block.der),
            _ => continue,
        };
        match private {
            Ok(private) => contents.privates.push(private),
            Err(why) => contents.refused = Some(why),
        }
    }
    Ok(contents)
}

struct Block {
    label: String,
    der: Zeroizing<Vec<u8>>,
}

impl Block {
    fn certificate(&self) -> Option<Leaf> {
        let is_one = matches!(
            self.label.as_str(),
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE"
        );
        is_one.then(|| Leaf::read(&self.der)).flatten()
    }
}

/// The blocks of a PEM file, whatever stands between them.
fn blocks(bytes: &[u8]) -> Result<Vec<Block>, SignFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| broken("neither PKCS#12 nor PEM"))?;
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find("-----BEGIN ") {
        let from = &rest[begin..];
        let end = from
            .find("-----END ")
            .ok_or_else(|| broken("a block of PEM does not end"))?;
        let line = from[end..].lines().next().unwrap_or_default();
        let block = &from[..end + line.len()];
        rest = &from[block.len()..];
        let (label, der) = der::pem::decode_vec(block.as_bytes()).map_err(|_| broken("a block of PEM"))?;
        blocks.push(Block {
            label: label.to_owned(),
            der: Zeroizing::new(der),
        });
    }
    if blocks.is_empty() {
        return Err(broken("neither PKCS#12 nor PEM"));
    }
    Ok(blocks)
}
