//! The letter's seven rules for copying a dossier (công văn 223, "Việc sao chụp hồ sơ cần đảm bảo tối thiểu các yêu cầu
//! sau"), as a checklist: what the machine can know it ticks or refuses with what is missing, the rest an officer
//! confirms. Judges facts it is given; never looks at a file or a picture.

#[cfg(test)]
mod tests;
pub mod text;

use super::component::{Digitise, FileSource, PageAccount, PaperClass, SignatureMark, Submission};
use super::digitise::{Remark, ScanPolicy};
use super::ids::FileHash;
use super::manifest::{FileFault, Verified, standing};
use super::pages::{Claim, Page, Slot, Tally, tally};
use super::quality::{ND30, ScanProfile, Shortfall};
use super::rows::{ComponentView, DossierView, FileView};
use super::time::Moment;
use super::words::worded;

worded! {
    /// The seven rules, in the letter's order.
    Rule {
        /// Chụp cả hai mặt tài liệu, trừ khi tất cả các tờ đều trắng một mặt.
        BothSides = "both_sides",
        /// Xác thực số lượng hồ sơ gốc theo số lượng bản sao chụp.
        EveryPaper = "every_paper",
        /// Chụp toàn bộ văn bản, chính xác, toàn diện, đầy đủ so với bản gốc.
        Whole = "whole",
        /// Số lượng ảnh bằng số lượng trang đầu vào, đúng thứ tự.
        CountAndOrder = "count_and_order",
        /// Trang có gắn giấy ghi chú: hai bản quét.
        Notes = "notes",
        /// Toàn vẹn dữ liệu trong quá trình chuyển giao xử lý.
        Integrity = "integrity",
        /// Thông số kỹ thuật tại Thông tư số 02/2019/TT-BNV.
        Parameters = "parameters",
    }
}

impl Rule {
    /// May an officer's word stand for it where the machine cannot know? Hashes and numbers need nobody's word.
    pub fn takes_a_word(self) -> bool {
        match self {
            Self::BothSides | Self::Whole | Self::CountAndOrder | Self::Notes => true,
            Self::EveryPaper | Self::Integrity | Self::Parameters => false,
        }
    }
}

/// An officer's word for a rule. It stands until other pages or files come into the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// For which rule.
    pub rule: Rule,
    /// His name.
    pub officer: String,
    /// When he gave it.
    pub at: Moment,
}

/// Papers received against papers digitised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Papers {
    /// Handed in; what is only shown is not copied.
    pub received: u32,
    /// Of these: with a whole digital copy.
    pub copied: u32,
    /// Of these: not digitised, by policy or a leader's decision, and without a copy.
    pub exempt: u32,
}

impl Papers {
    /// Neither copied nor exempt.
    pub fn lacking(self) -> u32 {
        self.received
            .saturating_sub(self.copied.saturating_add(self.exempt))
    }
}

/// How a rule stands, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// ✗: not met, and it is said what is missing.
    Lacking,
    /// The machine cannot know; an officer has to look.
    Open,
    /// Not known yet: the files are being read.
    Running,
    /// ✓ by an officer's word.
    Confirmed,
    /// ✓ by the machine.
    Met,
    /// There is nothing it could be about.
    Nothing,
}

/// What a rule found of one paper or file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The paper's or the file's name.
    pub name: String,
    /// What is to be said.
    pub what: What,
}

/// What there is to say of one paper or file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The account of its pages is not finished; where that is done depends on what was scanned.
    NotCounted(PaperClass),
    /// A file that was chosen: nobody told the machine of its sheets.
    Chosen,
    /// Its copy has to be compared with the paper.
    ToCompare,
    /// Its sheets as they were counted; one-sided means that every back was seen to be white.
    Sides(Claim),
    /// Sides without an image.
    MissingSides(Vec<Slot>),
    /// The paper has its copy.
    Copied,
    /// It has none, and why.
    NotCopied(Option<Remark>),
    /// Images against sides; the reason where the sum was let stand.
    Images {
        /// What the sum says.
        tally: Tally,
        /// Do the images stand in the order of the sides?
        ordered: bool,
        /// Why the sum is not right.
        reason: Option<String>,
    },
    /// So many sides with a note, each with its two images.
    Noted(usize),
    /// It is not what it was when it came.
    Differs(FileFault),
    /// Below the parameters of this profile.
    Below(Vec<Shortfall>, &'static ScanProfile),
    /// Dots per inch of the coarsest of so many images.
    Resolution {
        /// Dots per inch; 0 = no file says it.
        least: u32,
        /// Images.
        images: usize,
        /// What they had to reach.
        profile: &'static ScanProfile,
    },
}

impl What {
    fn verdict(&self) -> Verdict {
        match self {
            Self::Chosen | Self::ToCompare => Verdict::Open,
            Self::NotCounted(_) | Self::MissingSides(_) | Self::Differs(_) | Self::Below(..) => {
                Verdict::Lacking
            }
            Self::NotCopied(remark) => standing_of(remark.is_none_or(|it| !it.is_lack())),
            Self::Images { tally, ordered, .. } => standing_of(tally.is_right() && *ordered),
            Self::Sides(_) | Self::Copied | Self::Noted(_) | Self::Resolution { .. } => Verdict::Met,
        }
    }

    /// Is it what keeps the rule from being ticked?
    pub fn is_lack(&self) -> bool {
        self.verdict() == Verdict::Lacking
    }
}

fn standing_of(met: bool) -> Verdict {
    if met { Verdict::Met } else { Verdict::Lacking }
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// How it stands.
    pub verdict: Verdict,
    /// What was found, paper by paper; what is missing first.
    pub points: Vec<Point>,
    /// Who gave his word for it.
    pub word: Option<Confirmed>,
}

/// What of a dossier the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Dossier<'a> {
    /// The citizen's papers.
    pub components: &'a [ComponentView],
    /// Results on paper; copies too, but no papers received.
    pub outcome_scans: &'a [ComponentView],
    /// Which papers the office digitises.
    pub policy: ScanPolicy,
    /// Words of officers that stand.
    pub confirmed: &'a [Confirmed],
    /// What its scans have to reach.
    pub profile: &'static ScanProfile,
}

impl<'a> Dossier<'a> {
    /// Of a dossier as it was read.
    pub fn of(view: &'a DossierView) -> Self {
        Self {
            components: &view.components,
            outcome_scans: &view.outcome_scans,
            policy: view.scan_policy,
            confirmed: &view.confirmed,
            profile: &ND30,
        }
    }

    /// The same where the office asks another profile of its scans.
    #[must_use]
    pub fn by(self, profile: &'static ScanProfile) -> Self {
        Self { profile, ..self }
    }

    fn handed_in(self) -> impl Iterator<Item = &'a ComponentView> {
        let in_hand = |it: &&ComponentView| {
            it.received && it.void_reason.is_none() && it.submission == Submission::Submit
        };
        self.components.iter().filter(in_hand)
    }

    fn standing(self) -> impl Iterator<Item = &'a ComponentView> {
        standing(self.components, self.outcome_scans)
    }
}

/// What reading the files again has come to so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read<'a> {
    /// It still runs.
    Running,
    /// The files could not be read.
    Failed,
    /// It is over.
    Done(&'a Verified),
}

/// Papers received against papers digitised.
pub fn papers(dossier: Dossier<'_>) -> Papers {
    let mut papers = Papers::default();
    for paper in dossier.handed_in() {
        papers.received += 1;
        if paper.facts().is_there() {
            papers.copied += 1;
        } else if !paper.facts().is_needed(dossier.policy) {
            papers.exempt += 1;
        }
    }
    papers
}

/// The checklist, rule by rule.
pub fn check(dossier: Dossier<'_>, read: Read<'_>) -> Vec<Finding> {
    Rule::ALL
        .iter()
        .map(|rule| finding(*rule, dossier, read))
        .collect()
}

fn finding(rule: Rule, dossier: Dossier<'_>, read: Read<'_>) -> Finding {
    let mut points = points(rule, dossier, read);
    points.sort_by_key(|point| point.what.verdict());
    let worst = points
        .first()
        .map_or(Verdict::Nothing, |point| point.what.verdict());
    let word = dossier.confirmed.iter().find(|it| it.rule == rule);
    let verdict = match (rule, read, worst) {
        (Rule::Integrity | Rule::Parameters, Read::Running, _) => Verdict::Running,
        (Rule::Integrity | Rule::Parameters, Read::Failed, _) => Verdict::Lacking,
        (Rule::Integrity, Read::Done(verified), Verdict::Nothing) if verified.files > 0 => Verdict::Met,
        (_, _, Verdict::Open) if word.is_some() => Verdict::Confirmed,
        (_, _, worst) => worst,
    };
    Finding {
        rule,
        verdict,
        points,
        word: word.filter(|_| verdict == Verdict::Confirmed).cloned(),
    }
}

fn points(rule: Rule, dossier: Dossier<'_>, read: Read<'_>) -> Vec<Point> {
    let about = |paper: &ComponentView, what: What| Point {
        name: paper.name.clone(),
        what,
    };
    let copies = |what: &dyn Fn(&ComponentView) -> What| {
        let papers = dossier.standing().filter(|it| is_copied(it));
        let of_result = |paper: &ComponentView| dossier.outcome_scans.iter().any(|it| it.id == paper.id);
        let what = |paper: &ComponentView| match what(paper) {
            What::NotCounted(_) if of_result(paper) => What::NotCounted(PaperClass::Outcome),
            what => what,
        };
        papers.map(|it| about(it, what(it))).collect()
    };
    match rule {
        Rule::BothSides => copies(&both_sides),
        Rule::Whole => copies(&|_| What::ToCompare),
        Rule::CountAndOrder => copies(&images),
        Rule::Notes => copies(&notes),
        Rule::EveryPaper => {
            let is_there = |it: &ComponentView| {
                if it.facts().is_there() {
                    What::Copied
                } else {
                    What::NotCopied(it.remark(dossier.policy))
                }
            };
            dossier.handed_in().map(|it| about(it, is_there(it))).collect()
        }
        Rule::Integrity => match read {
            Read::Done(verified) => verified.faults.iter().map(differs).collect(),
            Read::Running | Read::Failed => Vec::new(),
        },
        Rule::Parameters => match read {
            Read::Done(verified) => parameters(dossier, verified),
            Read::Running | Read::Failed => Vec::new(),
        },
    }
}

/// Was a copy made of it here? What came electronically is none, nor are images of a paper that is not to be digitised.
fn is_copied(paper: &ComponentView) -> bool {
    if paper.digitise == Digitise::Exempt && paper.account == PageAccount::Short {
        return false;
    }
    !paper.pages.is_empty() || paper.files.iter().any(is_made_of_paper)
}

/// Scanned, or chosen and not signed; sound and film have no sides.
fn is_made_of_paper(file: &FileView) -> bool {
    is_taken_here(file) && !file.mime.starts_with("audio/") && !file.mime.starts_with("video/")
}

/// Made by this office's devices, so the parameters hold for it.
fn is_taken_here(file: &FileView) -> bool {
    match file.source {
        FileSource::Kho | FileSource::Online => false,
        FileSource::Scan | FileSource::Picked | FileSource::Assembled => {
            file.signature == SignatureMark::None
        }
    }
}

/// The account of its pages; `Err` = nothing is known of its sheets, and why.
fn counted(paper: &ComponentView) -> Result<Tally, What> {
    match (paper.pages.is_empty(), paper.account) {
        (true, _) => Err(What::Chosen),
        (false, PageAccount::Balanced | PageAccount::Reasoned) => {
            Ok(tally(&paper.claim, paper.pages.iter().map(Page::slot)))
        }
        (false, PageAccount::Short | PageAccount::None) => Err(What::NotCounted(PaperClass::Component)),
    }
}

fn both_sides(paper: &ComponentView) -> What {
    match counted(paper) {
        Err(what) => what,
        Ok(tally) if tally.missing.is_empty() => What::Sides(paper.claim.clone()),
        Ok(tally) => What::MissingSides(tally.missing),
    }
}

fn images(paper: &ComponentView) -> What {
    match counted(paper) {
        Err(what) => what,
        Ok(tally) => What::Images {
            tally,
            ordered: paper.pages.is_sorted_by_key(Page::slot),
            reason: paper.page_reason.clone(),
        },
    }
}

/// That no page carries a note is what the officer said when he finished the account.
fn notes(paper: &ComponentView) -> What {
    match counted(paper) {
        Err(what) => what,
        Ok(tally) => {
            let noted = |slot: &Slot| paper.claim.noted.contains(&slot.side);
            let missing: Vec<Slot> = tally.missing.into_iter().filter(noted).collect();
            if missing.is_empty() {
                What::Noted(paper.claim.noted.len())
            } else {
                What::MissingSides(missing)
            }
        }
    }
}

fn differs(fault: &FileFault) -> Point {
    Point {
        name: fault.name.clone(),
        what: What::Differs(fault.clone()),
    }
}

/// The images of each copy: the untouched originals where pages were placed, else the files that were chosen.
fn parameters(dossier: Dossier<'_>, verified: &Verified) -> Vec<Point> {
    let below = |sha256: FileHash| verified.below.iter().find(|it| it.sha256 == sha256);
    let mut points = Vec::new();
    for paper in dossier.standing() {
        let images = images_of(paper);
        let mut short: Vec<Point> = Vec::new();
        for found in images.iter().filter_map(|sha256| below(*sha256)) {
            let point = Point {
                name: found.name.clone(),
                what: What::Below(found.short_of.clone(), dossier.profile),
            };
            if !short.contains(&point) {
                short.push(point);
            }
        }
        if short.is_empty() && !images.is_empty() {
            short.push(Point {
                name: paper.name.clone(),
                what: What::Resolution {
                    least: paper.pages.iter().map(|page| page.dpi).min().unwrap_or(0),
                    images: images.len(),
                    profile: dossier.profile,
                },
            });
        }
        points.extend(short);
    }
    points
}

fn images_of(paper: &ComponentView) -> Vec<FileHash> {
    if !paper.pages.is_empty() {
        return paper.pages.iter().map(|page| page.sha256).collect();
    }
    let taken = paper.files.iter().filter(|file| is_taken_here(file));
    let (made, originals): (Vec<&FileView>, Vec<&FileView>) =
        taken.partition(|file| file.source == FileSource::Assembled);
    let judged = if originals.is_empty() { made } else { originals };
    judged.into_iter().map(|file| file.sha256).collect()
}
