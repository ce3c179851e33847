//! What other people's programs make of a file.

use std::process::Command;

/// What a tool prints; `None` (and a word about it) where the tool is not installed.
pub(crate) fn tool(name: &str, arguments: &[&str]) -> Option<String> {
    let Ok(output) = Command::new(name).args(arguments).output() else {
        crate::skipped::skipped(&format!("{name} is not here"));
        return None;
    };
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Without blanks: programs part words as they like.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
