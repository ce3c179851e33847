//! `motcua sign`: signs a PDF with a token or a key file. Needs no data folder and keeps nothing.

mod text;

use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use serde_json::{Value, json};

use crate::domain::act::Pin;
use crate::domain::signing::look::SpotPage;
use crate::domain::signing::{Certificate, FoundKey, KeyPlace, PinEntry, ProfileName, SignFault, TriesLeft};
use crate::domain::time::Moment;
use crate::forms::fonts::Face;
use crate::sign::appear::profile::{Profile, Profiles};
use crate::sign::appear::{Look, Spot, SpotAt, Words};
use crate::sign::job::{self, Request, Signed};
use crate::sign::key::{self, SigningKey, Wish};
use crate::sign::pdf::update::hexadecimal;

use super::home::{ask_pin, pin_from_stdin};
use super::outcome::Outcome;

/// Options of `sign`.
#[derive(Debug, Clone, Args)]
#[command(group = ArgGroup::new("key").required(true))]
pub struct SignArgs {
    /// The PDF; it stays as it is
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The signed PDF
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,
    /// PKCS#11 library of the token's maker
    #[arg(long, value_name = "LIBRARY", group = "key")]
    token: Option<PathBuf>,
    /// Which token, where there are several
    #[arg(long, value_name = "LABEL", requires = "token")]
    slot: Option<String>,
    /// Key and certificate in a PKCS#12 file
    #[arg(long, value_name = "FILE", group = "key")]
    p12: Option<PathBuf>,
    /// Key and certificates in a PEM file, for tests and small desks
    #[arg(long, value_name = "FILE", group = "key")]
    pem: Option<PathBuf>,
    /// Which certificate, where there are several: its serial number in hexadecimal
    #[arg(long, value_name = "HEX")]
    serial: Option<String>,
    /// Sign with RSASSA-PSS where the key is RSA
    #[arg(long)]
    pss: bool,
    /// Read the PIN or password from standard input
    #[arg(long)]
    pin_stdin: bool,
    #[command(flatten)]
    shown: ShownArgs,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// How the signature looks.
#[derive(Debug, Clone, Args)]
struct ShownArgs {
    /// How it looks and where it stands: `quet_tthc` (default), `sao_y`, `so_hoa_tt01`, `ban_hanh_co_quan`, `ban_hanh_ca_nhan`, `kem_theo`, an
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Name in its lines; without it the certificate's owner
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Agency in its lines
    #[arg(long, value_name = "NAME")]
    agency: Option<String>,
    /// Kind of copy in its lines; without it SAO Y
    #[arg(long, value_name = "WORDS")]
    copy: Option<String>,
    /// Number and symbol of the document this one comes with
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// Picture of the seal or signature, a PNG
    #[arg(long, value_name = "PNG")]
    image: Option<PathBuf>,
    /// Page for `ban_hanh_co_quan` and `ban_hanh_ca_nhan`
    #[arg(long, value_name = "PAGE", requires = "rect")]
    page: Option<u32>,
    /// Place on that page as it is shown: left,top,width,height in millimetres
    #[arg(long, value_name = "L,T,W,H", requires = "page", value_parser = rect)]
    rect: Option<[f64; 4]>,
}

fn rect(typed: &str) -> Result<[f64; 4], String> {
    let numbers: Vec<f64> = typed.split(',').filter_map(|it| it.trim().parse().ok()).collect();
    match numbers[..] {
        [left, top, width, height] if numbers.iter().all(|it| (0.0..=5000.0).contains(it)) => {
            Ok([left, top, width, height])
        }
        _ => Err(text::no_rect(typed)),
    }
}

/// Signs at `now`.
pub fn run(args: &SignArgs, now: Moment, out: &mut dyn Write) -> Outcome {
    match signed(args, now) {
        Err(why) => Outcome::Refused(why),
        Ok(done) => {
            if args.pem.is_some() {
                let _ = writeln!(io::stderr().lock(), "{}", text::OPEN_KEY);
            }
            let written = if args.json {
                writeln!(out, "{}", answer(args, now, &done))
            } else {
                writeln!(out, "{}", text::done(&args.out, &done.certificate.owner))
            };
            Outcome::printed(written, Outcome::Done)
        }
    }
}

/// What was done, and by whom.
struct Done {
    signed: Signed,
    certificate: Certificate,
    profile: ProfileName,
}

fn signed(args: &SignArgs, now: Moment) -> Result<Done, String> {
    if fs::File::open(&args.file).is_err() {
        return Err(text::cannot_read(&args.file));
    }
    if is_same(&args.file, &args.out) {
        return Err(text::SAME_FILE.to_owned());
    }
    let profile = profile(args.shown.profile.as_deref())?;
    check(&profile, &args.shown)?;
    let picture = match &args.shown.image {
        Some(path) => Some(fs::read(path).map_err(|_| text::cannot_read(path))?),
        None => None,
    };
    let mut key = open(args, now).map_err(NoKey::said)?;
    let certificate = key.certificate().clone();
    let words = words(&args.shown, &certificate.owner);
    let spot = args.shown.page.zip(args.shown.rect).map(|(page, rect)| Spot {
        page: SpotPage::Number(page),
        at: SpotAt::Rect(rect),
    });
    let request = Request {
        source: &args.file,
        target: &args.out,
        expected: None,
        at: now,
        look: Look {
            profile: &profile,
            words: &words,
            picture: picture.as_deref(),
            face: Face::Regular.bytes(),
            spot,
        },
    };
    let done = job::sign(&request, key.as_mut(), &mut |_| ControlFlow::Continue(()));
    Ok(Done {
        signed: done.map_err(|fault| text::fault(&fault))?,
        certificate,
        profile: profile.name,
    })
}

/// Both names lead to one file.
fn is_same(file: &Path, out: &Path) -> bool {
    match (file.canonicalize(), out.canonicalize()) {
        (Ok(file), Ok(out)) => file == out,
        _ => false,
    }
}

fn profile(name: Option<&str>) -> Result<Profile, String> {
    let profiles = Profiles::shipped()?;
    let name = name.map_or_else(|| profiles.default.clone(), |it| ProfileName(it.to_owned()));
    let found = profiles.find(&name).cloned();
    found.ok_or_else(|| {
        let names: Vec<&str> = profiles.list.iter().map(|it| it.name.0.as_str()).collect();
        text::no_profile(&name.0, &names)
    })
}

/// What the profile shows must be given.
fn check(profile: &Profile, shown: &ShownArgs) -> Result<(), String> {
    use crate::sign::appear::profile::{Picture, Stands};
    let has = |word: &str| profile.lines.iter().any(|line| line.contains(word));
    let lacking = [
        (has("{agency}") && shown.agency.is_none(), "--agency"),
        (has("{number}") && shown.number.is_none(), "--number"),
        (
            profile.picture != Picture::None && shown.image.is_none(),
            "--image",
        ),
        (
            profile.stands == Stands::Given && shown.rect.is_none(),
            "--page, --rect",
        ),
    ];
    match lacking.into_iter().find(|(lacks, _)| *lacks) {
        Some((_, option)) => Err(text::lacks(&profile.title, option)),
        None => Ok(()),
    }
}

fn words(shown: &ShownArgs, owner: &str) -> Words {
    let or = |given: &Option<String>, usual: &str| given.clone().unwrap_or_else(|| usual.to_owned());
    Words {
        name: or(&shown.name, owner),
        agency: or(&shown.agency, ""),
        copy: or(&shown.copy, text::COPY),
        number: or(&shown.number, ""),
    }
}

/// Why there is no key: a fault of signing, or of the terminal.
enum NoKey {
    Fault(SignFault),
    Said(String),
}

impl NoKey {
    fn said(self) -> String {
        match self {
            Self::Fault(fault) => text::fault(&fault),
            Self::Said(words) => words,
        }
    }
}

impl From<SignFault> for NoKey {
    fn from(fault: SignFault) -> Self {
        Self::Fault(fault)
    }
}

fn open(args: &SignArgs, now: Moment) -> Result<Box<dyn SigningKey>, NoKey> {
    let place = match (&args.token, &args.p12, &args.pem) {
        (Some(library), _, _) => KeyPlace::Token {
            library: library.clone(),
            slot: args.slot.clone(),
        },
        (_, Some(path), _) => KeyPlace::P12(path.clone()),
        (_, _, path) => KeyPlace::Pem(path.clone().unwrap_or_default()),
    };
    let pin = pin(args, &place)?;
    let wish = Wish {
        serial: args.serial.clone(),
        pss: args.pss,
    };
    Ok(key::open(&place, &wish, &pin.0, now)?)
}

/// The PIN, asked only where there is one; what is left of tries is said before.
fn pin(args: &SignArgs, place: &KeyPlace) -> Result<Pin, NoKey> {
    let keys = match place {
        KeyPlace::P12(_) | KeyPlace::Pem(_) => vec![key::look_at_file(place)?],
        KeyPlace::Token { library, slot } => tokens(library, slot.as_deref())?,
    };
    if keys.iter().all(|it| it.pin != PinEntry::Typed) {
        return Ok(Pin(String::new()));
    }
    match keys.iter().map(|it| it.tries).max() {
        Some(TriesLeft::Locked) => return Err(SignFault::Locked.into()),
        Some(tries @ (TriesLeft::Few | TriesLeft::Last)) => {
            let _ = writeln!(io::stderr().lock(), "{}", text::tries(tries));
        }
        Some(TriesLeft::Many) | None => {}
    }
    let typed = if args.pin_stdin {
        pin_from_stdin()
    } else {
        ask_pin(text::PIN)
    };
    typed.map_err(NoKey::Said)
}

/// The keys of a library's tokens, those of one token where it is named.
fn tokens(library: &Path, slot: Option<&str>) -> Result<Vec<FoundKey>, SignFault> {
    let mut found = key::find_keys(&[library.to_path_buf()]);
    if let Some((_, fault)) = found.faults.pop() {
        return Err(fault);
    }
    found.keys.retain(|key| match &key.place {
        KeyPlace::Token { slot: own, .. } => slot.is_none() || own.as_deref() == slot,
        KeyPlace::P12(_) | KeyPlace::Pem(_) => false,
    });
    if found.keys.is_empty() {
        return Err(SignFault::NoDevice);
    }
    Ok(found.keys)
}

fn answer(args: &SignArgs, now: Moment, done: &Done) -> Value {
    json!({
        "file": args.file.display().to_string(),
        "out": args.out.display().to_string(),
        "sha256": hexadecimal(&done.signed.sha256).to_ascii_lowercase(),
        "bytes": done.signed.length,
        "field": done.signed.field,
        "profile": done.profile,
        "signer": done.certificate.owner,
        "issuer": done.certificate.issuer,
        "serial": done.certificate.serial,
        "signed_at": now.rfc3339(),
    })
}
