//! SANE's simulated device, its faults included: every page that is whole is in the tray, every fault has its name, and
//! a scan that is killed loses nothing that was whole.
//!
//! The test starts itself again as a child, because SANE reads the device's behaviour from its environment.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone, JobEvent};
use motcua::app::msg::{Msg, Ticket};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::random::SystemIds;
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::TrayRows;
use motcua::domain::tray::TraySource;
use motcua::store::Reader;

use common::child::{child, told};
use common::fixture::founded;
use common::folder::writer;

const OUTCOME: &str = "outcome.txt";
const TICKET: Ticket = Ticket(1);

/// A desk beside a simulated device that behaves so (lines of SANE's test.conf).
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new(behaviour: &str, settings: &[(&str, &str)]) -> Option<Self> {
        if Command::new("scanimage").arg("--version").output().is_err() {
            common::skipped::skipped("no scanimage (sane-utils) on this machine");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("test.conf"), behaviour).unwrap();
        std::fs::write(folder.path().join("dll.conf"), "test\n").unwrap();
        let home = folder.path().join("desk");
        let mut store = founded(&home, Clock::Machine.now());
        for (key, value) in settings {
            store.keep_local(key, value).unwrap();
        }
        Some(Self { folder })
    }

    fn home(&self) -> std::path::PathBuf {
        self.folder.path().join("desk")
    }

    fn start(&self, stop_after: u32) -> Child {
        child("scans", &self.home(), &stop_after.to_string())
            .env("SANE_CONFIG_DIR", self.folder.path())
            .spawn()
            .unwrap()
    }

    /// Scans; how it ended, as the child wrote it down.
    fn scan(&self, stop_after: u32) -> String {
        assert!(self.start(stop_after).wait().unwrap().success());
        std::fs::read_to_string(self.home().join(OUTCOME)).unwrap()
    }

    fn tray(&self) -> TrayRows {
        let reader = Reader::open(&self.home()).unwrap();
        match reader.answer(&Query::Tray, Clock::Machine.now()) {
            Answer::Tray(rows) => rows,
            other => panic!("{other:?}"),
        }
    }
}

fn hands(home: &Path) -> Hands {
    let store = writer(home, Clock::Machine.now(), SystemIds);
    Hands::new(home.to_owned(), Some(store), Clock::Machine)
}

fn job(hands: &Hands, job: Job, stop_after: u64) -> String {
    let mut tell = |msg: Msg| {
        if let Msg::Job(_, JobEvent::Progress { done, .. }) = msg
            && done >= stop_after
        {
            hands.perform(Effect::Cancel(TICKET), &mut |_| ControlFlow::Continue(()));
        }
        ControlFlow::Continue(())
    };
    match hands.perform(Effect::Start(TICKET, job), &mut tell) {
        Some(Msg::Job(_, JobEvent::Ended(Ok(JobDone::Scanned(scanned))))) => {
            format!(
                "{:?} pages {} half {}",
                scanned.end, scanned.taken.pages, scanned.half
            )
        }
        other => format!("{other:?}"),
    }
}

/// Not a test of its own: what the others start.
#[test]
fn scans() {
    let Some((home, stop_after)) = told() else {
        return;
    };
    let (hands, stop_after) = (hands(&home), stop_after.parse().unwrap());
    let outcome = job(&hands, Job::Scan { aim: None }, stop_after);
    std::fs::write(home.join(OUTCOME), outcome).unwrap();
    hands.leave();
}

const NEVER: u32 = u32::MAX;

#[test]
fn a_feeder_of_ten_sheets_becomes_ten_pages_of_two_hundred_dots() {
    let Some(bench) = Bench::new("", &[("scanner", "test")]) else {
        return;
    };
    assert_eq!(bench.scan(NEVER), "FeederEmpty pages 10 half false");
    let tray = bench.tray();
    assert_eq!(tray.pages.len(), 10);
    let names: Vec<_> = tray.pages.iter().map(|row| row.page.file_name.as_str()).collect();
    assert_eq!((names[0], names[9]), ("S0001.jpg", "S0010.jpg"));
    for row in &tray.pages {
        assert_eq!((row.source, row.page.dpi), (TraySource::Scanner, 200));
        assert_eq!(row.page.device, "test · nd30");
    }
}

#[test]
fn the_glass_gives_one_page() {
    let settings = [("scanner", "test:0"), ("scan_source", "flatbed")];
    let Some(bench) = Bench::new("", &settings) else {
        return;
    };
    assert_eq!(bench.scan(NEVER), "Done pages 1 half false");
}

#[test]
fn every_fault_of_the_device_has_its_name() {
    let faults = [
        ("SANE_STATUS_JAMMED", "Fault(Jammed)"),
        ("SANE_STATUS_COVER_OPEN", "Fault(CoverOpen)"),
        ("SANE_STATUS_NO_DOCS", "Fault(NoPaper)"),
        ("SANE_STATUS_DEVICE_BUSY", "Fault(Busy)"),
        ("SANE_STATUS_IO_ERROR", "Fault(Line)"),
        ("SANE_STATUS_ACCESS_DENIED", "Fault(Denied)"),
        ("SANE_STATUS_NO_MEM", "Fault(Memory)"),
    ];
    for (status, name) in faults {
        let behaviour = format!("read-status-code \"{status}\"\n");
        let Some(bench) = Bench::new(&behaviour, &[("scanner", "test")]) else {
            return;
        };
        let outcome = bench.scan(NEVER);
        assert!(
            outcome.starts_with(&format!("{name} pages 0")),
            "{status}: {outcome}"
        );
        assert!(bench.tray().pages.is_empty());
    }
    let Some(bench) = Bench::new("", &[("scanner", "nosuch:0")]) else {
        return;
    };
    assert!(bench.scan(NEVER).starts_with("Fault(Absent)"));
    let duplex = [("scanner", "test"), ("scan_source", "duplex")];
    let Some(bench) = Bench::new("", &duplex) else {
        return;
    };
    assert!(bench.scan(NEVER).starts_with("Fault(NoFeed(Duplex))"));
}

/// About two seconds a page.
const SLOW: &str = "read-delay true\nread-delay-duration 20000\n";

#[test]
fn esc_keeps_the_pages_that_are_whole() {
    let Some(bench) = Bench::new(SLOW, &[("scanner", "test")]) else {
        return;
    };
    let outcome = bench.scan(1);
    let whole = outcome
        .strip_prefix("Stopped pages ")
        .unwrap_or_else(|| panic!("{outcome}"));
    let whole: usize = whole.split(' ').next().unwrap().parse().unwrap();
    // On a busy machine a second page may be whole before the first is heard of.
    assert!((1..10).contains(&whole), "{outcome}");
    assert_eq!(bench.tray().pages.len(), whole);
    let left = std::fs::read_dir(bench.home().join("scanning")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing stays behind");
}

#[test]
fn a_scan_killed_with_the_program_loses_no_whole_page_and_names_the_torn_one() {
    let Some(bench) = Bench::new(SLOW, &[("scanner", "test")]) else {
        return;
    };
    let mut child = bench.start(NEVER);
    let since = Instant::now();
    let half_begun = || {
        let scans = std::fs::read_dir(bench.home().join("scanning"))
            .into_iter()
            .flatten()
            .flatten();
        let files = scans.flat_map(|scan| std::fs::read_dir(scan.path()).into_iter().flatten().flatten());
        let names: Vec<_> = files
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .collect();
        names.iter().any(|name| {
            std::path::Path::new(name)
                .extension()
                .is_some_and(|it| it == "part")
        })
    };
    while bench.tray().pages.len() < 2 || !half_begun() {
        assert!(since.elapsed() < Duration::from_mins(2), "no second page");
        std::thread::park_timeout(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // The scanner's program ends when it has something to say and nobody listens.
    let scans = bench.home().join("scanning");
    let writes = || {
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let folders = processes.filter_map(|it| std::fs::read_link(it.path().join("cwd")).ok());
        folders.into_iter().any(|folder| folder.starts_with(&scans))
    };
    while writes() {
        assert!(
            since.elapsed() < Duration::from_mins(3),
            "the scanner's program goes on"
        );
        std::thread::park_timeout(Duration::from_millis(50));
    }
    let before = bench.tray().pages.len();
    let hands = hands(&bench.home());
    let outcome = job(&hands, Job::LookForScans, u64::MAX);
    assert!(outcome.contains("TakenIn"), "{outcome}");
    hands.leave();
    let tray = bench.tray();
    assert!(tray.pages.len() >= before);
    let mut names: Vec<_> = tray.pages.iter().map(|row| row.page.file_name.clone()).collect();
    names.dedup();
    let counted: Vec<_> = (1..=names.len()).map(|page| format!("S{page:04}.jpg")).collect();
    assert_eq!(names, counted, "each once, none missing");
    let torn = format!("S{:04}.jpg: quét dở", names.len() + 1);
    assert!(
        tray.refused.iter().any(|it| it.starts_with(&torn)),
        "{:?}",
        tray.refused
    );
}
