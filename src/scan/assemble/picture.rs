//! One page that is one picture, in the words of a PDF: the image, where it stands, and how the page is turned.

use std::fmt::Write as _;

use crate::scan::exif::Orientation;
use crate::scan::inspect::{PageHead, Resolution};

/// A picture and how its bytes are coded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
    pub width: u32,
    pub height: u32,
    pub dpi: Resolution,
    pub orientation: Orientation,
    pub coding: Coding,
}

/// How a PDF reader is to understand the bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Coding {
    /// A whole JPEG file. `inverted` is how Adobe's programs write CMYK; `plain_rgb` is not to be taken for YCbCr.
    Jpeg {
        components: u8,
        inverted: bool,
        plain_rgb: bool,
    },
    /// Deflated rows, each with a PNG filter byte in front if `filtered`.
    Rows {
        samples: u8,
        bits: u8,
        palette: Option<Vec<u8>>,
        filtered: bool,
    },
    /// One CCITT Group 4 strip.
    Group4 { black_is_one: bool },
}

/// The longest side of a page in points; beyond it the unit has to grow (ISO 32000-1, annex C.2).
const LONGEST_SIDE: f64 = 14_400.0;

impl Picture {
    pub(super) fn new(head: &PageHead, orientation: Orientation, coding: Coding) -> Self {
        Self {
            width: head.width,
            height: head.height,
            dpi: head.dpi,
            orientation,
            coding,
        }
    }

    /// Shown so many quarter turns further, clockwise.
    pub(super) fn turn(&mut self, quarters: u8) {
        let turn = self.orientation.turn + u16::from(quarters % 4) * 90;
        self.orientation.turn = turn % 360;
    }

    /// The entries of the image's dictionary, without its length.
    pub(super) fn image_entries(&self) -> String {
        let Self { width, height, .. } = self;
        let coding = match &self.coding {
            Coding::Jpeg {
                components,
                inverted,
                plain_rgb,
            } => jpeg_entries(*components, *inverted, *plain_rgb),
            Coding::Rows {
                samples,
                bits,
                palette,
                filtered,
            } => {
                let space = palette
                    .as_deref()
                    .map_or_else(|| colour_space(*samples).to_owned(), indexed);
                let filter = if *filtered {
                    predictor(*samples, *bits, *width)
                } else {
                    String::new()
                };
                format!("/ColorSpace {space} /BitsPerComponent {bits} /Filter /FlateDecode{filter}")
            }
            Coding::Group4 { black_is_one } => format!(
                "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode \
                 /DecodeParms << /K -1 /Columns {width} /Rows {height} /BlackIs1 {black_is_one} >>"
            ),
        };
        format!("/Type /XObject /Subtype /Image /Width {width} /Height {height} {coding}")
    }

    /// The page's content: the image over the whole page, mirrored if the camera mirrored it. Mirroring by the
    /// matrix leaves the image's bytes as they are, where decoding it would not.
    pub(super) fn content(&self) -> String {
        let (width, height, _) = self.size();
        let (width, height) = (number(width), number(height));
        if self.orientation.mirrored {
            return format!("q -{width} 0 0 {height} {width} 0 cm /Im0 Do Q");
        }
        format!("q {width} 0 0 {height} 0 0 cm /Im0 Do Q")
    }

    /// The entries of the page's dictionary that tell its size and how it is turned.
    pub(super) fn page_entries(&self) -> String {
        let (width, height, unit) = self.size();
        let mut entries = format!("/MediaBox [0 0 {} {}]", number(width), number(height));
        if self.orientation.turn != 0 {
            let _ = write!(entries, " /Rotate {}", self.orientation.turn);
        }
        if unit > 1.0 {
            let _ = write!(entries, " /UserUnit {}", number(unit));
        }
        entries
    }

    /// Width, height, and the unit they are counted in, 1/72 inch each.
    fn size(&self) -> (f64, f64, f64) {
        let width = f64::from(self.width) / self.dpi.x * 72.0;
        let height = f64::from(self.height) / self.dpi.y * 72.0;
        let unit = (width.max(height) / LONGEST_SIDE).ceil().max(1.0);
        (width / unit, height / unit, unit)
    }
}

fn jpeg_entries(components: u8, inverted: bool, plain_rgb: bool) -> String {
    let space = colour_space(components);
    let decode = if inverted {
        " /Decode [1 0 1 0 1 0 1 0]"
    } else {
        ""
    };
    let transform = if plain_rgb {
        " /DecodeParms << /ColorTransform 0 >>"
    } else {
        ""
    };
    format!("/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode{decode}{transform}")
}

fn predictor(samples: u8, bits: u8, width: u32) -> String {
    format!(" /DecodeParms << /Predictor 15 /Colors {samples} /BitsPerComponent {bits} /Columns {width} >>")
}

fn colour_space(samples: u8) -> &'static str {
    match samples {
        1 => "/DeviceGray",
        4 => "/DeviceCMYK",
        _ => "/DeviceRGB",
    }
}

fn indexed(palette: &[u8]) -> String {
    let mut space = format!("[/Indexed /DeviceRGB {} <", (palette.len() / 3).saturating_sub(1));
    for byte in palette {
        let _ = write!(space, "{byte:02x}");
    }
    space + ">]"
}

/// Four decimals at most, no trailing zeros: 595.2756, 72.
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::inspect::DpiSource;

    fn picture(width: u32, height: u32, tag: u32) -> Picture {
        let dpi = Resolution {
            x: 200.0,
            y: 200.0,
            source: DpiSource::Jfif,
        };
        let coding = Coding::Jpeg {
            components: 3,
            inverted: false,
            plain_rgb: false,
        };
        Picture {
            width,
            height,
            dpi,
            orientation: Orientation::from_tag(tag),
            coding,
        }
    }

    #[test]
    fn a_page_has_the_size_of_the_paper() {
        assert_eq!(
            picture(1654, 2339, 1).page_entries(),
            "/MediaBox [0 0 595.44 842.04]"
        );
        assert_eq!(
            picture(1654, 2339, 6).page_entries(),
            "/MediaBox [0 0 595.44 842.04] /Rotate 90"
        );
        assert_eq!(
            picture(60_000, 20_000, 1).page_entries(),
            "/MediaBox [0 0 10800 3600] /UserUnit 2"
        );
    }

    #[test]
    fn a_mirrored_page_is_mirrored_back_without_touching_its_bytes() {
        assert_eq!(picture(200, 100, 1).content(), "q 72 0 0 36 0 0 cm /Im0 Do Q");
        assert_eq!(picture(200, 100, 4).content(), "q -72 0 0 36 72 0 cm /Im0 Do Q");
        assert_eq!(
            picture(200, 100, 4).page_entries(),
            "/MediaBox [0 0 72 36] /Rotate 180"
        );
    }
}
