//! Where bytes lie already: in every place a desk keeps them, said once for each dossier, and of nothing that never came.

use super::pages::{place, scanned};
use super::*;
use crate::domain::known::Known;
use crate::store::known::known;

fn places(office: &Office, file: FileHash) -> Vec<Known> {
    let mut found = known(&office.conn, &[FileHash([0xee; 32]), file]).unwrap();
    assert!(!found.contains_key(&FileHash([0xee; 32])), "that one never came");
    found.remove(&file).into_iter().flatten().collect()
}

fn dossier(office: &Office, id: DossierId) -> Known {
    let code = office
        .conn
        .query_row("SELECT code FROM dossier WHERE id = ?1", [id.bytes()], |row| {
            row.get(0)
        });
    Known::Dossier {
        id,
        code: code.unwrap(),
    }
}

#[test]
fn a_file_is_known_in_every_dossier_that_has_it_and_once_in_each() {
    let mut office = Office::new();
    let (first, component) = office.accepted();
    let (second, other) = office.accepted();
    let file = office.born_digital(90);
    assert_eq!(places(&office, file.sha256), []);
    for (id, component) in [(first, component), (second, other)] {
        for _ in 0..2 {
            let mut again = file.clone();
            again.id = FileId(office.ids.next(office.now.0));
            let files = vec![again];
            office
                .on(HANH, id, DossierAct::AttachFiles { component, files })
                .unwrap();
        }
    }
    let mut both = vec![dossier(&office, first), dossier(&office, second)];
    both.sort();
    assert_eq!(places(&office, file.sha256), both);

    // A page of a component, whatever it is called.
    let pages = scanned(office.now, &[1, 2]);
    let page = pages[0].sha256;
    office.on(HANH, first, place(component, pages)).unwrap();
    assert_eq!(places(&office, page), [dossier(&office, first)]);
}

#[test]
fn what_was_taken_out_was_here_before_and_what_waits_is_said_where() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let file = office.born_digital(91);
    let files = vec![file.clone()];
    office
        .on(HANH, id, DossierAct::AttachFiles { component, files })
        .unwrap();
    office
        .conn
        .execute("UPDATE component_file SET voided_at = 1", [])
        .unwrap();
    assert_eq!(places(&office, file.sha256), [Known::Before]);

    let mut draft = office.draft();
    draft.components[0].files = vec![file.clone()];
    let form = serde_json::to_string(&draft).unwrap();
    let sql = "INSERT INTO draft (id, officer_id, schema_v, form, updated_at) VALUES (?1, ?1, 1, ?2, 0)";
    office.conn.execute(sql, (draft.id.bytes(), form)).unwrap();
    let in_draft = Known::Draft {
        id: draft.id,
        holder: draft.holder.holder_name,
    };
    assert_eq!(places(&office, file.sha256), std::slice::from_ref(&in_draft));
    let sql = "INSERT INTO tray_page VALUES (?1, 1, ?2, 1, '', 'a', 'picked', '', 0, ?1, 1, 1, 0, 'unknown', '', 0, NULL, NULL, NULL, 1)";
    office
        .conn
        .execute(sql, (draft.id.bytes(), file.sha256.0))
        .unwrap();
    assert_eq!(places(&office, file.sha256), [in_draft, Known::Tray]);
}

#[test]
fn a_result_is_known_in_its_dossier_and_many_files_are_asked_about_at_once() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    office.forward(HANH, id, (2, SON)).unwrap();
    let new = office.outcome(92);
    let file = new.file.sha256;
    office
        .on(SON, id, DossierAct::FileOutcome(Box::new(new)))
        .unwrap();
    assert_eq!(places(&office, file), [dossier(&office, id)]);
    let mut many: Vec<FileHash> = (0..450_u16)
        .map(|n| {
            let mut hash = [0xdd; 32];
            hash[..2].copy_from_slice(&n.to_le_bytes());
            FileHash(hash)
        })
        .collect();
    many.push(file);
    assert_eq!(known(&office.conn, &many).unwrap().len(), 1);
}

#[test]
fn what_the_scan_folder_brought_of_an_attached_file_lies_in_the_trash_as_long_as_it_is_attached() {
    let rows = |office: &Office| {
        let sql = "SELECT group_concat(source || iif(trashed_at IS NULL, '', '-'), ' ')
            FROM (SELECT source, trashed_at FROM tray_page ORDER BY position)";
        office.ask::<String>(sql)
    };
    for at_reception in [false, true] {
        let mut office = Office::new();
        let file = office.file(7);
        for (n, source) in [(1_u8, "folder"), (2, "picked"), (3, "scanner")] {
            let sql = "INSERT INTO tray_page VALUES (?1, ?2, ?3, 1, '', 'a', ?4, '', 0, ?1, 1, 1, 0, 'unknown', '', 0,
                NULL, NULL, NULL, 1)";
            let row = ([n; 16], n, file.sha256.0, source);
            office.conn.execute(sql, row).unwrap();
        }
        let mut draft = office.draft();
        let (dossier, component) = (draft.id, draft.components[0].id);
        if at_reception {
            draft.components[0].files = vec![file];
            office.accept(draft).unwrap();
        } else {
            office.accept(draft).unwrap();
            assert_eq!(rows(&office), "folder picked scanner");
            let attach = |files| DossierAct::AttachFiles { component, files };
            let done = office.on(HANH, dossier, attach(vec![file.clone()])).unwrap();
            office
                .on(HANH, dossier, DossierAct::Undo { op: done.op })
                .unwrap();
            assert_eq!(
                rows(&office),
                "folder picked scanner",
                "undone: to be placed again"
            );
            let again = DraftFile {
                id: office.file(8).id,
                ..file
            };
            office.on(HANH, dossier, attach(vec![again])).unwrap();
        }
        assert_eq!(rows(&office), "folder- picked scanner");
        office.is_sound();
    }
}

#[test]
fn what_was_thrown_out_of_the_tray_lies_in_its_bin() {
    let office = Office::new();
    let file = FileHash([7; 32]);
    let sql =
        "INSERT INTO tray_page VALUES (?1, 1, ?2, 1, '', 'a', 'folder', '', 0, ?1, 1, 1, 0, 'unknown', '', 0,
        NULL, NULL, 1, 1)";
    office.conn.execute(sql, ([1_u8; 16], file.0)).unwrap();
    assert_eq!(places(&office, file), [Known::Bin]);
    office
        .conn
        .execute("UPDATE tray_page SET trashed_at = NULL", [])
        .unwrap();
    assert_eq!(places(&office, file), [Known::Tray]);
}
