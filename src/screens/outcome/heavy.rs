//! A result that was chosen as a file and is above the recommended size: it is taken as it is, byte for byte, and why is
//! asked before it is filed. Pages that were scanned are weighed where their PDF is made.

use super::{State, commit, is_interim, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::reply::Reply;
use crate::domain::act::StoredFile;
use crate::domain::ids::FileHash;
use crate::domain::weight::{KeptHeavy, is_over};

/// Why a heavy file is taken, and whether that is being asked.
#[derive(Debug, Default)]
pub(super) struct Kept {
    asking: bool,
    /// Said of these bytes: a signed copy is another file.
    said: Option<(FileHash, String)>,
}

impl Kept {
    /// Is its dialog open above?
    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }
}

fn heavy<'a>(state: &'a State, cx: &Context) -> Option<&'a StoredFile> {
    let chosen = state
        .file
        .as_ref()
        .filter(|_| state.scan.is_none() && !is_interim(state));
    chosen.filter(|file| is_over(file.size, cx.settings.number("page_warn_mb")))
}

/// The question, where the file is heavy and it was not answered yet.
pub(super) fn ask(state: &mut State, cx: &Context) -> Option<Vec<Effect>> {
    let file = heavy(state, cx)?;
    if kept(state, cx).is_some() {
        return None;
    }
    let title = text::heavy(file.size, cx.settings.number("page_warn_mb"));
    state.kept.asking = true;
    Some(vec![Effect::Open(Box::new(Destination::AskText {
        title,
        label: text::WHY_HEAVY.to_owned(),
        value: String::new(),
    }))])
}

/// The answer; without one nothing is filed: the file stays chosen, another one may be.
pub(super) fn replied(state: &mut State, reply: &Reply, cx: &mut Context) -> Vec<Effect> {
    state.kept.asking = false;
    let (Reply::Text(said), Some(file)) = (reply, &state.file) else {
        return not_filed(state);
    };
    if said.trim().is_empty() {
        return not_filed(state);
    }
    state.kept.said = Some((file.sha256, said.trim().to_owned()));
    commit(state, cx)
}

fn not_filed(state: &mut State) -> Vec<Effect> {
    state.message = Some(Message::warning(text::NOT_FILED_HEAVY));
    vec![]
}

/// What is written down of it.
pub(super) fn kept(state: &State, cx: &Context) -> Option<KeptHeavy> {
    let file = heavy(state, cx)?;
    let (_, reason) = state.kept.said.as_ref().filter(|(of, _)| *of == file.sha256)?;
    Some(KeptHeavy {
        limit_mb: cx.settings.number("page_warn_mb"),
        reason: reason.clone(),
    })
}
