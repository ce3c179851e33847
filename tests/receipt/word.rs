//! Receipts as Word documents: the words of the paper in its order, and what another office program makes of the files.

use std::path::PathBuf;

use super::docx::{converted, part, words};
use super::facts::{LETTERS, birth, company, many_papers, template};
use super::tools::{squeezed, tool};
use motcua::domain::receipt::{Receipt, lines};
use motcua::forms::FormError;
use motcua::forms::receipt::Print;
use motcua::forms::set::{Template, templates};
use motcua::forms::word;

fn packed(receipt: &Receipt, layout: &Template) -> Vec<u8> {
    word::receipt(receipt, layout, Print::default()).unwrap()
}

#[test]
fn word_says_what_the_paper_says() {
    for receipt in [birth(), company(), many_papers("2023-02-14 08:00")] {
        let layout = template(receipt.received_on());
        let bytes = packed(&receipt, layout);
        let seen = words(&bytes);
        for line in lines(&receipt) {
            let value = squeezed(&line.value);
            let shown = layout.lines.iter().any(|spec| spec.fact == line.fact);
            assert!(!shown || seen.contains(&value), "{value}\n{seen}");
        }
        for paper in &receipt.components {
            assert!(seen.contains(&squeezed(&paper.name)), "{}", paper.name);
        }
        assert_eq!(bytes, packed(&receipt, layout), "the same facts, the same bytes");
        assert_eq!(seen.matches("Độclập–Tựdo–Hạnhphúc").count(), 2, "two copies");
    }
}

#[test]
fn signs_of_markup_stay_text_and_nobody_is_named_outside_the_page() {
    let receipt = Receipt {
        subject: "Cấp <bản> & \"sao\" \u{1}1".into(),
        practice: true,
        ..birth()
    };
    let bytes = packed(&receipt, template(receipt.received_on()));
    assert!(words(&bytes).contains("Cấp<bản>&\"sao\"1"));
    assert!(part(&bytes, "word/header1.xml").unwrap().contains("TẬP HUẤN"));
    let properties = part(&bytes, "docProps/core.xml").unwrap();
    assert!(properties.contains(&receipt.code) && !properties.contains(&receipt.holder));
}

#[test]
fn what_is_missing_is_named_and_no_document_made() {
    let receipt = Receipt {
        subject: String::new(),
        ..birth()
    };
    let refused = word::receipt(&receipt, template(receipt.received_on()), Print::default());
    assert!(matches!(refused, Err(FormError::Missing { .. })));
}

/// Every layout with hard names, opened and printed by `LibreOffice` without a word of complaint.
#[test]
fn libreoffice_opens_every_layout_and_prints_its_words() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("word");
    std::fs::create_dir_all(&folder).unwrap();
    let receipt = Receipt {
        holder: LETTERS.into(),
        fees: company().fees,
        ..many_papers("2023-02-14 08:00")
    };
    let mut files = Vec::new();
    for layout in templates().unwrap() {
        let path = folder.join(format!("{}-{}.docx", layout.template, layout.form_set));
        std::fs::write(&path, packed(&receipt, layout)).unwrap();
        files.push(path);
    }
    let Some(said) = converted(&folder, &files) else {
        crate::skipped::skipped("soffice is not here");
        return;
    };
    assert!(
        !said.to_lowercase().contains("warn") && !said.contains("Error"),
        "{said}"
    );
    for path in files {
        let pdf = path.with_extension("pdf");
        let Some(seen) = tool("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]) else {
            return;
        };
        let seen = squeezed(&seen);
        for wanted in [
            receipt.code.as_str(),
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
            "Văn bản, tài liệu số 55",
        ] {
            assert!(
                seen.contains(&squeezed(wanted)),
                "{}: {wanted}\n{seen}",
                path.display()
            );
        }
    }
}
