//! Words of this screen; those of the explanation itself are the paper's too.

pub(super) use crate::domain::deadline::text as words;

pub(super) const SCROLL: &str = "Cuộn";
