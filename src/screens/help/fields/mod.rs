//! Help on the fields of the owner's form, by their stable names. Knows no layer.

pub(super) mod text;

/// Help on one field.
pub(super) struct FieldHelp {
    /// Stable name, as in [`crate::domain::text::field`].
    pub(super) name: &'static str,
    pub(super) meaning: &'static [&'static str],
    pub(super) example: &'static str,
    pub(super) basis: &'static str,
    /// What to do when the citizen does not have it.
    pub(super) without: &'static str,
}

/// Help on the field of this name.
pub(super) fn about(name: &str) -> Option<&'static FieldHelp> {
    text::FIELDS.iter().find(|it| it.name == name)
}
