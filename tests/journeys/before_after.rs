//! BB3: every op says what was before and what is after, and both are true. The log is played anew into an empty
//! database; before each op its old values must stand there, after it its new ones.

use motcua::domain::component::PageAccount;
use motcua::domain::dossier::Status;
use motcua::domain::fee::FeeLine;
use motcua::domain::ids::{ComponentId, OutcomeId};
use motcua::domain::pages::{Claim, Page};
use motcua::domain::signing::act::Signable;
use motcua::domain::special::{self, Custody};
use motcua::store::apply::apply;
use motcua::store::body::{Body, Changed, ComponentChanges, FeeChange, PaperFacts};
use motcua::store::oplog::{self, Op};
use rusqlite::Connection;

mod components;

const SCHEMA: &str = include_str!("../../schema.sql");

/// One value of a row, and what the op says of it.
struct Said {
    /// Reads the value as text from the row of `id`; no row and no value read as nothing.
    value: String,
    table: &'static str,
    id: Vec<u8>,
    before: String,
    after: String,
}

/// Every op of a desk's log.
pub(crate) fn ops(conn: &Connection) -> Vec<Op> {
    let mut ops = Vec::new();
    let read = oplog::in_order(conn, |entry| {
        ops.push(entry.into_op()?);
        Ok(())
    });
    read.unwrap();
    ops
}

/// Plays them; says which op lies.
pub(crate) fn tell_the_truth(ops: &[Op]) -> Result<(), String> {
    let replay = Connection::open_in_memory().unwrap();
    replay.execute_batch(SCHEMA).unwrap();
    replay.pragma_update(None, "foreign_keys", false).unwrap();
    for op in ops {
        let said = said(op);
        for it in &said {
            check(&replay, op, (it, &it.before, "before"))?;
        }
        apply(&replay, op).map_err(|error| format!("{}: {error}", op.body.kind()))?;
        for it in &said {
            check(&replay, op, (it, &it.after, "after"))?;
        }
    }
    Ok(())
}

fn check(replay: &Connection, op: &Op, (said, text, when): (&Said, &str, &str)) -> Result<(), String> {
    let sql = format!(
        "SELECT coalesce((SELECT CAST({} AS TEXT) FROM {} WHERE {} = ?1), '')",
        said.value,
        said.table,
        if said.table == "setting" { "key" } else { "id" },
    );
    // The key of a setting is text, every other is bytes.
    let found: String = match said.table {
        "setting" => {
            let key = String::from_utf8(said.id.clone()).unwrap();
            replay.query_row(&sql, [key], |row| row.get(0)).unwrap()
        }
        _ => replay.query_row(&sql, [&said.id], |row| row.get(0)).unwrap(),
    };
    if found == text {
        return Ok(());
    }
    let (kind, value) = (op.body.kind(), &said.value);
    Err(format!(
        "{kind} says of {value}: {text:?} {when} it; found {found:?}"
    ))
}

/// Both sides of every op. A new kind must be given an arm here.
fn said(op: &Op) -> Vec<Said> {
    let of_dossier = |value: &str, before: String, after: String| Said {
        value: value.to_owned(),
        table: "dossier",
        id: op.row.as_bytes().to_vec(),
        before,
        after,
    };
    let status = |before: Option<Status>, after: Status| {
        let before = before.map(|it| it.code().to_string()).unwrap_or_default();
        of_dossier("status", before, after.code().to_string())
    };
    let moment = |at: Option<motcua::domain::time::Moment>| at.map(|at| at.0.to_string()).unwrap_or_default();
    let promise = |before, after| of_dossier("coalesce(promised_at, due_at)", moment(before), moment(after));
    match &op.body {
        Body::RegisterOnline(_) => vec![status(None, Status::Registered)],
        Body::Accept(body) => vec![of_dossier("code", String::new(), body.code.clone())],
        Body::Refuse(body) if body.dossier.is_none() => vec![of_dossier("ended_at", String::new(), at(op))],
        Body::Refuse(_) => vec![of_dossier(
            "nullif(refuse_reason IS NOT NULL, 0)",
            String::new(),
            yes(),
        )],
        Body::AskSupplement(body) if body.dossier.is_none() => vec![
            status(
                body.status_before.or(Some(Status::Supplement)),
                Status::Supplement,
            ),
            promise(body.due_before, body.due_before),
        ],
        Body::AskSupplement(_) => vec![status(None, Status::Supplement)],
        Body::ReceiveSupplement(body) => {
            let mut said = components::said(op);
            said.push(status(Some(Status::Supplement), body.status_after));
            said.push(promise(body.due_before, body.due_after));
            said
        }
        Body::Forward(body) => vec![
            status(Some(body.from_status), body.status_after),
            of_dossier("step_no", body.from_step.to_string(), body.to_step.no.to_string()),
        ],
        Body::Withdraw(body) => vec![status(body.from_status, Status::Withdrawn)],
        Body::Stop(body) => vec![status(body.from_status, Status::Stopped)],
        Body::Apologise(body) => vec![promise(body.promised_at.0, Some(body.promised_at.1))],
        Body::HandBack(body) => {
            let mut said = vec![status(Some(Status::Finished), Status::Returned)];
            said.extend(body.kho.iter().map(kept));
            said
        }
        Body::CheckAccount(body) => {
            let before = body.before.as_ref().map(|it| it.account.word().to_owned());
            let after = body.finding.account.word().to_owned();
            vec![of_dossier("account", before.unwrap_or_default(), after)]
        }
        Body::Edit(body) => body
            .changes
            .iter()
            .map(|(column, (old, new))| {
                let text = |value: &Option<String>| value.clone().unwrap_or_default();
                of_dossier(column, text(old), text(new))
            })
            .collect(),
        Body::SetCabinet(body) => {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            vec![of_dossier(
                "cabinet",
                text(&body.cabinet.0),
                text(&body.cabinet.1),
            )]
        }
        Body::Void(_) => vec![of_dossier("voided_at", String::new(), at(op))],
        // No table holds an officer's word: the log is where it is read. A book or a month that was open has no row.
        Body::ConfirmCopying(_) | Body::CloseRegister(_) | Body::CloseMonth(_) | Body::TakeTally(_) => vec![],
        Body::EditFees(_) | Body::AskFee(_) | Body::SettleFee(_) => of_fees(op),
        Body::OpenDesk(_)
        | Body::AddOfficer(_)
        | Body::ChangeOfficer(_)
        | Body::SetSetting(_)
        | Body::SetTrust(_)
        | Body::ImportReference(_) => of_office(op),
        Body::AddComponent(_)
        | Body::EditComponent(_)
        | Body::VoidComponent(_)
        | Body::AttachFiles(_)
        | Body::DetachFile(_)
        | Body::SetPages(_)
        | Body::AccountPages(_)
        | Body::ExemptComponent(_) => components::said(op),
        Body::FileInterim(_)
        | Body::FileOutcome(_)
        | Body::ReplaceOutcome(_)
        | Body::RevokeOutcome(_)
        | Body::KeepPaper(_)
        | Body::IssueForm(_)
        | Body::ReprintForm(_)
        | Body::RevokePaper(_)
        | Body::AddPaper(_) => of_paper(op),
        Body::SignFile(_) | Body::VerifyFile(_) => of_signatures(op),
    }
}

fn of_fees(op: &Op) -> Vec<Said> {
    let status = |before: Status, after: Status| Said {
        value: "status".to_owned(),
        table: "dossier",
        id: op.row.as_bytes().to_vec(),
        before: before.code().to_string(),
        after: after.code().to_string(),
    };
    match &op.body {
        Body::EditFees(body) => body.changes.iter().map(fee).collect(),
        Body::AskFee(body) => vec![status(body.status_before, Status::Fee)],
        Body::SettleFee(body) => {
            let moved = status(Status::Fee, body.status_after);
            body.changes.iter().map(fee).chain([moved]).collect()
        }
        _ => vec![],
    }
}

fn of_office(op: &Op) -> Vec<Said> {
    let of_officer = |value: &str, (before, after): Changed<String>| Said {
        value: value.to_owned(),
        table: "officer",
        id: op.row.as_bytes().to_vec(),
        before,
        after,
    };
    let bit = |it: bool| u8::from(it).to_string();
    match &op.body {
        Body::AddOfficer(body) => vec![of_officer("roles", (String::new(), body.roles.words()))],
        Body::ChangeOfficer(body) => {
            let name = body.name.clone().map(|it| of_officer("name", it));
            let title = body.title.clone().map(|it| of_officer("title", it));
            let roles = body
                .roles
                .map(|it| of_officer("roles", (it.0.words(), it.1.words())));
            let active = body.active.map(|it| of_officer("active", (bit(it.0), bit(it.1))));
            [name, title, roles, active].into_iter().flatten().collect()
        }
        Body::SetSetting(body) => vec![Said {
            value: "value".to_owned(),
            table: "setting",
            id: body.key.clone().into_bytes(),
            before: body.old.clone().unwrap_or_default(),
            after: body.new.clone(),
        }],
        Body::SetTrust(body) => vec![Said {
            value: "removed_at IS NULL".to_owned(),
            table: "(SELECT sha256 AS id, removed_at FROM trust_cert)",
            id: body.sha256.0.to_vec(),
            before: body.added.as_ref().map_or("1", |_| "").to_owned(),
            after: bit(body.added.is_some()),
        }],
        // Number and range are this machine's own; a reference table is not state.
        _ => vec![],
    }
}

fn of_paper(op: &Op) -> Vec<Said> {
    let revoked = |outcome: &OutcomeId, after: &str| Said {
        value: "state".to_owned(),
        table: "outcome",
        id: outcome.bytes().to_vec(),
        before: "active".to_owned(),
        after: after.to_owned(),
    };
    let filed = |outcome: &OutcomeId| Said {
        before: String::new(),
        ..revoked(outcome, "active")
    };
    let taken_out = |id: &motcua::domain::ids::PaperId| Said {
        value: "state".to_owned(),
        table: "paper",
        id: id.bytes().to_vec(),
        before: "active".to_owned(),
        after: "revoked".to_owned(),
    };
    let one = |table, id: &[u8; 16]| Said {
        value: "count(*)".to_owned(),
        table,
        id: id.to_vec(),
        before: "0".to_owned(),
        after: "1".to_owned(),
    };
    match &op.body {
        Body::FileInterim(body) => vec![one("interim", body.interim.bytes())],
        Body::FileOutcome(body) => vec![filed(&body.outcome.id)],
        Body::ReplaceOutcome(body) => {
            let mut said = vec![filed(&body.outcome.id)];
            said.extend(body.outcome.replaces.as_ref().map(|old| revoked(old, "replaced")));
            said.extend(body.revokes.iter().map(taken_out));
            said.extend(body.kho.iter().map(kept));
            said
        }
        Body::RevokeOutcome(body) => {
            let mut said = vec![revoked(&body.outcome, "revoked")];
            said.extend(body.revokes.iter().map(taken_out));
            said
        }
        Body::KeepPaper(body) => vec![kept(&body.paper)],
        Body::AddPaper(body) => vec![kept(&body.paper)],
        Body::RevokePaper(body) => vec![taken_out(&body.paper)],
        Body::IssueForm(body) => vec![one("form", body.form.bytes())],
        // Which copy it was is counted, not said.
        _ => vec![],
    }
}

/// What went out before and after a signature; a check was not there before.
fn of_signatures(op: &Op) -> Vec<Said> {
    match &op.body {
        Body::SignFile(body) => {
            let (table, value, id) = match &body.of {
                Signable::File(id) => ("component_file", "sha256", *id.bytes()),
                Signable::Outcome(id) => ("outcome", "sha256", *id.bytes()),
                Signable::Form(id) => ("form", "coalesce(signed_sha256, sha256)", *id.bytes()),
            };
            vec![Said {
                value: format!("lower(hex({value}))"),
                table,
                id: id.to_vec(),
                before: body.was.to_string(),
                after: body.file.sha256.to_string(),
            }]
        }
        Body::VerifyFile(body) => vec![Said {
            value: "lower(hex(sha256)) || verdict".to_owned(),
            table: "(SELECT op_id AS id, * FROM verification)",
            id: op.id.bytes().to_vec(),
            before: String::new(),
            after: format!("{}{}", body.sha256, body.checked.verdict.word()),
        }],
        _ => vec![],
    }
}

/// How a line of fees stood and stands.
fn fee(change: &FeeChange) -> Said {
    let state = |line: &Option<FeeLine>| line.as_ref().map(|it| it.state.word().to_owned());
    Said {
        value: "nullif(CASE WHEN voided_at IS NULL THEN state ELSE '' END, '')".to_owned(),
        table: "fee_line",
        id: change.id.bytes().to_vec(),
        before: state(&change.line.0).unwrap_or_default(),
        after: state(&change.line.1).unwrap_or_default(),
    }
}

/// A paper that was not there and now is.
fn kept(paper: &PaperFacts) -> Said {
    Said {
        value: "state".to_owned(),
        table: "paper",
        id: paper.id.bytes().to_vec(),
        before: String::new(),
        after: "active".to_owned(),
    }
}

/// A row that was not valid and now is, or the other way round.
fn there((table, id): (&'static str, &[u8; 16]), now: bool) -> Said {
    let number = |it: bool| u8::from(it).to_string();
    Said {
        value: "count(*) FILTER (WHERE voided_at IS NULL)".to_owned(),
        table,
        id: id.to_vec(),
        before: number(!now),
        after: number(now),
    }
}

const CLAIM: &str = "ifnull(sheets, 0) || '/' || ifnull(sides, 0) || '/' || noted";
const PAGES: &str = "(SELECT group_concat(side || part || turns || lower(hex(sha256)), ' ' ORDER BY position)
                      FROM page WHERE component_id = component.id)";

fn claim(claim: &Claim) -> String {
    let noted: Vec<String> = claim.noted.iter().map(u32::to_string).collect();
    format!("{}/{}/{}", claim.sheets, claim.sides, noted.join(","))
}

fn pages(pages: &[Page]) -> String {
    let page = |it: &Page| format!("{}{}{}{}", it.side, it.part.word(), it.turns, it.sha256);
    pages.iter().map(page).collect::<Vec<_>>().join(" ")
}

fn of(component: ComponentId, value: &str, (before, after): (&str, &str)) -> Said {
    Said {
        value: value.to_owned(),
        table: "component",
        id: component.bytes().to_vec(),
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

fn changed(component: ComponentId, changes: &ComponentChanges) -> Vec<Said> {
    // A field added to the changes must be looked at here.
    let ComponentChanges {
        received,
        copies,
        form,
        reject_reason,
        required,
        name,
        traits,
        digitise,
        remind_on,
        custody,
        of_other_body,
        basis,
        proposal,
        account,
    } = changes.clone();
    let bit = |it: bool| u8::from(it).to_string();
    [
        side(component, "received", received, bit),
        side(component, "copies", copies, |it| it.to_string()),
        side(component, "form", form, |it| it.word().to_owned()),
        side(
            component,
            "reject_reason",
            reject_reason,
            Option::unwrap_or_default,
        ),
        side(component, "required", required, |it| it.word().to_owned()),
        side(component, "name", name, |it| it),
        side(component, "traits", traits, |it| special::words(&it)),
        side(component, "digitise", digitise, |it| it.word().to_owned()),
        side(component, "copy_basis", basis, Option::unwrap_or_default),
        side(component, "exempt_reason", proposal, |it| {
            it.map(|it| format!("{}: {}", it.why.word(), it.reason))
                .unwrap_or_default()
        }),
        side(component, "remind_on", remind_on, |it| {
            it.map(|on| on.to_string()).unwrap_or_default()
        }),
        side(component, "custody", custody, |it| {
            it.map(Custody::word).unwrap_or_default().to_owned()
        }),
        side(component, "of_other_body", of_other_body, bit),
        account.map(|it| self::account(component, it)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn at(op: &Op) -> String {
    op.at.0.to_string()
}

fn yes() -> String {
    "1".to_owned()
}

fn side<T>(
    component: ComponentId,
    value: &str,
    change: Option<Changed<T>>,
    word: impl Fn(T) -> String,
) -> Option<Said> {
    change.map(|(old, new)| of(component, value, (&word(old), &word(new))))
}

fn account(component: ComponentId, (before, after): Changed<PageAccount>) -> Said {
    of(component, "account", (before.word(), after.word()))
}
