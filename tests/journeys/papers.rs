//! Small scans and documents, made here: what a citizen brings and what an office answers with.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lopdf::{Document, Object, Stream, dictionary};

/// A small grey page as a JPEG; `shade` makes each one different.
pub(crate) fn photo(folder: &Path, name: &str, shade: u8) -> PathBuf {
    let path = folder.join(name);
    let pixels: Vec<u8> = (0..64_u32 * 90)
        .map(|at| shade.wrapping_add((at % 7) as u8))
        .collect();
    let encoder = jpeg_encoder::Encoder::new_file(&path, 80).unwrap();
    encoder
        .encode(&pixels, 64, 90, jpeg_encoder::ColorType::Luma)
        .unwrap();
    path
}

/// A colour page of noise at 200 dpi, which weighs as much as its kind can; `number` makes each one different.
pub(crate) fn noisy_page(path: &Path, number: u32) {
    let (width, height) = (360_u16, 480_u16);
    let mut state = number.wrapping_mul(2_654_435_761) | 1;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        120 + (state >> 25) as u8
    };
    let pixels: Vec<u8> = (0..u32::from(width) * u32::from(height) * 3)
        .map(|_| noise())
        .collect();
    let mut encoder = jpeg_encoder::Encoder::new_file(path, 98).unwrap();
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
}

/// One side of a card, 85.6 × 54 mm at 200 dpi, whether or not its file says so.
pub(crate) fn card_side(folder: &Path, name: &str, (shade, dpi): (u8, Option<u16>)) -> PathBuf {
    let path = folder.join(name);
    let (width, height) = (674_u16, 425_u16);
    let grey = |x: u16, y: u16| {
        if (x / 40 + y / 40).is_multiple_of(2) {
            shade
        } else {
            200
        }
    };
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| grey(x, y)))
        .collect();
    let mut encoder = jpeg_encoder::Encoder::new_file(&path, 85).unwrap();
    if let Some(dpi) = dpi {
        encoder.set_density(jpeg_encoder::PixelDensity::dpi(dpi));
    }
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
    path
}

/// A page of lines of text, different for each number; `None` = a white one.
pub(crate) fn written_page(path: &Path, number: Option<u8>) {
    let (width, height) = (400_u16, 560_u16);
    let ink = |x: u16, y: u16| {
        let of = u16::from(number.unwrap_or(0));
        let line = y % 20 < 8 && (40..520).contains(&y) && (40..360).contains(&x);
        number.is_some() && line && !(x / 4 + y / 20 + of * 7).is_multiple_of(3 + of)
    };
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| if ink(x, y) { 20 } else { 250 }))
        .collect();
    let mut encoder = jpeg_encoder::Encoder::new_file(path, 85).unwrap();
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
}

/// A cover sheet as a scan shows it: an A4 page with this text as a code of 72 mm; `spoilt` = a streak runs over it.
pub(crate) fn cover_page(path: &Path, (content, spoilt): (&str, bool)) {
    const DPI: usize = 100;
    let (width, height, side) = (DPI * 827 / 100, DPI * 1169 / 100, DPI * 7_200 / 2_540);
    let code = qrcode::QrCode::with_error_correction_level(content, qrcode::EcLevel::M).unwrap();
    let (modules, cells) = (code.width(), code.to_colors());
    let all = modules + 8;
    let (left, top) = ((width - side) / 2, DPI * 80 / 100);
    let dark = |x: usize, y: usize| {
        let inside = (left..left + side).contains(&x) && (top..top + side).contains(&y);
        let place = |at: usize| (at * all / side).checked_sub(4).filter(|at| *at < modules);
        let (Some(column), Some(row)) = (place(x.saturating_sub(left)), place(y.saturating_sub(top))) else {
            return false;
        };
        let streak = spoilt && (9..modules - 9).contains(&row);
        inside && (streak || cells[row * modules + column] == qrcode::Color::Dark)
    };
    let grain = |x: usize, y: usize| u8::try_from((x * 7 + y * 13) % 11).unwrap();
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| {
            (0..width).map(move |x| {
                if dark(x, y) {
                    20 + grain(x, y)
                } else {
                    240 + grain(x, y)
                }
            })
        })
        .collect();
    let mut encoder = jpeg_encoder::Encoder::new_file(path, 85).unwrap();
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
    let (width, height) = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
}

/// The file was last written at this time.
pub(crate) fn written_at(path: &Path, time: &str) {
    let at = motcua::domain::time::Moment::from_rfc3339(time).unwrap();
    let since = std::time::Duration::from_millis(u64::try_from(at.0).unwrap());
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(std::time::UNIX_EPOCH + since).unwrap();
}

/// A PDF of so many empty pages.
pub(crate) fn pdf(folder: &Path, name: &str, pages: usize) -> PathBuf {
    save(document(name, pages), folder, name)
}

/// A PDF that was never paper, with so many MB of something else than scans in it.
pub(crate) fn heavy_pdf(folder: &Path, name: &str, mb: usize) -> PathBuf {
    let mut made = document(name, 2);
    let font = Stream::new(dictionary! {}, vec![b'x'; mb * 1024 * 1024 + 1]);
    made.add_object(font.with_compression(false));
    save(made, folder, name)
}

/// Results signed on 10/02/2023 by an office whose CA every desk of the journeys trusts (tests/fixtures/results).
const SIGNED: [&[u8]; 4] = [
    include_bytes!("../fixtures/results/signed-1.pdf"),
    include_bytes!("../fixtures/results/signed-2.pdf"),
    include_bytes!("../fixtures/results/signed-3.pdf"),
    include_bytes!("../fixtures/results/signed-4.pdf"),
];

/// A PDF with a valid signature; another name is, mostly, another file.
pub(crate) fn signed_pdf(folder: &Path, name: &str) -> PathBuf {
    let sum: usize = name.bytes().map(usize::from).sum();
    fixture(folder, name, SIGNED[sum % SIGNED.len()])
}

/// Signed by somebody whose CA no desk trusts.
pub(crate) fn unknown_pdf(folder: &Path, name: &str) -> PathBuf {
    fixture(folder, name, include_bytes!("../fixtures/results/unknown.pdf"))
}

/// Changed after it was signed.
pub(crate) fn tampered_pdf(folder: &Path, name: &str) -> PathBuf {
    fixture(folder, name, include_bytes!("../fixtures/results/tampered.pdf"))
}

/// Signed once; a later state no longer knows of the signature.
pub(crate) fn signature_removed_pdf(folder: &Path, name: &str) -> PathBuf {
    let mut file = SIGNED[0].to_vec();
    let word = b"startxref";
    let at = file.windows(word.len()).rposition(|it| it == word).unwrap();
    let previous = String::from_utf8_lossy(&file[at + word.len()..]).into_owned();
    let previous = previous.split_whitespace().next().unwrap();
    // The form, the field and the signature itself.
    let gone = [(8, "<< /Fields [] >>"), (9, "null"), (10, "null")];
    let mut rows = String::new();
    for (number, body) in gone {
        writeln!(rows, "{number} 1\n{:010} 00000 n ", file.len()).unwrap();
        file.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }
    let start = file.len();
    let trailer = format!("trailer\n<< /Size 13 /Root 1 0 R /Prev {previous} >>");
    file.extend_from_slice(format!("xref\n{rows}{trailer}\nstartxref\n{start}\n%%EOF\n").as_bytes());
    fixture(folder, name, &file)
}

/// Joined by a program that kept a signature's bytes and lost its field.
pub(crate) fn traces_pdf(folder: &Path, name: &str) -> PathBuf {
    let mut document = document(name, 1);
    let hole: Vec<Object> = vec![0.into(), 10.into(), 20.into(), 10.into()];
    document.add_object(dictionary! {
        "Type" => "Sig", "ByteRange" => hole, "Contents" => Object::string_literal("x"),
    });
    save(document, folder, name)
}

/// The certificate of the CA that signed [`unknown_pdf`]'s signer, as a file to be added.
pub(crate) fn other_ca(folder: &Path) -> PathBuf {
    fixture(
        folder,
        "other-ca.pem",
        include_bytes!("../fixtures/results/other-ca.pem"),
    )
}

/// The certificate of an office, which is no CA.
pub(crate) fn no_ca(folder: &Path) -> PathBuf {
    fixture(
        folder,
        "no-ca.pem",
        include_bytes!("../fixtures/results/no-ca.pem"),
    )
}

fn fixture(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Silence of so many MB.
pub(crate) fn recording(folder: &Path, name: &str, mb: u32) -> PathBuf {
    let path = folder.join(name);
    let silence = mb * 1024 * 1024;
    let format = b"fmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0\x02\0\x10\0data";
    let size = u32::try_from(format.len()).unwrap() + 8 + silence;
    let head = [
        b"RIFF",
        &size.to_le_bytes()[..],
        b"WAVE",
        format,
        &silence.to_le_bytes(),
    ]
    .concat();
    std::fs::write(&path, &head).unwrap();
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_len(u64::try_from(head.len()).unwrap() + u64::from(silence))
        .unwrap();
    path
}

/// Not a PDF, whatever its name says.
pub(crate) fn disguised(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, b"MZ\x90\0this is a program").unwrap();
    path
}

fn document(title: &str, pages: usize) -> Document {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            let content = Stream::new(dictionary! {}, format!("% {title}\n").into_bytes());
            let content = document.add_object(content);
            let page = dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            document.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(pages).unwrap();
    document.set_object(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count },
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document
}

fn save(mut document: Document, folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    document.save(&path).unwrap();
    path
}
