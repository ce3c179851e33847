//! What a wide Home says of the pointed dossier.

use super::*;

#[test]
fn a_wide_screen_says_of_the_pointed_dossier_what_lacks_and_why() {
    use crate::domain::digitise::{Extent, Remark, Remarked};
    use crate::domain::special::ExemptReason;
    let (mut state, mut cx) = opened_with(rows(), (120, 40));
    play(&mut state, &mut cx, "8");
    let lack = |name: &str, remark| Remarked {
        name: name.into(),
        remark,
    };
    let mut dossiers = sample::rows();
    dossiers[0].extent = Extent::Part;
    dossiers[0].digitised = crate::domain::rows::Digitised {
        need: 4,
        have: 1,
        waiting: 1,
        exempt: 1,
    };
    dossiers[0].remarks = vec![
        lack("Giấy chứng sinh", Remark::NoFile),
        lack("Tờ khai đăng ký khai sinh", Remark::Short(1)),
        lack(
            "Bản vẽ hiện trạng",
            Remark::Waiting(chrono::NaiveDate::from_ymd_opt(2023, 3, 1)),
        ),
        lack("Bằng khoán đất năm 1941", Remark::Exempt(ExemptReason::Fragile)),
    ];
    let page = crate::domain::rows::DossierPage {
        rows: dossiers,
        ..Default::default()
    };
    let last = Ticket(cx.last_ticket);
    update(&mut state, Msg::Answered(last, Answer::Dossiers(page)), &mut cx);
    insta::assert_snapshot!("home_120_undigitised", shot(&state, &cx));
}
