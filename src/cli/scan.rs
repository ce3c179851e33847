//! `motcua scan inspect` and `motcua scan assemble`: files judged and joined without a desk, a database or a screen.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::desk::clock::Clock;
use crate::domain::quality::{ARCHIVE, DRAWING, GREY, ND30, ScanProfile};
use crate::domain::time::Moment;
use crate::scan::account::PageAccount;
use crate::scan::assemble::{Assembled, Part, RECOMMENDED_BYTES, Source, assemble, split};
use crate::scan::text;

use super::outcome::Outcome;

mod findings;

use findings::Findings;

/// What to do with scanned files.
#[derive(Debug, Clone, Subcommand)]
pub enum ScanCommand {
    /// Mỗi tệp là gì: loại, số trang, dpi, màu, dung lượng, lỗi
    Inspect(InspectArgs),
    /// Ghép nhiều tệp thành một PDF, theo thứ tự đã ghi
    Assemble(AssembleArgs),
}

/// Options of `scan inspect`.
#[derive(Debug, Clone, Args)]
pub struct InspectArgs {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
    /// Mức mà bản quét phải đạt
    #[arg(long, value_enum, default_value = "nd30")]
    profile: Profile,
}

/// The profiles of the setting `scan_profile`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// Màu, 200 dpi: NĐ 30/2020, TT 02/2019/TT-BNV
    Nd30,
    /// Màu, 300 dpi
    Archive,
    /// Xám là đủ, 200 dpi
    Grey,
    /// Xám là đủ, 300 dpi
    Drawing,
}

impl Profile {
    fn asked(self) -> &'static ScanProfile {
        match self {
            Self::Nd30 => &ND30,
            Self::Archive => &ARCHIVE,
            Self::Grey => &GREY,
            Self::Drawing => &DRAWING,
        }
    }
}

/// Options of `scan assemble`.
#[derive(Debug, Clone, Args)]
pub struct AssembleArgs {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Tệp PDF ra
    #[arg(short, long, value_name = "OUT.pdf")]
    out: PathBuf,
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
    /// Số tờ giấy đã quét
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    sheets: Option<u32>,
    /// Số mặt quét của mỗi tờ
    #[arg(long, default_value_t = 1, requires = "sheets", value_parser = clap::value_parser!(u32).range(1..=2))]
    sides: u32,
    /// Mặt có ghi chú: cần hai ảnh
    #[arg(long = "note", value_name = "PAGE", requires = "sheets", value_parser = clap::value_parser!(u32).range(1..))]
    notes: Vec<u32>,
}

/// Runs a `scan` command; the answer goes to `out`.
pub fn run(command: ScanCommand, out: &mut dyn Write) -> Outcome {
    let ended = match command {
        ScanCommand::Inspect(args) => run_inspect(&args, out),
        ScanCommand::Assemble(args) => run_assemble(&args, Clock::Machine.now(), out),
    };
    ended.unwrap_or_else(|_| Outcome::Refused(text::not_printed()))
}

fn run_inspect(args: &InspectArgs, out: &mut dyn Write) -> io::Result<Outcome> {
    if let Some(missing) = args.files.iter().find(|file| !file.is_file()) {
        return Ok(Outcome::Refused(text::no_file(
            &name_of(missing),
            missing.exists(),
        )));
    }
    let findings = Findings::of(&args.files, args.profile.asked());
    if args.json {
        writeln!(out, "{}", findings.json())?;
    } else {
        for line in findings.lines() {
            writeln!(out, "{line}")?;
        }
    }
    Ok(if findings.all_taken() {
        Outcome::Done
    } else {
        Outcome::Attention
    })
}

fn run_assemble(args: &AssembleArgs, now: Moment, out: &mut dyn Write) -> io::Result<Outcome> {
    let sources: Vec<Source> = args.files.iter().map(Source::file).collect();
    let account = args.account();
    if let Some((account, side)) = account.as_ref().and_then(|it| Some((it, it.unknown_note()?))) {
        let sides = account.sheets.saturating_mul(account.sides);
        return Ok(Outcome::Refused(text::no_such_side(side, sides)));
    }
    if args.out.symlink_metadata().is_ok() {
        return Ok(Outcome::Refused(text::out_stands(&name_of(&args.out))));
    }
    let made = match assemble(&sources, &args.out, now, &mut |_, _| ControlFlow::Continue(())) {
        Ok(made) => made,
        Err(error) => return Ok(Outcome::Refused(text::refusal(&error))),
    };
    let parts = parts(&args.files, &made);
    if args.json {
        let mut answer = made_json(args, &made, account.as_ref());
        answer["split"] = parts_json(&parts);
        writeln!(out, "{answer}")?;
    } else {
        writeln!(out, "{}", text::made(&name_of(&args.out), &made))?;
        if !parts.is_empty() {
            writeln!(out, "{}", text::over_recommended(made.bytes, parts.len()))?;
        }
        for warning in &made.warnings {
            writeln!(out, "{}", text::warning(warning))?;
        }
    }
    let wrong = account.and_then(|account| sum(&account, made.pages));
    if let Some(sentence) = wrong.as_ref().filter(|_| !args.json) {
        writeln!(out, "{sentence}")?;
    }
    Ok(wrong.map_or(Outcome::Done, |_| Outcome::Attention))
}

/// What is wrong with the number of images; `None` = it is what the sheets need.
fn sum(account: &PageAccount, have: u32) -> Option<String> {
    let (missing, surplus) = (account.missing(have), account.surplus(have));
    if surplus > 0 {
        return Some(text::beyond(account.expected(), surplus));
    }
    (!missing.is_empty()).then(|| text::short_of(account.expected(), have, &missing))
}

/// The parts that would stay under what is recommended; empty where the PDF does as it is.
fn parts(files: &[PathBuf], made: &Assembled) -> Vec<Part> {
    if made.bytes <= RECOMMENDED_BYTES {
        return Vec::new();
    }
    let size = |file: &PathBuf| std::fs::metadata(file).map_or(0, |about| about.len());
    split(&files.iter().map(size).collect::<Vec<u64>>(), RECOMMENDED_BYTES)
}

/// First and last file of each part, counted from 1, and its size.
fn parts_json(parts: &[Part]) -> Value {
    let each = parts.iter().map(
        |part| json!({ "first": part.sources.start + 1, "last": part.sources.end, "bytes": part.bytes }),
    );
    each.collect()
}

impl AssembleArgs {
    fn account(&self) -> Option<PageAccount> {
        let sheets = self.sheets?;
        Some(PageAccount {
            sheets,
            sides: self.sides,
            notes: self.notes.clone(),
        })
    }
}

fn made_json(args: &AssembleArgs, made: &Assembled, account: Option<&PageAccount>) -> Value {
    let warnings: Vec<Value> = made
        .warnings
        .iter()
        .map(|warning| {
            json!({ "code": warning.word(), "file": warning.file(), "message": text::warning(warning) })
        })
        .collect();
    json!({
        "out": args.out.to_string_lossy(),
        "pages": made.pages,
        "bytes": made.bytes,
        "sha256": made.sha256.to_string(),
        "expected_pages": account.map(PageAccount::expected),
        "missing": account.map_or_else(Vec::new, |account| account.missing(made.pages)),
        "surplus": account.map_or(0, |account| account.surplus(made.pages)),
        "warnings": warnings,
    })
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(subcommand)]
        command: ScanCommand,
    }

    fn scan(words: &[&str]) -> (Outcome, String) {
        let line = Line::try_parse_from([&["scan"], words].concat()).unwrap();
        let mut out = Vec::new();
        let outcome = run(line.command, &mut out);
        (outcome, String::from_utf8(out).unwrap())
    }

    fn page(folder: &Path, name: &str) -> String {
        let path = folder.join(name);
        image::GrayImage::from_pixel(83, 117, image::Luma([250]))
            .save(&path)
            .unwrap();
        path.to_string_lossy().into_owned()
    }

    #[test]
    fn inspecting_answers_with_the_keys_of_the_contract() {
        let folder = tempfile::tempdir().unwrap();
        let good = page(folder.path(), "a.png");
        let (outcome, out) = scan(&["inspect", &good, "--json"]);
        assert!(matches!(outcome, Outcome::Done));
        let answer: Value = serde_json::from_str(&out).unwrap();
        let file = &answer["files"][0];
        assert_eq!(
            (file["kind"].as_str(), file["pages"].as_u64()),
            (Some("png"), Some(1))
        );
        assert_eq!(
            (file["width_px"].as_u64(), file["dpi_source"].as_str()),
            (Some(83), Some("assumed"))
        );
        let empty = folder.path().join("b.pdf");
        std::fs::File::create(&empty).unwrap();
        let (outcome, out) = scan(&["inspect", &good, &empty.to_string_lossy(), "--json"]);
        assert!(matches!(outcome, Outcome::Attention));
        let answer: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(answer["files"][1]["faults"], json!(["empty"]));
        assert!(matches!(
            scan(&["inspect", "/no/such/file.jpg"]).0,
            Outcome::Refused(_)
        ));
    }

    #[test]
    fn a_blank_side_and_a_sheet_scanned_twice_are_told_and_still_taken() {
        let folder = tempfile::tempdir().unwrap();
        let blank = page(folder.path(), "a.png");
        let lines = folder.path().join("b.png");
        let drawn = |x: u32, y: u32| {
            (y / 6).is_multiple_of(2) && (x / 3 * 7 + y / 6 * 5) % 4 < 2 && (9..70).contains(&x)
        };
        image::GrayImage::from_fn(83, 117, |x, y| image::Luma([if drawn(x, y) { 20 } else { 250 }]))
            .save(&lines)
            .unwrap();
        let lines = lines.to_string_lossy();
        let (outcome, out) = scan(&["inspect", &blank, &lines, &lines, "--json"]);
        assert!(matches!(outcome, Outcome::Done));
        let answer: Value = serde_json::from_str(&out).unwrap();
        let page = |file: usize| &answer["files"][file]["page_checks"][0];
        assert_eq!(page(0)["flags"], json!(["blank"]));
        assert_eq!((&page(1)["flags"], &page(1)["like"]), (&json!([]), &Value::Null));
        assert_eq!(page(2)["flags"], json!(["duplicate"]));
        assert_eq!(page(2)["like"], json!({ "path": lines, "page": 1 }));
        assert_eq!(
            answer["files"][0]["below_profile"],
            json!(["not_colour", "resolution_unknown"])
        );
        let (_, said) = scan(&["inspect", &blank]);
        assert!(
            said.contains("a.png: trang 1 có thể trắng. Vẫn giữ trong hồ sơ."),
            "{said}"
        );
        assert!(
            said.contains("a.png: chưa đạt thông số (không màu, chưa rõ dpi)."),
            "{said}"
        );
    }

    #[test]
    fn what_is_there_is_not_written_over_and_a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("a.jpg");
        jpeg_encoder::Encoder::new_file(&page, 80)
            .unwrap()
            .encode(&[90; 24 * 16], 24, 16, jpeg_encoder::ColorType::Luma)
            .unwrap();
        let other = folder.path().join("b.jpg");
        std::fs::copy(&page, &other).unwrap();
        let was = std::fs::read(&other).unwrap();
        let [page, other, in_folder] =
            [&page, &other, folder.path()].map(|it| it.to_string_lossy().into_owned());
        let (outcome, _) = scan(&["assemble", &page, "-o", &other]);
        assert!(
            matches!(&outcome, Outcome::Refused(why) if why.contains("không ghi đè")),
            "{outcome:?}"
        );
        assert_eq!(std::fs::read(&other).unwrap(), was);
        let (outcome, _) = scan(&["inspect", &in_folder]);
        assert!(
            matches!(&outcome, Outcome::Refused(why) if why.contains("không phải là tệp")),
            "{outcome:?}"
        );
    }

    #[test]
    fn each_profile_asks_for_its_own_resolution_and_colour() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        let mut encoder = jpeg_encoder::Encoder::new_file(&path, 80).unwrap();
        encoder.set_density(jpeg_encoder::PixelDensity::dpi(250));
        encoder
            .encode(&[90; 24 * 16], 24, 16, jpeg_encoder::ColorType::Luma)
            .unwrap();
        let path = path.to_string_lossy();
        let below = |profile: &[&str]| {
            let (outcome, out) = scan(&[&["inspect", &path, "--json"], profile].concat());
            assert!(matches!(outcome, Outcome::Done), "it is taken all the same");
            let answer: Value = serde_json::from_str(&out).unwrap();
            let file = &answer["files"][0];
            (file["profile"].clone(), file["below_profile"].clone())
        };
        for (profile, word, short) in [
            (&[][..], "nd30", json!(["not_colour"])),
            (&["--profile", "nd30"], "nd30", json!(["not_colour"])),
            (
                &["--profile", "archive"],
                "archive",
                json!(["not_colour", "low_resolution"]),
            ),
            (&["--profile", "grey"], "grey", json!([])),
            (&["--profile", "drawing"], "drawing", json!(["low_resolution"])),
        ] {
            assert_eq!(below(profile), (json!(word), short), "{profile:?}");
        }
        let (_, said) = scan(&["inspect", &path, "--profile", "drawing"]);
        assert!(said.contains("chưa đạt thông số (dưới 300 dpi)"), "{said}");
    }

    #[test]
    fn a_pdf_over_thirty_megabytes_is_told_with_the_parts_it_could_be() {
        let folder = tempfile::tempdir().unwrap();
        let heavy = folder.path().join("a.jpg");
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, 60)
            .encode(&[90; 64], 8, 8, jpeg_encoder::ColorType::Luma)
            .unwrap();
        // A comment of the largest size, over and over: heavy, and still a JPEG.
        let comment = [&[0xff, 0xfe, 0xff, 0xff][..], &b" ".repeat(65_533)].concat();
        bytes.splice(2..2, comment.repeat(280));
        std::fs::write(&heavy, &bytes).unwrap();
        let (heavy, out) = (heavy.to_string_lossy(), folder.path().join("o.pdf"));
        let (outcome, answer) = scan(&["assemble", &heavy, &heavy, "-o", &out.to_string_lossy(), "--json"]);
        assert!(matches!(outcome, Outcome::Done));
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let split = answer["split"].as_array().unwrap();
        assert_eq!(split.len(), 2);
        assert_eq!(
            (split[1]["first"].as_u64(), split[1]["last"].as_u64()),
            (Some(2), Some(2))
        );
        assert!(split.iter().all(|part| part["bytes"].as_u64() < Some(30 << 20)));
    }

    #[test]
    fn a_pile_that_is_short_of_a_page_needs_attention() {
        let folder = tempfile::tempdir().unwrap();
        let (a, out) = (page(folder.path(), "a.png"), folder.path().join("o.pdf"));
        let out = out.to_string_lossy();
        let anew = |args: &[&str]| {
            let _ = std::fs::remove_file(&*out);
            scan(args)
        };
        let short = [
            "assemble", &a, &a, &a, &a, "-o", &out, "--sheets", "2", "--sides", "2", "--note", "3", "--json",
        ];
        let (outcome, answer) = scan(&short);
        assert!(matches!(outcome, Outcome::Attention));
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(
            (answer["pages"].as_u64(), answer["expected_pages"].as_u64()),
            (Some(4), Some(5))
        );
        assert_eq!(answer["missing"], json!(["3b"]));
        let (outcome, _) = anew(&["assemble", &a, &a, "-o", &out, "--sheets", "1", "--sides", "2"]);
        assert!(matches!(outcome, Outcome::Done));
        assert!(matches!(scan(&["assemble", &a, "-o", &a]).0, Outcome::Refused(_)));

        let sheet = [
            "assemble", &a, &a, &a, "-o", &out, "--sheets", "1", "--sides", "2",
        ];
        let (outcome, said) = anew(&sheet);
        assert!(
            matches!(outcome, Outcome::Attention) && said.contains("THỪA 1 ảnh"),
            "{said}"
        );
        let (_, answer) = anew(&[&sheet[..], &["--json"]].concat());
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(
            (answer["surplus"].as_u64(), &answer["missing"]),
            (Some(1), &json!([]))
        );
        let (outcome, _) = scan(&[&sheet[..], &["--note", "9"]].concat());
        assert!(matches!(outcome, Outcome::Refused(said) if said.contains("Không có mặt 9")));
    }
}
