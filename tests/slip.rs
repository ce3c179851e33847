//! The slips on paper, each in every form set: what they say, where it is drawn, and what other programs read in them.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail and tell as tests do")]

#[path = "receipt/docx.rs"]
mod docx;
#[path = "slip/facts.rs"]
mod facts;
#[path = "receipt/tools.rs"]
mod tools;

#[path = "common/skipped.rs"]
mod skipped;

use std::path::PathBuf;

use docx::{converted, part, words};
use facts::{of_draft, slip};
use motcua::domain::receipt::Receipt;
use motcua::domain::slip::{Slip, SlipFact, SlipKind};
use motcua::forms::FormError;
use motcua::forms::fonts::Fonts;
use motcua::forms::layout::{Ink, Placed};
use motcua::forms::qr::QrProfile;
use motcua::forms::slip::set::{Template, find, parse, templates};
use motcua::forms::slip::{content as slip_content, place, render, render_text};
use motcua::forms::word;
use tools::{squeezed, tool};

const BEFORE: &str = "2023-02-14";
const SINCE: &str = "2025-11-10";

fn template(kind: SlipKind, on: &str) -> Template {
    find(kind, "", on.parse().unwrap()).unwrap()
}

/// Every slip in the two form sets.
fn all() -> impl Iterator<Item = (Slip, Template)> {
    SlipKind::ALL
        .into_iter()
        .flat_map(|kind| [BEFORE, SINCE].map(|on| (slip(kind, on), template(kind, on))))
}

/// The file on disk, for the tools of other people.
fn filed(slip: &Slip, template: Template) -> PathBuf {
    let name = format!("slip-{}-{}.pdf", slip.kind.name(), template.edition.form_set);
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, render(slip, template).unwrap().0).unwrap();
    path
}

fn boxes(slip: &Slip, template: Template) -> (Vec<Placed>, usize) {
    place(&Fonts::load().unwrap(), slip, template).unwrap()
}

#[test]
fn the_form_set_follows_the_day_and_the_office_may_choose_one() {
    let set = |kind, form_set, on: &str| {
        find(kind, form_set, on.parse().unwrap())
            .unwrap()
            .edition
            .form_set
            .clone()
    };
    assert_eq!(set(SlipKind::Apology, "", "2025-09-14"), "TT01-2018");
    assert_eq!(set(SlipKind::Apology, "", "2025-09-15"), "TT03-2025");
    assert_eq!(set(SlipKind::Apology, "TT01-2018", "2026-01-01"), "TT01-2018");
    assert_eq!(set(SlipKind::Stop, "TT01-2018", "2023-02-14"), "CHUNG");
    assert_eq!(set(SlipKind::HandOver, "TT03-2025", "2026-01-01"), "CHUNG");
}

#[test]
fn every_day_has_one_edition_of_every_slip_and_none_is_called_compared() {
    for kind in SlipKind::ALL {
        let all = templates().unwrap();
        let editions = all.iter().filter(|it| it.layout.template == kind.name());
        let editions: Vec<_> = editions.map(|it| it.edition).collect();
        for on in ["2018-06-21", "2025-09-14", "2025-09-15", "2030-01-01"] {
            let there = editions.iter().filter(|it| it.is_in_force(on.parse().unwrap()));
            assert_eq!(there.count(), 1, "{kind:?} on {on}");
        }
        assert!(editions.iter().all(|it| !it.compared && !it.source.is_empty()));
    }
}

#[test]
fn a_layout_with_anything_unknown_is_refused_by_its_name() {
    let whole = include_str!("../assets/forms/supplement.toml");
    let refusals = [
        (
            whole.replace("numbered = true", "numbered = true\ncolour = \"red\""),
            "colour",
        ),
        (whole.replace("{holder}", "{hodler}"), "hodler"),
        (whole.replace("\"items\"", "\"itmes\""), "itmes"),
        (whole.replace("\"items\"", "\"papers\""), "Papers"),
        (whole.replace("\"supplement\"", "\"suplement\""), "suplement"),
    ];
    for (text, name) in refusals {
        let refused = parse("x.toml", &text).unwrap_err().to_string();
        assert!(refused.contains("x.toml") && refused.contains(name), "{refused}");
    }
    assert!(parse("x.toml", whole).is_ok());
}

#[test]
fn what_is_required_and_empty_is_named_instead_of_printed() {
    let mut refusal = slip(SlipKind::Refusal, BEFORE);
    refusal.basis = String::new();
    let refused = render(&refusal, template(SlipKind::Refusal, BEFORE)).unwrap_err();
    assert!(matches!(
        refused,
        FormError::Empty {
            fact: SlipFact::Basis
        }
    ));
    let mut asked = slip(SlipKind::Supplement, BEFORE);
    asked.items.clear();
    let refused = render(&asked, template(SlipKind::Supplement, BEFORE)).unwrap_err();
    assert!(matches!(refused, FormError::NoItems));
}

#[test]
fn what_is_not_required_and_empty_leaves_no_label_behind() {
    let asked = of_draft();
    let text = render_text(&asked, template(SlipKind::Supplement, BEFORE))
        .unwrap()
        .join("\n");
    for label in ["Số điện thoại", "Email", "Mã hồ sơ"] {
        assert!(!text.contains(label), "{text}");
    }
    assert!(text.contains("tại Bộ phận Một cửa xã An Toàn để được hướng dẫn"));
}

#[test]
fn the_same_slip_gives_the_same_bytes_and_a_reprint_says_so() {
    for (slip, template) in all() {
        let first = render(&slip, template).unwrap().0;
        assert_eq!(first, render(&slip, template).unwrap().0);
        let again = Slip {
            dossier: Receipt {
                reprint: 2,
                ..slip.dossier.clone()
            },
            ..slip
        };
        let said = |it: &Placed| matches!(&it.ink, Ink::Text { text, .. } if text == "(In lại lần 2)");
        assert!(boxes(&again, template).0.iter().any(said));
    }
}

#[test]
fn practice_stands_across_every_page() {
    for (mut slip, template) in all() {
        slip.dossier.practice = true;
        let (placed, pages) = boxes(&slip, template);
        let marks = placed.iter().filter(|it| matches!(it.ink, Ink::Watermark { .. }));
        assert_eq!(marks.count(), pages);
    }
}

#[test]
fn every_slip_of_a_usual_dossier_is_one_page_inside_its_margins() {
    for (slip, template) in all() {
        let (placed, pages) = boxes(&slip, template);
        assert_eq!(pages, 1, "{:?}", slip.kind);
        let paper = &template.sheet().paper;
        let (width, height) = (paper.width_mm * 72.0 / 25.4, paper.height_mm * 72.0 / 25.4);
        for it in &placed {
            let area = it.area;
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
}

#[test]
fn a_long_slip_flows_on_and_its_signatures_do_not_stand_alone() {
    let sentence = "Bản sao có chứng thực của một giấy tờ có tên rất dài để thử nhiều trang";
    for many in [0, 10, 25, 40, 90] {
        let mut asked = slip(SlipKind::Supplement, BEFORE);
        asked.items = (0..=many).map(|n| format!("{sentence} {n}")).collect();
        let (placed, _) = boxes(&asked, template(SlipKind::Supplement, BEFORE));
        let of = |wanted: &str| {
            let there = |it: &&Placed| matches!(&it.ink, Ink::Text { text, .. } if text.contains(wanted));
            placed.iter().find(there).map(|it| it.page)
        };
        assert!(of("hướng dẫn./.").is_some());
        assert_eq!(of("hướng dẫn./."), of("NGƯỜI HƯỚNG DẪN"), "{many} items");
    }
}

#[test]
fn the_control_sheet_has_two_places_to_sign_on_every_line() {
    let control = slip(SlipKind::Control, BEFORE);
    let lines = control.legs.len().max(3);
    let (placed, _) = boxes(&control, template(SlipKind::Control, BEFORE));
    for title in ["Người giao", "Người nhận"] {
        let there = placed
            .iter()
            .filter(|it| matches!(&it.ink, Ink::Text { text, .. } if text == title));
        assert_eq!(there.count(), lines);
    }
}

#[test]
fn the_preview_fits_the_screen_and_says_what_the_paper_says() {
    let mut shown = Vec::new();
    for (slip, template) in all() {
        let lines = render_text(&slip, template).unwrap();
        let widest = lines
            .iter()
            .map(|line| unicode_width::UnicodeWidthStr::width(line.as_str()));
        assert!(widest.max().unwrap() <= 80);
        shown.extend([
            format!("== {} {}", slip.kind.name(), template.edition.form_set),
            lines.join("\n"),
            String::new(),
        ]);
        let text = squeezed(&lines.join(""));
        let (placed, _) = boxes(&slip, template);
        for it in placed {
            if let Ink::Text { text: word, .. } = it.ink {
                for word in word.split(' ').filter(|word| !STANDING.contains(word)) {
                    assert!(text.contains(word), "{:?} lacks {word}", slip.kind);
                }
            }
        }
    }
    insta::assert_snapshot!("slips", shown.join("\n"));
}

/// Heads of tables, which the preview has no table for.
const STANDING: [&str; 30] = [
    "STT", "Tên", "giấy", "tờ", "Loại", "Số", "bản", "TÊN", "CƠ", "QUAN", "THỜI", "GIAN", "GIAO,", "NHẬN",
    "HỒ", "SƠ", "KẾT", "QUẢ", "GHI", "CHÚ", "Bản", "chính", "sao", "chứng", "thực", "01", "1", "2", "3",
    "02",
];

#[test]
fn other_programs_read_the_file_and_every_line_in_it() {
    for (slip, template) in all() {
        let path = filed(&slip, template);
        let path = path.to_str().unwrap();
        tool("qpdf", &["--check", path]);
        if let Some(fonts) = tool("pdffonts", &[path]) {
            let rows: Vec<&str> = fonts.lines().skip(2).collect();
            assert!(
                !rows.is_empty() && rows.iter().all(|row| row.contains("yes yes yes")),
                "{fonts}"
            );
        }
        if let Some(info) = tool("pdfinfo", &[path]) {
            let size = match template.sheet().paper.name.as_str() {
                "A4" => "595.276 x 841.89 pts",
                _ => "419.528 x 595.276 pts",
            };
            assert!(info.contains(size), "{info}");
            assert!(!info.contains(&slip.dossier.holder), "no name in its properties");
        }
        if let Some(text) = tool("pdftotext", &["-layout", path, "-"]) {
            let text = squeezed(&text);
            for line in facts::expected(slip.kind, &template.edition.form_set) {
                assert!(
                    text.contains(&squeezed(line)),
                    "{:?} lacks «{line}»: {text}",
                    slip.kind
                );
            }
        }
    }
}

#[test]
fn the_qr_code_says_the_codes_and_names_nobody() {
    for (slip, template) in all() {
        let path = filed(&slip, template);
        let png = path.with_extension("");
        let arguments = ["-png", "-r", "200", "-singlefile", path.to_str().unwrap()];
        let Some(_) = tool("pdftoppm", &[&arguments[..], &[png.to_str().unwrap()]].concat()) else {
            return;
        };
        let picture = png.with_extension("png");
        let Some(said) = tool("zbarimg", &["--quiet", "--raw", picture.to_str().unwrap()]) else {
            return;
        };
        assert_eq!(said.trim(), "000.99.15.H08-230214-0001 K7QX");
    }
    let (placed, _) = boxes(&of_draft(), template(SlipKind::Supplement, BEFORE));
    assert!(!placed.iter().any(|it| matches!(it.ink, Ink::Cells { .. })));
}

/// Thông tư 01/2023/TT-VPCP, where the office chose it: with the holder's number and the paper's name.
#[test]
fn the_office_may_choose_the_qr_code_of_tt_01_2023() {
    let mut slip = slip(SlipKind::Supplement, SINCE);
    slip.dossier.holder_no = "052192004567".into();
    let private = template(SlipKind::Supplement, SINCE);
    let said = |template: Template| slip_content(&slip, template).unwrap().qr.unwrap();
    assert!(!said(private).contains(&slip.dossier.holder_no));
    let chosen = Template {
        qr: QrProfile::of_setting("tt01-2023"),
        ..private
    };
    let parts = [
        slip.dossier.code.as_str(),
        &slip.dossier.procedure_code,
        &slip.dossier.holder_no,
        &private.edition.title,
    ];
    assert_eq!(said(chosen), parts.join("|"));
}

/// Each in both form sets: the words of the preview, and `LibreOffice` prints them without a word of complaint.
#[test]
fn word_says_what_the_preview_says_and_opens() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("word-slips");
    std::fs::create_dir_all(&folder).unwrap();
    let mut files = Vec::new();
    for (slip, template) in all() {
        let bytes = word::slip(&slip, template).unwrap();
        assert_eq!(bytes, word::slip(&slip, template).unwrap());
        let seen = words(&bytes);
        for line in render_text(&slip, template).unwrap() {
            // The table of papers says them in its own cells.
            let of_table = line.starts_with("   ") && line.contains(')');
            for word in line.split_whitespace().filter(|word| !of_table && *word != "·") {
                assert!(seen.contains(word), "{:?}: {word}\n{seen}", slip.kind);
            }
        }
        for paper in &slip.dossier.components {
            assert!(
                !seen.contains("STT") || seen.contains(&squeezed(&paper.name)),
                "{}",
                paper.name
            );
        }
        let properties = part(&bytes, "docProps/core.xml").unwrap();
        assert!(!properties.contains(&slip.dossier.holder), "{properties}");
        let name = format!("{}-{}.docx", slip.kind.name(), template.edition.form_set);
        std::fs::write(folder.join(&name), &bytes).unwrap();
        files.push(folder.join(name));
    }
    let Some(said) = converted(&folder, &files) else {
        skipped::skipped("soffice is not here");
        return;
    };
    assert!(
        !said.to_lowercase().contains("warn") && !said.contains("Error"),
        "{said}"
    );
    assert!(files.iter().all(|file| file.with_extension("pdf").exists()));
}
