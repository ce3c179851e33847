//! Signing with a key of this machine: each paper is signed into a copy, the copy is judged by our own verifier, kept under
//! its hash and only then named by an op. The key is open only while a batch is signed.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::{Progress, files, receipt, said};
use crate::app::job::{JobDone, JobFault, Keys, SignOf, SignWanted, SignedSoFar};
use crate::desk::hands::Hands;
use crate::desk::{signatures, text};
use crate::domain::act::{Act, DossierAct, Request, StoredFile};
use crate::domain::component::SignatureMark;
use crate::domain::ids::{DossierId, FileHash, OfficerId};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, SettingRows};
use crate::domain::signing::act::{NewSignature, Signable, SignedCopy};
use crate::domain::signing::look::{ProfileChoice, SignLook};
use crate::domain::signing::text::fault;
use crate::domain::signing::{Certificate, KeyPlace, ProfileName, SignFault};
use crate::domain::time::Moment;
use crate::forms::fonts::Face;
use crate::scan::Kind;
use crate::sign::appear::profile::{Picture, Profile, Profiles, Stands};
use crate::sign::appear::{Look, Spot, SpotAt, Words};
use crate::sign::job;
use crate::sign::key::{self, SigningKey, Wish};
use crate::store::blobs::Blobs;
use crate::store::disk::free_mb;
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
    keys.looks = looks(&settings)?;
    Ok(JobDone::Keys(keys))
}

/// The profiles that ship, the office's own choice first.
fn looks(settings: &SettingRows) -> Result<Vec<ProfileChoice>, JobFault> {
    let profiles = Profiles::shipped().map_err(|_| said(text::NO_PROFILES))?;
    let choice = |profile: Profile| ProfileChoice {
        is_placed: profile.stands == Stands::Given,
        has_number: profile.lines.iter().any(|line| line.contains("{number}")),
        name: profile.name,
        title: profile.title,
    };
    let mut looks: Vec<ProfileChoice> = profiles.list.into_iter().map(choice).collect();
    let own = settings.settings.text("sign_profile");
    looks.sort_by_key(|look| look.name.0 != own);
    Ok(looks)
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
    let mut so_far = SignedSoFar::default();
    let mut key = match key::open(&wanted.place, &wish, &wanted.pin.0, hands.clock.now()) {
        Ok(key) => key,
        Err(why) => {
            so_far.why = Some(fault(&why));
            return Ok(JobDone::Signed(so_far));
        }
    };
    let all = wanted.items.len() as u64;
    for item in &wanted.items {
        if progress(so_far.ends.len() as u64, all).is_break() {
            so_far.why = Some(fault(&SignFault::Stopped));
            break;
        }
        let key: &mut dyn SigningKey = key.as_mut();
        match one(
            hands,
            (item.of, wanted.actor),
            (key, &settings, wanted.look.as_ref()),
        ) {
            Ok(copy) => {
                so_far.copies.extend(copy);
                so_far.ends.push(None);
            }
            Err(NotSigned::Paper(why)) => so_far.ends.push(Some(why)),
            Err(NotSigned::Batch(why)) => {
                so_far.why = Some(why);
                break;
            }
        }
    }
    Ok(JobDone::Signed(so_far))
}

/// Why a paper is not signed.
enum NotSigned {
    /// Something is wrong with this paper; the next may be signed.
    Paper(String),
    /// No other can be signed either.
    Batch(String),
}

impl From<SignFault> for NotSigned {
    fn from(why: SignFault) -> Self {
        if why.is_of_paper() {
            Self::Paper(fault(&why))
        } else {
            Self::Batch(fault(&why))
        }
    }
}

impl From<Refusal> for NotSigned {
    fn from(refusal: Refusal) -> Self {
        JobFault::from(refusal).into()
    }
}

impl From<JobFault> for NotSigned {
    fn from(why: JobFault) -> Self {
        match why {
            JobFault::Refused(Refusal::DiskFull { .. } | Refusal::ReadOnly) => Self::Batch(why.sentence()),
            JobFault::Refused(_) | JobFault::Said(_) | JobFault::Cancelled => Self::Paper(why.sentence()),
        }
    }
}

/// What papers of one batch have in common: the open key, the settings, and the look that was chosen.
type Common<'a> = (&'a mut dyn SigningKey, &'a SettingRows, Option<&'a SignLook>);

/// One paper, from its bytes to its op; of a loose one to its copy.
fn one(
    hands: &Hands,
    (of, actor): (SignOf, OfficerId),
    common: Common<'_>,
) -> Result<Option<SignedCopy>, NotSigned> {
    match of {
        SignOf::Dossier(dossier, of) => in_dossier(hands, (dossier, of, actor), common).map(|()| None),
        SignOf::Loose(was) => copied(hands, (was, false), common).map(|(copy, ..)| Some(copy)),
    }
}

fn in_dossier(
    hands: &Hands,
    (dossier, of, actor): (DossierId, Signable, OfficerId),
    common: Common<'_>,
) -> Result<(), NotSigned> {
    let (view, _) = receipt::facts(hands, dossier)?;
    let (was, mut file) = current(&view, of).ok_or(Refusal::NotFound)?;
    let is_form = matches!(of, Signable::Form(_));
    let (copy, profile, certificate) = copied(hands, (was, is_form), common)?;
    file.sha256 = copy.sha256;
    file.size = copy.size;
    file.signature = copy.signature;
    let new = NewSignature {
        of,
        was,
        file,
        profile,
        signer: certificate.owner,
        serial: certificate.serial,
    };
    hands.change(Request {
        actor,
        approval: None,
        act: Act::Dossier {
            dossier,
            act: DossierAct::SignFile(Box::new(new)),
        },
    })?;
    Ok(())
}

/// Signs a stored file into a copy that is kept under its hash and judged here.
fn copied(
    hands: &Hands,
    (was, is_form): (FileHash, bool),
    (key, settings, look): Common<'_>,
) -> Result<(SignedCopy, ProfileName, Certificate), NotSigned> {
    let blobs = Blobs::of(&hands.home());
    let source = blobs.verified(was).map_err(Refusal::from)?;
    let folder = blobs.workshop().map_err(Refusal::from)?;
    let target = folder.path().join("signed.pdf");
    let wanted = wanted_look(is_form, look, settings);
    let profile = profile_of(&wanted)?;
    let (paths, now) = ((source.as_path(), target.as_path()), hands.clock.now());
    match drawn(paths, (was, now), key, (&profile, &wanted, settings)) {
        Err(SignFault::Full) => {
            let free_mb = free_mb(&hands.home()).unwrap_or(0);
            return Err(Refusal::DiskFull { free_mb }.into());
        }
        other => other?,
    }
    marked::point("signed");
    let stored = blobs.put_file(&target).map_err(Refusal::from)?;
    let judged = signatures::judge(hands, stored.sha256)?.ok().flatten();
    let judged = judged.ok_or(SignFault::CheckFailed)?;
    let copy = SignedCopy {
        was,
        sha256: stored.sha256,
        size: stored.size,
        signature: judged.report.mark(),
    };
    Ok((copy, profile.name, key.certificate().clone()))
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
            let components = view.components.iter().chain(&view.outcome_scans);
            let mut files = components.flat_map(|component| &component.files);
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

/// A form of ours without a mark on the page; a scan or a result as the officer chose, else as the office set it.
fn wanted_look(is_form: bool, look: Option<&SignLook>, settings: &SettingRows) -> SignLook {
    let plain = |profile: &str| SignLook {
        profile: ProfileName(profile.to_owned()),
        spot: None,
        number: String::new(),
    };
    match look {
        _ if is_form => plain(HIDDEN),
        Some(look) => look.clone(),
        None => plain(settings.settings.text("sign_profile")),
    }
}

fn profile_of(look: &SignLook) -> Result<Profile, JobFault> {
    let profiles = Profiles::shipped().map_err(|_| said(text::NO_PROFILES))?;
    let found = profiles.find(&look.profile);
    found.cloned().ok_or_else(|| said(text::NO_PROFILES))
}

/// Signs the source into the target.
fn drawn(
    (source, target): (&Path, &Path),
    (was, at): (FileHash, Moment),
    key: &mut dyn SigningKey,
    (profile, wanted, settings): (&Profile, &SignLook, &SettingRows),
) -> Result<(), SignFault> {
    let words = Words {
        name: key.certificate().owner.clone(),
        agency: settings.settings.text("unit_name").to_owned(),
        copy: text::COPY.to_owned(),
        number: wanted.number.clone(),
    };
    let picture = picture(profile, settings)?;
    let look = Look {
        profile,
        words: &words,
        picture: picture.as_deref(),
        face: Face::Regular.bytes(),
        spot: wanted.spot.map(|spot| Spot {
            page: spot.page,
            at: SpotAt::Ninth(spot.at),
        }),
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

/// The picture the profile shows, from where the settings of this machine say it lies.
fn picture(profile: &Profile, settings: &SettingRows) -> Result<Option<Vec<u8>>, SignFault> {
    let key = match profile.picture {
        Picture::None => return Ok(None),
        Picture::Seal => "seal_picture",
        Picture::Signature => "signature_picture",
    };
    let read = std::fs::read(settings.settings.text(key));
    read.map(Some).map_err(|_| SignFault::NoPicture)
}
