//! The act as it is typed, or the field that keeps it from being one. Never sends anything.

use chrono::{Days, NaiveDate, NaiveTime};

use super::{Field, State, has, standing, text, typed};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::input::date::{Today, Written};
use crate::domain::act::DossierAct;
use crate::domain::calendar::{Calendar, Hours};
use crate::domain::component::Required;
use crate::domain::deadline::new_promise_after;
use crate::domain::draft::Draft;
use crate::domain::moves::Move;
use crate::domain::time::Moment;

/// Writes the date in full. A date that is none is said, and the text stays.
pub(super) fn settle(state: &mut State, cx: &Context) -> Option<NaiveDate> {
    let calendar = Calendar::shipped();
    let today = Today {
        date: cx.now.date(),
        working_day: &|from, days| calendar.add_working_days(from, days),
    };
    match state.date.settle(today) {
        Ok(Some(Written::Day(day))) => {
            let is_far = state.which == Move::Apologise && day > cx.now.date() + FAR;
            state.message = is_far
                .then(|| Message::warning(text::FAR_DAY))
                .or_else(|| standing(state));
            Some(day)
        }
        Ok(_) => None,
        Err(_) => {
            let typed = state.date.line().text().to_owned();
            state.message = Some(Message::error(text::no_such_day(&typed)));
            None
        }
    }
}

/// No appointment is put off so long: the year is mistyped.
const FAR: Days = Days::new(366);

/// The act as typed, or the field that is wrong and its sentence.
pub(super) fn act(state: &mut State, cx: &mut Context) -> Result<DossierAct, (Field, String)> {
    let reason = typed(state, Field::Reason);
    let basis = typed(state, Field::Basis);
    Ok(match state.which {
        Move::Refuse => DossierAct::Refuse {
            draft: named(state, cx).map(Box::new),
            reason,
            basis,
            go_to: typed(state, Field::GoTo),
        },
        Move::Withdraw => DossierAct::Withdraw {
            reason,
            papers_given_back: typed(state, Field::Papers),
        },
        Move::Stop => DossierAct::Stop { reason, basis },
        Move::Apologise => DossierAct::Apologise {
            reason,
            promised_at: promised(state, cx)?,
        },
        Move::SetCabinet => DossierAct::SetCabinet {
            cabinet: typed(state, Field::Cabinet),
        },
        Move::ForwardBack => back_to(state, reason)?,
        Move::ReceiveSupplement => state.brought.act(&typed(state, Field::Others), cx),
        _ => DossierAct::Void { reason },
    })
}

/// The draft in hand, with what nobody wrote down before it was typed here.
pub(super) fn named(state: &State, cx: &Context) -> Option<Draft> {
    let mut draft = cx.draft.clone().filter(|_| state.dossier.is_none())?;
    if state.unlisted {
        unlist(&mut draft);
    }
    for (field, at) in [
        (Field::Holder, &mut draft.holder.holder_name),
        (Field::Subject, &mut draft.subject),
    ] {
        if has(state, field) {
            *at = typed(state, field);
        }
    }
    Some(draft)
}

/// The procedure looked at before is not the one asked for. The papers that came all the same stay, as papers of no list.
fn unlist(draft: &mut Draft) {
    draft.procedure = None;
    draft.components.retain(|it| it.received || !it.files.is_empty());
    for paper in &mut draft.components {
        (paper.kind_ref, paper.required) = (None, Required::No);
    }
}

fn back_to(state: &State, reason: String) -> Result<DossierAct, (Field, String)> {
    let step = state.step.chosen().and_then(|at| state.back.get(at));
    let step = step.ok_or_else(|| (Field::Go, text::NO_STEP.to_owned()))?;
    Ok(DossierAct::ForwardBack {
        to_step: step.no,
        to_officer: step.officers.first().map(|officer| officer.id),
        reason,
    })
}

/// The new promise: a day and a time of day, see [`new_promise_after`], and within working hours. Whether that day is
/// worked is for the store to check.
fn promised(state: &mut State, cx: &Context) -> Result<Moment, (Field, String)> {
    let Some(day) = settle(state, cx) else {
        let typed = state.date.line().text().to_owned();
        return Err((Field::Date, text::no_such_day(&typed)));
    };
    let time =
        read_time(&typed(state, Field::Time)).ok_or_else(|| (Field::Time, text::BAD_TIME.to_owned()))?;
    let hours = cx.settings.text("hours");
    if hours.parse().is_ok_and(|hours: Hours| !hours.holds(time)) {
        return Err((Field::Time, text::not_worked(hours)));
    }
    let at = Moment::from_local(day.and_time(time));
    let before = state
        .view
        .as_ref()
        .and_then(|view| new_promise_after(view.row.due_at, view.row.promised_at, view.apologies));
    let before = before.unwrap_or(cx.now).max(cx.now);
    if at <= before {
        return Err((Field::Date, text::too_early(before.date())));
    }
    Ok(at)
}

/// `16:00`, `16h30`, `1630`, `16`.
pub(super) fn read_time(typed: &str) -> Option<NaiveTime> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match typed.split_once([':', 'h', 'g']) {
        Some((hours, minutes)) => (hours.trim(), minutes.trim()),
        None if digits.len() > 2 => digits.split_at(digits.len() - 2),
        None => (digits.as_str(), ""),
    };
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}
