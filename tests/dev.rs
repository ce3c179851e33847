//! `./dev` chooses among the Rusts of a machine: played with programs that only say who they are.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A machine: a folder of packaged programs and somebody's home.
struct Machine {
    place: TempDir,
}

/// What the script asks besides Rust: this machine's own, and no other program of it.
const SYSTEM: [&str; 8] = ["sh", "dirname", "sed", "sort", "head", "cut", "grep", "id"];

impl Machine {
    /// With a C compiler, and a packaged cargo and rustc of this version.
    fn with_packaged(version: &str) -> Self {
        let machine = Self {
            place: tempfile::tempdir().unwrap(),
        };
        machine.program(&machine.packaged(), "cc", "exit 0");
        for name in SYSTEM {
            let path = std::env::var_os("PATH").unwrap();
            let found = std::env::split_paths(&path).map(|folder| folder.join(name));
            let own = found.into_iter().find(|it| it.is_file()).unwrap();
            symlink(own, machine.packaged().join(name)).unwrap();
        }
        machine.rust(&machine.packaged(), ("packaged", version));
        machine
    }

    fn packaged(&self) -> PathBuf {
        self.place.path().join("usr/bin")
    }

    fn of_rustup(&self) -> PathBuf {
        self.place.path().join("home/.cargo/bin")
    }

    fn program(&self, folder: &Path, name: &str, script: &str) {
        assert!(folder.starts_with(self.place.path()));
        fs::create_dir_all(folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    }

    fn rust(&self, folder: &Path, (whose, version): (&str, &str)) {
        let says = format!("case $1 in --version) echo \"it {version}\" ;; *) echo \"{whose} $*\" ;; esac");
        self.program(
            folder,
            "cargo",
            &format!("{says}\necho \"toolchain ${{RUSTUP_TOOLCHAIN:-as pinned}}\""),
        );
        self.program(folder, "rustc", &says);
    }

    /// Rustup with one toolchain, as it lies in the home of who installed it.
    fn with_rustup(self, toolchain: &str) -> Self {
        self.rust(&self.of_rustup(), ("rustup's", toolchain));
        let rustup = format!(
            "case $1 in
            toolchain) [ \"$2\" = list ] && echo '{toolchain}-x86_64-unknown-linux-gnu (default)' || exit 1 ;;
            run) [ \"$2\" = \"{toolchain}\" ] || [ \"$2\" = \"{toolchain}-x86_64-unknown-linux-gnu\" ] && echo 'rustc {toolchain}' ;;
            esac"
        );
        self.program(&self.of_rustup(), "rustup", &rustup);
        self
    }

    /// `./dev run demo` there; `behind` = the shell knows rustup's folder, behind the packaged programs.
    fn dev(&self, behind: bool) -> Output {
        let mut path = vec![self.packaged()];
        if behind {
            path.push(self.of_rustup());
        }
        Command::new("sh")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("dev"))
            .args(["run", "demo"])
            .env_clear()
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("HOME", self.place.path().join("home"))
            .env("MOTCUA_NO_INSTALL", "1")
            .output()
            .unwrap()
    }
}

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&both).into_owned()
}

/// The version of rust-toolchain.toml.
fn pinned() -> String {
    let pin: toml::Table = include_str!("../rust-toolchain.toml").parse().unwrap();
    pin["toolchain"]["channel"].as_str().unwrap().to_owned()
}

#[test]
fn the_rust_of_rustup_stands_before_an_old_packaged_one() {
    let machine = Machine::with_packaged("1.63.0").with_rustup(&pinned());
    for behind in [true, false] {
        let output = machine.dev(behind);
        let said = said(&output);
        assert!(output.status.success(), "{said}");
        assert!(
            said.contains("rustup's run --locked -- demo"),
            "behind: {behind}\n{said}"
        );
        assert!(said.contains("toolchain as pinned"), "{said}");
    }
}

#[test]
fn another_recent_toolchain_is_used_and_named_instead_of_fetching_the_pinned_one() {
    let machine = Machine::with_packaged("1.63.0").with_rustup("1.999.0");
    let output = machine.dev(false);
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("rustup's run --locked -- demo"), "{said}");
    assert!(said.contains("toolchain 1.999.0"), "{said}");
    assert!(
        said.contains(&format!("Rust {} is not installed; using 1.999.0", pinned())),
        "{said}"
    );
}

#[test]
fn without_rustup_a_recent_packaged_rust_is_enough_and_an_old_one_is_said() {
    let recent = Machine::with_packaged("1.999.0").dev(false);
    assert!(
        said(&recent).contains("packaged run --locked -- demo"),
        "{}",
        said(&recent)
    );
    let old = Machine::with_packaged("1.63.0").dev(false);
    assert_eq!(old.status.code(), Some(1));
    let said = said(&old);
    assert!(said.contains("or newer is needed: install rustup from"), "{said}");
    assert!(!said.contains("packaged run"), "{said}");
}
