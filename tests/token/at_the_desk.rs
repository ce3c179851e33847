//! A desk signs with a token: one PIN for a batch, and what was signed stays signed when the token is pulled out.

use std::path::Path;
use std::process::Command;

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone, SignOf, SignWanted, SignedSoFar, ToSign};
use motcua::app::msg::Ticket;
use motcua::desk::hands::Hands;
use motcua::domain::act::Pin;
use motcua::domain::ids::FileHash;
use motcua::domain::signing::act::Signable;
use motcua::store::blobs::Blobs;

use crate::common::authority::{Kind, pem};
use crate::common::child::told;
use crate::common::desk;
use crate::common::folder::{count, first_officer, tables};
use crate::common::token::PIN;
use crate::{Stage, library};

/// The signed receipt, as it is handed on.
const RECEIPT: &str = "receipt.pdf";
/// Rounds of a desk are minutes since February 2023; the certificates begin with 2025, and a time ahead of the clock of
/// who verifies is not believed.
const ROUND: u32 = 1_900_000;

/// A desk of the child's own, with a receipt to sign.
fn desk_with_a_receipt(home: &Path) -> (Hands, ToSign) {
    std::fs::create_dir(home.parent().unwrap()).unwrap();
    desk::found(home);
    let hands = desk::open(home, ROUND);
    desk::log_in(&hands, home);
    let ((_, dossier), _) = desk::paper(home);
    let Ok(JobDone::Receipt { form, .. }) = desk::job(&hands, Job::MakeReceipt { dossier }) else {
        panic!("no receipt");
    };
    let of = SignOf::Dossier(dossier, Signable::Form(form));
    let title = "Phiếu".to_owned();
    (hands, ToSign { of, title })
}

/// As the screen does it: the keys there are, then this one with its PIN, once.
fn batch(hands: &Hands, home: &Path, items: Vec<ToSign>) -> SignedSoFar {
    let keep = Effect::KeepLocal {
        ticket: Ticket::default(),
        key: "token_library".to_owned(),
        value: library().to_str().unwrap().to_owned(),
    };
    hands.perform(keep, &mut |_| std::ops::ControlFlow::Continue(()));
    let Ok(JobDone::Keys(keys)) = desk::job(hands, Job::FindKeys) else {
        panic!("no keys");
    };
    let key = keys.found.into_iter().next().unwrap();
    let wanted = SignWanted {
        actor: first_officer(&tables(home)),
        place: key.place,
        serial: key.certificate.map(|it| it.serial),
        pin: Pin(PIN.to_owned()),
        look: None,
        items,
    };
    match desk::job(hands, Job::Sign(Box::new(wanted))) {
        Ok(JobDone::Signed(so_far)) => so_far,
        other => panic!("{other:?}"),
    }
}

/// The citizen's copy, on a machine that has nothing but the program and the issuer's certificate.
fn elsewhere(stage: &Stage) {
    let (folder, nothing) = (stage.tokens.folder(), tempfile::tempdir().unwrap());
    let trust = nothing.path().join("trust");
    std::fs::create_dir(&trust).unwrap();
    let issuer = pem("CERTIFICATE", &stage.authority.certificate);
    std::fs::write(trust.join("issuer.pem"), issuer).unwrap();
    let home = nothing.path().join("home");
    let verify = |trust: &[&std::ffi::OsStr]| {
        let mut motcua = Command::new(env!("CARGO_BIN_EXE_motcua"));
        motcua.arg("--home").arg(&home).args(["verify", "--json"]);
        let output = motcua.arg(folder.join(RECEIPT)).args(trust).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["verdict"].clone()
    };
    assert_eq!(verify(&["--trust".as_ref(), trust.as_ref()]), "valid");
    let nobody = nothing.path().join("nobody");
    std::fs::create_dir(&nobody).unwrap();
    assert_eq!(verify(&["--trust".as_ref(), nobody.as_ref()]), "unknown");
    assert!(!home.exists(), "no desk is made for it");
}

#[test]
fn a_desk_signs_a_batch_with_one_pin_and_goes_on_where_the_token_was_pulled_out() {
    if let Some((folder, scene)) = told() {
        let home = folder.join(&scene).join("desk");
        let (hands, receipt) = desk_with_a_receipt(&home);
        let so_far = batch(&hands, &home, vec![receipt.clone(), receipt.clone(), receipt]);
        let ops = count(
            &tables(&home),
            "SELECT count(*) FROM oplog WHERE kind = 'sign_file'",
        );
        match scene.as_str() {
            "whole" => {
                assert_eq!((so_far.why, ops), (None, 3));
                assert_eq!(so_far.ends, [None, None, None]);
                let sql = "SELECT signed_sha256 FROM form WHERE signed_sha256 IS NOT NULL";
                let signed = tables(&home).query_row(sql, [], |row| row.get(0)).unwrap();
                let receipt = Blobs::of(&home).verified(FileHash(signed)).unwrap();
                std::fs::copy(receipt, folder.join(RECEIPT)).unwrap();
            }
            "pulled" => {
                assert!(so_far.why.unwrap().contains("bị rút"));
                assert_eq!((so_far.ends, ops), (vec![None], 1));
            }
            other => panic!("{other}"),
        }
        return;
    }
    let test = "at_the_desk::a_desk_signs_a_batch_with_one_pin_and_goes_on_where_the_token_was_pulled_out";
    let Some(stage) = Stage::new(test) else {
        return;
    };
    stage.tokens.put("VGCA");
    stage.lay("VGCA", "01", Kind::Rsa(2048));
    assert_eq!(stage.play("whole", ""), "IFILSSSF");
    elsewhere(&stage);
    assert_eq!(stage.play("pulled", "gone-after-one"), "IFILSF");
}
