//! What screen tests share: one desk at one minute, keys as messages, a whole drawn page. Never part of the program.

#![expect(
    clippy::missing_panics_doc,
    reason = "a test that panics has failed, which is its purpose"
)]

use crate::app::chrome::{Indicator, ScreenChrome, Shell};
use crate::app::command::Command;
use crate::app::context::{Context, Seen};
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::key::parse_keys;
use crate::app::keymap::Keymap;
use crate::app::msg::{Msg, Ticket};
use crate::domain::act::{Act, DossierAct, Request};
use crate::domain::ids::OfficerId;
use crate::domain::manifest::Verified;
use crate::domain::officer::{Officer, Role, Roles};
use crate::domain::settings::Settings;
use crate::fixture::Counting;
pub(crate) use crate::fixture::at;
use crate::screens;
use crate::ui::layout::Chrome;
use crate::ui::picture::{self, Picture};
use crate::ui::theme::Look;
use proptest::prelude::*;
use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

/// The first officer: holds every role.
pub fn hanh() -> Officer {
    officer(1, "Đinh Thị Hạnh", Roles::ALL)
}

/// Nguyễn Văn Sơn, who only processes.
pub fn processing() -> Officer {
    officer(2, "Nguyễn Văn Sơn", Roles::default().with(Role::Processing))
}

/// An active officer.
pub fn officer(number: u128, name: &str, roles: Roles) -> Officer {
    Officer {
        id: OfficerId(Uuid::from_u128(number)),
        name: name.to_owned(),
        title: String::new(),
        roles,
        active: true,
    }
}

/// Tuesday 14/02/2023 08:05 at desk 1 of xã An Toàn, Đinh Thị Hạnh logged in.
pub fn context() -> Context {
    let settings = [
        ("unit_code", "000.99.15.H08"),
        ("unit_name", "UBND xã An Toàn, huyện An Lão, tỉnh Bình Định"),
    ];
    let settings = settings.map(|(key, value)| (key.to_owned(), value.to_owned()));
    Context {
        now: at("2023-02-14T08:05:00+07:00"),
        officer: Some(hanh()),
        settings: Settings(settings.into()),
        desk_no: 1,
        practice: false,
        read_only: false,
        size: (80, 24),
        draft: None,
        draft_saved: None,
        scan: None,
        scans: 0,
        seen: Seen::default(),
        ids: Box::new(Counting::block(0)),
        scan_folder: None,
        last_ticket: 0,
    }
}

/// The same minute on a machine that has no desk yet.
pub fn no_desk() -> Context {
    Context {
        officer: None,
        desk_no: 0,
        ..context()
    }
}

/// Keys as the messages a screen gets.
pub fn messages(keys: &str) -> Vec<Msg> {
    let keymap = Keymap::default();
    let keys = parse_keys(keys).unwrap();
    keys.into_iter()
        .map(|key| Msg::Key(key, keymap.command(key)))
        .collect()
}

/// A screen's state as tests meet it: it hears messages, says what stands around it, and is drawn.
pub trait Screen {
    /// Its `update`.
    fn hear(&mut self, msg: Msg, cx: &mut Context) -> Vec<Effect>;
    /// Its `chrome`.
    fn around(&self, cx: &Context) -> ScreenChrome;
    /// Its `view`.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect);
}

macro_rules! every_screen {
    ($($variant:ident => $module:ident ($kind:ident)),+ $(,)?) => { $(
        impl Screen for screens::$module::State {
            fn hear(&mut self, msg: Msg, cx: &mut Context) -> Vec<Effect> {
                screens::$module::update(self, msg, cx)
            }
            fn around(&self, cx: &Context) -> ScreenChrome {
                screens::$module::chrome(self, cx)
            }
            fn draw(&self, frame: &mut Frame<'_>, area: Rect) {
                screens::$module::view::view(self, &Look::SKETCH, frame, area);
            }
        }
    )+ };
}

crate::app::layers::with_layers!(every_screen);

/// Presses these keys; what the screen wants done, in order.
pub fn play<S: Screen>(state: &mut S, cx: &mut Context, keys: &str) -> Vec<Effect> {
    let messages = messages(keys).into_iter();
    messages.flat_map(|msg| state.hear(msg, cx)).collect()
}

/// Presses these keys and draws after each: the screen must stand all of them.
pub fn walk<S: Screen>(state: &mut S, cx: &mut Context, keys: &[String]) {
    for key in keys {
        play(state, cx, key);
        drawn(state, cx);
    }
}

/// The whole page at the size of the context, with its cursor.
pub fn drawn<S: Screen>(state: &S, cx: &Context) -> Picture {
    page(cx, &state.around(cx), |frame, area| state.draw(frame, area))
}

/// [`drawn`] as text.
pub fn shot<S: Screen>(state: &S, cx: &Context) -> String {
    drawn(state, cx).text()
}

/// The page as text while the window stands at 120×40.
pub fn wide<S: Screen>(state: &mut S, cx: &mut Context) -> String {
    let before = cx.size;
    resize(state, cx, (120, 40));
    let text = shot(state, cx);
    resize(state, cx, before);
    text
}

fn resize<S: Screen>(state: &mut S, cx: &mut Context, size: (u16, u16)) {
    cx.size = size;
    state.hear(Msg::Resize(size.0, size.1), cx);
}

/// Row 23: what the screen says; nothing when it says nothing.
pub fn said<S: Screen>(state: &S, cx: &Context) -> String {
    let message = state.around(cx).message;
    message.map(|message| message.text).unwrap_or_default()
}

/// The job of these effects that reads the files again comes to this.
pub fn files_read<S: Screen>(
    state: &mut S,
    effects: &[Effect],
    verified: Verified,
    cx: &mut Context,
) -> Vec<Effect> {
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Start(ticket, Job::Verify { .. }) => Some(*ticket),
        _ => None,
    });
    let ended = JobEvent::Ended(Ok(JobDone::Verified(verified)));
    state.hear(Msg::Job(ticket.unwrap(), ended), cx)
}

/// What row 24 offers but this officer may not do.
pub fn barred<S: Screen>(state: &S, cx: &Context) -> Vec<Command> {
    let offers = state.around(cx).offers.into_iter();
    let barred = offers.filter(|offer| !offer.enabled());
    barred.map(|offer| offer.command).collect()
}

/// The first layer these effects open.
pub fn opens(effects: &[Effect]) -> Option<&Destination> {
    effects.iter().find_map(|effect| match effect {
        Effect::Open(destination) => Some(&**destination),
        _ => None,
    })
}

/// The one act these effects ask the store for.
pub fn asked_act(effects: &[Effect]) -> (Ticket, &Request) {
    let [Effect::Change(ticket, request)] = effects else {
        panic!("{effects:?}");
    };
    (*ticket, request)
}

/// The one act on a dossier these effects ask the store for.
pub fn dossier_act(effects: &[Effect]) -> DossierAct {
    match &asked_act(effects).1.act {
        Act::Dossier { act, .. } => act.clone(),
        other => panic!("{other:?}"),
    }
}

/// The whole page of a screen, in [`Look::SKETCH`].
fn page(cx: &Context, chrome: &ScreenChrome, view: impl FnOnce(&mut Frame<'_>, Rect)) -> Picture {
    let given = |officer: &Officer| officer.name.rsplit(' ').next().unwrap_or_default().to_owned();
    let indicators = if cx.read_only {
        vec![Indicator::ReadOnly]
    } else {
        vec![]
    };
    let shell = Shell {
        indicators,
        desk: if cx.desk_no == 0 {
            String::new()
        } else {
            format!("Quầy {}", cx.desk_no)
        },
        officer: cx.officer.as_ref().map(given).unwrap_or_default(),
        clock: cx.now.local().format("%H:%M").to_string(),
        practice: cx.practice,
    };
    let keys = Keymap::default();
    let chrome = Chrome {
        shell: &shell,
        screen: chrome,
        keys: &keys,
    };
    picture::page(cx.size, &Look::SKETCH, &chrome, view)
}

/// Any keys an officer, a cat or a paste could press.
pub fn any_keys() -> impl Strategy<Value = Vec<String>> {
    let named = prop_oneof![
        Just("enter"),
        Just("esc"),
        Just("tab"),
        Just("backtab"),
        Just("backspace"),
        Just("delete"),
        Just("up"),
        Just("down"),
        Just("left"),
        Just("right"),
        Just("home"),
        Just("end"),
        Just("pageup"),
        Just("pagedown"),
        Just("space"),
        Just("f2"),
        Just("f3"),
        Just("f4"),
        Just("f5"),
        Just("f6"),
        Just("f7"),
        Just("f8"),
        Just("f9"),
        Just("f12"),
        Just("ctrl-a"),
        Just("ctrl-d"),
        Just("ctrl-g"),
        Just("ctrl-s"),
        Just("ctrl-u"),
    ];
    let key = prop_oneof![named.prop_map(|name| format!("<{name}>")), "[0-9a-zđĐơư+ -]"];
    proptest::collection::vec(key, 0..40)
}

/// Declares the test that no keys make a screen panic: how many rounds, and the screen with its context.
macro_rules! no_keys_panic {
    ($cases:literal, $opened:expr) => {
        proptest::proptest! {
            #![proptest_config(proptest::prelude::ProptestConfig::with_cases($cases))]
            #[test]
            fn no_keys_make_it_panic(keys in $crate::app::testing::any_keys()) {
                let (mut state, mut cx) = $opened;
                $crate::app::testing::walk(&mut state, &mut cx, &keys);
            }
        }
    };
}
pub(crate) use no_keys_panic;
