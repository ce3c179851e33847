//! KB10: a dossier filed online comes in through a package, is received from its queue, and nothing of it is copied
//! unless the sector's law is named. What is wrong with one dossier of a package keeps no other one back.

use std::path::{Path, PathBuf};

use motcua::app::job::{Arrived, Job, JobDone};
use motcua::domain::component::{FileSource, PaperForm, SignatureMark};
use motcua::domain::dossier::{Account, Channel, Status};
use motcua::domain::ids::FileHash;
use motcua::domain::package::Fault;
use motcua::domain::rows::DossierView;
use motcua::store::blobs::Blobs;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::office::{HANH, Office, SCANS, moment};
use crate::papers::{photo, signed_pdf, written_at};

const TAM: &str = "G22.99.15-230214-000123";
const QUAN: &str = "G22.99.15-230214-000124";

fn hash(bytes: &[u8]) -> String {
    FileHash(Sha256::digest(bytes).into()).to_string()
}

/// A paper of a package; its file is written beside it.
fn paper(folder: &Path, name: &str, file: &str) -> Value {
    let bytes = std::fs::read(signed_pdf(folder, file)).unwrap();
    json!({"TenTepDinhKem": name, "MaThanhPhanHoSo": "", "DuongDanTaiTepTin": file, "SHA256": hash(&bytes),
           "KichThuoc": bytes.len().to_string(), "DuocSoHoa": "1"})
}

fn dossier(code: &str, (number, name): (&str, &str), papers: &[Value]) -> Value {
    json!({
        "MaHoSo": code, "MaTTHC": "1.004873", "TenTTHC": "Cấp Giấy xác nhận tình trạng hôn nhân",
        "KenhThucHien": "2", "SoGiayToChuHoSo": number, "ChuHoSo": name, "LoaiDoiTuong": "1",
        "MaDoiTuong": "tech-77", "SoDienThoai": "0905777120", "DiaChi": "Thôn 1, xã An Toàn",
        "TrichYeuHoSo": "Xác nhận tình trạng hôn nhân", "NgayNopHoSo": "20230214081500", "TrangThaiHoSo": "1",
        "HinhThuc": "0", "NoiNopHoSo": "1", "TaiKhoanDuocXacThucVoiVNeID": "1", "TaiLieuNop": papers,
    })
}

fn package(folder: &Path, name: &str, dossiers: &[Value]) -> PathBuf {
    let path = folder.join(name);
    let package = json!({"LoaiGoi": "motcua.ho-so-truc-tuyen", "PhienBan": "1", "data": dossiers});
    std::fs::write(&path, package.to_string()).unwrap();
    path
}

fn of_tam(folder: &Path) -> Value {
    let papers = [
        paper(folder, "Tờ khai.pdf", "to_khai.pdf"),
        paper(folder, "CCCD.pdf", "cccd.pdf"),
    ];
    dossier(TAM, ("052301000777", "Bùi Kim Tâm"), &papers)
}

/// The screen of packages, its folder chosen by keys.
fn at_the_packages(office: &mut Office, folder: &Path) {
    office
        .keys("<f10>")
        .types("nhan ho so truc tuyen")
        .keys("<enter>")
        .sees("Nhận hồ sơ trực tuyến");
    office
        .keys("<f4>")
        .types(folder.to_str().unwrap())
        .keys("<enter>");
}

fn taken(office: &Office, path: &Path) -> Vec<Arrived> {
    let path = path.to_owned();
    match office.job(Job::TakePackage { path }) {
        Ok(JobDone::PackageTaken(arrivals)) => arrivals.into_iter().map(|arrival| arrival.went).collect(),
        other => panic!("not taken: {other:?}"),
    }
}

fn sources(view: &DossierView) -> Vec<(FileSource, SignatureMark)> {
    let files = view.components.iter().flat_map(|component| &component.files);
    files.map(|file| (file.source, file.signature)).collect()
}

#[test]
fn what_was_filed_online_is_received_from_its_queue_and_copied_only_with_the_law_named() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T13:40:00+07:00").log_in(HANH);
    let folder = office.beside("goi");
    let tam = of_tam(&folder);
    package(&folder, "dvc_230214.json", &[tam]);
    at_the_packages(&mut office, &folder);
    office.sees("dvc_230214.json").sees("1 hồ sơ").keys("<f2>");
    office.sees("Đã nhận 1 hồ sơ, đang chờ tiếp nhận.");
    // The same package again: nothing new.
    office
        .keys("<f2>")
        .sees("Không có hồ sơ mới: 1 hồ sơ đã nhận từ trước.");
    assert_eq!(office.value::<i64>("SELECT count(*) FROM dossier"), 1);
    let waiting = office.dossier(TAM);
    assert_eq!(
        (waiting.row.status, waiting.row.channel),
        (Status::Registered, Channel::Online)
    );
    assert_eq!(waiting.submitted_at, Some(moment("2023-02-14T08:15:00+07:00")));
    assert_eq!(waiting.account.account, Account::Exists);

    // From Home: queue 9, its page, F2 as far as the receipt.
    office.keys("<f10>").types("trang chinh").keys("<enter>");
    let row = office.row_of("Trực tuyến chờ nhận");
    assert!(
        row.contains("9  Trực tuyến chờ nhận") && row.contains('1'),
        "{row}"
    );
    office.keys("9<enter>").sees("Bùi Kim Tâm").keys("<enter>");
    office
        .sees("bản điện tử của công dân")
        .sees(TAM)
        .sees("F2 Tiếp nhận");
    let before = office.pressed();
    office.keys("<f2>").sees("Thành phần hồ sơ nộp").sees("nhận 2/2");
    office.sees("bản điện tử của công dân").keys("<f2>");
    office.sees("Đủ thành phần").keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    assert_eq!(office.pressed() - before, 3);
    office
        .sees("000.99.15.H08-230214-0001")
        .sees("17:00 Thứ Sáu 17/02/2023");
    received_whole(&office, &waiting, &folder);
    no_copy_without_a_law(&mut office);
    office.ends_sound();
}

/// It is the same dossier with the citizen's own files, and its package brings nothing more.
fn received_whole(office: &Office, waiting: &DossierView, folder: &Path) {
    let view = office.dossier("230214-0001");
    assert_eq!(view.row.id, waiting.row.id, "the same dossier");
    assert_eq!(
        (view.row.status, view.row.channel),
        (Status::Accepted, Channel::Online)
    );
    assert_eq!(view.row.portal_code.as_deref(), Some(TAM));
    assert_eq!(sources(&view), [(FileSource::Online, SignatureMark::Valid); 2]);
    assert!(view.components.iter().all(|it| it.form == PaperForm::Electronic));
    assert_eq!((view.row.digitised.need, view.row.digitised.have), (2, 2));
    assert_eq!(
        office.value::<i64>("SELECT vneid FROM dossier"),
        1,
        "it outlives reception"
    );
    for (file, name) in view.components.iter().zip(["to_khai.pdf", "cccd.pdf"]) {
        let kept = Blobs::of(office.home()).read(file.files[0].sha256).unwrap();
        assert_eq!(
            kept,
            std::fs::read(folder.join(name)).unwrap(),
            "{name}, byte for byte"
        );
    }
    assert_eq!(taken(office, &folder.join("dvc_230214.json")), [Arrived::Known]);
    assert_eq!(office.value::<i64>("SELECT count(*) FROM dossier"), 1);
}

/// Step 2 of KB10: F8 wants to scan his card.
fn no_copy_without_a_law(office: &mut Office) {
    let scans = office.beside(SCANS);
    photo(&scans, "the.jpg", 60);
    written_at(&scans.join("the.jpg"), "2023-02-14T13:45:00+07:00");
    assert!(matches!(office.job(Job::LookForScans), Ok(JobDone::TakenIn(_))));
    office
        .at("2023-02-14T13:50:00+07:00", HANH)
        .keys("0001<enter><f8><home><f8>")
        .sees("Trang của thành phần");
    office.keys("<home><enter>");
    office.sees("Hồ sơ điện tử: không sao chụp giấy tờ");
    office.keys("<esc>");
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM page"),
        0,
        "nothing was copied"
    );
    office.keys("<home><enter>").sees("Căn cứ pháp luật");
    office.types("Điều 9 Luật Hộ tịch").keys("<enter>");
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM page"),
        1,
        "{}",
        office.screen()
    );
    let told = "SELECT count(*) FROM oplog WHERE kind = 'set_pages' AND instr(body, CAST('Luật Hộ tịch' AS BLOB)) > 0";
    assert_eq!(office.value::<i64>(told), 1, "with the law it is named");
}

#[test]
fn a_correction_of_one_field_leaves_all_else_as_the_citizen_filed_it() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T13:40:00+07:00").log_in(HANH);
    let folder = office.beside("goi");
    let mut tam = of_tam(&folder);
    let name = ["BÙI KIM TÂM"; 30].join(" ");
    let subject = ["Xác nhận tình trạng hôn nhân"; 20].join(" ");
    let address = "Nhà ông Ba gần cầu Sông Vố An Toàn".repeat(4);
    (tam["ChuHoSo"], tam["TrichYeuHoSo"]) = (json!(name), json!(subject));
    tam["DiaChi"] = json!(address);
    let path = package(&folder, "dvc.json", &[tam]);
    assert_eq!(taken(&office, &path), [Arrived::New]);
    office
        .at("2023-02-14T13:45:00+07:00", HANH)
        .keys("9<enter><enter><f2>")
        .sees("Thành phần hồ sơ nộp")
        .keys("<f2><f2>")
        .sees("ĐÃ TIẾP NHẬN");
    office.at("2023-02-14T14:00:00+07:00", HANH).keys("0001<enter>");
    office
        .keys("<f10>")
        .types("cap nhat")
        .keys("<enter>")
        .sees("Di động")
        .keys("<tab><tab><tab><tab><tab><tab><end><backspace>9<f2>")
        .sees("Đã cập nhật 1 mục");
    let view = office.dossier("230214-0001");
    assert_eq!(view.holder.phone, "0905777129");
    assert_eq!(view.holder.holder_name, name);
    assert_eq!(
        (&view.subject, &view.holder.address.address_text),
        (&subject, &address)
    );
    office.ends_sound();
}

#[test]
fn a_missing_or_wrong_file_holds_back_its_own_dossier_and_goes_in_when_it_is_there() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T13:40:00+07:00").log_in(HANH);
    let folder = office.beside("goi");
    let tam = of_tam(&folder);
    let quan = {
        let papers = [
            paper(&folder, "Tờ khai.pdf", "tk_quan.pdf"),
            paper(&folder, "CCCD.pdf", "cc_quan.pdf"),
        ];
        dossier(QUAN, ("052085007788", "Trần Minh Quân"), &papers)
    };
    let missing = std::fs::read(folder.join("cc_quan.pdf")).unwrap();
    std::fs::remove_file(folder.join("cc_quan.pdf")).unwrap();
    let mut wrong = dossier("G22-3", ("052175002468", "Hồ Thị Lan"), &[]);
    wrong["TaiLieuNop"] = json!([paper(&folder, "Tờ khai.pdf", "tk_lan.pdf")]);
    wrong["TaiLieuNop"][0]["SHA256"] = json!(hash(b"another"));
    let path = package(&folder, "dvc.json", &[quan, tam, wrong]);
    at_the_packages(&mut office, &folder);
    office.keys("<f2>").sees("2 hồ sơ cách ly").sees("1 mới");
    office.sees("HỒ SƠ CÁCH LY").sees("cc_quan.pdf").sees("SHA-256");
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM dossier"),
        1,
        "the good one is in"
    );

    // Home says it, also after the program was left; the same package changes nothing.
    office.at("2023-02-14T14:00:00+07:00", HANH);
    office.sees("Trực tuyến: 2 hồ sơ cách ly");
    let again = taken(&office, &path);
    assert_eq!(again[0], Arrived::Held(Fault::FileMissing("cc_quan.pdf".into())));
    assert_eq!(again[1], Arrived::Known);
    assert_eq!(again[2], Arrived::Held(Fault::FileDiffers("tk_lan.pdf".into())));
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM quarantine"),
        2,
        "each once"
    );

    // The missing file arrives alone, the others are gone with the stick: it is tried again by keys.
    std::fs::write(folder.join("cc_quan.pdf"), &missing).unwrap();
    std::fs::remove_file(folder.join("tk_quan.pdf")).unwrap();
    office.keys("<right><enter>").sees("Nhận hồ sơ trực tuyến");
    for _ in 0..4 {
        if !office.row_of("▸").contains(QUAN) {
            office.keys("<down>");
        }
    }
    office.keys("<f2>").sees("Đã nhận 1 hồ sơ");
    office.sees_no(QUAN).sees("1 hồ sơ cách ly");
    assert_eq!(office.dossier(QUAN).components[1].files.len(), 1);
    // The other one is seen and put aside with a reason; its bytes stay.
    office
        .keys("<end><delete>")
        .types("đã báo nơi gửi")
        .keys("<enter>");
    office
        .sees("Đã bỏ khỏi danh sách cách ly")
        .sees_no("HỒ SƠ CÁCH LY");
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM quarantine WHERE length(said) > 100"),
        2
    );
    let seen_by = "SELECT name FROM officer WHERE id = (SELECT settled_by FROM quarantine WHERE settled_by IS NOT NULL)";
    assert_eq!(office.value::<String>(seen_by), "Đinh Thị Hạnh");
    office.ends_sound();
}

#[test]
fn the_same_code_with_other_words_is_said_and_never_merged() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T13:40:00+07:00").log_in(HANH);
    let folder = office.beside("goi");
    let mut tam = of_tam(&folder);
    let first = package(&folder, "a.json", &[tam.clone()]);
    assert_eq!(taken(&office, &first), [Arrived::New]);
    tam["ChuHoSo"] = json!("Bùi Kim Tám");
    let second = package(&folder, "b.json", &[tam.clone(), tam]);
    let held = Arrived::Held(Fault::Changed);
    assert_eq!(taken(&office, &second), [held.clone(), held]);
    assert_eq!(office.dossier(TAM).holder.holder_name, "Bùi Kim Tâm");
    assert_eq!(office.value::<i64>("SELECT count(*) FROM quarantine"), 1);
    office.ends_sound();
}

#[test]
fn what_the_package_does_not_say_is_asked_first_and_papers_may_be_asked_for_before_reception() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T13:40:00+07:00").log_in(HANH);
    let folder = office.beside("goi");
    let mut tam = of_tam(&folder);
    tam["DiaChi"] = Value::Null;
    let quan = dossier(QUAN, ("052085007788", "Trần Minh Quân"), &[]);
    let path = package(&folder, "dvc.json", &[tam, quan]);
    assert_eq!(taken(&office, &path), [Arrived::New, Arrived::New]);

    // No address: the owner's form opens first.
    office
        .keys("<f5>")
        .types("Bùi Kim Tâm")
        .keys("<enter>")
        .sees(TAM)
        .keys("<f2>");
    office.sees("3 Chủ hồ sơ").sees("Bùi Kim Tâm");
    office.keys("<esc>");
    // Papers may be asked for before it has a code.
    office.keys("<f10>").types("yeu cau bo sung").keys("<enter>");
    office.sees("Phiếu yêu cầu bổ sung").keys("<esc>");
    office.ends_sound();
}

#[test]
fn what_was_filed_online_is_refused_by_keys_before_it_has_a_code() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T13:40:00+07:00").log_in(HANH);
    let folder = office.beside("goi");
    let path = package(&folder, "dvc.json", &[of_tam(&folder)]);
    assert_eq!(taken(&office, &path), [Arrived::New]);
    assert_eq!(office.dossier(TAM).row.status, Status::Registered);
    office
        .at("2023-02-14T13:45:00+07:00", HANH)
        .keys("9<enter><enter>");
    office.sees("bản điện tử của công dân").keys("<f10>");
    office
        .types("tu choi")
        .keys("<enter>")
        .sees("Từ chối tiếp nhận hồ sơ của Bùi Kim Tâm?");
    // Without a reason nothing is refused.
    office.keys("<f2>");
    assert_eq!(office.dossier(TAM).row.status, Status::Registered);
    office.types("không thuộc thẩm quyền").keys("<enter>");
    office.types("Điều 17 NĐ 61/2018").keys("<f2>");
    let view = office.dossier(TAM);
    assert_eq!(view.row.status, Status::Refused, "{}", office.screen());
    let told: Vec<&str> = view.history.iter().map(|row| row.text.as_str()).collect();
    let refused = "Từ chối tiếp nhận: không thuộc thẩm quyền";
    assert!(told.contains(&refused), "{told:?}");
    office.keys("<esc>").sees("Từ chối");
    let row = office
        .at("2023-02-14T13:50:00+07:00", HANH)
        .row_of("Trực tuyến chờ nhận");
    assert!(row.contains(" 0"), "{row}");
    // The same package again does not bring it back.
    assert_eq!(taken(&office, &path), [Arrived::Known]);
    office.ends_sound();
}
