//! What an attacker writes: bytes in place, and incremental updates. By hand on purpose: the product's own writer would
//! refuse most of it.

use std::fmt::Write as _;

/// The file with an update behind it that says other things of these objects.
pub(crate) fn updated(file: &[u8], objects: &[(u32, &str)]) -> Vec<u8> {
    updated_with(file, objects, "/Root 1 0 R /Info 9 0 R")
}

/// [`updated`] with the trailer's own words.
pub(crate) fn updated_with(file: &[u8], objects: &[(u32, &str)], trailer: &str) -> Vec<u8> {
    let mut out = file.to_vec();
    let previous = start(file);
    let mut rows = String::new();
    for (number, body) in objects {
        writeln!(rows, "{number} 1\n{:010} 00000 n ", out.len()).unwrap();
        out.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }
    let xref = out.len();
    let end = format!(
        "xref\n{rows}trailer\n<< /Size 100 {trailer} /Prev {previous} >>\nstartxref\n{xref}\n%%EOF\n"
    );
    out.extend_from_slice(end.as_bytes());
    out
}

/// What the last `startxref` says.
fn start(file: &[u8]) -> usize {
    let at = last(file, b"startxref") + 10;
    let digits: String = file[at..]
        .iter()
        .map(|byte| char::from(*byte))
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap()
}

/// A stream object with these bytes.
pub(crate) fn stream(keys: &str, bytes: &str) -> String {
    format!("<< {keys} /Length {} >>\nstream\n{bytes}\nendstream", bytes.len())
}

pub(crate) fn first(file: &[u8], what: &[u8]) -> usize {
    file.windows(what.len())
        .position(|window| window == what)
        .unwrap()
}

pub(crate) fn last(file: &[u8], what: &[u8]) -> usize {
    file.windows(what.len())
        .rposition(|window| window == what)
        .unwrap()
}

/// The same file with one byte turned into another.
pub(crate) fn flipped(file: &[u8], at: usize) -> Vec<u8> {
    let mut out = file.to_vec();
    out[at] ^= 1;
    out
}

/// The same file with `from` replaced by as many bytes, where it stands last.
pub(crate) fn replaced(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "every other offset stays");
    let mut out = file.to_vec();
    let at = last(file, from);
    out[at..at + to.len()].copy_from_slice(to);
    out
}
