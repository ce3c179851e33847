//! For whom the pages are: a dossier by its number or from a list, and one of its components.

use super::{State, Stop, Waiting, acts, place, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::Job;
use crate::app::msg::Ticket;
use crate::app::reply::Reply;
use crate::domain::ids::{ComponentId, DossierId, TrayId};
use crate::domain::query::{Filter, Page, PageAt, Query};
use crate::domain::rows::{ComponentView, DossierRow, DossierView, TrayPage};
use crate::domain::tray::{TrayAct, TraySource};
use crate::screens::text::short_code;

/// As many dossiers as one list shows to choose from.
const FOUND: u32 = 50;

/// Asks for the dossier; its component is chosen once it is read.
pub(super) fn ask(
    state: &mut State,
    (dossier, component): (DossierId, Option<ComponentId>),
    cx: &mut Context,
) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.asked_target = Some(ticket);
    state.wanted = component;
    state.proposed = None;
    vec![Effect::Ask(ticket, Query::Dossier(dossier))]
}

/// The dossier may have changed meanwhile.
pub(super) fn again(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let dossier = state.target.as_ref().map(|view| view.row.id);
    dossier.map_or_else(Vec::new, |id| {
        let component = state.component;
        ask(state, (id, component), cx)
    })
}

/// Pages that are meant for a dossier, since the machine stopped or by a cover sheet, are ticked for it: the officer
/// sees for whom, and confirms with F2. Nothing while a dossier is on its way.
pub(super) fn remembered(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let known = state.asked_target.is_some();
    // What is left for whom the screen stands at was left there on purpose.
    let at_hand = state.target.as_ref().map(|view| (view.row.id, state.component));
    let mut aims = state
        .rows
        .pages
        .iter()
        .filter(|row| arrived(row))
        .filter_map(|row| row.aim);
    let aim = aims.find(|aim| Some(*aim) != at_hand);
    let Some(aim) = aim.filter(|_| !known) else {
        return vec![];
    };
    let its = |row: &&TrayPage| row.aim == Some(aim) && arrived(row);
    for row in state.rows.pages.iter().filter(its) {
        state.pages.tick(&row.id, true);
    }
    let effects = ask(state, aim, cx);
    state.proposed = Some(aim);
    effects
}

/// Pages that were scanned just now for the component at hand: they are ticked as they come, in the paper's order.
pub(super) fn scanned_for(state: &State, rows: &[TrayPage]) -> Vec<TrayId> {
    let Some(dossier) = state.target.as_ref().map(|view| view.row.id) else {
        return vec![];
    };
    let here = Some((dossier, state.component));
    let new = |row: &&TrayPage| {
        row.source == TraySource::Scanner && row.aim == here && state.page(row.id).is_none()
    };
    rows.iter().filter(new).map(|row| row.id).collect()
}

/// What was taken out of a component was taken out on purpose: nothing proposes it again.
fn arrived(row: &TrayPage) -> bool {
    row.source != TraySource::Component
}

/// Pages that came meanwhile are ticked only where they are meant for exactly whom the screen stands at, or turns to.
pub(super) fn proposed(state: &mut State, new: &[TrayId]) {
    let at_hand = state.target.as_ref().map(|view| (view.row.id, state.component));
    let here = if state.asked_target.is_some() {
        state.proposed
    } else {
        at_hand
    };
    let of = |row: &&TrayPage| new.contains(&row.id) && row.aim.is_some() && row.aim == here && arrived(row);
    let more: Vec<TrayId> = state.rows.pages.iter().filter(of).map(|row| row.id).collect();
    for id in more {
        state.pages.tick(&id, true);
    }
}

/// «In tờ bìa QR»: for the component at hand, or for each of the dossier that takes pages.
pub(super) fn print_covers(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(dossier) = state.target.as_ref().map(|view| view.row.id) else {
        return state.refuse(Stop::Dossier, text::NO_DOSSIER_TO_PRINT);
    };
    let ticket = cx.ticket();
    state.printing = Some(ticket);
    let component = state.component;
    vec![Effect::Start(ticket, Job::PrintCovers { dossier, component })]
}

/// The dossier came.
pub(super) fn read(state: &mut State, view: Option<Box<DossierView>>) -> Vec<Effect> {
    state.asked_target = None;
    let Some(view) = view else {
        return state.refuse(Stop::Dossier, text::NO_SUCH_DOSSIER);
    };
    let code = short_code(view.row.code.as_deref(), &state.unit);
    state.code.set(&code);
    let wanted = state.wanted.take();
    let first_without = || takers(&view).find(|it| it.pages.is_empty() && it.files.is_empty());
    // What was meant for one component never slips into another.
    let component = match wanted {
        Some(wanted) => takers(&view).find(|it| it.id == wanted),
        None => first_without(),
    };
    state.component = component.map(|it| it.id);
    state.target = Some(view);
    vec![]
}

/// Components whose paper lies here and is digitised, and the result on paper that is being scanned.
fn takers(view: &DossierView) -> impl Iterator<Item = &ComponentView> {
    let components = view.components.iter().filter(|it| it.takes_pages());
    components.chain(view.open_scan())
}

/// Another text names another dossier.
pub(super) fn retyped(state: &mut State) {
    state.target = None;
    state.component = None;
    state.asked_target = None;
}

/// Looks for what is typed; `pick` = as a list, also where it is one alone. A dossier at hand means all others.
pub(super) fn find(state: &mut State, pick: bool, cx: &mut Context) -> Vec<Effect> {
    state.focus = Stop::Dossier;
    let text = if state.target.is_some() {
        String::new()
    } else {
        state.code.text().trim().to_owned()
    };
    let ticket = cx.ticket();
    state.finding = Some((ticket, pick || text.is_empty()));
    let filter = Filter {
        text,
        ..Filter::default()
    };
    let page = Page {
        size: FOUND,
        at: PageAt::Start,
    };
    vec![Effect::Ask(ticket, Query::Dossiers { filter, page })]
}

/// Dossiers were found.
pub(super) fn found(
    state: &mut State,
    (ticket, rows): (Ticket, Vec<DossierRow>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some((_, pick)) = state.finding.take_if(|it| it.0 == ticket) else {
        return vec![];
    };
    if rows.is_empty() {
        return state.refuse(Stop::Dossier, text::NO_SUCH_DOSSIER);
    }
    if let ([row], false) = (rows.as_slice(), pick) {
        return chosen(state, row.id, cx);
    }
    let name = |row: &DossierRow| {
        let code = short_code(row.code.as_deref(), &state.unit);
        text::dossier(&code, row)
    };
    let title = text::WHICH_DOSSIER.to_owned();
    let names = rows.iter().map(name).collect();
    state.waiting = Waiting::Dossier(rows.iter().map(|row| row.id).collect());
    vec![Effect::Open(Box::new(Destination::PickRow {
        title,
        rows: names,
    }))]
}

fn chosen(state: &mut State, dossier: DossierId, cx: &mut Context) -> Vec<Effect> {
    state.component = None;
    state.focus = Stop::Component;
    let mut effects = ask(state, (dossier, None), cx);
    effects.extend(aim_ticked(state, (dossier, None), cx));
    effects
}

/// What is ticked is meant for it: durable, because a machine may stop before F2. Only what was meant for nobody, or by
/// this officer's own choice: whom a cover sheet said stands until F2 has asked.
fn aim_ticked(state: &mut State, at: (DossierId, Option<ComponentId>), cx: &mut Context) -> Vec<Effect> {
    let is_free = |row: &&TrayPage| match row.aim {
        None => true,
        Some((dossier, None)) if dossier == at.0 => true,
        Some(_) => state.own.contains(&row.id),
    };
    let ticked = state.pages.ticked().iter().filter_map(|id| state.page(*id));
    let pages: Vec<TrayId> = ticked.filter(is_free).map(|row| row.id).collect();
    if pages.is_empty() || cx.read_only {
        return vec![];
    }
    state.own.extend(&pages);
    let act = TrayAct::Aim { pages, at: Some(at) };
    acts::keep(state, act, (None, None), cx)
}

/// F4: the components that take pages.
pub(super) fn choose_component(state: &mut State) -> Vec<Effect> {
    let Some(view) = &state.target else {
        return state.refuse(Stop::Dossier, text::NO_DOSSIER);
    };
    let result = view.open_scan().map(|it| it.id);
    let row = |it: &ComponentView| (it.id, text::component(it, result == Some(it.id)));
    let (ids, rows): (Vec<_>, Vec<_>) = takers(view).map(row).unzip();
    if ids.is_empty() {
        return state.refuse(Stop::Dossier, text::NO_TAKERS);
    }
    let title = text::WHICH_COMPONENT.to_owned();
    state.waiting = Waiting::Component(ids);
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

/// The answer of the dialog above.
pub(super) fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    match (std::mem::replace(&mut state.waiting, Waiting::Nothing), reply) {
        (Waiting::Dossier(ids), Reply::Picked(at)) => {
            let id = ids.get(at).copied();
            id.map_or_else(Vec::new, |id| chosen(state, id, cx))
        }
        (Waiting::Component(ids), Reply::Picked(at)) => {
            state.component = ids.get(at).copied().or(state.component);
            let dossier = state.target.as_ref().map(|view| view.row.id);
            let component = state.component;
            dossier.map_or_else(Vec::new, |id| aim_ticked(state, (id, component), cx))
        }
        (Waiting::Basis, Reply::Text(basis)) if !basis.trim().is_empty() => {
            place::commit(state, Some(basis), cx)
        }
        (Waiting::Files, Reply::TakenIn(taken)) => {
            state.say(text::picked(&taken));
            super::ask(state, cx)
        }
        // Stopped half-way: what was taken before lies in the tray.
        (Waiting::Files, _) => super::ask(state, cx),
        (Waiting::Basis, _) => {
            state.say(Message::warning(text::NOT_COPIED));
            vec![]
        }
        _ => vec![],
    }
}
