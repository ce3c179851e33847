//! Where the numbers stand: two pages at 80 columns that never split a formula, all of them from 120 on.

use super::text::heads as text;
use crate::domain::tally::Column;

/// A number's column: its two lines of heading and where they end, where its digits end.
pub(super) struct Place {
    pub(super) column: Column,
    pub(super) heads: [&'static str; 2],
    pub(super) head_end: u16,
    pub(super) end: u16,
}

const fn place(column: Column, heads: [&'static str; 2], (head_end, end): (u16, u16)) -> Place {
    Place {
        column,
        heads,
        head_end,
        end,
    }
}

const RECEIVED: Place = place(Column::Received, text::RECEIVED, (32, 32));
const ACCOUNT: Place = place(Column::Account, text::ACCOUNT, (39, 39));
const DIRECT: Place = place(Column::Direct, text::DIRECT, (46, 46));
const ONLINE: Place = place(Column::Online, text::ONLINE, (53, 53));
const FULL: Place = place(Column::Full, text::FULL, (60, 60));
const PART: Place = place(Column::Part, text::PART, (67, 67));

/// W25.
const FIRST: [Place; 7] = [
    RECEIVED,
    ACCOUNT,
    DIRECT,
    ONLINE,
    FULL,
    PART,
    place(Column::DigitisedRatio, text::DIGITISED, (76, 76)),
];
/// W26.
const SECOND: [Place; 5] = [
    place(Column::Resolved, text::RESOLVED, (34, 34)),
    place(Column::ResultFile, text::RESULT, (43, 43)),
    place(Column::ResultRatio, text::RESULT_RATIO, (53, 52)),
    place(Column::Reused, text::REUSED, (62, 62)),
    place(Column::ReuseRatio, text::REUSE_RATIO, (72, 72)),
];
/// X04.
const WIDE: [Place; 12] = [
    RECEIVED,
    ACCOUNT,
    DIRECT,
    ONLINE,
    FULL,
    PART,
    place(Column::DigitisedRatio, text::DIGITISED_WIDE, (76, 75)),
    place(Column::Resolved, text::RESOLVED, (84, 84)),
    place(Column::ResultFile, text::RESULT_WIDE, (92, 92)),
    place(Column::ResultRatio, text::RESULT_RATIO_WIDE, (101, 101)),
    place(Column::Reused, text::REUSED_WIDE, (109, 109)),
    place(Column::ReuseRatio, text::REUSE_RATIO_WIDE, (118, 118)),
];

/// Is there room for all of them?
pub(super) fn is_wide(width: u16) -> bool {
    width >= 120
}

/// Those in view where the pointer is in this column.
pub(super) fn of(width: u16, column: Column) -> &'static [Place] {
    if is_wide(width) {
        &WIDE
    } else if FIRST.iter().any(|it| it.column == column) {
        &FIRST
    } else {
        &SECOND
    }
}
