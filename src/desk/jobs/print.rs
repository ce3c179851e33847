//! To the printer, the viewer or the browser: other people's programs, started and not waited for longer than needed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{receipt, said, slip};
use crate::app::job::{JobDone, JobFault, NoPrint, Went};
use crate::desk::hands::Hands;
use crate::desk::programs::{self, Ended};
use crate::desk::{os, text};
use crate::domain::act::{Act, DossierAct, Request};
use crate::domain::code::short_code;
use crate::domain::ids::{DossierId, FileHash, FormId};
use crate::domain::query::{Answer, Query};
use crate::domain::rows::DossierView;
use crate::domain::slip::SlipKind;
use crate::forms::guidance::{Guidance, render};
use crate::forms::record::RECORD;
use crate::forms::set::RECEIPT;
use crate::scan::Kind;
use crate::store::disk;

/// How long the system's printing may think about a form before it counts as gone.
const PATIENCE: Duration = Duration::from_secs(8);
/// The printer of the settings where printing is switched off.
const SWITCHED_OFF: &str = "-";
/// A viewer or browser that cannot start says so within this time.
const GRACE: Duration = Duration::from_millis(1500);

/// Prints one copy and counts it; a receipt whose facts changed since is drawn anew first, marked "in lại".
pub(super) fn form(hands: &Hands, dossier: DossierId, form: FormId) -> Result<JobDone, JobFault> {
    let view = dossier_of(hands, dossier)?;
    let form = if is_printed_slip(&view, form) {
        slip::make_again(hands, dossier, form)?
    } else if is_outdated(&view, form) {
        anew(hands, dossier)?
    } else {
        form
    };
    let Answer::Path(Some(path)) = hands.answer(&Query::Form(form)) else {
        return Err(JobFault::Refused(crate::domain::refusal::Refusal::FileMissing));
    };
    let name = file_name(hands, &dossier_of(hands, dossier)?, form);
    let path = named(hands, &path, &name).unwrap_or(path);
    let went = out(hands, &path)?;
    let act = Act::Dossier {
        dossier,
        act: DossierAct::ReprintForm { form },
    };
    hands.change(Request {
        actor: *hands.whose(),
        approval: None,
        act,
    })?;
    let prints = dossier_of(hands, dossier)?
        .forms
        .iter()
        .find(|it| it.id == form)
        .map_or(1, |it| it.prints);
    Ok(JobDone::Printed { went, prints })
}

/// Prints how to make an account on the portal: drawn anew each time, kept nowhere but in `export`.
pub(super) fn guidance(hands: &Hands, url: &str) -> Result<JobDone, JobFault> {
    let Answer::Settings(rows) = hands.answer(&Query::Settings) else {
        return Err(said(text::CANNOT_READ_STORE));
    };
    let sheet = Guidance {
        unit: rows.settings.text("unit_name"),
        title: text::GUIDANCE,
        steps: &text::GUIDANCE_STEPS,
        url,
        across: rows.practice.then_some(text::PRACTICE_PRINT),
        made_at: hands.clock.now().local(),
    };
    let bytes = render(&sheet).map_err(|_| said(text::NO_GUIDANCE))?;
    let path = written(hands, "huong-dan-tai-khoan.pdf", &bytes).map_err(|_| said(text::NO_GUIDANCE))?;
    let went = out(hands, &path)?;
    Ok(JobDone::Printed { went, prints: 1 })
}

pub(super) fn dossier_of(hands: &Hands, dossier: DossierId) -> Result<DossierView, JobFault> {
    match hands.answer(&Query::Dossier(dossier)) {
        Answer::Dossier(Some(view)) => Ok(*view),
        _ => Err(JobFault::Refused(crate::domain::refusal::Refusal::NotFound)),
    }
}

/// What the file is called for viewers and printers: what it is, and the dossier's code, or the form's own number where
/// there is no code.
fn file_name(hands: &Hands, view: &DossierView, form: FormId) -> String {
    let made = view.forms.iter().find(|it| it.id == form);
    let template = made.map_or(RECEIPT, |it| it.template.as_str());
    let stem = match SlipKind::named(template) {
        Some(kind) => text::slip_file(kind),
        None if template == RECORD => "bien-ban",
        None => "phieu",
    };
    let unit = setting(hands, "unit_code");
    let code = view
        .row
        .code
        .as_deref()
        .map(|code| short_code(code, &unit).to_owned());
    let code = code.or(made.map(|it| it.number.replace('/', "-")));
    format!("{stem}-{}.pdf", code.unwrap_or_default())
}

/// A slip that was printed before: its next copy says "in lại lần n".
fn is_printed_slip(view: &DossierView, form: FormId) -> bool {
    let made = view.forms.iter().find(|it| it.id == form);
    made.is_some_and(|it| it.prints > 0 && SlipKind::named(&it.template).is_some())
}

/// It was printed before, so the next copy says "in lại lần n"; or the dossier was corrected since it was made.
fn is_outdated(view: &DossierView, form: FormId) -> bool {
    let Some(made) = view.forms.iter().find(|it| it.id == form) else {
        return false;
    };
    if made.template != RECEIPT {
        return false;
    }
    let corrected = view
        .history
        .iter()
        .any(|line| line.at > made.made_at && CORRECTIONS.contains(&line.kind.as_str()));
    made.prints > 0 || corrected
}

/// Acts that change what stands on the receipt.
const CORRECTIONS: [&str; 6] = [
    "edit",
    "add_component",
    "edit_component",
    "void_component",
    "receive_supplement",
    "apologise",
];

fn anew(hands: &Hands, dossier: DossierId) -> Result<FormId, JobFault> {
    match receipt::make_again(hands, dossier)? {
        JobDone::Receipt { form, .. } => Ok(form),
        _ => Err(said(text::NO_RECEIPT)),
    }
}

/// To the printer, or else to the viewer; where there is neither, the officer is told where the file lies.
pub(super) fn out(hands: &Hands, path: &Path) -> Result<Went, JobFault> {
    let printer = setting(hands, "printer");
    let why = if printer == SWITCHED_OFF {
        NoPrint::Absent
    } else {
        match os::print(&printer, path, PATIENCE) {
            Ended::Well => return Ok(Went::Printer),
            Ended::Badly => NoPrint::Refused,
            Ended::Never => NoPrint::Silent,
            Ended::Absent => NoPrint::Absent,
        }
    };
    if show(hands, path) {
        Ok(Went::Viewer(why))
    } else {
        Err(said(text::not_printed(why, path)))
    }
}

/// The file under a name with its ending, in the desk's `export` folder: viewers and printers go by it, so half a file
/// never stands there.
pub(super) fn named(hands: &Hands, path: &Path, name: &str) -> std::io::Result<PathBuf> {
    let named = exported(hands, name)?;
    disk::replace(&named, &std::fs::read(path)?)?;
    Ok(named)
}

/// A sheet that is kept nowhere but there.
pub(super) fn written(hands: &Hands, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let named = exported(hands, name)?;
    disk::replace(&named, bytes)?;
    Ok(named)
}

fn exported(hands: &Hands, name: &str) -> std::io::Result<PathBuf> {
    let folder = hands.home().join("export");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

/// With the viewer of the settings, or else with what the desktop knows.
fn show(hands: &Hands, path: &Path) -> bool {
    let viewer = setting(hands, "viewer");
    if !viewer.is_empty() {
        return programs::open(&mut with_argument(&viewer, path), GRACE);
    }
    os::has_desktop() && os::open(path, GRACE)
}

fn with_argument(program: &str, path: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(path);
    command
}

/// Opens a stored file in the viewer, under a name with the ending of what it is: viewers go by it, and the system runs
/// by it what calls itself a program.
pub(super) fn open_file(hands: &Hands, file: FileHash, name: &str) -> Result<JobDone, JobFault> {
    let Answer::Path(Some(path)) = hands.answer(&Query::File(file)) else {
        return Err(JobFault::Refused(crate::domain::refusal::Refusal::FileMissing));
    };
    let kind = Kind::of_file(&path).map_err(|_| said(text::unreadable(name)))?;
    let ending = kind.ending().ok_or_else(|| said(text::unreadable(name)))?;
    let shown = named(hands, &path, &format!("xem-{}.{ending}", &file.to_string()[..12]));
    let shown = shown.map_err(|_| said(text::unreadable(name)))?;
    if show(hands, &shown) {
        Ok(JobDone::Plain)
    } else {
        Err(said(text::no_viewer(&shown)))
    }
}

/// Where an office lays its blank forms, in the data folder; `docs/catalog-format.md` says so.
const BLANKS: &str = "mau-don";

/// Opens the blank form of this name. A name that leads elsewhere names no blank.
pub(super) fn open_blank(hands: &Hands, name: &str) -> Result<JobDone, JobFault> {
    let is_plain = Path::new(name).file_name().is_some_and(|own| own == name);
    let path = hands.home().join(BLANKS).join(name);
    if !is_plain || !path.is_file() {
        return Err(said(text::no_blank(&path)));
    }
    if show(hands, &path) {
        Ok(JobDone::Plain)
    } else {
        Err(said(text::no_viewer(&path)))
    }
}

/// Opens the portal's page; without a browser its address is what helps.
pub(super) fn open_page(url: &str) -> Result<JobDone, JobFault> {
    let is_page = url.starts_with("https://") || url.starts_with("http://");
    if is_page && os::has_desktop() && os::open(Path::new(url), GRACE) {
        return Ok(JobDone::Plain);
    }
    Err(said(text::no_browser(url)))
}

/// Is it the practice desk? What it prints says so.
pub(super) fn is_practice(hands: &Hands) -> bool {
    matches!(hands.answer(&Query::Settings), Answer::Settings(rows) if rows.practice)
}

pub(super) fn setting(hands: &Hands, key: &str) -> String {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) => rows.settings.text(key).to_owned(),
        _ => String::new(),
    }
}
