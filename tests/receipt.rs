//! The receipt on paper: what it says, where it is drawn, and what other programs make of the file.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail and tell as tests do")]

#[path = "receipt/docx.rs"]
mod docx;
#[path = "receipt/facts.rs"]
mod facts;
#[path = "receipt/letters.rs"]
mod letters;
#[path = "receipt/menu.rs"]
mod menu;
#[path = "receipt/tools.rs"]
mod tools;
#[path = "receipt/word.rs"]
mod word;

#[path = "common/skipped.rs"]
mod skipped;

use std::path::PathBuf;

use facts::{LETTERS, birth, company, many_papers, paper, template};
use motcua::domain::receipt::{Given, Receipt, line, lines};
use motcua::domain::viet;
use motcua::forms::FormError;
use motcua::forms::fonts::Fonts;
use motcua::forms::layout::{Ink, Placed};
use motcua::forms::preview::render_text;
use motcua::forms::qr::{QrProfile, content};
use motcua::forms::receipt::{Print, place, render};
use motcua::forms::set::{list, parse, templates};
use proptest::prelude::*;
use tools::{squeezed, tool};

fn printed(receipt: &Receipt) -> Vec<u8> {
    render(receipt, template(receipt.received_on()), Print::default()).unwrap()
}

fn boxes(receipt: &Receipt) -> (Vec<Placed>, usize) {
    place(
        &Fonts::load().unwrap(),
        receipt,
        template(receipt.received_on()),
        Print::default(),
    )
    .unwrap()
}

/// The file on disk, for the tools of other people.
fn filed(name: &str, receipt: &Receipt) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("receipt-{name}.pdf"));
    std::fs::write(&path, printed(receipt)).unwrap();
    path
}

#[test]
fn the_form_set_follows_the_reception_date() {
    let set = |day: &str| template(day.parse().unwrap()).form_set.as_str();
    assert_eq!(set("2023-02-14"), "TT01-2018");
    assert_eq!(set("2025-09-14"), "TT01-2018");
    assert_eq!(set("2025-09-15"), "TT03-2025");
    let on = |day: Option<&str>| list(day.map(|day| day.parse().unwrap())).unwrap().len();
    assert_eq!((on(None), on(Some("2026-11-22"))), (8, 1));
}

#[test]
fn the_layout_of_2018_uses_the_circulars_labels_in_its_order() {
    let layout = templates()
        .unwrap()
        .iter()
        .find(|it| it.form_set == "TT01-2018")
        .unwrap();
    let mut ordered = Vec::new();
    for spec in &layout.lines {
        ordered.push((spec.fact, spec.label.clone()));
        ordered.extend(spec.beside.iter().map(|it| (it.fact, it.label.clone())));
    }
    let full = Receipt {
        bearer: company().bearer,
        fees: company().fees,
        missing: company().missing,
        note: "x".into(),
        ..birth()
    };
    let wanted: Vec<_> = lines(&full)
        .into_iter()
        .map(|line| (line.fact, line.label.to_owned()))
        .collect();
    let shown: Vec<_> = wanted
        .into_iter()
        .filter(|(fact, _)| ordered.iter().any(|it| it.0 == *fact))
        .collect();
    assert_eq!(ordered, shown);
}

#[test]
fn a_layout_with_an_unknown_field_is_refused_by_its_name() {
    let refused = parse("x.toml", "template = \"receipt\"\ncolour = \"red\"\n")
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("x.toml") && refused.contains("colour"),
        "{refused}"
    );
}

#[test]
fn the_same_receipt_gives_the_same_bytes_and_another_one_does_not() {
    assert_eq!(printed(&birth()), printed(&birth()));
    assert_ne!(
        printed(&birth()),
        printed(&Receipt {
            reprint: 1,
            ..birth()
        })
    );
    assert!(printed(&birth()).starts_with(b"%PDF-1.7"));
}

#[test]
fn the_qr_code_begins_with_the_code_and_names_nobody_unless_the_office_says_so() {
    let private = content(&birth(), QrProfile::Private, "Giấy tiếp nhận");
    assert_eq!(private, "000.99.15.H08-230214-0001 K7QX");
    let full = content(&birth(), QrProfile::Tt01Of2023, "Giấy tiếp nhận");
    assert_eq!(
        full,
        "000.99.15.H08-230214-0001|1.001193|052192004567|Giấy tiếp nhận"
    );
    let (placed, _) = boxes(&birth());
    let cells: Vec<_> = placed
        .iter()
        .filter(|it| matches!(it.ink, Ink::Cells { .. }))
        .collect();
    assert_eq!(cells.len(), 2, "one on each copy");
    for it in cells {
        let Ink::Cells { modules, runs } = &it.ink else {
            unreachable!()
        };
        assert!(it.area.width > 68.0 && it.area.width < 80.0, "24 to 28 mm");
        assert!(
            runs.iter()
                .all(|&(x, y, n)| x >= 4 && y >= 4 && x + n + 4 <= *modules && y + 5 <= *modules)
        );
    }
}

#[test]
fn an_empty_code_or_holder_is_named_instead_of_printed_blank() {
    for receipt in [
        Receipt {
            code: String::new(),
            ..birth()
        },
        Receipt {
            holder: String::new(),
            ..birth()
        },
    ] {
        let refused = render(&receipt, template(receipt.received_on()), Print::default()).unwrap_err();
        assert!(matches!(refused, FormError::Missing { .. }));
    }
}

#[test]
fn each_copy_says_whose_it_is_and_a_reprint_says_so() {
    let receipt = Receipt {
        reprint: 2,
        ..birth()
    };
    let (placed, pages) = boxes(&receipt);
    assert_eq!(pages, 2);
    let on_page = |page: usize, words: &str| {
        placed
            .iter()
            .any(|it| it.page == page && matches!(&it.ink, Ink::Text { text, .. } if text == words))
    };
    assert!(
        on_page(0, "(Liên 1: Lưu) (In lại lần 2)") && on_page(1, "(Liên 2: Giao khách hàng) (In lại lần 2)")
    );
}

#[test]
fn fifty_five_papers_flow_over_pages_that_repeat_the_code_and_carry_the_watermark() {
    for received in ["2023-02-14 08:07", "2026-11-09 08:07"] {
        let (placed, pages) = boxes(&many_papers(received));
        assert!(pages >= 4 && pages % 2 == 0, "{pages} pages");
        for page in 0..pages {
            let here = |wanted: &str| {
                placed.iter().any(|it| {
                    it.page == page && matches!(&it.ink, Ink::Text { text, .. } if text.contains(wanted))
                })
            };
            let marks = placed
                .iter()
                .filter(|it| it.page == page && matches!(it.ink, Ink::Watermark { .. }));
            assert_eq!(marks.count(), 1);
            assert!(
                here("000.99.15.H08-230214-0001") && here(&format!("/{}", pages / 2)),
                "page {page}"
            );
        }
    }
}

#[test]
fn the_heads_of_the_table_stand_on_every_page_that_has_a_row_of_it() {
    let (placed, pages) = boxes(&many_papers("2026-11-09 08:07"));
    for page in 0..pages {
        let has = |wanted: &str| {
            placed.iter().any(|it| {
                it.page == page && matches!(&it.ink, Ink::Text { text, .. } if text.starts_with(wanted))
            })
        };
        assert_eq!(has("Văn bản, tài liệu"), has("Tên giấy tờ"), "page {page}");
    }
}

#[test]
fn a_note_of_one_line_does_not_take_a_sheet_of_its_own() {
    let noted = Receipt {
        note: "Nộp bổ sung bản sao trước khi nhận kết quả".into(),
        reprint: 1,
        ..birth()
    };
    assert_eq!(boxes(&noted).1, 2, "one page for each copy");
}

#[test]
fn signatures_never_stand_alone_on_a_page() {
    let words = |text: &str| text.starts_with("Vào Sổ") || text.starts_with("NGƯỜI");
    for count in 0..40 {
        let mut receipt = many_papers("2026-11-09 08:07");
        receipt.components.truncate(count);
        let pages: Vec<usize> = boxes(&receipt)
            .0
            .iter()
            .filter(|it| matches!(&it.ink, Ink::Text { text, .. } if words(text)))
            .map(|it| it.page)
            .collect();
        assert_eq!(pages.len(), 6, "three of them on each copy");
        assert!(
            pages
                .chunks(3)
                .all(|copy| copy[0] == copy[1] && copy[1] == copy[2]),
            "{count} papers: {pages:?}"
        );
    }
}

#[test]
fn the_preview_fits_the_screen_and_says_the_same() {
    for receipt in [birth(), company(), many_papers("2023-02-14 08:07")] {
        let text = render_text(&receipt, template(receipt.received_on()));
        assert!(
            text.iter()
                .all(|line| unicode_width::UnicodeWidthStr::width(line.as_str()) <= 80)
        );
        let all = squeezed(&text.join(""));
        for spec in &template(receipt.received_on()).lines {
            let value = line(&receipt, spec.fact);
            assert!(all.contains(&squeezed(&value.value)), "{}", value.value);
            assert!(value.items.iter().all(|item| all.contains(&squeezed(item))));
        }
    }
    insta::assert_snapshot!(
        "preview",
        render_text(&birth(), template(birth().received_on())).join("\n")
    );
}

#[test]
fn a_preview_before_acceptance_says_what_is_still_to_come() {
    let receipt = Receipt {
        code: String::new(),
        number: String::new(),
        lookup: String::new(),
        ..birth()
    };
    let text = render_text(&receipt, template(receipt.received_on())).join("\n");
    assert!(text.contains("Mã hồ sơ: (cấp khi tiếp nhận)"));
}

#[test]
fn other_programs_read_the_file_and_every_line_in_it() {
    let receipts = [
        ("birth", birth()),
        (
            "practice",
            Receipt {
                practice: true,
                reprint: 1,
                ..birth()
            },
        ),
        ("company", company()),
        ("many-2018", many_papers("2023-02-14 08:07")),
        ("many-2025", many_papers("2026-11-09 08:07")),
    ];
    for (name, receipt) in receipts {
        let path = filed(name, &receipt);
        let path = path.to_str().unwrap();
        tool("qpdf", &["--check", path]);
        if let Some(fonts) = tool("pdffonts", &[path]) {
            let rows: Vec<&str> = fonts.lines().skip(2).collect();
            assert_eq!(rows.len(), 3, "{fonts}");
            assert!(
                rows.iter()
                    .all(|row| row.contains("+MotcuaSerif") && row.contains("yes yes yes")),
                "{fonts}"
            );
        }
        if let Some(info) = tool("pdfinfo", &[path]) {
            assert!(
                info.contains("419.528 x 595.276 pts") && !info.contains("PDF/X"),
                "{info}"
            );
            assert!(info.contains("PDF version:     1.7"), "{info}");
            let pages = boxes(&receipt).1;
            assert!(
                info.lines()
                    .any(|line| line.starts_with("Pages:") && line.ends_with(&format!(" {pages}")))
            );
        }
        if let Some(text) = tool("pdftotext", &["-raw", path, "-"]) {
            said(&receipt, &squeezed(&text));
        }
    }
}

fn said(receipt: &Receipt, text: &str) {
    for spec in &template(receipt.received_on()).lines {
        let line = line(receipt, spec.fact);
        let shown = !line.is_empty();
        assert!(
            !shown || text.contains(&squeezed(&spec.label)) || receipt.fees.is_empty(),
            "{}",
            spec.label
        );
        assert!(text.contains(&squeezed(&line.value)), "{}", line.value);
    }
    for name in receipt
        .components
        .iter()
        .map(|it| &it.name)
        .chain(&receipt.missing)
    {
        // A page break may stand inside a long name; its words are there all the same.
        assert!(name.split(' ').all(|word| text.contains(word)), "{name}");
    }
}

fn inside(placed: &[Placed], pages: usize, receipt: &Receipt) {
    let paper = &template(receipt.received_on()).paper;
    let (width, height) = (paper.width_mm * 72.0 / 25.4, paper.height_mm * 72.0 / 25.4);
    for it in placed {
        let area = it.area;
        assert!(it.page < pages);
        assert!(
            area.left >= 20.0 && area.left + area.width <= width - 20.0,
            "{it:?}"
        );
        assert!(
            area.top >= 15.0 && area.top + area.height <= height - 15.0,
            "{it:?}"
        );
    }
}

#[test]
fn nothing_is_drawn_outside_the_page() {
    for receipt in [
        birth(),
        company(),
        many_papers("2023-02-14 08:07"),
        many_papers("2026-11-09 08:07"),
    ] {
        let (placed, pages) = boxes(&receipt);
        inside(&placed, pages, &receipt);
    }
}

/// Vietnamese words, runs without a blank, odd blanks and marks.
fn text() -> impl Strategy<Value = String> {
    let letters: Vec<char> = LETTERS
        .chars()
        .chain(LETTERS.to_uppercase().chars())
        .chain("bcdghklmnpqrstvx0123456789".chars())
        .collect();
    let word =
        proptest::collection::vec(proptest::sample::select(letters), 1..60).prop_map(String::from_iter);
    let joint = proptest::sample::select(vec![
        " ", "  ", "\n", "\t", "\u{200B}", "\u{306}", "\u{323}", ", ", "-",
    ]);
    proptest::collection::vec((word, joint), 0..25)
        .prop_map(|parts| parts.into_iter().map(|(word, joint)| word + joint).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_vietnamese_text_anywhere_stays_on_the_page(
        texts in proptest::collection::vec(text(), 14),
        papers in proptest::collection::vec(text(), 0..8),
        modern in any::<bool>(),
    ) {
        let mut it = texts.into_iter();
        let mut next = || it.next().unwrap_or_default();
        let day = if modern { "2026-11-09 08:07" } else { "2023-02-14 08:07" };
        let receipt = Receipt {
            agency: vec![next(), next()], desk: next(), number: next(), holder: format!("a{}", next()), organisation: Some(format!("a{}", next())),
            address: next(), phone: next(), email: next(), subject: format!("a{}", next()), collect_at: next(), note: next(), officer: next(),
            place_of_issue: next(), components: papers.iter().map(|name| paper(name, Given::Certified)).collect(), missing: papers,
            received_at: facts::at(day), ..company()
        };
        let (placed, pages) = boxes(&receipt);
        inside(&placed, pages, &receipt);
        let preview = render_text(&receipt, template(receipt.received_on()));
        prop_assert!(preview.iter().all(|line| unicode_width::UnicodeWidthStr::width(line.as_str()) <= 80));
    }

    #[test]
    fn any_text_at_all_gives_a_receipt_or_the_character_that_cannot_be_drawn(strange in "\\PC{0,200}") {
        let holder = format!("a{strange}");
        let receipt = Receipt { holder, note: strange.clone(), agency: vec![strange], ..birth() };
        let missing = viet::unprintable(&receipt.note);
        match render(&receipt, template(receipt.received_on()), Print::default()) {
            Ok(_) => prop_assert!(missing.is_none()),
            Err(FormError::MissingGlyph { character }) => prop_assert!(viet::unprintable(&character.to_string()).is_some()),
            Err(other) => prop_assert!(false, "{other}"),
        }
        let _ = render_text(&receipt, template(receipt.received_on()));
    }
}
