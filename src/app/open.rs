//! Opens layers: from a destination to a state and the questions it asks first.

use crate::app::chrome::ScreenChrome;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::model::{Layer, Model};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ComponentId, DossierId};
use crate::screens::{self, components, holder, why_due};

/// The name under which help speaks of the pages that were thrown out of the tray.
const TRAY_BIN: &str = "tray_bin";

/// Opens `destination`. Help and the palette speak about the layer on top now.
pub(crate) fn open_layer(model: &mut Model, destination: Destination) -> (Layer, Vec<Effect>) {
    let name = match model.top() {
        // What was thrown away is another screen to whoever asks for help.
        Some(Layer::Tray(tray)) if tray.shows_bin() => TRAY_BIN,
        top => top.map_or("", Layer::name),
    };
    let below = model
        .top()
        .map_or_else(|| ScreenChrome::new([""]), |layer| layer.chrome(&model.cx));
    let (cx, keys) = (&mut model.cx, &model.keymap);
    match destination {
        Destination::Help => wrap(screens::help::open((name, below), (keys, cx)), Layer::Help),
        Destination::Palette => wrap(screens::palette::open((below, keys), cx), Layer::Palette),
        Destination::FirstStart => wrap(screens::first_start::open(cx), Layer::FirstStart),
        Destination::NewDesk => wrap(screens::new_desk::open(cx), Layer::NewDesk),
        Destination::Restore(damaged) => wrap(screens::restore::open(damaged, cx), Layer::Restore),
        Destination::ReadOnly(refusal) => wrap(screens::read_only::open(refusal, cx), Layer::ReadOnly),
        Destination::Login => wrap(screens::login::open(cx), Layer::Login),
        Destination::NewPin(officer) => wrap(screens::new_pin::open(officer, cx), Layer::NewPin),
        Destination::FirstPin(officer) => wrap(screens::new_pin::open_first(officer, cx), Layer::NewPin),
        Destination::Curtain => wrap(screens::curtain::open(cx), Layer::Curtain),
        Destination::PickRow { title, rows } => {
            wrap(screens::pick_row::open(title, rows, cx), Layer::PickRow)
        }
        Destination::AskReason { title, label, verb } => {
            wrap(screens::ask_text::open_act((title, label), verb), Layer::AskText)
        }
        Destination::AskText { title, label, value } => {
            wrap(screens::ask_text::open((title, label, value), cx), Layer::AskText)
        }
        Destination::AskChoice {
            title,
            lines,
            choices,
            pointed,
        } => wrap(
            screens::ask_choice::open((title, lines, choices, pointed), cx),
            Layer::AskChoice,
        ),
        Destination::Approve { why, not, wrong } => {
            wrap(screens::approve::open((why, not), wrong, cx), Layer::Approve)
        }
        Destination::NotWritten { refusal } => {
            wrap(screens::not_written::open(refusal, cx), Layer::NotWritten)
        }
        Destination::Files {
            title,
            purpose,
            folder,
        } => wrap(
            screens::files::open((title, purpose, folder), (below, cx)),
            Layer::Files,
        ),
        Destination::Signing(items) => wrap(screens::signing::open(items, cx), Layer::Signing),
        Destination::Heavy(file) => wrap(screens::heavy::open(*file, cx), Layer::Heavy),
        Destination::LastReceipt(doubts) => wrap(screens::last_receipt::open(doubts, cx), Layer::LastReceipt),
        other => open_work(other, cx),
    }
}

/// The layers of the work itself.
fn open_work(destination: Destination, cx: &mut Context) -> (Layer, Vec<Effect>) {
    match destination {
        Destination::Account => wrap(screens::account::open(cx), Layer::Account),
        Destination::LateAccount => wrap(screens::account::open_late(cx), Layer::Account),
        Destination::Procedure => wrap(screens::procedure::open(cx), Layer::Procedure),
        Destination::Holder => holder_form(holder::Subject::Draft, cx),
        Destination::Edit(dossier) => holder_form(holder::Subject::Dossier(dossier), cx),
        Destination::Components => wrap(
            components::open(components::Subject::Draft, cx),
            Layer::Components,
        ),
        Destination::DossierComponents(dossier) => wrap(
            components::open(components::Subject::Dossier(dossier), cx),
            Layer::Components,
        ),
        Destination::Care { dossier, component } => {
            wrap(screens::care::open((dossier, component), cx), Layer::Care)
        }
        Destination::Review => wrap(screens::review::open(cx), Layer::Review),
        Destination::Received { dossier } => wrap(screens::received::open(dossier, cx), Layer::Received),
        Destination::List(filter) => wrap(screens::list::open(filter, cx), Layer::List),
        Destination::Dossier(dossier) => wrap(screens::dossier::open(dossier, cx), Layer::Dossier),
        Destination::Fees(dossier) => wrap(screens::fees::open(Some(dossier), cx), Layer::Fees),
        Destination::DraftFees => wrap(screens::fees::open(None, cx), Layer::Fees),
        Destination::Copying(dossier) => wrap(screens::copying::open(dossier, cx), Layer::Copying),
        Destination::Pages { dossier, component } => pages((dossier, component), vec![], cx),
        Destination::PagesOf {
            dossier,
            component,
            chosen,
        } => pages((dossier, component), chosen, cx),
        Destination::Forward(dossier) => wrap(screens::forward::open(dossier, cx), Layer::Forward),
        Destination::NoProduct(dossier) => wrap(
            screens::forward::open_without_product(dossier, cx),
            Layer::Forward,
        ),
        Destination::Kho { owner, purpose } => wrap(screens::kho::open(owner, purpose, cx), Layer::Kho),
        Destination::AddPaper { owner } => wrap(screens::add_paper::open(owner, cx), Layer::AddPaper),
        Destination::Outcome(dossier, filing) => {
            wrap(screens::outcome::open((dossier, filing), cx), Layer::Outcome)
        }
        Destination::HandBack(dossier) => wrap(screens::hand_back::open(dossier, cx), Layer::HandBack),
        Destination::Supplement(dossier) => wrap(screens::supplement::open(dossier, cx), Layer::Supplement),
        Destination::Act { dossier, which } => wrap(screens::act::open(dossier, which, cx), Layer::Act),
        Destination::RefuseUnlisted => wrap(screens::act::open_unlisted(cx), Layer::Act),
        Destination::Tray { aim } => wrap(screens::tray::open(aim, cx), Layer::Tray),
        Destination::Preview { leaves, at } => wrap(screens::preview::open((leaves, at), cx), Layer::Preview),
        Destination::WhyDue(due) => wrap(why_due::open(why_due::Subject::Preview(due), cx), Layer::WhyDue),
        Destination::WhyDueOf(dossier) => wrap(
            why_due::open(why_due::Subject::Dossier(dossier), cx),
            Layer::WhyDue,
        ),
        Destination::Wording(said) => wrap(screens::wording::open(&said, cx), Layer::Wording),
        Destination::Slip(wanted) => wrap(screens::slip::open(wanted, cx), Layer::Slip),
        Destination::ReceiptPreview(draft) => {
            wrap(screens::receipt_preview::open(draft, cx), Layer::ReceiptPreview)
        }
        other => open_office(&other, cx),
    }
}

fn holder_form(of: holder::Subject, cx: &mut Context) -> (Layer, Vec<Effect>) {
    wrap(holder::open(of, cx), Layer::Holder)
}

fn pages(of: (DossierId, ComponentId), chosen: Vec<DraftFile>, cx: &mut Context) -> (Layer, Vec<Effect>) {
    wrap(screens::pages::open(of, chosen, cx), Layer::Pages)
}

/// The office's own books and its administration.
fn open_office(destination: &Destination, cx: &mut Context) -> (Layer, Vec<Effect>) {
    match destination {
        Destination::Packages => wrap(screens::packages::open(cx), Layer::Packages),
        Destination::Takings => wrap(screens::takings::open(cx), Layer::Takings),
        Destination::Layouts => wrap(screens::layouts::open(cx), Layer::Layouts),
        Destination::Register => wrap(screens::register::open(cx), Layer::Register),
        Destination::Numbers(section) => wrap(screens::numbers::open(*section, cx), Layer::Numbers),
        Destination::TallyCell(at) => wrap(screens::tally_cell::open((**at).clone(), cx), Layer::TallyCell),
        Destination::Tally => wrap(screens::tally::open(cx), Layer::Tally),
        Destination::Admin => wrap(screens::admin::open(cx), Layer::Admin),
        Destination::Officers => wrap(screens::officers::open(cx), Layer::Officers),
        Destination::SelfCheck => wrap(screens::self_check::open(cx), Layer::SelfCheck),
        Destination::Settings => wrap(screens::settings::open(cx), Layer::Settings),
        Destination::Calendar => wrap(screens::calendar::open(cx), Layer::Calendar),
        Destination::Trust => wrap(screens::trust::open(cx), Layer::Trust),
        Destination::Signatures(file) => wrap(screens::signatures::open(file.clone(), cx), Layer::Signatures),
        // Home, and whatever was taken already.
        _ => wrap(screens::home::open(cx), Layer::Home),
    }
}

fn wrap<S>(opened: (S, Vec<Effect>), layer: fn(Box<S>) -> Layer) -> (Layer, Vec<Effect>) {
    (layer(Box::new(opened.0)), opened.1)
}
