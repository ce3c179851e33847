//! The fast search against a slow one that reads every dossier, and how SQLite goes about what is asked most.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use uuid::Uuid;

use super::{Asking, home, list, officer_rows, search};
use crate::domain::dossier::Status;
use crate::domain::ids::OfficerId;
use crate::domain::query::{Filter, Page, PageAt, Queue};
use crate::domain::rows::DossierRow;
use crate::domain::time::Moment;
use crate::domain::viet::fold;
use crate::store::search_index;

const NAMES: [&str; 12] = [
    "Đinh", "Đỉnh", "Thị", "Thi", "Đào", "Nguyễn", "Nguyên", "Hà", "Y'Bih", "Đạt", "19/5", "52",
];

/// A dossier as far as a search looks at it.
#[derive(Debug, Clone)]
struct Kept {
    name: String,
    address: String,
    number: String,
    phone: String,
    code: Option<String>,
    listed_at: i64,
}

fn kept() -> impl Strategy<Value = Kept> {
    let words = || prop::collection::vec(0..NAMES.len(), 1..4);
    (
        words(),
        words(),
        0..40_u32,
        0..40_u32,
        prop::option::of(0..99_u32),
        0..6_i64,
    )
        .prop_map(|(name, address, number, phone, code, listed_at)| Kept {
            name: said(&name),
            address: said(&address),
            number: format!("0520900{number:05}"),
            phone: format!("0905{phone:06}"),
            code: code.map(|code| format!("000.99.15.H08-230214-{code:04}")),
            listed_at,
        })
}

fn said(words: &[usize]) -> String {
    words.iter().map(|at| NAMES[*at]).collect::<Vec<_>>().join(" ")
}

/// Names as typed, with their marks, without them, or only begun, some with digits in them; and numbers from either
/// end, phones also with a dot.
fn typed() -> impl Strategy<Value = String> {
    let words = prop::collection::vec((0..NAMES.len(), any::<bool>(), 1..6_usize), 1..3);
    let names = words.prop_map(|words| {
        let words = words.into_iter().map(|(at, plain, length)| {
            let word = if plain {
                fold(NAMES[at])
            } else {
                NAMES[at].to_owned()
            };
            word.chars().take(length).collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    });
    prop_oneof![3 => names, 1 => "05209000[0-3]{0,2}", 1 => "0905[0-3]?", 1 => "0905[.]00[0-3]?", 1 => "00[0-3]", 1 => "[0-9]{1,2}"]
}

/// All that must not be NULL; what a search does not look at is the same everywhere.
pub(super) const INSERT: &str = "INSERT INTO dossier (id, holder_name, address_text, holder_no, phone, code, received_at,
    unit_code, desk_no, channel, procedure_code, procedure_name, sector_name, subject, workflow, holder_kind,
    organisation, no_issued_by, born, fax, email, website, licence_no, address_detail, account, account_source, vneid,
    apologies, status, step_no, step_name, step_role, files_outcome, touched_at, product, sets, return_way,
    need_n, have_n, waiting_n, exempt_n, outcome_file, reused, address_old)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), '', 1, 1, '', '', '', '', 0, 1, '', '', '', '', '', '', '', '',
    'unknown', 'officer', 0, 0, 2, 1, '', 'reception', 1, 0, 'open', 1, 0, 0, 0, 0, 0, 0, 0, '')";

fn desk(dossiers: &[Kept]) -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(crate::store::open::SCHEMA).unwrap();
    for (n, it) in (1..).zip(dossiers) {
        let id = Uuid::from_u128(n);
        let values = (
            id.as_bytes(),
            &it.name,
            &it.address,
            &it.number,
            &it.phone,
            &it.code,
            it.listed_at,
        );
        conn.execute(INSERT, values).unwrap();
        search_index::write(&conn, id).unwrap();
    }
    conn
}

/// Every dossier is read and looked at; `n` of those that match, in the order of the list.
fn slowly(dossiers: &[Kept], text: &str) -> Vec<i64> {
    let mut found: Vec<(i64, i64)> = (1..)
        .zip(dossiers)
        .filter(|(_, dossier)| matches(dossier, text.trim()))
        .map(|(n, dossier)| (dossier.listed_at, n))
        .collect();
    found.sort_unstable();
    found.into_iter().rev().map(|(_, n)| n).collect()
}

fn matches(dossier: &Kept, text: &str) -> bool {
    let digits = text.chars().any(|letter| letter.is_ascii_digit());
    let letters = text.chars().any(char::is_alphabetic);
    digits && has_number(dossier, text) || (letters || !digits) && has_words(dossier, text)
}

fn has_number(dossier: &Kept, text: &str) -> bool {
    let code = dossier.code.as_deref().unwrap_or_default();
    let compact: String = text.split_whitespace().collect();
    let plain = compact.replace(['.', '-'], "");
    [compact, plain].iter().any(|text| {
        let begins = [code, &dossier.number, &dossier.phone]
            .iter()
            .any(|it| it.starts_with(text));
        begins || code.ends_with(text) || dossier.phone.ends_with(text)
    })
}

fn has_words(dossier: &Kept, text: &str) -> bool {
    let words = fold(&format!("{} {}", dossier.name, dossier.address));
    let words: Vec<&str> = words.split(|letter: char| !letter.is_alphanumeric()).collect();
    let typed = fold(text);
    let mut typed = typed.split(|letter: char| !letter.is_alphanumeric());
    typed.all(|part| words.iter().any(|word| word.starts_with(part)))
}

fn numbers(rows: &[DossierRow]) -> Vec<i64> {
    rows.iter().map(|row| row.key.n).collect()
}

/// Every page from the first to the last, or backwards.
fn paged(asking: &Asking<'_>, text: &str, backwards: bool) -> Vec<i64> {
    let filter = Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    let mut at = if backwards { PageAt::End } else { PageAt::Start };
    let mut pages = Vec::new();
    loop {
        let page = list::page(asking, &filter, Page { size: 4, at }).unwrap();
        let (edge, more) = if backwards {
            (page.rows.first(), page.more_before)
        } else {
            (page.rows.last(), page.more_after)
        };
        let Some(key) = edge.map(|row| row.key) else { break };
        at = if backwards {
            PageAt::Before(key)
        } else {
            PageAt::After(key)
        };
        pages.push(numbers(&page.rows));
        if !more {
            break;
        }
    }
    if backwards {
        pages.reverse();
    }
    pages.concat()
}

/// How SQLite goes about each statement these questions run, one line a step.
fn plans(conn: &mut Connection, ask: impl FnOnce(&Asking<'_>)) -> Vec<String> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let hear = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(statement, _) = event {
            ear.lock().unwrap().push(statement.sql().into_owned());
        }
    };
    conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(hear))
        .unwrap();
    ask(&Asking {
        conn,
        now: Moment(10),
    });
    let heard: Vec<String> = heard.lock().unwrap().drain(..).collect();
    let own = heard.iter().filter(|sql| !sql.starts_with("--"));
    own.flat_map(|sql| {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            steps.push(format!("{} | {sql}", row.get::<_, String>(3).unwrap()));
        }
        steps
    })
    .collect()
}

#[test]
fn what_every_start_asks_walks_neither_the_log_nor_what_was_handed_back() {
    let mut conn = desk(&[]);
    conn.execute(
        "INSERT INTO device_self VALUES (1, ?1, NULL, NULL, 1, 1, 999, 'practice', 0, zeroblob(32), 0, NULL)",
        [[9_u8; 16]],
    )
    .unwrap();
    let steps = plans(&mut conn, |asking| {
        for whole_unit in [true, false] {
            home::rows(asking, OfficerId::PROGRAM, whole_unit).unwrap();
        }
        officer_rows(asking).unwrap();
        let page = Page {
            size: 50,
            at: PageAt::Start,
        };
        list::page(asking, &Filter::default(), page).unwrap();
    });
    assert!(steps.len() > 30, "{steps:#?}");
    for step in &steps {
        let mut words = step.split(' ');
        let scan = words.next() == Some("SCAN");
        let long = words
            .next()
            .is_some_and(|table| ["oplog", "dossier", "d", "component"].contains(&table));
        let walks = scan && long && !step.contains(" INDEX ");
        assert!(!walks, "{step}");
        // Of one officer or of all: nearly every dossier has this status.
        let by_status = step.contains("status = 10") && !step.contains("dossier_by_returned");
        assert!(!by_status, "{step}");
    }
}

#[test]
fn a_receipt_that_was_not_printed_waits_until_the_matter_is_over() {
    let code = Some("000.99.15.H08-230214-0001".to_owned());
    let one = Kept {
        name: "Đào".to_owned(),
        address: String::new(),
        number: "052090000001".to_owned(),
        phone: String::new(),
        code,
        listed_at: 1,
    };
    let conn = desk(&[one]);
    let asking = Asking {
        conn: &conn,
        now: Moment(10),
    };
    let waiting = || list::queue_count(&asking, Queue::Unprinted, None).unwrap();
    let mut waits = Vec::new();
    for status in Status::ALL {
        conn.execute("UPDATE dossier SET status = ?1", [status.code()])
            .unwrap();
        if waiting() == 1 {
            waits.push(*status);
        }
    }
    let expected = [
        Status::Accepted,
        Status::Processing,
        Status::Supplement,
        Status::Fee,
        Status::Finished,
    ];
    assert_eq!(waits, expected);
    // A supplement asked before there is a code: there is nothing to print yet.
    conn.execute("UPDATE dossier SET status = 5, code = NULL", [])
        .unwrap();
    assert_eq!(waiting(), 0);
}

#[test]
fn a_code_that_two_dossiers_of_cloned_desks_have_opens_neither() {
    let kept = |code: &str| Kept {
        name: "Đào".to_owned(),
        address: String::new(),
        number: "052090000001".to_owned(),
        phone: "0905000001".to_owned(),
        code: Some(code.to_owned()),
        listed_at: 1,
    };
    let codes = ["H08-230214-0001", "H08-230214-0002", "H08-230214-0002"];
    let conn = desk(&codes.map(kept));
    conn.execute("INSERT INTO setting VALUES ('unit_code', 'H08', 0, x'')", [])
        .unwrap();
    let asking = Asking {
        conn: &conn,
        now: Moment(10),
    };
    let found = |code: &str| super::by_code(&asking, code).unwrap().len();
    assert_eq!(["H08-230214-0001", "230214-0001"].map(found), [1, 1]);
    assert_eq!(["H08-230214-0002", "230214-0002"].map(found), [2, 2]);
    assert_eq!(
        ["", "0001", "1", "4-0001", "H08", "H08-", "1000"].map(found),
        [0; 7]
    );
    assert!(matches!(
        super::of_code(&asking, "230214-0002"),
        Ok(super::Answer::Several)
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// With marks or without, a word or its beginning, a number from either end: the quick search, its count and all
    /// its pages in both directions are what reading every dossier finds.
    #[test]
    fn a_quick_search_finds_what_a_slow_one_finds(
        dossiers in prop::collection::vec(kept(), 0..60),
        text in typed(),
        limit in 1..25_u32,
    ) {
        let conn = desk(&dossiers);
        let asking = Asking { conn: &conn, now: Moment(10) };
        let all = slowly(&dossiers, &text);
        let found = search::rows(&asking, &text, limit).unwrap();
        // Home looks at names, and elsewhere where no name fits.
        let no_address = |it: &Kept| Kept { address: String::new(), ..it.clone() };
        let named = slowly(&dossiers.iter().map(no_address).collect::<Vec<_>>(), &text);
        let wanted = if named.is_empty() { &all } else { &named };
        let first: Vec<i64> = wanted.iter().copied().take(limit as usize).collect();
        prop_assert_eq!(numbers(&found.dossiers), first);
        prop_assert_eq!(paged(&asking, &text, false), all.clone());
        prop_assert_eq!(paged(&asking, &text, true), all.clone());
        let filter = Filter { text, ..Filter::default() };
        let page = list::page(&asking, &filter, Page { size: 1, at: PageAt::Start }).unwrap();
        prop_assert_eq!(page.matching as usize, all.len());
        let mut holders = Vec::new();
        for n in wanted {
            let number = &dossiers[usize::try_from(*n - 1).unwrap()].number;
            if !holders.contains(&number) {
                holders.push(number);
            }
        }
        holders.truncate(limit.min(9) as usize);
        prop_assert_eq!(found.holders.iter().map(|it| &it.number).collect::<Vec<_>>(), holders);
    }
}
