//! Words about scanning: first what is wrong or done, then what to do, with the page to begin again from.

use super::{Came, Feed, ScanEnd, ScanFault, ScanProfile};

/// `nd30 màu 200 dpi`.
pub fn profile(profile: ScanProfile) -> String {
    let name = match profile {
        ScanProfile::Nd30 => "nd30 màu",
        ScanProfile::Archive => "lưu trữ màu",
        ScanProfile::Grey => "thang xám",
        ScanProfile::Drawing => "bản vẽ xám",
    };
    format!("{name} {} dpi", profile.dpi())
}

/// What a device cannot do.
fn lacks(feed: Feed) -> &'static str {
    match feed {
        Feed::Flatbed => "không có mặt kính",
        Feed::Feeder => "không có khay nạp",
        Feed::Duplex => "không quét hai mặt",
    }
}

/// How a scan ended, and what came of it.
pub fn ended(end: ScanEnd, came: Came) -> String {
    let (pages, next) = (came.pages, came.through().saturating_add(1));
    let covers = match came.covers {
        0 => String::new(),
        covers => format!(", {covers} tờ bìa"),
    };
    match (end, pages) {
        (ScanEnd::FeederEmpty, _) => {
            format!("Máy quét hết giấy. Đã nhận {pages} trang{covers}. Đặt giấy tiếp rồi bấm F8.")
        }
        (ScanEnd::Done, _) => format!("Đã quét {pages} trang{covers} vào khay."),
        (ScanEnd::Stopped, 0) => "Đã dừng máy quét. Chưa trang nào vào khay.".to_owned(),
        (ScanEnd::Stopped, _) if came.half => {
            format!("Đã dừng. {pages} trang đã vào khay; trang {next} chưa trọn: quét lại trang đó.")
        }
        (ScanEnd::Stopped, _) => format!("Đã dừng máy quét. {pages} trang đã vào khay."),
        (ScanEnd::Fault(fault), _) => self::fault(fault, next),
    }
}

/// What is wrong and what to do; scanning goes on from page `next`.
fn fault(fault: ScanFault, next: u32) -> String {
    let first = next <= 1;
    match fault {
        ScanFault::Jammed => {
            format!("Máy quét kẹt giấy. Gỡ tờ đang kẹt, xếp lại từ trang {next}, rồi bấm F8.")
        }
        ScanFault::CoverOpen if first => "Nắp máy quét đang mở. Đóng nắp rồi bấm F8.".to_owned(),
        ScanFault::CoverOpen => {
            format!("Nắp máy quét đang mở. Đóng nắp, xếp lại từ trang {next}, rồi bấm F8.")
        }
        ScanFault::NoPaper => "Máy quét không có giấy. Đặt giấy vào khay nạp rồi bấm F8.".to_owned(),
        ScanFault::Busy if first => "Máy quét đang bận. Chờ việc kia xong rồi bấm F8.".to_owned(),
        ScanFault::Busy => format!("Máy quét đang bận. Xếp lại từ trang {next}, chờ rồi bấm F8."),
        ScanFault::Absent => "Không thấy máy quét. Kiểm tra dây và nguồn rồi bấm F8.".to_owned(),
        ScanFault::NotOpened => {
            "Chưa mở được máy quét: máy đang bận hoặc đang khởi động. Chờ rồi bấm F8.".to_owned()
        }
        ScanFault::Denied => {
            "Chưa được phép dùng máy quét. Nhờ người quản lý máy cho phép rồi bấm F8.".to_owned()
        }
        ScanFault::Memory => "Máy thiếu bộ nhớ để quét. Đóng bớt chương trình rồi bấm F8.".to_owned(),
        ScanFault::Line => {
            format!("Máy quét mất liên lạc. Xem dây, xếp lại từ trang {next}, rồi bấm F8.")
        }
        ScanFault::Silent => {
            format!("Máy quét không trả lời. Tắt bật lại máy, xếp lại từ trang {next}, bấm F8.")
        }
        ScanFault::NoProgram => "Máy này chưa có scanimage để quét. Cài sane-utils rồi bấm F8.".to_owned(),
        ScanFault::NoFeed(feed) => format!(
            "Máy quét {}. Đổi «Nguồn giấy» ở Quản trị › Thiết lập.",
            lacks(feed)
        ),
        ScanFault::NoColour => "Máy quét không quét màu. Đổi «Kiểu quét» ở Quản trị › Thiết lập.".to_owned(),
        ScanFault::NoCommand => {
            "Không chạy được lệnh quét. Xem lại «Lệnh quét» ở Quản trị › Thiết lập.".to_owned()
        }
        ScanFault::Command(status) => {
            format!("Lệnh quét báo lỗi {status} ở trang {next}. Xem máy quét rồi bấm F8.")
        }
        ScanFault::NothingCame => "Lệnh quét xong mà không có trang nào. Đặt giấy rồi bấm F8.".to_owned(),
        ScanFault::Other(status) => {
            format!("Máy quét báo lỗi {status}. Tắt bật lại máy, xếp lại từ trang {next}, bấm F8.")
        }
    }
}

/// A page that was being scanned when the machine stopped.
pub fn torn(name: &str) -> String {
    format!("{name}: quét dở khi máy dừng, không dùng được. Quét lại trang này.")
}
