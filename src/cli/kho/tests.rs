use super::*;
use crate::cli::testing::{Desk, HOLDER, said};

fn of(owner: &str, json: bool) -> KhoCommand {
    KhoCommand::List {
        owner: owner.into(),
        json,
    }
}

#[test]
fn a_result_handed_back_lies_in_the_kho_of_its_owner() {
    let mut desk = Desk::new();
    desk.returned();
    let (ended, printed) = said(|out| run(&of("052 090 001234", true), desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Done);
    let found: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(found["owner"], HOLDER);
    let paper = &found["items"][0];
    for key in [
        "code",
        "name",
        "class",
        "sha256",
        "starts_on",
        "ends_on",
        "valid",
        "times_used",
    ] {
        assert!(paper.get(key).is_some(), "{key} in {paper}");
    }
    assert_eq!(
        (&paper["code"], &paper["class"], &paper["valid"]),
        (
            &json!("052090001234.VNPT.KQ_001"),
            &json!("outcome"),
            &json!(true)
        )
    );
}

#[test]
fn a_paper_of_tomorrow_is_not_called_expired() {
    let mut desk = Desk::new();
    desk.returned();
    let reader = crate::store::Reader::open(desk.home.path()).unwrap();
    let query = Query::Kho {
        owner: HOLDER.into(),
        text: String::new(),
    };
    let Answer::Kho(rows) = reader.answer(&query, desk.now()) else {
        panic!()
    };
    let mut paper = rows.papers[0].clone();
    let today = desk.now().date();
    (paper.starts_on, paper.usable) = (today.succ_opt(), false);
    assert!(text::paper(&paper, today).contains("chưa có hiệu lực"));
    paper.starts_on = today.pred_opt();
    assert!(text::paper(&paper, today).contains("hết hạn"));
}

#[test]
fn people_read_names_and_an_empty_kho_says_so() {
    let mut desk = Desk::new();
    desk.returned();
    let (_, page) = said(|out| run(&of(HOLDER, false), desk.home.path(), desk.now(), out));
    assert!(
        page.contains("Giấy phê duyệt") && page.contains("1 giấy tờ của Đinh Văn Đạt"),
        "{page}"
    );
    let (ended, page) = said(|out| run(&of("052090009999", false), desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Done);
    assert_eq!(page, "Kho chưa có giấy tờ nào của 052090009999.\n");
}
