//! Words of the owner's form.

use super::fields::Field;
use crate::domain::time::Moment;

pub(super) const EDIT_PATH: [&str; 2] = ["Hồ sơ", "Cập nhật"];
pub(super) const KINDS: [&str; 4] = ["Cá nhân", "Doanh nghiệp", "Cơ quan nhà nước", "Tổ chức khác"];
pub(super) const SEXES: [&str; 2] = ["Nam", "Nữ"];
pub(super) const BEARERS: [&str; 2] = ["Chủ hồ sơ tự nộp", "Người khác nộp thay"];
pub(super) const RETURNS: [&str; 3] = ["Bộ phận Một cửa", "Qua bưu chính công ích", "Trực tuyến"];

pub(super) const MORE: &str = "+ Tên cơ quan/tổ chức, Số Fax, Website, Số GCN/GP (Space mở)";
pub(super) const MORE_OPEN: &str = "− Mục ít dùng (Space đóng)";
pub(super) const GO: &str = "Tiếp tục: F2, hoặc Enter khi không còn mục nào thiếu";
pub(super) const GO_EDIT: &str = "Cập nhật: F2 ghi các mục đã đổi";
pub(super) const TO_ORGANISATION: &str = "Space đổi thành tổ chức";
pub(super) const OTHER_KIND: &str = "Space đổi loại khác";
pub(super) const BEARER_NOTE: &str = "Space đổi người nộp";
pub(super) const OPTIONAL: &str = "không bắt buộc";
pub(super) const DEFAULT: &str = "mặc định";
pub(super) const BY_NUMBER: &str = "theo số định danh";
pub(super) const AT_STEP_1: &str = "đã kiểm tra ở bước 1";
pub(super) const PHONE_NOTE: &str = "F4 số người thân, không có";

pub(super) const GO_ON: &str = "Tiếp tục";
pub(super) const UPDATE: &str = "Cập nhật";
pub(super) const NEEDED: &str = "Cần điền";

pub(super) const PHONE_KINDS: [&str; 3] = [
    "Số của chủ hồ sơ",
    "Số của người thân (ghi của ai)",
    "Không có điện thoại (ghi lý do)",
];
pub(super) const PHONE_TITLE: &str = "Số điện thoại liên hệ";
pub(super) const WHOSE_PHONE: &str = "Số này của ai";
pub(super) const WHY_NO_PHONE: &str = "Vì sao không có";
pub(super) const NO_PHONE: &str = "Không có điện thoại";

pub(super) const EMAIL: &str = "Email thiếu dấu @. Sửa lại hoặc để trống.";
pub(super) const BEARER: &str = "Nộp thay phải có họ tên và số giấy tờ của người nộp.";
pub(super) const SETS: &str = "Số bộ hồ sơ phải từ 1 đến 99.";
pub(super) const NOTHING_CHANGED: &str = "Chưa đổi mục nào. Sửa mục cần sửa rồi bấm F2, hoặc Esc để thôi.";
pub(super) const GONE: &str = "Không tìm thấy hồ sơ này. Esc để lùi lại.";

/// How the name of a district of the former three levels begins.
pub(super) const DISTRICTS: [&str; 4] = ["huyện", "quận", "thị xã", "thành phố"];
/// And its commune.
pub(super) const COMMUNES: [&str; 4] = ["xã ", "phường ", "thị trấn ", "đặc khu "];

/// The label of a field; `person` says whether the holder is one.
pub(super) fn label(field: Field, person: bool) -> &'static str {
    match field {
        Field::Kind => "Chủ hồ sơ",
        Field::Organisation => "Tên cơ quan/tổ chức",
        Field::Name if person => "Họ và tên",
        Field::Name => "Người đại diện",
        Field::Number if person => "Số CMND/Hộ chiếu",
        Field::Number => "Mã số thuế/Số giấy tờ",
        Field::Born => "Ngày sinh",
        Field::Sex => "Giới tính",
        Field::IssuedOn if person => "Ngày cấp CMND",
        Field::IssuedOn => "Ngày cấp",
        Field::IssuedBy if person => "Nơi cấp CMND",
        Field::IssuedBy => "Nơi cấp",
        Field::Phone => "Di động",
        Field::Email => "Email",
        Field::More | Field::Go => "",
        Field::Fax => "Số Fax",
        Field::Website => "Website",
        Field::Licence => "Số GCN/GP",
        Field::Subject => "Nội dung yêu cầu",
        Field::Sets => "Số bộ hồ sơ",
        Field::Province => "Tỉnh/Thành phố",
        Field::District => "Quận/Huyện",
        Field::Commune => "Phường/Xã/Thị trấn",
        Field::Detail => "Số nhà/Đường/Tổ/Ấp/Thôn/Xóm",
        Field::OldAddress => "Địa chỉ cũ",
        Field::Bearer => "Người nộp",
        Field::BearerName => "Họ tên người nộp",
        Field::BearerNo => "Số giấy tờ người nộp",
        Field::BearerPhone => "Di động người nộp",
        Field::BearerBasis => "Giấy ủy quyền",
        Field::ReturnWay => "Đăng ký nhận kết quả tại",
    }
}

/// E15.
pub(super) fn missing(label: &str) -> String {
    format!("Chưa nhập {label}. Mục này bắt buộc.")
}

/// E20; a place that is not in the list may stay as text.
pub(super) fn no_place(typed: &str) -> String {
    format!("Không thấy «{typed}» trong danh sách. F4 chọn, hoặc giữ nguyên chữ đã gõ.")
}

/// Beside a province found by the former name of a part of it.
pub(super) fn merged(former: &[String]) -> String {
    match former {
        [] => String::new(),
        names => format!("gồm {} cũ", names.join(", ")),
    }
}

/// W12.
pub(super) fn differs(label: &str, before: &str, now: &str) -> String {
    format!("Khác hồ sơ trước: {label} {before} → {now}. Hỏi lại công dân.")
}

/// Beside a value that differs.
pub(super) fn before(value: &str) -> String {
    format!("trước: {value}")
}

/// Beside a value of the earlier dossier.
pub(super) fn earlier(at: Moment) -> String {
    // What was filed online and not received yet has no day at this desk.
    if at.0 <= 0 {
        return "hồ sơ trực tuyến".to_owned();
    }
    format!("hồ sơ {}", at.local().format("%d/%m"))
}

/// At the end of a refusal when more stops are wrong.
pub(super) fn further(sentence: &str, count: usize) -> String {
    if count == 0 {
        return sentence.to_owned();
    }
    format!("{sentence} (còn {count} mục nữa)")
}

/// The note kept when there is no phone.
pub(super) fn no_phone(reason: &str) -> String {
    format!("{NO_PHONE}: {reason}")
}

/// How many fields were written.
pub(super) fn updated(count: usize) -> String {
    format!("Đã cập nhật {count} mục, giá trị cũ còn trong lịch sử.")
}
