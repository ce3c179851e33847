//! The numbers of Số liệu: one file a question. Reads rows and hands them to the domain, which judges.

mod expiring;
mod idle;
mod index766;
mod punctual;
mod rehearsal;
#[cfg(test)]
mod tests;

use crate::domain::numbers::{Asked, Told};
use crate::domain::refusal::Refusal;
use crate::store::read::Asking;

/// Answers one of them.
pub(in crate::store) fn told(asking: &Asking<'_>, asked: &Asked) -> Result<Told, Refusal> {
    Ok(match asked {
        Asked::Punctual(month, by) => Told::Punctual(punctual::table(asking, *month, *by)?),
        Asked::Cases(cell) => Told::Cases(punctual::cases(asking, cell)?),
        Asked::Index766(month) => Told::Index766(index766::estimate(asking, *month)?),
        Asked::Rehearsal(month, most) => Told::Rehearsal(rehearsal::of(asking, *month, *most)?),
        Asked::Expiring(most) => Told::Expiring(expiring::list(asking, *most)?),
        Asked::Idle(most) => Told::Idle(idle::list(asking, *most)?),
    })
}
