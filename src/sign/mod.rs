//! Digital signatures of PDF: made with a token or a key file, and judged. Bytes and paths in, values out; nothing here
//! knows the store or the screen.

pub mod chain;
pub mod cms;
pub mod crl;
pub mod key;
pub mod pdf;
pub mod trust;
pub mod verify;

pub use trust::Trust;
