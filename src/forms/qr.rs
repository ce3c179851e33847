//! The QR code of the forms: what it says and which cells are dark.
//!
//! By default it holds the dossier code and the lookup code only; a person's number enters it only when the office
//! chose the profile of TT 01/2023/TT-VPCP.

use qrcode::{EcLevel, QrCode};

use super::FormError;
use super::layout::Ink;
use crate::domain::receipt::Receipt;

/// What the QR code may say (setting `qr_profile`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QrProfile {
    /// Dossier code and lookup code.
    #[default]
    Private,
    /// The least content of TT 01/2023/TT-VPCP: dossier code, procedure code, holder's number, name of the paper.
    Tt01Of2023,
}

impl QrProfile {
    /// The profile of the setting's value; anything unknown is the private one.
    pub fn of_setting(value: &str) -> Self {
        if value == "tt01-2023" {
            Self::Tt01Of2023
        } else {
            Self::Private
        }
    }
}

/// White modules around the code that a reader needs.
const QUIET: u16 = 4;

/// What the code says: always the dossier code first.
pub fn content(receipt: &Receipt, profile: QrProfile, paper: &str) -> String {
    match profile {
        QrProfile::Private => format!("{} {}", receipt.code, receipt.lookup)
            .trim_end()
            .to_owned(),
        QrProfile::Tt01Of2023 => {
            [&receipt.code, &receipt.procedure_code, &receipt.holder_no, paper].join("|")
        }
    }
}

/// The code of `content`, error correction M, as runs of dark modules.
pub fn cells(content: &str) -> Result<Ink, FormError> {
    let code = QrCode::with_error_correction_level(content, EcLevel::M)?;
    let width = code.width();
    let side = u16::try_from(width).unwrap_or(0);
    let colours = code.to_colors();
    let mut runs: Vec<(u16, u16, u16)> = Vec::new();
    for (y, row) in (QUIET..).zip(colours.chunks(width)) {
        for (x, colour) in (QUIET..).zip(row) {
            match runs.last_mut() {
                Some(last) if *colour == qrcode::Color::Dark && last.1 == y && last.0 + last.2 == x => {
                    last.2 += 1;
                }
                _ if *colour == qrcode::Color::Dark => runs.push((x, y, 1)),
                _ => {}
            }
        }
    }
    Ok(Ink::Cells {
        modules: side + 2 * QUIET,
        runs,
    })
}

/// Dots of a module in a picture: sharp on any printer, and whole.
const DOTS: u32 = 8;

/// The same code as a picture in PNG.
pub fn png(content: &str) -> Result<Vec<u8>, FormError> {
    let Ink::Cells { modules, runs } = cells(content)? else {
        return Ok(Vec::new());
    };
    let side = u32::from(modules) * DOTS;
    let mut picture = image::GrayImage::from_pixel(side, side, image::Luma([u8::MAX]));
    for (x, y, length) in runs {
        for dot_y in 0..DOTS {
            for dot_x in 0..u32::from(length) * DOTS {
                let at = (u32::from(x) * DOTS + dot_x, u32::from(y) * DOTS + dot_y);
                picture.put_pixel(at.0, at.1, image::Luma([0]));
            }
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, image::ImageFormat::Png);
    written.map_err(|reason| FormError::Word(reason.to_string()))?;
    Ok(bytes.into_inner())
}
