//! Officers and what their roles are called.

use serde::{Deserialize, Serialize};

use crate::domain::ids::OfficerId;
use crate::domain::viet::tidy;

/// A role in the office. Who may do what is the table in [`crate::domain::moves`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Cán bộ tiếp nhận và trả kết quả.
    Reception,
    /// Cán bộ xử lý.
    Processing,
    /// Văn thư.
    Clerk,
    /// Lãnh đạo.
    Leader,
    /// Quản trị.
    Administrator,
}

impl Role {
    /// Every role, in the order screens list them.
    pub const ALL: [Self; 5] = [
        Self::Reception,
        Self::Processing,
        Self::Clerk,
        Self::Leader,
        Self::Administrator,
    ];

    /// The stable English word of the command line and the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reception => "reception",
            Self::Processing => "processing",
            Self::Clerk => "clerk",
            Self::Leader => "leader",
            Self::Administrator => "administrator",
        }
    }

    /// Reads [`Role::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// A set of roles, stored as the words joined by commas in the order of [`Role::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Role>", into = "Vec<Role>")]
pub struct Roles(u8);

impl Roles {
    /// All five roles: what the first officer of a desk holds.
    pub const ALL: Self = Self(0b1_1111);

    /// One role.
    pub const fn only(role: Role) -> Self {
        Self(1 << role as u8)
    }

    /// Is `role` among them?
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// The same set with `role` added.
    #[must_use]
    pub fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u8)
    }

    /// The same set without `role`.
    #[must_use]
    pub fn without(self, role: Role) -> Self {
        Self(self.0 & !(1 << role as u8))
    }

    /// The roles in order.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// No role at all.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// `reception,leader`.
    pub fn words(self) -> String {
        self.iter().map(Role::word).collect::<Vec<_>>().join(",")
    }

    /// Reads [`Roles::words`]; `None` when a word is unknown.
    pub fn from_words(words: &str) -> Option<Self> {
        let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
        words
            .map(Role::from_word)
            .collect::<Option<Vec<_>>>()
            .map(Self::from)
    }
}

impl From<Vec<Role>> for Roles {
    fn from(roles: Vec<Role>) -> Self {
        roles.into_iter().fold(Self::default(), Self::with)
    }
}

impl From<Roles> for Vec<Role> {
    fn from(roles: Roles) -> Self {
        roles.iter().collect()
    }
}

/// An officer as lists and screens read him. PIN hashes never leave the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Row id.
    pub id: OfficerId,
    /// Full name.
    pub name: String,
    /// Position ("Công chức Tư pháp - Hộ tịch"), may be empty.
    pub title: String,
    /// What he may do.
    pub roles: Roles,
    /// A deactivated officer cannot log in; his past acts keep his name.
    pub active: bool,
}

/// What lists call an officer: his name, with his position where another active officer of the same name is among these.
pub fn called(officer: &Officer, among: &[Officer]) -> String {
    let is_namesake =
        |other: &Officer| other.active && other.id != officer.id && reads_alike(&other.name, &officer.name);
    if officer.title.is_empty() || !among.iter().any(is_namesake) {
        return officer.name.clone();
    }
    format!("{} ({})", officer.name, officer.title)
}

/// The same words, however cased and spaced. Marks count: Hà is not Hạ.
pub fn reads_alike(one: &str, other: &str) -> bool {
    tidy(one).to_lowercase() == tidy(other).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn officer(n: u8, name: &str, title: &str) -> Officer {
        Officer {
            id: OfficerId::from_bytes([n; 16]),
            name: name.into(),
            title: title.into(),
            roles: Roles::ALL,
            active: true,
        }
    }

    #[test]
    fn the_position_stands_where_a_name_alone_is_two_peoples() {
        let mut officers = [
            officer(1, "Đinh Văn Sơn", "Địa chính"),
            officer(2, "ĐINH VĂN SƠN", "Tư pháp"),
            officer(3, "Đinh Văn Sớn", "Chủ tịch"),
        ];
        let names = |among: &[Officer]| among.iter().map(|it| called(it, among)).collect::<Vec<_>>();
        assert_eq!(
            names(&officers),
            [
                "Đinh Văn Sơn (Địa chính)",
                "ĐINH VĂN SƠN (Tư pháp)",
                "Đinh Văn Sớn"
            ]
        );
        officers[1].active = false;
        assert_eq!(
            names(&officers)[0],
            "Đinh Văn Sơn",
            "who left is no one to be mistaken for"
        );
    }

    #[test]
    fn a_set_of_roles_survives_its_words() {
        let roles = Roles::default().with(Role::Leader).with(Role::Reception);
        assert_eq!(roles.words(), "reception,leader");
        assert_eq!(Roles::from_words("leader, reception"), Some(roles));
        assert_eq!(Roles::from_words("boss"), None);
        assert_eq!(Roles::ALL.without(Role::Clerk).iter().count(), 4);
    }
}
