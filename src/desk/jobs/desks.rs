//! Whole desks: founding one, the practice desk, copies and bringing one back.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use super::{Progress, said};
use crate::app::job::{BackedUp, Job, JobDone, JobFault, NewDesk as Form};
use crate::desk::hands::Hands;
use crate::desk::practice as practice_desk;
use crate::desk::random::SystemIds;
use crate::desk::{copies, text};
use crate::domain::desk::NewDesk;
use crate::domain::dossier::PlaceSet;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::{DAMAGED, Refusal};
use crate::domain::series::Series;
use crate::domain::unit_place::{self, Located};
use crate::store::backup::{self, BackupError};
use crate::store::doctor::{self, Depth};
use crate::store::{OpenError, Opened, Reader, Store, damage, disk, local, places, text as store_text};

/// Founds the desk the form describes, in the program's own folder, and opens it.
pub(super) fn create(hands: &Hands, form: &Form) -> Result<JobDone, JobFault> {
    let desk = NewDesk {
        unit_code: form.unit_code.clone(),
        unit_name: form.unit_name.clone(),
        desk_no: form.desk_no,
        range: form.range,
        officer_name: form.officer_name.clone(),
        pin: form.pin.clone(),
        practice: false,
        settings: settings_of(form)?,
    };
    let store =
        Store::create(&hands.home(), &desk, hands.clock.now(), Box::new(SystemIds)).map_err(refused)?;
    hands.take_over(store);
    Ok(JobDone::DeskReady { practice: false })
}

/// What is typed, and the office's own place where its name says it: then only the hamlet of an address is typed.
fn settings_of(form: &Form) -> Result<Vec<(String, String)>, JobFault> {
    let settings = [
        ("place_set", form.place_set.word()),
        ("hours", &form.hours),
        ("scan_folder", &form.scan_folder),
        ("backup_target", &form.backup_target),
    ];
    let given = settings.into_iter().filter(|(_, value)| !value.trim().is_empty());
    let mut settings: Vec<_> = given
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    if let Located::Found(place) = locate(form.place_set, &form.unit_name)? {
        settings.extend(place.settings());
    }
    Ok(settings)
}

/// The unit of the shipped places that this name means.
pub(super) fn locate(set: PlaceSet, unit: &str) -> Result<Located, JobFault> {
    Ok(unit_place::locate(&places::shipped()?, set, unit))
}

/// The program's folder: its path, the room left, and why no desk may be founded in it.
pub(super) fn look_at_folder(hands: &Hands) -> JobDone {
    let folder = hands.home();
    JobDone::Folder {
        free_mb: disk::free_mb(&folder),
        why_not: Store::may_be_founded(&folder)
            .err()
            .map(|error| store_text::open_error(&error)),
        folder,
    }
}

/// W35: the other window may be closed by now, the disk mended.
pub(super) fn open_again(hands: &Hands) -> Result<JobDone, JobFault> {
    match Store::open(&hands.home(), hands.clock.now(), Box::new(SystemIds)).map_err(refused)? {
        Opened::Writer(store) => {
            let practice = local::mode(&store.conn).is_ok_and(|mode| mode == "practice");
            hands.take_over(store);
            Ok(JobDone::DeskReady { practice })
        }
        Opened::ReadOnly { why, .. } => Err(JobFault::Refused(why)),
    }
}

/// Opens the practice desk in its own folder; made first where there is none.
pub(super) fn practice(hands: &Hands) -> Result<JobDone, JobFault> {
    let home = practice_desk::folder(&hands.home());
    let store = practice_desk::open_or_create(&home, hands.clock.now()).map_err(refused)?;
    hands.take_over(store);
    Ok(JobDone::DeskReady { practice: true })
}

/// A verified copy beside the database, or of everything on another medium, unless the program ends.
pub(super) fn copy(
    hands: &Hands,
    target: Option<&Path>,
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    if !hands.can_write() {
        return Err(JobFault::Refused(Refusal::ReadOnly));
    }
    let mut unless_leaving = |done, total| {
        if hands.is_leaving() {
            return ControlFlow::Break(());
        }
        progress(done, total)
    };
    backup(hands, target, &mut unless_leaving)
}

fn backup(hands: &Hands, target: Option<&Path>, progress: Progress<'_>) -> Result<JobDone, JobFault> {
    let reader = Reader::open(&hands.home()).map_err(refused)?;
    let now = hands.clock.now();
    let made = match target {
        Some(target) => copies::elsewhere(&reader, target, now, progress),
        None => backup::beside(&reader, now, progress),
    };
    let place = target.map_or_else(|| hands.home().join(backup::FOLDER), Path::to_path_buf);
    // The copy is good whether or not its note could be written.
    let _ = backup::note(&hands.home(), now, &made, &place);
    match made {
        Ok(made) => Ok(JobDone::BackedUp(BackedUp {
            at: made.at,
            files: made.files.len() as u64,
            elsewhere: made.elsewhere,
            missing: made.missing.len() as u64,
            miscounted: made.miscounted.len() as u64,
        })),
        Err(BackupError::Cancelled) => Err(JobFault::Cancelled),
        Err(error) => {
            if matches!(error, BackupError::Database { code: DAMAGED }) {
                damage::suspect(&hands.home());
            }
            Err(said(store_text::backup_error(&error)))
        }
    }
}

/// What the doctor finds wrong, by a look that takes no longer than a walk through the folder.
pub(super) fn examine(hands: &Hands) -> Result<JobDone, JobFault> {
    let reader = Reader::open(&hands.home()).map_err(refused)?;
    let checks = doctor::examine(&reader, hands.clock.now(), Depth::Quick, true);
    if checks
        .iter()
        .any(|check| check.name == doctor::INTEGRITY && !check.ok)
    {
        damage::suspect(&hands.home());
    }
    let wrong = checks.into_iter().filter(|check| !check.ok);
    Ok(JobDone::Lines(wrong.map(|check| check.detail).collect()))
}

/// Brings a desk back from a copy into the program's own, still empty folder.
pub(super) fn restore(hands: &Hands, from: &Path, progress: Progress<'_>) -> Result<JobDone, JobFault> {
    let (home, now) = (hands.home(), hands.clock.now());
    let restored = copies::bring_back((from, &home), now, &mut SystemIds, progress);
    let restored = restored.map_err(|error| said(store_text::restore_error(&error)))?;
    match Store::open(&home, now, Box::new(SystemIds)).map_err(refused)? {
        Opened::Writer(store) => hands.take_over(store),
        Opened::ReadOnly { .. } => return Err(JobFault::Refused(Refusal::ReadOnly)),
    }
    let lacks = text::brought_back_with(restored.missing.len(), restored.miscounted.len());
    Ok(JobDone::BroughtBack {
        until: restored.last_act,
        lacks,
    })
}

/// The officer read the last numbers off the papers: numbering goes on after them.
pub(super) fn set_last_numbers(hands: &Hands, answers: &[(Series, u32)]) -> Result<JobDone, JobFault> {
    let now = hands.clock.now();
    hands.write(|store| store.set_last_numbers(answers, now))?;
    Ok(JobDone::Plain)
}

fn refused(error: OpenError) -> JobFault {
    match error {
        OpenError::Refused(refusal) => JobFault::Refused(refusal),
        error => said(store_text::open_error(&error)),
    }
}

/// A copy when leaving, if the last is older than four hours.
pub(super) fn backup_when_leaving(hands: &Hands) -> Result<(), JobFault> {
    let reader = Reader::open(&hands.home()).map_err(refused)?;
    let beside = hands.home().join(backup::FOLDER);
    let last = backup::last_in(&reader.conn, &beside).map_err(|error| JobFault::Refused(error.into()))?;
    if !backup::due(last, hands.clock.now(), backup::Occasion::Leaving) {
        return Ok(());
    }
    let end = hands.copies_end();
    let mut patience = |_, _| {
        if Instant::now() >= end {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    self::backup(hands, None, &mut patience).map(|_| ())
}

/// The day's copies that are due; none where this window only looks. A medium that is not plugged in is asked again an hour later.
pub(super) fn due_copies(hands: &Hands) -> Vec<Job> {
    if !hands.can_write() {
        return Vec::new();
    }
    let Ok(reader) = Reader::open(&hands.home()) else {
        return Vec::new();
    };
    let now = hands.clock.now();
    // By folder, not by disk: a target on this disk has its copy too, and is none beside the database.
    let due = |folder: &Path| {
        let last = backup::last_in(&reader.conn, folder).unwrap_or(Some(now));
        backup::due(last, now, backup::Occasion::Daily)
    };
    let target = match hands.answer(&Query::Settings) {
        Answer::Settings(rows) => rows.settings.text("backup_target").to_owned(),
        _ => String::new(),
    };
    let beside = due(&hands.home().join(backup::FOLDER)).then_some(Job::Backup { target: None });
    let away = (!target.is_empty() && due(Path::new(&target))).then(|| Job::Backup {
        target: Some(target.into()),
    });
    beside.into_iter().chain(away).collect()
}
