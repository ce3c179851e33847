//! `motcua fold`: the search form of a text, and nothing else.

use std::io::Write;

use clap::Args;

use crate::domain::viet;

use super::outcome::Outcome;

/// Options of `fold`.
#[derive(Debug, Clone, Args)]
pub struct FoldArgs {
    /// Chữ cần đổi; nhiều từ thì nối bằng dấu cách
    #[arg(required = true, value_name = "TEXT", allow_hyphen_values = true)]
    text: Vec<String>,
}

/// Prints one line.
pub fn run(args: &FoldArgs, out: &mut dyn Write) -> Outcome {
    Outcome::printed(
        writeln!(out, "{}", viet::fold(&args.text.join(" "))),
        Outcome::Done,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_of_folded_text_is_printed() {
        let args = FoldArgs {
            text: vec!["Đăng ký\nKHAI".into(), "sinh".into()],
        };
        let mut out = Vec::new();
        assert_eq!(run(&args, &mut out), Outcome::Done);
        assert_eq!(String::from_utf8(out).unwrap(), "dang ky khai sinh\n");
    }
}
