use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn fill(pattern: &str, unit: &str, on: &str, seq: u32) -> String {
    pattern.parse::<Pattern>().unwrap().fill(&Filling {
        unit,
        on: day(on),
        seq,
        suffix: "TNHS",
    })
}

#[test]
fn the_shipped_patterns_give_the_codes_of_the_reference() {
    assert_eq!(
        fill(LEGACY_PATTERN, "000.00.10.H08", "2022-10-06", 6),
        "000.00.10.H08-221006-0006"
    );
    assert_eq!(
        fill(LONG_PATTERN, "G09.20", "2026-06-09", 92637),
        "G09.20-20260609-0092637"
    );
    assert_eq!(fill(FORM_PATTERN, "", "2026-06-09", 1), "0001/TNHS");
    assert_eq!(
        fill("{seq:04}/{yyyy}/{suffix}", "", "2026-06-09", 12345),
        "12345/2026/TNHS"
    );
    assert_eq!(
        fill(LEGACY_PATTERN, "H08", "2022-10-06", 12345),
        "H08-221006-12345"
    );
}

#[test]
fn a_wrong_pattern_names_its_fault() {
    for (pattern, error) in [
        ("{unit", PatternError::Brace),
        ("unit}-{seq}", PatternError::Brace),
        ("{unit}-{day}-{seq}", PatternError::Unknown("day".into())),
        ("{seq:0}", PatternError::Unknown("seq:0".into())),
        (
            "{seq:099999999999}",
            PatternError::Unknown("seq:099999999999".into()),
        ),
        ("{unit}-{yyMMdd}", PatternError::NoSeq),
        ("", PatternError::NoSeq),
    ] {
        assert_eq!(pattern.parse::<Pattern>(), Err(error), "{pattern}");
    }
}

#[test]
fn codes_of_every_known_form_are_read() {
    for (code, unit, on, seq) in [
        ("000.00.10.H08-221006-0006", "000.00.10.H08", "2022-10-06", 6),
        ("000.99.15.h08-230214-0001", "000.99.15.H08", "2023-02-14", 1),
        ("000.00.10.H08-221006-12345", "000.00.10.H08", "2022-10-06", 12345),
        ("G09.20-20260609-0092637", "G09.20", "2026-06-09", 92637),
        ("H08-230214-0001", "H08", "2023-02-14", 1),
        (" H55.242.A1-230214-0001 ", "H55.242.A1", "2023-02-14", 1),
    ] {
        assert_eq!(
            read_code(code),
            Some(CodeParts {
                unit: unit.into(),
                on: day(on),
                seq
            }),
            "{code}"
        );
    }
    for code in [
        "",
        "0006",
        "221006-0006",
        "000.00.10.H08-221306-0006",
        "000.00.10.H08-230229-0006",
        "000.00.10.H08-221006-006",
        "000.00.10.H08-221006-00000006",
        "000.00.10.H08-2210061-0006",
        "000.00.10.Z08-221006-0006",
        "00.00.10.H08-221006-0006",
        "H08.ABCD-221006-0006",
        "H08..1-221006-0006",
        "000.00.10.H08-22ă006-0006",
    ] {
        assert_eq!(read_code(code), None, "{code}");
    }
}

#[test]
fn tables_leave_out_the_own_unit_and_keep_a_foreign_one() {
    let own = "000.99.15.H08";
    assert_eq!(short_code("000.99.15.H08-230214-0001", own), "230214-0001");
    assert_eq!(
        short_code("000.00.10.H08-230214-0001", own),
        "000.00.10.H08-230214-0001"
    );
    assert_eq!(
        short_code("000.99.15.H081-230214-0001", own),
        "000.99.15.H081-230214-0001"
    );
    assert_eq!(short_code("000.99.15.H08", own), "000.99.15.H08");
    assert_eq!(short_code("-1", ""), "-1");
}

#[test]
fn a_unit_code_turns_round() {
    for (long, short) in [
        ("000.00.10.H08", "H08.10"),
        ("000.00.00.H49", "H49"),
        ("001.12.10.H08", "H08.10.12.001"),
        ("H08.10", "H08.10"),
        ("not a unit", "not a unit"),
    ] {
        assert_eq!(short_unit(long), short);
    }
}

#[test]
fn each_desk_has_its_own_numbers_until_they_are_used_up() {
    let (first, second) = (SeqRange::of_desk(1), SeqRange::of_desk(2));
    assert_eq!(
        (first.to_string(), second.to_string()),
        ("0001-0999".into(), "1001-1999".into())
    );
    assert!(!first.overlaps(second));
    assert_eq!(first.next_after(None), Some(1));
    assert_eq!(first.next_after(Some(998)), Some(999));
    assert_eq!(first.next_after(Some(999)), None);
    assert_eq!(first.next_after(Some(u32::MAX)), None);
    assert_eq!(second.next_after(Some(7)), Some(1001));
    assert!(second.contains(1001) && !second.contains(1000));
}

#[test]
fn ranges_are_read_as_settings_write_them() {
    let range: SeqRange = "0500-0999".parse().unwrap();
    assert_eq!((range.first(), range.last()), (500, 999));
    assert_eq!("1 – 499".parse::<SeqRange>().unwrap().to_string(), "0001-0499");
    for (text, error) in [
        ("", RangeError::Form),
        ("5", RangeError::Form),
        ("a-b", RangeError::Form),
        ("1-99999999", RangeError::Form),
        ("0-9", RangeError::Order),
        ("9-1", RangeError::Order),
    ] {
        assert_eq!(text.parse::<SeqRange>(), Err(error), "{text}");
    }
}

#[test]
fn paper_codes_join_owner_and_kind() {
    assert_eq!(
        paper_code("215404812", "KQ.G01.000005"),
        "215404812.KQ.G01.000005"
    );
    assert_eq!(
        split_paper_code("4101234562-001.KQ.G01.1"),
        Some(("4101234562-001", "KQ.G01.1"))
    );
    assert_eq!(split_paper_code(".KQ"), None);
    assert_eq!(split_paper_code("215404812"), None);
}

#[test]
fn lookup_codes_use_no_letter_that_looks_like_another() {
    assert_eq!(lookup_code([0; 4]), "3333");
    for look_alike in *b"0O1IL2Z5S8BU" {
        assert!(!LOOKUP_ALPHABET.contains(&look_alike));
    }
}

proptest! {
    #[test]
    fn a_filled_pattern_is_read_back(
        pattern in prop_oneof![Just(LEGACY_PATTERN), Just(LONG_PATTERN)],
        unit in "[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Y][0-9]{2}|[A-Y][0-9]{2}(\\.[A-Z0-9]{1,3}){0,3}",
        days in 0i64..36_000,
        seq in 1u32..9_999_999,
    ) {
        let on = day("2001-01-01") + chrono::Duration::days(days);
        let pattern: Pattern = pattern.parse().unwrap();
        let code = pattern.fill(&Filling { unit: &unit, on, seq, suffix: "" });
        let parts = CodeParts { unit: unit.clone(), on, seq };
        prop_assert_eq!(pattern.read(&code), Some(parts.clone()));
        prop_assert_eq!(read_code(&code), Some(parts));
        prop_assert!(!short_code(&code, &unit).contains(&unit));
    }

    #[test]
    fn a_range_is_read_back_and_only_gives_its_own_numbers(first in 1u32..9000, more in 0u32..999, last in any::<Option<u32>>()) {
        let range: SeqRange = format!("{first}-{}", first + more).parse().unwrap();
        prop_assert_eq!(range.to_string().parse(), Ok(range));
        prop_assert!(range.next_after(last).is_none_or(|next| range.contains(next)));
    }

    #[test]
    fn every_lookup_code_has_four_letters_of_the_alphabet(random in any::<[u8; 4]>()) {
        let code = lookup_code(random);
        prop_assert!(code.len() == 4 && code.bytes().all(|byte| LOOKUP_ALPHABET.contains(&byte)));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[0-9A-Z.ă-]{0,30}") {
        for text in [&text, &near] {
            let _ = (read_code(text), text.parse::<Pattern>(), text.parse::<SeqRange>());
            let _ = (short_unit(text), short_code(text, "H08"), split_paper_code(text), is_unit(text));
        }
    }
}
