//! Signing by keys: the receipt of a dossier at the counter, and those of the day with one press.

use std::process::Command;

use motcua::app::effect::Effect;
use motcua::app::job::Job;
use motcua::app::msg::Ticket;
use motcua::domain::act::Act;
use motcua::domain::component::SignatureMark;

use crate::hand::Visitor;
use crate::office::{HANH, Office};

/// A key file without a password, as `tests/fixtures/office` holds them.
fn with_a_key(office: &mut Office) {
    let key = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office/p256.pem");
    office.perform(Effect::KeepLocal {
        ticket: Ticket::default(),
        key: "key_file".to_owned(),
        value: key.to_owned(),
    });
    let (key, value) = ("sign_receipts".to_owned(), "yes".to_owned());
    office.act(Act::SetSetting { key, value }).unwrap();
}

#[test]
fn the_receipts_of_the_day_are_signed_from_home_and_attach_themselves() {
    let mut office = Office::open();
    office.clock_shows("2026-11-30T08:05:00+07:00").log_in(HANH);
    with_a_key(&mut office);
    let one = office.received(&Visitor::person("052192004567", "Đinh Thị Hà", "1.004873"));
    let two = office.received(&Visitor::person("052085007788", "Trần Minh Quân", "1.004873"));
    for dossier in [one.row.id, two.row.id] {
        office.job(Job::MakeReceipt { dossier }).unwrap();
    }
    office.keys("<f5>").sees("2 phiếu tiếp nhận chưa ký");
    office.keys("<f6>").sees("2 giấy tờ").sees("chưa ký").keys("<f2>");
    office
        .sees("Đã ký xong 2 giấy tờ")
        .sees("đã ký, đã kiểm tra, đã đính kèm");
    office.keys("<esc>").sees_no("chưa ký");
    for dossier in [one.row.id, two.row.id] {
        let view = office.view(dossier);
        let receipt = view.forms.iter().find(|form| form.template == "receipt").unwrap();
        assert!(receipt.signed.is_some_and(|signed| signed != receipt.sha256));
        // Nobody has put its CA into the trust store, so it is whole but not decided.
        assert_eq!(receipt.signature, SignatureMark::Unknown);
    }
    // What was found, on paper: read with another program, whatever the printer says.
    let file = office.view(one.row.id).forms[0].signed.unwrap();
    let name = "phieu.pdf".to_owned();
    let _ = office.job(Job::PrintSignatures { file, name });
    let report = office.home().join("export/bao-cao-chu-ky-so.pdf");
    assert!(report.exists(), "the report was made");
    if let Ok(read) = Command::new("pdftotext")
        .arg("-layout")
        .arg(&report)
        .arg("-")
        .output()
    {
        let page = String::from_utf8(read.stdout).unwrap();
        for said in [
            "BÁO CÁO KIỂM TRA CHỮ KÝ SỐ",
            "KHÔNG XÁC ĐỊNH",
            "Lê Thị Ểnh",
            "phieu.pdf",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
    office.keys("<f6>").sees("Không có giấy tờ nào chờ ký");
    office.keys("<esc>").ends_sound();
}
