//! What the screens ask: Home's counts, a search, pages of lists, the procedures; each beside bare SQL on the same file.

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use motcua::domain::deadline::{Amount, Limit, OfficeTime, Policy, Unit};
use motcua::domain::ids::OfficerId;
use motcua::domain::numbers::{Asked as Numbers, Cell};
use motcua::domain::punctual::{By, Column};
use motcua::domain::query::{Answer, Filter, Page, PageAt, PageKey, Query, Queue};
use motcua::domain::tally::Month;
use motcua::domain::time::Moment;
use motcua::store::{DATABASE, Reader};

use crate::figures::{Budget, Figure, line, median_of};

const RUNS: usize = 31;

/// A reader as the desk has one, and a bare connection beside it.
struct Asked {
    reader: Reader,
    bare: rusqlite::Connection,
    now: Moment,
}

impl Asked {
    fn ours(&self, query: &Query) -> Figure {
        median_of(RUNS, || self.reader.answer(query, self.now))
    }

    fn bare(&self, sql: &str) -> Figure {
        median_of(RUNS, || {
            let mut statement = self.bare.prepare_cached(sql).unwrap();
            statement.query_row([], |row| row.get::<_, i64>(0)).unwrap_or(0)
        })
    }
}

/// Prints them all.
pub(crate) fn measure(home: &Path, officer: OfficerId, now: Moment) {
    let asked = Asked {
        reader: Reader::open(home).unwrap(),
        bare: rusqlite::Connection::open(home.join(DATABASE)).unwrap(),
        now,
    };
    counts(&asked, officer);
    searches(&asked);
    pages(&asked);
    others(&asked);
    numbers(&asked);
    deadlines();
}

/// A due time through Tết by each way of counting, with the shipped calendar.
fn deadlines() {
    let office = OfficeTime::default();
    let received = NaiveDate::from_ymd_opt(2023, 1, 16)
        .and_then(|day| day.and_hms_opt(8, 40, 0))
        .unwrap();
    for (what, policy) in [("by hours", Policy::Hours), ("by days", Policy::Days)] {
        let limit = Limit {
            amount: Amount::whole(20),
            unit: Unit::Day,
            policy,
        };
        // One is too short for the clock: a thousand at once, so the budget is a thousand times 5 µs.
        let ours = median_of(RUNS, || {
            (0..1000)
                .filter_map(|_| office.due(std::hint::black_box(received), limit))
                .count()
        });
        line(
            &format!("1,000 deadlines of 20 days, {what}"),
            ours,
            most(5),
            None,
        );
    }
}

fn counts(asked: &Asked, officer: OfficerId) {
    let peer = asked.bare("SELECT count(*) FROM dossier WHERE status = 4 AND voided_at IS NULL");
    for (what, whole_unit) in [
        ("Home, the office's counts", true),
        ("Home, an officer's counts", false),
    ] {
        let ours = asked.ours(&Query::Home { officer, whole_unit });
        line(what, ours, most(20), Some(("one count in SQL", peer)));
    }
}

fn searches(asked: &Asked) {
    let texts = [
        ("search: dinh thi dao", "\"dinh\"* \"thi\"* \"dao\"*"),
        ("search: dinh thi", "\"dinh\"* \"thi\"*"),
        ("search: nguyen", "\"nguyen\"*"),
        ("search: t (what all have)", "\"t\"*"),
        ("search: cong ty 72", "\"cong\"* \"ty\"* \"72\"*"),
    ];
    for (what, words) in texts {
        let text = what
            .trim_start_matches("search: ")
            .split(" (")
            .next()
            .unwrap_or_default();
        let sql = format!(
            "SELECT count(*) FROM (SELECT rowid FROM dossier_search WHERE dossier_search MATCH '{words}' LIMIT 20)"
        );
        let query = Query::Search {
            text: text.to_owned(),
            limit: 20,
        };
        line(
            what,
            asked.ours(&query),
            most(30),
            Some(("bare FTS5, first 20", asked.bare(&sql))),
        );
    }
    let query = Query::Search {
        text: "0006".to_owned(),
        limit: 20,
    };
    line("search: four last digits", asked.ours(&query), most(30), None);
}

fn pages(asked: &Asked) {
    let peer = asked.bare(
        "SELECT sum(length(holder_name)) FROM (SELECT * FROM dossier ORDER BY listed_at DESC, n DESC LIMIT 50)",
    );
    let page = |filter: &Filter, at| Query::Dossiers {
        filter: filter.clone(),
        page: Page { size: 50, at },
    };
    let all = Filter::default();
    let Answer::Dossiers(first) = asked.reader.answer(&page(&all, PageAt::Start), asked.now) else {
        return;
    };
    let after = first
        .rows
        .last()
        .map_or(PageKey { at: asked.now, n: 0 }, |row| row.key);
    for (what, at) in [
        ("list, first page of 50", PageAt::Start),
        ("list, next page", PageAt::After(after)),
        ("list, last page", PageAt::End),
    ] {
        line(
            what,
            asked.ours(&page(&all, at)),
            most(3),
            Some(("bare page in SQL", peer)),
        );
    }
    let filters = [
        (
            "list of those not digitised",
            Filter {
                queue: Some(Queue::Undigitised),
                ..all.clone()
            },
        ),
        (
            "list filtered by «dinh thi»",
            Filter {
                text: "dinh thi".to_owned(),
                ..all.clone()
            },
        ),
    ];
    for (what, filter) in filters {
        line(
            what,
            asked.ours(&page(&filter, PageAt::Start)),
            Budget::Free,
            Some(("bare page in SQL", peer)),
        );
    }
}

/// What Số liệu asks. Home asks for its month only once its counts are there.
fn numbers(asked: &Asked) {
    // The last whole one: on the first of a month there is nothing in it yet.
    let month = Month::at(asked.now).plus(-1);
    let peer = asked.bare(
        "SELECT count(finished_at > due_at) FROM dossier WHERE finished_at >= unixepoch('now', '-1 month') * 1000",
    );
    let late = Cell {
        month,
        by: By::Procedure,
        of: None,
        column: Column::Late,
    };
    let all = [
        (
            "on time and late, by officer",
            Numbers::Punctual(month, By::Officer),
            50,
        ),
        (
            "on time and late, by procedure",
            Numbers::Punctual(month, By::Procedure),
            50,
        ),
        ("the late dossiers of a month", Numbers::Cases(late), 50),
        ("estimate of QD 766", Numbers::Index766(month), 100),
        ("Home's month and its five", Numbers::Rehearsal(month, 5), 100),
        ("papers that expire soon", Numbers::Expiring(200), 200),
        ("dossiers nobody touched", Numbers::Idle(200), 50),
    ];
    for (what, question, most_ms) in all {
        let ours = asked.ours(&Query::Numbers(question));
        line(what, ours, most(most_ms), Some(("a month in SQL", peer)));
    }
}

fn others(asked: &Asked) {
    let procedures = Query::Procedures {
        text: "khai sinh".to_owned(),
        sector: None,
        limit: 50,
    };
    line(
        "procedures: khai sinh",
        asked.ours(&procedures),
        Budget::Free,
        None,
    );
    let person = Query::Person {
        number: "052192004567".to_owned(),
    };
    line("a person by number", asked.ours(&person), Budget::Free, None);
}

fn most(ms: u64) -> Budget {
    Budget::Time(Duration::from_millis(ms))
}
