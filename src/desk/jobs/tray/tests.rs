//! Files on their way into the tray.

use std::sync::atomic::{AtomicI64, Ordering};

use super::*;
use crate::desk::clock::Clock;
use crate::domain::query::{Answer, Query};
use crate::fixture::founded;
use crate::scan::Codes;
use crate::scan::check::Share;

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
    let only = [&path];
    for text in ["MOTCUA1 X 1 1F", "", ""] {
        let mut seen = examine(&only).remove(0);
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
    let paths = [&path];
    let seen = examined::by(&paths, |_, _| panic!("a decoder")).remove(0);
    assert!(seen.inspected.is_taken());
    assert_eq!(seen.checks, [PageCheck::not_done(PageFlag::NotChecked)]);
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
    let began = Instant::now();
    let seen = look_by(&hands, &scans, &|| began).unwrap();
    assert_eq!((seen.taken.pages, seen.again_in), (0, Some(SETTLED)));
    let later = || began + SETTLED;
    let first = look_by(&hands, &scans, &later).unwrap();
    assert_eq!((first.taken.pages, first.fault.is_some()), (1, true));
    std::fs::remove_file(taken).unwrap();
    let second = look_by(&hands, &scans, &later).unwrap();
    assert_eq!((second.taken.pages, second.fault), (1, None));
}

/// A white page of this many dots, and when its folder says that it was written.
fn page_of(path: &Path, dots: u32, written: std::time::SystemTime) {
    image::GrayImage::new(dots, dots).save(path).unwrap();
    let file = std::fs::File::options().append(true).open(path).unwrap();
    file.set_modified(written).unwrap();
}

/// A share has a clock of its own, and some copiers keep the time of the file they copy: an old time is no sign that the
/// file is whole.
#[test]
fn a_file_is_taken_when_its_size_stood_still_for_a_second_of_ours_whatever_its_time_says() {
    let folder = tempfile::tempdir().unwrap();
    let hands = opened(&folder.path().join("desk"));
    let scans = folder.path().join("quet");
    std::fs::create_dir(&scans).unwrap();
    let now = std::time::SystemTime::now();
    let hour = Duration::from_hours(1);
    let began = Instant::now();
    let after = |ms| {
        let look = look_by(&hands, &scans, &|| began + Duration::from_millis(ms)).unwrap();
        assert_eq!(look.fault, None);
        (look.taken.pages, look.again_in.map(|left| left.as_millis()))
    };
    let growing = scans.join("S0004.png");
    for (name, written) in [
        ("S0001.png", now - hour),
        ("S0002.png", now),
        ("S0003.png", now + hour),
    ] {
        page_of(&scans.join(name), 40, written);
    }
    page_of(&growing, 50, now - hour);
    assert_eq!(after(0), (0, Some(1_000)), "seen for the first time");
    // It grows, and keeps the time it was copied with.
    page_of(&growing, 60, now - hour);
    assert_eq!(after(999), (0, Some(1)));
    assert_eq!(
        after(1_000),
        (3, Some(999)),
        "what stood still comes in at one look"
    );
    page_of(&growing, 70, now - hour);
    assert_eq!(after(1_998), (0, Some(1_000)));
    assert_eq!(after(2_998), (1, None));
}

/// A scanner takes longer for a page than a page is watched: each page still waits when the one before it is taken, and
/// follows the same cover. One that vanished may have been the next cover.
#[test]
fn pages_that_come_one_by_one_follow_their_cover_until_one_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let hands = opened(&folder.path().join("desk"));
    let scans = folder.path().join("quet");
    std::fs::create_dir(&scans).unwrap();
    let now = std::time::SystemTime::now();
    let aim = (DossierId(SystemIds.next(0)), None);
    let began = Instant::now();
    let covered = || {
        let mut kept = hands.looks_alone();
        let written = crate::desk::clock::Clock::Machine.now();
        kept.stack.file(written, *hands.whose());
        kept.stack.page(crate::domain::cover::Seen::Cover(aim));
    };
    let follows = || {
        hands
            .looks_alone()
            .stack
            .page(crate::domain::cover::Seen::Page)
            .aim
            == Some(aim)
    };
    let after = |ms| {
        let look = look_by(&hands, &scans, &|| began + Duration::from_millis(ms)).unwrap();
        (look.taken.pages, follows())
    };
    covered();
    page_of(&scans.join("S0002.png"), 40, now);
    assert_eq!(after(0), (0, true), "it waits, and may follow");
    page_of(&scans.join("S0003.png"), 41, now);
    assert_eq!(after(900), (0, true));
    assert_eq!(after(1_000), (1, true));
    // Its name comes before, but it came later than one that still waits.
    page_of(&scans.join("S0001.png"), 42, now);
    assert_eq!(after(1_100), (0, true));
    page_of(&scans.join("S0003.png"), 43, now);
    assert_eq!(after(1_200), (0, true));
    assert_eq!(after(2_150), (1, false), "the one that waits may be a cover");
    assert_eq!(after(2_200), (1, false));
    covered();
    page_of(&scans.join("S0004.png"), 44, now);
    assert_eq!(after(3_000), (0, true));
    std::fs::rename(scans.join("S0004.png"), scans.join("S0005.png")).unwrap();
    assert_eq!(after(3_100), (0, true), "it has another name now");
    std::fs::remove_file(scans.join("S0005.png")).unwrap();
    assert_eq!(after(3_200), (0, false), "it is lost");
}

/// A desk that was not watching while they came: F5 watches first, all of them together.
#[test]
fn what_nobody_watched_is_watched_before_it_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let scans = folder.path().join("quet");
    std::fs::create_dir(&scans).unwrap();
    let patience = Duration::from_millis(60);
    let hands = opened(&folder.path().join("desk")).patient_for(patience);
    let keep = hands.write(|store| store.keep_local("scan_folder", &scans.to_string_lossy()));
    keep.unwrap();
    for number in 1..=5 {
        page_of(
            &scans.join(format!("S{number}.png")),
            40 + number,
            std::time::UNIX_EPOCH,
        );
    }
    let began = Instant::now();
    let Ok(JobDone::TakenIn(taken)) = look_now(&hands) else {
        panic!("nothing was taken in")
    };
    assert!(began.elapsed() >= patience);
    assert_eq!(taken.pages, 5);
}

/// Which pages stand in one file and which in another changes nothing in what is seen on each.
#[test]
fn pages_are_checked_two_at_a_time_and_each_check_stays_with_its_page() {
    static TOGETHER: std::sync::Barrier = std::sync::Barrier::new(AT_A_TIME);
    let folder = tempfile::tempdir().unwrap();
    let many = folder.path().join("a.tiff");
    let shades: Vec<u8> = (0..7).map(|page| page * 30).collect();
    let mut tiff = tiff::encoder::TiffEncoder::new(std::fs::File::create(&many).unwrap()).unwrap();
    for shade in &shades {
        let pixels = vec![*shade; 60 * 60];
        tiff.write_image::<tiff::encoder::colortype::Gray8>(60, 60, &pixels)
            .unwrap();
    }
    drop(tiff);
    let paths = [many];
    let alone = scan::check::check_and_read(&paths[0], Share::ALL).unwrap();
    assert!(alone.first() != alone.last(), "a black page and a pale one");
    // Each of the two waits for the other: one alone would stand here for ever.
    let seen = examined::by(&paths, |path, share| {
        TOGETHER.wait();
        scan::check::check_and_read(path, share)
    });
    assert_eq!(seen[0].checks, alone);
    let single = folder.path().join("b.png");
    image::GrayImage::new(60, 60).save(&single).unwrap();
    let two = [&paths[0], &single];
    let seen = examine(&two);
    assert_eq!((&seen[0].checks, seen[1].checks.len()), (&alone, 1));
    assert_ne!(seen[1].checks, [PageCheck::not_done(PageFlag::NotChecked)]);
}
