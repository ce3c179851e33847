//! Profiles: how signatures look and where they stand, as data of `assets/sign/profiles.toml`.

use serde::Deserialize;

use crate::domain::signing::ProfileName;

/// The file that ships with the program.
const SHIPPED: &str = include_str!("../../../assets/sign/profiles.toml");

/// All profiles, in the order of their file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// The one that is taken when none is named.
    pub default: ProfileName,
    /// Each of them.
    #[serde(rename = "profile")]
    pub list: Vec<Profile>,
}

/// How one kind of signature looks and where it stands. Lengths in millimetres on paper.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Stable name for the command line, settings and the log.
    pub name: ProfileName,
    /// What people call it, at most 26 columns.
    pub title: String,
    /// The act it follows.
    pub source: String,
    /// The act itself was compared.
    pub checked: bool,
    /// Where it stands.
    pub stands: Stands,
    /// The picture it shows.
    #[serde(default)]
    pub picture: Picture,
    /// Diameter of the seal.
    #[serde(default = "seal_mm")]
    pub seal_mm: f64,
    /// Its lines, with the words in braces to be filled in.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Size of the letters in points.
    #[serde(default = "size")]
    pub size: f64,
    /// From the left or right edge of the page.
    #[serde(default = "side_mm")]
    pub side_mm: f64,
    /// From the top of the page.
    #[serde(default = "top_mm")]
    pub top_mm: f64,
    /// Longest line.
    #[serde(default = "wrap_mm")]
    pub wrap_mm: f64,
}

/// Where a signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// Top left of the first page, as it is shown.
    TopLeft,
    /// Top right of it.
    TopRight,
    /// Page and rectangle are asked for.
    Given,
    /// It is not seen.
    Hidden,
}

/// The picture a signature shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// None.
    #[default]
    None,
    /// The agency's seal, in its real size.
    Seal,
    /// A handwritten signature, as large as its rectangle lets it.
    Signature,
}

fn seal_mm() -> f64 {
    36.0
}

fn size() -> f64 {
    10.0
}

fn side_mm() -> f64 {
    12.0
}

fn top_mm() -> f64 {
    4.0
}

fn wrap_mm() -> f64 {
    80.0
}

impl Profiles {
    /// Those that ship with the program.
    pub fn shipped() -> Result<Self, String> {
        Self::read(SHIPPED)
    }

    /// Reads a file of profiles; the fault names the line and the key, in English.
    pub fn read(text: &str) -> Result<Self, String> {
        let profiles: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        for profile in &profiles.list {
            profile.check()?;
        }
        if profiles.find(&profiles.default).is_none() {
            return Err(format!("no profile named {}", profiles.default.0));
        }
        Ok(profiles)
    }

    /// The profile of this name.
    pub fn find(&self, name: &ProfileName) -> Option<&Profile> {
        self.list.iter().find(|it| it.name == *name)
    }
}

impl Profile {
    fn check(&self) -> Result<(), String> {
        let name = &self.name.0;
        let lengths = [self.seal_mm, self.size, self.side_mm, self.top_mm, self.wrap_mm];
        if !lengths.iter().all(|it| (0.0..=1000.0).contains(it)) || self.size < 1.0 || self.wrap_mm < 10.0 {
            return Err(format!("{name}: impossible length"));
        }
        for line in &self.lines {
            if let Some(word) = super::words::unknown(line) {
                return Err(format!("{name}: unknown word {{{word}}}"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_profiles_are_those_of_the_acts() {
        let profiles = Profiles::shipped().unwrap();
        let names: Vec<&str> = profiles.list.iter().map(|it| it.name.0.as_str()).collect();
        let wanted = [
            "quet_tthc",
            "sao_y",
            "so_hoa_tt01",
            "ban_hanh_co_quan",
            "ban_hanh_ca_nhan",
            "kem_theo",
            "an",
        ];
        assert_eq!(names, wanted);
        assert_eq!(profiles.default.0, "quet_tthc");
        let standard = profiles.find(&profiles.default).unwrap();
        assert_eq!(
            (standard.stands, standard.picture),
            (Stands::TopLeft, Picture::None)
        );
        assert!(profiles.list.iter().all(|it| it.title.chars().count() <= 26));
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_name() {
        let more = SHIPPED.replace("stands = \"hidden\"", "stands = \"hidden\"\ncolour = \"red\"");
        assert!(Profiles::read(&more).unwrap_err().contains("colour"));
        let word = SHIPPED.replace("{agency}", "{agenci}");
        assert!(Profiles::read(&word).unwrap_err().contains("agenci"));
        let length = SHIPPED.replace("seal_mm = 36", "seal_mm = -1");
        assert!(Profiles::read(&length).unwrap_err().contains("so_hoa_tt01"));
        let none = SHIPPED.replace("default = \"quet_tthc\"", "default = \"quet\"");
        assert!(Profiles::read(&none).unwrap_err().contains("quet"));
    }
}
