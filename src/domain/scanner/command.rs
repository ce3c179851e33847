//! The external scan command of a machine without SANE: a program and its arguments with places to fill in. No shell.

use super::ScanProfile;

/// What is filled in: where the pages go, the profile, its resolution, and `color` or `gray`.
pub const PLACEHOLDERS: [&str; 4] = ["{folder}", "{profile}", "{dpi}", "{mode}"];

/// May this be the command? Empty, or a program that is told the folder.
pub fn is_command(template: &str) -> bool {
    let parts = split(template);
    template.trim().is_empty()
        || parts.is_some_and(|parts| {
            let (program, args) = parts.split_first().map_or((None, &[][..]), |(a, b)| (Some(a), b));
            program.is_some_and(|program| !program.is_empty())
                && args.iter().any(|arg| arg.contains(PLACEHOLDERS[0]))
        })
}

/// The program and its arguments, filled in; `None` where it is no command.
pub fn command_line(template: &str, folder: &str, profile: ScanProfile) -> Option<(String, Vec<String>)> {
    if !is_command(template) {
        return None;
    }
    let mode = if profile.is_colour() { "color" } else { "gray" };
    let dpi = profile.dpi().to_string();
    let values = [folder, profile.word(), &dpi, mode];
    let mut parts = split(template)?.into_iter();
    let program = parts.next()?;
    Some((program, parts.map(|part| fill(&part, values)).collect()))
}

/// In one pass: what was filled in is not looked at again.
fn fill(part: &str, values: [&str; 4]) -> String {
    let mut filled = String::new();
    let mut rest = part;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = PLACEHOLDERS
            .iter()
            .zip(values)
            .find(|(name, _)| rest.starts_with(**name));
        if let Some((name, value)) = known {
            filled.push_str(value);
            rest = &rest[name.len()..];
        } else {
            filled.push('{');
            rest = &rest[1..];
        }
    }
    filled + rest
}

/// Words between blanks; in double quotes blanks belong to the word. A backslash is itself, as in paths of Windows.
/// `None` where a quote is not closed.
fn split(template: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in template.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    (!quoted).then_some(words)
}
