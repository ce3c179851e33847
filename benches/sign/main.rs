//! A signature on a PDF of 30 MB, made and judged by the real program, beside copying, hashing and syncing the same file
//! and beside other people's judges.
//!
//! `./dev bench --bench sign` runs it. Every figure is of a whole process: start, key, file and end. Peers that are
//! missing are named.

#![expect(clippy::print_stdout, reason = "a bench prints")]
#![expect(clippy::unwrap_used, reason = "a bench that fails may stop")]
#![allow(dead_code, reason = "the tests' helpers serve more than this")]

#[path = "../../tests/common/authority.rs"]
mod authority;
#[path = "../scan/page.rs"]
mod page;
mod process;
#[path = "../../tests/common/tools.rs"]
mod tools;

use std::io::{Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use authority::{Authority, Kind, Pair, Wanted, pem};
use motcua::domain::time::Moment;
use motcua::scan::{Source, assemble};
use process::{Figure, figure};
use sha2::{Digest as _, Sha256};

const PAGES: u32 = 40;
const PASSWORD: &str = "1234";

fn main() {
    if let [_, work, from, to] = &std::env::args().collect::<Vec<_>>()[..]
        && work == "copy"
    {
        return copy(Path::new(from), Path::new(to));
    }
    let desk = Desk::new();
    let bytes = std::fs::metadata(&desk.source).unwrap().len();
    println!("{PAGES} pages, {:.1} MB; load {}", mega(bytes), load());
    println!("{:<34} {:>9} {:>9} {:>9}", "", "wall", "cpu", "memory");
    signing(&desk);
    judging(&desk);
}

fn signing(desk: &Desk) {
    let to = desk.path("copy.pdf");
    let copy = figure(None, || {
        let mut copy = Command::new(std::env::current_exe().unwrap());
        copy.arg("copy").arg(&desk.source).arg(&to);
        copy
    });
    let ours = figure(Some(&desk.path("password")), || desk.sign());
    copy.line("copy, SHA-256, fsync", &[]);
    let mut kept = vec![
        ("cpu", ours.cpu, 0.25, "s"),
        ("×", ours.wall / copy.wall, 2.0, "of the copy's wall time"),
        ("memory", ours.mega, 24.0, "MB"),
    ];
    let theirs = tools::pyhanko().map(|pyhanko| figure(None, || desk.sign_with(&pyhanko)));
    if let Some(theirs) = theirs {
        kept.push(("×", ours.wall / theirs.wall, 0.2, "of pyHanko's wall time"));
    }
    ours.line("sign with RSA-2048 from PKCS#12", &kept);
    if let Some(theirs) = theirs {
        theirs.line("pyHanko", &[]);
    }
}

fn judging(desk: &Desk) {
    let ours = figure(None, || desk.verify());
    let (cpu, memory) = (("cpu", ours.cpu, 0.15, "s"), ("memory", ours.mega, 12.0, "MB"));
    let mut kept = vec![cpu, memory];
    let mut peers: Vec<(&str, Figure)> = Vec::new();
    if let Some(pyhanko) = tools::pyhanko() {
        let theirs = figure(None, || {
            let mut pyhanko = Command::new(&pyhanko);
            pyhanko.args([
                "sign",
                "validate",
                "--trust-replace",
                "--no-revocation-check",
                "--trust",
            ]);
            pyhanko.arg(desk.path("trust/root.pem")).arg(&desk.signed);
            pyhanko
        });
        kept.push(("×", ours.wall / theirs.wall, 0.2, "of pyHanko's wall time"));
        peers.push(("pyHanko", theirs));
    }
    if let Some(pdfsig) = tools::program("pdfsig") {
        let theirs = figure(None, || {
            let mut it = Command::new(&pdfsig);
            it.arg(&desk.signed);
            it
        });
        kept.push(("×", ours.wall / theirs.wall, 1.0, "of pdfsig's wall time"));
        peers.push(("pdfsig", theirs));
    }
    ours.line("verify one signature", &kept);
    for (name, theirs) in peers {
        theirs.line(name, &[]);
    }
}

/// A folder with a large PDF, a key and the root to trust.
struct Desk {
    folder: tempfile::TempDir,
    source: PathBuf,
    signed: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let path = |name: &str| folder.path().join(name);
        let pages: Vec<PathBuf> = (0..PAGES).map(|page| path(&format!("{page:02}.jpg"))).collect();
        for (number, path) in (0..).zip(&pages) {
            std::fs::write(path, page::scan(number)).unwrap();
        }
        let sources: Vec<Source> = pages.iter().map(Source::file).collect();
        let source = path("source.pdf");
        assemble(
            &sources,
            &source,
            Moment(0),
            &mut |_, _| ControlFlow::Continue(()),
        )
        .unwrap();
        let root = Authority::root("CA gốc");
        let pair = Pair::new(Kind::Rsa(2048));
        // The real program signs by the real clock.
        let mut wanted = Wanted::signer("Nguyễn Thị Ánh", &[1]);
        wanted.valid.1 = authority::at("2049-01-01T00:00:00Z");
        let certificate = root.issue(&pair, &wanted);
        std::fs::write(path("key.p12"), p12(&pair, &certificate)).unwrap();
        std::fs::write(path("password"), PASSWORD).unwrap();
        std::fs::create_dir(path("trust")).unwrap();
        std::fs::write(path("trust/root.pem"), pem("CERTIFICATE", &root.certificate)).unwrap();
        let signed = path("signed.pdf");
        Self {
            folder,
            source,
            signed,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn sign(&self) -> Command {
        let _ = std::fs::remove_file(&self.signed);
        let mut sign = Command::new(env!("CARGO_BIN_EXE_motcua"));
        sign.arg("sign").arg(&self.source).arg("-o").arg(&self.signed);
        sign.arg("--p12").arg(self.path("key.p12")).arg("--pin-stdin");
        sign
    }

    fn sign_with(&self, pyhanko: &Path) -> Command {
        let mut sign = Command::new(pyhanko);
        sign.args([
            "sign",
            "addsig",
            "--field",
            "Sig1",
            "--use-pades",
            "pkcs12",
            "--passfile",
        ]);
        sign.arg(self.path("password"))
            .arg(&self.source)
            .arg(self.path("theirs.pdf"));
        sign.arg(self.path("key.p12"));
        sign
    }

    fn verify(&self) -> Command {
        let mut verify = Command::new(env!("CARGO_BIN_EXE_motcua"));
        verify
            .arg("verify")
            .arg(&self.signed)
            .arg("--trust")
            .arg(self.path("trust"));
        verify
    }
}

fn p12(pair: &Pair, signer: &[u8]) -> Vec<u8> {
    use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKeyChain};
    let chain = [Certificate::from_der(signer).unwrap()];
    let mut store = KeyStore::new();
    let entry = PrivateKeyChain::new(&pair.private, [1], chain);
    store.add_entry("key", KeyStoreEntry::PrivateKeyChain(entry));
    store.writer(PASSWORD).write().unwrap()
}

/// What signing cannot do without: read all, hash all, write all, wait for the disk.
fn copy(from: &Path, to: &Path) {
    let (mut from, mut to) = (
        std::fs::File::open(from).unwrap(),
        std::fs::File::create(to).unwrap(),
    );
    let mut hash = Sha256::new();
    let mut block = vec![0; 256 * 1024];
    loop {
        let read = from.read(&mut block).unwrap();
        if read == 0 {
            break;
        }
        hash.update(&block[..read]);
        to.write_all(&block[..read]).unwrap();
    }
    to.sync_all().unwrap();
    std::hint::black_box(hash.finalize());
}

#[expect(clippy::cast_precision_loss, reason = "megabytes of a file")]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn load() -> String {
    let said = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    said.split(' ').next().unwrap_or("unknown").to_owned()
}
