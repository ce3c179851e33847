//! The dossiers of a month's form, for the estimate of QĐ 766: the same that the form counts.

use crate::domain::digitise::exempted::Exempted;
use crate::domain::index766::Estimate;
use crate::domain::refusal::Refusal;
use crate::domain::tally::Month;
use crate::store::local::office_setting;
use crate::store::read::Asking;
use crate::store::tally;

/// Of the own unit.
pub(super) fn estimate(asking: &Asking<'_>, month: Month) -> Result<Estimate, Refusal> {
    let unit = office_setting(asking.conn, "unit_code")?;
    let counting = tally::counting(asking.conn)?;
    let (mut dossiers, mut exempted) = (Vec::new(), Exempted::default());
    tally::each(asking.conn, (month, month), |of, seen| {
        if of == unit {
            let facts = seen.in_month(month);
            exempted.add(facts.exempted());
            dossiers.push(facts.marks(counting));
        }
    })?;
    Ok(Estimate {
        exempted,
        ..Estimate::of(month, &dossiers)
    })
}
