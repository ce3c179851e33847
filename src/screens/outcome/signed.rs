//! What a check found of the chosen file's signatures: read before it counts. One that is not valid is refused with its
//! reason; one that nobody here can decide is taken only after the report was read, and with a reason.

use super::stops::{Field, fault, wants_unsigned};
use super::{State, barred, scan, text};
use crate::app::chrome::Message;
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::app::job::{SignOf, ToSign};
use crate::app::msg::Ticket;
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::moves::Move;
use crate::domain::query::Query;
use crate::domain::signature::{Checked, SignatureReport, Verdict, text as words};
use crate::domain::signing::act::{Signable, SignedCopy};
use crate::domain::text::refusal as sentence;

const PDF: &str = "application/pdf";

/// What is known of the file's signatures.
#[derive(Debug, Default)]
pub(super) struct Signed {
    asked: Ticket,
    /// What weighs most, in words.
    why: Option<String>,
    /// Who signed, where it is valid.
    by: Option<String>,
    /// The officer has read the report and said that the file is used.
    read: bool,
}

impl Signed {
    /// Nothing of this file yet: asks for it.
    pub(super) fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
        let asked = cx.ticket();
        state.signed = Self {
            asked,
            ..Self::default()
        };
        let file = state
            .file
            .as_ref()
            .filter(|file| file.signature != SignatureMark::None);
        file.map(|file| Effect::Ask(asked, Query::Signatures(file.sha256)))
            .into_iter()
            .collect()
    }

    pub(super) fn waits(&self, ticket: Ticket) -> bool {
        self.asked == ticket
    }

    /// `✓ Chữ ký hợp lệ, UBND tỉnh Bình Định`.
    pub(super) fn by(&self) -> Option<&str> {
        self.by.as_deref()
    }
}

/// The report is there: its reason stands in the message, or its signer beside the mark.
pub(super) fn came(state: &mut State, checked: Option<&Checked>) -> Vec<Effect> {
    let report = checked.map(|checked| &checked.report);
    state.signed.why = report.and_then(SignatureReport::worst).map(words::finding);
    // A name beside a mark reads as «he signed it»: only where that was found to be so.
    let valid = report.filter(|it| it.verdict() == Some(Verdict::Valid));
    let last = valid.and_then(|it| it.signatures.last());
    state.signed.by = last.map(|signature| signature.signer.clone());
    if let Some(fault) = fault(state, Field::File) {
        state.message = Some(Message::error(fault));
    }
    vec![]
}

/// Is the signature to be read about before the file counts?
pub(super) fn must_read(state: &State) -> bool {
    let mark = state.file.as_ref().map(|file| file.signature);
    let is_open = matches!(mark, Some(SignatureMark::Unknown | SignatureMark::Present));
    is_open && !state.signed.read
}

/// The officer has read it, and uses the file all the same.
pub(super) fn is_read(state: &State) -> bool {
    state.signed.read
}

/// What is wrong with the file because of its signatures.
pub(super) fn refused(state: &State) -> Option<String> {
    match state.file.as_ref()?.signature {
        SignatureMark::Invalid => Some(text::invalid(state.signed.why.as_deref())),
        SignatureMark::Unknown | SignatureMark::Present if must_read(state) => {
            Some(text::undecided(state.signed.why.as_deref()))
        }
        SignatureMark::None | SignatureMark::Present | SignatureMark::Valid | SignatureMark::Unknown => None,
    }
}

/// F6: on a signed file its report, on another PDF signing it.
pub(super) fn offer(state: &State, cx: &Context) -> Option<Offer> {
    let file = state.file.as_ref()?;
    if file.signature != SignatureMark::None {
        return Some(Offer::new(Command::Sign).named(text::SIGNATURES));
    }
    let why = barred(state, Move::SignOutcome, cx).map(|it| sentence(&it));
    (file.mime == PDF).then(|| Offer::new(Command::Sign).unless(why))
}

/// F6: the report, or signing the file before it counts. A scan is signed where its pages were counted.
pub(super) fn show(state: &State, cx: &Context) -> Vec<Effect> {
    let Some(file) = &state.file else {
        return vec![];
    };
    let sign = to_sign(state, file);
    if file.signature == SignatureMark::None {
        let wanted = sign.map(|it| Destination::Signing(vec![it]));
        return wanted.map(|it| Effect::Open(Box::new(it))).into_iter().collect();
    }
    vec![Effect::Open(Box::new(Destination::Signatures(SignedFile {
        sha256: file.sha256,
        name: file.name.clone(),
        of: SignedOf::Chosen,
        sign: sign.filter(|_| barred(state, Move::SignOutcome, cx).is_none()),
    })))]
}

/// How the file is signed; `None` = no PDF.
fn to_sign(state: &State, file: &StoredFile) -> Option<ToSign> {
    let scanned = state.scan.and_then(|_| scan::made_file(state));
    let of = match scanned {
        Some(id) => SignOf::Dossier(state.id, Signable::File(id)),
        None => SignOf::Loose(file.sha256),
    };
    (file.mime == PDF).then(|| ToSign {
        of,
        title: file.name.clone(),
    })
}

/// The chosen file was signed: the copy is the file from now on, and its signatures are asked for.
pub(super) fn came_signed(state: &mut State, copies: &[SignedCopy], cx: &mut Context) -> Vec<Effect> {
    let Some(file) = &mut state.file else {
        return vec![];
    };
    if let Some(copy) = copies.iter().find(|copy| copy.was == file.sha256) {
        file.sha256 = copy.sha256;
        file.size = copy.size;
        file.signature = copy.signature;
    }
    Signed::ask(state, cx)
}

/// The report was closed: what is known now, and whether the file is used.
pub(super) fn judged(
    state: &mut State,
    (mark, taken): (Option<SignatureMark>, Option<bool>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(file) = &mut state.file else {
        return vec![];
    };
    if let Some(mark) = mark {
        file.signature = mark;
    }
    if taken == Some(false) {
        state.file = None;
        state.scan = None;
        state.form.go(Field::File);
        state.message = Some(Message::advice(text::NOT_USED));
        return vec![];
    }
    let effects = Signed::ask(state, cx);
    state.signed.read = taken == Some(true);
    state.message = fault(state, Field::File).map(Message::error);
    if state.signed.read && wants_unsigned(state) {
        state.form.go(Field::Unsigned);
        state.message = Some(Message::warning(text::UNKNOWN_WARNING));
    }
    effects
}
