//! Names of owners and issuers (X.501), compared as people would and shown without anything a terminal could obey.

use crate::domain::viet::tidy;
use crate::sign::cms::CmsFault;
use crate::sign::cms::algorithm::dotted;
use crate::sign::cms::tlv::{Reader, Tlv, tag};

const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ORGANISATION: &[u8] = &[0x55, 4, 10];
const UNIT: &[u8] = &[0x55, 4, 11];
/// Longer names are cut when they are shown.
const LONGEST: usize = 120;

/// A distinguished name.
#[derive(Debug, Clone)]
pub struct Name {
    /// Attributes in order: kind and value, without the differences RFC 5280 §7.1 tells to overlook.
    parts: Vec<(Vec<u8>, String)>,
    shown: String,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Name {}

impl Name {
    /// Reads a `Name`.
    pub fn read(name: Tlv<'_>) -> Result<Self, CmsFault> {
        let mut parts = Vec::new();
        let mut texts = Vec::new();
        let mut sets = name.inside();
        while !sets.is_empty() {
            let mut set = sets.take(tag::SET)?.inside();
            while !set.is_empty() {
                let mut part = set.sequence()?;
                let kind = part.take(tag::OID)?.value;
                let value = part.any()?;
                let text = text(value);
                parts.push((kind.to_vec(), comparable(value, text.as_deref())));
                texts.push((kind, text.unwrap_or_default()));
            }
        }
        let shown = [COMMON_NAME, ORGANISATION, UNIT]
            .iter()
            .find_map(|wanted| {
                texts
                    .iter()
                    .rev()
                    .find(|(kind, text)| kind == wanted && !text.is_empty())
            })
            .or_else(|| texts.iter().rev().find(|(_, text)| !text.is_empty()))
            .map(|(_, text)| text.clone())
            .unwrap_or_default();
        Ok(Self { parts, shown })
    }

    /// Reads a `Name` from its DER.
    pub fn of_der(der: &[u8]) -> Result<Self, CmsFault> {
        Self::read(Reader::new(der).take(tag::SEQUENCE)?)
    }

    /// The common name, else the organisation, else whatever is there; one cleaned line.
    pub fn shown(&self) -> String {
        self.shown.clone()
    }
}

/// A line from a certificate or a PDF as it may be shown: cleaned, one line, of bounded length.
pub fn presentable(text: &str) -> String {
    let text = tidy(text);
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// The text of a string, whichever of the five kinds it is.
fn text(value: Tlv<'_>) -> Option<String> {
    let text = match value.tag {
        // UTF8String; some issuers put UTF-8 into PrintableString, IA5String and T61String too.
        0x0c | 0x13 | 0x14 | 0x16 | 0x12 | 0x1a => match std::str::from_utf8(value.value) {
            Ok(text) => text.to_owned(),
            Err(_) => value.value.iter().map(|byte| char::from(*byte)).collect(),
        },
        0x1e => {
            let units = value
                .value
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|it| it.unwrap_or('\u{fffd}'))
                .collect()
        }
        0x1c => {
            let words = value.value.chunks_exact(4);
            words
                .map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
                .map(|word| char::from_u32(word).unwrap_or('\u{fffd}'))
                .collect()
        }
        _ => return None,
    };
    Some(presentable(&text))
}

fn comparable(value: Tlv<'_>, text: Option<&str>) -> String {
    match text {
        Some(text) => text.to_lowercase(),
        None => dotted(value.whole),
    }
}
