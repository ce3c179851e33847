//! The command line as scripts use it: exit codes, one plain line when refused, one JSON object when asked.

#![expect(
    clippy::unwrap_used,
    reason = "what a test prepares must work, or the test fails loudly"
)]

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

fn motcua(home: &Path, words: &[&str], stdin: &str) -> Output {
    let mut command = Command::cargo_bin("motcua").unwrap();
    command
        .env_remove("MOTCUA_HOME")
        .env_remove("MOTCUA_NOW")
        .env("MOTCUA_HOME", home);
    command.args(words).write_stdin(stdin).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const INIT: [&str; 10] = [
    "init",
    "--unit",
    "000.99.15.H08",
    "--unit-name",
    "Xã An Toàn",
    "--desk",
    "1",
    "--officer",
    "Đinh Thị Hạnh",
    "--pin-stdin",
];

#[test]
fn a_desk_is_founded_used_copied_and_mended_by_commands() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    let usb = dir.path().join("usb");
    let usb = usb.to_str().unwrap();
    let steps: [(&[&str], &str, i32, &str); 14] = [
        (&INIT, "1234\n", 0, "Đã lập quầy 1"),
        (&INIT, "1234\n", 1, "đã có dữ liệu"),
        (
            &["officer", "add", "Nguyễn Văn Sơn", "--roles", "processing"],
            "",
            0,
            "Đã thêm",
        ),
        (
            &["officer", "add", "Võ Thị Lan", "--roles", "boss"],
            "",
            1,
            "Vai trò",
        ),
        (
            &["officer", "pin", "Nguyễn Văn Sơn", "--pin-stdin"],
            "4321\n",
            0,
            "Đã đặt mã PIN",
        ),
        (
            &["officer", "pin", "Nguyễn Văn Sơn", "--pin-stdin"],
            "12\n",
            1,
            "4 đến 8",
        ),
        (
            &["officer", "pin", "Không Ai", "--pin-stdin"],
            "1234\n",
            1,
            "Không có cán bộ",
        ),
        (
            &["setting", "set", "soon_days", "3"],
            "1234\n",
            0,
            "soon_days = 3",
        ),
        (
            &["setting", "set", "soon_days", "4"],
            "9999\n",
            1,
            "Mã PIN chưa đúng",
        ),
        (&["setting", "get", "soon_days"], "", 0, "3"),
        (&["setting", "get", "no_such"], "", 1, "Không có thiết lập"),
        (&["backup"], "", 0, "đã mở thử"),
        (&["backup", usb], "", 0, "đã mở thử"),
        (&["rebuild"], "", 0, "Đã dựng lại từ 4"),
    ];
    for (words, stdin, code, said) in steps {
        let output = motcua(&home, words, stdin);
        let heard = if code == 0 {
            text(&output.stdout)
        } else {
            text(&output.stderr)
        };
        assert_eq!(output.status.code(), Some(code), "{words:?}: {heard}");
        assert!(heard.contains(said), "{words:?}: {heard}");
        assert!(code == 0 || heard.lines().count() == 1, "{words:?}: {heard}");
    }
    let other = dir.path().join("other");
    let restored = motcua(&other, &["restore", usb], "");
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored.stderr));
    let officers = motcua(&other, &["officer", "list", "--json"], "");
    let officers: Value = serde_json::from_slice(&officers.stdout).unwrap();
    assert_eq!(officers["items"].as_array().unwrap().len(), 2);
    let doctor = motcua(&other, &["doctor", "--json"], "");
    assert_eq!(doctor.status.code(), Some(0), "{}", text(&doctor.stdout));
    let doctor: Value = serde_json::from_slice(&doctor.stdout).unwrap();
    assert!(
        doctor["checks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|check| check["ok"] == true)
    );
}

#[test]
fn what_is_not_a_command_is_usage_and_what_finds_no_desk_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("nothing");
    let cases: [(&[&str], i32); 6] = [
        (&["no-such"], 2),
        (&["init"], 2),
        (&["restore"], 2),
        (&["--help"], 0),
        (&["officer", "list"], 1),
        (&["doctor"], 1),
    ];
    for (words, code) in cases {
        let output = motcua(&home, words, "");
        assert_eq!(
            output.status.code(),
            Some(code),
            "{words:?}: {}",
            text(&output.stderr)
        );
    }
    assert!(!home.exists(), "looking makes no folder");
}

#[test]
fn a_practice_clock_starts_where_told_and_a_real_desk_ignores_it() {
    let dir = tempfile::tempdir().unwrap();
    let at = |home: &Path, words: &[&str]| {
        let mut command = Command::cargo_bin("motcua").unwrap();
        command
            .env("MOTCUA_HOME", home)
            .env("MOTCUA_NOW", "2022-10-06T08:34:17+07:00");
        command.args(words).write_stdin("1234\n").output().unwrap()
    };
    let practice = dir.path().join("practice-desk");
    let founded = at(&practice, &[&INIT[..], &["--practice"]].concat());
    assert!(founded.status.success(), "{}", text(&founded.stderr));
    let copied = at(&practice, &["backup"]);
    assert!(
        text(&copied.stdout).contains("motcua-20221006-0834"),
        "{}",
        text(&copied.stdout)
    );
    let real = dir.path().join("desk");
    let founded = at(&real, &INIT);
    assert!(
        text(&founded.stderr).contains("MOTCUA_NOW"),
        "{}",
        text(&founded.stderr)
    );
    let copied = at(&real, &["backup"]);
    assert!(
        !text(&copied.stdout).contains("motcua-2022"),
        "{}",
        text(&copied.stdout)
    );
}
