//! The facts a layout may name, each in words.

use super::{Slip, text};
use crate::domain::receipt::{Fact, date_words, line, time_words};

macro_rules! facts {
    ($($fact:ident = $name:literal),* $(,)?) => {
        /// A fact that a layout names as `{name}`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum SlipFact { $($fact),* }

        impl SlipFact {
            /// Every fact.
            pub const ALL: &'static [Self] = &[$(Self::$fact),*];

            /// Its name in layout files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$fact => $name),* }
            }
        }
    };
}

facts! {
    Number = "number",
    Code = "code",
    Desk = "desk",
    Unit = "unit",
    Holder = "holder",
    Bearer = "bearer",
    Signer = "signer",
    Address = "address",
    Phone = "phone",
    Email = "email",
    Subject = "subject",
    Sector = "sector",
    ReceivedAt = "received_at",
    ReceivedOn = "received_on",
    DueAt = "due_at",
    BrokenPromise = "broken_promise",
    NewPromise = "new_promise",
    Reason = "reason",
    Basis = "basis",
    GoTo = "go_to",
    Officer = "officer",
    ContactPhone = "contact_phone",
    Leader = "leader",
    MadeAt = "made_at",
    Giver = "giver",
    GiverPlace = "giver_place",
    Taker = "taker",
    TakerPlace = "taker_place",
    Step = "step",
    Opinion = "opinion",
    Files = "files",
}

impl SlipFact {
    /// The fact of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.name() == name)
    }
}

/// The fact in words; empty when the slip does not have it.
pub fn value(slip: &Slip, fact: SlipFact) -> String {
    let dossier = &slip.dossier;
    let of_receipt = |fact| line(dossier, fact).value;
    match fact {
        SlipFact::Number => dossier.number.clone(),
        SlipFact::Code => of_receipt(Fact::Code),
        SlipFact::Desk | SlipFact::GiverPlace => of_receipt(Fact::Desk),
        SlipFact::Unit => dossier.agency.last().cloned().unwrap_or_default(),
        SlipFact::Holder => of_receipt(Fact::Holder),
        SlipFact::Bearer => of_receipt(Fact::Bearer),
        SlipFact::Signer => dossier.signer().to_owned(),
        SlipFact::Address => of_receipt(Fact::Address),
        SlipFact::Phone => of_receipt(Fact::Phone),
        SlipFact::Email => of_receipt(Fact::Email),
        SlipFact::Subject => of_receipt(Fact::Subject),
        SlipFact::Sector => slip.sector.clone(),
        SlipFact::ReceivedAt => received(slip).map(time_words).unwrap_or_default(),
        SlipFact::ReceivedOn => received(slip).map(|at| date_words(at.date())).unwrap_or_default(),
        SlipFact::DueAt => of_receipt(Fact::DueAt),
        SlipFact::BrokenPromise => slip.promises.0.map(time_words).unwrap_or_default(),
        SlipFact::NewPromise => slip.promises.1.map(time_words).unwrap_or_default(),
        SlipFact::Reason => slip.reason.clone(),
        SlipFact::Basis => slip.basis.clone(),
        SlipFact::GoTo => slip.go_to.clone(),
        SlipFact::Officer | SlipFact::Giver => dossier.officer.clone(),
        SlipFact::ContactPhone => crate::domain::phone::grouped(&slip.contact_phone),
        SlipFact::Leader => slip.leader.clone(),
        SlipFact::MadeAt => time_words(dossier.issued_at),
        SlipFact::Taker => first(&slip.passed.officer, &slip.passed.unit),
        SlipFact::TakerPlace => first(&slip.passed.unit, &slip.passed.step),
        SlipFact::Step => slip.passed.step.clone(),
        SlipFact::Opinion => slip.passed.opinion.clone(),
        SlipFact::Files => slip.passed.files.map(text::files).unwrap_or_default(),
    }
}

/// What has no code was never received.
fn received(slip: &Slip) -> Option<chrono::NaiveDateTime> {
    (!slip.dossier.code.is_empty()).then_some(slip.dossier.received_at)
}

fn first(wanted: &str, otherwise: &str) -> String {
    if wanted.is_empty() { otherwise } else { wanted }.to_owned()
}
