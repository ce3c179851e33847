//! A dossier's history: its ops in order, each as one line in Vietnamese. There is no second history table.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::copying::Confirmed;
use crate::domain::dossier::Status;
use crate::domain::ids::{ComponentId, DossierId, OfficerId, OpId};
use crate::domain::refusal::Refusal;
use crate::domain::rows::HistoryRow;
use crate::domain::slip::{Event, Passed, What};
use crate::domain::text as words;
use crate::store::body::{Body, Forward};
use crate::store::read::{Asking, text};
use crate::store::{credentials, oplog};

/// What the log tells of one dossier.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Its lines, oldest first. An op of a newer program is named by its kind.
    pub(super) lines: Vec<HistoryRow>,
    /// Acts that slips speak of, oldest first.
    pub(super) events: Vec<Event>,
    /// Words of officers for the letter's rules for copying that still stand.
    pub(super) confirmed: Vec<Confirmed>,
}

/// Reads its ops once.
pub(super) fn told(asking: &Asking<'_>, dossier: DossierId) -> Result<Told, Refusal> {
    let names = officer_names(asking)?;
    let name = |id: &OfficerId| names.get(id).cloned().unwrap_or_else(|| text::MACHINE.to_owned());
    let papers = papers(asking, dossier)?;
    let entries = oplog::of_row(asking.conn, dossier.0).map_err(|_| Refusal::Fault { code: "log" })?;
    let mut told = Told::default();
    for entry in entries {
        let mut row = HistoryRow {
            op: entry.op_id,
            at: entry.at,
            officer: name(&entry.actor),
            kind: entry.kind.clone(),
            text: entry.kind.clone(),
        };
        if let Ok(op) = entry.into_op() {
            row.text = text::history(&op.body, &name);
            if let Some(paper) = paper_of(&op.body).and_then(|id| papers.get(&id)) {
                row.text = text::on_paper(&row.text, paper);
            }
            weigh(&mut told.confirmed, &op.body, &row);
            told.events.extend(what(&op.body, &name).map(|what| Event {
                at: row.at,
                officer: row.officer.clone(),
                what,
            }));
        }
        told.lines.push(row);
    }
    Ok(told)
}

/// Names of its papers, by their own ids and those of their files; also of what was taken away.
fn papers(asking: &Asking<'_>, dossier: DossierId) -> Result<BTreeMap<Uuid, String>, Refusal> {
    let mut statement = asking.conn.prepare_cached(
        "SELECT id, name FROM component WHERE dossier_id = ?1
         UNION ALL SELECT f.id, c.name FROM component_file f JOIN component c ON c.id = f.component_id
             WHERE f.dossier_id = ?1",
    )?;
    let named = statement.query_map([dossier.bytes()], |row| {
        Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?))
    })?;
    Ok(named.collect::<rusqlite::Result<_>>()?)
}

/// The paper, or the file of it, that an act is about.
fn paper_of(body: &Body) -> Option<Uuid> {
    Some(match body {
        Body::SetPages(body) => body.component.0,
        Body::AccountPages(body) => body.component.0,
        Body::EditComponent(body) => body.component.0,
        Body::VoidComponent(body) => body.component.0,
        Body::ExemptComponent(body) => body.component.0,
        Body::AttachFiles(body) => body.component.0,
        Body::DetachFile(body) => body.file.0,
        _ => return None,
    })
}

/// What a slip says again of an act; `None` = no slip speaks of it.
fn what(body: &Body, name: &dyn Fn(&OfficerId) -> String) -> Option<What> {
    let leader = |approver: &Option<OfficerId>| approver.as_ref().map(name).unwrap_or_default();
    Some(match body {
        Body::Accept(_) => What::Accepted,
        Body::AskSupplement(ask) => What::Asked {
            number: ask.form.number.clone(),
            items: ask.items.clone(),
            reason: ask.reason.clone(),
        },
        Body::Refuse(refuse) => What::Refused {
            number: refuse.form.number.clone(),
            reason: refuse.reason.clone(),
            basis: refuse.basis.clone(),
            go_to: refuse.go_to.clone(),
        },
        Body::Apologise(apologise) => What::Apologised {
            reason: apologise.reason.clone(),
            before: apologise.promised_at.0,
            promised_at: apologise.promised_at.1,
            leader: leader(&apologise.approver),
        },
        Body::Stop(stop) => What::Stopped {
            reason: stop.reason.clone(),
            basis: stop.basis.clone(),
            leader: leader(&stop.approver),
        },
        Body::Withdraw(withdraw) => What::Withdrawn {
            reason: withdraw.reason.clone(),
            papers: withdraw.papers_given_back.clone(),
        },
        Body::Forward(forward) => What::Forwarded(passed(forward, name)),
        Body::HandBack(_) => What::HandedBack,
        _ => return None,
    })
}

fn passed(forward: &Forward, name: &dyn Fn(&OfficerId) -> String) -> Passed {
    let step = &forward.to_step;
    let whole = forward.verified.as_ref().filter(|it| it.faults.is_empty());
    Passed {
        step: if step.name.is_empty() {
            words::step_role(step.role).to_owned()
        } else {
            step.name.clone()
        },
        officer: forward.to_officer.as_ref().map(name).unwrap_or_default(),
        unit: forward.to_unit.clone().unwrap_or_default(),
        opinion: forward.opinion.clone(),
        finished: forward.status_after == Status::Finished,
        files: whole.map(|it| it.files).filter(|files| *files > 0),
    }
}

/// A word is given or taken back; other pages or files ask every word anew.
fn weigh(confirmed: &mut Vec<Confirmed>, body: &Body, row: &HistoryRow) {
    match body {
        Body::ConfirmCopying(word) => {
            confirmed.retain(|it| it.rule != word.rule);
            confirmed.extend(word.holds.then(|| Confirmed {
                rule: word.rule,
                officer: row.officer.clone(),
                at: row.at,
            }));
        }
        Body::SetPages(_) | Body::AttachFiles(_) | Body::DetachFile(_) => confirmed.clear(),
        _ => {}
    }
}

/// An act: op, whose, kind.
type Last = (OpId, OfficerId, String);

/// The last act on the dossier if its kind can be undone, and whose pages it placed or counted.
pub(super) fn undoable(
    asking: &Asking<'_>,
    dossier: DossierId,
) -> Result<Option<(Last, Option<ComponentId>)>, Refusal> {
    let last = oplog::last_of_row(asking.conn, dossier.0).map_err(|_| Refusal::Fault { code: "log" })?;
    let Some(entry) = last else { return Ok(None) };
    let (op, actor, kind) = (entry.op_id, entry.actor, entry.kind.clone());
    let Ok(last) = entry.into_op() else {
        return Ok(None);
    };
    let component = match &last.body {
        Body::SetPages(body) => Some(body.component),
        Body::AccountPages(body) => Some(body.component),
        _ => None,
    };
    Ok(is_undoable(&last.body).then_some(((op, actor, kind), component)))
}

/// Acts that did not leave the desk (data-model.md §4), and are not an undoing themselves.
fn is_undoable(body: &Body) -> bool {
    match body {
        Body::Edit(body) => body.undoes.is_none(),
        Body::SetCabinet(body) => body.undoes.is_none(),
        Body::AddComponent(body) => body.undoes.is_none(),
        Body::EditComponent(body) => body.undoes.is_none(),
        Body::VoidComponent(body) => body.undoes.is_none(),
        Body::AttachFiles(body) => body.undoes.is_none(),
        Body::DetachFile(body) => body.undoes.is_none(),
        Body::SetPages(body) => body.undoes.is_none(),
        Body::AccountPages(body) => body.undoes.is_none(),
        _ => false,
    }
}

/// Names by id, deactivated officers too.
pub(super) fn officer_names(asking: &Asking<'_>) -> Result<BTreeMap<OfficerId, String>, Refusal> {
    Ok(credentials::officers(asking.conn)?
        .into_iter()
        .map(|officer| (officer.id, officer.name))
        .collect())
}

/// The last five different opinions written when forwarding.
pub(super) fn opinions(asking: &Asking<'_>) -> Result<Vec<String>, Refusal> {
    let recent =
        oplog::recent_of_kind(asking.conn, "forward", 50).map_err(|_| Refusal::Fault { code: "log" })?;
    let mut opinions: Vec<String> = Vec::new();
    for entry in recent {
        let Ok(op) = entry.into_op() else { continue };
        if let Body::Forward(forward) = op.body
            && !forward.opinion.is_empty()
            && !opinions.contains(&forward.opinion)
        {
            opinions.push(forward.opinion);
        }
    }
    opinions.truncate(5);
    Ok(opinions)
}
