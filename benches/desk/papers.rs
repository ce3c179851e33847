//! A receipt as it is handed over: two copies of three papers, drawn and packed.

use std::time::Duration;

use motcua::domain::receipt::{Given, Limit, Receipt, ReceiptComponent};
use motcua::domain::time::Moment;
use motcua::forms::receipt::{Print, render};
use motcua::forms::set::{RECEIPT, find};

use crate::figures::{Budget, line, median_of};

const RUNS: usize = 31;

/// Prints how long it takes, and how large it is (budget 60 KB).
pub(crate) fn measure(now: Moment) {
    let at = now.local();
    let names = [
        "Tờ khai đăng ký khai sinh",
        "Giấy chứng sinh",
        "Căn cước công dân của cha, mẹ",
    ];
    let papers = names.map(|name| ReceiptComponent {
        name: name.to_owned(),
        copies: 1,
        given: Given::Original,
    });
    let receipt = Receipt {
        agency: vec![
            "UBND xã An Toàn".into(),
            "Bộ phận tiếp nhận và trả kết quả".into(),
        ],
        desk: "Bộ phận Một cửa xã An Toàn".into(),
        number: "0001/TNHS".into(),
        code: "000.99.15.H08-230214-0001".into(),
        lookup: "K7QX".into(),
        holder: "Đinh Thị Hà".into(),
        address: "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        phone: "0905123456".into(),
        subject: "Đăng ký khai sinh".into(),
        components: papers.to_vec(),
        limit: Some(Limit::WorkingDays(1)),
        due_at: Some(at),
        promised_at: Some(at),
        collect_at: "Bộ phận Một cửa xã An Toàn".into(),
        book: 1,
        register_no: 1,
        officer: "Trần Thị Mỹ Hạnh".into(),
        place_of_issue: "An Toàn".into(),
        ..Receipt::blank(at)
    };
    let layout = find(RECEIPT, "", at.date()).unwrap().unwrap();
    let draw = || render(&receipt, layout, Print::default()).unwrap();
    let size = draw().len().div_ceil(1024);
    let ours = median_of(RUNS, draw);
    let budget = Budget::Time(Duration::from_millis(20));
    line(&format!("a receipt's PDF, {size} KB"), ours, budget, None);
}
