//! Dossiers filed online: registered once, then received, refused or sent back for papers like any other.

use super::*;
use crate::domain::act::FiledOnline;
use crate::domain::package;
use crate::domain::procedure::Record;
use crate::store::catalog;

const SAID: FileHash = FileHash([77; 32]);

impl Office {
    /// The catalogue knows the procedure, with two lines of a checklist.
    pub(super) fn knows_the_procedure(&mut self) {
        let record = r#"[{"code": "1.004873", "name": "Xác nhận tình trạng hôn nhân", "field_name": "Hộ tịch",
            "time_limit": {"amount": 3, "unit": "working_day", "policy": "days"},
            "components": [{"name": "Tờ khai", "kind": "original", "mandatory": true},
                           {"name": "CCCD", "kind": "copy", "mandatory": true}]}]"#;
        let records = Record::parse_all(record.as_bytes()).unwrap();
        catalog::import(&self.conn, &records).unwrap();
    }

    /// What a package says, under this code of the portal.
    pub(super) fn filed(code: &str) -> FiledOnline {
        let hash = FileHash([71; 32]);
        let said = format!(
            r#"{{"MaHoSo": "{code}", "MaTTHC": "1.004873", "KenhThucHien": "2", "SoGiayToChuHoSo": "{PERSON}",
            "ChuHoSo": "Đinh Văn Đạt", "SoDienThoai": "0905123456", "DiaChi": "Thôn 2", "MaDoiTuong": "t-1",
            "TrichYeuHoSo": "Xác nhận", "NgayNopHoSo": "20230214081500", "GhiChu": "xin giao tại nhà", "TaiKhoanDuocXacThucVoiVNeID": "1",
            "TaiLieuNop": [{{"TenTepDinhKem": "Tờ khai.pdf", "DuongDanTaiTepTin": "a.pdf", "SHA256": "{hash}",
            "KichThuoc": 10}}]}}"#
        );
        let filing = *package::read_again(said.as_bytes(), 1).filing.unwrap();
        let file = |sha256, name: &str| StoredFile {
            sha256,
            size: 10,
            mime: "application/pdf".into(),
            name: name.into(),
            pages: Some(1),
            signature: SignatureMark::Present,
        };
        FiledOnline {
            filing,
            files: vec![file(hash, "Tờ khai.pdf")],
            said: file(SAID, "package.json"),
        }
    }

    pub(super) fn registered(&mut self, code: &str) -> DossierId {
        let id = DossierId(self.ids.next(self.now.0));
        let filed = Box::new(Self::filed(code));
        self.on(HANH, id, DossierAct::RegisterOnline(filed)).unwrap();
        id
    }
}

fn online() -> Office {
    let mut office = Office::new();
    office.knows_the_procedure();
    office
}

#[test]
fn what_was_filed_waits_with_all_it_said_and_its_code_comes_in_once() {
    let mut office = online();
    let id = office.registered("G22-1");
    assert_eq!(office.ask::<i64>("SELECT status FROM dossier"), 1);
    assert_eq!(office.ask::<i64>("SELECT channel FROM dossier"), 2);
    assert_eq!(office.ask::<Option<String>>("SELECT code FROM dossier"), None);
    assert_eq!(office.ask::<i64>("SELECT vneid FROM dossier"), 1);
    assert_eq!(office.ask::<String>("SELECT account FROM dossier"), "exists");
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM component WHERE form = 'electronic'"),
        2
    );
    assert_eq!(office.ask::<i64>("SELECT sum(received) FROM component"), 1);
    assert_eq!(
        office.ask::<String>("SELECT source FROM component_file"),
        "online"
    );
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM blob"),
        2,
        "the file, and what was said"
    );
    let other = DossierId(office.ids.next(office.now.0));
    let again = Box::new(Office::filed("G22-1"));
    let refused = office.on(HANH, other, DossierAct::RegisterOnline(again));
    assert_eq!(refused.unwrap_err(), Refusal::FiledAlready);
    let same = Box::new(Office::filed("G22-2"));
    let refused = office.on(HANH, id, DossierAct::RegisterOnline(same));
    assert_eq!(refused.unwrap_err(), Refusal::Fault { code: "filed-online" });
    office.is_sound();
}

#[test]
fn only_reception_and_the_program_take_in_and_only_what_the_catalogue_knows() {
    let mut office = online();
    let id = DossierId(office.ids.next(office.now.0));
    let filed = Box::new(Office::filed("G22-1"));
    let refused = office.on(SON, id, DossierAct::RegisterOnline(filed));
    assert_eq!(refused.unwrap_err(), Refusal::NeedsRole(Role::Reception));
    let mut unknown = Office::filed("G22-1");
    unknown.filing.procedure = "9.9".into();
    let refused = office.on(HANH, id, DossierAct::RegisterOnline(Box::new(unknown)));
    assert_eq!(refused.unwrap_err(), Refusal::NoProcedure);
    let mut short = Office::filed("G22-1");
    short.files.clear();
    let refused = office.on(HANH, id, DossierAct::RegisterOnline(Box::new(short)));
    assert_eq!(refused.unwrap_err(), Refusal::Fault { code: "filed-online" });
}

#[test]
fn it_leaves_the_desk_without_a_reason_whether_or_not_the_office_counts_it_as_digitised() {
    for counted in ["yes", "no"] {
        let mut office = online();
        let (key, value) = ("count_online_as_full".to_owned(), counted.to_owned());
        office.by(HANH, Act::SetSetting { key, value }).unwrap();
        let id = office.registered("G22-1");
        let mut draft = office.draft();
        (draft.id, draft.channel) = (id, crate::domain::dossier::Channel::Online);
        for component in &mut draft.components {
            component.form = PaperForm::Electronic;
        }
        for (at, byte) in [(0, 70), (1, 71)] {
            let mut file = office.file(byte);
            file.source = FileSource::Online;
            draft.components[at].files = vec![file];
        }
        office.accept(draft).unwrap();
        office.forward(HANH, id, (2, SON)).unwrap();
    }
}

#[test]
fn papers_asked_for_from_its_reception_keep_what_was_corrected_there() {
    let mut office = online();
    let id = office.registered("G22-1");
    let mut draft = office.draft();
    (draft.id, draft.channel) = (id, crate::domain::dossier::Channel::Online);
    draft.holder.holder_name = "Đinh Văn Đạt (Tám)".into();
    let component = draft.components[0].id;
    let ask = DossierAct::AskSupplement {
        draft: Some(Box::new(draft)),
        items: vec!["CCCD".into()],
        reason: String::new(),
    };
    office.on(HANH, id, ask).unwrap();
    assert_eq!(
        office.ask::<String>("SELECT holder_name FROM dossier"),
        "Đinh Văn Đạt (Tám)"
    );
    let pages = super::pages::scanned(office.now, &[1]);
    let early = office.on(HANH, id, super::pages::place(component, pages));
    assert_eq!(
        early,
        Err(Refusal::NotYetAccepted),
        "its reception would lay them out anew"
    );
    office.is_sound();
}

#[test]
fn it_is_received_refused_or_sent_back_for_papers_and_what_the_portal_said_stays() {
    let mut office = online();
    let [received, refused, asked] = ["G-1", "G-2", "G-3"].map(|code| office.registered(code));
    let mut draft = office.draft();
    (draft.id, draft.channel) = (received, crate::domain::dossier::Channel::Online);
    office.accept(draft).unwrap();
    let of = |office: &Office, what: &str| -> i64 {
        let sql = format!("SELECT {what} FROM dossier WHERE id = ?1");
        office
            .conn
            .query_row(&sql, [received.bytes()], |row| row.get(0))
            .unwrap()
    };
    assert_eq!((of(&office, "status"), of(&office, "vneid")), (2, 1));
    let note = office.ask::<String>("SELECT note FROM dossier WHERE status = 2");
    assert_eq!(
        note, "xin giao tại nhà",
        "what the citizen wrote outlives the reception"
    );
    assert_eq!(
        of(&office, "submitted_at"),
        Moment::from_rfc3339("2023-02-14T08:15:00+07:00").unwrap().0
    );
    let no = DossierAct::Refuse {
        draft: None,
        reason: "không thuộc thẩm quyền".into(),
        basis: "NĐ 61/2018".into(),
        go_to: String::new(),
    };
    office.on(HANH, refused, no).unwrap();
    let ask = DossierAct::AskSupplement {
        draft: None,
        items: vec!["CCCD".into()],
        reason: String::new(),
    };
    office.on(HANH, asked, ask).unwrap();
    let mut draft = office.draft();
    draft.id = asked;
    office.accept(draft).unwrap();
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM online"), 3);
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM dossier WHERE status = 2"),
        2
    );
    assert_eq!(
        office.ask::<i64>("SELECT count(*) FROM dossier WHERE status = 3"),
        1
    );
    office.is_sound();
}
