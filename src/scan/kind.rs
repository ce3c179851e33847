//! What a file is, judged by its first bytes. The name is only asked what it claims.

use std::fs::File;
use std::io;
use std::path::Path;

use super::input;
use super::media::Media;

/// How much of a file is looked at.
pub(super) const SNIFFED: u64 = 2048;

/// The kinds of file a desk takes, and the two it never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Jpeg,
    Png,
    Tiff,
    Pdf,
    /// Sound or film: a file without pages.
    Media(Media),
    /// No bytes at all.
    Empty,
    /// Anything else, whatever its name says.
    Unknown,
}

/// How far into a file `%PDF-` may stand (ISO 32000-1, annex H, note 13).
const PDF_HEADER_WITHIN: usize = 1024;

impl Kind {
    /// Judges by content: `start` is its beginning.
    pub fn sniff(start: &[u8]) -> Self {
        const MAGIC: &[(&[u8], Kind)] = &[
            (b"\xff\xd8\xff", Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Kind::Png),
            (b"II*\0", Kind::Tiff),
            (b"MM\0*", Kind::Tiff),
            (b"II+\0", Kind::Tiff),
            (b"MM\0+", Kind::Tiff),
        ];
        if start.is_empty() {
            return Self::Empty;
        }
        if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)) {
            return *kind;
        }
        if let Some(media) = Media::sniff(start) {
            return Self::Media(media);
        }
        // A program or an archive may carry "%PDF-" a little further in; a document begins with text.
        let looks_binary =
            start.starts_with(b"MZ") || start.starts_with(b"\x7fELF") || start.starts_with(b"PK\x03\x04");
        let head = &start[..start.len().min(PDF_HEADER_WITHIN)];
        if !looks_binary && head.windows(5).any(|five| five == b"%PDF-") {
            return Self::Pdf;
        }
        Self::Unknown
    }

    /// What the ending of a file's name claims; `None` for endings the desk does not know.
    pub fn claimed_by(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "tif" | "tiff" => Some(Self::Tiff),
            "pdf" => Some(Self::Pdf),
            other => Media::claimed_by(other).map(Self::Media),
        }
    }

    /// The ending a viewer goes by; `None` for what is never opened. It comes from the content, never from a name: the
    /// sender of a package writes the names, and the system runs a file by its ending.
    pub fn ending(self) -> Option<&'static str> {
        match self {
            Self::Jpeg => Some("jpg"),
            Self::Png => Some("png"),
            Self::Tiff => Some("tif"),
            Self::Pdf => Some("pdf"),
            Self::Media(media) => Some(media.word()),
            Self::Empty | Self::Unknown => None,
        }
    }

    /// Judges a file on the disk.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        Ok(Self::sniff(&input::start_of(&mut File::open(path)?, SNIFFED)?))
    }

    /// What the name claims where the content is something else. A JPEG called .png is still the picture it seems to be;
    /// a program called .pdf, or a picture called .pdf, is not.
    pub fn disguised_as(self, name: &str) -> Option<Self> {
        Self::claimed_by(name).filter(|claimed| self != *claimed && !self.is_near(*claimed))
    }

    /// One picture or a pile of pictures, as against a document.
    pub fn is_image(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Tiff)
    }

    /// Two kinds that a name may mix up: the content is still what it seems to be.
    fn is_near(self, other: Self) -> bool {
        self.is_image() && other.is_image() || matches!((self, other), (Self::Media(_), Self::Media(_)))
    }

    /// The stable word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Tiff => "tiff",
            Self::Pdf => "pdf",
            Self::Media(media) => media.word(),
            Self::Empty => "empty",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_the_name_only_claims() {
        let cases: &[(&[u8], Kind)] = &[
            (b"", Kind::Empty),
            (b"\xff\xd8\xff\xe0", Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n....", Kind::Png),
            (b"MM\0*", Kind::Tiff),
            (b"II+\0\x08\0", Kind::Tiff),
            (b"%PDF-1.4", Kind::Pdf),
            (b"\n\n  %PDF-1.4", Kind::Pdf),
            (b"MZ\x90\0 %PDF-1.4", Kind::Unknown),
            (b"hello", Kind::Unknown),
        ];
        for (bytes, kind) in cases {
            assert_eq!(Kind::sniff(bytes), *kind, "{bytes:?}");
        }
        assert_eq!(Kind::claimed_by("don.xin.PDF"), Some(Kind::Pdf));
        assert_eq!(Kind::claimed_by("anh.heic"), None);
        assert_eq!(Kind::claimed_by("pdf"), None);
    }
}
