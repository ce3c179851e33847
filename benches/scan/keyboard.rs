//! The checks of a stack with the two workers the desk uses, beside one at a time; and what a key costs meanwhile.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone, JobEvent};
use motcua::app::key::{Key, parse_keys};
use motcua::app::msg::{Msg, Ticket};
use motcua::app::update::Start;
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::load::{self, Load};
use motcua::desk::practice;
use motcua::desk::random::SystemIds;
use motcua::domain::draft::DraftFile;
use motcua::scan::check::{Share, check_and_read};
use motcua::scan::inspect;
use motcua::store::blobs::Blobs;

use crate::played::Played;

/// Pages of a stack.
const STACK: usize = 40;
/// Every key is pressed so often; the quickest counts where nothing but our own work is asked about.
const TIMES: usize = 9;
/// A key handled, and its screen drawn.
const BUDGET_MS: f64 = 1.0;
/// What an officer does while a stack comes in: finds somebody, reads a list, looks through the tray.
const KEYS: &str =
    "dinh thi<esc>8<enter><down><down><pagedown><up><esc><f10>khay quet<enter><down><down><space><up><esc>";

/// Prints both. `pages` are files on the disk.
pub(crate) fn measure(pages: &[PathBuf]) {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    furnished(&home);
    let mut desk = Played::on(&home, Start::Desk);
    for key in parse_keys("1234<enter>").unwrap() {
        desk.press(key);
    }
    let hands = Arc::clone(&desk.machine.hands);
    let stack = taken(&hands, &pages[..STACK], false);
    let three = Job::TakeIn {
        paths: pages[..3].to_vec(),
    };
    assert!(matches!(done(&hands, three), Some(JobDone::TakenIn(taken)) if taken.pages == 3));
    checks(&hands, &stack);
    one_file((&hands, &home), &pages[..STACK]);
    keys(&mut desk, &stack);
}

/// A practice desk with some hundred dossiers.
fn furnished(home: &Path) {
    let now = Clock::Machine.now();
    let mut store = practice::create(home, load::start(now), Box::new(SystemIds)).unwrap();
    let load = Load {
        dossiers: 300,
        seed: 1,
        receipts: 0,
    };
    load::fill(&mut store, load, now, &mut |_| ()).unwrap();
}

fn done(hands: &Hands, job: Job) -> Option<JobDone> {
    let effect = Effect::Start(Ticket(u64::MAX), job);
    match hands.perform(effect, &mut |_| ControlFlow::Continue(())) {
        Some(Msg::Job(_, JobEvent::Ended(ended))) => ended.ok(),
        _ => None,
    }
}

/// The pages in the store, each a file or all of them one PDF.
fn taken(hands: &Hands, pages: &[PathBuf], joined: bool) -> Vec<DraftFile> {
    let job = Job::TakeFiles {
        paths: pages.to_vec(),
        title: String::new(),
        joined,
    };
    match done(hands, job) {
        Some(JobDone::Taken { files, .. }) => files,
        _ => Vec::new(),
    }
}

/// The same job for pairs of pages and for single ones: the desk looks at two at a time.
fn checks(hands: &Hands, stack: &[DraftFile]) {
    let look = |at_once: usize| {
        let since = Instant::now();
        for some in stack.chunks(at_once) {
            let seen = done(hands, Job::LookAtChosen(some.to_vec()));
            assert!(matches!(seen, Some(JobDone::Seen(seen)) if seen.len() == some.len()));
        }
        since.elapsed().as_secs_f64() * 1000.0 / f64::from(u32::try_from(stack.len()).unwrap())
    };
    // Turn by turn, so that other work of the machine meets both.
    let mut runs: Vec<(f64, f64)> = (0..3).map(|_| (look(1), look(2))).collect();
    runs.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
    let (one, two) = runs[runs.len() / 2];
    println!(
        "checks of {STACK} pages, two at a time {two:>7.1} ms wall each; one at a time {one:.1}   ×{:.2}, at most ×0.7 with two cores free",
        two / one.max(1e-9)
    );
}

/// The same for the pages of one file, beside all of them on one thread.
fn one_file((hands, home): (&Hands, &Path), pages: &[PathBuf]) {
    // The originals are kept beside it.
    let file = taken(hands, pages, true).pop().unwrap();
    let path = Blobs::of(home).place(file.sha256);
    let one = || {
        let since = Instant::now();
        let read = (
            inspect(&path).pages,
            check_and_read(&path, Share::ALL).unwrap().len(),
        );
        assert_eq!(read, (u32::try_from(STACK).unwrap(), STACK));
        since.elapsed()
    };
    let two = || {
        let since = Instant::now();
        let seen = done(hands, Job::LookAtChosen(vec![file.clone()]));
        assert!(matches!(seen, Some(JobDone::Seen(seen)) if seen.len() == STACK));
        since.elapsed()
    };
    let each = |wall: Duration| wall.as_secs_f64() * 1000.0 / f64::from(u32::try_from(STACK).unwrap());
    let mut runs: Vec<(f64, f64)> = (0..3).map(|_| (each(one()), each(two()))).collect();
    runs.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
    let (one, two) = runs[runs.len() / 2];
    println!(
        "checks of one PDF of {STACK} pages, two at a time {two:>7.1} ms wall each; one at a time {one:.1}   ×{:.2}, at most ×0.7 with two cores free",
        two / one.max(1e-9)
    );
}

/// A stack is checked over and over by the desk's two workers while keys are pressed.
fn keys(desk: &mut Played, stack: &[DraftFile]) {
    let keys = parse_keys(KEYS).unwrap();
    let idle = played(desk, &keys);
    let hands = Arc::clone(&desk.machine.hands);
    let stop = Arc::new(AtomicBool::new(false));
    let (heard, files) = (Arc::clone(&stop), stack.to_vec());
    let worker = thread::spawn(move || {
        let mut stacks = 0_u32;
        while !heard.load(Ordering::Relaxed) {
            let effect = Effect::Start(Ticket(u64::MAX - 1), Job::LookAtChosen(files.clone()));
            hands.perform(effect, &mut |_| {
                stacks += 1;
                if heard.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
        }
        stacks
    });
    let busy = played(desk, &keys);
    stop.store(true, Ordering::Relaxed);
    let pairs = worker.join().unwrap_or_default();
    assert!(pairs > 0, "nothing was checked meanwhile");
    let [worst, worst_idle] = [&busy, &idle].map(|it| it.quickest);
    println!(
        "update + view, worst of {} keys, quickest of {TIMES}: {worst:.2} ms while two pages are checked ({pairs} pairs), \
         {worst_idle:.2} ms idle   ×{:.2}; at most {BUDGET_MS} ms",
        keys.len(),
        worst / worst_idle.max(1e-9)
    );
    println!(
        "  longest of all {} presses by the wall clock: {:.2} ms, {:.2} ms idle",
        keys.len() * TIMES,
        busy.longest,
        idle.longest
    );
}

/// Milliseconds of the worst key.
struct Keys {
    /// Each key as its quickest press: what other threads take from this one is not in it.
    quickest: f64,
    /// Each as its slowest: what the officer may have waited.
    longest: f64,
}

fn played(desk: &mut Played, keys: &[Key]) -> Keys {
    let mut each: Vec<Vec<Duration>> = vec![Vec::new(); keys.len()];
    for _ in 0..TIMES {
        for (key, times) in keys.iter().zip(&mut each) {
            times.push(desk.press(*key));
        }
        assert_eq!(desk.top(), "home", "the keys lead back to where they began");
    }
    let worst = |of: fn(&[Duration]) -> Option<Duration>| {
        let all = each.iter().filter_map(|times| of(times));
        all.max().unwrap_or_default().as_secs_f64() * 1000.0
    };
    Keys {
        quickest: worst(|times| times.iter().min().copied()),
        longest: worst(|times| times.iter().max().copied()),
    }
}
