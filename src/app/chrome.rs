//! What a screen says around its work area: where we are, what it is about, one message, what can be pressed.
//!
//! Plain values; `ui::layout::frame` draws them. A screen never draws rows 1–3 and 22–24 itself.

use crate::app::command::{Command, Offer};

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// `!`: stays until the cause is gone; F2 refuses.
    Error,
    /// `?`: stays until the cause is gone; work goes on.
    Warning,
    /// `✓`: until the next key that does something.
    Done,
    /// No prefix: until the next key that does something.
    Advice,
}

/// The one sentence of row 23, without its prefix: at most 76 columns (78 for advice) where it is written down as it is;
/// what names and numbers make longer takes row 22 as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// How much it matters.
    pub kind: MessageKind,
    /// First what is wrong or done, then what to do.
    pub text: String,
}

impl Message {
    /// `! text`.
    pub fn error(text: impl Into<String>) -> Self {
        Self::of(MessageKind::Error, text)
    }

    /// `? text`.
    pub fn warning(text: impl Into<String>) -> Self {
        Self::of(MessageKind::Warning, text)
    }

    /// `✓ text`.
    pub fn done(text: impl Into<String>) -> Self {
        Self::of(MessageKind::Done, text)
    }

    /// `text`.
    pub fn advice(text: impl Into<String>) -> Self {
        Self::of(MessageKind::Advice, text)
    }

    fn of(kind: MessageKind, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { kind, text }
    }
}

/// Row 2: the one thing the screen is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Context {
    /// Facts left; right, at the edge and never cut, the deadline in words or a date.
    Facts {
        /// Cut at its end when too long.
        left: String,
        /// Never cut.
        right: String,
        /// The right part must be acted on (overdue).
        urgent: bool,
    },
    /// The numbered steps of reception with `▸` before the current one, and the holder.
    Steps {
        /// Words without numbers.
        names: &'static [&'static str],
        /// Index into `names`.
        current: usize,
        /// Holder's name; cut when too long.
        right: String,
    },
}

impl Context {
    /// Facts at the left only.
    pub fn left(left: impl Into<String>) -> Self {
        Self::both(left, "")
    }

    /// Facts at both edges.
    pub fn both(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self::Facts {
            left: left.into(),
            right: right.into(),
            urgent: false,
        }
    }
}

/// Everything around a screen's work area.
///
/// ```
/// use motcua::app::chrome::{Context, Message, ScreenChrome};
/// use motcua::app::command::{Command, Offer};
/// let chrome = ScreenChrome {
///     context: Context::both("Hồ sơ mới", "còn 2 ngày"),
///     message: Some(Message::error("Chưa nhập Di động. Mục này bắt buộc.")),
///     offers: vec![Offer::new(Command::Commit).named("Tiếp tục")],
///     ..ScreenChrome::new(["Tiếp nhận hồ sơ"])
/// };
/// assert_eq!(chrome.ends.len(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenChrome {
    /// Where we are; one Esc takes the last part away.
    pub path: Vec<String>,
    /// Row 2.
    pub context: Context,
    /// One short fact on rule 3.
    pub rule_note: Option<String>,
    /// Row 23.
    pub message: Option<Message>,
    /// Row 24, left, drawn in this order: F2 first, F-keys ascending, then plain keys.
    pub offers: Vec<Offer>,
    /// Row 24, right, drawn in this order. Usually what [`ScreenChrome::new`] puts there.
    pub ends: Vec<Offer>,
    /// Stable name of the field under the cursor (see [`crate::domain::text::field`]): help begins with it.
    pub about: Option<&'static str>,
}

impl ScreenChrome {
    /// Only a path; the right end of the key line is `F10 Lệnh  F1 Giúp  Esc Lùi`.
    pub fn new<S: Into<String>>(path: impl IntoIterator<Item = S>) -> Self {
        Self {
            path: path.into_iter().map(Into::into).collect(),
            context: Context::left(""),
            rule_note: None,
            message: None,
            offers: Vec::new(),
            ends: [Command::Palette, Command::Help, Command::Back]
                .map(Offer::new)
                .to_vec(),
            about: None,
        }
    }
}

/// A count or a state in row 1, right. Absent at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Indicator {
    /// The desk can only be read.
    ReadOnly,
    /// Conflicts of values to settle.
    Conflicts(u32),
    /// Scanned pages not assigned.
    Scans(u32),
    /// Files waiting for a signature.
    Signatures(u32),
    /// Prints not done.
    Prints(u32),
    /// Acts not yet acknowledged by the hub.
    Outbox(u32),
}

/// What row 1 and the rules say whatever the screen is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shell {
    /// In any order; drawn in the order of [`Indicator`].
    pub indicators: Vec<Indicator>,
    /// `Quầy A`; empty before there is a desk.
    pub desk: String,
    /// `Hạnh`; empty before login.
    pub officer: String,
    /// `08:05`; no seconds, so one redraw a minute.
    pub clock: String,
    /// Practice data: TẬP HUẤN everywhere.
    pub practice: bool,
}
