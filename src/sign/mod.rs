//! Digital signatures of PDF: made with a token or a key file, and judged. Bytes and paths in, values out; nothing here
//! knows the store or the screen.

pub mod key;
pub mod pdf;
