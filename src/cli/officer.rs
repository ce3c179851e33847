//! `motcua officer`: add, list, set a PIN. Whoever may run commands on this account has the files too, so these ask
//! no administrator's PIN; the log then names the program and no officer, and a PIN set here must be changed at login
//! (docs/decisions/0006).

use std::io::Write;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::home::{Home, ask_new_pin, text};
use super::init::said;
use super::outcome::Outcome;
use crate::domain::act::Act;
use crate::domain::ids::{IdSource, OfficerId};
use crate::domain::officer::{Officer, Role, Roles};
use crate::domain::viet::tidy;

/// What to do with officers.
#[derive(Debug, Clone, Subcommand)]
pub enum OfficerCommand {
    /// Thêm cán bộ
    Add(AddArgs),
    /// Liệt kê cán bộ
    List(ListArgs),
    /// Đặt mã PIN
    Pin(PinArgs),
}

/// Options of `officer add`.
#[derive(Debug, Clone, Args)]
pub struct AddArgs {
    /// Họ và tên
    name: String,
    /// reception,processing,clerk,leader,administrator
    #[arg(long, value_name = "LIST")]
    roles: String,
    /// Chức danh
    #[arg(long, default_value = "")]
    title: String,
    /// Đọc mã PIN của cán bộ mới từ đầu vào chuẩn
    #[arg(long)]
    pin_stdin: bool,
}

/// Options of `officer list`.
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
}

/// Options of `officer pin`.
#[derive(Debug, Clone, Args)]
pub struct PinArgs {
    /// Họ và tên, hoặc mã
    name: String,
    /// Đọc mã PIN từ đầu vào chuẩn
    #[arg(long)]
    pin_stdin: bool,
}

/// Runs an `officer` command.
pub fn run(command: OfficerCommand, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    match command {
        OfficerCommand::Add(args) => add(&args, home, out),
        OfficerCommand::List(args) => list(&args, home, out),
        OfficerCommand::Pin(args) => pin(&args, home, out),
    }
}

fn add(args: &AddArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let roles = Roles::from_words(&args.roles).filter(|roles| !roles.is_empty());
    let roles = roles.ok_or_else(|| text::no_such_role(&args.roles))?;
    let clock = home.clock()?;
    let mut store = home.writer(clock)?;
    let pin = args.pin_stdin.then(|| ask_new_pin(true)).transpose()?;
    let now = clock.now();
    let officer = OfficerId(crate::desk::random::SystemIds.next(now.0));
    let name = tidy(&args.name);
    let act = Act::AddOfficer {
        officer,
        name: name.clone(),
        title: tidy(&args.title),
        roles,
    };
    if let Some(pin) = &pin {
        store.judge_pin(pin).map_err(|why| text::refused(&why))?;
    }
    store
        .transact_from_outside(&act, now)
        .map_err(|why| text::refused(&why))?;
    if let Some(pin) = &pin {
        store.reset_pin(officer, pin).map_err(|why| text::refused(&why))?;
    }
    said(writeln!(out, "{}", text::officer_added(&name, pin.is_some())))?;
    Ok(Outcome::Done)
}

fn list(args: &ListArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let officers = home.reader()?.officers().map_err(|why| text::refused(&why))?;
    if args.json {
        let items: Vec<Value> = officers.iter().map(officer_json).collect();
        said(writeln!(out, "{}", json!({ "items": items })))?;
        return Ok(Outcome::Done);
    }
    for officer in &officers {
        said(writeln!(out, "{}", text::officer_line(officer)))?;
    }
    Ok(Outcome::Done)
}

fn officer_json(officer: &Officer) -> Value {
    let roles: Vec<&str> = officer.roles.iter().map(Role::word).collect();
    json!({
        "id": officer.id.to_string(),
        "name": officer.name,
        "title": officer.title,
        "roles": roles,
        "active": officer.active,
    })
}

fn pin(args: &PinArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let clock = home.clock()?;
    let mut store = home.writer(clock)?;
    let officers = store.officers().map_err(|why| text::refused(&why))?;
    let officer = named(&officers, &args.name)?;
    let pin = ask_new_pin(args.pin_stdin)?;
    store
        .reset_pin(officer.id, &pin)
        .map_err(|why| text::refused(&why))?;
    said(writeln!(out, "{}", text::pin_set(&officer.name)))?;
    Ok(Outcome::Done)
}

/// The active officer of this name or id.
pub(crate) fn named<'a>(officers: &'a [Officer], name: &str) -> Result<&'a Officer, String> {
    let wanted = tidy(name);
    let is_he = |it: &&Officer| it.active && (it.name == wanted || it.id.to_string() == wanted);
    let mut found = officers.iter().filter(is_he);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(text::no_such_officer(name)),
        (Some(_), Some(_)) => Err(text::two_of_that_name(name)),
    }
}
