//! Where the libraries of tokens usually lie, as data.

use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    library: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "names and proof are for readers of the file")
)]
struct Family {
    maker: String,
    #[serde(default)]
    seen: bool,
    #[serde(default)]
    linux: Vec<PathBuf>,
    #[serde(default)]
    windows: Vec<PathBuf>,
}

/// The libraries of `assets/sign/tokens.toml` that are on this machine; of one maker only the first, which is the newest.
pub fn usual_libraries() -> Vec<PathBuf> {
    let Ok(places) = toml::from_str::<Places>(include_str!("../../../assets/sign/tokens.toml")) else {
        return Vec::new();
    };
    let here = |family: Family| {
        let paths = if cfg!(windows) {
            family.windows
        } else {
            family.linux
        };
        paths.into_iter().find(|path| Path::is_file(path))
    };
    places.library.into_iter().filter_map(here).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_whole_and_named_once() {
        let places: Places = toml::from_str(include_str!("../../../assets/sign/tokens.toml")).unwrap();
        let mut all = Vec::new();
        for maker in &places.library {
            assert!(!maker.maker.is_empty());
            for path in &maker.windows {
                let path = path.to_str().unwrap();
                assert!(path.starts_with("C:\\") && path.contains(".dll"), "{path}");
                assert!(!path.contains("SysWOW64"), "{path} has 32 bits");
            }
            for path in &maker.linux {
                assert!(path.is_absolute() && path.to_str().unwrap().contains(".so"));
            }
            all.extend(maker.linux.iter().chain(&maker.windows));
        }
        let number = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), number);
        assert!(places.library.iter().any(|it| it.seen) && places.library.iter().any(|it| !it.seen));
    }
}
