//! The receipt (Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả) as plain values, and its lines in words.
//!
//! It knows what the receipt says and in which order the circular says it. It never reads a store, a clock or a
//! layout: the store fills [`Receipt`], `forms` draws it, and tests compare [`lines`] with what `dossier show` prints.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use crate::domain::fee::{FeeLine, FeeState, Method, Proposed};

#[cfg(test)]
mod tests;
mod text;

pub use text::{date_words, limit_words, number_words, place_and_date, time_words};

/// Every fact the receipt of one dossier shows. Times are local (+07:00) wall-clock times.
///
/// Empty strings mean "not known": the line is left out (or drawn blank where the circular has a fixed line).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The left head block, from the parent agency down; the last line is drawn bold with a rule below it.
    pub agency: Vec<String>,
    /// The desk that receives, as the line "Bộ phận tiếp nhận và trả kết quả: …" names it.
    pub desk: String,
    /// The number of the receipt with its suffix, `0001/TNHS`.
    pub number: String,
    /// The dossier code; empty only in a preview before acceptance.
    pub code: String,
    /// The four characters a citizen quotes to ask about his dossier.
    pub lookup: String,
    /// Where a citizen may look his dossier up; empty = not shown.
    pub lookup_url: String,
    /// The person who holds the dossier; for an organisation, its representative (may be empty).
    pub holder: String,
    /// The organisation that holds the dossier, when it is not a person.
    pub organisation: Option<String>,
    /// Identity number or tax code of the holder.
    pub holder_no: String,
    /// Who came to the desk, when it was not the holder.
    pub bearer: Option<Bearer>,
    /// The full postal address in one line.
    pub address: String,
    /// Digits as stored; grouped when written.
    pub phone: String,
    pub email: String,
    /// "Nội dung yêu cầu giải quyết": the subject, as a rule the procedure's name.
    pub subject: String,
    /// The procedure's code, only for the QR profile of TT 01/2023/TT-VPCP.
    pub procedure_code: String,
    /// The papers handed in, in the order of the checklist.
    pub components: Vec<ReceiptComponent>,
    /// "Số bộ hồ sơ".
    pub sets: u32,
    /// The time limit of the procedure; `None` when it states none.
    pub limit: Option<Limit>,
    pub received_at: NaiveDateTime,
    /// The original promise; never overwritten.
    pub due_at: Option<NaiveDateTime>,
    /// The promise in force, after a supplement or an apology.
    pub promised_at: Option<NaiveDateTime>,
    /// Where, or by which way, the result will be collected.
    pub collect_at: String,
    /// The book of the register ("Quyển số") and the ordinal in it.
    pub book: u32,
    pub register_no: u32,
    /// What is to be paid; empty = the line is left out.
    pub fees: Vec<ReceiptFee>,
    /// Papers accepted as still missing or to be corrected.
    pub missing: Vec<String>,
    /// The officer's own remark for the citizen.
    pub note: String,
    /// The officer who received the dossier.
    pub officer: String,
    /// The place in the line "An Toàn, ngày … tháng … năm …".
    pub place_of_issue: String,
    /// When the receipt was made; also the date inside the PDF.
    pub issued_at: NaiveDateTime,
    /// Made in practice mode: every page carries the watermark.
    pub practice: bool,
    /// 0 for the first print, n for "In lại lần n".
    pub reprint: u32,
}

/// The person who brought the dossier for its holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    pub name: String,
    /// Why he may: the authorisation paper, or kinship.
    pub basis: String,
}

/// One paper handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptComponent {
    pub name: String,
    pub copies: u32,
    pub given: Given,
}

impl ReceiptComponent {
    /// The paper with its count and kind, as lists say it.
    pub fn words(&self) -> String {
        text::component_words(self)
    }
}

/// In which form a paper was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    Original,
    Certified,
    Plain,
    Electronic,
    /// Only shown at the desk, not handed in.
    Shown,
}

/// One thing to pay, in đồng, and how it stood when the receipt was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptFee {
    pub name: String,
    pub dong: u64,
    /// Chưa thu, đã thu, miễn.
    pub state: FeeState,
    /// Which way it was paid; `None` = it was not.
    pub method: Option<Method>,
}

impl ReceiptFee {
    /// A line of the dossier as the receipt says it.
    pub fn of(line: &FeeLine) -> Self {
        Self {
            name: line.name.clone(),
            dong: line.dong,
            state: line.state,
            method: line.method,
        }
    }

    /// A line the catalogue proposes, before a reception has it.
    pub fn proposed(line: &Proposed) -> Self {
        Self {
            name: line.name.clone(),
            dong: line.dong,
            state: FeeState::Due,
            method: None,
        }
    }
}

/// The time limit of the procedure, as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Result on the day of reception (or the next working day after the cut-off).
    SameDay,
    /// Working half days: 1 is "0,5 ngày làm việc".
    HalfDays(u32),
    WorkingHours(u32),
    WorkingDays(u32),
    CalendarDays(u32),
}

/// What a line of the receipt is about; the key of the line in a layout file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    Code,
    Lookup,
    Desk,
    Holder,
    HolderNo,
    Bearer,
    Address,
    Phone,
    Email,
    Subject,
    Components,
    Sets,
    Limit,
    ReceivedAt,
    DueAt,
    CollectAt,
    Fees,
    Register,
    Missing,
    Note,
}

/// The order of the lines in Mẫu 01, TT 01/2018/TT-VPCP, with the lines practice adds where practice adds them.
pub const ORDER: [Fact; 20] = [
    Fact::Code,
    Fact::Lookup,
    Fact::Desk,
    Fact::Holder,
    Fact::HolderNo,
    Fact::Bearer,
    Fact::Address,
    Fact::Phone,
    Fact::Email,
    Fact::Subject,
    Fact::Components,
    Fact::Sets,
    Fact::Limit,
    Fact::ReceivedAt,
    Fact::DueAt,
    Fact::CollectAt,
    Fact::Fees,
    Fact::Register,
    Fact::Missing,
    Fact::Note,
];

/// One line of the receipt: its label without number or colon, its value, and the list below it (if it has one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub fact: Fact,
    pub label: &'static str,
    pub value: String,
    pub items: Vec<String>,
}

/// The lines of the receipt in the circular's order, those without a value left out.
pub fn lines(receipt: &Receipt) -> Vec<Line> {
    ORDER
        .iter()
        .map(|&fact| line(receipt, fact))
        .filter(|line| !line.is_empty())
        .collect()
}

/// The line of one fact, with the circular's label; [`Line::is_empty`] when the dossier has nothing to say.
pub fn line(receipt: &Receipt, fact: Fact) -> Line {
    Line {
        fact,
        label: text::label(fact),
        value: text::value(receipt, fact),
        items: items(receipt, fact),
    }
}

fn items(receipt: &Receipt, fact: Fact) -> Vec<String> {
    if fact == Fact::Components {
        receipt.components.iter().map(ReceiptComponent::words).collect()
    } else if fact == Fact::Missing {
        receipt.missing.clone()
    } else {
        Vec::new()
    }
}

impl Line {
    pub fn is_empty(&self) -> bool {
        self.value.is_empty() && self.items.is_empty()
    }
}

impl Receipt {
    /// A receipt made at `at` that says nothing yet.
    pub fn blank(at: NaiveDateTime) -> Self {
        Self {
            agency: Vec::new(),
            desk: String::new(),
            number: String::new(),
            code: String::new(),
            lookup: String::new(),
            lookup_url: String::new(),
            holder: String::new(),
            organisation: None,
            holder_no: String::new(),
            bearer: None,
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            subject: String::new(),
            procedure_code: String::new(),
            components: Vec::new(),
            sets: 1,
            limit: None,
            received_at: at,
            due_at: None,
            promised_at: None,
            collect_at: String::new(),
            book: 0,
            register_no: 0,
            fees: Vec::new(),
            missing: Vec::new(),
            note: String::new(),
            officer: String::new(),
            place_of_issue: String::new(),
            issued_at: at,
            practice: false,
            reprint: 0,
        }
    }

    /// Whose dossier it is: the organisation, or the person.
    pub fn holder_title(&self) -> &str {
        self.organisation.as_deref().unwrap_or(&self.holder)
    }

    /// Who signs on the left: the one who stood at the desk.
    pub fn signer(&self) -> &str {
        self.bearer.as_ref().map_or(&self.holder, |bearer| &bearer.name)
    }

    /// The date the form set is chosen by.
    pub fn received_on(&self) -> NaiveDate {
        self.received_at.date()
    }

    /// The promise after the first one, when there is a later one.
    fn later_promise(&self) -> Option<NaiveDateTime> {
        self.promised_at
            .filter(|promised| self.due_at.is_some_and(|due| due != *promised))
    }
}
