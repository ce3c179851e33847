//! The numbers a reception gets: code, register entry, lookup code, form numbers; and when they may not be given.

use super::desk::Desk;
use super::register;
use crate::domain::code::{Filling, Pattern, lookup_code};
use crate::domain::refusal::Refusal;
use crate::domain::series::Series;
use crate::domain::time::Moment;
use crate::store::body::FormNumber;
use crate::store::{form_no, last_numbers};
use chrono::NaiveDate;

/// A step back of the clock that is a correction by the network, not a dead battery.
const JITTER_MS: i64 = 5_000;

/// The numbers of one reception.
pub(super) struct Numbers {
    pub code: String,
    pub code_seq: u32,
    pub code_on: NaiveDate,
    pub register_no: u32,
    pub register_year: i32,
    pub lookup: String,
}

/// Takes the next numbers of the day on which the dossier was received. Nothing is written yet.
pub(super) fn take(desk: &mut Desk<'_>, received_at: Moment) -> Result<Numbers, Refusal> {
    let (day, year) = (received_at.date(), received_at.year());
    are_known(desk, day)?;
    if register::is_closed(desk.conn, (desk.device.desk_no, year))? {
        return Err(Refusal::RegisterClosed { year });
    }
    let seq = next_code(desk, day)?;
    let unit = desk.setting("unit_code")?;
    let pattern = desk.setting("code_pattern")?;
    let pattern: Pattern = pattern.parse().map_err(|_| Refusal::Invalid("code_pattern"))?;
    let code = pattern.fill(&Filling {
        unit: &unit,
        on: day,
        seq,
        suffix: "",
    });
    Ok(Numbers {
        code,
        code_seq: seq,
        code_on: day,
        register_no: last_numbers::last(desk.conn, desk.device.desk_no, &Series::Register(year))? + 1,
        register_year: year,
        lookup: lookup(&desk.ids.entropy()),
    })
}

fn next_code(desk: &Desk<'_>, day: NaiveDate) -> Result<u32, Refusal> {
    let device = desk.device;
    let last = last_numbers::last(desk.conn, device.desk_no, &Series::Code(day))?;
    let next = last.saturating_add(1).max(device.range_first);
    if next > device.range_last {
        return Err(Refusal::RangeUsedUp {
            last: device.range_last,
        });
    }
    Ok(next)
}

/// The next number of a form of this kind.
pub(super) fn form_number(desk: &Desk<'_>, kind: &str) -> Result<FormNumber, Refusal> {
    form_no::may_go_on(desk.conn, kind, desk.now)?;
    form_no::next(desk.conn, kind, desk.now)
}

fn lookup(entropy: &[u8; 10]) -> String {
    // The first bytes of an id source may be a counter's zeros; the last ones move.
    lookup_code([entropy[6], entropy[7], entropy[8], entropy[9]])
}

/// Refuses a number while the clock stands before the last op, and the first number of a series of which the file this
/// one was restored from may have given more, until somebody looked at the last papers.
fn are_known(desk: &Desk<'_>, day: NaiveDate) -> Result<(), Refusal> {
    let mut doubts = last_numbers::in_doubt(desk.conn, desk.device, &last_numbers::of_reception(day))?;
    let last = desk.device.hlc.moment();
    let is_right = desk.now.0 + JITTER_MS >= last.0;
    if is_right || last_numbers::clock_was_seen(desk.conn, desk.device)? {
        return if doubts.is_empty() {
            Ok(())
        } else {
            Err(Refusal::NeedsLastNumbers(doubts))
        };
    }
    let code = Series::Code(day);
    if doubts.iter().all(|doubt| doubt.series != code) {
        doubts.insert(0, last_numbers::doubt(desk.conn, desk.device, &code)?);
    }
    Err(Refusal::ClockBehind { last, doubts })
}
