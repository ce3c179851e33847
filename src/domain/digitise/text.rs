//! The words for how far a dossier is digitised.

use super::exempted::Exempted;
use super::{Counts, Extent, Remark, Remarked};
use crate::domain::special;

/// As in the columns of the monthly form.
pub fn extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Full => "đầy đủ",
        Extent::Part => "chưa đầy đủ",
        Extent::None => "chưa số hóa",
    }
}

/// `2/3 giấy tờ`, for lists and the detail page.
pub fn counts(counts: Counts) -> String {
    format!("{}/{} giấy tờ", counts.have, counts.need)
}

/// `thiếu: Giấy chứng sinh (chưa có tệp); Tờ khai (thiếu 1 trang)`; nothing where nothing lacks.
pub fn lacks(remarked: &[Remarked]) -> Option<String> {
    listed("thiếu", remarked.iter().filter(|it| it.remark.is_lack()))
}

/// `KHÔNG SỐ HÓA: Bằng khoán đất năm 1941 (dễ hỏng)`; nothing where no paper is exempt.
pub fn exempted(remarked: &[Remarked]) -> Option<String> {
    let exempt = |it: &&Remarked| matches!(it.remark, Remark::Exempt(_));
    listed("KHÔNG SỐ HÓA", remarked.iter().filter(exempt))
}

/// `THIẾU TRANG CÓ LÝ DO: Bản đồ A0 (thiếu 1 trang)`; nothing where every page is there or simply lacks.
pub fn reasoned(remarked: &[Remarked]) -> Option<String> {
    let reasoned = |it: &&Remarked| matches!(it.remark, Remark::Reasoned(_));
    listed("THIẾU TRANG CÓ LÝ DO", remarked.iter().filter(reasoned))
}

/// The dossiers of a month's form, for [`not_digitised`].
pub const RECEIVED_IN_MONTH: &str = "tiếp nhận trong tháng";

/// `Không số hóa: 2 giấy tờ của 1 hồ sơ tiếp nhận trong tháng`, with every report that has dossiers; said too where it
/// is none, so that nobody has to wonder. `which` = what the dossiers of the report have in common.
pub fn not_digitised(exempted: Exempted, which: &str) -> String {
    match exempted.papers {
        0 => format!("Không số hóa: không có giấy tờ nào của hồ sơ {which}"),
        papers => format!(
            "Không số hóa: {papers} giấy tờ của {} hồ sơ {which}",
            exempted.dossiers
        ),
    }
}

/// `không số hóa 2 giấy tờ`, the remark in a dossier's row; nothing where none is.
pub fn papers_not_digitised(papers: u32) -> Option<String> {
    (papers > 0).then(|| format!("không số hóa {papers} giấy tờ"))
}

fn listed<'a>(head: &str, remarked: impl Iterator<Item = &'a Remarked>) -> Option<String> {
    let said = |it: &Remarked| format!("{} ({})", it.name, remark(it.remark));
    let all: Vec<String> = remarked.map(said).collect();
    (!all.is_empty()).then(|| format!("{head}: {}", all.join("; ")))
}

/// `Giấy chứng sinh: chưa có tệp`, `Bằng khoán đất: KHÔNG SỐ HÓA · dễ hỏng`.
pub fn line(remarked: &Remarked) -> String {
    let said = match remarked.remark {
        Remark::Exempt(why) => special::text::exempted(why),
        Remark::Reasoned(pages) => format!("thiếu {pages} trang, có ghi lý do"),
        lack => remark(lack),
    };
    format!("{}: {said}", remarked.name)
}

/// What lacks of one paper, or why it is not digitised.
pub fn remark(remark: Remark) -> String {
    match remark {
        Remark::NoFile => "chưa có tệp".to_owned(),
        Remark::Short(0) => "chưa hoàn tất đếm trang".to_owned(),
        Remark::Short(pages) | Remark::Reasoned(pages) => format!("thiếu {pages} trang"),
        Remark::Waiting(day) => special::text::waiting(day),
        Remark::Proposed(why) => special::text::proposed(why),
        Remark::Exempt(why) => special::text::exempt(why).to_owned(),
    }
}
