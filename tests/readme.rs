//! The README's key table is the command table: made from it, never typed by hand.

use motcua::app::command::key_table;

const START: &str = "<!-- keys -->";
const END: &str = "<!-- /keys -->";

#[test]
fn the_readme_shows_the_keys_of_the_command_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme
        .split_once(START)
        .expect("README.md has the mark before the keys");
    let (shown, after) = rest
        .split_once(END)
        .expect("README.md has the mark after the keys");
    let wanted = format!("\n{}\n", key_table().trim());
    if shown != wanted && std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, format!("{before}{START}{wanted}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(
        shown, wanted,
        "run UPDATE_README=1 cargo test --test readme and look at the change"
    );
}
