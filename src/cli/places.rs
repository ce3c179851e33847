//! `motcua places list|import`: administrative units without a screen.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::domain::dossier::PlaceSet;
use crate::domain::rows::PlaceRow;
use crate::domain::time::Moment;
use crate::store::{Reader, Store};

use super::catalog::{Stop, as_import, read_file, text, with_reader, with_writer};
use super::outcome::Outcome;

/// What to do with administrative units.
#[derive(Debug, Clone, Subcommand)]
pub enum PlacesCommand {
    /// Liệt kê đơn vị hành chính theo bộ và tên
    List {
        /// Một phần của tên, không cần dấu
        #[arg(long, value_name = "TEXT", default_value = "")]
        search: String,
        /// Chỉ bộ này
        #[arg(long, value_enum)]
        set: Option<SetName>,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
    /// Nạp đơn vị, hoặc đơn vị cũ nay thuộc đâu (docs/catalog-format.md)
    Import { file: PathBuf },
}

/// A set of units as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SetName {
    /// Hai cấp, từ 01/7/2025
    #[value(name = "2025")]
    Y2025,
    /// Ba cấp trước đó
    Legacy,
}

impl From<SetName> for PlaceSet {
    fn from(name: SetName) -> Self {
        match name {
            SetName::Y2025 => Self::Y2025,
            SetName::Legacy => Self::Legacy,
        }
    }
}

/// Runs a `places` command on the desk in `home`; the answer goes to `out`.
pub fn run(command: &PlacesCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let ended = match command {
        PlacesCommand::List { search, set, json } => with_reader(home, |reader| {
            list(reader, (search, set.map(PlaceSet::from)), *json, out)
        }),
        PlacesCommand::Import { file } => with_writer(home, now, |store| import(store, file, now, out)),
    };
    ended.unwrap_or_else(Stop::outcome)
}

fn list(
    reader: &Reader,
    (search, set): (&str, Option<PlaceSet>),
    as_json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let found = reader.places(set, search)?;
    if as_json {
        let items: Vec<Value> = found.iter().map(item).collect();
        writeln!(out, "{}", json!({ "total": items.len(), "items": items }))?;
    } else {
        for place in &found {
            writeln!(
                out,
                "{}\t{}\t{}\t{}",
                place.set.word(),
                place.code,
                place.name,
                place.province
            )?;
        }
    }
    Ok(Outcome::Done)
}

fn item(place: &PlaceRow) -> Value {
    let PlaceRow {
        set,
        code,
        name,
        province,
        parent,
        former: _,
    } = place;
    json!({ "set": set.word(), "code": code, "name": name, "province": province, "parent": parent })
}

fn import(store: &mut Store, file: &Path, now: Moment, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let bytes = read_file(file)?;
    let rows = store.import_places(as_import(&bytes), now);
    let rows = rows.map_err(|error| Stop::Refused(text::import_error(&error)))?;
    writeln!(out, "{}", text::places_imported(rows))?;
    Ok(Outcome::Done)
}
