//! Times things and prints one line for each: the figure, its budget, and its peer in the same run.

use std::fs;
use std::time::{Duration, Instant};

/// How long something took: by the clock on the wall, and of the processor where the system says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    pub(crate) wall: Duration,
    pub(crate) cpu: Option<Duration>,
}

/// What a figure must keep to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Budget {
    /// At most this long.
    Time(Duration),
    /// At most so many times its peer.
    Peers(f64),
    /// None is promised.
    Free,
}

/// Something timed beside ours.
pub(crate) type Peer<'a> = (&'a str, Figure);

/// Once: for what takes seconds.
pub(crate) fn once<T>(act: impl FnOnce() -> T) -> (Figure, T) {
    let (start, before) = (Instant::now(), on_processor());
    let answer = act();
    let wall = start.elapsed();
    (figure(wall, before, 1), answer)
}

/// The median of `runs` by the wall clock, the mean of them by the processor's.
pub(crate) fn median_of<T>(runs: usize, mut act: impl FnMut() -> T) -> Figure {
    act();
    let before = on_processor();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            act();
            start.elapsed()
        })
        .collect();
    let cpu = figure(Duration::ZERO, before, runs).cpu;
    Figure {
        wall: middle(&mut times),
        cpu,
    }
}

/// The one in the middle.
pub(crate) fn middle(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Wall clock alone: for what another process does.
pub(crate) fn wall(wall: Duration) -> Figure {
    Figure { wall, cpu: None }
}

fn figure(wall: Duration, before: Option<Duration>, runs: usize) -> Figure {
    let spent = on_processor()
        .zip(before)
        .map(|(after, before)| after.saturating_sub(before));
    let cpu = spent.map(|spent| spent / u32::try_from(runs).unwrap_or(1));
    Figure { wall, cpu }
}

/// What this thread has had of a processor so far.
fn on_processor() -> Option<Duration> {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The head of the table.
pub(crate) fn head() {
    println!(
        "{:<34} {:>10} {:>10} {:>12}       {:<32} {:>10}",
        "", "wall", "cpu", "budget", "beside it", "wall"
    );
}

/// One line of it.
pub(crate) fn line(what: &str, ours: Figure, budget: Budget, peer: Option<Peer<'_>>) {
    let cpu = ours.cpu.map_or_else(String::new, |cpu| format!("{cpu:.2?}"));
    let beside = peer.map_or_else(String::new, |(name, theirs)| {
        format!("{name:<32} {:>10.2?} ×{:.1}", theirs.wall, ratio(ours, theirs))
    });
    let (promised, kept) = judged(ours, budget, peer);
    let line = format!(
        "{what:<34} {:>10.2?} {cpu:>10} {promised:>12} {kept:<5} {beside}",
        ours.wall
    );
    println!("{}", line.trim_end());
}

/// One line of a quantity that is no time, beside the same of another program where there is one.
pub(crate) fn quantity(what: &str, (ours, most): (f64, f64), unit: &str, peer: Option<(&str, f64)>) {
    let kept = if ours <= most { "kept" } else { "OVER" };
    let (ours, most) = (format!("{ours:.1} {unit}"), format!("≤ {most} {unit}"));
    let beside = peer.map_or_else(String::new, |(name, theirs)| {
        format!("{name:<32} {:>10}", format!("{theirs:.1} {unit}"))
    });
    let line = format!("{what:<34} {ours:>10} {:>10} {most:>12} {kept:<5} {beside}", "");
    println!("{}", line.trim_end());
}

fn judged(ours: Figure, budget: Budget, peer: Option<Peer<'_>>) -> (String, &'static str) {
    let (promised, kept) = match budget {
        Budget::Time(most) => (format!("≤ {most:?}"), ours.wall <= most),
        Budget::Peers(most) => (
            format!("≤ ×{most}"),
            peer.is_some_and(|(_, theirs)| ratio(ours, theirs) <= most),
        ),
        Budget::Free => return (String::new(), ""),
    };
    (promised, if kept { "kept" } else { "OVER" })
}

fn ratio(ours: Figure, theirs: Figure) -> f64 {
    ours.wall.as_secs_f64() / theirs.wall.as_secs_f64().max(1e-9)
}
