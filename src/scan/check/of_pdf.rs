//! Pages of a PDF: one that draws nothing is blank, one that is a JPEG is looked at like any scan; others are not
//! checked, because nothing here renders pages.

use std::io::Cursor;

use lopdf::{Document, Object, ObjectId};

use crate::domain::quality::PageFlag;
use crate::scan::assemble::MOST_JOINED_PDF_BYTES;
use crate::scan::input::Input;
use crate::scan::pictures::{Drawing, MOST_PAGES_READ, drawing};
use crate::scan::{jpeg, pdf};

use super::small::Small;
use super::view::View;
use super::{PageCheck, Share, Wish, page, small};

/// Checks each page of the share. A document too large to be joined is too large to be looked into as well.
pub(super) fn of_pdf(
    head: &pdf::Head,
    (wish, share): (Wish, Share),
    reader: &mut dyn Input,
) -> Vec<PageCheck> {
    let pages = head.pages as usize;
    let none = |flag| share.of(0..pages).map(|_| PageCheck::not_done(flag)).collect();
    if head.bytes > MOST_JOINED_PDF_BYTES {
        return none(PageFlag::TooLargeToCheck);
    }
    let Ok(document) = pdf::load(reader, None) else {
        return none(PageFlag::NotChecked);
    };
    let ids: Vec<ObjectId> = document.page_iter().take(pages).collect();
    let checks = share.of(ids.into_iter().enumerate()).map(|(at, id)| {
        let drawing = (at < MOST_PAGES_READ).then(|| drawing(&document, id)).flatten();
        // What a form program draws, or a signature shows, is not among the page's own operators.
        drawing
            .filter(|drawing| !(head.stays_alone && drawing.is_empty()))
            .and_then(|drawing| of_drawing(&document, &drawing, wish))
            .unwrap_or_else(|| PageCheck::not_done(PageFlag::NotChecked))
    });
    checks.collect()
}

/// One page, counted from 0, made small; none where it is not one JPEG.
pub(super) fn small_of_pdf(head: &pdf::Head, reader: &mut dyn Input, at: usize) -> Result<Small, PageFlag> {
    if head.bytes > MOST_JOINED_PDF_BYTES {
        return Err(PageFlag::TooLargeToCheck);
    }
    let document = pdf::load(reader, None).map_err(|_| PageFlag::NotChecked)?;
    let id = document.page_iter().nth(at).ok_or(PageFlag::NotChecked)?;
    let drawing = drawing(&document, id).ok_or(PageFlag::NotChecked)?;
    let (head, mut picture) = jpeg_of(&document, &drawing).ok_or(PageFlag::NotChecked)?;
    let (made, _) = small(&head.page, || View::of_jpeg(&head, &mut picture))?;
    Ok(made.turned(drawing.turn))
}

fn of_drawing(document: &Document, drawing: &Drawing, wish: Wish) -> Option<PageCheck> {
    if drawing.is_empty() {
        return Some(PageCheck::not_done(PageFlag::Blank));
    }
    let (head, mut picture) = jpeg_of(document, drawing)?;
    let view = || View::of_jpeg(&head, &mut picture);
    Some(page((&head.page, drawing.turn), wish, view))
}

/// The JPEG that is the page. A scan under a layer of recognised letters is still that scan.
fn jpeg_of<'a>(document: &'a Document, drawing: &Drawing) -> Option<(jpeg::Head, Cursor<&'a [u8]>)> {
    let stream = document
        .get_object(drawing.scan()?.id)
        .and_then(Object::as_stream)
        .ok()?;
    let is_jpeg = stream.filters().is_ok_and(|filters| filters == [b"DCTDecode"]);
    let mut picture = Cursor::new(stream.content.as_slice());
    let head = jpeg::scan(&mut picture).ok().filter(|_| is_jpeg)?;
    Some((head, picture))
}
