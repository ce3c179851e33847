//! F2 Hoàn tất: the questions before it, the PDF, the act; and F8, which looks for new scans.

use super::{Field, State, Work, ask, change, chosen, forget, heavy, keys, list, replace, send, text, twice};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobFault};
use crate::app::reply::Reply;
use crate::app::scanning;
use crate::domain::act::{DossierAct, PagesCounted, StoredFile};
use crate::domain::ids::FileId;
use crate::domain::pages::{self, DpiKnown};
use crate::screens::text::TO_KNOW;

/// Which dialog is open above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    /// Were the backs looked at?
    Backs,
    /// The sum is not right: which way on.
    Short,
    /// Why it is finished all the same.
    Reason,
    /// The law that allows a forbidden copy.
    Basis,
    /// The image is known already: is it placed all the same?
    Again,
    /// Which page of the tray takes the place of one that is there.
    Replacement,
    /// What to do about a heavy PDF.
    Heavy,
    /// Nothing: what is to be known of the PDF is being read.
    Told,
}

/// F2, and Enter where every side is there.
pub(super) fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.work != Work::Nothing || chosen::is_looking(state) {
        state.early = true;
        return vec![];
    }
    state.reason = None;
    if state.claim.sheets == 0 {
        state.focus = Field::Sheets;
        state.message = Some(Message::error(text::SHEETS));
        return vec![];
    }
    let tally = state.tally();
    if !tally.is_right() {
        keys::to_work(state);
        state.message = Some(text::standing(&tally));
        let line = pages::text::line(&state.claim, &tally);
        return choose(state, Asked::Short, (text::SHORT_TITLE, &text::SHORT_WAYS, &line));
    }
    look_at_backs(state, cx)
}

/// One-sided is accepted only as "every back is white", said once for these sheets.
fn look_at_backs(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.claim.sides == 1 && !state.backs_seen {
        return choose(
            state,
            Asked::Backs,
            (text::BACKS_TITLE, &text::BACKS_WAYS, text::BACKS_WHY),
        );
    }
    assemble(state, cx)
}

pub(super) fn choose(
    state: &mut State,
    asked: Asked,
    (title, ways, line): (&str, &[&str], &str),
) -> Vec<Effect> {
    state.asked = asked;
    vec![Effect::Open(Box::new(Destination::AskChoice {
        title: title.to_owned(),
        lines: vec![line.to_owned()],
        choices: ways.iter().map(|way| (*way).to_owned()).collect(),
        // One Enter for each image, and one more, have not seen the backs.
        pointed: usize::from(asked == Asked::Backs),
    }))]
}

fn ask_line(state: &mut State, asked: Asked, (title, label): (&str, &str)) -> Vec<Effect> {
    state.asked = asked;
    vec![Effect::Open(Box::new(Destination::AskText {
        title: title.to_owned(),
        label: label.to_owned(),
        value: String::new(),
    }))]
}

/// The letter forbids this copy: only the sector's law lets it pass.
pub(super) fn ask_basis(state: &mut State) -> Vec<Effect> {
    ask_line(state, Asked::Basis, (text::BASIS_TITLE, text::BASIS))
}

fn assemble(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.pages.is_empty() {
        state.message = Some(Message::error(text::NO_PAGES));
        return vec![];
    }
    if let Some(effects) = heavy::ask(state, cx) {
        return effects;
    }
    state.work = Work::Assembling;
    state.warnings = Vec::new();
    state.ticket = cx.ticket();
    state.message = Some(Message::advice(text::ASSEMBLING));
    let title = state.component().map(|it| it.name.clone()).unwrap_or_default();
    let pages = state.pages.clone();
    vec![Effect::Start(state.ticket, Job::AssemblePages { title, pages })]
}

/// F8: scans for this component; without a scanner, what one has written since comes into the tray.
pub(super) fn scan(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if scanning::is_set(&cx.settings) {
        let aim = Some((state.dossier, Some(state.component)));
        return scanning::start(cx, aim).unwrap_or_else(|why| {
            state.message = Some(why);
            vec![]
        });
    }
    if state.work != Work::Nothing {
        return vec![];
    }
    state.work = Work::Scanning;
    state.ticket = cx.ticket();
    vec![Effect::Start(state.ticket, Job::LookForScans)]
}

/// A job came to its end.
pub(super) fn ended(state: &mut State, ended: Result<JobDone, JobFault>, cx: &mut Context) -> Vec<Effect> {
    let work = std::mem::replace(&mut state.work, Work::Nothing);
    match ended {
        Ok(JobDone::Stored(file)) if work == Work::Assembling && !state.dirty => {
            return heavy::made(state, file, cx);
        }
        Ok(JobDone::PagesMade { files, warnings }) if work == Work::Assembling && !state.dirty => {
            state.warnings = warnings;
            if let [only] = files.as_slice() {
                return heavy::made(state, only.clone(), cx);
            }
            state.heavy = None;
            return count(state, (files, None), cx);
        }
        Ok(JobDone::TakenIn(taken)) => {
            let refused = taken.refused.into_iter().next();
            let came = Message::advice(text::came(taken.pages));
            state.message = Some(refused.map_or(came, Message::error));
        }
        Ok(_) => {}
        Err(fault) => state.message = Some(Message::error(fault.sentence())),
    }
    if state.dirty {
        return send(state, cx);
    }
    ask(state, cx)
}

/// The files that were chosen were looked into.
pub(super) fn looked(state: &mut State, ended: Result<JobDone, JobFault>, cx: &mut Context) -> Vec<Effect> {
    match ended {
        Ok(JobDone::Seen(pages)) => chosen::came(state, pages),
        Ok(_) => {}
        Err(fault) => {
            chosen::came(state, Vec::new());
            forget(state);
            state.message = Some(Message::error(fault.sentence()));
        }
    }
    list(state);
    if state.dirty {
        return send(state, cx);
    }
    if std::mem::take(&mut state.early) {
        return commit(state, cx);
    }
    vec![]
}

/// Counts the pages with their PDF, or PDFs; `instead` = what was decided where it is heavy.
pub(super) fn count(
    state: &mut State,
    (files, instead): (Vec<StoredFile>, Option<Vec<StoredFile>>),
    cx: &mut Context,
) -> Vec<Effect> {
    let mut files = files.into_iter().map(|file| (FileId(cx.id()), file));
    let Some(file) = files.next() else {
        return vec![];
    };
    let beside: Vec<_> = files.collect();
    state.apart = beside.len() + 1;
    let limit_mb = cx.settings.number("page_warn_mb");
    let kept_over_mb = instead.as_ref().filter(|it| it.is_empty()).map(|_| limit_mb);
    let counted = PagesCounted {
        component: state.component,
        claim: state.claim.clone(),
        backs_seen: state.backs_seen,
        reason: state.reason.clone(),
        file,
        beside,
        instead: instead
            .into_iter()
            .flatten()
            .map(|it| (FileId(cx.id()), it))
            .collect(),
        kept_over_mb,
    };
    change(
        state,
        (Work::Counting, DossierAct::AccountPages(Box::new(counted))),
        cx,
    )
}

/// It is stored: what is to be known of the PDF comes first, all of it in one list; then back to the list of components.
pub(super) fn done(state: &mut State) -> Vec<Effect> {
    if !state.warnings.is_empty() {
        state.asked = Asked::Told;
        return vec![Effect::Open(Box::new(Destination::PickRow {
            title: TO_KNOW.to_owned(),
            rows: std::mem::take(&mut state.warnings),
        }))];
    }
    let have = state.tally().have;
    let is_assumed = state.pages.iter().any(|page| page.dpi_known == DpiKnown::Assumed);
    let message = match (heavy::told(state), state.apart) {
        (Some(told), _) => Message::done(text::done(have, Some(&told))),
        (None, files @ 2..) => Message::warning(text::done_apart(have, files)),
        (None, _) if is_assumed => Message::warning(text::done_assumed(have)),
        (None, _) => Message::done(text::done(have, None)),
    };
    vec![Effect::Back, Effect::Say(message)]
}

/// A dialog was closed.
pub(super) fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let asked = std::mem::replace(&mut state.asked, Asked::Nothing);
    match (asked, reply) {
        (Asked::Backs, Reply::Picked(0)) => {
            state.backs_seen = true;
            assemble(state, cx)
        }
        (Asked::Short, Reply::Picked(0)) => scan(state, cx),
        (Asked::Short, Reply::Picked(1)) => match state.tally().missing.first() {
            Some(slot) => {
                let slot = *slot;
                keys::assign(state, slot, cx)
            }
            None => vec![],
        },
        (Asked::Short, Reply::Picked(2)) => {
            ask_line(state, Asked::Reason, (text::REASON_TITLE, text::REASON))
        }
        (Asked::Reason, Reply::Text(reason)) if !reason.trim().is_empty() => {
            state.reason = Some(reason);
            look_at_backs(state, cx)
        }
        // Only Esc leaves without a word: an empty line asks again.
        (Asked::Reason, Reply::Text(_)) => {
            let mut effects = ask_line(state, Asked::Reason, (text::REASON_TITLE, text::REASON));
            effects.push(Effect::Say(Message::error(text::REASON_MISSING)));
            effects
        }
        (Asked::Basis, Reply::Text(basis)) if !basis.trim().is_empty() => {
            state.basis = Some(basis);
            state.message = None;
            send(state, cx)
        }
        (Asked::Again, Reply::Picked(way)) => twice::decided(state, way, cx),
        (Asked::Replacement, Reply::Picked(at)) => replace::picked(state, at, cx),
        (Asked::Told, _) => done(state),
        (Asked::Heavy, Reply::Weighed(instead)) => heavy::decided(state, instead, cx),
        (Asked::Heavy, _) => {
            heavy::given_up(state);
            vec![]
        }
        (Asked::Basis, _) => {
            forget(state);
            ask(state, cx)
        }
        _ => vec![],
    }
}
