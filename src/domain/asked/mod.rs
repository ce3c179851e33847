//! What was asked for in a request for papers (yêu cầu bổ sung): each item is a line of words, on the slip and in the
//! log. Here it is found again which paper of the list a line speaks of.

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

fn speaks_of(item: &str, name: &str) -> bool {
    let (item, name) = (item.trim(), name.trim());
    let is = |words: &str| {
        let rest = words.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(text::FAULT))
    };
    !name.is_empty() && (is(item) || is(named(item)))
}
