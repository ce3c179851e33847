//! An authority that hands out certificates to invented people, for whoever tests signatures.

use std::time::Duration;

use der::asn1::{Any, BitString, SetOfVec, UtcTime};
use der::{Decode as _, Encode as _, Tag};
use motcua::domain::time::Moment;
use p256::ecdsa::signature::Signer as _;
use pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _};
use spki::{AlgorithmIdentifierOwned, EncodePublicKey as _, SubjectPublicKeyInfoOwned};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages};
use x509_cert::ext::{AsExtension, Extensions};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate, TbsCertificate, Version};

/// A kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// RSA of so many bits; the keys are fixed, making them takes seconds.
    Rsa(usize),
    /// P-256, a new one each time.
    P256,
    /// P-384, a new one each time.
    P384,
}

/// A private key as PKCS#8, with its public half.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    /// PKCS#8 as DER.
    pub(crate) private: Vec<u8>,
    public: SubjectPublicKeyInfoOwned,
}

impl Pair {
    /// Makes a key, or takes the fixed one.
    pub(crate) fn new(kind: Kind) -> Self {
        let rng = &mut rand_core::OsRng;
        let (private, public) = match kind {
            Kind::Rsa(bits) => {
                let key = rsa::RsaPrivateKey::from_pkcs8_pem(&fixed(bits)).unwrap();
                (key.to_pkcs8_der(), key.to_public_key().to_public_key_der())
            }
            Kind::P256 => {
                let key = p256::SecretKey::random(rng);
                (key.to_pkcs8_der(), key.public_key().to_public_key_der())
            }
            Kind::P384 => {
                let key = p384::SecretKey::random(rng);
                (key.to_pkcs8_der(), key.public_key().to_public_key_der())
            }
        };
        Self {
            private: private.unwrap().as_bytes().to_vec(),
            public: SubjectPublicKeyInfoOwned::from_der(public.unwrap().as_bytes()).unwrap(),
        }
    }

    /// PKCS#8 as PEM.
    pub(crate) fn pem(&self) -> String {
        pem("PRIVATE KEY", &self.private)
    }
}

fn fixed(bits: usize) -> String {
    let path = format!(
        "{}/tests/fixtures/sign/rsa-{bits}.pem",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(path).unwrap()
}

/// DER as PEM.
pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    der::pem::encode_string(label, der::pem::LineEnding::LF, der).unwrap()
}

/// What a certificate is to say.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// Common name, whatever is in it.
    pub(crate) name: Vec<u8>,
    /// Serial number.
    pub(crate) serial: Vec<u8>,
    /// Valid from and to; whole seconds between 1970 and 2049.
    pub(crate) valid: (Moment, Moment),
    /// Key usage; `None` = it has no such extension.
    pub(crate) usage: Option<KeyUsage>,
    /// Constraints of an authority: how many may stand between it and a signer.
    pub(crate) authority: Option<u8>,
    /// Purposes; none = it has no such extension.
    pub(crate) purposes: Vec<der::asn1::ObjectIdentifier>,
}

impl Wanted {
    /// A person who may sign from 2025 to 2028.
    pub(crate) fn signer(name: &str, serial: &[u8]) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            serial: serial.to_vec(),
            valid: (at("2025-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z")),
            usage: Some(KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation)),
            authority: None,
            purposes: Vec::new(),
        }
    }

    fn authority(name: &str, below: u8) -> Self {
        Self {
            usage: Some(KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign)),
            authority: Some(below),
            valid: (at("2020-01-01T00:00:00Z"), at("2040-01-01T00:00:00Z")),
            ..Self::signer(name, &[1, below + 1])
        }
    }
}

/// An instant in RFC 3339.
pub(crate) fn at(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

/// An authority with its certificate.
#[derive(Debug, Clone)]
pub(crate) struct Authority {
    /// Its certificate as DER.
    pub(crate) certificate: Vec<u8>,
    key: p256::ecdsa::SigningKey,
    name: Name,
}

impl Authority {
    /// A root.
    pub(crate) fn root(name: &str) -> Self {
        let pair = Pair::new(Kind::P256);
        let key = p256::ecdsa::SigningKey::from_pkcs8_der(&pair.private).unwrap();
        let root = Self {
            certificate: Vec::new(),
            key,
            name: named(name.as_bytes()),
        };
        let certificate = root.issue(&pair, &Wanted::authority(name, 1));
        Self { certificate, ..root }
    }

    /// An authority below this one.
    pub(crate) fn below(&self, name: &str) -> Self {
        let pair = Pair::new(Kind::P256);
        Self {
            certificate: self.issue(&pair, &Wanted::authority(name, 0)),
            key: p256::ecdsa::SigningKey::from_pkcs8_der(&pair.private).unwrap(),
            name: named(name.as_bytes()),
        }
    }

    /// A certificate for the owner of `pair`, as DER.
    pub(crate) fn issue(&self, pair: &Pair, wanted: &Wanted) -> Vec<u8> {
        let algorithm = AlgorithmIdentifierOwned {
            oid: const_oid::db::rfc5912::ECDSA_WITH_SHA_256,
            parameters: None,
        };
        let subject = named(&wanted.name);
        let mut extensions = Extensions::new();
        let constraints = wanted.authority.map(|below| BasicConstraints {
            ca: true,
            path_len_constraint: Some(below),
        });
        let constraints = constraints.map(|it| it.to_extension(&subject, &extensions).unwrap());
        let usage = wanted
            .usage
            .map(|it| it.to_extension(&subject, &extensions).unwrap());
        let purposes = Some(wanted.purposes.clone()).filter(|it| !it.is_empty());
        let purposes = purposes.map(ExtendedKeyUsage);
        let purposes = purposes.map(|it| it.to_extension(&subject, &extensions).unwrap());
        extensions.extend(constraints);
        extensions.extend(usage);
        extensions.extend(purposes);
        let body = TbsCertificate {
            version: Version::V3,
            serial_number: SerialNumber::new(&wanted.serial).unwrap(),
            signature: algorithm.clone(),
            issuer: self.name.clone(),
            validity: Validity {
                not_before: time(wanted.valid.0),
                not_after: time(wanted.valid.1),
            },
            subject,
            subject_public_key_info: pair.public.clone(),
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: Some(extensions),
        };
        let signature: p256::ecdsa::DerSignature = self.key.sign(&body.to_der().unwrap());
        let certificate = Certificate {
            tbs_certificate: body,
            signature_algorithm: algorithm,
            signature: BitString::from_bytes(signature.as_bytes()).unwrap(),
        };
        certificate.to_der().unwrap()
    }
}

fn named(name: &[u8]) -> Name {
    let part = AttributeTypeAndValue {
        oid: const_oid::db::rfc4519::CN,
        value: Any::new(Tag::Utf8String, name).unwrap(),
    };
    RdnSequence(vec![RelativeDistinguishedName(
        SetOfVec::try_from(vec![part]).unwrap(),
    )])
}

fn time(at: Moment) -> Time {
    let since = Duration::from_millis(at.0.try_into().unwrap());
    Time::UtcTime(UtcTime::from_unix_duration(since).unwrap())
}
