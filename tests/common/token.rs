//! Tokens in software, with people's keys on them, and a library that makes them behave like worse ones.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::authority::Pair;
use crate::common::tools;

/// PIN of every token.
pub(crate) const PIN: &str = "123456";

/// A folder of soft tokens.
pub(crate) struct Tokens {
    folder: tempfile::TempDir,
    util: PathBuf,
    tool: PathBuf,
    /// The library that reads them.
    pub(crate) module: PathBuf,
}

impl Tokens {
    /// None yet; `None` = this machine cannot make any, which was said.
    pub(crate) fn new() -> Option<Self> {
        let (util, module) = tools::softhsm()?;
        let tool = tools::program("pkcs11-tool")?;
        let folder = tempfile::tempdir().unwrap();
        let tokens = folder.path().join("tokens");
        std::fs::create_dir(&tokens).unwrap();
        let conf = format!("directories.tokendir = {}\nlog.level = ERROR\n", tokens.display());
        std::fs::write(folder.path().join("softhsm2.conf"), conf).unwrap();
        Some(Self {
            folder,
            util,
            tool,
            module,
        })
    }

    /// Where they lie.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets a program see these tokens and no others.
    pub(crate) fn lend<'a>(&self, to: &'a mut Command) -> &'a mut Command {
        to.env("SOFTHSM2_CONF", self.folder().join("softhsm2.conf"))
    }

    /// Puts a token in.
    pub(crate) fn put(&self, label: &str) {
        let mut util = Command::new(&self.util);
        util.args([
            "--init-token",
            "--free",
            "--so-pin",
            "87654321",
            "--pin",
            PIN,
            "--label",
            label,
        ]);
        self.run(&mut util);
    }

    /// Takes a token away for good.
    pub(crate) fn take(&self, label: &str) {
        self.run(Command::new(&self.util).args(["--delete-token", "--token", label]));
    }

    /// Lays a key and its certificate on a token under this id.
    pub(crate) fn lay(&self, label: &str, id: &str, (pair, certificate): (&Pair, &[u8])) {
        let key = self.file("key.pem", pair.pem().as_bytes());
        let mut util = Command::new(&self.util);
        util.args(["--token", label, "--pin", PIN, "--label", "key", "--id", id]);
        self.run(util.arg("--import").arg(key));
        self.lay_certificate(label, id, certificate);
    }

    /// Lays what is in a PEM file on a token: a key, its certificate, and those above it.
    pub(crate) fn lay_pem(&self, label: &str, id: &str, file: &Path) {
        let mut util = Command::new(&self.util);
        util.args(["--token", label, "--pin", PIN, "--label", "key", "--id", id]);
        self.run(util.arg("--import").arg(file));
        let text = std::fs::read_to_string(file).unwrap();
        let blocks = text.split_inclusive("-----END CERTIFICATE-----\n");
        let certificates = blocks.filter_map(|it| it.find("-----BEGIN CERTIFICATE").map(|at| &it[at..]));
        for (number, block) in certificates.enumerate() {
            let (_, der) = der::pem::decode_vec(block.as_bytes()).unwrap();
            // Those above it have no key here, so they get ids of their own.
            let id = if number == 0 {
                id.to_owned()
            } else {
                format!("9{number}")
            };
            self.lay_certificate(label, &id, &der);
        }
    }

    /// Lays a certificate alone on a token.
    pub(crate) fn lay_certificate(&self, label: &str, id: &str, certificate: &[u8]) {
        let file = self.file("certificate.der", certificate);
        let mut tool = self.tool(label);
        tool.args(["--type", "cert", "--label", "certificate", "--id", id]);
        self.run(tool.arg("--write-object").arg(file));
    }

    /// Lays a key on a token that wants the PIN before each signature, and its certificate.
    pub(crate) fn lay_wary(&self, label: &str, id: &str, (pair, certificate): (&Pair, &[u8])) {
        let file = self.file("key.der", &pair.private);
        let mut tool = self.tool(label);
        tool.args([
            "--type",
            "privkey",
            "--always-auth",
            "--usage-sign",
            "--label",
            "key",
            "--id",
            id,
        ]);
        self.run(tool.arg("--write-object").arg(file));
        self.lay_certificate(label, id, certificate);
    }

    /// A library before these tokens that lets go wrong what `SHIM` says (`tests/fixtures/sign/shim.c`).
    pub(crate) fn shim(&self) -> Option<PathBuf> {
        let cc = tools::program("cc")?;
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sign/shim.c");
        let library = self.folder().join("shim.so");
        let mut cc = Command::new(cc);
        cc.args(["-shared", "-fPIC", "-o"])
            .arg(&library)
            .args([source, "-ldl"]);
        self.run(&mut cc);
        Some(library)
    }

    fn tool(&self, label: &str) -> Command {
        let mut tool = Command::new(&self.tool);
        tool.arg("--module").arg(&self.module);
        tool.args(["--token-label", label, "--login", "--pin", PIN]);
        tool
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&self, command: &mut Command) {
        let output = self.lend(command).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command:?}: {said}");
    }
}
