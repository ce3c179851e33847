use super::*;
use crate::domain::dossier::{Account, Channel, Product, Status};
use crate::domain::rows::Digitised;
use proptest::prelude::*;

fn facts(papers: (u32, u32), result: Option<bool>) -> Facts {
    Facts {
        received: true,
        finished: result.is_some(),
        void: false,
        channel: Channel::Counter,
        account: Account::Exists,
        digitised: Digitised {
            need: papers.1,
            have: papers.0,
            ..Digitised::default()
        },
        online_electronic: false,
        reused: false,
        status: if result.is_some() {
            Status::Finished
        } else {
            Status::Processing
        },
        product: Product::Yes,
        outcome_file: result == Some(true),
    }
}

fn lack(facts: &Facts) -> Option<Lack> {
    Lack::of(facts, Counting::default())
}

#[test]
fn a_closed_dossier_lacks_nothing_that_could_still_be_brought() {
    let returned = Facts {
        status: Status::Returned,
        ..facts((0, 1), Some(false))
    };
    let result = Some(Lack {
        papers: 0,
        result: true,
    });
    assert_eq!(
        lack(&returned),
        result,
        "its result can be replaced, its papers lie closed"
    );
    let withdrawn = Facts {
        status: Status::Withdrawn,
        ..facts((0, 1), None)
    };
    assert_eq!(lack(&withdrawn), None);
}

#[test]
fn only_what_an_act_of_the_office_would_change_is_a_lack() {
    assert_eq!(
        lack(&facts((0, 2), None)),
        Some(Lack {
            papers: 2,
            result: false
        })
    );
    assert_eq!(
        lack(&facts((1, 2), None)),
        None,
        "chưa đầy đủ counts in (8) already"
    );
    assert_eq!(
        lack(&facts((2, 2), Some(false))),
        Some(Lack {
            papers: 0,
            result: true
        })
    );
    assert_eq!(
        lack(&facts((0, 1), Some(false))),
        Some(Lack {
            papers: 1,
            result: true
        })
    );
    assert_eq!(lack(&facts((2, 2), Some(true))), None);
    let void = Facts {
        void: true,
        ..facts((0, 2), Some(false))
    };
    assert_eq!(lack(&void), None);
    let online = Facts {
        channel: Channel::Online,
        online_electronic: true,
        ..facts((0, 2), None)
    };
    let strict = Counting {
        online_is_full: false,
        ..Counting::default()
    };
    assert_eq!(
        Lack::of(&online, strict),
        None,
        "left out by the setting, not by a lack"
    );
}

#[test]
fn what_lacks_least_stands_first() {
    let early = Some(Moment(1));
    let mut all = [
        order(
            Lack {
                papers: 2,
                result: true,
            },
            early,
        ),
        order(
            Lack {
                papers: 1,
                result: false,
            },
            Some(Moment(9)),
        ),
        order(
            Lack {
                papers: 1,
                result: false,
            },
            early,
        ),
        order(
            Lack {
                papers: 0,
                result: true,
            },
            Some(Moment(5)),
        ),
    ];
    all.sort_unstable();
    let files: Vec<u32> = all.iter().map(|it| it.0).collect();
    assert_eq!(files, [1, 1, 1, 3]);
    assert!(all[1].2 < all[2].2);
    let counts = Counts {
        received: 44,
        full: 36,
        part: 4,
        resolved: 40,
        result_file: 36,
        ..Counts::default()
    };
    let both = Lack {
        papers: 1,
        result: true,
    };
    assert_eq!(
        text::lifts(&counts, both),
        "(9) thành 93,18 %, (12) thành 92,50 %"
    );
    assert_eq!(text::lack(both), "1 tệp giấy tờ + tệp kết quả");
}

proptest! {
    /// Whoever lacks something lifts a ratio of the form when it is there; whoever does not, lifts none.
    #[test]
    fn a_lack_filled_lifts_its_ratio(have in 0_u32..4, need in 0_u32..4, result in prop::option::of(any::<bool>())) {
        let before = facts((have.min(need), need), result);
        let after = facts((need, need), result.map(|_| true));
        let ratios = |facts: &Facts| {
            let mut counts = Counts::default();
            counts.add(facts.marks(Counting::default()));
            [Column::DigitisedRatio, Column::ResultRatio].map(|it| counts.ratio(it).unwrap().upper)
        };
        let lifted = ratios(&before) != ratios(&after);
        prop_assert_eq!(lack(&before).is_some(), lifted);
    }
}
