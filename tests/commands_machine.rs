//! The program on machines as they are: another time zone, a second window on the folder, a damaged disk.

#![expect(
    clippy::unwrap_used,
    reason = "what a test prepares must work, or the test fails loudly"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use rusqlite::Connection;
use serde_json::Value;

/// 28/02 17:30 of the world clock is 01/03 00:30 at the desk.
const NOW: &str = "2023-02-28T17:30:00Z";

fn motcua(home: &Path, zone: &str, words: &[&str]) -> Output {
    let mut command = Command::cargo_bin("motcua").unwrap();
    command
        .env("MOTCUA_HOME", home)
        .env("MOTCUA_NOW", NOW)
        .env("TZ", zone);
    command.args(words).write_stdin("1234\n").output().unwrap()
}

/// Works out as told, and gives what was said where it belongs.
#[track_caller]
fn ends(home: &Path, words: &[&str], code: i32) -> String {
    let mut command = Command::cargo_bin("motcua").unwrap();
    command.env("MOTCUA_HOME", home).env_remove("MOTCUA_NOW");
    let output = command.args(words).write_stdin("1234\n").output().unwrap();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{words:?}: {out}{err}");
    if code == 1 {
        assert!(
            out.is_empty() && err.lines().count() == 1,
            "{words:?}: {out}{err}"
        );
        return err;
    }
    out
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A practice folder with a few dossiers.
fn practice(dossiers: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    ends(dir.path(), &["practice-data", "--dossiers", dossiers], 0);
    let home = dir.path().to_owned();
    (dir, home)
}

#[test]
fn days_and_months_are_the_offices_whatever_zone_the_machine_has() {
    let mut heard: Vec<Vec<String>> = Vec::new();
    for zone in ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"] {
        let dir = tempfile::tempdir().unwrap();
        let made = motcua(dir.path(), zone, &["practice-data", "--dossiers", "20"]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        let home = dir.path().to_owned();
        let list = text(&motcua(&home, zone, &["dossier", "list", "--json"]).stdout);
        let rows: Value = serde_json::from_str(&list).unwrap();
        let rows = rows["items"].as_array().unwrap().clone();
        let mut said: Vec<String> = Vec::new();
        for row in &rows {
            let code = row["code"].as_str().unwrap();
            let received = row["received_at"].as_str().unwrap();
            assert!(received.ends_with("+07:00"), "{received}");
            // The day in the code is the day of the reception at the office.
            let day = received[2..10].replace('-', "");
            assert_eq!(code.rsplit('-').nth(1), Some(day.as_str()), "{code} {received}");
            said.push(format!("{code} {received} {}", row["due_at"]));
        }
        let code = rows[0]["code"].as_str().unwrap();
        said.push(text(&motcua(&home, zone, &["dossier", "show", code]).stdout));
        let copied = text(&motcua(&home, zone, &["backup"]).stdout);
        assert!(copied.contains("motcua-20230301-0030"), "{copied}");
        let deadline = [
            "deadline",
            "--from",
            "2023-02-28T10:50",
            "--amount",
            "10d",
            "--json",
        ];
        said.push(text(&motcua(&home, zone, &deadline).stdout));
        heard.push(said);
    }
    assert_eq!(heard[0].len(), 22);
    assert_eq!(heard[0], heard[1]);
    assert_eq!(heard[0], heard[2]);
}

#[test]
fn the_demo_leaves_the_same_times_and_papers_in_another_zone() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("demo");
    let played = motcua(
        dir.path(),
        "America/Los_Angeles",
        &["demo", "--out", out.to_str().unwrap()],
    );
    assert_eq!(played.status.code(), Some(0), "{}", text(&played.stderr));
    let summary: Value = serde_json::from_slice(&fs::read(out.join("summary.json")).unwrap()).unwrap();
    assert_eq!(summary["received_at"], "2022-10-06T08:34:17+07:00");
    assert_eq!(summary["due_at"], "2022-10-06T14:34:17+07:00");
    assert_eq!(summary["kho_count"], 1);
    for key in [
        "code",
        "status",
        "returned_at",
        "receipt",
        "outcome",
        "screens",
        "files",
        "ops",
    ] {
        assert!(!summary[key].is_null(), "{key}");
    }
    the_readme_shows(&out.join("screens"));
}

/// The README's pictures are these screens; `./dev shots` draws them again.
fn the_readme_shows(screens: &Path) {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    for (picture, screen) in [
        ("trang-chinh", "02-home"),
        ("thanh-phan", "09-components"),
        ("xem-lai", "10-review"),
        ("da-tiep-nhan", "11-received"),
        ("ket-qua", "19-result"),
        ("ho-so", "24-finished"),
    ] {
        let [shown, drawn] =
            [pictures.join(picture), screens.join(screen)].map(|path| path.with_extension("svg"));
        let is_same = fs::read(&shown).unwrap() == fs::read(&drawn).unwrap();
        assert!(
            is_same,
            "{picture}.svg is old: ./dev shots, then copy target/shots/screens/{screen}.svg over it"
        );
    }
}

#[test]
fn while_a_window_is_open_commands_read_and_do_not_write() {
    let (_dir, home) = practice("3");
    // The system does not ask who holds the lock: this process stands for the other window.
    let lock = fs::File::open(home.join("desk.lock")).unwrap();
    lock.lock().unwrap();
    for words in [
        &["officer", "add", "Lê Thị Thu", "--roles", "clerk"][..],
        &["setting", "set", "soon_days", "3"],
        &["rebuild"],
    ] {
        let said = ends(&home, words, 1);
        assert!(said.contains("đang mở ở cửa sổ khác"), "{words:?}: {said}");
    }
    let list = ends(&home, &["dossier", "list"], 0);
    assert!(list.contains("3 hồ sơ"), "{list}");
    ends(&home, &["backup"], 0);
    drop(lock);
    ends(&home, &["setting", "set", "soon_days", "3"], 0);
}

#[test]
fn a_copy_made_by_the_command_is_the_days_copy_of_the_desk() {
    let (_dir, home) = practice("3");
    ends(&home, &["backup"], 0);
    let conn = rusqlite::Connection::open(home.join("motcua.db")).unwrap();
    let last = motcua::store::backup::last_in(&conn, &home.join("backup")).unwrap();
    assert!(
        last.is_some(),
        "the desk asks by this folder when the next is due"
    );
}

#[test]
fn a_damaged_database_is_copied_aside_never_deleted_and_comes_back_from_its_copy() {
    let (_dir, home) = practice("3");
    ends(&home, &["backup"], 0);
    let path = home.join("motcua.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..100].fill(0xFF);
    fs::write(&path, &bytes).unwrap();
    let said = ends(&home, &["setting", "set", "soon_days", "3"], 1);
    assert!(said.contains("bị hỏng") && said.contains("khôi phục"), "{said}");
    let aside = |home: &Path| -> Vec<PathBuf> {
        let all = fs::read_dir(home).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| path.to_string_lossy().contains(".damaged-"))
            .collect()
    };
    assert_eq!(fs::read(&path).unwrap(), bytes, "left as it was");
    // Its journals lie aside with it, and a folder lists them in any order.
    let is_aside = aside(&home).iter().any(|path| fs::read(path).unwrap() == bytes);
    assert!(is_aside, "{:?}", aside(&home));
    let copies = home.join("backup");
    ends(&home, &["restore", copies.to_str().unwrap()], 0);
    assert!(aside(&home).len() > 1, "the damaged file is kept");
    let list = ends(&home, &["dossier", "list"], 0);
    assert!(list.contains("3 hồ sơ"), "{list}");
}

/// The checks of the doctor that are not well.
fn unwell(home: &Path, code: i32) -> Vec<String> {
    let said: Value = serde_json::from_str(&ends(home, &["doctor", "--json"], code)).unwrap();
    let checks = said["checks"].as_array().unwrap().iter();
    checks
        .filter(|check| check["ok"] == false)
        .map(|check| check["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_doctor_finds_one_wrong_byte_in_a_file_and_in_the_log() {
    let (_dir, home) = practice("3");
    ends(&home, &["backup"], 0);
    assert!(
        !unwell(&home, 3)
            .iter()
            .any(|name| name == "files" || name == "log")
    );

    let folder = fs::read_dir(home.join("files"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let file = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    fs::write(&file, flipped).unwrap();
    assert!(unwell(&home, 3).contains(&"files".to_owned()));
    fs::write(&file, whole).unwrap();

    // Somebody who takes the triggers away and changes one byte of one act.
    let conn = Connection::open(home.join("motcua.db")).unwrap();
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'oplog'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(!triggers.is_empty());
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    let body: Vec<u8> = conn
        .query_row("SELECT body FROM oplog ORDER BY seq DESC LIMIT 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    let mut body = body;
    let last = body.len() - 1;
    body[last] ^= 1;
    conn.execute(
        "UPDATE oplog SET body = ?1 WHERE seq = (SELECT max(seq) FROM oplog)",
        [body],
    )
    .unwrap();
    drop(conn);
    assert!(unwell(&home, 3).contains(&"log".to_owned()));
}
