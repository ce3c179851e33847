//! The words of `motcua dossier` for people.

use std::io::ErrorKind;
use std::path::Path;

use crate::app::job::{Arrival, Arrived};
use crate::desk::manifest::{Names, Sources};
use crate::domain::asked::text as asked;
use crate::domain::component::Digitise;
use crate::domain::deadline::text as limits;
use crate::domain::digitise::text as digitise;
use crate::domain::manifest::{Verified, attached_by, heavy_of, standing, text as manifests};
use crate::domain::package::text as package;
use crate::domain::pages::{DpiKnown, Page, text as pages};
use crate::domain::rows::{ComponentView, DossierPage, DossierRow, DossierView, FileView, OutcomeView};
use crate::domain::say;
use crate::domain::special::text as special;
use crate::domain::text as words;
use crate::domain::time::Moment;
use crate::domain::viet::clean;

/// The store could not answer.
pub(super) const UNANSWERED: &str = "Không đọc được dữ liệu. Chạy «motcua doctor» để kiểm tra.";

/// No code was given.
pub(super) const NO_CODE: &str = "Chưa ghi số hồ sơ. Ghi đủ số, hoặc phần sau mã đơn vị như 230214-0001.";

/// No dossier has exactly this code.
pub(super) fn no_dossier(code: &str) -> String {
    format!("Không có hồ sơ số «{code}». Ghi đủ số; tìm bằng «motcua dossier list --search».")
}

/// A cloned desk gave the same code out again.
pub(super) fn several(code: &str) -> String {
    format!("Nhiều hồ sơ cùng số «{code}». Ghi id của hồ sơ, xem ở «motcua dossier list --json».")
}

/// What became of one dossier of a package.
pub(super) fn arrival(arrival: &Arrival) -> String {
    let code = match arrival.code.as_str() {
        "" => "(không có mã)",
        code => code,
    };
    let went = match &arrival.went {
        Arrived::New => "chờ tiếp nhận".to_owned(),
        Arrived::Known => "đã có, không ghi thêm".to_owned(),
        Arrived::Held(fault) => format!("CÁCH LY: {}", package::fault(fault)),
    };
    format!("{code}\t{went}")
}

/// How many went in.
pub(super) fn arrived(arrivals: &[Arrival]) -> String {
    let count = |is: fn(&Arrived) -> bool| arrivals.iter().filter(|it| is(&it.went)).count() as u64;
    format!(
        "{} hồ sơ mới, {} đã có, {} cách ly",
        say::count(count(|went| matches!(went, Arrived::New))),
        say::count(count(|went| matches!(went, Arrived::Known))),
        say::count(count(|went| matches!(went, Arrived::Held(_)))),
    )
}

/// A row: what it is named by in other commands, status, when received, until when, whose, what.
pub(super) fn row(row: &DossierRow) -> String {
    let day = |at: Option<Moment>| at.map_or_else(|| "–".to_owned(), |at| say::date(at.date()));
    let status = if row.voided {
        VOIDED
    } else {
        words::status(row.status)
    };
    format!(
        "{}\t{status}\t{}\t{}\t{}\t{}",
        row.code
            .clone()
            .or_else(|| row.portal_code.clone())
            .unwrap_or_else(|| row.id.to_string()),
        day(row.received_at),
        day(row.promised_at),
        row.holder_name,
        row.procedure_name
    )
}

/// How many match, and of how many.
pub(super) fn counted(page: &DossierPage) -> String {
    let (shown, matching) = (page.rows.len() as u64, u64::from(page.matching));
    if shown < matching {
        format!("{} trong {} hồ sơ khớp", say::count(shown), say::count(matching))
    } else {
        format!(
            "{} hồ sơ khớp trong {}",
            say::count(matching),
            say::count(page.total.into())
        )
    }
}

/// The manifest could not be written there.
pub(super) fn not_written(path: &Path, why: ErrorKind) -> String {
    let path = clean(&path.to_string_lossy());
    match why {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            format!("Không ghi được {path}: ổ đĩa ở đó đã đầy. Dọn bớt hoặc chọn chỗ khác rồi làm lại.")
        }
        _ => format!("Không ghi được {path}. Chọn chỗ khác ghi được rồi làm lại."),
    }
}

/// It was.
pub(super) fn written(path: &Path, verified: &Verified) -> String {
    let path = clean(&path.to_string_lossy());
    format!("Đã ghi {path}: {}.", manifests::note(verified))
}

/// The manifest, line by line: each component with its pages and files, at last what the comparison came to.
pub(super) fn manifest(
    view: &DossierView,
    (names, verified): (&Names, &Verified),
    sources: &mut Sources,
) -> Vec<String> {
    let mut lines = vec![view.row.code.clone().unwrap_or_default()];
    for component in standing(&view.components, &view.outcome_scans) {
        lines.push(String::new());
        lines.push(component.name.clone());
        for (number, page) in (1..).zip(&component.pages) {
            lines.push(manifest_page(number, page, names));
            let images = sources.of(page).iter();
            lines.extend(images.map(|(sha256, leaf)| format!("    ghép từ {sha256} tr.{leaf}")));
        }
        for file in &component.heavy {
            lines.push(manifest_file(view, file, ORIGINAL));
        }
        for file in &component.files {
            let instead = heavy_of(component, file).map(|heavy| format!(" · thay cho {}", heavy.sha256));
            lines.push(manifest_file(view, file, &instead.unwrap_or_default()));
        }
    }
    for outcome in &view.outcomes {
        lines.push(String::new());
        lines.push(format!(
            "Kết quả: {} · {} · {}",
            outcome.name, outcome.file_name, outcome.sha256
        ));
    }
    lines.push(String::new());
    lines.push(manifests::note(verified));
    lines.extend(manifests::faults(verified));
    lines
}

const ORIGINAL: &str = " · bản gốc, quá nặng, giữ nguyên";

fn manifest_file(view: &DossierView, file: &FileView, more: &str) -> String {
    let who = attached_by(view, file).unwrap_or("–");
    let what = format!("{} · {} · {}", file.name, say::size(file.size), file.sha256);
    format!("  tệp {what} · {who} · {}{more}", file.attached_at.rfc3339())
}

fn manifest_page(number: u32, page: &Page, names: &Names) -> String {
    let dpi = match page.dpi_known {
        DpiKnown::Measured => format!("{} dpi", page.dpi),
        DpiKnown::Assumed => format!("{} dpi (phỏng đoán)", page.dpi),
        DpiKnown::Unknown => "không rõ dpi".to_owned(),
    };
    let who = names.get(&page.taken_by).map_or("–", String::as_str);
    let parts = [
        format!("trang {number} · mặt {}", pages::mark(page.slot())),
        format!("{} tr.{}", page.file_name, page.leaf),
        format!(
            "{} × {} · {dpi} · {}",
            page.width,
            page.height,
            say::size(page.size)
        ),
        format!("xoay {}°", u16::from(page.turns) * 90),
        page.sha256.to_string(),
        page.device.clone(),
        format!("{who} · {}", page.taken_at.rfc3339()),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("  {}", parts.join(" · "))
}

/// One dossier, line by line.
pub(super) fn dossier(view: &DossierView) -> Vec<String> {
    let mut lines = facts(view);
    section(&mut lines, "THÀNH PHẦN HỒ SƠ", &view.components, component);
    section(&mut lines, "VĂN BẢN TRUNG GIAN", &view.interims, |it| {
        it.name.clone()
    });
    section(&mut lines, "KẾT QUẢ", &view.outcomes, outcome);
    section(&mut lines, "PHIẾU", &view.forms, |it| {
        format!("{}, {}, đã in {} lần", it.template, it.number, it.prints)
    });
    section(&mut lines, "QUÁ TRÌNH", &view.history, |it| {
        let at = it.at.local();
        format!(
            "{} {}  {}: {}",
            say::date(at.date()),
            say::exact_time(at.time()),
            it.officer,
            it.text
        )
    });
    lines
}

const VOIDED: &str = "Đã hủy";

fn facts(view: &DossierView) -> Vec<String> {
    let row = &view.row;
    let moment = |at: Option<Moment>| at.map_or(String::new(), |at| say::moment(at.local()));
    let status = if row.voided {
        VOIDED
    } else {
        words::status(row.status)
    };
    let pairs = [
        ("Số hồ sơ", row.code.clone().unwrap_or_default()),
        ("Mã trên cổng", row.portal_code.clone().unwrap_or_default()),
        ("Nộp trực tuyến", moment(view.submitted_at)),
        ("Mã tra cứu", view.lookup.clone().unwrap_or_default()),
        ("Trạng thái", status.to_owned()),
        ("Lý do hủy", view.void_reason.clone().unwrap_or_default()),
        ("Bước", row.step.1.clone()),
        (
            "Cán bộ",
            row.officer.as_ref().map_or(String::new(), |it| it.name.clone()),
        ),
        ("Lĩnh vực", view.sector_name.clone()),
        (
            "Thủ tục",
            format!("{} ({})", row.procedure_name, row.procedure_code),
        ),
        ("Chủ hồ sơ", view.holder.display_name().to_owned()),
        ("Số giấy tờ", row.holder_no.clone()),
        ("Địa chỉ", row.address_text.clone()),
        ("Di động", view.holder.phone.clone()),
        (
            "Người nộp",
            view.bearer
                .as_ref()
                .map_or(String::new(), |it| it.bearer_name.clone()),
        ),
        ("Tài khoản DVC", words::account(view.account.account).to_owned()),
        ("Tiếp nhận", moment(row.received_at)),
        ("Thời hạn", view.limit.map_or(String::new(), limits::limit)),
        ("Hẹn trả", moment(row.promised_at)),
        ("Xử lý xong", moment(row.finished_at)),
        ("Đã trả", moment(row.returned_at)),
        ("Số hóa", digitised(row)),
        ("Nhận kết quả", words::return_way(view.return_way).to_owned()),
        ("Tủ", view.cabinet.clone().unwrap_or_default()),
        ("Ghi chú", view.note.clone().unwrap_or_default()),
    ];
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(label, value)| format!("{label:<14} {value}"))
        .collect()
}

fn digitised(row: &DossierRow) -> String {
    let said = [digitise::lacks, digitise::exempted, digitise::reasoned].map(|said| said(&row.remarks));
    let said = std::iter::once(digitise::extent(row.extent).to_owned()).chain(said.into_iter().flatten());
    said.collect::<Vec<_>>().join(" · ")
}

fn section<T>(lines: &mut Vec<String>, title: &str, items: &[T], said: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    lines.push(String::new());
    lines.push(title.to_owned());
    lines.extend(items.iter().map(|item| format!("  {}", said(item))));
}

fn component(view: &ComponentView) -> String {
    let mark = if view.received { "[x]" } else { "[ ]" };
    let files = match view.files.len() {
        0 => String::new(),
        count => format!(", {count} tệp"),
    };
    let wrong = match (&view.void_reason, &view.reject_reason) {
        (Some(reason), _) => format!(", đã bỏ: {reason}"),
        (None, Some(reason)) => format!(", không đạt: {reason}"),
        (None, None) if view.is_not_applicable() => format!(", {}", asked::NOT_APPLICABLE),
        (None, None) => String::new(),
    };
    let form = words::paper_form(view.form);
    let exempt = match (view.digitise, &view.exempt) {
        (Digitise::Exempt, Some(it)) => format!(", {}: {}", special::exempted(it.why), it.reason),
        (Digitise::Waiting, _) => format!(", {}", special::waiting(view.remind_on)),
        (_, Some(it)) => format!(", {}: {}", special::proposed(it.why), it.reason),
        (_, None) => String::new(),
    };
    let kept = view.custody.map(special::custody);
    let kept = kept.map(|it| format!(", bản gốc: {it}")).unwrap_or_default();
    format!(
        "{mark} {}: {} {form}{files}{wrong}{exempt}{kept}",
        view.name, view.copies
    )
}

fn outcome(view: &OutcomeView) -> String {
    let until = view.ends_on.map_or_else(
        || crate::domain::term::text::UNLIMITED.to_owned(),
        |end| format!("đến hết {}", say::date(end)),
    );
    format!(
        "{} ({}), {until}, {}",
        view.name,
        view.paper_code,
        words::signature(view.signature)
    )
}
