//! Cover sheets (tờ bìa QR) on A4: the code of a dossier and of one of its papers, for the machine twice and for people
//! in large letters. No name and no number of a person stands on it.

use chrono::NaiveDateTime;

use super::FormError;
use super::flow::{Align, Setting, paragraph, span};
use super::fonts::{Face, Fonts};
use super::layout::{Area, Frame, Ink, Placed, Row, paginate};
use super::pdf::{self, Document};
use super::{qr, text};

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
const WIDTH: f32 = 210.0 * MM;
const HEIGHT: f32 = 297.0 * MM;
const MARGIN: f32 = 20.0 * MM;
/// Side of the code with its quiet zone: read at a third of a scan's size, and larger than any code on a paper.
const CODE_SIDE: f32 = 72.0 * MM;

/// What stands on one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverSheet {
    /// The text of the code.
    pub content: String,
    /// The dossier's code as the office says it.
    pub code: String,
    /// The component's name; `None` = the whole dossier.
    pub component: Option<String>,
}

/// The PDF of these sheets, one page each; the same sheets give the same bytes.
pub fn render(sheets: &[CoverSheet], practice: bool, made_at: NaiveDateTime) -> Result<Vec<u8>, FormError> {
    let fonts = Fonts::load()?;
    let mut placed = Vec::new();
    let mut pages = 0;
    for sheet in sheets {
        let (boxes, count) = paginate(rows(&fonts, sheet, practice)?, FRAME);
        placed.extend(boxes.into_iter().map(|it| Placed {
            page: it.page + pages,
            ..it
        }));
        pages += count;
    }
    let document = Document {
        width: WIDTH,
        height: HEIGHT,
        title: text::COVER,
        made_at,
        pages,
        placed: &placed,
    };
    pdf::write(&fonts, &document)
}

const FRAME: Frame = Frame {
    first_top: MARGIN,
    next_top: MARGIN,
    bottom: HEIGHT - MARGIN,
};

fn rows(fonts: &Fonts, sheet: &CoverSheet, practice: bool) -> Result<Vec<Row>, FormError> {
    let whole = sheet.component.as_deref().unwrap_or(text::WHOLE_DOSSIER);
    let line = |face, size, words: &str| {
        let setting = Setting {
            left: MARGIN,
            width: WIDTH - 2.0 * MARGIN,
            size,
            leading: 1.2,
            align: Align::Center,
        };
        paragraph(fonts, setting, &[span(face, words)])
    };
    let mut rows = vec![code(&sheet.content)?, Row::gap(10.0)];
    rows.extend(line(Face::Bold, 34.0, &sheet.code)?);
    rows.push(Row::gap(6.0));
    // A name may be long; the second code must keep its place on the sheet.
    rows.extend(line(Face::Bold, 20.0, whole)?.into_iter().take(4));
    rows.push(Row::gap(8.0));
    if practice {
        rows.extend(line(Face::Bold, 20.0, text::PRACTICE)?);
    }
    for words in text::COVER_NOTES {
        rows.extend(line(Face::Italic, 12.0, words)?);
    }
    rows.extend([Row::gap(10.0), code(&sheet.content)?]);
    Ok(rows)
}

fn code(content: &str) -> Result<Row, FormError> {
    let ink: Ink = qr::cells(content)?;
    let area = Area {
        left: (WIDTH - CODE_SIDE) / 2.0,
        top: 0.0,
        width: CODE_SIDE,
        height: CODE_SIDE,
    };
    Ok(Row {
        advance: CODE_SIDE,
        needs: CODE_SIDE,
        ink: vec![(area, ink)],
        ..Row::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(component: Option<&str>) -> CoverSheet {
        CoverSheet {
            content: "MOTCUA1 000.99.15.H08-230214-0003 2 1A2B3C4D".into(),
            code: "000.99.15.H08-230214-0003".into(),
            component: component.map(str::to_owned),
        }
    }

    #[test]
    fn one_page_for_each_sheet_however_long_a_name_is() {
        let long = "Văn bản ủy quyền theo quy định của pháp luật ".repeat(12);
        let sheets = [
            sheet(Some("Tờ khai đăng ký khai sinh")),
            sheet(Some(&long)),
            sheet(None),
        ];
        let made_at = chrono::NaiveDate::from_ymd_opt(2023, 2, 14)
            .unwrap()
            .and_hms_opt(8, 0, 0)
            .unwrap();
        for practice in [false, true] {
            let bytes = render(&sheets, practice, made_at).unwrap();
            let document = lopdf::Document::load_mem(&bytes).unwrap();
            assert_eq!(document.page_iter().count(), 3, "practice {practice}");
            assert_eq!(
                render(&sheets, practice, made_at).unwrap(),
                bytes,
                "the same bytes"
            );
        }
    }
}
