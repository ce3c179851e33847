//! Everything about one dossier, section by section: one statement each.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Row, params};

use crate::domain::component::{
    Digitise, FileSource, OutcomeState, PageAccount, PaperClass, PaperForm, Required, SignatureMark,
    Submission, WaitKind,
};
use crate::domain::digitise::ScanPolicy;
use crate::domain::dossier::{
    Account, AccountFinding, AccountSource, Address, Bearer, Holder, HolderKind, NumberKind, PlaceSet,
    Product, Receiver, ReturnWay, Sex,
};
use crate::domain::ids::{ComponentId, DossierId, FileHash, FileId, FormId, InterimId, OutcomeId, PaperId};
use crate::domain::moves::StepRole;
use crate::domain::procedure::VersionId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{
    ComponentView, DossierView, FileView, FormView, InterimView, OutcomeView, WaitView,
};
use crate::domain::signature::Verdict;
use crate::domain::special::{self, Custody};
use crate::domain::time::Moment;
use crate::store::apply::exemption;
use crate::store::fees;
use crate::store::form_no;
use crate::store::read::due::limit_of;
use crate::store::read::row::{
    DOSSIER_COLUMNS, code, date, dossier_rows, hash, id, moment, size, word, word_or_none,
};
use crate::store::read::{Asking, history, person, steps};
use crate::store::tray;

/// The columns of [`holder`], from `dossier d`.
pub(super) const HOLDER_COLUMNS: &str = "d.holder_kind, d.holder_no, d.holder_no_kind, d.holder_name, d.organisation,
    d.no_issued_on, d.no_issued_by, d.born, d.sex, d.phone, d.phone_note, d.fax, d.email, d.website, d.licence_no,
    d.place_set, d.province_code, d.district_code, d.commune_code, d.address_text, d.address_detail,
    d.address_old, d.account, d.account_at, d.account_source, d.account_reason";

/// How many columns they are.
pub(super) const HOLDER_WIDTH: usize = 26;

/// The rest of a dossier's own columns, after those of the holder.
const REST_COLUMNS: &str = "d.lookup, d.submitted_at, d.book, d.register_no, d.sector_name, d.case_name, d.procedure_version,
    d.subject, d.limit_amount, d.limit_unit, d.limit_policy, d.sets, d.bearer_name, d.bearer_no, d.bearer_phone,
    d.bearer_basis, d.files_outcome, d.step_role, d.product, d.no_product_reason, d.return_way, d.receiver_name,
    d.receiver_no, d.receiver_basis, (SELECT name FROM officer WHERE id = d.returned_by), d.cabinet, d.note,
    d.backfilled_reason, d.apologies, d.reused, d.void_reason, d.workflow, d.number_reason, d.scan_policy";

/// The dossier; `None` = there is none of this id.
pub(in crate::store) fn view(
    asking: &Asking<'_>,
    dossier: DossierId,
) -> Result<Option<DossierView>, Refusal> {
    let sql = format!("SELECT {DOSSIER_COLUMNS} FROM dossier d WHERE d.id = ?");
    let key = [Value::Blob(dossier.bytes().to_vec())];
    let Some(row) = dossier_rows(asking, (&sql, &key))?.pop() else {
        return Ok(None);
    };
    let sql = format!("SELECT {HOLDER_COLUMNS}, {REST_COLUMNS} FROM dossier d WHERE d.id = ?1");
    let mut statement = asking.conn.prepare_cached(&sql)?;
    let mut view = statement.query_row([dossier.bytes()], |columns| own(columns, row.clone()))?;
    (view.components, view.outcome_scans) = components(asking, dossier)?;
    view.interims = interims(asking, dossier)?;
    view.outcomes = outcomes(asking, dossier)?;
    view.forms = forms(asking, dossier)?;
    view.receipt_no = form_no::of_receipt(asking.conn, dossier)?;
    view.waits = waits(asking, dossier)?;
    view.fees = fees::lines(asking.conn, dossier)?
        .into_iter()
        .map(|it| it.1)
        .collect();
    view.rounds = view
        .waits
        .iter()
        .filter(|wait| wait.kind == WaitKind::Supplement)
        .map(|wait| wait.round)
        .max()
        .unwrap_or(0);
    let told = history::told(asking, dossier)?;
    (view.history, view.confirmed, view.events) = (told.lines, told.confirmed, told.events);
    if let Some((last, pages)) = history::undoable(asking, dossier)? {
        (view.undoable, view.undoable_pages) = (Some(last), pages);
    }
    view.steps = steps::of_dossier(asking, &view)?;
    view.others = person::of_holder(asking, &view.holder.holder_no, 10)?;
    view.others.retain(|other| other.id != dossier);
    view.others.truncate(9);
    Ok(Some(view))
}

/// Holder and account finding from [`HOLDER_COLUMNS`] at the beginning of a row.
pub(super) fn holder(row: &Row<'_>) -> rusqlite::Result<(Holder, AccountFinding)> {
    let holder = Holder {
        holder_kind: code(row, 0, HolderKind::from_code)?,
        holder_no: row.get(1)?,
        holder_no_kind: word_or_none(row, 2, NumberKind::from_word)?,
        holder_name: row.get(3)?,
        organisation: row.get(4)?,
        no_issued_on: date(row, 5)?,
        no_issued_by: row.get(6)?,
        born: row.get(7)?,
        sex: word_or_none(row, 8, Sex::from_word)?,
        phone: row.get(9)?,
        phone_note: row.get(10)?,
        fax: row.get(11)?,
        email: row.get(12)?,
        website: row.get(13)?,
        licence_no: row.get(14)?,
        address: Address {
            place_set: word_or_none(row, 15, PlaceSet::from_word)?,
            province_code: row.get(16)?,
            district_code: row.get(17)?,
            commune_code: row.get(18)?,
            address_text: row.get(19)?,
            address_detail: row.get(20)?,
            address_old: row.get(21)?,
        },
    };
    let account = AccountFinding {
        account: word(row, 22, Account::from_word)?,
        account_at: moment(row, 23)?,
        account_source: word(row, 24, AccountSource::from_word)?,
        account_reason: row.get(25)?,
    };
    Ok((holder, account))
}

/// The dossier's own columns.
fn own(row: &Row<'_>, listed: crate::domain::rows::DossierRow) -> rusqlite::Result<DossierView> {
    let (holder, account) = holder(row)?;
    let at = |column: usize| HOLDER_WIDTH + column;
    let register: (Option<u32>, Option<u32>) = (row.get(at(2))?, row.get(at(3))?);
    let version: Option<[u8; 16]> = row.get(at(6))?;
    let limit = limit_of([row.get(at(8))?, row.get(at(9))?, row.get(at(10))?]);
    Ok(DossierView {
        channel: listed.channel,
        row: listed,
        lookup: row.get(at(0))?,
        submitted_at: moment(row, at(1))?,
        register: register.0.zip(register.1),
        receipt_no: None,
        sector_name: row.get(at(4))?,
        case_name: row.get(at(5))?,
        procedure_version: version.map(|id| VersionId(id).hex()).unwrap_or_default(),
        workflow: row.get(at(31))?,
        subject: row.get(at(7))?,
        limit,
        sets: row.get(at(11))?,
        holder,
        bearer: bearer(row, at(12))?,
        account,
        number_reason: row.get(at(32))?,
        components: Vec::new(),
        outcome_scans: Vec::new(),
        interims: Vec::new(),
        outcomes: Vec::new(),
        forms: Vec::new(),
        waits: Vec::new(),
        fees: Vec::new(),
        confirmed: Vec::new(),
        history: Vec::new(),
        events: Vec::new(),
        steps: Vec::new(),
        files_outcome: row.get(at(16))?,
        step_role: word(row, at(17), StepRole::from_word)?,
        product: word(row, at(18), Product::from_word)?,
        no_product_reason: row.get(at(19))?,
        return_way: code(row, at(20), ReturnWay::from_code)?,
        receiver: receiver(row, at(21))?,
        returned_by: row.get(at(24))?,
        cabinet: row.get(at(25))?,
        note: row.get(at(26))?,
        backfilled_reason: row.get(at(27))?,
        apologies: row.get(at(28))?,
        rounds: 0,
        reused: row.get(at(29))?,
        scan_policy: word(row, at(33), ScanPolicy::from_word)?,
        void_reason: row.get(at(30))?,
        others: Vec::new(),
        undoable: None,
        undoable_pages: None,
    })
}

fn bearer(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Bearer>> {
    let Some(bearer_name) = row.get::<_, Option<String>>(at)? else {
        return Ok(None);
    };
    let text = |column: usize| {
        row.get::<_, Option<String>>(at + column)
            .map(Option::unwrap_or_default)
    };
    Ok(Some(Bearer {
        bearer_name,
        bearer_no: text(1)?,
        bearer_phone: text(2)?,
        bearer_basis: text(3)?,
    }))
}

fn receiver(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Receiver>> {
    let Some(receiver_name) = row.get::<_, Option<String>>(at)? else {
        return Ok(None);
    };
    let receiver_no = row.get::<_, Option<String>>(at + 1)?.unwrap_or_default();
    Ok(Some(Receiver {
        receiver_name,
        receiver_no,
        receiver_basis: row.get(at + 2)?,
    }))
}

/// The citizen's papers, and apart from them results on paper with their pages.
fn components(
    asking: &Asking<'_>,
    dossier: DossierId,
) -> Result<(Vec<ComponentView>, Vec<ComponentView>), Refusal> {
    let mut files = files(asking, dossier)?;
    let sql =
        "SELECT id, position, kind_ref, name, required, submission, received, copies, form, reject_reason,
        digitise, account, void_reason, sheets, sides, noted, page_reason, traits, of_other_body, remind_on, custody,
        exempt_reason, copy_basis, (SELECT name FROM officer WHERE id = exempt_by), exempt_at, class FROM component WHERE dossier_id = ?1
        ORDER BY voided_at IS NOT NULL, position";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map([dossier.bytes()], |row| {
        let component = ComponentId::from_bytes(id(row, 0)?);
        let (traits, custody): (String, Option<String>) = (row.get(17)?, row.get(20)?);
        let class = word(row, 25, PaperClass::from_word)?;
        let view = ComponentView {
            id: component,
            position: row.get(1)?,
            kind_ref: row.get(2)?,
            name: row.get(3)?,
            required: word(row, 4, Required::from_word)?,
            submission: word(row, 5, Submission::from_word)?,
            received: row.get(6)?,
            copies: row.get(7)?,
            form: word(row, 8, PaperForm::from_word)?,
            reject_reason: row.get(9)?,
            digitise: word(row, 10, Digitise::from_word)?,
            account: word(row, 11, PageAccount::from_word)?,
            claim: tray::claim(row, 13)?,
            pages: Vec::new(),
            page_reason: row.get(16)?,
            traits: special::from_words(&traits),
            of_other_body: row.get(18)?,
            remind_on: date(row, 19)?,
            custody: custody.and_then(|word| Custody::from_word(&word)),
            exempt: row
                .get::<_, Option<String>>(21)?
                .as_deref()
                .and_then(exemption::read),
            basis: row.get(22)?,
            exempted: row.get::<_, Option<String>>(23)?.zip(moment(row, 24)?),
            files: Vec::new(),
            heavy: Vec::new(),
            void_reason: row.get(12)?,
        };
        Ok((class, view))
    })?;
    let mut found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    for (_, paper) in &mut found {
        (paper.heavy, paper.files) = by_weight(files.remove(&paper.id).unwrap_or_default());
    }
    for (_, paper) in found.iter_mut().filter(|it| it.1.account != PageAccount::None) {
        paper.pages = tray::pages_of(asking.conn, paper.id)?;
    }
    let (components, scans): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|it| it.0 == PaperClass::Component);
    let views = |papers: Vec<(PaperClass, ComponentView)>| papers.into_iter().map(|it| it.1).collect();
    Ok((views(components), views(scans)))
}

fn files(asking: &Asking<'_>, dossier: DossierId) -> Result<BTreeMap<ComponentId, Vec<FileView>>, Refusal> {
    let sql = "SELECT f.component_id, f.id, f.sha256, f.name, b.size, b.mime, b.pages, f.source, f.paper_id,
        f.signature, f.attached_at, f.replaces, f.original_sha256 FROM component_file f LEFT JOIN blob b ON b.sha256 = f.sha256
        WHERE f.dossier_id = ?1 AND f.voided_at IS NULL ORDER BY f.component_id, f.position";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map([dossier.bytes()], |row| {
        let paper: Option<[u8; 16]> = row.get(8)?;
        let file = FileView {
            id: FileId::from_bytes(id(row, 1)?),
            sha256: hash(row, 2)?,
            name: row.get(3)?,
            size: size(row, 4)?,
            mime: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            pages: row.get(6)?,
            source: word(row, 7, FileSource::from_word)?,
            paper_id: paper.map(PaperId::from_bytes),
            signature: word(row, 9, SignatureMark::from_word)?,
            original: original(row, 12)?,
            attached_at: Moment(row.get(10)?),
            instead_of: row.get::<_, Option<[u8; 16]>>(11)?.map(FileId::from_bytes),
        };
        Ok((ComponentId::from_bytes(id(row, 0)?), file))
    })?;
    let mut by_component: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        let (component, file) = row?;
        by_component.entry(component).or_default().push(file);
    }
    Ok(by_component)
}

/// Those in whose place others stand, and those that go out.
fn by_weight(files: Vec<FileView>) -> (Vec<FileView>, Vec<FileView>) {
    let replaced: BTreeSet<FileId> = files.iter().filter_map(|file| file.instead_of).collect();
    files.into_iter().partition(|file| replaced.contains(&file.id))
}

fn interims(asking: &Asking<'_>, dossier: DossierId) -> Result<Vec<InterimView>, Refusal> {
    let sql =
        "SELECT i.id, i.sha256, i.name, i.note, b.pages, i.filed_at, coalesce(o.name, ''), (SELECT v.verdict
            FROM verification v JOIN oplog l ON l.op_id = v.op_id
            WHERE v.sha256 = i.sha256 AND v.dossier_id = i.dossier_id
            ORDER BY l.hlc DESC, l.incarnation DESC, l.op_id DESC LIMIT 1) FROM interim i
        LEFT JOIN blob b ON b.sha256 = i.sha256 LEFT JOIN officer o ON o.id = i.filed_by
        WHERE i.dossier_id = ?1 AND i.voided_at IS NULL ORDER BY i.filed_at";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map([dossier.bytes()], |row| {
        Ok(InterimView {
            id: InterimId::from_bytes(id(row, 0)?),
            sha256: hash(row, 1)?,
            name: row.get(2)?,
            note: row.get(3)?,
            pages: row.get(4)?,
            signature: checked(row, 7)?,
            filed_at: Moment(row.get(5)?),
            filed_by: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn outcomes(asking: &Asking<'_>, dossier: DossierId) -> Result<Vec<OutcomeView>, Refusal> {
    let sql = "SELECT u.id, u.kind_code, u.paper_code, u.holder_no, u.name, u.summary, u.starts_on, u.term, u.ends_on,
        u.sha256, u.file_name, b.pages, u.signature, u.unsigned_reason, u.state, u.reason, u.filed_at,
        coalesce(o.name, ''), u.scan_id, u.original_sha256 FROM outcome u LEFT JOIN blob b ON b.sha256 = u.sha256
        LEFT JOIN officer o ON o.id = u.filed_by WHERE u.dossier_id = ?1 ORDER BY u.filed_at DESC";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map([dossier.bytes()], |row| {
        let scan: Option<[u8; 16]> = row.get(18)?;
        Ok(OutcomeView {
            id: OutcomeId::from_bytes(id(row, 0)?),
            kind_code: row.get(1)?,
            paper_code: row.get(2)?,
            holder_no: row.get(3)?,
            name: row.get(4)?,
            summary: row.get(5)?,
            starts_on: date(row, 6)?,
            term: row.get(7)?,
            ends_on: date(row, 8)?,
            sha256: hash(row, 9)?,
            file_name: row.get(10)?,
            pages: row.get(11)?,
            scan: scan.map(ComponentId::from_bytes),
            signature: word(row, 12, SignatureMark::from_word)?,
            original: original(row, 19)?,
            unsigned_reason: row.get(13)?,
            state: word(row, 14, OutcomeState::from_word)?,
            reason: row.get(15)?,
            filed_at: Moment(row.get(16)?),
            filed_by: row.get(17)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn forms(asking: &Asking<'_>, dossier: DossierId) -> Result<Vec<FormView>, Refusal> {
    let sql =
        "SELECT id, template, form_set, number, sha256, made_at, prints, signed_sha256, (SELECT v.verdict
            FROM verification v JOIN oplog l ON l.op_id = v.op_id
            WHERE v.sha256 = form.signed_sha256 AND v.dossier_id = form.dossier_id
            ORDER BY l.hlc DESC, l.incarnation DESC, l.op_id DESC LIMIT 1)
        FROM form WHERE dossier_id = ?1 ORDER BY made_at, id";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map([dossier.bytes()], |row| {
        Ok(FormView {
            id: FormId::from_bytes(id(row, 0)?),
            template: row.get(1)?,
            form_set: row.get(2)?,
            number: row.get(3)?,
            sha256: hash(row, 4)?,
            signed: original(row, 7)?,
            signature: checked(row, 8)?,
            made_at: Moment(row.get(5)?),
            prints: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A hash that may be missing.
fn original(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<FileHash>> {
    Ok(row.get::<_, Option<[u8; 32]>>(at)?.map(FileHash))
}

/// The mark of the newest check; nobody checked what holds no signature.
fn checked(row: &Row<'_>, at: usize) -> rusqlite::Result<SignatureMark> {
    let verdict: Option<String> = row.get(at)?;
    let verdict = verdict.and_then(|word| Verdict::from_word(&word));
    Ok(verdict.map_or(SignatureMark::None, SignatureMark::from))
}

fn waits(asking: &Asking<'_>, dossier: DossierId) -> Result<Vec<WaitView>, Refusal> {
    let sql = "SELECT round, kind, asked_at, items, answered_at, due_before, due_after FROM wait
        WHERE dossier_id = ?1 ORDER BY asked_at";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![dossier.bytes()], |row| {
        let items: String = row.get(3)?;
        Ok(WaitView {
            round: row.get(0)?,
            kind: word(row, 1, WaitKind::from_word)?,
            asked_at: Moment(row.get(2)?),
            items: items.lines().map(str::to_owned).collect(),
            answered_at: moment(row, 4)?,
            due: (moment(row, 5)?, moment(row, 6)?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
