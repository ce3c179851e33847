//! Page accounts: how many images a pile of sheets must give, and which are missing.

/// What the officer declares about the sheets of one component. A page that carries a note is scanned twice,
/// with the note and without it (công văn 223).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageAccount {
    pub sheets: u32,
    /// 1 or 2.
    pub sides: u32,
    /// Numbers of the sides that carry a note, counted from 1.
    pub notes: Vec<u32>,
}

impl PageAccount {
    /// sheets × sides + notes.
    pub fn expected(&self) -> u32 {
        let notes = u32::try_from(self.notes.len()).unwrap_or(u32::MAX);
        self.sheets.saturating_mul(self.sides).saturating_add(notes)
    }

    /// Images beyond [`Self::expected`]: a sheet that was not counted, or one that was scanned twice.
    pub fn surplus(&self, have: u32) -> u32 {
        have.saturating_sub(self.expected())
    }

    /// The noted side that these sheets do not have.
    pub fn unknown_note(&self) -> Option<u32> {
        let sides = self.sheets.saturating_mul(self.sides);
        self.notes
            .iter()
            .copied()
            .find(|side| !(1..=sides).contains(side))
    }

    /// What is short of [`Self::expected`] when there are `have` images, as side numbers: `3b` is side 3 without
    /// its note. A count cannot tell which image is absent; the second image of a noted side is the one that is
    /// forgotten, so those are named first, then the last sides.
    pub fn missing(&self, have: u32) -> Vec<String> {
        let short = self.expected().saturating_sub(have) as usize;
        let sides = self.sheets.saturating_mul(self.sides);
        let label = |side: u32| {
            if self.notes.contains(&side) {
                format!("{side}a")
            } else {
                side.to_string()
            }
        };
        let bare = self.notes.iter().map(|side| format!("{side}b"));
        let mut missing: Vec<String> = bare.chain((1..=sides).rev().map(label)).take(short).collect();
        missing.sort_by(|a, b| super::natural_order(a, b));
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sheets_both_sides_with_a_note_need_five_images() {
        let account = PageAccount {
            sheets: 2,
            sides: 2,
            notes: vec![3],
        };
        assert_eq!(account.expected(), 5);
        assert_eq!(account.missing(5), Vec::<String>::new());
        assert_eq!((account.missing(9), account.surplus(9)), (Vec::new(), 4));
        assert_eq!((account.surplus(5), account.surplus(4)), (0, 0));
        assert_eq!(account.unknown_note(), None);
        let beyond = PageAccount {
            notes: vec![4, 5],
            ..account.clone()
        };
        assert_eq!(beyond.unknown_note(), Some(5));
        assert_eq!(account.missing(4), ["3b"]);
        assert_eq!(account.missing(2), ["3a", "3b", "4"]);
    }
}
