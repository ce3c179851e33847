//! Widgets: each draws one kind of state from `app::input` through a pen. None of them handles keys.

pub mod facts;
pub mod field_row;
pub mod lines;
pub mod pick_list;
pub mod qr;
pub mod table;
pub mod ways;
