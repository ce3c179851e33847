//! Yêu cầu sao chụp: the letter's seven rules as a checklist over one dossier, with papers received against papers
//! digitised. The rules judge (`domain::copying`); an officer gives his word where the machine cannot know.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::verifying::Verifying;
use crate::domain::act::{Act, DossierAct, Request};
use crate::domain::copying::{self, Dossier, Finding, Read, Rule, Verdict, text as words};
use crate::domain::ids::DossierId;
use crate::domain::moves::{self, Move};
use crate::domain::quality::{self, ScanProfile};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, situation};
use crate::domain::text::refusal;
use crate::screens::text as shared;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The checklist.
#[derive(Debug)]
pub struct State {
    id: DossierId,
    view: Option<Box<DossierView>>,
    asked: Ticket,
    verifying: Verifying,
    table: Table<Rule>,
    /// The word that is being written down.
    busy: Option<(Ticket, Rule, bool)>,
    /// What the office asks of its scans.
    profile: &'static ScanProfile,
    message: Option<Message>,
}

/// Opens it and has every file read again.
pub fn open(dossier: DossierId, cx: &mut Context) -> (State, Vec<Effect>) {
    let (verifying, verify) = Verifying::start(dossier, cx);
    let mut table = Table::new();
    table.set_page(Rule::ALL.len());
    table.set_rows(Rule::ALL.to_vec());
    let state = State {
        id: dossier,
        view: None,
        asked: cx.ticket(),
        verifying,
        table,
        busy: None,
        profile: quality::asked(cx.settings.text("scan_profile")),
        message: None,
    };
    let ask = Effect::Ask(state.asked, Query::Dossier(dossier));
    (state, vec![ask, verify])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked => {
            let is_first = state.view.is_none();
            state.view = view;
            if is_first {
                point_at_work(state);
            }
            vec![]
        }
        Msg::Job(ticket, event) if state.verifying.hears(ticket, &event) => vec![],
        Msg::Changed(ticket, result) => {
            let Some((_, rule, holds)) = state.busy.take_if(|(waited, ..)| *waited == ticket) else {
                return vec![];
            };
            state.message = Some(match result {
                Ok(_) => Message::done(words::done(rule, holds)),
                Err(why) => Message::error(refusal(&why)),
            });
            vec![ask(state, cx)]
        }
        Msg::Resumed => vec![ask(state, cx)],
        Msg::Answered(_, Answer::Failed { code }) => {
            state.message = Some(Message::error(refusal(&Refusal::Fault { code })));
            vec![]
        }
        _ => vec![],
    }
}

fn ask(state: &mut State, cx: &mut Context) -> Effect {
    state.asked = cx.ticket();
    Effect::Ask(state.asked, Query::Dossier(state.id))
}

/// To the first rule that is not met, or else to the first that wants an officer's word.
fn point_at_work(state: &mut State) {
    let findings = findings(state);
    let at = |verdict| findings.iter().position(|it| it.verdict == verdict);
    let work = at(Verdict::Lacking).or_else(|| at(Verdict::Open));
    state.table.point(work.unwrap_or(0));
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Commit) => confirm(state, cx),
        Some(Command::Accept) => all_points(state),
        Some(Command::Files) => vec![Effect::Open(Box::new(Destination::DossierComponents(state.id)))],
        Some(Command::Refresh) => {
            let (verifying, verify) = Verifying::start(state.id, cx);
            state.verifying = verifying;
            vec![ask(state, cx), verify]
        }
        _ => vec![],
    }
}

/// The checklist as it stands now; nothing before the dossier is there.
fn findings(state: &State) -> Vec<Finding> {
    let read = match state.verifying.verified() {
        Some(verified) => Read::Done(verified),
        None if state.verifying.is_running() => Read::Running,
        None => Read::Failed,
    };
    let view = state.view.as_deref();
    view.map(|view| copying::check(Dossier::of(view).by(state.profile), read))
        .unwrap_or_default()
}

fn pointed(state: &State) -> Option<Finding> {
    findings(state).into_iter().nth(state.table.at())
}

/// F2: the officer's word for the rule under the pointer, or he takes it back.
fn confirm(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.busy.is_some() {
        return vec![];
    }
    if let Some(why) = why_not(state, cx) {
        state.message = Some(Message::warning(why));
        return vec![];
    }
    let Some(finding) = pointed(state) else {
        return vec![];
    };
    let (rule, holds) = (finding.rule, finding.verdict == Verdict::Open);
    let ticket = cx.ticket();
    state.busy = Some((ticket, rule, holds));
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier {
            dossier: state.id,
            act: DossierAct::ConfirmCopying { rule, holds },
        },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

/// Why nobody's word is asked for here, or not this officer's.
fn why_not(state: &State, cx: &Context) -> Option<String> {
    let (view, finding) = (state.view.as_deref()?, pointed(state)?);
    match finding.verdict {
        Verdict::Open | Verdict::Confirmed => {}
        Verdict::Lacking => return Some(text::LACKING.to_owned()),
        Verdict::Met | Verdict::Running | Verdict::Nothing => return Some(text::BY_MACHINE.to_owned()),
    }
    if cx.read_only {
        return Some(refusal(&Refusal::ReadOnly));
    }
    let seen = situation(view, cx.settings.number("apology_max"));
    moves::why_not(Move::Components, &seen, cx.actor()).map(|why| refusal(&why))
}

/// Enter: everything that was found of the rule, as a list that scrolls.
fn all_points(state: &State) -> Vec<Effect> {
    let Some(finding) = pointed(state).filter(|it| !it.points.is_empty()) else {
        return vec![];
    };
    vec![Effect::Open(Box::new(Destination::PickRow {
        title: words::short(finding.rule).to_owned(),
        rows: finding.points.iter().map(words::point).collect(),
    }))]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let Some(view) = state.view.as_deref() else {
        return ScreenChrome {
            context: About::left(text::LOADING),
            message: state.message.clone(),
            ..ScreenChrome::new([text::TITLE])
        };
    };
    let is_confirmed = pointed(state).is_some_and(|it| it.verdict == Verdict::Confirmed);
    let word = if is_confirmed {
        text::TAKE_BACK
    } else {
        text::CONFIRM
    };
    let unit = cx.settings.text("unit_code");
    ScreenChrome {
        context: shared::about(&view.row),
        message: state.message.clone(),
        rule_note: Some(words::papers(copying::papers(Dossier::of(view)))),
        offers: vec![
            Offer::new(Command::Commit).named(word).unless(why_not(state, cx)),
            Offer::arrows().named(text::RULES),
            Offer::new(Command::Accept).named(text::ALL_POINTS),
            Offer::new(Command::Files).named(text::COMPONENTS),
            Offer::new(Command::Refresh).named(text::AGAIN),
        ],
        ..ScreenChrome::new([text::TITLE, &shared::short_code(view.row.code.as_deref(), unit)])
    }
}
