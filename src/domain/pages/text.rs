//! The page account in words.

use super::{Claim, Part, Slot, Tally};

/// `2 tờ × 2 mặt = 4 · ghi chú +1 → cần 5 · có 4 ✗ thiếu: mặt 3 (đã bỏ ghi chú)`.
pub fn line(claim: &Claim, tally: &Tally) -> String {
    let notes = claim.noted.len();
    let notes = if notes == 0 {
        String::new()
    } else {
        format!(" · ghi chú +{notes}")
    };
    format!(
        "{} tờ × {} mặt = {}{notes} → cần {} · có {} {}",
        claim.sheets,
        claim.sides,
        claim.sides_in_all(),
        tally.need,
        tally.have,
        verdict(tally)
    )
}

/// `2 tờ × 2 mặt`, with its notes.
pub fn sheets(claim: &Claim) -> String {
    let sum = format!("{} tờ × {} mặt", claim.sheets, claim.sides);
    match claim.noted.len() {
        0 => sum,
        notes => format!("{sum} + {notes} ghi chú"),
    }
}

/// `✓`, or what is missing and what is too many.
pub fn verdict(tally: &Tally) -> String {
    if tally.is_right() {
        return "✓".to_owned();
    }
    let mut said = "✗".to_owned();
    // The number in front: the end of a long line may be cut.
    match tally.missing.len() {
        0 => {}
        1 => said.extend([" thiếu: ", &named(&tally.missing)]),
        count => said.extend([" thiếu ", &count.to_string(), ": ", &named(&tally.missing)]),
    }
    if !tally.surplus.is_empty() {
        let joint = if tally.missing.is_empty() {
            " thừa "
        } else {
            " · thừa "
        };
        said.extend([joint, &tally.surplus.len().to_string(), " ảnh"]);
    }
    if tally.need == 0 {
        said += " chưa khai số tờ";
    }
    said
}

/// `mặt 3 (đã bỏ ghi chú), mặt 4`; from the fourth on only how many more.
fn named(slots: &[Slot]) -> String {
    const SHOWN: usize = 3;
    let mut said: Vec<String> = slots.iter().take(SHOWN).map(|slot| side(*slot)).collect();
    if slots.len() > SHOWN {
        said.push(format!("và {} mặt nữa", slots.len() - SHOWN));
    }
    said.join(", ")
}

/// `mặt 3 (đã bỏ ghi chú)`.
pub fn side(slot: Slot) -> String {
    match slot.part {
        Part::Whole => format!("mặt {}", slot.side),
        Part::WithNote => format!("mặt {} (có giấy ghi chú)", slot.side),
        Part::WithoutNote => format!("mặt {} (đã bỏ ghi chú)", slot.side),
    }
}

/// `3b`, for columns.
pub fn mark(slot: Slot) -> String {
    match slot.part {
        Part::Whole => slot.side.to_string(),
        Part::WithNote => format!("{}a", slot.side),
        Part::WithoutNote => format!("{}b", slot.side),
    }
}

/// `tờ 2 trước`.
pub fn sheet(claim: &Claim, slot: Slot) -> String {
    let (sheet, back) = claim.sheet_of(slot.side);
    match (claim.sides, back) {
        (2, true) => format!("tờ {sheet} sau"),
        (2, false) => format!("tờ {sheet} trước"),
        _ => format!("tờ {sheet}"),
    }
}
