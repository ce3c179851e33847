//! Small scans and documents, made here: what a citizen brings and what an office answers with.

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

/// A PDF with a signature field, as signing programs leave it; nobody checks it yet.
pub(crate) fn signed_pdf(folder: &Path, name: &str) -> PathBuf {
    let mut document = document(name, 1);
    let signature = document.add_object(dictionary! {
        "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "adbe.pkcs7.detached",
        "ByteRange" => vec![0.into(), 10.into(), 20.into(), 10.into()],
        "Contents" => Object::string_literal("00"),
    });
    let field = document.add_object(dictionary! {
        "FT" => "Sig", "T" => Object::string_literal("ky"), "V" => signature,
        "Type" => "Annot", "Subtype" => "Widget", "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
    });
    let form = document.add_object(dictionary! { "Fields" => vec![field.into()], "SigFlags" => 3 });
    document.catalog_mut().unwrap().set("AcroForm", form);
    save(document, folder, name)
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
