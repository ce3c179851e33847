use std::path::{Path, PathBuf};

use super::*;
use crate::domain::place::read_csv;
use crate::domain::viet::spelling_key;

fn desk() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(crate::store::open::SCHEMA).unwrap();
    let tx = conn.unchecked_transaction().unwrap();
    seed(&tx).unwrap();
    tx.commit().unwrap();
    conn
}

fn count(conn: &Connection, set: &str, digits: u32) -> u32 {
    let sql = "SELECT count(*) FROM place WHERE place_set = ? AND length(code) = ?";
    conn.query_row(sql, params![set, digits], |row| row.get(0))
        .unwrap()
}

fn names(rows: &[PlaceRow]) -> Vec<String> {
    rows.iter()
        .map(|row| format!("{} · {}", row.name, row.province))
        .collect()
}

#[test]
fn both_sets_are_whole() {
    let conn = desk();
    assert_eq!(
        (
            count(&conn, "2025", 2),
            count(&conn, "2025", 3),
            count(&conn, "2025", 5)
        ),
        (34, 0, 3321)
    );
    assert_eq!(
        (
            count(&conn, "legacy", 2),
            count(&conn, "legacy", 3),
            count(&conn, "legacy", 5)
        ),
        (63, 696, 10_035)
    );
    let moves: u32 = conn
        .query_row("SELECT count(*) FROM place_map", [], |row| row.get(0))
        .unwrap();
    assert_eq!(moves, 10_602);
}

#[test]
fn a_code_means_another_place_in_another_set() {
    let conn = desk();
    let name = |set| {
        place(&conn, set, "21583")
            .unwrap()
            .map(|row| (row.name, row.province))
            .unwrap()
    };
    assert_eq!(
        name(PlaceSet::Legacy),
        ("Phường Thị Nại".into(), "Tỉnh Bình Định".into())
    );
    assert_eq!(
        name(PlaceSet::Y2025),
        ("Phường Quy Nhơn".into(), "Tỉnh Gia Lai".into())
    );
    assert_eq!(
        place(&conn, PlaceSet::Y2025, "06978").unwrap().unwrap().code,
        "06970",
        "Ba Chẽ by its other code"
    );
    assert_eq!(
        place(&conn, PlaceSet::Y2025, "00745").unwrap().unwrap().name,
        "Xã Phố Bảng"
    );
    assert_eq!(
        place(&conn, PlaceSet::Y2025, "75").unwrap().unwrap().name,
        "Thành phố Đồng Nai"
    );
}

#[test]
fn places_are_found_without_marks_and_shown_with_their_province() {
    let conn = desk();
    let found = search(&conn, Some(PlaceSet::Y2025), "an nhon").unwrap();
    assert!(
        names(&found).contains(&"Phường An Nhơn · Thành phố Hồ Chí Minh".to_owned()),
        "{:?}",
        names(&found)
    );
    assert!(found.iter().any(|row| row.province == "Tỉnh Gia Lai"));
    let below = below(&conn, PlaceSet::Legacy, Some("52"), "an lao").unwrap();
    assert_eq!(names(&below), ["Huyện An Lão · Tỉnh Bình Định"]);
    assert_eq!(super::below(&conn, PlaceSet::Y2025, None, "").unwrap().len(), 34);
}

#[test]
fn a_place_is_found_with_whichever_apostrophe_was_typed() {
    let conn = desk();
    let found = |text: &str| search(&conn, None, text).unwrap();
    let straight = found("ea h'leo");
    assert!(!straight.is_empty());
    for typed in ["ea h\u{2019}leo", "Ea H\u{2bc}leo", "ea h`leo"] {
        assert_eq!(found(typed), straight, "{typed}");
    }
}

#[test]
fn a_former_commune_leads_to_the_new_ones() {
    let conn = desk();
    let whole = successors(&conn, "21583").unwrap();
    assert_eq!((whole.len(), whole[0].1), (1, Extent::Whole));
    let split = successors(&conn, "00007").unwrap();
    assert!(split.len() > 1 && split.iter().all(|(_, extent)| *extent == Extent::Partial));
}

#[test]
fn the_way_from_a_former_province_to_what_it_is_now_goes_by_indexes_alone() {
    let conn = desk();
    let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {MERGED}")).unwrap();
    let steps = plan.query_map(["52"], |row| row.get::<_, String>(3)).unwrap();
    let steps: Vec<String> = steps.map(Result::unwrap).collect();
    let searched: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.strip_prefix("SEARCH ")?.split(' ').next())
        .collect();
    assert_eq!(searched, ["d", "c", "m", "up"], "{steps:?}");
}

#[test]
fn a_list_with_a_unit_that_lies_nowhere_is_refused() {
    let conn = desk();
    let file = read_csv("code,name,kind,parent_code\n99999,Xã Lạc,commune,99\n").unwrap();
    assert_eq!(import(&conn, &file), Err(ImportError::Places(PlaceError::Parent)));
}

#[test]
fn the_shipped_sets_agree_with_the_collected_lists() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("MOTCUA_SHARED")
        .map_or_else(beside, PathBuf::from)
        .join("data");
    let conn = desk();
    // Spellings of former names differ between the statistics office's lists; codes and parents never do.
    for (file, most_spellings) in [("units_2025.csv", 11), ("units_legacy.csv", 170)] {
        let Ok(text) = std::fs::read_to_string(folder.join(file)) else {
            crate::skipped::skipped("../shared is not here");
            return;
        };
        let Ok(PlaceFile::Places(listed)) = read_csv(&text) else {
            panic!("{file}")
        };
        let mut spelled = 0;
        for listed in listed {
            let ours = place(&conn, listed.set, &listed.code).unwrap().unwrap();
            assert_eq!(ours.parent, listed.parent, "{}", listed.code);
            let key = |name: &str| spelling_key(&name.replace('\u{2019}', "'"));
            spelled += usize::from(key(&ours.name) != key(&listed.name));
        }
        assert!(spelled <= most_spellings, "{file}: {spelled} names differ");
    }
    let text = std::fs::read_to_string(folder.join("unit_map.csv")).unwrap();
    let Ok(PlaceFile::Moves(moves)) = read_csv(&text) else {
        panic!("unit_map.csv")
    };
    for moved in moves {
        let found = successors(&conn, &moved.old).unwrap();
        assert!(
            found
                .iter()
                .any(|(to, extent)| to.code == moved.new && *extent == moved.extent),
            "{moved:?}"
        );
    }
}
