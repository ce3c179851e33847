//! One frame: rows 1–3 and 22–24 around the top layer's work area, dialogs over what they belong to.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::chrome::Shell;
use crate::app::model::{Layer, Model};
use crate::app::update::SMALLEST;
use crate::desk::text;
use crate::screens;
use crate::ui::{Look, dialog, layout};

macro_rules! layer_views {
    ($($variant:ident => $module:ident ($kind:ident)),+ $(,)?) => {
        fn view(layer: &Layer, look: &Look, frame: &mut Frame, area: Rect) {
            match layer { $(Layer::$variant(state) => screens::$module::view::view(state, look, frame, area)),+ }
        }
    };
}

crate::app::layers::with_layers!(layer_views);

/// Draws the model.
pub fn draw(model: &Model, look: &Look, frame: &mut Frame) {
    let (columns, rows) = (frame.area().width, frame.area().height);
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        let draft = model.cx.draft_saved.filter(|_| model.cx.draft.is_some());
        let open = draft.map_or_else(String::new, |at| {
            text::open_draft(&at.local().format("%H:%M:%S").to_string())
        });
        layout::too_small(frame, look, frame.area(), &open);
        look.glyphs.apply(frame.buffer_mut());
        return;
    }
    let Some(chrome) = model.chrome() else { return };
    let around = layout::Chrome {
        shell: &shell(model),
        screen: &chrome,
        keys: &model.keymap,
    };
    let area = layout::frame(frame, look, frame.area(), &around);
    let base = model
        .layers
        .iter()
        .rposition(|(_, layer)| !layer.is_dialog())
        .unwrap_or(0);
    for (above, (_, layer)) in model.layers[base..].iter().enumerate() {
        if above > 0 {
            dialog::take_focus(frame, area);
        }
        view(layer, look, frame, area);
    }
    look.glyphs.apply(frame.buffer_mut());
}

fn shell(model: &Model) -> Shell {
    let cx = &model.cx;
    let hidden = matches!(model.top(), Some(Layer::Curtain(_)));
    Shell {
        indicators: if cx.read_only {
            vec![crate::app::chrome::Indicator::ReadOnly]
        } else {
            vec![crate::app::chrome::Indicator::Scans(cx.scans)]
        },
        desk: if cx.desk_no == 0 {
            String::new()
        } else {
            text::desk(cx.desk_no)
        },
        officer: match &cx.officer {
            Some(officer) if !hidden => given_name(&officer.name).to_owned(),
            _ => String::new(),
        },
        clock: cx.now.local().format("%H:%M").to_string(),
        practice: cx.practice,
    }
}

/// The last word of a Vietnamese name is what colleagues call him.
fn given_name(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
