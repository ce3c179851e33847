//! What each role on the screen looks like in each theme. A role never carries meaning alone: a mark or word goes with it.

use crate::ui::glyphs::Glyphs;
use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen is for (screens.md §1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Normal text.
    Text,
    /// Headers, sources, help.
    Dim,
    /// Row 1.
    Title,
    /// Rules 3 and 22, frames, dividers.
    Rule,
    /// Field labels.
    Label,
    /// Label of the focused field.
    Focus,
    /// Extent of an input.
    Field,
    /// Pointed row.
    Select,
    /// Offered from the kho; defaults not yet accepted.
    Offer,
    /// Done, valid.
    Good,
    /// To be looked at.
    Warn,
    /// Wrong, missing, overdue: to be acted on.
    Bad,
    /// Key names.
    Key,
    /// TẬP HUẤN.
    Practice,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Dim,
        Self::Title,
        Self::Rule,
        Self::Label,
        Self::Focus,
        Self::Field,
        Self::Select,
        Self::Offer,
        Self::Good,
        Self::Warn,
        Self::Bad,
        Self::Key,
        Self::Practice,
    ];
}

/// How roles become colours and attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// 16 ANSI colours.
    #[default]
    Colour,
    /// No colour: `NO_COLOR`.
    Mono,
    /// Bright on black.
    Contrast,
    /// The 8 colours of the Linux console.
    Vt,
}

impl Theme {
    /// The style of a role.
    pub const fn style(self, role: Role) -> Style {
        match self {
            Self::Colour => colour(role),
            Self::Mono => mono(role),
            Self::Contrast => contrast(role),
            Self::Vt => vt(role),
        }
    }
}

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const UNDERLINE: Style = PLAIN.add_modifier(Modifier::UNDERLINED);
const REVERSE: Style = PLAIN.add_modifier(Modifier::REVERSED);

const fn colour(role: Role) -> Style {
    match role {
        Role::Text | Role::Label => PLAIN,
        Role::Dim | Role::Rule => PLAIN.fg(Color::DarkGray),
        Role::Title => BOLD.bg(Color::Blue),
        Role::Focus | Role::Key => BOLD,
        Role::Field => PLAIN.bg(Color::DarkGray),
        Role::Select => REVERSE,
        Role::Offer => PLAIN.fg(Color::Cyan),
        Role::Good => PLAIN.fg(Color::Green),
        Role::Warn => PLAIN.fg(Color::Yellow),
        Role::Bad => BOLD.fg(Color::Red),
        Role::Practice => PLAIN.fg(Color::Magenta),
    }
}

const fn mono(role: Role) -> Style {
    match role {
        Role::Text | Role::Dim | Role::Rule | Role::Label | Role::Good => PLAIN,
        Role::Focus | Role::Offer | Role::Warn | Role::Bad | Role::Key => BOLD,
        Role::Field => UNDERLINE,
        Role::Title | Role::Select | Role::Practice => REVERSE,
    }
}

const fn contrast(role: Role) -> Style {
    let white = PLAIN.fg(Color::White).bg(Color::Black);
    match role {
        Role::Text => white,
        Role::Dim | Role::Rule | Role::Label => white.fg(Color::Gray),
        Role::Title => PLAIN.fg(Color::Black).bg(Color::White),
        Role::Focus => white
            .add_modifier(Modifier::BOLD)
            .add_modifier(Modifier::UNDERLINED),
        Role::Field => white.add_modifier(Modifier::UNDERLINED),
        Role::Select => PLAIN.fg(Color::Black).bg(Color::Yellow),
        Role::Offer => white.fg(Color::LightCyan),
        Role::Good => white.fg(Color::LightGreen),
        Role::Warn => white.fg(Color::LightYellow),
        Role::Bad => white.fg(Color::LightRed).add_modifier(Modifier::BOLD),
        Role::Key => white.add_modifier(Modifier::BOLD),
        Role::Practice => PLAIN.fg(Color::Black).bg(Color::Magenta),
    }
}

const fn vt(role: Role) -> Style {
    match role {
        Role::Text | Role::Dim | Role::Rule | Role::Label | Role::Field => PLAIN.fg(Color::Gray),
        Role::Title | Role::Select => REVERSE,
        Role::Focus | Role::Key => BOLD,
        Role::Offer => PLAIN.fg(Color::Cyan),
        Role::Good => PLAIN.fg(Color::Green),
        Role::Warn => PLAIN.fg(Color::Yellow),
        Role::Bad => PLAIN.fg(Color::Red),
        Role::Practice => PLAIN.fg(Color::Magenta),
    }
}

/// How many colours this terminal has. Only the picture of a page asks: roles have colours of the sixteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Depth {
    /// Sixteen, or nobody knows.
    #[default]
    Sixteen,
    /// 24 bits for each.
    Millions,
}

impl Depth {
    /// By what the terminal says in `COLORTERM`.
    pub fn of(colorterm: &str) -> Self {
        match colorterm {
            "truecolor" | "24bit" => Self::Millions,
            _ => Self::Sixteen,
        }
    }
}

/// Theme, signs and colours together: what every view is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Look {
    /// Colours and attributes.
    pub theme: Theme,
    /// Signs.
    pub glyphs: Glyphs,
    /// How many colours there are.
    pub depth: Depth,
}

/// The names of the setting `theme`.
const NAMES: [(&str, Look); 5] = [
    ("colour", Look::new(Theme::Colour, Glyphs::Full)),
    ("mono", Look::new(Theme::Mono, Glyphs::Full)),
    ("contrast", Look::new(Theme::Contrast, Glyphs::Full)),
    ("vt", Look::new(Theme::Vt, Glyphs::Vt)),
    ("ascii", Look::new(Theme::Mono, Glyphs::Ascii)),
];

impl Look {
    /// All signs, no colour, inputs drawn with `_`: what the wireframes of screens.md show. For tests and text pictures.
    pub const SKETCH: Self = Self::new(Theme::Vt, Glyphs::Full);

    /// A theme with a set of signs, in sixteen colours.
    pub const fn new(theme: Theme, glyphs: Glyphs) -> Self {
        Self {
            theme,
            glyphs,
            depth: Depth::Sixteen,
        }
    }

    /// The same with so many colours.
    #[must_use]
    pub const fn with_depth(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// The look to start with: the setting, else what `NO_COLOR` (set and not empty) and `TERM` say.
    pub fn choose(setting: Option<&str>, no_color: bool, term: &str) -> Self {
        let named = setting.and_then(|name| NAMES.iter().find(|(known, _)| *known == name));
        match named {
            Some((_, look)) if no_color && look.theme != Theme::Mono => Self::new(Theme::Mono, look.glyphs),
            Some((_, look)) => *look,
            None if no_color => Self::new(Theme::Mono, Glyphs::default_for(term)),
            None if term == "linux" => Self::new(Theme::Vt, Glyphs::Vt),
            None => Self::default(),
        }
    }

    /// Its name for the setting `theme`.
    pub fn name(self) -> &'static str {
        let plain = self.with_depth(Depth::Sixteen);
        let named = NAMES.iter().find(|(_, look)| *look == plain);
        named.map_or("colour", |(name, _)| name)
    }

    /// The style of a role.
    pub const fn style(self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Are inputs drawn with `_` instead of a style?
    pub fn underscores(self) -> bool {
        self.theme == Theme::Vt || self.glyphs == Glyphs::Ascii
    }
}

impl Glyphs {
    fn default_for(term: &str) -> Self {
        if term == "linux" { Self::Vt } else { Self::Full }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_wins_over_everything_that_has_colours() {
        let chosen = |setting, no_color, term| Look::choose(setting, no_color, term).name();
        assert_eq!(chosen(None, false, "xterm-256color"), "colour");
        assert_eq!(chosen(None, true, "xterm"), "mono");
        assert_eq!(chosen(None, false, "linux"), "vt");
        assert_eq!(chosen(Some("contrast"), false, "linux"), "contrast");
        assert_eq!(chosen(Some("contrast"), true, "xterm"), "mono");
        assert_eq!(chosen(Some("ascii"), true, "xterm"), "ascii");
        assert_eq!(chosen(Some("purple"), false, "xterm"), "colour");
    }

    #[test]
    fn millions_of_colours_are_believed_only_when_they_are_said() {
        for (said, depth) in [
            ("truecolor", Depth::Millions),
            ("24bit", Depth::Millions),
            ("yes", Depth::Sixteen),
            ("", Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(said), depth, "{said}");
        }
        let look = Look::choose(Some("contrast"), false, "xterm").with_depth(Depth::Millions);
        assert_eq!(look.name(), "contrast");
    }

    #[test]
    fn mono_has_no_colour_and_no_theme_blinks_or_slants() {
        for role in Role::ALL {
            let mono = Theme::Mono.style(role);
            assert_eq!((mono.fg, mono.bg), (None, None), "{role:?}");
            for theme in [Theme::Colour, Theme::Mono, Theme::Contrast, Theme::Vt] {
                let never = Modifier::ITALIC | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK | Modifier::DIM;
                assert!(!theme.style(role).add_modifier.intersects(never));
            }
        }
    }

    #[test]
    fn what_must_be_acted_on_differs_from_text_in_every_theme() {
        for theme in [Theme::Colour, Theme::Mono, Theme::Contrast, Theme::Vt] {
            for role in [Role::Bad, Role::Warn, Role::Select, Role::Focus, Role::Title] {
                assert_ne!(theme.style(role), theme.style(Role::Text), "{theme:?} {role:?}");
            }
        }
    }
}
