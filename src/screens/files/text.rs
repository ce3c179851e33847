//! Words of choosing files.

use crate::domain::known::Known;
use crate::domain::say;
use crate::domain::time::Moment;
use crate::screens::text as shared;

pub(super) const CHOOSE: &str = "Chọn tập tin";
pub(super) const NEWEST: &str = "tệp mới nhất ở trên";
pub(super) const COLUMNS: [&str; 6] = ["", "Tệp", "Loại", "Trang", "Dung lượng", "Lúc"];
pub(super) const FIND: &str = "Tìm";
pub(super) const FOLDER: &str = "Thư mục";
pub(super) const FOLDER_LABEL: &str = "Đường dẫn";
pub(super) const TICK: &str = "Chọn";
pub(super) const SCAN_MORE: &str = "Quét thêm";
/// What Enter does after a scan.
pub(super) const PLACE: &str = "Gán";
pub(super) const NOT_YET: &str = "Hồ sơ chưa tiếp nhận nên chưa quét vào được. Tiếp nhận rồi F8 quét.";
pub(super) const READING: &str = "Đang đọc thư mục…";
/// Behind the sum of the ticked files, where their PDFs are too much for one.
pub(super) const APART: &str = " → quá 100 MB, mỗi PDF giữ riêng";
/// One of them is signed.
pub(super) const SIGNED_APART: &str = " → PDF đã ký giữ riêng";
pub(super) const EMPTY: &str = "Thư mục này không có tệp nào dùng được. F4 chọn thư mục khác, F5 đọc lại.";
pub(super) const NO_MATCH: &str = "Không tệp nào khớp chữ đang tìm. Xóa bớt chữ.";
pub(super) const GROWING: &str = "Tệp đang được ghi, chưa nhận. Sẽ tự hiện khi ghi xong.";
pub(super) const ONE_ONLY: &str = "Kết quả chỉ nhận một tệp. Bỏ chọn bớt rồi bấm Enter.";
pub(super) const WRITING: &str = "đang ghi";
pub(super) const NOT_ATTACHED: &str =
    "Chưa gắn tệp nào. Enter để chọn lại cách xử lý tệp nặng, hoặc chọn tệp khác.";
pub(super) const USED: &str = "? đã dùng";
pub(super) const BINNED: &str = "đã nằm trong Trang đã bỏ của khay";
pub(super) const KNOWN: &str = "? đã có";

/// What is said otherwise where the files are for something else.
pub(super) struct Words {
    /// What Enter does.
    pub take: &'static str,
    pub taking: &'static str,
    pub stopped: &'static str,
    /// Where a file that was taken before is (W20).
    pub used: &'static str,
    /// What is being done, and what is counted.
    pub progress: (&'static str, &'static str),
    /// Behind the sum of the ticked files: how many of them have pages and how many none, and what for.
    pub becomes: fn((usize, usize), &str) -> String,
}

/// A ticked file was used, and where it lies.
pub(super) fn used(name: &str, place: &str) -> String {
    format!("Tệp {name} {place}. Vẫn dùng thì bấm Enter lần nữa.")
}

impl Words {
    pub(super) fn progress(&self, done: u64, total: u64) -> String {
        let (doing, counted) = self.progress;
        format!("{doing} {done}/{total} {counted}. Esc dừng.")
    }
}

/// Files that are attached.
pub(super) const ATTACHED: Words = Words {
    take: "Gắn",
    taking: "Đang ghép và cất tệp… Esc dừng.",
    stopped: "Đã dừng. Chưa gắn tệp nào.",
    used: "đã có trong hồ sơ này",
    progress: ("Đang ghép", "trang"),
    becomes: |(paged, apart), title| match (paged, apart) {
        (2.., 1..) => format!(" → 1 tệp PDF, {apart} tệp giữ riêng"),
        (paged, _) => {
            let pdf = if paged > 1 { " → 1 tệp PDF" } else { "" };
            format!("{pdf} cho «{}»", shared::short(title, 30))
        }
    },
};

/// Files whose pages go into the tray.
pub(super) const INTO_TRAY: Words = Words {
    take: "Vào khay",
    taking: "Đang cất từng tệp vào khay… Esc dừng.",
    stopped: "Đã dừng. Tệp nào đã nhận thì nằm trong khay.",
    used: "đã nằm trong khay",
    progress: ("Đã nhận", "tệp"),
    becomes: |_, _| " → vào khay, chưa gán".to_owned(),
};

/// `đã có ở hồ sơ 000.99.15.H08-230214-0001 và 2 nơi khác`; nothing where it is new.
pub(super) fn known(places: &[Known]) -> Option<String> {
    let (first, others) = places.split_first()?;
    let place = match first {
        Known::Dossier { code, .. } if code.is_empty() => "ở hồ sơ chưa cấp số".to_owned(),
        Known::Dossier { code, .. } => format!("ở hồ sơ {code}"),
        Known::Draft { holder, .. } if holder.is_empty() => "ở một bản nháp".to_owned(),
        Known::Draft { holder, .. } => format!("ở bản nháp của {}", shared::short(holder, 24)),
        Known::Tray => "trong khay quét".to_owned(),
        Known::Bin => "trong Trang đã bỏ của khay quét".to_owned(),
        Known::Kho => "trong kho".to_owned(),
        Known::Before => "trước đây, nay đã gỡ hoặc thay".to_owned(),
    };
    let others = match others.len() {
        0 => String::new(),
        count => format!(" và {count} nơi khác"),
    };
    Some(format!("đã có {place}{others}"))
}

/// What is said of the pointed file below the list.
pub(super) fn same_bytes(name: &str, known: &str) -> String {
    format!("? {}: {known}", shared::short(name, 20))
}

/// Two of the ticked files are the same.
pub(super) fn alike(one: &str, other: &str) -> String {
    let [one, other] = [one, other].map(|name| shared::both_ends(name, 16));
    format!("{other} giống hệt {one}. Enter lần nữa: lấy cả hai.")
}

/// How the scan ended, and what Enter does, where both have room.
pub(super) fn came(ended: &str) -> String {
    let both = format!("{ended} Enter gán trang.");
    if both.chars().count() <= ROOM {
        both
    } else {
        ended.to_owned()
    }
}

/// Columns of a message.
const ROOM: usize = 76;

/// The folder is empty, and F8 brought pages before: they wait in the tray.
pub(super) fn in_tray(pages: u32) -> String {
    format!("Thư mục trống, nhưng {pages} trang đang ở khay quét: Esc, rồi F8 ở giấy tờ.")
}

/// The same where this F8 brought them.
pub(super) fn scanned_here(pages: u32) -> String {
    format!("Thư mục trống, nhưng {pages} trang vừa quét ở khay: Enter để gán.")
}

/// Title of the dialog.
pub(super) fn title(what: &str) -> String {
    format!("Chọn tập tin cho: {what}")
}

/// How many cannot be used.
pub(super) fn faulty(count: usize) -> String {
    format!("Có {count} tệp không dùng được. Lý do ghi ngay dưới tệp đó.")
}

/// `Đã chọn 2 tệp · 2 trang · 810 KB → 1 tệp PDF cho «Tờ khai»`.
pub(super) fn chosen(count: usize, (pages, bytes): (u32, u64), becomes: &str) -> String {
    let pages = match pages {
        0 => String::new(),
        pages => format!(" · {pages} trang"),
    };
    format!("Đã chọn {count} tệp{pages} · {}{becomes}", say::size(bytes))
}

/// Seconds on the day itself, else the date.
pub(super) fn modified(at: Moment, now: Moment) -> String {
    if at.date() == now.date() {
        return say::exact_time(at.local().time());
    }
    at.local().format("%d/%m %H:%M").to_string()
}
