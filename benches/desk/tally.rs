//! The monthly form: counted beside bare SQL on the same file, and 155 units of it as a PDF.

use std::path::Path;
use std::time::Duration;

use motcua::desk::reports;
use motcua::domain::query::{Answer, Query, TallyQuery};
use motcua::domain::report::{Format, Report};
use motcua::domain::tally::{Month, Tally};
use motcua::domain::time::Moment;
use motcua::store::{DATABASE, Reader};

use crate::figures::{Budget, line, median_of};

const RUNS: usize = 31;
/// Communes of the province the letter comes from.
const UNITS: usize = 155;

/// The same sums in one statement, as who knows SQL would write it.
const BARE: &str = "WITH found (n) AS (
    SELECT n FROM dossier WHERE received_at >= ?1 AND received_at < ?2
    UNION SELECT n FROM dossier WHERE finished_at >= ?1 AND finished_at < ?2
), seen AS (
    SELECT d.voided_at IS NULL AND d.received_at >= ?1 AND d.received_at < ?2 AS received,
           d.voided_at IS NULL AND d.finished_at >= ?1 AND d.finished_at < ?2 AND d.status IN (9, 10)
               AND d.product <> 'none' AS resolved,
           d.account, d.channel, d.have_n, d.need_n, d.reused, d.outcome_file,
           d.channel = 2 AND NOT EXISTS (SELECT 1 FROM component c WHERE c.dossier_id = d.id AND c.voided_at IS NULL
                                             AND c.form <> 'electronic' AND c.class = 'component') AS electronic
    FROM found f CROSS JOIN dossier d ON d.n = f.n
)
SELECT sum(received), sum(received AND account = 'exists'), sum(received AND channel <> 2),
       sum(received AND channel = 2), sum(received AND (electronic OR have_n >= need_n)),
       sum(received AND NOT electronic AND have_n > 0 AND have_n < need_n), sum(resolved),
       sum(resolved AND outcome_file), sum(received AND reused)
FROM seen";

/// Prints both.
pub(crate) fn measure(home: &Path, now: Moment) {
    let reader = Reader::open(home).unwrap();
    let month = Month::at(now).plus(-1);
    let form = Query::Tally(TallyQuery::Form(month));
    let ours = median_of(RUNS, || reader.answer(&form, now));
    let bare = rusqlite::Connection::open(home.join(DATABASE)).unwrap();
    let (from, to) = month.range();
    let peer = median_of(RUNS, || {
        let mut statement = bare.prepare_cached(BARE).unwrap();
        statement
            .query_row((from.0, to.0), |row| row.get::<_, Option<i64>>(0))
            .unwrap()
    });
    let beside = Some(("the same sums in bare SQL", peer));
    line("the month's form", ours, most(100), beside);
    line("the month's form, against SQL", ours, Budget::Peers(2.0), beside);
    let months = Query::Tally(TallyQuery::Months {
        last: month,
        months: 12,
    });
    let ours = median_of(RUNS, || reader.answer(&months, now));
    line("twelve months of it", ours, Budget::Free, None);
    paper(&reader, now, &form);
}

fn paper(reader: &Reader, now: Moment, form: &Query) {
    let Answer::Tally(counted) = reader.answer(form, now) else {
        return;
    };
    let rows = counted.rows.iter().cycle().take(UNITS).cloned().collect();
    let tally = Tally { rows, ..*counted };
    let settings = reader.answer(&Query::Settings, now);
    let ask = |query: &Query| match query {
        Query::Tally(_) => Answer::Tally(Box::new(tally.clone())),
        _ => settings.clone(),
    };
    let report = Report::Tally {
        month: tally.month,
        unit: None,
    };
    let ours = median_of(RUNS, || {
        reports::made(&ask, now, (report.clone(), Format::Pdf)).unwrap()
    });
    line("its PDF for 155 units", ours, most(50), None);
}

fn most(ms: u64) -> Budget {
    Budget::Time(Duration::from_millis(ms))
}
