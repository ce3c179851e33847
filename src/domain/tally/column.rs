//! The 14 columns of the form, and what its formulas say.

use crate::domain::words::worded;

worded! {
    /// A column, by the number the form prints under it.
    Column {
        /// (1) STT.
        No = "c1",
        /// (2) Tên cơ quan, đơn vị.
        Unit = "c2",
        /// (3) Số hồ sơ tiếp nhận.
        Received = "c3",
        /// (4) Số hồ sơ có sử dụng tài khoản Cổng DVCQG.
        Account = "c4",
        /// (5) Hồ sơ nộp trực tiếp; by post too, so that (5) + (6) = (3).
        Direct = "c5",
        /// (6) Hồ sơ nộp trực tuyến.
        Online = "c6",
        /// (7) Thành phần hồ sơ được số hóa: đầy đủ.
        Full = "c7",
        /// (8) Thành phần hồ sơ được số hóa: chưa đầy đủ.
        Part = "c8",
        /// (9) = ((7) + (8)) / (3).
        DigitisedRatio = "c9",
        /// (10) Tổng số hồ sơ đã giải quyết.
        Resolved = "c10",
        /// (11) Tổng lượng hồ sơ được số hóa kết quả giải quyết.
        ResultFile = "c11",
        /// (12) = (11) / (10).
        ResultRatio = "c12",
        /// (13) Hồ sơ có tái sử dụng dữ liệu đã được số hóa trước đó.
        Reused = "c13",
        /// (14) = (13) / ((5) + (6)).
        ReuseRatio = "c14",
    }
}

impl Column {
    /// The columns that are counted, in their order.
    pub const COUNTED: &'static [Self] = &[
        Self::Received,
        Self::Account,
        Self::Direct,
        Self::Online,
        Self::Full,
        Self::Part,
        Self::Resolved,
        Self::ResultFile,
        Self::Reused,
    ];

    /// The columns that hold a number, in their order: (3) to (14).
    pub fn numbers() -> &'static [Self] {
        Self::ALL.get(2..).unwrap_or_default()
    }

    /// The number printed under it.
    pub fn number(self) -> u8 {
        Self::ALL
            .iter()
            .position(|it| *it == self)
            .and_then(|at| u8::try_from(at + 1).ok())
            .unwrap_or(0)
    }

    /// Reads [`Self::number`].
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// Its bit in [`super::Marks`]; a column that is not counted has none.
    pub(super) fn bit(self) -> u16 {
        Self::COUNTED
            .iter()
            .position(|it| *it == self)
            .map_or(0, |at| 1 << at)
    }

    /// The columns whose dossiers make its number; of a ratio, the ones above the line.
    pub fn counted(self) -> &'static [Self] {
        match self.ratio_of() {
            Some((upper, _)) => upper,
            None => Self::COUNTED
                .iter()
                .position(|it| *it == self)
                .map_or(&[], |at| &Self::COUNTED[at..=at]),
        }
    }

    /// Of a ratio: what stands above and below the line.
    pub fn ratio_of(self) -> Option<(&'static [Self], &'static [Self])> {
        match self {
            Self::DigitisedRatio => Some((&[Self::Full, Self::Part], &[Self::Received])),
            Self::ResultRatio => Some((&[Self::ResultFile], &[Self::Resolved])),
            Self::ReuseRatio => Some((&[Self::Reused], &[Self::Direct, Self::Online])),
            Self::No
            | Self::Unit
            | Self::Received
            | Self::Account
            | Self::Direct
            | Self::Online
            | Self::Full
            | Self::Part
            | Self::Resolved
            | Self::ResultFile
            | Self::Reused => None,
        }
    }
}
