//! F8 «Quét thêm»: the paper is scanned instead of choosing files of it. The pages go into the tray, meant for the
//! component; Enter then goes where they are placed.

use super::{State, text};
use crate::app::chrome::Message;
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::FilesPurpose;
use crate::app::effect::Effect;
use crate::app::reply::Reply;
use crate::app::scanning::{self, ScanNews};
use crate::domain::ids::{ComponentId, DossierId};

/// What F8 did here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Scan {
    #[default]
    Nothing,
    /// It runs.
    Running,
    /// So many pages wait in the tray.
    Came(u32),
}

/// For whom.
fn aim(state: &State) -> Option<(DossierId, ComponentId)> {
    match state.purpose {
        FilesPurpose::Checklist { scan, .. } => scan,
        FilesPurpose::Component
        | FilesPurpose::Tray { .. }
        | FilesPurpose::Result
        | FilesPurpose::Outcome => None,
    }
}

/// Only where files of a component are chosen.
pub(super) fn offer(state: &State, cx: &Context) -> Option<Offer> {
    let is_checklist = matches!(state.purpose, FilesPurpose::Checklist { .. });
    let draft = aim(state).is_none().then(|| text::NOT_YET.to_owned());
    let why_not = draft.or_else(|| scanning::why_not(cx));
    is_checklist.then(|| Offer::new(Command::Files).named(text::SCAN_MORE).unless(why_not))
}

/// F8.
pub(super) fn start(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some((dossier, component)) = aim(state) else {
        return vec![];
    };
    state.message = None;
    match scanning::start(cx, Some((dossier, Some(component)))) {
        Ok(effects) => {
            state.scan = Scan::Running;
            effects
        }
        Err(why) => {
            state.message = Some(why);
            vec![]
        }
    }
}

/// What an empty folder says where pages of this paper may wait in the tray.
pub(super) fn in_tray(state: &State, cx: &Context) -> Option<String> {
    aim(state)?;
    match state.scan {
        Scan::Came(pages) => Some(text::scanned_here(pages)),
        Scan::Nothing | Scan::Running => (cx.scans > 0).then(|| text::in_tray(cx.scans)),
    }
}

/// News of it, or of a scan that was started elsewhere.
pub(super) fn heard(state: &mut State, news: ScanNews) -> Vec<Effect> {
    let ScanNews::Ended(message, pages) = news else {
        return vec![];
    };
    let own = state.scan == Scan::Running;
    state.scan = if own && pages > 0 {
        Scan::Came(pages)
    } else {
        Scan::Nothing
    };
    state.message = Some(match state.scan {
        Scan::Came(_) => Message {
            text: text::came(&message.text),
            ..message
        },
        Scan::Nothing | Scan::Running => message,
    });
    vec![]
}

/// Enter after it, with nothing ticked: where the pages are placed.
pub(super) fn go_on(state: &State) -> Option<Vec<Effect>> {
    let (_, component) = aim(state)?;
    let is_next = matches!(state.scan, Scan::Came(_)) && state.table.ticked().is_empty();
    is_next.then(|| vec![Effect::Answer(Reply::Scanned(component))])
}
