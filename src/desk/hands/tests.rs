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

fn looked_at(home: &std::path::Path) {
    let hands = Hands::new(home.to_path_buf(), None, Clock::Machine);
    assert_eq!(jobs::due_copies(&hands), []);
    let mut tell = |_| std::ops::ControlFlow::Continue(());
    let copied = hands.perform(Effect::Start(Ticket(1), Job::Backup { target: None }), &mut tell);
    let refused = JobEvent::Ended(Err(JobFault::Refused(Refusal::ReadOnly)));
    assert_eq!(copied, Some(Msg::Job(Ticket(1), refused)));
    hands.leave();
}

#[test]
fn a_second_window_makes_no_copies_and_the_first_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let store = founded(&home, Clock::Machine.now());
    let first = Hands::new(home.clone(), Some(store), Clock::Machine);
    looked_at(&home);
    assert!(!home.join("backup").exists());
    assert_eq!(jobs::due_copies(&first), [Job::Backup { target: None }]);
    first.leave();
    assert_eq!(std::fs::read_dir(home.join("backup")).unwrap().count(), 1);
}

#[test]
fn leaving_makes_no_copy_it_would_have_to_wait_for() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let store = founded(&home, Clock::Machine.now());
    let hands = Hands::new(home.clone(), Some(store), Clock::Machine);
    hands.wait_for_copies(Duration::ZERO);
    hands.leave();
    assert_eq!(std::fs::read_dir(home.join("backup")).unwrap().count(), 0);
}

#[test]
fn a_target_on_the_same_disk_is_copied_to_once_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let store = founded(&home, Clock::Machine.now());
    let hands = Hands::new(home, Some(store), Clock::Machine);
    let target = folder.path().join("usb");
    let key = "backup_target".to_owned();
    hands.keep_local(key, target.display().to_string()).unwrap();
    let due = jobs::due_copies(&hands);
    let away = Job::Backup { target: Some(target) };
    assert_eq!(due, [Job::Backup { target: None }, away.clone()]);
    let mut tell = |_| std::ops::ControlFlow::Continue(());
    // The one away first: it is none beside the database.
    for (number, job) in (1..).zip([away, Job::Backup { target: None }]) {
        hands.perform(Effect::Start(Ticket(number), job), &mut tell);
        assert_eq!(
            jobs::due_copies(&hands).len(),
            2 - usize::try_from(number).unwrap()
        );
    }
}
