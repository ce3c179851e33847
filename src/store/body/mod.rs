//! The bodies of ops: what each kind of act states, as typed facts and as stored bytes.
//!
//! A body holds everything `apply` needs. Add fields with a default; never change what a shipped one means.

mod fees;
mod flow;
mod office;
mod pages;
mod papers;
mod personal;
mod signatures;
mod snapshot;

use serde_json::Value as Json;

pub use fees::{AskFee, EditFees, FeeChange, SettleFee};
pub use flow::{
    Accept, Apologise, AskSupplement, Changed, CheckAccount, Edit, FormNumber, Forward, HandBack,
    ReceiveSupplement, Refuse, RegisterOnline, SetCabinet, Stop, Void, Withdraw,
};
pub use office::{
    AddOfficer, ChangeOfficer, CloseMonth, CloseRegister, ImportReference, OpenDesk, SetSetting, TakeTally,
};
pub use pages::{AccountPages, ConfirmCopying, ExemptComponent, SetPages};
pub use papers::{
    AddComponent, AddPaper, AttachFiles, ComponentChanges, DetachFile, EditComponent, FileInterim,
    FileOutcome, IssueForm, KeepPaper, ReplaceOutcome, ReprintForm, RevokeOutcome, RevokePaper,
    VoidComponent,
};
pub use personal::{Salt, hidden, unwrap, wrap};
pub use signatures::{CheckFacts, SetTrust, SignFile, TrustFacts, VerifyFile};
pub use snapshot::{
    BlobFacts, ComponentFacts, FileFacts, OutcomeFacts, PaperFacts, ProcedureFacts, ScanFacts, Snapshot,
    StepFacts,
};

use crate::store::cbor::{CborError, Value};

/// Version of every body so far.
pub const SCHEMA_V: i64 = 1;

/// Why stored bytes are not a body this program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// A newer program's kind or version.
    #[error("an op of a kind or version this program does not know")]
    Unknown,
    /// The kind is known, its fields are not there.
    #[error("a body that does not hold what its kind must")]
    Fields,
    /// Not even CBOR.
    #[error(transparent)]
    Cbor(#[from] CborError),
}

/// Declares [`Body`] with the stable word of each kind and of its aggregate (data-model.md §4).
macro_rules! bodies {
    ($($(#[$doc:meta])* $kind:ident = $word:literal of $entity:literal),+ $(,)?) => {
        /// What an op states.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Body { $($(#[$doc])* $kind(Box<$kind>)),+ }

        impl Body {
            /// The word of the log.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$kind(_) => $word),+ }
            }

            /// The aggregate's word.
            pub fn entity(&self) -> &'static str {
                match self {
                    Self::RevokePaper(body) if body.dossier.is_none() => "paper",
                    Self::VerifyFile(body) if body.paper.is_some() => "paper",
                    $(Self::$kind(_) => $entity),+
                }
            }

            fn to_json(&self) -> Result<Json, BodyError> {
                match self { $(Self::$kind(body) => serde_json::to_value(body)),+ }.map_err(|_| BodyError::Fields)
            }

            fn from_json(kind: &str, json: Json) -> Result<Self, BodyError> {
                match kind {
                    $($word => serde_json::from_value(json).map(|body| Self::$kind(Box::new(body))),)+
                    _ => return Err(BodyError::Unknown),
                }
                .map_err(|_| BodyError::Fields)
            }
        }
    };
}

bodies! {
    /// A desk is opened.
    OpenDesk = "open_desk" of "unit",
    /// An officer.
    AddOfficer = "add_officer" of "officer",
    /// Changes of an officer.
    ChangeOfficer = "change_officer" of "officer",
    /// An office-wide setting.
    SetSetting = "set_setting" of "setting",
    /// A reference table was read.
    ImportReference = "import_reference" of "reference",
    /// Nộp trực tuyến.
    RegisterOnline = "register_online" of "dossier",
    /// Tiếp nhận.
    Accept = "accept" of "dossier",
    /// Từ chối.
    Refuse = "refuse" of "dossier",
    /// Yêu cầu bổ sung.
    AskSupplement = "ask_supplement" of "dossier",
    /// Nhận bổ sung.
    ReceiveSupplement = "receive_supplement" of "dossier",
    /// Chuyển bước.
    Forward = "forward" of "dossier",
    /// Rút.
    Withdraw = "withdraw" of "dossier",
    /// Dừng.
    Stop = "stop" of "dossier",
    /// Xin lỗi và hẹn lại.
    Apologise = "apologise" of "dossier",
    /// Trả kết quả.
    HandBack = "hand_back" of "dossier",
    /// Kiểm tra tài khoản.
    CheckAccount = "check_account" of "dossier",
    /// Cập nhật.
    Edit = "edit" of "dossier",
    /// Lưu hồ sơ vào tủ.
    SetCabinet = "set_cabinet" of "dossier",
    /// Hủy hồ sơ nhập nhầm.
    Void = "void" of "dossier",
    /// Ghi phí, lệ phí.
    EditFees = "edit_fees" of "dossier",
    /// Chờ nộp phí.
    AskFee = "ask_fee" of "dossier",
    /// Đã nộp phí.
    SettleFee = "settle_fee" of "dossier",
    /// Thêm thành phần.
    AddComponent = "add_component" of "dossier",
    /// Sửa thành phần.
    EditComponent = "edit_component" of "dossier",
    /// Hủy thành phần.
    VoidComponent = "void_component" of "dossier",
    /// Gắn tệp.
    AttachFiles = "attach_files" of "dossier",
    /// Gỡ tệp.
    DetachFile = "detach_file" of "dossier",
    /// Trang của thành phần.
    SetPages = "set_pages" of "dossier",
    /// Hoàn tất số hóa thành phần.
    AccountPages = "account_pages" of "dossier",
    /// Xác nhận yêu cầu sao chụp.
    ConfirmCopying = "confirm_copying" of "dossier",
    /// Không số hóa.
    ExemptComponent = "exempt_component" of "dossier",
    /// Lưu tập tin kết quả.
    FileInterim = "file_interim" of "dossier",
    /// Cập nhật kết quả.
    FileOutcome = "file_outcome" of "dossier",
    /// Thay thế kết quả.
    ReplaceOutcome = "replace_outcome" of "dossier",
    /// Thu hồi kết quả.
    RevokeOutcome = "revoke_outcome" of "dossier",
    /// Lưu giấy tờ vào kho.
    KeepPaper = "keep_paper" of "dossier",
    /// Lập phiếu.
    IssueForm = "issue_form" of "dossier",
    /// In phiếu.
    ReprintForm = "reprint_form" of "dossier",
    /// Gỡ giấy tờ khỏi kho.
    RevokePaper = "revoke_paper" of "dossier",
    /// Giấy tờ cũ vào kho.
    AddPaper = "add_paper" of "paper",
    /// Ký số.
    SignFile = "sign_file" of "dossier",
    /// Kiểm tra lại chữ ký.
    VerifyFile = "verify_file" of "dossier",
    /// Kho tin cậy.
    SetTrust = "set_trust" of "setting",
    /// Khóa sổ theo dõi hồ sơ.
    CloseRegister = "close_register" of "month",
    /// Chốt tháng.
    CloseMonth = "close_month" of "month",
    /// Nhận số liệu của quầy khác.
    TakeTally = "take_tally" of "month",
}

impl Body {
    /// The body as it is stored, personal values salted.
    pub fn to_stored(&self, salt: &mut dyn FnMut() -> Salt) -> Result<Value, BodyError> {
        Ok(wrap(Value::from_json(self.to_json()?)?, salt))
    }

    /// Reads a stored body of this kind and version.
    pub fn from_stored(kind: &str, schema_v: i64, stored: Value) -> Result<Self, BodyError> {
        if schema_v != SCHEMA_V {
            return Err(BodyError::Unknown);
        }
        Self::from_json(kind, unwrap(stored).into_json())
    }
}
