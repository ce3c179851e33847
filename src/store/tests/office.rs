//! Officers, settings, the chain of the log and bulk loads.

use super::*;
use crate::store::local;

fn change(n: u8, roles: Option<Roles>, active: Option<bool>) -> Act {
    Act::ChangeOfficer {
        officer: officer(n),
        name: None,
        title: None,
        roles,
        active,
    }
}

#[test]
fn the_last_holder_of_a_role_keeps_it() {
    let mut office = Office::new();
    let only_reception = Roles::default().with(Role::Reception);
    let without = |role| Roles::ALL.without(role);
    for role in [Role::Administrator, Role::Clerk] {
        let refused = office.by(HANH, change(HANH, Some(without(role)), None));
        assert_eq!(refused, Err(Refusal::LastHolder(role)));
    }
    assert_eq!(
        office.by(HANH, change(HANH, None, Some(false))),
        Err(Refusal::LastHolder(Role::Reception)),
        "the first role that would be nobody's"
    );
    let administrator = Roles::default().with(Role::Administrator).with(Role::Clerk);
    office
        .by(
            HANH,
            change(SON, Some(administrator.with(Role::Processing)), None),
        )
        .unwrap();
    office.by(HANH, change(HANH, Some(only_reception), None)).unwrap();
    assert_eq!(
        office.by(HANH, change(RO, None, Some(false))),
        Err(Refusal::NeedsRole(Role::Administrator))
    );
    assert_eq!(
        office.by(SON, change(RO, None, Some(false))),
        Err(Refusal::LastHolder(Role::Leader))
    );
    office.is_sound();
}

#[test]
fn two_active_officers_differ_by_name_or_by_position() {
    let mut office = Office::new();
    let add = |n: u8, name: &str, title: &str| Act::AddOfficer {
        officer: officer(n),
        name: name.into(),
        title: title.into(),
        roles: Roles::only(Role::Processing),
    };
    office.by(HANH, add(5, "Lê Văn Hà", "Địa chính")).unwrap();
    let again = add(6, "lê  văn hà", "địa chính ");
    assert_eq!(office.by(HANH, again.clone()), Err(Refusal::Namesake));
    office.by(HANH, add(7, "Lê Văn Hạ", "Địa chính")).unwrap();
    office.by(HANH, add(8, "Lê Văn Hà", "Tư pháp")).unwrap();
    let renamed = Act::ChangeOfficer {
        officer: officer(8),
        name: None,
        title: Some("Địa chính".into()),
        roles: None,
        active: None,
    };
    assert_eq!(office.by(HANH, renamed), Err(Refusal::Namesake));
    office.by(HANH, change(5, None, Some(false))).unwrap();
    office.by(HANH, again).unwrap();
    assert_eq!(
        office.by(HANH, change(5, None, Some(true))),
        Err(Refusal::Namesake)
    );
    office.is_sound();
}

#[test]
fn a_deactivated_or_unknown_officer_does_nothing() {
    let mut office = Office::new();
    office.add(5, "Lê Văn Ba", Role::Reception);
    office.by(HANH, change(5, None, Some(false))).unwrap();
    for n in [5, 77] {
        let draft = office.draft();
        let act = DossierAct::Accept(Box::new(draft.clone()));
        assert_eq!(office.on(n, draft.id, act), Err(Refusal::NoSuchOfficer));
    }
}

#[test]
fn settings_are_judged_and_kept_with_who_set_them() {
    let mut office = Office::new();
    let set = |key: &str, value: &str| Act::SetSetting {
        key: key.into(),
        value: value.into(),
    };
    let cases = [
        (HANH, set("nonsense", "1"), Refusal::UnknownSetting),
        (HANH, set("printer", "x"), Refusal::UnknownSetting),
        (HANH, set("apology_max", "99"), Refusal::Invalid("value")),
        (
            SON,
            set("apology_max", "2"),
            Refusal::NeedsRole(Role::Administrator),
        ),
    ];
    for (by, act, refusal) in cases {
        assert_eq!(office.by(by, act), Err(refusal));
    }
    office
        .by(HANH, set("code_pattern", "{unit}-{yyyyMMdd}-{seq:06}"))
        .unwrap();
    office.accepted();
    assert_eq!(
        office.ask::<String>("SELECT code FROM dossier"),
        "000.99.15.H08-20230214-000001"
    );
    office.is_sound();
}

#[test]
fn a_changed_a_missing_and_a_cut_entry_break_the_chain() {
    let tampering = [
        "UPDATE oplog SET at = at + 1 WHERE seq = 3",
        "UPDATE oplog SET body = (SELECT body FROM oplog WHERE seq = 1) WHERE seq = 2",
        "DELETE FROM oplog WHERE seq = 2",
        "DELETE FROM oplog WHERE seq = (SELECT max(seq) FROM oplog)",
    ];
    for sql in tampering {
        let mut office = Office::new();
        office.accepted();
        assert!(office.conn.execute(sql, []).is_err(), "the triggers refuse it");
        office
            .conn
            .execute_batch("DROP TRIGGER oplog_is_never_changed; DROP TRIGGER oplog_is_never_shortened;")
            .unwrap();
        oplog::verify_chain(&office.conn).unwrap();
        office.conn.execute(sql, []).unwrap();
        assert!(oplog::verify_chain(&office.conn).is_err(), "{sql}");
        assert!(rebuild::rebuild(&mut office.conn, &mut |_, _| {}).is_err());
    }
}

#[test]
fn nothing_personal_lies_open_in_the_hashed_form_and_an_erasure_keeps_the_chain() {
    let mut office = Office::new();
    office.accepted();
    office
        .conn
        .execute_batch("DROP TRIGGER oplog_is_never_changed")
        .unwrap();
    let body: Vec<u8> = office.ask("SELECT body FROM oplog WHERE kind = 'accept'");
    let stored = crate::store::cbor::Value::decode(&body).unwrap();
    let erased = crate::store::body::hidden(stored);
    let text = String::from_utf8_lossy(&erased.encode()).into_owned();
    for word in ["Đạt", PERSON, "0905123456", "Thôn 2"] {
        assert!(!text.contains(word), "{word}");
    }
    office
        .conn
        .execute(
            "UPDATE oplog SET body = ?1 WHERE kind = 'accept'",
            [erased.encode()],
        )
        .unwrap();
    oplog::verify_chain(&office.conn).unwrap();
    rebuild::rebuild(&mut office.conn, &mut |_, _| {}).unwrap();
    assert_eq!(office.ask::<String>("SELECT holder_name FROM dossier"), "");
}

#[test]
fn a_desk_has_one_transaction_per_act_and_a_bulk_one_for_many() {
    let mut office = Office::new();
    let drafts: Vec<_> = (0..3).map(|_| office.draft()).collect();
    let requests = drafts.into_iter().map(|draft| Request {
        actor: officer(HANH),
        approval: None,
        act: Act::Dossier {
            dossier: draft.id,
            act: DossierAct::Accept(Box::new(draft)),
        },
    });
    let requests: Vec<_> = requests.collect();
    let now = office.now;
    let mut bulk = crate::store::transact::Bulk::begin(office.writer()).unwrap();
    for request in &requests {
        bulk.act(request, now).unwrap();
    }
    drop(bulk);
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM dossier"), 0);
    let now = office.now;
    let mut bulk = crate::store::transact::Bulk::begin(office.writer()).unwrap();
    for request in &requests {
        bulk.act(request, now).unwrap();
    }
    bulk.commit().unwrap();
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM dossier"), 3);
    office.is_sound();
}

#[test]
fn a_full_disk_is_said_and_leaves_the_state_before() {
    let mut office = Office::new();
    office.accepted();
    let pages: i64 = office.ask("PRAGMA page_count");
    office.conn.pragma_update(None, "max_page_count", pages).unwrap();
    let full = (0..200).find_map(|_| {
        let before = rebuild::dump(&office.conn).unwrap();
        let draft = office.draft();
        office.accept(draft).err().map(|refusal| (refusal, before))
    });
    let (refusal, before) = full.unwrap();
    assert_eq!(refusal, Refusal::DiskFull { free_mb: 0 });
    assert_eq!(rebuild::dump(&office.conn).unwrap(), before);
    oplog::verify_chain(&office.conn).unwrap();
    office
        .conn
        .pragma_update(None, "max_page_count", 1_000_000)
        .unwrap();
    office.accepted();
    office.is_sound();
}

#[test]
fn a_place_of_the_desk_is_a_unit_of_its_level_in_the_set_in_force() {
    let mut office = Office::new();
    crate::store::places::seed(&office.conn).unwrap();
    let set = |key: &str, value: &str| Act::SetSetting {
        key: key.into(),
        value: value.into(),
    };
    for (places, key, value, may) in [
        ("2025", "default_province", "52", true),
        ("2025", "default_province", "99", false),
        ("2025", "default_province", "21622", false),
        ("2025", "default_district", "542", false),
        ("2025", "default_commune", "21622", true),
        ("2025", "default_commune", "99999", false),
        ("2025", "default_commune", "52", false),
        ("2025", "default_commune", "", true),
        ("legacy", "default_district", "542", true),
        ("legacy", "default_district", "21622", false),
        ("legacy", "default_commune", "21622", true),
        ("legacy", "default_commune", "542", false),
    ] {
        office.by(HANH, set("place_set", places)).unwrap();
        let done = office.by(HANH, set(key, value)).map(|_| ());
        let name = crate::domain::settings::find(key).unwrap().key;
        let wanted = if may { Ok(()) } else { Err(Refusal::Invalid(name)) };
        assert_eq!(done, wanted, "{places} {key} {value}");
    }
    let said = crate::domain::text::refusal(&Refusal::Invalid("default_commune"));
    assert_eq!(
        said,
        "Bộ địa danh đang dùng không có xã, phường mã này. Sửa, hoặc để trống."
    );
}

#[test]
fn the_desk_gets_another_range_and_the_next_code_comes_from_it() {
    let mut office = Office::new();
    office.accepted();
    let set = |key: &str, value: &str| Act::SetSetting {
        key: key.into(),
        value: value.into(),
    };
    let range = |office: &Office| {
        local::settings(&office.conn)
            .unwrap()
            .text("code_range")
            .to_owned()
    };
    for (value, refusal) in [
        ("9-1", Refusal::Invalid("value")),
        ("0-9", Refusal::Invalid("value")),
        ("1-1000000", Refusal::Invalid("value")),
    ] {
        assert_eq!(office.by(HANH, set("code_range", value)), Err(refusal), "{value}");
    }
    assert_eq!(
        office.by(SON, set("code_range", "500-999")),
        Err(Refusal::NeedsRole(Role::Administrator))
    );
    office.by(HANH, set("code_range", "500-999")).unwrap();
    assert_eq!(range(&office), "500-999");
    office.accepted();
    assert_eq!(
        office.ask::<String>("SELECT group_concat(substr(code, -4), ' ') FROM dossier"),
        "0001 0500"
    );
    office.is_sound();
}

#[test]
fn another_desk_number_brings_its_usual_range_and_its_own_book() {
    let mut office = Office::new();
    office.accepted();
    let act = Act::SetSetting {
        key: "desk_no".into(),
        value: "2".into(),
    };
    office.by(HANH, act).unwrap();
    let settings = local::settings(&office.conn).unwrap();
    assert_eq!(
        (settings.text("desk_no"), settings.text("code_range")),
        ("2", "1001-1999")
    );
    office.accepted();
    assert_eq!(
        office.ask::<String>("SELECT group_concat(substr(code, -4) || '/' || register_no, ' ') FROM dossier"),
        "0001/1 1001/1"
    );
    office.is_sound();
}

#[test]
fn part_of_the_old_desks_range_is_left_to_it_and_a_range_beyond_it_stays() {
    let set = |key: &str, value: &str| Act::SetSetting {
        key: key.into(),
        value: value.into(),
    };
    for (range, then) in [("1-500", "1001-1999"), ("5000-5999", "5000-5999")] {
        let mut office = Office::new();
        office.by(HANH, set("code_range", range)).unwrap();
        office.by(HANH, set("desk_no", "2")).unwrap();
        let settings = local::settings(&office.conn).unwrap();
        assert_eq!(settings.text("code_range"), then, "{range}");
        office.is_sound();
    }
}

/// The time of day until which the newest dossier is due.
fn due_until(office: &Office) -> String {
    let due: i64 = office.ask("SELECT due_at FROM dossier ORDER BY n DESC LIMIT 1");
    Moment(due).local().format("%H:%M").to_string()
}

#[test]
fn a_due_time_is_counted_with_the_hours_that_stand_whatever_was_read_before() {
    let mut office = Office::new();
    let set = |hours: &str| Act::SetSetting {
        key: "hours".into(),
        value: hours.into(),
    };
    office.accepted();
    assert_eq!(due_until(&office), "17:00");
    office.by(HANH, set("07:00-11:30, 13:30-16:30")).unwrap();
    office.accepted();
    assert_eq!(due_until(&office), "16:30");

    // Hours that never came to stand are not remembered either.
    let draft = office.draft();
    let acts = [
        set("07:00-11:30, 13:30-16:00"),
        Act::Dossier {
            dossier: draft.id,
            act: DossierAct::Accept(Box::new(draft)),
        },
    ];
    let now = office.now;
    let mut bulk = crate::store::transact::Bulk::begin(office.writer()).unwrap();
    for act in acts {
        let request = Request {
            actor: officer(HANH),
            approval: None,
            act,
        };
        bulk.act(&request, now).unwrap();
    }
    drop(bulk);
    office.accepted();
    assert_eq!(due_until(&office), "16:30");
}
