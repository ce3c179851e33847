//! What a device is asked for: the profile's figures, taken from what the device offers.

use super::offered::{Offered, Values, number};
use super::{Area, Feed, Paper, ScanFault, ScanProfile};

/// How the device is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Options for `scanimage`, in their order: the source of paper first, because others depend on it.
    pub args: Vec<String>,
    /// Only one page: on the glass nothing says when there is no more.
    pub one_page: bool,
    /// Both sides of every sheet come.
    pub both_sides: bool,
}

/// Chooses source, mode, resolution and size.
pub fn plan(offered: &Offered, profile: ScanProfile, paper: Paper) -> Result<Plan, ScanFault> {
    let mut plan = Plan {
        args: Vec::new(),
        one_page: false,
        both_sides: paper.feed == Some(Feed::Duplex),
    };
    source(offered, paper.feed, &mut plan)?;
    mode(offered, profile, &mut plan)?;
    if words(offered, "depth").contains(&"8") {
        set(&mut plan, "depth", "8");
    }
    for name in ["resolution", "x-resolution", "y-resolution"] {
        if let Some(dpi) = offered
            .active(name)
            .and_then(|option| nearest(&option.values, profile.dpi()))
        {
            set(&mut plan, name, &dpi.to_string());
        }
    }
    size(
        offered,
        if profile.is_whole() {
            Area::Whole
        } else {
            paper.area
        },
        &mut plan,
    );
    Ok(plan)
}

fn set(plan: &mut Plan, name: &str, value: &str) {
    let dashes = if name.len() == 1 { "-" } else { "--" };
    if name.len() == 1 {
        plan.args.extend([format!("{dashes}{name}"), value.to_owned()]);
    } else {
        plan.args.push(format!("{dashes}{name}={value}"));
    }
}

/// The words an active option may be; none where it is no list.
fn words<'a>(offered: &'a Offered, name: &str) -> Vec<&'a str> {
    let values = offered.active(name).map(|option| &option.values);
    list(values)
}

fn list(values: Option<&Values>) -> Vec<&str> {
    match values {
        Some(Values::List(words)) => words.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// What a backend's word for a source means. Films, cards and the backs alone are none of ours.
fn feed_of(word: &str) -> Option<Feed> {
    let word = word.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["card", "transparen", "negative", "slide", "film", "tpu", "tma"]) {
        return None;
    }
    if has(&["duplex", "both side", "double-sided", "two-sided"]) {
        return Some(Feed::Duplex);
    }
    if has(&["back", "rear"]) {
        return None;
    }
    if has(&["adf", "feeder", "sheetfed"]) {
        return Some(Feed::Feeder);
    }
    has(&["flatbed", "platen", "document table", "normal", "fb"]).then_some(Feed::Flatbed)
}

fn source(offered: &Offered, wanted: Option<Feed>, plan: &mut Plan) -> Result<(), ScanFault> {
    let sources = words(offered, "source");
    let of = |feed| sources.iter().copied().find(|word| feed_of(word) == Some(feed));
    let feed = wanted
        .or_else(|| of(Feed::Feeder).map(|_| Feed::Feeder))
        .or_else(|| of(Feed::Flatbed).map(|_| Feed::Flatbed));
    plan.one_page = feed.is_none_or(|feed| feed == Feed::Flatbed);
    let Some(feed) = feed else { return Ok(()) };
    if let Some(word) = of(feed) {
        set(plan, "source", word);
        return if feed == Feed::Feeder {
            sides(offered, false, plan)
        } else {
            Ok(())
        };
    }
    match (feed, sources.is_empty(), of(Feed::Feeder)) {
        // A device with one way in does not name it.
        (Feed::Flatbed | Feed::Feeder, true, _) => Ok(()),
        (Feed::Duplex, true, _) => sides(offered, true, plan),
        (Feed::Duplex, false, Some(word)) => {
            set(plan, "source", word);
            sides(offered, true, plan)
        }
        _ => Err(ScanFault::NoFeed(feed)),
    }
}

/// Where both sides are a switch of the feeder's own. It comes alive with the source, so it need not be active yet.
fn sides(offered: &Offered, both: bool, plan: &mut Plan) -> Result<(), ScanFault> {
    let modes = list(offered.option("adf-mode").map(|option| &option.values));
    let wanted = if both { "duplex" } else { "simplex" };
    if let Some(mode) = modes.iter().find(|mode| mode.to_lowercase().contains(wanted)) {
        set(plan, "adf-mode", mode);
        return Ok(());
    }
    let is_flag = offered
        .option("duplex")
        .is_some_and(|option| option.values == Values::Flag);
    match (is_flag, both) {
        (true, _) => {
            set(plan, "duplex", if both { "yes" } else { "no" });
            Ok(())
        }
        (false, true) => Err(ScanFault::NoFeed(Feed::Duplex)),
        (false, false) => Ok(()),
    }
}

/// Neither dots in place of grey nor more bits than a page has.
const NO_MODE: [&str; 6] = ["dither", "halftone", "diffusion", "lineart", "48", "16 bit"];

fn mode(offered: &Offered, profile: ScanProfile, plan: &mut Plan) -> Result<(), ScanFault> {
    let modes = words(offered, "mode");
    if modes.is_empty() {
        return Ok(());
    }
    let find = |parts: [&str; 2]| {
        let fits = |mode: &&&str| {
            let low = mode.to_lowercase();
            parts.iter().any(|part| low.contains(part)) && !NO_MODE.iter().any(|not| low.contains(not))
        };
        // The plain word before `Gray[Error Diffusion]`, `24bit Color[Fast]` and their kind.
        modes.iter().filter(fits).min_by_key(|mode| mode.len()).copied()
    };
    let colour = find(["color", "colour"]);
    let chosen = if profile.is_colour() {
        colour
    } else {
        find(["gray", "grey"]).or(colour)
    };
    match chosen {
        Some(word) => set(plan, "mode", word),
        None if profile.is_colour() => return Err(ScanFault::NoColour),
        None => {}
    }
    Ok(())
}

/// The wanted resolution, else the next finer one, else the finest: what is too coarse is said of each page later.
fn nearest(values: &Values, wanted: u32) -> Option<u32> {
    match values {
        Values::Range { least, most, .. } => whole(f64::from(wanted).clamp(*least, *most)),
        Values::List(words) => {
            let mut offered: Vec<u32> = words
                .iter()
                .filter_map(|word| number(word).and_then(|(dpi, _)| whole(dpi)))
                .collect();
            offered.sort_unstable();
            let finer = offered.iter().find(|dpi| **dpi >= wanted);
            finer.or(offered.last()).copied()
        }
        Values::Flag | Values::Other => None,
    }
}

/// A sound number of dots; 0 and what no device has are none.
fn whole(dpi: f64) -> Option<u32> {
    format!("{dpi:.0}").parse().ok().filter(|dpi| *dpi > 0)
}

/// The page is as large as that, or as the device reaches. Without it many scan a smaller area, or their whole length.
fn size(offered: &Offered, area: Area, plan: &mut Plan) {
    let (wide, high) = area.size();
    let names = [
        ("page-width", wide),
        ("page-height", high),
        ("x", wide),
        ("y", high),
    ];
    for (name, wanted) in names {
        let Some(Values::Range { least, most, unit }) = offered.active(name).map(|option| &option.values)
        else {
            continue;
        };
        if unit == "mm" && *most > 0.0 {
            set(plan, name, &wanted.clamp(*least, *most).to_string());
        }
    }
}
