//! From a dossier as the store reads it to the facts of its receipt and to its PDF.

use crate::desk::text;
use crate::domain::component::{PaperForm, Submission};
use crate::domain::deadline::{Limit, Policy, Unit};
use crate::domain::dossier::ReturnWay;
use crate::domain::receipt::{Bearer, Given, Limit as Stated, Receipt, ReceiptComponent};
use crate::domain::rows::{ComponentView, DossierView, SettingRows};
use crate::domain::text as words;
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::qr::QrProfile;
use crate::forms::receipt::{Print, render};
use crate::forms::set::{self, RECEIPT, Template};

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
    let template = template(view, settings)?;
    let receipt = facts(view, settings, now);
    let print = Print {
        copies: settings.settings.number("receipt_copies"),
        qr: QrProfile::of_setting(settings.settings.text("qr_profile")),
    };
    let bytes = render(&receipt, template, print)?;
    let pages = crate::scan::inspect_reader("receipt.pdf", &mut std::io::Cursor::new(&bytes)).pages;
    Ok(Drawn {
        bytes,
        form_set: template.form_set.clone(),
        number: receipt.number,
        pages,
    })
}

/// The layout in force on the day of reception, or the one the office has set.
pub fn template(view: &DossierView, settings: &SettingRows) -> Result<&'static Template, FormError> {
    let received_on = view.row.received_at.unwrap_or_default().date();
    let form_set = settings.settings.text("form_set");
    set::find(RECEIPT, form_set, received_on)?.ok_or_else(|| FormError::Layout {
        file: "receipt",
        reason: "no layout is in force on this day".to_owned(),
    })
}

/// The facts of the receipt.
pub fn facts(view: &DossierView, settings: &SettingRows, now: Moment) -> Receipt {
    let (book, register_no) = view.register.unwrap_or_default();
    let office = &settings.settings;
    let received = view
        .components
        .iter()
        .filter(|component| component.received && component.void_reason.is_none());
    Receipt {
        agency: agency(office.text("letterhead"), office.text("unit_name")),
        desk: non_empty(office.text("desk_title"), || {
            text::desk_of(office.text("unit_name"))
        }),
        number: view.register.map(|(_, no)| number(no)).unwrap_or_default(),
        code: view.row.code.clone().unwrap_or_default(),
        lookup: view.lookup.clone().unwrap_or_default(),
        lookup_url: office.text("lookup_url").to_owned(),
        holder: view.holder.holder_name.clone(),
        organisation: Some(view.holder.organisation.clone()).filter(|name| !name.is_empty()),
        holder_no: view.holder.holder_no.clone(),
        bearer: view.bearer.as_ref().map(|bearer| Bearer {
            name: bearer.bearer_name.clone(),
            basis: bearer.bearer_basis.clone(),
        }),
        address: view.holder.address.address_text.clone(),
        phone: view.holder.phone.clone(),
        email: view.holder.email.clone(),
        subject: non_empty(&view.subject, || view.row.procedure_name.clone()),
        procedure_code: view.row.procedure_code.clone(),
        components: received.map(component).collect(),
        sets: view.sets,
        limit: view.limit.map(stated),
        received_at: view.row.received_at.unwrap_or_default().local(),
        due_at: view.row.due_at.map(Moment::local),
        promised_at: view.row.promised_at.map(Moment::local),
        collect_at: collect_at(view.return_way, office.text("unit_name")),
        book,
        register_no,
        fees: Vec::new(),
        missing: missing(view),
        note: view.note.clone().unwrap_or_default(),
        officer: received_by(view),
        place_of_issue: non_empty(office.text("place_of_issue"), || place(office.text("unit_name"))),
        issued_at: now.local(),
        practice: settings.practice,
        reprint: view
            .forms
            .iter()
            .filter(|form| form.template == RECEIPT)
            .map(|form| form.prints)
            .sum(),
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

fn number(register_no: u32) -> String {
    format!("{register_no:04}/TNHS")
}

fn component(view: &ComponentView) -> ReceiptComponent {
    let given = match (view.submission, view.form) {
        (Submission::Present, _) => Given::Shown,
        (Submission::Submit, PaperForm::Original) => Given::Original,
        (Submission::Submit, PaperForm::Certified) => Given::Certified,
        (Submission::Submit, PaperForm::Plain) => Given::Plain,
        (Submission::Submit, PaperForm::Electronic) => Given::Electronic,
    };
    ReceiptComponent {
        name: view.name.clone(),
        copies: view.copies,
        given,
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
