//! An interim paper that is a copy: whose it is. What another body found, verified or answered is not copied, unless the
//! sector's law says so (công văn 223, the note at its end).

use super::stops::Field;
use super::{State, commit, is_interim, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::domain::component::FileSource;
use crate::domain::special::text::banned;
use crate::domain::special::{Ban, Whose, is_copy_of};

/// What was said, and what is being asked.
#[derive(Debug, Default)]
pub(super) struct Copied {
    pub(super) said: Option<Whose>,
    asked: Asked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Asked {
    #[default]
    Nothing,
    Whose,
    /// The law that allows the copy.
    Basis,
}

impl Copied {
    /// Is its dialog open above?
    pub(super) fn is_asking(&self) -> bool {
        self.asked != Asked::Nothing
    }
}

/// The question, where it was not answered yet.
pub(super) fn ask(state: &mut State) -> Option<Vec<Effect>> {
    let file = state.file.as_ref().filter(|_| is_interim(state))?;
    let is_copy = is_copy_of(FileSource::Picked, &file.mime, file.signature);
    if !is_copy || state.copied.said.is_some() {
        return None;
    }
    state.copied.asked = Asked::Whose;
    Some(vec![Effect::Open(Box::new(Destination::AskChoice {
        title: text::WHOSE_TITLE.to_owned(),
        lines: vec![text::WHOSE_WHY.to_owned()],
        choices: text::WHOSE.map(str::to_owned).to_vec(),
        pointed: 0,
    }))])
}

/// The answer: an own paper is kept; for that of another body the law is asked.
pub(super) fn picked(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    if at == 0 {
        return kept(state, Whose::Own, cx);
    }
    state.copied.asked = Asked::Basis;
    let why = Message::error(banned(Ban::OtherBody));
    state.message = Some(why.clone());
    vec![
        Effect::Open(Box::new(Destination::AskText {
            title: text::BASIS_TITLE.to_owned(),
            label: text::BASIS.to_owned(),
            value: String::new(),
        })),
        // The letter's words stand over the question, not behind it.
        Effect::Say(why),
    ]
}

/// The law was named, or not: without it the copy is not kept.
pub(super) fn named(state: &mut State, basis: &str, cx: &mut Context) -> Vec<Effect> {
    if state.copied.asked != Asked::Basis {
        return vec![];
    }
    let basis = basis.trim();
    if basis.is_empty() {
        return given_up(state);
    }
    let basis = Some(basis.to_owned());
    kept(state, Whose::OtherBody { basis }, cx)
}

fn kept(state: &mut State, whose: Whose, cx: &mut Context) -> Vec<Effect> {
    state.copied = Copied {
        said: Some(whose),
        asked: Asked::Nothing,
    };
    state.message = None;
    commit(state, cx)
}

/// Esc: the file of another body goes; while nobody said whose it is, it stays and nothing is kept.
pub(super) fn given_up(state: &mut State) -> Vec<Effect> {
    if std::mem::take(&mut state.copied.asked) == Asked::Basis {
        state.file = None;
        state.form.go(Field::File);
        state.message = Some(Message::warning(text::NOT_COPIED));
    }
    vec![]
}
