//! From a dossier as the store reads it to the facts of its receipt and to its PDF.

use crate::desk::text;
use crate::domain::component::{PaperForm, Submission};
use crate::domain::deadline::{Limit, Policy, Unit};
use crate::domain::dossier::{self, Holder, ReturnWay};
use crate::domain::draft::Draft;
use crate::domain::receipt::{Bearer, Given, Limit as Stated, Receipt, ReceiptComponent, ReceiptFee};
use crate::domain::rows::{ComponentView, DossierView, DuePreview, SettingRows};
use crate::domain::text as words;
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::qr::QrProfile;
use crate::forms::receipt::{Print, render};
use crate::forms::set::{self, RECEIPT, Template};
use crate::forms::word;

/// A receipt that was drawn.
pub struct Drawn {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its form set.
    pub form_set: String,
    /// Its number.
    pub number: String,
    /// Pages, all copies together.
    pub pages: u32,
}

/// Draws the receipt as of `now`.
pub fn draw(view: &DossierView, settings: &SettingRows, now: Moment) -> Result<Drawn, FormError> {
    let template = template(view.row.received_at.unwrap_or_default(), settings)?;
    draw_as(template, view, (settings, now))
}

/// Draws it in one of its layouts.
pub fn draw_as(
    template: &Template,
    view: &DossierView,
    (settings, now): (&SettingRows, Moment),
) -> Result<Drawn, FormError> {
    let receipt = facts(view, settings, now);
    let bytes = render(&receipt, template, print(settings))?;
    let pages = crate::scan::inspect_reader("receipt.pdf", &mut std::io::Cursor::new(&bytes)).pages;
    Ok(Drawn {
        bytes,
        form_set: template.form_set.clone(),
        number: receipt.number,
        pages,
    })
}

/// The same as a Word document, to be written into before it is printed.
pub fn draw_word(
    template: &Template,
    view: &DossierView,
    (settings, now): (&SettingRows, Moment),
) -> Result<Vec<u8>, FormError> {
    word::receipt(&facts(view, settings, now), template, print(settings))
}

/// Copies and QR code as the office has set them.
fn print(settings: &SettingRows) -> Print {
    Print {
        copies: settings.settings.number("receipt_copies"),
        qr: QrProfile::of_setting(settings.settings.text("qr_profile")),
    }
}

/// The layout the office has set, or, where that is not for the day of reception, the form that is.
pub fn template(received_at: Moment, settings: &SettingRows) -> Result<&'static Template, FormError> {
    let wanted = settings.settings.text("receipt_template");
    named(wanted, received_at, settings).or_else(|_| named(RECEIPT, received_at, settings))
}

/// The layout of this name for a dossier received then; of the set the office has chosen, if it has.
pub fn named(
    name: &str,
    received_at: Moment,
    settings: &SettingRows,
) -> Result<&'static Template, FormError> {
    let form_set = settings.settings.text("form_set");
    set::find(name, form_set, received_at.date())?.ok_or_else(|| FormError::Layout {
        file: "receipt",
        reason: "no layout is in force on this day".to_owned(),
    })
}

/// The facts of the receipt.
pub fn facts(view: &DossierView, settings: &SettingRows, now: Moment) -> Receipt {
    let (book, register_no) = view.register.unwrap_or_default();
    let received = |component: &&ComponentView| component.received && component.void_reason.is_none();
    let printed = view.forms.iter().filter(|form| form.template == RECEIPT);
    Receipt {
        number: view.receipt_no.clone().unwrap_or_default(),
        code: view.row.code.clone().unwrap_or_default(),
        lookup: view.lookup.clone().unwrap_or_default(),
        subject: non_empty(&view.subject, || view.row.procedure_name.clone()),
        procedure_code: view.row.procedure_code.clone(),
        components: view.components.iter().filter(received).map(component).collect(),
        sets: view.sets,
        limit: view.limit.map(stated),
        received_at: view.row.received_at.unwrap_or_default().local(),
        due_at: view.row.due_at.map(Moment::local),
        promised_at: view.row.promised_at.map(Moment::local),
        collect_at: collect_at(view.return_way, settings.settings.text("unit_name")),
        book,
        register_no,
        fees: view.fees.iter().map(ReceiptFee::of).collect(),
        missing: missing(view),
        note: view.note.clone().unwrap_or_default(),
        officer: received_by(view),
        reprint: printed.map(|form| form.prints).sum(),
        ..of_people((&view.holder, view.bearer.as_ref()), (settings, now))
    }
}

/// The facts a draft already has. Number, code and lookup code are empty: they are given with the reception.
pub fn of_draft(draft: &Draft, due: Option<&DuePreview>, (settings, now): (&SettingRows, Moment)) -> Receipt {
    let picked = draft.procedure.as_ref();
    let named = picked.map_or("", |picked| picked.name.as_str());
    let received_at = draft.backfill.as_ref().map_or(now, |back| back.received_at);
    let due_at = due.and_then(|due| due.due_at).map(Moment::local);
    let lacking = draft.components.iter().filter(|item| item.is_lacking());
    let received = draft.components.iter().filter(|item| item.received);
    Receipt {
        subject: non_empty(&draft.subject, || named.to_owned()),
        procedure_code: picked.map(|picked| picked.code.clone()).unwrap_or_default(),
        components: received
            .map(|item| ReceiptComponent {
                name: item.name.clone(),
                copies: item.copies,
                given: given(item.submission, item.form),
            })
            .collect(),
        sets: draft.sets,
        limit: due.and_then(|due| due.stated).map(stated),
        received_at: received_at.local(),
        due_at,
        promised_at: due_at,
        collect_at: collect_at(draft.return_way, settings.settings.text("unit_name")),
        book: settings.desk_no,
        missing: lacking.map(|item| item.name.clone()).collect(),
        note: draft.note_on_lacks().unwrap_or_default().to_owned(),
        ..of_people((&draft.holder, draft.bearer.as_ref()), (settings, now))
    }
}

/// What office, holder and bearer give.
fn of_people(
    (holder, bearer): (&Holder, Option<&dossier::Bearer>),
    (settings, now): (&SettingRows, Moment),
) -> Receipt {
    Receipt {
        holder: holder.holder_name.clone(),
        organisation: holder.holding_organisation().map(str::to_owned),
        holder_no: holder.holder_no.clone(),
        bearer: bearer.map(|bearer| Bearer {
            name: bearer.bearer_name.clone(),
            basis: bearer.bearer_basis.clone(),
        }),
        address: holder.address.address_text.clone(),
        phone: holder.phone.clone(),
        email: holder.email.clone(),
        ..of_office(settings, now)
    }
}

/// What the office itself gives to every paper it makes: letterhead, desk, place; the rest is empty.
pub fn of_office(settings: &SettingRows, now: Moment) -> Receipt {
    let office = &settings.settings;
    let unit = office.text("unit_name");
    Receipt {
        agency: agency(office.text("letterhead"), unit),
        desk: non_empty(office.text("desk_title"), || text::desk_of(unit)),
        lookup_url: office.text("lookup_url").to_owned(),
        place_of_issue: non_empty(office.text("place_of_issue"), || place(unit)),
        practice: settings.practice,
        ..Receipt::blank(now.local())
    }
}

fn non_empty(text: &str, otherwise: impl FnOnce() -> String) -> String {
    if text.trim().is_empty() {
        otherwise()
    } else {
        text.to_owned()
    }
}

/// Lines of the letterhead setting (separated by `|`), or the unit with its People's Committee.
fn agency(letterhead: &str, unit: &str) -> Vec<String> {
    let lines: Vec<String> = letterhead
        .split('|')
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        text::agency_of(unit)
    } else {
        lines
    }
}

/// `Xã An Toàn, huyện An Lão` → `An Toàn`.
fn place(unit: &str) -> String {
    let first = unit.split(',').next().unwrap_or(unit).trim();
    text::without_kind(first).to_owned()
}

fn component(view: &ComponentView) -> ReceiptComponent {
    ReceiptComponent {
        name: view.name.clone(),
        copies: view.copies,
        given: given(view.submission, view.form),
    }
}

fn given(submission: Submission, form: PaperForm) -> Given {
    match (submission, form) {
        (Submission::Present, _) => Given::Shown,
        (Submission::Submit, PaperForm::Original) => Given::Original,
        (Submission::Submit, PaperForm::Certified) => Given::Certified,
        (Submission::Submit, PaperForm::Plain) => Given::Plain,
        (Submission::Submit, PaperForm::Electronic) => Given::Electronic,
    }
}

fn stated(limit: Limit) -> Stated {
    match (limit.policy, limit.unit) {
        (Policy::SameDay, _) => Stated::SameDay,
        (_, Unit::Hour) => Stated::WorkingHours(limit.amount.whole_up()),
        (_, Unit::CalendarDay) => Stated::CalendarDays(limit.amount.whole_up()),
        (_, Unit::Day) if limit.half_days().is_multiple_of(2) => Stated::WorkingDays(limit.amount.whole_up()),
        (_, Unit::Day) => Stated::HalfDays(limit.half_days()),
    }
}

fn collect_at(way: ReturnWay, unit: &str) -> String {
    match way {
        ReturnWay::Desk => text::desk_of(unit),
        ReturnWay::Post | ReturnWay::Online => words::return_way(way).to_owned(),
    }
}

/// What was accepted as missing, in the words of the note, is a fact of the note; here stand the papers by name.
fn missing(view: &DossierView) -> Vec<String> {
    let lacking = |component: &&ComponentView| {
        let absent = component.required == crate::domain::component::Required::Yes && !component.received;
        component.void_reason.is_none() && (absent || component.reject_reason.is_some())
    };
    view.components
        .iter()
        .filter(lacking)
        .map(|component| component.name.clone())
        .collect()
}

fn received_by(view: &DossierView) -> String {
    let accepted = view.history.iter().find(|line| line.kind == "accept");
    accepted.map(|line| line.officer.clone()).unwrap_or_default()
}
