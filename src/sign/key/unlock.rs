//! What a password locks: keys of PKCS#8 and the parts of PKCS#12, in the modern way (PBES2) and in the old one (RFC 7292
//! appendix B, with 3DES or RC2). How long a password is stretched is bounded: the file says it, and may lie.

use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipher, BlockDecryptMut as _, BlockSizeUser, KeyInit, KeyIvInit as _};
use der::Decode as _;
use der::asn1::ObjectIdentifier;
use pkcs8::pkcs5::pbes2;
use pkcs12::kdf::{self, Pkcs12KeyType};
use pkcs12::pbe_params::Pkcs12PbeParams;
use sha1::Sha1;
use spki::AlgorithmIdentifierOwned;
use zeroize::Zeroizing;

use crate::domain::signing::SignFault;

const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const TRIPLE_DES_3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.3");
const TRIPLE_DES_2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.4");
const RC2_128: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.5");
const RC2_40: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.6");

/// Rounds of stretching that are done at most: some seconds on an old machine. Programs write 2 000 to 600 000.
pub(super) const MOST_ROUNDS: u32 = 5_000_000;
/// Bytes that scrypt may ask for.
const MOST_MEMORY: u64 = 128 * 1024 * 1024;

/// Opens what `algorithm` locked. A wrong password shows in the padding, nearly always.
pub(super) fn unlock(
    algorithm: &AlgorithmIdentifierOwned,
    locked: &[u8],
    password: &str,
) -> Result<Zeroizing<Vec<u8>>, SignFault> {
    let parameters = algorithm.parameters.as_ref().map(der::Encode::to_der);
    let Some(Ok(parameters)) = parameters else {
        return Err(broken("no parameters of the lock"));
    };
    if algorithm.oid == PBES2 {
        return modern(&parameters, locked, password);
    }
    let parameters = Pkcs12PbeParams::from_der(&parameters).map_err(|_| broken("parameters of the lock"))?;
    let rounds = bounded(u32::try_from(parameters.iterations).ok())?;
    let key = |bytes| {
        stretch(
            password,
            parameters.salt.as_bytes(),
            (Pkcs12KeyType::EncryptionKey, rounds, bytes),
        )
    };
    let start = stretch(
        password,
        parameters.salt.as_bytes(),
        (Pkcs12KeyType::Iv, rounds, 8),
    );
    match algorithm.oid {
        TRIPLE_DES_3 => old::<des::TdesEde3>(&key(24), &start, locked),
        TRIPLE_DES_2 => old::<des::TdesEde2>(&key(16), &start, locked),
        RC2_128 => old::<rc2::Rc2>(&key(16), &start, locked),
        RC2_40 => old::<rc2::Rc2>(&key(5), &start, locked),
        other => Err(broken(&format!("unknown lock {other}"))),
    }
}

fn modern(parameters: &[u8], locked: &[u8], password: &str) -> Result<Zeroizing<Vec<u8>>, SignFault> {
    let parameters = pbes2::Parameters::from_der(parameters).map_err(|_| broken("parameters of PBES2"))?;
    match &parameters.kdf {
        pbes2::Kdf::Pbkdf2(it) => bounded(Some(it.iteration_count)).map(drop)?,
        pbes2::Kdf::Scrypt(it) => {
            let (block, lanes) = (u64::from(it.block_size), u64::from(it.parallelization));
            let memory = it
                .cost_parameter
                .checked_mul(128 * block)
                .and_then(|it| it.checked_mul(lanes));
            if memory.is_none_or(|it| it > MOST_MEMORY) {
                return Err(broken("scrypt wants too much"));
            }
        }
        _ => return Err(broken("unknown way to stretch a password")),
    }
    match parameters.decrypt(password, locked) {
        Ok(open) => Ok(Zeroizing::new(open)),
        // A padding that does not fit is called either, depending on the cipher.
        Err(pkcs8::pkcs5::Error::DecryptFailed | pkcs8::pkcs5::Error::EncryptFailed) => {
            Err(SignFault::WrongPassword)
        }
        Err(other) => Err(broken(&other.to_string())),
    }
}

fn old<C>(key: &[u8], start: &[u8], locked: &[u8]) -> Result<Zeroizing<Vec<u8>>, SignFault>
where
    C: BlockCipher + KeyInit + BlockSizeUser + cbc::cipher::BlockDecrypt,
{
    let cipher = cbc::Decryptor::<C>::new_from_slices(key, start).map_err(|_| broken("length of a key"))?;
    let mut open = Zeroizing::new(locked.to_vec());
    let length = cipher
        .decrypt_padded_mut::<Pkcs7>(&mut open)
        .map_err(|_| SignFault::WrongPassword)?
        .len();
    open.truncate(length);
    Ok(open)
}

/// A key made of a password as RFC 7292 appendix B.2 has it, with SHA-1.
fn stretch(
    password: &str,
    salt: &[u8],
    (id, rounds, bytes): (Pkcs12KeyType, i32, usize),
) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(kdf::derive_key::<Sha1>(&wide(password), salt, id, rounds, bytes))
}

/// The password as RFC 7292 appendix B.1 has it: UTF-16, big end first, with a zero at its end.
pub(super) fn wide(password: &str) -> Zeroizing<Vec<u8>> {
    let units = password.encode_utf16().chain([0]);
    Zeroizing::new(units.flat_map(u16::to_be_bytes).collect())
}

/// The rounds a file asks for, unless they are none or too many.
pub(super) fn bounded(rounds: Option<u32>) -> Result<i32, SignFault> {
    rounds
        .filter(|it| (1..=MOST_ROUNDS).contains(it))
        .and_then(|it| i32::try_from(it).ok())
        .ok_or_else(|| broken("rounds of stretching"))
}

pub(super) fn broken(why: &str) -> SignFault {
    SignFault::BadKeyFile(why.to_owned())
}
