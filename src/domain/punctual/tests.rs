use super::*;
use proptest::prelude::*;

fn at(hour: i64) -> Moment {
    Moment(hour * 3_600_000)
}

fn facts(due: Option<i64>, promised: Option<i64>, finished: Option<i64>) -> Facts {
    Facts {
        due: due.map(at),
        promised: promised.map(at),
        finished: finished.map(at),
    }
}

#[test]
fn the_original_due_time_decides_and_a_new_promise_is_said_beside_it() {
    let now = at(100);
    let cases = [
        (facts(Some(10), Some(10), Some(10)), Some(Standing::OnTime)),
        (
            facts(Some(10), Some(10), Some(11)),
            Some(Standing::Late { kept: false }),
        ),
        // KB09: apologised, and the new time was kept; it was late all the same.
        (
            facts(Some(10), Some(20), Some(20)),
            Some(Standing::Late { kept: true }),
        ),
        (
            facts(Some(10), Some(20), Some(21)),
            Some(Standing::Late { kept: false }),
        ),
        (facts(None, None, Some(5)), Some(Standing::NoDue)),
        (
            facts(Some(99), Some(99), None),
            Some(Standing::Open { kept: false }),
        ),
        (
            facts(Some(99), Some(120), None),
            Some(Standing::Open { kept: true }),
        ),
        (facts(Some(100), Some(100), None), None),
        (facts(None, None, None), None),
    ];
    for (facts, wanted) in cases {
        assert_eq!(facts.standing(now), wanted, "{facts:?}");
    }
}

#[test]
fn a_month_that_is_over_asks_who_was_due_in_it_or_before() {
    let month: Month = "2023-02".parse().unwrap();
    let (from, end) = month.range();
    assert_eq!(due_before(month, Moment(from.0 + 1)), Moment(from.0 + 1));
    assert_eq!(due_before(month, Moment(end.0 + 1)), end);
}

fn any_standing() -> impl Strategy<Value = Standing> {
    prop_oneof![
        Just(Standing::OnTime),
        Just(Standing::NoDue),
        any::<bool>().prop_map(|kept| Standing::Late { kept }),
        any::<bool>().prop_map(|kept| Standing::Open { kept }),
    ]
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let time = || prop::option::of(0_i64..50);
    (time(), time(), time()).prop_map(|(due, promised, finished)| facts(due, promised, finished))
}

proptest! {
    /// Every number of a row is the length of the list behind it, and the totals are the sums of the rows.
    #[test]
    fn each_number_counts_its_list(cases in prop::collection::vec((0_u8..3, any_standing()), 0..40)) {
        let month = "2023-02".parse().unwrap();
        let key = |at: u8| Key { key: at.to_string(), name: at.to_string() };
        let table = Table::of((month, By::Channel), cases.iter().map(|(at, it)| (key(*at), *it)));
        for column in Column::ALL {
            let list = |of: Option<&Key>| {
                let fits = cases.iter().filter(|(at, it)| {
                    of.is_none_or(|of| *of == key(*at)) && it.counts_in(*column)
                });
                u32::try_from(fits.count()).unwrap()
            };
            for row in &table.rows {
                let number = row.counts.count(*column).unwrap_or_else(|| row.counts.ratio().whole - row.counts.ratio().upper);
                prop_assert_eq!(number, list(Some(&row.of)));
            }
            let total = table.total();
            let number = total.count(*column).unwrap_or_else(|| total.ratio().whole - total.ratio().upper);
            prop_assert_eq!(number, list(None));
        }
        let total = table.total();
        prop_assert!(total.kept <= total.late && total.open_kept <= total.open);
        prop_assert_eq!(total.ratio().whole + total.no_due, total.count(Column::Done).unwrap());
    }

    /// However late a promise is made, what was late stays late.
    #[test]
    fn no_promise_makes_a_late_dossier_punctual(facts in any_facts(), promised in 0_i64..200) {
        let sorry = Facts { promised: Some(at(promised)), ..facts };
        let kind = |it: Option<Standing>| it.map(|it| Column::ALL.iter().map(|column| it.counts_in(*column) && *column != Column::Kept).collect::<Vec<_>>());
        prop_assert_eq!(kind(facts.standing(at(60))), kind(sorry.standing(at(60))));
    }
}
