//! Marked points: where tests let the program die or panic, to see what is left. Nothing happens there in a release.

/// Every marked point of the program, in the order in which they are met.
pub const POINTS: [&str; 27] = [
    "founded",
    "file-written",
    "file-named",
    "drafted",
    "tray",
    "assembling",
    "held",
    "signed",
    "checked",
    "appended",
    "applied",
    "before-commit",
    "after-commit",
    "emptied",
    "derived",
    "copy-written",
    "copy-named",
    "copy-unlisted",
    "copy-surplus",
    "brought",
    "reborn",
    "complete",
    "restored",
    "step-copied",
    "step-applied",
    "frame",
    "performing",
];

/// Dies here when a test named this point and how often to let it pass: `MOTCUA_CRASH_AT=appended#3`. With `!` after
/// it the thread panics instead. Not in release builds.
pub fn point(name: &'static str) {
    #[cfg(debug_assertions)]
    plan::pass(name);
    #[cfg(not(debug_assertions))]
    let _ = name;
}

#[cfg(debug_assertions)]
mod plan {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    struct Plan {
        point: String,
        passes: u32,
        panics: bool,
    }

    static PLAN: OnceLock<Option<Plan>> = OnceLock::new();
    static PASSED: AtomicU32 = AtomicU32::new(0);

    fn read() -> Option<Plan> {
        let text = std::env::var("MOTCUA_CRASH_AT").ok()?;
        let (point, passes) = text.split_once('#')?;
        Some(Plan {
            point: point.to_owned(),
            passes: passes.trim_end_matches('!').parse().ok()?,
            panics: passes.ends_with('!'),
        })
    }

    pub(super) fn pass(name: &'static str) {
        debug_assert!(super::POINTS.contains(&name), "{name} is not in the list");
        let Some(plan) = PLAN.get_or_init(read) else {
            return;
        };
        if plan.point != name || PASSED.fetch_add(1, Ordering::Relaxed) != plan.passes {
            return;
        }
        assert!(!plan.panics, "made for a test: 052090001234 Dinh Van Dat");
        std::process::abort();
    }
}
