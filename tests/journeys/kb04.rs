//! KB04: every side of every sheet exactly once, a side with a note twice, in one PDF of exactly these pages.

use motcua::app::job::{Job, JobDone};
use motcua::domain::act::StoredFile;
use motcua::domain::component::SignatureMark;
use motcua::domain::pages::Page;
use motcua::domain::query::{Answer, Query};

use crate::office::{HANH, Office, SCANS};
use crate::papers::{pdf, photo, signed_pdf, written_at};

/// What lies in the tray, in its order.
fn tray(office: &Office) -> Vec<Page> {
    match office.ask(Query::Tray) {
        Answer::Tray(rows) => rows.pages.into_iter().map(|row| row.page).collect(),
        other => panic!("no tray: {other:?}"),
    }
}

/// The scanner wrote these long ago; the desk looks into the folder.
fn look_for_scans(office: &Office) {
    for entry in std::fs::read_dir(office.beside(SCANS)).unwrap() {
        written_at(&entry.unwrap().path(), "2023-02-14T09:15:02+07:00");
    }
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
}

fn assembled(office: &Office, pages: Vec<Page>) -> StoredFile {
    let title = "Tờ khai".to_owned();
    match office.job(Job::AssemblePages { title, pages }) {
        Ok(JobDone::Stored(file)) => file,
        other => panic!("no PDF: {other:?}"),
    }
}

#[test]
fn a_pdf_is_made_of_exactly_the_pages_that_were_placed() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let folder = office.beside(SCANS);
    photo(&folder, "a.jpg", 10);
    pdf(&folder, "b.pdf", 3);
    signed_pdf(&folder, "c.pdf");
    look_for_scans(&office);
    let pages = tray(&office);
    let names: Vec<_> = pages
        .iter()
        .map(|page| (page.file_name.as_str(), page.leaf))
        .collect();
    assert_eq!(
        names,
        [
            ("a.jpg", 1),
            ("b.pdf", 1),
            ("b.pdf", 2),
            ("b.pdf", 3),
            ("c.pdf", 1)
        ]
    );

    let some = assembled(&office, vec![pages[2].clone(), pages[0].clone()]);
    assert_eq!((some.pages, some.name.as_str()), (Some(2), "Tờ khai.pdf"));
    let whole = assembled(&office, pages[1..4].to_vec());
    assert_eq!((whole.pages, whole.sha256), (Some(3), pages[1].sha256));
    let signed = assembled(&office, vec![pages[4].clone()]);
    assert_eq!(signed.sha256, pages[4].sha256, "a signed file keeps its bytes");
    assert_eq!(signed.signature, SignatureMark::Present);
    office.ends_sound();
}
