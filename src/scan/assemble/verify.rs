//! Reads a written PDF again from the disk and believes nothing: every object must be where the table says, the
//! pages must be as many as the sources have, every stream equal to what it was copied from. One pass, constant memory,
//! but for PDFs that were appended: these are read again as they were appended, through memory.

use std::io::{self, BufRead, BufReader, Read, SeekFrom};

use sha2::{Digest, Sha256};

use crate::domain::ids::FileHash;
use crate::scan::input::{self, CHUNK, Input};

use super::writer::{Layout, Origin, PAGES};
use super::{AssembleError, Planned, body, same, step::Steps};

/// The verified file.
pub(super) struct Verified {
    pub bytes: u64,
    pub sha256: FileHash,
}

/// Compares the file with the plan it was made from.
pub(super) fn verify(
    file: &mut dyn Input,
    plan: &[Planned],
    layout: &Layout,
    steps: &mut Steps,
) -> Result<Verified, AssembleError> {
    let Some(offsets) = structure(file, layout)? else {
        return Err(AssembleError::NotVerified);
    };
    same::check(file, plan, (layout, &offsets))?;
    file.seek(SeekFrom::Start(0))?;
    let mut reader = Hashing {
        inner: file,
        hasher: Sha256::new(),
        position: 0,
    };
    for segment in &layout.segments {
        let gap = segment.start.saturating_sub(reader.position);
        skip(&mut reader, gap)?;
        let same = match segment.origin {
            Origin::Made(hash) => hash_of(&mut reader, segment.length)? == hash,
            Origin::Source { source, page } => {
                let planned = plan.get(source).ok_or(AssembleError::NotVerified)?;
                steps.step()?;
                let mut original = planned.open()?;
                let mut original = body::open(&planned.head, page, &mut original)?;
                is_same(&mut reader, &mut *original, segment.length)?
            }
        };
        if !same {
            return Err(AssembleError::NotVerified);
        }
    }
    skip(&mut reader, u64::MAX)?;
    Ok(Verified {
        bytes: reader.position,
        sha256: FileHash(reader.hasher.finalize().into()),
    })
}

/// Finds the table at the end, every object at its place, and the page tree with all its pages; where each object begins.
fn structure(file: &mut dyn Input, layout: &Layout) -> io::Result<Option<Vec<u64>>> {
    let tail = input::end_of(file, 64)?;
    let tail = String::from_utf8_lossy(&tail);
    let start = tail
        .rsplit_once("startxref\n")
        .and_then(|(_, rest)| rest.strip_suffix("\n%%EOF\n"));
    let Some(start) = start.and_then(|start| start.parse::<u64>().ok()) else {
        return Ok(None);
    };
    let Some(offsets) = table(file, start, layout.objects)? else {
        return Ok(None);
    };
    for (index, offset) in offsets.iter().enumerate() {
        if line_at(file, *offset)? != format!("{} 0 obj\n", index + 1) {
            return Ok(None);
        }
    }
    let Some(tree) = offsets.get(PAGES as usize - 1) else {
        return Ok(None);
    };
    Ok(has_pages(file, *tree, layout)?.then_some(offsets))
}

fn table(file: &mut dyn Input, start: u64, objects: u32) -> io::Result<Option<Vec<u64>>> {
    file.seek(SeekFrom::Start(start))?;
    let mut lines = BufReader::new(file);
    let mut head = String::new();
    lines.read_line(&mut head)?;
    lines.read_line(&mut head)?;
    if head != format!("xref\n0 {}\n", u64::from(objects) + 1) {
        return Ok(None);
    }
    let mut entry = [0; 20];
    lines.read_exact(&mut entry)?;
    let mut offsets = Vec::new();
    for _ in 0..objects {
        lines.read_exact(&mut entry)?;
        let offset = std::str::from_utf8(&entry[..10])
            .ok()
            .and_then(|digits| digits.parse().ok());
        let Some(offset) = offset.filter(|_| &entry[10..] == b" 00000 n \n") else {
            return Ok(None);
        };
        offsets.push(offset);
    }
    Ok(Some(offsets))
}

fn has_pages(file: &mut dyn Input, tree: u64, layout: &Layout) -> io::Result<bool> {
    file.seek(SeekFrom::Start(tree))?;
    let mut lines = BufReader::new(file);
    let (mut number, mut dictionary) = (String::new(), String::new());
    lines.read_line(&mut number)?;
    lines.read_line(&mut dictionary)?;
    let count = format!("<< /Type /Pages /Count {} /Kids [ ", layout.pages.len());
    let kids = dictionary
        .strip_prefix(&count)
        .and_then(|rest| rest.strip_suffix("] >>\n"))
        .unwrap_or_default();
    let mut words = kids.split(' ');
    let same = layout.pages.iter().all(|page| {
        let kid = (words.next(), words.next(), words.next());
        kid == (Some(page.to_string().as_str()), Some("0"), Some("R"))
    });
    Ok(same && words.next() == Some("") && words.next().is_none())
}

fn line_at(file: &mut dyn Input, offset: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    file.take(24).read_to_end(&mut bytes)?;
    let end = bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |at| at + 1);
    Ok(String::from_utf8_lossy(&bytes[..end]).into_owned())
}

/// Counts and hashes all that passes through it.
struct Hashing<'a> {
    inner: &'a mut dyn Input,
    hasher: Sha256,
    position: u64,
}

impl Read for Hashing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        self.position += count as u64;
        Ok(count)
    }
}

fn skip(reader: &mut Hashing, count: u64) -> io::Result<u64> {
    io::copy(&mut reader.take(count), &mut io::sink())
}

fn hash_of(reader: &mut Hashing, length: u64) -> io::Result<FileHash> {
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut part = reader.take(length);
    loop {
        match part.read(&mut chunk)? {
            0 => return Ok(FileHash(hasher.finalize().into())),
            count => hasher.update(&chunk[..count]),
        }
    }
}

/// Whether the next `length` bytes are the whole of `original`, or its beginning where it goes on.
fn is_same(reader: &mut Hashing, original: &mut dyn Read, length: u64) -> io::Result<bool> {
    let (mut ours, mut theirs) = (vec![0; CHUNK], vec![0; CHUNK]);
    let mut left = length;
    while left > 0 {
        let want = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        reader.read_exact(&mut ours[..want])?;
        original.read_exact(&mut theirs[..want])?;
        if ours[..want] != theirs[..want] {
            return Ok(false);
        }
        left -= want as u64;
    }
    Ok(true)
}
