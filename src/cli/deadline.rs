//! `motcua deadline`: when a dossier would be due, and why. Counts with the shipped calendar unless it is given another.

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime};
use clap::{Args, ValueEnum};
use serde_json::{Number, Value, json};

use crate::domain::deadline::{Explanation, Limit, OfficeTime, Policy, Step, StepKind, text as words};
use crate::domain::identity::parse_day;
use crate::domain::say;
use crate::domain::time::Moment;

use super::outcome::Outcome;
use super::text;

/// Options of `deadline`.
#[derive(Debug, Clone, Args)]
pub struct DeadlineArgs {
    /// Lúc nhận hồ sơ, 2022-10-06T08:34:17 hoặc "06/10/2022 08:34"
    #[arg(long, value_name = "LOCALTIME", allow_hyphen_values = true)]
    from: String,
    /// Thời hạn: ngày làm việc 10d hay 0.5d, giờ làm việc 4h, ngày liên tục 15cd
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: String,
    /// Cách tính thời hạn
    #[arg(long, value_enum, default_value_t = PolicyWord::Hours)]
    policy: PolicyWord,
    /// Nêu từng ngày ở giữa
    #[arg(long)]
    explain: bool,
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
}

/// The policies as options write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PolicyWord {
    /// Đến từng giây theo giờ làm việc; 1 ngày là 8 giờ
    Hours,
    /// Không tính ngày nhận; hẹn vào cuối ngày làm việc cuối cùng
    Days,
    /// Trong ngày; nhận sau giờ chốt thì ngày làm việc kế
    SameDay,
}

impl PolicyWord {
    fn policy(self) -> Policy {
        match self {
            Self::Hours => Policy::Hours,
            Self::Days => Policy::Days,
            Self::SameDay => Policy::SameDay,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::SameDay => "same-day",
        }
    }
}

/// Counts with the shipped calendar and the default hours.
pub fn run(args: &DeadlineArgs, out: &mut dyn Write) -> Outcome {
    run_with(args, &OfficeTime::default(), out)
}

/// Counts with the calendar and hours of an office.
pub fn run_with(args: &DeadlineArgs, office: &OfficeTime, out: &mut dyn Write) -> Outcome {
    let Some(from) = local_time(&args.from) else {
        return Outcome::Refused(text::no_such_time(&args.from));
    };
    let (amount, unit) = match Limit::parse_amount(&args.amount) {
        Ok(parsed) => parsed,
        Err(error) => return Outcome::Refused(words::sentence(error).to_owned()),
    };
    let limit = Limit {
        amount,
        unit,
        policy: args.policy.policy(),
    };
    let Some(why) = office.explain(from, limit) else {
        return Outcome::Refused(words::BEYOND_CALENDAR.to_owned());
    };
    let printed = if args.json {
        writeln!(out, "{}", answer(args, from, limit, &why))
    } else {
        print(args, (from, limit, office), &why, out)
    };
    Outcome::printed(printed, Outcome::Done)
}

fn answer(args: &DeadlineArgs, from: NaiveDateTime, limit: Limit, why: &Explanation) -> Value {
    json!({
        "from": Moment::from_local(from).rfc3339(),
        "due": Moment::from_local(why.due).rfc3339(),
        "policy": args.policy.word(),
        "amount": limit.amount,
        "unit": limit.unit,
        "steps": why.steps.iter().map(step).collect::<Vec<_>>(),
        "projected": why.projected.iter().map(|row| row.on.to_string()).collect::<Vec<_>>(),
        "missing_years": why.missing_years,
    })
}

fn step(step: &Step) -> Value {
    json!({
        "date": step.date.to_string(),
        "kind": step.kind,
        "name": step.name,
        "counted_hours": hours(step.counted_seconds),
    })
}

/// Whole hours as an integer; others as the nearest decimal, which no rule is computed from.
fn hours(seconds: u64) -> Number {
    let exact = u32::try_from(seconds).unwrap_or(u32::MAX);
    if exact.is_multiple_of(3600) {
        return Number::from(exact / 3600);
    }
    Number::from_f64(f64::from(exact) / 3600.0).unwrap_or_else(|| Number::from(0))
}

fn print(
    args: &DeadlineArgs,
    count: (NaiveDateTime, Limit, &OfficeTime),
    why: &Explanation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (from, limit, office) = count;
    if args.explain {
        writeln!(out, "{}", text::received(from))?;
        writeln!(out, "{}", text::limit(limit))?;
        for step in &why.steps {
            writeln!(out, "{}", text::step(step))?;
        }
    }
    writeln!(out, "{}", text::due(why.due))?;
    if args.explain {
        writeln!(out, "{}", text::hours(&office.hours))?;
    }
    for row in why.projected.iter().filter(|row| is_counted(why, row.on)) {
        writeln!(out, "{}", words::projected(&say::date(row.on)))?;
    }
    for year in &why.missing_years {
        writeln!(out, "{}", words::missing_year(*year))?;
    }
    Ok(())
}

fn is_counted(why: &Explanation, on: chrono::NaiveDate) -> bool {
    why.steps
        .iter()
        .any(|step| step.date == on && step.kind == StepKind::Projected)
}

/// Local time of the office: ISO with a blank or `T`, `dd/mm/yyyy HH:MM`, or RFC 3339, brought to +07:00.
fn local_time(typed: &str) -> Option<NaiveDateTime> {
    let typed = typed.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(typed) {
        return Some(at.with_timezone(&FixedOffset::east_opt(7 * 3600)?).naive_local());
    }
    let (day, time) = typed.split_once(['T', ' '])?;
    let time = ["%H:%M:%S", "%H:%M"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(time.trim(), form).ok())?;
    Some(parse_day(day)?.and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: DeadlineArgs,
    }

    fn deadline(words: &[&str]) -> (Outcome, String) {
        let line = Line::try_parse_from([&["deadline"], words].concat()).unwrap();
        let mut out = Vec::new();
        (run(&line.args, &mut out), String::from_utf8(out).unwrap())
    }

    #[test]
    fn the_letters_dossier_is_answered_with_the_keys_of_the_contract() {
        let (outcome, out) = deadline(&["--from", "2022-10-06T08:34:17", "--amount", "0.5d", "--json"]);
        assert_eq!(outcome, Outcome::Done);
        let answer: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(answer["from"], "2022-10-06T08:34:17+07:00");
        assert_eq!(answer["due"], "2022-10-06T14:34:17+07:00");
        assert_eq!(answer["policy"], "hours");
        let steps = json!([{"date": "2022-10-06", "kind": "working", "name": "", "counted_hours": 4}]);
        assert_eq!(answer["steps"], steps);
    }

    #[test]
    fn every_way_to_write_a_local_time_is_the_same_instant() {
        for from in [
            "2022-10-06 08:34:17",
            "06/10/2022 08:34:17",
            "2022-10-06T01:34:17Z",
            "2022-10-06T08:34:17+07:00",
        ] {
            let (_, out) = deadline(&["--from", from, "--amount", "4h"]);
            assert_eq!(out, "Hẹn trả    14:34:17 Thứ Năm 06/10/2022\n", "{from}");
        }
    }

    #[test]
    fn an_explanation_names_each_day() {
        let words = [
            "--from",
            "2023-01-18 08:40",
            "--amount",
            "2d",
            "--policy",
            "days",
            "--explain",
        ];
        let lines = [
            "Nhận hồ sơ 08:40:00 Thứ Tư 18/01/2023",
            "Thời hạn   2 ngày làm việc, không tính ngày nhận, hết ngày làm việc cuối cùng",
            "  Thứ Tư   18/01/2023  ngày nhận, không tính",
            "  Thứ Năm  19/01/2023  tính 8 giờ",
            "  Thứ Sáu  20/01/2023  ngày nghỉ, không tính (29 Tết)",
        ];
        let said = deadline(&words).1;
        assert!(said.starts_with(&lines.join("\n")), "{said}");
        assert!(
            said.contains("\n  Thứ Bảy  21/01/2023  ngày nghỉ, không tính (Giao thừa Tết Nguyên Đán)\n"),
            "{said}"
        );
        let end = "  Thứ Sáu  27/01/2023  tính 8 giờ\nHẹn trả    17:00:00 Thứ Sáu 27/01/2023\n\
            Giờ làm    07:00–11:30, 13:30–17:00\n";
        assert!(said.ends_with(end), "{said}");
        let (_, by_hours) = deadline(&["--from", "2022-10-06 16:30:30", "--amount", "4h", "--explain"]);
        assert!(
            by_hours.contains("tính 29 phút 30 giây\n") && by_hours.contains("tính 3 giờ 30 phút 30 giây\n")
        );
    }

    #[test]
    fn an_unconfirmed_day_and_a_year_without_a_calendar_are_said() {
        let said = deadline(&["--from", "2026-11-23 08:00", "--amount", "1d", "--policy", "days"]).1;
        assert!(
            said.ends_with("Ngày 24/11/2026 dự kiến nghỉ, chưa chốt. Vẫn tính là ngày làm việc.\n"),
            "{said}"
        );
        let said = deadline(&[
            "--from",
            "2050-01-03 08:00",
            "--amount",
            "1d",
            "--policy",
            "same-day",
        ])
        .1;
        assert!(said.contains("Chưa có lịch nghỉ năm 2050."), "{said}");
    }

    #[test]
    fn what_cannot_be_counted_is_refused_in_words() {
        for (from, amount) in [
            ("2022-13-06 08:00", "4h"),
            ("2022-10-06", "4h"),
            ("2022-10-06 25:00", "4h"),
            ("2022-10-06 08:00", "0d"),
            ("2022-10-06 08:00", "-1d"),
            ("2022-10-06 08:00", "10"),
        ] {
            let (outcome, out) = deadline(&["--from", from, "--amount", amount]);
            assert!(
                matches!(outcome, Outcome::Refused(_)) && out.is_empty(),
                "{from} {amount}"
            );
        }
        assert!(
            Line::try_parse_from(["deadline", "--from", "x", "--amount", "1d", "--policy", "weeks"]).is_err()
        );
    }
}
