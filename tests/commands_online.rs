//! `motcua dossier import` as scripts use it: what goes in, what is held back, exit codes and JSON.

#![expect(
    clippy::unwrap_used,
    reason = "what a test prepares must work, or the test fails loudly"
)]

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use motcua::domain::ids::FileHash;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn motcua(home: &Path, words: &[&str]) -> Output {
    let mut command = Command::cargo_bin("motcua").unwrap();
    command.env_remove("MOTCUA_NOW").env("MOTCUA_HOME", home);
    command.args(words).write_stdin("1234\n").output().unwrap()
}

fn founded(home: &Path) {
    let init = [
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
    assert_eq!(motcua(home, &init).status.code(), Some(0));
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A picture of one pixel.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder
        .encode(&[128], 1, 1, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

fn dossier(code: &str, file: &str, procedure: &str) -> Value {
    json!({
        "MaHoSo": code, "MaTTHC": procedure, "KenhThucHien": "2", "SoGiayToChuHoSo": "052301000777",
        "ChuHoSo": "Bùi Kim Tâm", "TrichYeuHoSo": "\u{1b}[31mThử", "NgayNopHoSo": "20230214081500",
        "TaiLieuNop": [{"TenTepDinhKem": "Đơn.jpg", "DuongDanTaiTepTin": file, "KichThuoc": picture().len(),
            "SHA256": FileHash(Sha256::digest(picture()).into()).to_string()}],
    })
}

fn package(folder: &Path, dossiers: &[Value]) -> String {
    let path = folder.join("dvc.json");
    let package = json!({"LoaiGoi": "motcua.ho-so-truc-tuyen", "PhienBan": "1", "data": dossiers});
    std::fs::write(&path, package.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn good_dossiers_go_in_bad_ones_are_quarantined_and_the_same_package_brings_nothing_new() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    founded(&home);
    std::fs::write(dir.path().join("don.jpg"), picture()).unwrap();
    let listed = json_of(&motcua(&home, &["catalog", "list", "--json"]));
    let procedure = listed["items"][0]["code"].as_str().unwrap();
    let path = package(
        dir.path(),
        &[
            dossier("A-1", "don.jpg", procedure),
            dossier("A-2", "../don.jpg", procedure),
            dossier("A-3", "don.jpg", "9.999999"),
        ],
    );
    let first = motcua(&home, &["dossier", "import", &path, "--json"]);
    assert_eq!(first.status.code(), Some(3), "dossiers were quarantined");
    let answer = json_of(&first);
    assert_eq!(
        (&answer["new"], &answer["known"], &answer["quarantined"]),
        (&json!(1), &json!(0), &json!(2))
    );
    let faults: Vec<&Value> = (0..3).map(|at| &answer["items"][at]["fault"]).collect();
    assert_eq!(
        faults,
        [&Value::Null, &json!("bad_place"), &json!("no_procedure")]
    );

    let shown = json_of(&motcua(&home, &["dossier", "show", "A-1", "--json"]));
    assert_eq!(
        (&shown["channel"], &shown["status"], &shown["code"]),
        (&json!(2), &json!(1), &Value::Null)
    );
    assert_eq!(shown["subject"], "Thử");
    assert_eq!(shown["submitted_at"], "2023-02-14T08:15:00+07:00");
    let mut files = shown["components"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it["files"].as_array().unwrap());
    assert_eq!(files.next().unwrap()["source"], "online");
    let rows = json_of(&motcua(&home, &["dossier", "list", "--status", "1", "--json"]));
    assert_eq!(
        (&rows["total"], &rows["items"][0]["channel"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(rows["items"][0]["portal_code"], "A-1");

    nothing_new(&home, &path);
}

/// The same package once more, and what the doctor says of it.
fn nothing_new(home: &Path, path: &str) {
    let again = motcua(home, &["dossier", "import", path]);
    assert_eq!(again.status.code(), Some(3));
    let said = String::from_utf8(again.stdout).unwrap();
    assert!(said.contains("0 hồ sơ mới, 1 đã có, 2 cách ly"), "{said}");
    let doctor = json_of(&motcua(home, &["doctor", "--json"]));
    let check = doctor["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "quarantine")
        .unwrap();
    assert_eq!(check["ok"], false);
    assert!(
        check["detail"].as_str().unwrap().starts_with("2 hồ sơ"),
        "{check}"
    );
}

#[test]
fn a_whole_package_in_a_folder_ends_with_0_and_what_is_no_package_with_1() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    founded(&home);
    let goi = dir.path().join("goi");
    std::fs::create_dir(&goi).unwrap();
    std::fs::write(goi.join("don.jpg"), picture()).unwrap();
    let listed = json_of(&motcua(&home, &["catalog", "list", "--json"]));
    let procedure = listed["items"][0]["code"].as_str().unwrap();
    package(&goi, &[dossier("B-1", "don.jpg", procedure)]);
    let whole = motcua(&home, &["dossier", "import", goi.to_str().unwrap()]);
    assert_eq!(
        whole.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&whole.stderr)
    );
    let cut = dir.path().join("cut.json");
    std::fs::write(&cut, "{\"LoaiGoi\": ").unwrap();
    let other = dir.path().join("other.json");
    std::fs::write(&other, "{\"a\": 1}").unwrap();
    for path in [cut.as_path(), &other, &dir.path().join("none.json"), dir.path()] {
        let output = motcua(&home, &["dossier", "import", path.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    assert_eq!(
        json_of(&motcua(&home, &["dossier", "list", "--json"]))["total"],
        1
    );
}

#[test]
fn a_wrong_size_is_named_as_that_whether_or_not_the_bytes_are_known() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    founded(&home);
    std::fs::write(dir.path().join("don.jpg"), picture()).unwrap();
    let listed = json_of(&motcua(&home, &["catalog", "list", "--json"]));
    let procedure = listed["items"][0]["code"].as_str().unwrap();
    let sized = |code: &str, more: usize| {
        let mut dossier = dossier(code, "don.jpg", procedure);
        dossier["TaiLieuNop"][0]["KichThuoc"] = json!(picture().len() + more);
        dossier
    };
    let path = package(dir.path(), &[sized("A-1", 1), sized("A-2", 0), sized("A-3", 1)]);
    let answer = json_of(&motcua(&home, &["dossier", "import", &path, "--json"]));
    let faults: Vec<&Value> = (0..3).map(|at| &answer["items"][at]["fault"]).collect();
    assert_eq!(faults, [&json!("file_size"), &Value::Null, &json!("file_size")]);
}
