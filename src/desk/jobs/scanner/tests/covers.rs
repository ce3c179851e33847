//! Cover sheets through the scanner: a duplex feeder, a pause, a jam. Regression T17 (paperless-ngx#5763).

use super::*;
use crate::domain::act::{Act, DossierAct, Request};
use crate::domain::cover::Cover;
use crate::domain::draft::PickedProcedure;

type Aim = (DossierId, Option<ComponentId>);

/// A dossier is accepted; its one paper lies here. What the paper's cover says.
fn accepted(bench: &Bench) -> (Aim, String) {
    let now = Clock::Machine.now();
    let (id, component) = (DossierId(SystemIds.next(1)), ComponentId(SystemIds.next(2)));
    let listed = Query::Procedures {
        text: String::new(),
        sector: None,
        limit: 1,
    };
    let Answer::Procedures(listed) = bench.hands.answer(&listed) else {
        panic!("no catalogue")
    };
    let code = listed.rows[0].code.clone();
    let Answer::Procedure(Some(choice)) = bench.hands.answer(&Query::Procedure { code, version: None })
    else {
        panic!("no procedure")
    };
    let mut draft = fixture::draft(id);
    draft.procedure = Some(PickedProcedure {
        workflow: choice.workflows[0].0,
        case: choice.cases.first().cloned(),
        code: choice.code,
        name: choice.name,
        sector: choice.sector,
        version: choice.version,
    });
    draft.components = vec![fixture::component(component, "Tờ khai")];
    let done = bench.hands.write(|store| {
        let actor = crate::store::credentials::officers(&store.conn).unwrap()[0].id;
        let act = DossierAct::Accept(Box::new(draft));
        let request = Request {
            actor,
            approval: None,
            act: Act::Dossier { dossier: id, act },
        };
        store.transact(&request, now)
    });
    done.unwrap();
    let Answer::Dossier(Some(view)) = bench.hands.answer(&Query::Dossier(id)) else {
        panic!("no dossier")
    };
    let place = view.components[0].position;
    let content = Cover::of(&view.row.code.unwrap(), Some((place, component))).content();
    ((id, Some(component)), content)
}

/// Is there ink? Each page has paragraphs of its own.
fn is_ink((x, y): (u32, u32), page: u32) -> bool {
    let line = y / 30;
    let mixed = (line + 37 * page).wrapping_mul(2_654_435_761) >> 8;
    let (from, to) = (90 + mixed % 3 * 60, 300 + mixed % 431);
    let inside = (from..to).contains(&x) && (90..1080).contains(&y) && !mixed.is_multiple_of(5);
    inside && y % 30 < 14 && (x / 6 * 7 + line * 13 + page) % 5 < 3
}

impl Bench {
    /// A sheet of A4 at 100 dots an inch with this tone at each place.
    fn sheet(&self, name: &str, tone: impl Fn(u32, u32) -> u8) {
        let page = image::GrayImage::from_fn(827, 1169, |x, y| image::Luma([tone(x, y)]));
        page.save(self.folder.path().join(name)).unwrap();
    }

    fn cover(&self, name: &str, content: &str) {
        let code = qrcode::QrCode::with_error_correction_level(content, qrcode::EcLevel::M).unwrap();
        let (modules, cells) = (code.width(), code.to_colors());
        self.sheet(name, |x, y| {
            let place = |at: u32, from: u32| at.checked_sub(from).map(|at| (at / 8) as usize);
            let (Some(column), Some(row)) = (place(x, 250), place(y, 110)) else {
                return 240;
            };
            let inside = column < modules && row < modules;
            if inside && cells[row * modules + column] == qrcode::Color::Dark {
                20
            } else {
                240
            }
        });
    }

    fn written(&self, name: &str, page: u32) {
        self.sheet(name, |x, y| if is_ink((x, y), page) { 40 } else { 240 });
    }

    fn rows(&self) -> Vec<(String, Option<Aim>)> {
        let pages = self.tray().pages.into_iter();
        pages.map(|row| (row.page.file_name, row.aim)).collect()
    }
}

/// The feeder gives these files one after the other.
fn feeds(names: &[&str]) -> String {
    let one =
        |(at, name): (usize, &&str)| format!("cp $P/{name} S000{}.jpg; echo S000{}.jpg; ", at + 1, at + 1);
    names.iter().enumerate().map(one).collect()
}

#[test]
fn a_duplex_feeder_gives_no_page_for_the_empty_back_of_a_cover_and_drops_no_other_side() {
    let bench = Bench::new();
    let (aim, content) = accepted(&bench);
    bench.cover("cover.png", &content);
    bench.sheet("white.png", |_, _| 240);
    bench.written("text.png", 1);
    let stack = feeds(&["cover.png", "white.png", "text.png", "white.png"]);
    let script = stack + &feeds(&["cover.png", "text.png"]).replace("S000", "S001");
    let mut way = bench.scanner(&script);
    way.program = bench.program(&format!(
        "#!/bin/sh\nP='{}'\ncase \"$*\" in *-A*) echo '    --source ADF Front|ADF Duplex [ADF Front]'; exit 0;; esac\n{script}",
        bench.folder.path().display()
    ));
    way.paper.feed = Some(Feed::Duplex);
    assert_eq!(bench.scan(&way), (ScanEnd::FeederEmpty, 3, false));
    let wanted = ["S0003.jpg", "S0004.jpg", "S0012.jpg"].map(|name| (name.to_owned(), Some(aim)));
    assert_eq!(bench.rows(), wanted);
    let aside: Vec<(String, String)> = bench
        .tray()
        .trashed
        .into_iter()
        .map(|row| (row.page.file_name, row.flags.join(",")))
        .collect();
    let wanted = [
        ("S0001.jpg", "cover"),
        ("S0002.jpg", "blank,cover_back"),
        ("S0011.jpg", "cover"),
    ];
    assert_eq!(
        aside,
        wanted.map(|(name, flags)| (name.to_owned(), flags.to_owned()))
    );

    // From the glass or a feeder of one side nobody knows: the empty page stays, and it is said.
    way.paper.feed = Some(Feed::Feeder);
    way.program = bench.scanner(&feeds(&["cover.png", "white.png"])).program;
    assert_eq!(bench.scan(&way).1, 1);
    let last = bench.tray().pages.pop().unwrap();
    assert_eq!(last.flags, ["blank", "cover_back_maybe"]);
}

#[test]
fn what_a_cover_says_ends_with_its_scan_and_not_before_however_slow_the_feeder_is() {
    let bench = Bench::new();
    let (aim, content) = accepted(&bench);
    bench.cover("cover.png", &content);
    bench.written("text.png", 1);
    // The second page was written long after the first, by its file's own time.
    let slow = feeds(&["cover.png", "text.png"])
        .replace("; echo S0002", "; touch -d '+1 hour' S0002.jpg; echo S0002");
    assert_eq!(bench.scan(&bench.scanner(&slow)).1, 1);
    assert_eq!(bench.rows(), [("S0002.jpg".to_owned(), Some(aim))]);
    // A jam ends the stack as well; what is scanned after it has to be led anew.
    let jam = format!("{}exit 6", feeds(&["cover.png"]));
    assert_eq!(
        bench.scan(&bench.scanner(&jam)).0,
        ScanEnd::Fault(ScanFault::Jammed)
    );
    bench.scan(&bench.scanner(&feeds(&["text.png"])));
    assert_eq!(bench.rows()[1].1, None, "nobody said whom it is for");
}

#[test]
fn a_sheet_that_is_scanned_again_is_said_and_both_stay() {
    let bench = Bench::new();
    bench.written("one.png", 1);
    bench.written("two.png", 2);
    // Laid a little elsewhere, with other grain.
    bench.sheet("again.png", |x, y| {
        let grain = u8::try_from((x * 7 + y * 13) % 17).unwrap();
        if is_ink((x.saturating_sub(3), y.saturating_sub(2)), 1) {
            40 + grain
        } else {
            220 + grain
        }
    });
    bench.scan(&bench.scanner(&feeds(&["one.png", "two.png", "again.png"])));
    let flags: Vec<String> = bench
        .tray()
        .pages
        .into_iter()
        .map(|row| row.flags.join(","))
        .collect();
    assert_eq!(flags, ["", "", "probable_duplicate"]);
}
