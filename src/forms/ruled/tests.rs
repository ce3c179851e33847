//! Long tables: heads that merge, rows that wrap and flow on, what is refused.

use super::*;
use crate::forms::layout::Ink;

const LAYOUT: &str = r#"
template = "trial"
form_set = "motcua"
title = "Bảng thử"
heading = ["BẢNG THỬ"]
source = "không"
compared = false
landscape = true
margin_mm = 12
size = 11
cell_size = 9
sign = ["NGƯỜI LẬP"]

[[column]]
title = "TT"
under = "(1)"
share = 1

[[column]]
title = "Đầy đủ"
above = ["Trong đó", "Được số hóa"]
under = "(2)"
share = 2
align = "right"

[[column]]
title = "Chưa đầy đủ"
above = ["Trong đó", "Được số hóa"]
under = "(3)"
share = 2
align = "middle"

[[column]]
title = "Trực tuyến"
above = ["Trong đó"]
under = "(4)"
share = 2
"#;

fn facts(rows: &[Vec<String>]) -> Facts<'_> {
    Facts {
        rows,
        nothing: "Không có dòng nào.",
        ..Facts::default()
    }
}

fn row(number: usize) -> Vec<String> {
    [
        &number.to_string(),
        "36",
        "4",
        "Văn bản dài hơn một dòng của ô này, nên phải xuống dòng",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Every text on the pages with the page it stands on.
fn texts(layout: &Layout, facts: &Facts) -> Vec<(usize, String, f32)> {
    let fonts = Fonts::load().unwrap();
    let (placed, _) = Sheet::new(&fonts, layout).unwrap().placed(facts).unwrap();
    let text = |it: Placed| match it.ink {
        Ink::Text { text, .. } => Some((it.page, text, it.area.left)),
        Ink::Rule | Ink::Cells { .. } | Ink::Watermark { .. } => None,
    };
    placed.into_iter().filter_map(text).collect()
}

#[test]
fn heads_that_are_shared_stand_once_on_every_page() {
    let layout = parse("trial", LAYOUT).unwrap();
    let rows: Vec<Vec<String>> = (1..=60).map(row).collect();
    let texts = texts(&layout, &facts(&rows));
    let last = texts.iter().map(|(page, ..)| *page).max().unwrap();
    assert!(last >= 1, "{last}");
    for head in ["Trong đó", "Được số hóa", "Đầy đủ", "Trực tuyến", "(4)"] {
        let on: Vec<usize> = texts
            .iter()
            .filter(|(_, text, _)| text == head)
            .map(|(page, ..)| *page)
            .collect();
        assert_eq!(on, (0..=last).collect::<Vec<_>>(), "{head}");
    }
    let numbers = texts.iter().filter(|(_, text, _)| text == "60").count();
    assert_eq!(numbers, 1);
    assert!(
        texts
            .iter()
            .any(|(page, text, _)| *page == last && text == "NGƯỜI LẬP")
    );
}

#[test]
fn money_stands_at_the_right_edge() {
    let layout = parse("trial", LAYOUT).unwrap();
    let rows = [row(1), ["2", "1.000.000", "", ""].map(str::to_owned).to_vec()];
    let texts = texts(&layout, &facts(&rows));
    let left = |wanted: &str| texts.iter().find(|(_, text, _)| text == wanted).unwrap().2;
    assert!(left("1.000.000") < left("36"));
}

#[test]
fn a_table_without_rows_says_so() {
    let layout = parse("trial", LAYOUT).unwrap();
    let texts = texts(&layout, &facts(&[]));
    assert!(texts.iter().any(|(_, text, _)| text == "Không có dòng nào."));
    assert!(!texts.iter().any(|(_, text, _)| text == "Đầy đủ"));
}

#[test]
fn a_row_of_another_width_is_refused() {
    let layout = parse("trial", LAYOUT).unwrap();
    let rows = [vec![String::new(); 3]];
    let refused = render(&layout, &facts(&rows));
    assert!(matches!(refused, Err(FormError::Table { cells: 3, columns: 4 })));
}

#[test]
fn unknown_fields_are_refused_with_their_name() {
    let wrong = LAYOUT.replace("share = 1", "share = 1\ncolour = 3");
    let refused = parse("trial.toml", &wrong).unwrap_err().to_string();
    assert!(
        refused.contains("trial.toml") && refused.contains("colour"),
        "{refused}"
    );
    assert!(parse("trial.toml", &LAYOUT.replace("share = 1", "share = 0")).is_err());
}

#[test]
fn the_layouts_that_ship_are_whole() {
    assert_eq!(layouts().unwrap().len(), layout::FILES.len());
    assert!(named("register").is_ok() && named("nothing").is_err());
}

#[test]
fn a_long_code_is_parted_at_its_hyphen() {
    let layout = parse("trial", &LAYOUT.replace("share = 1", "share = 0.7")).unwrap();
    let mut cells = row(1);
    "000.99.15.H08-260108-0001".clone_into(&mut cells[0]);
    let texts = texts(&layout, &facts(&[cells]));
    assert!(
        texts.iter().any(|(_, text, _)| text == "000.99.15.H08-"),
        "{texts:?}"
    );
    assert!(
        texts.iter().any(|(_, text, _)| text == "260108-0001"),
        "{texts:?}"
    );
}
