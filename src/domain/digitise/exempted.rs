//! How many papers of a list of dossiers are không số hóa: one count for every report.

/// Papers that are không số hóa, by a leader's decision or by what the office digitises at all, of the dossiers of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exempted {
    /// So many dossiers have one.
    pub dossiers: u32,
    /// So many they are.
    pub papers: u32,
}

impl Exempted {
    /// Adds a dossier with so many of them.
    pub fn add(&mut self, papers: u32) {
        self.dossiers += u32::from(papers > 0);
        self.papers += papers;
    }
}

/// Of these dossiers, each once with its papers.
impl FromIterator<u32> for Exempted {
    fn from_iter<T: IntoIterator<Item = u32>>(each: T) -> Self {
        let mut all = Self::default();
        each.into_iter().for_each(|papers| all.add(papers));
        all
    }
}
