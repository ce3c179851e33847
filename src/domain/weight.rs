//! A file heavier than the letter recommends for one upload: what an officer decided about it. The heavy file stays in
//! every case; nothing becomes lighter or is cut unasked.

use serde::{Deserialize, Serialize};

use super::component::FileSource;
use super::draft::DraftFile;
use super::ids::FileId;

/// PDFs are joined through memory, so together they may not have more bytes than this.
pub const MOST_JOINED_PDF_BYTES: u64 = 100 * 1024 * 1024;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighed {
    /// It goes out as it is, though it is above so many MB.
    Kept { limit_mb: u32 },
    /// It goes out in the place of this heavier one: the only one that does is a lighter copy, several are its parts in
    /// their order.
    InsteadOf(FileId),
}

/// A result above the recommended size that was taken as it is: bytes that somebody else made are never cut or packed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHeavy {
    /// The recommended size in MB.
    pub limit_mb: u32,
    /// Why this file and no lighter one.
    pub reason: String,
}

impl Weighed {
    /// The file in whose place it stands.
    pub fn instead_of(self) -> Option<FileId> {
        match self {
            Self::InsteadOf(heavy) => Some(heavy),
            Self::Kept { .. } => None,
        }
    }
}

/// Is a file of so many bytes above the limit?
pub fn is_over(bytes: u64, limit_mb: u32) -> bool {
    bytes > u64::from(limit_mb) * 1024 * 1024
}

/// The files of a component that go out: all but those in whose place others stand.
pub fn given(files: &[DraftFile]) -> impl Iterator<Item = &DraftFile> {
    let replaced = move |file: &&DraftFile| {
        let place = |other: &DraftFile| other.weighed.and_then(Weighed::instead_of) == Some(file.id);
        files.iter().any(place)
    };
    files.iter().filter(move |file| !replaced(file))
}

/// Of them those that go out by themselves: what a PDF was made of does not.
pub fn outgoing(files: &[DraftFile]) -> impl Iterator<Item = &DraftFile> {
    let is_made = |file: &DraftFile| file.source == FileSource::Assembled;
    let made = files.iter().any(is_made);
    given(files).filter(move |file| !made || is_made(file) || file.pages.is_none())
}

/// Those of `files`, taken in together, that are above the limit and about which nothing is decided yet.
pub fn undecided(files: &[DraftFile], limit_mb: u32) -> impl Iterator<Item = &DraftFile> {
    outgoing(files).filter(move |file| file.weighed.is_none() && is_over(file.size, limit_mb))
}

/// The file and those that stand with it in the place of one heavier file, in their order; it alone where it stands in
/// nobody's place.
pub fn together<'a>(files: &'a [DraftFile], of: &'a DraftFile) -> Vec<&'a DraftFile> {
    match of.weighed.and_then(Weighed::instead_of) {
        Some(heavy) => {
            let place = |file: &&DraftFile| file.weighed.and_then(Weighed::instead_of) == Some(heavy);
            files.iter().filter(place).collect()
        }
        None => vec![of],
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::component::SignatureMark;
    use crate::domain::ids::FileHash;

    const MB: u64 = 1024 * 1024;

    fn file(n: u8, (source, size): (FileSource, u64)) -> DraftFile {
        DraftFile {
            id: FileId(Uuid::from_u128(u128::from(n))),
            sha256: FileHash([n; 32]),
            size,
            mime: "application/pdf".into(),
            name: format!("{n}.pdf"),
            pages: Some(1),
            source,
            paper_id: None,
            signature: SignatureMark::None,
            weighed: None,
        }
    }

    fn of(n: u8, heavy: &DraftFile) -> DraftFile {
        DraftFile {
            weighed: Some(Weighed::InsteadOf(heavy.id)),
            ..file(n, (FileSource::Assembled, MB))
        }
    }

    fn numbers<'a>(files: impl IntoIterator<Item = &'a DraftFile>) -> Vec<u128> {
        files.into_iter().map(|file| file.id.0.as_u128()).collect()
    }

    #[test]
    fn the_limit_itself_is_not_above_it() {
        assert!(!is_over(30 * MB, 30));
        assert!(is_over(30 * MB + 1, 30));
    }

    #[test]
    fn a_heavy_file_goes_out_until_others_stand_in_its_place() {
        let heavy = file(2, (FileSource::Assembled, 40 * MB));
        let mut files = vec![file(1, (FileSource::Picked, 35 * MB)), heavy.clone()];
        assert_eq!(
            numbers(undecided(&files, 30)),
            [2],
            "what it was made of does not go out"
        );
        files.extend([of(3, &heavy), of(4, &heavy)]);
        assert_eq!(numbers(given(&files)), [1, 3, 4]);
        assert_eq!(numbers(undecided(&files, 30)), Vec::<u128>::new());
        assert_eq!(numbers(together(&files, &files[2])), [3, 4]);
        assert_eq!(numbers(together(&files, &files[0])), [1]);
    }

    #[test]
    fn a_film_and_a_pdf_that_was_chosen_go_out_as_they_are() {
        let film = DraftFile {
            pages: None,
            ..file(1, (FileSource::Picked, 90 * MB))
        };
        let files = [film, file(2, (FileSource::Picked, 31 * MB))];
        assert_eq!(numbers(undecided(&files, 30)), [1, 2]);
    }
}
