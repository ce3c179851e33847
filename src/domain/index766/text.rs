//! Words of the estimate.

use super::{Estimate, Line, Rule, Scored};
use crate::domain::say;

/// Its title.
pub const TITLE: &str = "Nhóm số hóa, QĐ 766/QĐ-TTg (ước tính)";
/// In place of points that nobody here can know.
pub const NOT_HERE: &str = "không tính được ở đây";
/// What it is made of.
pub const NOTES: [&str; 2] = [
    "Ước tính từ hồ sơ trong máy này, theo cách chấm trên Cổng DVCQG 10/2026.",
    "Lời văn quyết định chưa đối chiếu bản gốc. Số trong ngoặc: cột của biểu tháng.",
];
/// Headings.
pub const HEADS: [&str; 5] = ["Mục", "Chỉ số", "R %", "Điểm", "Tối đa"];

/// Number of a line.
pub fn number(line: Line) -> &'static str {
    match line {
        Line::ElectronicResult => "4.1",
        Line::Digitised => "4.2",
        Line::CertifiedCopy => say::NOTHING,
        Line::Reused => "4.3",
        Line::Shared => "4.4",
        Line::PopulationProcedures => "4.5a",
        Line::PopulationDossiers => "4.5b",
    }
}

/// What it measures.
pub fn name(line: Line) -> &'static str {
    match line {
        Line::ElectronicResult => "Hồ sơ có cấp kết quả điện tử",
        Line::Digitised => "Hồ sơ thực hiện số hóa",
        Line::CertifiedCopy => "Chứng thực bản sao điện tử từ bản chính",
        Line::Reused => "Hồ sơ khai thác, sử dụng lại",
        Line::Shared => "Số hóa có kết nối, chia sẻ",
        Line::PopulationProcedures => "Thủ tục kết nối dữ liệu dân cư",
        Line::PopulationDossiers => "Hồ sơ dùng dữ liệu dân cư",
    }
}

/// How R is made here, or why it cannot be.
pub fn how(line: Line) -> &'static str {
    match line {
        Line::ElectronicResult => "R = hồ sơ có tệp kết quả (11) / hồ sơ đã giải quyết có sản phẩm (10).",
        Line::Digitised => {
            "R = hồ sơ tiếp nhận có tệp ở thành phần, và có tệp kết quả nếu đã xong / hồ sơ tiếp nhận (3)."
        }
        Line::Reused => "R = hồ sơ có dùng lại giấy tờ từ kho của quầy (13) / hồ sơ tiếp nhận (3).",
        Line::CertifiedCopy => "Làm trên Cổng DVCQG; máy ở quầy không có số liệu này.",
        Line::Shared => {
            "Cần biết giấy tờ lấy từ kho quốc gia trên Cổng; quầy làm ngoại tuyến, chỉ có kho của quầy."
        }
        Line::PopulationProcedures => {
            "Cần danh sách thủ tục đã kết nối CSDL dân cư; danh mục của quầy không ghi."
        }
        Line::PopulationDossiers => "Cần nhật ký tra cứu CSDL dân cư; quầy làm ngoại tuyến, không tra cứu.",
    }
}

/// How points are made of R.
pub fn rule(line: Line) -> String {
    let most = line.most();
    match line.rule() {
        Some(Rule::Linear) => format!("Điểm = R × {most}."),
        Some(Rule::Target(percent)) => {
            format!("Điểm = {most} khi R từ {percent} %; thấp hơn thì R / {percent} % × {most}.")
        }
        None => format!("Tối đa {most} điểm."),
    }
}

/// `3,60` of hundredths.
pub fn points(hundredths: u32) -> String {
    format!("{},{:02}", hundredths / 100, hundredths % 100)
}

/// R of a line, or nothing.
pub fn ratio(scored: &Scored) -> String {
    scored
        .ratio
        .map_or_else(String::new, crate::domain::tally::Ratio::shown)
}

/// The points of a line in words: `3,60`, `–`, `không tính được ở đây`.
pub fn scored(scored: &Scored) -> String {
    match (scored.points(), scored.ratio) {
        (Some(hundredths), _) => points(hundredths),
        (None, Some(_)) => say::NOTHING.to_owned(),
        (None, None) => NOT_HERE.to_owned(),
    }
}

/// `Cộng 8,40 / 12 điểm tính được ở đây; cả nhóm 22 điểm`.
pub fn total(estimate: &Estimate) -> String {
    let (sum, most) = estimate.total();
    format!(
        "Cộng {} / {most} điểm tính được ở đây; cả nhóm {} điểm",
        points(sum),
        Estimate::most()
    )
}

/// Why it cannot be told here; nothing for a line that can.
pub fn why_not(line: Line) -> Option<&'static str> {
    line.rule().is_none().then(|| how(line))
}
