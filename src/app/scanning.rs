//! The one scan that may run at a time: started by F8 in the tray or in a page account, known to every screen, stopped
//! by Esc. Pages come into the tray meanwhile, and whoever looks at them reads them again.

use crate::app::chrome::Message;
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, JobFault, Scanned};
use crate::app::msg::Ticket;
use crate::app::text;
use crate::domain::ids::{ComponentId, DossierId};
use crate::domain::refusal::Refusal;
use crate::domain::scanner::{ScanEnd, ScanProfile, text as words};
use crate::domain::settings::Settings;
use crate::domain::text::refusal;

/// A scan that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Its job.
    pub ticket: Ticket,
    /// Pages that are in the tray.
    pub pages: u32,
    /// The officer has stopped it; it lets go of the paper.
    pub stopping: bool,
}

/// What every screen hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScanNews {
    /// One more page is in the tray.
    Page,
    /// It ended so, with so many pages in the tray.
    Ended(Message, u32),
}

/// Is there something to scan with?
pub fn is_set(settings: &Settings) -> bool {
    ["scanner", "scan_command"]
        .iter()
        .any(|key| !settings.text(key).trim().is_empty())
}

/// Why F8 scans nothing here; `None` = it does.
pub fn why_not(cx: &Context) -> Option<String> {
    if cx.read_only {
        return Some(refusal(&Refusal::ReadOnly));
    }
    (!is_set(&cx.settings)).then(|| text::NO_SCANNER.to_owned())
}

/// F8: scans for this component, where it is known. `Err` = why not, and what to do.
pub fn start(
    cx: &mut Context,
    aim: Option<(DossierId, Option<ComponentId>)>,
) -> Result<Vec<Effect>, Message> {
    if let Some(running) = said(cx) {
        return Err(running);
    }
    if let Some(why) = why_not(cx) {
        return Err(Message::warning(why));
    }
    let ticket = cx.ticket();
    cx.scan = Some(Running {
        ticket,
        pages: 0,
        stopping: false,
    });
    Ok(vec![Effect::Start(ticket, Job::Scan { aim })])
}

/// Esc while it runs; `None` = nothing runs, Esc is Esc.
pub fn stop(cx: &mut Context) -> Option<Vec<Effect>> {
    let running = cx.scan.as_mut()?;
    let first = !std::mem::replace(&mut running.stopping, true);
    let cancel = first.then_some(Effect::Cancel(running.ticket));
    // Stopped already: leaving is not barred by a device that takes its time.
    first.then(|| cancel.into_iter().collect())
}

/// Row 23 while it runs.
pub fn said(cx: &Context) -> Option<Message> {
    let running = cx.scan?;
    Some(Message::advice(if running.stopping {
        text::STOPPING.to_owned()
    } else {
        text::scanning(running.pages + 1)
    }))
}

/// The scanner's line in the tray.
pub fn line(cx: &Context) -> String {
    if !is_set(&cx.settings) {
        return text::NO_SCANNER_LINE.to_owned();
    }
    let profile = ScanProfile::from_word(cx.settings.text("scan_profile")).unwrap_or(ScanProfile::Nd30);
    let now = match cx.scan {
        Some(scan) if scan.stopping => text::STOPPING_LINE.to_owned(),
        Some(scan) => text::scanning_line(scan.pages + 1),
        None => String::new(),
    };
    text::scanner_line(cx.settings.text("scanner"), &words::profile(profile), &now)
}

/// What its job tells, as every screen hears it.
pub(crate) fn heard(cx: &mut Context, event: JobEvent) -> Option<ScanNews> {
    match event {
        JobEvent::Progress { done, .. } => {
            let running = cx.scan.as_mut()?;
            let pages = u32::try_from(done).unwrap_or(u32::MAX);
            let came = pages.saturating_sub(running.pages);
            running.pages = pages;
            cx.scans = cx.scans.saturating_add(came);
            (came > 0).then_some(ScanNews::Page)
        }
        JobEvent::Ended(result) => {
            let told = cx.scan.take().map_or(0, |running| running.pages);
            Some(match result {
                Ok(JobDone::Scanned(scanned)) => ScanNews::Ended(message(&scanned), scanned.taken.pages),
                Ok(_) => {
                    let fault = JobFault::Refused(Refusal::Fault { code: "job" });
                    ScanNews::Ended(Message::error(fault.sentence()), told)
                }
                Err(fault) => ScanNews::Ended(Message::error(fault.sentence()), told),
            })
        }
    }
}

/// A fault of the scanner first, then a page that was no good, then a cover that leads nowhere, then what came.
fn message(scanned: &Scanned) -> Message {
    let taken = &scanned.taken;
    let sentence = scanned.sentence();
    match (scanned.end, taken.refused.first(), taken.astray.first()) {
        (ScanEnd::Fault(_), ..) => Message::error(sentence),
        (_, Some(refused), _) => Message::error(refused.clone()),
        (_, None, Some(astray)) => Message::warning(astray.clone()),
        (ScanEnd::Stopped, None, None) => Message::warning(sentence),
        (ScanEnd::FeederEmpty | ScanEnd::Done, None, None) => Message::done(sentence),
    }
}

/// The right end of the key line: Esc stops while the scanner works.
pub fn ends(cx: &Context) -> Vec<Offer> {
    let works = cx.scan.is_some_and(|scan| !scan.stopping);
    let back = Offer::new(Command::Back);
    let back = if works { back.named(text::STOP) } else { back };
    vec![Offer::new(Command::Palette), Offer::new(Command::Help), back]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::chrome::MessageKind;
    use crate::app::job::TakenIn;
    use crate::app::testing::context;
    use crate::domain::scanner::ScanFault;

    fn scanned(end: ScanEnd, refused: &[&str]) -> JobEvent {
        let taken = TakenIn {
            pages: 3,
            refused: refused.iter().map(|&it| it.to_owned()).collect(),
            again: Vec::new(),
            ..TakenIn::default()
        };
        let half = false;
        JobEvent::Ended(Ok(JobDone::Scanned(Scanned { taken, end, half })))
    }

    fn kind_of(event: JobEvent) -> (MessageKind, String) {
        match heard(&mut context(), event) {
            Some(ScanNews::Ended(message, _)) => (message.kind, message.text),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_fault_comes_before_a_bad_page_and_a_bad_page_before_success() {
        let torn = ["S0002.jpg: cụt"];
        assert_eq!(kind_of(scanned(ScanEnd::FeederEmpty, &[])).0, MessageKind::Done);
        assert_eq!(kind_of(scanned(ScanEnd::Stopped, &[])).0, MessageKind::Warning);
        assert_eq!(
            kind_of(scanned(ScanEnd::Done, &torn)),
            (MessageKind::Error, torn[0].to_owned())
        );
        let jammed = kind_of(scanned(ScanEnd::Fault(ScanFault::Jammed), &torn));
        assert!(
            jammed.1.contains("từ trang 5"),
            "three and the torn one are through: {jammed:?}"
        );
        let astray = Scanned {
            taken: TakenIn {
                astray: vec!["S0001.jpg: bìa QR cũ".into()],
                ..TakenIn::default()
            },
            end: ScanEnd::FeederEmpty,
            half: false,
        };
        let said = kind_of(JobEvent::Ended(Ok(JobDone::Scanned(astray))));
        assert_eq!(said, (MessageKind::Warning, "S0001.jpg: bìa QR cũ".into()));
        assert_eq!(
            kind_of(JobEvent::Ended(Err(JobFault::Cancelled))).0,
            MessageKind::Error
        );
    }

    #[test]
    fn pages_are_counted_in_row_one_as_they_come() {
        let mut cx = context();
        cx.scans = 2;
        cx.settings.0.insert("scanner".into(), "a".repeat(60));
        assert!(start(&mut cx, None).is_ok());
        for done in [0, 1, 3] {
            heard(&mut cx, JobEvent::Progress { done, total: 0 });
        }
        assert_eq!((cx.scans, cx.scan.map(|scan| scan.pages)), (5, Some(3)));
        let longest = line(&cx).chars().count();
        assert_eq!(longest, 71, "with its label it fills the row");
        cx.read_only = true;
        cx.scan = None;
        assert!(start(&mut cx, None).is_err());
    }
}
