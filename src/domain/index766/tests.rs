use super::*;
use crate::domain::digitise::Counting;
use crate::domain::dossier::{Account, Channel, Product, Status};
use crate::domain::rows::Digitised;
use crate::domain::tally::Facts;
use proptest::prelude::*;

fn marks(papers: (u32, u32), done: Option<bool>, reused: bool) -> Marks {
    let facts = Facts {
        received: true,
        finished: done.is_some(),
        void: false,
        channel: Channel::Counter,
        account: Account::Exists,
        digitised: Digitised {
            need: papers.1,
            have: papers.0,
            ..Digitised::default()
        },
        online_electronic: false,
        reused,
        status: if done.is_some() {
            Status::Returned
        } else {
            Status::Processing
        },
        product: Product::Yes,
        outcome_file: done == Some(true),
    };
    facts.marks(Counting::default())
}

fn scored(estimate: &Estimate, line: Line) -> Scored {
    *estimate.lines.iter().find(|it| it.line == line).unwrap()
}

#[test]
fn the_group_has_its_22_points_and_four_lines_no_desk_can_tell() {
    assert_eq!(Estimate::most(), 22);
    let unknown: Vec<&str> = Line::ALL
        .iter()
        .filter(|it| text::why_not(**it).is_some())
        .map(|it| it.word())
        .collect();
    assert_eq!(unknown, ["certified_copy", "4.4", "4.5a", "4.5b"]);
    let empty = Estimate::of("2023-02".parse().unwrap(), &[]);
    assert_eq!(
        empty.total(),
        (0, 0),
        "nothing to divide by gives no points, not 0 of 12"
    );
}

/// The month of the fixture (KB12b): 44 received, 40 of them with a file, 40 resolved, 36 with a result, 9 reused.
#[test]
fn the_month_of_the_fixture_gives_its_points() {
    let mut dossiers = Vec::new();
    dossiers.extend((0..36).map(|at| marks((1, 1), Some(true), at < 9)));
    dossiers.extend((0..4).map(|_| marks((0, 2), Some(false), false)));
    dossiers.extend((0..4).map(|_| marks((1, 2), None, false)));
    let estimate = Estimate::of("2023-02".parse().unwrap(), &dossiers);
    let shown = |line| {
        let it = scored(&estimate, line);
        (text::ratio(&it), text::scored(&it))
    };
    assert_eq!(shown(Line::ElectronicResult), ("90,00".into(), "5,40".into()));
    assert_eq!(shown(Line::Digitised), ("90,91".into(), "4,00".into()));
    assert_eq!(shown(Line::Reused), ("20,45".into(), "0,51".into()));
    assert_eq!(shown(Line::Shared), (String::new(), text::NOT_HERE.into()));
    assert_eq!(estimate.total(), (991, 12));
}

#[test]
fn a_result_is_asked_for_only_where_the_dossier_is_through() {
    let of = |marks| {
        let estimate = Estimate::of("2023-02".parse().unwrap(), &[marks]);
        scored(&estimate, Line::Digitised).ratio.unwrap().upper
    };
    assert_eq!(of(marks((1, 2), None, false)), 1);
    assert_eq!(of(marks((2, 2), Some(false), false)), 0);
    assert_eq!(of(marks((0, 2), Some(true), false)), 0);
}

proptest! {
    #[test]
    fn points_grow_with_the_ratio_and_never_pass_the_most(whole in 1_u32..5_000, upper in 0_u32..5_000, more in 0_u32..50, most in 1_u32..20) {
        let upper = upper.min(whole);
        let more = (upper + more).min(whole);
        for rule in [Rule::Linear, Rule::Target(80)] {
            let points = |upper| rule.points(most, Ratio::new(upper, whole)).unwrap();
            prop_assert!(points(upper) <= points(more) && points(more) <= most * 100);
            prop_assert_eq!(points(0), 0);
            prop_assert_eq!(points(whole), most * 100);
            prop_assert_eq!(rule.points(most, Ratio::new(0, 0)), None);
        }
    }
}
