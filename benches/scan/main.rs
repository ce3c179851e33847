//! Scans into one PDF and the checks of their pages, beside `img2pdf` and `cat` + `sha256sum` on the same files.
//!
//! `./dev bench --bench scan` runs it. Everything is told in CPU seconds (user and system), because a desk's disk and
//! a shared machine make wall time say little; compare the ratios of one run. Peers that are missing are named.

#![expect(clippy::print_stdout, reason = "a bench prints")]
#![expect(clippy::unwrap_used, reason = "a bench that fails may stop")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use motcua::domain::time::Moment;
use motcua::scan::check::{Share, check, check_and_read};
use motcua::scan::{Source, assemble};

mod folder;
mod keyboard;
mod page;
mod pictures;
#[path = "../desk/played.rs"]
mod played;

/// Which part of the work a copy of this program does: `write`, `all`, `check` or `tray`.
const WORK: &str = "MOTCUA_BENCH_WORK";
const PAGES: usize = 100;
const RUNS: usize = 5;

fn main() {
    if let Ok(work) = std::env::var(WORK) {
        let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
        return one(&work, &files);
    }
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (0..PAGES)
        .map(|page| {
            let path = folder.path().join(format!("{page:03}.jpg"));
            std::fs::write(&path, page::scan(u32::try_from(page).unwrap())).unwrap();
            path
        })
        .collect();
    let bytes: u64 = files
        .iter()
        .map(|file| std::fs::metadata(file).unwrap().len())
        .sum();
    println!("{PAGES} colour pages, {} MB", bytes / 1_000_000);
    assembling(&files, folder.path());
    memory(&files);
    checking(&files);
    pictures::reading(folder.path());
    folder::watched(&files);
    keyboard::measure(&files);
}

fn assembling(files: &[PathBuf], folder: &Path) {
    let write = middle(|| Some(ours("write", files).0)).unwrap_or_default();
    let all = middle(|| Some(ours("all", files).0)).unwrap_or_default();
    let both = "cat \"$@\" >\"$OUT\" && sha256sum \"$OUT\" >\"$OUT.sum\"";
    let limit = middle(|| in_shell(both, files, folder));
    println!("assembly alone               {write:>7.3} s CPU");
    println!("with fsync, re-reading, hash {all:>7.3} s CPU");
    told("cat + sha256sum", limit, &[("assembly", write, "at most ×0.3")]);
    let peer = Command::new("img2pdf").arg("--version").output().is_ok();
    let seconds = peer
        .then(|| middle(|| in_shell("img2pdf -o \"$OUT\" \"$@\"", files, folder)))
        .flatten();
    let wanted = [
        ("assembly", write, "at most ×0.125"),
        ("with all", all, "at most ×0.67"),
    ];
    told("img2pdf", seconds, &wanted);
}

/// The middle of several runs: memory that a machine gives a program for the first time costs it more than the work.
fn middle(once: impl Fn() -> Option<f64>) -> Option<f64> {
    let mut runs: Vec<f64> = (0..RUNS).map_while(|_| once()).collect();
    runs.sort_by(f64::total_cmp);
    runs.get(runs.len() / 2).copied()
}

fn told(peer: &str, seconds: Option<f64>, ours: &[(&str, f64, &str)]) {
    let Some(seconds) = seconds else {
        println!("skipped: {peer} is not installed");
        return;
    };
    println!("{peer:<28} {seconds:>7.3} s CPU");
    for (what, own, wanted) in ours {
        println!("  {what:<26} ×{:.3}   {wanted}", own / seconds.max(1e-9));
    }
}

fn memory(files: &[PathBuf]) {
    let many: Vec<PathBuf> = files.iter().cycle().take(PAGES * 10).cloned().collect();
    let peak = |files: &[PathBuf]| ours("all", files).1;
    println!(
        "most memory: {PAGES} pages {} KiB, {} pages {} KiB   at most 8192, and the same",
        peak(files),
        many.len(),
        peak(&many)
    );
}

fn checking(files: &[PathBuf]) {
    let few = &files[..20];
    for (work, name) in [
        ("check", "all checks, one A4 page"),
        ("tray", "with covers, as in the tray"),
    ] {
        let (seconds, _) = ours(work, few);
        println!("{name:<28} {:>7.1} ms CPU   at most 20", seconds * 1000.0 / 20.0);
    }
}

/// Runs a copy of this program; CPU seconds it used and the most memory it ever had, in KiB.
pub(crate) fn ours(work: &str, files: &[PathBuf]) -> (f64, u64) {
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(files)
        .env(WORK, work)
        .output()
        .unwrap();
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    let said = String::from_utf8(ended.stdout).unwrap();
    let (seconds, kib) = said.trim().split_once(' ').unwrap();
    (seconds.parse().unwrap(), kib.parse().unwrap())
}

fn one(work: &str, files: &[PathBuf]) {
    let sources: Vec<Source> = files.iter().map(Source::file).collect();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.pdf");
    let pages = files.len() as u64;
    match work {
        // Told and stopped when the last page is written: no table, no fsync, no reading again, and not the removal of
        // what was begun.
        "write" => {
            let stopped = assemble(&sources, &out, Moment(0), &mut |done, _| {
                if done == pages {
                    tell();
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            assert!(stopped.is_err());
            return;
        }
        "all" => {
            let made = assemble(&sources, &out, Moment(0), &mut |_, _| ControlFlow::Continue(())).unwrap();
            assert_eq!(u64::from(made.pages), pages);
        }
        "check" => {
            for file in files {
                assert_eq!(check(file).unwrap().len(), 1);
            }
        }
        _ => {
            for file in files {
                let _ = check_and_read(file, Share::ALL);
            }
        }
    }
    tell();
}

/// What [`ours`] reads.
fn tell() {
    println!("{} {}", own_seconds(), own_peak());
}

/// CPU time of this process from its nanosecond counter; 0 where there is none.
fn own_seconds() -> f64 {
    let counter = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = counter
        .split_whitespace()
        .next()
        .and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

fn own_peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// User and system seconds of a shell line, as bash counts them.
fn in_shell(line: &str, files: &[PathBuf], folder: &Path) -> Option<f64> {
    let script = format!("TIMEFORMAT='%U %S'; time {{ {line}; }}");
    let ended = Command::new("bash")
        .args(["-c", &script, "bash"])
        .args(files)
        .env("OUT", folder.join("peer.out"))
        .output()
        .ok()
        .filter(|ended| ended.status.success())?;
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    let (user, system) = said.lines().last()?.split_once(' ')?;
    Some(user.parse::<f64>().ok()? + system.parse::<f64>().ok()?)
}
