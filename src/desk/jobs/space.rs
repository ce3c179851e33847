//! What takes the room in the data folder: for a disk that is full.

use std::fs;
use std::path::Path;

use crate::app::job::JobDone;
use crate::desk::hands::Hands;
use crate::desk::text;
use crate::domain::say;
use crate::store::disk;

/// Everything in the data folder, the largest first, and what is free beside it. Nothing is opened or changed.
pub(super) fn measure(hands: &Hands) -> JobDone {
    let home = hands.home();
    let mut sizes: Vec<(u64, String)> = entries(&home)
        .into_iter()
        .map(|(name, path)| (size(&path), name))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let mut lines: Vec<String> = sizes
        .iter()
        .filter(|(bytes, _)| *bytes > 0)
        .take(MOST)
        .map(|(bytes, name)| text::room_taken(name, &say::size(*bytes)))
        .collect();
    lines.extend(disk::free_mb(&home).map(text::room_left));
    JobDone::Lines(lines)
}

/// As many as the dialog has room for.
const MOST: usize = 5;

fn entries(folder: &Path) -> Vec<(String, std::path::PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let named = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), entry.path());
    entries.filter_map(Result::ok).map(named).collect()
}

/// Bytes of a file, or of all files in a folder and below; a link is not followed.
fn size(path: &Path) -> u64 {
    match fs::symlink_metadata(path) {
        Ok(it) if it.is_dir() => entries(path).iter().map(|(_, path)| size(path)).sum(),
        Ok(it) if it.is_file() => it.len(),
        Ok(_) | Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_folder_is_that_of_all_its_files() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("backup").join("deep");
        fs::create_dir_all(&below).unwrap();
        fs::write(folder.path().join("motcua.db"), [0; 10]).unwrap();
        fs::write(below.join("one"), [0; 200]).unwrap();
        fs::write(folder.path().join("backup").join("two"), [0; 30]).unwrap();
        assert_eq!(size(folder.path()), 240);
        assert_eq!(size(&folder.path().join("nowhere")), 0);
    }
}
