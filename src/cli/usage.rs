//! A command line that cannot be read, said in one line: which argument, and what to do. Help and version go as they are.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::text;

/// The line for standard error; `None` = what was asked for is clap's own page.
pub(super) fn sentence(error: &clap::Error) -> Option<String> {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.join(", "),
        _ => String::new(),
    };
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let wrong = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidSubcommand => text::no_command(&named(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => text::no_argument(&argument),
        ErrorKind::MissingRequiredArgument => text::argument_missing(&argument),
        ErrorKind::ArgumentConflict => text::arguments_conflict(&argument, &named(ContextKind::PriorArg)),
        ErrorKind::InvalidValue if value.is_empty() => text::value_missing(&argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text::bad_value(&argument, &value, &named(ContextKind::ValidValue))
        }
        _ => text::UNREADABLE.to_owned(),
    };
    Some(format!("{wrong} {}", text::SEE_HELP))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::CommandLine;

    #[test]
    fn a_line_that_cannot_be_read_names_the_argument() {
        let cases = [
            ("nothing", "«nothing»"),
            ("dossier list --wrong", "«--wrong»"),
            ("dossier show", "<CODE>"),
            ("dossier list --status 11", "«11»"),
            ("deadline --from x --amount 1d --policy fast", "same-day"),
            ("dossier list --status", "--status"),
            ("doctor --json --json", "--json"),
        ];
        for (line, named) in cases {
            let words = std::iter::once("motcua").chain(line.split(' '));
            let error = CommandLine::try_parse_from(words).unwrap_err();
            let said = sentence(&error).unwrap();
            assert!(said.contains(named) && said.contains("--help"), "{line}: {said}");
            assert!(!said.contains('\n'), "{line}: {said}");
        }
        let help = CommandLine::try_parse_from(["motcua", "--help"]).unwrap_err();
        assert_eq!(sentence(&help), None);
    }
}
