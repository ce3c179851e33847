//! One small file of each kind, made byte by byte; each whole, cut, and flipped.

use std::io::Cursor;
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::boxes::ASF;
use super::*;
use crate::domain::quality::{ND30, Shortfall};
use crate::domain::time::Moment;
use crate::scan::profile::shortfalls;
use crate::scan::{AssembleError, Inspected, Kind, Source, assemble, inspect_reader, text};

/// Frames of 128 thousand bits and 44,100 samples a second, after a tag of 20 bytes.
fn mp3(frames: usize) -> Vec<u8> {
    let mut bytes = b"ID3\x04\0\0\0\0\0\x14".to_vec();
    bytes.extend([0; 20]);
    for _ in 0..frames {
        bytes.extend([0xff, 0xfb, 0x90, 0]);
        bytes.extend([7; 413]);
    }
    bytes
}

fn boxed(name: &[u8], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 8).unwrap().to_be_bytes();
    [&length[..], name, body].concat()
}

/// Two seconds in `size` bytes of pictures, the table of contents at the end as cameras write it.
fn mp4(brand: &[u8], size: usize) -> Vec<u8> {
    let header = [
        &[0; 12][..],
        &1000_u32.to_be_bytes(),
        &2000_u32.to_be_bytes(),
        &[0; 80],
    ]
    .concat();
    let table = boxed(b"moov", &boxed(b"mvhd", &header));
    let start = boxed(b"ftyp", &[brand, b"\0\0\0\0isom"].concat());
    [start, boxed(b"mdat", &vec![5; size]), table].concat()
}

fn riff(form: &[u8], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &size[..], form, body].concat()
}

/// Fifty pictures, a twenty-fifth of a second each.
fn avi(size: usize) -> Vec<u8> {
    let mut header = [0; 56];
    header[..4].copy_from_slice(&40_000_u32.to_le_bytes());
    header[16..20].copy_from_slice(&50_u32.to_le_bytes());
    let list = [&b"LIST\x44\0\0\0hdrlavih\x38\0\0\0"[..], &header].concat();
    riff(b"AVI ", &[list, vec![5; size]].concat())
}

fn wav() -> Vec<u8> {
    let header = b"fmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0data\x04\0\0\0\0\0\0\0";
    riff(b"WAVE", header)
}

/// Two seconds after a second of silence; `video` adds a stream of it.
fn asf(video: bool, size: usize) -> Vec<u8> {
    const FILE: &[u8] = b"\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\0\xc0\x0c\x20\x53\x65";
    const STREAM: &[u8] = b"\x91\x07\xdc\xb7\xb7\xa9\xcf\x11\x8e\xe6\0\xc0\x0c\x20\x53\x65";
    const SOUND: &[u8] = b"\x40\x9e\x69\xf8\x4d\x5b\xcf\x11\xa8\xfd\0\x80\x5f\x5c\x44\x2b";
    const VIDEO: &[u8] = b"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\0\x80\x5f\x5c\x44\x2b";
    let object = |name: &[u8], body: &[u8]| {
        let length = u64::try_from(body.len() + 24).unwrap().to_le_bytes();
        [name, &length[..], body].concat()
    };
    let stream = |sort: &[u8]| object(STREAM, &[sort, &[0; 38]].concat());
    let mut inside = stream(SOUND);
    if video {
        inside.extend(stream(VIDEO));
    }
    let all = 30 + 104 + inside.len() + size;
    let file = [
        &[0; 16][..],
        &u64::try_from(all).unwrap().to_le_bytes(),
        &[0; 16],
        &30_000_000_u64.to_le_bytes(),
        &[0; 8],
        &1_000_u64.to_le_bytes(),
        &[0; 16],
    ]
    .concat();
    inside.extend(object(FILE, &file));
    let header = u64::try_from(30 + inside.len()).unwrap().to_le_bytes();
    [&ASF[..], &header, &[3, 0, 0, 0, 1, 2], &inside, &vec![5; size]].concat()
}

/// A header of three bytes and a segment of 500.
fn mkv() -> Vec<u8> {
    let segment = [b"\x18\x53\x80\x67\x41\xf4", &[5; 500][..]].concat();
    [b"\x1a\x45\xdf\xa3\x83abc", &segment[..]].concat()
}

/// Pages of 355 bytes.
fn ogg(pages: usize) -> Vec<u8> {
    let page = [b"OggS", &[0; 22][..], &[2, 255, 100], &[5; 355]].concat();
    page.repeat(pages)
}

/// Two blocks before so many bytes of music.
fn flac(music: usize) -> Vec<u8> {
    let blocks = b"fLaC\0\0\0\x22................................................................";
    let last = b"\x84\0\0\x02ab";
    [&blocks[..8 + 34], last, &vec![5; music]].concat()
}

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.mp3", mp3(40)),
        ("a.wma", asf(false, 32_000)),
        ("a.wav", wav()),
        ("a.m4a", mp4(b"M4A ", 32_000)),
        ("a.mp4", mp4(b"isom", 400_000)),
        ("a.avi", avi(400_000)),
        ("a.wmv", asf(true, 100_000)),
        ("a.mov", mp4(b"qt  ", 400_000)),
        ("a.mkv", mkv()),
        ("a.flac", flac(9)),
        ("a.ogg", ogg(3)),
        ("a.mpg", b"\0\0\x01\xbarest".to_vec()),
    ]
}

fn seen(name: &str, bytes: &[u8]) -> Inspected {
    inspect_reader(name, &mut Cursor::new(bytes))
}

#[test]
fn every_kind_of_sound_and_film_is_told_with_its_bits_a_second_and_what_it_lacks() {
    let lines: Vec<String> = samples()
        .iter()
        .map(|(name, bytes)| {
            let seen = seen(name, bytes);
            assert!(seen.is_taken() && seen.notes.is_empty(), "{seen:?}");
            assert_eq!((seen.pages, seen.bytes), (0, bytes.len() as u64), "{name}");
            assert_eq!(Media::claimed_by(&name[2..]).map(Kind::Media), Some(seen.kind));
            let lacks: Vec<&str> = shortfalls(&seen, &ND30).iter().map(|it| it.word()).collect();
            format!("{} ({})", text::described(name, &seen), lacks.join("+"))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    a.mp3: âm thanh MP3, 128 kbps, 0,1 MB ()
    a.wma: âm thanh WMA, 128 kbps, 0,1 MB ()
    a.wav: âm thanh WAV, 705 kbps, 0,1 MB (kind_not_listed)
    a.m4a: âm thanh M4A, 128 kbps, 0,1 MB (kind_not_listed)
    a.mp4: phim MP4, 1600 kbps, 0,4 MB ()
    a.avi: phim AVI, 1600 kbps, 0,4 MB ()
    a.wmv: phim WMV, 401 kbps, 0,1 MB (low_bit_rate)
    a.mov: phim MOV, 1600 kbps, 0,4 MB (kind_not_listed)
    a.mkv: phim MKV, 0,1 MB (kind_not_listed)
    a.flac: âm thanh FLAC, 0,1 MB (kind_not_listed)
    a.ogg: âm thanh OGG, 0,1 MB (kind_not_listed)
    a.mpg: phim MPEG, 0,1 MB (kind_not_listed)
    "#);
}

#[test]
fn a_recording_that_was_cut_is_refused() {
    let told = samples()
        .into_iter()
        .filter(|(name, _)| !["a.flac", "a.mpg"].contains(name));
    for (name, bytes) in told {
        for part in [bytes.len() / 5, bytes.len() / 2, bytes.len() - 1] {
            assert!(!seen(name, &bytes[..part]).is_taken(), "{name} cut to {part}");
        }
    }
}

/// Counts what is really read.
struct Counted(Cursor<Vec<u8>>, std::rc::Rc<std::cell::Cell<u64>>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.set(self.1.get() + read as u64);
        Ok(read)
    }
}

impl std::io::Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn the_frames_of_a_recording_are_walked_in_one_pass() {
    let (bytes, read) = (mp3(5_000), std::rc::Rc::default());
    let all = bytes.len() as u64;
    let counted = Counted(Cursor::new(bytes), std::rc::Rc::clone(&read));
    let mut file = std::io::BufReader::with_capacity(crate::scan::input::CHUNK, counted);
    assert!(inspect_reader("a.mp3", &mut file).is_taken());
    assert!(read.get() < 4 * all, "{} of {all}", read.get());
}

#[test]
fn streams_are_cut_where_a_part_reaches_beyond_the_end() {
    for cut in 1..flac(1).len() {
        assert!(!seen("a.flac", &flac(1)[..cut]).is_taken(), "flac cut to {cut}");
    }
    let mut sent = mkv();
    sent[12..14].copy_from_slice(b"\x7f\xff");
    assert!(seen("a.mkv", &sent).is_taken(), "it was recorded as it was sent");
    sent[12] = 0;
    assert!(!seen("a.mkv", &sent).is_taken());
    let tagged = [ogg(2), b"TAG of another program, as long as a header".to_vec()].concat();
    assert!(seen("a.ogg", &tagged).is_taken());
}

#[test]
fn a_picture_or_a_program_called_film_is_none_and_a_mixed_up_name_is_noted() {
    assert!(!seen("a.mp4", b"MZ\x90\0").is_taken());
    assert!(!seen("a.mp4", b"\xff\xd8\xff\xe0").is_taken());
    assert_eq!(seen("a.heic", &mp4(b"heic", 9)).kind, Kind::Unknown);
    let mixed = seen("a.mp3", &asf(false, 32_000));
    assert!(mixed.is_taken());
    assert_eq!((mixed.kind, mixed.notes.len()), (Kind::Media(Media::Wma), 1));
    let slow = seen("a.mp4", &mp4(b"isom", 1000));
    assert_eq!(shortfalls(&slow, &ND30), [Shortfall::LowBitRate]);
}

#[test]
fn a_recording_is_never_joined_into_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("a.mp3"), folder.path().join("o.pdf"));
    std::fs::write(&path, mp3(40)).unwrap();
    let error = assemble(&[Source::file(&path)], &out, Moment(0), &mut |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap_err();
    assert!(matches!(error, AssembleError::NoPages { .. }));
    assert_eq!(
        text::refusal(&error),
        "a.mp3: âm thanh, phim không có trang. Gắn riêng tệp này."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn flipped_bits_never_panic(which in 0..12_usize, flips in proptest::collection::vec((0..200_u16, 0..8_u8), 1..6)) {
        let (name, mut bytes) = samples()[which].clone();
        for (at, bit) in flips {
            let at = usize::from(at) % bytes.len();
            bytes[at] ^= 1 << bit;
        }
        let _ = seen(name, &bytes);
    }
}
