//! The pages of one batch, ticked from the newest down: the list shows them against the order of the paper, so each goes
//! before the one that was ticked just now. A key in between ends the batch; then the order of the ticks stands.

use super::{Row, State};

/// Pages of one batch lie within so many milliseconds of each other.
const BATCH: i64 = 3 * 60 * 1000;

/// After a key that the list took; `ticked` = the place where Space was pressed.
pub(super) fn follow(state: &mut State, ticked: Option<usize>) {
    let row = ticked.and_then(|at| state.table.rows().get(at)).cloned();
    let Some(row) = row.filter(|row| state.table.tick_number(row).is_some()) else {
        state.run.clear();
        return;
    };
    if state.run.first().is_some_and(|last| is_next(state, last, &row)) {
        state.run.insert(0, row);
        for row in &state.run {
            state.table.tick(row, false);
        }
        for row in &state.run {
            state.table.tick(row, true);
        }
    } else {
        state.run = vec![row];
    }
}

/// Was the file in this row scanned just before the last one?
fn is_next(state: &State, last: &Row, row: &Row) -> bool {
    let place = |row: &Row| state.table.rows().iter().position(|it| it == row);
    let below = place(last).is_some_and(|at| place(row) == Some(at + 1));
    let times = (state.entry(last), state.entry(row));
    let (Some(last), Some(this)) = times else {
        return false;
    };
    below && last.modified.0.saturating_sub(this.modified.0) <= BATCH
}
