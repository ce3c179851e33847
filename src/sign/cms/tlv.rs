//! ASN.1 as it lies in the bytes: tag, length, value. Definite lengths only; `ber` makes them definite.

use super::CmsFault;

/// Tags of X.690 that are met here.
pub mod tag {
    /// BOOLEAN.
    pub const BOOLEAN: u8 = 0x01;
    /// INTEGER.
    pub const INTEGER: u8 = 0x02;
    /// BIT STRING.
    pub const BIT_STRING: u8 = 0x03;
    /// OCTET STRING.
    pub const OCTETS: u8 = 0x04;
    /// OBJECT IDENTIFIER.
    pub const OID: u8 = 0x06;
    /// ENUMERATED.
    pub const ENUMERATED: u8 = 0x0a;
    /// `UTCTime`.
    pub const UTC_TIME: u8 = 0x17;
    /// `GeneralizedTime`.
    pub const GENERALIZED_TIME: u8 = 0x18;
    /// SEQUENCE.
    pub const SEQUENCE: u8 = 0x30;
    /// SET.
    pub const SET: u8 = 0x31;
    /// A primitive value tagged `number` in its context.
    pub const fn context(number: u8) -> u8 {
        0x80 | number
    }
    /// A constructed value tagged `number` in its context.
    pub const fn constructed(number: u8) -> u8 {
        0xa0 | number
    }
}

/// One value and the bytes it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tlv<'a> {
    /// The first byte.
    pub tag: u8,
    /// What is inside.
    pub value: &'a [u8],
    /// Tag, length and value.
    pub whole: &'a [u8],
}

/// Reads values one after another.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Over these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tag of the next value.
    pub fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The next value, whatever it is.
    pub fn any(&mut self) -> Result<Tlv<'a>, CmsFault> {
        let (tag, head, length) = header(self.0).ok_or(CmsFault::Unreadable("broken ASN.1"))?;
        let length = length.ok_or(CmsFault::Unreadable("indefinite length"))?;
        let end = head
            .checked_add(length)
            .ok_or(CmsFault::Unreadable("broken ASN.1"))?;
        let (whole, rest) = self
            .0
            .split_at_checked(end)
            .ok_or(CmsFault::Unreadable("ASN.1 cut short"))?;
        self.0 = rest;
        Ok(Tlv {
            tag,
            value: &whole[head..],
            whole,
        })
    }

    /// The next value, which must have this tag.
    pub fn take(&mut self, tag: u8) -> Result<Tlv<'a>, CmsFault> {
        if self.peek() != Some(tag) {
            return Err(CmsFault::Unreadable("unexpected ASN.1 tag"));
        }
        self.any()
    }

    /// The next value if it has this tag.
    pub fn optional(&mut self, tag: u8) -> Result<Option<Tlv<'a>>, CmsFault> {
        (self.peek() == Some(tag)).then(|| self.any()).transpose()
    }

    /// The inside of the next SEQUENCE.
    pub fn sequence(&mut self) -> Result<Reader<'a>, CmsFault> {
        Ok(self.take(tag::SEQUENCE)?.inside())
    }
}

impl<'a> Tlv<'a> {
    /// Reads what is inside.
    pub fn inside(&self) -> Reader<'a> {
        Reader(self.value)
    }
}

/// The one value these bytes are, and nothing behind it.
pub fn only(bytes: &[u8]) -> Result<Tlv<'_>, CmsFault> {
    let mut reader = Reader::new(bytes);
    let value = reader.any()?;
    if reader.is_empty() {
        Ok(value)
    } else {
        Err(CmsFault::Unreadable("bytes behind the value"))
    }
}

/// Tag, size of tag and length, and the length (`None` = indefinite). Tags of several bytes do not occur here.
pub(super) fn header(bytes: &[u8]) -> Option<(u8, usize, Option<usize>)> {
    let (&tag, rest) = bytes.split_first()?;
    if tag & 0x1f == 0x1f {
        return None;
    }
    let (&first, rest) = rest.split_first()?;
    if first < 0x80 {
        return Some((tag, 2, Some(usize::from(first))));
    }
    let size = usize::from(first & 0x7f);
    if size == 0 {
        return Some((tag, 2, None));
    }
    let digits = rest.get(..size)?;
    let zeros = digits.iter().take_while(|digit| **digit == 0).count();
    if size - zeros > 4 {
        return None;
    }
    let length = digits
        .iter()
        .fold(0_usize, |sum, digit| sum << 8 | usize::from(*digit));
    Some((tag, 2 + size, Some(length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_with_the_bytes_they_lie_in() {
        let bytes = [0x30, 0x05, 0x02, 0x01, 0x07, 0x05, 0x00, 0x04, 0x00];
        let mut reader = Reader::new(&bytes);
        let mut inside = reader.sequence().unwrap();
        assert_eq!(inside.take(tag::INTEGER).unwrap().value, [7]);
        assert_eq!(inside.optional(tag::OCTETS).unwrap(), None);
        assert_eq!(inside.any().unwrap().whole, [5, 0]);
        assert!(inside.is_empty());
        assert_eq!(reader.any().unwrap().tag, tag::OCTETS);
        assert!(reader.any().is_err());
    }

    #[test]
    fn lengths_that_lie_are_refused() {
        for bytes in [
            &[0x30][..],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x02, 0],
            &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
            &[0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            &[0x1f, 0x81, 0x01, 0x00],
        ] {
            assert!(Reader::new(bytes).any().is_err(), "{bytes:02x?}");
        }
        assert_eq!(
            only(&[4, 0, 0]),
            Err(CmsFault::Unreadable("bytes behind the value"))
        );
    }
}
