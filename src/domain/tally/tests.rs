use proptest::prelude::*;

use super::closed::Figures;
use super::*;
use crate::domain::time::Moment;

fn counting() -> Counting {
    Counting::default()
}

/// Received and ended in the month, one of one papers digitised, with a result's file.
fn good() -> Facts {
    Facts {
        received: true,
        finished: true,
        void: false,
        channel: Channel::Counter,
        account: Account::Exists,
        digitised: papers(1, 1),
        online_electronic: false,
        reused: false,
        status: Status::Returned,
        product: Product::Yes,
        outcome_file: true,
    }
}

fn papers(have: u32, need: u32) -> Digitised {
    Digitised {
        need,
        have,
        ..Digitised::default()
    }
}

fn columns(facts: Facts) -> Vec<u8> {
    let marks = facts.marks(counting());
    let counted = Column::COUNTED.iter().filter(|it| marks.has(**it));
    counted.map(|it| it.number()).collect()
}

#[test]
fn a_dossier_counts_where_the_form_says() {
    assert_eq!(columns(good()), [3, 4, 5, 7, 10, 11]);
    let post = Facts {
        channel: Channel::Post,
        reused: true,
        account: Account::Unknown,
        ..good()
    };
    assert_eq!(columns(post), [3, 5, 7, 10, 11, 13]);
    let online = Facts {
        channel: Channel::Online,
        online_electronic: true,
        digitised: papers(0, 2),
        ..good()
    };
    assert_eq!(columns(online), [3, 4, 6, 7, 10, 11]);
    assert_eq!(
        columns(Facts {
            digitised: papers(1, 3),
            ..good()
        }),
        [3, 4, 5, 8, 10, 11]
    );
    assert_eq!(
        columns(Facts {
            digitised: papers(0, 3),
            ..good()
        }),
        [3, 4, 5, 10, 11]
    );
    assert_eq!(columns(Facts { void: true, ..good() }), [0; 0]);
    assert_eq!(
        columns(Facts {
            received: false,
            finished: false,
            status: Status::Refused,
            ..good()
        }),
        [0; 0]
    );
    assert_eq!(
        columns(Facts {
            status: Status::Withdrawn,
            ..good()
        }),
        [3, 4, 5, 7]
    );
    assert_eq!(
        columns(Facts {
            product: Product::None,
            outcome_file: false,
            ..good()
        }),
        [3, 4, 5, 7]
    );
    // Its file was revoked: the citizen still has the paper.
    assert_eq!(
        columns(Facts {
            product: Product::Open,
            outcome_file: false,
            ..good()
        }),
        [3, 4, 5, 7, 10]
    );
    // Received in an earlier month.
    assert_eq!(
        columns(Facts {
            received: false,
            ..good()
        }),
        [10, 11]
    );
}

#[test]
fn the_settings_decide_what_the_rule_leaves_open() {
    let online = Facts {
        channel: Channel::Online,
        online_electronic: true,
        ..good()
    };
    let exempt = Facts {
        digitised: Digitised {
            need: 1,
            have: 1,
            exempt: 1,
            waiting: 0,
        },
        ..good()
    };
    let strict = Counting {
        exempt_is_done: false,
        online_is_full: false,
    };
    assert!(online.marks(counting()).has(Column::Full));
    assert!(!online.marks(strict).has(Column::DigitisedRatio));
    assert_eq!(
        online.why_not(Column::DigitisedRatio, strict),
        Some(Why::OnlineNotOurs)
    );
    assert!(exempt.marks(counting()).has(Column::Full));
    assert!(exempt.marks(strict).has(Column::Part));
    assert_eq!(
        exempt.why_not(Column::Full, strict),
        Some(Why::Papers {
            have: 1,
            need: 2,
            waiting: false
        })
    );
}

#[test]
fn a_reason_says_why_not() {
    let why = |facts: Facts, column| facts.why_not(column, counting());
    assert_eq!(why(good(), Column::ResultRatio), None);
    assert_eq!(
        why(
            Facts {
                outcome_file: false,
                ..good()
            },
            Column::ResultRatio
        ),
        Some(Why::NoResultFile)
    );
    assert_eq!(
        why(
            Facts {
                product: Product::None,
                ..good()
            },
            Column::Resolved
        ),
        Some(Why::NoProduct)
    );
    assert_eq!(
        why(Facts { void: true, ..good() }, Column::Received),
        Some(Why::Void)
    );
    let refused = Facts {
        received: false,
        finished: false,
        status: Status::Refused,
        ..good()
    };
    assert_eq!(why(refused, Column::Received), Some(Why::Refused));
    assert_eq!(
        why(refused, Column::DigitisedRatio),
        None,
        "never asked about one that was not received"
    );
    assert_eq!(why(good(), Column::ReuseRatio), Some(Why::NotReused));
}

#[test]
fn the_letters_figures_come_out() {
    let counts = Counts {
        received: 44,
        account: 38,
        direct: 37,
        online: 7,
        full: 36,
        part: 4,
        resolved: 40,
        result_file: 36,
        reused: 9,
    };
    let shown: Vec<_> = Column::numbers()
        .iter()
        .map(|it| text::cell(&counts, *it))
        .collect();
    assert_eq!(
        shown,
        [
            "44", "38", "37", "7", "36", "4", "90,91", "40", "36", "90,00", "9", "20,45"
        ]
    );
    assert_eq!(
        text::formula(&counts, Column::DigitisedRatio).unwrap(),
        "= ((7) + (8)) / (3) = (36 + 4) / 44 = 90,91 %"
    );
    assert_eq!(
        text::formula(&counts, Column::ResultRatio).unwrap(),
        "= (11) / (10) = 36 / 40 = 90,00 %"
    );
    let lifted = counts.ratio(Column::DigitisedRatio).unwrap().with_one_more();
    assert_eq!(lifted.shown(), "93,18");
    assert!(counts.is_consistent());
    assert!(!Counts { online: 8, ..counts }.is_consistent());
}

#[test]
fn an_empty_month_divides_by_nothing() {
    let none = Counts::default();
    for column in [Column::DigitisedRatio, Column::ResultRatio, Column::ReuseRatio] {
        let ratio = none.ratio(column).unwrap();
        assert_eq!((ratio.shown(), ratio.plain()), ("–".to_owned(), None));
    }
}

#[test]
fn a_month_begins_and_ends_at_the_offices_midnight() {
    let at = |text| Moment::from_rfc3339(text).unwrap();
    let february: Month = "2023-02".parse().unwrap();
    assert!(february.has(at("2023-02-28T23:59:59.999+07:00")));
    assert!(!february.has(at("2023-03-01T00:00:00+07:00")));
    assert!(february.has(at("2023-02-01T00:00:00+07:00")));
    assert!(!february.has(at("2023-01-31T23:59:00+07:00")));
    assert_eq!(february.plus(-2).to_string(), "2022-12");
    assert_eq!(february.plus(11).shown(), "01/2024");
    for typed in ["2/2023", "02/2023", " 2023-02 "] {
        assert_eq!(Month::typed(typed), Some(february), "{typed}");
    }
    for typed in ["", "13/2023", "2023-2", "2/23", "0/2023", "tháng 2", "2023-02-01"] {
        assert_eq!(Month::typed(typed), None, "{typed}");
    }
}

#[test]
fn columns_are_numbered_as_printed() {
    assert_eq!(Column::ReuseRatio.number(), 14);
    assert_eq!(Column::from_number(9), Some(Column::DigitisedRatio));
    assert_eq!((Column::from_number(0), Column::from_number(15)), (None, None));
    assert_eq!(Column::numbers().len(), 12);
}

#[test]
fn closed_figures_name_the_dossiers_that_differ() {
    let month: Month = "2023-02".parse().unwrap();
    let of = |marks: Vec<(&str, Marks)>| {
        Figures::of(
            (month, "H08"),
            counting(),
            marks.into_iter().map(|(id, it)| (id.to_owned(), it)),
        )
    };
    let all = good().marks(counting());
    let part = Facts {
        digitised: papers(0, 1),
        ..good()
    }
    .marks(counting());
    let closed = of(vec![("a", all), ("b", part), ("c", Marks::default()), ("e", all)]);
    let now = of(vec![("a", all), ("b", all), ("d", all)]);
    assert_eq!(closed.counts.received, 3);
    assert_eq!(closed.differing(&now), ["b", "e", "d"]);
    let json = serde_json::to_string(&closed).unwrap();
    assert_eq!(serde_json::from_str::<Figures>(&json).unwrap(), closed);
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let bits = (
        any::<[bool; 6]>(),
        0..3_usize,
        0..3_usize,
        0..10_usize,
        0..3_usize,
    );
    (bits, 0..4_u32, 0..4_u32, 0..2_u32).prop_map(
        |((b, channel, account, status, product), need, have, exempt)| Facts {
            received: b[0],
            finished: b[1],
            void: b[2],
            channel: Channel::ALL[channel],
            account: Account::ALL[account],
            digitised: Digitised {
                need,
                have: have.min(need),
                waiting: 0,
                exempt,
            },
            online_electronic: b[3] && channel == 1,
            reused: b[4],
            status: Status::ALL[status],
            product: Product::ALL[product],
            outcome_file: b[5],
        },
    )
}

proptest! {
    /// Whatever the dossiers are, the form's "trong đó" hold, the total is the sum, and no ratio leaves 0 to 100.
    #[test]
    fn the_rows_agree_with_themselves(
        units in prop::collection::vec(prop::collection::vec(any_facts(), 0..20), 1..5),
        exempt_is_done: bool, online_is_full: bool,
    ) {
        let counting = Counting { exempt_is_done, online_is_full };
        let mut all = Counts::default();
        let mut rows = Vec::new();
        for facts in &units {
            let mut row = Counts::default();
            for one in facts {
                row.add(one.marks(counting));
                all.add(one.marks(counting));
                for column in Column::numbers() {
                    // Either it counts, or there is at most one reason; never both.
                    let counts = one.marks(counting).has(*column);
                    prop_assert!(!(counts && one.why_not(*column, counting).is_some()));
                }
                let marks = one.marks(counting);
                if marks.has(Column::Received) {
                    let why = one.why_not(Column::DigitisedRatio, counting);
                    prop_assert_eq!(marks.has(Column::DigitisedRatio), why.is_none());
                }
            }
            prop_assert!(row.is_consistent());
            rows.push(row);
        }
        let total: Counts = rows.into_iter().sum();
        prop_assert_eq!(total, all);
        for column in [Column::DigitisedRatio, Column::ResultRatio, Column::ReuseRatio] {
            let ratio = total.ratio(column).unwrap();
            prop_assert!(ratio.upper <= ratio.whole);
            prop_assert_eq!(ratio.plain().is_none(), ratio.whole == 0);
        }
    }
}
