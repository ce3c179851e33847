//! Text that spreadsheets read as UTF-8.

/// The rows of a list, and below them a line about the whole list in the second cell.
pub fn with_line<R: AsRef<[String]>>(
    heads: impl AsRef<[&'static str]>,
    rows: impl IntoIterator<Item = R>,
    below: String,
) -> Vec<u8> {
    let mut line = vec![String::new(); heads.as_ref().len()];
    if let Some(cell) = line.get_mut(1) {
        *cell = below;
    }
    let rows = rows.into_iter().map(|row| row.as_ref().to_vec());
    written(heads, rows.chain([line]))
}

/// Every cell in quotes, and none that begins like a formula.
pub fn written<R: AsRef<[String]>>(
    heads: impl AsRef<[&'static str]>,
    rows: impl IntoIterator<Item = R>,
) -> Vec<u8> {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let heads: Vec<String> = heads.as_ref().iter().map(|head| (*head).to_owned()).collect();
    let mut made = format!("\u{feff}{}", line(&heads));
    for row in rows {
        made.push_str(&line(row.as_ref()));
    }
    made.into_bytes()
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t'])
        || cell.starts_with('-') && cell.len() > 1 && !is_amount(cell);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// `-8.000 đồng` or `-8000`: no formula.
fn is_amount(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    digits.starts_with(|it: char| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("-8.000 đồng"), "\"-8.000 đồng\"");
        assert_eq!(quoted("-cmd"), "\"'-cmd\"");
        assert_eq!(quoted("a \"b\""), "\"a \"\"b\"\"\"");
    }
}
