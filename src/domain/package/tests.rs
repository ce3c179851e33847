use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::procedure::Record;

const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn dossier() -> Value {
    json!({
        "MaHoSo": "G22.99.15-230214-000123", "MaTTHC": "1.004873", "KenhThucHien": "2", "TrangThaiHoSo": "1",
        "SoGiayToChuHoSo": "052301000777", "ChuHoSo": "Bùi Kim Tâm", "LoaiDoiTuong": "1",
        "SoDienThoai": "0905 777 120", "DiaChi": "Thôn 1, xã An Toàn", "MaDoiTuong": "tech-1",
        "TrichYeuHoSo": "Xác nhận tình trạng hôn nhân", "NgayNopHoSo": "20230214081500", "HinhThuc": "2",
        "TaiKhoanDuocXacThucVoiVNeID": "1",
        "TaiLieuNop": [
            {"TenTepDinhKem": "Tờ khai.pdf", "MaThanhPhanHoSo": "TP1", "DuongDanTaiTepTin": "tep/to_khai.pdf",
             "SHA256": HASH, "KichThuoc": "3"},
            {"TenTepDinhKem": "Căn cước mặt sau.jpg", "DuongDanTaiTepTin": "cc.jpg", "SHA256": HASH, "KichThuoc": 3},
        ],
    })
}

fn package(dossiers: &[Value]) -> Vec<u8> {
    json!({"LoaiGoi": KIND, "PhienBan": "1", "data": dossiers})
        .to_string()
        .into_bytes()
}

fn only(dossier: Value) -> Result<Box<Filing>, Fault> {
    read(&package(&[dossier])).unwrap().remove(0).filing
}

/// The dossier with one field changed; `null` takes it away.
fn with(field: &str, value: Value) -> Value {
    let mut dossier = dossier();
    dossier[field] = value;
    dossier
}

fn with_file(field: &str, value: Value) -> Value {
    let mut dossier = dossier();
    dossier["TaiLieuNop"][0][field] = value;
    dossier
}

#[test]
fn a_dossier_is_read_with_all_it_says() {
    let filing = only(dossier()).unwrap();
    assert_eq!(filing.code, "G22.99.15-230214-000123");
    assert_eq!(filing.holder.holder_name, "Bùi Kim Tâm");
    assert_eq!(filing.holder.phone, "0905777120");
    assert_eq!(filing.submitted_at.rfc3339(), "2023-02-14T08:15:00+07:00");
    assert_eq!((filing.account.account, filing.vneid), (Account::Exists, true));
    assert_eq!(filing.return_way, ReturnWay::Online);
    assert_eq!(filing.papers[0].place.names(), ["tep", "to_khai.pdf"]);
    assert_eq!((filing.papers[0].size, filing.papers[1].size), (3, 3));
}

#[test]
fn an_organisation_is_named_as_one_and_its_representative_is_asked_later() {
    let filing = only(with("LoaiDoiTuong", json!("2"))).unwrap();
    assert_eq!(filing.holder.organisation, "Bùi Kim Tâm");
    assert_eq!(filing.holder.holder_name, "");
}

#[test]
fn nobody_says_of_an_account_what_the_package_does_not() {
    let mut dossier = with("MaDoiTuong", Value::Null);
    dossier["TaiKhoanDuocXacThucVoiVNeID"] = json!("0");
    assert_eq!(only(dossier).unwrap().account.account, Account::Unknown);
}

#[test]
fn each_fault_has_its_name() {
    let long = "x".repeat(1001);
    let cases = [
        (with("MaHoSo", Value::Null), Fault::Missing("MaHoSo")),
        (with("MaTTHC", json!(" ")), Fault::Missing("MaTTHC")),
        (with("KenhThucHien", json!(1)), Fault::NotOnline),
        (with("TrangThaiHoSo", json!("4")), Fault::NotNew),
        (
            with("NgayNopHoSo", json!("14/02/2023")),
            Fault::Invalid("NgayNopHoSo"),
        ),
        (
            with("NgayNopHoSo", json!("20230230081500")),
            Fault::Invalid("NgayNopHoSo"),
        ),
        (with("TrichYeuHoSo", json!(long)), Fault::TooLong("TrichYeuHoSo")),
        (with("LoaiDoiTuong", json!("9")), Fault::Invalid("LoaiDoiTuong")),
        (with("HinhThuc", json!("7")), Fault::Invalid("HinhThuc")),
        (with("ChuHoSo", json!({"a": 1})), Fault::Invalid("ChuHoSo")),
        (with("TaiLieuNop", json!("x")), Fault::Invalid("TaiLieuNop")),
        (with_file("SHA256", json!("12")), Fault::Invalid("SHA256")),
        (with_file("KichThuoc", json!(-1)), Fault::Invalid("KichThuoc")),
        (with_file("KichThuoc", json!("0")), Fault::Invalid("KichThuoc")),
        (
            with_file("TenTepDinhKem", json!("")),
            Fault::Missing("TenTepDinhKem"),
        ),
        (json!([1]), Fault::NotADossier),
    ];
    for (dossier, fault) in cases {
        assert_eq!(only(dossier).unwrap_err(), fault);
    }
}

#[test]
fn a_file_cannot_lie_outside_its_package() {
    let places = [
        "../x.pdf",
        "a/../../x.pdf",
        "/etc/passwd",
        "C:\\x.pdf",
        "a\\b.pdf",
        "a//b.pdf",
        "./a.pdf",
        "a/.",
        "con.pdf",
        "LPT1.txt",
        "a\u{0}.pdf",
        "a.pdf ",
        "a.",
        "b:x",
        "\u{1b}[2Jx.pdf",
    ];
    for place in places {
        let fault = only(with_file("DuongDanTaiTepTin", json!(place))).unwrap_err();
        assert!(matches!(fault, Fault::BadPlace(_)), "{place:?}");
        assert!(!text::fault(&fault).chars().any(char::is_control), "{place:?}");
    }
    assert!(Place::parse("hồ sơ/Tờ khai (1).pdf").is_ok());
    assert!(Place::parse("com10.pdf").is_ok());
}

#[test]
fn terminal_escapes_never_reach_a_value() {
    let filing = only(with(
        "ChuHoSo",
        json!("\u{1b}[31mBùi\u{7} Kim\u{202e} Ta\u{302}m"),
    ))
    .unwrap();
    assert_eq!(filing.holder.holder_name, "Bùi Kim Tâm");
}

#[test]
fn what_was_taken_back_is_left_out() {
    assert_eq!(
        only(with_file("IsDeleted", json!("True"))).unwrap().papers.len(),
        1
    );
}

#[test]
fn one_bad_dossier_leaves_the_others_and_the_order_of_keys_means_nothing() {
    let bytes = package(&[with("MaTTHC", Value::Null), dossier()]);
    let items = read(&bytes).unwrap();
    assert!(items[0].filing.is_err());
    assert_eq!(items[0].code, "G22.99.15-230214-000123", "named as far as can be");
    assert!(items[1].filing.is_ok());
    assert_eq!(read_again(&items[1].said, 2), items[1]);
    let turned = br#"{"data":[{"b":1,"a":{"d":2,"c":3}}],"PhienBan":1,"LoaiGoi":"motcua.ho-so-truc-tuyen"}"#;
    let said = |bytes: &[u8]| read(bytes).unwrap()[0].said.clone();
    assert_eq!(said(turned), br#"{"a":{"c":3,"d":2},"b":1}"#);
}

#[test]
fn what_is_no_package_is_refused_whole() {
    let version = json!({"LoaiGoi": KIND, "PhienBan": "2", "data": []}).to_string();
    let many = json!({"LoaiGoi": KIND, "PhienBan": "1", "data": vec![0; MOST_DOSSIERS + 1]}).to_string();
    let cases: [(&[u8], Unreadable); 6] = [
        (b"", Unreadable::NotJson { line: 1, column: 0 }),
        (b"[]", Unreadable::NotAPackage),
        (br#"{"data":[]}"#, Unreadable::NotAPackage),
        (
            br#"{"LoaiGoi":"motcua.ho-so-truc-tuyen","PhienBan":"1"}"#,
            Unreadable::NotAPackage,
        ),
        (version.as_bytes(), Unreadable::Version("2".into())),
        (many.as_bytes(), Unreadable::TooMany(MOST_DOSSIERS + 1)),
    ];
    for (bytes, why) in cases {
        assert_eq!(read(bytes).unwrap_err(), why);
    }
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    assert!(matches!(read(&deep), Err(Unreadable::NotJson { .. })));
    let marked = [b"\xef\xbb\xbf".to_vec(), package(&[])].concat();
    assert_eq!(read(&marked).unwrap(), []);
}

#[test]
fn files_find_their_line_of_the_checklist_by_name_and_by_code() {
    let catalogue = json!([{
        "code": "1.004873", "name": "Xác nhận", "components": [
            {"name": "Tờ khai", "kind": "original", "mandatory": true},
            {"name": "CCCD", "kind": "copy", "mandatory": true},
        ],
    }]);
    let procedure = Record::parse_all(catalogue.to_string().as_bytes())
        .unwrap()
        .remove(0)
        .into_procedure();
    let mut second = dossier();
    second["TaiLieuNop"][1]["MaThanhPhanHoSo"] = json!("TP1");
    let papers = only(second).unwrap().papers;
    let slots = lay_out(&procedure, &papers);
    let names: Vec<_> = slots
        .iter()
        .map(|slot| (slot.name.as_str(), slot.papers.as_slice()))
        .collect();
    assert_eq!(names, [("Tờ khai", &[0, 1][..]), ("CCCD", &[])]);
    let papers = only(dossier()).unwrap().papers;
    let slots = lay_out(&procedure, &papers);
    assert_eq!(slots.len(), 3);
    assert_eq!(
        (slots[2].name.as_str(), slots[2].kind),
        ("Căn cước mặt sau", None)
    );
}

proptest! {
    /// Whatever comes, it is read or refused; nothing panics and nothing unprintable comes out.
    #[test]
    fn no_bytes_and_no_values_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), text in any::<String>()) {
        let _ = read(&bytes);
        for field in ["MaHoSo", "ChuHoSo", "SoGiayToChuHoSo", "SoDienThoai", "NgayNopHoSo", "TrichYeuHoSo", "GhiChu"] {
            match only(with(field, json!(text))) {
                Ok(filing) => {
                    let all = [filing.code, filing.subject, filing.holder.holder_name].concat();
                    prop_assert!(!all.chars().any(char::is_control));
                }
                Err(fault) => prop_assert!(!self::text::fault(&fault).chars().any(char::is_control)),
            }
        }
        if let Ok(place) = Place::parse(&text) {
            prop_assert!(place.names().iter().all(|name| !name.is_empty() && name != ".." && !name.contains(['/', '\\'])));
        }
    }

    /// A package cut off or with one byte changed is refused or read, dossier by dossier.
    #[test]
    fn a_damaged_package_does_not_panic(at in 0..900_usize, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = package(&[dossier()]);
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let _ = read(&bytes).map(|items| items.len());
    }
}
