//! Files that a command is told to write (`-o`).

use std::io::{self, Write};
use std::path::Path;

/// Writes the file whole or not at all, in place of the one before: a half manifest would accuse whole files, a half form
/// would be handed out. What is no file, such as a pipe, is written to as it is.
pub(super) fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if std::fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        return std::fs::write(path, bytes);
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut temp = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    temp.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bang-ke.json");
        for text in ["first", "second, longer", "3"] {
            keep(&path, text.as_bytes()).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(keep(folder.path(), b"a folder is no file").is_err());
        assert!(keep(&folder.path().join("nowhere").join("x"), b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_stays_what_it_is() {
        use std::os::unix::fs::FileTypeExt;
        let sink = Path::new("/dev/null");
        keep(sink, b"gone").unwrap();
        assert!(std::fs::metadata(sink).unwrap().file_type().is_char_device());
    }
}
