//! The makers' libraries. One is loaded once and stays; it is started when it is needed and stopped when nobody needs it
//! any more, so that a token put in meanwhile is seen.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};

use super::fault::fault;
use crate::domain::signing::SignFault;

struct Loaded {
    library: Pkcs11,
    users: usize,
    /// Somebody else in this process started it, and stops it.
    is_others: bool,
}

static LOADED: Mutex<BTreeMap<PathBuf, Loaded>> = Mutex::new(BTreeMap::new());

fn loaded() -> MutexGuard<'static, BTreeMap<PathBuf, Loaded>> {
    LOADED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A started library. The last one to be dropped stops it.
pub(super) struct Library {
    path: PathBuf,
    pub(super) calls: Pkcs11,
}

impl Library {
    /// Loads and starts it, unless it runs already.
    pub(super) fn start(path: &Path) -> Result<Self, SignFault> {
        if !path.is_file() {
            return Err(SignFault::Library(format!("{}: no such file", path.display())));
        }
        let path = path
            .canonicalize()
            .map_err(|error| SignFault::Library(format!("{}: {error}", path.display())))?;
        let mut all = loaded();
        if !all.contains_key(&path) {
            let library = Pkcs11::new(&path).map_err(|error| SignFault::Library(error.to_string()))?;
            let entry = Loaded {
                library,
                users: 0,
                is_others: false,
            };
            all.insert(path.clone(), entry);
        }
        let entry = all.get_mut(&path).ok_or(SignFault::NoDevice)?;
        if entry.users == 0 {
            entry.is_others = !initialize(&entry.library)?;
        }
        entry.users += 1;
        let calls = entry.library.clone();
        drop(all);
        Ok(Self { path, calls })
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        let mut all = loaded();
        let Some(entry) = all.get_mut(&self.path) else {
            return;
        };
        entry.users -= 1;
        if entry.users == 0 && !entry.is_others {
            // A library that cannot even stop is not asked again before the next start.
            let _ = entry.library.clone().finalize();
        }
    }
}

/// True if it was started by us.
fn initialize(library: &Pkcs11) -> Result<bool, SignFault> {
    let with = |flags| library.initialize(CInitializeArgs::new(flags));
    let started = match with(CInitializeFlags::OS_LOCKING_OK) {
        // Old libraries know no locks. One job at a time asks them anyway.
        Err(Error::Pkcs11(RvError::CantLock | RvError::ArgumentsBad, _)) => with(CInitializeFlags::empty()),
        other => other,
    };
    match started {
        Ok(()) => Ok(true),
        Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(false),
        Err(error) => Err(match fault(&error) {
            SignFault::Device(why) => SignFault::Library(why),
            other => other,
        }),
    }
}
