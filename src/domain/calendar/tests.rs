use chrono::NaiveTime;
use proptest::prelude::*;

use super::*;

const DAYS: &str = "date,kind,status,name,source\n\
    # Tết 2023\n\
    2023-01-20,off,official,Tết Nguyên đán,QĐ\n\
    2023-01-23,off,official,Tết Nguyên đán,\"QĐ, 2022\"\n\
    2023-01-24,off,official,Tết Nguyên đán,QĐ\n\
    2023-01-25,off,official,Tết Nguyên đán,QĐ\n\
    2023-01-26,off,official,Tết Nguyên đán,QĐ\n\
    2026-01-02,off,official,Nghỉ bù,VB\n\
    2026-01-10,work,official,Làm bù,VB\n\
    2026-11-24,off,projected,Ngày Văn hóa Việt Nam,NQ\n\
    2026-11-28,off,projected,Rơi vào thứ Bảy,NQ\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    Calendar::from_csv(DAYS).unwrap()
}

#[test]
fn weekends_rest_days_off_rest_and_swapped_saturdays_work() {
    let calendar = calendar();
    for (date, worked) in [
        ("2023-01-19", true),
        ("2023-01-20", false),
        ("2023-01-27", true),
        ("2023-01-28", false),
        ("2026-01-02", false),
        ("2026-01-10", true),
        ("2026-01-11", false),
    ] {
        assert_eq!(calendar.is_worked(day(date)), worked, "{date}");
    }
    assert!(matches!(calendar.day(day("2026-01-10")), Day::Swapped(row) if row.name == "Làm bù"));
}

#[test]
fn a_projected_day_is_worked_until_confirmed_and_is_reported() {
    let calendar = calendar();
    assert!(calendar.is_worked(day("2026-11-24")));
    assert!(
        !calendar.is_worked(day("2026-11-28")),
        "a Saturday stays a Saturday"
    );
    let touched = calendar.touches_projected(day("2026-11-20"), day("2026-11-30"));
    assert_eq!(
        touched.iter().map(|row| row.on).collect::<Vec<_>>(),
        [day("2026-11-24")]
    );
    assert!(
        calendar
            .touches_projected(day("2026-11-25"), day("2026-11-27"))
            .is_empty()
    );
    assert!(
        calendar
            .touches_projected(day("2026-11-25"), day("2026-11-20"))
            .is_empty()
    );

    let confirmed = Calendar::new(calendar.rows().cloned().map(|mut row| {
        row.status = DayStatus::Official;
        row
    }));
    assert!(!confirmed.is_worked(day("2026-11-24")));
}

#[test]
fn the_calendar_facts_of_the_scenarios_hold() {
    let calendar = calendar();
    for (from, days, to) in [
        ("2023-02-14", 3, "2023-02-17"),
        ("2023-02-14", 5, "2023-02-21"),
        ("2023-02-14", 10, "2023-02-28"),
        ("2023-02-14", 20, "2023-03-14"),
        ("2023-01-16", 5, "2023-01-30"),
        ("2023-02-14", 0, "2023-02-14"),
    ] {
        assert_eq!(
            calendar.add_working_days(day(from), days),
            Some(day(to)),
            "{from} + {days}"
        );
        assert_eq!(calendar.working_days_between(day(from), day(to)), days);
    }
    assert_eq!(
        calendar.working_days_between(day("2023-02-17"), day("2023-02-14")),
        0
    );
}

#[test]
fn what_the_law_fixes_is_off_before_its_year_is_decided_and_the_rest_is_not() {
    let calendar = Calendar::shipped();
    for on in [
        "2027-01-01",
        "2027-04-16",
        "2027-04-30",
        "2027-05-03",
        "2027-09-02",
        "2028-01-03",
    ] {
        assert!(!calendar.is_worked(day(on)), "{on}");
        assert!(calendar.touches_projected(day(on), day(on)).is_empty(), "{on}");
    }
    for on in ["2027-02-04", "2027-02-08", "2027-09-03", "2027-11-24"] {
        assert!(matches!(calendar.day(day(on)), Day::Projected(_)), "{on}");
    }
    assert_eq!(
        calendar.add_working_days(day("2026-12-29"), 3),
        Some(day("2027-01-04"))
    );
}

#[test]
fn of_two_rows_of_a_day_the_surer_one_stands_whichever_came_first() {
    let row = |status, kind| DayRow {
        on: day("2027-01-01"),
        kind,
        status,
        name: "Tết Dương lịch".into(),
        source: String::new(),
    };
    let law = row(DayStatus::Law, DayKind::Off);
    let foreseen = row(DayStatus::Projected, DayKind::Off);
    let exchanged = row(DayStatus::Official, DayKind::Work);
    for (rows, stands) in [
        ([&law, &foreseen], &law),
        ([&foreseen, &law], &law),
        ([&law, &exchanged], &exchanged),
        ([&exchanged, &law], &exchanged),
    ] {
        let calendar = Calendar::new(rows.map(DayRow::clone));
        assert_eq!(calendar.rows().collect::<Vec<_>>(), [stands]);
    }
}

#[test]
fn a_year_without_official_days_is_missed_from_december_on() {
    let calendar = calendar();
    assert_eq!(calendar.missing_year(day("2026-11-30")), None);
    assert_eq!(calendar.missing_year(day("2026-12-01")), Some(2027));
    assert_eq!(calendar.missing_year(day("2025-06-01")), Some(2025));
    assert_eq!(
        calendar.missing_years(day("2025-12-30"), day("2027-01-05")),
        [2025, 2027]
    );
}

#[test]
fn a_wrong_file_names_the_line_and_the_fault() {
    for (line, error) in [
        ("2023-02-30,off,official,a,b", CalendarError::Date(2)),
        ("2023-02-28,rest,official,a,b", CalendarError::Kind(2)),
        ("2023-02-28,off,sure,a,b", CalendarError::Status(2)),
        ("2023-02-28,off,official", CalendarError::Columns(2)),
    ] {
        let file = format!("date,kind,status,name,source\n{line}\n");
        assert_eq!(Calendar::from_csv(&file), Err(error), "{line}");
    }
    assert_eq!(Calendar::from_csv(""), Err(CalendarError::Columns(1)));
    assert_eq!(
        Calendar::from_csv("2023-02-28,off,official,a,b"),
        Err(CalendarError::Columns(1))
    );
}

#[test]
fn an_imported_file_with_overlapping_or_impossible_rows_is_refused_with_the_line() {
    let shipped_holiday = "2023-05-01,work,official,Không nghỉ,x";
    for (lines, error) in [
        (
            "2027-01-01,off,official,Tết Dương lịch,x\n# chú thích\n2027-01-01,off,projected,Tết,x",
            Some(CalendarError::Twice { line: 4, first: 2 }),
        ),
        (
            "2027-01-01,off,official,Tết,x\n2027-01-01,shipped",
            Some(CalendarError::Twice { line: 3, first: 2 }),
        ),
        ("2027-02-30,off,official,Tết,x", Some(CalendarError::Date(2))),
        ("0227-01-01,off,official,Tết,x", Some(CalendarError::Year(2))),
        (
            "2027-03-03,work,official,Làm bù,x",
            Some(CalendarError::Worked(2)),
        ),
        ("2027-03-06,work,official,,x", Some(CalendarError::Name(2))),
        ("2027-03-06,work,official,Làm bù,x", None),
        (shipped_holiday, None),
    ] {
        let file = format!("date,kind,status,name,source\n{lines}\n");
        assert_eq!(checked_entries(&file).err(), error, "{lines}");
    }
}

#[test]
fn an_official_row_beats_a_projected_one_of_the_same_day() {
    let twice =
        "date,kind,status,name,source\n2026-05-01,off,official,Một,x\n2026-05-01,off,projected,Hai,x\n";
    assert_eq!(
        Calendar::from_csv(twice).unwrap().rows().next().unwrap().name,
        "Một"
    );
}

#[test]
fn the_shipped_calendar_can_be_read() {
    assert_eq!(&Calendar::from_csv(SHIPPED).unwrap(), Calendar::shipped());
}

#[test]
fn working_hours_are_read_with_either_dash_and_written_with_one() {
    for text in [
        "07:00–11:30, 13:30–17:00",
        "07:00-11:30,13:30-17:00",
        "7h–11h30; 13h30-17h00",
    ] {
        let hours: Hours = text.parse().unwrap();
        assert_eq!(hours, Hours::default());
        assert_eq!(hours.to_string(), "07:00–11:30, 13:30–17:00");
        assert_eq!(hours.seconds(), 8 * 3600);
    }
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    assert_eq!(Hours::default().half(noon).to_string(), "11:30:00");
    for (text, error) in [
        ("", HoursError::Empty),
        ("7-11", HoursError::Form),
        ("07:00", HoursError::Form),
        ("07:00–24:00", HoursError::Form),
        ("11:00–07:00", HoursError::Order),
        ("07:00–12:00, 11:00–17:00", HoursError::Order),
    ] {
        assert_eq!(text.parse::<Hours>(), Err(error), "{text}");
    }
}

proptest! {
    #[test]
    fn adding_and_counting_working_days_undo_each_other(from in 0i64..1500, days in 0u32..60) {
        let from = day("2022-06-01") + chrono::Duration::days(from);
        let to = calendar().add_working_days(from, days).unwrap();
        prop_assert_eq!(calendar().working_days_between(from, to), days);
        prop_assert!(days == 0 || calendar().is_worked(to));
        let back = calendar().worked_days_back(from, days).unwrap();
        prop_assert_eq!(calendar().working_days_between(back, from), days);
        let next = back.succ_opt().unwrap();
        prop_assert!(days == 0 || calendar().working_days_between(next, from) < days, "the last such day");
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>()) {
        let _ = (text.parse::<Hours>(), Calendar::from_csv(&text), parse_time(&text));
    }
}
