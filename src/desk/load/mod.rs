//! Practice data: any number of invented dossiers, made by the same acts officers make, in the order of time.
//!
//! Same seed and folder, same dossiers. Only for practice folders; who calls it has looked.

mod acts;
mod people;
mod text;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::{Days, NaiveTime};

use crate::desk::receipts;
use crate::domain::act::{Act, DossierAct, IssuedForm, Request};
use crate::domain::deadline::OfficeTime;
use crate::domain::ids::{DossierId, FormId, IdSource, OfficerId};
use crate::domain::officer::Role;
use crate::domain::procedure::Workflow;
use crate::domain::query::{Answer, Filter, Page, PageAt, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::ProcedureChoice;
use crate::domain::time::Moment;
use crate::forms::set::RECEIPT;
use crate::store::blobs::Blobs;
use crate::store::open::{ROOM, page_cache};
use crate::store::{Reader, Store, credentials, days};

use acts::{Case, Move, Office, Stage, stored};
use people::Dice;

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Dossiers to make.
    pub dossiers: u32,
    /// Other seeds make other people.
    pub seed: u64,
    /// The newest so many get a receipt; a PDF for each of 100,000 would take hours.
    pub receipts: u32,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    /// Dossiers.
    pub dossiers: u32,
    /// Acts.
    pub acts: u32,
    /// Receipts.
    pub receipts: u32,
}

/// Days before now on which the first of the dossiers comes: two years.
const SPAN_DAYS: u64 = 730;
/// Acts in one transaction.
const BATCH: u32 = 5_000;
/// Open dossiers an office has at once.
const OPEN: u64 = 60;
/// Working hours of a day, for the pace.
const DAY_HOURS: u64 = 8;

const PAGE: &[u8] = include_bytes!("../../../assets/samples/to_khai_1.jpg");
const RESULT: &[u8] = include_bytes!("../../../assets/samples/ket_qua.pdf");

/// When the first dossier comes; a folder made for the load is founded just before.
pub fn start(now: Moment) -> Moment {
    let first = now
        .date()
        .checked_sub_days(Days::new(SPAN_DAYS))
        .unwrap_or_default();
    Moment::from_local(first.and_time(NaiveTime::MIN))
}

/// Ids that follow from a seed, so that the same load is the same to the byte.
pub struct Seeded(u64);

impl Seeded {
    /// Ids of this load into a folder that has `before` acts already.
    pub fn new(seed: u64, before: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ before)
    }
}

impl IdSource for Seeded {
    fn entropy(&mut self) -> [u8; 10] {
        let mut dice = Dice(self.0);
        let (first, second) = (dice.next(), dice.next());
        self.0 = dice.0;
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&first.to_be_bytes());
        bytes[8..].copy_from_slice(&second.to_be_bytes()[..2]);
        bytes
    }
}

/// Fills the desk up to `now`. `tell` hears how many dossiers have come.
pub fn fill(store: &mut Store, load: Load, now: Moment, tell: &mut dyn FnMut(u32)) -> Result<Made, Refusal> {
    let office = office(store, load)?;
    let time = days::office_time(&store.conn)?;
    let mut ids = Seeded::new(load.seed, log_length(store)?);
    let mut run = Run {
        office,
        dice: Dice(load.seed),
        agenda: agenda(load, (&time, now)),
        pace: pace(load.dossiers),
        now,
        made: Made::default(),
    };
    let usual = page_cache(&store.conn, ROOM)?;
    while run.batch(store, (&time, &mut ids), tell)? {}
    page_cache(&store.conn, usual)?;
    let mut made = run.made;
    made.receipts = issue_receipts(store, (load.receipts, run.office.reception), now, &mut ids)?;
    made.acts += made.receipts * 2;
    Ok(made)
}

/// A dossier that does something at an instant; the second number keeps the order of equals.
struct Due {
    at: Reverse<(Moment, u32)>,
    case: Option<Case>,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}

struct Run {
    office: Office,
    dice: Dice,
    agenda: BinaryHeap<Due>,
    pace: u64,
    now: Moment,
    made: Made,
}

impl Run {
    /// One transaction; answers whether more is to come.
    fn batch(
        &mut self,
        store: &mut Store,
        (time, ids): (&OfficeTime, &mut Seeded),
        tell: &mut dyn FnMut(u32),
    ) -> Result<bool, Refusal> {
        let mut done = 0;
        let mut behind = None;
        let mut bulk = store.bulk()?;
        while done < BATCH {
            let Some(due) = self.agenda.pop() else { break };
            let Reverse((at, order)) = due.at;
            let arrives = due.case.is_none();
            let mut case = due.case.unwrap_or_else(|| {
                let id = DossierId(ids.next(at.0));
                Case::new(&self.office, &mut self.dice, (id, self.pace))
            });
            let Some(Move { request, next }) = case.act(&self.office, (&mut self.dice, ids), at) else {
                continue;
            };
            match bulk.act(&request, at) {
                Err(Refusal::ClockBehind { doubts, .. }) => {
                    // A folder that was used before: its clock has gone further than this load begins.
                    behind = Some((at, request, doubts));
                }
                Err(refusal) => return Err(refusal),
                Ok(_) => {}
            }
            done += 1;
            if arrives {
                self.made.dossiers += 1;
                tell(self.made.dossiers);
            }
            self.plan(time, (at, order), (case, next));
            if behind.is_some() {
                break;
            }
        }
        bulk.commit()?;
        self.made.acts += done;
        if let Some((at, request, doubts)) = behind {
            let none: Vec<_> = doubts.into_iter().map(|doubt| (doubt.series, 0)).collect();
            store.set_last_numbers(&none, at)?;
            store.transact(&request, at)?;
        }
        Ok(!self.agenda.is_empty())
    }

    /// Puts the next step on the agenda, unless it lies after now: then the dossier stays as it is.
    fn plan(
        &mut self,
        time: &OfficeTime,
        (at, order): (Moment, u32),
        (mut case, next): (Case, Option<(Stage, u64)>),
    ) {
        let Some((stage, hours)) = next else { return };
        let minutes = hours * 60 + 2 + self.dice.below(20);
        let at = later(time, at, minutes);
        if at <= self.now {
            case.stage = stage;
            self.agenda.push(Due {
                at: Reverse((at, order)),
                case: Some(case),
            });
        }
    }
}

/// So many working minutes later, roughly: hours of closed doors are jumped over.
fn later(time: &OfficeTime, at: Moment, minutes: u64) -> Moment {
    const QUARTER: i64 = 15 * 60_000;
    let mut left = i64::try_from(minutes).unwrap_or(0) * 60_000;
    let mut at = at;
    while left > 0 {
        let step = left.min(QUARTER);
        at.0 += step;
        if time.is_open(at.local()) {
            left -= step;
        }
    }
    while !time.is_open(at.local()) {
        at.0 += QUARTER;
    }
    at
}

/// Working hours between two steps, so that about [`OPEN`] dossiers are open at once.
fn pace(dossiers: u32) -> u64 {
    const STEPS: u64 = 3;
    let worked_hours = SPAN_DAYS * 5 / 7 * DAY_HOURS;
    let open_hours = OPEN * worked_hours / u64::from(dossiers.max(1));
    (open_hours * 2 / STEPS).clamp(1, 2 * DAY_HOURS)
}

/// When each dossier comes: spread evenly over the working days, at any minute the doors are open.
fn agenda(load: Load, (time, now): (&OfficeTime, Moment)) -> BinaryHeap<Due> {
    let mut dice = Dice(load.seed.wrapping_add(1));
    let first = start(now);
    let span = u64::try_from(now.0 - first.0).unwrap_or(0);
    let mut agenda = BinaryHeap::new();
    let mut order = 0;
    let mut tries = load.dossiers.saturating_mul(40);
    while order < load.dossiers && tries > 0 {
        tries -= 1;
        let offset = i64::try_from(dice.below(span)).unwrap_or(0);
        let at = Moment(first.0 + offset);
        if time.is_open(at.local()) {
            agenda.push(Due {
                at: Reverse((at, order)),
                case: None,
            });
            order += 1;
        }
    }
    agenda
}

fn office(store: &Store, load: Load) -> Result<Office, Refusal> {
    let officers = credentials::officers(&store.conn)?;
    let with = |role: Role| {
        officers
            .iter()
            .find(|it| it.active && it.roles.has(role))
            .map(|it| it.id)
    };
    let only = |role: Role| {
        let his = |it: &&crate::domain::officer::Officer| {
            it.active && it.roles.has(role) && !it.roles.has(Role::Reception)
        };
        officers.iter().find(his).map(|it| it.id)
    };
    let reception = with(Role::Reception).ok_or(Refusal::NeedsRole(Role::Reception))?;
    let processing = only(Role::Processing).or_else(|| with(Role::Processing));
    let blobs = Blobs::of(store.home());
    let (page, result) = (blobs.put(PAGE)?, blobs.put(RESULT)?);
    Ok(Office {
        seed: load.seed,
        people: u64::from(load.dossiers / 3).clamp(1, 999_999),
        procedures: procedures(store)?,
        reception,
        processing: processing.ok_or(Refusal::NeedsRole(Role::Processing))?,
        page: stored("to_khai.jpg", "image/jpeg", (page.sha256, page.size)),
        result: stored("ket_qua.pdf", "application/pdf", (result.sha256, result.size)),
    })
}

/// Procedures a load can play: the default three steps, few papers, a result with a code.
fn procedures(store: &Store) -> Result<Vec<ProcedureChoice>, Refusal> {
    let reader = store.reader().map_err(|_| Refusal::Fault { code: "open" })?;
    let mut found = Vec::new();
    for listed in reader.procedures("")? {
        let Some(record) = reader.procedure_record(&listed.code)? else {
            continue;
        };
        let default = Workflow::default_three();
        let plays = record
            .procedure()
            .workflows
            .first()
            .is_none_or(|it| it.steps == default.steps);
        let query = Query::Procedure {
            code: listed.code,
            version: None,
        };
        let Answer::Procedure(Some(choice)) = reader.answer(&query, Moment(0)) else {
            continue;
        };
        let has_code = choice.results.first().is_some_and(|it| !it.code.is_empty());
        if plays && has_code && (1..=6).contains(&choice.components.len()) {
            found.push(*choice);
        }
    }
    if found.is_empty() {
        return Err(Refusal::NoProcedure);
    }
    Ok(found)
}

fn log_length(store: &Store) -> Result<u64, Refusal> {
    let length: u32 = store
        .conn
        .query_row("SELECT count(*) FROM oplog", [], |row| row.get(0))?;
    Ok(length.into())
}

/// Makes, issues and prints (as far as the desk knows) the receipts of the newest dossiers.
fn issue_receipts(
    store: &mut Store,
    (count, officer): (u32, OfficerId),
    now: Moment,
    ids: &mut Seeded,
) -> Result<u32, Refusal> {
    let reader = store.reader().map_err(|_| Refusal::Fault { code: "open" })?;
    let mut issued = 0;
    for dossier in newest(&reader, count, now) {
        let Some(form) = draw(&reader, (store, dossier), now, ids)? else {
            continue;
        };
        let id = form.form;
        for act in [DossierAct::IssueForm(form), DossierAct::ReprintForm { form: id }] {
            let request = Request {
                actor: officer,
                approval: None,
                act: Act::Dossier { dossier, act },
            };
            store.transact(&request, now)?;
        }
        issued += 1;
    }
    Ok(issued)
}

fn newest(reader: &Reader, count: u32, now: Moment) -> Vec<DossierId> {
    let query = Query::Dossiers {
        filter: Filter::default(),
        page: Page {
            size: count,
            at: PageAt::Start,
        },
    };
    match reader.answer(&query, now) {
        Answer::Dossiers(page) => page
            .rows
            .iter()
            .filter(|row| row.code.is_some())
            .map(|row| row.id)
            .collect(),
        _ => Vec::new(),
    }
}

fn draw(
    reader: &Reader,
    (store, dossier): (&Store, DossierId),
    now: Moment,
    ids: &mut Seeded,
) -> Result<Option<IssuedForm>, Refusal> {
    let view = reader.answer(&Query::Dossier(dossier), now);
    let settings = reader.answer(&Query::Settings, now);
    let (Answer::Dossier(Some(view)), Answer::Settings(settings)) = (view, settings) else {
        return Ok(None);
    };
    let received = view.row.received_at.unwrap_or(now);
    let Ok(drawn) = receipts::draw(&view, &settings, received) else {
        return Ok(None);
    };
    let kept = Blobs::of(store.home()).put(&drawn.bytes)?;
    Ok(Some(IssuedForm {
        form: FormId(ids.next(now.0)),
        template: RECEIPT.to_owned(),
        form_set: drawn.form_set,
        number: Some(drawn.number),
        sha256: kept.sha256,
        size: kept.size,
        pages: drawn.pages,
    }))
}

#[cfg(test)]
mod tests;
