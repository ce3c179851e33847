//! A file above the recommended size: keep it as it is, cut it into parts, or pack its scans tighter. What each way gives
//! is really made and measured before anything is decided, and the heavy file is kept in every case.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{HeavyFile, Job, JobDone, JobEvent, JobFault, Trial, Tried};
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::StoredFile;
use crate::domain::weight::is_over;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// What can be done, in the order of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Keep,
    Split,
    Lighter,
}

const WAYS: [Way; 3] = [Way::Keep, Way::Split, Way::Lighter];

/// How far it is known what a way gives.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Measured {
    /// It is being made; so many steps of so many.
    Running(Ticket, (u64, u64)),
    /// The officer stopped it.
    Stopped,
    /// It cannot be had, and why.
    Barred(String),
    Made(Trial),
}

/// The file, and what is known of each way.
#[derive(Debug)]
pub struct State {
    heavy: HeavyFile,
    split: Measured,
    lighter: Measured,
    at: usize,
    keeping: Option<Ticket>,
    message: Option<Message>,
}

/// Opens it and lets both ways be measured.
pub fn open(heavy: HeavyFile, cx: &mut Context) -> (State, Vec<Effect>) {
    let never = never(&heavy).map(str::to_owned);
    let mut state = State {
        split: Measured::Barred(never.clone().unwrap_or_default()),
        lighter: Measured::Barred(never.clone().unwrap_or_default()),
        heavy,
        at: 0,
        keeping: None,
        message: None,
    };
    if never.is_some() {
        return (state, vec![]);
    }
    let mut effects = Vec::new();
    if state.heavy.one_only {
        state.split = Measured::Barred(text::ONE_ONLY.to_owned());
    } else {
        effects.extend(measure(&mut state, Way::Split, cx));
    }
    effects.extend(measure(&mut state, Way::Lighter, cx));
    (state, effects)
}

/// Why nothing can be made of it.
fn never(heavy: &HeavyFile) -> Option<&'static str> {
    match (heavy.signed, heavy.as_it_is, heavy.pages) {
        (true, ..) => Some(text::SIGNED),
        (_, true, _) => Some(text::AS_IT_IS),
        (.., None) => Some(text::NO_PAGES),
        (.., Some(_)) => None,
    }
}

fn measure(state: &mut State, way: Way, cx: &mut Context) -> Option<Effect> {
    let heavy = Box::new(state.heavy.clone());
    let ticket = cx.ticket();
    let (measured, job) = match way {
        Way::Keep => return None,
        Way::Split => (&mut state.split, Job::TrySplit(heavy)),
        Way::Lighter => (&mut state.lighter, Job::TryLighter(heavy)),
    };
    *measured = Measured::Running(ticket, (0, 0));
    Some(Effect::Start(ticket, job))
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) if state.keeping.is_none() => pressed(state, command, cx),
        Msg::Job(ticket, JobEvent::Ended(ended)) if Some(ticket) == state.keeping => kept(state, ended),
        Msg::Job(ticket, event) => {
            heard(state, ticket, event);
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    match command {
        Command::Back => back(state, cx),
        Command::Accept => take(state, state.at, cx),
        Command::Digit(digit @ 1..=3) => take(state, usize::from(digit) - 1, cx),
        Command::Up => {
            state.at = state.at.saturating_sub(1);
            vec![]
        }
        Command::Down => {
            state.at = (state.at + 1).min(WAYS.len() - 1);
            vec![]
        }
        _ => vec![],
    }
}

/// Esc first stops what is being measured, then decides nothing.
fn back(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let stopped = stop(state);
    if !stopped.is_empty() {
        state.message = Some(Message::advice(text::STOPPED));
        return stopped;
    }
    vec![dropped(cx), Effect::Answer(Reply::Nothing)]
}

fn stop(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    for measured in [&mut state.split, &mut state.lighter] {
        if let Measured::Running(ticket, _) = measured {
            effects.push(Effect::Cancel(*ticket));
            *measured = Measured::Stopped;
        }
    }
    effects
}

/// What was made for looking at is thrown away.
fn dropped(cx: &mut Context) -> Effect {
    Effect::Start(cx.ticket(), Job::DropTried)
}

fn take(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    state.at = at;
    let measured = match WAYS[at] {
        Way::Keep => {
            let mut effects = stop(state);
            effects.extend([dropped(cx), Effect::Answer(Reply::Weighed(vec![]))]);
            return effects;
        }
        Way::Split => &state.split,
        Way::Lighter => &state.lighter,
    };
    match measured {
        Measured::Running(..) => {
            state.message = Some(Message::advice(text::WAIT));
            vec![]
        }
        Measured::Stopped => measure(state, WAYS[at], cx).into_iter().collect(),
        Measured::Barred(why) => {
            state.message = Some(Message::error(why.clone()));
            vec![]
        }
        Measured::Made(trial) => {
            let made = trial.made.clone();
            keep(state, made, cx)
        }
    }
}

fn keep(state: &mut State, made: Vec<Tried>, cx: &mut Context) -> Vec<Effect> {
    let mut effects = stop(state);
    let ticket = cx.ticket();
    state.keeping = Some(ticket);
    state.message = Some(Message::advice(text::KEEPING));
    effects.push(Effect::Start(ticket, Job::KeepTried(made)));
    effects
}

fn kept(state: &mut State, ended: Result<JobDone, JobFault>) -> Vec<Effect> {
    state.keeping = None;
    match ended {
        Ok(JobDone::KeptTried(files)) => vec![Effect::Answer(Reply::Weighed(files))],
        Ok(_) => vec![],
        Err(fault) => {
            state.message = Some(Message::error(fault.sentence()));
            vec![]
        }
    }
}

/// News of a measurement; of one that was stopped nothing more is heard.
fn heard(state: &mut State, ticket: Ticket, event: JobEvent) {
    let is_it = |measured: &Measured| matches!(measured, Measured::Running(own, _) if *own == ticket);
    let way = if is_it(&state.split) {
        Way::Split
    } else if is_it(&state.lighter) {
        Way::Lighter
    } else {
        return;
    };
    let news = match event {
        JobEvent::Progress { done, total } => Measured::Running(ticket, (done, total)),
        JobEvent::Ended(Ok(JobDone::Tried(trial))) => judged(&state.heavy, way, trial),
        JobEvent::Ended(Ok(_) | Err(JobFault::Cancelled)) => Measured::Stopped,
        JobEvent::Ended(Err(fault)) => Measured::Barred(fault.sentence()),
    };
    match way {
        Way::Split => state.split = news,
        Way::Lighter | Way::Keep => state.lighter = news,
    }
}

/// A way that gains nothing is not offered.
fn judged(heavy: &HeavyFile, way: Way, trial: Trial) -> Measured {
    let bytes: u64 = trial.made.iter().map(|it| it.file.size).sum();
    let gains_nothing = match way {
        Way::Keep => None,
        Way::Split => (trial.made.len() < 2).then_some(text::ONE_PAGE),
        Way::Lighter => (bytes >= heavy.size).then_some(text::NOT_LIGHTER),
    };
    match gains_nothing {
        Some(why) => Measured::Barred(why.to_owned()),
        None => Measured::Made(trial),
    }
}

impl State {
    fn measured(&self, way: Way) -> Option<&Measured> {
        match way {
            Way::Keep => None,
            Way::Split => Some(&self.split),
            Way::Lighter => Some(&self.lighter),
        }
    }

    fn is_measuring(&self) -> bool {
        let running = |measured: &Measured| matches!(measured, Measured::Running(..));
        running(&self.split) || running(&self.lighter)
    }

    /// Of these the ones that are still above the limit.
    fn over<'a>(&self, made: &'a [Tried]) -> Vec<(usize, &'a StoredFile)> {
        let numbered = made.iter().map(|it| &it.file).enumerate();
        numbered
            .filter(|(_, file)| is_over(file.size, self.heavy.limit_mb))
            .collect()
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = if state.is_measuring() {
        text::MEASURING
    } else {
        text::CHOOSE
    };
    let message = state.message.clone().unwrap_or_else(|| Message::advice(advice));
    ScreenChrome {
        message: Some(message),
        offers: vec![Offer::digits(1, 3).named(text::TAKE), Offer::new(Command::Accept)],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(if state.is_measuring() {
                text::STOP
            } else {
                text::CANCEL
            }),
        ],
        ..ScreenChrome::new([text::TITLE])
    }
}
