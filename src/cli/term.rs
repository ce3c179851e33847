//! `motcua term`: the last day of a paper's validity, or the term that leads to it.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

use crate::domain::identity::{parse_day, text as dates};
use crate::domain::say;
use crate::domain::term::{Term, text as words};

use super::outcome::Outcome;
use super::text;

/// Options of `term`.
#[derive(Debug, Clone, Args)]
pub struct TermArgs {
    /// Ngày bắt đầu có hiệu lực, 2023-02-14 hoặc 14/02/2023
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    start: String,
    /// Bao lâu: 10y, 3m, 15d, "10 năm"
    #[arg(long, value_name = "TERM", allow_hyphen_values = true)]
    length: Option<String>,
    /// Ngày cuối còn hiệu lực
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    end: Option<String>,
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
}

/// A first day, with what leads to the last one; neither = no limit.
struct Validity {
    start: NaiveDate,
    length: Option<Term>,
    end: Option<NaiveDate>,
}

/// Derives what is not given from what is; both must agree when both are given.
pub fn run(args: &TermArgs, out: &mut dyn Write) -> Outcome {
    let validity = match derive(args) {
        Ok(validity) => validity,
        Err(sentence) => return Outcome::Refused(sentence),
    };
    let printed = if args.json {
        let answer = json!({
            "start": validity.start.to_string(),
            "length": validity.length,
            "end": validity.end.map(|end| end.to_string()),
        });
        writeln!(out, "{answer}")
    } else {
        writeln!(out, "{}", spoken(&validity))
    };
    Outcome::printed(printed, Outcome::Done)
}

fn derive(args: &TermArgs) -> Result<Validity, String> {
    let start = day(&args.start)?;
    let length = args
        .length
        .as_deref()
        .map(str::trim)
        .filter(|typed| !typed.is_empty());
    let length = length
        .map(str::parse::<Term>)
        .transpose()
        .map_err(|error| words::sentence(error).to_owned())?;
    let typed_end = args.end.as_deref().map(day).transpose()?;
    let Some(end) = typed_end else {
        let end = length
            .map(|term| term.ends_on(start).ok_or_else(|| words::TOO_FAR.to_owned()))
            .transpose()?;
        return Ok(Validity { start, length, end });
    };
    if end <= start {
        return Err(words::ENDS_BEFORE_START.to_owned());
    }
    match length {
        Some(term) if !term.agrees(start, end) => Err(words::disagree(term)),
        Some(_) => Ok(Validity {
            start,
            length,
            end: Some(end),
        }),
        None => Ok(Validity {
            start,
            length: Term::between(start, end),
            end: Some(end),
        }),
    }
}

fn day(typed: &str) -> Result<NaiveDate, String> {
    parse_day(typed).ok_or_else(|| dates::no_such_day(typed))
}

fn spoken(validity: &Validity) -> String {
    let start = say::date(validity.start);
    match (validity.end, validity.length) {
        (None, _) => text::valid_for_ever(&start),
        (Some(end), Some(term)) => text::valid_until(&start, &say::date(end), &words::words(term)),
        (Some(end), None) => text::valid_until(&start, &say::date(end), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use serde_json::Value;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: TermArgs,
    }

    fn term(words: &[&str]) -> (Outcome, String) {
        let line = Line::try_parse_from([&["term"], words].concat()).unwrap();
        let mut out = Vec::new();
        (run(&line.args, &mut out), String::from_utf8(out).unwrap())
    }

    fn answer(words: &[&str]) -> Value {
        serde_json::from_str(&term(&[words, &["--json"]].concat()).1).unwrap()
    }

    #[test]
    fn the_end_follows_from_the_length_and_the_length_from_the_end() {
        let ten_years = json!({"start": "2023-02-14", "length": "10y", "end": "2033-02-14"});
        assert_eq!(answer(&["--start", "2023-02-14", "--length", "10y"]), ten_years);
        assert_eq!(
            answer(&["--start", "14/02/2023", "--length", "10 năm"]),
            ten_years
        );
        assert_eq!(
            answer(&["--start", "2023-02-14", "--end", "2033-02-14"]),
            ten_years
        );
        let for_ever = json!({"start": "2023-02-14", "length": null, "end": null});
        assert_eq!(answer(&["--start", "2023-02-14"]), for_ever);
        assert_eq!(answer(&["--start", "2023-02-14", "--length", ""]), for_ever);
    }

    #[test]
    fn people_get_a_sentence() {
        let said = |words: &[&str]| term(words).1;
        assert_eq!(
            said(&["--start", "29/02/2024", "--length", "1y"]),
            "Từ 29/02/2024 đến hết 28/02/2025 (1 năm)\n"
        );
        assert_eq!(said(&["--start", "29/02/2024"]), "Từ 29/02/2024, vô thời hạn\n");
    }

    #[test]
    fn wrong_terms_and_days_are_refused_in_words() {
        for words in [
            &["--start", "2023-02-30"][..],
            &["--start", "2023-02-14", "--length", "0y"],
            &["--start", "2023-02-14", "--length", "-1y"],
            &["--start", "2023-02-14", "--length", "10x"],
            &["--start", "2023-02-14", "--length", "9999y"],
            &["--start", "2023-02-14", "--end", "2023-02-14"],
            &["--start", "2023-02-14", "--end", "tomorrow"],
            &["--start", "2023-02-14", "--length", "1y", "--end", "2024-02-15"],
        ] {
            let (outcome, out) = term(words);
            assert!(
                matches!(outcome, Outcome::Refused(_)) && out.is_empty(),
                "{words:?}"
            );
        }
    }
}
