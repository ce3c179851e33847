//! How a command ended; `main` turns it into the exit code and, when refused, one line on stderr.

/// The end of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 3: finished, but the answer needs attention.
    Attention,
    /// Exit code 1, with one plain sentence: what is wrong and what to do next.
    Refused(String),
}

impl Outcome {
    /// `ended`, unless the answer could not be written.
    pub(super) fn printed(written: std::io::Result<()>, ended: Self) -> Self {
        match written {
            Ok(()) => ended,
            Err(_) => Self::Refused(super::text::NOT_PRINTED.to_owned()),
        }
    }
}
