//! Which file answers which line of the procedure's checklist. The package names papers in words; a line is known by its
//! name, whatever its marks, case and ending.

use super::Paper;
use crate::domain::dossier::Channel;
use crate::domain::procedure::{ComponentKind, Procedure};
use crate::domain::viet::fold;

/// One component of the dossier to be, with the places of its files in the package's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot<'a> {
    /// The line of the checklist; `None` = a paper the checklist does not ask for.
    pub kind: Option<&'a ComponentKind>,
    /// Its name.
    pub name: String,
    /// Which papers, in the package's order.
    pub papers: Vec<usize>,
}

/// Every line of the checklist in its order, with or without files; papers that no line asks for come after. Papers of
/// one `MaThanhPhanHoSo` stay together.
pub fn lay_out<'a>(procedure: &'a Procedure, papers: &[Paper]) -> Vec<Slot<'a>> {
    let mut slots: Vec<Slot<'a>> = procedure
        .checklist(None, Channel::Online)
        .map(|kind| Slot {
            kind: Some(kind),
            name: kind.name.clone(),
            papers: Vec::new(),
        })
        .collect();
    for at in 0..papers.len() {
        let paper = &papers[at];
        let same = |other: &usize| {
            papers
                .get(*other)
                .is_some_and(|other| !paper.component.is_empty() && other.component == paper.component)
        };
        let found = slots
            .iter()
            .position(|slot| slot.papers.iter().any(same))
            .or_else(|| slots.iter().position(|slot| is_meant(&slot.name, &paper.name)));
        match found.and_then(|slot| slots.get_mut(slot)) {
            Some(slot) => slot.papers.push(at),
            None => slots.push(Slot {
                kind: None,
                name: without_ending(&paper.name).to_owned(),
                papers: vec![at],
            }),
        }
    }
    slots
}

/// The paper is called as the line is.
fn is_meant(line: &str, paper: &str) -> bool {
    let (line, paper) = (fold(line), fold(without_ending(paper)));
    !line.is_empty() && line == paper
}

/// `Tờ khai.pdf` is Tờ khai.
fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.trim().is_empty() && (1..=4).contains(&ending.len()) => {
            if ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                stem.trim_end()
            } else {
                name
            }
        }
        _ => name,
    }
}
