//! The stack of layers: what opens and closes them, and what becomes of the wishes of a layer.

use crate::app::chrome::Message;
use crate::app::context::Seen;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::model::{Layer, LayerId, Model};
use crate::app::msg::{Msg, Ticket};
use crate::app::open::open_layer;
use crate::app::reply::Reply;
use crate::app::text;

/// The key of a command that came from the palette: types nothing.
const NO_KEY: Key = Key::plain(KeyCode::F(0));

/// Performs what concerns layers, in order, and keeps what is for the shell.
pub(crate) fn settle(model: &mut Model, source: Option<LayerId>, effects: Vec<Effect>) -> Vec<Effect> {
    settle_all(
        model,
        effects.into_iter().map(|effect| (source, effect)).collect(),
    )
}

pub(crate) fn settle_all(model: &mut Model, todo: Further) -> Vec<Effect> {
    let mut shell = Vec::new();
    let mut todo = std::collections::VecDeque::from(todo);
    while let Some((source, effect)) = todo.pop_front() {
        if let Some(ticket) = ticket_of(&effect) {
            if let Some(id) = source {
                model.owners.insert(ticket, id);
            }
            shell.push(effect);
            continue;
        }
        match navigate(model, effect) {
            Ok(more) => todo.extend(more),
            Err(effect) => shell.push(effect),
        }
    }
    shell
}

fn ticket_of(effect: &Effect) -> Option<Ticket> {
    match effect {
        Effect::Ask(ticket, _)
        | Effect::Change(ticket, _)
        | Effect::Login(ticket, ..)
        | Effect::Unlock(ticket, ..)
        | Effect::SetPin { ticket, .. }
        | Effect::KeepLocal { ticket, .. }
        | Effect::Tray(ticket, _)
        | Effect::Start(ticket, _) => Some(*ticket),
        _ => None,
    }
}

/// Wishes with the layer they came from.
type Further = Vec<(Option<LayerId>, Effect)>;

/// Moves between layers; `Err` gives back an effect that is not about layers.
#[expect(
    clippy::result_large_err,
    reason = "the effect given back is the usual case, not an error"
)]
fn navigate(model: &mut Model, effect: Effect) -> Result<Further, Effect> {
    match effect {
        Effect::Open(destination) => Ok(push(model, *destination)),
        Effect::Replace(destination) => {
            close(model, model.layers.len().saturating_sub(1));
            Ok(push(model, *destination))
        }
        Effect::Restart(destination) => {
            let mut more = home(model);
            more.extend(push(model, *destination));
            Ok(more)
        }
        Effect::Back if model.layers.len() > 1 => {
            close(model, model.layers.len() - 1);
            Ok(tell_top(model, Msg::Resumed))
        }
        Effect::Back => Ok(vec![]),
        Effect::Home => {
            model.cx.draft = None;
            Ok(home(model))
        }
        Effect::Answer(reply) => Ok(answer(model, reply)),
        Effect::LogOut => {
            let mut effects = stop_signing(model);
            close(model, 0);
            model.cx.officer = None;
            model.cx.draft = None;
            model.cx.seen = Seen::default();
            effects.extend(push(model, Destination::Login));
            Ok(effects)
        }
        Effect::Say(message) => {
            model.toast = Some(message);
            Ok(vec![])
        }
        other => Err(other),
    }
}

/// Takes the layers from this place up off the screen. What stands in a form is kept.
fn close(model: &mut Model, from: usize) {
    for (id, layer) in model.layers.split_off(from.min(model.layers.len())) {
        model.kept.leaves(id, layer);
    }
}

fn push(model: &mut Model, destination: Destination) -> Further {
    if let Some(form) = model.kept.back(&destination, &model.cx) {
        model.layers.push(form);
        model.toast = Some(Message::advice(text::STILL_THERE));
        return tell_top(model, Msg::Reopened);
    }
    model.last_layer += 1;
    let id = LayerId(model.last_layer);
    model.kept.opens(id, &destination, &model.cx);
    let (layer, effects) = open_layer(model, destination);
    model.layers.push((id, layer));
    effects.into_iter().map(|effect| (Some(id), effect)).collect()
}

/// Down to Home, which asks its counts again; opened where it was not there yet.
fn home(model: &mut Model) -> Further {
    let is_home = |(_, layer): &(LayerId, Layer)| matches!(layer, Layer::Home(_));
    if let Some(at) = model.layers.iter().position(is_home) {
        close(model, at + 1);
        return tell_top(model, Msg::Resumed);
    }
    close(model, 0);
    push(model, Destination::Home)
}

fn answer(model: &mut Model, reply: Reply) -> Further {
    close(model, model.layers.len().saturating_sub(1));
    match reply {
        Reply::Run(command) => tell_top(model, Msg::Key(NO_KEY, Some(command))),
        reply => tell_top(model, Msg::Replied(reply)),
    }
}

/// Who logs out signs nothing more: the batch ends after the paper in hand.
fn stop_signing(model: &Model) -> Further {
    let running = model.layers.iter().filter_map(|(_, layer)| match layer {
        Layer::Signing(state) => state.running(),
        _ => None,
    });
    running.map(|ticket| (None, Effect::Cancel(ticket))).collect()
}

pub(crate) fn tell_top(model: &mut Model, msg: Msg) -> Further {
    let Some((id, layer)) = model.layers.last_mut() else {
        return vec![];
    };
    let id = *id;
    let before = layer.written();
    let effects = layer.update(msg, &mut model.cx);
    if layer.written() != before {
        model.kept.writes(id);
    }
    effects.into_iter().map(|effect| (Some(id), effect)).collect()
}
