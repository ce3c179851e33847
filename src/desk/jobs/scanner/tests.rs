//! Scans by programs that behave as scanners do on bad days.

use std::ops::ControlFlow;
use std::path::PathBuf;

use super::*;
use crate::desk::clock::Clock;
use crate::desk::random::SystemIds;
use crate::domain::ids::IdSource;
use crate::domain::rows::TrayRows;
use crate::domain::tray::TraySource;
use crate::fixture::{self, founded};

mod covers;

const TICKET: Ticket = Ticket(7);
const PAPER: Paper = Paper {
    feed: None,
    area: Area::A4,
};

/// A desk in an empty folder, with programs of its own beside it.
struct Bench {
    folder: tempfile::TempDir,
    hands: Hands,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("desk");
        let store = founded(&home, Clock::Machine.now());
        let bench = Self {
            hands: Hands::new(home, Some(store), Clock::Machine),
            folder,
        };
        for shade in 0..4_u8 {
            let page = image::GrayImage::from_pixel(40, 40, image::Luma([shade * 60]));
            page.save(bench.folder.path().join(format!("page{shade}.png")))
                .unwrap();
        }
        bench
    }

    /// A program that answers `-A` as a feeder does, and otherwise does this with `$P` as the folder of pages.
    fn scanner(&self, script: &str) -> Way {
        let text = format!(
            "#!/bin/sh\nP='{}'\ncase \"$*\" in *-A*) echo '    --source ADF [ADF]'; exit 0;; esac\n{script}\n",
            self.folder.path().display()
        );
        Way {
            program: self.program(&text),
            device: "canon_dr:1".into(),
            template: String::new(),
            profile: ScanProfile::Nd30,
            paper: PAPER,
            silence: Duration::from_secs(20),
        }
    }

    fn program(&self, text: &str) -> String {
        let path = self.folder.path().join("program");
        fixture::program(&path, text);
        path.to_string_lossy().into_owned()
    }

    fn scan(&self, way: &Way) -> (ScanEnd, u32, bool) {
        let scanned = scan_by(&self.hands, way, (TICKET, None), &mut |_, _| {
            ControlFlow::Continue(())
        });
        let scanned = scanned.unwrap();
        (scanned.end, scanned.taken.pages, scanned.half)
    }

    fn scanned(&self, way: &Way) -> Scanned {
        scan_by(&self.hands, way, (TICKET, None), &mut |_, _| {
            ControlFlow::Continue(())
        })
        .unwrap()
    }

    /// Files that were refused and moved aside.
    fn refused(&self) -> Vec<PathBuf> {
        let folders = std::fs::read_dir(self.hands.home().join("refused"))
            .into_iter()
            .flatten();
        let files = folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap());
        files.map(|file| file.unwrap().path()).collect()
    }

    fn tray(&self) -> TrayRows {
        match self.hands.answer(&Query::Tray) {
            Answer::Tray(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    fn left(&self) -> usize {
        std::fs::read_dir(self.hands.home().join("scanning")).map_or(0, Iterator::count)
    }
}

/// Whole pages appear by being renamed, as scanimage does it.
const TWO_PAGES: &str = "for n in 1 2; do cp $P/page$n.png S000$n.jpg.part; mv S000$n.jpg.part S000$n.jpg; echo S000$n.jpg; done\n";

#[test]
fn a_fault_in_the_middle_keeps_the_pages_before_it_and_says_which_one_is_next() {
    let bench = Bench::new();
    let jam = format!("{TWO_PAGES}head -c 30 $P/page3.png > S0003.jpg.part; echo 'Scanned page 3'; exit 6");
    let end = ScanEnd::Fault(ScanFault::Jammed);
    let scanned = bench.scanned(&bench.scanner(&jam));
    assert_eq!((scanned.end, scanned.taken.pages, scanned.half), (end, 2, true));
    let said = scanned.sentence();
    assert!(said.contains("xếp lại từ trang 3"), "{said}");
    let tray = bench.tray();
    assert_eq!((tray.pages.len(), tray.refused.len()), (2, 0));
    let page = &tray.pages[1];
    assert_eq!(
        (page.source, page.page.file_name.as_str()),
        (TraySource::Scanner, "S0002.jpg")
    );
    assert_eq!(page.page.device, "canon_dr:1 · nd30");
    assert_eq!(bench.left(), 0, "nothing stays behind");
}

#[test]
fn a_feeder_ends_when_it_is_empty_and_sheets_that_look_alike_are_all_taken() {
    let bench = Bench::new();
    let same = "for n in 1 2 3; do cp $P/page1.png S000$n.jpg; echo S000$n.jpg; done";
    assert_eq!(bench.scan(&bench.scanner(same)), (ScanEnd::FeederEmpty, 3, false));
    let tray = bench.tray();
    assert!(
        tray.pages
            .iter()
            .all(|row| !row.flags.contains(&"again".to_owned()))
    );
    let nothing = bench.scan(&bench.scanner("exit 0"));
    assert_eq!(nothing, (ScanEnd::Fault(ScanFault::NoPaper), 0, false));
    // The names go on counting while pages lie in the tray.
    let echo = "for a in \"$@\"; do case $a in --batch-start=4) cp $P/page2.png S0004.jpg; echo S0004.jpg;; esac; done";
    assert_eq!(bench.scan(&bench.scanner(echo)).1, 1);
}

#[test]
fn a_scanner_that_hangs_is_given_up_and_one_that_is_stopped_keeps_what_is_whole() {
    let bench = Bench::new();
    let mut way = bench.scanner(&format!("{TWO_PAGES}exec sleep 60"));
    way.silence = Duration::from_millis(400);
    let began = Instant::now();
    assert_eq!(bench.scan(&way), (ScanEnd::Fault(ScanFault::Silent), 2, false));
    assert!(began.elapsed() < Duration::from_secs(30));

    let way = bench.scanner(&format!("{TWO_PAGES}: > S0003.jpg.part; exec sleep 60"));
    let mut stop = |pages, _| {
        if pages == 2 {
            bench.hands.stop(TICKET);
        }
        ControlFlow::Continue(())
    };
    let scanned = scan_by(&bench.hands, &way, (TICKET, None), &mut stop).unwrap();
    assert_eq!(
        (scanned.end, scanned.taken.pages, scanned.half),
        (ScanEnd::Stopped, 2, true)
    );
    assert_eq!(bench.tray().pages.len(), 4);
}

#[test]
fn a_torn_page_is_refused_by_name_and_never_counted() {
    let bench = Bench::new();
    let torn =
        "cp $P/page1.png S0001.jpg; head -c 60 $P/page2.png > S0002.jpg; echo S0001.jpg; echo S0002.jpg";
    let way = bench.scanner(torn);
    let scanned = scan_by(&bench.hands, &way, (TICKET, None), &mut |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(scanned.taken.pages, 1);
    assert!(
        scanned.taken.refused[0].starts_with("S0002.jpg"),
        "{:?}",
        scanned.taken
    );
    assert_eq!(bench.tray().refused, scanned.taken.refused, "and it stays said");
    bench.scan(&bench.scanner("exit 0"));
    assert_eq!(
        (bench.tray().refused.len(), bench.left()),
        (0, 0),
        "until the next scan"
    );
    let kept = bench.refused();
    let whole = std::fs::read(bench.folder.path().join("page2.png")).unwrap();
    assert_eq!(kept.len(), 1, "its bytes are in no other place: {kept:?}");
    assert_eq!(std::fs::read(&kept[0]).unwrap(), &whole[..60]);
}

#[test]
fn what_was_refused_counts_as_paper_that_came_and_is_said() {
    let bench = Bench::new();
    let torn = "head -c 60 $P/page2.png > S0001.jpg; echo S0001.jpg";
    let every = |script: &str, fault| {
        let scanned = bench.scanned(&bench.scanner(script));
        assert_eq!((scanned.end, scanned.taken.refused.len()), (fault, 1), "{script}");
        scanned.sentence()
    };
    every(torn, ScanEnd::FeederEmpty);
    let jam = ScanEnd::Fault(ScanFault::Jammed);
    let said = every(&format!("{torn}; exit 6"), jam);
    assert!(said.contains("xếp lại từ trang 2"), "{said}");

    let way = Way {
        device: String::new(),
        template: format!("{}/program {{folder}}", bench.folder.path().display()),
        ..bench.scanner("")
    };
    bench.program("#!/bin/sh\nprintf torn > \"$1/a.png\"\n");
    let scanned = bench.scanned(&way);
    assert_eq!((scanned.end, scanned.taken.refused.len()), (ScanEnd::Done, 1));
}

#[test]
fn what_a_killed_scan_left_is_taken_in_once_and_its_half_page_is_named() {
    let bench = Bench::new();
    let dossier = DossierId(SystemIds.next(0));
    let note = Note {
        device: "canon_dr:1 · nd30".into(),
        by: *bench.hands.whose(),
        aim: Some((dossier, None)),
        both_sides: false,
    };
    let folder: PathBuf = Intake::open(&bench.hands, &note).unwrap().folder;
    let page = |name: &str| std::fs::copy(bench.folder.path().join("page1.png"), folder.join(name)).unwrap();
    page("S0001.jpg");
    page("S0002.jpg.part");
    let left = recover(&bench.hands);
    assert_eq!(left.pages, 1);
    assert!(
        left.refused[0].starts_with("S0002.jpg: quét dở"),
        "{:?}",
        left.refused
    );
    assert_eq!(
        bench.tray().pages[0].aim,
        Some((dossier, None)),
        "still meant for the same dossier"
    );
    assert_eq!(bench.tray().refused, left.refused);
    assert_eq!(recover(&bench.hands).pages, 0, "taken once");
    assert_eq!(bench.tray().pages.len(), 1);
    bench.scan(&bench.scanner("exit 0"));
    assert_eq!((bench.tray().refused.len(), bench.left()), (0, 0));
}

#[test]
fn a_command_of_the_settings_scans_where_there_is_no_scanimage() {
    let bench = Bench::new();
    let script = "#!/bin/sh\n[ \"$2 $3\" = 'grey 200' ] || exit 9\ncp \"$4\" \"$1/a 2.png\"; cp \"$5\" \"$1/a 10.png\"\n";
    let program = bench.program(script);
    let pages = [1, 2].map(|page| bench.folder.path().join(format!("page{page}.png")));
    let [one, two] = pages.map(|path| path.to_string_lossy().into_owned());
    let mut way = Way {
        program: "/nowhere/scanimage".into(),
        device: "canon_dr:1".into(),
        template: format!("{program} {{folder}} {{profile}} {{dpi}} \"{one}\" {two}"),
        profile: ScanProfile::Grey,
        paper: PAPER,
        silence: Duration::from_secs(20),
    };
    assert_eq!(bench.scan(&way), (ScanEnd::Done, 2, false));
    let names: Vec<_> = bench
        .tray()
        .pages
        .into_iter()
        .map(|row| row.page.file_name)
        .collect();
    assert_eq!(names, ["a 2.png", "a 10.png"]);
    assert_eq!(bench.tray().pages[0].page.device, "program · grey");
    way.profile = ScanProfile::Nd30;
    assert_eq!(bench.scan(&way).0, ScanEnd::Fault(ScanFault::Command(9)));
    way.template = "/nowhere/scan {folder}".into();
    assert_eq!(bench.scan(&way).0, ScanEnd::Fault(ScanFault::NoCommand));
    way.template = String::new();
    assert_eq!(bench.scan(&way).0, ScanEnd::Fault(ScanFault::NoProgram));
}
