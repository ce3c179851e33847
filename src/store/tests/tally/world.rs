//! An office that lives through random months: what officers do there, and what they should not have done.

use super::super::random;
use super::*;
use crate::domain::digitise;
use crate::domain::dossier::{Channel, Status};
use crate::domain::special::ExemptReason;

/// Random numbers that a seed gives again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % end
    }

    fn is_one_of(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}

pub(in crate::store::tests) struct World {
    pub(in crate::store::tests) office: Office,
    pub(super) seed: u64,
    pub(super) counting: digitise::Counting,
    dice: Dice,
    dossiers: Vec<(DossierId, ComponentId)>,
    kho: PaperId,
}

const HOUR: u64 = 3_600_000;
const IN_KHO: FileHash = FileHash([200; 32]);

impl World {
    /// From February 2023 on, through so many months.
    pub(super) fn lived(seed: u64, months: i32) -> Self {
        let mut world = Self::new(seed);
        world.live(months);
        world
    }

    /// The same where the procedure states so many days, or nothing.
    pub(in crate::store::tests) fn lived_with(seed: u64, months: i32, days: Option<&str>) -> Self {
        let mut world = Self::new(seed);
        let sql = "UPDATE time_limit SET amount = ?1";
        world.office.conn.execute(sql, [days]).unwrap();
        world.live(months);
        world
    }

    fn live(&mut self, months: i32) {
        let end = month("2023-02").plus(months).range().0;
        while self.office.now < end {
            self.wait();
            self.turn();
        }
    }

    fn new(seed: u64) -> Self {
        let mut office = Office::new();
        office.knows_the_procedure();
        office.give_leader_a_pin();
        let counting = digitise::Counting {
            exempt_is_done: seed.is_multiple_of(2),
            online_is_full: !seed.is_multiple_of(3),
        };
        let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        for (key, value) in [
            ("count_exempt", word(counting.exempt_is_done)),
            ("count_online_as_full", word(counting.online_is_full)),
        ] {
            let key = key.to_owned();
            office.by(HANH, Act::SetSetting { key, value }).unwrap();
        }
        let kho = PaperId(office.ids.next(office.now.0));
        let mut file = office.outcome(1).file;
        file.sha256 = IN_KHO;
        let paper = crate::domain::act::NewPaper {
            paper: kho,
            owner_no: PERSON.into(),
            kind_code: "KQ.G01.000001".into(),
            name: "Giấy khai sinh".into(),
            starts_on: None,
            ends_on: None,
            file,
            unsigned_reason: Some("bản giấy đã có".to_owned()),
        };
        office.by(HANH, Act::AddPaper(Box::new(paper))).unwrap();
        Self {
            office,
            seed,
            counting,
            dice: Dice(seed),
            dossiers: Vec::new(),
            kho,
        }
    }

    /// Some hours, or to the last or first millisecond of a month.
    fn wait(&mut self) {
        let now = self.office.now;
        let border = Month::at(now).plus(1).range().0.0 - 1_000;
        let hours = i64::try_from(self.dice.below(120 * HOUR)).unwrap();
        self.office.now.0 = match self.dice.below(8) {
            0 => (border - 1).max(now.0),
            1 => border.max(now.0),
            _ => now.0 + hours,
        };
    }

    fn turn(&mut self) {
        match self.dice.below(14) {
            _ if self.dossiers.is_empty() => self.comes(Channel::Counter),
            0 | 1 => self.comes(Channel::Counter),
            2 => self.comes(Channel::Post),
            3 => self.comes(Channel::Online),
            4 => self.is_refused(),
            5..10 => self.goes_on(),
            10 | 11 => self.is_corrected(),
            _ => self.anything(),
        }
    }

    fn draft(&mut self, channel: Channel) -> Draft {
        let mut draft = self.office.draft();
        draft.channel = channel;
        let account = [
            Account::Exists,
            Account::Exists,
            Account::Missing,
            Account::Unknown,
        ];
        draft.account = Some(finding(account[usize::try_from(self.dice.below(4)).unwrap()]));
        let electronic = channel == Channel::Online && !self.dice.is_one_of(3);
        for component in &mut draft.components {
            if electronic {
                component.form = PaperForm::Electronic;
            }
            match self.dice.below(5) {
                0 | 1 => {
                    let mut file = self.office.file(20);
                    if channel == Channel::Online {
                        file.source = FileSource::Online;
                    }
                    component.files = vec![file];
                }
                2 => {
                    let mut file = self.office.file(200);
                    (file.source, file.paper_id) = (FileSource::Kho, Some(self.kho));
                    component.files = vec![file];
                }
                3 => component.submission = Submission::Present,
                _ => {}
            }
        }
        if self.dice.is_one_of(8) && channel == Channel::Counter {
            let days = i64::try_from(self.dice.below(40)).unwrap();
            draft.backfill = Some(Backfill {
                received_at: Moment(self.office.now.0 - days * 24 * 3_600_000),
                reason: "mất điện".into(),
            });
        }
        draft
    }

    fn comes(&mut self, channel: Channel) {
        let mut draft = self.draft(channel);
        if channel == Channel::Online {
            let filed = format!("G22-{}", self.dossiers.len());
            draft.id = self.office.registered(&filed);
        }
        let on = (draft.id, draft.components[0].id);
        self.dossiers.push(on);
        if channel == Channel::Online && self.dice.is_one_of(6) {
            return;
        }
        self.office.accept(draft).unwrap();
    }

    fn is_refused(&mut self) {
        let draft = self.draft(Channel::Counter);
        let act = DossierAct::Refuse {
            draft: Some(Box::new(draft.clone())),
            reason: "không thuộc thẩm quyền".into(),
            basis: "NĐ 61/2018".into(),
            go_to: String::new(),
        };
        self.office.on(HANH, draft.id, act).unwrap();
    }

    fn some_dossier(&mut self) -> (DossierId, ComponentId) {
        let newest = u64::try_from(self.dossiers.len()).unwrap();
        let back = self.dice.below(newest.min(12));
        self.dossiers[usize::try_from(newest - 1 - back).unwrap()]
    }

    fn status(&self, id: DossierId) -> Option<Status> {
        let sql = "SELECT status FROM dossier WHERE id = ?1";
        let code = self.office.conn.query_row(sql, [id.bytes()], |row| row.get(0));
        Status::from_code(code.ok()?)
    }

    /// What usually comes next.
    fn goes_on(&mut self) {
        let (id, _) = self.some_dossier();
        let status = self.status(id);
        let office = &mut self.office;
        let done = match status {
            Some(Status::Accepted) => office.forward(HANH, id, (2, SON)),
            Some(Status::Processing) if self.dice.is_one_of(5) => {
                let DossierAct::Forward(mut end) = forward_to((3, HANH)) else {
                    unreachable!()
                };
                end.no_product_reason = Some("chỉ ghi sổ".into());
                office.on(SON, id, DossierAct::Forward(end))
            }
            Some(Status::Processing) => {
                let outcome = office.outcome(50);
                let filed = office.on(SON, id, DossierAct::FileOutcome(Box::new(outcome)));
                filed.and_then(|_| office.forward(SON, id, (3, HANH)))
            }
            Some(Status::Finished) if self.dice.is_one_of(3) => {
                let back = DossierAct::ForwardBack {
                    to_step: 2,
                    to_officer: Some(officer(SON)),
                    reason: "sai tên".into(),
                };
                office.on(HANH, id, back)
            }
            Some(Status::Finished) => office.on(HANH, id, random::moves(13)),
            _ => return,
        };
        sound(done);
    }

    /// Struck out, corrected, not digitised after all.
    fn is_corrected(&mut self) {
        let (id, component) = self.some_dossier();
        let reason = || "nhập nhầm".to_owned();
        let kind = self.dice.below(7);
        let done = match kind {
            0 => self.office.on(RO, id, DossierAct::Void { reason: reason() }),
            1 | 2 => {
                let account = if kind == 1 {
                    Account::Exists
                } else {
                    Account::Missing
                };
                let act = DossierAct::CheckAccount(finding(account));
                self.office.on(HANH, id, act)
            }
            3 => {
                let sql = "SELECT id FROM outcome WHERE dossier_id = ?1 AND state = 'active' ORDER BY id DESC LIMIT 1";
                let found = self.office.conn.query_row(sql, [id.bytes()], |row| row.get(0));
                let outcome = OutcomeId::from_bytes(found.unwrap_or([0; 16]));
                let act = DossierAct::RevokeOutcome {
                    outcome,
                    reason: reason(),
                };
                self.office.on(SON, id, act)
            }
            4 => {
                let act = DossierAct::ExemptComponent {
                    component,
                    why: ExemptReason::Other,
                    reason: reason(),
                };
                let dossier = id;
                self.office.approved(HANH, "1357", Act::Dossier { dossier, act })
            }
            _ => {
                let change = crate::domain::act::ComponentChange {
                    received: Some(kind == 5),
                    ..Default::default()
                };
                let reason = Some(reason());
                let act = DossierAct::EditComponent {
                    component,
                    change,
                    reason,
                };
                self.office.on(HANH, id, act)
            }
        };
        sound(done);
    }

    fn anything(&mut self) {
        let on = self.some_dossier();
        let kind = u8::try_from(self.dice.below(34)).unwrap();
        let by = u8::try_from(1 + self.dice.below(3)).unwrap();
        let act = random::act(&mut self.office, on, kind);
        sound(self.office.on(by, on.0, act));
    }
}

/// Refused it may be; broken it must not.
fn sound(done: Result<Done, Refusal>) {
    if let Err(Refusal::Fault { code }) = done {
        panic!("fault {code}");
    }
}

fn finding(account: Account) -> AccountFinding {
    AccountFinding {
        account,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: Some("vì".into()),
    }
}
