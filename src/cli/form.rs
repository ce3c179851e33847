//! `motcua form list|render`: which forms there are, and one of them drawn again. Drawing again writes nothing to the
//! desk: only a form made at the counter is counted and kept.

mod text;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::desk::text::slip_not_made;
use crate::desk::{receipts, slips};
use crate::domain::query::{Answer, Query};
use crate::domain::settings::RECEIPTS;
use crate::domain::slip::{SlipKind, text as words};
use crate::domain::time::Moment;
use crate::domain::viet::clean;
use crate::forms::set::{self, Template};
use crate::forms::{FormError, slip, word};
use crate::store::Reader;

use super::catalog::{Stop, with_reader};
use super::dossier::{by_code, unanswered};
use super::out_file;
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

    /// The kind that the ending of a file's name says it is.
    fn named(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        let says = |it: &Self| it.ending().eq_ignore_ascii_case(ending);
        [Self::Pdf, Self::Docx].into_iter().find(says)
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
    let layouts = layouts(on).map_err(|_| Stop::Refused(text::NO_LAYOUTS.to_owned()))?;
    if as_json {
        let items: Vec<Value> = layouts.iter().map(item).collect();
        writeln!(out, "{}", json!({ "items": items }))?;
        return Ok(Outcome::Done);
    }
    for layout in &layouts {
        writeln!(out, "{}", text::layout(layout))?;
    }
    Ok(Outcome::Done)
}

/// The receipts, then the slips.
fn layouts(on: Option<NaiveDate>) -> Result<Vec<Listed>, FormError> {
    let mut layouts: Vec<Listed> = set::list(on)?.into_iter().map(Listed::of_receipt).collect();
    let slips = slip::set::templates()?.into_iter();
    let in_force = slips.filter(|it| on.is_none_or(|on| it.edition.is_in_force(on)));
    layouts.extend(in_force.map(Listed::of_slip));
    Ok(layouts)
}

/// A layout as the list tells of it.
struct Listed {
    template: &'static str,
    title: &'static str,
    form_set: &'static str,
    paper: &'static str,
    days: (Option<NaiveDate>, Option<NaiveDate>),
    compared: bool,
    source: &'static str,
}

impl Listed {
    fn of_receipt(it: &'static Template) -> Self {
        Self {
            template: &it.template,
            title: &it.title,
            form_set: &it.form_set,
            paper: &it.paper.name,
            days: (it.from_on, it.to_on),
            compared: it.compared,
            source: &it.source,
        }
    }

    fn of_slip(it: slip::set::Template) -> Self {
        Self {
            template: &it.layout.template,
            title: &it.edition.title,
            form_set: &it.edition.form_set,
            paper: &it.sheet().paper.name,
            days: (it.edition.from_on, it.edition.to_on),
            compared: it.edition.compared,
            source: &it.edition.source,
        }
    }
}

fn item(layout: &Listed) -> Value {
    json!({
        "template": layout.template,
        "title": layout.title,
        "form_set": layout.form_set,
        "paper": layout.paper,
        "from_on": layout.days.0,
        "to_on": layout.days.1,
        "compared": layout.compared,
        "source": layout.source,
    })
}

fn render(args: &RenderArgs, (home, now): (&Path, Moment), out: &mut dyn Write) -> Result<Outcome, Stop> {
    let slip = SlipKind::named(&args.template);
    if slip.is_none() && !RECEIPTS.contains(&args.template.as_str()) {
        return Err(Stop::Refused(text::no_template(&clean(&args.template))));
    }
    if let Some(named) = args
        .out
        .as_deref()
        .and_then(Format::named)
        .filter(|it| *it != args.format)
    {
        return Err(Stop::Refused(text::other_ending(
            named.ending(),
            args.format.ending(),
        )));
    }
    let (bytes, code) = with_drawn(home, |reader| match slip {
        Some(kind) => draw_slip(reader, (args, kind), now),
        None => draw(reader, args, now),
    })?;
    let path = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}-{code}.{}", args.template, args.format.ending())));
    out_file::keep(&path, &bytes).map_err(|_| Stop::Refused(text::not_written(&shown(&path))))?;
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

/// The file of a slip and the dossier's code, or its id where it has none. A number that no form has yet is the one the next form would get.
fn draw_slip(
    reader: &Reader,
    (args, kind): (&RenderArgs, SlipKind),
    now: Moment,
) -> Result<(Vec<u8>, String), Stop> {
    if args.submitter.is_some() {
        return Err(Stop::Refused(text::SUBMITTER_STAYS.to_owned()));
    }
    let view = by_code(reader, &args.code, now)?;
    let Answer::Settings(settings) = reader.answer(&Query::Settings, now) else {
        return Err(unanswered());
    };
    let slip = slips::facts(&view, (kind, None), &settings);
    let mut slip = slip.ok_or_else(|| Stop::Refused(words::no_slip(kind).to_owned()))?;
    let template = kind.name();
    let made = view.forms.iter().rev().find(|form| form.template == template);
    if let (true, Some(made)) = (slip.dossier.number.is_empty(), made) {
        slip.dossier.number.clone_from(&made.number);
    }
    if slip.dossier.number.is_empty()
        && let Answer::FormNumber(Ok(number)) = reader.answer(&Query::FormNumber { template }, now)
    {
        slip.dossier.number = number;
    }
    let drawn = slips::template(kind, view.row.received_at, (&settings, now)).and_then(|template| match args
        .format
    {
        Format::Pdf => slip::render(&slip, template).map(|(bytes, _)| bytes),
        Format::Docx => word::slip(&slip, template),
    });
    let bytes = drawn.map_err(|error| Stop::Refused(slip_not_made(kind, &error)))?;
    let name = view.row.code.unwrap_or_else(|| view.row.id.to_string());
    Ok((bytes, name))
}

fn shown(path: &Path) -> String {
    clean(&path.to_string_lossy())
}

#[cfg(test)]
mod tests;
