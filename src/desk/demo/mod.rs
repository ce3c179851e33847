//! The four stages of the letter, played key by key on a fresh practice desk: the same update, hands and views as the
//! full-screen desk. Each scene must end with the words it promises, or the play stops and shows what stood there.

mod summary;
pub mod text;

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context as _, anyhow, bail};

use crate::app::key::parse_keys;
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::app::update::Start;
use crate::desk::clock::Clock;
use crate::desk::hands::Hands;
use crate::desk::machine::Machine;
use crate::desk::random::SystemIds;
use crate::desk::{context, draw, practice};
use crate::domain::act::{Act, Request};
use crate::domain::officer::Role;
use crate::domain::time::Moment;
use crate::store::Store;
use crate::ui::Look;
use crate::ui::picture::{self, Picture};

use text::{DAY, SCENES, Scene};

/// Where the scans lie, inside the play's folder.
const SCANS: &str = "scan";
/// Where the screens lie as text, inside the play's folder.
const SCREENS: &str = "screens";
/// When the desk is founded.
const FOUNDED: &str = "08:30:00";
/// The office's own place, so that only the hamlet is typed.
const OFFICE: [(&str, &str); 3] = [
    ("default_province", "52"),
    ("default_district", "542"),
    ("default_commune", "21622"),
];

/// The scans that ship with the program.
const SAMPLES: [(&str, &[u8]); 3] = [
    (
        "to_khai_1.jpg",
        include_bytes!("../../../assets/samples/to_khai_1.jpg"),
    ),
    (
        "to_khai_2.jpg",
        include_bytes!("../../../assets/samples/to_khai_2.jpg"),
    ),
    (
        "ket_qua.pdf",
        include_bytes!("../../../assets/samples/ket_qua.pdf"),
    ),
];

/// Plays in `folder`, which must be empty, and prints each screen to `out`. The folder is a desk's folder afterwards,
/// with the receipt, the result, the screens and `summary.json` beside the database.
pub fn play(folder: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    if fs::read_dir(folder)?.next().is_some() {
        bail!(text::not_empty(&folder.display().to_string()));
    }
    let mut stage = Stage::set(folder)?;
    for (number, scene) in SCENES.iter().enumerate() {
        stage.play(scene)?;
        let screen = stage.screen();
        writeln!(
            out,
            "{}\n{screen}\n",
            text::title(number + 1, scene.name, scene.at)
        )?;
        let file = format!("{SCREENS}/{:02}-{}.txt", number + 1, scene.name);
        fs::write(folder.join(&file), screen + "\n")?;
        fs::write(folder.join(&file).with_extension("svg"), stage.picture().svg())?;
        stage.screens.push(file);
    }
    summary::leave(&stage)
}

/// The desk that is played at.
struct Stage {
    folder: PathBuf,
    clock: &'static AtomicI64,
    machine: Machine,
    screens: Vec<String>,
}

impl Stage {
    fn set(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder.join(SCANS))?;
        fs::create_dir_all(folder.join(SCREENS))?;
        let founded = moment(FOUNDED)?;
        let mut store = practice::create(folder, founded, Box::new(SystemIds))?;
        furnish(&mut store, folder, founded)?;
        // Told by hand until the program ends: one play, one clock.
        let clock: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(founded.0)));
        let told = Clock::Told(clock);
        let hands = Hands::new(folder.to_owned(), Some(store), told);
        let hands = Arc::new(hands.patient_for(Duration::ZERO));
        let model = Model::new(context(told, true), Keymap::default());
        Ok(Self {
            folder: folder.to_owned(),
            clock,
            machine: Machine::boot(model, hands, Start::Desk),
            screens: Vec::new(),
        })
    }

    fn play(&mut self, scene: &Scene) -> anyhow::Result<()> {
        let at = moment(scene.at)?;
        for name in scene.scans {
            self.scan(name, at)?;
        }
        self.clock.store(at.0, Ordering::Relaxed);
        let keys = parse_keys(scene.keys).map_err(|_| anyhow!("keys of {}", scene.name))?;
        for key in keys {
            self.machine.press(key);
        }
        let screen = self.screen();
        if screen.contains(scene.sees) {
            return Ok(());
        }
        bail!(text::wrong_screen(scene.name, scene.sees, &screen))
    }

    /// The scanner writes a file.
    fn scan(&self, name: &str, at: Moment) -> anyhow::Result<()> {
        let found = SAMPLES.iter().find(|(known, _)| *known == name);
        let (_, bytes) = found.ok_or_else(|| anyhow!("no sample {name}"))?;
        let path = self.folder.join(SCANS).join(name);
        fs::write(&path, bytes)?;
        let since = Duration::from_millis(u64::try_from(at.0)?);
        File::options()
            .write(true)
            .open(&path)?
            .set_modified(UNIX_EPOCH + since)?;
        Ok(())
    }

    /// The screen in colour, for the README's pictures.
    fn picture(&self) -> Picture {
        let (model, look) = (&self.machine.model, Look::default());
        picture::draw(80, 24, &look, |frame, _| draw(model, &look, frame))
    }

    fn screen(&self) -> String {
        let model = &self.machine.model;
        picture::screen(|frame, _| draw(model, &Look::SKETCH, frame), 80, 24)
    }
}

/// The office's place, the scan folder, and no printer: what is printed is only shown to nobody.
fn furnish(store: &mut Store, folder: &Path, now: Moment) -> anyhow::Result<()> {
    let officers = store.officers().map_err(|why| anyhow!("{why:?}"))?;
    let administrator = officers.iter().find(|it| it.roles.has(Role::Administrator));
    let actor = administrator.ok_or_else(|| anyhow!("no administrator"))?.id;
    for (key, value) in OFFICE {
        let act = Act::SetSetting {
            key: key.to_owned(),
            value: value.to_owned(),
        };
        let request = Request {
            actor,
            approval: None,
            act,
        };
        store.transact(&request, now).map_err(|why| anyhow!("{why:?}"))?;
    }
    let scans = folder.join(SCANS);
    let local = [
        ("scan_folder", scans.to_string_lossy().into_owned()),
        ("printer", "-".to_owned()),
        ("viewer", "true".to_owned()),
    ];
    for (key, value) in local {
        store.keep_local(key, &value).map_err(|why| anyhow!("{why:?}"))?;
    }
    Ok(())
}

fn moment(time: &str) -> anyhow::Result<Moment> {
    Moment::from_rfc3339(&format!("{DAY}T{time}+07:00")).ok_or_else(|| anyhow!("no time {time}"))
}

#[cfg(test)]
mod tests;
