//! One page scanned anew takes the place of the old one; and regression T19 (naps2#639): pages are edited while others
//! are being taken in, and nothing is lost, nothing is there twice.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone, JobEvent};
use motcua::app::msg::{Msg, Ticket};
use motcua::domain::component::PageAccount;
use motcua::domain::ids::DossierId;
use motcua::domain::query::{Answer, Query};
use motcua::store::blobs::Blobs;

use crate::hand::{Visitor, component_of};
use crate::office::{HANH, Office, SCANS};
use crate::papers::{photo, written_at};

const BEFORE: &str = "2023-02-14T07:00:00+07:00";

fn scan(office: &Office, name: &str, shade: u8) {
    written_at(&photo(&office.beside(SCANS), name, shade), BEFORE);
}

fn tray(office: &Office) -> Vec<String> {
    match office.ask(Query::Tray) {
        Answer::Tray(rows) => rows.pages.into_iter().map(|row| row.page.file_name).collect(),
        other => panic!("no tray: {other:?}"),
    }
}

fn sides(office: &Office, dossier: DossierId) -> Vec<(u32, String)> {
    let view = office.view(dossier);
    let pages = component_of(&view, "Tờ khai").pages.iter();
    pages.map(|page| (page.side, page.file_name.clone())).collect()
}

/// A form of one sheet, both sides placed and finished; its list of pages is open.
fn finished(office: &mut Office) -> DossierId {
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&quan).row.id;
    scan(office, "S0001.jpg", 20);
    scan(office, "S0002.jpg", 40);
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
    office
        .keys("0001<enter><f8><home><f8>")
        .sees("Trang của thành phần");
    office.keys("<enter><enter><f2>").sees("PDF 2 trang");
    dossier
}

#[test]
fn a_page_scanned_anew_takes_the_place_of_the_old_one_and_the_pdf_is_made_anew() {
    let mut office = Office::open();
    let dossier = finished(&mut office);
    let first = component_of(&office.view(dossier), "Tờ khai")
        .files
        .last()
        .unwrap()
        .sha256;
    scan(&office, "S0009.jpg", 90);
    office.keys("<home><f8><f8>").sees("1 ảnh mới đã vào khay");
    office
        .keys("<home><down>t")
        .sees("Đã thay ảnh mặt 2: S0002.jpg → S0009.jpg. Ảnh cũ về khay; F2 ghép lại.");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!(
        (form.account, view.row.digitised.have),
        (PageAccount::Short, 0),
        "not finished any more"
    );
    assert_eq!(tray(&office), ["S0002.jpg"], "the old image is in the tray");
    let told = |office: &Office| {
        office
            .view(dossier)
            .history
            .iter()
            .map(|line| line.text.clone())
            .collect::<Vec<_>>()
    };
    let words = "Thay ảnh mặt 2: S0002.jpg → S0009.jpg";
    assert!(
        told(&office).iter().any(|line| line.starts_with(words)),
        "{:?}",
        told(&office)
    );

    office.keys("<ctrl-u>").sees("Đã hoàn tác");
    assert_eq!(tray(&office), ["S0009.jpg"]);
    let view = office.view(dossier);
    assert_eq!(
        component_of(&view, "Tờ khai").account,
        PageAccount::Balanced,
        "as it was"
    );
    let undone = "Hoàn tác thay ảnh mặt 2: S0009.jpg → S0002.jpg";
    assert!(
        told(&office).iter().any(|line| line.starts_with(undone)),
        "{:?}",
        told(&office)
    );

    office.keys("<home><down>t<f2>").sees("PDF 2 trang");
    assert_eq!(
        sides(&office, dossier),
        [(1, "S0001.jpg".to_owned()), (2, "S0009.jpg".to_owned())]
    );
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    let made = form.files.last().unwrap().sha256;
    assert_eq!(
        (form.account, view.row.digitised.have),
        (PageAccount::Balanced, 1)
    );
    assert_ne!(made, first, "the PDF is another one");
    // The new PDF holds the new image and not the old one; the old PDF and the old image are still there.
    let blobs = Blobs::of(office.home());
    let pdf = blobs.read(made).unwrap();
    let holds = |hash| {
        let image = blobs.read(hash).unwrap();
        pdf.windows(image.len()).any(|part| part == image)
    };
    assert!(holds(form.pages[1].sha256));
    let Answer::Tray(rows) = office.ask(Query::Tray) else {
        panic!("no tray")
    };
    assert!(!holds(rows.pages[0].page.sha256));
    assert!(blobs.read(first).is_ok());
    office.ends_sound();
}

/// T19: forty files are taken in by the worker while the officer turns, throws away, replaces and undoes.
#[test]
fn pages_are_edited_while_others_come_in_and_none_is_lost_or_there_twice() {
    let mut office = Office::open();
    let dossier = finished(&mut office);
    scan(&office, "S0009.jpg", 90);
    office.keys("<home><f8><f8>").sees("1 ảnh mới");
    let folder = office.beside("usb");
    let paths: Vec<_> = (0..40_u8)
        .map(|number| photo(&folder, &format!("nhap{number:02}.jpg"), 101 + number))
        .collect();
    let hands = Arc::clone(&office.machine.hands);
    let done = Arc::new(AtomicBool::new(false));
    let ended = Arc::clone(&done);
    let import = std::thread::spawn(move || {
        let answer = hands.perform(Effect::Start(Ticket(7_000), Job::TakeIn { paths }), &mut |_| {
            ControlFlow::Continue(())
        });
        ended.store(true, Ordering::Release);
        answer
    });
    let mut rounds = 0;
    while !done.load(Ordering::Acquire) || rounds < 3 {
        office.keys("<home><down>t");
        // Where several images wait, the newest of those shown.
        if office.screen().contains("bằng ảnh nào") {
            office.keys("<end><enter>");
        }
        office.sees("Đã thay ảnh mặt 2").keys("r");
        office.machine.send(Msg::TrayGrew(1));
        office.keys("<ctrl-u><ctrl-u>");
        rounds += 1;
    }
    let answer = import.join().unwrap();
    let Some(Msg::Job(_, JobEvent::Ended(Ok(JobDone::TakenIn(taken))))) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!((taken.pages, taken.refused), (40, vec![]));
    let mut all = tray(&office);
    all.extend(sides(&office, dossier).into_iter().map(|(_, name)| name));
    all.sort();
    let mut wanted: Vec<String> = (0..40).map(|number| format!("nhap{number:02}.jpg")).collect();
    wanted.extend(["S0001.jpg", "S0002.jpg", "S0009.jpg"].map(str::to_owned));
    wanted.sort();
    assert_eq!(all, wanted, "each exactly once, after {rounds} rounds");
    office.ends_sound();
}
