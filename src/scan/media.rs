//! Sound and film: which kind a file is, and how many bits a second it has. Taken whole, as a file: it has no pages, is
//! never joined into a PDF and never decoded. TT 02/2019/TT-BNV names the kinds it wants; others are taken and flagged.

use std::io::{Read, SeekFrom};

use super::fault::Fault;
use super::input::Input;

mod boxes;
mod frames;
mod streams;

/// A kind of sound or film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    Mp3,
    Wma,
    Wav,
    Flac,
    M4a,
    /// Ogg may hold either; offices meet it as sound.
    Ogg,
    Mp4,
    Avi,
    Wmv,
    Mov,
    /// Matroska, also as `WebM`.
    Mkv,
    /// MPEG-1 and MPEG-2.
    Mpeg,
}

/// What a file of sound or film says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub media: Media,
    /// Thousands of bits a second, over the whole file; `None` where nothing in it tells.
    pub kbps: Option<u32>,
}

impl Media {
    /// Judges by content: `start` is the first kilobyte or so. Film and sound of Windows look alike at first; their
    /// header, read by [`scan`], tells.
    pub(crate) fn sniff(start: &[u8]) -> Option<Self> {
        const MAGIC: &[(&[u8], Media)] = &[
            (&boxes::ASF, Media::Wmv),
            (b"ID3", Media::Mp3),
            (b"OggS", Media::Ogg),
            (b"fLaC", Media::Flac),
            (b"\x1a\x45\xdf\xa3", Media::Mkv),
            (b"\0\0\x01\xba", Media::Mpeg),
        ];
        let at = |from: usize, word: &[u8]| start.get(from..).is_some_and(|rest| rest.starts_with(word));
        if at(4, b"ftyp") {
            return boxes::brand(start.get(8..12)?);
        }
        if at(0, b"RIFF") {
            return match start.get(8..12)? {
                b"AVI " => Some(Self::Avi),
                b"WAVE" => Some(Self::Wav),
                _ => None,
            };
        }
        let known = MAGIC.iter().find(|(magic, _)| start.starts_with(magic));
        let known = known.map(|(_, media)| *media);
        known.or_else(|| frames::begins(start).then_some(Self::Mp3))
    }

    /// Moving pictures, as against sound alone.
    pub fn is_film(self) -> bool {
        match self {
            Self::Mp4 | Self::Avi | Self::Wmv | Self::Mov | Self::Mkv | Self::Mpeg => true,
            Self::Mp3 | Self::Wma | Self::Wav | Self::Flac | Self::M4a | Self::Ogg => false,
        }
    }

    /// Is it a kind that TT 02/2019/TT-BNV names (domain.md 4.2)?
    pub fn is_listed(self) -> bool {
        match self {
            Self::Mp3 | Self::Wma | Self::Mp4 | Self::Avi | Self::Wmv => true,
            Self::Wav | Self::Flac | Self::M4a | Self::Ogg | Self::Mov | Self::Mkv | Self::Mpeg => false,
        }
    }

    /// What the ending of a name claims.
    pub(crate) fn claimed_by(ending: &str) -> Option<Self> {
        Some(match ending {
            "mp3" => Self::Mp3,
            "wma" => Self::Wma,
            "wav" => Self::Wav,
            "flac" => Self::Flac,
            "m4a" => Self::M4a,
            "ogg" | "oga" | "ogv" | "opus" => Self::Ogg,
            "mp4" | "m4v" => Self::Mp4,
            "avi" => Self::Avi,
            "wmv" | "asf" => Self::Wmv,
            "mov" => Self::Mov,
            "mkv" | "webm" => Self::Mkv,
            "mpg" | "mpeg" | "vob" => Self::Mpeg,
            _ => return None,
        })
    }

    /// The stable word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Wma => "wma",
            Self::Wav => "wav",
            Self::Flac => "flac",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Mp4 => "mp4",
            Self::Avi => "avi",
            Self::Wmv => "wmv",
            Self::Mov => "mov",
            Self::Mkv => "mkv",
            Self::Mpeg => "mpeg",
        }
    }

    /// What other programs call the kind.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Wma => "audio/x-ms-wma",
            Self::Wav => "audio/wav",
            Self::Flac => "audio/flac",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Mp4 => "video/mp4",
            Self::Avi => "video/x-msvideo",
            Self::Wmv => "video/x-ms-wmv",
            Self::Mov => "video/quicktime",
            Self::Mkv => "video/x-matroska",
            Self::Mpeg => "video/mpeg",
        }
    }
}

/// Reads as much of the file as tells whether all of it is there, and its bits a second.
pub(crate) fn scan(reader: &mut dyn Input, sniffed: Media) -> Result<Head, Fault> {
    let length = reader.seek(SeekFrom::End(0))?;
    reader.seek(SeekFrom::Start(0))?;
    let untold = Head {
        media: sniffed,
        kbps: None,
    };
    match sniffed {
        Media::Mp3 => frames::scan(reader, length),
        Media::Mp4 | Media::M4a | Media::Mov => boxes::mp4(reader, length, sniffed),
        Media::Avi | Media::Wav => boxes::riff(reader, length, sniffed),
        Media::Wma | Media::Wmv => boxes::asf(reader, length),
        Media::Flac => streams::flac(reader, length).map(|()| untold),
        Media::Ogg => streams::ogg(reader, length).map(|()| untold),
        Media::Mkv => streams::matroska(reader, length).map(|()| untold),
        Media::Mpeg => Ok(untold),
    }
}

/// Thousands of bits a second; `None` where the length in time is not told.
fn kbps(bytes: u64, (time, a_second): (u64, u64)) -> Option<u32> {
    let bits = u128::from(bytes) * 8 * u128::from(a_second);
    let thousands = bits.checked_div(u128::from(time) * 1_000)?;
    u32::try_from(thousands).ok()
}

fn bytes<const N: usize>(reader: &mut dyn Read) -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
