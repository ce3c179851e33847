//! A result on paper: its pages are scanned and counted where every paper's are, and their PDF comes back as the file.

use super::{State, barred, is_interim, put_file, result, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::{Destination, Filing};
use crate::app::effect::Effect;
use crate::domain::act::{Act, DossierAct, NewComponent, Request, StoredFile};
use crate::domain::component::{FileSource, PaperClass, PaperForm, Submission};
use crate::domain::ids::{ComponentId, FileId};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{ComponentView, FileView};
use crate::domain::text as words;

/// What F4 offers for the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The PDF of the scan that is done.
    Take,
    /// To its pages.
    Pages,
    /// A file, as with F8.
    File,
}

/// Why no result can be scanned from here.
pub(super) fn why_not(state: &State, cx: &Context) -> Option<String> {
    if is_interim(state) {
        return Some(text::INTERIM_NOT_SCANNED.to_owned());
    }
    barred(state, Move::ScanOutcome, cx).map(|it| words::refusal(&it))
}

/// The scan that waits to become an outcome, once it has pages.
pub(super) fn waiting(state: &State) -> Option<&ComponentView> {
    let scan = state.view.as_deref()?.open_scan()?;
    (!is_interim(state) && !scan.pages.is_empty()).then_some(scan)
}

/// The ways to a file, with their words.
pub(super) fn ways(state: &State) -> Vec<(Way, String)> {
    let pages = match waiting(state) {
        Some(scan) if scan.is_counted() => {
            let taken = text::scan_of(scan.pages.len());
            vec![(Way::Take, taken), (Way::Pages, text::SEE_PAGES.to_owned())]
        }
        Some(_) => vec![(Way::Pages, text::GO_ON.to_owned())],
        None => vec![(Way::Pages, text::SCAN.to_owned())],
    };
    let file = (Way::File, text::OTHER_FILE.to_owned());
    pages.into_iter().chain([file]).collect()
}

/// To the pages of the scan; where there is none yet, one is begun first.
pub(super) fn go(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if let Some(why) = why_not(state, cx) {
        state.message = Some(Message::error(why));
        return vec![];
    }
    state.filing = Filing::Result;
    let Some(view) = state.view.as_deref().filter(|_| state.beginning.is_none()) else {
        return vec![];
    };
    match view.open_scan() {
        Some(scan) => {
            let scan = scan.id;
            pages(state, scan)
        }
        None => begin(state, cx),
    }
}

/// To its pages, with the file that was chosen for it.
fn pages(state: &mut State, component: ComponentId) -> Vec<Effect> {
    let dossier = state.id;
    let to = match state.given.take() {
        Some(file) => Destination::PagesOf {
            dossier,
            component,
            chosen: vec![*file],
        },
        None => Destination::Pages { dossier, component },
    };
    vec![Effect::Open(Box::new(to))]
}

fn begin(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let component = ComponentId(cx.id());
    let ticket = cx.ticket();
    state.beginning = Some((ticket, component));
    let name = result(state).map_or(text::PAPER_RESULT, |it| it.name.as_str());
    let new = NewComponent {
        component,
        name: name.to_owned(),
        form: PaperForm::Original,
        copies: 1,
        submission: Submission::Submit,
        class: PaperClass::Outcome,
    };
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier {
            dossier: state.id,
            act: DossierAct::AddComponent(new),
        },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

/// It was opened to scan, and what will be scanned is known.
pub(super) fn wanted(state: &State) -> bool {
    state.filing == Filing::Scan && result(state).is_some() && state.file.is_none()
}

/// The scan has its row, or was refused.
pub(super) fn begun(state: &mut State, refused: Option<&Refusal>) -> Vec<Effect> {
    match (state.beginning.take(), refused) {
        (Some((_, component)), None) => pages(state, component),
        (_, refusal) => {
            state.message = refusal.map(|it| Message::error(words::refusal(it)));
            vec![]
        }
    }
}

/// Takes the scan that is done where no other file was chosen, and says what another one lacks. What was taken before
/// and changed since is no file any more.
pub(super) fn look(state: &mut State) {
    if is_interim(state) && state.file.is_some() {
        // Its PDF goes along as a file; whose it is, is asked before it is kept.
        if state.scan.take().is_some() {
            state.message = Some(Message::warning(text::SCAN_GOES_ALONG));
        }
        return;
    }
    let made = made(state);
    let same = made.as_ref().map(|it| &it.1) == state.file.as_ref();
    if state.file.is_some() && (state.scan.is_none() || same) {
        return;
    }
    state.scan = None;
    state.file = None;
    if made.is_some() {
        take(state);
    } else if let Some(scan) = waiting(state) {
        state.message = Some(Message::warning(text::scan_lacks(scan)));
    }
}

/// The PDF of the pages becomes the file.
pub(super) fn take(state: &mut State) {
    if let Some((scan, file)) = made(state) {
        put_file(state, file);
        state.scan = Some(scan);
    }
}

/// The scan that is done, and its PDF.
fn made(state: &State) -> Option<(ComponentId, StoredFile)> {
    let (scan, file) = made_of(state)?;
    Some((scan.id, stored(file)))
}

/// The row of that PDF.
pub(super) fn made_file(state: &State) -> Option<FileId> {
    made_of(state).map(|(_, file)| file.id)
}

fn made_of(state: &State) -> Option<(&ComponentView, &FileView)> {
    let scan = waiting(state).filter(|it| it.is_counted())?;
    let assembled = |it: &&FileView| it.source == FileSource::Assembled;
    Some((scan, scan.files.iter().rfind(assembled)?))
}

fn stored(file: &FileView) -> StoredFile {
    StoredFile {
        sha256: file.sha256,
        size: file.size,
        mime: file.mime.clone(),
        name: file.name.clone(),
        pages: file.pages,
        signature: file.signature,
    }
}
