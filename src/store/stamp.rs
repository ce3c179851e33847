//! This machine's place in the log: incarnation, head of the chain, and the hybrid clock that only goes forward.

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::domain::code::SeqRange;
use crate::domain::time::Moment;
use crate::store::body::OpenDesk;

/// A hybrid logical clock: 48 bits of milliseconds, 16 bits of counter. Orders ops; people read `at` instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hlc(pub i64);

impl Hlc {
    /// The next tick: the wall clock where it has moved on, else one more than the last.
    #[must_use]
    pub fn tick(self, now: Moment) -> Self {
        let wall = now.0.max(0).saturating_mul(1 << 16);
        Self(wall.max(self.0.saturating_add(1)))
    }

    /// The instant in its upper bits.
    pub fn moment(self) -> Moment {
        Moment(self.0 >> 16)
    }
}

/// The row of `device_self`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Which life of which machine's file this is.
    pub incarnation: [u8; 16],
    /// The life it was restored from, and the last op taken over.
    pub parent: Option<([u8; 16], i64)>,
    /// Number of the desk.
    pub desk_no: u32,
    /// First number of a day.
    pub range_first: u32,
    /// Last number of a day.
    pub range_last: u32,
    /// Number of the last op of this life.
    pub head_seq: i64,
    /// Its hash; zeros before the first.
    pub head_hash: [u8; 32],
    /// Clock of the last op.
    pub hlc: Hlc,
    /// The number on the last receipt must be asked for days up to this one.
    pub last_receipt_asked: Option<NaiveDate>,
}

impl Device {
    /// Reads the row; a database without one is no desk.
    pub fn read(conn: &Connection) -> rusqlite::Result<Self> {
        let mut statement = conn.prepare_cached(
            "SELECT incarnation, parent_incarnation, parent_seq, desk_no, range_first, range_last,
                    head_seq, head_hash, hlc_last, last_receipt_asked FROM device_self",
        )?;
        statement.query_row([], |row| {
            let parent: Option<[u8; 16]> = row.get(1)?;
            let parent_seq: Option<i64> = row.get(2)?;
            let asked: Option<String> = row.get(9)?;
            Ok(Self {
                incarnation: row.get(0)?,
                parent: parent.zip(parent_seq),
                desk_no: row.get(3)?,
                range_first: row.get(4)?,
                range_last: row.get(5)?,
                head_seq: row.get(6)?,
                head_hash: row.get(7)?,
                hlc: Hlc(row.get(8)?),
                last_receipt_asked: asked.and_then(|day| day.parse().ok()),
            })
        })
    }

    /// The numbers of a day that are this desk's.
    pub fn range(&self) -> SeqRange {
        SeqRange::between(self.range_first, self.range_last)
    }

    /// The desk was opened, or opened anew with another number or range.
    pub fn opened(&mut self, conn: &Connection, body: &OpenDesk) -> rusqlite::Result<()> {
        (self.desk_no, self.range_first, self.range_last) = (body.desk_no, body.range_first, body.range_last);
        conn.prepare_cached("UPDATE device_self SET desk_no = ?1, range_first = ?2, range_last = ?3")?
            .execute((self.desk_no, self.range_first, self.range_last))?;
        Ok(())
    }

    /// Writes the head of the chain back.
    pub fn keep_head(&self, conn: &Connection) -> rusqlite::Result<()> {
        conn.prepare_cached("UPDATE device_self SET head_seq = ?1, head_hash = ?2, hlc_last = ?3")?
            .execute((self.head_seq, self.head_hash, self.hlc.0))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_goes_forward_even_when_the_wall_clock_does_not() {
        let first = Hlc(0).tick(Moment(1_000));
        assert_eq!(first.moment(), Moment(1_000));
        let behind = first.tick(Moment(500));
        assert!(behind > first);
        assert_eq!(behind.moment(), Moment(1_000));
        assert_eq!(behind.tick(Moment(1_001)).moment(), Moment(1_001));
    }
}
