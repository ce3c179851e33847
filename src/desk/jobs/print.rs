//! To the printer, the viewer or the browser: other people's programs, started and not waited for longer than needed.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{receipt, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{os, text};
use crate::domain::act::{Act, DossierAct, Request};
use crate::domain::ids::{DossierId, FileHash, FormId};
use crate::domain::query::{Answer, Query};
use crate::domain::rows::DossierView;

/// Prints one copy and counts it; a receipt whose facts changed since is drawn anew first, marked "in lại".
pub(super) fn form(hands: &Hands, dossier: DossierId, form: FormId) -> Result<JobDone, JobFault> {
    let view = dossier_of(hands, dossier)?;
    let form = if is_outdated(&view, form) {
        anew(hands, dossier)?
    } else {
        form
    };
    let Answer::Path(Some(path)) = hands.answer(&Query::Form(form)) else {
        return Err(JobFault::Refused(crate::domain::refusal::Refusal::FileMissing));
    };
    let to_printer = send_to_printer(hands, &path);
    if !to_printer && !show(hands, &path) {
        return Err(said(text::NOT_PRINTED));
    }
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
    Ok(JobDone::Printed { to_printer, prints })
}

fn dossier_of(hands: &Hands, dossier: DossierId) -> Result<DossierView, JobFault> {
    match hands.answer(&Query::Dossier(dossier)) {
        Answer::Dossier(Some(view)) => Ok(*view),
        _ => Err(JobFault::Refused(crate::domain::refusal::Refusal::NotFound)),
    }
}

/// It was printed before, so the next copy says "in lại lần n"; or the dossier was corrected since it was made.
fn is_outdated(view: &DossierView, form: FormId) -> bool {
    let Some(made) = view.forms.iter().find(|it| it.id == form) else {
        return false;
    };
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

fn send_to_printer(hands: &Hands, path: &Path) -> bool {
    let printer = setting(hands, "printer");
    os::print_command(&printer, path).is_some_and(|mut command| {
        let sent = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        sent.is_ok_and(|status| status.success())
    })
}

fn show(hands: &Hands, path: &Path) -> bool {
    let viewer = setting(hands, "viewer");
    let mut command = if viewer.is_empty() {
        os::open_command(path)
    } else {
        with_argument(&viewer, path)
    };
    start(&mut command)
}

fn with_argument(program: &str, path: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(path);
    command
}

/// Starts a program and lets it run; whether it is there at all is what matters.
fn start(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .is_ok()
}

/// Opens a stored file in the viewer, under a name with its ending: viewers go by it.
pub(super) fn open_file(hands: &Hands, file: FileHash, name: &str) -> Result<JobDone, JobFault> {
    let Answer::Path(Some(path)) = hands.answer(&Query::File(file)) else {
        return Err(JobFault::Refused(crate::domain::refusal::Refusal::FileMissing));
    };
    let ending = Path::new(name)
        .extension()
        .map(|ending| ending.to_string_lossy().into_owned())
        .unwrap_or_default();
    let shown = hands
        .home()
        .join("export")
        .join(format!("xem-{}.{ending}", &file.to_string()[..12]));
    let copied =
        std::fs::create_dir_all(hands.home().join("export")).and_then(|()| std::fs::copy(&path, &shown));
    copied.map_err(|_| said(text::unreadable(name)))?;
    if show(hands, &shown) {
        Ok(JobDone::Plain)
    } else {
        Err(said(text::NO_VIEWER))
    }
}

/// Opens the portal's page; without a browser its address is what helps.
pub(super) fn open_page(url: &str) -> Result<JobDone, JobFault> {
    let is_page = url.starts_with("https://") || url.starts_with("http://");
    if is_page && start(&mut os::open_command(Path::new(url))) {
        return Ok(JobDone::Plain);
    }
    Err(said(text::no_browser(url)))
}

fn setting(hands: &Hands, key: &str) -> String {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) => rows.settings.text(key).to_owned(),
        _ => String::new(),
    }
}
