//! Printed forms: facts and a layout file in, the bytes of a PDF (or lines of text) out.
//!
//! A form is drawn in three steps: [`receipt`] makes rows of ink from the facts and the [`set::Template`],
//! [`layout`] deals them out on pages as [`layout::Placed`] boxes, [`pdf`] writes these. Nothing here opens a file,
//! asks the clock or chooses a number: the same facts always give the same bytes.

pub mod cover;
pub mod flow;
pub mod fonts;
pub mod guidance;
pub mod layout;
mod parts;
pub mod pdf;
pub mod preview;
pub mod qr;
pub mod receipt;
pub mod record;
pub mod ruled;
pub mod rules;
pub mod set;
pub mod sheet;
pub mod slip;
mod text;
pub mod word;

use crate::domain::receipt::Fact;
use crate::domain::slip::SlipFact;

/// Reads every layout of receipts and slips that ships with the program; an office hears at the start of one that cannot
/// be read, not in front of a citizen.
pub fn check() -> Result<(), FormError> {
    set::templates()?;
    slip::set::templates()?;
    ruled::layouts()?;
    Ok(())
}

/// Why a form was not made. No message holds a person's data, so each may go to the log.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The form's fonts have no sign for this character: nothing is drawn rather than an empty box.
    #[error("the form's fonts have no glyph for U+{:04X}", u32::from(*.character))]
    MissingGlyph { character: char },
    /// The layout asks for a fact this dossier does not have yet.
    #[error("the form needs {fact:?}, which is empty")]
    Missing { fact: Fact },
    /// A row of a table has another number of cells than its layout has columns.
    #[error("the table has a row of {cells} cells for {columns} columns")]
    Table { cells: usize, columns: usize },
    /// The layout of a slip asks for a fact that is empty.
    #[error("the form needs {fact:?}, which is empty")]
    Empty { fact: SlipFact },
    /// The layout of a slip asks for a list that is empty.
    #[error("the form needs a list, which is empty")]
    NoItems,
    /// A layout file that ships with the program cannot be read.
    #[error("layout file {file}: {reason}")]
    Layout { file: &'static str, reason: String },
    /// A font that ships with the program cannot be read.
    #[error("font: {0}")]
    Font(String),
    /// The text is too long for a QR code.
    #[error("QR code: {0}")]
    Qr(#[from] qrcode::types::QrError),
    /// The Word document could not be packed.
    #[error("docx: {0}")]
    Word(String),
    /// The workbook could not be written.
    #[error("xlsx: {0}")]
    Sheet(String),
    /// The PDF could not be written.
    #[error("pdf: {0}")]
    Pdf(#[from] std::io::Error),
}
