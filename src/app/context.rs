//! What every screen may look at while it updates. No clock, no disk: values that came in through messages.

use std::path::PathBuf;

use crate::app::msg::{FolderHeld, Ticket};
use crate::app::scanning::Running;
use crate::domain::draft::Draft;
use crate::domain::ids::{DossierId, IdSource, OfficerId};
use crate::domain::moves::Actor;
use crate::domain::officer::{Officer, Roles};
use crate::domain::query::{Filter, Queue};
use crate::domain::settings::Settings;
use crate::domain::signing::KeyPlace;
use crate::domain::signing::look::SignLook;
use crate::domain::tally::{Column, Month};
use crate::domain::time::Moment;

/// The desk as the screens know it.
pub struct Context {
    /// The last minute that came in; never the time of an act.
    pub now: Moment,
    /// Who is logged in.
    pub officer: Option<Officer>,
    /// Settings as last read.
    pub settings: Settings,
    /// Number of this desk.
    pub desk_no: u32,
    /// TẬP HUẤN.
    pub practice: bool,
    /// CHỈ XEM.
    pub read_only: bool,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// The reception in hand, shared by its five steps.
    pub draft: Option<Draft>,
    /// When the draft was last on disk.
    pub draft_saved: Option<Moment>,
    /// The scan that runs.
    pub scan: Option<Running>,
    /// Pages that wait in the tray, as last read.
    pub scans: u32,
    /// What keeps the scan folder from being taken in now.
    pub scan_folder: Option<FolderHeld>,
    /// What this officer looked at since he logged in.
    pub seen: Seen,
    /// Ids for new rows, seeded at the edge.
    pub ids: Box<dyn IdSource + Send>,
    /// Last ticket given.
    pub last_ticket: u64,
}

/// What a session remembers; forgotten when another officer logs in.
#[derive(Debug, Default)]
pub struct Seen {
    /// Dossiers opened, the last one first, each once, at most 9: id and how a list names it.
    pub dossiers: Vec<(DossierId, String)>,
    /// The dossier that was opened last, and when.
    pub opened: Option<(DossierId, Moment)>,
    /// How each queue's list was last filtered.
    pub filters: Vec<(Queue, Filter)>,
    /// Month, row and column of the monthly form.
    pub tally: Option<(Month, usize, Column)>,
    /// Where he looked for files last.
    pub folder: Option<PathBuf>,
    /// What he signed with last.
    pub signing: Option<SignedWith>,
}

/// A key and how its signatures looked; never its PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedWith {
    /// Where the key lies.
    pub place: KeyPlace,
    /// Serial number of its certificate, where the device showed it before the PIN.
    pub serial: Option<String>,
    /// The look that was chosen; `None` = only forms were signed.
    pub look: Option<SignLook>,
}

impl Seen {
    /// A dossier was opened.
    pub fn dossier(&mut self, id: DossierId, name: String) {
        self.dossiers.retain(|(other, _)| *other != id);
        self.dossiers.insert(0, (id, name));
        self.dossiers.truncate(9);
    }

    /// A queue's list shows this now.
    pub fn filter(&mut self, filter: &Filter) {
        if let Some(queue) = filter.queue {
            self.filters.retain(|(other, _)| *other != queue);
            self.filters.push((queue, filter.clone()));
        }
    }

    /// How the list of this queue was last filtered.
    pub fn filter_of(&self, queue: Queue) -> Option<Filter> {
        let found = self.filters.iter().find(|(other, _)| *other == queue);
        found.map(|(_, filter)| filter.clone())
    }
}

impl Context {
    /// A dossier's page is opened now.
    pub fn opens(&mut self, dossier: DossierId) {
        self.seen.opened = Some((dossier, self.now));
    }

    /// When this dossier was opened here: now, unless its page is open already.
    pub fn opened(&mut self, dossier: DossierId) -> Moment {
        match self.seen.opened {
            Some((open, at)) if open == dossier => at,
            Some(_) | None => {
                self.opens(dossier);
                self.now
            }
        }
    }

    /// A new ticket.
    pub fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        Ticket(self.last_ticket)
    }

    /// A new id.
    pub fn id(&mut self) -> uuid::Uuid {
        self.ids.next(self.now.0)
    }

    /// Who acts; nobody with no roles before login.
    pub fn actor(&self) -> Actor {
        match &self.officer {
            Some(officer) => Actor {
                id: officer.id,
                roles: officer.roles,
            },
            None => Actor {
                id: OfficerId::PROGRAM,
                roles: Roles::default(),
            },
        }
    }

    /// Where files were last looked for. Where scans come in by themselves the new ones are wanted, not those of a stick.
    pub fn last_folder(&self) -> Option<PathBuf> {
        let scanned = !self.settings.text("scan_folder").is_empty();
        self.seen.folder.clone().filter(|_| !scanned)
    }

    /// The draft in hand; a fresh one if there is none.
    pub fn draft_mut(&mut self) -> &mut Draft {
        let id = DossierId(self.ids.next(self.now.0));
        self.draft.get_or_insert_with(|| Draft::new(id))
    }
}
