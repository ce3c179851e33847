//! Reads what a device offers, as `scanimage -A` prints it. Every backend prints other options; nothing is assumed.

/// What an option may be set to.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// One of these words or numbers.
    List(Vec<String>),
    /// From the least to the most, in this unit (`dpi`, `mm`, `pel` or empty).
    Range { least: f64, most: f64, unit: String },
    /// `yes` or `no`.
    Flag,
    /// Anything else: never set by us.
    Other,
}

/// One option.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedOption {
    /// Its name without dashes; `x` and `y` are the size of the page.
    pub name: String,
    /// What it may be.
    pub values: Values,
    /// It can be set now; some come alive with the source of paper.
    pub active: bool,
}

/// Everything a device offers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offered(pub Vec<OfferedOption>);

impl Offered {
    /// The option of this name, if there is one.
    pub fn option(&self, name: &str) -> Option<&OfferedOption> {
        self.0.iter().find(|option| option.name == name)
    }

    /// The same, if it can be set now.
    pub fn active(&self, name: &str) -> Option<&OfferedOption> {
        self.option(name).filter(|option| option.active)
    }
}

/// Descriptions stand further in than the options they describe.
const DEEPEST: usize = 6;

/// Reads the whole text; lines that are no options are left out.
pub fn offered(text: &str) -> Offered {
    Offered(text.lines().filter_map(option).collect())
}

/// `    --resolution 1..1200dpi (in steps of 1) [50]`.
fn option(line: &str) -> Option<OfferedOption> {
    let shown = line.trim_start_matches(' ');
    if line.len() - shown.len() > DEEPEST {
        return None;
    }
    let bare = shown.strip_prefix("--").or_else(|| shown.strip_prefix('-'))?;
    let end = bare.find([' ', '[', '=']).unwrap_or(bare.len());
    let (name, rest) = bare.split_at(end);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name {
        return None;
    }
    let (spec, labels) = without_labels(rest.trim());
    Some(OfferedOption {
        name: name.to_owned(),
        values: values(spec),
        active: !labels
            .iter()
            .any(|label| matches!(*label, "inactive" | "read-only" | "hardware")),
    })
}

/// What stands in brackets behind the values: the value now, or why it cannot be set.
fn without_labels(spec: &str) -> (&str, Vec<&str>) {
    let mut rest = spec;
    let mut labels = Vec::new();
    while let Some(open) = rest.rfind(" [").or_else(|| rest.starts_with('[').then_some(0)) {
        let label = rest[open..].trim_start().strip_prefix('[');
        let Some(label) = label.and_then(|label| label.strip_suffix(']')) else {
            break;
        };
        if label.starts_with("=(") {
            break;
        }
        labels.push(label);
        rest = rest[..open].trim_end();
    }
    (rest, labels)
}

fn values(spec: &str) -> Values {
    if let Some(flag) = spec.strip_prefix("[=(") {
        return if flag.contains("yes|no") {
            Values::Flag
        } else {
            Values::Other
        };
    }
    let spec = spec.split(" (in steps of").next().unwrap_or(spec).trim();
    if spec.is_empty() || spec.starts_with('<') || spec.ends_with(",...") {
        return Values::Other;
    }
    range(spec).unwrap_or_else(|| Values::List(spec.split('|').map(|it| it.trim().to_owned()).collect()))
}

/// `1..1200dpi`, `auto|0..215.9mm`.
fn range(spec: &str) -> Option<Values> {
    let spec = spec.strip_prefix("auto|").unwrap_or(spec);
    let (least, most) = spec.split_once("..")?;
    let (most, unit) = number(most)?;
    let (least, rest) = number(least)?;
    let sound = rest.is_empty() && least <= most;
    sound.then(|| Values::Range {
        least,
        most,
        unit: unit.to_owned(),
    })
}

/// The number a text begins with, and the rest.
pub(super) fn number(text: &str) -> Option<(f64, &str)> {
    let end = text
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || (*at == 0 && *c == '-')))
        .map_or(text.len(), |(at, _)| at);
    let (number, rest) = text.split_at(end);
    let number: f64 = number.parse().ok()?;
    number.is_finite().then_some((number, rest))
}
