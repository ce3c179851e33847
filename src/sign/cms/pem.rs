//! PEM as it is found in folders: lines of any length, words between the blocks.

use super::CmsFault;

const HEAD: &str = "-----BEGIN ";
const FOOT: &str = "-----END ";
const DASHES: &str = "-----";

/// One block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it says it is: `CERTIFICATE`.
    pub label: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The blocks of a text; `None` = there is none, so that it may be DER.
pub fn blocks(bytes: &[u8]) -> Result<Option<Vec<Block>>, CmsFault> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines().map(str::trim) {
        match &mut open {
            None => {
                let label = line.strip_prefix(HEAD).and_then(|rest| rest.strip_suffix(DASHES));
                open = label.map(|label| (label.to_owned(), String::new()));
            }
            Some((label, _)) if line.starts_with(FOOT) => {
                let ends = line[FOOT.len()..].strip_suffix(DASHES) == Some(label.as_str());
                let (label, body) = open.take().filter(|_| ends).ok_or(BROKEN)?;
                found.push(Block {
                    label,
                    bytes: base64(&body).ok_or(BROKEN)?,
                });
            }
            Some((_, body)) => body.push_str(line),
        }
    }
    match open {
        Some(_) => Err(BROKEN),
        None if found.is_empty() => Ok(None),
        None => Ok(Some(found)),
    }
}

const BROKEN: CmsFault = CmsFault::Unreadable("PEM");

fn base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    if padding > 2 || !text.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    let (mut kept, mut bits) = (0_u32, 0);
    for digit in digits.bytes() {
        kept = kept << 6 | u32::from(value(digit)?);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(kept >> bits & 0xff).ok()?);
            kept &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_between_words_and_line_ends_of_any_kind() {
        let text = "Gốc\r\n-----BEGIN CERTIFICATE-----\r\nbW90\r\nY3Vh\r\n-----END CERTIFICATE-----\r\n\n-----BEGIN KEY-----\nYQ==\n-----END KEY-----";
        let found = blocks(text.as_bytes()).unwrap().unwrap();
        assert_eq!(
            (found[0].label.as_str(), found[0].bytes.as_slice()),
            ("CERTIFICATE", &b"motcua"[..])
        );
        assert_eq!(
            (found[1].label.as_str(), found[1].bytes.as_slice()),
            ("KEY", &b"a"[..])
        );
        assert_eq!(blocks(&[0x30, 0x82]).unwrap(), None);
    }

    #[test]
    fn half_a_block_and_wrong_letters_are_refused() {
        for text in [
            "-----BEGIN CERTIFICATE-----\nbW90\n",
            "-----BEGIN CERTIFICATE-----\nbW9?\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nbW9\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nbW90\n-----END KEY-----",
        ] {
            assert!(blocks(text.as_bytes()).is_err(), "{text}");
        }
    }
}
