//! The integrity of what changes hands: each file is read again before a dossier leaves the desk.

use motcua::app::job::{Job, JobDone};
use motcua::desk::manifest::{Names, Sources, json};
use motcua::domain::ids::FileHash;
use motcua::domain::query::{Answer, Query};
use motcua::store::blobs::Blobs;

use crate::hand::{component_of, desk_with_a_file, desk_with_a_photo};
use crate::office::{HANH, Office, SCANS};
use crate::papers::photo;

#[test]
fn a_dossier_that_leaves_the_desk_has_its_files_read_again_and_a_damaged_one_is_named() {
    let (mut office, dossier) = desk_with_a_file();
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
    // What it came to goes with the act, under his name.
    let view = office.view(dossier);
    let act = view.history.last().unwrap();
    assert_eq!((act.kind.as_str(), act.officer.as_str()), ("forward", HANH));
    let (first, last) = (
        "Chuyển bước (2 tệp ✗ 1 KHÔNG KHỚP): ",
        ". Tệp: to_khai.jpg (không thấy)",
    );
    assert!(
        act.text.starts_with(first) && act.text.ends_with(last),
        "{}",
        act.text
    );
    std::fs::write(&path, &kept).unwrap();
    office.ends_sound();
}

#[test]
fn a_copy_that_nobody_counted_goes_out_once_in_the_pdf_that_was_made_of_it() {
    let (office, dossier) = desk_with_a_file();
    let view = office.view(dossier);
    let mut sources = Sources::new(Blobs::of(office.home()));
    let written = json(&view, (&Names::new(), None), &mut sources);
    let components = written["components"].as_array().unwrap();
    let files = components
        .iter()
        .filter_map(|it| it["files"].as_array())
        .flatten();
    let goes_out: Vec<_> = files
        .map(|file| {
            (
                file["source_file"].as_str().unwrap(),
                file["goes_out"].as_bool().unwrap(),
            )
        })
        .collect();
    let picture = goes_out.iter().find(|(name, _)| *name == "to_khai.jpg");
    assert_eq!(picture.map(|it| it.1), Some(false), "{goes_out:?}");
    assert_eq!(goes_out.iter().filter(|it| it.1).count(), 1, "{goes_out:?}");
}

#[test]
fn whole_files_are_handed_over_with_their_number_in_the_history() {
    let (mut office, dossier) = desk_with_a_photo();
    office
        .keys("0001<enter><f9><f2>")
        .types("quét sau")
        .keys("<f2>")
        .sees("Đã chuyển bước");
    let view = office.view(dossier);
    let line = &view.history.last().unwrap().text;
    assert!(line.starts_with("Chuyển bước (2 tệp, 2 trang ✓): "), "{line}");
    office
        .keys("<f10>quy trinh<enter>")
        .sees("Chuyển bước (2 tệp, 2 trang ✓)");
    office.ends_sound();
}

#[test]
fn the_letters_rules_are_a_checklist_and_an_officers_word_stands_until_other_files_come() {
    let (mut office, dossier) = desk_with_a_photo();
    // From the dossier by its key, from the checklist of papers by the palette.
    office.keys("0001<enter><ctrl-g>").sees("Yêu cầu sao chụp");
    office.keys("<esc><f8><f10>yeu cau sao<enter>");
    office.sees("✗ 2 Mọi giấy tờ đều được số hóa");
    office.sees("giấy tờ nhận").sees("đã kiểm tra 2 tệp ✓");
    // Xác thực số lượng: nobody's word stands for a paper that was not scanned.
    office.keys("<f2>").sees("xác nhận không thay được");
    office
        .keys("<down><f2>")
        .sees("Đã xác nhận: Toàn bộ, chính xác, đầy đủ.");
    office.sees("✓ 3 Toàn bộ, chính xác, đầy đủ").sees("xác nhận 08:");
    let word = |office: &Office| office.view(dossier).confirmed.len();
    assert_eq!(word(&office), 1);
    office.keys("<f2>").sees("Đã bỏ xác nhận");
    assert_eq!(word(&office), 0);
    office.keys("<f2>");
    assert_eq!(word(&office), 1);
    office.attach(
        dossier,
        "Tờ khai",
        vec![photo(&office.beside(SCANS), "to_khai_2.jpg", 40)],
    );
    assert_eq!(word(&office), 0, "he has not seen these");
    let told: Vec<String> = office
        .view(dossier)
        .history
        .into_iter()
        .map(|line| line.text)
        .collect();
    let confirmed = "Xác nhận yêu cầu sao chụp: Toàn bộ, chính xác, đầy đủ".to_owned();
    assert_eq!(
        told.iter().filter(|line| **line == confirmed).count(),
        2,
        "{told:?}"
    );
    office.keys("<esc><esc><esc>").ends_sound();
}

fn place(office: &Office, sha256: FileHash) -> std::path::PathBuf {
    match office.ask(Query::File(sha256)) {
        Answer::Path(Some(path)) => path,
        other => panic!("no file: {other:?}"),
    }
}

#[test]
fn a_copy_carries_the_manifest_of_each_dossier_and_counts_the_pages_it_took_along() {
    let (mut office, dossier) = desk_with_a_file();
    let stick = office.beside("usb");
    let copy = |office: &Office| match office.job(Job::Backup {
        target: Some(stick.clone()),
    }) {
        Ok(JobDone::BackedUp(made)) => made,
        other => panic!("no copy: {other:?}"),
    };
    // The number of pages of a file is not what was written down.
    let sql = rusqlite::Connection::open(office.home().join(motcua::store::DATABASE)).unwrap();
    let wrong = "UPDATE blob SET pages = pages + 1 WHERE mime = 'image/jpeg'";
    sql.execute(wrong, []).unwrap();
    let made = copy(&office);
    assert_eq!((made.missing, made.miscounted), (0, 1));
    sql.execute(&wrong.replace("+ 1", "- 1"), []).unwrap();

    let manifest = stick.join("bang-ke/000.99.15.H08-230214-0001.json");
    let read =
        || -> serde_json::Value { serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap() };
    let files = |read: &serde_json::Value| {
        let components = read["components"].as_array().unwrap();
        let names = components.iter().flat_map(|it| it["files"].as_array().unwrap());
        names
            .map(|it| it["source_file"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(read()["code"], "000.99.15.H08-230214-0001");
    assert_eq!(files(&read())[0], "to_khai.jpg");
    let first = read()["components"][0]["files"][0].clone();
    assert_eq!(first["officer"].as_str(), Some(HANH));
    assert_eq!(first["sha256"].as_str().map(str::len), Some(64));
    // What did not change is not written again; what did is.
    std::fs::write(&manifest, "{}").unwrap();
    copy(&office);
    assert_eq!(read(), serde_json::json!({}));
    office.attach_only(
        dossier,
        "Giấy xác nhận",
        vec![photo(&office.beside(SCANS), "giay.jpg", 40)],
    );
    assert_eq!(copy(&office).miscounted, 0);
    assert!(files(&read()).contains(&"giay.jpg".to_owned()), "{}", read());
    office.ends_sound();
}
