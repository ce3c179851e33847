//! Update and view of every layer at 120×40: each key of the ways that lead to them is timed where it is pressed.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use motcua::app::effect::Effect;
use motcua::app::job::Job;
use motcua::app::key::{Key, parse_keys};
use motcua::app::keymap::Keymap;
use motcua::app::model::{LAYERS, Layer, Model};
use motcua::app::msg::{Msg, Ticket};
use motcua::app::update::{Start, update};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::machine::Machine;
use motcua::desk::random::SystemIds;
use motcua::desk::{context, draw, practice};
use motcua::domain::act::Pin;
use motcua::domain::refusal::Refusal;
use motcua::domain::time::Moment;
use motcua::store::{DATABASE, Opened, Store};
use motcua::ui::Look;
use rusqlite::Connection;

use crate::figures::{Budget, line, middle, wall};
use crate::ways::{From, WAYS, Way};

const WEEK_MS: i64 = 7 * 24 * 3_600_000;

/// Prints the worst layer and the middle of all. Every layer there is must have been met.
pub(crate) fn measure(home: &Path) {
    let aside = tempfile::tempdir().unwrap();
    let mut desk = Played::on(home, Start::Desk);
    let mut times = Times::new();
    desk.play("1234<enter>", &mut times);
    desk.takes_in_pages();
    desk.has_a_recording(aside.path());
    for (way, layer) in WAYS.iter().zip(LAYERS) {
        assert_eq!(way.0, *layer, "the ways stand in the order of the layers");
        match way.1 {
            From::Home | From::Locked | From::LastWeek => {
                desk.go_home(&mut times);
                desk.walk(way, home, &mut times);
            }
            From::Login => Played::on(home, Start::Desk).walk(way, home, &mut times),
            From::NewPin => {
                let other = aside.path().join("pin");
                with_a_pin_to_change(&other);
                Played::on(&other, Start::Desk).walk(way, home, &mut times);
            }
            From::Nothing => {
                let none = aside.path().join("none");
                Played::on(&none, Start::Empty).walk(way, home, &mut times);
            }
            From::Elsewhere => {
                let start = Start::ReadOnly(Refusal::ReadOnly);
                Played::on(home, start).walk(way, home, &mut times);
            }
        }
    }
    print(&mut times);
}

type Times = BTreeMap<&'static str, Vec<Duration>>;

fn print(times: &mut Times) {
    let mut middles: Vec<(Duration, &str)> = times
        .iter_mut()
        .map(|(name, times)| (middle(times), *name))
        .collect();
    middles.sort_unstable();
    let budget = Budget::Time(Duration::from_millis(1));
    let seen = middles.len();
    if let (Some(worst), Some(usual)) = (middles.last(), middles.get(seen / 2)) {
        let name = format!("update + view, worst: {}", worst.1);
        line(&name, wall(worst.0), budget, None);
        let name = format!("update + view, middle of {seen} layers");
        line(&name, wall(usual.0), budget, None);
    }
    let names: Vec<&str> = middles.iter().map(|it| it.1).collect();
    println!("  quickest first: {}", names.join(" "));
}

/// A small practice desk whose second officer was given a PIN for once.
fn with_a_pin_to_change(home: &Path) {
    let now = Clock::Machine.now();
    let mut store = practice::create(home, now, Box::new(SystemIds)).unwrap();
    let officers = store.officers().unwrap();
    let once = Pin("0000".to_owned());
    store
        .set_pin(officers[0].id, officers[1].id, (None, &once), now)
        .unwrap();
}

/// A machine that is played, and its clock.
struct Played {
    machine: Machine,
    clock: &'static AtomicI64,
    visitors: u32,
}

impl Played {
    /// The program is started on this folder, and finds there what it is told to find.
    fn on(home: &Path, start: Start) -> Self {
        let now = Clock::Machine.now();
        let clock: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(now.0)));
        let told = Clock::Told(clock);
        let store = if start == Start::Desk {
            writer(home, now)
        } else {
            None
        };
        let hands = Arc::new(Hands::new(home.to_path_buf(), store, told));
        let model = Model::new(context(told, true), Keymap::default());
        Self {
            machine: Machine::boot(model, hands, start),
            clock,
            visitors: 0,
        }
    }

    /// Pages lie in the tray, as after a scan.
    fn takes_in_pages(&mut self) {
        let samples = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples"));
        let paths = ["to_khai_1.jpg", "to_khai_2.jpg"].map(|name| samples.join(name));
        let job = Job::TakeIn { paths: paths.into() };
        let effect = Effect::Start(Ticket(u64::MAX), job);
        self.machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()));
    }

    /// A recording above the recommended size lies in the scan folder.
    fn has_a_recording(&mut self, folder: &Path) {
        let silence = 31 * 1024 * 1024_u32;
        let format = b"fmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0data";
        let size = u32::try_from(format.len()).unwrap() + 8 + silence;
        let head = [
            b"RIFF",
            &size.to_le_bytes()[..],
            b"WAVE",
            format,
            &silence.to_le_bytes(),
        ]
        .concat();
        let path = folder.join("ghi_am.wav");
        std::fs::write(&path, &head).unwrap();
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.set_len(head.len() as u64 + u64::from(silence)).unwrap();
        let effect = Effect::KeepLocal {
            ticket: Ticket(u64::MAX),
            key: "scan_folder".to_owned(),
            value: folder.to_string_lossy().into_owned(),
        };
        self.machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()));
    }

    fn top(&self) -> &'static str {
        self.machine.model.top().map_or("", Layer::name)
    }

    /// Goes this way; the last play is pressed under its bad luck, and must end where the way leads.
    fn walk(&mut self, (name, from, plays): &Way, home: &Path, times: &mut Times) {
        let Some((last, before)) = plays.split_last() else {
            return;
        };
        self.visitors += 1;
        let number = format!("0521920{:05}", 46_000 + self.visitors);
        for play in before {
            self.play(&play.replace("{n}", &number), times);
        }
        let last = last.replace("{n}", &number);
        match from {
            From::Locked => {
                let other = Connection::open(home.join(DATABASE)).unwrap();
                other.execute_batch("BEGIN IMMEDIATE").unwrap();
                self.play(&last, times);
                other.execute_batch("ROLLBACK").unwrap();
            }
            From::LastWeek => {
                let now = self.clock.fetch_sub(WEEK_MS, Ordering::Relaxed);
                self.play(&last, times);
                self.clock.store(now, Ordering::Relaxed);
            }
            From::Home | From::Login | From::NewPin | From::Nothing | From::Elsewhere => {
                self.play(&last, times);
            }
        }
        assert_eq!(self.top(), *name, "the way {plays:?} leads elsewhere");
    }

    fn play(&mut self, keys: &str, times: &mut Times) {
        for key in parse_keys(keys).unwrap() {
            self.press(key, times);
        }
    }

    fn go_home(&mut self, times: &mut Times) {
        for _ in 0..12 {
            match self.top() {
                "home" => break,
                "curtain" => self.play("1234<enter>", times),
                _ => self.play("<esc>", times),
            }
        }
        // The search field of Home is emptied by the same key.
        self.play("<esc>", times);
        assert_eq!(self.top(), "home");
    }

    /// The longest update of the key and of the answers to it, and the view as the quickest of a few, since other work
    /// may come between; what the updates ask for is done untimed, as by the threads.
    fn press(&mut self, key: Key, times: &mut Times) {
        let now = Moment(self.clock.fetch_add(150, Ordering::Relaxed));
        let mut longest = Duration::ZERO;
        let mut effects = self.timed(Msg::Minute(now), &mut longest);
        effects.extend(self.timed(Msg::Key(key, None), &mut longest));
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            waiting.extend(self.perform(effect, &mut longest));
        }
        let look = Look::default();
        let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(120, 40)).unwrap();
        let model = &self.machine.model;
        let views = (0..5)
            .map(|_| {
                let start = Instant::now();
                terminal.draw(|frame| draw(model, &look, frame)).unwrap();
                start.elapsed()
            })
            .min();
        let whole = longest + views.unwrap_or_default();
        times.entry(self.top()).or_default().push(whole);
    }

    fn perform(&mut self, effect: Effect, longest: &mut Duration) -> Vec<Effect> {
        let answer = self
            .machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()));
        answer.map_or_else(Vec::new, |msg| self.timed(msg, longest))
    }

    fn timed(&mut self, msg: Msg, longest: &mut Duration) -> Vec<Effect> {
        let start = Instant::now();
        let effects = update(&mut self.machine.model, msg);
        *longest = start.elapsed().max(*longest);
        effects
    }
}

fn writer(home: &Path, now: Moment) -> Option<Store> {
    match Store::open(home, now, Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => Some(store),
        Ok(Opened::ReadOnly { .. }) | Err(_) => None,
    }
}
