//! A small disk of its own for a test, and something that fills it. The disk is a file system in memory, made for a child
//! of the test alone.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use motcua::app::job::JobFault;
use motcua::domain::text::refusal;

use super::child::{self, said};

/// Room for a desk, a copy, and what must stay free.
const MB: usize = 96;

/// Something large of somebody else's.
pub(crate) struct Filler(PathBuf);

impl Filler {
    /// Takes all the room there is but so many bytes.
    pub(crate) fn leaving(disk: &Path, bytes: u64) -> Self {
        let path = disk.join("phim.mkv");
        let mut file = fs::File::create(&path).unwrap();
        let block = vec![7; 4096];
        while file.write_all(&block).is_ok() {}
        let size = file.metadata().unwrap().len();
        file.set_len(size.saturating_sub(bytes)).unwrap();
        Self(path)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// No desk is founded where there is so little room; one may come to it.
pub(crate) fn copy_of(home: &Path, disk: &Path) {
    let copied = Command::new("cp").arg("-r").args([home, disk]).status().unwrap();
    assert!(copied.success());
}

/// Runs this test again as a child with a small disk of its own; false where the system allows none.
pub(crate) fn lent(test: &str, at: &Path) -> bool {
    let script = format!(
        "mount -t tmpfs -o size={MB}m none \"$1\" || exit 77; exec \"$2\" --exact {test} --nocapture"
    );
    let mut lent = Command::new("unshare");
    lent.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, "sh"])
        .args([at, &std::env::current_exe().unwrap()])
        .stdin(Stdio::null());
    let Ok(output) = child::tell(&mut lent, at, test).output() else {
        return false;
    };
    let said = said(&output);
    assert!(
        output.status.success() || !said.contains("running 1 test"),
        "{said}"
    );
    output.status.success()
}

/// What the officer is told; it must be plain.
pub(crate) fn told(fault: JobFault) -> String {
    let said = match fault {
        JobFault::Refused(fault) => refusal(&fault),
        JobFault::Said(said) => said,
        JobFault::Cancelled => panic!("nobody cancelled"),
    };
    let is_plain = said.to_lowercase().contains("ổ đĩa") && said.contains("MB");
    assert!(is_plain, "{said}");
    said
}
