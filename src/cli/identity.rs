//! `motcua identity`: what is wrong with a number, and what a card's QR says. Asks no database.

use std::io::{self, Write};

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::desk::clock::Clock;
use crate::domain::identity::{
    Asked, Born, Card, Checked, Finding, Verdict, check, read_card, text as words,
};
use crate::domain::say;

use super::outcome::Outcome;
use super::text;

/// Options of `identity`.
#[derive(Debug, Clone, Args)]
pub struct IdentityArgs {
    #[command(subcommand)]
    command: IdentityCommand,
}

/// What to do with a number or a card.
#[derive(Debug, Clone, Subcommand)]
pub enum IdentityCommand {
    /// Kiểm tra số: định danh, CMND, mã số thuế hay hộ chiếu
    Check(CheckArgs),
    /// Đọc nội dung mã QR của thẻ căn cước
    CardQr(CardArgs),
}

/// Options of `identity check`.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    value: String,
    /// Số này phải là loại nào
    #[arg(long, value_enum, default_value_t = KindWord::Any)]
    kind: KindWord,
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
}

/// Options of `identity card-qr`.
#[derive(Debug, Clone, Args)]
pub struct CardArgs {
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    text: String,
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
}

/// The kinds as options write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindWord {
    /// Số của cá nhân
    Personal,
    /// Mã số thuế
    Tax,
    /// Loại nào cũng được
    Any,
}

/// Judges as of today: the former CMND has ceased.
pub fn run(args: &IdentityArgs, out: &mut dyn Write) -> Outcome {
    match &args.command {
        IdentityCommand::Check(args) => run_check(args, Clock::Machine.now().date(), out),
        IdentityCommand::CardQr(args) => run_card(args, out),
    }
}

fn run_check(args: &CheckArgs, today: NaiveDate, out: &mut dyn Write) -> Outcome {
    let asked = match args.kind {
        KindWord::Personal => Asked::Personal,
        KindWord::Tax => Asked::Tax,
        KindWord::Any => Asked::Any,
    };
    let checked = check(&args.value, asked, Some(today));
    let sentences: Vec<String> = checked
        .findings
        .iter()
        .map(|finding| sentence(&checked, finding))
        .collect();
    let printed = if args.json {
        writeln!(out, "{}", answer(&checked, &sentences))
    } else {
        print_check(&checked, &sentences, out)
    };
    let outcome = match checked.verdict() {
        Verdict::Ok => Outcome::Done,
        Verdict::Warning => Outcome::Attention,
        Verdict::Refused => Outcome::Refused(sentences.into_iter().next().unwrap_or_default()),
    };
    Outcome::printed(printed, outcome)
}

fn sentence(checked: &Checked, finding: &Finding) -> String {
    words::sentence(&finding.fault, &checked.value)
}

fn answer(checked: &Checked, sentences: &[String]) -> Value {
    let findings = checked.findings.iter().zip(sentences).map(|(finding, sentence)| {
        json!({
            "code": finding.fault.word(),
            "verdict": finding.fault.verdict(),
            "at": finding.at,
            "reason_allowed": finding.fault.wants_reason(),
            "text": sentence,
        })
    });
    json!({
        "value": checked.value,
        "kind": checked.kind,
        "verdict": checked.verdict(),
        "findings": findings.collect::<Vec<_>>(),
        "province": checked.personal.and_then(|personal| personal.province),
        "sex": checked.personal.map(|personal| personal.sex),
        "birth_year": checked.personal.map(|personal| personal.year),
    })
}

/// A refusal is said once, on stderr; only what passes is described here.
fn print_check(checked: &Checked, sentences: &[String], out: &mut dyn Write) -> io::Result<()> {
    if checked.verdict() == Verdict::Refused {
        return Ok(());
    }
    writeln!(out, "{}  {}", checked.value, words::facts(checked))?;
    sentences
        .iter()
        .try_for_each(|sentence| writeln!(out, "{sentence}"))
}

fn run_card(args: &CardArgs, out: &mut dyn Write) -> Outcome {
    let card = match read_card(&args.text) {
        Ok(card) => card,
        Err(fault) => return Outcome::Refused(words::card_fault(fault)),
    };
    let warnings: Vec<String> = card.warnings.iter().map(words::card_warning).collect();
    let printed = if args.json {
        writeln!(out, "{}", card_answer(&card, &warnings))
    } else {
        print_card(&card, &warnings, out)
    };
    Outcome::printed(
        printed,
        if warnings.is_empty() {
            Outcome::Done
        } else {
            Outcome::Attention
        },
    )
}

fn card_answer(card: &Card, warnings: &[String]) -> Value {
    let born_on = card.born.map(|born| match born {
        Born::Day(day) => day.to_string(),
        Born::Year(year) => year.to_string(),
    });
    json!({
        "number": card.number,
        "old_number": card.old_number,
        "name": card.name,
        "born_on": born_on,
        "sex": card.sex,
        "address": card.address,
        "issued_on": card.issued_on.map(|day| day.to_string()),
        "cancelled_number": card.cancelled_number,
        "father": card.father,
        "mother": card.mother,
        "warnings": warnings,
    })
}

fn print_card(card: &Card, warnings: &[String], out: &mut dyn Write) -> io::Result<()> {
    let born = card.born.map_or_else(String::new, |born| born.to_string());
    let issued = card.issued_on.map_or_else(String::new, say::date);
    for (label, value) in text::CARD_LABELS.iter().zip([
        card.number.as_str(),
        card.old_number.as_deref().unwrap_or(""),
        &card.name,
        &born,
        card.sex.map_or("", crate::domain::text::sex),
        &card.address,
        &issued,
    ]) {
        writeln!(out, "{}", text::labelled(label, value))?;
    }
    warnings.iter().try_for_each(|warning| writeln!(out, "{warning}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: IdentityArgs,
    }

    fn identity(words: &[&str]) -> (Outcome, String) {
        let line = Line::try_parse_from([&["identity"], words].concat()).unwrap();
        let mut out = Vec::new();
        (run(&line.args, &mut out), String::from_utf8(out).unwrap())
    }

    fn answer(words: &[&str]) -> (Outcome, Value) {
        let (outcome, out) = identity(&[words, &["--json"]].concat());
        (outcome, serde_json::from_str(&out).unwrap())
    }

    #[test]
    fn a_good_number_passes_with_what_it_says() {
        let (outcome, answer) = answer(&["check", "052192004567"]);
        assert_eq!(outcome, Outcome::Done);
        assert_eq!(
            answer,
            json!({
                "value": "052192004567", "kind": "personal", "verdict": "ok", "findings": [],
                "province": "Bình Định", "sex": "female", "birth_year": 1992,
            })
        );
        assert_eq!(identity(&["check", "4101234562-001"]).1, "4101234562-001  MST\n");
    }

    #[test]
    fn the_verdict_decides_how_the_command_ends() {
        let (outcome, warned) = answer(&["check", "215404812"]);
        assert_eq!(
            (outcome, warned["verdict"].as_str()),
            (Outcome::Attention, Some("warning"))
        );
        assert_eq!(warned["findings"][0]["code"], "old_card_expired");

        let (outcome, refused) = answer(&["check", "4101234563", "--kind", "tax"]);
        assert!(matches!(outcome, Outcome::Refused(why) if why.contains("số cuối phải là 2")));
        assert_eq!(
            (refused["verdict"].as_str(), refused["findings"][0]["at"].as_u64()),
            (Some("refused"), Some(9))
        );

        let (outcome, out) = identity(&["check", "05215800032"]);
        assert!(
            matches!(outcome, Outcome::Refused(why) if why.starts_with("Số CCCD phải có 12 số, mới có 11."))
        );
        assert_eq!(out, "");
        assert!(matches!(identity(&["check", "--", "-1"]).0, Outcome::Refused(_)));
    }

    const CARD: &str =
        "052192004567|215411222|Đinh Thị Hà|05091992|Nữ|Thôn 2, An Toàn, An Lão, Bình Định|10042021";

    #[test]
    fn a_card_answers_with_the_keys_of_the_contract() {
        let (outcome, answer) = answer(&["card-qr", CARD]);
        assert_eq!(outcome, Outcome::Done);
        for (key, value) in [
            ("number", "052192004567"),
            ("old_number", "215411222"),
            ("name", "Đinh Thị Hà"),
            ("born_on", "1992-09-05"),
            ("sex", "female"),
            ("address", "Thôn 2, An Toàn, An Lão, Bình Định"),
            ("issued_on", "2021-04-10"),
        ] {
            assert_eq!(answer[key], value, "{key}");
        }
        assert_eq!(answer["warnings"], json!([]));
        let said = identity(&["card-qr", CARD]).1;
        assert!(
            said.starts_with("Số định danh  052192004567\nSố CMND cũ    215411222\n"),
            "{said}"
        );
        assert!(said.ends_with(
            "Giới tính     nữ\nNơi cư trú    Thôn 2, An Toàn, An Lão, Bình Định\nNgày cấp      10/04/2021\n"
        ));
    }

    #[test]
    fn a_doubtful_card_needs_attention_and_half_a_card_is_refused() {
        assert_eq!(
            answer(&["card-qr", &CARD.replace("Nữ", "?")]).0,
            Outcome::Attention
        );
        assert!(matches!(
            identity(&["card-qr", "052192004567|x"]).0,
            Outcome::Refused(_)
        ));
    }
}
