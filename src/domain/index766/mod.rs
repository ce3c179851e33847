//! The digitisation group of the index of QĐ 766/QĐ-TTg as an estimate of one month: its lines, which of them this
//! database can tell, and the points that follow (domain.md §7.2).
//!
//! An estimate from this desk's own dossiers, as the portal scored in 10/2026: the wording of the group in the decision
//! itself was not seen. A line that needs what no desk has is said to be unknown, never guessed.

use crate::domain::digitise::exempted::Exempted;
use crate::domain::tally::{Column, Marks, Month, Ratio};
use crate::domain::words::worded;

#[cfg(test)]
mod tests;
pub mod text;

worded! {
    /// A line of the group, in its order.
    Line {
        /// 4.1 Hồ sơ có cấp kết quả điện tử.
        ElectronicResult = "4.1",
        /// 4.2 Hồ sơ thực hiện số hóa.
        Digitised = "4.2",
        /// Chứng thực bản sao điện tử từ bản chính.
        CertifiedCopy = "certified_copy",
        /// 4.3 Hồ sơ khai thác, sử dụng lại.
        Reused = "4.3",
        /// 4.4 Số hóa có kết nối, chia sẻ.
        Shared = "4.4",
        /// 4.5a Thủ tục kết nối dữ liệu dân cư.
        PopulationProcedures = "4.5a",
        /// 4.5b Hồ sơ dùng dữ liệu dân cư.
        PopulationDossiers = "4.5b",
    }
}

/// How a ratio becomes points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// R × the maximum.
    Linear,
    /// All of it from so many per cent on, below in proportion.
    Target(u32),
}

impl Line {
    /// The most points of it. Together 22.
    pub fn most(self) -> u32 {
        match self {
            Self::ElectronicResult => 6,
            Self::Digitised | Self::Shared => 4,
            Self::CertifiedCopy | Self::Reused | Self::PopulationProcedures | Self::PopulationDossiers => 2,
        }
    }

    /// How it is scored; `None` = this database cannot tell its ratio ([`text::why_not`]).
    pub fn rule(self) -> Option<Rule> {
        match self {
            Self::ElectronicResult => Some(Rule::Linear),
            Self::Digitised | Self::Reused => Some(Rule::Target(80)),
            Self::CertifiedCopy | Self::Shared | Self::PopulationProcedures | Self::PopulationDossiers => {
                None
            }
        }
    }

    /// Where a dossier of the month counts: below the line of its ratio, and above it.
    fn counts(self, marks: Marks) -> (bool, bool) {
        let received = marks.has(Column::Received);
        let resolved = marks.has(Column::Resolved);
        let papers = marks.has(Column::Full) || marks.has(Column::Part);
        let result = !resolved || marks.has(Column::ResultFile);
        match self {
            Self::ElectronicResult => (resolved, marks.has(Column::ResultFile)),
            Self::Digitised => (received, papers && result),
            Self::Reused => (received, marks.has(Column::Reused)),
            Self::CertifiedCopy | Self::Shared | Self::PopulationProcedures | Self::PopulationDossiers => {
                (false, false)
            }
        }
    }
}

impl Rule {
    /// Points in hundredths, rounded to the nearest; `None` where there is nothing to divide by.
    pub fn points(self, most: u32, ratio: Ratio) -> Option<u32> {
        let (upper, whole) = (u64::from(ratio.upper), u64::from(ratio.whole));
        let most = u64::from(most) * 100;
        let below = match self {
            Self::Linear => whole * 100,
            Self::Target(percent) => whole * u64::from(percent),
        };
        let points = (most * upper * 200 + below).checked_div(below * 2)?;
        u32::try_from(points.min(most)).ok()
    }
}

/// One line with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// Which.
    pub line: Line,
    /// R, of what this database can tell.
    pub ratio: Option<Ratio>,
}

impl Scored {
    /// Points in hundredths; `None` = not known here, or nothing to divide by.
    pub fn points(&self) -> Option<u32> {
        self.line.rule()?.points(self.line.most(), self.ratio?)
    }
}

/// The group in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The month.
    pub month: Month,
    /// Every line, in its order.
    pub lines: Vec<Scored>,
    /// What is không số hóa of the dossiers received in it.
    pub exempted: Exempted,
}

impl Estimate {
    /// Of the dossiers that count in the month's form.
    pub fn of(month: Month, dossiers: &[Marks]) -> Self {
        let scored = |line: &Line| Scored {
            line: *line,
            ratio: line.rule().map(|_| ratio(*line, dossiers)),
        };
        Self {
            month,
            lines: Line::ALL.iter().map(scored).collect(),
            exempted: Exempted::default(),
        }
    }

    /// Points of the lines that are known, in hundredths, and the most they could give.
    pub fn total(&self) -> (u32, u32) {
        let known = self
            .lines
            .iter()
            .filter_map(|it| Some((it.points()?, it.line.most())));
        known.fold((0, 0), |(sum, most), (points, of)| (sum + points, most + of))
    }

    /// The most points of the whole group.
    pub fn most() -> u32 {
        Line::ALL.iter().map(|line| line.most()).sum()
    }
}

fn ratio(line: Line, dossiers: &[Marks]) -> Ratio {
    let counts = dossiers.iter().map(|marks| line.counts(*marks));
    counts.fold(Ratio::new(0, 0), |ratio, (below, above)| {
        Ratio::new(ratio.upper + u32::from(above), ratio.whole + u32::from(below))
    })
}
