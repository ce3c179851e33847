//! The PDF of the pages is heavier than recommended: what to do about it is asked before anything is counted.

use super::finish::{self, Asked};
use super::{State, Work, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{HeavyFile, MadeOf};
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::pages::Page;
use crate::domain::weight::is_over;

/// A heavy PDF that lies in the store, and the pages it was made of.
#[derive(Debug)]
pub(super) struct Heavy {
    pages: Vec<Page>,
    file: StoredFile,
    /// What was decided: these in its place, or nothing. `None` = nobody was asked, or has answered, yet.
    decided: Option<Vec<StoredFile>>,
}

/// The PDF is there: it is counted, or asked about first.
pub(super) fn made(state: &mut State, file: StoredFile, cx: &mut Context) -> Vec<Effect> {
    if !is_over(file.size, cx.settings.number("page_warn_mb")) {
        state.heavy = None;
        return finish::count(state, (vec![file], None), cx);
    }
    state.heavy = Some(Heavy {
        pages: state.pages.clone(),
        file,
        decided: None,
    });
    ask(state, cx).unwrap_or_default()
}

/// Asks about the heavy PDF of just these pages, if there is one.
pub(super) fn ask(state: &mut State, cx: &Context) -> Option<Vec<Effect>> {
    let heavy = state.heavy.as_ref().filter(|it| it.pages == state.pages)?;
    let of_result = |view: &crate::domain::rows::DossierView| {
        view.outcome_scans.iter().any(|it| it.id == state.component)
    };
    let file = HeavyFile {
        name: heavy.file.name.clone(),
        size: heavy.file.size,
        pages: heavy.file.pages,
        signed: heavy.file.signature != SignatureMark::None,
        one_only: state.view.as_deref().is_some_and(of_result),
        as_it_is: false,
        limit_mb: cx.settings.number("page_warn_mb"),
        made_of: MadeOf::Pages(heavy.pages.clone()),
    };
    state.work = Work::Nothing;
    state.asked = Asked::Heavy;
    state.message = None;
    Some(vec![Effect::Open(Box::new(Destination::Heavy(Box::new(file))))])
}

/// The officer has decided: now it is counted.
pub(super) fn decided(state: &mut State, instead: Vec<StoredFile>, cx: &mut Context) -> Vec<Effect> {
    let Some(heavy) = &mut state.heavy else {
        return vec![];
    };
    heavy.decided = Some(instead.clone());
    let file = heavy.file.clone();
    finish::count(state, (vec![file], Some(instead)), cx)
}

/// Nothing was decided: nothing is finished.
pub(super) fn given_up(state: &mut State) {
    state.message = Some(Message::warning(text::NOT_FINISHED));
}

/// What was done about it, for the sentence at the end.
pub(super) fn told(state: &State) -> Option<String> {
    let heavy = state.heavy.as_ref()?;
    let instead = heavy.decided.as_ref()?;
    Some(text::weighed(&heavy.file, instead))
}
