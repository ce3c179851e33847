//! Files on their way into the tray.

use std::sync::atomic::{AtomicI64, Ordering};

use super::*;
use crate::desk::clock::Clock;
use crate::domain::query::{Answer, Query};
use crate::fixture::founded;
use crate::scan::Codes;

static NOW: AtomicI64 = AtomicI64::new(1_700_000_000_000);

fn opened(home: &Path) -> Hands {
    let clock = Clock::Told(&NOW);
    Hands::new(home.to_owned(), Some(founded(home, clock.now())), clock)
}

/// A feeder that takes longer for a page than the pause between two stacks of the scan folder is still one stack: what
/// its cover said, or that it could not be followed, holds to the end.
#[test]
fn a_slow_scan_is_one_stack() {
    let folder = tempfile::tempdir().unwrap();
    let hands = opened(&folder.path().join("desk"));
    let path = folder.path().join("S0001.png");
    image::GrayImage::new(40, 40).save(&path).unwrap();
    let aim = (DossierId(SystemIds.next(0)), None);
    let origin = Origin {
        source: TraySource::Scanner,
        device: String::new(),
        aim: Some(aim),
        by: *hands.whose(),
    };
    let (mut taken, mut stack) = (TakenIn::default(), Stack::default());
    for text in ["MOTCUA1 X 1 1F", "", ""] {
        let mut seen = Examined::of(&path);
        seen.checks[0].codes = Codes {
            texts: vec![text.to_owned()],
            large_unread: false,
        };
        keep(&hands, seen, &origin, (&mut taken, &mut stack)).unwrap();
        NOW.fetch_add(25_000, Ordering::Relaxed);
    }
    let Answer::Tray(tray) = hands.answer(&Query::Tray) else {
        panic!("no tray")
    };
    let aims: Vec<_> = tray.pages.iter().map(|row| row.aim).collect();
    assert_eq!(aims, [None; 3], "its cover leads nowhere");
}

#[test]
fn a_page_that_brings_a_decoder_down_is_taken_unchecked() {
    let folder = tempfile::tempdir().unwrap();
    let hands = opened(&folder.path().join("desk"));
    let path = folder.path().join("S0001.png");
    image::GrayImage::new(40, 40).save(&path).unwrap();
    let seen = Examined::by(&path, |_| panic!("a decoder"));
    assert!(seen.checks.is_empty() && seen.inspected.is_taken());
    let origin = Origin::of(&hands, TraySource::Scanner);
    let (mut taken, mut stack) = (TakenIn::default(), Stack::default());
    assert_eq!(keep(&hands, seen, &origin, (&mut taken, &mut stack)), Ok(true));
    assert_eq!(taken.pages, 1);
}

#[test]
fn what_came_in_before_the_disk_was_full_is_counted_and_the_rest_comes_later() {
    let folder = tempfile::tempdir().unwrap();
    let hands = opened(&folder.path().join("desk"));
    let scans = folder.path().join("quet");
    std::fs::create_dir(&scans).unwrap();
    let paths = [1_u8, 2].map(|shade| {
        let path = scans.join(format!("S000{shade}.png"));
        let page = image::GrayImage::from_pixel(40, 40, image::Luma([shade * 60]));
        page.save(&path).unwrap();
        let long_ago = std::time::SystemTime::now() - Duration::from_hours(1);
        let file = std::fs::File::options().append(true).open(&path).unwrap();
        file.set_modified(long_ago).unwrap();
        path
    });
    // A file stands where the second one's folder would be: no room, as on a full disk.
    let place = Blobs::of(&hands.home()).place(scan::inspect(&paths[1]).sha256);
    let taken = place.parent().unwrap();
    std::fs::create_dir_all(taken.parent().unwrap()).unwrap();
    std::fs::write(taken, b"").unwrap();
    let mut sighted = Sighted::default();
    let first = look(&hands, &scans, &mut sighted).unwrap();
    assert_eq!((first.taken.pages, first.fault.is_some()), (1, true));
    std::fs::remove_file(taken).unwrap();
    let second = look(&hands, &scans, &mut sighted).unwrap();
    assert_eq!((second.taken.pages, second.fault), (1, None));
}
