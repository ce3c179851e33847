use std::collections::{BTreeMap, BTreeSet};

use crate::app::command::{Command, Group};
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::key::parse_keys;
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::app::msg::{LoggedIn, Msg};
use crate::app::testing::{context, hanh};
use crate::app::update::{Start, boot, update};
use crate::domain::draft::{Draft, DraftRow, Step};
use crate::domain::ids::DossierId;
use crate::domain::query::{Answer, Query, Queue};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{
    DossierPage, HomeRows, KhoRows, OfficerRows, PersonCard, ProcedurePage, SearchRows, SettingRows,
    WorkflowView,
};
use crate::domain::viet::fold;
use crate::screens::sample;
use uuid::Uuid;

const STEPS: [Step; 5] = [
    Step::Account,
    Step::Procedure,
    Step::Holder,
    Step::Components,
    Step::Review,
];

/// Layers no key leads to yet, because the screens between are still being built. This list only shrinks.
const WAITING: &[&str] = &["not_written", "receipt_preview", "received"];

/// Layers of the time before login; they have their own test.
const BEFORE_LOGIN: &[&str] = &[
    "first_start",
    "login",
    "new_desk",
    "new_pin",
    "read_only",
    "restore",
];

macro_rules! names {
    ($($variant:ident => $module:ident ($kind:ident)),+ $(,)?) => {
        const LAYERS: &[&str] = &[$(stringify!($module)),+];
    };
}

crate::app::layers::with_layers!(names);

fn draft(at: usize) -> Draft {
    let mut draft = Draft::new(DossierId(Uuid::from_u128(at as u128)));
    draft.step = STEPS[at];
    draft
}

fn home(needs_last_receipt: bool) -> HomeRows {
    let row = |at: usize| DraftRow {
        id: draft(at).id,
        officer: hanh().id,
        holder_name: "Hồ Thị Lan".into(),
        step: STEPS[at],
        updated_at: context().now,
    };
    HomeRows {
        counts: Queue::ALL.map(|queue| (queue, 3)).to_vec(),
        drafts: (0..STEPS.len()).map(row).collect(),
        needs_last_receipt,
        ..HomeRows::default()
    }
}

fn page() -> DossierPage {
    DossierPage {
        rows: sample::rows(),
        matching: 8,
        total: 8,
        ..DossierPage::default()
    }
}

/// A store that knows one dossier, eight rows and five drafts.
fn answer(query: &Query, needs_last_receipt: bool) -> Answer {
    match query {
        Query::Officers => Answer::Officers(OfficerRows {
            officers: vec![hanh()],
            desk_no: 1,
            ..OfficerRows::default()
        }),
        Query::Home { .. } => Answer::Home(Box::new(home(needs_last_receipt))),
        Query::Dossiers { .. } => Answer::Dossiers(page()),
        Query::Dossier(id) if *id == sample::row(8).id => Answer::Dossier(Some(Box::new(sample::finished()))),
        Query::Dossier(_) | Query::DossierByCode(_) => Answer::Dossier(Some(Box::new(sample::view()))),
        Query::Search { .. } => Answer::Search(SearchRows {
            dossiers: sample::rows(),
            ..SearchRows::default()
        }),
        Query::Person { .. } => Answer::Person(Box::<PersonCard>::default()),
        Query::RecentHolders => Answer::RecentHolders(vec![]),
        Query::Procedures { .. } => Answer::Procedures(ProcedurePage::default()),
        Query::Procedure { .. } => Answer::Procedure(None),
        Query::Due { .. } | Query::WhyDue(_) => Answer::Failed { code: "none" },
        Query::Places { .. } => Answer::Places(vec![]),
        Query::Kho { .. } => Answer::Kho(KhoRows::default()),
        Query::Drafts => Answer::Drafts(vec![]),
        Query::Draft(id) => {
            let found = (0..STEPS.len()).map(draft).find(|it| it.id == *id);
            Answer::Draft(found.map(Box::new))
        }
        Query::Duplicates { .. } => Answer::Duplicates(vec![]),
        Query::NextSteps(_) => Answer::NextSteps(WorkflowView::default()),
        Query::Settings => Answer::Settings(SettingRows {
            settings: context().settings,
            desk_no: 1,
            ..SettingRows::default()
        }),
        Query::File(_) | Query::Form(_) => Answer::Path(None),
        Query::Tray => Answer::Tray(crate::domain::rows::TrayRows::default()),
        Query::CalendarYear(_) => Answer::Calendar(vec![]),
    }
}

/// A machine with the fake store behind it.
struct Desk {
    model: Model,
    needs_last_receipt: bool,
    must_change: bool,
    quit: bool,
}

impl Desk {
    fn start(start: Start) -> Self {
        let mut cx = context();
        cx.officer = None;
        let mut desk = Self {
            model: Model::new(cx, Keymap::default()),
            needs_last_receipt: false,
            must_change: false,
            quit: false,
        };
        let effects = boot(&mut desk.model, start);
        desk.perform(effects);
        desk
    }

    fn at_home() -> Self {
        let mut desk = Self::start(Start::Desk);
        desk.play("1234<enter>");
        assert_eq!(desk.top(), "home");
        desk
    }

    fn top(&self) -> &'static str {
        self.model.top().map_or("", |layer| layer.name())
    }

    fn play(&mut self, keys: &str) {
        for key in parse_keys(keys).unwrap() {
            let effects = update(&mut self.model, Msg::Key(key, None));
            self.perform(effects);
        }
    }

    /// Answers every wish at once, as a fast store would.
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut todo: Vec<Effect> = effects;
        while let Some(effect) = todo.pop() {
            self.quit |= effect == Effect::Quit;
            if let Some(msg) = self.reply(effect) {
                todo.extend(update(&mut self.model, msg));
            }
        }
    }

    fn reply(&self, effect: Effect) -> Option<Msg> {
        let entered = LoggedIn {
            officer: hanh(),
            must_change: self.must_change,
        };
        Some(match effect {
            Effect::Ask(ticket, query) => Msg::Answered(ticket, answer(&query, self.needs_last_receipt)),
            Effect::Login(ticket, ..) | Effect::Unlock(ticket, ..) => Msg::LoggedIn(ticket, Ok(entered)),
            Effect::SetPin { ticket, .. } => Msg::PinSet(ticket, Ok(())),
            Effect::KeepLocal { ticket, .. } => Msg::Kept(ticket, Ok(())),
            Effect::Change(ticket, _) => Msg::Changed(ticket, Err(Refusal::DiskFull { free_mb: 0 })),
            Effect::SaveDraft(draft) => Msg::DraftSaved(draft.id, Ok(self.model.cx.now)),
            Effect::Start(ticket, job) => Msg::Job(ticket, JobEvent::Ended(done(&job))),
            _ => return None,
        })
    }
}

fn done(job: &Job) -> Result<JobDone, JobFault> {
    match job {
        Job::ListFiles { .. } => Ok(JobDone::Files {
            folder: "scans".into(),
            entries: vec![],
        }),
        Job::PreviewReceipt { .. } => Ok(JobDone::Lines(vec![])),
        _ => Err(JobFault::Said("Không làm được.".into())),
    }
}

/// What only typing or pointing reaches: queues, hits, a kho, rows further down, a dossier with its result, a reason.
const TYPED: [&str; 12] = [
    "4<enter>",
    "dinh<enter>",
    "052192004567<enter>",
    "<f10>kho giay<enter>052192004567<enter>",
    "<right><f10>bo ban nhap<enter>",
    "<down><enter>",
    "<up><enter>",
    "<home><enter>",
    "<down><down><enter>",
    "<end><enter><f2>",
    "<f10>dung giai quyet<enter>Sai<tab>Sai<f2>",
    "<f10>dung giai quyet<enter>Sai<f2>",
];

/// What an officer may press here, from the command table: each key, each keyless command the screen offers (and from
/// Home every one) through the palette, each digit; and what must be typed.
fn presses(desk: &Desk) -> Vec<String> {
    let mut presses: Vec<String> = Vec::new();
    let offers = desk
        .model
        .chrome()
        .map(|chrome| chrome.offers)
        .unwrap_or_default();
    let offered = |command| {
        offers
            .iter()
            .any(|offer| offer.command == command && offer.enabled())
    };
    for command in Command::ALL.iter().filter(|it| **it != Command::Quit) {
        let row = command.row();
        match row.keys.first() {
            Some(_) if row.group == Group::Fixed && *command != Command::Accept => {}
            Some(key) => presses.push(format!("<{}>", name(&key.label()))),
            None if offered(*command) || desk.top() == "home" => {
                presses.push(format!("<f10>{}<enter>", fold(row.label)));
            }
            None => {}
        }
    }
    presses.extend((0..=9).map(|digit| digit.to_string()));
    presses.extend((0..STEPS.len()).map(|at| format!("<right>{}<enter>", "<down>".repeat(at))));
    presses.extend(TYPED.map(str::to_owned));
    presses
}

/// `Ctrl+L` as plays write it.
fn name(label: &str) -> String {
    label.to_lowercase().replace('+', "-")
}

/// The shortest play found from Home to each layer.
fn ways() -> BTreeMap<&'static str, String> {
    let mut ways = BTreeMap::from([("home", String::new())]);
    let mut fresh = vec!["home"];
    while let Some(from) = fresh.pop() {
        let way = ways[from].clone();
        let mut here = Desk::at_home();
        here.play(&way);
        for press in presses(&here) {
            let play = format!("{way}{press}");
            let mut desk = Desk::at_home();
            desk.play(&play);
            let top = desk.top();
            if !ways.contains_key(top) && !desk.quit {
                ways.insert(top, play);
                fresh.insert(0, top);
            }
        }
    }
    ways
}

#[test]
fn every_screen_is_reached_by_keys_from_home_and_left_by_esc() {
    let ways = ways();
    let reached: BTreeSet<&str> = ways.keys().copied().collect();
    let elsewhere =
        |name: &&str| WAITING.contains(name) || BEFORE_LOGIN.contains(name) || *name == "last_receipt";
    let missing: Vec<&&str> = LAYERS
        .iter()
        .filter(|name| !reached.contains(**name) && !elsewhere(name))
        .collect();
    assert!(
        missing.is_empty(),
        "no keys lead to {missing:?}; reached {ways:?}"
    );
    for (name, way) in &ways {
        // The curtain opens with the PIN; Esc there is for another officer.
        let back = if *name == "curtain" { "1234<enter>" } else { "" };
        if BEFORE_LOGIN.contains(name) {
            continue;
        }
        let mut desk = Desk::at_home();
        desk.play(way);
        desk.play(back);
        let mut presses = 0;
        while desk.top() != "home" {
            assert!(
                presses < 12,
                "Esc does not leave {name} (by {way:?}), still at {}",
                desk.top()
            );
            desk.play("<esc>");
            presses += 1;
        }
        assert_eq!(desk.model.layers.len(), 1, "{name}");
    }
}

#[test]
fn a_new_machine_its_login_and_a_new_pin_are_reached_by_keys() {
    let cases = [
        (Start::Empty, "", "first_start"),
        (Start::Empty, "2", "new_desk"),
        (Start::Empty, "2<esc>", "first_start"),
        (Start::Empty, "3", "restore"),
        (Start::Empty, "3<esc>", "first_start"),
        (Start::Desk, "", "login"),
        (Start::Desk, "<f1>", "help"),
        (Start::Desk, "<f1><esc>", "login"),
        (Start::ReadOnly(Refusal::ReadOnly), "", "read_only"),
        (Start::ReadOnly(Refusal::ReadOnly), "1", "login"),
    ];
    for (start, keys, wanted) in cases {
        let mut desk = Desk::start(start);
        desk.play(keys);
        assert_eq!(desk.top(), wanted, "{keys}");
    }
    let mut desk = Desk::start(Start::Desk);
    desk.must_change = true;
    desk.play("1234<enter>");
    assert_eq!(desk.top(), "new_pin");
    desk.play("1234<tab>8642<tab>8642<f2>");
    assert_eq!(desk.top(), "home");
}

#[test]
fn a_reception_after_a_restore_asks_for_the_last_number_first() {
    let mut desk = Desk::start(Start::Desk);
    desk.needs_last_receipt = true;
    desk.play("1234<enter><f2>");
    assert_eq!(desk.top(), "last_receipt");
    desk.play("<esc>");
    assert_eq!(desk.top(), "home");
}

#[test]
fn the_palette_leaves_and_changes_the_officer_from_any_screen() {
    let mut desk = Desk::at_home();
    desk.play("4<enter><f10>doi can bo<enter>");
    assert_eq!((desk.top(), desk.quit), ("login", false));
    let mut desk = Desk::at_home();
    desk.play("4<enter><f10>thoat<enter>");
    assert!(desk.quit);
}
