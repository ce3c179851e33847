//! How far a dossier is digitised, seen where officers look: with papers that are exempt counted either way, and with
//! what lacks beside the queue that names it.

use motcua::domain::act::{Act, DossierAct};
use motcua::domain::ids::DossierId;
use motcua::domain::special::ExemptReason;

use crate::hand::{Visitor, desk_with_a_photo};
use crate::office::{HANH, Office, RO, SCANS};
use crate::papers::photo;

/// A dossier with every paper scanned but the last, which a leader exempted.
fn exempted(office: &mut Office) -> DossierId {
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let view = office.received(&quan);
    let dossier = view.row.id;
    let folder = office.beside(SCANS);
    let received: Vec<_> = view.components.iter().filter(|it| it.received).collect();
    let (last, others) = received.split_last().unwrap();
    for (shade, paper) in (60..).zip(others) {
        let file = photo(&folder, &format!("{shade}.jpg"), shade);
        office.attach(dossier, &paper.name, vec![file]);
    }
    let act = DossierAct::ExemptComponent {
        component: last.id,
        why: ExemptReason::Fragile,
        reason: "giấy mục".to_owned(),
    };
    office.approved(Some(RO), Act::Dossier { dossier, act }).unwrap();
    dossier
}

/// Quản trị, Thiết lập, down to this one, its other value, written.
fn changes_setting(office: &mut Office, label: &str) {
    office.keys("<f10>quan tri<enter>2<home>");
    for _ in 0..60 {
        if office.row_of("▸").contains(label) {
            break;
        }
        office.keys("<down>");
    }
    office.sees(label).keys("<enter><space><f2>").sees("Đã ghi:");
    office.keys("<esc><esc><esc><esc>").sees("Trang chính");
}

#[test]
fn a_paper_that_is_exempt_keeps_a_dossier_from_being_full_only_where_the_office_counts_so() {
    let mut office = Office::open();
    office.log_in(HANH);
    exempted(&mut office);
    // As it is shipped: exempt is done.
    office.at("2023-02-14T08:30:00+07:00", HANH);
    let row = office.row_of("Chưa số hóa đủ");
    assert!(
        row.trim_start_matches('▸')
            .trim_start()
            .starts_with("8  Chưa số hóa đủ")
            && row.contains(" 0"),
        "{row}"
    );
    office
        .keys("0001<enter>")
        .sees("nhận 3 · đã số hóa 2 · không số hóa 1 ✓")
        .sees("có tệp · đầy đủ")
        .keys("<esc>");

    changes_setting(&mut office, "Tính giấy tờ miễn số hóa là đủ");
    office.keys("8<enter>").sees("Trần Minh Quân").keys("<esc>");
    office
        .keys("0001<enter>")
        .sees("nhận 3 · đã số hóa 2 · không số hóa 1 ✓")
        .sees("có tệp · CHƯA ĐẦY ĐỦ")
        .keys("<esc>");

    changes_setting(&mut office, "Tính giấy tờ miễn số hóa là đủ");
    office.keys("8<enter>").sees_no("Trần Minh Quân").keys("<esc>");
    office.ends_sound();
}

#[test]
fn a_wide_home_says_what_lacks_of_the_pointed_dossier_and_why() {
    let (mut office, _) = desk_with_a_photo();
    office.at("2023-02-14T08:30:00+07:00", HANH).window((120, 40));
    office.keys("8");
    office
        .sees("chưa đầy đủ · 1/")
        .sees("Giấy xác nhận khuyết tật: chưa có tệp");
    office.ends_sound();
}
