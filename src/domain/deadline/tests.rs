use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::*;

/// The days off that the vectors of domain.md §5.2 and the scenarios assume.
const OFF: &[&str] = &[
    "2022-09-01",
    "2022-09-02",
    "2023-01-20",
    "2023-01-23",
    "2023-01-24",
    "2023-01-25",
    "2023-01-26",
    "2023-05-01",
    "2023-05-02",
    "2023-05-03",
    "2023-09-01",
    "2023-09-04",
    "2026-04-27",
    "2026-04-30",
    "2026-05-01",
];

fn office() -> OfficeTime {
    let off: String = OFF
        .iter()
        .flat_map(|day| [day, ",off,official,Nghỉ,thử\n"])
        .collect();
    let rest = "2026-01-10,work,official,Làm bù,thử\n2026-11-24,off,projected,Ngày Văn hóa,thử\n";
    let csv = format!("date,kind,status,name,source\n{off}{rest}");
    OfficeTime::new(Calendar::from_csv(&csv).unwrap(), Hours::default())
}

fn at(text: &str) -> NaiveDateTime {
    let text = if text.len() == 16 {
        format!("{text}:00")
    } else {
        text.to_owned()
    };
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").unwrap()
}

fn limit(text: &str, policy: Policy) -> Limit {
    let (amount, unit) = Limit::parse_amount(text).unwrap();
    Limit { amount, unit, policy }
}

#[test]
fn the_letters_dossier_is_due_at_14_34_17() {
    let due = office().due(at("2022-10-06 08:34:17"), limit("0.5d", Policy::Hours));
    assert_eq!(due, Some(at("2022-10-06 14:34:17")));
}

#[test]
fn every_hour_exact_vector_of_the_reference_holds() {
    for (start, hours, due) in [
        ("2022-10-06 08:34:17", "4h", "2022-10-06 14:34:17"),
        ("2022-10-06 08:34:17", "8h", "2022-10-07 08:34:17"),
        ("2022-10-06 08:34:17", "40h", "2022-10-13 08:34:17"),
        ("2022-10-06 06:10", "4h", "2022-10-06 11:00"),
        ("2022-10-06 11:00", "0.5h", "2022-10-06 11:30"),
        ("2022-10-06 11:45", "4h", "2022-10-07 07:30"),
        ("2022-10-06 15:10", "4h", "2022-10-07 09:10"),
        ("2022-10-06 17:20", "4h", "2022-10-07 11:00"),
        ("2022-10-07 16:30", "8h", "2022-10-10 16:30"),
        ("2022-10-08 09:00", "8h", "2022-10-10 17:00"),
        ("2022-08-31 16:00", "8h", "2022-09-05 16:00"),
        ("2023-01-19 14:00", "16h", "2023-01-30 14:00"),
        ("2026-04-24 10:00", "24h", "2026-05-04 10:00"),
        ("2023-01-16 08:40", "5d", "2023-01-30 08:40"),
        ("2023-02-14 10:50", "0,5d", "2023-02-14 16:50"),
        ("2026-01-09 16:00", "8h", "2026-01-10 16:00"),
    ] {
        assert_eq!(
            office().due(at(start), limit(hours, Policy::Hours)),
            Some(at(due)),
            "{start} + {hours}"
        );
    }
}

#[test]
fn the_shipped_calendar_gives_the_same_due_times_as_the_reference() {
    let office = OfficeTime::default();
    for (start, amount, policy, due) in [
        ("2022-08-31 16:00", "8h", Policy::Hours, "2022-09-05 16:00"),
        ("2023-01-19 14:00", "16h", Policy::Hours, "2023-01-30 14:00"),
        ("2026-04-24 10:00", "24h", Policy::Hours, "2026-05-04 10:00"),
        ("2023-01-16 08:40", "5d", Policy::Hours, "2023-01-30 08:40"),
        ("2023-02-14 08:25", "20d", Policy::Days, "2023-03-14 17:00"),
        ("2023-04-26 08:00", "5d", Policy::Days, "2023-05-08 17:00"),
        ("2026-01-09 08:00", "1d", Policy::Days, "2026-01-10 17:00"),
        ("2026-08-28 08:00", "1d", Policy::Days, "2026-09-03 17:00"),
        ("2026-11-23 08:00", "1d", Policy::Days, "2026-11-24 17:00"),
    ] {
        assert_eq!(
            office.due(at(start), limit(amount, policy)),
            Some(at(due)),
            "{start} + {amount}"
        );
    }
}

#[test]
fn days_are_counted_without_the_first_and_end_at_the_close() {
    for (start, days, due) in [
        ("2023-02-14 08:25", "3d", "2023-02-17 17:00"),
        ("2023-02-14 08:25", "5d", "2023-02-21 17:00"),
        ("2023-02-14 16:59", "10d", "2023-02-28 17:00"),
        ("2023-02-14 08:25", "20d", "2023-03-14 17:00"),
        ("2023-01-16 08:40", "5d", "2023-01-30 17:00"),
        ("2023-04-26 08:00", "5d", "2023-05-08 17:00"),
        ("2023-02-16 09:00", "3d", "2023-02-21 17:00"),
        ("2023-02-14 08:25", "0.5d", "2023-02-15 11:30"),
        ("2023-02-14 08:25", "1.5d", "2023-02-16 11:30"),
        ("2023-02-14 08:25", "8h", "2023-02-15 17:00"),
        ("2023-02-14 08:25", "0.75d", "2023-02-15 17:00"),
    ] {
        assert_eq!(
            office().due(at(start), limit(days, Policy::Days)),
            Some(at(due)),
            "{start} + {days}"
        );
    }
}

#[test]
fn within_the_day_moves_on_after_the_cut_off_and_on_days_of_rest() {
    for (start, due) in [
        ("2023-02-14 08:05", "2023-02-14 17:00"),
        ("2023-02-14 06:00", "2023-02-14 17:00"),
        ("2023-02-14 15:00", "2023-02-14 17:00"),
        ("2023-02-14 15:00:01", "2023-02-15 17:00"),
        ("2023-02-14 15:30", "2023-02-15 17:00"),
        ("2023-02-17 15:30", "2023-02-20 17:00"),
        ("2023-02-18 09:00", "2023-02-20 17:00"),
        ("2023-01-19 16:00", "2023-01-27 17:00"),
    ] {
        assert_eq!(
            office().due(at(start), limit("1d", Policy::SameDay)),
            Some(at(due)),
            "{start}"
        );
    }
}

#[test]
fn calendar_days_run_through_rest_but_do_not_end_on_it() {
    for (start, policy, due) in [
        ("2023-02-14 09:00", Policy::Days, "2023-02-17 17:00"),
        ("2023-02-16 09:00", Policy::Days, "2023-02-20 17:00"),
        ("2023-02-14 09:00", Policy::Hours, "2023-02-17 09:00"),
        ("2023-02-16 09:00", Policy::Hours, "2023-02-20 07:00"),
        ("2023-02-14 12:00", Policy::Hours, "2023-02-17 13:30"),
    ] {
        assert_eq!(
            office().due(at(start), limit("3cd", policy)),
            Some(at(due)),
            "{start} {policy:?}"
        );
    }
}

#[test]
fn an_office_may_leave_holidays_out_of_calendar_days() {
    // Thursday before Tết 2023 plus ten days: 20, 23-26/01 are off; 21, 22 are a weekend and count.
    let mut office = office();
    let ten = limit("10cd", Policy::Days);
    assert_eq!(
        office.due(at("2023-01-19 09:00"), ten),
        Some(at("2023-01-30 17:00"))
    );
    office.skip_holidays = true;
    assert_eq!(
        office.due(at("2023-01-19 09:00"), ten),
        Some(at("2023-02-03 17:00"))
    );
    let why = office.explain(at("2023-01-19 09:00"), ten).unwrap();
    let kind = |at: usize| why.steps[at].kind;
    assert_eq!((kind(1), kind(2)), (StepKind::Off, StepKind::Calendar));
    let counted = why
        .steps
        .iter()
        .skip(1)
        .filter(|it| it.kind == StepKind::Calendar);
    assert_eq!(counted.count(), 10);
}

#[test]
fn a_wait_for_papers_restarts_and_one_for_money_is_taken_out() {
    let wait = |asked: &str, answered: &str| Wait {
        asked: at(asked),
        answered: at(answered),
    };
    let waits = [
        (
            wait("2023-02-15 09:00", "2023-02-17 09:00"),
            SupplementClock::Restart,
        ),
        (
            wait("2023-02-20 09:00", "2023-02-22 09:00"),
            SupplementClock::Pause,
        ),
    ];
    // Five days from 17/02: one used until the 20th, four left from the 22nd.
    let due = office().due_after_mixed(at("2023-02-14 09:00"), limit("5d", Policy::Days), &waits);
    assert_eq!(due, Some(at("2023-02-28 17:00")));
    let (start, rest) = counted_from(at("2023-02-14 09:00"), limit("5d", Policy::Days), &waits);
    assert_eq!((start, rest.len()), (at("2023-02-17 09:00"), 1));
}

#[test]
fn forwarding_is_due_the_same_day_or_at_the_next_opening() {
    for (received, by) in [
        ("2023-02-14 08:05", "2023-02-14 17:00"),
        ("2023-02-14 15:00:01", "2023-02-15 07:00"),
        ("2023-02-17 16:00", "2023-02-20 07:00"),
        ("2023-02-18 09:00", "2023-02-20 07:00"),
    ] {
        assert_eq!(office().forward_by(at(received)), Some(at(by)), "{received}");
    }
}

#[test]
fn a_supplement_restarts_the_limit_or_leaves_what_remained() {
    let waits = [Wait {
        asked: at("2023-02-16 09:00"),
        answered: at("2023-02-20 09:00"),
    }];
    for (amount, policy, clock, due) in [
        ("10d", Policy::Days, SupplementClock::Restart, "2023-03-06 17:00"),
        ("10d", Policy::Days, SupplementClock::Pause, "2023-03-02 17:00"),
        ("24h", Policy::Hours, SupplementClock::Restart, "2023-02-23 09:00"),
        ("24h", Policy::Hours, SupplementClock::Pause, "2023-02-21 09:00"),
        ("1d", Policy::Days, SupplementClock::Pause, "2023-02-20 17:00"),
        ("10cd", Policy::Days, SupplementClock::Pause, "2023-02-28 17:00"),
        ("1d", Policy::SameDay, SupplementClock::Pause, "2023-02-20 17:00"),
    ] {
        let new = office().due_after_waits(at("2023-02-14 09:00"), limit(amount, policy), &waits, clock);
        assert_eq!(new, Some(at(due)), "{amount} {policy:?} {clock:?}");
    }
}

#[test]
fn two_waits_both_come_out_of_the_limit() {
    let waits = [
        Wait {
            asked: at("2023-02-15 09:00"),
            answered: at("2023-02-17 09:00"),
        },
        Wait {
            asked: at("2023-02-20 09:00"),
            answered: at("2023-02-22 09:00"),
        },
    ];
    let due = office().due_after_waits(
        at("2023-02-14 09:00"),
        limit("24h", Policy::Hours),
        &waits,
        SupplementClock::Pause,
    );
    assert_eq!(due, Some(at("2023-02-23 09:00")));
}

#[test]
fn an_explanation_names_each_day_and_its_counted_hours_add_up() {
    let why = office()
        .explain(at("2023-01-16 08:40"), limit("5d", Policy::Hours))
        .unwrap();
    assert_eq!(why.due, at("2023-01-30 08:40"));
    assert_eq!(why.steps.len(), 15);
    assert_eq!(
        why.steps.iter().map(|step| step.counted_seconds).sum::<u64>(),
        40 * 3600
    );
    assert_eq!(why.steps[4].kind, StepKind::Off);
    assert_eq!(why.steps[12].kind, StepKind::Weekend);
    assert_eq!(why.missing_years, Vec::<i32>::new());

    let why = office()
        .explain(at("2023-01-16 08:40"), limit("5d", Policy::Days))
        .unwrap();
    assert_eq!(why.steps[0].kind, StepKind::Received);
    let counted = why.steps.iter().filter(|step| step.counted_seconds == 8 * 3600);
    assert_eq!(counted.count(), 5);
}

#[test]
fn an_explanation_warns_of_unconfirmed_days_and_missing_years() {
    let why = office()
        .explain(at("2026-11-23 08:00"), limit("2d", Policy::Days))
        .unwrap();
    assert_eq!(why.due, at("2026-11-25 17:00"));
    assert_eq!(why.projected.len(), 1);
    assert_eq!(why.steps[1].kind, StepKind::Projected);
    let why = office()
        .explain(at("2026-12-30 08:00"), limit("5d", Policy::Days))
        .unwrap();
    assert_eq!(why.missing_years, [2027]);
}

#[test]
fn a_dossier_is_early_on_time_late_or_has_days_left() {
    let due = Some(at("2023-02-21 17:00"));
    for (now, pace) in [
        ("2023-02-16 09:00", Pace::Left(3)),
        ("2023-02-20 09:00", Pace::Left(1)),
        ("2023-02-18 09:00", Pace::Left(2)),
        ("2023-02-21 17:00", Pace::Today),
        ("2023-02-21 17:01", Pace::Overdue(1)),
        ("2023-02-22 08:00", Pace::Overdue(1)),
        ("2023-02-24 08:00", Pace::Overdue(3)),
    ] {
        assert_eq!(office().pace(due, at(now)), pace, "{now}");
    }
    for (finished, pace) in [
        ("2023-02-20 16:59", Pace::Early),
        ("2023-02-21 08:00", Pace::OnTime),
        ("2023-02-21 17:00", Pace::OnTime),
        ("2023-02-21 17:00:01", Pace::Late(1)),
        ("2023-02-23 08:00", Pace::Late(2)),
    ] {
        assert_eq!(office().finished_pace(due, at(finished)), pace, "{finished}");
    }
    assert_eq!(office().pace(None, at("2023-02-20 09:00")), Pace::Unlimited);
}

#[test]
fn amounts_are_exact_and_keep_their_text() {
    for (typed, text) in [
        ("0.5", "0.5"),
        ("0,50", "0.5"),
        ("10", "10"),
        ("1.25", "1.25"),
        ("007", "7"),
        ("0.05", "0.05"),
    ] {
        assert_eq!(typed.parse::<Amount>().unwrap().to_string(), text);
    }
    for (typed, error) in [
        ("", AmountError::Number),
        ("-1", AmountError::Number),
        ("1.234", AmountError::Number),
        (".5", AmountError::Number),
        ("1e3", AmountError::Number),
        ("10000", AmountError::Range),
        ("99999999999999", AmountError::Range),
    ] {
        assert_eq!(typed.parse::<Amount>(), Err(error), "{typed}");
    }
    assert_eq!(Limit::parse_amount("10"), Err(AmountError::Unit));
    assert_eq!(Limit::parse_amount("0.0d"), Err(AmountError::Range));
}

#[test]
fn a_limit_is_stored_with_plain_words() {
    let half = limit("0.5d", Policy::Hours);
    let json = r#"{"amount":"0.5","unit":"day","policy":"hours"}"#;
    assert_eq!(serde_json::to_string(&half).unwrap(), json);
    assert_eq!(serde_json::from_str::<Limit>(json).unwrap(), half);
    for policy in [Policy::Hours, Policy::Days, Policy::SameDay] {
        assert_eq!(Policy::from_word(policy.word()), Some(policy));
        assert_eq!(
            serde_json::to_string(&policy).unwrap(),
            format!("\"{}\"", policy.word())
        );
    }
    for unit in [Unit::Day, Unit::Hour, Unit::CalendarDay] {
        assert_eq!(Unit::from_word(unit.word()), Some(unit));
        assert_eq!(
            serde_json::to_string(&unit).unwrap(),
            format!("\"{}\"", unit.word())
        );
    }
}

#[test]
fn limits_are_said_in_the_words_of_the_letter() {
    assert_eq!(text::limit(limit("0.5d", Policy::Hours)), "0,5 ngày làm việc");
    assert_eq!(text::limit(limit("10d", Policy::Days)), "10 ngày làm việc");
    assert_eq!(text::limit(limit("1d", Policy::SameDay)), "trong ngày");
    assert_eq!(text::limit(limit("15cd", Policy::Days)), "15 ngày");
}

#[test]
fn every_sentence_fits_the_message_line() {
    let errors = [AmountError::Number, AmountError::Range, AmountError::Unit]
        .map(text::sentence)
        .map(str::to_owned);
    let rest = [
        text::missing_year(2027),
        text::projected("24/11/2026"),
        text::AFTER_CUTOFF.to_owned(),
        text::BEYOND_CALENDAR.to_owned(),
    ];
    for sentence in errors.into_iter().chain(rest) {
        assert!(
            unicode_width::UnicodeWidthStr::width(sentence.as_str()) <= 78,
            "{sentence}"
        );
    }
}

fn instants() -> impl Strategy<Value = NaiveDateTime> {
    (0i64..4 * 366 * 86_400_000).prop_map(|ms| at("2022-07-01 00:00") + TimeDelta::milliseconds(ms))
}

fn limits() -> impl Strategy<Value = Limit> {
    let policy = prop_oneof![Just(Policy::Hours), Just(Policy::Days), Just(Policy::SameDay)];
    let unit = prop_oneof![Just(Unit::Day), Just(Unit::Hour), Just(Unit::CalendarDay)];
    (1u32..4000, unit, policy).prop_map(|(hundredths, unit, policy)| {
        let amount = format!("{}.{:02}", hundredths / 100, hundredths % 100)
            .parse()
            .unwrap();
        Limit { amount, unit, policy }
    })
}

proptest! {
    #[test]
    fn a_due_time_is_later_than_reception_and_in_working_time(from in instants(), limit in limits()) {
        let due = office().due(from, limit).unwrap();
        prop_assert!(due > from, "{due}");
        prop_assert!(office().is_open(due), "{due}");
    }

    #[test]
    fn who_comes_later_is_never_due_earlier(from in instants(), later in 0i64..400_000, limit in limits()) {
        let first = office().due(from, limit).unwrap();
        let second = office().due(from + TimeDelta::seconds(later), limit).unwrap();
        prop_assert!(first <= second);
    }

    #[test]
    fn more_time_is_never_due_earlier(from in instants(), limit in limits(), more in 1u16..20) {
        let longer = Limit { amount: Amount::whole(u16::try_from(limit.amount.whole_up()).unwrap() + more), ..limit };
        prop_assert!(office().due(from, limit).unwrap() <= office().due(from, longer).unwrap());
    }

    #[test]
    fn the_working_time_up_to_the_due_time_is_the_limit(from in instants(), hundredths in 1u32..8000) {
        let limit = Limit {
            amount: format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap(),
            unit: Unit::Hour,
            policy: Policy::Hours,
        };
        let why = office().explain(from, limit).unwrap();
        prop_assert_eq!(office().working_time_between(from, why.due), limit.time());
        prop_assert_eq!(why.steps.iter().map(|step| step.counted_seconds).sum::<u64>(), limit.seconds());
    }

    #[test]
    fn a_pause_of_no_length_changes_nothing(from in instants(), percent in 0i64..100, any in limits()) {
        let limit = Limit { unit: Unit::Hour, policy: Policy::Hours, ..any };
        let due = office().due(from, limit).unwrap();
        let asked = from + TimeDelta::seconds((due - from).num_seconds() * percent / 100);
        let waits = [Wait { asked, answered: asked }];
        let resumed = office().due_after_waits(from, limit, &waits, SupplementClock::Pause).unwrap();
        prop_assert_eq!(resumed, due);
    }

    #[test]
    fn no_amount_makes_it_panic(text in any::<String>(), from in instants()) {
        if let Ok((amount, unit)) = Limit::parse_amount(&text) {
            let _ = office().due(from, Limit { amount, unit, policy: Policy::Hours });
        }
    }
}

#[test]
fn a_step_ends_after_its_own_time_from_when_it_was_entered() {
    let days = |text| Limit::of_step(Limit::parse_amount(text).unwrap(), Some(Policy::Days));
    let hours = |text| Limit::of_step(Limit::parse_amount(text).unwrap(), None);
    for (entered, limit, due) in [
        ("2023-02-14 09:02:00", hours("1d"), "2023-02-15 09:02:00"),
        ("2023-02-14 09:02:00", days("1d"), "2023-02-15 17:00:00"),
        ("2023-02-14 09:02:00", hours("4h"), "2023-02-14 15:02:00"),
        // Forwarded after the cut-off: entered when the next working day opens.
        ("2023-02-14 15:00:01", hours("4h"), "2023-02-15 11:00:00"),
        ("2023-02-14 15:00:01", days("1d"), "2023-02-16 17:00:00"),
        ("2023-02-18 09:00:00", hours("1d"), "2023-02-20 17:00:00"),
    ] {
        assert_eq!(office().step_due(at(entered), limit), Some(at(due)), "{entered}");
    }
    let same_day = Limit::of_step(Limit::parse_amount("4h").unwrap(), Some(Policy::SameDay));
    assert_eq!(
        same_day.policy,
        Policy::Hours,
        "a step within the day is counted to the hour"
    );
}
