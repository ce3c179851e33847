//! `motcua init`: a new desk in an empty folder.

use std::io::{self, Write};

use clap::Args;

use super::home::{Home, ask_new_pin, clock, text};
use super::outcome::Outcome;
use crate::desk::random::SystemIds;
use crate::domain::code::SeqRange;
use crate::domain::desk::NewDesk;
use crate::domain::dossier::PlaceSet;
use crate::domain::refusal::Refusal;
use crate::domain::unit_place::{self, Located, UnitPlace};
use crate::domain::viet::tidy;
use crate::store::{OpenError, Store, places};

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
    /// Bộ địa danh: 2025 hoặc legacy; không ghi thì theo tên đơn vị
    #[arg(long, value_name = "SET", value_parser = ["2025", "legacy"])]
    place_set: Option<String>,
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
    let place = locate(args.place_set.as_deref(), &desk.unit_name)?;
    desk.settings = match (&place, args.place_set) {
        (Some(place), _) => place.settings(),
        (None, Some(set)) => vec![("place_set".to_owned(), set)],
        (None, None) => Vec::new(),
    };
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
    said(writeln!(out, "{}", text::default_place(place.as_ref())))?;
    Ok(Outcome::Done)
}

/// The unit that the office's name means, in the set that was asked for or else in the one that knows it.
fn locate(set: Option<&str>, unit: &str) -> Result<Option<UnitPlace>, String> {
    let places = places::shipped().map_err(|why| text::refused(&why))?;
    let asked = set.and_then(PlaceSet::from_word);
    let first = asked.unwrap_or(PlaceSet::Y2025);
    Ok(match unit_place::locate(&places, first, unit) {
        Located::Found(place) => Some(place),
        Located::InSet(other) if asked.is_none() => match unit_place::locate(&places, other, unit) {
            Located::Found(place) => Some(place),
            Located::Several(_) | Located::InSet(_) | Located::Unknown => None,
        },
        Located::Several(_) | Located::InSet(_) | Located::Unknown => None,
    })
}

/// An answer that could not be printed.
pub(crate) fn said(written: io::Result<()>) -> Result<(), String> {
    written.map_err(|_| text::NOT_WRITTEN.to_owned())
}
