//! BER made DER as far as signatures need it: indefinite lengths get an end, strings in pieces are joined, lengths become
//! minimal. Some signing programs write so; what was signed is the DER of it.

use super::CmsFault;
use super::tlv::header;

/// Nothing honest nests deeper.
const DEPTH: usize = 40;
const CONSTRUCTED: u8 = 0x20;
const PIECES: u8 = 0x24;
const OCTETS: u8 = 0x04;
const BROKEN: CmsFault = CmsFault::Unreadable("broken BER");

/// How long the first value is, with its tag: what lies behind is padding. Works for both kinds of length.
pub fn length(bytes: &[u8]) -> Result<usize, CmsFault> {
    skip(bytes, DEPTH)
}

fn skip(bytes: &[u8], depth: usize) -> Result<usize, CmsFault> {
    let depth = depth.checked_sub(1).ok_or(BROKEN)?;
    let (tag, head, length) = header(bytes).ok_or(BROKEN)?;
    if let Some(length) = length {
        let end = head.checked_add(length).ok_or(BROKEN)?;
        return if end <= bytes.len() { Ok(end) } else { Err(BROKEN) };
    }
    if tag & CONSTRUCTED == 0 {
        return Err(BROKEN);
    }
    let mut at = head;
    loop {
        let rest = bytes.get(at..).ok_or(BROKEN)?;
        if rest.starts_with(&[0, 0]) {
            return Ok(at + 2);
        }
        at += skip(rest, depth)?;
    }
}

/// The first value of `bytes` as DER.
pub fn to_der(bytes: &[u8]) -> Result<Vec<u8>, CmsFault> {
    let mut out = Vec::with_capacity(bytes.len());
    write(&bytes[..length(bytes)?], DEPTH, &mut out)?;
    Ok(out)
}

/// Writes the value that `bytes` are exactly.
fn write(bytes: &[u8], depth: usize, out: &mut Vec<u8>) -> Result<(), CmsFault> {
    let depth = depth.checked_sub(1).ok_or(BROKEN)?;
    let (tag, head, length) = header(bytes).ok_or(BROKEN)?;
    let value = match length {
        Some(_) => bytes.get(head..),
        None => bytes.get(head..bytes.len().saturating_sub(2)),
    }
    .ok_or(BROKEN)?;
    if tag & CONSTRUCTED == 0 {
        put(tag, value, out);
        return Ok(());
    }
    let mut inside = Vec::with_capacity(value.len());
    let mut rest = value;
    while !rest.is_empty() {
        let (one, behind) = rest.split_at(skip(rest, depth)?);
        if tag == PIECES {
            pieces(one, depth, &mut inside)?;
        } else {
            write(one, depth, &mut inside)?;
        }
        rest = behind;
    }
    put(if tag == PIECES { OCTETS } else { tag }, &inside, out);
    Ok(())
}

/// The bytes of one piece of a string, which may be in pieces itself.
fn pieces(bytes: &[u8], depth: usize, out: &mut Vec<u8>) -> Result<(), CmsFault> {
    let mut der = Vec::with_capacity(bytes.len());
    write(bytes, depth, &mut der)?;
    let (tag, head, _) = header(&der).ok_or(BROKEN)?;
    if tag != OCTETS {
        return Err(BROKEN);
    }
    out.extend_from_slice(der.get(head..).ok_or(BROKEN)?);
    Ok(())
}

fn put(tag: u8, value: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    match u8::try_from(value.len()) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let digits = value.len().to_be_bytes();
            let zeros = digits.iter().take_while(|digit| **digit == 0).count();
            let digits = &digits[zeros..];
            out.push(0x80 | u8::try_from(digits.len()).unwrap_or_default());
            out.extend_from_slice(digits);
        }
    }
    out.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_ends_and_pieces_become_der() {
        // SEQUENCE (indefinite) { [0] (indefinite) { OCTET STRING in pieces { "ab", { "c" } } }, INTEGER 5 }
        let ber = [
            0x30, 0x80, 0xa0, 0x80, 0x24, 0x80, 0x04, 0x02, b'a', b'b', 0x24, 0x03, 0x04, 0x01, b'c', 0, 0,
            0, 0, 0x02, 0x81, 0x01, 0x05, 0, 0, 0xff,
        ];
        assert_eq!(length(&ber).unwrap(), ber.len() - 1);
        assert_eq!(
            to_der(&ber).unwrap(),
            [
                0x30, 0x0a, 0xa0, 0x05, 0x04, 0x03, b'a', b'b', b'c', 0x02, 0x01, 0x05
            ]
        );
    }

    #[test]
    fn der_stays_as_it_is() {
        let mut der = vec![0x30, 0x81, 0x85, 0x04, 0x81, 0x82];
        der.extend([7; 0x82]);
        assert_eq!(to_der(&der).unwrap(), der);
    }

    #[test]
    fn deep_and_broken_values_are_refused() {
        assert!(to_der(&[0x30, 0x80].repeat(5000)).is_err());
        assert!(to_der(&[0x04, 0x80, 0, 0]).is_err());
        assert!(to_der(&[0x24, 0x03, 0x02, 0x01, 0x01]).is_err());
        assert!(to_der(&[]).is_err());
        let mut deep = vec![0x05, 0x00];
        for _ in 0..60 {
            let mut outer = Vec::new();
            put(0x30, &deep, &mut outer);
            deep = outer;
        }
        assert!(to_der(&deep).is_err());
    }
}
