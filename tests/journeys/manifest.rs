//! The integrity of what changes hands: each file is read again before a dossier leaves the desk.

use motcua::domain::ids::FileHash;
use motcua::domain::query::{Answer, Query};

use crate::hand::{Visitor, component_of};
use crate::office::{HANH, Office, SCANS};
use crate::papers::photo;

#[test]
fn a_dossier_that_leaves_the_desk_has_its_files_read_again_and_a_damaged_one_is_named() {
    let mut office = Office::open();
    office.log_in(HANH);
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&quan).row.id;
    let folder = office.beside(SCANS);
    office.attach(dossier, "Tờ khai", vec![photo(&folder, "to_khai.jpg", 90)]);
    office.keys("0001<enter>").sees("Trần Minh Quân").keys("<f9>");
    office.sees("Chọn bước để chuyển").sees("đã kiểm tra 2 tệp ✓");

    let view = office.view(dossier);
    let files = &component_of(&view, "Tờ khai").files;
    let original = files.iter().find(|file| file.name == "to_khai.jpg").unwrap();
    let path = place(&office, original.sha256);
    let kept = std::fs::read(&path).unwrap();
    let mut bytes = kept.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&path, &bytes).unwrap();
    office.keys("<esc><f9>").sees("kiểm tra 2 tệp ✗ 1 tệp KHÔNG KHỚP");
    office.sees("Tệp «to_khai.jpg» đã khác lúc nhận.");

    std::fs::remove_file(&path).unwrap();
    office
        .keys("<esc><f9>")
        .sees("Không thấy tệp «to_khai.jpg» trên máy.");
    // Nothing is stopped: the officer may have his reasons, and the paper is in his hand.
    office
        .keys("<f2>")
        .types("quét sau")
        .keys("<f2>")
        .sees("Đã chuyển bước");
    std::fs::write(&path, &kept).unwrap();
    office.ends_sound();
}

fn place(office: &Office, sha256: FileHash) -> std::path::PathBuf {
    match office.ask(Query::File(sha256)) {
        Answer::Path(Some(path)) => path,
        other => panic!("no file: {other:?}"),
    }
}
