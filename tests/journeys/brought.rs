//! Files that are brought: each kept byte for byte with its hash, empty ones refused at once; sound and film never joined
//! into the PDF of the pages beside them. T16 and T25 are faults of other programs (features.md §4).

use std::path::{Path, PathBuf};

use motcua::app::job::{Job, JobDone, JobFault};
use motcua::domain::component::FileSource;
use motcua::domain::query::{Answer, Query};
use motcua::scan::inspect;
use motcua::store::blobs::Blobs;

use crate::office::{HANH, Office, SCANS};
use crate::papers::{photo, written_at};

/// Forty frames of an MP3 of 128 thousand bits a second.
fn recording(folder: &Path) -> PathBuf {
    let path = folder.join("loi_khai.mp3");
    let frame = [&[0xff, 0xfb, 0x90, 0][..], &[7; 413]].concat();
    std::fs::write(&path, frame.repeat(40)).unwrap();
    written_at(&path, "2023-02-14T07:00:00+07:00");
    path
}

#[test]
fn t16_what_is_brought_is_hashed_before_it_is_processed_and_a_recording_stays_the_file_it_is() {
    let mut office = Office::open();
    office.log_in(HANH);
    let folder = office.beside("usb");
    std::fs::create_dir_all(&folder).unwrap();
    let (sound, page) = (recording(&folder), photo(&folder, "bien_ban.jpg", 40));
    // paperless-ngx#13326 hashed what it had made of the file.
    let brought = [&page, &sound].map(|path| inspect(path).sha256);
    let taken = office.job(Job::TakeFiles {
        paths: vec![page.clone(), sound.clone()],
        title: "Biên bản".to_owned(),
        joined: true,
    });
    let Ok(JobDone::Taken { files, pages, .. }) = taken else {
        panic!("{taken:?}")
    };
    assert_eq!(pages, 1);
    let seen: Vec<_> = files
        .iter()
        .map(|file| (file.name.as_str(), file.mime.as_str(), file.pages, file.source))
        .collect();
    assert_eq!(
        seen,
        [
            ("bien_ban.jpg", "image/jpeg", Some(1), FileSource::Picked),
            ("loi_khai.mp3", "audio/mpeg", None, FileSource::Picked),
            ("Biên bản.pdf", "application/pdf", Some(1), FileSource::Assembled),
        ]
    );
    assert_eq!([files[0].sha256, files[1].sha256], brought);
    for (file, path) in files.iter().zip([&page, &sound]) {
        let kept = Blobs::of(office.home()).read(file.sha256).unwrap();
        assert!(kept == std::fs::read(path).unwrap(), "{}", file.name);
    }

    let alone = office.job(Job::TakeFiles {
        paths: vec![sound],
        title: "Ghi âm".to_owned(),
        joined: true,
    });
    let Ok(JobDone::Taken { files, pages, .. }) = alone else {
        panic!("{alone:?}")
    };
    assert_eq!((files.len(), pages), (1, 0), "nothing is made of it");
}

#[test]
fn a_recording_in_the_scan_folder_is_no_page_and_says_where_it_belongs() {
    let mut office = Office::open();
    office.log_in(HANH);
    let folder = office.beside(SCANS);
    std::fs::create_dir_all(&folder).unwrap();
    recording(&folder);
    office
        .keys("<f10>khay quet<enter><f5>")
        .sees("loi_khai.mp3: âm thanh, phim không có trang. Gắn riêng tệp này.");
    match office.ask(Query::Tray) {
        Answer::Tray(rows) => assert!(rows.pages.is_empty()),
        other => panic!("no tray: {other:?}"),
    }
    office.ends_sound();
}

/// A complaint about the national portal: the file was attached, and empty.
#[test]
fn t25_an_empty_pdf_is_refused_where_it_is_attached_and_where_a_result_is() {
    let office = Office::open();
    let folder = office.beside("usb");
    let path = folder.join("quyet_dinh.pdf");
    let before = Blobs::of(office.home()).all().unwrap().len();
    for (bytes, why) in [(&b""[..], "tệp rỗng"), (b"%PDF-1.7\n%%EOF\n", "nội dung bị hỏng")] {
        std::fs::write(&path, bytes).unwrap();
        let jobs = [
            Job::TakeFiles {
                paths: vec![path.clone()],
                title: "Tờ khai".to_owned(),
                joined: true,
            },
            Job::TakeResult { path: path.clone() },
        ];
        for job in jobs {
            let refused = office.job(job);
            assert!(
                matches!(&refused, Err(JobFault::Said(said)) if said.contains("quyet_dinh.pdf") && said.contains(why)),
                "{refused:?}"
            );
        }
    }
    let after = Blobs::of(office.home()).all().unwrap().len();
    assert_eq!(after, before, "nothing of it is kept");
}
