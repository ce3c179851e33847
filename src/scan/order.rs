//! The order in which people number files: `tk_2` before `tk_10`.

use std::cmp::Ordering;

/// Compares names the way a person reads them: runs of digits by their value, the rest letter by letter without
/// regard to case. Names that read the same are told apart by their bytes, so the order is total.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let ordering = match (next_piece(&mut left), next_piece(&mut right)) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(x), Some(y)) => compare(x, y),
        };
        if ordering.is_ne() {
            return ordering;
        }
    }
}

/// Sorts by [`natural_order`] of the name each item is known by.
pub fn sort_naturally<T>(items: &mut [T], name: impl Fn(&T) -> &str) {
    items.sort_by(|a, b| natural_order(name(a), name(b)));
}

/// A run of digits, or one letter.
fn next_piece<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 {
        digits
    } else {
        rest.chars().next()?.len_utf8()
    };
    let (piece, tail) = rest.split_at(length);
    *rest = tail;
    Some(piece)
}

fn compare(a: &str, b: &str) -> Ordering {
    let is_number = |piece: &str| piece.starts_with(|c: char| c.is_ascii_digit());
    if is_number(a) && is_number(b) {
        let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
        return a.len().cmp(&b.len()).then_with(|| a.cmp(b));
    }
    a.chars()
        .flat_map(char::to_lowercase)
        .cmp(b.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_count_and_letters_do_not_shout() {
        let mut names = vec![
            "tk_10.jpg",
            "TK_1.jpg",
            "tk_2.jpg",
            "tk_002.jpg",
            "a.jpg",
            "tk_2b.jpg",
            "tk",
        ];
        sort_naturally(&mut names, |name| name);
        assert_eq!(
            names,
            [
                "a.jpg",
                "tk",
                "TK_1.jpg",
                "tk_002.jpg",
                "tk_2.jpg",
                "tk_2b.jpg",
                "tk_10.jpg"
            ]
        );
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[aA0-2_]{0,6}", b in "[aA0-2_]{0,6}", c in "[aA0-2_]{0,6}") {
            prop_assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
            prop_assert_eq!(natural_order(&a, &b).is_eq(), a == b);
            if natural_order(&a, &b).is_le() && natural_order(&b, &c).is_le() {
                prop_assert!(natural_order(&a, &c).is_le());
            }
        }
    }
}
