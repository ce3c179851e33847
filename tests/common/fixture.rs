//! Values tests begin with: ids that count, a desk to found, a dossier as a counter writes it, a scanned page. Compiled
//! into the programs of `tests/` and, as `crate::fixture`, into the library's own tests.

use std::path::Path;

use motcua::domain::act::Pin;
use motcua::domain::component::{FileSource, PaperForm, Required, SignatureMark, Submission};
use motcua::domain::desk::NewDesk;
use motcua::domain::dossier::{Account, AccountFinding, AccountSource};
use motcua::domain::draft::{Draft, DraftComponent, DraftFile};
use motcua::domain::ids::{ComponentId, DossierId, FileHash, FileId, IdSource, OfficerId};
use motcua::domain::pages::{DpiKnown, Page, Part};
use motcua::domain::special::Care;
use motcua::domain::time::Moment;
use motcua::store::Store;

/// Ids that count.
pub(crate) struct Counting(u64);

impl Counting {
    /// The ids of one block. Blocks are large: two sources of one test never give the same.
    pub(crate) fn block(number: u32) -> Self {
        Self(u64::from(number) << 30)
    }
}

impl IdSource for Counting {
    fn entropy(&mut self) -> [u8; 10] {
        self.0 += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.0.to_be_bytes());
        bytes
    }
}

/// The instant at which the office's clock shows this RFC 3339 time.
pub(crate) fn at(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

/// Desk 1 of xã An Toàn, for practice.
pub(crate) fn an_toan() -> NewDesk {
    NewDesk {
        unit_code: "000.99.15.H08".into(),
        unit_name: "Xã An Toàn".into(),
        desk_no: 1,
        range: None,
        officer_name: "Đinh Thị Hạnh".into(),
        pin: Pin("2468".into()),
        practice: true,
        settings: Vec::new(),
    }
}

/// That desk, founded in a new folder.
pub(crate) fn founded(home: &Path, now: Moment) -> Store {
    Store::create(home, &an_toan(), now, Box::new(Counting::block(0))).unwrap()
}

/// An officer found that the holder has an account.
pub(crate) fn has_account() -> AccountFinding {
    AccountFinding {
        account: Account::Exists,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: None,
    }
}

/// Đinh Văn Đạt is written down and has an account; no procedure, no paper yet.
pub(crate) fn draft(id: DossierId) -> Draft {
    let mut draft = Draft::new(id);
    draft.holder.holder_no = "052090001234".into();
    draft.holder.holder_name = "Đinh Văn Đạt".into();
    draft.holder.phone = "0905123456".into();
    draft.holder.address.address_text = "Thôn 2, xã An Toàn".into();
    draft.account = Some(has_account());
    draft
}

/// An original that is here, not scanned yet.
pub(crate) fn component(id: ComponentId, name: &str) -> DraftComponent {
    DraftComponent {
        id,
        kind_ref: None,
        name: name.into(),
        required: Required::Yes,
        submission: Submission::Submit,
        received: true,
        not_applicable: false,
        copies: 1,
        form: PaperForm::Original,
        reject_reason: None,
        files: Vec::new(),
        keep: false,
        care: Care::default(),
    }
}

/// A PDF of one page that was picked.
pub(crate) fn file(id: FileId, (sha256, size): (FileHash, u64), name: &str) -> DraftFile {
    DraftFile {
        id,
        sha256,
        size,
        mime: "application/pdf".into(),
        name: name.into(),
        pages: Some(1),
        source: FileSource::Picked,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    }
}

/// An A4 page at 200 dots an inch, scanned at that time; the mark is its bytes and its name.
pub(crate) fn page(mark: u8, (side, part): (u32, Part), (taken_at, taken_by): (Moment, OfficerId)) -> Page {
    Page {
        sha256: FileHash([mark; 32]),
        leaf: 1,
        size: 740_000,
        mime: "image/jpeg".into(),
        file_name: format!("S{mark:04}.jpg"),
        side,
        part,
        turns: 0,
        blank: false,
        width: 1654,
        height: 2339,
        dpi: 200,
        dpi_known: DpiKnown::Measured,
        device: String::new(),
        taken_at,
        taken_by,
    }
}

/// A program at this place. Another process writes it: while this one has it open for writing, a child that another
/// test starts in that instant holds it too, and a busy file cannot be run.
#[cfg(unix)]
pub(crate) fn program(path: &Path, text: &str) {
    let script = "printf %s \"$1\" > \"$0\" && chmod 755 \"$0\"";
    let written = std::process::Command::new("sh")
        .args(["-c", script])
        .arg(path)
        .arg(text)
        .status();
    assert!(written.unwrap().success());
}
