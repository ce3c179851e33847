//! Words and short forms that every screen about a dossier uses: its code in lists, its deadline, the context line.

use crate::app::chrome::Context;
use crate::app::chrome::Message;
use crate::app::job::{JobDone, JobFault, Went};
use crate::app::printing::no_print;
use crate::domain::component::FileSource;
use crate::domain::deadline::Pace;
use crate::domain::dossier::Status;
use crate::domain::draft::DraftFile;
use crate::domain::rows::DossierRow;
use crate::domain::say;
use crate::domain::text;
use crate::domain::weight::given;

/// What F5 does on one machine: asks the store again.
/// F7 where a slip can be looked at before its act is done.
pub(crate) const PREVIEW: &str = "Xem thử";
/// Title over what is to be known of PDFs that were just made.
pub(crate) const TO_KNOW: &str = "Điều cần biết về PDF vừa ghép";
pub(crate) const REREAD: &str = "Đọc lại";
/// F7 on a list of the office.
pub(crate) const PRINT_SAVE: &str = "In, lưu";
/// Files that came with an online dossier (KB10).
pub(crate) const OF_THE_CITIZEN: &str = "bản điện tử của công dân";
/// Voided.
const VOIDED: &str = "HỦY";
/// Handed out after the promised time.
const WAS_LATE: &str = "quá hạn";
/// It has no code yet, or never gets one.
const NO_CODE: &str = "Chưa cấp số";

/// Sound or film: a file without pages.
pub(crate) fn is_recording(mime: &str) -> bool {
    mime.starts_with("audio/") || mime.starts_with("video/")
}

/// `230214-0001`: without the own unit's part. A foreign unit's code stays whole.
pub(crate) fn short_code(code: Option<&str>, unit: &str) -> String {
    let Some(code) = code else {
        return NO_CODE.to_owned();
    };
    let own = code.strip_prefix(unit).and_then(|rest| rest.strip_prefix('-'));
    own.filter(|_| !unit.is_empty()).unwrap_or(code).to_owned()
}

/// What became of cover sheets that were to be printed.
pub(crate) fn covers_printed(result: &Result<JobDone, JobFault>) -> Message {
    match result {
        Ok(JobDone::Printed {
            went: Went::Viewer(why),
            prints,
        }) => Message::warning(format!(
            "Chưa in được: {}. Đã mở {prints} tờ bìa QR để xem và in.",
            no_print(*why)
        )),
        Ok(JobDone::Printed { prints, .. }) => Message::done(format!("Đã đưa {prints} tờ bìa QR ra máy in.")),
        Ok(_) => Message::done("Đã đưa tờ bìa QR ra máy in."),
        Err(fault) => Message::error(fault.sentence()),
    }
}

/// A deadline in words: `QUÁ 1 NGÀY`, `hôm nay`, `còn 2 ngày`, `tạm dừng`, `đúng hạn`.
pub(crate) fn deadline(row: &DossierRow) -> String {
    if row.voided {
        return VOIDED.to_owned();
    }
    match row.status {
        Status::Supplement | Status::Fee => say::pace(Pace::Paused),
        Status::Refused | Status::Withdrawn | Status::Stopped => say::NOTHING.to_owned(),
        Status::Finished | Status::Returned => finished(row),
        Status::Registered | Status::Accepted | Status::Processing => say::pace(open(row)),
    }
}

/// Must somebody act on it because its time is over?
pub(crate) fn is_late(row: &DossierRow) -> bool {
    let counts = match row.status {
        Status::Registered | Status::Accepted | Status::Processing => true,
        Status::Refused
        | Status::Supplement
        | Status::Fee
        | Status::Withdrawn
        | Status::Stopped
        | Status::Finished
        | Status::Returned => false,
    };
    counts && !row.voided && row.days_left.is_some_and(|days| days < 0)
}

fn open(row: &DossierRow) -> Pace {
    match row.days_left {
        None => Pace::Unlimited,
        Some(0) => Pace::Today,
        Some(days) if days < 0 => Pace::Overdue(days.unsigned_abs()),
        Some(days) => Pace::Left(days.unsigned_abs()),
    }
}

fn finished(row: &DossierRow) -> String {
    let (Some(due), Some(end)) = (row.due_at, row.finished_at.or(row.returned_at)) else {
        return say::pace(Pace::Unlimited);
    };
    match end {
        end if end > due => WAS_LATE.to_owned(),
        end if end.date() == due.date() => say::pace(Pace::OnTime),
        _ => say::pace(Pace::Early),
    }
}

/// Row 2 of every screen about one dossier: full code · holder · status, and the deadline at the edge.
pub(crate) fn about(row: &DossierRow) -> Context {
    let code = row.code.as_deref().unwrap_or(NO_CODE);
    let status = if row.voided {
        VOIDED
    } else {
        text::status(row.status)
    };
    Context::Facts {
        left: format!("{code} · {} · {status}", row.holder_name),
        right: deadline(row),
        urgent: is_late(row),
    }
}

/// Files as an officer counts them: of a component made of images only the PDF, and no heavy one in whose place others
/// go out.
pub(crate) fn going_out(files: &[DraftFile]) -> Vec<&DraftFile> {
    let made = files.iter().any(|file| file.source == FileSource::Assembled);
    given(files)
        .filter(|file| !made || file.mime == "application/pdf")
        .collect()
}

/// How many these are, and how many pages they have; sound and film have none.
pub(crate) fn counted(files: &[DraftFile]) -> (usize, u32) {
    let counted = going_out(files);
    let papers = counted.iter().filter(|file| !is_recording(&file.mime));
    let pages = papers.map(|file| file.pages.unwrap_or(1)).sum();
    (counted.len(), pages)
}

/// At most so many letters of a file's name: its beginning and its end, for scans differ in their last numbers.
pub(crate) fn both_ends(name: &str, letters: usize) -> String {
    let count = name.chars().count();
    if count <= letters {
        return name.to_owned();
    }
    let end = (letters - 1) / 2;
    let head: String = name.chars().take(letters - 1 - end).collect();
    let tail: String = name.chars().skip(count - end).collect();
    format!("{head}…{tail}")
}

/// At most so many letters of a name, ended at a word and with `…` where it is longer. Names have no wide letters.
pub(crate) fn short(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let head: String = name.chars().take(letters.saturating_sub(1)).collect();
    let kept = head.rsplit_once(' ').map_or(head.as_str(), |(words, _)| words);
    format!("{kept}…")
}
