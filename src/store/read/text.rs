//! The words of answers: days of an explanation and lines of a dossier's history.

use std::cmp::Ordering;

use crate::domain::component::{Digitise, FileSource, PaperClass};
use crate::domain::copying::text as copying;
use crate::domain::deadline::{StepKind, SupplementClock, text as words};
use crate::domain::dossier::AccountFinding;
use crate::domain::ids::OfficerId;
use crate::domain::manifest::{Verified, text as manifest};
use crate::domain::pages::{self, Page};
use crate::domain::say;
use crate::domain::slip::{SlipKind, text as slip};
use crate::domain::special::text as special;
use crate::domain::text as domain;
use crate::domain::time::Moment;
use crate::domain::weight::Weighed;
use crate::store::body::{
    AccountPages, AddComponent, Body, ComponentChanges, Edit, FileFacts, Forward, HandBack, OutcomeFacts,
    SetPages,
};
use crate::store::read::money::text as money;
use crate::store::read::signatures::text as signatures;

/// A procedure that states no limit.
pub(super) const NO_LIMIT: &str = "không quy định";

/// A day that counts: `ngày 2`, or `4 giờ` where it fills no day.
pub(super) fn counted_day(number: Option<u64>, seconds: u64, (kind, name): (StepKind, &str)) -> String {
    let mut line = number.map_or_else(|| hours(seconds), |number| format!("ngày {number}"));
    match kind {
        StepKind::Swapped => line.extend([", làm bù (", name, ")"]),
        StepKind::Projected => line.extend([", dự kiến nghỉ (", name, "), chưa chốt nên vẫn tính"]),
        StepKind::Received | StepKind::Working | StepKind::Weekend | StepKind::Off | StepKind::Calendar => {}
    }
    line
}

/// A working day of which nothing counts: the dossier came after it had closed.
pub(super) const AFTER_HOURS: &str = "nhận ngoài giờ làm việc, không tính";

/// A wait in one line: since when and until when.
pub(super) fn pause(asked: Moment, answered: Option<Moment>) -> String {
    let asked = say::date(asked.date());
    match answered {
        Some(at) => format!("chờ từ {asked} đến {}", say::date(at.date())),
        None => format!("chờ từ {asked}, đến nay chưa xong"),
    }
}

/// A reading of the law about supplements, by what it does.
pub(super) fn reading(clock: SupplementClock) -> &'static str {
    match clock {
        SupplementClock::Restart => "nếu tính lại từ đầu",
        SupplementClock::Pause => "nếu chỉ tạm dừng",
    }
}

/// A day that does not count, with its reason.
pub(super) fn other_day(kind: StepKind, name: &str) -> String {
    if name.is_empty() {
        words::step(kind).to_owned()
    } else {
        format!("nghỉ {name}, không tính")
    }
}

fn hours(seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60);
    match (hours, minutes) {
        (0, minutes) => format!("{minutes} phút"),
        (hours, 0) => format!("{hours} giờ"),
        (hours, minutes) => format!("{hours} giờ {minutes} phút"),
    }
}

/// Who did what the program did by itself.
pub(super) const MACHINE: &str = "máy";

/// One op of a dossier as one line. `name` gives an officer's name.
pub(super) fn history(body: &Body, name: &dyn Fn(&OfficerId) -> String) -> String {
    match body {
        Body::RegisterOnline(online) => {
            let files = online
                .dossier
                .components
                .iter()
                .map(|it| it.files.len())
                .sum::<usize>();
            format!("Nhận từ gói trực tuyến, mã {}, {files} tệp", online.portal_code)
        }
        Body::Accept(accept) => {
            let code = format!("Tiếp nhận, cấp số {}", accept.code);
            let line = match &accept.backfilled_reason {
                Some(reason) => format!("{code} (nhập bù: {reason})"),
                None => code,
            };
            let heavy = accept.dossier.components.iter();
            let line = heavy.fold(line, |line, it| {
                let files: Vec<&FileFacts> = it.files.iter().collect();
                match weighed(&files) {
                    Some(words) => format!("{line}. {}: {words}", it.name),
                    None => line,
                }
            });
            line + &signatures::invalid(accept.dossier.components.iter().flat_map(|it| &it.files))
        }
        Body::Refuse(refuse) => format!("Từ chối tiếp nhận: {}", refuse.reason),
        Body::AskSupplement(ask) => format!("Yêu cầu bổ sung lần {}: {}", ask.round, ask.items.join("; ")),
        Body::ReceiveSupplement(came) => match came.answer.as_str() {
            "" => "Nhận bổ sung".to_owned(),
            papers => format!("Nhận bổ sung: {papers}"),
        },
        Body::Forward(forward) => forwarded(forward, name),
        Body::Withdraw(withdraw) => format!("Rút hồ sơ: {}", withdraw.reason),
        Body::Stop(stop) => format!("Dừng giải quyết: {}", stop.reason),
        Body::Apologise(apologise) => {
            let at = apologise.promised_at.1.local().format("%H:%M %d/%m/%Y");
            format!("Xin lỗi, hẹn lại {at}: {}", apologise.reason)
        }
        Body::HandBack(back) => handed_back(back),
        Body::CheckAccount(check) => {
            let known = |finding: &AccountFinding| domain::account(finding.account);
            let before = check.before.as_ref().map(known);
            let now = known(&check.finding);
            match before.filter(|before| *before != now) {
                Some(before) => format!("Kiểm tra tài khoản: {before} → {now}"),
                None => format!("Kiểm tra tài khoản: {now}"),
            }
        }
        Body::Edit(edit) => edited(edit),
        Body::SetCabinet(set) => match &set.cabinet.1 {
            Some(cabinet) => format!("Lưu hồ sơ vào tủ: {cabinet}"),
            None => "Lấy hồ sơ khỏi tủ".to_owned(),
        },
        Body::Void(void) => format!("Hủy hồ sơ nhập nhầm: {}", void.reason),
        other => papers(other),
    }
}

fn handed_back(back: &HandBack) -> String {
    let (mark, differing) = files(back.verified.as_ref());
    let unpaid = money::unpaid(back.unpaid_reason.as_deref());
    format!(
        "Trả kết quả{mark} cho {}{differing}{unpaid}",
        back.receiver.receiver_name
    )
}

/// Ops on papers, files, results, forms and money.
fn papers(body: &Body) -> String {
    match body {
        Body::EditFees(edit) => money::edited(edit),
        Body::AskFee(ask) => money::asked(ask),
        Body::SettleFee(settle) => money::settled(settle),
        Body::AddComponent(add) => added(add),
        Body::EditComponent(edit) => match &edit.undoes {
            Some(_) => "Hoàn tác sửa giấy tờ".to_owned(),
            None => component_edited(&edit.changes, edit.reason.as_deref()),
        },
        Body::VoidComponent(void) => format!("Bỏ giấy tờ: {}", void.reason),
        Body::AttachFiles(attach) => match &attach.undoes {
            Some(_) => "Hoàn tác gắn tệp".to_owned(),
            None => attached(&attach.files),
        },
        Body::DetachFile(detach) => match &detach.undoes {
            Some(_) => "Hoàn tác gỡ tệp".to_owned(),
            None => format!("Gỡ tệp: {}", detach.reason),
        },
        Body::SetPages(set) => pages_set(set),
        Body::AccountPages(counted) => pages_counted(counted),
        Body::ConfirmCopying(word) => copying::told(word.rule, word.holds),
        Body::ExemptComponent(exempt) => {
            format!(
                "Không số hóa ({}): {}",
                special::exempt(exempt.why),
                exempt.reason
            )
        }
        Body::FileInterim(interim) => match &interim.basis {
            None => format!("Lưu tập tin kết quả (văn bản trung gian): {}", interim.note),
            Some(basis) => format!(
                "Lưu tập tin kết quả (văn bản trung gian): {}; sao chụp văn bản của cơ quan khác theo {basis}",
                interim.note
            ),
        },
        Body::FileOutcome(file) => outcome("Cập nhật kết quả", &file.outcome),
        Body::ReplaceOutcome(replace) => outcome("Thay thế kết quả", &replace.outcome),
        Body::RevokeOutcome(revoke) => format!("Thu hồi kết quả: {}", revoke.reason),
        Body::KeepPaper(keep) => format!("Lưu vào kho: {}", keep.paper.name),
        Body::IssueForm(form) => issued(&form.template),
        Body::ReprintForm(_) => "In phiếu".to_owned(),
        Body::SignFile(sign) => signatures::signed(sign),
        Body::VerifyFile(verify) => signatures::verified(verify),
        Body::RevokePaper(revoke) => format!("Gỡ giấy tờ khỏi kho: {}", revoke.reason),
        other => other.kind().to_owned(),
    }
}

fn issued(template: &str) -> String {
    match SlipKind::named(template) {
        Some(kind) => format!("Lập phiếu: {}", slip::slip(kind)),
        None if template == "exempt" => "Lập biên bản không số hóa".to_owned(),
        None => "Lập phiếu hẹn trả".to_owned(),
    }
}

fn added(add: &AddComponent) -> String {
    let verb = match (add.component.class, add.undoes) {
        (PaperClass::Component, None) => "Thêm giấy tờ",
        (PaperClass::Component, Some(_)) => "Hoàn tác thêm giấy tờ",
        (PaperClass::Outcome, None) => "Quét kết quả giấy",
        (PaperClass::Outcome, Some(_)) => "Hoàn tác quét kết quả giấy",
    };
    format!("{verb}: {}", add.component.name)
}

/// The code it got, and the account of its pages where it was scanned.
fn outcome(verb: &str, outcome: &OutcomeFacts) -> String {
    let mut line = format!("{verb} {}{}", outcome.paper_code, signatures::taken(outcome));
    if let Some(kept) = &outcome.kept {
        let (size, limit_mb) = (say::size(outcome.bytes.size), kept.limit_mb);
        let kept = format!(". Tệp {size} giữ nguyên, trên mức {limit_mb} MB: {}", kept.reason);
        line.push_str(&kept);
    }
    let Some(scan) = &outcome.scan else {
        return line;
    };
    let sum = pages::text::sheets(&scan.claim);
    match &scan.reason {
        Some(reason) => format!("{line}, bản quét {sum}, có lý do: {reason}"),
        None => format!("{line}, bản quét {sum}"),
    }
}

/// What weighs most of the changes of a component.
fn component_edited(changes: &ComponentChanges, reason: Option<&str>) -> String {
    if let Some((_, Some(basis))) = &changes.basis {
        return format!("Cho sao chụp theo luật chuyên ngành: {basis}");
    }
    if let Some((_, Some(wish))) = &changes.proposal {
        return format!(
            "Đề nghị không số hóa ({}): {}",
            special::exempt(wish.why),
            wish.reason
        );
    }
    if let Some((was, here)) = changes.received.filter(|(was, here)| was != here) {
        let what = if here && !was {
            "Ghi là đã nhận"
        } else {
            "Ghi là chưa nhận"
        };
        return reason.map_or_else(|| what.to_owned(), |reason| format!("{what}: {reason}"));
    }
    match (changes.digitise, changes.remind_on, &changes.traits) {
        (Some((_, Digitise::Waiting)), Some((_, day)), _) => special::waiting(day),
        (Some((Digitise::Exempt, _)), ..) => "Số hóa lại giấy tờ đã miễn số hóa".to_owned(),
        (_, _, Some((_, traits))) if !traits.is_empty() => {
            let names: Vec<&str> = traits.iter().map(|it| special::name(*it)).collect();
            format!("Giấy tờ cần chú ý: {}", names.join(", "))
        }
        _ => "Sửa giấy tờ".to_owned(),
    }
}

/// Pages placed, or one image in the place of another: then which, and by which.
fn pages_set(set: &SetPages) -> String {
    let image = |page: &Page| match page.leaf {
        0 | 1 => page.file_name.clone(),
        leaf => format!("{} tr.{leaf}", page.file_name),
    };
    let (old, new) = &set.pages;
    let swaps = pages::replaced(old, new);
    let swap = |(old, new): &(&Page, &Page)| {
        format!(
            "{}: {} → {}",
            pages::text::side(old.slot()),
            image(old),
            image(new)
        )
    };
    match (set.undoes, swaps.as_slice()) {
        // Another number of sheets, and no page moved.
        (None, []) if old == new => format!("Khai {}", pages::text::sheets(&set.claim.1)),
        (None, []) => match &set.basis {
            Some(basis) => format!(
                "{}, theo luật chuyên ngành: {basis}",
                placed(old.len(), new.len())
            ),
            None => placed(old.len(), new.len()),
        },
        (Some(_), []) => "Hoàn tác gán trang".to_owned(),
        (None, swaps) => format!(
            "Thay ảnh {}",
            swaps.iter().map(swap).collect::<Vec<_>>().join("; ")
        ),
        (Some(_), swaps) => {
            let swaps: Vec<String> = swaps.iter().map(swap).collect();
            format!("Hoàn tác thay ảnh {}", swaps.join("; "))
        }
    }
}

/// How many came or went, and how many there are then.
fn placed(before: usize, after: usize) -> String {
    match (before, after.cmp(&before)) {
        (0, _) => format!("Gán {after} trang"),
        (_, Ordering::Greater) => format!("Gán thêm {} trang (có {after})", after - before),
        (_, Ordering::Less) => format!("Lấy ra {} trang (còn {after})", before - after),
        (_, Ordering::Equal) => "Xếp lại trang".to_owned(),
    }
}

/// An act on one paper names it.
pub(super) fn on_paper(line: &str, paper: &str) -> String {
    format!("{line} · {paper}")
}

/// The sum as it was confirmed.
fn pages_counted(counted: &AccountPages) -> String {
    if counted.undoes.is_some() {
        return "Hoàn tác hoàn tất số hóa".to_owned();
    }
    let sum = format!("Số hóa xong {}", pages::text::sheets(&counted.claim.1));
    let sum = match &counted.reason {
        Some(reason) => format!("{sum}, có lý do: {reason}"),
        None => sum,
    };
    and_weighed(sum, std::iter::once(&counted.file).chain(&counted.instead))
}

/// What was decided about a heavy file stands behind what was done with it.
fn and_weighed<'a>(line: String, files: impl IntoIterator<Item = &'a FileFacts>) -> String {
    match weighed(&files.into_iter().collect::<Vec<_>>()) {
        Some(words) => format!("{line}. {words}"),
        None => line,
    }
}

/// What was decided where files are heavier than recommended; the heavy ones are kept in every case.
fn weighed(files: &[&FileFacts]) -> Option<String> {
    let said: Vec<String> = files.iter().filter_map(|file| decided(file, files)).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn decided(file: &FileFacts, files: &[&FileFacts]) -> Option<String> {
    let size = say::size(file.bytes.size);
    if let Some(Weighed::Kept { limit_mb }) = file.weighed {
        return Some(format!("Tệp {size} giữ nguyên, trên mức {limit_mb} MB"));
    }
    let stands = |other: &&&FileFacts| other.weighed.and_then(Weighed::instead_of) == Some(file.id);
    let instead: Vec<String> = files
        .iter()
        .filter(stands)
        .map(|it| say::size(it.bytes.size))
        .collect();
    match instead.as_slice() {
        [] => None,
        [lighter] => Some(format!("Tệp {size} nén còn {lighter}, giữ bản gốc")),
        parts => Some(format!(
            "Tệp {size} tách thành {} phần ({}), giữ bản gốc",
            parts.len(),
            parts.join(" + ")
        )),
    }
}

/// Originals are what was attached; the PDF made of them holds the same pages once more.
fn attached(files: &[FileFacts]) -> String {
    let whole = files
        .iter()
        .filter(|file| file.weighed.and_then(Weighed::instead_of).is_none());
    let (made, originals): (Vec<&FileFacts>, Vec<&FileFacts>) =
        whole.partition(|file| file.source == FileSource::Assembled);
    let counted = if made.is_empty() { &originals } else { &made };
    let pages: u32 = counted.iter().filter_map(|file| file.bytes.pages).sum();
    let line = format!("Gắn {} tệp, {pages} trang", originals.len().max(1));
    and_weighed(line, files) + &signatures::invalid(files)
}

fn forwarded(forward: &Forward, name: &dyn Fn(&OfficerId) -> String) -> String {
    let taker = forward
        .to_officer
        .as_ref()
        .map(name)
        .or_else(|| forward.to_unit.clone())
        .unwrap_or_default();
    let (mark, differing) = files(forward.verified.as_ref());
    let mut line = format!("Chuyển bước{mark}: {} → {taker}", forward.to_step.name);
    if !forward.opinion.is_empty() {
        line.extend([". ", forward.opinion.as_str()]);
    }
    if let Some(reason) = &forward.undigitised_reason {
        line.extend([". Chưa số hóa đủ: ", reason.as_str()]);
    }
    if let Some(reason) = &forward.no_product_reason {
        line.extend([". Không có sản phẩm: ", reason.as_str()]);
    }
    line + &differing
}

/// What reading the files again came to, where it was done: beside the verb, and at the end of the line.
fn files(verified: Option<&Verified>) -> (String, String) {
    let mark = verified.map(manifest::mark).unwrap_or_default();
    (mark, verified.and_then(manifest::differing).unwrap_or_default())
}

fn edited(edit: &Edit) -> String {
    let shown = |field: &str, value: &Option<String>| {
        let said = value.as_ref().filter(|text| !text.is_empty());
        said.map_or_else(|| "—".to_owned(), |text| domain::value(field, text))
    };
    let change = |(field, (old, new)): (&String, &(Option<String>, Option<String>))| {
        format!(
            "{}: {} → {}",
            domain::field(field),
            shown(field, old),
            shown(field, new)
        )
    };
    let told = |field: &str| domain::told_by(field).is_some_and(|by| edit.changes.contains_key(by));
    let changes = edit.changes.iter().filter(|(field, _)| !told(field));
    let changes: Vec<String> = changes.map(change).collect();
    let verb = if edit.undoes.is_some() {
        "Hoàn tác"
    } else {
        "Cập nhật"
    };
    format!("{verb} {}", changes.join("; "))
}
