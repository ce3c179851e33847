//! Real-life files that lie beside the repository: each is taken or refused with a reason, none brings the program
//! down. Without `../shared` the tests say so and pass.

#![allow(
    clippy::unwrap_used,
    reason = "test helpers fail loudly and say what they skip"
)]

#[path = "common/skipped.rs"]
mod skipped;

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use motcua::domain::quality::ND30;
use motcua::domain::time::Moment;
use motcua::scan::check::check;
use motcua::scan::profile::shortfalls;
use motcua::scan::{
    AssembleError, Assembled, Inspected, Kind, Note, Source, assemble, inspect, inspect_reader, text,
};

fn files() -> Vec<PathBuf> {
    let shared = std::env::var_os("MOTCUA_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let Ok(folder) = std::fs::read_dir(shared.join("scans")) else {
        skipped::skipped("../shared is not here");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending != "csv"));
    files.sort();
    files
}

fn line(path: &Path, seen: &Inspected) -> String {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if let Some(fault) = seen.faults.first() {
        return format!(
            "{name}: {} refused: {}{}",
            seen.kind.word(),
            fault.word(),
            if seen.signed { ", signed" } else { "" }
        );
    }
    let size = seen
        .width_px
        .zip(seen.height_px)
        .map(|(width, height)| format!(" {width}x{height}"));
    let dpi = seen
        .dpi
        .map(|dpi| format!(" {}x{} {}", dpi.x, dpi.y, dpi.source.word()));
    let notes: Vec<&str> = seen.notes.iter().map(|note| note.word()).collect();
    format!(
        "{name}: {} {} page(s){}{} {}{}{}{}{}",
        seen.kind.word(),
        seen.pages,
        size.unwrap_or_default(),
        dpi.unwrap_or_default(),
        seen.colour.word(),
        if notes.is_empty() {
            String::new()
        } else {
            format!(" {}", notes.join(" "))
        },
        if seen.signed { ", signed" } else { "" },
        below(seen),
        found(path)
    )
}

fn below(seen: &Inspected) -> String {
    let short_of: Vec<&str> = shortfalls(seen, &ND30).iter().map(|short| short.word()).collect();
    if short_of.is_empty() {
        return String::new();
    }
    format!(", below {}", short_of.join("+"))
}

/// The flags of each page that has any.
fn found(path: &Path) -> String {
    let checks = check(path).unwrap();
    let flagged = checks
        .iter()
        .enumerate()
        .filter(|(_, check)| !check.flags.is_empty());
    let parts: Vec<String> = flagged
        .map(|(page, check)| {
            let flags: Vec<&str> = check.flags.iter().map(|flag| flag.word()).collect();
            format!(", p{} {}", page + 1, flags.join("+"))
        })
        .collect();
    parts.concat()
}

/// The manifest names each file with its hash: what is tested is what was meant, and nothing is left out.
#[test]
fn every_row_of_the_manifest_is_inspected_under_its_own_hash() {
    let files = files();
    let Some(folder) = files.first().and_then(|file| file.parent()) else {
        return;
    };
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.csv")).unwrap();
    let mut rows = 0;
    for row in manifest.lines().skip(1) {
        let name = row.split(',').next().unwrap();
        let seen = inspect(&folder.join(name));
        assert_eq!(
            Some(seen.sha256.to_string().as_str()),
            row.rsplit(',').next(),
            "{name}"
        );
        assert_eq!(seen.is_taken(), check(&folder.join(name)).is_ok(), "{name}");
        for fault in &seen.faults {
            assert!(text::sentence(name, fault).ends_with('.'), "{name}");
        }
        rows += 1;
    }
    assert_eq!(rows, files.len());
}

#[test]
fn every_file_is_described_or_refused() {
    let files = files();
    if files.is_empty() {
        return;
    }
    let lines: Vec<String> = files.iter().map(|path| line(path, &inspect(path))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// What the manifest of the files calls broken, protected or cut is refused, each in words that say what to do next.
#[test]
fn the_files_that_are_refused_are_those_that_cannot_be_used_and_say_why() {
    let expected = [
        (
            "invalid.pdf",
            "invalid.pdf: nội dung bị hỏng, không đọc được. Quét lại hoặc xin bản khác.",
        ),
        (
            "minimal-badxref.pdf",
            "minimal-badxref.pdf: nội dung bị hỏng, không đọc được. Quét lại hoặc xin bản khác.",
        ),
        (
            "r3-user-password.pdf",
            "r3-user-password.pdf: có mật khẩu, không mở được. Đề nghị bản không đặt mật khẩu.",
        ),
        (
            "signed-encrypted-pubkey-with-catalog-ref.pdf",
            "signed-encr…alog-ref.pdf: có mật khẩu, không mở được. Đề nghị bản không đặt mật khẩu.",
        ),
        (
            "truncated_jpeg.jpg",
            "truncated_jpeg.jpg: tệp bị cụt, chỉ đọc được một phần. Quét lại trang này.",
        ),
    ];
    let refused: Vec<(String, String)> = files()
        .iter()
        .filter_map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let fault = *inspect(path).faults.first()?;
            let said = text::sentence(&name, &fault);
            Some((name, said))
        })
        .collect();
    if !files().is_empty() {
        assert_eq!(
            refused,
            expected.map(|(name, said)| (name.to_owned(), said.to_owned()))
        );
    }
}

/// Joins one file with a sample page, as an officer would who scanned a page more.
fn join(path: &Path, out: &Path) -> Result<Assembled, AssembleError> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/to_khai_1.jpg");
    let made_at = Moment::from_rfc3339("2022-10-06T08:34:17+07:00").unwrap();
    assemble(
        &[Source::file(path), Source::file(sample)],
        out,
        made_at,
        &mut |_, _| ControlFlow::Continue(()),
    )
}

fn qpdf_complains(pdf: &Path) -> Option<String> {
    let Ok(output) = Command::new("qpdf").arg("--check").arg(pdf).output() else {
        skipped::skipped("qpdf is not installed");
        return None;
    };
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn every_file_that_is_taken_can_be_joined_and_the_others_say_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.pdf");
    for path in files() {
        let seen = inspect(&path);
        let stays_alone = seen.notes.contains(&Note::StaysAlone);
        match join(&path, &out) {
            Ok(made) => {
                assert!(seen.is_taken() && !stays_alone, "{}", path.display());
                assert_eq!(made.pages, seen.pages + 1, "{}", path.display());
                assert_eq!(qpdf_complains(&out), None, "{}", path.display());
            }
            Err(error) => {
                assert!(!seen.is_taken() || stays_alone, "{}: {error}", path.display());
                assert!(!text::refusal(&error).is_empty());
            }
        }
    }
}

#[test]
fn a_pdf_alone_comes_out_byte_for_byte_signed_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.pdf");
    for path in files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
    {
        let made = assemble(&[Source::file(&path)], &out, Moment(0), &mut |_, _| {
            ControlFlow::Continue(())
        });
        if let Ok(made) = made {
            assert_eq!(std::fs::read(&out).unwrap(), std::fs::read(&path).unwrap());
            assert_eq!(made.sha256, inspect(&path).sha256);
        }
    }
}

#[test]
fn no_file_cut_short_brings_the_program_down() {
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for eighth in 0..8 {
            let cut = &bytes[..bytes.len() * eighth / 8];
            let seen = inspect_reader(&name, &mut Cursor::new(cut));
            // The last bytes of a TIFF may be ones that no page needs.
            assert!(
                !seen.is_taken() || seen.kind == Kind::Tiff,
                "{name} cut to {eighth}/8: {seen:?}"
            );
        }
    }
}
