//! The layouts that ship with the program as lines: receipts, slips, long tables.

use super::said;
use crate::app::job::{JobDone, JobFault};
use crate::desk::text;
use crate::forms::preview::{COLUMNS, wrapped};
use crate::forms::{FormError, ruled, set, slip};

/// What a list says of one layout.
pub(crate) struct Listed<'a> {
    pub title: &'a str,
    pub form_set: &'a str,
    pub source: &'a str,
    pub compared: bool,
}

/// Each with its source, and whether it was compared with the original.
pub(super) fn list() -> Result<JobDone, JobFault> {
    let listed = all().map_err(|_| said(text::NO_LAYOUTS))?;
    let lines = listed.iter().flat_map(|it| {
        let [first, second] = text::layout(it);
        let mut lines = wrapped(&first, COLUMNS - 2, 4);
        lines.extend(wrapped(&second, COLUMNS - 2, 4));
        lines
    });
    Ok(JobDone::Lines(lines.collect()))
}

fn all() -> Result<Vec<Listed<'static>>, FormError> {
    let receipts = set::templates()?.iter().map(|it| Listed {
        title: &it.title,
        form_set: &it.form_set,
        source: &it.source,
        compared: it.compared,
    });
    let slips = slip::set::templates()?.into_iter().map(|it| Listed {
        title: &it.edition.title,
        form_set: &it.edition.form_set,
        source: &it.edition.source,
        compared: it.edition.compared,
    });
    let tables = ruled::layouts()?.iter().map(|it| Listed {
        title: &it.title,
        form_set: &it.form_set,
        source: &it.source,
        compared: it.compared,
    });
    Ok(receipts.chain(slips).chain(tables).collect())
}
