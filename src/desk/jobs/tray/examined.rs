//! Files that are looked into, two pages at a time: of two files one each, of one file every other page.

use std::fs;
use std::path::Path;
use std::thread;

use super::{AT_A_TIME, changed_at};
use crate::desk::panic::unbroken;
use crate::domain::quality::PageFlag;
use crate::domain::time::Moment;
use crate::scan::check::{PageCheck, Share, check_and_read};
use crate::scan::{self, Fault, Inspected};

/// A file that was looked into, its pages checked.
pub(in crate::desk::jobs) struct Examined<'a> {
    pub(super) path: &'a Path,
    pub(super) modified: Moment,
    pub(in crate::desk::jobs) inspected: Inspected,
    /// One for each page.
    pub(in crate::desk::jobs) checks: Vec<PageCheck>,
}

/// What looks at the pixels of a file.
type Check = fn(&Path, Share) -> Result<Vec<PageCheck>, Fault>;

/// Looks into some files.
pub(in crate::desk::jobs) fn examine<P: AsRef<Path> + Sync>(paths: &[P]) -> Vec<Examined<'_>> {
    by(paths, check_and_read)
}

pub(super) fn by<P: AsRef<Path> + Sync>(paths: &[P], check: Check) -> Vec<Examined<'_>> {
    let looks = paths.iter().map(|path| || Examined::unchecked(path.as_ref()));
    let mut files: Vec<Examined> = at_once(looks.collect());
    let known = &files;
    let shares = (0..AT_A_TIME).map(|worker| {
        move || -> Vec<Vec<PageCheck>> {
            let numbered = known.iter().enumerate();
            numbered
                .map(|(at, file)| file.checked(share((worker, at)), check))
                .collect()
        }
    });
    let checked = at_once(shares.collect());
    for (at, file) in files.iter_mut().enumerate() {
        for (worker, of_all) in checked.iter().enumerate() {
            file.put(share((worker, at)), &of_all[at]);
        }
    }
    files
}

/// Which pages of the file at this place are this worker's: single pages take turns, too.
fn share((worker, at): (usize, usize)) -> Share {
    Share {
        first: (worker + at) % AT_A_TIME,
        step: AT_A_TIME,
    }
}

/// Each on a thread of its own, the last one on this.
fn at_once<T: Send>(mut works: Vec<impl Fn() -> T + Sync + Send>) -> Vec<T> {
    let Some(last) = works.pop() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let working: Vec<_> = works.iter().map(|work| (work, scope.spawn(work))).collect();
        let of_last = last();
        let mut done: Vec<T> = working
            .into_iter()
            .map(|(work, thread)| thread.join().unwrap_or_else(|_| work()))
            .collect();
        done.push(of_last);
        done
    })
}

impl<'a> Examined<'a> {
    /// A file that brings its reader down is refused.
    fn unchecked(path: &'a Path) -> Self {
        let broken = || Inspected::broken(fs::metadata(path).map_or(0, |meta| meta.len()));
        let inspected = unbroken(|| scan::inspect(path)).unwrap_or_else(broken);
        let pages = if inspected.is_taken() { inspected.pages } else { 0 };
        Self {
            path,
            modified: changed_at(path),
            checks: vec![PageCheck::not_done(PageFlag::NotChecked); pages as usize],
            inspected,
        }
    }

    /// A page that brings a decoder down is one that was not checked, and with it the others of its share.
    fn checked(&self, share: Share, check: Check) -> Vec<PageCheck> {
        if share.first >= self.checks.len() {
            return Vec::new();
        }
        unbroken(|| check(self.path, share).unwrap_or_default()).unwrap_or_default()
    }

    fn put(&mut self, share: Share, checks: &[PageCheck]) {
        let places = self.checks.iter_mut().skip(share.first).step_by(share.step);
        for (place, check) in places.zip(checks) {
            place.clone_from(check);
        }
    }
}
