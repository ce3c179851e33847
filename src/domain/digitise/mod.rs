//! How far a dossier is digitised: đầy đủ, chưa đầy đủ, chưa số hóa (data-model.md §3.3, domain.md §4.4).
//!
//! Counts facts it is given; never looks at files.

pub mod exempted;
#[cfg(test)]
mod tests;
pub mod text;

use chrono::NaiveDate;

use super::component::{Digitise, PageAccount, PaperForm, Submission};
use super::special::ExemptReason;
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
        self.digitise == Digitise::Exempt || not_asked(policy, self.form, self.submission).is_some()
    }
}

/// What TT 01/2023/TT-VPCP does not have digitised (Điều 4): first what the program sees of a paper itself, then what an
/// officer must say and a leader decide.
pub const NOT_DIGITISED: (&[ExemptReason], &[ExemptReason]) = (
    &[
        ExemptReason::Photocopy,
        ExemptReason::Certified,
        ExemptReason::Shown,
    ],
    &[ExemptReason::Shared, ExemptReason::Secret],
);

/// Why the office's policy asks for no digital copy of such a paper (Điều 4, TT 01/2023/TT-VPCP); `None` = it asks. That
/// its data are shared already is nothing the program can see: an officer says so, as a reason for không số hóa.
pub fn not_asked(policy: ScanPolicy, form: PaperForm, submission: Submission) -> Option<ExemptReason> {
    match (policy, submission, form) {
        (_, Submission::Present, _) => Some(ExemptReason::Shown),
        (ScanPolicy::Tt01, Submission::Submit, PaperForm::Certified) => Some(ExemptReason::Certified),
        (ScanPolicy::Tt01, Submission::Submit, PaperForm::Plain) => Some(ExemptReason::Photocopy),
        (_, Submission::Submit, _) => None,
    }
}

/// What is to be said of a paper that has no complete digital copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// Chưa có tệp.
    NoFile,
    /// So many pages are missing; 0 = nobody has finished counting them.
    Short(u32),
    /// Chờ thiết bị.
    Waiting(Option<NaiveDate>),
    /// Không số hóa is wished, a leader has not decided.
    Proposed(ExemptReason),
    /// KHÔNG SỐ HÓA.
    Exempt(ExemptReason),
    /// It counts as digitised although so many pages are missing: an officer wrote why.
    Reasoned(u32),
}

impl Remark {
    /// Does it keep the dossier from being full?
    pub fn is_lack(self) -> bool {
        match self {
            Self::NoFile | Self::Short(_) | Self::Waiting(_) | Self::Proposed(_) => true,
            Self::Exempt(_) | Self::Reasoned(_) => false,
        }
    }
}

/// A component by name, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarked {
    /// Its name.
    pub name: String,
    /// What there is to say.
    pub remark: Remark,
}

/// Beside the facts, what the sentence about a paper needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Detail {
    /// Pages that the account asks for and that are not there.
    pub missing: u32,
    /// When the device is expected.
    pub remind_on: Option<NaiveDate>,
    /// Why it is not digitised, decided or wished.
    pub exempt: Option<ExemptReason>,
}

/// What is to be said of this paper; nothing where its copy is there with every page, or nobody asks for one.
pub fn remark(facts: &Facts, detail: Detail, policy: ScanPolicy) -> Option<Remark> {
    let exempt = detail.exempt.unwrap_or(ExemptReason::Other);
    if facts.digitise == Digitise::Exempt && facts.is_in_hand() {
        return Some(Remark::Exempt(exempt));
    }
    if !facts.is_needed(policy) {
        return None;
    }
    if facts.is_there() {
        let excused = facts.account == PageAccount::Reasoned && detail.missing > 0;
        return excused.then_some(Remark::Reasoned(detail.missing));
    }
    Some(match (facts.digitise, detail.exempt, facts.account) {
        (Digitise::Waiting, _, _) => Remark::Waiting(detail.remind_on),
        (_, Some(why), _) => Remark::Proposed(why),
        (_, None, PageAccount::Short) => Remark::Short(detail.missing),
        (_, None, _) => Remark::NoFile,
    })
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
