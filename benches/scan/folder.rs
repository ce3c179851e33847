//! The watched folder: how long a page that is dropped into it takes until it can be read from the tray.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use motcua::app::msg::Msg;
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::practice;
use motcua::desk::random::SystemIds;
use motcua::desk::watch::watch;
use motcua::domain::query::{Answer, Query};
use motcua::store::Reader;

/// A page is visible within so long, where the file system tells of changes. One second of it the file is left alone.
const BUDGET: Duration = Duration::from_millis(1_200);
/// Where nobody tells of anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// Drops the first pages one by one and prints the best, the middle and the worst time.
pub(crate) fn watched(pages: &[PathBuf]) {
    let folder = tempfile::tempdir().unwrap();
    let (home, scans) = (folder.path().join("desk"), folder.path().join("quet"));
    std::fs::create_dir(&scans).unwrap();
    let mut store = practice::create(&home, Clock::Machine.now(), Box::new(SystemIds)).unwrap();
    store.keep_local("scan_folder", &scans.to_string_lossy()).unwrap();
    let hands = Arc::new(Hands::new(home.clone(), Some(store), Clock::Machine));
    let reader = Reader::open(&home).unwrap();
    let (send, inbox) = channel();
    watch(&hands, move |msg| send.send(msg).is_ok());
    let mut times = Vec::new();
    for (at, page) in pages.iter().take(7).enumerate() {
        let name = scans.join(format!("S{at:04}.jpg"));
        std::fs::copy(page, &name).unwrap();
        let since = Instant::now();
        if inbox.recv_timeout(PATIENCE) != Ok(Msg::TrayGrew(1)) {
            println!("skipped: no page came from the watched folder");
            return;
        }
        let Answer::Tray(tray) = reader.answer(&Query::Tray, Clock::Machine.now()) else {
            return;
        };
        assert_eq!(tray.pages.len(), at + 1);
        times.push(since.elapsed());
    }
    times.sort();
    println!(
        "page of 740 kB in the watched folder, until it is in the tray: best {:.2} s, middle {:.2} s, worst {:.2} s \
         wall   within {:.1} s on a machine that is not busy",
        times[0].as_secs_f64(),
        times[times.len() / 2].as_secs_f64(),
        times[times.len() - 1].as_secs_f64(),
        BUDGET.as_secs_f64()
    );
}
