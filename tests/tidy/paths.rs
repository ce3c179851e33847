//! Finds every `a::b::c` in code and opens grouped imports, so that `use crate::{app, store::Tx}` hides nothing.

/// A full path as written, with the byte it begins at.
pub(crate) struct Named {
    pub(crate) at: usize,
    pub(crate) path: String,
}

struct Token<'a> {
    at: usize,
    text: &'a str,
}

/// Every path of `code` (comments and literals already blanked).
pub(crate) fn paths(code: &str) -> Vec<Named> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = is_word(tokens[at].text) && tokens.get(at + 1).is_some_and(|next| next.text == "::");
        at = if begins {
            tree(&tokens, at, "", &mut found)
        } else {
            at + 1
        };
    }
    found
}

fn tree(tokens: &[Token<'_>], from: usize, prefix: &str, found: &mut Vec<Named>) -> usize {
    let mut path = prefix.to_owned();
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        if token.text == "{" && path.ends_with("::") {
            return group(tokens, at + 1, &path, found);
        }
        let joins = token.text == "::" || path.is_empty() || path.ends_with("::");
        if !joins || !(token.text == "::" || token.text == "*" || is_word(token.text)) {
            break;
        }
        path.push_str(token.text);
        at += 1;
    }
    found.push(Named {
        at: tokens[from].at,
        path: path.trim_end_matches("::").to_owned(),
    });
    at.max(from + 1)
}

fn group(tokens: &[Token<'_>], from: usize, prefix: &str, found: &mut Vec<Named>) -> usize {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        match token.text {
            "}" => return at + 1,
            "," => at += 1,
            // `x as y`: the new name is no path.
            "as" => at += 2,
            _ => at = tree(tokens, at, prefix, found),
        }
    }
    at
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = code[at..].chars().next() {
        let length = if c.is_alphanumeric() || c == '_' {
            code[at..]
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(code.len() - at)
        } else if code[at..].starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        if !c.is_whitespace() {
            found.push(Token {
                at,
                text: &code[at..at + length],
            });
        }
        at += length;
    }
    found
}

#[test]
fn groups_are_opened_and_expressions_are_seen() {
    let code = "use crate::{app::{self, msg::Msg as M}, store::*};\nlet x = std::fs::read::<u8>(p);";
    let found: Vec<String> = paths(code).into_iter().map(|named| named.path).collect();
    assert_eq!(
        found,
        [
            "crate::app::self",
            "crate::app::msg::Msg",
            "crate::store::*",
            "std::fs::read"
        ]
    );
}
