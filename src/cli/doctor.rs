//! `motcua doctor`: looks the folder over and changes nothing.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::home::{Home, text};
use super::init::said;
use super::outcome::Outcome;
use crate::store::doctor::{Depth, examine};

/// Options of `doctor`.
#[derive(Debug, Clone, Args)]
pub struct DoctorArgs {
    /// In một đối tượng JSON
    #[arg(long)]
    json: bool,
    /// Chỉ xem tệp có đủ không, không đọc lại từng tệp
    #[arg(long)]
    quick: bool,
}

/// Prints every check; attention when one is not well.
pub fn run(args: &DoctorArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let now = home.clock()?.now();
    let depth = if args.quick { Depth::Quick } else { Depth::Whole };
    let checks = examine(&home.reader()?, now, depth, false);
    if args.json {
        let rows: Vec<Value> = checks
            .iter()
            .map(|check| json!({"name": check.name, "ok": check.ok, "detail": check.detail}))
            .collect();
        said(writeln!(out, "{}", json!({ "checks": rows })))?;
    } else {
        for check in &checks {
            said(writeln!(out, "{}", text::check_line(check.ok, &check.detail)))?;
        }
    }
    let well = checks.iter().all(|check| check.ok);
    Ok(if well { Outcome::Done } else { Outcome::Attention })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::testing::Desk;

    #[test]
    fn a_missing_file_is_named_by_its_dossier_and_paper_and_by_no_person() {
        let mut desk = Desk::new();
        let code = desk.returned();
        std::fs::remove_dir_all(desk.home.path().join("files")).unwrap();
        let home = Home::find(Some(desk.home.path().to_owned())).unwrap();
        let args = DoctorArgs {
            json: false,
            quick: true,
        };
        let mut out = Vec::new();
        assert_eq!(run(&args, &home, &mut out), Ok(Outcome::Attention));
        let said = String::from_utf8(out).unwrap();
        assert!(said.contains(&format!("(hồ sơ {code}, «")), "{said}");
        assert!(said.contains(&format!("(hồ sơ {code}, phiếu ")), "{said}");
        assert!(!said.contains("Đạt"), "{said}");
    }
}
