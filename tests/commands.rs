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
        (&["rebuild"], "", 0, "Đã dựng lại từ 6"),
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
    let said: Value = serde_json::from_slice(&doctor.stdout).unwrap();
    let checks = said["checks"].as_array().unwrap().iter();
    let unwell: Vec<_> = checks
        .filter(|it| it["ok"] != true)
        .map(|it| &it["name"])
        .collect();
    // From December on the days off of the next year are missed, and that is so until they are shipped or brought.
    assert!(unwell.iter().all(|name| *name == "calendar"), "{said}");
    let code = if unwell.is_empty() { 0 } else { 3 };
    assert_eq!(doctor.status.code(), Some(code), "{said}");
}

fn json(home: &Path, words: &[&str]) -> Value {
    let output = motcua(home, words, "");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{words:?}: {}",
        text(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Words, standard input, exit code and what is said on the stream of that code.
type Step<'a> = (&'a [&'a str], &'a str, i32, &'a str);

fn play(home: &Path, steps: &[Step<'_>]) {
    for (words, stdin, code, said) in steps {
        let output = motcua(home, words, stdin);
        let heard = text(if *code == 0 {
            &output.stdout
        } else {
            &output.stderr
        });
        assert_eq!(output.status.code(), Some(*code), "{words:?}: {heard}");
        assert!(heard.contains(said), "{words:?}: {heard}");
        assert!(*code != 1 || heard.lines().count() == 1, "{words:?}: {heard}");
    }
}

#[test]
fn officers_of_the_command_line_stand_under_no_officers_name() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    let add = [
        "officer",
        "add",
        "Võ Thị Lan",
        "--roles",
        "clerk,leader",
        "--title",
        "Văn thư",
    ];
    let with_pin = [add.as_slice(), &["--pin-stdin"]].concat();
    play(
        &home,
        &[
            (&INIT, "1234\n", 0, "Đã lập quầy 1"),
            (&with_pin, "12\n", 1, "4 đến 8"),
            (&with_pin, "4321\n", 0, "Lần đăng nhập đầu phải đổi mã PIN"),
            (&["officer", "add", "  ", "--roles", "clerk"], "", 1, "Chưa nhập"),
            (&["officer", "add", "Ai Đó", "--roles", ""], "", 1, "Vai trò"),
            (&["officer", "add", "Ai Đó"], "", 2, "--roles"),
            (&["officer", "pin", "Võ Thị Lan"], "", 1, "--pin-stdin"),
            (&["officer", "list"], "", 0, "Võ Thị Lan: Văn thư, Lãnh đạo"),
        ],
    );
    let items = json(&home, &["officer", "list", "--json"])["items"].clone();
    let lan = items
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Võ Thị Lan")
        .unwrap();
    assert_eq!((&lan["title"], &lan["active"]), (&"Văn thư".into(), &true.into()));
    assert_eq!(lan["roles"], serde_json::json!(["clerk", "leader"]));
    let conn = rusqlite::Connection::open(home.join("motcua.db")).unwrap();
    let actors: Vec<Vec<u8>> = conn
        .prepare("SELECT actor FROM oplog WHERE kind = 'add_officer' ORDER BY hlc")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(actors.len(), 2, "what was refused left nothing");
    assert_eq!(actors[1], [0; 16]);
}

#[test]
fn settings_of_office_desk_and_machine_are_listed_read_and_set() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    let unit = |code: &'static str| {
        let mut init = INIT;
        init[2] = code;
        init
    };
    let long = "H".repeat(36).leak();
    play(
        &home,
        &[
            (&unit("abc"), "1234\n", 1, "Mã đơn vị chỉ gồm chữ hoa"),
            (&unit(long), "1234\n", 1, "tối đa 35"),
            (&INIT, "1234\n", 0, "Đã lập quầy 1"),
            (&["setting", "get", "default_commune"], "", 0, "21622"),
            (
                &["setting", "set", "default_commune", "99999"],
                "1234\n",
                1,
                "không có xã, phường mã này",
            ),
            (
                &["setting", "set", "unit_code", "abc"],
                "1234\n",
                1,
                "chữ hoa không dấu",
            ),
            (&["setting", "get", "default_commune"], "", 0, "21622"),
            (&["setting", "get", "code_range"], "", 0, "1-999"),
            (
                &["setting", "set", "code_range", "1-499"],
                "1234\n",
                0,
                "code_range = 1-499",
            ),
            (&["setting", "get", "code_range"], "", 0, "1-499"),
            (
                &["setting", "set", "code_range", "9-1"],
                "1234\n",
                1,
                "code_range",
            ),
            (&["setting", "set", "code_range", "1-99"], "", 1, "--pin-stdin"),
            (&["setting", "set", "soon_days", "-5"], "1234\n", 1, "soon_days"),
            (
                &["setting", "set", "hours", "08:00–12:00, 13:00–17:00"],
                "1234\n",
                0,
                "08:00",
            ),
            (&["setting", "set", "printer", "HP"], "", 0, "printer = HP"),
            (
                &["setting", "set", "no_such", "1"],
                "1234\n",
                1,
                "Không có thiết lập",
            ),
            (&["setting", "set", "soon_days"], "", 2, "VALUE"),
            (&["setting", "list"], "", 0, "hours = 08:00–12:00, 13:00–17:00"),
        ],
    );
    let items = json(&home, &["setting", "list", "--json"])["items"].clone();
    let scope = |key: &str| {
        let found = items
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["key"] == key)
            .unwrap();
        (found["scope"].clone(), found["value"].clone())
    };
    assert_eq!(scope("code_range"), ("desk".into(), "1-499".into()));
    assert_eq!(scope("printer"), ("local".into(), "HP".into()));
    assert_eq!(scope("soon_days"), ("office".into(), "1".into()));
}

#[test]
fn a_calendar_file_is_taken_over_shown_and_taken_away_again() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    let file = |name: &str, lines: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, format!("date,kind,status,name,source\n{lines}\n")).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let storm = file("bao.csv", "2023-11-24,off,official,Nghỉ bão,CV 12/UBND");
    let over = file("het.csv", "2023-11-24,shipped");
    let wrong = file("sai.csv", "2023-11-24,maybe,official,x,y");
    play(
        &home,
        &[
            (&["calendar", "show", "2023"], "", 1, "motcua init"),
            (&INIT, "1234\n", 0, "Đã lập quầy 1"),
            (&["calendar", "import", &storm], "", 0, "1 ngày"),
            (&["calendar", "import", &storm], "", 0, "0 ngày"),
            (&["calendar", "import", &wrong], "", 1, "Dòng 2"),
            (&["calendar", "import", "khong_co.csv"], "", 1, "khong_co.csv"),
            (&["calendar", "show", "2023"], "", 0, "Nghỉ bão"),
            (&["calendar", "show", "xyz"], "", 2, "xyz"),
        ],
    );
    let days = json(&home, &["calendar", "show", "2023", "--json"]);
    let of = |days: &Value| {
        let found = days["days"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["date"] == "2023-11-24")
            .cloned();
        found.map(|day| (day["kind"].clone(), day["status"].clone(), day["origin"].clone()))
    };
    assert_eq!(
        of(&days),
        Some(("off".into(), "official".into(), "office".into()))
    );
    play(&home, &[(&["calendar", "import", &over], "", 0, "1 ngày")]);
    assert_eq!(of(&json(&home, &["calendar", "show", "2023", "--json"])), None);
}

#[test]
fn a_desk_knows_its_own_place_from_its_name_and_says_when_it_does_not() {
    let cases: [(&str, &[&str], &str, &str); 4] = [
        (
            "Xã An Toàn, huyện An Lão, tỉnh Bình Định",
            &[],
            "legacy",
            "Xã An Toàn, Huyện An Lão",
        ),
        (
            "Xã An Toàn, tỉnh Gia Lai",
            &[],
            "2025",
            "Xã An Toàn, Tỉnh Gia Lai",
        ),
        ("Xã An Toàn", &["--place-set", "legacy"], "legacy", "Huyện An Lão"),
        ("Xã Không Có", &[], "2025", "Chưa rõ địa danh của đơn vị"),
    ];
    for (name, more, set, said) in cases {
        let dir = tempfile::tempdir().unwrap();
        let mut words = INIT.to_vec();
        words[4] = name;
        words.extend(more);
        let home = dir.path();
        play(
            home,
            &[
                (&words, "1234\n", 0, said),
                (&["setting", "get", "place_set"], "", 0, set),
            ],
        );
    }
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

#[test]
fn a_reader_who_has_seen_enough_is_no_failure_and_a_wrong_line_is_said_in_vietnamese() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    assert_eq!(motcua(&home, &INIT, "1234\n").status.code(), Some(0));
    for words in [
        &["catalog", "list"][..],
        &["dossier", "list"],
        &["doctor"],
        &["fold", "An"],
        &["form", "list"],
    ] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_motcua"))
            .args(words)
            .env("MOTCUA_HOME", &home)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let expected = if words == ["doctor"] {
            ended.status.code()
        } else {
            Some(0)
        };
        assert_eq!(ended.status.code(), expected, "{words:?}");
        assert_ne!(ended.status.code(), Some(1), "{words:?}");
        assert_eq!(text(&ended.stderr), "", "{words:?}");
    }
    let wrong = motcua(&home, &["dossier", "list", "--wrong"], "");
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(
        text(&wrong.stderr),
        "Không có mục «--wrong» ở lệnh này. Thêm --help để xem cách ghi.\n"
    );
}
