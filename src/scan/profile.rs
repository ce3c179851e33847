//! Where a file falls short of the parameters it should have been scanned with. It is taken all the same: better a
//! coarse scan than none, but the component says "chưa đạt thông số" until it is scanned again.

use crate::domain::quality::{ScanProfile, Shortfall};

use super::inspect::{Colour, DpiSource, Inspected, PageHead};
use super::kind::Kind;

/// Where the file falls short of `profile`; a page of letters and lines has no resolution to fall short of.
pub fn shortfalls(seen: &Inspected, profile: &ScanProfile) -> Vec<Shortfall> {
    let mut short = Vec::new();
    match seen.kind {
        Kind::Jpeg | Kind::Png | Kind::Tiff => {
            short.extend(seen.page_heads.iter().flat_map(|page| of_page(page, profile)));
        }
        Kind::Pdf => {
            let is_old = seen
                .pdf_version
                .is_some_and(|version| version < profile.least_pdf);
            short.extend(is_old.then_some(Shortfall::OldVersion));
            if let Some(dpi) = seen.dpi {
                let scan = PageHead {
                    width: 0,
                    height: 0,
                    dpi,
                    colour: seen.colour,
                };
                short.extend(of_page(&scan, profile));
            }
        }
        Kind::Media(media) => {
            let least = if media.is_film() {
                profile.least_film_kbps
            } else {
                profile.least_sound_kbps
            };
            short.extend((!media.is_listed()).then_some(Shortfall::KindNotListed));
            let is_low = seen.kbps.is_some_and(|kbps| kbps < least);
            short.extend(is_low.then_some(Shortfall::LowBitRate));
        }
        Kind::Empty | Kind::Unknown => {}
    }
    short.sort_unstable();
    short.dedup();
    short
}

fn of_page(page: &PageHead, profile: &ScanProfile) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let is_colour = match page.colour {
        Colour::Colour | Colour::Cmyk | Colour::Unknown => true,
        Colour::Bilevel | Colour::Grey => false,
    };
    short.extend((profile.colour && !is_colour).then_some(Shortfall::NotColour));
    if page.dpi.source == DpiSource::Assumed {
        short.push(Shortfall::ResolutionUnknown);
    } else if page.dpi.x.min(page.dpi.y) < f64::from(profile.least_dpi) - ROUNDING {
        short.push(Shortfall::LowResolution);
    }
    short
}

/// A page box is written in whole or hundredth points, so 200 dpi may read as 199.6.
const ROUNDING: f64 = 0.5;

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::domain::quality::{ARCHIVE, ND30};
    use crate::scan::inspect_reader;

    fn jpeg(dpi: Option<u16>, colour: jpeg_encoder::ColorType, samples: usize) -> Inspected {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 60);
        if let Some(dpi) = dpi {
            encoder.set_density(jpeg_encoder::PixelDensity::dpi(dpi));
        }
        encoder
            .encode(&vec![90; 24 * 16 * samples], 24, 16, colour)
            .unwrap();
        inspect_reader("a.jpg", &mut Cursor::new(bytes))
    }

    #[test]
    fn each_parameter_of_the_circular_is_asked_for() {
        use jpeg_encoder::ColorType::{Luma, Rgb};
        let nd30 = |seen: &Inspected| shortfalls(seen, &ND30);
        assert_eq!(nd30(&jpeg(Some(200), Rgb, 3)), []);
        assert_eq!(nd30(&jpeg(Some(199), Rgb, 3)), [Shortfall::LowResolution]);
        assert_eq!(nd30(&jpeg(Some(300), Luma, 1)), [Shortfall::NotColour]);
        assert_eq!(nd30(&jpeg(None, Rgb, 3)), [Shortfall::ResolutionUnknown]);
        assert_eq!(
            shortfalls(&jpeg(Some(200), Rgb, 3), &ARCHIVE),
            [Shortfall::LowResolution]
        );
    }
}
