//! `motcua init`: a new desk in an empty folder.

use std::io::{self, Write};

use clap::Args;

use super::home::{Home, ask_new_pin, clock, text};
use super::outcome::Outcome;
use crate::desk::random::SystemIds;
use crate::domain::code::SeqRange;
use crate::domain::desk::NewDesk;
use crate::domain::refusal::Refusal;
use crate::domain::viet::tidy;
use crate::store::{OpenError, Store};

/// Options of `init`.
#[derive(Debug, Clone, Args)]
pub struct InitArgs {
    /// Mã đơn vị, như 000.99.15.H08
    #[arg(long, value_name = "CODE")]
    unit: String,
    /// Tên đơn vị, như «Xã An Toàn»
    #[arg(long, value_name = "TEXT")]
    unit_name: String,
    /// Số quầy, từ 1
    #[arg(long, value_name = "N")]
    desk: u32,
    /// Họ tên cán bộ đầu tiên
    #[arg(long, value_name = "NAME")]
    officer: String,
    /// Dải số hồ sơ mỗi ngày, như 1-999
    #[arg(long, value_name = "A-B")]
    range: Option<String>,
    /// Quầy tập huấn
    #[arg(long)]
    practice: bool,
    /// Đọc mã PIN từ đầu vào chuẩn
    #[arg(long)]
    pin_stdin: bool,
}

/// Founds the desk and says where it lies.
pub fn run(args: InitArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    if home.holds_desk() {
        return Err(text::open_error(&OpenError::DeskExists));
    }
    let range = args.range.as_deref().map(str::parse::<SeqRange>).transpose();
    let range = range.map_err(|_| text::refused(&Refusal::Invalid("range")))?;
    let mut desk = NewDesk {
        unit_code: args.unit.trim().to_owned(),
        unit_name: tidy(&args.unit_name),
        desk_no: args.desk,
        range: range.map(|range| (range.first(), range.last())),
        officer_name: tidy(&args.officer),
        pin: crate::domain::act::Pin::default(),
        practice: args.practice,
        settings: Vec::new(),
    };
    desk.check().map_err(|why| text::refused(&why))?;
    desk.pin = ask_new_pin(args.pin_stdin)?;
    let now = clock(args.practice)?.now();
    let made = Store::create(home.folder(), &desk, now, Box::new(SystemIds));
    drop(made.map_err(|error| match &error {
        OpenError::Refused(why) => text::refused(why),
        _ => text::open_error(&error),
    })?);
    said(writeln!(
        out,
        "{}",
        text::founded(&desk.unit_name, desk.desk_no, home.folder())
    ))?;
    Ok(Outcome::Done)
}

/// An answer that could not be printed.
pub(crate) fn said(written: io::Result<()>) -> Result<(), String> {
    written.map_err(|_| text::NOT_WRITTEN.to_owned())
}
