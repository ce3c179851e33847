//! Words of signing.

use chrono::NaiveDate;

use super::look::Stop;
use crate::domain::signing::look::Ninth;
use crate::domain::signing::text as words;
use crate::domain::signing::{FoundKey, TriesLeft};

pub(super) const TITLE: &str = "Ký số";
pub(super) const WHAT: &str = "Ký";
pub(super) const DEVICE: &str = "Thiết bị";
pub(super) const CERTIFICATE: &str = "Chứng thư";
pub(super) const PIN: &str = "Mã PIN";
pub(super) const LOOK: &str = "Mẫu chữ ký";
pub(super) const PAGE: &str = "Trang";
pub(super) const LAST_PAGE: &str = "để trống: trang cuối";
pub(super) const PLACE: &str = "Vị trí";
pub(super) const NUMBER: &str = "Số, ký hiệu";
pub(super) const SIGN: &str = "Ký";
pub(super) const LOOKS: &str = "Mẫu, mã PIN";
pub(super) const STOP: &str = "Dừng sau tệp này";
pub(super) const CLOSE: &str = "Đóng";
pub(super) const OTHER: &str = "Thiết bị khác";
pub(super) const AGAIN: &str = "Tìm lại";

pub(super) const SEARCHING: &str = "Đang tìm thiết bị ký…";
pub(super) const TYPE_PIN: &str = "Nhập mã PIN của thiết bị rồi bấm F2.";
pub(super) const ON_DEVICE: &str = "Bấm F2, rồi nhập mã PIN trên chính thiết bị.";
pub(super) const OPEN_KEY: &str =
    "Khóa nằm trong tệp, không mã PIN: chỉ để thử hoặc ở quầy nhỏ. Bấm F2 để ký.";
pub(super) const LOCKED_PEM: &str =
    "Khóa nằm trong tệp: chỉ để thử hoặc ở quầy nhỏ. Nhập mật khẩu rồi bấm F2.";
pub(super) const TYPE_PASSWORD: &str = "Nhập mật khẩu của tệp khóa rồi bấm F2.";
pub(super) const NO_PIN: &str = "Chưa nhập mã PIN. Nhập mã PIN của thiết bị rồi bấm F2.";
pub(super) const READ_ONLY: &str = "Cửa sổ này chỉ để xem. Ký ở cửa sổ đang làm việc.";
pub(super) const NO_NUMBER: &str = "Mẫu này cần số, ký hiệu văn bản. Nhập rồi bấm F2.";
pub(super) const NO_KEY: &str = "Không thấy thiết bị ký. Cắm thiết bị rồi bấm F5.";
pub(super) const LOCKED: &str = "Thiết bị ký đã khóa. Liên hệ nơi cấp để mở.";
pub(super) const DO_NOT_PULL: &str = "Không rút thiết bị khi đang ký.";
pub(super) const STOPPING: &str = "Sẽ dừng sau tệp đang ký.";
pub(super) const NOTHING: &str = "Không có giấy tờ nào chờ ký.";
pub(super) const AFTER_PIN: &str = "xem được sau khi nhập PIN";

pub(super) const DONE: &str = "đã ký, đã kiểm tra, đã đính kèm";
pub(super) const NOW: &str = "đang ký";
pub(super) const PASSED: &str = "xong";
pub(super) const NOT_SIGNED: &str = "chưa ký";
pub(super) const FAILED: &str = "không ký được";

/// `3 giấy tờ` or the name of the only one.
pub(super) fn what(titles: &[&str]) -> String {
    match titles {
        [one] => (*one).to_owned(),
        _ => format!("{} giấy tờ", titles.len()),
    }
}

/// `UBND XÃ AN TOÀN · còn hạn đến 30/06/2024`.
pub(super) fn certificate(key: &FoundKey, today: NaiveDate) -> String {
    let Some(certificate) = &key.certificate else {
        return AFTER_PIN.to_owned();
    };
    let to = certificate.to.date();
    let until = to.format("%d/%m/%Y");
    let standing = if to < today {
        "HẾT HẠN ngày"
    } else {
        "còn hạn đến"
    };
    format!("{} · {standing} {until}", certificate.owner)
}

/// Behind the PIN field; empty where there is nothing to warn of.
pub(super) fn tries(tries: TriesLeft) -> &'static str {
    match tries {
        TriesLeft::Many => "",
        TriesLeft::Few | TriesLeft::Last | TriesLeft::Locked => words::tries(tries),
    }
}

/// `1/2` where there are several.
pub(super) fn place(at: usize, of: usize) -> String {
    if of < 2 {
        String::new()
    } else {
        format!(" ({}/{of}, F4 đổi)", at + 1)
    }
}

/// `Đang ký 2/3`.
pub(super) fn progress(done: usize, of: usize) -> String {
    format!("Đang ký {}/{of}", (done + 1).min(of))
}

/// All of them are signed.
pub(super) fn all(count: usize) -> String {
    format!("Đã ký xong {count} giấy tờ, đã kiểm tra và đính kèm.")
}

/// It stopped before the last one.
pub(super) fn stopped(why: &str, signed: usize, of: usize) -> String {
    if of < 2 {
        return why.to_owned();
    }
    format!("Đã ký {signed}/{of}. {why}")
}

/// What to do at a stop that is not the PIN.
pub(super) fn choosing(stop: Stop) -> &'static str {
    match stop {
        Stop::Profile => "Space đổi mẫu chữ ký. Tab sang mục sau.",
        Stop::Page => "Nhập số trang cần ký; để trống là trang cuối.",
        Stop::Place => "Space hoặc 1–9 chọn vị trí trên trang (1 trên trái, 9 dưới phải).",
        Stop::Number => "Nhập số, ký hiệu của văn bản mà tệp này kèm theo.",
        Stop::Pin => TYPE_PIN,
    }
}

/// A field of the page.
pub(super) fn ninth(place: Ninth) -> &'static str {
    match place {
        Ninth::TopLeft => "1 trên, bên trái",
        Ninth::Top => "2 trên, giữa",
        Ninth::TopRight => "3 trên, bên phải",
        Ninth::Left => "4 giữa trang, bên trái",
        Ninth::Middle => "5 giữa trang",
        Ninth::Right => "6 giữa trang, bên phải",
        Ninth::BottomLeft => "7 dưới, bên trái",
        Ninth::Bottom => "8 dưới, giữa",
        Ninth::BottomRight => "9 dưới, bên phải",
    }
}

/// `██████────`, so many of `width` signs.
pub(super) fn bar(done: usize, of: usize, width: usize) -> String {
    let full = (done * width).checked_div(of).unwrap_or(0).min(width);
    format!("{}{}", "█".repeat(full), "─".repeat(width - full))
}

/// ` 66 %`.
pub(super) fn percent(done: usize, of: usize) -> String {
    format!("{:>3} %", (done * 100).checked_div(of).unwrap_or(0))
}
