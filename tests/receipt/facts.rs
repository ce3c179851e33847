//! Receipts of imagined people: nobody here exists.

use chrono::{NaiveDate, NaiveDateTime};
use motcua::domain::receipt::{Bearer, Given, Limit, Receipt, ReceiptComponent, ReceiptFee};
use motcua::forms::set::{RECEIPT, Template, find};

/// The 146 letters Vietnamese writing has beyond and with ASCII vowels: 12 vowels in 6 tones, đ, both cases.
pub(crate) const LETTERS: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

pub(crate) fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

pub(crate) fn template(on: NaiveDate) -> &'static Template {
    find(RECEIPT, "", on).unwrap().unwrap()
}

pub(crate) fn birth() -> Receipt {
    Receipt {
        agency: vec![
            "Ủy ban nhân dân xã An Toàn".into(),
            "Bộ phận tiếp nhận và trả kết quả".into(),
        ],
        desk: "Bộ phận Một cửa xã An Toàn".into(),
        number: "0001/TNHS".into(),
        code: "000.99.15.H08-230214-0001".into(),
        lookup: "K7QX".into(),
        lookup_url: String::new(),
        holder: "Đinh Thị Hà".into(),
        organisation: None,
        holder_no: "052192004567".into(),
        bearer: None,
        address: "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        phone: "0905123456".into(),
        email: "dinhha@example.vn".into(),
        subject: "Đăng ký khai sinh".into(),
        procedure_code: "1.001193".into(),
        components: vec![
            paper("Tờ khai đăng ký khai sinh", Given::Original),
            paper("Giấy chứng sinh", Given::Original),
            paper("Thẻ căn cước của cha, mẹ", Given::Shown),
        ],
        sets: 1,
        limit: Some(Limit::SameDay),
        received_at: at("2023-02-14 08:07"),
        due_at: Some(at("2023-02-14 17:00")),
        promised_at: Some(at("2023-02-14 17:00")),
        collect_at: "Bộ phận Một cửa xã An Toàn".into(),
        book: 1,
        register_no: 1,
        fees: Vec::new(),
        missing: Vec::new(),
        note: String::new(),
        officer: "Trần Thị Mỹ Hạnh".into(),
        place_of_issue: "An Toàn".into(),
        issued_at: at("2023-02-14 08:07"),
        practice: false,
        reprint: 0,
    }
}

/// An organisation with long names, somebody else at the desk, fees, missing papers, the set of 2025.
pub(crate) fn company() -> Receipt {
    let organisation = "Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Xây dựng và Phát triển Nông nghiệp Công nghệ \
                        cao Duyên hải Nam Trung Bộ – Chi nhánh An Lão";
    Receipt {
        agency: vec![
            "Ủy ban nhân dân tỉnh Gia Lai".into(),
            "Trung tâm Phục vụ hành chính công xã An Toàn".into(),
        ],
        desk: "Trung tâm Phục vụ hành chính công xã An Toàn, quầy số 3".into(),
        code: "G22.11.05-20261109-0104".into(),
        lookup: "9MTR".into(),
        lookup_url: "https://tracuu.example.vn".into(),
        holder: "Nguyễn Hoàng Thiên Phúc Khang An".into(),
        organisation: Some(organisation.into()),
        holder_no: "4100123456-001".into(),
        bearer: Some(Bearer {
            name: "Công Tằng Tôn Nữ Thị Bạch Tuyết Hồng Nhung".into(),
            basis: "giấy ủy quyền số 12/UQ-CT ngày 03/11/2026".into(),
        }),
        address:
            "Số 1024/17/5B, đường Nguyễn Thị Minh Khai nối dài, thôn Trung Tâm, xã An Toàn, tỉnh Gia Lai"
                .into(),
        email: "phong-hanh-chinh.tong-hop@congtyduyenhai.example.vn".into(),
        subject:
            "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV (công trình không theo tuyến/theo \
                  tuyến trong đô thị/tín ngưỡng, tôn giáo) và nhà ở riêng lẻ"
                .into(),
        components: vec![
            paper(
                "Đơn đề nghị cấp giấy phép xây dựng theo Mẫu số 01",
                Given::Original,
            ),
            paper(
                "Giấy tờ chứng minh quyền sử dụng đất theo quy định của pháp luật về đất đai",
                Given::Certified,
            ),
            paper("Bản vẽ thiết kế xây dựng", Given::Electronic),
            paper("Căn cước của người đại diện", Given::Shown),
        ],
        sets: 2,
        limit: Some(Limit::WorkingDays(20)),
        received_at: at("2026-11-09 15:20"),
        due_at: Some(at("2026-12-08 09:20")),
        promised_at: Some(at("2026-12-08 09:20")),
        collect_at: "Nhận tại nhà qua dịch vụ bưu chính công ích".into(),
        fees: vec![ReceiptFee {
            state: motcua::domain::fee::FeeState::Due,
            method: None,
            name: "Lệ phí cấp giấy phép".into(),
            dong: 150_000,
        }],
        missing: vec!["Văn bản thẩm duyệt thiết kế về phòng cháy, chữa cháy".into()],
        note: "Bổ sung trước khi chuyển hồ sơ".into(),
        issued_at: at("2026-11-09 15:21"),
        reprint: 1,
        ..birth()
    }
}

/// The 55 papers of the longest procedure.
pub(crate) fn many_papers(received: &str) -> Receipt {
    let names = (1..=55).map(|number| {
        let tail = if number % 3 == 0 {
            " kèm theo bản vẽ, thuyết minh và dự toán đã được thẩm định"
        } else {
            ""
        };
        paper(
            &format!("Văn bản, tài liệu số {number} về điều kiện hoạt động của cơ sở{tail}"),
            Given::Original,
        )
    });
    Receipt {
        components: names.collect(),
        received_at: at(received),
        issued_at: at(received),
        limit: Some(Limit::HalfDays(1)),
        practice: true,
        ..birth()
    }
}

pub(crate) fn paper(name: &str, given: Given) -> ReceiptComponent {
    ReceiptComponent {
        name: name.into(),
        copies: 1,
        given,
    }
}
