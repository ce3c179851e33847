//! A dossier of xã An Toàn and what its slips say.

use chrono::NaiveDateTime;
use motcua::domain::receipt::{Given, Receipt, ReceiptComponent};
use motcua::domain::slip::{InTime, Leg, Passed, Slip, SlipKind};

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn paper(name: &str, given: Given) -> ReceiptComponent {
    ReceiptComponent {
        name: name.to_owned(),
        copies: 1,
        given,
    }
}

fn dossier(received_on: &str) -> Receipt {
    Receipt {
        agency: vec!["UBND HUYỆN AN LÃO".into(), "UBND XÃ AN TOÀN".into()],
        desk: "Bộ phận Một cửa xã An Toàn".into(),
        number: "07/2023".into(),
        code: "000.99.15.H08-230214-0001".into(),
        lookup: "K7QX".into(),
        holder: "Hồ Thị Lan".into(),
        address: "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        phone: "0905123456".into(),
        email: "lan@example.vn".into(),
        subject: "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng".into(),
        components: vec![
            paper("Tờ khai đề nghị trợ giúp xã hội", Given::Original),
            paper("Giấy xác nhận khuyết tật", Given::Certified),
        ],
        due_at: Some(at("2023-02-28 17:00")),
        received_at: at(&format!("{received_on} 09:40")),
        officer: "Đinh Thị Hạnh".into(),
        place_of_issue: "An Toàn".into(),
        ..Receipt::blank(at("2023-02-16 10:05"))
    }
}

/// A supplement asked before reception: no code, no phone of the holder or the office.
pub(crate) fn of_draft() -> Slip {
    let mut asked = slip(SlipKind::Supplement, "2023-02-14");
    for empty in [
        &mut asked.dossier.code,
        &mut asked.dossier.lookup,
        &mut asked.dossier.phone,
        &mut asked.dossier.email,
        &mut asked.contact_phone,
    ] {
        empty.clear();
    }
    asked
}

/// What this slip says of a dossier received on that day.
pub(crate) fn slip(kind: SlipKind, received_on: &str) -> Slip {
    let mut slip = Slip::blank(kind, dossier(received_on));
    slip.sector = "Bảo trợ xã hội".into();
    slip.contact_phone = "02563874001".into();
    match kind {
        SlipKind::Supplement => {
            slip.dossier.number = "07/HDHS".into();
            slip.reason = "Thành phần hồ sơ chưa đầy đủ theo quy định của thủ tục".into();
            slip.items = vec![
                "Nộp Giấy xác nhận khuyết tật (bản sao)".into(),
                "Ký tên ở mục người khai của Tờ khai đề nghị trợ giúp xã hội".into(),
            ];
        }
        SlipKind::Refusal => {
            slip.reason = "Không thuộc thẩm quyền giải quyết của xã".into();
            slip.basis = "Điều 9 Nghị định số 45/2015/NĐ-CP".into();
            slip.go_to = "Chi nhánh Văn phòng đăng ký đất đai huyện An Lão".into();
        }
        SlipKind::Apology => {
            slip.dossier.number = "02/PXL".into();
            slip.reason = "Chờ xác minh nơi cư trú trước đây".into();
            slip.promises = (Some(at("2023-02-21 17:00")), Some(at("2023-02-23 17:00")));
        }
        SlipKind::Stop => {
            slip.reason = "Phát hiện giấy tờ giả mạo, đã chuyển cơ quan chức năng".into();
            slip.basis = "Điều 20 Nghị định số 118/2025/NĐ-CP".into();
            slip.leader = "Đinh Văn Rỡ".into();
        }
        SlipKind::Withdrawal => {
            slip.reason = "Chủ hồ sơ đề nghị rút".into();
            slip.items = vec![
                "Tờ khai đề nghị trợ giúp xã hội".into(),
                "Giấy xác nhận khuyết tật".into(),
            ];
        }
        SlipKind::HandOver => slip.passed = passed(),
        SlipKind::Control => slip.legs = legs(),
    }
    slip
}

fn passed() -> Passed {
    Passed {
        step: "Thẩm định hồ sơ".into(),
        officer: "Nguyễn Văn Sơn".into(),
        unit: String::new(),
        opinion: "Chuyển xử lý theo quy định".into(),
        finished: false,
        files: Some(2),
    }
}

fn legs() -> Vec<Leg> {
    vec![
        Leg {
            unit: "Bộ phận Một cửa xã An Toàn".into(),
            given_at: Some(at("2023-02-14 09:40")),
            giver: "Người nộp hồ sơ".into(),
            taker: "Đinh Thị Hạnh".into(),
            result: Some(InTime::Early),
        },
        Leg {
            unit: "Thẩm định hồ sơ".into(),
            given_at: Some(at("2023-02-14 10:15")),
            giver: "Đinh Thị Hạnh".into(),
            taker: "Nguyễn Văn Sơn".into(),
            result: None,
        },
    ]
}

/// Lines that must stand on it, in the words of the form.
pub(crate) fn expected(kind: SlipKind, form_set: &str) -> Vec<&'static str> {
    let mut lines = vec![
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "An Toàn, ngày 16 tháng 02 năm 2023",
    ];
    lines.extend(match kind {
        SlipKind::Supplement => vec![
            "Số: 07/HDHS",
            "HOÀN THIỆN HỒ SƠ",
            "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Hồ Thị Lan",
            "Số điện thoại: 0905 123 456",
            "Email: lan@example.vn",
            "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:",
            "2) Ký tên ở mục người khai",
            "Lý do: Thành phần hồ sơ chưa đầy đủ",
            "NGƯỜI HƯỚNG DẪN",
        ],
        SlipKind::Refusal => vec![
            "TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
            "Tiếp nhận hồ sơ của: Hồ Thị Lan",
            "Không thuộc thẩm quyền giải quyết của xã",
            "Căn cứ: Điều 9 Nghị định số 45/2015/NĐ-CP",
            "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
            "NGƯỜI NỘP HỒ SƠ",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
        ],
        SlipKind::Apology => vec![
            "Số: 02/PXL",
            "Kính gửi: Hồ Thị Lan",
            "Số biên nhận hồ sơ: 000.99.15.H08-230214-0001",
            "Ngày hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 21 tháng 02 năm 2023",
            "Lý do: Chờ xác minh nơi cư trú trước đây",
            "Nơi nhận:",
            "THỦ TRƯỞNG CƠ QUAN",
        ],
        SlipKind::Stop => vec![
            "DỪNG GIẢI QUYẾT HỒ SƠ",
            "Kính gửi: Hồ Thị Lan",
            "Lý do: Phát hiện giấy tờ giả mạo",
            "Căn cứ: Điều 20 Nghị định số 118/2025/NĐ-CP",
            "Đinh Văn Rỡ",
        ],
        SlipKind::Withdrawal => vec![
            "VÀ TRẢ LẠI GIẤY TỜ",
            "Giấy tờ trả lại cho chủ hồ sơ gồm:",
            "2) Giấy xác nhận khuyết tật",
            "NGƯỜI NHẬN LẠI GIẤY TỜ",
        ],
        SlipKind::HandOver => vec![
            "BÀN GIAO HỒ SƠ",
            "BÊN GIAO: Đinh Thị Hạnh, Bộ phận Một cửa xã An Toàn",
            "BÊN NHẬN: Nguyễn Văn Sơn, Thẩm định hồ sơ",
            "Tệp điện tử kèm theo: 02 tệp, đã đọc lại, còn nguyên",
            "Giấy xác nhận khuyết tật",
        ],
        SlipKind::Control => vec![
            "PHIẾU KIỂM SOÁT",
            "THỜI GIAN GIAO, NHẬN HỒ SƠ",
            "1. Giao: 10 giờ 15 phút, ngày 14/02/2023",
            "Trước hạn",
        ],
    });
    lines.extend(match (kind, form_set) {
        (SlipKind::Apology, "TT01-2018") => vec!["Thời gian hẹn trả kết quả lại: 17 giờ 00 phút, ngày 23"],
        (SlipKind::Apology, _) => vec!["VÀ ĐỀ NGHỊ GIA HẠN", "Đề nghị gia hạn thời gian giải quyết;"],
        _ => vec![],
    });
    lines
}
