//! Signing as others see it: qpdf looks at the structure, pdfsig, pyHanko and openssl at the signatures, poppler at the
//! pages. A program that is not installed is named as skipped.

#![expect(
    clippy::unwrap_used,
    reason = "what a test prepares must work, or the test fails loudly"
)]

#[path = "sign/faults.rs"]
mod faults;
#[path = "sign/looks.rs"]
mod looks;
#[path = "sign/others.rs"]
mod others;
#[path = "sign/papers.rs"]
mod papers;
#[path = "sign/rules.rs"]
mod rules;
#[path = "sign/together.rs"]
mod together;
#[path = "common/tools.rs"]
#[expect(dead_code, reason = "tokens have tests of their own")]
mod tools;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use motcua::domain::signing::{KeyPlace, ProfileName, SignFault};
use motcua::domain::time::Moment;
use motcua::sign::appear::profile::{Profile, Profiles};
use motcua::sign::appear::{Look, Spot, Words};
use motcua::sign::job::{Request, Signed, Step, sign};
use motcua::sign::key::{SigningKey, Wish, open};

const FACE: &[u8] = include_bytes!("../assets/fonts/MotcuaSerif-Regular.ttf");

/// Certificates and keys made by `make.sh` beside them.
fn office(file: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office")).join(file)
}

/// Later than the certificates begin; on the page it is 30-11-2026 03:04:05.
fn now() -> Moment {
    Moment::from_rfc3339("2026-11-29T20:04:05Z").unwrap()
}

/// A key of the office: `rsa-2048`, `rsa-2048 pss`, `p256`, …
fn key(name: &str) -> Box<dyn SigningKey> {
    let (file, pss) = match name.split_once(' ') {
        Some((file, _)) => (file, true),
        None => (name, false),
    };
    let place = KeyPlace::Pem(office(&format!("{file}.pem")));
    open(&place, &Wish { serial: None, pss }, "", now()).unwrap()
}

/// What a test changes of the usual: `quet_tthc`, the usual words, no picture.
struct Wanted {
    profile: Profile,
    words: Words,
    picture: Option<Vec<u8>>,
    spot: Option<Spot>,
}

fn wanted(profile: &str) -> Wanted {
    let profiles = Profiles::shipped().unwrap();
    Wanted {
        profile: profiles.find(&ProfileName(profile.to_owned())).unwrap().clone(),
        words: Words {
            name: "Nguyễn Thị Ước".to_owned(),
            agency: "UBND xã Thử".to_owned(),
            copy: "SAO Y".to_owned(),
            number: "12/QĐ-UBND".to_owned(),
        },
        picture: None,
        spot: None,
    }
}

impl Wanted {
    fn look(&self) -> Look<'_> {
        Look {
            profile: &self.profile,
            words: &self.words,
            picture: self.picture.as_deref(),
            face: FACE,
            spot: self.spot,
        }
    }

    fn sign(&self, source: &Path, target: &Path, key: &mut dyn SigningKey) -> Result<Signed, SignFault> {
        self.sign_watched(source, target, (key, &mut |_| ControlFlow::Continue(())))
    }

    fn sign_watched(
        &self,
        source: &Path,
        target: &Path,
        (key, watch): (&mut dyn SigningKey, &mut dyn FnMut(Step) -> ControlFlow<()>),
    ) -> Result<Signed, SignFault> {
        let request = Request {
            source,
            target,
            expected: None,
            at: now(),
            look: self.look(),
        };
        sign(&request, key, watch)
    }
}

/// Signs as an officer signs a scan.
fn signed(source: &Path, target: &Path, by: &str) -> Signed {
    wanted("quet_tthc")
        .sign(source, target, key(by).as_mut())
        .unwrap()
}
