//! Keys on tokens, through the maker's PKCS#11 library. Nothing is started before somebody asks; a PIN is tried once.

mod fault;
mod library;
mod objects;
mod signing;

use std::path::Path;

use cryptoki::error::Error;
use cryptoki::session::{Session, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use cryptoki::types::AuthPin;

use self::fault::{fault, is_other_way};
use self::library::Library;
use self::objects::{Held, Private, certificates, privates};
use self::signing::{Way, as_cms};
use super::leaf::{self, Leaf};
use super::{Scheme, SigningKey, Wish};
use crate::domain::signing::{Certificate, FoundKey, KeyPlace, PinEntry, SignFault, TriesLeft};
use crate::domain::time::Moment;
use crate::domain::viet::tidy;

/// A token that is in its slot and set up.
struct Present {
    slot: Slot,
    info: TokenInfo,
    /// How it is called among the tokens of its library.
    label: String,
}

/// Tokens of a library, slots without one or with one that was never set up left out.
fn present(library: &Library) -> Result<Vec<Present>, SignFault> {
    let slots = library
        .calls
        .get_slots_with_token()
        .map_err(|error| fault(&error))?;
    let mut all: Vec<Present> = Vec::new();
    for slot in slots {
        // Pulled out meanwhile, or a card that is no signing card.
        let Ok(info) = library.calls.get_token_info(slot) else {
            continue;
        };
        if info.token_initialized() {
            let label = name(&info);
            all.push(Present { slot, info, label });
        }
    }
    let labels: Vec<String> = all.iter().map(|it| it.label.clone()).collect();
    for it in &mut all {
        if labels.iter().filter(|label| **label == it.label).count() > 1 {
            it.label = format!("{} ({})", it.label, tidy(it.info.serial_number()));
        }
    }
    Ok(all)
}

/// The label, else the model, else the number. Drivers pad them with blanks or zeros.
fn name(info: &TokenInfo) -> String {
    [info.label(), info.model(), info.serial_number()]
        .into_iter()
        .map(tidy)
        .find(|it| !it.is_empty())
        .unwrap_or_default()
}

fn tries(info: &TokenInfo) -> TriesLeft {
    if info.user_pin_locked() {
        TriesLeft::Locked
    } else if info.user_pin_final_try() {
        TriesLeft::Last
    } else if info.user_pin_count_low() {
        TriesLeft::Few
    } else {
        TriesLeft::Many
    }
}

fn pin_entry(info: &TokenInfo) -> PinEntry {
    if !info.login_required() {
        PinEntry::No
    } else if info.protected_authentication_path() {
        PinEntry::OnDevice
    } else {
        PinEntry::Typed
    }
}

/// The keys of one library's tokens, as far as they show before the PIN.
pub(super) fn find(path: &Path) -> Result<Vec<FoundKey>, SignFault> {
    let library = Library::start(path)?;
    let mut found = Vec::new();
    for token in present(&library)? {
        let key = |certificate| FoundKey {
            place: KeyPlace::Token {
                library: path.to_path_buf(),
                slot: Some(token.label.clone()),
            },
            device: token.label.clone(),
            certificate,
            tries: tries(&token.info),
            pin: pin_entry(&token.info),
        };
        let held = library.calls.open_ro_session(token.slot);
        let held = held
            .and_then(|session| certificates(&session))
            .unwrap_or_default();
        let signers = held.into_iter().filter(|it| !it.leaf.is_authority());
        let before = found.len();
        found.extend(signers.map(|it| key(Some(it.leaf.shown))));
        if found.len() == before {
            found.push(key(None));
        }
    }
    Ok(found)
}

fn choose(all: Vec<Present>, wanted: Option<&str>) -> Result<Present, SignFault> {
    let mut fitting: Vec<Present> = match wanted.map(tidy) {
        None => all,
        Some(wanted) => all
            .into_iter()
            .filter(|it| {
                it.label == wanted || name(&it.info) == wanted || it.info.serial_number().trim() == wanted
            })
            .collect(),
    };
    if fitting.len() > 1 {
        return Err(SignFault::SeveralKeys(
            fitting.into_iter().map(|it| it.label).collect(),
        ));
    }
    fitting.pop().ok_or(SignFault::NoDevice)
}

/// Opens a key on a token. The session lasts as long as the key.
pub(super) fn open(
    (path, slot): (&Path, Option<&str>),
    wish: &Wish,
    pin: &str,
    now: Moment,
) -> Result<TokenKey, SignFault> {
    let library = Library::start(path)?;
    let token = choose(present(&library)?, slot)?;
    let session = library
        .calls
        .open_ro_session(token.slot)
        .map_err(|error| fault(&error))?;
    let pin = log_in(&library, &session, (&token, pin))?;
    let pairs = pairs(&session).map_err(|error| fault(&error))?;
    let (fitting, others): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(_, key)| key.is_some());
    let keys: Vec<(Vec<u8>, Private)> = fitting
        .iter()
        .filter_map(|(held, key)| Some((held.leaf.der.clone(), key.clone()?)))
        .collect();
    let leaf = leaf::choose(
        fitting.into_iter().map(|(held, _)| held.leaf).collect(),
        wish.serial.as_deref(),
        now,
    )?;
    let key = keys.into_iter().find(|(der, _)| *der == leaf.der);
    let (_, key) = key.ok_or(SignFault::NoKey)?;
    let others: Vec<Leaf> = others.into_iter().map(|(held, _)| held.leaf).collect();
    // Without a list all ways are tried.
    let known = library.calls.get_mechanism_list(token.slot).unwrap_or_default();
    let scheme = leaf.public.scheme(wish.pss)?;
    Ok(TokenKey {
        ways: Way::all(scheme, &known, key.asks_always),
        scheme,
        chain: leaf::chain(&leaf, &others),
        leaf,
        pin: pin.filter(|_| key.asks_always),
        key,
        session,
        slot: token.slot,
        library,
    })
}

/// Gives the PIN, once. A token that is locked, or a PIN that cannot be one, is not tried at all.
fn log_in(
    library: &Library,
    session: &Session,
    (token, pin): (&Present, &str),
) -> Result<Option<AuthPin>, SignFault> {
    let info = &token.info;
    if info.user_pin_locked() {
        return Err(SignFault::Locked);
    }
    let pin = match pin_entry(info) {
        PinEntry::No => return Ok(None),
        PinEntry::OnDevice => None,
        PinEntry::Typed if cannot_be(pin, info) => return Err(SignFault::WrongPin(tries(info))),
        PinEntry::Typed => Some(AuthPin::new(pin.into())),
    };
    session.login(UserType::User, pin.as_ref()).map_err(|error| {
        // What the token says of itself now is newer than what it said before.
        let left = library
            .calls
            .get_token_info(token.slot)
            .map_or(TriesLeft::Many, |it| tries(&it));
        match fault(&error) {
            SignFault::WrongPin(_) if left == TriesLeft::Locked => SignFault::Locked,
            SignFault::WrongPin(_) => SignFault::WrongPin(left),
            _ if !is_there(library, token.slot) => SignFault::PulledOut,
            other => other,
        }
    })?;
    Ok(pin)
}

/// Shorter or longer than any PIN of this token, or nothing at all.
fn cannot_be(pin: &str, info: &TokenInfo) -> bool {
    let (least, most) = (info.min_pin_length(), info.max_pin_length());
    pin.is_empty() || pin.len() < least || (most >= least.max(4) && pin.len() > most)
}

fn is_there(library: &Library, slot: Slot) -> bool {
    library
        .calls
        .get_slot_info(slot)
        .is_ok_and(|it| it.token_present())
}

/// Every certificate, with its key where the token has it.
fn pairs(session: &Session) -> Result<Vec<(Held, Option<Private>)>, Error> {
    let keys = privates(session)?;
    let held = certificates(session)?;
    let pair = |held: Held| {
        let key = keys.iter().find(|key| key.is_of(&held)).cloned();
        (held, key)
    };
    Ok(held.into_iter().map(pair).collect())
}

/// A key on a token. Fields are dropped in this order: the session ends before the library stops.
pub(super) struct TokenKey {
    ways: Vec<Way>,
    scheme: Scheme,
    chain: Vec<Vec<u8>>,
    leaf: Leaf,
    key: Private,
    /// Kept only where the key wants it again; `None` = it does not, or the PIN is typed on the device.
    pin: Option<AuthPin>,
    session: Session,
    slot: Slot,
    library: Library,
}

impl TokenKey {
    fn try_way(&self, way: Way, message: &[u8]) -> Result<Vec<u8>, Error> {
        let again = || self.session.login(UserType::ContextSpecific, self.pin.as_ref());
        let again: Option<&dyn Fn() -> Result<(), Error>> =
            if self.key.asks_always { Some(&again) } else { None };
        way.sign((&self.session, self.key.handle), message, again)
    }
}

impl SigningKey for TokenKey {
    fn chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn certificate(&self) -> &Certificate {
        &self.leaf.shown
    }

    fn scheme(&self) -> Scheme {
        self.scheme
    }

    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>, SignFault> {
        let mut refused = SignFault::KeyKind(format!("{:?}", self.scheme));
        for (place, way) in self.ways.clone().into_iter().enumerate() {
            match self.try_way(way, message) {
                Ok(signature) => {
                    // The next signatures of a batch begin with what worked.
                    self.ways.swap(0, place);
                    return as_cms(self.scheme, signature)
                        .filter(|it| self.leaf.public.fits(self.scheme, message, it))
                        .ok_or_else(|| {
                            SignFault::Device("the signature is not the certificate's".to_owned())
                        });
                }
                Err(error) if is_other_way(&error) => refused = SignFault::Device(error.to_string()),
                // Many libraries say something vague of a token that is gone.
                Err(_) if !is_there(&self.library, self.slot) => return Err(SignFault::PulledOut),
                Err(error) => return Err(fault(&error)),
            }
        }
        Err(refused)
    }
}

impl Drop for TokenKey {
    fn drop(&mut self) {
        // The session ends next; a token that is gone has logged out by itself.
        let _ = self.session.logout();
    }
}
