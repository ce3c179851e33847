//! Pictures to work on: pictures that keep a careless reader of codes busy, and the files
//! of real life beside the project.

use std::path::{Path, PathBuf};

use jpeg_encoder::{ColorType, Encoder, PixelDensity};

use crate::ours;
use crate::page::SIZE;

/// Real files, where they are there.
const SCANS: &str = "../shared/scans";

/// How long the tray looks at one page at the most, whatever is on it.
pub(crate) fn reading(folder: &Path) {
    println!("checks and covers, hostile pages of A4; none may take a second:");
    let marks = |module: u32| move |x: u32, y: u32| is_mark(x / module % 9, y / module % 9);
    let noise = |grain: u32| move |x: u32, y: u32| is_noise(x / grain, y / grain);
    let mut made: Vec<(String, PathBuf)> = Vec::new();
    for size in [2, 6, 10] {
        made.push((format!("corner marks of {size} dots"), grey(folder, marks(size))));
        made.push((format!("noise of {size} dots"), grey(folder, noise(size))));
    }
    for (name, path) in made {
        let (seconds, _) = ours("tray", &[path]);
        println!("  {name:<26} {:>7.1} ms CPU", seconds * 1000.0);
    }
    let Ok(entries) = std::fs::read_dir(SCANS) else {
        println!("skipped: {SCANS} is not here");
        return;
    };
    let slowest = entries.flatten().map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (ours("tray", &[entry.path()]).0, name)
    });
    if let Some((seconds, name)) = slowest.max_by(|a, b| a.0.total_cmp(&b.0)) {
        println!("  slowest of {SCANS}: {name} {:.1} ms CPU", seconds * 1000.0);
    }
}

/// A square in a ring, with a space around it: what a reader looks for first.
fn is_mark(x: u32, y: u32) -> bool {
    let far = x.abs_diff(3).max(y.abs_diff(3));
    far == 3 || far <= 1
}

fn is_noise(x: u32, y: u32) -> bool {
    let mut seed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503) | 1;
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed.wrapping_mul(2_654_435_761) >> 31 == 1
}

fn grey(folder: &Path, is_dark: impl Fn(u32, u32) -> bool) -> PathBuf {
    let (width, height) = SIZE;
    let places = (0..u32::from(height)).flat_map(|y| (0..u32::from(width)).map(move |x| (x, y)));
    let pixels: Vec<u8> = places
        .map(|(x, y)| if is_dark(x, y) { 10 } else { 245 })
        .collect();
    let number = std::fs::read_dir(folder).map_or(0, Iterator::count);
    let path = folder.join(format!("hostile{number}.jpg"));
    let mut encoder = Encoder::new_file(&path, 90).unwrap();
    encoder.set_density(PixelDensity::dpi(200));
    encoder.encode(&pixels, width, height, ColorType::Luma).unwrap();
    path
}
