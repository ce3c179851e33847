//! Holds the house rules of ARCHITECTURE.md: reads every file of the repository, collects all faults, prints them
//! together. Never builds anything and never changes a file.

#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/paths.rs"]
mod paths;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/scanner.rs"]
mod scanner;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/words.rs"]
mod words;

#[test]
fn the_house_is_tidy() {
    let sources = source::repository();
    assert!(
        sources.iter().any(|source| source.path == "src/lib.rs"),
        "the walk found the repository"
    );
    let rules = [
        layers::check,
        shape::check,
        shape::check_bytes,
        shape::check_merged,
        words::check_literals,
        words::check_nfc,
        words::check_host_paths,
        words::check_skips,
    ];
    let mut faults = rooms::check(&sources);
    for source in &sources {
        faults.extend(rules.iter().flat_map(|rule| rule(source)));
    }
    faults.sort();
    assert!(
        faults.is_empty(),
        "{} faults against ARCHITECTURE.md:\n{}\n",
        faults.len(),
        faults.join("\n")
    );
}
