//! Runs the full-screen desk on a folder until the officer leaves.

use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use anyhow::Context as _;

use crate::app::effect::Effect;
use crate::app::model::{Layer, Model};
use crate::app::msg::{Msg, Ticket};
use crate::app::update::{Start, boot, update};
use crate::desk::flight::{self, Recorder};
use crate::desk::hands::Hands;
use crate::desk::input::{Inbound, listen};
use crate::desk::jobs::due_copies;
use crate::desk::terminal::Screen;
use crate::desk::turn::{Woken, wait};
use crate::desk::watch::watch;
use crate::desk::workers::Workers;
use crate::desk::{log, panic, start};
use crate::domain::time::Moment;
use crate::store::marked;
use crate::ui::Look;

/// Keyboard or screen is not a terminal.
#[derive(Debug, thiserror::Error)]
#[error("not a terminal")]
pub struct NotATerminal;

/// Opens the desk full screen and comes back when the officer has left. `log` is the folder of the technical log.
pub fn run(
    model: Model,
    hands: Arc<Hands>,
    (start, look, log): (Start, Look, PathBuf),
) -> anyhow::Result<()> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(NotATerminal.into());
    }
    let flight = Recorder::default();
    panic::install_hook(log.clone(), hands.clock, flight.clone());
    note(&log, &hands, concat!("start ", env!("CARGO_PKG_VERSION")));
    let (send, inbox) = channel();
    let screen = Screen::enter().context("entering full screen")?;
    let workers = Workers::start(&hands, &send);
    let mut desk = Desk {
        model,
        hands,
        workers,
        look,
        screen,
        flight,
        log,
    };
    listen(&send);
    let tray = send.clone();
    watch(&desk.hands, move |msg| tray.send(Inbound::Msg(msg)).is_ok());
    // Whatever happened to the screen: what was handed to the writer is written.
    let ended = catch_unwind(AssertUnwindSafe(|| desk.until_left(start, (&send, &inbox))));
    let Desk {
        hands,
        workers,
        screen,
        log,
        ..
    } = desk;
    workers.finish();
    drop(screen);
    let ended = ended.unwrap_or_else(|panic| resume_unwind(panic));
    hands.leave();
    note(&log, &hands, "end");
    ended
}

/// A line in the log; where it cannot be written the desk works on.
fn note(log: &Path, hands: &Hands, line: &str) {
    let _ = log::append(log, hands.clock.now(), line);
}

/// The setting that changes how the screen looks at once.
const THEME: &str = "theme";

/// How often it is looked whether the day's copy is due.
const BETWEEN_COPIES_MS: i64 = 3_600_000;

struct Desk {
    model: Model,
    hands: Arc<Hands>,
    workers: Workers,
    look: Look,
    screen: Screen,
    flight: Recorder,
    log: PathBuf,
}

impl Desk {
    fn until_left(
        &mut self,
        start: Start,
        (_send, inbox): (&Sender<Inbound>, &Receiver<Inbound>),
    ) -> anyhow::Result<()> {
        let size = self.screen.terminal.size().context("asking the window's size")?;
        self.model.cx.size = (size.width, size.height);
        self.model.cx.now = self.hands.clock.now();
        let effects = boot(&mut self.model, start);
        if self.perform(effects) {
            return Ok(());
        }
        self.draw()?;
        // Not before the officer sees something: it opens the folder once more.
        let mut copied_at = self.copy_if_due();
        loop {
            self.draw()?;
            if self.hands.clock.now().0 - copied_at.0 > BETWEEN_COPIES_MS {
                copied_at = self.copy_if_due();
            }
            let messages = match wait(inbox, self.until_next_minute()) {
                Woken::Messages(messages) => messages,
                Woken::Idle => vec![Inbound::Msg(Msg::Minute(self.hands.clock.now()))],
                Woken::Closed => return Ok(()),
            };
            for message in messages {
                let Inbound::Msg(msg) = message else {
                    self.screen.suspend().context("coming back")?;
                    continue;
                };
                if let Msg::Resize(columns, rows) = msg {
                    self.screen.repaint(columns, rows).context("repainting")?;
                }
                self.record(&msg);
                let effects = update(&mut self.model, msg);
                if self.perform(effects) {
                    return Ok(());
                }
            }
        }
    }

    /// Remembers the message's kind, and logs a fault of the machine.
    fn record(&self, msg: &Msg) {
        let screen = self.model.top().map_or("none", Layer::name);
        self.flight.note(self.hands.clock.now(), screen, msg);
        if let Some(code) = flight::fault(msg) {
            note(&self.log, &self.hands, &format!("fault {code} on {screen}"));
        }
    }

    /// Sends each effect on its way; true = leave.
    fn perform(&mut self, effects: Vec<Effect>) -> bool {
        let mut leave = false;
        for effect in effects {
            leave |= effect == Effect::Quit;
            if let Effect::KeepLocal { key, value, .. } = &effect
                && key == THEME
            {
                self.look = start::look(value);
            }
            self.workers.send(effect);
        }
        leave
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        marked::point("frame");
        let (model, look) = (&self.model, &self.look);
        self.screen
            .terminal
            .draw(|frame| super::draw(model, look, frame))
            .context("drawing")?;
        Ok(())
    }

    /// Starts the day's copies in the background, where they are due; answers when it looked.
    fn copy_if_due(&self) -> Moment {
        for job in due_copies(&self.hands) {
            self.workers.send(Effect::Start(Ticket::default(), job));
        }
        self.hands.clock.now()
    }

    /// The clock on the screen has no seconds: sleep until the next minute begins.
    fn until_next_minute(&self) -> Duration {
        let now = self.hands.clock.now().0;
        Duration::from_millis(u64::try_from(60_000 - now.rem_euclid(60_000)).unwrap_or(60_000))
    }
}
