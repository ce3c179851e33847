//! What the table of `domain::moves` refuses the store refuses with the same words, whatever the act brings along.

use super::*;
use crate::domain::act::FeesWanted;
use crate::domain::dossier::{Product, Status};
use crate::domain::ids::InterimId;
use crate::domain::moves::{Actor, Move, Situation, StepRole, why_not};
use crate::domain::special::Whose;

/// Officers with one role each.
const ONE_ROLE: [(u8, Role); 5] = [
    (11, Role::Reception),
    (12, Role::Processing),
    (13, Role::Clerk),
    (14, Role::Leader),
    (15, Role::Administrator),
];

fn flow_acts(now: Moment) -> Vec<(Move, DossierAct)> {
    let text = || "x".to_owned();
    let account = AccountFinding {
        account: Account::Exists,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: None,
    };
    vec![
        (
            Move::AskSupplement,
            DossierAct::AskSupplement {
                draft: None,
                items: vec![text()],
                reason: text(),
            },
        ),
        (
            Move::ReceiveSupplement,
            DossierAct::ReceiveSupplement {
                papers: text(),
                came: Vec::new(),
            },
        ),
        (Move::Forward, forward_to((2, SON))),
        (
            Move::ForwardBack,
            DossierAct::ForwardBack {
                to_step: 2,
                to_officer: Some(officer(SON)),
                reason: text(),
            },
        ),
        (
            Move::Withdraw,
            DossierAct::Withdraw {
                reason: text(),
                papers_given_back: text(),
            },
        ),
        (
            Move::Stop,
            DossierAct::Stop {
                reason: text(),
                basis: text(),
            },
        ),
        (
            Move::Apologise,
            DossierAct::Apologise {
                reason: text(),
                promised_at: now,
            },
        ),
        (Move::CheckAccount, DossierAct::CheckAccount(account)),
        (Move::Edit, DossierAct::Edit { changes: Vec::new() }),
        (Move::SetCabinet, DossierAct::SetCabinet { cabinet: text() }),
        (Move::Void, DossierAct::Void { reason: text() }),
        (Move::AskFee, DossierAct::AskFee { reason: text() }),
    ]
}

fn paper_acts(office: &mut Office, component: ComponentId) -> Vec<(Move, DossierAct)> {
    let outcome = office.outcome(50);
    let mut better = outcome.clone();
    better.replaces = Some(outcome.outcome);
    let interim = DossierAct::FileInterim {
        interim: InterimId(office.ids.next(0)),
        file: outcome.file.clone(),
        note: "x".into(),
        whose: Some(Whose::Own),
    };
    let form = FormId(office.ids.next(0));
    let issue = receipt(form);
    let fees = FeesWanted {
        was: Vec::new(),
        now: Vec::new(),
        reason: None,
    };
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![office.file(21)],
    };
    let gone = DossierAct::VoidComponent {
        component,
        reason: "x".into(),
    };
    let revoke = DossierAct::RevokeOutcome {
        outcome: outcome.outcome,
        reason: "x".into(),
    };
    vec![
        (Move::Components, attach),
        (Move::Components, gone),
        (Move::FileInterim, interim),
        (Move::FileOutcome, DossierAct::FileOutcome(Box::new(outcome))),
        (Move::CorrectOutcome, DossierAct::FileOutcome(Box::new(better))),
        (Move::CorrectOutcome, revoke),
        (Move::IssueForm, DossierAct::IssueForm(issue)),
        (Move::ReprintForm, DossierAct::ReprintForm { form }),
        (Move::EditFees, DossierAct::EditFees(Box::new(fees.clone()))),
        (Move::SettleFee, DossierAct::SettleFee(Box::new(fees))),
    ]
}

/// What the rules see of the dossier as it stands.
fn situation(office: &Office) -> Situation {
    let status = Status::from_code(office.ask("SELECT status FROM dossier"));
    let step: String = office.ask("SELECT step_role FROM dossier");
    Situation {
        status,
        has_code: true,
        voided: false,
        step_role: StepRole::from_word(&step).unwrap(),
        officer: None,
        files_outcome: office.ask("SELECT files_outcome FROM dossier"),
        outcomes: office.ask("SELECT count(*) FROM outcome WHERE state = 'active'"),
        spoilt: None,
        interims: 0,
        product: Product::Yes,
        rounds: 0,
        apologies: 0,
        apology_max: 1,
        returned: None,
    }
}

/// Each act by each officer: refused as the table says, or not for the table's reasons. Answers how many it refused.
fn walk(office: &mut Office, dossier: DossierId, acts: &[(Move, DossierAct)]) -> usize {
    let seen = situation(office);
    let mut refused = 0;
    for (mv, act) in acts {
        for (n, role) in ONE_ROLE {
            let actor = Actor {
                id: officer(n),
                roles: Roles::only(role),
            };
            let Some(refusal) = why_not(*mv, &seen, actor) else {
                continue;
            };
            let answer = office.on(n, dossier, act.clone());
            assert_eq!(answer, Err(refusal), "{mv:?} by {role:?} at {:?}", seen.status);
            refused += 1;
        }
    }
    refused
}

#[test]
fn the_store_refuses_what_the_table_refuses_from_reception_to_after_the_return() {
    let mut office = Office::new();
    for (n, role) in ONE_ROLE {
        office.add(n, &format!("Cán bộ {n}"), role);
    }
    let (id, component) = office.accepted();
    let acts = [flow_acts(office.now), paper_acts(&mut office, component)].concat();
    let mut refused = vec![walk(&mut office, id, &acts)];
    office.forward(11, id, (2, 12)).unwrap();
    refused.push(walk(&mut office, id, &acts));
    let outcome = office.outcome(51);
    office
        .on(12, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forward(12, id, (3, 11)).unwrap();
    refused.push(walk(&mut office, id, &acts));
    office.on(11, id, hand_back()).unwrap();
    refused.push(walk(&mut office, id, &acts));
    assert!(refused.iter().all(|it| *it > 40), "{refused:?}");
    office.is_sound();
}

#[test]
fn after_the_return_the_clerk_corrects_a_result_and_who_processed_it_does_not() {
    let mut office = Office::new();
    office.add(13, "Lê Thị Sáu", Role::Clerk);
    let (id, _) = office.accepted();
    office.forward(HANH, id, (2, SON)).unwrap();
    let outcome = office.outcome(50);
    let filed = outcome.outcome;
    office
        .on(SON, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forward(SON, id, (3, HANH)).unwrap();
    let revoke = || DossierAct::RevokeOutcome {
        outcome: filed,
        reason: "sai tên".into(),
    };
    assert_eq!(office.on(SON, id, revoke()), Err(Refusal::NotYourStep));
    office.on(13, id, revoke()).unwrap();
    office.is_sound();
}
