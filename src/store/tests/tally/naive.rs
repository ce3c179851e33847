//! A second counter: reads the whole log, keeps each dossier in plain maps, and looks at every one of them for every
//! question. It shares nothing with what it checks: not the tables, not `domain::tally`, not the range of a month.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;

use crate::domain::component::{Digitise, FileSource, PageAccount, PaperClass, PaperForm, Submission};
use crate::domain::digitise::Counting;
use crate::domain::dossier::{Account, Channel, Product, Status};
use crate::domain::ids::{ComponentId, DossierId, FileId, OutcomeId};
use crate::domain::time::Moment;
use crate::store::body::{Body, ComponentFacts, FileFacts, Snapshot};
use crate::store::oplog::{self, Op};

pub(super) type Ids = BTreeSet<DossierId>;

#[expect(clippy::struct_excessive_bools, reason = "a plain list of facts, on purpose")]
#[derive(Default, Clone)]
struct Paper {
    counts: bool,
    received: bool,
    electronic: bool,
    exempt: bool,
    short: bool,
    void: bool,
    /// Alive, from the kho.
    files: BTreeMap<FileId, (bool, bool)>,
}

struct Kept {
    received: Option<NaiveDate>,
    finished: Option<NaiveDate>,
    refused: Option<NaiveDate>,
    void: bool,
    online: bool,
    account: bool,
    product: Product,
    status: Status,
    papers: BTreeMap<ComponentId, Paper>,
    outcomes: BTreeSet<OutcomeId>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            received: None,
            finished: None,
            refused: None,
            void: false,
            online: false,
            account: false,
            product: Product::Open,
            status: Status::Registered,
            papers: BTreeMap::new(),
            outcomes: BTreeSet::new(),
        }
    }
}

/// Every dossier of a log, as its last entry leaves it.
pub(super) struct Log(BTreeMap<DossierId, Kept>);

impl Log {
    pub(super) fn read(conn: &Connection) -> Self {
        let mut all = Self(BTreeMap::new());
        oplog::in_order(conn, |entry| {
            let op = entry.into_op()?;
            if op.body.entity() == "dossier" {
                let dossier = all.0.entry(DossierId(op.row)).or_default();
                dossier.moves(&op);
                dossier.papers(&op.body);
                dossier.outcomes(&op.body);
            }
            Ok(())
        })
        .unwrap();
        all
    }

    /// Who is in which column, by its number; 0 = who was at the desk in that month, 1 = who ended.
    pub(super) fn month(&self, first: NaiveDate, counting: Counting) -> [Ids; 15] {
        let mut columns: [Ids; 15] = std::array::from_fn(|_| Ids::new());
        let within = |day: Option<NaiveDate>| {
            day.is_some_and(|day| (day.year(), day.month()) == (first.year(), first.month()))
        };
        for (id, it) in &self.0 {
            let mut put = |column: usize| columns[column].insert(*id);
            if within(it.received) || within(it.refused) {
                put(0);
            }
            if within(it.finished) {
                put(1);
            }
            if it.void {
                continue;
            }
            if within(it.received) {
                put(3);
                put(if it.online { 6 } else { 5 });
                if it.account {
                    put(4);
                }
                match it.digitised(counting) {
                    (have, need) if have == need => put(7),
                    (0, _) => false,
                    _ => put(8),
                };
                if it.reuses() {
                    put(13);
                }
            }
            let ended = it.status == Status::Finished || it.status == Status::Returned;
            if within(it.finished) && ended && it.product != Product::None {
                put(10);
                if !it.outcomes.is_empty() {
                    put(11);
                }
            }
        }
        columns
    }
}

impl Kept {
    fn alive(&self) -> impl Iterator<Item = &Paper> {
        self.papers.values().filter(|paper| !paper.void)
    }

    /// Papers that have their copy, of those that need one.
    fn digitised(&self, counting: Counting) -> (usize, usize) {
        if self.online && self.alive().all(|paper| paper.electronic) {
            return if counting.online_is_full { (0, 0) } else { (0, 1) };
        }
        let (mut have, mut need) = (0, 0);
        for paper in self.alive().filter(|paper| paper.counts && paper.received) {
            if paper.exempt {
                need += usize::from(!counting.exempt_is_done);
                continue;
            }
            need += 1;
            let file = paper.files.values().any(|(alive, _)| *alive);
            have += usize::from(file && !paper.short);
        }
        (have, need)
    }

    fn reuses(&self) -> bool {
        let mut files = self.papers.values().flat_map(|paper| paper.files.values());
        files.any(|file| *file == (true, true))
    }

    fn moves(&mut self, op: &Op) {
        let on = |at: Moment| Some(at.local().date());
        match &op.body {
            Body::RegisterOnline(body) => self.begin(&body.dossier, Status::Registered),
            Body::Accept(body) => {
                self.begin(&body.dossier, Status::Accepted);
                self.received = on(body.received_at);
            }
            Body::Refuse(body) => {
                if let Some(dossier) = &body.dossier {
                    self.begin(dossier, Status::Refused);
                }
                self.status = Status::Refused;
                self.refused = on(op.at);
            }
            Body::AskSupplement(body) => {
                if let Some(dossier) = &body.dossier {
                    self.begin(dossier, Status::Supplement);
                }
                self.status = Status::Supplement;
            }
            Body::ReceiveSupplement(body) => self.status = body.status_after,
            Body::AskFee(_) => self.status = Status::Fee,
            Body::SettleFee(body) => self.status = body.status_after,
            Body::Forward(body) => {
                self.status = body.status_after;
                self.product = body.product;
                self.finished = on(op.at).filter(|_| body.status_after == Status::Finished);
            }
            Body::Withdraw(_) => self.status = Status::Withdrawn,
            Body::Stop(_) => self.status = Status::Stopped,
            Body::HandBack(_) => self.status = Status::Returned,
            Body::CheckAccount(body) => self.account = body.finding.account == Account::Exists,
            Body::Void(_) => self.void = true,
            _ => {}
        }
    }

    /// A reception writes the dossier anew.
    fn begin(&mut self, said: &Snapshot, status: Status) {
        let account = said.account.as_ref();
        *self = Self {
            online: said.channel == Channel::Online,
            account: account.is_some_and(|it| it.account == Account::Exists),
            status,
            ..Self::default()
        };
        for component in &said.components {
            self.put(component);
        }
    }

    fn put(&mut self, said: &ComponentFacts) {
        let paper = Paper {
            counts: said.class == PaperClass::Component && said.submission == Submission::Submit,
            received: said.received,
            // The scan of a result is no paper of the citizen's.
            electronic: said.class == PaperClass::Outcome || said.form == PaperForm::Electronic,
            short: said.uncounted,
            ..Paper::default()
        };
        self.papers.insert(said.id, paper);
        self.attach(said.id, &said.files);
    }

    fn attach(&mut self, component: ComponentId, files: &[FileFacts]) {
        let paper = self.papers.get_mut(&component).unwrap();
        for file in files {
            paper
                .files
                .insert(file.id, (true, file.source == FileSource::Kho));
        }
    }

    fn alive_again(&mut self, files: impl IntoIterator<Item = FileId>, alive: bool) {
        for id in files {
            for paper in self.papers.values_mut() {
                if let Some(file) = paper.files.get_mut(&id) {
                    file.0 = alive;
                }
            }
        }
    }

    fn papers(&mut self, body: &Body) {
        match body {
            Body::AddComponent(body) if body.undoes.is_some() => {
                self.papers.get_mut(&body.component.id).unwrap().void = true;
            }
            Body::AddComponent(body) => self.put(&body.component),
            Body::VoidComponent(body) => {
                self.papers.get_mut(&body.component).unwrap().void = body.undoes.is_none();
            }
            Body::EditComponent(body) => {
                let paper = self.papers.get_mut(&body.component).unwrap();
                if let Some((_, received)) = body.changes.received {
                    paper.received = received;
                }
                if let Some((_, form)) = body.changes.form {
                    paper.electronic = form == PaperForm::Electronic;
                }
                if let Some((_, account)) = body.changes.account {
                    paper.short = account == PageAccount::Short;
                }
                if let Some((_, plan)) = body.changes.digitise {
                    paper.exempt = plan == Digitise::Exempt;
                }
            }
            Body::AttachFiles(body) => {
                if let Some((_, account)) = body.account {
                    self.papers.get_mut(&body.component).unwrap().short = account == PageAccount::Short;
                }
                if body.undoes.is_some() {
                    self.alive_again(body.files.iter().map(|file| file.id), false);
                } else {
                    self.attach(body.component, &body.files);
                }
            }
            Body::DetachFile(body) => {
                let holder = self
                    .papers
                    .values_mut()
                    .find(|it| it.files.contains_key(&body.file));
                if let (Some((_, account)), Some(paper)) = (body.account, holder) {
                    paper.short = account == PageAccount::Short;
                }
                let files = std::iter::once(body.file).chain(body.parts.iter().copied());
                self.alive_again(files, body.undoes.is_some());
            }
            Body::SetPages(body) => {
                self.papers.get_mut(&body.component).unwrap().short = body.account.1 == PageAccount::Short;
                self.alive_again(body.outdated.iter().copied(), body.undoes.is_some());
            }
            Body::AccountPages(body) => {
                self.papers.get_mut(&body.component).unwrap().short = body.account.1 == PageAccount::Short;
                self.alive_again(body.outdated.iter().copied(), body.undoes.is_some());
                let made: Vec<_> = std::iter::once(&body.file)
                    .chain(&body.beside)
                    .chain(&body.instead)
                    .cloned()
                    .collect();
                if body.undoes.is_some() {
                    self.alive_again(made.iter().map(|file| file.id), false);
                } else {
                    self.attach(body.component, &made);
                }
            }
            Body::ExemptComponent(body) => self.papers.get_mut(&body.component).unwrap().exempt = true,
            _ => {}
        }
    }

    fn outcomes(&mut self, body: &Body) {
        match body {
            Body::FileOutcome(body) => {
                self.outcomes.insert(body.outcome.id);
            }
            Body::ReplaceOutcome(body) => {
                self.outcomes.remove(&body.outcome.replaces.unwrap());
                self.outcomes.insert(body.outcome.id);
            }
            Body::RevokeOutcome(body) => {
                self.outcomes.remove(&body.outcome);
            }
            _ => return,
        }
        if !self.outcomes.is_empty() {
            self.product = Product::Yes;
        } else if self.product == Product::Yes {
            self.product = Product::Open;
        }
    }
}
