//! Identities of the rows that acts name: `UUIDv7`, made at the edge and passed in, and the SHA-256 of files.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! row_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The 16 bytes as they lie in a `BLOB` column.
            pub fn bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// Reads the 16 bytes of a `BLOB` column.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

row_id! {
    /// A dossier, also the draft it grows from.
    DossierId,
    /// A component (thành phần hồ sơ) of one dossier.
    ComponentId,
    /// One file attached to a component.
    FileId,
    /// A working output that is not an outcome ("Không phải là kết quả giải quyết").
    InterimId,
    /// An outcome (kết quả giải quyết).
    OutcomeId,
    /// A paper in a person's or organisation's kho.
    PaperId,
    /// A printed form.
    FormId,
    /// One thing to pay for a dossier.
    FeeId,
    /// An officer.
    OfficerId,
    /// One entry of the log.
    OpId,
    /// A page in the tray of this machine.
    TrayId,
    /// A dossier of a package that is held back on this machine.
    HeldId,
}

impl OfficerId {
    /// The program itself: the actor of acts nobody pressed a key for.
    pub const PROGRAM: Self = Self(Uuid::nil());
}

/// Makes ids. The edge owns one; tests pass a counting one, so ids are the same in each run.
pub trait IdSource {
    /// Ten fresh random bytes, or a counter in tests.
    fn entropy(&mut self) -> [u8; 10];

    /// A `UUIDv7` of the instant `unix_ms`.
    fn next(&mut self, unix_ms: i64) -> Uuid {
        let ms = u64::try_from(unix_ms).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(ms, &self.entropy()).into_uuid()
    }
}

/// The SHA-256 of a file's bytes; its text form is 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileHash(pub [u8; 32]);

impl FileHash {
    /// Reads the bytes of a `BLOB` column; `None` unless there are exactly 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileHash({self})")
    }
}

/// The text is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 in hexadecimal")]
pub struct NotAHash;

impl FromStr for FileHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(NotAHash);
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotAHash)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAHash)?;
        }
        Ok(Self(hash))
    }
}

impl Serialize for FileHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FileHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_its_text_form() {
        let hash = FileHash([0xab; 32]);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!("ab".parse::<FileHash>(), Err(NotAHash));
    }
}
