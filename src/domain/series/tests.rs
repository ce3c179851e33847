use super::*;

fn office() -> Settings {
    let rows = [("unit_code", "000.99.15.H08"), ("code_range", "1-999")];
    Settings(rows.map(|(key, value)| (key.to_owned(), value.to_owned())).into())
}

fn with(key: &str, value: &str) -> Settings {
    let mut office = office();
    office.0.insert(key.to_owned(), value.to_owned());
    office
}

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 2, d).unwrap()
}

fn codes() -> Doubt {
    Doubt {
        series: Series::Code(day(14)),
        known: 3,
    }
}

fn register() -> Doubt {
    Doubt {
        series: Series::Register(2023),
        known: 300,
    }
}

#[test]
fn a_code_is_read_by_its_digits_or_whole_and_only_of_its_day_and_unit() {
    let other = |text: &str| Misread::OtherUnit(text.to_owned());
    let cases = [
        ("0006", Ok(6)),
        ("6", Ok(6)),
        ("0", Ok(0)),
        (" 000.99.15.h08-230214-0006 ", Ok(6)),
        ("230214-0006", Ok(6)),
        ("000.99.15.H08-20230214-0000006", Ok(6)),
        ("000.99.15.H08-230213-0009", Err(Misread::OtherDay(day(13)))),
        ("230213-0009", Err(Misread::OtherDay(day(13)))),
        ("000.00.10.H08-230214-0009", Err(other("000.00.10.H08"))),
        ("0306/TNHS", Err(Misread::OtherNumber)),
        ("1003", Err(Misread::OtherDesk { first: 1, last: 999 })),
        (
            "000.99.15.H08-230214-1003",
            Err(Misread::OtherDesk { first: 1, last: 999 }),
        ),
        ("", Err(Misread::Unreadable)),
        ("H08-", Err(Misread::Unreadable)),
        ("6a", Err(Misread::Unreadable)),
        ("3", Ok(3)),
        ("0002", Err(Misread::Passed)),
        ("Mã hồ sơ: 000.99.15.H08-230214-0006", Ok(6)),
        ("99999999999", Err(Misread::Unreadable)),
    ];
    for (typed, wanted) in cases {
        assert_eq!(codes().read(typed, &office()), wanted, "{typed}");
    }
    let long = with("code_pattern", "{seq:05}.{yyMMdd}.{unit}");
    assert_eq!(codes().read("00006.230214.000.99.15.H08", &long), Ok(6));
    assert_eq!(codes().on_paper(&office()), "000.99.15.H08-230214-0003");
}

#[test]
fn a_books_number_is_read_with_or_without_its_suffix_and_no_code_is_taken_for_it() {
    let cases = [
        ("0306/TNHS", Ok(306)),
        ("306", Ok(306)),
        ("0", Ok(0)),
        ("Số: 0306/TNHS", Ok(306)),
        ("0300/TNHS", Ok(300)),
        ("299", Err(Misread::Passed)),
        ("0306/HDHS", Err(Misread::OtherNumber)),
        ("000.99.15.H08-230214-0006", Err(Misread::OtherNumber)),
        ("230214-0006", Err(Misread::OtherNumber)),
        ("", Err(Misread::Unreadable)),
    ];
    for (typed, wanted) in cases {
        assert_eq!(register().read(typed, &office()), wanted, "{typed}");
    }
    let yearly = with("form_no_pattern", "{seq:05}/{yyyy}/{suffix}");
    assert_eq!(register().read("00306/2023/TNHS", &yearly), Ok(306));
    assert_eq!(
        register().read("00306/2022/TNHS", &yearly),
        Err(Misread::OtherNumber)
    );
    assert_eq!(register().on_paper(&office()), "0300/TNHS");
    let slips = Doubt {
        series: Series::Form("supplement".to_owned(), 2023),
        known: 0,
    };
    assert_eq!(slips.read("0012/HDHS", &office()), Ok(12));
    assert_eq!(slips.read("0012/TNHS", &office()), Err(Misread::OtherNumber));
    assert_eq!(slips.on_paper(&office()), "0001/HDHS");
}
