//! Every screen is reached by keys from Home and left by Esc, on the real machine. What is pressed comes from what each
//! screen offers of the command table: its keys, and for what has none the palette.

use std::collections::{BTreeMap, BTreeSet};

use motcua::app::command::{Command, EVERYWHERE};
use motcua::app::model::LAYERS;
use motcua::domain::act::{Act, DossierAct};
use motcua::domain::ids::DossierId;
use motcua::domain::officer::Roles;
use motcua::domain::viet::fold;
use motcua::store::DATABASE;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SCANS, SON, pin_of};
use crate::papers::{pdf, recording, signed_pdf};

/// Layers of the time before login: `app::tests` reaches them.
const ELSEWHERE: [&str; 6] = [
    "first_start",
    "login",
    "new_desk",
    "new_pin",
    "read_only",
    "restore",
];

/// Where to press all that is offered: plays from Home. A dossier is named by the end of its number, so that what one
/// press does to it changes no other play.
const STATIONS: [&str; 32] = [
    "",
    "<right>",
    "1<enter>",
    "1<enter><f4>",
    "0001<enter><home>",
    "0001<enter><f9>",
    "0001<enter><f8>",
    "0001<enter><ctrl-g>",
    "0001<enter><f8><f8>",
    "0001<enter><f8><home><enter>ghi",
    "0002<enter>",
    "0002<enter><f2>",
    "0003<enter>",
    "0003<enter><f2>",
    "0004<enter>",
    "0001<enter><f10>yeu cau bo sung<enter><space>",
    "0001<enter><f10>dung giai quyet<enter>Sai<tab>Sai",
    "<f10>kho giay<enter>052090001234<enter>",
    "<f6>",
    "<f10>quan tri<enter>",
    "<f10>quan tri<enter>2<home>\
        <down><down><down><down><down><down><down><down><down><down><down><down><down><down><down><down><down><down>",
    "<f10>so theo doi<enter>",
    "<f10>thu phi trong ngay<enter>",
    "<f10>so lieu<enter>",
    "<f10>so lieu<enter>6",
    "0<enter>",
    "0<enter><enter>",
    "<f10>tu kiem tra<enter>",
    "<f10>khay quet<enter><f5><esc><space>",
    "<f10>nhan ho so truc tuyen<enter>",
    "<f2>052158000321<enter>",
    "<f2>052158000321<enter>1khai sinh<enter>",
];

/// Where help draws the two keys of a row.
const KEY_COLUMNS: [usize; 2] = [4, 42];

/// A reception up to the line that F2 accepts.
const RECEPTION: [&str; 5] = [
    "<f2>052158000321<enter>1khai sinh<enter>",
    "Yen<enter>",
    "0905123456<enter>",
    "Thon 2<enter><enter>",
    "<ctrl-a><f2>",
];

/// Commands that leave the desk, or only say how.
const NOT_PRESSED: [Command; 3] = [Command::Quit, Command::SwitchOfficer, Command::Interrupt];

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

/// A desk whose first officer may do everything, with a dossier just received, one in work with an interim paper, one
/// with its result and one handed back, and a draft.
fn furnished() -> Office {
    let mut office = Office::open();
    office.log_in(HANH);
    for _ in 0..4 {
        office.received(&dat());
    }
    let folder = office.beside(SCANS);
    // One page is thrown away on the way and others are placed; there must be one left to look at.
    pdf(&folder, "to_khai.pdf", 4);
    recording(&folder, "ghi_am.wav", 31);
    let dossiers = ["0002", "0003", "0004"].map(|n| office.dossier(&format!("230214-{n}")).row.id);
    for dossier in dossiers {
        office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    }
    office.at("2023-02-14T08:20:00+07:00", SON);
    let signed = office.beside("ket_qua");
    for dossier in &dossiers[1..] {
        let file = office.stored(signed_pdf(&signed, "xac_nhan.pdf")).unwrap();
        let outcome = office.outcome(*dossier, file);
        let act = DossierAct::FileOutcome(Box::new(outcome));
        office.on(*dossier, act).unwrap();
        office.forwarded(*dossier, (3, To::Officer(HANH))).unwrap();
    }
    office.at("2023-02-14T08:30:00+07:00", HANH);
    hand_back(&mut office, dossiers[2]);
    let act = Act::ChangeOfficer {
        officer: office.officer(HANH),
        name: None,
        title: None,
        roles: Some(Roles::ALL),
        active: None,
    };
    office.act(act).unwrap();
    office.at("2023-02-14T08:40:00+07:00", HANH);
    office
        .keys("<f2>")
        .types("052190001111")
        .keys("<enter>1<esc><esc><esc><esc>");
    office
}

fn hand_back(office: &mut Office, dossier: DossierId) {
    let view = office.view(dossier);
    let receiver = motcua::domain::dossier::Receiver {
        receiver_name: view.holder.holder_name,
        receiver_no: view.holder.holder_no,
        receiver_basis: None,
    };
    office.handed_back(dossier, receiver).unwrap();
}

/// What was reached, and by which keys first.
struct Walk {
    office: Office,
    reached: BTreeMap<&'static str, String>,
}

impl Walk {
    fn top(&self) -> &'static str {
        self.office.machine.model.top().unwrap().name()
    }

    /// What is on top now was reached so; the first time F1 is asked about it.
    fn note(&mut self, play: &str) {
        let top = self.top();
        if !self.reached.contains_key(top) {
            self.reached.insert(top, play.to_owned());
            self.asks_for_help(top);
        }
    }

    /// F1 has words for the layer and names only keys it offers, or that work everywhere.
    fn asks_for_help(&mut self, top: &str) {
        let model = &self.office.machine.model;
        let chrome = model.chrome().unwrap();
        let offers = chrome.offers.iter().chain(&chrome.ends);
        let explains_itself = chrome.offers.iter().any(|offer| offer.command == Command::Help);
        if ["help", "curtain"].contains(&top) || explains_itself {
            return;
        }
        let of_offers = offers.filter_map(|offer| match &offer.keys {
            Some(shown) => Some(shown.to_string()),
            None => Some(model.keymap.key(offer.command)?.label()),
        });
        let common = EVERYWHERE.map(|command| model.keymap.key(command).unwrap().label());
        let may: BTreeSet<String> = of_offers.chain(common).collect();
        self.office.keys("<f1>");
        assert_eq!(self.top(), "help", "over {top}");
        let screen = self.office.screen();
        let first: Vec<&str> = screen.lines().skip(3).take(2).collect();
        assert!(
            first
                .iter()
                .all(|row| !row.trim().is_empty() && !row.contains("PHÍM")),
            "{screen}"
        );
        let mut pages = screen;
        for _ in 0..4 {
            self.office.keys("<pagedown>");
            pages.push_str(&self.office.screen());
        }
        for row in pages.lines().filter(|row| row.starts_with("    ")) {
            for column in KEY_COLUMNS {
                let key: String = row.chars().skip(column).take(10).collect();
                let key = key.trim();
                let known = key.is_empty() || may.contains(key);
                assert!(known, "{key:?} over {top}: {row}\n{may:?}");
            }
        }
        self.office.keys("<esc>");
    }

    /// What may be pressed here: the keys of the possible offers, the palette for those without one, digits, Enter; what
    /// commits last, because the dossier is another one afterwards.
    fn presses(&self) -> Vec<Command> {
        let model = &self.office.machine.model;
        let offers = model.chrome().map(|chrome| chrome.offers).unwrap_or_default();
        let possible = offers
            .iter()
            .filter(|offer| offer.enabled())
            .map(|offer| offer.command);
        let always = [Command::Help, Command::Palette, Command::Curtain, Command::Accept];
        let digits = (0..=9).map(Command::Digit);
        let all = possible.chain(always).chain(digits);
        let wanted = all.filter(|command| !NOT_PRESSED.contains(command));
        let (commits, mut others): (Vec<_>, Vec<_>) = wanted.partition(|it| *it == Command::Commit);
        others.extend(commits);
        others
    }

    /// Presses the key of a command, or takes it from the palette.
    fn press(&mut self, command: Command) {
        match self.office.machine.model.keymap.key(command) {
            Some(key) => self.office.press(key),
            None => {
                self.office
                    .keys(&format!("<f10>{}<enter>", fold(command.row().label)));
            }
        }
    }

    /// Esc by Esc to Home, at most so many as the deepest screen needs; the curtain opens with the PIN.
    fn back_home(&mut self, from: &str) {
        let mut presses = 0;
        while self.top() != "home" {
            assert!(presses < 12, "Esc does not leave {} (by {from:?})", self.top());
            let way = if self.top() == "curtain" {
                format!("{}<enter>", pin_of(HANH))
            } else {
                "<esc>".to_owned()
            };
            self.office.keys(&way);
            presses += 1;
        }
        // The search field of Home is emptied by the same key.
        self.office.keys("<esc>");
        assert_eq!(self.office.machine.model.layers.len(), 1, "{from:?}");
    }

    /// Presses everything a station offers, each from the station anew.
    fn visit(&mut self, station: &str) {
        self.office.keys(station);
        self.note(station);
        let presses = self.presses();
        self.back_home(station);
        for command in presses {
            let play = format!("{station} {command:?}");
            self.office.keys(station);
            self.press(command);
            self.note(&play);
            self.back_home(&play);
        }
    }
}

impl Walk {
    /// The third paper of a birth has a note. Of a citizen of her own: what is known of one fills the form.
    fn reads_what_the_catalogue_says(&mut self) {
        let new_citizen = RECEPTION[..=3].concat().replace("052158000321", "052190004444");
        let paper = format!("{new_citizen}<home><down><down>");
        self.office.keys(&paper);
        self.press(Command::ReadWording);
        self.note(&paper);
        self.back_home(&paper);
    }

    /// What only a fault leads to: another program holds the database, and the clock was set back.
    fn on_bad_luck(&mut self) {
        let review = RECEPTION.concat().replace("052158000321", "052190002222");
        let other = rusqlite::Connection::open(self.office.home().join(DATABASE)).unwrap();
        self.office.keys(&review);
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        self.press(Command::Commit);
        other.execute_batch("ROLLBACK").unwrap();
        self.note("F2 on a locked database");
        self.back_home(&review);

        let right = self.office.now();
        let review = review.replace("052190002222", "052085003333");
        self.office.clock_shows("2023-02-13T08:00:00+07:00").keys(&review);
        self.press(Command::Commit);
        self.note("F2 with the clock set back");
        self.back_home(&review);
        self.office.clock_goes_on_from(right);
    }
}

#[test]
fn every_screen_is_reached_by_keys_from_home_and_left_by_esc() {
    let mut walk = Walk {
        office: furnished(),
        reached: BTreeMap::new(),
    };
    for station in STATIONS {
        walk.visit(station);
    }
    for step in 1..RECEPTION.len() {
        walk.visit(&RECEPTION[..=step].concat());
    }
    walk.reads_what_the_catalogue_says();
    walk.on_bad_luck();

    let reached: BTreeSet<&str> = walk.reached.keys().copied().collect();
    let elsewhere = BTreeSet::from(ELSEWHERE);
    let missing: Vec<_> = LAYERS
        .iter()
        .filter(|name| !reached.contains(**name) && !elsewhere.contains(**name))
        .collect();
    assert!(
        missing.is_empty(),
        "no keys lead to {missing:?}; reached {:#?}",
        walk.reached
    );
    walk.office.ends_sound();
}
