//! `motcua setting`: list, get, set. An office-wide value needs an administrator's PIN, one of this machine none.

use std::io::Write;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::home::{Home, ask_pin, text};
use super::init::said;
use super::officer::named;
use super::outcome::Outcome;
use crate::domain::act::{Act, Request};
use crate::domain::refusal::Refusal;
use crate::domain::settings::{SETTINGS, Scope, Setting, find};
use crate::domain::settings_check::check_value;
use crate::domain::viet::tidy;

/// What to do with settings.
#[derive(Debug, Clone, Subcommand)]
pub enum SettingCommand {
    /// Liệt kê
    List(ListArgs),
    /// Xem một thiết lập
    Get(GetArgs),
    /// Đổi một thiết lập (mã PIN của quản trị từ đầu vào chuẩn)
    Set(SetArgs),
}

/// Options of `setting list`.
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
}

/// Options of `setting get`.
#[derive(Debug, Clone, Args)]
pub struct GetArgs {
    /// Tên thiết lập
    key: String,
}

/// Options of `setting set`.
#[derive(Debug, Clone, Args)]
pub struct SetArgs {
    /// Tên thiết lập
    key: String,
    /// Giá trị mới
    #[arg(allow_hyphen_values = true)]
    value: String,
    /// Quản trị nào đổi; mặc định người đầu tiên
    #[arg(long = "as", value_name = "NAME")]
    actor: Option<String>,
    /// Mã PIN từ đầu vào chuẩn
    #[arg(long)]
    pin_stdin: bool,
}

/// Runs a `setting` command.
pub fn run(command: SettingCommand, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    match command {
        SettingCommand::List(args) => list(&args, home, out),
        SettingCommand::Get(args) => get(&args, home, out),
        SettingCommand::Set(args) => set(&args, home, out),
    }
}

fn list(args: &ListArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let settings = home.reader()?.settings().map_err(|why| text::refused(&why))?;
    if args.json {
        let items: Vec<Value> = SETTINGS
            .iter()
            .map(|it| json!({"key": it.key, "value": settings.text(it.key), "default": it.default, "scope": it.scope}))
            .collect();
        said(writeln!(out, "{}", json!({ "items": items })))?;
        return Ok(Outcome::Done);
    }
    for setting in SETTINGS {
        said(writeln!(out, "{} = {}", setting.key, settings.text(setting.key)))?;
    }
    Ok(Outcome::Done)
}

fn get(args: &GetArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let setting = known(&args.key)?;
    let settings = home.reader()?.settings().map_err(|why| text::refused(&why))?;
    said(writeln!(out, "{}", settings.text(setting.key)))?;
    Ok(Outcome::Done)
}

fn set(args: &SetArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let setting = known(&args.key)?;
    let value = tidy(&args.value);
    check_value(setting, &value).map_err(|_| text::bad_value(setting.key))?;
    match setting.scope {
        Scope::Office | Scope::Desk => set_office(args, setting, &value, home)?,
        Scope::Local => {
            let mut store = home.writer(home.clock()?)?;
            store
                .keep_local(setting.key, &value)
                .map_err(|why| text::refused(&why))?;
        }
    }
    said(writeln!(out, "{}", text::setting_kept(setting.key, &value)))?;
    Ok(Outcome::Done)
}

fn set_office(args: &SetArgs, setting: &Setting, value: &str, home: &Home) -> Result<(), String> {
    let clock = home.clock()?;
    let mut store = home.writer(clock)?;
    let officers = store.officers().map_err(|why| text::refused(&why))?;
    let actor = match &args.actor {
        Some(name) => named(&officers, name)?.id,
        None => store
            .first_administrator()
            .map_err(|why| text::refused(&why))?
            .ok_or_else(text::no_administrator)?,
    };
    let pin = ask_pin(text::ADMIN_PIN)?;
    store
        .prove_pin(actor, &pin, clock.now())
        .map_err(|why| text::refused(&why))?;
    let act = Act::SetSetting {
        key: setting.key.to_owned(),
        value: value.to_owned(),
    };
    let request = Request {
        actor,
        approval: None,
        act,
    };
    store
        .transact(&request, clock.now())
        .map_err(|why| text::refused(&why))?;
    Ok(())
}

fn known(key: &str) -> Result<&'static Setting, String> {
    find(key).ok_or_else(|| text::refused(&Refusal::UnknownSetting))
}
