//! Other people's programs (printer, viewer, browser): started without a hold on the terminal, and never waited for
//! longer than a desk can wait.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// With success.
    Well,
    /// With a fault of its own.
    Badly,
    /// It is not on this machine.
    Absent,
    /// Not within the limit; it was stopped.
    Never,
}

/// Between two looks at a child: the standard library cannot wait for one with a limit.
const LOOK: Duration = Duration::from_millis(20);

/// Runs a program to its end, or stops it at the limit.
pub(super) fn run(command: &mut Command, limit: Duration) -> Ended {
    let Ok(mut child) = quiet(command).spawn() else {
        return Ended::Absent;
    };
    let ended = watch(&mut child, limit);
    if ended == Ended::Never {
        // It may have ended in this instant; either way it is gone afterwards.
        let _ = child.kill();
        let _ = child.wait();
    }
    ended
}

/// Starts a program that shows something. `false` where it is not there or gives up within the grace time; one that
/// still runs then is left to run.
pub(super) fn open(command: &mut Command, grace: Duration) -> bool {
    let Ok(mut child) = quiet(command).spawn() else {
        return false;
    };
    match watch(&mut child, grace) {
        Ended::Well => true,
        Ended::Badly | Ended::Absent => false,
        Ended::Never => {
            thread::spawn(move || child.wait());
            true
        }
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

fn watch(child: &mut Child, limit: Duration) -> Ended {
    let began = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ended::Well,
            Ok(Some(_)) | Err(_) => return Ended::Badly,
            Ok(None) if began.elapsed() >= limit => return Ended::Never,
            Ok(None) => thread::sleep(LOOK),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(60);
    const LATE: Duration = Duration::from_secs(20);

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_is_known_by_how_it_ends_and_stopped_when_it_does_not() {
        assert_eq!(run(&mut shell("exit 0"), LATE), Ended::Well);
        assert_eq!(run(&mut shell("exit 1"), LATE), Ended::Badly);
        assert_eq!(run(&mut Command::new("/nowhere/lp"), LATE), Ended::Absent);
        let began = Instant::now();
        assert_eq!(run(&mut shell("exec sleep 30"), SOON), Ended::Never);
        assert!(began.elapsed() < LATE);
    }

    #[test]
    fn a_viewer_that_stays_open_is_open_and_one_that_gives_up_is_not() {
        assert!(open(&mut shell("exec sleep 1"), SOON));
        assert!(open(&mut shell("exit 0"), LATE));
        assert!(!open(&mut shell("exit 3"), LATE));
        assert!(!open(&mut Command::new("/nowhere/viewer"), LATE));
    }
}
