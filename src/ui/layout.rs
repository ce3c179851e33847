//! The six rows around every work area, the window that is too small, and the panes of wide screens.

use std::borrow::Cow;

use crate::app::chrome::{Context, Indicator, Message, MessageKind, ScreenChrome, Shell};
use crate::app::command::Offer;
use crate::app::keymap::Keymap;
use crate::ui::measure::{cut, width, wrap};
use crate::ui::pen::Pen;
use crate::ui::text;
use crate::ui::theme::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Columns below which [`too_small`] is drawn instead of a screen.
pub const LEAST_WIDTH: u16 = 80;
/// Rows below which [`too_small`] is drawn instead of a screen.
pub const LEAST_HEIGHT: u16 = 24;
/// Columns from which a second pane stands at the right.
pub const WIDE: u16 = 120;

/// Rows above and below the work area.
const TOP: u16 = 3;
const BOTTOM: u16 = 3;
/// Columns that a fact of row 2 keeps at least.
const FEWEST: u16 = 8;
/// The right end of the key line never changes its place.
const KEY_ENDS: u16 = 28;

/// Everything the six rows say.
#[derive(Debug, Clone, Copy)]
pub struct Chrome<'a> {
    /// The desk.
    pub shell: &'a Shell,
    /// The screen, or the dialog that speaks for it.
    pub screen: &'a ScreenChrome,
    /// For the names of keys.
    pub keys: &'a Keymap,
}

/// Is there no room for a screen?
pub fn is_too_small(area: Rect) -> bool {
    area.width < LEAST_WIDTH || area.height < LEAST_HEIGHT
}

/// The rows between the chrome: what a screen's `view` is given.
pub fn work_area(area: Rect) -> Rect {
    let height = area.height.saturating_sub(TOP + BOTTOM);
    Rect::new(area.x, area.y + TOP.min(area.height), area.width, height)
}

/// The part of a work area forms and dialogs use: 80 columns at any size.
pub fn form_area(area: Rect) -> Rect {
    Rect {
        width: area.width.min(LEAST_WIDTH),
        ..area
    }
}

/// Draws rows 1–3 and the last three, and gives the work area between them.
///
/// ```
/// use motcua::app::chrome::{Context, Message, ScreenChrome, Shell};
/// use motcua::app::command::{Command, Offer};
/// use motcua::app::keymap::Keymap;
/// use motcua::ui::{Look, layout, picture::draw};
/// let shell = Shell { desk: "Quầy A".into(), officer: "Hạnh".into(), clock: "08:06".into(), ..Shell::default() };
/// let screen = ScreenChrome {
///     context: Context::left("Bộ phận Một cửa"),
///     message: Some(Message::error("Chưa nhập Di động. Mục này bắt buộc.")),
///     offers: vec![Offer::new(Command::Commit).named("Tiếp tục")],
///     ..ScreenChrome::new(["Hồ sơ", "Cập nhật"])
/// };
/// let chrome = layout::Chrome { shell: &shell, screen: &screen, keys: &Keymap::default() };
/// let picture = draw(80, 24, &Look::SKETCH, |frame, area| {
///     assert_eq!(layout::frame(frame, &Look::SKETCH, area, &chrome).height, 18);
/// });
/// assert_eq!(picture.row(22).trim_end(), " ! Chưa nhập Di động. Mục này bắt buộc.");
/// ```
pub fn frame(frame: &mut Frame<'_>, look: &Look, area: Rect, chrome: &Chrome<'_>) -> Rect {
    frame.buffer_mut().set_style(area, look.style(Role::Text));
    let mut pen = Pen::new(frame, look, area);
    let last = area.height.saturating_sub(1);
    title(&mut pen, chrome);
    context(&mut pen, &chrome.screen.context);
    let note = chrome.screen.rule_note.as_deref();
    rule(&mut pen, 2, chrome.shell.practice, note.unwrap_or_default());
    let practice = if chrome.shell.practice {
        text::PRACTICE_RULE
    } else {
        ""
    };
    rule(&mut pen, last.saturating_sub(2), chrome.shell.practice, practice);
    if let Some(said) = &chrome.screen.message {
        message(&mut pen, last.saturating_sub(1), said);
    }
    key_line(&mut pen, last, chrome);
    work_area(area)
}

fn title(pen: &mut Pen<'_, '_>, chrome: &Chrome<'_>) {
    pen.rule(0, Role::Title, " ");
    let mut left = 1;
    if chrome.shell.practice {
        left = pen.text((left, 0), Role::Practice, text::PRACTICE) + 2;
    }
    let path = chrome.screen.path.join(" › ");
    let room = pen.width().saturating_sub(left + width(&path));
    let right = indicators(chrome.shell, room);
    let room = pen.width().saturating_sub(left + width(&right));
    pen.text((left, 0), Role::Title, &cut(&path, room));
    pen.text_before((pen.width(), 0), Role::Title, &right);
}

/// What is given up on a crowded row 1, first to go first; at last the officer's name.
const DROPPED: [&str; 3] = [text::PRINTS, text::SIGNATURES, text::SCANS];

/// The right block of row 1, with a blank at each end, as much of it as fits `room` columns.
fn indicators(shell: &Shell, room: u16) -> String {
    let mut kept: Vec<Indicator> = shell.indicators.clone();
    kept.retain(|it| rank(*it).2 != Some(0));
    kept.sort_by_key(|it| rank(*it).0);
    for dropped in DROPPED {
        let block = right_block(&kept, shell, &shell.officer);
        if width(&block) <= room {
            return block;
        }
        kept.retain(|it| rank(*it).1 != dropped);
    }
    let block = right_block(&kept, shell, &shell.officer);
    if width(&block) <= room {
        return block;
    }
    right_block(&kept, shell, "")
}

fn right_block(kept: &[Indicator], shell: &Shell, officer: &str) -> String {
    let mut parts: Vec<String> = kept.iter().map(|it| word(*it)).collect();
    let who = [shell.desk.as_str(), officer].map(str::trim);
    let who: Vec<&str> = who.into_iter().filter(|it| !it.is_empty()).collect();
    parts.push(who.join(" · "));
    parts.push(shell.clock.clone());
    parts.retain(|part| !part.is_empty());
    format!(" {} ", parts.join("  "))
}

/// Place in row 1, word, count.
fn rank(indicator: Indicator) -> (u8, &'static str, Option<u32>) {
    match indicator {
        Indicator::ReadOnly => (0, text::READ_ONLY, None),
        Indicator::Conflicts(count) => (1, text::CONFLICTS, Some(count)),
        Indicator::Scans(count) => (2, text::SCANS, Some(count)),
        Indicator::Signatures(count) => (3, text::SIGNATURES, Some(count)),
        Indicator::Prints(count) => (4, text::PRINTS, Some(count)),
        Indicator::Outbox(count) => (5, text::OUTBOX, Some(count)),
    }
}

fn word(indicator: Indicator) -> String {
    match rank(indicator) {
        (_, word, Some(count)) => format!("{word} {count}"),
        (_, word, None) => word.to_owned(),
    }
}

fn context(pen: &mut Pen<'_, '_>, context: &Context) {
    let edge = pen.width().saturating_sub(1);
    match context {
        Context::Facts { left, right, urgent } => {
            let room = edge.saturating_sub(1 + width(right) + u16::from(!right.is_empty()));
            pen.text((1, 1), Role::Text, &fitted(left, room));
            let role = if *urgent { Role::Bad } else { Role::Text };
            pen.text_before((edge, 1), role, right);
        }
        Context::Steps {
            names,
            current,
            right,
        } => {
            let end = steps(pen, names, *current);
            let room = edge.saturating_sub(end + 2);
            pen.text_before((edge, 1), Role::Text, &cut(right, room));
        }
    }
}

/// Facts between `·`: where all are there when the longest of them is cut, it gives way. That is a name, and what stands
/// last, such as a status, is not lost for it.
fn fitted(facts: &str, room: u16) -> String {
    let mut parts: Vec<Cow<'_, str>> = facts.split(" · ").map(Cow::Borrowed).collect();
    let over = width(facts).saturating_sub(room);
    let longest = (1..parts.len()).max_by_key(|at| width(&parts[*at]));
    if let (Some(at), 1..) = (longest, over) {
        let left = width(&parts[at]).saturating_sub(over);
        if left < FEWEST {
            return cut(facts, room).into_owned();
        }
        parts[at] = Cow::Owned(cut(&parts[at], left).into_owned());
    }
    parts.join(" · ")
}

fn steps(pen: &mut Pen<'_, '_>, names: &[&str], current: usize) -> u16 {
    let mut column = 1;
    for (at, name) in names.iter().enumerate() {
        let gap = if at == 0 { 0 } else { 3 };
        let step = format!("{} {name}", at + 1);
        column = if at == current {
            pen.text((column + gap, 1), Role::Focus, &format!("▸{step}"))
        } else {
            pen.text((column + gap, 1), Role::Text, &step)
        };
    }
    column
}

fn rule(pen: &mut Pen<'_, '_>, row: u16, practice: bool, note: &str) {
    let (role, sign) = if practice {
        (Role::Practice, "═")
    } else {
        (Role::Rule, "─")
    };
    pen.rule(row, role, sign);
    if !note.is_empty() {
        let room = pen.width().saturating_sub(5);
        pen.text((2, row), role, &format!(" {} ", cut(note, room)));
    }
}

/// In its row above the key line; what is longer begins one row higher, over the rule, and only a third row is cut.
fn message(pen: &mut Pen<'_, '_>, row: u16, message: &Message) {
    let (role, prefix) = match message.kind {
        MessageKind::Error => (Role::Bad, "! "),
        MessageKind::Warning => (Role::Warn, "? "),
        MessageKind::Done => (Role::Good, "✓ "),
        MessageKind::Advice => (Role::Text, ""),
    };
    let room = pen.width().saturating_sub(1 + width(prefix));
    if width(&message.text) <= room {
        pen.text((1, row), role, &format!("{prefix}{}", message.text));
        return;
    }
    let lines = wrap(&message.text, room);
    let Some((first, rest)) = lines.split_first() else {
        return;
    };
    let above = row.saturating_sub(1);
    pen.blank(above, 1);
    pen.text((1, above), role, &format!("{prefix}{first}"));
    pen.text((1 + width(prefix), row), role, &cut(&rest.join(" "), room));
}

fn key_line(pen: &mut Pen<'_, '_>, row: u16, chrome: &Chrome<'_>) {
    let shown = |offers: &[Offer]| -> Vec<(String, &'static str)> {
        let possible = offers.iter().filter(|offer| offer.enabled());
        possible
            .filter_map(|offer| key_and_word(offer, chrome.keys))
            .collect()
    };
    let ends = shown(&chrome.screen.ends);
    let ends_width = ends
        .iter()
        .map(|it| entry_width(it) + 2)
        .sum::<u16>()
        .saturating_sub(1);
    let room = pen.width().saturating_sub(KEY_ENDS.max(ends_width + 1));
    let mut column = 1;
    // A key that stands at the right already is named once.
    let twice = |offer: &Offer| chrome.screen.ends.iter().any(|end| end.command == offer.command);
    let offers: Vec<Offer> = chrome
        .screen
        .offers
        .iter()
        .filter(|it| !twice(it))
        .cloned()
        .collect();
    for entry in shown(&offers) {
        if column + entry_width(&entry) > room {
            break;
        }
        column = draw_entry(pen, (column, row), &entry) + 2;
    }
    let mut column = pen.width().saturating_sub(ends_width);
    for entry in &ends {
        column = draw_entry(pen, (column, row), entry) + 2;
    }
}

/// Acts that only the palette holds have no key and no place in the key line.
fn key_and_word(offer: &Offer, keys: &Keymap) -> Option<(String, &'static str)> {
    let key = match &offer.keys {
        Some(shown) => shown.to_string(),
        None => keys.key(offer.command)?.label(),
    };
    Some((key, offer.word()))
}

fn entry_width(entry: &(String, &'static str)) -> u16 {
    width(&entry.0) + 1 + width(entry.1)
}

fn draw_entry(pen: &mut Pen<'_, '_>, at: (u16, u16), entry: &(String, &'static str)) -> u16 {
    pen.pieces(
        at,
        &[(Role::Key, &entry.0), (Role::Text, " "), (Role::Text, entry.1)],
    )
}

/// The window is too small for a screen: says so, that nothing typed is lost, and what is open. Below 40 × 10 only the name.
pub fn too_small(frame: &mut Frame<'_>, look: &Look, area: Rect, open: &str) {
    frame.buffer_mut().set_style(area, look.style(Role::Text));
    let mut pen = Pen::new(frame, look, area);
    if area.width < 40 || area.height < 10 {
        pen.text((0, 0), Role::Text, text::NAME);
        return;
    }
    let size = text::size_now(area.width, area.height);
    pen.text((1, 1), Role::Bad, text::TOO_SMALL);
    pen.text((1, 2), Role::Text, &size);
    pen.text((1, 4), Role::Text, text::ENLARGE);
    pen.text((1, 5), Role::Text, text::KEPT);
    pen.text((1, 7), Role::Text, open);
    pen.pieces((1, 9), &[(Role::Key, text::LEAVE.0), (Role::Text, text::LEAVE.1)]);
}

/// Below 120 columns the whole area; from there a left pane of `divider` columns, `│`, and the rest with its own gutter.
pub fn panes(pen: &mut Pen<'_, '_>, divider: u16) -> (Rect, Option<Rect>) {
    if pen.width() < WIDE || divider + 2 >= pen.width() {
        return (pen.area(), None);
    }
    for row in 0..pen.height() {
        pen.text((divider, row), Role::Rule, "│");
    }
    let left = pen.block((0, 0), (divider, pen.height()));
    let rest = pen.width() - divider - 2;
    let right = pen.block((divider + 2, 0), (rest, pen.height()));
    (left, Some(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::picture::{Picture, draw};
    use proptest::prelude::*;

    fn said(columns: u16, message: Message, practice: bool) -> Picture {
        let shell = Shell {
            practice,
            ..Shell::default()
        };
        let screen = ScreenChrome {
            message: Some(message),
            ..ScreenChrome::new(["Hồ sơ"])
        };
        let chrome = Chrome {
            shell: &shell,
            screen: &screen,
            keys: &Keymap::default(),
        };
        draw(columns, 24, &Look::SKETCH, |canvas, area| {
            frame(canvas, &Look::SKETCH, area, &chrome);
        })
    }

    /// Rows 22 and 23 without the blanks around.
    fn rows(picture: &Picture) -> [String; 2] {
        [21, 22].map(|row| picture.row(row).trim().to_owned())
    }

    #[test]
    fn a_sentence_of_one_row_leaves_the_rule_alone() {
        let text = "Số di động phải có 10 số, bắt đầu bằng 03, 05, 07, 08, 09. Mới có 9 số.";
        let [rule, row] = rows(&said(80, Message::error(text), false));
        assert!(rule.starts_with("───"));
        assert_eq!(row, format!("! {text}"));
    }

    /// The longest sentences with names and numbers in them, as screens make them.
    #[test]
    fn a_sentence_of_two_rows_is_said_whole_with_its_mark_before_the_first() {
        let long = [
            Message::warning(
                "Đã trả lúc 08:27 30/11/2026, Đinh Thị Hạnh trả cho Phan Văn Tín. Không ghi thêm gì.",
            ),
            Message::error(
                "Chữ ký chưa rõ, F6 đọc rồi chọn dùng hay không: nơi cấp chứng thư không có trong Kho tin cậy.",
            ),
            Message::error("Không đọc được chứng thư trong tệp này. Chọn tệp PEM, CER, CRT hoặc DER của CA."),
            Message::done(
                "Đã lưu hồ sơ vào tủ lưu trữ của Bộ phận Một cửa, ngăn 12, bìa 2026-04; xem ở trang hồ sơ.",
            ),
        ];
        for practice in [false, true] {
            for message in &long {
                let picture = said(80, message.clone(), practice);
                let [first, second] = rows(&picture);
                let shown = format!("{first} {second}");
                assert!(shown.ends_with(&message.text), "{shown}");
                assert_eq!(shown.chars().count(), message.text.chars().count() + 2);
                assert!(picture.row(22).starts_with("   "), "{second}");
                let [rule, row] = rows(&said(120, message.clone(), practice));
                assert!(rule.contains(if practice { "═" } else { "─" }));
                assert!(row.ends_with(&message.text));
            }
        }
    }

    #[test]
    fn a_third_row_is_cut_and_says_so() {
        let text = "một hai ba bốn năm ".repeat(12);
        let [first, second] = rows(&said(80, Message::advice(text.trim()), false));
        assert!(first.starts_with("một hai") && second.ends_with('…'), "{second}");
    }

    proptest! {
        #[test]
        fn whatever_fits_two_rows_is_never_cut(words in proptest::collection::vec("[a-zđơư]{1,7}", 1..22)) {
            let text = words.join(" ");
            let [first, second] = rows(&said(80, Message::warning(&text), false));
            let shown = if second.starts_with('?') { second } else { format!("{first} {second}") };
            prop_assert_eq!(shown, format!("? {text}"));
        }
    }
}
