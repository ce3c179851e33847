//! Writes what an op says into the state tables, and is the only code that does.
//!
//! A pure function of state and op: no clock, no randomness, no catalogue, no settings. Live work, `rebuild`,
//! restore and sync all come through here.

mod components;
mod digitise;
mod edit;
pub(super) mod exemption;
mod fees;
mod flow;
mod forms;
mod kho;
mod months;
mod office;
mod outcomes;
mod pages;
mod reception;
mod signatures;
mod waits;

use rusqlite::{Connection, Params};

use crate::store::body::{BlobFacts, Body};
use crate::store::oplog::{LogError, Op};

/// State tables and their indexes: what `rebuild` empties and derives again.
pub const STATE: &[&str] = &[
    "unit",
    "officer",
    "setting",
    "component_file",
    "page",
    "component",
    "interim",
    "outcome",
    "paper",
    "wait",
    "form",
    "fee_line",
    "fee_taking",
    "month_close",
    "month_given",
    "register_close",
    "trust_cert",
    "verification",
    "identity_alias",
    "online",
    "counter",
    "blob",
    "dossier_search",
    "dossier_tail",
    "dossier",
];

/// Applies one op.
pub fn apply(conn: &Connection, op: &Op) -> Result<(), LogError> {
    match &op.body {
        Body::OpenDesk(body) => office::open_desk(conn, op, body),
        Body::AddOfficer(body) => office::add_officer(conn, op, body),
        Body::ChangeOfficer(body) => office::change_officer(conn, op, body),
        Body::SetSetting(body) => office::set_setting(conn, op, body),
        Body::ImportReference(body) => office::import_reference(conn, op, body),
        Body::RegisterOnline(body) => reception::register_online(conn, op, body),
        Body::Accept(body) => reception::accept(conn, op, body),
        Body::Refuse(body) => reception::refuse(conn, op, body),
        Body::AskSupplement(body) => reception::ask_supplement(conn, op, body),
        Body::ReceiveSupplement(body) => flow::receive_supplement(conn, op, body),
        Body::Forward(body) => flow::forward(conn, op, body),
        Body::Withdraw(body) => flow::withdraw(conn, op, body),
        Body::Stop(body) => flow::stop(conn, op, body),
        Body::Apologise(body) => flow::apologise(conn, op, body),
        Body::HandBack(body) => flow::hand_back(conn, op, body),
        Body::CheckAccount(body) => flow::check_account(conn, op, body),
        Body::Edit(body) => edit::edit(conn, op, body),
        Body::SetCabinet(body) => flow::set_cabinet(conn, op, body),
        Body::Void(body) => flow::void(conn, op, body),
        Body::EditFees(body) => fees::edit(conn, op, body),
        Body::AskFee(body) => fees::ask(conn, op, body),
        Body::SettleFee(body) => fees::settle(conn, op, body),
        Body::AddComponent(body) => components::add(conn, op, body),
        Body::EditComponent(body) => components::edit(conn, op, body),
        Body::VoidComponent(body) => components::void(conn, op, body),
        Body::AttachFiles(body) => components::attach(conn, op, body),
        Body::DetachFile(body) => components::detach(conn, op, body),
        Body::SetPages(body) => pages::set(conn, op, body),
        Body::AccountPages(body) => pages::account(conn, op, body),
        Body::ConfirmCopying(_) => touch(conn, op),
        Body::ExemptComponent(body) => pages::exempt(conn, op, body),
        Body::FileInterim(body) => outcomes::file_interim(conn, op, body),
        Body::FileOutcome(body) => outcomes::file(conn, op, body),
        Body::ReplaceOutcome(body) => outcomes::replace(conn, op, body),
        Body::RevokeOutcome(body) => outcomes::revoke(conn, op, body),
        Body::KeepPaper(body) => kho::keep(conn, op, body),
        Body::IssueForm(body) => forms::issue(conn, op, body),
        Body::ReprintForm(body) => forms::reprint(conn, op, body),
        Body::RevokePaper(body) => kho::revoke(conn, op, body),
        Body::AddPaper(body) => kho::add(conn, op, body),
        Body::SignFile(body) => signatures::sign(conn, op, body),
        Body::VerifyFile(body) => signatures::verify(conn, op, body),
        Body::SetTrust(body) => signatures::trust(conn, op, body),
        Body::CloseRegister(body) => office::close_register(conn, op, body),
        Body::CloseMonth(body) => months::close(conn, op, body),
        Body::TakeTally(body) => months::take(conn, op, body),
    }
}

/// Changes exactly one row, or the op speaks of something that is not there.
fn one(conn: &Connection, op: &Op, sql: &str, params: impl Params) -> Result<(), LogError> {
    let changed = conn.prepare_cached(sql)?.execute(params)?;
    if changed == 1 {
        return Ok(());
    }
    let kind = op.body.kind();
    Err(LogError::NoRow { kind })
}

/// Changes any number of rows.
fn any(conn: &Connection, sql: &str, params: impl Params) -> Result<usize, LogError> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// The dossier was worked on.
fn touch(conn: &Connection, op: &Op) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE dossier SET touched_at = ?2 WHERE id = ?1",
        (op.row.as_bytes(), op.at.0),
    )
}

/// Notes a file that an op names, and what was found of its signatures.
fn name_blob(conn: &Connection, op: &Op, blob: &BlobFacts) -> Result<(), LogError> {
    let size = i64::try_from(blob.size).unwrap_or(i64::MAX);
    // The op that names it first may not know its pages: an image that is placed is told leaf by leaf.
    conn.prepare_cached(
        "INSERT INTO blob (sha256, size, mime, pages) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (sha256) DO UPDATE SET pages = coalesce(blob.pages, excluded.pages)",
    )?
    .execute((blob.sha256.0, size, &blob.mime, blob.pages))?;
    match &blob.checked {
        Some(checked) => signatures::note(conn, op, (blob.sha256, checked)),
        None => Ok(()),
    }
}
