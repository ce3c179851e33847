//! A disk that fills up: under an act, under a file, under a copy to a stick. Each says so in plain words, leaves nothing
//! half done, and goes on once there is room again.
//!
//! The disk is a small file system in memory, made for a child of this test alone.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use motcua::domain::act::{Act, Pin, Request};
use motcua::domain::desk::NewDesk;
use motcua::domain::ids::{IdSource, OfficerId};
use motcua::domain::officer::{Role, Roles};
use motcua::domain::refusal::Refusal;
use motcua::domain::text::refusal;
use motcua::domain::time::Moment;
use motcua::store::backup::{BackupError, elsewhere};
use motcua::store::blobs::Blobs;
use motcua::store::text::backup_error;
use motcua::store::{Opened, Reader, Store};

/// Who holds all roles and acts here.
const FIRST: &str = "Đinh Thị Hạnh";
const DISK: &str = "MOTCUA_TEST_DISK";
/// Room for a desk, a copy, and what must stay free.
const MB: usize = 96;

struct Counted(u64);

impl IdSource for Counted {
    fn entropy(&mut self) -> [u8; 10] {
        self.0 += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.to_be_bytes());
        bytes
    }
}

fn noon() -> Moment {
    Moment::from_rfc3339("2023-02-14T12:00:00+07:00").unwrap()
}

fn open(home: &Path) -> Store {
    match Store::open(home, noon(), Box::new(Counted(1 << 32))).unwrap() {
        Opened::Writer(store) => store,
        Opened::ReadOnly { .. } => panic!("somebody has the folder"),
    }
}

/// A desk, founded where there is room.
fn found(home: &Path) {
    let desk = NewDesk {
        unit_code: "000.99.15.H08".into(),
        unit_name: "Xã An Toàn".into(),
        desk_no: 1,
        range: None,
        officer_name: FIRST.into(),
        pin: Pin("1234".into()),
        practice: false,
        settings: Vec::new(),
    };
    drop(Store::create(home, &desk, noon(), Box::new(Counted(0))).unwrap());
}

/// Something large of somebody else's.
struct Filler(PathBuf);

impl Filler {
    /// Takes all the room there is but so many bytes.
    fn leaving(disk: &Path, bytes: u64) -> Self {
        let path = disk.join("phim.mkv");
        let mut file = fs::File::create(&path).unwrap();
        let block = vec![7; 4096];
        while file.write_all(&block).is_ok() {}
        let size = file.metadata().unwrap().len();
        file.set_len(size.saturating_sub(bytes)).unwrap();
        Self(path)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn add(store: &mut Store, n: u128) -> Result<(), Refusal> {
    let act = Act::AddOfficer {
        officer: OfficerId::from_bytes(n.to_be_bytes()),
        name: format!("Cán bộ {n}"),
        title: "x".repeat(2000),
        roles: Roles::default().with(Role::Processing),
    };
    let first = store.officers()?;
    let first = first.iter().find(|it| it.name == FIRST).unwrap();
    let request = Request {
        actor: first.id,
        approval: None,
        act,
    };
    store.transact(&request, noon()).map(|_| ())
}

fn an_act(disk: &Path) {
    let home = disk.join("desk");
    let mut store = open(&home);
    add(&mut store, 1).unwrap();
    let filler = Filler::leaving(disk, 0);
    let (done, refused) = (2..2000)
        .find_map(|n| add(&mut store, n).err().map(|refused| (n - 1, refused)))
        .unwrap();
    assert!(matches!(refused, Refusal::DiskFull { .. }), "{refused:?}");
    assert!(
        refusal(&refused).contains("đầy") || refusal(&refused).contains("MB"),
        "{}",
        refusal(&refused)
    );
    let officers = |store: &Store| store.officers().unwrap().len() as u128;
    assert_eq!(
        officers(&store),
        done + 1,
        "what was confirmed is there, the rest is not"
    );
    drop(filler);
    add(&mut store, 5000).unwrap();
    assert_eq!(officers(&store), done + 2);
    store.verify_log().unwrap();
    drop(store);
    drop(open(&home));
}

fn a_file(disk: &Path) {
    let blobs = Blobs::of(&disk.join("desk"));
    let filler = Filler::leaving(disk, 10 << 20);
    let refused = Refusal::from(blobs.put(&vec![5; 1 << 20]).unwrap_err());
    assert!(
        matches!(refused, Refusal::DiskFull { free_mb: 1..=20 }),
        "{refused:?}"
    );
    assert!(blobs.all().unwrap().is_empty());
    drop(filler);
    let stored = blobs.put(&vec![5; 1 << 20]).unwrap();
    blobs.verified(stored.sha256).unwrap();
}

fn a_copy(disk: &Path, home: &Path) {
    let stick = disk.join("usb");
    let mut filler = Some(Filler::leaving(disk, 100 << 10));
    let to_stick = |tell: &mut dyn FnMut()| {
        let reader = Reader::open(home).unwrap();
        elsewhere(&reader, &stick, noon(), &mut |_, _| {
            tell();
            ControlFlow::Continue(())
        })
    };
    let at_once = to_stick(&mut || ()).unwrap_err();
    assert!(matches!(at_once, BackupError::NoRoom { .. }), "{at_once:?}");
    filler.take();
    let midway = to_stick(&mut || {
        filler.get_or_insert_with(|| Filler::leaving(disk, 0));
    })
    .unwrap_err();
    assert!(matches!(midway, BackupError::NoRoom { .. }), "{midway:?}");
    assert!(
        backup_error(&midway).contains("thiếu chỗ"),
        "{}",
        backup_error(&midway)
    );
    let left: Vec<PathBuf> = fs::read_dir(&stick)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    assert!(left.iter().all(|path| path.is_dir()), "{left:?}");
    drop(filler);
    to_stick(&mut || ()).unwrap();
    open(home).verify_log().unwrap();
}

/// Runs this test again as a child with a small disk of its own; false where the system allows none.
fn on_a_small_disk(test: &str, at: &Path) -> bool {
    let script = format!(
        "mount -t tmpfs -o size={MB}m none \"$1\" || exit 77; exec \"$2\" --exact {test} --nocapture"
    );
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, "sh"])
        .args([at, &std::env::current_exe().unwrap()])
        .env(DISK, at)
        .stdin(Stdio::null())
        .output();
    let Ok(output) = output else { return false };
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(
        output.status.success() || !said.contains("running 1 test"),
        "{said}"
    );
    output.status.success()
}

#[test]
fn a_full_disk_is_said_so_leaves_nothing_half_and_work_goes_on_after_it() {
    if let Some(disk) = std::env::var_os(DISK) {
        let disk = PathBuf::from(disk);
        let home = disk.with_file_name("desk");
        let copied = Command::new("cp")
            .arg("-r")
            .arg(&home)
            .arg(&disk)
            .status()
            .unwrap();
        assert!(copied.success());
        an_act(&disk);
        a_file(&disk);
        fs::remove_dir_all(disk.join("desk")).unwrap();
        a_copy(&disk, &home);
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    found(&dir.path().join("desk"));
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let test = "a_full_disk_is_said_so_leaves_nothing_half_and_work_goes_on_after_it";
    if !on_a_small_disk(test, &disk) {
        println!("skipped: this system lends no small disk to a test");
    }
}
