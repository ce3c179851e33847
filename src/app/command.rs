//! What keys mean: one table of commands with their word, group and keys. Never says what a command does; screens do.
//!
//! Key line, palette, help, `assets/keys.toml` and the README's key table all come from [`Command::row`].

use crate::app::key::{Key, KeyCode};
use std::borrow::Cow;

/// Answer to Ctrl+C, on every screen.
pub const HOW_TO_LEAVE: &str = "Muốn thoát thì bấm F10.";

/// What every layer answers to, whatever it offers; before login only those that open or hide nothing of the desk.
pub const EVERYWHERE: [Command; 5] = [
    Command::Help,
    Command::Palette,
    Command::Curtain,
    Command::Glyphs,
    Command::Interrupt,
];

/// Where a command stands in help and in the README.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// F-keys: the same everywhere.
    Function,
    /// Ctrl with a letter.
    Control,
    /// Moving about: fixed keys, never moved by keys.toml.
    Fixed,
    /// No key of its own: reached through the palette (F10).
    Palette,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Self; 4] = [Self::Function, Self::Control, Self::Fixed, Self::Palette];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Function => "Phím chức năng",
            Self::Control => "Phím Ctrl",
            Self::Fixed => "Phím đi lại",
            Self::Palette => "Trong bảng lệnh (F10)",
        }
    }
}

/// One row of the command table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The stable name in keys.toml; never change one that was shipped.
    pub name: &'static str,
    /// The word officers see, at most 24 columns. A screen may say its own ([`Offer::label`]).
    pub label: &'static str,
    /// Where it stands.
    pub group: Group,
    /// Default keys; the first is the one shown.
    pub keys: &'static [Key],
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $label:literal, $group:ident, [$($key:expr),*];)+) => {
        /// A key meaning, the same on every screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $variant,)+
            /// A numbered way, 0–9.
            Digit(u8),
        }

        impl Command {
            /// Every command except the digits, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its row of the table.
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$variant => const { &Row {
                        name: $name, label: $label, group: Group::$group, keys: &[$($key),*],
                    } },)+
                    Self::Digit(_) => &Row { name: "digit", label: "Chọn", group: Group::Fixed, keys: &[] },
                }
            }
        }
    };
}

commands! {
    /// Explains what is under the cursor.
    Help = "help", "Giúp", Function, [Key::f(1), Key::alt('1')];
    /// The one main act of the screen; the only key that commits. Screens give it their own word.
    Commit = "commit", "Làm", Function, [Key::f(2), Key::alt('2')];
    /// To the search field.
    Find = "find", "Tìm", Function, [Key::f(3), Key::alt('3')];
    /// The list of possible values of the field or row under the cursor.
    Choose = "choose", "Chọn", Function, [Key::f(4), Key::alt('4')];
    /// Sends and fetches now; in lists also re-reads.
    Refresh = "refresh", "Đồng bộ", Function, [Key::f(5), Key::alt('5')];
    /// Signs what is under the cursor; on a signed file its report.
    Sign = "sign", "Ký", Function, [Key::f(6), Key::alt('6')];
    /// Preview and print of what the screen is about.
    Print = "print", "In", Function, [Key::f(7), Key::alt('7')];
    /// Files for what is under the cursor.
    Files = "files", "Tệp", Function, [Key::f(8), Key::alt('8')];
    /// The next step of the dossier.
    Forward = "forward", "Chuyển", Function, [Key::f(9), Key::alt('9')];
    /// Every act and place; where nothing else can be commanded it leaves the program.
    Palette = "palette", "Lệnh", Function, [Key::f(10), Key::alt('0'), Key::ctrl('p')];
    /// Switches the glyph set of this machine.
    Glyphs = "glyphs", "Đổi bộ ký hiệu", Function, [Key::f(12)];

    /// All mandatory components as received; in lists with ticks: all.
    TickAll = "tick-all", "Đủ", Control, [Key::ctrl('a')];
    /// Another dossier with the same holder.
    Duplicate = "duplicate", "Nhân", Control, [Key::ctrl('d')];
    /// Privacy curtain, from anywhere.
    Curtain = "curtain", "Che", Control, [Key::ctrl('l')];
    /// Saves the draft now and says so.
    SaveDraft = "save-draft", "Lưu", Control, [Key::ctrl('s')];
    /// What a paper is like, what must be done before it is scanned, and what becomes of it.
    Care = "care", "Tính chất, cách giữ", Control, [Key::ctrl('k')];
    /// The letter's rules for copying as a checklist, with what reading the files again came to.
    Copying = "copying", "Yêu cầu sao chụp", Control, [Key::ctrl('g')];
    /// Undoes the last act that can be undone.
    Undo = "undo", "Hoàn tác", Control, [Key::ctrl('u')];
    /// Only answers [`HOW_TO_LEAVE`].
    Interrupt = "interrupt", "Nhắc cách thoát", Control, [Key::ctrl('c')];

    /// Accepts what is under the cursor and goes where work is; never commits.
    Accept = "accept", "Nhận", Fixed, [Key::plain(KeyCode::Enter)];
    /// Next stop.
    Next = "next", "Mục sau", Fixed, [Key::plain(KeyCode::Tab)];
    /// Previous stop.
    Previous = "previous", "Mục trước", Fixed, [Key::plain(KeyCode::BackTab)];
    /// One step back, nothing lost.
    Back = "back", "Lùi", Fixed, [Key::plain(KeyCode::Esc)];
    /// Tick, or next value of a choice.
    Tick = "tick", "Đánh dấu", Fixed, [Key::char(' ')];
    /// One row up; in a form the previous stop.
    Up = "up", "Lên", Fixed, [Key::plain(KeyCode::Up)];
    /// One row down; in a form the next stop.
    Down = "down", "Xuống", Fixed, [Key::plain(KeyCode::Down)];
    /// Cell or pane to the left.
    Left = "left", "Sang trái", Fixed, [Key::plain(KeyCode::Left)];
    /// Cell or pane to the right.
    Right = "right", "Sang phải", Fixed, [Key::plain(KeyCode::Right)];
    /// One window up.
    PageUp = "page-up", "Trang trước", Fixed, [Key::plain(KeyCode::PageUp)];
    /// One window down.
    PageDown = "page-down", "Trang sau", Fixed, [Key::plain(KeyCode::PageDown)];
    /// First row.
    First = "first", "Đầu", Fixed, [Key::plain(KeyCode::Home)];
    /// Last row.
    Last = "last", "Cuối", Fixed, [Key::plain(KeyCode::End)];
    /// Takes away what is under the cursor (a file, a page); not where text is typed.
    Remove = "remove", "Bỏ", Fixed, [Key::plain(KeyCode::Delete)];
    /// One copy more of a component.
    More = "more", "Thêm một bản", Fixed, [Key::char('+'), Key::char('=')];
    /// One copy fewer of a component.
    Fewer = "fewer", "Bớt một bản", Fixed, [Key::char('-')];

    /// Turns a page a quarter clockwise; not where text is typed.
    Turn = "turn", "Xoay trang", Fixed, [Key::char('r')];
    /// Looks at the page under the cursor; not where text is typed.
    Look = "look", "Xem trang", Fixed, [Key::char('v')];

    /// Home.
    GoHome = "go-home", "Trang chính", Palette, [];
    /// A new reception.
    Receive = "receive", "Tiếp nhận hồ sơ mới", Palette, [];
    /// A reception written on paper during a power cut.
    BackEntry = "back-entry", "Nhập bù", Palette, [];
    /// A last number that was read off a paper too low, after a restore.
    LastNumbers = "last-numbers", "Sửa số phiếu sau cùng", Palette, [];
    /// The kho of a person or organisation.
    Kho = "kho", "Kho giấy tờ", Palette, [];
    /// Pages that belong to no component yet.
    Tray = "tray", "Khay quét", Palette, [];
    /// Files of a folder into the tray.
    PickIntoTray = "pick-into-tray", "Chọn tệp vào khay", Palette, [];
    /// The two passes of a one-sided scanner into one another.
    Interleave = "interleave", "Xen kẽ hai lượt quét", Palette, [];
    /// Two pages of the tray onto one A4 sheet.
    JoinCard = "join-card", "Ghép hai mặt thẻ", Palette, [];
    /// The whole legal text of a paper of the checklist.
    ReadWording = "read-wording", "Đọc đủ quy định", Palette, [];
    /// Sheets with a code that say where the pages behind them belong.
    PrintCovers = "print-covers", "In tờ bìa QR", Palette, [];
    /// A placed page by one of the tray.
    ReplacePage = "replace-page", "Thay ảnh của trang", Palette, [];
    /// Pages that were thrown away, and back.
    TrayBin = "tray-bin", "Trang đã bỏ", Palette, [];
    /// What was filed online comes in from packages.
    Packages = "packages", "Nhận hồ sơ trực tuyến", Palette, [];
    /// Steps and history.
    Workflow = "workflow", "Quy trình", Palette, [];
    /// Corrects fields after reception.
    Edit = "edit", "Cập nhật", Palette, [];
    /// What is to be paid for a dossier, what was, and what nobody has to pay.
    Fees = "fees", "Phí, lệ phí", Palette, [];
    /// The dossier waits until its fees are paid.
    AskFee = "ask-fee", "Chờ nộp phí", Palette, [];
    /// The day's closing list: money taken, by officer and way.
    Takings = "takings", "Thu phí trong ngày", Palette, [];
    /// The letter's monthly form.
    Tally = "tally", "Thống kê tháng", Palette, [];
    /// Sổ theo dõi hồ sơ.
    Register = "register", "Sổ theo dõi hồ sơ", Palette, [];
    /// On time and late, QĐ 766, twelve months, papers that expire, dossiers that lie, the rehearsal of the form.
    Numbers = "numbers", "Số liệu", Palette, [];
    /// The letter's menu of receipts.
    ReceiptMenu = "receipt-menu", "Mẫu phiếu tiếp nhận", Palette, [];
    /// Asks the citizen for what is missing.
    AskSupplement = "ask-supplement", "Yêu cầu bổ sung", Palette, [];
    /// Takes what was missing.
    ReceiveSupplement = "receive-supplement", "Nhận bổ sung", Palette, [];
    /// Refuses reception.
    Refuse = "refuse", "Từ chối tiếp nhận", Palette, [];
    /// Withdraws at the holder's request.
    Withdraw = "withdraw", "Rút hồ sơ", Palette, [];
    /// Stops the handling.
    Stop = "stop", "Dừng giải quyết", Palette, [];
    /// Apologises and promises a new time.
    Apologise = "apologise", "Xin lỗi và hẹn lại", Palette, [];
    /// Prints a slip of the dossier beside its receipt.
    Slips = "slips", "In phiếu khác", Palette, [];
    /// Files an interim paper.
    FileInterim = "file-interim", "Lưu tập tin kết quả", Palette, [];
    /// Files an outcome.
    FileOutcome = "file-outcome", "Cập nhật kết quả", Palette, [];
    /// Scans a result on paper with its page account.
    ScanOutcome = "scan-outcome", "Quét kết quả giấy", Palette, [];
    /// Hands the outcome back.
    HandBack = "hand-back", "Trả kết quả", Palette, [];
    /// Ends without a product.
    NoProduct = "no-product", "Không có sản phẩm", Palette, [];
    /// Where the paper dossier lies.
    SetCabinet = "set-cabinet", "Lưu hồ sơ vào tủ", Palette, [];
    /// Cancels a dossier entered by mistake.
    Void = "void", "Hủy hồ sơ nhập nhầm", Palette, [];
    /// Throws a draft away.
    DropDraft = "drop-draft", "Bỏ bản nháp", Palette, [];
    /// Takes in a draft that was written as a file at another place.
    BringDraft = "bring-draft", "Nhận bản nháp từ tệp", Palette, [];
    /// Officers, settings, days off.
    Administration = "administration", "Quản trị", Palette, [];
    /// Another officer logs in.
    SwitchOfficer = "switch-officer", "Đổi cán bộ", Palette, [];
    /// A backup now.
    Backup = "backup", "Sao lưu", Palette, [];
    /// The desk examines itself.
    SelfCheck = "self-check", "Tự kiểm tra", Palette, [];
    /// Leaves the program.
    Quit = "quit", "Thoát", Palette, [];
}

impl Command {
    /// Where its key works, for the README.
    fn place(self) -> &'static str {
        match (self, self.row().group) {
            (Self::Curtain, _) => "mọi màn hình, sau khi đăng nhập",
            (command, _) if EVERYWHERE.contains(&command) => "mọi màn hình",
            (
                Self::Accept
                | Self::Next
                | Self::Previous
                | Self::Tick
                | Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last,
                _,
            ) => "danh sách, biểu mẫu",
            (_, Group::Palette) => "F10",
            _ => "màn hình có kê ở F1",
        }
    }

    /// The command of this stable name; digits have none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.row().name == name)
    }
}

/// A command as a screen offers it now.
///
/// ```
/// use motcua::app::command::{Command, Offer};
/// let offers = [
///     Offer::new(Command::Commit).named("Tiếp nhận"),
///     Offer::new(Command::Forward).unless(Some("Hồ sơ chưa có số.".to_owned())),
///     Offer::digits(1, 4).named("Chọn"),
/// ];
/// assert!(offers[0].enabled() && !offers[1].enabled());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it does.
    pub command: Command,
    /// The screen's own word for it; `None` = the table's.
    pub label: Option<&'static str>,
    /// What stands before the word in place of the key's name: `1–4`, `↑↓`.
    pub keys: Option<Cow<'static, str>>,
    /// Why it cannot be done now, as a sentence for row 23. The key line leaves such an offer out, the palette shows it.
    pub why_not: Option<String>,
}

impl Offer {
    /// Possible, under the table's word and key.
    pub const fn new(command: Command) -> Self {
        Self {
            command,
            label: None,
            keys: None,
            why_not: None,
        }
    }

    /// Digits `from`–`to` as one entry of the key line.
    pub fn digits(from: u8, to: u8) -> Self {
        let keys = if from == to {
            from.to_string()
        } else {
            format!("{from}–{to}")
        };
        Self::new(Command::Digit(from)).shown(keys)
    }

    /// ↑ and ↓ as one entry of the key line.
    pub fn arrows() -> Self {
        Self::new(Command::Up).shown("↑↓")
    }

    /// With the screen's own word.
    #[must_use]
    pub const fn named(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }

    /// With other text where the key's name stands.
    #[must_use]
    pub fn shown(mut self, keys: impl Into<Cow<'static, str>>) -> Self {
        self.keys = Some(keys.into());
        self
    }

    /// Impossible if there is a reason.
    #[must_use]
    pub fn unless(mut self, why_not: Option<String>) -> Self {
        self.why_not = why_not;
        self
    }

    /// Can it be done now?
    pub fn enabled(&self) -> bool {
        self.why_not.is_none()
    }

    /// The word to show.
    pub fn word(&self) -> &'static str {
        self.label.unwrap_or(self.command.row().label)
    }
}

/// The table of the README, as Markdown: keys, word, stable name.
pub fn key_table() -> String {
    Group::ALL.map(group_table).join("\n")
}

fn group_table(group: Group) -> String {
    let commands = Command::ALL.iter().filter(|it| it.row().group == group);
    let lines: String = commands.map(|it| table_line(*it)).collect();
    let heads = "| Phím | Việc | Dùng ở | Tên trong keys.toml |\n|---|---|---|---|\n";
    format!("**{}**\n\n{heads}{lines}", group.label())
}

fn table_line(command: Command) -> String {
    let row = command.row();
    let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.label())).collect();
    let (keys, place) = (keys.join(" "), command.place());
    format!("| {keys} | {} | {place} | `{}` |\n", row.label, row.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn every_command_has_a_word_a_name_and_a_key_or_stands_in_the_palette() {
        let mut names = BTreeSet::new();
        for row in Command::ALL.iter().map(|it| it.row()) {
            assert!((1..=24).contains(&row.label.width()), "{}", row.name);
            assert_eq!(row.keys.is_empty(), row.group == Group::Palette, "{}", row.name);
            assert!(names.insert(row.name), "{} twice", row.name);
        }
    }

    #[test]
    fn names_are_read_back() {
        for command in Command::ALL {
            assert_eq!(Command::from_name(command.row().name), Some(*command));
        }
        assert_eq!(Command::from_name("digit"), None);
    }

    #[test]
    fn the_key_table_names_every_command_once() {
        let table = key_table();
        for row in Command::ALL.iter().map(|it| it.row()) {
            assert_eq!(
                table.matches(&format!("`{}` |\n", row.name)).count(),
                1,
                "{}",
                row.name
            );
        }
        assert!(table.contains("| `F10` `Alt+0` `Ctrl+P` | Lệnh | mọi màn hình | `palette` |"));
    }

    #[test]
    fn an_offer_with_a_reason_is_not_possible() {
        let offer = Offer::new(Command::Forward).named("Chuyển bước");
        assert!(offer.enabled());
        assert_eq!(offer.word(), "Chuyển bước");
        assert!(!offer.unless(Some("Chưa có số.".to_owned())).enabled());
        assert_eq!(Offer::digits(1, 1).keys.as_deref(), Some("1"));
        assert_eq!(Offer::digits(0, 9).keys.as_deref(), Some("0–9"));
    }
}
