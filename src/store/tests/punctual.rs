//! Due times kept, against a slow recount that reads nothing but the log.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::tally::month;
use super::tally::world::World;
use crate::domain::dossier::{Channel, Status};
use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::numbers::{Asked, Cell, Told};
use crate::domain::punctual::{By, Column, Counts, Table};
use crate::domain::tally::Month;
use crate::domain::time::Moment;
use crate::store::body::Body;
use crate::store::oplog::{self, Op};
use crate::store::read::{Asking, numbers};

/// What the log says of one dossier.
struct Kept {
    channel: Channel,
    due: Option<Moment>,
    promised: Option<Moment>,
    finished: Option<(Moment, OfficerId)>,
    status: Status,
    void: bool,
}

impl Kept {
    fn new(channel: Channel) -> Self {
        Self {
            channel,
            due: None,
            promised: None,
            finished: None,
            status: Status::Registered,
            void: false,
        }
    }

    fn hears(&mut self, op: &Op) {
        match &op.body {
            Body::RegisterOnline(body) => *self = Self::new(body.dossier.channel),
            Body::Accept(body) => {
                *self = Self::new(body.dossier.channel);
                (self.due, self.promised) = (body.due_at, body.due_at);
                self.status = Status::Accepted;
            }
            Body::Refuse(_) => self.status = Status::Refused,
            Body::AskSupplement(_) => self.status = Status::Supplement,
            Body::AskFee(_) => self.status = Status::Fee,
            Body::ReceiveSupplement(body) => {
                (self.status, self.promised) = (body.status_after, body.due_after);
            }
            Body::SettleFee(body) => {
                (self.status, self.promised) = (body.status_after, body.due_after);
            }
            Body::Apologise(body) => self.promised = Some(body.promised_at.1),
            Body::Forward(body) => {
                self.status = body.status_after;
                self.finished = (self.status == Status::Finished).then_some((op.at, op.actor));
            }
            Body::Withdraw(_) => self.status = Status::Withdrawn,
            Body::Stop(_) => self.status = Status::Stopped,
            Body::HandBack(_) => self.status = Status::Returned,
            Body::Void(_) => self.void = true,
            _ => {}
        }
    }

    /// Its number in the order of the columns without the ratio: what it counts as.
    fn counts(&self, of: Month, now: Moment) -> Option<Counts> {
        let mut counts = Counts::default();
        let first = of.first_day();
        let within = |at: Moment| {
            let day = at.local().date();
            (day.year(), day.month()) == (first.year(), first.month())
        };
        let kept = |by: Moment| self.promised.is_some_and(|promised| promised >= by);
        let open = self.status == Status::Accepted || self.status == Status::Processing;
        let ended = self.status == Status::Finished || self.status == Status::Returned;
        let before = now.min(of.plus(1).range().0);
        match (self.finished, self.due) {
            _ if self.void => return None,
            (Some((end, _)), due) if ended && within(end) => match due {
                None => counts.no_due = 1,
                Some(due) if end > due => {
                    counts.late = 1;
                    counts.kept = u32::from(kept(end));
                }
                Some(_) => counts.on_time = 1,
            },
            (_, Some(due)) if open && due < before => {
                counts.open = 1;
                counts.open_kept = u32::from(kept(before));
            }
            _ => return None,
        }
        Some(counts)
    }
}

fn log(world: &World) -> Vec<Kept> {
    let mut all = BTreeMap::<DossierId, Kept>::new();
    oplog::in_order(&world.office.conn, |entry| {
        let op = entry.into_op()?;
        if op.body.entity() == "dossier" {
            let kept = all.entry(DossierId(op.row));
            kept.or_insert_with(|| Kept::new(Channel::Counter)).hears(&op);
        }
        Ok(())
    })
    .unwrap();
    all.into_values().collect()
}

fn told(world: &World, asked: &Asked) -> Told {
    let asking = Asking {
        conn: &world.office.conn,
        now: world.office.now,
    };
    numbers::told(&asking, asked).unwrap()
}

fn table(world: &World, of: Month, by: By) -> Table {
    match told(world, &Asked::Punctual(of, by)) {
        Told::Punctual(table) => table,
        other => panic!("{other:?}"),
    }
}

fn sum(kept: &[Kept], (of, now): (Month, Moment), fits: impl Fn(&Kept) -> bool) -> Counts {
    let mut sum = Counts::default();
    for counts in kept
        .iter()
        .filter(|it| fits(it))
        .filter_map(|it| it.counts(of, now))
    {
        sum.on_time += counts.on_time;
        sum.late += counts.late;
        sum.kept += counts.kept;
        sum.no_due += counts.no_due;
        sum.open += counts.open;
        sum.open_kept += counts.open_kept;
    }
    sum
}

#[test]
fn months_of_due_times_agree_with_a_naive_recount_of_the_log() {
    const WORLDS: u64 = 6;
    const MONTHS: i32 = 20;
    let mut seen = Counts::default();
    for seed in 1..=WORLDS {
        let days = (seed % 3 > 0).then_some("40");
        let world = World::lived_with(seed, MONTHS, days);
        let (kept, now) = (log(&world), world.office.now);
        for of in (0..MONTHS).map(|at| month("2023-02").plus(at)) {
            let here = format!("world {seed}, {of}");
            let all = sum(&kept, (of, now), |_| true);
            for by in By::ALL {
                assert_eq!(table(&world, of, *by).total(), all, "{here}, {by:?}");
            }
            for row in table(&world, of, By::Channel).rows {
                let channel = |it: &Kept| it.channel.code().to_string() == row.of.key;
                assert_eq!(
                    row.counts,
                    sum(&kept, (of, now), channel),
                    "{here}, {}",
                    row.of.name
                );
            }
            for row in table(&world, of, By::Officer).rows {
                let his = |it: &Kept| it.finished.is_some_and(|(_, who)| hex(who) == row.of.key);
                let done = sum(&kept, (of, now), his);
                let numbers = |it: Counts| (it.on_time, it.late, it.kept, it.no_due);
                assert_eq!(numbers(row.counts), numbers(done), "{here}, {}", row.of.name);
            }
            let late = Cell {
                month: of,
                by: By::Officer,
                of: None,
                column: Column::Late,
            };
            let Told::Cases(cases) = told(&world, &Asked::Cases(late)) else {
                panic!("no list")
            };
            assert_eq!(cases.len(), all.late as usize, "{here}");
            seen.on_time += all.on_time;
            seen.late += all.late;
            seen.open += all.open;
            seen.no_due += all.no_due;
        }
    }
    let each = [seen.on_time, seen.late, seen.open, seen.no_due];
    assert!(each.iter().all(|count| *count > 0), "{seen:?}");
}

fn hex(officer: OfficerId) -> String {
    officer.0.simple().to_string().to_uppercase()
}
