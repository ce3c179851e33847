//! Signing with a key of this machine: each paper is signed into a copy, the copy is judged by our own verifier, kept under
//! its hash and only then named by an op. The key is open only while a batch is signed.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::{Progress, files, receipt, said};
use crate::app::job::{JobDone, JobFault, Keys, SignWanted, SignedSoFar, ToSign};
use crate::desk::hands::Hands;
use crate::desk::{signatures, text};
use crate::domain::act::{Act, DossierAct, Request, StoredFile};
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, SettingRows};
use crate::domain::signing::act::{NewSignature, Signable};
use crate::domain::signing::text::fault;
use crate::domain::signing::{KeyPlace, ProfileName, SignFault};
use crate::domain::time::Moment;
use crate::forms::fonts::Face;
use crate::scan::Kind;
use crate::sign::appear::profile::{Profile, Profiles};
use crate::sign::appear::{Look, Words};
use crate::sign::job;
use crate::sign::key::{self, SigningKey, Wish};
use crate::store::blobs::Blobs;
use crate::store::marked;

/// How a printed form of the office is signed: nothing of it is covered.
const HIDDEN: &str = "an";

/// Tokens in their slots, then the key file of the settings.
pub(super) fn find_keys(hands: &Hands) -> Result<JobDone, JobFault> {
    let settings = receipt::settings(hands)?;
    let own = settings.settings.text("token_library");
    let libraries = if own.is_empty() {
        key::usual_libraries()
    } else {
        vec![PathBuf::from(own)]
    };
    let mut keys = Keys::default();
    let found = key::find_keys(&libraries);
    keys.found = found.keys;
    // A usual place may hold a library whose token is in a drawer: only what the office named must answer.
    if !own.is_empty() {
        keys.trouble
            .extend(found.faults.iter().map(|(_, why)| fault(why)));
    }
    if let Some(place) = key_file(&settings) {
        match key::look_at_file(&place) {
            Ok(found) => keys.found.push(found),
            Err(why) => keys.trouble.push(fault(&why)),
        }
    }
    Ok(JobDone::Keys(keys))
}

fn key_file(settings: &SettingRows) -> Option<KeyPlace> {
    let path = PathBuf::from(settings.settings.text("key_file"));
    let ending = path.extension()?.to_ascii_lowercase();
    Some(if ending == "p12" || ending == "pfx" {
        KeyPlace::P12(path)
    } else {
        KeyPlace::Pem(path)
    })
}

/// Signs one after the other with one PIN. What stops it is told with how many were done; those stay signed.
pub(super) fn sign(hands: &Hands, wanted: &SignWanted, progress: Progress<'_>) -> Result<JobDone, JobFault> {
    let settings = receipt::settings(hands)?;
    let wish = Wish {
        serial: wanted.serial.clone(),
        ..Wish::default()
    };
    let mut signed = 0;
    let ended = |signed, why: Option<String>| Ok(JobDone::Signed(SignedSoFar { signed, why }));
    let mut key = match key::open(&wanted.place, &wish, &wanted.pin.0, hands.clock.now()) {
        Ok(key) => key,
        Err(why) => return ended(0, Some(fault(&why))),
    };
    let all = wanted.items.len() as u64;
    for item in &wanted.items {
        if progress(signed as u64, all).is_break() {
            return ended(signed, Some(fault(&SignFault::Stopped)));
        }
        if let Err(why) = one(hands, item, (key.as_mut(), &settings)) {
            return ended(signed, Some(why.sentence()));
        }
        signed += 1;
    }
    ended(signed, None)
}

/// One paper, from its bytes to its op.
fn one(
    hands: &Hands,
    item: &ToSign,
    (key, settings): (&mut dyn SigningKey, &SettingRows),
) -> Result<(), JobFault> {
    let (view, _) = receipt::facts(hands, item.dossier)?;
    let (was, mut file) = current(&view, item.of).ok_or(Refusal::NotFound)?;
    let blobs = Blobs::of(&hands.home());
    let source = blobs.verified(was).map_err(Refusal::from)?;
    let folder = blobs.workshop().map_err(Refusal::from)?;
    let target = folder.path().join("signed.pdf");
    let profile = profile_of(item.of, settings)?;
    let (paths, now) = ((source.as_path(), target.as_path()), hands.clock.now());
    let made = drawn(paths, (was, now), key, (&profile, settings));
    made.map_err(|why| said(fault(&why)))?;
    marked::point("signed");
    let stored = blobs.put_file(&target).map_err(Refusal::from)?;
    let judged = signatures::judge(hands, stored.sha256)?.ok().flatten();
    let judged = judged.ok_or_else(|| said(fault(&SignFault::CheckFailed)))?;
    file.sha256 = stored.sha256;
    file.size = stored.size;
    file.signature = judged.report.mark();
    let certificate = key.certificate();
    let new = NewSignature {
        of: item.of,
        was,
        file,
        profile: profile.name,
        signer: certificate.owner.clone(),
        serial: certificate.serial.clone(),
    };
    hands.change(Request {
        actor: *hands.whose(),
        approval: None,
        act: Act::Dossier {
            dossier: item.dossier,
            act: DossierAct::SignFile(Box::new(new)),
        },
    })?;
    Ok(())
}

/// The bytes that go out now, and what the signed copy is called.
fn current(view: &DossierView, of: Signable) -> Option<(FileHash, StoredFile)> {
    let stored = |sha256, name: &str, pages| StoredFile {
        sha256,
        size: 0,
        mime: files::mime(Kind::Pdf).to_owned(),
        name: name.to_owned(),
        pages,
        signature: SignatureMark::None,
    };
    match of {
        Signable::File(id) => {
            let mut files = view.components.iter().flat_map(|component| &component.files);
            let file = files.find(|file| file.id == id)?;
            Some((file.sha256, stored(file.sha256, &file.name, file.pages)))
        }
        Signable::Outcome(id) => {
            let outcome = view.outcomes.iter().find(|outcome| outcome.id == id)?;
            let file = stored(outcome.sha256, &outcome.file_name, outcome.pages);
            Some((outcome.sha256, file))
        }
        Signable::Form(id) => {
            let form = view.forms.iter().find(|form| form.id == id)?;
            let sha256 = form.signed.unwrap_or(form.sha256);
            Some((sha256, stored(sha256, &format!("{}.pdf", form.template), None)))
        }
    }
}

/// A scan or a result as the office chose; a form of ours without a mark on the page.
fn profile_of(of: Signable, settings: &SettingRows) -> Result<Profile, JobFault> {
    let name = match of {
        Signable::Form(_) => HIDDEN,
        Signable::File(_) | Signable::Outcome(_) => settings.settings.text("sign_profile"),
    };
    let profiles = Profiles::shipped().map_err(|_| said(text::NO_PROFILES))?;
    let found = profiles.find(&ProfileName(name.to_owned()));
    found.cloned().ok_or_else(|| said(text::NO_PROFILES))
}

/// Signs the source into the target.
fn drawn(
    (source, target): (&Path, &Path),
    (was, at): (FileHash, Moment),
    key: &mut dyn SigningKey,
    (profile, settings): (&Profile, &SettingRows),
) -> Result<(), SignFault> {
    let words = Words {
        name: key.certificate().owner.clone(),
        agency: settings.settings.text("unit_name").to_owned(),
        copy: text::COPY.to_owned(),
        number: String::new(),
    };
    let picture = picture(settings)?;
    let look = Look {
        profile,
        words: &words,
        picture: picture.as_deref(),
        face: Face::Regular.bytes(),
        spot: None,
    };
    let request = job::Request {
        source,
        target,
        expected: Some(was.0),
        at,
        look,
    };
    // A paper in hand is finished: the token cannot be asked to stop, and a copy takes less than a second.
    job::sign(&request, key, &mut |_| ControlFlow::Continue(()))?;
    Ok(())
}

/// The seal's picture of the settings.
fn picture(settings: &SettingRows) -> Result<Option<Vec<u8>>, SignFault> {
    match settings.settings.text("seal_picture") {
        "" => Ok(None),
        path => std::fs::read(path).map(Some).map_err(|_| SignFault::NoPicture),
    }
}
