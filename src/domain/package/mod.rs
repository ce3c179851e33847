//! A package of dossiers that were filed online (`docs/package-format.md`): bytes in, typed dossiers or named faults out.
//!
//! The field names are those of the national portal's `DongBoHoSoMC` (domain.md §1.3). One dossier that cannot be read
//! never keeps the others back. Nothing here opens a file: whether the files are there is the desk's to find out.

mod checklist;
mod fields;
mod place;
#[cfg(test)]
mod tests;
pub mod text;

use serde_json::{Map, Value};

pub use checklist::{Slot, lay_out};
pub use place::Place;

use self::fields::Fields;
use super::dossier::{Account, AccountFinding, AccountSource, Address, Holder, HolderKind, ReturnWay};
use super::identity::{self, Asked};
use super::ids::FileHash;
use super::limits;
use super::phone::Phone;
use super::time::Moment;

/// What `LoaiGoi` says.
pub const KIND: &str = "motcua.ho-so-truc-tuyen";
/// The version of the format this program reads.
pub const VERSION: &str = "1";
/// The most bytes the JSON file of a package may have.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// The most dossiers in one package.
pub const MOST_DOSSIERS: usize = 2_000;
/// The most files of one dossier.
pub const MOST_FILES: usize = 200;
/// The most bytes one file may state: what the desk's own checks take.
pub const MOST_FILE_BYTES: u64 = 500 * 1024 * 1024;

/// Why a package is refused as a whole; nothing of it goes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// More than [`MOST_BYTES`].
    TooLarge,
    /// Not JSON, or cut off: line and column, from 1.
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// JSON, but not a package of this kind.
    NotAPackage,
    /// Another version of the format.
    Version(String),
    /// More than [`MOST_DOSSIERS`].
    TooMany(usize),
}

/// Why one dossier is held back. Names no value of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not an object.
    NotADossier,
    /// A required field is absent or empty.
    Missing(&'static str),
    /// A field's value cannot be read.
    Invalid(&'static str),
    /// A field is longer than the contract allows.
    TooLong(&'static str),
    /// `KenhThucHien` is not 2.
    NotOnline,
    /// `TrangThaiHoSo` says that it was received already.
    NotNew,
    /// More than [`MOST_FILES`].
    TooManyFiles,
    /// A file's place leads out of the package or cannot be a name.
    BadPlace(String),
    /// A file is not there.
    FileMissing(String),
    /// A file has other bytes than the package states.
    FileDiffers(String),
    /// `KichThuoc` is not the size of the bytes that have the stated SHA-256.
    FileSize(String),
    /// A file the desk does not take, in one sentence.
    FileRefused(String),
    /// No procedure of this code in the catalogue.
    NoProcedure(String),
    /// A dossier of this code came before and said something else.
    Changed,
    /// The store said no, in one sentence.
    Refused(String),
}

impl Fault {
    /// The stable word of the JSON contract.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotADossier => "not_a_dossier",
            Self::Missing(_) => "field_missing",
            Self::Invalid(_) => "field_invalid",
            Self::TooLong(_) => "field_too_long",
            Self::NotOnline => "not_online",
            Self::NotNew => "not_new",
            Self::TooManyFiles => "too_many_files",
            Self::BadPlace(_) => "bad_place",
            Self::FileMissing(_) => "file_missing",
            Self::FileDiffers(_) => "file_differs",
            Self::FileSize(_) => "file_size",
            Self::FileRefused(_) => "file_refused",
            Self::NoProcedure(_) => "no_procedure",
            Self::Changed => "changed",
            Self::Refused(_) => "refused",
        }
    }
}

/// One dossier of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// From 1, in the package's order.
    pub position: u32,
    /// `MaHoSo`, as far as it can be read; else empty.
    pub code: String,
    /// All it says, as canonical JSON: keys sorted, no blanks. The same dossier has the same bytes.
    pub said: Vec<u8>,
    /// What was understood.
    pub filing: Result<Box<Filing>, Fault>,
}

/// A dossier as a citizen filed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// `MaHoSo`: the portal's code, which names the dossier wherever it goes.
    pub code: String,
    /// `MaTTHC`.
    pub procedure: String,
    /// Chủ hồ sơ.
    pub holder: Holder,
    /// His account on the portal, as the package tells it.
    pub account: AccountFinding,
    /// `MaDoiTuong`: the account's id there; may be empty.
    pub tech_id: String,
    /// `TaiKhoanDuocXacThucVoiVNeID`.
    pub vneid: bool,
    /// `TrichYeuHoSo`.
    pub subject: String,
    /// `NgayNopHoSo`.
    pub submitted_at: Moment,
    /// `HinhThuc`.
    pub return_way: ReturnWay,
    /// `GhiChu`.
    pub note: Option<String>,
    /// `TaiLieuNop[]`, what was taken back (`IsDeleted`) left out.
    pub papers: Vec<Paper>,
}

/// One electronic paper with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// `MaThanhPhanHoSo`; may be empty.
    pub component: String,
    /// `TenTepDinhKem`.
    pub name: String,
    /// Where the file lies in the package.
    pub place: Place,
    /// `SHA256`.
    pub sha256: FileHash,
    /// `KichThuoc`, bytes.
    pub size: u64,
}

/// Reads the JSON file of a package.
pub fn read(bytes: &[u8]) -> Result<Vec<Item>, Unreadable> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    // Notepad puts a mark before UTF-8 text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|fault| Unreadable::NotJson {
        line: fault.line(),
        column: fault.column(),
    })?;
    let Value::Object(package) = value else {
        return Err(Unreadable::NotAPackage);
    };
    let fields = Fields(&package);
    if fields.text("LoaiGoi", 100).ok().as_deref() != Some(KIND) {
        return Err(Unreadable::NotAPackage);
    }
    match fields.text("PhienBan", 20) {
        Ok(version) if version == VERSION => {}
        Ok(version) => return Err(Unreadable::Version(version)),
        Err(_) => return Err(Unreadable::NotAPackage),
    }
    let Some(Value::Array(dossiers)) = package.get("data") else {
        return Err(Unreadable::NotAPackage);
    };
    if dossiers.len() > MOST_DOSSIERS {
        return Err(Unreadable::TooMany(dossiers.len()));
    }
    Ok((1..).zip(dossiers).map(item).collect())
}

/// Reads what [`Item::said`] kept.
pub fn read_again(said: &[u8], position: u32) -> Item {
    let value = serde_json::from_slice(said).unwrap_or(Value::Null);
    item((position, &value))
}

fn item((position, value): (u32, &Value)) -> Item {
    let code = value
        .as_object()
        .and_then(|object| Fields(object).text("MaHoSo", 100).ok());
    Item {
        position,
        code: code.unwrap_or_default(),
        said: sorted(value).to_string().into_bytes(),
        filing: match value {
            Value::Object(object) => filing(object).map(Box::new),
            _ => Err(Fault::NotADossier),
        },
    }
}

/// The same value with the keys of every object in order, whatever order the sender wrote.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut pairs: Vec<_> = object.iter().collect();
            pairs.sort_by(|one, other| one.0.cmp(other.0));
            Value::Object(
                pairs
                    .into_iter()
                    .map(|(key, value)| (key.clone(), sorted(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

fn filing(object: &Map<String, Value>) -> Result<Filing, Fault> {
    let fields = Fields(object);
    let code = fields.needed("MaHoSo", 100)?;
    if fields.needed("KenhThucHien", 10)? != "2" {
        return Err(Fault::NotOnline);
    }
    if !matches!(fields.text("TrangThaiHoSo", 10)?.as_str(), "" | "1") {
        return Err(Fault::NotNew);
    }
    let (tech_id, vneid) = (
        fields.text("MaDoiTuong", 200)?,
        fields.flag("TaiKhoanDuocXacThucVoiVNeID")?,
    );
    Ok(Filing {
        code,
        procedure: fields.needed("MaTTHC", 50)?,
        holder: holder(&fields)?,
        account: account(&tech_id, vneid),
        tech_id,
        vneid,
        subject: fields.needed("TrichYeuHoSo", limits::SUBJECT)?,
        submitted_at: fields.moment("NgayNopHoSo")?,
        return_way: return_way(&fields)?,
        note: Some(fields.text("GhiChu", 500)?).filter(|note| !note.is_empty()),
        papers: papers(&fields)?,
    })
}

/// For an organisation `ChuHoSo` is its name; who acts for it is asked at reception.
fn holder(fields: &Fields<'_>) -> Result<Holder, Fault> {
    let kind = match fields.text("LoaiDoiTuong", 10)?.as_str() {
        "" => HolderKind::Person,
        code => code
            .parse()
            .ok()
            .and_then(HolderKind::from_code)
            .ok_or(Fault::Invalid("LoaiDoiTuong"))?,
    };
    let number = identity::check(
        &fields.needed("SoGiayToChuHoSo", limits::NUMBER)?,
        Asked::Any,
        None,
    );
    let name = fields.needed("ChuHoSo", limits::NAME)?;
    let phone = fields.text("SoDienThoai", 40)?;
    let (holder_name, organisation) = match kind {
        HolderKind::Person => (name, String::new()),
        HolderKind::Business | HolderKind::Agency | HolderKind::Other => (String::new(), name),
    };
    Ok(Holder {
        holder_kind: kind,
        holder_no_kind: number.kind.map(Into::into),
        holder_no: number.value,
        holder_name,
        organisation,
        // A number nobody could dial is asked again at reception.
        phone: Phone::parse(&phone)
            .map(|phone| phone.digits().to_owned())
            .unwrap_or_default(),
        fax: fields.text("Fax", limits::FAX)?,
        email: fields.text("Email", limits::EMAIL)?,
        address: Address {
            address_text: fields.text("DiaChi", limits::ADDRESS)?,
            ..Address::default()
        },
        ..Holder::default()
    })
}

/// Who has an id there, or was verified there, has an account; of the others the package says nothing.
fn account(tech_id: &str, vneid: bool) -> AccountFinding {
    let known = vneid || !tech_id.is_empty();
    AccountFinding {
        account: if known { Account::Exists } else { Account::Unknown },
        account_at: None,
        account_source: AccountSource::Portal,
        account_reason: (!known).then(|| text::NO_ACCOUNT_SAID.to_owned()),
    }
}

fn return_way(fields: &Fields<'_>) -> Result<ReturnWay, Fault> {
    match fields.text("HinhThuc", 10)?.as_str() {
        "" => Ok(ReturnWay::Desk),
        code => code
            .parse()
            .ok()
            .and_then(ReturnWay::from_code)
            .ok_or(Fault::Invalid("HinhThuc")),
    }
}

fn papers(fields: &Fields<'_>) -> Result<Vec<Paper>, Fault> {
    let listed = fields.list("TaiLieuNop")?;
    if listed.len() > MOST_FILES {
        return Err(Fault::TooManyFiles);
    }
    let mut papers = Vec::new();
    for value in listed {
        let Value::Object(object) = value else {
            return Err(Fault::Invalid("TaiLieuNop"));
        };
        let fields = Fields(object);
        if !fields.flag("IsDeleted")? {
            papers.push(paper(&fields)?);
        }
    }
    Ok(papers)
}

fn paper(fields: &Fields<'_>) -> Result<Paper, Fault> {
    let size: u64 = fields
        .needed("KichThuoc", 20)?
        .parse()
        .map_err(|_| Fault::Invalid("KichThuoc"))?;
    if !(1..=MOST_FILE_BYTES).contains(&size) {
        return Err(Fault::Invalid("KichThuoc"));
    }
    Ok(Paper {
        component: fields.text("MaThanhPhanHoSo", 100)?,
        name: fields.needed("TenTepDinhKem", 4000)?,
        place: Place::parse(fields.raw("DuongDanTaiTepTin")?)?,
        sha256: fields
            .needed("SHA256", 64)?
            .parse()
            .map_err(|_| Fault::Invalid("SHA256"))?,
        size,
    })
}
