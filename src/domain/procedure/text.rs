//! The Vietnamese words of procedures: default steps, headings that are no case, what an import would lose.

use unicode_width::UnicodeWidthChar;

use super::Fee;
use super::losses::{Loss, Lost};
use crate::domain::deadline::text::limit;
use crate::domain::dossier::Channel;

/// Names of the default workflow's three steps.
pub(super) const DEFAULT_STEPS: [&str; 3] = ["Tiếp nhận", "Xử lý", "Trả kết quả"];

/// Name of the default workflow.
pub(super) const DEFAULT_WORKFLOW: &str = "Quy trình ba bước";

/// A component group whose text is exactly one of these is a heading, not a case.
pub(super) const HEADINGS: [&str; 2] = ["thành phần hồ sơ", "hồ sơ khác"];

/// A component group that begins with one of these is a heading: its papers belong to every case.
pub(super) const HEADING_STARTS: [&str; 11] = [
    "giấy tờ phải",
    "các giấy tờ phải xuất trình",
    "xuất trình",
    "người yêu cầu",
    "lưu ý",
    "số lượng hồ sơ",
    "tùy từng trường hợp",
    "trường hợp ủy quyền",
    "trường hợp đăng ký trên môi trường điện tử",
    "trường hợp đăng ký tổ hợp tác trên môi trường điện tử",
    "hồ sơ của người",
];

const WIDEST: usize = 78;

/// A channel of handing in, in lower case.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "trực tiếp",
        Channel::Online => "trực tuyến",
        Channel::Post => "bưu chính",
    }
}

/// Where a procedure states no limit.
pub const NO_LIMIT: &str = "không quy định";

/// Name of the one result a procedure has whose record names none.
pub(super) const ANY_RESULT: &str = "Kết quả giải quyết thủ tục hành chính";

/// `8.000 đồng (trực tuyến; mỗi bản sao)`.
pub fn fee(fee: &Fee) -> String {
    let amount = money(fee.amount);
    let amount = if fee.currency == "VND" {
        format!("{amount} đồng")
    } else {
        format!("{amount} {}", fee.currency)
    };
    let through = fee.channel.map(|through| channel(through).to_owned());
    // Sources write their note in brackets or without them.
    let bare = |note: &String| {
        let inside = note.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        inside.unwrap_or(note).to_owned()
    };
    let more: Vec<String> = through.into_iter().chain(fee.note.as_ref().map(bare)).collect();
    if more.is_empty() {
        amount
    } else {
        format!("{amount} ({})", more.join("; "))
    }
}

fn money(amount: i64) -> String {
    let digits = amount.to_string();
    let dot = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits
        .char_indices()
        .flat_map(|(at, digit)| dot(at).then_some('.').into_iter().chain([digit]))
        .collect()
}

/// One line, at most 78 columns: what the new record would no longer state.
pub fn loss(loss: &Loss) -> String {
    let code = &loss.code;
    match &loss.what {
        Lost::Limit(was) => format!(
            "{code}: mất thời hạn {} ({})",
            limit(was.limit),
            channel(was.channel)
        ),
        Lost::Fee(was) => clipped(&format!("{code}: mất mức phí {}", fee(was)), WIDEST),
        Lost::Component { name, case_name } => {
            let head = format!("{code}: mất giấy tờ «");
            let room = WIDEST.saturating_sub(head.chars().count() + 1);
            let Some(case) = case_name else {
                return format!("{head}{}»", clipped(name, room));
            };
            let between = "», trường hợp «";
            let room = room.saturating_sub(between.chars().count());
            let name = clipped(name, room / 2);
            let case = clipped(case, room - room / 2);
            format!("{head}{name}{between}{case}»")
        }
    }
}

fn clipped(text: &str, room: usize) -> String {
    let width = |c: char| c.width().unwrap_or(0);
    if text.chars().map(width).sum::<usize>() <= room {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += width(*c);
        used <= room
    });
    kept.chain(['…']).collect()
}
