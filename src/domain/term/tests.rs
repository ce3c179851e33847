use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").unwrap()
}

#[test]
fn the_table_of_kb08_holds_in_both_directions() {
    for (start, term, end) in [
        ("29/02/2024", "1y", "28/02/2025"),
        ("31/01/2023", "1m", "28/02/2023"),
        ("14/02/2023", "3m", "14/05/2023"),
        ("14/02/2023", "15d", "01/03/2023"),
        ("14/02/2023", "10y", "14/02/2033"),
        ("30/11/2023", "3m", "29/02/2024"),
        ("29/02/2024", "4y", "29/02/2028"),
    ] {
        let parsed: Term = term.parse().unwrap();
        assert_eq!(parsed.ends_on(day(start)), Some(day(end)), "{start} + {term}");
        assert_eq!(
            Term::between(day(start), day(end)),
            Some(parsed),
            "{start} to {end}"
        );
        assert!(parsed.agrees(day(start), day(end)));
    }
}

#[test]
fn a_term_is_understood_as_officers_write_it() {
    for (typed, term) in [
        ("10y", Term::Years(10)),
        ("10Y", Term::Years(10)),
        ("10 năm", Term::Years(10)),
        ("10 NĂM", Term::Years(10)),
        ("10n", Term::Years(10)),
        (" 3 tháng ", Term::Months(3)),
        ("3m", Term::Months(3)),
        ("15 ngày", Term::Days(15)),
        ("15d", Term::Days(15)),
        ("9999d", Term::Days(9999)),
    ] {
        assert_eq!(typed.parse(), Ok(term), "{typed}");
    }
}

#[test]
fn what_is_not_a_term_is_refused_with_its_own_reason() {
    for (typed, error) in [
        ("", TermError::Empty),
        ("  ", TermError::Empty),
        ("0y", TermError::Amount),
        ("-1y", TermError::Amount),
        ("01y", TermError::Amount),
        ("10000d", TermError::Amount),
        ("99999999999999999999y", TermError::Amount),
        ("1.5y", TermError::Unit),
        ("y", TermError::Amount),
        ("10", TermError::Unit),
        ("10x", TermError::Unit),
        ("abc", TermError::Unit),
    ] {
        assert_eq!(typed.parse::<Term>(), Err(error), "{typed}");
    }
}

#[test]
fn an_end_beyond_the_calendar_is_no_end() {
    assert_eq!(Term::Years(9999).ends_on(day("14/02/2023")), None);
    assert_eq!(Term::between(day("14/02/2023"), day("14/02/2023")), None);
    assert_eq!(Term::between(day("14/02/2023"), day("13/02/2023")), None);
}

#[test]
fn a_term_is_stored_as_it_is_typed() {
    assert_eq!(serde_json::to_string(&Term::Years(10)).unwrap(), "\"10y\"");
    assert_eq!(serde_json::from_str::<Term>("\"3m\"").unwrap(), Term::Months(3));
    assert!(serde_json::from_str::<Term>("\"0m\"").is_err());
}

#[test]
fn every_sentence_fits_the_message_line() {
    for error in [TermError::Empty, TermError::Unit, TermError::Amount] {
        assert!(
            unicode_width::UnicodeWidthStr::width(text::sentence(error)) <= 78,
            "{error:?}"
        );
    }
    assert_eq!(text::words(Term::Years(10)), "10 năm");
}

proptest! {
    #[test]
    fn text_and_term_come_back(amount in 1u16..=9999, unit in 0usize..3) {
        let term = [Term::Days, Term::Months, Term::Years][unit](amount);
        prop_assert_eq!(term.to_string().parse(), Ok(term));
    }

    #[test]
    fn the_derived_term_leads_to_the_same_end(from in 0i64..40_000, length in 1i64..9_999) {
        let start = day("01/01/1990") + chrono::Duration::days(from);
        let end = start + chrono::Duration::days(length);
        let term = Term::between(start, end).unwrap();
        prop_assert_eq!(term.ends_on(start), Some(end));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = text.parse::<Term>();
    }
}
