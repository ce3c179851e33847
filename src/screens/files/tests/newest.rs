//! The newest stands on top and is pointed at, whatever came shortly before it.

use super::*;

/// A day at the scanner: twelve files, each within three minutes of the one before.
fn busy() -> Vec<FileEntry> {
    let time = |n: u32| {
        format!(
            "{:02}:{:02}:{:02}",
            8 + n * 170 / 3600,
            n * 170 / 60 % 60,
            n * 170 % 60
        )
    };
    let file = |n: u32| entry(&format!("S{n:04}.jpg"), Some(1), 400_000, &time(n));
    (1..=12).map(file).collect()
}

fn shown(entries: Vec<FileEntry>) -> (State, Context) {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    state.read = false;
    list_answered(&mut state, &mut cx, entries);
    (state, cx)
}

fn ticked(state: &State) -> Vec<String> {
    let rows = state.table.ticked().iter();
    let entries = rows.filter_map(|row| state.entry(row));
    entries.map(|entry| entry.name.clone()).collect()
}

#[test]
fn a_busy_day_is_no_batch_the_newest_is_on_top_and_enter_takes_it() {
    let (mut state, mut cx) = shown(busy());
    assert_eq!(state.entries[0].name, "S0012.jpg");
    let effects = play(&mut state, &mut cx, "<enter>");
    let [Effect::Start(_, Job::TakeFiles { paths, .. })] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*paths, [PathBuf::from("quet/S0012.jpg")]);
}

/// The feeder gave the first page first: ticked from the newest down they are that paper all the same.
#[test]
fn pages_of_one_batch_ticked_one_after_the_other_keep_the_order_of_the_paper() {
    let (mut state, mut cx) = shown(busy());
    play(&mut state, &mut cx, "   ");
    assert_eq!(ticked(&state), ["S0010.jpg", "S0011.jpg", "S0012.jpg"]);
    // Ticked each by itself, the order is the officer's.
    let (mut state, mut cx) = shown(busy());
    play(&mut state, &mut cx, " <up><down> ");
    assert_eq!(ticked(&state), ["S0012.jpg", "S0011.jpg"]);
    // What lies further apart was not scanned together.
    let hours = ["08:00:00", "09:00:00"]
        .map(|time| entry(&time[..2], Some(1), 1, time))
        .to_vec();
    let (mut state, mut cx) = shown(hours);
    play(&mut state, &mut cx, "  ");
    assert_eq!(ticked(&state), ["09", "08"]);
}

#[test]
fn ctrl_a_ticks_in_the_order_in_which_they_were_scanned() {
    let (mut state, mut cx) = shown(busy());
    play(&mut state, &mut cx, "<ctrl-a>");
    let all = ticked(&state);
    assert_eq!((all[0].as_str(), all[11].as_str()), ("S0001.jpg", "S0012.jpg"));
}

#[test]
fn a_file_in_the_bin_is_not_said_to_lie_in_the_tray() {
    let mut cx = context();
    let used = vec![bytes_of("S0001.jpg")];
    let mut state = opened(FilesPurpose::Tray { used }, &mut cx);
    let mut binned = entry("S0001.jpg", Some(1), 1, "08:00:00");
    binned.known = vec![Known::Bin];
    list_answered(&mut state, &mut cx, vec![binned]);
    assert!(shot(&state, &cx).contains("đã nằm trong Trang đã bỏ của khay"));
    play(&mut state, &mut cx, "<enter>");
    assert!(said(&state, &cx).contains("Trang đã bỏ"), "{}", said(&state, &cx));
}
