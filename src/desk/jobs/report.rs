//! A list of the office, printed or written into the folder `export`.

use super::{print, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{reports, text};
use crate::domain::ids::DossierId;
use crate::domain::report::{Format, Report};

/// Made as of now, then to the printer or the viewer.
pub(super) fn print(hands: &Hands, report: Report) -> Result<JobDone, JobFault> {
    let path = written(hands, (report, Format::Pdf))?;
    let went = print::out(hands, &path)?;
    Ok(JobDone::Printed { went, prints: 1 })
}

/// Why this dossier is due when it is. Like the lists it is no form of the dossier: it can be had again at any time.
pub(super) fn print_why_due(hands: &Hands, dossier: DossierId) -> Result<JobDone, JobFault> {
    let ask = |query: &_| hands.answer(query);
    let bytes = reports::why_due::printed(&ask, hands.clock.now(), dossier);
    let bytes = bytes.map_err(|why| said(text::report_not_made(&why)))?;
    let path = print::written(hands, "cach-tinh-ngay-hen.pdf", &bytes).map_err(|_| said(text::NO_REPORT))?;
    let went = print::out(hands, &path)?;
    Ok(JobDone::Printed { went, prints: 1 })
}

/// Made as of now, and kept there under its name; an older one of the same name makes way.
pub(super) fn save(hands: &Hands, what: (Report, Format)) -> Result<JobDone, JobFault> {
    written(hands, what).map(JobDone::Saved)
}

fn written(hands: &Hands, (report, format): (Report, Format)) -> Result<std::path::PathBuf, JobFault> {
    let ask = |query: &_| hands.answer(query);
    let name = format!("{}.{}", report.stem(), format.ending());
    let bytes = reports::made(&ask, hands.clock.now(), (report, format));
    let bytes = bytes.map_err(|why| said(text::report_not_made(&why)))?;
    print::written(hands, &name, &bytes).map_err(|_| said(text::NO_REPORT))
}
