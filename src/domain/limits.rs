//! How many letters the fields of a dossier hold: one table for the owner's form, the packages filed online and the
//! corrections, so that none of them takes what another one cuts or refuses.

/// A name, of a person or of an organisation.
pub const NAME: usize = 500;
/// An address, or the part of it before its units.
pub const ADDRESS: usize = 500;
/// What is asked for.
pub const SUBJECT: usize = 1000;
/// A number of a person or an organisation.
pub const NUMBER: usize = 40;
/// An email.
pub const EMAIL: usize = 200;
/// A number of a fax.
pub const FAX: usize = 40;
/// A telephone number.
const PHONE: usize = 15;
/// Whatever else is one line.
const LINE: usize = 250;

const MOST: &[(&str, usize)] = &[
    ("holder_name", NAME),
    ("organisation", NAME),
    ("bearer_name", NAME),
    ("address_detail", ADDRESS),
    ("address_old", ADDRESS),
    ("bearer_basis", ADDRESS),
    ("subject", SUBJECT),
    ("holder_no", NUMBER),
    ("bearer_no", NUMBER),
    ("email", EMAIL),
    ("fax", FAX),
    ("phone", PHONE),
    ("bearer_phone", PHONE),
    ("sets", 2),
];

/// How many letters may be typed for this column.
pub fn most(column: &str) -> usize {
    let found = MOST.iter().find(|(name, _)| *name == column);
    found.map_or(LINE, |(_, most)| *most)
}

/// May `new` take the place of `old`? A longer value that stands already may be made shorter step by step.
pub fn may_replace(column: &str, old: &str, new: &str) -> bool {
    let length = |text: &str| text.chars().count();
    // The address as one text is made of its parts, each within its own limit.
    column == "address_text" || length(new) <= most(column).max(length(old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_already_may_only_become_shorter() {
        let long = "ă".repeat(NAME + 2);
        let shorter = "ă".repeat(NAME + 1);
        assert!(may_replace("holder_name", &long, &shorter));
        assert!(!may_replace("holder_name", &shorter, &long));
        assert!(may_replace("holder_name", "", &"ă".repeat(NAME)));
        assert!(!may_replace("phone", "0905123456", &"0".repeat(16)));
    }
}
