use super::*;
use crate::domain::component::SignatureMark;
use crate::domain::ids::{ComponentId, DossierId, FileId};
use crate::fixture::{self, at, component, founded};
use crate::store::drafts;
use crate::store::text::carry_error;
use uuid::Uuid;

fn noon() -> Moment {
    at("2023-02-14T12:00:00+07:00")
}

fn later(minutes: i64) -> Moment {
    Moment(noon().0 + minutes * 60_000)
}

fn officer() -> OfficerId {
    OfficerId(Uuid::from_u128(7))
}

fn draft() -> Draft {
    let mut draft = fixture::draft(DossierId(Uuid::from_u128(5)));
    draft.step = Step::Review;
    draft.components = vec![component(ComponentId(Uuid::from_u128(6)), "Tờ khai")];
    draft
}

#[test]
fn a_draft_goes_out_and_comes_back_the_same_under_a_name_that_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let one = write(folder.path(), &draft(), noon()).unwrap();
    let two = write(folder.path(), &draft(), noon()).unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(name(&one), "motcua-ban-nhap-20230214-120000.json");
    assert_eq!(name(&two), "motcua-ban-nhap-20230214-120000-2.json");
    let came = read(&one).unwrap();
    assert_eq!((came.saved_at, &came.draft), (noon(), &draft()));
    let mut newer = draft();
    newer.holder.phone = "0911222333".into();
    write(folder.path(), &newer, later(1)).unwrap();
    assert_eq!(
        read(folder.path()).unwrap().draft,
        newer,
        "of a folder the newest"
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        3,
        "nothing half written"
    );
    assert!(matches!(
        write(&folder.path().join("usb"), &draft(), noon()),
        Err(CarryError::Absent)
    ));
}

#[test]
fn a_file_that_is_torn_changed_or_of_something_else_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), &draft(), noon()).unwrap();
    let whole = fs::read_to_string(&path).unwrap();
    let spoilt = [
        (whole[..whole.len() / 2].to_owned(), "hỏng"),
        (whole.replace("Đinh Văn Đạt", "Đinh Văn Đạc"), "hỏng"),
        (whole.replace("\"version\": 1", "\"version\": 2"), "mới hơn"),
        (
            whole.replace("motcua.ban-nhap", "motcua.khac"),
            "không phải bản nháp",
        ),
        ("{\"a\": 1}".to_owned(), "không phải bản nháp"),
        (String::new(), "không phải bản nháp"),
    ];
    for (text, why) in spoilt {
        fs::write(&path, &text).unwrap();
        let said = carry_error(&read(&path).unwrap_err());
        assert!(said.contains(why), "{why}: {said}");
    }
    let cut = (0..whole.len()).filter(|at| whole.is_char_boundary(*at));
    for at in cut.step_by(97) {
        fs::write(&path, &whole[..at]).unwrap();
        assert!(read(&path).is_err(), "cut at {at}");
    }
    let nothing = carry_error(&read(&folder.path().join("x.json")).unwrap_err());
    assert!(nothing.contains("Không thấy"), "{nothing}");
}

#[test]
fn a_draft_that_comes_in_leaves_behind_what_this_desk_does_not_have_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let mut store = founded(home.path(), noon());
    let mut draft = draft();
    let here = Blobs::of(home.path()).put(b"to khai").unwrap();
    let file = |n: u128, sha256, name: &str| crate::domain::draft::DraftFile {
        signature: SignatureMark::None,
        ..fixture::file(FileId(Uuid::from_u128(n)), (sha256, 7), name)
    };
    draft.components[0].files = vec![
        file(1, here.sha256, "to_khai.pdf"),
        file(2, FileHash([9; 32]), "giay_khac.pdf"),
    ];
    draft.procedure = Some(crate::domain::draft::PickedProcedure {
        code: "1.000001".into(),
        name: "Thủ tục nơi khác".into(),
        sector: "Hộ tịch".into(),
        version: "07".repeat(16),
        workflow: 0,
        case: None,
    });
    let came = Carried {
        saved_at: noon(),
        draft: draft.clone(),
    };
    let left = store.bring_draft(came, officer(), later(1)).unwrap();
    assert_eq!(left.files, ["giay_khac.pdf"]);
    assert!(left.procedure);
    let back = drafts::load(&store.conn, draft.id).unwrap().unwrap();
    assert_eq!((back.step, back.procedure), (Step::Procedure, None));
    assert_eq!(back.components[0].files.len(), 1);
    assert_eq!(back.holder, draft.holder);
}

#[test]
fn the_later_one_wins_and_what_was_thrown_away_may_come_back() {
    let home = tempfile::tempdir().unwrap();
    let mut store = founded(home.path(), noon());
    let came = |saved_at| Carried {
        saved_at,
        draft: draft(),
    };
    store.save_draft(&draft(), officer(), later(5)).unwrap();
    let older = store.bring_draft(came(later(4)), officer(), later(6));
    assert!(
        matches!(older, Err(CarryError::NewerHere { at }) if at == later(5)),
        "{older:?}"
    );
    assert_eq!(
        store.bring_draft(came(later(6)), officer(), later(7)).unwrap(),
        Left::default()
    );
    store.trash_draft(draft().id, later(8)).unwrap();
    store.bring_draft(came(later(6)), officer(), later(9)).unwrap();
    assert_eq!(drafts::list(&store.conn).unwrap().len(), 1);
}
