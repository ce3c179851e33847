//! Each sheet counts, and counts once: in the tray or in a component, whatever looks the same.

use super::pages::{counted, facts, page, place, scanned};
use super::*;
use crate::domain::act::NewComponent;
use crate::domain::cover::Aim;
use crate::domain::ids::TrayId;
use crate::domain::pages::{Page, Part};
use crate::domain::rows::{TrayPage, TrayRows};
use crate::domain::tray::{TrayAct, TraySource};
use crate::store::tray::{self, TrayChange};

#[test]
fn a_page_is_in_the_tray_or_in_a_component_never_in_both_and_never_in_neither() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let rows: Vec<TrayPage> = [101, 102]
        .map(|mark| TrayPage {
            id: TrayId(office.ids.next(office.now.0)),
            page: Page {
                blank: true,
                ..page(office.now, mark, (1, Part::Whole))
            },
            source: TraySource::Folder,
            flags: vec!["blank".into()],
            aim: Some((id, Some(component))),
            trashed_at: None,
        })
        .into();
    for row in &rows {
        TrayChange::default()
            .apply(&office.conn, &mut office.ids, office.now)
            .unwrap();
        tray::put(&office.conn, row).unwrap();
        tray::put(&office.conn, row).unwrap();
    }
    assert_eq!(tray::list(&office.conn).unwrap().pages, rows);

    let DossierAct::SetPages(mut new) = place(component, scanned(office.now, &[1])) else {
        unreachable!()
    };
    new.taken = vec![rows[0].id];
    office.on(HANH, id, DossierAct::SetPages(new.clone())).unwrap();
    assert_eq!(tray::list(&office.conn).unwrap().pages, rows[1..]);
    // What was placed is not placed again, whatever a screen thinks lies there; nor is one row two pages.
    for taken in [vec![rows[0].id], vec![rows[1].id; 2]] {
        new.taken = taken;
        let again = office.on(HANH, id, DossierAct::SetPages(new.clone()));
        assert_eq!(again, Err(Refusal::Conflict("tray_page".into())));
        assert_eq!(tray::list(&office.conn).unwrap().pages, rows[1..]);
    }
    office.on(HANH, id, place(component, Vec::new())).unwrap();
    assert_eq!(tray::waiting(&office.conn).unwrap(), 2);
    assert_eq!(facts(&office), (0, 0, 0, "none".into()));
}

#[test]
fn no_sheet_leaves_the_tray_for_nowhere_and_none_is_named_more_often_than_it_lies_here() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let row = |office: &mut Office, mark: u8| {
        let row = TrayPage {
            id: TrayId(office.ids.next(office.now.0)),
            page: page(office.now, mark, (1, Part::Whole)),
            source: TraySource::Folder,
            flags: Vec::new(),
            aim: None,
            trashed_at: None,
        };
        tray::put(&office.conn, &row).unwrap();
        row
    };
    let rows = [101, 101, 102].map(|mark| row(&mut office, mark));
    let mut set = |sides: &[(u8, u32)], taken: &[&TrayPage]| {
        let pages = sides
            .iter()
            .map(|(mark, side)| page(office.now, *mark, (*side, Part::Whole)));
        let DossierAct::SetPages(mut new) = place(component, pages.collect()) else {
            unreachable!()
        };
        new.taken = taken.iter().map(|row| row.id).collect();
        let done = office.on(HANH, id, DossierAct::SetPages(new)).map(drop);
        (done, tray::waiting(&office.conn).unwrap())
    };
    let refused = || Err(Refusal::Conflict("tray_page".into()));
    let [one, alike, other] = &rows;
    assert_eq!(
        set(&[(101, 1)], &[one, other]),
        (refused(), 3),
        "the other would be nowhere"
    );
    assert_eq!(
        set(&[(101, 1), (101, 2)], &[one]),
        (refused(), 3),
        "one sheet, two sides"
    );
    assert_eq!(
        set(&[(101, 1), (101, 2)], &[one, alike]),
        (Ok(()), 1),
        "two sheets that look the same"
    );
    assert_eq!(set(&[(101, 1), (101, 2), (101, 3)], &[]), (refused(), 1));
    assert_eq!(set(&[(101, 2), (101, 1), (102, 3)], &[other]), (Ok(()), 0));
}

#[test]
fn a_page_that_takes_the_place_of_one_that_looks_the_same_sends_it_back() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let pages = scanned(office.now, &[1]);
    office.on(HANH, id, place(component, pages.clone())).unwrap();
    let row = TrayPage {
        id: TrayId(office.ids.next(office.now.0)),
        page: pages[0].clone(),
        source: TraySource::Folder,
        flags: Vec::new(),
        aim: None,
        trashed_at: None,
    };
    tray::put(&office.conn, &row).unwrap();
    let mut turned = pages;
    turned[0].turns = 2;
    let DossierAct::SetPages(mut new) = place(component, turned) else {
        unreachable!()
    };
    new.taken = vec![row.id];
    let sheets = |office: &Office| (facts(office).2, tray::waiting(&office.conn).unwrap());
    let done = office.on(HANH, id, DossierAct::SetPages(new)).unwrap();
    assert_eq!(sheets(&office), (1, 1), "each sheet counts");
    office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!(sheets(&office), (1, 1));
    office.is_sound();
}

/// A cover's word and what the machine saw go with a page into a component and out of it again.
#[test]
fn a_page_that_comes_back_is_meant_for_whom_it_was_meant_before_and_keeps_what_was_seen_on_it() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let other = Some((DossierId(Uuid::from_u128(7)), None));
    let seen = |aim, flags: &[&str]| (aim, flags.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
    for (aim, flags) in [
        seen(other, &["probable_duplicate", "cut_edge"]),
        seen(None, &[]),
        seen(Some((id, Some(component))), &["skewed"]),
    ] {
        let row = TrayPage {
            id: TrayId(office.ids.next(office.now.0)),
            page: page(office.now, 101, (1, Part::Whole)),
            source: TraySource::Folder,
            flags: flags.clone(),
            aim,
            trashed_at: None,
        };
        tray::put(&office.conn, &row).unwrap();
        let lies = |office: &Office| {
            let pages = tray::list(&office.conn).unwrap().pages;
            let all = pages.into_iter().map(|row| (row.id, row.aim, row.flags));
            all.collect::<Vec<_>>()
        };
        let placing = |row: TrayId, office: &Office| {
            let pages = vec![page(office.now, 101, (1, Part::Whole))];
            let DossierAct::SetPages(mut new) = place(component, pages) else {
                unreachable!()
            };
            new.taken = vec![row];
            DossierAct::SetPages(new)
        };
        let act = placing(row.id, &office);
        let done = office.on(HANH, id, act).unwrap();
        assert_eq!(lies(&office), []);
        office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
        let [(back, aimed, known)] = lies(&office).try_into().unwrap();
        assert_eq!((aimed, &known), (aim, &flags), "by an undo");
        // Placed again and taken off its side, and that undone, and taken off again.
        let act = placing(back, &office);
        office.on(HANH, id, act).unwrap();
        let off = office.on(HANH, id, place(component, Vec::new())).unwrap();
        let [(_, aimed, known)] = lies(&office).try_into().unwrap();
        assert_eq!((aimed, &known), (aim, &flags), "by Del");
        office.on(HANH, id, DossierAct::Undo { op: off.op }).unwrap();
        assert_eq!(lies(&office), []);
        office.on(HANH, id, place(component, Vec::new())).unwrap();
        let [(back, aimed, known)] = lies(&office).try_into().unwrap();
        assert_eq!((aimed, &known), (aim, &flags), "by Del once more");
        office
            .conn
            .execute("DELETE FROM tray_page WHERE id = ?1", [back.bytes()])
            .unwrap();
    }
    office.is_sound();
}

fn added(office: &mut Office, id: DossierId) -> ComponentId {
    let component = ComponentId(office.ids.next(office.now.0));
    let new = NewComponent {
        class: PaperClass::Component,
        component,
        name: "Sổ hộ khẩu cũ".into(),
        form: PaperForm::Original,
        copies: 1,
        submission: Submission::Submit,
    };
    office.on(HANH, id, DossierAct::AddComponent(new)).unwrap();
    component
}

/// A page in the tray: whom it is meant for, and what was seen on it.
type Lying = (FileHash, Option<Aim>, Vec<String>);

/// Pages in the tray, and how many pages components have that stand.
fn sheets(office: &Office) -> (Vec<Lying>, u32) {
    let rows = tray::list(&office.conn).unwrap().pages.into_iter();
    let placed =
        "SELECT count(*) FROM page p JOIN component c ON c.id = p.component_id AND c.voided_at IS NULL";
    (
        rows.map(|row| (row.page.sha256, row.aim, row.flags)).collect(),
        office.ask(placed),
    )
}

#[test]
fn pages_of_a_paper_that_is_taken_away_go_back_to_the_tray_finished_or_not() {
    for finished in [false, true] {
        let mut office = Office::new();
        let (id, _) = office.accepted();
        let own = added(&mut office, id);
        let aims = [Some((id, Some(own))), None];
        let rows = [101_u8, 102].map(|mark| {
            let row = TrayPage {
                id: TrayId(office.ids.next(office.now.0)),
                page: page(office.now, mark, (1, Part::Whole)),
                source: TraySource::Folder,
                flags: vec!["skewed".into()],
                aim: aims[usize::from(mark - 101)],
                trashed_at: None,
            };
            tray::put(&office.conn, &row).unwrap();
            row.id
        });
        let DossierAct::SetPages(mut new) = place(own, scanned(office.now, &[1, 2])) else {
            unreachable!()
        };
        new.taken = rows.to_vec();
        office.on(HANH, id, DossierAct::SetPages(new)).unwrap();
        if finished {
            let right = counted(&mut office, own, (1, 2), 2);
            office.on(HANH, id, right).unwrap();
            let file = FileId::from_bytes(
                office.ask("SELECT max(id) FROM component_file WHERE source = 'assembled'"),
            );
            let reason = "nhầm giấy".into();
            office
                .on(HANH, id, DossierAct::DetachFile { file, reason })
                .unwrap();
        }
        let before = (sheets(&office), facts(&office));
        assert_eq!(before.0, (vec![], 2));
        let void = DossierAct::VoidComponent {
            component: own,
            reason: "giấy của người khác".into(),
        };
        let done = office.on(HANH, id, void).unwrap();
        // The paper it was scanned for is no more: it is meant for the dossier.
        let seen = || vec!["skewed".to_owned()];
        let back = vec![
            (FileHash([101; 32]), Some((id, None)), seen()),
            (FileHash([102; 32]), None, seen()),
        ];
        assert_eq!(sheets(&office), (back, 0), "finished: {finished}");
        office.is_sound();
        office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
        assert_eq!((sheets(&office), facts(&office)), before, "finished: {finished}");
        office.is_sound();
    }
}

#[test]
fn what_took_pages_off_is_not_undone_once_they_stand_elsewhere() {
    let mut office = Office::new();
    let (id, first) = office.accepted();
    let (other, elsewhere) = office.accepted();
    let own = added(&mut office, id);
    let void = DossierAct::VoidComponent {
        component: own,
        reason: "nhầm giấy".into(),
    };
    for (component, away) in [(own, void), (first, place(first, Vec::new()))] {
        office
            .on(HANH, id, place(component, scanned(office.now, &[1])))
            .unwrap();
        let done = office.on(HANH, id, away).unwrap();
        let row = tray::list(&office.conn).unwrap().pages[0].id;
        let DossierAct::SetPages(mut new) = place(elsewhere, scanned(office.now, &[1])) else {
            unreachable!()
        };
        new.taken = vec![row];
        office.on(HANH, other, DossierAct::SetPages(new)).unwrap();
        let undo = DossierAct::Undo { op: done.op };
        assert_eq!(office.on(HANH, id, undo.clone()), Err(Refusal::CannotUndo));
        assert_eq!(sheets(&office), (vec![], 1));
        office.on(HANH, other, place(elsewhere, Vec::new())).unwrap();
        office.on(HANH, id, undo).unwrap();
        assert_eq!(sheets(&office), (vec![], 1));
        office.on(HANH, id, place(component, Vec::new())).unwrap();
        office.conn.execute("DELETE FROM tray_page", []).unwrap();
    }
    office.is_sound();
}

fn row(office: &mut Office, mark: u8) -> TrayPage {
    let row = TrayPage {
        id: TrayId(office.ids.next(office.now.0)),
        page: page(office.now, mark, (1, Part::Whole)),
        source: TraySource::Folder,
        flags: vec!["skewed".into()],
        aim: None,
        trashed_at: None,
    };
    tray::put(&office.conn, &row).unwrap();
    row
}

/// The second side was scanned anew: the first scan of it is known as replaced until it is taken off by itself.
#[test]
fn an_image_that_gave_way_to_another_is_known_as_replaced() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let [first, second] = [101, 102].map(|mark| row(&mut office, mark));
    let set = |office: &mut Office, marks: &[u8], taken: &[TrayId]| {
        let pages = marks.iter().map(|mark| page(office.now, *mark, (1, Part::Whole)));
        let DossierAct::SetPages(mut new) = place(component, pages.collect()) else {
            unreachable!()
        };
        new.taken = taken.to_vec();
        office.on(HANH, id, DossierAct::SetPages(new)).unwrap()
    };
    let lies = |office: &Office| {
        let rows = tray::list(&office.conn).unwrap().pages.into_iter();
        rows.map(|row| (row.page.sha256, row.flags)).collect::<Vec<_>>()
    };
    let seen = |mark: u8, flags: &[&str]| (FileHash([mark; 32]), flags.iter().map(|&it| it.into()).collect());
    set(&mut office, &[101], &[first.id]);
    let replaced = set(&mut office, &[102], &[second.id]);
    assert_eq!(lies(&office), [seen(101, &["skewed", "replaced"])]);
    office.on(HANH, id, DossierAct::Undo { op: replaced.op }).unwrap();
    assert_eq!(
        lies(&office),
        [seen(102, &["skewed"])],
        "nobody discarded the new one"
    );
    let again = tray::list(&office.conn).unwrap().pages[0].id;
    set(&mut office, &[102], &[again]);
    // Chosen again and taken off, it is a page like any other.
    set(&mut office, &[], &[]);
    let old = lies(&office)
        .iter()
        .position(|it| it.0 == FileHash([101; 32]))
        .unwrap();
    let old = tray::list(&office.conn).unwrap().pages[old].id;
    set(&mut office, &[101], &[old]);
    set(&mut office, &[], &[]);
    let mut there = lies(&office);
    there.sort();
    assert_eq!(there, [seen(101, &["skewed"]), seen(102, &["skewed"])]);
    office.is_sound();
}

/// KB04: a scan that stands as a file comes back out of the bin with its mark, and loses it with the file.
#[test]
fn a_page_whose_bytes_stand_in_a_component_says_so_wherever_it_lies() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let own = added(&mut office, id);
    let marks = |office: &Office| {
        let TrayRows { pages, trashed, .. } = tray::list(&office.conn).unwrap();
        let used = |rows: Vec<TrayPage>| rows.iter().map(TrayPage::came_before).collect::<Vec<_>>();
        (used(pages), used(trashed))
    };
    let scan = row(&mut office, 31);
    let attach = DossierAct::AttachFiles {
        component: own,
        files: vec![office.file(31)],
    };
    let done = office.on(HANH, id, attach.clone()).unwrap();
    assert_eq!(marks(&office), (vec![], vec![true]), "in the bin");
    office
        .conn
        .execute("UPDATE tray_page SET trashed_at = NULL", [])
        .unwrap();
    assert_eq!(marks(&office), (vec![true], vec![]), "and out of it");
    office.on(HANH, id, DossierAct::Undo { op: done.op }).unwrap();
    assert_eq!(marks(&office), (vec![false], vec![]));
    // As a page of another paper it is the same.
    let twin = row(&mut office, 31);
    let DossierAct::SetPages(mut new) = place(component, vec![scan.page.clone()]) else {
        unreachable!()
    };
    new.taken = vec![scan.id];
    office.on(HANH, id, DossierAct::SetPages(new)).unwrap();
    assert_eq!(marks(&office), (vec![true], vec![]), "{:?}", twin.id);
    // What a scanner gives is another sheet, however alike.
    office
        .conn
        .execute("UPDATE tray_page SET source = 'scanner'", [])
        .unwrap();
    assert_eq!(marks(&office), (vec![false], vec![]));
    office.is_sound();
}

/// KB04: the two halves of a card come back with their mark, and lose it where the card is taken apart.
#[test]
fn the_halves_of_a_joined_card_are_known_as_such_until_it_is_taken_apart() {
    let folder = tempfile::tempdir().unwrap();
    let now = Moment::from_rfc3339("2023-02-14T08:50:00+07:00").unwrap();
    let mut store = crate::fixture::founded(folder.path(), now);
    let row = |mark: u8, flags: &[&str]| TrayPage {
        id: TrayId(Uuid::from_bytes([mark; 16])),
        page: page(now, mark, (1, Part::Whole)),
        source: TraySource::Folder,
        flags: flags.iter().map(|&it| it.to_owned()).collect(),
        aim: None,
        trashed_at: None,
    };
    let [front, back] = [row(1, &[]), row(2, &["skewed"])];
    let card = row(3, &["card"]);
    tray::put(&store.conn, &front).unwrap();
    tray::put(&store.conn, &back).unwrap();
    let halves = [front.id, back.id];
    store.join_pages(&card, halves, now).unwrap();
    let flags = |rows: &[TrayPage]| rows.iter().map(|row| row.flags.join(",")).collect::<Vec<_>>();
    let rows = tray::list(&store.conn).unwrap();
    assert_eq!(
        (flags(&rows.pages), flags(&rows.trashed)),
        (vec!["card".into()], vec!["joined".into(), "skewed,joined".into()])
    );
    // Fetched by hand out of the bin they are asked about.
    store.on_tray(&TrayAct::Untrash(halves.to_vec()), now).unwrap();
    let rows = tray::list(&store.conn).unwrap().pages;
    assert_eq!(rows.iter().filter(|row| row.came_before()).count(), 2);
    let apart = TrayAct::Swap {
        out: vec![card.id],
        back: halves.to_vec(),
    };
    store.on_tray(&apart, now).unwrap();
    assert_eq!(flags(&tray::list(&store.conn).unwrap().pages), ["", "skewed"]);
}
