//! What lies on a token: certificates, and the private keys that belong to them.

use cryptoki::error::Error;
use cryptoki::object::{Attribute, AttributeType, CertificateType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use rsa::traits::PublicKeyParts as _;

use crate::sign::key::leaf::Leaf;
use crate::sign::key::public::Public;

/// A certificate on a token.
pub(super) struct Held {
    pub(super) id: Vec<u8>,
    pub(super) leaf: Leaf,
}

/// A private key on a token.
#[derive(Debug, Clone)]
pub(super) struct Private {
    pub(super) handle: ObjectHandle,
    /// It wants the PIN again before each signature.
    pub(super) asks_always: bool,
    id: Vec<u8>,
    kind: Option<KeyType>,
    modulus: Option<Vec<u8>>,
}

/// The certificates that can be read now: a token may hide some until its PIN was given.
pub(super) fn certificates(session: &Session) -> Result<Vec<Held>, Error> {
    let found = session.find_objects(&[
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
    ])?;
    let mut all = Vec::new();
    for handle in found {
        let (mut id, mut leaf) = (Vec::new(), None);
        for attribute in session.get_attributes(handle, &[AttributeType::Id, AttributeType::Value])? {
            match attribute {
                Attribute::Id(it) => id = it,
                Attribute::Value(der) => leaf = Leaf::read(&der),
                _ => {}
            }
        }
        all.extend(leaf.map(|leaf| Held { id, leaf }));
    }
    // A token gives its objects in any order; people see them in one.
    all.sort_by_cached_key(|held| (held.leaf.shown.owner.clone(), held.leaf.shown.serial.clone()));
    Ok(all)
}

/// The private keys, visible after the PIN.
pub(super) fn privates(session: &Session) -> Result<Vec<Private>, Error> {
    let mut all = Vec::new();
    for handle in session.find_objects(&[Attribute::Class(ObjectClass::PRIVATE_KEY)])? {
        let mut key = Private {
            handle,
            asks_always: false,
            id: Vec::new(),
            kind: None,
            modulus: None,
        };
        let wanted = [
            AttributeType::Id,
            AttributeType::KeyType,
            AttributeType::Modulus,
            AttributeType::AlwaysAuthenticate,
        ];
        for attribute in wanted {
            // One at a time: some libraries refuse the whole list for one attribute that a kind of key does not have.
            let answer = session.get_attributes(handle, &[attribute]);
            match answer.ok().and_then(|mut it| it.pop()) {
                Some(Attribute::Id(id)) => key.id = id,
                Some(Attribute::KeyType(kind)) => key.kind = Some(kind),
                Some(Attribute::Modulus(modulus)) if !modulus.is_empty() => key.modulus = Some(modulus),
                Some(Attribute::AlwaysAuthenticate(flag)) => key.asks_always = flag,
                _ => {}
            }
        }
        all.push(key);
    }
    Ok(all)
}

impl Private {
    /// True if the certificate is this key's: by their common id, by the number itself where the token has no ids. A
    /// number that can be read and is another one decides against it.
    pub(super) fn is_of(&self, held: &Held) -> bool {
        let kind = match held.leaf.public {
            Public::Rsa { .. } => Some(KeyType::RSA),
            Public::P256(_) | Public::P384(_) => Some(KeyType::EC),
            Public::Other(_) => None,
        };
        if self.kind.is_some() && kind.is_some() && self.kind != kind {
            return false;
        }
        match (&self.modulus, &held.leaf.public) {
            (Some(modulus), Public::Rsa { key, .. }) => rsa::BigUint::from_bytes_be(modulus) == *key.n(),
            _ => !self.id.is_empty() && self.id == held.id,
        }
    }
}
