//! What large and hostile files cost, and faults that other programs were known for (features.md §4, by their T numbers):
//! each is refused or taken within a bounded memory, measured on a child that does nothing else.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use motcua::domain::quality::PageFlag;
use motcua::domain::time::Moment;
use motcua::scan::check::check;
use motcua::scan::{Fault, Source, assemble, inspect, text};

use crate::kinds;

const FILE: &str = "MOTCUA_TEST_FILE";
/// Width and height of an A0 sheet at 600 dots an inch.
const A0: (u32, u32) = (19_866, 28_087);

/// Deflated zeros, without ever holding them.
fn zeros(mut count: u64) -> Vec<u8> {
    let mut deflate = ZlibEncoder::new(Vec::new(), Compression::fast());
    let block = vec![0; 64 * 1024];
    while count > 0 {
        let part = usize::try_from(count).unwrap_or(usize::MAX).min(block.len());
        deflate.write_all(&block[..part]).unwrap();
        count -= part as u64;
    }
    deflate.finish().unwrap()
}

/// A PNG of so many bits a pixel whose rows are `data`.
fn png((width, height): (u32, u32), [bits, kind]: [u8; 2], data: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([bits, kind, 0, 0, 0]);
    kinds::chunk(&mut out, *b"IHDR", &header);
    // 600 dots an inch.
    let density = [&23_622_u32.to_be_bytes()[..], &23_622_u32.to_be_bytes(), &[1]].concat();
    kinds::chunk(&mut out, *b"pHYs", &density);
    kinds::chunk(&mut out, *b"IDAT", data);
    kinds::chunk(&mut out, *b"IEND", b"");
    out
}

/// An A0 drawing that is really there, all black: one bit a pixel.
fn a0_drawing() -> Vec<u8> {
    let row = u64::from(A0.0.div_ceil(8)) + 1;
    png(A0, [1, 0], &zeros(row * u64::from(A0.1)))
}

/// A JPEG whose frame claims this size.
fn jpeg_that_claims((width, height): (u16, u16)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 60);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(600));
    encoder
        .encode(&[90; 24 * 16], 24, 16, jpeg_encoder::ColorType::Luma)
        .unwrap();
    let frame = bytes.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// A PDF whose page draws what unpacks to a quarter of a gigabyte, and whose objects lie in a stream that does too.
fn pdf_bomb() -> Vec<u8> {
    let bomb = zeros(256 << 20);
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let mut object = |out: &mut Vec<u8>, body: &[u8]| {
        offsets.push(out.len());
        let number = offsets.len();
        out.extend(format!("{number} 0 obj\n").as_bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    };
    let stream = |entries: &str| {
        let head = format!(
            "<< {entries} /Filter /FlateDecode /Length {} >>\nstream\n",
            bomb.len()
        );
        [head.as_bytes(), &bomb, b"\nendstream"].concat()
    };
    object(&mut out, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(&mut out, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>");
    object(
        &mut out,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    );
    object(&mut out, &stream(""));
    object(&mut out, &stream("/Type /ObjStm /N 10 /First 100"));
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).as_bytes());
    for offset in &offsets {
        out.extend(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let size = offsets.len() + 1;
    out.extend(format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

/// What a child says of one file: taken or why not, what the check says, pages of the PDF, and its most memory in KiB.
struct Said {
    line: String,
    kib: u64,
}

fn child(path: &Path) {
    let seen = inspect(path);
    let flags = check(path).map(|pages| pages.into_iter().flat_map(|page| page.flags).collect::<Vec<_>>());
    let out = path.with_extension("out.pdf");
    let made = assemble(&[Source::file(path)], &out, Moment(0), &mut |_, _| {
        ControlFlow::Continue(())
    });
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    // Read by the test that started this one.
    let said = format!(
        "\nsaid {:?} {} {flags:?} {:?} peak {peak}\n",
        seen.kind,
        seen.faults.first().map_or("taken", Fault::word),
        made.map(|made| made.pages).map_err(|error| text::refusal(&error))
    );
    std::io::stdout().write_all(said.as_bytes()).unwrap();
}

/// Runs `test` again as a child on these bytes.
fn of(test: &str, name: &str, bytes: &[u8]) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FILE, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(ended.status.success(), "{name}: {said}");
    let line = said.lines().find_map(|line| line.strip_prefix("said "));
    assert!(line.is_some(), "{said}");
    let line = line.unwrap_or_default();
    let (line, peak) = line.split_once(" peak ").unwrap();
    Said {
        line: line.to_owned(),
        kib: peak.split_whitespace().next().unwrap().parse().unwrap(),
    }
}

/// T20, naps2#518: the memory for a large sheet grew with its pixels.
#[cfg(target_os = "linux")]
#[test]
fn t20_an_a0_drawing_at_600_dpi_passes_through_in_a_few_megabytes_and_bombs_are_refused_in_as_few() {
    let test = "bounds::t20_an_a0_drawing_at_600_dpi_passes_through_in_a_few_megabytes_and_bombs_are_refused_in_as_few";
    if let Some(path) = std::env::var_os(FILE) {
        return child(Path::new(&path));
    }
    let usual = of(test, "a.png", &kinds::png(kinds::rgb()));
    let large = format!("{:?}", PageFlag::TooLargeToCheck);
    let cases = [
        ("a0.png", a0_drawing(), "Png taken", "Ok(1)"),
        (
            "a0.jpg",
            jpeg_that_claims((19_866, 28_087)),
            "Jpeg taken",
            "Ok(1)",
        ),
        (
            "bomb.jpg",
            jpeg_that_claims((60_000, 60_000)),
            "Jpeg too_large",
            "60000 × 60000",
        ),
        (
            "bomb.png",
            png((60_000, 60_000), [8, 0], &zeros(1 << 20)),
            "Png too_large",
            "60000 × 60000",
        ),
        // Sixteen bits have to be converted: over 200 million pixels that is refused.
        (
            "deep.png",
            png((20_000, 10_001), [16, 0], &zeros(1 << 20)),
            "Png too_large",
            "20000 × 10001",
        ),
        (
            "short.png",
            png(A0, [1, 0], &zeros(1 << 20)),
            "Png truncated",
            "Err",
        ),
    ];
    for (name, bytes, verdict, made) in cases {
        let said = of(test, name, &bytes);
        assert!(
            said.line.starts_with(verdict) && said.line.contains(made),
            "{name}: {}",
            said.line
        );
        assert_eq!(
            said.line.contains(&large),
            made == "Ok(1)",
            "{name}: {}",
            said.line
        );
        assert!(
            said.kib < usual.kib + 8 * 1024,
            "{name}: {} KiB, {} for a small picture",
            said.kib,
            usual.kib
        );
    }
    // A document is read whole, and what it unpacks to is bounded.
    let said = of(test, "bomb.pdf", &pdf_bomb());
    assert!(said.kib < 200 * 1024, "{}: {} KiB", said.line, said.kib);
}

fn assembled(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Result<u32, String>) {
    let folder = tempfile::tempdir().unwrap();
    let source = |(name, bytes): &(&str, &[u8])| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Source::file(path)
    };
    let sources: Vec<Source> = files.iter().map(source).collect();
    let out = folder.path().join("out.pdf");
    let made = assemble(&sources, &out, Moment(0), &mut |_, _| ControlFlow::Continue(()));
    let made = made.map(|made| made.pages).map_err(|error| text::refusal(&error));
    (folder, made)
}

/// T3, naps2#750: a failed export left a PDF of no bytes.
#[test]
fn t3_a_pdf_that_cannot_be_made_is_not_there_and_one_of_no_bytes_is_refused() {
    let page = kinds::png(kinds::rgb());
    let (folder, made) = assembled(&[("a.png", &page), ("b.pdf", b""), ("c.png", &page)]);
    assert_eq!(
        made,
        Err("b.pdf: tệp rỗng, không dùng được. Quét lại trang này.".to_owned())
    );
    assert!(!folder.path().join("out.pdf").exists());
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3, "the sources, and nothing half made");
}

/// T4, HPI#1752: the exported document had fewer pages than were given.
#[test]
fn t4_the_exported_pdf_has_as_many_pages_as_its_sources_by_another_program_s_count() {
    let (page, pages) = (kinds::png(kinds::rgb()), kinds::tiff_pages());
    let (folder, made) = assembled(&[("a.png", &page), ("b.tif", &pages)]);
    assert_eq!(made, Ok(3));
    let first = std::fs::read(folder.path().join("out.pdf")).unwrap();
    let strips = kinds::group_4(3, true, false);
    let (folder, made) = assembled(&[("b.tif", &pages), ("a.pdf", &first), ("c.tif", &strips)]);
    assert_eq!(made, Ok(6));
    let out = folder.path().join("out.pdf");
    assert_eq!(inspect(&out).pages, 6);
    let out = out.to_string_lossy();
    if let Some(count) = crate::text("qpdf", &["--show-npages", &out]) {
        assert_eq!(count.trim(), "6");
    }
    if let Some(about) = crate::text("pdfinfo", &[&out]) {
        assert!(
            about
                .lines()
                .any(|line| line.split_whitespace().eq(["Pages:", "6"])),
            "{about}"
        );
    }
}

/// T25, a complaint about the national portal: a PDF that was attached turned out empty.
#[test]
fn t25_a_pdf_of_no_bytes_or_no_pages_is_refused_before_it_is_attached() {
    let none = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer << /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n";
    for (bytes, said) in [
        (&b""[..], "a.pdf: tệp rỗng, không dùng được. Quét lại trang này."),
        (
            none,
            "a.pdf: nội dung bị hỏng, không đọc được. Quét lại hoặc xin bản khác.",
        ),
        (
            b"%PDF-1.4\n",
            "a.pdf: tệp bị cụt, chỉ đọc được một phần. Quét lại trang này.",
        ),
    ] {
        assert_eq!(assembled(&[("a.pdf", bytes)]).1, Err(said.to_owned()));
    }
}
