//! Files that were taken in and are heavier than recommended: each is asked about before they are handed over.

use std::path::PathBuf;

use super::{State, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::{Destination, FilesPurpose};
use crate::app::effect::Effect;
use crate::app::job::{HeavyFile, MadeOf};
use crate::app::reply::Reply;
use crate::domain::act::StoredFile;
use crate::domain::component::{FileSource, SignatureMark};
use crate::domain::draft::DraftFile;
use crate::domain::ids::FileId;
use crate::domain::special::is_copy;
use crate::domain::weight::{Weighed, is_over, undecided};
use crate::screens::text::TO_KNOW;

/// What lies in the store and is not handed over yet.
#[derive(Debug)]
pub(super) struct Taken {
    /// What was chosen.
    pub(super) paths: Vec<PathBuf>,
    pub(super) files: Vec<DraftFile>,
    pub(super) pages: u32,
    /// What is to be known of the PDFs that were joined.
    pub(super) warnings: Vec<String>,
    /// They are being read, all of them in a list.
    pub(super) told: bool,
    pub(super) limit_mb: u32,
    /// It is one file that is to be a result.
    pub(super) is_result: bool,
}

/// A file that is to be a result lies in the store: it is handed over, or asked about first where it is heavy.
pub(super) fn stored(state: &mut State, file: StoredFile, cx: &mut Context) -> Vec<Effect> {
    let limit_mb = cx.settings.number("page_warn_mb");
    if !is_over(file.size, limit_mb) {
        return vec![Effect::Answer(Reply::Stored(file))];
    }
    let file = DraftFile {
        weighed: None,
        source: FileSource::Picked,
        ..draft_file(file, cx)
    };
    state.taken = Some(Taken {
        paths: state
            .chosen()
            .into_iter()
            .map(|entry| entry.path.clone())
            .collect(),
        pages: file.pages.unwrap_or_default(),
        files: vec![file],
        warnings: Vec::new(),
        told: false,
        limit_mb,
        is_result: true,
    });
    go_on(state)
}

/// Their sheets are counted next: the PDF of their pages is made then, and asked about where it is heavy.
pub(super) fn counts_next(state: &State) -> bool {
    matches!(state.purpose, FilesPurpose::Checklist { counted: true, .. })
}

/// Asks about the next heavy file; where none is left, hands everything over.
pub(super) fn go_on(state: &mut State) -> Vec<Effect> {
    let Some(taken) = &state.taken else {
        return vec![];
    };
    if let Some(heavy) = next(state, taken) {
        return vec![Effect::Open(Box::new(Destination::Heavy(Box::new(about(
            heavy, taken,
        )))))];
    }
    if taken.warnings.len() > 1 {
        return tell(state);
    }
    let Some(taken) = state.taken.take() else {
        return vec![];
    };
    let warning = taken.warnings.into_iter().next();
    let warning = warning.map(Message::warning).map(Effect::Say);
    let (files, pages, is_result) = (taken.files, taken.pages, taken.is_result);
    let reply = match files.first() {
        Some(file) if is_result => Reply::Stored(stored_file(file)),
        _ => Reply::Files { files, pages },
    };
    std::iter::once(Effect::Answer(reply)).chain(warning).collect()
}

/// More than a line has room for: all of it in a list, before anything is handed over.
fn tell(state: &mut State) -> Vec<Effect> {
    let Some(taken) = &mut state.taken else {
        return vec![];
    };
    taken.told = true;
    vec![Effect::Open(Box::new(Destination::PickRow {
        title: TO_KNOW.to_owned(),
        rows: std::mem::take(&mut taken.warnings),
    }))]
}

/// Its list was closed, whatever row was pointed at.
pub(super) fn was_told(state: &mut State) -> bool {
    state
        .taken
        .as_mut()
        .is_some_and(|taken| std::mem::take(&mut taken.told))
}

fn next<'a>(state: &State, taken: &'a Taken) -> Option<&'a DraftFile> {
    let later = counts_next(state);
    undecided(&taken.files, taken.limit_mb).find(|file| !(later && is_copy(file)))
}

fn about(heavy: &DraftFile, taken: &Taken) -> HeavyFile {
    let made = heavy.source == FileSource::Assembled;
    let sources = taken.files.iter().filter(|file| {
        if made {
            file.source != FileSource::Assembled && file.pages.is_some()
        } else {
            file.id == heavy.id
        }
    });
    HeavyFile {
        name: heavy.name.clone(),
        size: heavy.size,
        pages: heavy.pages,
        signed: heavy.signature != SignatureMark::None,
        one_only: taken.is_result,
        as_it_is: taken.is_result,
        limit_mb: taken.limit_mb,
        made_of: MadeOf::Files(sources.cloned().collect()),
    }
}

/// The officer has decided about the one that was asked about.
pub(super) fn decided(state: &mut State, instead: Vec<StoredFile>, cx: &mut Context) -> Vec<Effect> {
    let heavy = state
        .taken
        .as_ref()
        .and_then(|taken| next(state, taken))
        .map(|it| it.id);
    let (Some(taken), Some(heavy)) = (&mut state.taken, heavy) else {
        return vec![];
    };
    if instead.is_empty() {
        let kept = Weighed::Kept {
            limit_mb: taken.limit_mb,
        };
        let asked = taken.files.iter_mut().filter(|file| file.id == heavy);
        asked.for_each(|file| file.weighed = Some(kept));
    }
    taken
        .files
        .extend(instead.into_iter().map(|file| in_place_of(heavy, file, cx)));
    go_on(state)
}

fn in_place_of(heavy: FileId, file: StoredFile, cx: &mut Context) -> DraftFile {
    DraftFile {
        weighed: Some(Weighed::InsteadOf(heavy)),
        ..draft_file(file, cx)
    }
}

fn stored_file(file: &DraftFile) -> StoredFile {
    StoredFile {
        sha256: file.sha256,
        size: file.size,
        mime: file.mime.clone(),
        name: file.name.clone(),
        pages: file.pages,
        signature: file.signature,
    }
}

fn draft_file(file: StoredFile, cx: &mut Context) -> DraftFile {
    DraftFile {
        id: FileId(cx.id()),
        sha256: file.sha256,
        size: file.size,
        mime: file.mime,
        name: file.name,
        pages: file.pages,
        source: FileSource::Assembled,
        paper_id: None,
        signature: file.signature,
        weighed: None,
    }
}

/// The same files are chosen again after nothing was decided: they are not stored a second time.
pub(super) fn is_taken(state: &State, paths: &[PathBuf]) -> bool {
    state.taken.as_ref().is_some_and(|taken| taken.paths == paths)
}

/// Nothing was decided: nothing is attached.
pub(super) fn given_up(state: &mut State) {
    if state.taken.is_some() {
        state.message = Some(Message::advice(text::NOT_ATTACHED));
    }
}
