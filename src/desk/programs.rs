//! Other people's programs (printer, viewer, browser): started without a hold on the terminal, and never waited for
//! longer than a desk can wait.

use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// With success.
    Well,
    /// With a fault of its own.
    Badly,
    /// It is not on this machine.
    Absent,
    /// Not within the limit; a program of our own was stopped, the shell of Windows is left to itself.
    Never,
}

/// Runs a program to its end, or stops it at the limit. Its end is heard by the end of what it prints.
#[cfg(not(windows))]
pub(super) fn run(command: &mut Command, limit: Duration) -> Ended {
    let Ok(mut child) = quiet(command).stdout(Stdio::piped()).spawn() else {
        return Ended::Absent;
    };
    let (tell, silent) = channel();
    if let Some(mut printed) = child.stdout.take() {
        thread::spawn(move || {
            let _ = std::io::copy(&mut printed, &mut std::io::sink());
            let _ = tell.send(());
        });
    }
    let status = match silent.recv_timeout(limit) {
        Ok(()) => child.wait().ok(),
        Err(_) => child.try_wait().ok().flatten(),
    };
    match status {
        Some(status) if status.success() => Ended::Well,
        Some(_) => Ended::Badly,
        None => {
            // It may have ended in this instant; either way it is gone afterwards.
            let _ = child.kill();
            let _ = child.wait();
            Ended::Never
        }
    }
}

/// Starts a program that shows something. `false` where it is not there or gives up within the grace time; one that
/// still runs then is left to run.
pub(super) fn open(command: &mut Command, grace: Duration) -> bool {
    let Ok(mut child) = quiet(command).spawn() else {
        return false;
    };
    let (tell, ended) = channel();
    thread::spawn(move || tell.send(child.wait()));
    match ended.recv_timeout(grace) {
        Ok(status) => status.is_ok_and(|status| status.success()),
        Err(_) => true,
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Instant;

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
