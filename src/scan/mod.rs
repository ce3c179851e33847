//! Pages in: what a file really is ([`mod@inspect`]), several files as one PDF ([`mod@assemble`]), and how many images
//! a pile of sheets must give ([`account`]). Takes paths and bytes, gives values; it never touches the database,
//! never changes or drops a source, and never invents a resolution.

pub mod account;
pub mod assemble;
pub mod check;
mod codes;
pub mod exif;
pub mod fault;
pub mod input;
pub mod inspect;
pub mod jpeg;
pub mod kind;
pub mod media;
pub mod order;
pub mod pdf;
mod pictures;
mod pixels;
pub mod png;
pub mod profile;
mod quarter;
pub mod text;
pub mod tiff;

#[cfg(test)]
mod tests;

pub use assemble::{
    AssembleError, Assembled, Card, CardError, Source, Warning, assemble, card, card_sources, lighten, split,
};
pub use codes::Codes;
pub use fault::{Fault, Note};
pub use inspect::{Colour, DpiSource, Inspected, PageHead, Resolution, inspect, inspect_reader};
pub use kind::Kind;
pub use media::Media;
pub use order::{natural_order, sort_naturally};
