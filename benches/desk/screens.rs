//! Update and view of every layer at 120×40: each key of the ways that lead to them is timed where it is pressed.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use motcua::app::effect::Effect;
use motcua::app::job::Job;
use motcua::app::key::parse_keys;
use motcua::app::model::LAYERS;
use motcua::app::msg::Ticket;
use motcua::app::update::Start;
use motcua::desk::clock::Clock;
use motcua::desk::practice;
use motcua::desk::random::SystemIds;
use motcua::domain::act::Pin;
use motcua::domain::refusal::Refusal;
use motcua::store::DATABASE;
use ratatui::backend::TestBackend;
use ratatui::widgets::Paragraph;
use ratatui::{Frame, Terminal};
use rusqlite::Connection;

use crate::figures::{Budget, Figure, line, median_of, middle, wall};
use crate::played::Played;
use crate::ways::{From, WAYS, Way};

const WEEK_MS: i64 = 7 * 24 * 3_600_000;

/// Prints the worst layer and the middle of all. Every layer there is must have been met.
pub(crate) fn measure(home: &Path) {
    let aside = tempfile::tempdir().unwrap();
    let mut desk = Played::on(home, Start::Desk);
    let mut times = Times::new();
    desk.play("1234<enter>", &mut times);
    desk.takes_in_pages();
    // Its signature is nobody's here: the report comes up by itself.
    let signed = include_bytes!("../../tests/fixtures/results/unknown.pdf");
    std::fs::write(aside.path().join("ky.pdf"), signed).unwrap();
    desk.has_a_recording(aside.path());
    for ((at, way), layer) in WAYS.iter().enumerate().zip(LAYERS) {
        assert_eq!(way.0, *layer, "the ways stand in the order of the layers");
        match way.1 {
            From::Home | From::Locked | From::LastWeek => {
                desk.go_home(&mut times);
                desk.walk((at, way), home, &mut times);
            }
            From::Login => Played::on(home, Start::Desk).walk((at, way), home, &mut times),
            From::NewPin => {
                let other = aside.path().join("pin");
                with_a_pin_to_change(&other);
                Played::on(&other, Start::Desk).walk((at, way), home, &mut times);
            }
            From::Nothing => {
                let none = aside.path().join("none");
                Played::on(&none, Start::Empty).walk((at, way), home, &mut times);
            }
            From::Elsewhere => {
                let start = Start::ReadOnly(Refusal::ReadOnly);
                Played::on(home, start).walk((at, way), home, &mut times);
            }
        }
    }
    // A kept folder would be measured at looking for this one the next time.
    desk.scans_from("");
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
    let bare = Some(("a bare paragraph as large", bare()));
    if let (Some(worst), Some(usual)) = (middles.last(), middles.get(seen / 2)) {
        let name = format!("update + view, worst: {}", worst.1);
        line(&name, wall(worst.0), budget, bare);
        let name = format!("update + view, middle of {seen} layers");
        line(&name, wall(usual.0), budget, bare);
    }
    let names: Vec<&str> = middles.iter().map(|it| it.1).collect();
    println!("  quickest first: {}", names.join(" "));
}

/// As many words drawn by the library alone, with nothing decided.
fn bare() -> Figure {
    let line = "Trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc ".repeat(3);
    let words = vec![line; 40].join("\n");
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    median_of(60, || {
        let draw = |frame: &mut Frame| frame.render_widget(Paragraph::new(words.as_str()), frame.area());
        terminal.draw(draw).unwrap();
    })
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

impl Played {
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
        self.scans_from(&folder.to_string_lossy());
    }

    /// Where scans come in.
    fn scans_from(&mut self, folder: &str) {
        let effect = Effect::KeepLocal {
            ticket: Ticket(u64::MAX),
            key: "scan_folder".to_owned(),
            value: folder.to_owned(),
        };
        self.machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()));
    }

    /// Goes this way; the last play is pressed under its bad luck, and must end where the way leads.
    fn walk(&mut self, (at, (name, from, plays)): (usize, &Way), home: &Path, times: &mut Times) {
        let Some((last, before)) = plays.split_last() else {
            return;
        };
        // A child of 2025, another at each second: where a number is known the fields are filled already, and a kept folder
        // knows those of the runs before.
        let second = usize::try_from(self.clock.load(Ordering::Relaxed) / 1_000 % 90_000).unwrap();
        let number = format!("0523250{:05}", second + at);
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
            let whole = self.press(key);
            times.entry(self.top()).or_default().push(whole);
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
}
