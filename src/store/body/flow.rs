//! Bodies of the moves of a dossier.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::deadline::Limit;
use crate::domain::dossier::{AccountFinding, Product, Receiver, ReturnWay, Status};
use crate::domain::fee::FeeLine;
use crate::domain::ids::{OfficerId, OpId, OutcomeId};
use crate::domain::manifest::Verified;
use crate::domain::time::Moment;

use super::papers::EditComponent;
use super::snapshot::{BlobFacts, ComponentFacts, PaperFacts, Snapshot, StepFacts};

/// Old and new value.
pub type Changed<T> = (T, T);

/// Nộp trực tuyến: a dossier of a package, waiting to be received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterOnline {
    /// Everything the desk understands of it.
    pub dossier: Snapshot,
    /// The portal's code.
    pub portal_code: String,
    /// When the citizen filed it.
    pub submitted_at: Moment,
    /// The holder's account on the portal; may be empty.
    pub tech_id: String,
    /// Verified through VNeID.
    pub vneid: bool,
    /// Everything the package said, as the file it is kept in.
    pub said: BlobFacts,
}

/// Tiếp nhận.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accept {
    /// Everything about it.
    pub dossier: Snapshot,
    /// Full code.
    pub code: String,
    /// The number in the code, and the day it counts in.
    pub code_seq: u32,
    /// Day of the code.
    pub code_on: NaiveDate,
    /// Four characters.
    pub lookup: String,
    /// Book of the register.
    pub book: u32,
    /// Number in the book.
    pub register_no: u32,
    /// Year of the book.
    pub register_year: i32,
    /// The procedure's limit.
    pub limit: Option<Limit>,
    /// When it was received.
    pub received_at: Moment,
    /// When it is due.
    pub due_at: Option<Moment>,
    /// Nhập bù: why.
    pub backfilled_reason: Option<String>,
    /// Papers kept for next time.
    pub kho: Vec<PaperFacts>,
    /// What is to be paid; empty also in ops from before this was written down.
    #[serde(default)]
    pub fees: Vec<FeeLine>,
}

/// A number of a form, counted by desk and year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormNumber {
    /// `refusal`, `supplement` …
    pub kind: String,
    /// As printed.
    pub number: String,
    /// The counter's value.
    pub seq: u32,
    /// The counter's year.
    pub year: i32,
    /// The counter's desk.
    pub desk_no: u32,
}

/// Từ chối.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refuse {
    /// From a draft: what it knows. `None` when the dossier exists already.
    pub dossier: Option<Snapshot>,
    /// Why.
    pub reason: String,
    /// On which ground.
    pub basis: String,
    /// Where to go instead.
    pub go_to: String,
    /// Its form's number.
    pub form: FormNumber,
}

/// Yêu cầu bổ sung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskSupplement {
    /// From a draft: what it knows. `None` when the dossier exists already.
    pub dossier: Option<Snapshot>,
    /// 1, 2 …
    pub round: u32,
    /// What is asked.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// Its form's number.
    pub form: FormNumber,
    /// The status to come back to; `None` = it was never received.
    pub status_before: Option<Status>,
    /// The promise when it was asked.
    pub due_before: Option<Moment>,
    /// A leader, from round 2 on.
    pub approver: Option<OfficerId>,
}

/// Nhận bổ sung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiveSupplement {
    /// The round it answers.
    pub round: u32,
    /// What came.
    pub answer: String,
    /// The promise before.
    pub due_before: Option<Moment>,
    /// The promise now.
    pub due_after: Option<Moment>,
    /// `restart` or `pause`.
    pub policy: String,
    /// Where it goes on.
    pub status_after: Status,
    /// Papers of the list that came, as they change; none also in ops from before this was written down, whose answer
    /// is an officer's words and names no paper for certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<EditComponent>,
    /// Papers that came and that the list did not name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<ComponentFacts>,
}

/// Chuyển bước, also back from 9 to 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forward {
    /// Number of the step left.
    pub from_step: u32,
    /// Status left.
    pub from_status: Status,
    /// The step entered.
    pub to_step: StepFacts,
    /// Status entered.
    pub status_after: Status,
    /// Who has it now.
    pub to_officer: Option<OfficerId>,
    /// The outside agency that has it now.
    pub to_unit: Option<String>,
    /// Ý kiến; going back, the reason.
    pub opinion: String,
    /// Why it left the desk chưa số hóa đủ.
    pub undigitised_reason: Option<String>,
    /// Product after it.
    pub product: Product,
    /// Why there is nothing to hand back.
    pub no_product_reason: Option<String>,
    /// What reading its files again came to; `None` = nobody did, or an op from before this was written down.
    #[serde(default)]
    pub verified: Option<Verified>,
}

/// Rút.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {
    /// Why.
    pub reason: String,
    /// What was given back.
    pub papers_given_back: String,
    /// The status left; `None` = an op from before this was written down.
    #[serde(default)]
    pub from_status: Option<Status>,
}

/// Dừng.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Why.
    pub reason: String,
    /// On which ground.
    pub basis: String,
    /// The leader.
    pub approver: Option<OfficerId>,
    /// The status left; `None` = an op from before this was written down.
    #[serde(default)]
    pub from_status: Option<Status>,
}

/// Xin lỗi và hẹn lại.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apologise {
    /// Why.
    pub reason: String,
    /// Old and new promise.
    pub promised_at: (Option<Moment>, Moment),
    /// A leader, beyond the office's maximum.
    pub approver: Option<OfficerId>,
}

/// Trả kết quả.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandBack {
    /// Who took it.
    pub receiver: Receiver,
    /// Which way.
    pub way: ReturnWay,
    /// What was handed back.
    pub outcomes: Vec<OutcomeId>,
    /// What goes into the kho.
    pub kho: Vec<PaperFacts>,
    /// What reading its files again came to; `None` = nobody did, or an op from before this was written down.
    #[serde(default)]
    pub verified: Option<Verified>,
    /// Why it went out although something was still to be paid.
    #[serde(default)]
    pub unpaid_reason: Option<String>,
}

/// Kiểm tra tài khoản.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAccount {
    /// What was found.
    pub finding: AccountFinding,
    /// What was known before; `None` = an op from before this was written down.
    #[serde(default)]
    pub before: Option<AccountFinding>,
}

/// Cập nhật: columns with old and new values, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// By column.
    pub changes: BTreeMap<String, Changed<Option<String>>>,
    /// Hoàn tác of this op.
    pub undoes: Option<OpId>,
}

/// Lưu hồ sơ vào tủ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCabinet {
    /// Old and new place.
    pub cabinet: Changed<Option<String>>,
    /// Hoàn tác of this op.
    pub undoes: Option<OpId>,
}

/// Hủy hồ sơ nhập nhầm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Void {
    /// Why.
    pub reason: String,
}
