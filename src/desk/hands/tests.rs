//! What must not wait for what.

use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::*;
use crate::domain::ids::FileHash;
use crate::fixture::founded;
use crate::store::blobs::Blobs;

/// A file that does not come to its end stands for one of 400 MB.
#[test]
fn a_question_does_not_wait_for_a_file_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let store = founded(&home, Clock::Machine.now());
    let hands = Arc::new(Hands::new(home, Some(store), Clock::Machine));
    let file = FileHash([7; 32]);
    let place = Blobs::of(&hands.home()).place(file);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
    let (send, answers) = channel();
    let ask = |query| {
        let (hands, send) = (Arc::clone(&hands), send.clone());
        thread::spawn(move || send.send(hands.answer(&query)).unwrap())
    };
    let reading = ask(Query::File(file));
    // It opens only once the file is being read.
    let pipe = std::fs::File::options().write(true).open(&place).unwrap();
    ask(Query::Tray);
    let first = answers.recv_timeout(Duration::from_secs(20));
    assert!(matches!(first, Ok(Answer::Tray(_))), "{first:?}");
    drop(pipe);
    reading.join().unwrap();
    assert_eq!(answers.recv().unwrap(), Answer::Path(None));
}
