//! The filters of the list's columns that hold text or are worked out: one condition each. Pages are `list`'s business.

use rusqlite::types::Value;

use crate::domain::query::{Columns, Standing};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::local::office_setting;
use crate::store::read::Asking;
use crate::store::read::list::Where;
use crate::store::read::search::{prefix_range, tail_range, words_in};

/// Adds what these columns ask for.
pub(super) fn narrow(asking: &Asking<'_>, columns: &Columns, all: &mut Where) -> Result<(), Refusal> {
    if !columns.code.trim().is_empty() {
        of_code(asking, &columns.code, all)?;
    }
    of_text(&columns.about, ("procedure subject", &["procedure_code"]), all);
    of_text(&columns.holder, ("holder", &["holder_no", "phone"]), all);
    of_text(
        &columns.general,
        ("holder procedure address", &["procedure_code"]),
        all,
    );
    if let Some(pace) = columns.pace {
        of_pace(asking.now, pace, all);
    }
    if let Some(sender) = columns.sender {
        all.and("d.from_officer_id = ?", [Value::Blob(sender.bytes().to_vec())]);
    }
    Ok(())
}

/// The beginning of a code, also behind the own unit's part; or its end. Phones end in the same table.
fn of_code(asking: &Asking<'_>, typed: &str, all: &mut Where) -> Result<(), Refusal> {
    let typed = compact(typed);
    let own = format!("{}-{typed}", office_setting(asking.conn, "unit_code")?);
    let (whole, short, end) = (prefix_range(&typed), prefix_range(&own), tail_range(&typed));
    let values = [
        whole.0,
        whole.1,
        short.0,
        short.1,
        end.0,
        end.1,
        typed.clone(),
        typed,
    ];
    all.and(
        "d.n IN (SELECT n FROM dossier WHERE code >= ? AND code < ?
            UNION SELECT n FROM dossier WHERE code >= ? AND code < ?
            UNION SELECT w.n FROM dossier_tail t JOIN dossier w ON w.n = t.n
                WHERE t.tail >= ? AND t.tail < ? AND substr(w.code, -length(?)) = ?)",
        values.map(Value::Text),
    );
    Ok(())
}

fn compact(typed: &str) -> String {
    let letters = typed.chars().filter(|letter| !letter.is_whitespace());
    letters.collect::<String>().to_uppercase()
}

/// Words in columns of the search table; with a digit also the beginning of these columns of the dossier, which have an
/// index each.
fn of_text(typed: &str, (searched, begun): (&str, &[&str]), all: &mut Where) {
    let words = words_in(searched, typed);
    if !typed.contains(|letter: char| letter.is_ascii_digit()) {
        if let Some(words) = words {
            all.and_words(&words);
        }
        return;
    }
    let (from, to) = prefix_range(&compact(typed));
    let mut asked: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    for column in begun {
        asked.push(format!(
            "SELECT n FROM dossier WHERE {column} >= ? AND {column} < ?"
        ));
        values.extend([from.clone(), to.clone()].map(Value::Text));
    }
    if let Some(words) = words {
        asked.push("SELECT rowid FROM dossier_search WHERE dossier_search MATCH ?".to_owned());
        values.push(Value::Text(words));
    }
    all.and(format!("d.n IN ({})", asked.join(" UNION ")), values);
}

/// As the column says it: `screens::text::deadline` is the same table in words.
fn of_pace(now: Moment, pace: Standing, all: &mut Where) {
    all.and("d.voided_at IS NULL", []);
    let tomorrow = now.date().succ_opt().unwrap_or(now.date());
    let (now, tomorrow) = (
        Value::Integer(now.0),
        Value::Integer(Moment::from_local(tomorrow.into()).0),
    );
    match pace {
        Standing::Overdue => all.and("d.status IN (2, 4) AND d.promised_at < ?", [now]),
        Standing::Today => all.and(
            "d.status IN (2, 4) AND d.promised_at >= ? AND d.promised_at < ?",
            [now, tomorrow],
        ),
        Standing::Left => all.and(
            "d.status IN (2, 4) AND d.promised_at >= ? AND d.promised_at >= ?",
            [now, tomorrow],
        ),
        Standing::Paused => all.and("d.status IN (5, 6)", []),
        // The plus keeps SQLite from the index of status: nearly every dossier has its result.
        Standing::InTime => all.and(
            "+d.status IN (9, 10) AND coalesce(d.finished_at, d.returned_at) <= d.due_at",
            [],
        ),
        Standing::Late => all.and(
            "+d.status IN (9, 10) AND coalesce(d.finished_at, d.returned_at) > d.due_at",
            [],
        ),
        Standing::Unlimited => all.and(
            "(d.status = 1 OR d.status IN (2, 4) AND d.promised_at IS NULL OR d.status IN (9, 10)
              AND (d.due_at IS NULL OR coalesce(d.finished_at, d.returned_at) IS NULL))",
            [],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OfficerId;
    use crate::domain::query::{Filter, Page, PageAt};
    use crate::store::read::list;
    use crate::store::read::tests::INSERT;
    use crate::store::search_index;
    use rusqlite::{Connection, params};
    use uuid::Uuid;

    /// Writes a column.
    type Put = fn(&mut Columns, String);

    const DAY: i64 = 24 * 3_600_000;
    /// Number, name, address, procedure, its code.
    const DOSSIERS: [[&str; 5]; 4] = [
        [
            "052090001234",
            "Đinh Văn Đạt",
            "Thôn 2, xã An Toàn",
            "Đăng ký khai sinh",
            "1.001193",
        ],
        [
            "052192004567",
            "Đinh Thị Hà",
            "Thôn 3, xã An Vinh",
            "Đăng ký kết hôn",
            "1.000894",
        ],
        [
            "4101234562",
            "HTX 19/5 An Toàn",
            "Thôn 1, xã An Toàn",
            "Trợ cấp xã hội",
            "2.000777",
        ],
        [
            "052158000321",
            "Nguyễn Thị Yến",
            "Thôn 2, xã An Toàn",
            "Đăng ký khai sinh",
            "1.001193",
        ],
    ];

    fn desk() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::open::SCHEMA).unwrap();
        conn.execute(
            "INSERT INTO device_self VALUES (1, ?1, NULL, NULL, 1, 1, 999, 'practice', 0, zeroblob(32), 0, NULL)",
            [[9_u8; 16]],
        )
        .unwrap();
        for (n, [number, name, address, procedure, procedure_code]) in (1_i64..).zip(DOSSIERS) {
            let id = Uuid::from_u128(n.unsigned_abs().into());
            let (phone, code) = (format!("090512300{n}"), format!("000.99.15.H08-230214-000{n}"));
            let values = params![id.as_bytes(), name, address, number, phone, code, n];
            conn.execute(INSERT, values).unwrap();
            conn.execute(
                "UPDATE dossier SET procedure_name = ?2, procedure_code = ?3 WHERE n = ?1",
                params![n, procedure, procedure_code],
            )
            .unwrap();
            search_index::write(&conn, id).unwrap();
        }
        conn
    }

    fn now() -> Moment {
        Moment::from_rfc3339("2023-02-14T08:00:00+07:00").unwrap()
    }

    /// The dossiers a filter leaves, oldest first, whose total says the same.
    fn found(conn: &Connection, columns: Columns, text: &str) -> Vec<i64> {
        let filter = Filter {
            columns,
            text: text.to_owned(),
            ..Filter::default()
        };
        let page = Page {
            size: 2,
            at: PageAt::End,
        };
        let asking = Asking { conn, now: now() };
        let last = list::page(&asking, &filter, page).unwrap();
        let mut all: Vec<i64> = last.rows.iter().rev().map(|row| row.key.n).collect();
        if let Some(first) = last.rows.first().filter(|_| last.more_before) {
            let at = PageAt::Before(first.key);
            let before = list::page(&asking, &filter, Page { size: 9, at }).unwrap();
            all.extend(before.rows.iter().rev().map(|row| row.key.n));
        }
        assert_eq!(u32::try_from(all.len()).unwrap(), last.matching, "{filter:?}");
        all
    }

    #[test]
    fn each_column_finds_by_its_own_words_and_numbers() {
        let conn = desk();
        let code: Put = |columns, text| columns.code = text;
        let about: Put = |columns, text| columns.about = text;
        let holder: Put = |columns, text| columns.holder = text;
        let general: Put = |columns, text| columns.general = text;
        let cases: [(Put, &str, &[i64]); 19] = [
            (code, "0003", &[3]),
            (code, "000.99.15.h08-2302", &[1, 2, 3, 4]),
            (code, "3001", &[]),
            (code, "***", &[]),
            (about, "khai sinh", &[1, 4]),
            (about, "Đăng ký", &[1, 2, 4]),
            (about, "dinh", &[]),
            (about, "1.001", &[1, 4]),
            (about, "", &[1, 2, 3, 4]),
            (holder, "dinh", &[1, 2]),
            (holder, "an toan", &[3]),
            (holder, "19/5", &[3]),
            (holder, "0521", &[2, 4]),
            (holder, "0905123004", &[4]),
            (holder, "khai", &[]),
            (general, "dinh an toan", &[1]),
            (general, "thôn 2", &[1, 4]),
            (general, "2.0007", &[3]),
            (general, "***", &[1, 2, 3, 4]),
        ];
        for (put, text, wanted) in cases {
            let mut columns = Columns::default();
            put(&mut columns, text.to_owned());
            assert_eq!(found(&conn, columns.clone(), ""), wanted, "{columns:?}");
        }
    }

    #[test]
    fn columns_narrow_each_other_and_the_search_field() {
        let conn = desk();
        let columns = |about: &str, holder: &str| Columns {
            about: about.to_owned(),
            holder: holder.to_owned(),
            ..Columns::default()
        };
        assert_eq!(found(&conn, columns("dang ky", "dinh"), ""), [1, 2]);
        assert_eq!(found(&conn, columns("khai", ""), "yen"), [4]);
        assert_eq!(found(&conn, columns("khai", "0521"), ""), [4]);
        // A search for a number beside words of a column.
        assert_eq!(found(&conn, columns("khai", ""), "0001"), [1]);
        assert_eq!(found(&conn, columns("khai", ""), "052"), [1, 4]);
    }

    #[test]
    fn every_dossier_that_runs_stands_one_way_against_its_time() {
        let conn = desk();
        let officer = OfficerId::from_bytes([7; 16]);
        conn.execute(
            "UPDATE dossier SET from_officer_id = ?1 WHERE n = 2",
            [officer.bytes()],
        )
        .unwrap();
        let sent = Columns {
            sender: Some(officer),
            ..Columns::default()
        };
        assert_eq!(found(&conn, sent, ""), [2]);
        let today = now().0;
        // Status, due and promised, finished; how it stands.
        let cases = [
            (2, Some(today - 1), None, Some(Standing::Overdue)),
            (4, Some(today - 9 * DAY), None, Some(Standing::Overdue)),
            (4, Some(today + 3_600_000), None, Some(Standing::Today)),
            (2, Some(today + DAY), None, Some(Standing::Left)),
            (2, None, None, Some(Standing::Unlimited)),
            (1, None, None, Some(Standing::Unlimited)),
            (5, Some(today - DAY), None, Some(Standing::Paused)),
            (6, Some(today + DAY), None, Some(Standing::Paused)),
            (9, Some(today), Some(today), Some(Standing::InTime)),
            (10, Some(today), Some(today - DAY), Some(Standing::InTime)),
            (10, Some(today - DAY), Some(today), Some(Standing::Late)),
            (9, None, Some(today), Some(Standing::Unlimited)),
            (3, Some(today), None, None),
            (7, Some(today), None, None),
            (8, Some(today), None, None),
        ];
        for (status, due, finished, wanted) in cases {
            conn.execute(
                "UPDATE dossier SET status = ?1, due_at = ?2, promised_at = ?2, finished_at = ?3 WHERE n = 1",
                params![status, due, finished],
            )
            .unwrap();
            let standing = |it: &Standing| {
                let columns = Columns {
                    pace: Some(*it),
                    ..Columns::default()
                };
                found(&conn, columns, "").contains(&1)
            };
            let stands: Vec<Standing> = Standing::ALL.into_iter().filter(standing).collect();
            assert_eq!(stands, Vec::from_iter(wanted), "{status} {due:?} {finished:?}");
        }
        conn.execute("UPDATE dossier SET voided_at = 1, status = 2 WHERE n = 1", [])
            .unwrap();
        let any = Standing::ALL.into_iter().any(|pace| {
            let columns = Columns {
                pace: Some(pace),
                ..Columns::default()
            };
            found(&conn, columns, "").contains(&1)
        });
        assert!(!any, "a cancelled dossier has no time");
    }
}
