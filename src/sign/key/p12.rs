//! PKCS#12 (RFC 7292): keys and certificates under one password, as authorities and programs hand them out.

use cms::content_info::ContentInfo;
use cms::encrypted_data::EncryptedData;
use der::Decode as _;
use der::asn1::{ContextSpecific, ObjectIdentifier, OctetString};
use hmac::Hmac;
use pkcs12::cert_type::CertBag;
use pkcs12::kdf::{self, Pkcs12KeyType};
use pkcs12::mac_data::MacData;
use pkcs12::pbe_params::EncryptedPrivateKeyInfo;
use pkcs12::pfx::Pfx;
use pkcs12::safe_bag::SafeContents;
use sha1::Sha1;
use sha2::digest::core_api::BlockSizeUser;
use sha2::digest::{Digest, FixedOutputReset, OutputSizeUser};
use sha2::{Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::leaf::Leaf;
use super::soft::Private;
use super::unlock::{bounded, broken, unlock, wide};
use crate::domain::signing::SignFault;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ENCRYPTED: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");
const KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const LOCKED_KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const BAG_OF_BAGS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.6");

/// What lies in a file.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) privates: Vec<Private>,
    pub(super) certificates: Vec<Leaf>,
    /// Why a key in it cannot be used.
    pub(super) refused: Option<SignFault>,
}

/// True if these bytes begin as PKCS#12 does: a sequence that begins with version 3.
pub(super) fn is_p12(bytes: &[u8]) -> bool {
    let body = match bytes {
        [0x30, short, body @ ..] if *short < 0x80 => body,
        [0x30, long, body @ ..] => body.get(usize::from(long & 0x7f)..).unwrap_or_default(),
        _ => return false,
    };
    body.starts_with(&[2, 1, 3])
}

/// Opens a file with its password.
pub(super) fn open(bytes: &[u8], password: &str) -> Result<Contents, SignFault> {
    let file = Pfx::from_der(bytes).map_err(|_| broken("not PKCS#12"))?;
    if file.auth_safe.content_type != DATA {
        return Err(broken("PKCS#12 that is signed instead of locked"));
    }
    if let Some(seal) = &file.mac_data {
        check_seal(seal, octets(&file.auth_safe)?.as_bytes(), password)?;
    }
    let safe = octets(&file.auth_safe)?;
    let parts = Vec::<ContentInfo>::from_der(safe.as_bytes()).map_err(|_| broken("safe of PKCS#12"))?;
    let mut contents = Contents::default();
    for part in &parts {
        let bags = match part.content_type {
            DATA => Zeroizing::new(octets(part)?.into_bytes()),
            ENCRYPTED => locked_bags(part, password)?,
            // Locked with somebody's public key: not ours to open.
            _ => continue,
        };
        take(&bags, password, (&mut contents, 0))?;
    }
    Ok(contents)
}

fn octets(info: &ContentInfo) -> Result<OctetString, SignFault> {
    info.content.decode_as().map_err(|_| broken("content of PKCS#12"))
}

fn locked_bags(part: &ContentInfo, password: &str) -> Result<Zeroizing<Vec<u8>>, SignFault> {
    let locked: EncryptedData = part
        .content
        .decode_as()
        .map_err(|_| broken("locked part of PKCS#12"))?;
    let inner = locked.enc_content_info;
    let bytes = inner
        .encrypted_content
        .ok_or_else(|| broken("locked part is elsewhere"))?;
    unlock(&inner.content_enc_alg, bytes.as_bytes(), password)
}

/// Bags may hold bags; nobody nests them deeper than this.
const DEEPEST: u8 = 4;

fn take(bags: &[u8], password: &str, (contents, depth): (&mut Contents, u8)) -> Result<(), SignFault> {
    let bags = SafeContents::from_der(bags).map_err(|_| broken("bags of PKCS#12"))?;
    for bag in bags {
        let value = Zeroizing::new(bag.bag_value);
        let private = match bag.bag_id {
            CERTIFICATE_BAG => {
                let inner = ContextSpecific::<CertBag>::from_der(&value)
                    .map_err(|_| broken("bag of a certificate"))?;
                contents
                    .certificates
                    .extend(Leaf::read(inner.value.cert_value.as_bytes()));
                continue;
            }
            BAG_OF_BAGS if depth < DEEPEST => {
                let inner = inside(&value)?;
                take(&inner, password, (&mut *contents, depth + 1))?;
                continue;
            }
            KEY_BAG => Private::read(&inside(&value)?),
            LOCKED_KEY_BAG => {
                let inner = inside(&value)?;
                let inner = EncryptedPrivateKeyInfo::from_der(&inner).map_err(|_| broken("bag of a key"))?;
                let open = unlock(
                    &inner.encryption_algorithm,
                    inner.encrypted_data.as_bytes(),
                    password,
                )?;
                Private::read(&open)
            }
            _ => continue,
        };
        match private {
            Ok(private) => contents.privates.push(private),
            Err(why) => contents.refused = Some(why),
        }
    }
    Ok(())
}

/// What an explicit tag holds.
fn inside(value: &[u8]) -> Result<Zeroizing<Vec<u8>>, SignFault> {
    let outer = der::AnyRef::from_der(value).map_err(|_| broken("bag of PKCS#12"))?;
    Ok(Zeroizing::new(outer.value().to_vec()))
}

/// The seal over all that lies in the file: whether it fits tells a wrong password from a right one.
fn check_seal(seal: &MacData, sealed: &[u8], password: &str) -> Result<(), SignFault> {
    match seal.mac.algorithm.oid.to_string().as_str() {
        "1.3.14.3.2.26" => fits::<Sha1, Hmac<Sha1>>(seal, sealed, password),
        "2.16.840.1.101.3.4.2.1" => fits::<Sha256, Hmac<Sha256>>(seal, sealed, password),
        "2.16.840.1.101.3.4.2.2" => fits::<Sha384, Hmac<Sha384>>(seal, sealed, password),
        "2.16.840.1.101.3.4.2.3" => fits::<Sha512, Hmac<Sha512>>(seal, sealed, password),
        other => Err(broken(&format!("unknown seal {other}"))),
    }
}

fn fits<D, M>(seal: &MacData, sealed: &[u8], password: &str) -> Result<(), SignFault>
where
    D: Digest + FixedOutputReset + BlockSizeUser,
    M: hmac::digest::KeyInit + hmac::Mac,
{
    let rounds = bounded(u32::try_from(seal.iterations).ok())?;
    let length = <D as OutputSizeUser>::output_size();
    let salt = seal.mac_salt.as_bytes();
    let key = Zeroizing::new(kdf::derive_key::<D>(
        &wide(password),
        salt,
        Pkcs12KeyType::Mac,
        rounds,
        length,
    ));
    let mut mac =
        <M as hmac::digest::KeyInit>::new_from_slice(&key).map_err(|_| broken("length of a key"))?;
    mac.update(sealed);
    mac.verify_slice(seal.mac.digest.as_bytes())
        .map_err(|_| SignFault::WrongPassword)
}
