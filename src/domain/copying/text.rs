//! The letter's rules and what was found of them, in words.

use super::{Confirmed, Finding, Papers, Point, Rule, Verdict, What};
use crate::domain::component::PaperClass;
use crate::domain::digitise::text as digitise;
use crate::domain::manifest::{Verified, text as manifest};
use crate::domain::pages::{Claim, text as pages};
use crate::domain::quality::{ND30, text as quality};

/// The rule in a few words, for a list.
pub fn short(rule: Rule) -> &'static str {
    match rule {
        Rule::BothSides => "Chụp cả hai mặt",
        Rule::EveryPaper => "Mọi giấy tờ đều được số hóa",
        Rule::Whole => "Toàn bộ, chính xác, đầy đủ",
        Rule::CountAndOrder => "Đủ số trang, đúng thứ tự",
        Rule::Notes => "Trang có ghi chú: hai ảnh",
        Rule::Integrity => "Toàn vẹn dữ liệu",
        Rule::Parameters => "Thông số TT 02/2019/TT-BNV",
    }
}

/// The letter's own sentence.
pub fn letter(rule: Rule) -> &'static str {
    match rule {
        Rule::BothSides => "Chụp cả hai mặt tài liệu, trừ khi tất cả các tờ đều trắng một mặt.",
        Rule::EveryPaper => {
            "Xác thực số lượng hồ sơ gốc theo số lượng bản sao chụp để đảm bảo tất cả các hồ sơ gốc đều được số hóa."
        }
        Rule::Whole => {
            "Bảo đảm chụp toàn bộ văn bản, các bản sao chụp chính xác, toàn diện, đầy đủ so với bản gốc."
        }
        Rule::CountAndOrder => {
            "Số lượng ảnh ở bản sao chụp phải bằng số lượng trang đầu vào và được sắp xếp theo đúng thứ tự."
        }
        Rule::Notes => {
            "Đối với trang có gắn giấy ghi chú: tạo hai (02) bản quét, một bản có giấy có ghi chú trên văn bản và một \
             bản đã bỏ giấy ghi chú."
        }
        Rule::Integrity => "Đảm bảo tính toàn vẹn dữ liệu trong quá trình chuyển giao xử lý.",
        Rule::Parameters => {
            "Thông số kỹ thuật bản sao chụp phải đáp ứng tiêu chuẩn dữ liệu thông tin đầu vào tại Thông tư số \
             02/2019/TT-BNV."
        }
    }
}

/// The same in quotation marks, with its source.
pub fn letter_quoted(rule: Rule) -> String {
    format!("Công văn 223: «{}»", letter(rule))
}

/// ✓, ✗, ? or …: never by colour alone.
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Lacking => "✗",
        Verdict::Open => "?",
        Verdict::Running => "…",
        Verdict::Confirmed | Verdict::Met => "✓",
        Verdict::Nothing => "–",
    }
}

/// `giấy tờ nhận 3 · đã số hóa 2 ✗ thiếu 1`.
pub fn papers(papers: Papers) -> String {
    format!("giấy tờ {}", counts(papers))
}

/// `nhận 3 · đã số hóa 1 · không số hóa 1 ✗ thiếu 1`: papers received against papers digitised.
pub fn counts(papers: Papers) -> String {
    let exempt = match papers.exempt {
        0 => String::new(),
        exempt => format!(" · không số hóa {exempt}"),
    };
    let said = format!("nhận {} · đã số hóa {}{exempt}", papers.received, papers.copied);
    match papers.lacking() {
        0 => said + " ✓",
        lacking => format!("{said} ✗ thiếu {lacking}"),
    }
}

/// What the machine goes by, beside the rule; `verified` = what reading the files again came to.
pub fn evidence(finding: &Finding, papers: Papers, verified: Option<&Verified>) -> String {
    let lacking = finding.points.iter().filter(|point| point.what.is_lack()).count();
    match (finding.rule, finding.verdict) {
        (_, Verdict::Nothing) => "chưa có bản sao nào".to_owned(),
        (_, Verdict::Running) => manifest::CHECKING.to_owned(),
        (_, Verdict::Open) => "cán bộ đối chiếu, rồi bấm F2".to_owned(),
        (_, Verdict::Confirmed) => finding.word.as_ref().map(word).unwrap_or_default(),
        (Rule::EveryPaper, _) => counts(papers),
        (Rule::Integrity, _) => verified.map_or_else(|| manifest::UNREAD.to_owned(), manifest::note),
        (Rule::Parameters, Verdict::Lacking) if verified.is_none() => manifest::UNREAD.to_owned(),
        (Rule::Parameters, Verdict::Lacking) => format!("{lacking} tệp chưa đạt thông số"),
        (Rule::Parameters, _) => resolution(&finding.points),
        (Rule::CountAndOrder, Verdict::Met) => {
            let (have, need) = sum(&finding.points);
            format!("đủ {have}/{need} trang, đúng thứ tự")
        }
        (Rule::Notes, Verdict::Met) => noted(&finding.points),
        (Rule::BothSides | Rule::Whole, Verdict::Met) => format!("{} giấy tờ", finding.points.len()),
        (Rule::BothSides | Rule::Whole | Rule::CountAndOrder | Rule::Notes, Verdict::Lacking) => {
            format!("{lacking} giấy tờ chưa đạt")
        }
    }
}

/// `Đinh Thị Hạnh xác nhận 08:15 14/02/2023`.
fn word(word: &Confirmed) -> String {
    format!(
        "{} xác nhận {}",
        word.officer,
        word.at.local().format("%H:%M %d/%m/%Y")
    )
}

fn sum(points: &[Point]) -> (u32, u32) {
    points
        .iter()
        .fold((0, 0), |(have, need), point| match &point.what {
            What::Images { tally, .. } => (have + tally.have, need + tally.need),
            _ => (have, need),
        })
}

fn noted(points: &[Point]) -> String {
    let sides: usize = points
        .iter()
        .map(|point| match &point.what {
            What::Noted(sides) => *sides,
            _ => 0,
        })
        .sum();
    match sides {
        0 => "đã khai: không trang nào có ghi chú".to_owned(),
        sides => format!("{sides} trang, đủ hai ảnh mỗi trang"),
    }
}

fn resolution(points: &[Point]) -> String {
    let known = points.iter().filter_map(|point| match point.what {
        What::Resolution { images, profile, .. } => Some((images, profile)),
        _ => None,
    });
    let (images, profile) = known.fold((0, &ND30), |(sum, _), (images, profile)| (sum + images, profile));
    let colour = if profile.colour { ", có màu" } else { "" };
    format!("{images} ảnh từ {} dpi{colour}", profile.least_dpi)
}

/// One paper or file in a sentence; the sign says whether it is what keeps the rule from being ticked.
pub fn point(point: &Point) -> String {
    let sign = sign(point.what.verdict());
    match &point.what {
        What::Differs(fault) => format!("{sign} {}", manifest::fault(fault)),
        what => format!("{sign} {}: {}", point.name, self::what(what)),
    }
}

fn what(what: &What) -> String {
    match what {
        What::NotCounted(PaperClass::Component) => "chưa hoàn tất đếm trang: F8".to_owned(),
        What::NotCounted(PaperClass::Outcome) => "chưa hoàn tất đếm trang: F2 Kết quả, F4".to_owned(),
        What::Chosen => "tệp chọn sẵn, máy không biết số tờ".to_owned(),
        What::ToCompare => "đối chiếu bản sao với bản gốc".to_owned(),
        What::Sides(claim) => sides(claim),
        What::MissingSides(slots) => {
            let sides: Vec<String> = slots.iter().map(|slot| pages::side(*slot)).collect();
            format!("thiếu {}", sides.join(", "))
        }
        What::Copied => "đã số hóa".to_owned(),
        What::NotCopied(None) => "không phải số hóa theo chế độ của đơn vị".to_owned(),
        What::NotCopied(Some(remark)) => digitise::remark(*remark),
        What::Images {
            tally,
            ordered,
            reason,
        } => {
            let mut said = format!("cần {} · có {} {}", tally.need, tally.have, pages::verdict(tally));
            if !ordered {
                said += " · chưa đúng thứ tự";
            }
            if let Some(reason) = reason {
                said.extend([" · lý do: ", reason]);
            }
            said
        }
        What::Noted(0) => "không trang nào có ghi chú".to_owned(),
        What::Noted(sides) => format!("{sides} trang có ghi chú, đủ hai ảnh"),
        What::Differs(fault) => manifest::fault(fault),
        What::Below(short_of, profile) => {
            let parts: Vec<String> = short_of
                .iter()
                .map(|it| quality::shortfall(*it, profile))
                .collect();
            format!("{}. Quét lại nếu được.", parts.join(", "))
        }
        What::Resolution { least: 0, images, .. } => format!("{images} ảnh, đạt"),
        What::Resolution { least, images, .. } => format!("{images} ảnh, thấp nhất {least} dpi"),
    }
}

fn sides(claim: &Claim) -> String {
    let sheets = pages::sheets(claim);
    if claim.sides == 1 {
        format!("{sheets}, mọi mặt sau đều trắng, cán bộ đã xem")
    } else {
        sheets
    }
}

/// History's line of an officer's word, given or taken back.
pub fn told(rule: Rule, holds: bool) -> String {
    let verb = if holds { "Xác nhận" } else { "Bỏ xác nhận" };
    format!("{verb} yêu cầu sao chụp: {}", short(rule))
}

/// What row 23 says of it.
pub fn done(rule: Rule, holds: bool) -> String {
    let said = if holds {
        "Đã xác nhận"
    } else {
        "Đã bỏ xác nhận"
    };
    format!("{said}: {}.", short(rule))
}
