//! Invented dossiers for the tests of screens: the desk of xã An Toàn on 14/02/2023. Never part of the program.

use uuid::Uuid;

use crate::app::context::Context;
use crate::app::testing::at;
use crate::domain::component::{
    Digitise, FileSource, OutcomeState, PageAccount, PaperForm, Required, SignatureMark, Submission,
};
use crate::domain::deadline::{Amount, Limit, Policy, Unit};
use crate::domain::dossier::{
    Account, AccountFinding, AccountSource, Channel, Holder, OfficerName, Product, ReturnWay, Sex, Status,
};
use crate::domain::draft::DraftComponent;
use crate::domain::ids::{
    ComponentId, DossierId, FileHash, FileId, FormId, InterimId, OfficerId, OpId, OutcomeId,
};
use crate::domain::moves::StepRole;
use crate::domain::pages::{Claim, Page, Part};
use crate::domain::query::PageKey;
use crate::domain::rows::{
    ComponentView, Digitised, DossierRow, DossierView, FileView, FormView, HistoryRow, InterimView,
    OutcomeView, ProcedureChoice, ResultChoice, SettingRows, StepView,
};
use crate::fixture;

/// Nguyễn Văn Sơn, who processes.
pub(crate) fn son() -> OfficerName {
    OfficerName {
        id: OfficerId(Uuid::from_u128(2)),
        name: "Nguyễn Văn Sơn".into(),
    }
}

fn hanh() -> OfficerName {
    OfficerName {
        id: OfficerId(Uuid::from_u128(1)),
        name: "Đinh Thị Hạnh".into(),
    }
}

/// Dossier number `n` of the list: 230213-0004 of Đinh Văn Đạt, being processed, two days left.
pub(crate) fn row(n: u32) -> DossierRow {
    let received = at("2023-02-13T08:52:10+07:00");
    DossierRow {
        id: DossierId(Uuid::from_u128(1000 + u128::from(n))),
        key: PageKey {
            at: received,
            n: n.into(),
        },
        code: Some(format!("000.99.15.H08-230213-{n:04}")),
        status: Status::Processing,
        voided: false,
        procedure_code: "1.004873".into(),
        procedure_name: "Cấp Giấy xác nhận tình trạng hôn nhân".into(),
        holder_name: "Đinh Văn Đạt".into(),
        holder_no: "052090001234".into(),
        address_text: "Thôn 3, xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        received_at: Some(received),
        due_at: Some(at("2023-02-16T08:52:10+07:00")),
        promised_at: Some(at("2023-02-16T08:52:10+07:00")),
        finished_at: None,
        returned_at: None,
        days_left: Some(2),
        step_due: Some(at("2023-02-15T10:15:22+07:00")),
        step: (2, "Xử lý".into()),
        officer: Some(son()),
        from_officer: Some((hanh(), at("2023-02-13T10:15:22+07:00"))),
        at_unit: None,
        digitised: Digitised {
            need: 3,
            have: 3,
            waiting: 0,
            exempt: 0,
        },
        extent: crate::domain::digitise::Extent::Full,
        remarks: vec![],
        account: Account::Exists,
        channel: Channel::Counter,
        portal_code: None,
    }
}

/// The eight rows of W17.
pub(crate) fn rows() -> Vec<DossierRow> {
    type Line = (u32, &'static str, &'static str, &'static str, Status, Option<i32>);
    let lines: [Line; 8] = [
        (
            1,
            "230214-0001",
            "Đinh Thị Hà",
            "Đăng ký khai sinh",
            Status::Accepted,
            Some(0),
        ),
        (
            2,
            "230213-0004",
            "Đinh Văn Đạt",
            "Cấp Giấy xác nhận tình trạng hôn nhân",
            Status::Processing,
            Some(2),
        ),
        (
            3,
            "230213-0001",
            "Đinh Văn Rin",
            "Đăng ký khai tử",
            Status::Processing,
            Some(1),
        ),
        (
            4,
            "230210-0006",
            "Đinh Thị Hà",
            "Đăng ký khai sinh",
            Status::Finished,
            None,
        ),
        (
            5,
            "230209-0003",
            "Đinh Thị Bia",
            "Đăng ký kết hôn",
            Status::Processing,
            Some(-1),
        ),
        (
            6,
            "230208-0002",
            "Đinh Văn Nghếp",
            "Trợ cấp xã hội hằng tháng",
            Status::Supplement,
            None,
        ),
        (
            7,
            "230207-0005",
            "Đinh Thị Hà",
            "Chứng thực bản sao từ bản chính",
            Status::Returned,
            None,
        ),
        (
            8,
            "230206-0001",
            "Đinh Văn Tơ",
            "Cấp bản sao Trích lục hộ tịch",
            Status::Returned,
            None,
        ),
    ];
    let made = lines
        .into_iter()
        .map(|(n, code, name, procedure, status, days_left)| DossierRow {
            code: Some(format!("000.99.15.H08-{code}")),
            holder_name: name.into(),
            procedure_name: procedure.into(),
            status,
            days_left,
            finished_at: (days_left.is_none()).then(|| {
                let early = if n == 8 {
                    "2023-02-15T08:00:00+07:00"
                } else {
                    "2023-02-16T08:00:00+07:00"
                };
                at(early)
            }),
            ..row(n)
        });
    made.collect()
}

/// W18: everything about 230213-0004.
pub(crate) fn view() -> DossierView {
    DossierView {
        fees: vec![],
        row: row(4),
        lookup: Some("7KQX".into()),
        channel: Channel::Counter,
        submitted_at: None,
        register: Some((1, 87)),
        receipt_no: Some("0087/TNHS".into()),
        sector_name: "Hộ tịch".into(),
        case_name: None,
        procedure_version: "00112233445566778899aabbccddeeff".into(),
        workflow: 0,
        subject: "Xác nhận tình trạng hôn nhân".into(),
        limit: Some(Limit {
            amount: Amount::whole(3),
            unit: Unit::Day,
            policy: Policy::Hours,
        }),
        sets: 1,
        holder: holder(),
        bearer: None,
        account: AccountFinding {
            account: Account::Exists,
            account_at: Some(at("2023-02-13T08:51:00+07:00")),
            account_source: AccountSource::Officer,
            account_reason: None,
        },
        number_reason: None,
        components: vec![
            component(
                1,
                "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
                (FileSource::Scan, 2),
            ),
            component(2, "Thẻ căn cước công dân", (FileSource::Kho, 1)),
            component(3, "Quyết định ly hôn đã có hiệu lực", (FileSource::Scan, 4)),
        ],
        outcome_scans: Vec::new(),
        interims: vec![],
        outcomes: vec![],
        forms: vec![FormView {
            id: FormId(Uuid::from_u128(60)),
            template: "receipt".into(),
            form_set: "TT01-2018".into(),
            number: "0087/TNHS".into(),
            sha256: FileHash([6; 32]),
            signed: None,
            signature: SignatureMark::None,
            made_at: at("2023-02-13T08:52:13+07:00"),
            prints: 1,
        }],
        waits: vec![],
        confirmed: vec![],
        history: history(),
        events: vec![],
        steps: steps(),
        files_outcome: true,
        step_role: StepRole::Processing,
        product: Product::Open,
        no_product_reason: None,
        return_way: ReturnWay::Desk,
        receiver: None,
        returned_by: None,
        cabinet: None,
        note: None,
        backfilled_reason: None,
        apologies: 0,
        rounds: 0,
        reused: true,
        scan_policy: crate::domain::digitise::ScanPolicy::All,
        void_reason: None,
        others: vec![DossierRow {
            status: Status::Returned,
            ..row(2)
        }],
        undoable: None,
        undoable_pages: None,
    }
}

fn holder() -> Holder {
    let mut holder = Holder {
        holder_no: "052090001234".into(),
        holder_name: "Đinh Văn Đạt".into(),
        born: "12/03/1990".into(),
        sex: Some(Sex::Male),
        phone: "0905777120".into(),
        ..Holder::default()
    };
    holder.address.address_text = "Thôn 3, xã An Toàn, huyện An Lão, tỉnh Bình Định".into();
    holder
}

/// A received component with one file.
pub(crate) fn component(n: u32, name: &str, (source, pages): (FileSource, u32)) -> ComponentView {
    let mark = u8::try_from(n).unwrap();
    ComponentView {
        id: ComponentId(Uuid::from_u128(20 + u128::from(n))),
        position: n,
        kind_ref: Some(n),
        name: name.into(),
        required: Required::Yes,
        submission: Submission::Submit,
        received: true,
        copies: 1,
        form: PaperForm::Original,
        reject_reason: None,
        digitise: Digitise::Done,
        account: PageAccount::None,
        claim: Claim::default(),
        pages: Vec::new(),
        page_reason: None,
        traits: std::collections::BTreeSet::new(),
        of_other_body: false,
        remind_on: None,
        custody: None,
        exempt: None,
        exempted: None,
        basis: None,
        files: vec![FileView {
            id: FileId(Uuid::from_u128(30 + u128::from(n))),
            sha256: FileHash([mark; 32]),
            name: format!("{n}.pdf"),
            size: 100_000,
            mime: "application/pdf".into(),
            pages: Some(pages),
            source,
            paper_id: None,
            signature: SignatureMark::None,
            original: None,
            instead_of: None,
            attached_at: at("2023-02-13T09:20:05+07:00"),
        }],
        heavy: vec![],
        void_reason: None,
    }
}

fn history() -> Vec<HistoryRow> {
    let lines = [
        (
            "2023-02-13T08:52:10+07:00",
            "Đinh Thị Hạnh",
            "accept",
            "Tiếp nhận, cấp số",
        ),
        (
            "2023-02-13T08:52:13+07:00",
            "Đinh Thị Hạnh",
            "issue_form",
            "Lập phiếu hẹn trả",
        ),
        (
            "2023-02-13T09:20:05+07:00",
            "Đinh Thị Hạnh",
            "attach_files",
            "Gắn 3 tệp, 7 trang",
        ),
        (
            "2023-02-13T10:15:22+07:00",
            "Đinh Thị Hạnh",
            "forward",
            "Chuyển bước: Xử lý → Nguyễn Văn Sơn",
        ),
    ];
    let line = |(n, (time, officer, kind, text)): (u128, (&str, &str, &str, &str))| HistoryRow {
        op: OpId(Uuid::from_u128(n)),
        at: at(time),
        officer: officer.into(),
        kind: kind.into(),
        text: text.into(),
    };
    (40..).zip(lines).map(line).collect()
}

fn steps() -> Vec<StepView> {
    let step = |no, name: &str, role, officer: Option<&str>| StepView {
        no,
        name: name.into(),
        role,
        current: no == 2,
        done: no == 1,
        ends: no == 2,
        officer: officer.map(str::to_owned),
    };
    vec![
        step(1, "Tiếp nhận", StepRole::Reception, Some("Đinh Thị Hạnh")),
        step(2, "Xử lý", StepRole::Processing, Some("Nguyễn Văn Sơn")),
        step(3, "Lãnh đạo ký", StepRole::Leader, None),
        step(4, "Trả kết quả", StepRole::Reception, None),
    ]
}

/// An outcome in force.
pub(crate) fn outcome() -> OutcomeView {
    OutcomeView {
        id: OutcomeId(Uuid::from_u128(70)),
        kind_code: "KQ.G15.000012".into(),
        paper_code: "052090001234.KQ.G15.000012".into(),
        holder_no: "052090001234".into(),
        name: "Giấy xác nhận tình trạng hôn nhân".into(),
        summary: "Xác nhận tình trạng hôn nhân".into(),
        starts_on: chrono::NaiveDate::from_ymd_opt(2023, 2, 14),
        term: Some("6m".into()),
        ends_on: chrono::NaiveDate::from_ymd_opt(2023, 8, 14),
        sha256: FileHash([7; 32]),
        file_name: "xac_nhan_signed.pdf".into(),
        pages: Some(1),
        scan: None,
        signature: SignatureMark::Valid,
        original: None,
        unsigned_reason: None,
        state: OutcomeState::Active,
        reason: None,
        filed_at: at("2023-02-14T08:00:00+07:00"),
        filed_by: "Nguyễn Văn Sơn".into(),
    }
}

/// Văn bản trung gian.
pub(crate) fn interim() -> InterimView {
    InterimView {
        id: InterimId(Uuid::from_u128(80)),
        sha256: FileHash([8; 32]),
        name: "to_trinh_12.pdf".into(),
        note: "Tờ trình số 12".into(),
        pages: Some(2),
        signature: SignatureMark::None,
        filed_at: at("2023-02-14T07:30:00+07:00"),
        filed_by: "Nguyễn Văn Sơn".into(),
    }
}

/// The dossier with an outcome, finished, at the desk: ready to be handed back.
pub(crate) fn finished() -> DossierView {
    let mut view = view();
    view.row.status = Status::Finished;
    view.row.finished_at = Some(at("2023-02-14T08:00:00+07:00"));
    view.row.days_left = None;
    view.row.step = (4, "Trả kết quả".into());
    view.row.officer = Some(hanh());
    view.outcomes = vec![outcome()];
    view.files_outcome = false;
    view.step_role = StepRole::Reception;
    view.product = Product::Yes;
    view
}

/// Component `n` of a draft: an original to be handed in, not ticked yet.
pub(crate) fn draft_component(n: u32, name: &str) -> DraftComponent {
    DraftComponent {
        id: ComponentId(Uuid::from_u128(n.into())),
        kind_ref: Some(n),
        name: name.into(),
        required: Required::Yes,
        submission: Submission::Submit,
        received: false,
        not_applicable: false,
        copies: 1,
        form: PaperForm::Original,
        reject_reason: None,
        files: vec![],
        keep: false,
        care: crate::domain::special::Care::default(),
    }
}

/// A procedure of the sector hộ tịch that ends in these papers and says nothing else.
pub(crate) fn procedure(code: &str, name: &str, results: Vec<ResultChoice>) -> ProcedureChoice {
    ProcedureChoice {
        code: code.into(),
        name: name.into(),
        sector: "Hộ tịch".into(),
        version: String::new(),
        source: String::new(),
        limit: String::new(),
        fees: vec![],
        cases: vec![],
        workflows: vec![],
        components: vec![],
        results,
        last_case: None,
        last_workflow: None,
    }
}

/// What desk 1 is set to.
pub(crate) fn settings(cx: &Context) -> SettingRows {
    SettingRows {
        settings: cx.settings.clone(),
        desk_no: 1,
        range: (1, 999),
        practice: false,
    }
}

/// A page Đinh Thị Hạnh scanned.
pub(crate) fn page(mark: u8, place: (u32, Part)) -> Page {
    let by = OfficerId(Uuid::from_u128(1));
    fixture::page(mark, place, (at("2023-02-14T09:15:12+07:00"), by))
}

/// A result on paper of two sheets, scanned so far as to this side.
pub(crate) fn scan(sides: u32, account: PageAccount) -> ComponentView {
    let page = |side: u32| page(side.to_le_bytes()[0], (side, Part::Whole));
    let whole = component(
        60,
        "Giấy xác nhận tình trạng hôn nhân",
        (FileSource::Assembled, sides),
    );
    let open = matches!(account, PageAccount::None | PageAccount::Short);
    ComponentView {
        claim: Claim {
            sheets: 2,
            sides: 2,
            ..Claim::default()
        },
        pages: (1..=sides).map(page).collect(),
        account,
        files: if open { vec![] } else { whole.files },
        ..whole
    }
}
