//! Digital signatures of PDF: made with a token or a key file, and judged. Bytes and paths in, values out; nothing here
//! knows the store or the screen.

pub mod appear;
pub mod chain;
pub mod cms;
pub mod crl;
mod embed;
pub mod job;
pub mod key;
pub mod pdf;
mod slot;
pub mod trust;
pub mod verify;

pub use trust::Trust;
