//! A fixed corpus with seeded mutations through the readers of foreign bytes: whatever comes, an answer in bounded time and
//! no panic. `MOTCUA_FUZZ_SECONDS` says how long each body runs (2 by default, 60 in `./dev check`); `MOTCUA_FUZZ_SEED`
//! where the dice begin. `fuzz/` drives the same bodies with `cargo fuzz`.

use std::time::{Duration, Instant};

use crate::bodies::{cms, pdf, verifier};
use crate::fixture;

/// No honest or hostile file of this size may take longer, on a busy machine and without optimisation.
const SLOWEST: Duration = Duration::from_secs(20);

fn seconds() -> Duration {
    let said = std::env::var("MOTCUA_FUZZ_SECONDS").ok();
    Duration::from_secs(said.and_then(|text| text.parse().ok()).unwrap_or(2))
}

/// The generator of Steele and others (SplitMix64): the same dice on every machine.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.throw() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// Words whose appearance in the wrong place changes how everything behind them is read.
const WORDS: [&[u8]; 24] = [
    b"endobj",
    b"stream",
    b"endstream",
    b" 0 R",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"/Kids",
    b"/Parent",
    b"/Prev",
    b"xref",
    b"startxref",
    b"%%EOF",
    b"/Length",
    b"4294967296",
    b"-1",
    b"/ByteRange",
    b"<3082",
    b"/FT /Sig",
    b"\x30\x80",
    b"\xa0\x84",
    b"\x00\x00",
    b"/ObjStm",
];

fn mutated(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[dice.below(corpus.len())].clone();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let length = dice.below(64).min(bytes.len() - at);
        match dice.below(8) {
            0 => bytes[at..].iter_mut().take(1).for_each(|byte| *byte ^= 1),
            1 => bytes[at..].iter_mut().take(1).for_each(|byte| *byte = 0xff),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let copy = bytes[at..at + length].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            4 => {
                let word = WORDS[dice.below(WORDS.len())];
                let end = (at + word.len()).min(bytes.len());
                bytes.splice(at..end, word.iter().copied());
            }
            5 => {
                let other = &corpus[dice.below(corpus.len())];
                let from = dice.below(other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            6 => digits(dice, &mut bytes, at),
            _ => bytes.truncate(at),
        }
        if bytes.is_empty() {
            bytes.push(b'%');
        }
    }
    bytes
}

/// Another number where the next one stands: lengths, offsets, object numbers.
fn digits(dice: &mut Dice, bytes: &mut [u8], at: usize) {
    let number = bytes[at..].iter_mut().skip_while(|byte| !byte.is_ascii_digit());
    for byte in number.take_while(|byte| byte.is_ascii_digit()) {
        *byte = b'0' + u8::try_from(dice.below(10)).unwrap();
    }
}

fn run(name: &str, corpus: &[Vec<u8>], body: fn(&[u8])) {
    let seed = std::env::var("MOTCUA_FUZZ_SEED").ok();
    let mut seed: u64 = seed.and_then(|text| text.parse().ok()).unwrap_or(1);
    for bytes in corpus {
        body(bytes);
    }
    let end = Instant::now() + seconds();
    while Instant::now() < end {
        let bytes = mutated(&mut Dice(seed), corpus);
        let began = Instant::now();
        let ended = std::panic::catch_unwind(|| body(&bytes));
        let took = began.elapsed();
        if ended.is_err() || took > SLOWEST {
            let file = std::env::temp_dir().join(format!("motcua-fuzz-{name}-{seed}"));
            std::fs::write(&file, &bytes).unwrap();
            assert!(
                ended.is_ok() && took <= SLOWEST,
                "seed {seed} took {took:?}: {}",
                file.display()
            );
        }
        seed = seed.wrapping_add(1);
    }
}

fn pdfs() -> Vec<Vec<u8>> {
    [
        "plain.pdf",
        "pades-p256.pdf",
        "packed.pdf",
        "twice.pdf",
        "certified-2-filled.pdf",
        "locked-filled.pdf",
        "cms-ber.pdf",
    ]
    .map(fixture)
    .to_vec()
}

#[test]
fn the_pdf_reader_never_panics() {
    run("pdf", &pdfs(), pdf);
}

#[test]
fn the_verifier_never_panics() {
    run("verifier", &pdfs(), verifier);
}

#[test]
fn the_cms_reader_never_panics() {
    let mut corpus: Vec<Vec<u8>> = [
        "pades-rsa.pdf",
        "pades-p384.pdf",
        "cms-ber.pdf",
        "cms-key-id.pdf",
        "time-stamp.pdf",
    ]
    .iter()
    .map(|name| contents(&fixture(name)))
    .collect();
    for name in ["leaf.cer", "hostile.cer", "crl/sub.crl", "trust/root.pem"] {
        corpus.push(fixture(name));
    }
    run("cms", &corpus, cms);
}

/// The bytes of the signature of a file.
fn contents(file: &[u8]) -> Vec<u8> {
    let start = crate::attack::last(file, b"/Contents <") + 11;
    let digits = file[start..].iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = digits
        .map(|digit| u8::try_from(char::from(*digit).to_digit(16).unwrap()).unwrap())
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
