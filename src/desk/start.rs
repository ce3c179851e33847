//! Starts the full-screen desk on a folder: what is there decides which screen comes first.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::context::{Context, Seen};
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::app::update::Start;
use crate::desk::clock::Clock;
use crate::desk::hands::Hands;
use crate::desk::random::SystemIds;
use crate::desk::{practice, run};
use crate::domain::query::{Answer, Query};
use crate::domain::settings::Settings;
use crate::store::{OpenError, Opened, Store, backup};
use crate::ui::Look;
use crate::ui::theme::Depth;

/// File of an office's own keys, inside the desk's folder.
const KEYS: &str = "keys.toml";

/// Opens the desk in `home` (the practice desk is made where there is none) and comes back when the officer leaves.
pub fn start(home: &Path, clock: Clock, is_practice: bool) -> anyhow::Result<()> {
    crate::forms::check()?;
    let (store, start) = open(home, clock, is_practice)?;
    let hands = Arc::new(Hands::new(home.to_path_buf(), store, clock));
    let look = look(&theme(&hands));
    let model = Model::new(context(clock, is_practice), keymap(home));
    run(model, hands, (start, look, log_folder(home)))
}

/// A machine that has just been switched on.
pub fn context(clock: Clock, is_practice: bool) -> Context {
    Context {
        now: clock.now(),
        officer: None,
        settings: Settings::default(),
        desk_no: 0,
        practice: is_practice,
        read_only: false,
        size: (80, 24),
        draft: None,
        draft_saved: None,
        scan: None,
        scans: 0,
        seen: Seen::default(),
        ids: Box::new(SystemIds),
        scan_folder: None,
        last_ticket: 0,
    }
}

fn open(home: &Path, clock: Clock, is_practice: bool) -> Result<(Option<Store>, Start), OpenError> {
    if is_practice {
        return match practice::open_or_create(home, clock.now()) {
            Ok(store) => Ok((Some(store), Start::Desk)),
            Err(OpenError::InUse) => Ok((None, Start::ReadOnly(crate::domain::refusal::Refusal::ReadOnly))),
            Err(OpenError::Damaged { .. }) => Ok((None, Start::Damaged(home.join(backup::FOLDER)))),
            Err(error) => Err(error),
        };
    }
    match Store::open(home, clock.now(), Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => Ok((Some(store), Start::Desk)),
        Ok(Opened::ReadOnly { why, .. }) => Ok((None, Start::ReadOnly(why))),
        Err(OpenError::NoDesk) => Ok((None, Start::Empty)),
        Err(OpenError::Damaged { .. }) => Ok((None, Start::Damaged(home.join(backup::FOLDER)))),
        Err(error) => Err(error),
    }
}

/// The theme of this machine's settings; empty where none is set.
fn theme(hands: &Hands) -> String {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) => rows.settings.text("theme").to_owned(),
        _ => String::new(),
    }
}

/// The look of this theme, or for none what the terminal says of itself.
pub(super) fn look(theme: &str) -> Look {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let term = std::env::var("TERM").unwrap_or_default();
    let depth = Depth::of(&std::env::var("COLORTERM").unwrap_or_default());
    Look::choose(Some(theme).filter(|name| !name.is_empty()), no_color, &term).with_depth(depth)
}

/// The office's own keys; a file that cannot be read leaves the usual ones in force.
fn keymap(home: &Path) -> Keymap {
    let own = std::fs::read_to_string(home.join(KEYS)).ok();
    own.and_then(|text| Keymap::from_toml(&text).ok())
        .unwrap_or_default()
}

fn log_folder(home: &Path) -> PathBuf {
    home.join("log")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, SeekFrom, Write};

    use std::ops::ControlFlow;

    use crate::app::effect::Effect;
    use crate::app::job::{Job, JobEvent, JobFault};
    use crate::app::key::parse_keys;
    use crate::app::model::Layer;
    use crate::app::msg::{Msg, Ticket};
    use crate::desk::machine::Machine;
    use crate::fixture::founded;
    use crate::store::{DATABASE, Reader};

    /// A desk with one copy beside it.
    fn copied_once(folder: &tempfile::TempDir) -> PathBuf {
        let home = folder.path().join("desk");
        let now = Clock::Machine.now();
        drop(founded(&home, now));
        let go = &mut |_, _| ControlFlow::Continue(());
        backup::beside(&Reader::open(&home).unwrap(), now, go).unwrap();
        home
    }

    /// A page of the places nobody looks at while the desk is opened.
    fn spoil(home: &Path) {
        let path = home.join(DATABASE);
        let conn = rusqlite::Connection::open(&path).unwrap();
        let page: u64 = conn
            .query_row(
                "SELECT rootpage FROM sqlite_schema WHERE name = 'place'",
                [],
                |row| row.get::<_, i64>(0).map(i64::unsigned_abs),
            )
            .unwrap();
        drop(conn);
        let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
        file.seek(SeekFrom::Start((page - 1) * 4096)).unwrap();
        file.write_all(&[0xA5; 4096]).unwrap();
    }

    #[test]
    fn damage_met_at_work_is_named_and_the_next_start_offers_the_copies() {
        let folder = tempfile::tempdir().unwrap();
        let home = copied_once(&folder);
        spoil(&home);
        let (store, start) = open(&home, Clock::Machine, false).unwrap();
        assert_eq!(start, Start::Desk, "nothing of it is read at a start");
        let hands = Arc::new(Hands::new(home.clone(), store, Clock::Machine));
        let model = Model::new(context(Clock::Machine, false), Keymap::default());
        let desk = Machine::boot(model, hands, start);
        let copy = Effect::Start(Ticket(1), Job::Backup { target: None });
        let copied = desk.hands.perform(copy, &mut |_| ControlFlow::Continue(()));
        let Some(Msg::Job(_, JobEvent::Ended(Err(JobFault::Said(said))))) = copied else {
            panic!("{copied:?}")
        };
        assert_eq!(
            said,
            "Chưa sao lưu được: dữ liệu trên máy này bị hỏng. Thoát rồi mở lại để khôi phục."
        );
        assert_eq!(
            std::fs::read_dir(home.join("backup")).unwrap().count(),
            1,
            "the good copy"
        );
        desk.hands.leave();
        let (_, start) = open(&home, Clock::Machine, false).unwrap();
        assert_eq!(start, Start::Damaged(home.join("backup")));
    }

    #[test]
    fn a_damaged_desk_comes_back_from_its_copies_by_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let home = copied_once(&folder);
        std::fs::write(home.join(DATABASE), [0; 8192]).unwrap();
        let (store, start) = open(&home, Clock::Machine, false).unwrap();
        assert_eq!(start, Start::Damaged(home.join("backup")));
        let hands = Arc::new(Hands::new(home.clone(), store, Clock::Machine));
        let model = Model::new(context(Clock::Machine, false), Keymap::default());
        let mut desk = Machine::boot(model, hands, start);
        for key in parse_keys("<f2>").unwrap() {
            desk.press(key);
        }
        assert_eq!(desk.model.top().map(Layer::name), Some("login"));
        desk.hands.leave();
        assert!(matches!(
            open(&home, Clock::Machine, false),
            Ok((Some(_), Start::Desk))
        ));
    }

    #[test]
    fn an_emptied_database_offers_the_copies_as_other_damage_does() {
        let folder = tempfile::tempdir().unwrap();
        let home = copied_once(&folder);
        let now = Clock::Machine.now();
        std::fs::write(home.join(DATABASE), []).unwrap();
        assert!(Reader::open(&home).is_err(), "no doctor and no backup of nothing");
        backup::note(&home, now, &Err(backup::BackupError::Cancelled), &home).unwrap_err();
        assert_eq!(std::fs::metadata(home.join(DATABASE)).unwrap().len(), 0);
        let damaged = Start::Damaged(home.join("backup"));
        assert_eq!(open(&home, Clock::Machine, false).unwrap().1, damaged);
        // As earlier versions left it when they noted a copy of it.
        let conn = rusqlite::Connection::open(home.join(DATABASE)).unwrap();
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
            .unwrap();
        drop(conn);
        assert_eq!(std::fs::metadata(home.join(DATABASE)).unwrap().len(), 4096);
        assert!(Reader::open(&home).is_err());
        assert_eq!(open(&home, Clock::Machine, false).unwrap().1, damaged);
    }
}
