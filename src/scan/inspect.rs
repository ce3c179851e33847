//! What each file is: kind by content, pages, size, resolution and where it is known from, colour, signature, faults.
//! Reads only; every file is either described or given the reason why it is refused.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use crate::domain::ids::FileHash;

use super::fault::{Fault, MOST_PIXELS, MOST_PIXELS_CONVERTED, Note};
use super::input::{self, Input};
use super::kind::{Kind, SNIFFED};
use super::{jpeg, media, pdf, png, tiff};

/// What one file is.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspected {
    pub kind: Kind,
    /// 0 when the file is refused, and for sound and film.
    pub pages: u32,
    /// Pixels of the first page; `None` for a PDF and for refused files.
    pub width_px: Option<u32>,
    pub height_px: Option<u32>,
    /// Dots per inch of the first page; of the coarsest page that is one picture in a PDF; `None` where there is none.
    pub dpi: Option<Resolution>,
    /// Of the first page; of the poorest page that is one picture in a PDF.
    pub colour: Colour,
    /// Size of the file.
    pub bytes: u64,
    /// Over the bytes as they came.
    pub sha256: FileHash,
    /// Each refuses the file; empty means it is taken.
    pub faults: Vec<Fault>,
    pub notes: Vec<Note>,
    /// A PDF that holds a signature. Nobody has verified it here.
    pub signed: bool,
    /// Each page of an image file, in order; empty for a PDF and for refused files.
    pub page_heads: Vec<PageHead>,
    /// The picture that each page of a PDF is, in order; `None` for a page that is not one picture.
    pub pictures: Vec<Option<PageHead>>,
    /// Major and minor version of a PDF.
    pub pdf_version: Option<(u8, u8)>,
    /// Thousands of bits a second of sound or film, where the file tells.
    pub kbps: Option<u32>,
}

impl Inspected {
    /// Whether the desk takes this file.
    pub fn is_taken(&self) -> bool {
        self.faults.is_empty()
    }

    /// The page of this number, from 1; `None` where it is not one picture.
    pub fn head(&self, leaf: u32) -> Option<PageHead> {
        let at = usize::try_from(leaf.checked_sub(1)?).ok()?;
        let of_image = self.page_heads.get(at).copied();
        of_image.or(self.pictures.get(at).copied().flatten())
    }

    /// A file of so many bytes that brought its reader down.
    pub fn broken(bytes: u64) -> Self {
        Self {
            bytes,
            faults: vec![Fault::Corrupt],
            ..Self::nothing_known()
        }
    }

    fn nothing_known() -> Self {
        Self {
            kind: Kind::Unknown,
            pages: 0,
            width_px: None,
            height_px: None,
            dpi: None,
            colour: Colour::Unknown,
            bytes: 0,
            sha256: FileHash([0; 32]),
            faults: Vec::new(),
            notes: Vec::new(),
            signed: false,
            page_heads: Vec::new(),
            pictures: Vec::new(),
            pdf_version: None,
            kbps: None,
        }
    }
}

/// Colour of the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Black and white, one bit.
    Bilevel,
    Grey,
    /// RGB, YCbCr or a palette.
    Colour,
    Cmyk,
    /// A PDF, or a refused file.
    Unknown,
}

impl Colour {
    /// The stable word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bilevel => "bilevel",
            Self::Grey => "grey",
            Self::Colour => "colour",
            Self::Cmyk => "cmyk",
            Self::Unknown => "unknown",
        }
    }

    /// The one that tells less of the paper.
    pub(crate) fn poorer(self, other: Self) -> Self {
        let rank = |colour| match colour {
            Self::Bilevel => 0,
            Self::Grey => 1,
            Self::Unknown => 2,
            Self::Colour | Self::Cmyk => 3,
        };
        if rank(other) < rank(self) { other } else { self }
    }
}

/// Dots per inch, and who says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolution {
    pub x: f64,
    pub y: f64,
    pub source: DpiSource,
}

/// Where a resolution is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DpiSource {
    Jfif,
    Exif,
    /// The `pHYs` chunk.
    Png,
    Tiff,
    /// Pixels of the picture over its extent on the page of a PDF.
    Pdf,
    /// Nobody says it: the page is taken to fit A4. To be marked wherever it is shown.
    Assumed,
}

impl DpiSource {
    /// The stable word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Jfif => "jfif",
            Self::Exif => "exif",
            Self::Png => "phys",
            Self::Tiff => "tiff",
            Self::Pdf => "pdf",
            Self::Assumed => "assumed",
        }
    }
}

/// Below this a stated resolution is a placeholder (JFIF writers that know nothing put 1 × 1).
const LEAST_DPI: f64 = 10.0;
const MOST_DPI: f64 = 30_000.0;
const A4_INCHES: (f64, f64) = (210.0 / 25.4, 297.0 / 25.4);

impl Resolution {
    /// A stated resolution, rounded to a thousandth (200 dpi in a PNG reads 199.9996); `None` for placeholders.
    pub fn stated(x: f64, y: f64, source: DpiSource) -> Option<Self> {
        let round = |dpi: f64| (dpi * 1000.0).round() / 1000.0;
        let near = |dpi: f64| {
            if (dpi - dpi.round()).abs() < 0.01 {
                dpi.round()
            } else {
                round(dpi)
            }
        };
        let believable = LEAST_DPI..=MOST_DPI;
        (believable.contains(&x) && believable.contains(&y)).then(|| Self {
            x: near(x),
            y: near(y),
            source,
        })
    }

    /// The resolution at which the image would just fit an A4 sheet, at least 72.
    pub fn assumed(width: u32, height: u32) -> Self {
        let (long, short) = (f64::from(width.max(height)), f64::from(width.min(height)));
        let dpi = (long / A4_INCHES.1).max(short / A4_INCHES.0).max(72.0).round();
        Self {
            x: dpi,
            y: dpi,
            source: DpiSource::Assumed,
        }
    }
}

/// One page as its header describes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageHead {
    /// Pixels as they are stored, before the page is turned.
    pub width: u32,
    pub height: u32,
    pub dpi: Resolution,
    pub colour: Colour,
}

/// What the header scan of a file found; enough to write its pages without decoding them again.
#[derive(Debug, Clone)]
pub(crate) enum Head {
    Jpeg(jpeg::Head),
    Png(png::Head),
    Tiff(Vec<tiff::Page>),
    Pdf(pdf::Head),
    Media(media::Head),
}

impl Head {
    pub(crate) fn pages(&self) -> u32 {
        match self {
            Self::Jpeg(_) | Self::Png(_) => 1,
            Self::Tiff(pages) => u32::try_from(pages.len()).unwrap_or(u32::MAX),
            Self::Pdf(head) => head.pages,
            Self::Media(_) => 0,
        }
    }

    fn page_heads(&self) -> Vec<PageHead> {
        match self {
            Self::Jpeg(head) => vec![head.page],
            Self::Png(head) => vec![head.page],
            Self::Tiff(pages) => pages.iter().map(|page| page.head).collect(),
            Self::Pdf(_) | Self::Media(_) => Vec::new(),
        }
    }
}

/// Inspects the file at `path`. A file that cannot be opened is [`Fault::Unreadable`].
pub fn inspect(path: &Path) -> Inspected {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match File::open(path) {
        Ok(file) => inspect_reader(&name, &mut BufReader::with_capacity(input::CHUNK, file)),
        Err(_) => Inspected {
            faults: vec![Fault::Unreadable],
            ..Inspected::nothing_known()
        },
    }
}

/// Inspects bytes that are known by `name`, which is only asked what kind it claims.
pub fn inspect_reader(name: &str, reader: &mut dyn Input) -> Inspected {
    let Ok((bytes, sha256)) = input::hash(reader) else {
        return Inspected {
            faults: vec![Fault::Unreadable],
            ..Inspected::nothing_known()
        };
    };
    let seen = Inspected {
        bytes,
        sha256,
        ..Inspected::nothing_known()
    };
    match probe(name, reader) {
        Ok((kind, head)) => describe(name, kind, &head, seen),
        Err((kind, fault)) => {
            let signed = kind == Kind::Pdf && pdf::mentions_signature(reader);
            Inspected {
                kind,
                signed,
                faults: vec![fault],
                ..seen
            }
        }
    }
}

fn describe(name: &str, kind: Kind, head: &Head, seen: Inspected) -> Inspected {
    let page_heads = head.page_heads();
    let first = page_heads.first();
    let mut notes = Vec::new();
    let kbps = match head {
        Head::Media(head) => head.kbps,
        Head::Jpeg(_) | Head::Png(_) | Head::Tiff(_) | Head::Pdf(_) => None,
    };
    if Kind::claimed_by(name).is_some_and(|claimed| claimed != kind) {
        notes.push(Note::Misnamed);
    }
    let (mut signed, mut pdf_version, mut pictures) = (false, None, Vec::new());
    if let Head::Pdf(pdf) = head {
        (signed, pdf_version) = (pdf.signed, pdf.version);
        pictures.clone_from(&pdf.pictures);
        notes.extend(pdf.owner_password.then_some(Note::OwnerPassword));
        notes.extend(pdf.stays_alone.then_some(Note::StaysAlone));
    }
    let scan = coarsest(&pictures);
    Inspected {
        kind,
        pages: head.pages(),
        width_px: first.map(|page| page.width),
        height_px: first.map(|page| page.height),
        dpi: first.map(|page| page.dpi).or(scan.map(|(dpi, _)| dpi)),
        colour: first
            .map(|page| page.colour)
            .or(scan.map(|(_, colour)| colour))
            .unwrap_or(Colour::Unknown),
        notes,
        signed,
        pdf_version,
        page_heads,
        pictures,
        kbps,
        ..seen
    }
}

/// The coarsest resolution and the poorest colour of the pages that are one picture.
fn coarsest(pictures: &[Option<PageHead>]) -> Option<(Resolution, Colour)> {
    let scans = pictures.iter().flatten().map(|head| (head.dpi, head.colour));
    scans.reduce(|(dpi, colour), (other, others)| {
        let coarser = if other.x.min(other.y) < dpi.x.min(dpi.y) {
            other
        } else {
            dpi
        };
        (coarser, colour.poorer(others))
    })
}

/// Kind and header of a file, or its kind and the reason why it is refused.
pub(crate) fn probe(name: &str, reader: &mut dyn Input) -> Result<(Kind, Head), (Kind, Fault)> {
    let start = input::start_of(reader, SNIFFED).map_err(|_| (Kind::Unknown, Fault::Unreadable))?;
    let kind = Kind::sniff(&start);
    if kind != Kind::Empty
        && let Some(claimed) = kind.disguised_as(name)
    {
        return Err((kind, Fault::Disguised { claimed }));
    }
    let head = match kind {
        Kind::Empty => Err(Fault::Empty),
        Kind::Unknown => Err(Fault::Unsupported),
        Kind::Jpeg => jpeg::scan(reader).map(Head::Jpeg),
        Kind::Png => png::scan(reader).map(Head::Png),
        Kind::Tiff => tiff::scan(reader).map(Head::Tiff),
        Kind::Pdf => pdf::scan(reader).map(Head::Pdf),
        Kind::Media(media) => media::scan(reader, media).map(Head::Media),
    };
    // Only its header tells sound of Windows from film.
    let kind = match head {
        Ok(Head::Media(head)) => Kind::Media(head.media),
        _ => kind,
    };
    head.map(|head| (kind, head)).map_err(|fault| (kind, fault))
}

/// Refuses an image that is too large for what has to be done with it.
pub(crate) fn check_size(width: u32, height: u32, passes_through: bool) -> Result<(), Fault> {
    if width == 0 || height == 0 {
        return Err(Fault::Corrupt);
    }
    let most = if passes_through {
        MOST_PIXELS
    } else {
        MOST_PIXELS_CONVERTED
    };
    if u64::from(width) * u64::from(height) > most {
        return Err(Fault::TooLarge { width, height });
    }
    Ok(())
}
