//! Words about a page that is looked at in the terminal.

use super::{Leaf, NoLook, PageLook};
use crate::domain::pages::DpiKnown;
use crate::domain::quality::PageFlag;
use crate::domain::say;

/// Only what the checks know. Which way up a page stands they do not know: the officer looks.
pub fn caption(look: &PageLook) -> String {
    let faults: Vec<&str> = look.flags.iter().filter_map(|flag| fault(*flag)).collect();
    match (faults.is_empty(), look.level) {
        (false, _) => format!("Máy thấy: {}.", faults.join(", ")),
        (true, true) => "Không trắng, không nghiêng.".to_owned(),
        (true, false) => "Không trắng.".to_owned(),
    }
}

fn fault(flag: PageFlag) -> Option<&'static str> {
    match flag {
        PageFlag::Blank => Some("trắng? (vẫn giữ)"),
        PageFlag::Skewed => Some("nghiêng"),
        PageFlag::TooDark => Some("quá tối"),
        PageFlag::TooLight => Some("quá mờ"),
        PageFlag::CutEdge => Some("chữ sát mép, có thể bị cắt"),
        PageFlag::Duplicate => Some("trùng tệp khác"),
        PageFlag::ProbableDuplicate => Some("giống một trang khác"),
        PageFlag::TooLargeToCheck | PageFlag::NotChecked => None,
    }
}

/// What the officer judges, because no check can.
pub const LOOK_YOURSELF: &str = "Đúng chiều, đúng trang hay không: nhìn hình.";
/// It is on its way.
pub const COMING: &str = "Đang mở trang…";
/// The font of this terminal has no half blocks.
pub const NO_GLYPHS: &str = "Màn hình này không vẽ được hình trang.";

/// Why there is nothing to look at, and what to do.
pub fn why_not(why: NoLook) -> &'static str {
    match why {
        NoLook::TooLarge => "Không kiểm tra (quá lớn): trang trên 200 triệu điểm ảnh.",
        NoLook::NotAPicture => "Trang không phải ảnh quét: xem bằng trình xem của máy.",
        NoLook::Damaged => "Không đọc được hình của trang. Quét lại; tệp điện tử: xin tệp khác.",
        NoLook::NotMade => "Chưa lập được hình của trang này. Xem bằng trình xem của máy.",
        NoLook::Changed => "Tệp trên đĩa đã khác lúc nhận. Báo quản trị, chạy Tự kiểm tra.",
        NoLook::Missing => "Không thấy tệp trên máy này. Chạy Tự kiểm tra (F10).",
    }
}

/// The pointed row has no page.
pub const NOTHING: &str = "Không có trang nào để xem.";

/// Name and page; what is known of the image.
pub fn facts(leaf: &Leaf) -> [String; 2] {
    let page = if leaf.leaf > 1 {
        format!("{}, trang {}", leaf.name, leaf.leaf)
    } else {
        leaf.name.clone()
    };
    let mut known = Vec::new();
    if leaf.pixels.0 > 0 {
        known.push(format!("{} × {}", leaf.pixels.0, leaf.pixels.1));
    }
    match leaf.dpi {
        (0, _) | (_, DpiKnown::Unknown) => {}
        (dpi, DpiKnown::Assumed) => known.push(format!("{dpi}? dpi")),
        (dpi, DpiKnown::Measured) => known.push(format!("{dpi} dpi")),
    }
    known.push(say::size(leaf.size));
    [page, known.join(" · ")]
}

/// What is said below the picture, or in its place.
pub fn words(seen: Option<&Result<Box<PageLook>, NoLook>>, can_show: bool) -> Vec<String> {
    match seen {
        None => vec![COMING.to_owned()],
        Some(Ok(look)) => {
            let cannot = (!can_show).then(|| NO_GLYPHS.to_owned());
            let judge = can_show.then(|| LOOK_YOURSELF.to_owned());
            cannot.into_iter().chain([caption(look)]).chain(judge).collect()
        }
        Some(Err(why)) => vec![why_not(*why).to_owned()],
    }
}
