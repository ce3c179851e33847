//! Where a dossier is in its workflow, where it was, and where it may go.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use crate::domain::deadline::{Limit, Policy};
use crate::domain::dossier::{OfficerName, Status};
use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::moves::StepRole;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, NextStep, StepView, WorkflowView, holders_of};
use crate::domain::time::Moment;
use crate::store::body::Body;
use crate::store::facts::workflow::{Step, steps};
use crate::store::read::due::Pace;
use crate::store::read::row::{id, word_or_none};
use crate::store::read::{Asking, history};
use crate::store::{credentials, oplog};

/// The steps of a dossier's workflow, those it passed with who had it.
pub(super) fn of_dossier(asking: &Asking<'_>, view: &DossierView) -> Result<Vec<StepView>, Refusal> {
    let version = pinned(asking, view.row.id)?;
    let passed = passed(asking, view.row.id)?;
    let current = view.row.step.0;
    let all = steps(asking.conn, (version, view.workflow))?;
    let last = all.iter().filter(|step| step.enters == Status::Finished);
    let last: Vec<u32> = last.map(|step| step.facts.no).collect();
    let step = |step: Step| StepView {
        no: step.facts.no,
        ends: step.next.iter().any(|no| last.contains(no)),
        current: step.facts.no == current && view.row.status != Status::Returned,
        done: passed.contains_key(&step.facts.no) && step.facts.no != current
            || view.row.status == Status::Returned,
        officer: passed.get(&step.facts.no).cloned(),
        name: step.facts.name,
        role: step.facts.role,
    };
    Ok(all.into_iter().map(step).collect())
}

/// Where it may be forwarded, with those who could take it, the usual one first.
pub(super) fn next(asking: &Asking<'_>, dossier: DossierId) -> Result<WorkflowView, Refusal> {
    let sql = "SELECT step_no, step_name, workflow, from_officer_id, limit_policy FROM dossier WHERE id = ?1";
    let found = asking
        .conn
        .prepare_cached(sql)?
        .query_row([dossier.bytes()], |row| {
            Ok((
                row.get::<_, u32>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, u32>(2)?,
                row.get::<_, Option<[u8; 16]>>(3)?,
                word_or_none(row, 4, Policy::from_word)?,
            ))
        })
        .optional()?;
    let Some((current, current_name, workflow, from, policy)) = found else {
        return Ok(WorkflowView::default());
    };
    let all = steps(asking.conn, (pinned(asking, dossier)?, workflow))?;
    let here = all.iter().find(|step| step.facts.no == current);
    let reachable = here.map(|step| step.next.clone()).unwrap_or_default();
    let mut next = Vec::new();
    let pace = Pace::read(asking)?;
    for step in all.iter().filter(|step| reachable.contains(&step.facts.no)) {
        next.push(NextStep {
            no: step.facts.no,
            name: step.facts.name.clone(),
            role: step.facts.role,
            officers: takers(asking, step.facts.role, from.map(OfficerId::from_bytes))?,
            units: if step.facts.role == StepRole::Outside {
                units(asking)?
            } else {
                Vec::new()
            },
            finishes: step.enters == Status::Finished,
            due: step
                .time
                .and_then(|time| due_if_sent_now(&pace, asking, Limit::of_step(time, policy))),
        });
    }
    Ok(WorkflowView {
        current,
        current_name,
        next,
        opinions: history::opinions(asking)?,
    })
}

/// The step's own time, and its end if the dossier went there now.
fn due_if_sent_now(pace: &Pace, asking: &Asking<'_>, limit: Limit) -> Option<(Limit, Moment)> {
    Some((limit, pace.step_due(asking.now, limit)?))
}

/// Officers of a step's role: whom this office sent such dossiers to last comes first, then who sent this one.
fn takers(asking: &Asking<'_>, role: StepRole, from: Option<OfficerId>) -> Result<Vec<OfficerName>, Refusal> {
    let Some(role_needed) = role.role() else {
        return Ok(Vec::new());
    };
    let mut takers = holders_of(&credentials::officers(asking.conn)?, role_needed);
    let sql = "SELECT officer_id FROM dossier WHERE step_role = ?1 AND officer_id IS NOT NULL AND forwarded_at IS NOT NULL
        ORDER BY forwarded_at DESC LIMIT 1";
    let usual = asking
        .conn
        .prepare_cached(sql)?
        .query_row([role.word()], |row| id(row, 0).map(OfficerId::from_bytes))
        .optional()?;
    let rank = |officer: &OfficerName| (Some(officer.id) != from, Some(officer.id) != usual);
    takers.sort_by_key(rank);
    Ok(takers)
}

fn units(asking: &Asking<'_>) -> Result<Vec<String>, Refusal> {
    let sql = "SELECT at_unit FROM dossier WHERE at_unit IS NOT NULL GROUP BY at_unit ORDER BY max(touched_at) DESC LIMIT 9";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let mut units: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT name FROM unit WHERE kind = 'authority' ORDER BY name LIMIT 9";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let known: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    units.extend(
        known
            .into_iter()
            .filter(|name| !units.contains(name))
            .collect::<Vec<_>>(),
    );
    Ok(units)
}

fn pinned(asking: &Asking<'_>, dossier: DossierId) -> Result<Option<[u8; 16]>, Refusal> {
    let sql = "SELECT procedure_version FROM dossier WHERE id = ?1";
    Ok(asking
        .conn
        .prepare_cached(sql)?
        .query_row(params![dossier.bytes()], |row| row.get(0))
        .optional()?
        .flatten())
}

/// Step numbers the dossier has been at, with the last officer (or agency) there.
fn passed(asking: &Asking<'_>, dossier: DossierId) -> Result<BTreeMap<u32, String>, Refusal> {
    let names = history::officer_names(asking)?;
    let name = |id: OfficerId| names.get(&id).cloned().unwrap_or_default();
    let mut passed = BTreeMap::new();
    for entry in oplog::of_row(asking.conn, dossier.0).map_err(|_| Refusal::Fault { code: "log" })? {
        let Ok(op) = entry.into_op() else { continue };
        match op.body {
            Body::Accept(accept) => {
                passed.insert(accept.dossier.step.no, name(op.actor));
            }
            Body::Forward(forward) => {
                let taker = forward
                    .to_officer
                    .map(name)
                    .or(forward.to_unit)
                    .unwrap_or_default();
                passed.insert(forward.to_step.no, taker);
            }
            _ => {}
        }
    }
    Ok(passed)
}
