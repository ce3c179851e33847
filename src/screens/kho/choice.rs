//! Which component a ticked paper is for: by the words of their names. Never asks anybody and never ticks anything.

use std::collections::BTreeSet;

use crate::domain::rows::PaperRow;
use crate::domain::viet::fold;

/// A ticked paper and the component it goes to; `None` = another component of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The paper.
    pub paper: PaperRow,
    /// Index among the components offered.
    pub component: Option<usize>,
}

/// The component whose name is most like the paper's; else the one the officer came from, where nothing is chosen for
/// it yet; else the first that is free. Who was adding another component gets one.
pub(super) fn assign(
    paper: &str,
    (components, at): (&[String], Option<usize>),
    chosen: &[Chosen],
) -> Option<usize> {
    let free = |at: &usize| chosen.iter().all(|it| it.component != Some(*at));
    let likeness = |at: usize| components.get(at).and_then(|name| likeness(paper, name));
    let best = (0..components.len())
        .filter_map(|at| likeness(at).map(|like| (like, free(&at), std::cmp::Reverse(at))))
        .max();
    match (best, at) {
        (Some((_, _, std::cmp::Reverse(at))), _) => Some(at),
        (None, None) => None,
        (None, Some(at)) => std::iter::once(at).chain(0..components.len()).find(free),
    }
}

/// Shared words per thousand of all their words; `None` where less than half of the shorter name is shared.
fn likeness(one: &str, other: &str) -> Option<usize> {
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    let all = one.union(&other).count();
    (shared > 0 && shared * 2 >= one.len().min(other.len())).then(|| shared * 1000 / all)
}

fn words(name: &str) -> BTreeSet<String> {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
