//! How far a dossier is digitised: đầy đủ, chưa đầy đủ, chưa số hóa (data-model.md §3.3, domain.md §4.4).
//!
//! Counts facts it is given; never looks at files.

#[cfg(test)]
mod tests;
pub mod text;

use super::component::{Digitise, PageAccount, PaperForm, Submission};
use super::words::worded;

/// The four numbers a dossier keeps: received and handed in, not void. `waiting` is part of `need`.
pub use super::rows::Digitised as Counts;

worded! {
    /// Which papers an office digitises at all.
    ScanPolicy {
        /// All that are handed in, as the letter wants it.
        All = "all",
        /// Not photocopies and certified copies (Điều 4, TT 01/2023/TT-VPCP).
        Tt01 = "tt01",
    }
}

worded! {
    /// How far a dossier is digitised.
    Extent {
        /// Đầy đủ.
        Full = "full",
        /// Chưa đầy đủ: at least one, not all.
        Part = "part",
        /// Chưa số hóa.
        None = "none",
    }
}

/// What counts of one component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Was it handed in or shown?
    pub received: bool,
    /// Nộp or xuất trình.
    pub submission: Submission,
    /// Which form the paper has.
    pub form: PaperForm,
    /// Its state; `Exempt` and `Waiting` count apart.
    pub digitise: Digitise,
    /// The page account.
    pub account: PageAccount,
    /// Files attached, not void, not refused.
    pub files: u32,
    /// Struck out.
    pub void: bool,
}

/// The office's way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counting {
    /// `count_exempt`: an exempt paper does not keep a dossier from being full.
    pub exempt_is_done: bool,
    /// `count_online_as_full`: an online dossier of electronic papers only is full.
    pub online_is_full: bool,
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            exempt_is_done: true,
            online_is_full: true,
        }
    }
}

impl Facts {
    /// Is a digital copy asked of this paper?
    pub fn is_needed(&self, policy: ScanPolicy) -> bool {
        self.is_in_hand() && !self.is_exempt(policy)
    }

    /// Needed, and there: born digital, scanned or from the kho; short of a page it is not there.
    pub fn is_there(&self) -> bool {
        self.files > 0 && self.account != PageAccount::Short
    }

    fn is_in_hand(&self) -> bool {
        self.received && !self.void && self.submission == Submission::Submit
    }

    fn is_exempt(&self, policy: ScanPolicy) -> bool {
        let is_copy = match self.form {
            PaperForm::Certified | PaperForm::Plain => true,
            PaperForm::Original | PaperForm::Electronic => false,
        };
        self.digitise == Digitise::Exempt || (policy == ScanPolicy::Tt01 && is_copy)
    }
}

/// Counts the components of one dossier.
pub fn count<'a>(components: impl IntoIterator<Item = &'a Facts>, policy: ScanPolicy) -> Counts {
    let mut counts = Counts::default();
    for facts in components {
        if facts.is_needed(policy) {
            counts.need += 1;
            counts.have += u32::from(facts.is_there());
            counts.waiting += u32::from(!facts.is_there() && facts.digitise == Digitise::Waiting);
        } else if facts.is_in_hand() {
            counts.exempt += 1;
        }
    }
    counts
}

/// Đầy đủ, chưa đầy đủ or chưa số hóa. Nothing needed is đầy đủ. `online_electronic` = came online and every
/// paper of it is electronic: such a dossier is full or, by setting, not digitised by this office at all.
pub fn extent(counts: Counts, online_electronic: bool, counting: Counting) -> Extent {
    if online_electronic {
        return if counting.online_is_full {
            Extent::Full
        } else {
            Extent::None
        };
    }
    let need = counts.need + if counting.exempt_is_done { 0 } else { counts.exempt };
    match counts.have {
        have if have >= need => Extent::Full,
        0 => Extent::None,
        _ => Extent::Part,
    }
}
