//! One version of one procedure into its tables.

use rusqlite::{Connection, params};

use crate::domain::dossier::Channel;
use crate::domain::procedure::{Procedure, Record, VersionId, Workflow};
use crate::domain::viet::fold;

/// Writes the version, if it is new, and makes it current.
pub(super) fn version(conn: &Connection, record: &Record) -> rusqlite::Result<()> {
    let (id, procedure) = (record.version_id(), record.procedure());
    let sql = "INSERT OR IGNORE INTO procedure_version
        (id, code, name, sector_name, decision, source, effective_on, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    let Procedure {
        code,
        name,
        sector,
        decision,
        source,
        ..
    } = procedure;
    let since = procedure.effective_on.map(|day| day.to_string());
    let row = params![
        id.0,
        code,
        name,
        sector.name,
        decision,
        source,
        since,
        record.canonical()
    ];
    if conn.prepare_cached(sql)?.execute(row)? > 0 {
        limits(conn, id, procedure)?;
        fees(conn, id, procedure)?;
        components(conn, id, procedure)?;
        results(conn, id, procedure)?;
        procedure
            .workflows
            .iter()
            .try_for_each(|workflow| steps(conn, id, workflow))?;
    }
    make_current(conn, id, procedure)
}

fn make_current(conn: &Connection, id: VersionId, procedure: &Procedure) -> rusqlite::Result<()> {
    let sector = procedure.sector.name.as_str();
    let sql = "INSERT OR IGNORE INTO sector (name, folded) VALUES (?, ?)";
    conn.prepare_cached(sql)?.execute([sector, &fold(sector)])?;
    let sql = "INSERT OR REPLACE INTO procedure (code, current_version, name, folded, sector_name) VALUES (?, ?, ?, ?, ?)";
    let Procedure { code, name, .. } = procedure;
    let folded = fold(&format!("{code} {name} {sector}"));
    conn.prepare_cached(sql)?
        .execute(params![code, id.0, name, folded, sector])?;
    Ok(())
}

/// The word of a channel in the reference tables.
pub(super) fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "counter",
        Channel::Online => "online",
        Channel::Post => "post",
    }
}

fn limits(conn: &Connection, id: VersionId, procedure: &Procedure) -> rusqlite::Result<()> {
    let sql = "INSERT INTO time_limit (version, channel, amount, unit, policy) VALUES (?, ?, ?, ?, ?)";
    let mut statement = conn.prepare_cached(sql)?;
    for stated in &procedure.limits {
        let (channel, limit) = (channel_word(stated.channel), stated.limit);
        let amount = limit.amount.to_string();
        statement.execute(params![
            id.0,
            channel,
            amount,
            limit.unit.word(),
            limit.policy.word()
        ])?;
    }
    Ok(())
}

fn fees(conn: &Connection, id: VersionId, procedure: &Procedure) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO fee_kind (version, position, channel, amount, currency, note) VALUES (?, ?, ?, ?, ?, ?)";
    let mut statement = conn.prepare_cached(sql)?;
    for (position, fee) in (1..).zip(&procedure.fees) {
        let channel = fee.channel.map(channel_word);
        statement.execute(params![
            id.0,
            position,
            channel,
            fee.amount,
            fee.currency,
            fee.note
        ])?;
    }
    Ok(())
}

fn components(conn: &Connection, id: VersionId, procedure: &Procedure) -> rusqlite::Result<()> {
    let sql = "INSERT INTO component_kind
        (version, position, case_name, name, note, copies, form, required, submission, template)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let mut statement = conn.prepare_cached(sql)?;
    for kind in &procedure.components {
        statement.execute(params![
            id.0,
            kind.position,
            kind.case_name,
            kind.name,
            kind.note,
            kind.copies,
            kind.form.word(),
            kind.required.word(),
            kind.submission.word(),
            kind.template,
        ])?;
    }
    Ok(())
}

fn results(conn: &Connection, id: VersionId, procedure: &Procedure) -> rusqlite::Result<()> {
    let sql = "INSERT INTO result_kind (version, position, code, name, term) VALUES (?, ?, ?, ?, ?)";
    let mut statement = conn.prepare_cached(sql)?;
    for (position, result) in (1..).zip(&procedure.results) {
        statement.execute(params![id.0, position, result.code, result.name, result.term])?;
    }
    Ok(())
}

fn steps(conn: &Connection, id: VersionId, workflow: &Workflow) -> rusqlite::Result<()> {
    let sql = "INSERT INTO workflow (version, no, name) VALUES (?, ?, ?)";
    conn.prepare_cached(sql)?
        .execute(params![id.0, workflow.no, workflow.name])?;
    let sql = "INSERT INTO workflow_step
        (version, workflow_no, no, name, amount, unit, role, enters, next, files_outcome)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let mut statement = conn.prepare_cached(sql)?;
    for step in &workflow.steps {
        let (amount, unit) = step
            .time
            .map(|(amount, unit)| (amount.to_string(), unit.word()))
            .unzip();
        let next: Vec<String> = step.next.iter().map(u32::to_string).collect();
        statement.execute(params![
            id.0,
            workflow.no,
            step.no,
            step.name,
            amount,
            unit,
            step.role.word(),
            step.enters.code(),
            next.join(","),
            step.files_outcome,
        ])?;
    }
    Ok(())
}
