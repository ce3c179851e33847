//! Where a file lies in its package: names below the folder of the JSON file, and nowhere else.

use super::Fault;
use crate::domain::viet::tidy;

const MOST_NAMES: usize = 10;
const MOST_NAME_BYTES: usize = 255;
/// Names Windows gives to devices, whatever ending they have.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A place inside the package, as its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(Vec<String>);

impl Place {
    /// Reads `thu-muc/tep.pdf`. Refuses whatever could lead out of the package or mean something else on another system.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let names: Vec<String> = text.split('/').map(str::to_owned).collect();
        if names.len() <= MOST_NAMES && names.iter().all(|name| is_plain(name)) {
            return Ok(Self(names));
        }
        let shown: String = tidy(text).chars().take(60).collect();
        Err(Fault::BadPlace(shown))
    }

    /// The names, from the package's folder down; the last one is the file's.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// The file's own name, cleaned for the screen.
    pub fn file_name(&self) -> String {
        self.0.last().map(|name| tidy(name)).unwrap_or_default()
    }
}

/// A name that is only a name, on every system.
fn is_plain(name: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let hides = matches!(name, "" | "." | "..") || name.ends_with(['.', ' ']) || name.starts_with(' ');
    !hides && name.len() <= MOST_NAME_BYTES && !name.contains(odd) && !is_device(name)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.chars().count() == 1 && !rest.starts_with('0'))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}
