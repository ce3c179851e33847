//! Files to be signed, one of each kind.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::tools;

/// A document of one page; `page` stands in the page's dictionary.
pub(crate) fn paper(page: &str) -> Vec<u8> {
    paper_with("", page)
}

/// The same with something in its catalog.
pub(crate) fn paper_with(catalog: &str, page: &str) -> Vec<u8> {
    let content = "0.9 g 0 0 2000 2000 re f";
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /Resources << >> /Contents 4 0 R {page} >>"),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    written(&objects)
}

/// Two pages, the second turned and with an empty field for a signature that does not say so; certified by nobody, so that
/// it is this field that is signed.
pub(crate) fn two_pages() -> Vec<u8> {
    let form = "/AcroForm << /Fields [6 0 R] >> /Perms << /DocMDP << >> >>";
    written(&[
        format!("<< /Type /Catalog /Pages 2 0 R {form} >>"),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Rotate 90 /Annots [5 0 R 6 0 R] >>".to_owned(),
        "<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] >>".to_owned(),
        "<< /FT /Sig /T (Waiting) /Subtype /Widget /Rect [300 300 400 500] >>".to_owned(),
    ])
}

fn written(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let (start, size) = (out.len(), objects.len() + 1);
    write!(
        out,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    out.into_bytes()
}

/// The file written anew by qpdf; `None` = qpdf is not there.
pub(crate) fn by_qpdf(source: &Path, target: &Path, options: &[&str]) -> Option<()> {
    let status = Command::new(tools::program("qpdf")?)
        .args(options)
        .args([source, target])
        .status()
        .unwrap();
    assert!(status.success());
    Some(())
}
