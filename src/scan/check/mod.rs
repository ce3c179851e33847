//! Looks at the pixels of every page of a file and flags what an officer should look at again. One page is decoded at
//! a time; nothing is changed, dropped or refused here. An A4 page at 200 dpi takes some ten milliseconds.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use crate::domain::quality::PageFlag;

use super::codes::Codes;
use super::fault::{Fault, MOST_PIXELS_CONVERTED};
use super::input::{CHUNK, Input};
use super::inspect::{Head, PageHead, probe};
use super::pixels::convert;
use super::tiff;

mod look;
mod marks;
mod of_pdf;
mod skew;
mod small;
#[cfg(test)]
mod tests;
mod twins;
mod view;

pub use look::look;
use marks::Light;
use of_pdf::of_pdf;
pub(crate) use small::Small;
pub use twins::{Candidate, Fingerprint, twin, twins};
use view::View;

/// What was found on one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageCheck {
    pub flags: Vec<PageFlag>,
    /// Degrees clockwise by which the lines of text are turned, where there are enough lines to tell.
    pub skew: Option<f64>,
    /// The QR codes on it; only where they were asked for.
    pub codes: Codes,
    /// For finding a page that was scanned twice; none for blank pages and for what was not looked at.
    pub print: Option<Fingerprint>,
}

impl PageCheck {
    /// A page that was not looked at, and why.
    pub fn not_done(flag: PageFlag) -> Self {
        Self {
            flags: vec![flag],
            ..Self::default()
        }
    }
}

/// Checks every page of the file at `path`; fails only where the file would be refused.
pub fn check(path: &Path) -> Result<Vec<PageCheck>, Fault> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path).map_err(|_| Fault::Unreadable)?;
    check_reader(&name, &mut BufReader::with_capacity(CHUNK, file))
}

/// The pages of a file that one of several looks at who share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The first of them, from 0.
    pub first: usize,
    /// From one to the next, at least 1.
    pub step: usize,
}

impl Share {
    /// Every page.
    pub const ALL: Self = Self { first: 0, step: 1 };

    fn of<T>(self, pages: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        pages.skip(self.first).step_by(self.step)
    }
}

/// The same for a share of the pages, in their order, and reads the QR codes of cover sheets: some milliseconds more for a
/// page without one.
pub fn check_and_read(path: &Path, share: Share) -> Result<Vec<PageCheck>, Fault> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path).map_err(|_| Fault::Unreadable)?;
    let reader = &mut BufReader::with_capacity(CHUNK, file);
    checked(&name, reader, (Wish::ReadCodes, share))
}

/// Checks every page of bytes that are known by `name`.
pub fn check_reader(name: &str, reader: &mut dyn Input) -> Result<Vec<PageCheck>, Fault> {
    checked(name, reader, (Wish::OnlyLook, Share::ALL))
}

/// What is wanted of a page beside the flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    OnlyLook,
    ReadCodes,
}

fn checked(
    name: &str,
    reader: &mut dyn Input,
    (wish, share): (Wish, Share),
) -> Result<Vec<PageCheck>, Fault> {
    let (_, head) = probe(name, reader).map_err(|(_, fault)| fault)?;
    Ok(match &head {
        // The only page of its file is the first.
        Head::Jpeg(_) | Head::Png(_) if share.first > 0 => Vec::new(),
        Head::Jpeg(head) => {
            let turn = head.orientation.turn;
            vec![page((&head.page, turn), wish, || View::of_jpeg(head, reader))]
        }
        Head::Png(head) => vec![page((&head.page, 0), wish, || {
            convert::png(reader).ok().map(View::whole)
        })],
        Head::Tiff(pages) => {
            let mine = share.of(pages.iter());
            mine.map(|head| of_tiff(head, wish, reader)).collect()
        }
        Head::Pdf(head) => of_pdf(head, (wish, share), reader),
        Head::Media(_) => Vec::new(),
    })
}

/// One page of a picture file, made small and as it lies in the file; `None` where it is not decoded.
pub(crate) fn small_page(head: &Head, page: usize, reader: &mut dyn Input) -> Option<Small> {
    let made = match head {
        Head::Jpeg(head) => small(&head.page, || View::of_jpeg(head, reader)),
        Head::Png(head) => small(&head.page, || convert::png(reader).ok().map(View::whole)),
        Head::Tiff(pages) => {
            let page = pages.get(page)?;
            small(&page.head, || convert::tiff(page, reader).ok().map(View::whole))
        }
        Head::Pdf(_) | Head::Media(_) => return None,
    };
    Some(made.ok()?.0)
}

fn of_tiff(head: &tiff::Page, wish: Wish, reader: &mut dyn Input) -> PageCheck {
    page((&head.head, head.orientation.turn), wish, || {
        convert::tiff(head, reader).ok().map(View::whole)
    })
}

/// Looks at a page, unless it is too large.
fn page((head, turn): (&PageHead, u16), wish: Wish, view: impl FnOnce() -> Option<View>) -> PageCheck {
    match small(head, view) {
        Ok((small, view)) => PageCheck {
            codes: match wish {
                Wish::OnlyLook => Codes::default(),
                Wish::ReadCodes => view.codes(),
            },
            ..judge(&small.turned(turn))
        },
        Err(flag) => PageCheck::not_done(flag),
    }
}

/// Decodes a page and makes it small; says why not where it is too large or cannot be decoded.
fn small(head: &PageHead, view: impl FnOnce() -> Option<View>) -> Result<(Small, View), PageFlag> {
    if u64::from(head.width) * u64::from(head.height) > MOST_PIXELS_CONVERTED {
        return Err(PageFlag::TooLargeToCheck);
    }
    let view = view().ok_or(PageFlag::NotChecked)?;
    let small = Small::of(view.pixels()).ok_or(PageFlag::NotChecked)?;
    Ok((small, view))
}

fn judge(small: &Small) -> PageCheck {
    let light = Light::of(small);
    let skew = skew::skew(small, light);
    let mut flags: Vec<PageFlag> = light.flag().into_iter().collect();
    flags.extend(
        skew.is_some_and(|degrees| degrees.abs() >= skew::SKEWED)
            .then_some(PageFlag::Skewed),
    );
    flags.extend(marks::is_cut(small, light).then_some(PageFlag::CutEdge));
    let print = (!flags.contains(&PageFlag::Blank)).then(|| Fingerprint::of(small));
    PageCheck {
        flags,
        skew,
        print,
        codes: Codes::default(),
    }
}
