use super::*;

#[test]
fn the_letters_four_stages_play_to_the_end() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("play");
    let mut shown = Vec::new();
    play(&folder, &mut shown).unwrap();
    let summary = fs::read_to_string(folder.join("summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    let expected = [
        ("code", "000.99.15.H08-221006-0001"),
        ("received_at", "2022-10-06T08:34:17+07:00"),
        ("due_at", "2022-10-06T14:34:17+07:00"),
        ("returned_at", "2022-10-06T14:10:20+07:00"),
    ];
    for (key, value) in expected {
        assert_eq!(summary[key], value, "{key}");
    }
    assert_eq!(
        (&summary["status"], &summary["kho_count"]),
        (&10.into(), &1.into())
    );
    assert_eq!(summary["outcome"]["paper_code"], "052090001234.VNPT.KQ_001");
    assert_eq!(summary["outcome"]["ends_on"], "2032-10-06");
    assert_eq!(summary["receipt"]["sha256"].as_str().map(str::len), Some(64));
    for name in ["receipt.pdf", "outcome.pdf", "motcua.db"] {
        assert!(folder.join(name).is_file(), "{name}");
        assert!(
            summary["files"].as_array().unwrap().iter().any(|it| it == name),
            "{name}"
        );
    }
    assert_eq!(summary["screens"].as_array().unwrap().len(), SCENES.len());
    assert!(summary["ops"].as_u64().unwrap() >= 9);
    assert!(String::from_utf8(shown).unwrap().contains("ĐÃ TIẾP NHẬN"));
    assert!(
        play(&folder, &mut Vec::new()).is_err(),
        "a folder in use is left alone"
    );
}
