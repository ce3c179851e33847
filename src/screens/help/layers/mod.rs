//! What each screen and dialog is for: its words by the layer's own name. Knows nothing about fields and keys.

mod text;

/// The lines about the layer of this name ([`crate::app::model::LAYERS`]); none for one that F1 never stands over.
pub(super) fn words(name: &str) -> &'static [&'static str] {
    let found = text::LAYERS.iter().find(|(layer, _)| *layer == name);
    found.map_or(&[], |(_, words)| words)
}
