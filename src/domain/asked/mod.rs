//! What was asked for in a request for papers (yêu cầu bổ sung): each item is a line of words, on the slip and in the
//! log. Here it is found again which paper of the list a line speaks of.

use super::act::NewComponent;
use super::component::{PaperClass, PaperForm, Required, Submission, WaitKind};
use super::draft::DraftComponent;
use super::ids::ComponentId;
use super::rows::WaitView;

pub mod text;

#[cfg(test)]
mod tests;

/// The paper among `names` that this item asks for; of two that fit the one with the longer name. `None` = the
/// officer's own words, or a paper that is called otherwise by now.
pub fn about<'a>(item: &str, names: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    let fits = |(_, name): &(usize, &str)| speaks_of(item, name);
    let found = names.into_iter().enumerate().filter(fits);
    found.max_by_key(|(_, name)| name.len()).map(|(at, _)| at)
}

/// What an own item asks for, as a paper is called in a list.
pub fn named(item: &str) -> &str {
    let item = item.trim();
    let bare = text::VERBS.iter().find_map(|verb| item.strip_prefix(verb));
    bare.map_or(item, str::trim)
}

/// What a dossier still waits for.
pub fn open(waits: &[WaitView]) -> &[String] {
    let is_open = |wait: &&WaitView| wait.kind == WaitKind::Supplement && wait.answered_at.is_none();
    waits.iter().find(is_open).map_or(&[], |wait| &wait.items)
}

/// The list of a reception that is taken up again: what was asked for counts as required until it comes, or until it is
/// accepted without it and said why. A paper that was đạt and shall come again lacks too, though the first lies here;
/// what no line names becomes a line of "(2) thành phần hồ sơ khác", with an id of `id`.
pub fn expect(list: &mut Vec<DraftComponent>, items: &[String], id: &mut dyn FnMut() -> ComponentId) {
    for item in items {
        match about(item, list.iter().map(|it| it.name.as_str())) {
            Some(at) => wait_for(&mut list[at]),
            None if named(item).is_empty() => {}
            None => list.push(DraftComponent {
                required: Required::Yes,
                received: false,
                ..DraftComponent::own(own(named(item), id()))
            }),
        }
    }
}

fn wait_for(paper: &mut DraftComponent) {
    paper.required = Required::Yes;
    paper.not_applicable = false;
    if paper.received && paper.reject_reason.is_none() {
        paper.reject_reason = Some(text::AGAIN.to_owned());
    }
}

/// A paper that nobody's list names: one original, to be handed in.
pub fn own(name: &str, component: ComponentId) -> NewComponent {
    NewComponent {
        class: PaperClass::Component,
        component,
        name: name.to_owned(),
        form: PaperForm::Original,
        copies: 1,
        submission: Submission::Submit,
    }
}

fn speaks_of(item: &str, name: &str) -> bool {
    let (item, name) = (item.trim(), name.trim());
    let is = |words: &str| {
        let rest = words.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(text::FAULT))
    };
    !name.is_empty() && (is(item) || is(named(item)))
}
