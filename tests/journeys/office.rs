//! A founded desk in a folder of its own, its keyboard, its screen and its clock.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone, JobEvent, JobFault};
use motcua::app::key::{Key, parse_keys};
use motcua::app::keymap::Keymap;
use motcua::app::model::Model;
use motcua::app::msg::{Msg, Ticket};
use motcua::app::update::Start;
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::machine::Machine;
use motcua::desk::random::SystemIds;
use motcua::desk::{context, draw};
use motcua::domain::ids::{OfficerId, OpId};
use motcua::domain::officer::Role;
use motcua::domain::query::{Answer, Query};
use motcua::domain::time::Moment;
use motcua::store::reference::ImportFile;
use motcua::store::{DATABASE, OpenError, Opened, Store};
use motcua::ui::{Look, picture};
use tempfile::TempDir;

use crate::before_after::ops;
use crate::founding::{found, people};
use crate::invariants::Confirmed;
use crate::{invariants, trusted};

/// How long a finger needs for a key.
const KEY_MS: i64 = 150;
/// Where the scanner writes, beside the desk's folder.
pub(crate) const SCANS: &str = "quet";
/// A ticket no screen ever gets.
const BY_HAND: Ticket = Ticket(u64::MAX);

pub(crate) const HANH: &str = "Đinh Thị Hạnh";
pub(crate) const SON: &str = "Nguyễn Văn Sơn";
pub(crate) const LAN: &str = "Võ Thị Lan";
pub(crate) const RO: &str = "Đinh Văn Rỡ";

/// Name, PIN and role of each; the first one founds the desk and keeps administration.
pub(crate) const OFFICERS: [(&str, &str, Role); 4] = [
    (HANH, "2468", Role::Reception),
    (SON, "1357", Role::Processing),
    (LAN, "8642", Role::Clerk),
    (RO, "9753", Role::Leader),
];

/// What differs between the desks of the journeys.
pub(crate) struct Founding {
    pub unit_code: &'static str,
    pub unit_name: &'static str,
    pub at: &'static str,
}

pub(crate) const AN_TOAN: Founding = Founding {
    unit_code: "000.99.15.H08",
    unit_name: "Xã An Toàn, huyện An Lão, tỉnh Bình Định",
    at: "2023-02-14T08:00:00+07:00",
};

/// A desk being worked at.
pub(crate) struct Office {
    folder: TempDir,
    home: PathBuf,
    clock: &'static AtomicI64,
    pub(crate) machine: Machine,
    size: (u16, u16),
    typed: u32,
    /// Ops with which the desk was made.
    founded: usize,
    acts: Vec<Confirmed>,
}

impl Office {
    /// The desk of xã An Toàn on 14/02/2023 at 08:00, program started, nobody logged in.
    pub(crate) fn open() -> Self {
        Self::found(&AN_TOAN)
    }

    pub(crate) fn found(founding: &Founding) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("desk");
        let clock: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(moment(founding.at).0)));
        let mut store = found(&home, founding);
        people(&mut store, founding);
        trusted::trusts(store, moment(founding.at));
        Self::standing(folder, home, clock)
    }

    /// A machine without a desk: the program asks how to begin.
    pub(crate) fn on_a_new_machine(time: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(moment(time).0)));
        let home = folder.path().join("desk");
        Self::standing(folder, home, clock)
    }

    /// A desk that stands already, its clock at this time.
    pub(crate) fn at_home(home: PathBuf, time: &str) -> Self {
        let clock: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(moment(time).0)));
        Self::standing(tempfile::tempdir().unwrap(), home, clock)
    }

    fn standing(folder: TempDir, home: PathBuf, clock: &'static AtomicI64) -> Self {
        Self {
            machine: boot(&home, clock),
            founded: ops_in(&home),
            acts: Vec::new(),
            size: (80, 24),
            typed: 0,
            folder,
            home,
            clock,
        }
    }

    /// The desk's own folder.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// A folder beside it, for scans and sticks.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    // The keyboard.

    /// The window has this size from now on.
    pub(crate) fn window(&mut self, size: (u16, u16)) -> &mut Self {
        self.size = size;
        self.machine.send(Msg::Resize(size.0, size.1));
        self
    }

    /// Presses a play of keys, e.g. `khai sinh<enter><f2>`.
    pub(crate) fn keys(&mut self, play: &str) -> &mut Self {
        for key in parse_keys(play).unwrap() {
            self.press(key);
        }
        self
    }

    /// One key, as the table of keys names it.
    pub(crate) fn press(&mut self, key: Key) {
        self.clock.fetch_add(KEY_MS, Ordering::Relaxed);
        let before = self.machine.model.cx.officer.as_ref().map(|it| it.id);
        self.machine.press(key);
        for op in std::mem::take(&mut self.machine.confirmed) {
            self.note(op, before);
        }
    }

    /// An act was confirmed now.
    fn note(&mut self, op: OpId, officer: Option<OfficerId>) {
        let at = self.now();
        self.acts.push(Confirmed { op, officer, at });
    }

    /// Types content into a field; such keys count apart.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.press(Key::char(letter));
            self.typed += 1;
        }
        self
    }

    /// Keys pressed since the program was started, content not counted.
    pub(crate) fn pressed(&self) -> u32 {
        self.machine.keys - self.typed
    }

    /// At the login screen: this officer enters.
    pub(crate) fn log_in(&mut self, name: &str) -> &mut Self {
        self.sees("Đăng nhập").point_at(name);
        self.keys(pin_of(name)).keys("<enter>");
        self.sees("Trang chính")
    }

    /// On the login screen: ↑ ↓ to this officer.
    pub(crate) fn point_at(&mut self, name: &str) -> &mut Self {
        self.keys("<up><up><up><up><up><up>");
        for _ in 0..6 {
            if self.row_of("▸").contains(name) {
                break;
            }
            self.keys("<down>");
        }
        assert!(
            self.row_of("▸").contains(name),
            "{name} is not offered:\n{}",
            self.screen()
        );
        self
    }

    /// Leaves the program as it is and starts it again at this time with this officer.
    pub(crate) fn at(&mut self, time: &str, name: &str) -> &mut Self {
        self.clock_shows(time).leave_and_reopen().log_in(name)
    }

    /// Sets the clock.
    pub(crate) fn clock_shows(&mut self, time: &str) -> &mut Self {
        self.clock.store(moment(time).0, Ordering::Relaxed);
        self
    }

    /// Sets it to an instant it showed before.
    pub(crate) fn clock_goes_on_from(&mut self, now: Moment) -> &mut Self {
        self.clock.store(now.0, Ordering::Relaxed);
        self
    }

    pub(crate) fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::Relaxed))
    }

    /// The program is closed properly and started again.
    pub(crate) fn leave_and_reopen(&mut self) -> &mut Self {
        self.machine.hands.leave();
        self.machine = boot(&self.home, self.clock);
        self.typed = 0;
        self
    }

    /// Another machine with an empty folder: the desk is brought back from a copy and the program started on it.
    pub(crate) fn restored_from(&mut self, copy: &Path) -> &mut Self {
        self.machine.hands.leave();
        self.home = self.folder.path().join("another");
        self.machine.hands = Arc::new(Hands::new(self.home.clone(), None, Clock::Told(self.clock)));
        let restored = self.job(Job::Restore {
            from: copy.to_owned(),
        });
        let is_whole = matches!(restored, Ok(JobDone::BroughtBack { lacks: None, .. }));
        assert!(is_whole, "{restored:?}");
        self.acts_after_the_copy_are_gone();
        self.leave_and_reopen()
    }

    /// Another process worked on the folder: what it did was asked for there, and what was done before is not compared.
    pub(crate) fn others_worked_here(&mut self) -> &mut Self {
        (self.founded, self.acts) = (ops_in(&self.home), Vec::new());
        self
    }

    /// What was done after a copy was made is not in the desk that came back from it.
    pub(crate) fn acts_after_the_copy_are_gone(&mut self) {
        let conn = rusqlite::Connection::open(self.home.join(DATABASE)).unwrap();
        let kept: BTreeSet<OpId> = ops(&conn).into_iter().map(|op| op.id).collect();
        self.acts.retain(|act| kept.contains(&act.op));
    }

    /// A second window on the same folder, while the first one stays.
    pub(crate) fn second_window(&self) -> Machine {
        boot(&self.home, self.clock)
    }

    // The screen.

    /// The whole screen as text.
    pub(crate) fn screen(&self) -> String {
        let (columns, rows) = self.size;
        let model = &self.machine.model;
        picture::screen(|frame, _| draw(model, &Look::SKETCH, frame), columns, rows)
    }

    /// The row of the hardware cursor, cut before the letter it stands on.
    pub(crate) fn at_the_cursor(&self) -> (String, String) {
        let (columns, rows) = self.size;
        let model = &self.machine.model;
        let picture = picture::draw(columns, rows, &Look::SKETCH, |frame, _| {
            draw(model, &Look::SKETCH, frame);
        });
        let (column, row) = picture.cursor.unwrap_or_default();
        let letters: Vec<char> = picture.row(row).chars().collect();
        let (left, right) = letters.split_at(usize::from(column));
        (left.iter().collect(), right.iter().collect())
    }

    /// The first row that holds this text.
    pub(crate) fn row_of(&self, text: &str) -> String {
        let screen = self.screen();
        screen
            .lines()
            .find(|row| row.contains(text))
            .unwrap_or_default()
            .to_owned()
    }

    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "«{text}» is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub(crate) fn sees_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "«{text}» is on the screen:\n{screen}");
        self
    }

    // The hands, without the keyboard.

    pub(crate) fn hands(&self) -> Arc<Hands> {
        Arc::clone(&self.machine.hands)
    }

    /// What the store answers, as a screen would hear it.
    pub(crate) fn ask(&self, query: Query) -> Answer {
        let effect = Effect::Ask(BY_HAND, query);
        match self
            .machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()))
        {
            Some(Msg::Answered(_, answer)) => answer,
            other => panic!("no answer: {other:?}"),
        }
    }

    /// Runs a job to its end.
    pub(crate) fn job(&self, job: Job) -> Result<JobDone, JobFault> {
        let effect = Effect::Start(BY_HAND, job);
        match self
            .machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()))
        {
            Some(Msg::Job(_, JobEvent::Ended(ended))) => ended,
            other => panic!("no end: {other:?}"),
        }
    }

    /// An effect performed without a screen that waits for it.
    pub(crate) fn perform(&mut self, effect: Effect) -> Option<Msg> {
        self.clock.fetch_add(KEY_MS, Ordering::Relaxed);
        let answer = self
            .machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()));
        if let Some(Msg::Changed(_, Ok(done))) = &answer {
            let officer = self.machine.model.cx.officer.as_ref().map(|it| it.id);
            self.note(done.op, officer);
        }
        answer
    }

    pub(crate) fn officer(&self, name: &str) -> OfficerId {
        let Answer::Officers(rows) = self.ask(Query::Officers) else {
            panic!("no officers");
        };
        let found = rows.officers.iter().find(|officer| officer.name == name);
        found.unwrap_or_else(|| panic!("no officer {name}")).id
    }

    /// One value of the database, for what no screen shows.
    pub(crate) fn value<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        let conn = rusqlite::Connection::open(self.home.join(DATABASE)).unwrap();
        conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Another catalogue is taken in between two runs of the program, as `catalog import` does.
    pub(crate) fn imports(&mut self, bytes: &[u8]) -> &mut Self {
        self.machine.hands.leave();
        let (now, ids) = (self.now(), Box::new(SystemIds));
        let Opened::Writer(mut store) = Store::open(&self.home, now, ids).unwrap() else {
            panic!("somebody else has it")
        };
        let actor = store.officers().unwrap()[0].id;
        let source = "danh mục thử";
        let file = ImportFile { bytes, source, actor };
        store.import_catalog(file, |_| true, now).unwrap();
        drop(store);
        self.leave_and_reopen()
    }

    /// Leaves and examines everything that was left behind.
    pub(crate) fn ends_sound(&mut self) {
        self.machine.hands.leave();
        invariants::hold(&self.home, self.now());
        let conn = rusqlite::Connection::open(self.home.join(DATABASE)).unwrap();
        invariants::one_op_for_each_act(&conn, self.founded, &self.acts);
    }
}

/// What a machine shows, for windows that are not the office's own.
pub(crate) fn shown(machine: &Machine) -> String {
    picture::screen(|frame, _| draw(&machine.model, &Look::SKETCH, frame), 80, 24)
}

pub(crate) fn moment(time: &str) -> Moment {
    Moment::from_rfc3339(time).unwrap()
}

pub(crate) fn pin_of(name: &str) -> &'static str {
    let found = OFFICERS.iter().find(|(known, ..)| *known == name);
    found.unwrap_or_else(|| panic!("no officer {name}")).1
}

/// How many ops the log holds; none where there is no desk.
fn ops_in(home: &Path) -> usize {
    if !home.join(DATABASE).exists() {
        return 0;
    }
    ops(&rusqlite::Connection::open(home.join(DATABASE)).unwrap()).len()
}

fn boot(home: &Path, clock: &'static AtomicI64) -> Machine {
    let clock = Clock::Told(clock);
    let (store, start) = match Store::open(home, clock.now(), Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => (Some(store), Start::Desk),
        Ok(Opened::ReadOnly { why, .. }) => (None, Start::ReadOnly(why)),
        Err(OpenError::NoDesk) => (None, Start::Empty),
        Err(error) => panic!("{error:?}"),
    };
    let hands = Arc::new(Hands::new(home.to_owned(), store, clock).patient_for(std::time::Duration::ZERO));
    Machine::boot(Model::new(context(clock, false), Keymap::default()), hands, start)
}
