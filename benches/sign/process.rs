//! What a whole process costs: its time by the clock on the wall, of the processor, and the most memory it ever had.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each is run; the middle one counts.
const RUNS: usize = 7;

/// Seconds and megabytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
    pub(crate) mega: f64,
}

/// Figure, its most, and what they count.
pub(crate) type Promise = (&'static str, f64, f64, &'static str);

impl Figure {
    pub(crate) fn line(&self, what: &str, promises: &[Promise]) {
        println!(
            "{what:<34} {:>6.0} ms {:>6.0} ms {:>6.1} MB",
            self.wall * 1e3,
            self.cpu * 1e3,
            self.mega
        );
        for (name, ours, most, unit) in promises {
            let kept = if ours <= most { "kept" } else { "OVER" };
            println!("  {name} {ours:.2}, at most {most} {unit}: {kept}");
        }
    }
}

/// Runs a command so often and takes the middle of each figure. `input` is what it reads.
pub(crate) fn figure(input: Option<&Path>, make: impl Fn() -> Command) -> Figure {
    let runs: Vec<Figure> = (0..RUNS).map(|_| once(input, &make)).collect();
    let middle = |of: fn(&Figure) -> f64| {
        let mut all: Vec<f64> = runs.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all[RUNS / 2]
    };
    Figure {
        wall: middle(|it| it.wall),
        cpu: middle(|it| it.cpu),
        mega: middle(|it| it.mega),
    }
}

fn once(input: Option<&Path>, make: &impl Fn() -> Command) -> Figure {
    let read = || input.map_or_else(Stdio::null, |path| File::open(path).unwrap().into());
    let mut plain = make();
    plain.stdin(read()).stdout(Stdio::null());
    let start = Instant::now();
    let ended = plain.status().unwrap();
    let wall = start.elapsed().as_secs_f64();
    // 3 = done, with a finding that needs attention: lists of revoked certificates are not there.
    assert!(matches!(ended.code(), Some(0 | 3)), "{plain:?}: {ended}");
    // Once more as bash and GNU time count it, who see what has ended whole.
    let again = make();
    let script = "TIMEFORMAT='%3U %3S'; time command time -f %M \"$@\" 2>&1 >/dev/null";
    let mut shell = Command::new("bash");
    shell
        .args(["-c", script, "bash"])
        .arg(again.get_program())
        .args(again.get_args());
    let counted = shell.stdin(read()).output().unwrap();
    Figure {
        wall,
        cpu: last_line(&counted.stderr).iter().sum(),
        mega: last_line(&counted.stdout).iter().sum::<f64>() * 1024.0 / 1e6,
    }
}

fn last_line(bytes: &[u8]) -> Vec<f64> {
    let text = String::from_utf8_lossy(bytes);
    let words = text.lines().last().unwrap_or_default().split_whitespace();
    words.map(|word| word.parse().unwrap_or(f64::NAN)).collect()
}
