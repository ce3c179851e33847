//! Watches the scan folder: what a scanner puts there comes into the tray by itself, whole or not at all.
//!
//! Sleeps until the file system tells of a change; where it never tells (a folder of another machine), it looks every
//! three seconds. A settled folder costs one look a minute. What a killed scan left behind is taken in first.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::job::{JobFault, TakenIn};
use crate::app::msg::{FolderHeld, Msg};
use crate::desk::hands::Hands;
use crate::desk::jobs::scanner::recover;
use crate::desk::jobs::tray::look;
use crate::desk::panic::unbroken;
use crate::domain::query::{Answer, Query};
use crate::store::mounts::{self, Medium};

/// Where nobody tells of changes.
const POLL: Duration = Duration::from_secs(3);
/// Where somebody does; the folder of the settings may have changed meanwhile.
const SELDOM: Duration = Duration::from_mins(1);

/// Hears what comes; answers whether anybody listens still.
type Listener<'a> = &'a dyn Fn(Msg) -> bool;

/// Starts the thread; it ends when `send` answers that nobody listens any more.
pub fn watch(hands: &Arc<Hands>, send: impl Fn(Msg) -> bool + Send + 'static) {
    watch_where(hands, send, tells);
}

/// `tells` says of a folder whether changes there come to this machine's notice.
fn watch_where(hands: &Arc<Hands>, send: impl Fn(Msg) -> bool + Send + 'static, tells: fn(&Path) -> bool) {
    let hands = Arc::clone(hands);
    thread::spawn(move || {
        let mut eye = Eye::default();
        // Nobody would see that the folder is not watched any more.
        if unbroken(|| take_left(&hands, &send)).is_some_and(|told| told.is_err()) {
            return;
        }
        loop {
            let again_in = match unbroken(|| look_round(&hands, &mut eye, &send, tells)) {
                Some(Ok(again_in)) => again_in,
                Some(Err(NobodyListens)) => return,
                None => Some(POLL),
            };
            eye.wait(again_in);
        }
    });
}

/// What killed scans left behind.
fn take_left(hands: &Hands, send: Listener<'_>) -> Result<(), NobodyListens> {
    if !hands.can_write() {
        return Ok(());
    }
    tell(&recover(hands), send)
}

/// Looks once, and says how soon to look again.
fn look_round(
    hands: &Hands,
    eye: &mut Eye,
    send: Listener<'_>,
    tells: fn(&Path) -> bool,
) -> Result<Option<Duration>, NobodyListens> {
    let folder = scan_folder(hands).filter(|_| hands.can_write());
    eye.turn_to(folder.as_deref(), tells);
    let (again_in, fault) = match &folder {
        Some(folder) => take(hands, folder, send),
        None => Ok((None, None)),
    }?;
    let away = folder.as_deref().is_some_and(|folder| !folder.is_dir());
    let held = if away {
        Some(FolderHeld::Away)
    } else {
        fault.map(FolderHeld::Fault)
    };
    // Whoever shows the tray says so without being asked, once for each reason.
    if eye.held != held {
        eye.held.clone_from(&held);
        if !send(Msg::ScanFolderHeld(held)) {
            return Err(NobodyListens);
        }
    }
    Ok(again_in)
}

/// The program has ended.
struct NobodyListens;

/// Takes what is there, and says how soon a file that is still being written should be looked at again, and what kept the
/// others from coming in: once that is over, they come by themselves.
fn take(hands: &Hands, folder: &Path, send: Listener<'_>) -> Result<Looked, NobodyListens> {
    // A folder that cannot be read is said where the officer asks for it.
    let Ok(look) = look(hands, folder) else {
        return Ok((Some(POLL), None));
    };
    tell(&look.taken, send)?;
    let again_in = look.fault.as_ref().map_or(look.again_in, |_| Some(POLL));
    Ok((again_in, look.fault))
}

/// How soon to look again, and why not all came in.
type Looked = (Option<Duration>, Option<JobFault>);

/// Whoever shows the tray reads it again, where there is something new in it.
fn tell(taken: &TakenIn, send: Listener<'_>) -> Result<(), NobodyListens> {
    if taken.came() == 0 {
        return Ok(());
    }
    if send(Msg::TrayGrew(taken.pages)) {
        Ok(())
    } else {
        Err(NobodyListens)
    }
}

fn scan_folder(hands: &Hands) -> Option<PathBuf> {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) => {
            let folder = rows.settings.text("scan_folder");
            (!folder.is_empty()).then(|| PathBuf::from(folder))
        }
        _ => None,
    }
}

/// What is looked at, and who tells of changes there.
#[derive(Default)]
struct Eye {
    folder: Option<PathBuf>,
    told: Option<(RecommendedWatcher, Receiver<()>)>,
    /// What keeps the folder from being taken in, as it was said.
    held: Option<FolderHeld>,
}

impl Eye {
    /// Listens anew before every look: a folder that was removed and made again, or mounted again, is another one under
    /// the same path, of which the listener of before hears nothing. What changes in between is seen by the look.
    fn turn_to(&mut self, folder: Option<&Path>, tells: fn(&Path) -> bool) {
        self.folder = folder.map(Path::to_owned);
        self.told = None;
        self.told = folder
            .filter(|folder| tells(folder))
            .and_then(|folder| listen(folder).ok());
    }

    fn wait(&self, again_in: Option<Duration>) {
        let usual = match (&self.folder, &self.told) {
            (Some(_), None) => POLL,
            _ => SELDOM,
        };
        let patience = again_in.map_or(usual, |soon| soon.min(usual));
        match &self.told {
            Some((_, changes)) => {
                let _ = changes.recv_timeout(patience);
                // A burst of changes is one look.
                while changes.try_recv().is_ok() {}
            }
            // Nobody will ever tell: a channel without a sender would not wait.
            None => thread::park_timeout(patience),
        }
    }
}

/// Do changes made there come to this machine's notice? Those made by another machine do not.
fn tells(folder: &Path) -> bool {
    mounts::medium_of(folder).is_ok_and(|medium| medium == Medium::Local)
}

fn is_change(kind: EventKind) -> bool {
    !kind.is_access() || kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

fn listen(folder: &Path) -> notify::Result<(RecommendedWatcher, Receiver<()>)> {
    let (send, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Looking into a file is told as well; answering that with a look would never end.
        if event.map_or(true, |event| is_change(event.kind)) {
            let _ = send.send(());
        }
    })?;
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok((watcher, changes))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Instant;

    use super::*;
    use crate::desk::clock::Clock;
    use crate::fixture::founded;

    /// A 1 × 1 grey PNG, whole.
    const PNG: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0,
        0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c,
        0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae,
        0x42, 0x60, 0x82,
    ];

    fn desk(home: &Path, scans: &Path) -> Arc<Hands> {
        let mut store = founded(home, Clock::Machine.now());
        store.keep_local("scan_folder", &scans.to_string_lossy()).unwrap();
        Arc::new(Hands::new(home.to_owned(), Some(store), Clock::Machine))
    }

    #[test]
    fn a_page_is_taken_when_it_is_whole_and_its_name_is_told_when_it_never_gets_there() {
        let folder = tempfile::tempdir().unwrap();
        let scans = folder.path().join("quet");
        std::fs::create_dir(&scans).unwrap();
        let hands = desk(&folder.path().join("desk"), &scans);
        let half = scans.join("S0001.png");
        std::fs::write(&half, &PNG[..40]).unwrap();

        let (send, inbox) = channel();
        watch(&hands, move |msg| send.send(msg).is_ok());
        std::fs::write(scans.join("S0002.png"), PNG).unwrap();
        let grew = || match inbox.recv_timeout(Duration::from_secs(20)).unwrap() {
            Msg::TrayGrew(pages) => pages,
            _ => panic!("only the tray is told of"),
        };
        assert_eq!(grew(), 1, "the whole one; the half one waits");
        std::fs::write(&half, PNG).unwrap();
        assert_eq!(grew(), 1, "now it has its end");
        let Answer::Tray(tray) = hands.answer(&Query::Tray) else {
            panic!("no tray")
        };
        let names: Vec<&str> = tray.pages.iter().map(|row| row.page.file_name.as_str()).collect();
        assert_eq!(names, ["S0002.png", "S0001.png"]);
        assert_eq!(
            tray.pages[1].flags,
            ["again", "blank"],
            "the same bytes, all white, and it says so"
        );
        assert!(half.exists(), "the folder is never touched");
    }

    /// Whatever breaks on the way, the next look comes.
    #[test]
    fn a_look_that_breaks_is_not_the_last_one() {
        static BROKE: AtomicBool = AtomicBool::new(false);
        let folder = tempfile::tempdir().unwrap();
        let scans = folder.path().join("quet");
        std::fs::create_dir(&scans).unwrap();
        std::fs::write(scans.join("S0001.png"), PNG).unwrap();
        let hands = desk(&folder.path().join("desk"), &scans);
        let (send, inbox) = channel();
        let breaks_once = |_: &Path| {
            assert!(BROKE.swap(true, Ordering::Relaxed), "breaks once");
            false
        };
        watch_where(&hands, move |msg| send.send(msg).is_ok(), breaks_once);
        let told = inbox.recv_timeout(Duration::from_secs(30));
        assert_eq!(told, Ok(Msg::TrayGrew(1)));
    }

    /// How long a page dropped into the folder takes until it can be read from the tray.
    fn until_seen(hands: &Hands, inbox: &Receiver<Msg>, path: &Path) -> Duration {
        std::fs::write(path, PNG).unwrap();
        let since = Instant::now();
        let mut told = inbox.recv_timeout(Duration::from_secs(30)).unwrap();
        while matches!(told, Msg::ScanFolderHeld(_)) {
            told = inbox.recv_timeout(Duration::from_secs(30)).unwrap();
        }
        assert_eq!(told, Msg::TrayGrew(1));
        let Answer::Tray(tray) = hands.answer(&Query::Tray) else {
            panic!("no tray")
        };
        let took = since.elapsed();
        let name = path.file_name().unwrap().to_string_lossy();
        assert_eq!(tray.pages.last().unwrap().page.file_name, name);
        took
    }

    /// More wants to run than there are cores, in the last minute or just now: then no time means anything.
    fn is_busy() -> bool {
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let words: Vec<&str> = load.split_whitespace().collect();
        let last_minute = words.first().and_then(|it| it.parse::<f64>().ok());
        let now = words
            .get(3)
            .and_then(|it| it.split('/').next()?.parse::<u32>().ok());
        last_minute.is_some_and(|load| load > 2.0) || now.is_some_and(|running| running > 2)
    }

    /// The budget is for a desk that does nothing else: the best of some tries counts, on a machine that is not busy.
    #[test]
    fn a_page_is_in_the_tray_within_1_2_seconds_where_changes_are_told_and_soon_where_they_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let told: fn(&Path) -> bool = |_| true;
        let polled: fn(&Path) -> bool = |_| false;
        for (name, tells, budget) in [("told", told, 1_200), ("polled", polled, 4_400)] {
            let scans = folder.path().join(name);
            std::fs::create_dir(&scans).unwrap();
            let hands = desk(&folder.path().join(format!("desk-{name}")), &scans);
            let (send, inbox) = channel();
            watch_where(&hands, move |msg| send.send(msg).is_ok(), tells);
            let tries = (0..6).map(|n| until_seen(&hands, &inbox, &scans.join(format!("S{n}.png"))));
            let tries: Vec<u128> = tries
                .map(|took| took.as_millis())
                .scan(false, |met, took| {
                    let go_on = !std::mem::replace(met, took <= budget);
                    go_on.then_some(took)
                })
                .collect();
            let best = tries.iter().min().unwrap();
            assert!(*best >= 990, "a file is left alone for a second: {tries:?}");
            assert!(*best <= budget || is_busy(), "{name}: {tries:?} ms");
        }
    }

    #[test]
    fn a_folder_that_goes_away_is_said_once_and_once_more_when_it_is_back() {
        let folder = tempfile::tempdir().unwrap();
        let scans = folder.path().join("quet");
        let hands = desk(&folder.path().join("desk"), &scans);
        let (send, inbox) = channel();
        watch_where(&hands, move |msg| send.send(msg).is_ok(), |_| true);
        let told = || inbox.recv_timeout(Duration::from_secs(30));
        assert_eq!(told(), Ok(Msg::ScanFolderHeld(Some(FolderHeld::Away))));
        std::fs::create_dir(&scans).unwrap();
        assert_eq!(told(), Ok(Msg::ScanFolderHeld(None)));
    }

    /// Nothing comes in, and whoever looks at the tray must be told why.
    #[test]
    fn what_keeps_pages_from_being_stored_is_said_until_it_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let (home, scans) = (folder.path().join("desk"), folder.path().join("quet"));
        std::fs::create_dir(&scans).unwrap();
        let hands = desk(&home, &scans);
        // No file can be kept where no folder can be made.
        let files = home.join("files");
        std::fs::remove_dir_all(&files).ok();
        std::fs::write(&files, "").unwrap();
        std::fs::write(scans.join("S0001.png"), PNG).unwrap();
        let (send, inbox) = channel();
        watch_where(&hands, move |msg| send.send(msg).is_ok(), |_| false);
        let told = || inbox.recv_timeout(Duration::from_secs(30)).unwrap();
        let held = told();
        assert!(
            matches!(held, Msg::ScanFolderHeld(Some(FolderHeld::Fault(_)))),
            "{held:?}"
        );
        std::fs::remove_file(&files).unwrap();
        assert_eq!(told(), Msg::TrayGrew(1));
        assert_eq!(told(), Msg::ScanFolderHeld(None));
    }

    /// A share that went away and came back, or a folder that was made anew, is another folder under the same name.
    #[test]
    fn a_folder_that_was_removed_and_made_again_is_watched_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let scans = folder.path().join("quet");
        std::fs::create_dir(&scans).unwrap();
        let hands = desk(&folder.path().join("desk"), &scans);
        let (send, inbox) = channel();
        watch_where(&hands, move |msg| send.send(msg).is_ok(), |_| true);
        until_seen(&hands, &inbox, &scans.join("S1.png"));
        for (n, is_noticed) in [(2, false), (3, true)] {
            std::fs::remove_dir_all(&scans).unwrap();
            while is_noticed
                && inbox.recv_timeout(Duration::from_secs(30))
                    != Ok(Msg::ScanFolderHeld(Some(FolderHeld::Away)))
            {}
            std::fs::create_dir(&scans).unwrap();
            let took = until_seen(&hands, &inbox, &scans.join(format!("S{n}.png")));
            assert!(took < Duration::from_secs(10) || is_busy(), "{took:?}");
        }
    }

    #[test]
    fn looking_into_files_is_no_change() {
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Any));
    }
}
