//! Keys without sense: whatever is pressed, the desk stands, Esc leads Home, and the log stays whole.

use motcua::app::model::Layer;

use crate::hand::{To, Visitor};
use crate::office::{HANH, LAN, Office, RO, SON};

/// Keys of one round; every round is a new desk.
const KEYS: u32 = 500;
/// More layers than anybody has open.
const DEEPEST: u32 = 12;

const NAMED: [&str; 31] = [
    "enter",
    "enter",
    "enter",
    "esc",
    "tab",
    "backtab",
    "backspace",
    "delete",
    "up",
    "down",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "space",
    "f1",
    "f2",
    "f2",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f8",
    "f9",
    "f10",
    "ctrl-a",
    "ctrl-u",
];
const LETTERS: &str = "0123456789aăâđeêoơưhn -/";

/// Numbers in an order that its seed decides.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most).unwrap()).unwrap()
    }

    fn key(&mut self) -> String {
        if self.below(5) < 3 {
            return format!("<{}>", NAMED[self.below(NAMED.len())]);
        }
        let letters: Vec<char> = LETTERS.chars().collect();
        letters[self.below(letters.len())].to_string()
    }
}

/// Would the next key reach out of the desk's folder: to a browser, or to a copy or a draft at a path typed at random?
fn reaches_out(office: &Office) -> bool {
    let layers: Vec<&str> = office
        .machine
        .model
        .layers
        .iter()
        .map(|(_, layer)| layer.name())
        .collect();
    let writes = ["admin", "not_written"].map(|below| layers.ends_with(&[below, "ask_text"]));
    let may_browse = layers.ends_with(&["account"]);
    writes.contains(&true) || may_browse && office.screen().contains("OK, mở trang tạo tài khoản")
}

/// A desk with three dossiers, one of them further on.
fn at_work(officer: &str) -> Office {
    let mut office = Office::open();
    office.log_in(HANH);
    for (number, name) in [
        ("052090001234", "Đinh Văn Đạt"),
        ("052085007788", "Trần Minh Quân"),
    ] {
        office.received(&Visitor::person(number, name, "1.001776"));
    }
    let dossier = office
        .received(&Visitor::person("052192004567", "Đinh Thị Hà", "1.004873"))
        .row
        .id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.leave_and_reopen().log_in(officer);
    office
}

fn play(seed: u64) {
    let officer = [HANH, SON, LAN, RO][usize::try_from(seed % 4).unwrap()];
    let mut office = at_work(officer);
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..KEYS {
        let key = dice.key();
        office.keys(if reaches_out(&office) { "<esc>" } else { &key });
        assert!(
            !office.screen().trim().is_empty(),
            "seed {seed}: nothing is drawn after {key}"
        );
        if office.machine.ended || !has_home(&office) {
            office.leave_and_reopen().log_in(officer);
        }
    }
    for _ in 0..DEEPEST {
        office.keys("<esc>");
    }
    if has_home(&office) {
        assert_eq!(
            office.machine.model.layers.len(),
            1,
            "seed {seed}: Esc does not lead Home\n{}",
            office.screen()
        );
    }
    office.ends_sound();
}

/// Home lies below everything while an officer is at work; without it he has logged out.
fn has_home(office: &Office) -> bool {
    matches!(office.machine.model.layers.first(), Some((_, Layer::Home(_))))
}

#[test]
fn thousands_of_keys_without_sense_leave_the_desk_whole() {
    for seed in 1..=6 {
        play(seed);
    }
}

#[test]
fn a_seed_nobody_has_tried_leaves_the_desk_whole() {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    play(u64::from(now.subsec_nanos()));
}
