use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, Keys};
use crate::app::key::parse_keys;
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::app::msg::{LoggedIn, Msg, Ticket};
use crate::app::testing::{context, hanh};
use crate::app::update::{Start, boot, update};
use crate::domain::ids::{DossierId, FormId};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierPage, HomeRows, OfficerRows, SearchRows, SettingRows};
use crate::domain::series::{Doubt, Series};
use crate::domain::signing::act::Unsigned;
use crate::domain::signing::{FoundKey, KeyPlace, PinEntry, TriesLeft};
use crate::domain::time::Moment;

/// A store with one officer and nothing else; every screen over the real one is walked in `tests/journeys/reach.rs`.
fn answer(query: &Query, last_numbers: &[Doubt]) -> Answer {
    match query {
        Query::Officers => Answer::Officers(OfficerRows {
            officers: vec![hanh()],
            desk_no: 1,
            ..OfficerRows::default()
        }),
        Query::Home { .. } => Answer::Home(Box::new(HomeRows {
            last_numbers: last_numbers.to_vec(),
            ..HomeRows::default()
        })),
        Query::Dossiers { .. } => Answer::Dossiers(DossierPage::default()),
        Query::Search { .. } => Answer::Search(SearchRows::default()),
        Query::UnsignedReceipts => Answer::UnsignedReceipts(vec![Unsigned {
            form: FormId::from_bytes([1; 16]),
            dossier: DossierId::from_bytes([1; 16]),
            code: "000.99.15.H08-230214-0001".into(),
            holder: "Đinh Thị Hà".into(),
        }]),
        Query::Settings => Answer::Settings(SettingRows {
            settings: context().settings,
            desk_no: 1,
            ..SettingRows::default()
        }),
        _ => Answer::Failed { code: "none" },
    }
}

/// A machine with the fake store behind it.
struct Desk {
    model: Model,
    last_numbers: Vec<Doubt>,
    must_change: bool,
    /// The answer to every act.
    refusal: Refusal,
    quit: bool,
    /// The batch that is being signed.
    signing: Option<Ticket>,
}

impl Desk {
    fn start(start: Start) -> Self {
        let mut cx = context();
        cx.officer = None;
        let mut desk = Self {
            model: Model::new(cx, Keymap::default()),
            last_numbers: Vec::new(),
            must_change: false,
            refusal: Refusal::DiskFull { free_mb: 0 },
            quit: false,
            signing: None,
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
            match effect {
                Effect::Start(ticket, Job::Sign(_)) => self.signing = Some(ticket),
                Effect::Cancel(ticket) if self.signing == Some(ticket) => self.signing = None,
                _ => {}
            }
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
            Effect::Ask(ticket, query) => Msg::Answered(ticket, answer(&query, &self.last_numbers)),
            Effect::Login(ticket, ..) | Effect::Unlock(ticket, ..) => Msg::LoggedIn(ticket, Ok(entered)),
            Effect::SetPin { ticket, .. } => Msg::PinSet(ticket, Ok(())),
            Effect::KeepLocal { ticket, .. } => Msg::Kept(ticket, Ok(())),
            Effect::Change(ticket, _) => Msg::Changed(ticket, Err(self.refusal.clone())),
            Effect::SaveDraft(draft) => Msg::DraftSaved(draft.id, Ok(self.model.cx.now)),
            Effect::Start(ticket, Job::FindKeys) => {
                let keys = Keys {
                    found: vec![open_key()],
                    ..Keys::default()
                };
                Msg::Job(ticket, JobEvent::Ended(Ok(JobDone::Keys(keys))))
            }
            _ => return None,
        })
    }
}

fn open_key() -> FoundKey {
    FoundKey {
        place: KeyPlace::Pem("khoa.pem".into()),
        device: "khoa.pem".into(),
        certificate: None,
        tries: TriesLeft::Many,
        pin: PinEntry::No,
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
        (Start::ReadOnly(Refusal::ReadOnly), "2", "login"),
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

fn register() -> Doubt {
    Doubt {
        series: Series::Register(2023),
        known: 300,
    }
}

#[test]
fn a_reception_after_a_restore_asks_for_the_last_number_first() {
    let mut desk = Desk::start(Start::Desk);
    desk.last_numbers = vec![register()];
    desk.play("1234<enter><f2>");
    assert_eq!(desk.top(), "last_receipt");
    desk.play("<esc>");
    assert_eq!(desk.top(), "home");
}

#[test]
fn an_act_refused_for_want_of_a_number_opens_its_dialog_above_the_screen_that_waits() {
    let mut desk = Desk::at_home();
    desk.refusal = Refusal::NeedsLastNumbers(vec![register()]);
    desk.play("<f10>cap nhat ho so<enter>");
    let (waits, ticket) = (desk.top(), Ticket(900));
    let change = |desk: &mut Desk, id| {
        desk.model.owners.insert(ticket, id);
        let refused = Msg::Changed(ticket, Err(desk.refusal.clone()));
        let effects = update(&mut desk.model, refused);
        desk.perform(effects);
    };
    let top = desk.model.layers.last().unwrap().0;
    change(&mut desk, top);
    assert_eq!(desk.top(), "last_receipt");
    desk.play("<esc>");
    assert_eq!(desk.top(), waits);
    // The curtain fell meanwhile: nothing opens above it.
    desk.play("<ctrl-l>");
    change(&mut desk, top);
    assert_eq!(desk.top(), "curtain");
}

#[test]
fn the_curtain_falls_after_the_minutes_without_a_key_and_not_before() {
    let mut desk = Desk::at_home();
    let began = desk.model.cx.now;
    let minute = |desk: &mut Desk, minutes: i64| {
        let effects = update(&mut desk.model, Msg::Minute(Moment(began.0 + minutes * 60_000)));
        desk.perform(effects);
    };
    minute(&mut desk, 4);
    assert_eq!(desk.top(), "home");
    // A key begins the minutes anew.
    desk.play("<down>");
    minute(&mut desk, 8);
    assert_eq!(desk.top(), "home");
    minute(&mut desk, 9);
    assert_eq!(desk.top(), "curtain");
    minute(&mut desk, 30);
    desk.play("1234<enter>");
    assert_eq!(desk.top(), "home");
    // Before anybody is logged in nothing is hidden.
    let mut desk = Desk::start(Start::Desk);
    minute(&mut desk, 60);
    assert_eq!(desk.top(), "login");
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

#[test]
fn who_logs_out_while_papers_are_signed_stops_after_the_one_in_hand() {
    let mut desk = Desk::at_home();
    desk.play("<f6>");
    desk.play("<f2>");
    assert!(desk.signing.is_some(), "{}", desk.top());
    desk.play("<f10>doi can bo<enter>");
    assert_eq!((desk.top(), desk.signing), ("login", None));
}

#[test]
fn f12_switches_the_signs_on_every_layer_and_back_to_the_look_there_was() {
    let theme = |desk: &Desk| desk.model.cx.settings.text("theme").to_owned();
    for (start, keys) in [
        (Start::Empty, ""),
        (Start::Empty, "2"),
        (Start::Desk, ""),
        (Start::Desk, "1234<enter><f1>"),
        (Start::Desk, "1234<enter><ctrl-l>"),
        (Start::Desk, "1234<enter><f10>"),
    ] {
        let mut desk = Desk::start(start);
        desk.play(keys);
        let (top, settings) = (desk.top(), &mut desk.model.cx.settings.0);
        settings.insert("theme".into(), "contrast".into());
        desk.play("<f12>");
        assert_eq!(theme(&desk), "ascii", "{keys}");
        assert!(desk.model.toast.is_some(), "{keys}");
        desk.play("<f12>");
        assert_eq!((theme(&desk), desk.top()), ("contrast".to_owned(), top), "{keys}");
    }
}

#[test]
fn what_f12_chose_is_kept_on_this_machine() {
    let mut desk = Desk::at_home();
    let effects = update(&mut desk.model, Msg::Key(parse_keys("<f12>").unwrap()[0], None));
    assert!(
        matches!(effects.as_slice(), [Effect::KeepLocal { key, value, .. }] if key == "theme" && value == "ascii"),
        "{effects:?}"
    );
}
