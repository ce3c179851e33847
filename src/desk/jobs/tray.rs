//! Pages into the tray: looked at, kept byte for byte, and only then a row. A file that is still being written stays
//! where it is until it is whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::files::{changed_at, mime, name_of, scan_folder};
use super::scanner::recover;
use super::{Progress, cover, reader, said, twins};
use crate::app::job::{JobDone, JobFault, TakenIn};
use crate::desk::hands::Hands;
use crate::desk::random::SystemIds;
use crate::desk::text;
use crate::domain::cover::{CoverFlag, Stack};
use crate::domain::ids::{ComponentId, DossierId, FileHash, IdSource, OfficerId, TrayId};
use crate::domain::pages::{DpiKnown, Page, Part};
use crate::domain::quality::PageFlag;
use crate::domain::rows::TrayPage;
use crate::domain::time::Moment;
use crate::domain::tray::{AGAIN, TraySource};
use crate::scan::check::PageCheck;
use crate::scan::{self, DpiSource, Fault, Inspected, PageHead};
use crate::store::blobs::Blobs;
use crate::store::incoming::Incoming;

mod examined;
mod settled;

pub(super) use examined::{Examined, examine};
pub(crate) use settled::{SETTLED, Sighted};
use settled::{Span, State, wait};

/// A file without its end is looked at again so soon.
const SOON: Duration = Duration::from_millis(250);
/// Pages looked into at the same time: a desk has two cores, and a page decoded is ten megabytes.
pub(super) const AT_A_TIME: usize = 2;
/// A file without its end is waited for this long; then it is refused by name.
const PATIENCE_MS: i64 = 30_000;
/// Marks a page that was made of the two sides of a card.
pub(super) const SIDES_OF_CARD: &str = "card";

/// Where pages come from, and for whom.
pub(super) struct Origin {
    /// How they come.
    pub source: TraySource,
    /// The device and what it was set to; empty = not known.
    pub device: String,
    /// Meant for this dossier and component.
    pub aim: Option<(DossierId, Option<ComponentId>)>,
    /// Who takes them.
    pub by: OfficerId,
}

impl Origin {
    /// Files that say no more than that they are there: what is known of their device is the way they came.
    pub(super) fn of(hands: &Hands, source: TraySource) -> Self {
        Self {
            source,
            device: source.word().to_owned(),
            aim: None,
            by: *hands.whose(),
        }
    }
}

/// Takes chosen files in, whatever came before.
pub(super) fn take_in(hands: &Hands, paths: &[PathBuf], progress: Progress<'_>) -> Result<JobDone, JobFault> {
    let mut taken = TakenIn::default();
    let mut stack = Stack::default();
    let origin = Origin::of(hands, TraySource::Picked);
    for (at, pair) in paths.chunks(AT_A_TIME).enumerate() {
        let done = (at * AT_A_TIME) as u64;
        if progress(done, paths.len() as u64).is_break() {
            return Err(JobFault::Cancelled);
        }
        for seen in examine(pair) {
            let name = name_of(seen.path);
            if !keep(hands, seen, &origin, (&mut taken, &mut stack))? {
                stack.unsure();
                taken.refused.push(text::still_growing(&name));
            }
        }
    }
    Ok(JobDone::TakenIn(taken))
}

/// Looks into the scan folder and takes what is whole, after what a killed scan left behind. What nobody has watched yet
/// is watched first.
pub(super) fn look_now(hands: &Hands) -> Result<JobDone, JobFault> {
    let mut taken = recover(hands);
    let fault = match scan_folder(hands) {
        Ok(folder) => match look_twice(hands, &folder) {
            Ok(look) => {
                taken.add(look.taken);
                look.fault
            }
            Err(fault) => Some(fault),
        },
        Err(_) if taken == TakenIn::default() => Some(said(text::NOTHING_WATCHED)),
        Err(_) => None,
    };
    match fault {
        Some(fault) if taken == TakenIn::default() => Err(fault),
        // What came in before it is in the tray all the same.
        fault => {
            taken.refused.splice(..0, fault.map(|fault| fault.sentence()));
            Ok(JobDone::TakenIn(taken))
        }
    }
}

/// Looks, and once more where there are files that nobody has watched for long enough.
fn look_twice(hands: &Hands, folder: &Path) -> Result<Look, JobFault> {
    let mut seen = look(hands, folder)?;
    if seen.again_in.is_some() && seen.fault.is_none() {
        wait(hands.patience());
        match look(hands, folder) {
            Ok(again) => {
                seen.taken.add(again.taken);
                seen.fault = again.fault;
            }
            Err(fault) => seen.fault = Some(fault),
        }
    }
    Ok(seen)
}

/// What a look into the folder came to.
pub(crate) struct Look {
    /// What came in.
    pub taken: TakenIn,
    /// Some files are still being written: look again so soon.
    pub again_in: Option<Duration>,
    /// Why the others did not come in; a full disk, mostly.
    pub fault: Option<JobFault>,
}

/// Looks into the scan folder and takes in every new file that is whole, in the order of their names.
pub(crate) fn look(hands: &Hands, folder: &Path) -> Result<Look, JobFault> {
    look_by(hands, folder, &Instant::now)
}

/// The same by this clock.
fn look_by(hands: &Hands, folder: &Path, clock: &dyn Fn() -> Instant) -> Result<Look, JobFault> {
    // Whoever waits here sees the folder as it is afterwards.
    let mut kept = hands.looks_alone();
    let began = clock();
    let there = files_of(folder)?;
    let span = Span {
        began,
        ended: clock(),
    };
    let lost = kept.sighted.keep_only(&there);
    // Where the look ends early, the stack has ended too.
    let mut stack = std::mem::take(&mut kept.stack);
    if lost {
        stack.unsure();
    }
    let reader = reader(hands)?;
    let mut look = Look {
        taken: TakenIn::default(),
        again_in: None,
        fault: None,
    };
    let mut seen = Vec::new();
    for (path, state) in there {
        if reader.knows_incoming(&path.to_string_lossy(), state)? {
            kept.sighted.forget(&path);
            continue;
        }
        let (first, left) = kept.sighted.see((&path, state), span, hands.patience());
        let waits = left.is_some();
        look.again_in = look.again_in.into_iter().chain(left).min();
        seen.push((path, first, waits));
    }
    let (settled, gap) = in_order(seen);
    match take_settled(hands, (&settled, gap), (&mut look, &mut stack)) {
        Ok(()) => kept.stack = stack,
        Err(fault) => look.fault = Some(fault),
    }
    Ok(look)
}

/// The files that have come to rest, and the first of them behind one that has not: by its name, or because it came later.
/// What waits behind all of them is no gap: whatever comes after it is taken after it.
fn in_order(seen: Vec<(PathBuf, Instant, bool)>) -> (Vec<PathBuf>, Option<usize>) {
    let waiting = seen.iter().filter(|(.., waits)| *waits);
    let oldest = waiting.map(|(_, first, _)| *first).min();
    let (mut settled, mut gap, mut behind) = (Vec::new(), None, false);
    for (path, first, waits) in seen {
        behind |= waits;
        if waits {
            continue;
        }
        if behind || oldest.is_some_and(|oldest| oldest < first) {
            gap.get_or_insert(settled.len());
        }
        settled.push(path);
    }
    (settled, gap)
}

/// The files of the folder and how they look, in the order of their names.
fn files_of(folder: &Path) -> Result<Vec<(PathBuf, State)>, JobFault> {
    let entries = fs::read_dir(folder).map_err(|_| said(text::no_scan_folder(&folder.to_string_lossy())))?;
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .collect();
    paths.sort_by(|a, b| scan::natural_order(&a.to_string_lossy(), &b.to_string_lossy()));
    let there = paths.into_iter().filter_map(|path| {
        let size = fs::metadata(&path).ok()?.len();
        let state = (size, changed_at(&path));
        Some((path, state))
    });
    Ok(there.collect())
}

/// Takes in the files that are whole; before the one at `gap` there is one that is not.
fn take_settled(
    hands: &Hands,
    (settled, gap): (&[PathBuf], Option<usize>),
    (look, stack): (&mut Look, &mut Stack),
) -> Result<(), JobFault> {
    let origin = Origin::of(hands, TraySource::Folder);
    for (at, pair) in settled.chunks(AT_A_TIME).enumerate() {
        for (behind, seen) in examine(pair).into_iter().enumerate() {
            // What is not whole yet may be a cover.
            if gap == Some(at * AT_A_TIME + behind) {
                stack.unsure();
            }
            if !keep(hands, seen, &origin, (&mut look.taken, stack))? {
                stack.unsure();
                look.wait_at_most(SOON);
            }
        }
    }
    Ok(())
}

impl Look {
    fn wait_at_most(&mut self, patience: Duration) {
        self.again_in = Some(self.again_in.map_or(patience, |before| before.min(patience)));
    }
}

/// By the machine's clock, also where the desk's clock is a practice clock: it is compared with a file's time.
fn age_ms(modified: Moment) -> i64 {
    crate::desk::clock::Clock::Machine.now().0 - modified.0
}

/// Takes one file; false = it has no end yet and may still get one.
pub(super) fn take(
    hands: &Hands,
    path: &Path,
    origin: &Origin,
    (taken, stack): (&mut TakenIn, &mut Stack),
) -> Result<bool, JobFault> {
    let only = [path];
    let seen = examine(&only).pop();
    seen.map_or(Ok(true), |seen| keep(hands, seen, origin, (taken, stack)))
}

fn keep(
    hands: &Hands,
    seen: Examined,
    origin: &Origin,
    (taken, stack): (&mut TakenIn, &mut Stack),
) -> Result<bool, JobFault> {
    let Examined {
        path,
        modified,
        inspected,
        checks,
    } = seen;
    let name = name_of(path);
    let mut seen = Incoming {
        path: path.to_string_lossy().into_owned(),
        size: inspected.bytes,
        modified,
        sha256: None,
        fault: String::new(),
        found_at: hands.clock.now(),
    };
    if let Some((why_not, may_grow)) = why_not(&name, &inspected) {
        if origin.source == TraySource::Folder && may_grow && age_ms(modified) < PATIENCE_MS {
            return Ok(false);
        }
        seen.fault = why_not;
        stack.unsure();
        taken.refused.push(seen.fault.clone());
        hands.write(|store| store.refuse_incoming(&seen))?;
        return Ok(true);
    }
    let stored = Blobs::of(&hands.home())
        .put_file(path)
        .map_err(|error| JobFault::Refused(error.into()))?;
    if stored.sha256 != inspected.sha256 {
        // It was written on between the look and the copy.
        return Ok(false);
    }
    // Two sheets that are alike are two sheets; the scanner's own file is taken once.
    let again = origin.source != TraySource::Scanner && had(hands, stored.sha256)?;
    if again {
        taken.again.push(name.clone());
    }
    seen.sha256 = Some(stored.sha256);
    let mut pages = pages(hands, (&name, &inspected), (origin, again));
    flag(&mut pages, &checks);
    if origin.source == TraySource::Folder {
        stack.file(modified, origin.by);
    }
    let led = led(hands, (&mut pages, &checks), stack);
    twins::flag(hands, &mut pages, &checks)?;
    hands.write(|store| store.take_in(&pages, &seen))?;
    taken.pages += inspected.pages.saturating_sub(led.covers + led.backs);
    taken.covers += led.covers;
    taken.astray.extend(led.astray);
    Ok(true)
}

/// What cover sheets did among the pages of one file.
#[derive(Default)]
struct Led {
    covers: u32,
    /// Empty backs of covers.
    backs: u32,
    astray: Vec<String>,
}

/// A cover sheet that is read is put aside, its empty back with it, and the pages behind it in the same stack are meant
/// for whom it says. A file of several pages is a stack of its own; a scan and files chosen together are one, however
/// long they take, and what comes through the scan folder ends with a pause.
fn led(hands: &Hands, (pages, checks): (&mut [TrayPage], &[PageCheck]), stack: &mut Stack) -> Led {
    let own = pages.len() > 1;
    if own {
        stack.end();
    }
    let mut led = Led::default();
    for (at, row) in pages.iter_mut().enumerate() {
        let (seen, flag) = cover::seen(hands, checks.get(at));
        let by_cover = stack.page(seen);
        if stack.is_covered() {
            row.aim = by_cover.aim;
        }
        let flag = flag.or(by_cover.back);
        match flag {
            None | Some(CoverFlag::MaybeBack) => {}
            Some(CoverFlag::Read) => led.covers += 1,
            Some(CoverFlag::Back) => led.backs += 1,
            Some(why) => led.astray.push(text::astray(&row.page.file_name, why)),
        }
        if matches!(flag, Some(CoverFlag::Read | CoverFlag::Back)) {
            row.trashed_at = Some(hands.clock.now());
        }
        row.flags.extend(flag.map(|flag| flag.word().to_owned()));
    }
    if own {
        stack.end();
    }
    led
}

/// Why a file is not taken, and whether it may be that it is only not whole yet.
fn why_not(name: &str, inspected: &Inspected) -> Option<(String, bool)> {
    let Some(fault) = inspected.faults.first() else {
        return (inspected.pages == 0).then(|| (scan::text::no_pages(name), false));
    };
    let may_grow = matches!(
        fault,
        Fault::Truncated | Fault::Empty | Fault::Unreadable | Fault::Corrupt
    );
    Some((scan::text::sentence(name, fault), may_grow))
}

fn had(hands: &Hands, sha256: FileHash) -> Result<bool, JobFault> {
    Ok(reader(hands)?.had_bytes(sha256)?)
}

/// What the machine sees on each page: said beside it, never a reason to drop it.
fn flag(pages: &mut [TrayPage], checks: &[PageCheck]) {
    for (row, check) in pages.iter_mut().zip(checks) {
        row.page.blank = check.flags.contains(&PageFlag::Blank);
        let words = check.flags.iter().map(|flag| flag.word().to_owned());
        row.flags.extend(words);
    }
}

/// One row for each page of the file.
fn pages(
    hands: &Hands,
    (name, inspected): (&str, &Inspected),
    (origin, again): (&Origin, bool),
) -> Vec<TrayPage> {
    let now = hands.clock.now();
    let flags: Vec<String> = if again { vec![AGAIN.to_owned()] } else { Vec::new() };
    let row = |leaf: u32| TrayPage {
        id: TrayId(SystemIds.next(now.0)),
        page: page((name, inspected), (leaf, now), origin),
        source: origin.source,
        flags: flags.clone(),
        aim: origin.aim,
        trashed_at: None,
    };
    (1..=inspected.pages).map(row).collect()
}

/// The page of this number of the file.
pub(super) fn page(
    (name, inspected): (&str, &Inspected),
    (leaf, taken_at): (u32, Moment),
    origin: &Origin,
) -> Page {
    let head = inspected.head(leaf);
    let (dpi, dpi_known) = resolution(head);
    Page {
        sha256: inspected.sha256,
        leaf,
        size: inspected.bytes,
        mime: mime(inspected.kind).to_owned(),
        file_name: name.to_owned(),
        side: 1,
        part: Part::Whole,
        turns: 0,
        blank: false,
        width: head.map_or(0, |head| head.width),
        height: head.map_or(0, |head| head.height),
        dpi,
        dpi_known,
        device: origin.device.clone(),
        taken_at,
        taken_by: origin.by,
    }
}

/// Whole dots per inch: 199.9996 is 200 (a PNG's dots per metre cannot say it otherwise).
fn resolution(head: Option<PageHead>) -> (u32, DpiKnown) {
    match head.map(|head| head.dpi) {
        None => (0, DpiKnown::Unknown),
        Some(dpi) => {
            let whole = format!("{:.0}", dpi.x.min(dpi.y)).parse().unwrap_or(0);
            let known = match dpi.source {
                DpiSource::Assumed => DpiKnown::Assumed,
                DpiSource::Jfif | DpiSource::Exif | DpiSource::Png | DpiSource::Tiff | DpiSource::Pdf => {
                    DpiKnown::Measured
                }
            };
            (whole, known)
        }
    }
}

#[cfg(test)]
mod tests;
