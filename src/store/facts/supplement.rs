//! Từ chối, yêu cầu bổ sung and nhận bổ sung. From a draft the first two make a dossier without a code.

use super::desk::Desk;
use super::situation::Loaded;
use super::{Facts, components, draft as drafts, needed, numbers, reason, situation, waits};
use crate::domain::act::{Came, Outcome};
use crate::domain::asked;
use crate::domain::draft::Draft;
use crate::domain::ids::DossierId;
use crate::domain::moves::{Move, Situation};
use crate::domain::refusal::Refusal;
use crate::store::body::{
    AskSupplement, Body, ComponentFacts, EditComponent, ReceiveSupplement, Refuse, Snapshot,
};

/// What the act starts from: a draft or a dossier.
type From<'a> = (DossierId, Option<&'a Draft>);

pub(super) fn refuse(desk: &mut Desk<'_>, from: From<'_>, why: [&str; 3]) -> Result<Facts, Refusal> {
    let (situation, loaded) = start(desk, from)?;
    desk.allow(Move::Refuse, &situation)?;
    let [why, basis, go_to] = why;
    let why = reason(why)?;
    let basis = needed(basis, Refusal::Missing("basis"))?;
    let dossier = snapshot(desk, from, loaded.as_ref())?;
    let form = numbers::form_number(desk, "refusal")?;
    let number = form.number.clone();
    let body = Refuse {
        dossier,
        reason: why,
        basis,
        go_to: go_to.trim().to_owned(),
        form,
    };
    let facts = Facts::dossier(from.0, Body::Refuse(Box::new(body)));
    Ok(facts.with(Outcome::Numbered { number }).ending(Some(from.0)))
}

/// All that is missing is asked at once (Điều 15.3, NĐ 61/2018): a second round needs a leader.
pub(super) fn ask(
    desk: &mut Desk<'_>,
    from: From<'_>,
    items: &[String],
    why: &str,
) -> Result<Facts, Refusal> {
    let (situation, loaded) = start(desk, from)?;
    let items: Vec<_> = items
        .iter()
        .map(|item| item.trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect();
    if items.is_empty() {
        return Err(Refusal::Missing("items"));
    }
    let approver = desk.allow(Move::AskSupplement, &situation)?;
    let dossier = snapshot(desk, from, loaded.as_ref())?;
    let form = numbers::form_number(desk, "supplement")?;
    let number = form.number.clone();
    let body = AskSupplement {
        dossier,
        round: situation.rounds + 1,
        items,
        reason: why.trim().to_owned(),
        form,
        status_before: situation.status.filter(|_| situation.has_code),
        due_before: loaded.and_then(|loaded| loaded.promise()),
        approver,
    };
    let facts = Facts::dossier(from.0, Body::AskSupplement(Box::new(body)));
    Ok(facts
        .with(Outcome::Numbered { number })
        .ending(from.1.map(|draft| draft.id)))
}

fn start(desk: &Desk<'_>, (dossier, draft): From<'_>) -> Result<(Situation, Option<Loaded>), Refusal> {
    match (situation::find(desk, dossier)?, draft) {
        (Some(loaded), _) => Ok((loaded.situation.clone(), Some(loaded))),
        (None, Some(_)) => Ok((situation::of_draft(), None)),
        (None, None) => Err(Refusal::NotFound),
    }
}

/// What a draft knows; nothing for a dossier that was accepted, and nothing more is demanded than it knows. One that
/// was filed online and waits for its reception is changed by its draft: what the officer corrected there stays.
fn snapshot(
    desk: &mut Desk<'_>,
    (dossier, draft): From<'_>,
    loaded: Option<&Loaded>,
) -> Result<Option<Snapshot>, Refusal> {
    let waits = loaded.is_none_or(|it| !it.situation.has_code);
    match draft.filter(|_| waits) {
        Some(draft) => {
            drafts::check_own(desk, dossier, draft)?;
            drafts::check_numbers(draft)?;
            drafts::snapshot(desk, draft).map(Some)
        }
        None => Ok(None),
    }
}

/// What came is in the list from now on, with the same op: nobody has to say twice that it is here.
pub(super) fn receive(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    (answer, came): (&str, &[Came]),
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::ReceiveSupplement, &loaded.situation)?;
    let policy = desk.setting("supplement_clock")?;
    let (papers, others) = arrivals(desk, dossier, came)?;
    let due_after = waits::promise(desk, &loaded)?;
    let body = ReceiveSupplement {
        round: loaded.situation.rounds,
        answer: answer.trim().to_owned(),
        due_before: loaded.promise(),
        due_after,
        policy,
        status_after: loaded.status_before_wait.ok_or(Refusal::WrongStatus)?,
        papers,
        others,
    };
    let facts = Facts::dossier(dossier, Body::ReceiveSupplement(Box::new(body)));
    Ok(facts.with(Outcome::Promised {
        promised_at: due_after,
    }))
}

/// How the papers of the list change, each once, and those that join it.
fn arrivals(
    desk: &Desk<'_>,
    dossier: DossierId,
    came: &[Came],
) -> Result<(Vec<EditComponent>, Vec<ComponentFacts>), Refusal> {
    let (mut papers, mut others) = (Vec::<EditComponent>::new(), Vec::<ComponentFacts>::new());
    for one in came {
        match one {
            Came::Listed(id) if papers.iter().any(|it| it.component == *id) => {}
            Came::Listed(id) => papers.extend(components::arrived(desk, dossier, *id)?),
            Came::Other { component, .. } if others.iter().any(|it| it.id == *component) => {
                return Err(Refusal::Fault { code: "id-taken" });
            }
            Came::Other { component, name } => {
                let mut other = components::fresh(desk, dossier, &asked::own(name, *component))?;
                other.position += u32::try_from(others.len()).unwrap_or(0);
                others.push(other);
            }
        }
    }
    Ok((papers, others))
}
