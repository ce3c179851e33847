//! A sheet a citizen takes home: a heading, numbered steps, an address and its QR code. A5, names nobody.

use chrono::NaiveDateTime;

use super::FormError;
use super::flow::{Align, Setting, paragraph, span};
use super::fonts::{Face, Fonts};
use super::layout::{Area, Frame, Placed, Row, paginate};
use super::pdf::{self, Document};
use super::qr;
use super::receipt::watermark;

/// A5 in points.
const PAPER: (f32, f32) = (419.53, 595.28);
const MARGIN: f32 = 42.0;
const QR_SIDE: f32 = 110.0;

/// What stands on the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Guidance<'a> {
    /// The office that gives it.
    pub unit: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// What to do, in order.
    pub steps: &'a [&'a str],
    /// The page to open, also as a QR code.
    pub url: &'a str,
    /// Pale across the sheet, in practice.
    pub across: Option<&'a str>,
    /// Written as the file's date.
    pub made_at: NaiveDateTime,
}

/// The PDF; the same sheet gives the same bytes.
pub fn render(sheet: &Guidance<'_>) -> Result<Vec<u8>, FormError> {
    let fonts = Fonts::load()?;
    let frame = Frame {
        first_top: MARGIN,
        next_top: MARGIN,
        bottom: PAPER.1 - MARGIN,
    };
    let (mut placed, pages) = paginate(rows(&fonts, sheet)?, frame);
    if let Some(words) = sheet.across {
        for page in 0..pages {
            placed.push(Placed {
                page,
                ..watermark(&fonts, PAPER, words)?
            });
        }
    }
    let document = Document {
        width: PAPER.0,
        height: PAPER.1,
        title: sheet.title,
        made_at: sheet.made_at,
        pages,
        placed: &placed,
    };
    pdf::write(&fonts, &document)
}

fn rows(fonts: &Fonts, sheet: &Guidance<'_>) -> Result<Vec<Row>, FormError> {
    let text = Setting {
        left: MARGIN,
        width: PAPER.0 - 2.0 * MARGIN,
        size: 12.0,
        leading: 1.3,
        align: Align::Left,
    };
    let centred = |size| Setting {
        size,
        align: Align::Center,
        ..text
    };
    let mut rows = paragraph(fonts, centred(10.0), &[span(Face::Regular, sheet.unit)])?;
    rows.push(Row::gap(10.0));
    rows.extend(paragraph(fonts, centred(15.0), &[span(Face::Bold, sheet.title)])?);
    rows.push(Row::gap(14.0));
    for (number, step) in (1..).zip(sheet.steps) {
        let line = format!("{number}. {step}");
        rows.extend(paragraph(fonts, text, &[span(Face::Regular, line)])?);
        rows.push(Row::gap(6.0));
    }
    rows.push(Row::gap(10.0));
    rows.push(code(sheet.url)?);
    rows.extend(paragraph(fonts, centred(12.0), &[span(Face::Bold, sheet.url)])?);
    Ok(rows)
}

fn code(url: &str) -> Result<Row, FormError> {
    let area = Area {
        left: (PAPER.0 - QR_SIDE) / 2.0,
        top: 0.0,
        width: QR_SIDE,
        height: QR_SIDE,
    };
    Ok(Row {
        advance: QR_SIDE + 4.0,
        needs: QR_SIDE,
        keep: true,
        ink: vec![(area, qr::cells(url)?)],
        ..Row::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Guidance<'static> {
        Guidance {
            unit: "Xã An Toàn, huyện An Lão, tỉnh Bình Định",
            title: "Hướng dẫn tạo tài khoản",
            steps: &["Mở trang ghi ở dưới.", "Nhập số định danh và số di động."],
            url: "https://dichvucong.gov.vn",
            across: None,
            made_at: NaiveDateTime::default(),
        }
    }

    fn pages(bytes: &[u8]) -> usize {
        lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
    }

    #[test]
    fn a_sheet_is_one_page_and_always_the_same_bytes() {
        let bytes = render(&sheet()).unwrap();
        assert_eq!(pages(&bytes), 1);
        assert_eq!(bytes, render(&sheet()).unwrap());
        let practice = Guidance {
            across: Some("TẬP HUẤN"),
            ..sheet()
        };
        let marked = render(&practice).unwrap();
        assert_eq!(pages(&marked), 1);
        assert_ne!(marked, bytes);
    }

    #[test]
    fn an_address_of_any_length_is_printed_or_refused_never_cut() {
        let long = format!("https://a.vn/{}", "x".repeat(400));
        let bytes = render(&Guidance {
            url: &long,
            ..sheet()
        })
        .unwrap();
        assert!(pages(&bytes) >= 1);
        let endless = "x".repeat(9_000);
        assert!(
            render(&Guidance {
                url: &endless,
                ..sheet()
            })
            .is_err()
        );
    }
}
