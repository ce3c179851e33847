//! What screen tests share: one desk at one minute, keys as messages, a whole drawn page. Never part of the program.

#![expect(
    clippy::missing_panics_doc,
    reason = "a test that panics has failed, which is its purpose"
)]

use crate::app::chrome::{Indicator, ScreenChrome, Shell};
use crate::app::context::Context;
use crate::app::key::parse_keys;
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::domain::ids::{IdSource, OfficerId};
use crate::domain::officer::{Officer, Roles};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::layout::Chrome;
use crate::ui::picture::{self, Picture};
use crate::ui::theme::Look;
use proptest::prelude::*;
use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

/// Ids that count from 1.
pub struct Counting(u64);

impl IdSource for Counting {
    fn entropy(&mut self) -> [u8; 10] {
        self.0 += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.to_be_bytes());
        bytes
    }
}

/// The instant at which the office's clock shows this RFC 3339 time.
pub fn at(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

/// The first officer: holds every role.
pub fn hanh() -> Officer {
    officer(1, "Đinh Thị Hạnh", Roles::ALL)
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
        ids: Box::new(Counting(0)),
        last_ticket: 0,
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

/// The whole page of a screen at this size, in [`Look::SKETCH`].
pub fn page(
    size: (u16, u16),
    (chrome, cx): (&ScreenChrome, &Context),
    view: impl FnOnce(&mut Frame<'_>, Rect),
) -> Picture {
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
    picture::page(size, &Look::SKETCH, &chrome, view)
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
        Just("ctrl-s"),
        Just("ctrl-u"),
    ];
    let key = prop_oneof![named.prop_map(|name| format!("<{name}>")), "[0-9a-zđĐơư+ -]"];
    proptest::collection::vec(key, 0..40)
}
