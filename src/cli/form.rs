//! `motcua form list|render`: which forms there are, and one of them drawn again. Drawing again writes nothing to the
//! desk: only a form made at the counter is counted and kept.

mod text;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::desk::receipts;
use crate::domain::query::{Answer, Query};
use crate::domain::settings::RECEIPTS;
use crate::domain::time::Moment;
use crate::domain::viet::clean;
use crate::forms::set::{self, Template};
use crate::store::Reader;

use super::catalog::{Stop, with_reader};
use super::dossier::{by_code, unanswered};
use super::outcome::Outcome;

/// What to do with forms.
#[derive(Debug, Clone, Subcommand)]
pub enum FormCommand {
    /// Liệt kê mẫu phiếu
    List {
        /// Chỉ các mẫu dùng cho hồ sơ nhận ngày này (như 2025-07-01)
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
    /// Vẽ lại phiếu của một hồ sơ ra tệp, không ghi gì vào hồ sơ
    Render(RenderArgs),
}

/// Options of `form render`.
#[derive(Debug, Clone, Args)]
pub struct RenderArgs {
    /// Tên mẫu như ở «form list»
    template: String,
    /// Số hồ sơ
    code: String,
    /// Tên người nộp in trên phiếu, chỉ với mẫu cho phép sửa tên người nộp
    #[arg(long, value_name = "NAME")]
    submitter: Option<String>,
    /// Tệp ra (không có: tên mẫu và số hồ sơ, ở thư mục hiện tại)
    #[arg(short, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Loại tệp
    #[arg(long, value_enum, default_value = "pdf")]
    format: Format,
}

/// Kind of file a form is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Pdf,
    Docx,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

/// Runs a `form` command; only `render` needs the desk in `home`.
pub fn run(command: &FormCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let ended = match command {
        FormCommand::List { on, json } => list(*on, *json, out),
        FormCommand::Render(args) => render(args, (home, now), out),
    };
    ended.unwrap_or_else(Stop::outcome)
}

fn list(on: Option<NaiveDate>, as_json: bool, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let templates = set::list(on).map_err(|_| Stop::Refused(text::NO_LAYOUTS.to_owned()))?;
    if as_json {
        let items: Vec<Value> = templates.into_iter().map(item).collect();
        writeln!(out, "{}", json!({ "items": items }))?;
        return Ok(Outcome::Done);
    }
    for template in templates {
        writeln!(out, "{}", text::template(template))?;
    }
    Ok(Outcome::Done)
}

fn item(template: &Template) -> Value {
    json!({
        "template": template.template,
        "title": template.title,
        "form_set": template.form_set,
        "paper": template.paper.name,
        "from_on": template.from_on,
        "to_on": template.to_on,
        "compared": template.compared,
        "source": template.source,
    })
}

fn render(args: &RenderArgs, (home, now): (&Path, Moment), out: &mut dyn Write) -> Result<Outcome, Stop> {
    if !RECEIPTS.contains(&args.template.as_str()) {
        return Err(Stop::Refused(text::no_template(&clean(&args.template))));
    }
    let (bytes, code) = with_drawn(home, |reader| draw(reader, args, now))?;
    let path = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}-{code}.{}", args.template, args.format.ending())));
    std::fs::write(&path, bytes).map_err(|_| Stop::Refused(text::not_written(&shown(&path))))?;
    writeln!(out, "{}", text::written(&shown(&path)))?;
    Ok(Outcome::Done)
}

/// Opens the desk for looking and gives back what was drawn.
fn with_drawn<T>(home: &Path, draw: impl FnOnce(&Reader) -> Result<T, Stop>) -> Result<T, Stop> {
    let mut drawn = None;
    with_reader(home, |reader| {
        drawn = Some(draw(reader)?);
        Ok(Outcome::Done)
    })?;
    drawn.ok_or_else(unanswered)
}

/// The file and the dossier's code.
fn draw(reader: &Reader, args: &RenderArgs, now: Moment) -> Result<(Vec<u8>, String), Stop> {
    let mut view = by_code(reader, &args.code, now)?;
    let Answer::Settings(settings) = reader.answer(&Query::Settings, now) else {
        return Err(unanswered());
    };
    let Some(code) = view.row.code.clone() else {
        return Err(Stop::Refused(text::NO_RECEIPT.to_owned()));
    };
    if let Some(name) = args.submitter.as_deref().map(clean) {
        let known = view.bearer.get_or_insert_default();
        known.bearer_name = name;
    }
    let received_on = view.row.received_at.unwrap_or_default();
    let template = receipts::named(&args.template, received_on, &settings)
        .map_err(|_| Stop::Refused(text::not_of_day(&args.template)))?;
    if args.submitter.is_some() && !template.switches.editable_submitter {
        return Err(Stop::Refused(text::SUBMITTER_STAYS.to_owned()));
    }
    let drawn = match args.format {
        Format::Pdf => receipts::draw_as(template, &view, (&settings, now)).map(|drawn| drawn.bytes),
        Format::Docx => receipts::draw_word(template, &view, (&settings, now)),
    };
    let bytes = drawn.map_err(|_| Stop::Refused(text::NO_RECEIPT.to_owned()))?;
    Ok((bytes, code))
}

fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy())
}

#[cfg(test)]
mod tests;
