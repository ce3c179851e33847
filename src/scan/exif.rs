//! The two facts of an EXIF block that a page needs: how it is turned, and its resolution. Forty lines by hand
//! instead of a crate; a damaged block simply says nothing.

use super::inspect::{DpiSource, Resolution};

/// How the camera or scanner held the page: EXIF and TIFF tag 274, 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orientation {
    /// Clockwise degrees by which the stored image is to be shown turned: 0, 90, 180, 270.
    pub turn: u16,
    /// Mirrored left to right before it is turned.
    pub mirrored: bool,
}

impl Orientation {
    /// From the tag's value; what is out of range means upright.
    pub fn from_tag(value: u32) -> Self {
        let (turn, mirrored) = match value {
            2 => (0, true),
            3 => (180, false),
            4 => (180, true),
            5 => (270, true),
            6 => (90, false),
            7 => (90, true),
            8 => (270, false),
            _ => (0, false),
        };
        Self { turn, mirrored }
    }

    /// The EXIF block that says this and nothing else, without its `Exif\0\0`.
    pub(crate) fn block(self) -> Vec<u8> {
        let tag = match (self.turn, self.mirrored) {
            (0, true) => 2,
            (180, false) => 3,
            (180, true) => 4,
            (270, true) => 5,
            (90, false) => 6,
            (90, true) => 7,
            (270, false) => 8,
            _ => 1,
        };
        let mut block = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        block.extend([tag, 0, 0, 0, 0, 0, 0, 0]);
        block
    }
}

/// What an EXIF block says about the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Exif {
    pub orientation: Orientation,
    pub dpi: Option<Resolution>,
}

const ORIENTATION: u16 = 274;
const X_RESOLUTION: u16 = 282;
const Y_RESOLUTION: u16 = 283;
const RESOLUTION_UNIT: u16 = 296;

impl Exif {
    /// Reads the block after `Exif\0\0`: a small TIFF of which only the first directory is looked at.
    pub fn read(block: &[u8]) -> Self {
        let Some(little) = byte_order(block) else {
            return Self::default();
        };
        let tiff = Tiff { block, little };
        let Some(directory) = tiff.u32(4) else {
            return Self::default();
        };
        let mut found = (0, None, None, 2);
        for entry in tiff.entries(directory as usize) {
            match tiff.u16(entry) {
                Some(ORIENTATION) => found.0 = u32::from(tiff.u16(entry + 8).unwrap_or(0)),
                Some(X_RESOLUTION) => found.1 = tiff.rational(entry),
                Some(Y_RESOLUTION) => found.2 = tiff.rational(entry),
                Some(RESOLUTION_UNIT) => found.3 = tiff.u16(entry + 8).unwrap_or(2),
                _ => {}
            }
        }
        let (orientation, x, y, unit) = found;
        Self {
            orientation: Orientation::from_tag(orientation),
            dpi: resolution(x, y, unit),
        }
    }
}

fn byte_order(block: &[u8]) -> Option<bool> {
    match block.get(..4)? {
        b"II*\0" => Some(true),
        b"MM\0*" => Some(false),
        _ => None,
    }
}

fn resolution(x: Option<f64>, y: Option<f64>, unit: u16) -> Option<Resolution> {
    let to_inch = match unit {
        2 => 1.0,
        3 => 2.54,
        _ => return None,
    };
    Resolution::stated(x? * to_inch, y.or(x)? * to_inch, DpiSource::Exif)
}

struct Tiff<'a> {
    block: &'a [u8],
    little: bool,
}

impl Tiff<'_> {
    fn bytes<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.block.get(at..at.checked_add(N)?)?.try_into().ok()
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes(at)?;
        Some(if self.little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes(at)?;
        Some(if self.little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    }

    /// Offsets of the directory's entries, 12 bytes each.
    fn entries(&self, directory: usize) -> impl Iterator<Item = usize> + use<> {
        let count = usize::from(self.u16(directory).unwrap_or(0));
        let room = self.block.len().saturating_sub(directory) / 12;
        (0..count.min(room)).map(move |index| directory + 2 + index * 12)
    }

    fn rational(&self, entry: usize) -> Option<f64> {
        let at = self.u32(entry + 8)? as usize;
        let (over, under) = (self.u32(at)?, self.u32(at.checked_add(4)?)?);
        (under != 0).then(|| f64::from(over) / f64::from(under))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(orientation: u8, unit: u8) -> Vec<u8> {
        let mut block = b"II*\0\x08\0\0\0\x04\0".to_vec();
        block.extend([18, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        block.extend([26, 1, 5, 0, 1, 0, 0, 0, 62, 0, 0, 0]);
        block.extend([27, 1, 5, 0, 1, 0, 0, 0, 62, 0, 0, 0]);
        block.extend([40, 1, 3, 0, 1, 0, 0, 0, unit, 0, 0, 0]);
        block.extend([0, 0, 0, 0]);
        block.extend([200, 0, 0, 0, 1, 0, 0, 0]);
        block
    }

    #[test]
    fn a_written_orientation_is_read_as_the_same() {
        for tag in 1..=8 {
            let orientation = Orientation::from_tag(tag);
            assert_eq!(Exif::read(&orientation.block()).orientation, orientation, "{tag}");
        }
    }

    #[test]
    fn orientation_and_resolution_are_read_in_inches_and_centimetres() {
        let inch = Exif::read(&block(6, 2));
        assert_eq!(
            inch.orientation,
            Orientation {
                turn: 90,
                mirrored: false
            }
        );
        assert_eq!(inch.dpi.map(|dpi| dpi.x), Some(200.0));
        assert_eq!(Exif::read(&block(5, 3)).dpi.map(|dpi| dpi.x), Some(508.0));
        assert_eq!(Exif::read(&block(5, 1)).dpi, None);
    }

    proptest! {
        #[test]
        fn a_damaged_block_says_nothing_and_never_panics(mut bytes in proptest::collection::vec(any::<u8>(), 0..120), good: bool) {
            if good && bytes.len() > 4 {
                bytes[..4].copy_from_slice(b"MM\0*");
            }
            let _ = Exif::read(&bytes);
            let mut whole = block(3, 2);
            for (index, byte) in bytes.iter().enumerate() {
                let at = usize::from(*byte).wrapping_mul(index) % whole.len();
                whole[at] ^= 1 << (index % 8);
            }
            let _ = Exif::read(&whole);
        }
    }
}
