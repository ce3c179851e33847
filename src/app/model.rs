//! The whole machine without screen or disk: the layers from Home up, and the context they share.

use std::collections::BTreeMap;

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::kept::Kept;
use crate::app::keymap::Keymap;
use crate::app::msg::{Msg, Ticket};
use crate::domain::time::Moment;
use crate::screens;

macro_rules! layer_enum {
    ($($variant:ident => $module:ident ($kind:ident)),+ $(,)?) => {
        /// One screen or dialog with its state inside.
        #[derive(Debug)]
        pub enum Layer { $(
            #[doc = concat!("The `", stringify!($module), "` ", stringify!($kind), ".")]
            $variant(Box<screens::$module::State>)
        ),+ }

        /// The stable name of every layer there is ([`Layer::name`]).
        pub const LAYERS: &[&str] = &[$(stringify!($module)),+];

        impl Layer {
            /// Lets the layer look at a message.
            pub fn update(&mut self, msg: Msg, cx: &mut Context) -> Vec<Effect> {
                match self { $(Self::$variant(state) => screens::$module::update(state, msg, cx)),+ }
            }

            /// What rows 1–3 and 22–24 say for it.
            pub fn chrome(&self, cx: &Context) -> ScreenChrome {
                match self { $(Self::$variant(state) => screens::$module::chrome(state, cx)),+ }
            }

            /// A dialog lies over the layer below, which stays visible.
            pub fn is_dialog(&self) -> bool {
                match self { $(Self::$variant(_) => stringify!($kind) == "dialog"),+ }
            }

            /// Stable name, for the flight recorder and tests.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => stringify!($module)),+ }
            }
        }
    };
}

crate::app::layers::with_layers!(layer_enum);

impl Layer {
    /// What stands in the fields of a form about a dossier, to tell whether something the officer did changed it;
    /// nothing for every other layer.
    pub(crate) fn written(&self) -> Vec<String> {
        match self {
            Self::Act(state) => state.written(),
            Self::Forward(state) => state.written(),
            Self::HandBack(state) => state.written(),
            Self::Holder(state) => state.written(),
            Self::Outcome(state) => state.written(),
            Self::Supplement(state) => state.written(),
            _ => vec![],
        }
    }
}

/// Tells two layers apart after others were opened and closed between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LayerId(pub u32);

/// Everything the machine is at one moment.
pub struct Model {
    /// Bottom first; never empty after boot.
    pub layers: Vec<(LayerId, Layer)>,
    /// What the layers share.
    pub cx: Context,
    /// One line over the top layer's own message, until the next key.
    pub toast: Option<Message>,
    /// Keys and what they mean.
    pub keymap: Keymap,
    /// Which layer waits for which ticket.
    pub(crate) owners: BTreeMap<Ticket, LayerId>,
    /// Forms that were left before they were written.
    pub(crate) kept: Kept,
    pub(crate) last_layer: u32,
    pub(crate) last_key: Moment,
    pub(crate) settings_ticket: Ticket,
    /// The look F12 goes back to.
    pub(crate) look_before: String,
}

impl Model {
    /// A machine without layers; [`crate::app::update::boot`] opens the first.
    pub fn new(cx: Context, keymap: Keymap) -> Self {
        let last_key = cx.now;
        Self {
            layers: Vec::new(),
            cx,
            toast: None,
            keymap,
            owners: BTreeMap::new(),
            kept: Kept::default(),
            last_layer: 0,
            last_key,
            settings_ticket: Ticket::default(),
            look_before: String::new(),
        }
    }

    /// The layer that has the keyboard.
    pub fn top(&self) -> Option<&Layer> {
        self.layers.last().map(|(_, layer)| layer)
    }

    /// What the frame around the work area says now.
    pub fn chrome(&self) -> Option<ScreenChrome> {
        let mut chrome = self.top()?.chrome(&self.cx);
        if let Some(toast) = &self.toast {
            chrome.message = Some(toast.clone());
        }
        Some(chrome)
    }
}
