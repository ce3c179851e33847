//! The table of data-model.md §4 and §5, written out once more and walked: every move, by each role alone, from every
//! status, at a step of each role.

use uuid::Uuid;

use super::*;

/// From: `draft`, a status; `5+` only with a code, `5-` only without (a supplement asked before reception). Accepted
/// means with a code, so 1 has none and all others but 5 have one.
/// Who: R reception, P processing, C clerk, L leader, `any` any role, `program` the program itself, `step` the role of
/// the current step (P or R while it lies at an agency outside), `filing` the same where that step files outcomes.
const TABLE: [(Move, &str, &str); 31] = [
    (Move::RegisterOnline, "draft", "R program"),
    (Move::Accept, "draft 1 5-", "R"),
    (Move::Refuse, "draft 1 5-", "R"),
    (Move::AskSupplement, "draft 1 2 4", "R step"),
    (Move::ReceiveSupplement, "5+", "R step"),
    (Move::AskFee, "2 4", "R"),
    (Move::SettleFee, "6", "R"),
    (Move::Forward, "2 4", "step"),
    (Move::ForwardBack, "9", "R L"),
    (Move::Apologise, "2 4", "step"),
    (Move::Withdraw, "1 2 4 5+ 5- 6 9", "R"),
    (Move::Stop, "2 4 5+ 5- 6", "step"),
    (Move::HandBack, "9", "R"),
    (Move::Void, "1 2 3 4 5+ 5- 6 7 8 9", "L"),
    (Move::CheckAccount, "2 4 5+ 5- 6 9", "R"),
    (Move::Components, "2 4 5+ 6 9", "R step"),
    (Move::ExemptComponent, "2 4 5+ 6 9", "R step"),
    (Move::KeepPaper, "2 4 5+ 6 9", "R step"),
    (Move::SignFile, "2 4 5+ 6 9", "R step"),
    (Move::FileInterim, "2 4 5+ 6 9", "step"),
    (Move::FileOutcome, "2 4 5+ 6 9", "filing C"),
    (Move::SignOutcome, "2 4 5+ 6 9", "step P C L"),
    // After the return only these, …
    (Move::CorrectOutcome, "2 4 5+ 5- 6 9 10", "filing C"),
    (Move::Edit, "2 4 5+ 5- 6 9 10", "R step"),
    (Move::ReprintForm, "1 2 3 4 5+ 5- 6 7 8 9 10", "R L step"),
    // … and what docs/decisions/0017 says.
    (Move::ScanOutcome, "2 4 5+ 6 9 10", "filing C"),
    (Move::EditFees, "2 4 5+ 6 9 10", "R"),
    (Move::IssueForm, "1 2 3 4 5+ 5- 6 7 8 9 10", "R L step"),
    (Move::VerifyFile, "1 2 3 4 5+ 5- 6 7 8 9 10", "R C step"),
    (Move::SetCabinet, "1 2 3 4 5+ 5- 6 7 8 9 10", "any"),
    (Move::Undo, "1 2 3 4 5+ 5- 6 7 8 9 10", "any"),
];

const PLACES: [&str; 12] = ["draft", "1", "2", "3", "4", "5+", "5-", "6", "7", "8", "9", "10"];

/// Each role alone, and the program.
const ROLES: [(&str, Option<Role>); 6] = [
    ("R", Some(Role::Reception)),
    ("P", Some(Role::Processing)),
    ("C", Some(Role::Clerk)),
    ("L", Some(Role::Leader)),
    ("A", Some(Role::Administrator)),
    ("program", None),
];

const STEPS: [(&str, StepRole); 5] = [
    ("R", StepRole::Reception),
    ("P", StepRole::Processing),
    ("C", StepRole::Clerk),
    ("L", StepRole::Leader),
    ("outside", StepRole::Outside),
];

/// With a good result at hand, so that only role and status decide.
fn situation(place: &str, step_role: StepRole, files_outcome: bool) -> Situation {
    let status = place.trim_end_matches(['+', '-']).parse().ok();
    Situation {
        status: status.and_then(Status::from_code),
        has_code: !matches!(place, "draft" | "1" | "5-"),
        voided: false,
        step_role,
        officer: None,
        files_outcome,
        outcomes: 1,
        spoilt: None,
        interims: 0,
        product: Product::Yes,
        rounds: 0,
        apologies: 0,
        apology_max: 1,
        returned: None,
    }
}

fn actor(role: Option<Role>) -> Actor {
    match role {
        Some(role) => Actor {
            id: OfficerId(Uuid::from_u128(7)),
            roles: Roles::only(role),
        },
        None => Actor {
            id: OfficerId::PROGRAM,
            roles: Roles::only(Role::Administrator),
        },
    }
}

/// Does the third column name him?
fn named(who: &str, role: &str, (step, files_outcome): (&str, bool)) -> bool {
    let at_step = step == role || step == "outside" && matches!(role, "P" | "R");
    who.split(' ').any(|word| match word {
        "any" => true,
        "step" => at_step,
        "filing" => at_step && files_outcome,
        word => word == role,
    })
}

#[test]
fn every_move_is_allowed_to_whom_and_from_where_the_table_says() {
    let mut wrong = Vec::new();
    for (mv, from, who) in TABLE {
        for place in PLACES {
            for (step, step_role) in STEPS {
                for files_outcome in [true, false] {
                    let situation = situation(place, step_role, files_outcome);
                    for (role, held) in ROLES {
                        let expected =
                            from.split(' ').any(|it| it == place) && named(who, role, (step, files_outcome));
                        let refusal = why_not(mv, &situation, actor(held));
                        if refusal.is_none() != expected {
                            wrong.push(format!(
                                "{mv:?} by {role} from {place}, step {step}, files {files_outcome}: {refusal:?}"
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_names_every_move_once() {
    let mut moves: Vec<String> = TABLE.iter().map(|(mv, ..)| format!("{mv:?}")).collect();
    moves.sort();
    moves.dedup();
    assert_eq!(moves.len(), TABLE.len());
    // The last one of the enum: its place counts those before it.
    assert_eq!(Move::Undo as usize + 1, TABLE.len());
}

#[test]
fn nothing_is_done_to_what_was_entered_by_mistake() {
    for (mv, ..) in TABLE.iter().filter(|(mv, ..)| *mv != Move::Undo) {
        for place in PLACES.iter().filter(|it| **it != "draft") {
            let voided = Situation {
                voided: true,
                ..situation(place, StepRole::Reception, true)
            };
            let all = Actor {
                id: OfficerId(Uuid::from_u128(7)),
                roles: Roles::ALL,
            };
            let program = actor(None);
            let by = if *mv == Move::RegisterOnline { program } else { all };
            assert_eq!(
                why_not(*mv, &voided, by),
                Some(Refusal::Voided),
                "{mv:?} from {place}"
            );
        }
    }
}

#[test]
fn who_may_not_correct_a_result_is_told_where_to_turn() {
    let by = |role| actor(Some(role));
    let returned = situation("10", StepRole::Reception, false);
    let told = |situation: &Situation, role| why_not(Move::CorrectOutcome, situation, by(role));
    // Nothing is entered any more: neither the step nor the officer who processed it.
    for role in [Role::Reception, Role::Processing, Role::Leader] {
        assert_eq!(told(&returned, role), Some(Refusal::NeedsRole(Role::Clerk)));
    }
    assert_eq!(told(&returned, Role::Clerk), None);
    let at_the_counter = situation("9", StepRole::Reception, false);
    assert_eq!(
        told(&at_the_counter, Role::Reception),
        Some(Refusal::NoOutcomeAtStep)
    );
    assert_eq!(
        told(&at_the_counter, Role::Processing),
        Some(Refusal::NotYourStep)
    );
}

#[test]
fn what_a_dossier_has_come_to_is_said_before_whose_step_it_lies_at() {
    let by = |role| actor(Some(role));
    let withdrawn = Situation {
        status: Some(Status::Withdrawn),
        ..situation("4", StepRole::Processing, true)
    };
    for mv in [Move::FileOutcome, Move::Forward, Move::Components] {
        for role in [Role::Reception, Role::Processing, Role::Leader] {
            assert_eq!(
                why_not(mv, &withdrawn, by(role)),
                Some(Refusal::WrongStatus),
                "{mv:?} by {role:?}"
            );
        }
    }
    assert_eq!(
        why_not(Move::Withdraw, &withdrawn, by(Role::Processing)),
        Some(Refusal::NeedsRole(Role::Reception)),
        "a role he never has is still named first"
    );
}
