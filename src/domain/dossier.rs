//! A dossier's own values: status, channel, who owns it, who brought it, what is known of his account.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::identity;
use crate::domain::ids::OfficerId;
use crate::domain::time::Moment;
use crate::domain::words::{coded, worded};

coded! {
    /// `TrangThaiHoSo` of the national portal, values 1 to 10. A draft has no status.
    Status {
        /// Mới đăng ký (online, waiting).
        Registered = 1,
        /// Được tiếp nhận.
        Accepted = 2,
        /// Không được tiếp nhận.
        Refused = 3,
        /// Đang xử lý.
        Processing = 4,
        /// Yêu cầu bổ sung giấy tờ.
        Supplement = 5,
        /// Yêu cầu thực hiện nghĩa vụ tài chính.
        Fee = 6,
        /// Công dân yêu cầu rút hồ sơ.
        Withdrawn = 7,
        /// Dừng xử lý.
        Stopped = 8,
        /// Đã xử lý xong, result at the desk.
        Finished = 9,
        /// Đã trả kết quả.
        Returned = 10,
    }
}

coded! {
    /// `KenhThucHien`: how the dossier came.
    Channel {
        /// At the counter.
        Counter = 1,
        /// Online.
        Online = 2,
        /// By public post.
        Post = 3,
    }
}

coded! {
    /// `LoaiDoiTuong`: what kind of holder.
    HolderKind {
        /// Công dân.
        Person = 1,
        /// Doanh nghiệp.
        Business = 2,
        /// Cơ quan nhà nước.
        Agency = 3,
        /// Tổ chức khác.
        Other = 4,
    }
}

worded! {
    /// Which kind of number names the holder.
    NumberKind {
        /// 12 digits (số định danh cá nhân, CCCD).
        Personal = "personal",
        /// 9 digits (CMND).
        OldCard = "old_card",
        /// Mã số thuế, 10 or 10-3 digits.
        Tax = "tax",
        /// Passport.
        Passport = "passport",
    }
}

impl From<identity::NumberKind> for NumberKind {
    fn from(kind: identity::NumberKind) -> Self {
        match kind {
            identity::NumberKind::Personal => Self::Personal,
            identity::NumberKind::OldCard => Self::OldCard,
            identity::NumberKind::Tax | identity::NumberKind::TaxBranch => Self::Tax,
            identity::NumberKind::Passport => Self::Passport,
        }
    }
}

worded! {
    /// What the officer found about the holder's account on the national portal.
    Account {
        /// Có tài khoản.
        Exists = "exists",
        /// Chưa có tài khoản.
        Missing = "missing",
        /// Không kiểm tra được.
        Unknown = "unknown",
    }
}

worded! {
    /// Who established [`Account`].
    AccountSource {
        /// The officer looked it up himself (phone, another machine).
        Officer = "officer",
        /// A live query of the portal.
        Portal = "portal",
    }
}

worded! {
    /// Does the dossier end with a product to hand back?
    Product {
        /// Not known yet.
        Open = "open",
        /// An outcome exists.
        Yes = "yes",
        /// Finished without a product, with a reason; not in column (10) of the monthly form.
        None = "none",
    }
}

coded! {
    /// `HinhThuc`: how the result goes back.
    ReturnWay {
        /// Tại Bộ phận Một cửa.
        Desk = 0,
        /// Qua bưu chính công ích.
        Post = 1,
        /// Trực tuyến.
        Online = 2,
    }
}

worded! {
    /// The set of administrative units an address is written in.
    PlaceSet {
        /// Two levels, from 1 July 2025.
        Y2025 = "2025",
        /// The former three levels.
        Legacy = "legacy",
    }
}

worded! {
    /// Sex as written on the card.
    Sex {
        /// Nam.
        Male = "male",
        /// Nữ.
        Female = "female",
    }
}

/// An address: codes of one unit set where they are known, and always the text as the citizen says it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The set the codes belong to.
    pub place_set: Option<PlaceSet>,
    /// 2 digits.
    pub province_code: Option<String>,
    /// 3 digits, only in the legacy set.
    pub district_code: Option<String>,
    /// 5 digits.
    pub commune_code: Option<String>,
    /// The whole address as printed: street or hamlet, then commune, (district,) province.
    pub address_text: String,
    /// Only the first part: số nhà/đường/tổ/ấp/thôn/xóm.
    pub address_detail: String,
    /// Địa chỉ cũ: the address of before 01/07/2025, where the citizen's papers still show it; with the set of 2025.
    pub address_old: String,
}

/// Chủ hồ sơ, with what was written on the day of reception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// Person or organisation.
    pub holder_kind: HolderKind,
    /// CMND/CCCD/MST/passport, without blanks.
    pub holder_no: String,
    /// Which of them.
    pub holder_no_kind: Option<NumberKind>,
    /// Full name; for an organisation its representative.
    pub holder_name: String,
    /// Tên cơ quan/tổ chức.
    pub organisation: String,
    /// Ngày cấp.
    pub no_issued_on: Option<NaiveDate>,
    /// Nơi cấp.
    pub no_issued_by: String,
    /// Birth date as text; may be only a year.
    pub born: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Di động, digits only.
    pub phone: String,
    /// `None` = his own number; else whose it is, or why there is none.
    pub phone_note: Option<String>,
    /// Số Fax.
    pub fax: String,
    /// Email.
    pub email: String,
    /// Website.
    pub website: String,
    /// Số GCN/GP.
    pub licence_no: String,
    /// Where he lives or sits.
    #[serde(flatten)]
    pub address: Address,
}

impl Default for Holder {
    fn default() -> Self {
        Self {
            holder_kind: HolderKind::Person,
            holder_no: String::new(),
            holder_no_kind: None,
            holder_name: String::new(),
            organisation: String::new(),
            no_issued_on: None,
            no_issued_by: String::new(),
            born: String::new(),
            sex: None,
            phone: String::new(),
            phone_note: None,
            fax: String::new(),
            email: String::new(),
            website: String::new(),
            licence_no: String::new(),
            address: Address::default(),
        }
    }
}

impl Holder {
    /// The organisation that holds the dossier, when it is not a person: with a citizen the letter's field says no more
    /// than where he works.
    pub fn holding_organisation(&self) -> Option<&str> {
        let holds = self.holder_kind != HolderKind::Person && !self.organisation.is_empty();
        holds.then_some(self.organisation.as_str())
    }

    /// The name lists and forms show: the organisation where one holds the dossier. The store's queries say the same in
    /// SQL.
    pub fn display_name(&self) -> &str {
        self.holding_organisation().unwrap_or(&self.holder_name)
    }
}

/// Người nộp, when it is not the holder himself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bearer {
    /// Full name.
    pub bearer_name: String,
    /// Number of his identity paper.
    pub bearer_no: String,
    /// His phone.
    pub bearer_phone: String,
    /// Paper that authorises him.
    pub bearer_basis: String,
}

/// The finding of "Kiểm tra tài khoản công dân trên cổng DVCQG".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountFinding {
    /// What was found.
    pub account: Account,
    /// When; stamped by the writer if the screen could not know.
    pub account_at: Option<Moment>,
    /// Who says so.
    pub account_source: AccountSource,
    /// Why reception went on without an account, in the officer's words.
    pub account_reason: Option<String>,
}

/// Who stands at the counter to collect the result.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Receiver {
    /// Full name.
    pub receiver_name: String,
    /// Number of his identity paper.
    pub receiver_no: String,
    /// `None` = the holder himself; else the authorising paper.
    pub receiver_basis: Option<String>,
}

/// One officer by id and name, as rows carry him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerName {
    /// Row id.
    pub id: OfficerId,
    /// Full name at the time of reading.
    pub name: String,
}
