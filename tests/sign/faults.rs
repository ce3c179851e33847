//! What must not be signed, and what must not be left behind.

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use motcua::domain::signing::SignFault;
use motcua::domain::signing::look::SpotPage;
use motcua::sign::appear::{Spot, SpotAt};
use motcua::sign::job::{Request, Step, sign};
use sha2::{Digest, Sha256};

use crate::papers::{paper, paper_with};
use crate::{key, now, wanted};

/// Signs a file of these bytes; afterwards only the source and what was signed lie in the folder.
fn sign_bytes(bytes: &[u8], wish: &crate::Wanted) -> Result<(), SignFault> {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    fs::write(&source, bytes).unwrap();
    let done = wish.sign(&source, &target, key("p256").as_mut());
    assert_eq!(names(folder.path()), if done.is_ok() { 2 } else { 1 });
    done.map(|_| ())
}

fn names(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

fn damaged(done: Result<(), SignFault>) -> bool {
    matches!(done, Err(SignFault::Damaged(_)))
}

#[test]
fn each_fault_has_its_name_and_leaves_nothing_behind() {
    let usual = wanted("quet_tthc");
    assert_eq!(sign_bytes(&paper(""), &usual), Ok(()));
    assert!(damaged(sign_bytes(b"no PDF at all", &usual)));
    assert!(damaged(sign_bytes(&paper("")[..300], &usual)));
    let form = paper_with("/AcroForm << /Fields [] /XFA [] >>", "");
    assert_eq!(sign_bytes(&form, &usual), Err(SignFault::Xfa));
    let locked = String::from_utf8(paper(""))
        .unwrap()
        .replace("/Size 5", "/Size 5 /Encrypt << >>");
    assert_eq!(sign_bytes(locked.as_bytes(), &usual), Err(SignFault::Encrypted));
}

#[test]
fn what_the_page_should_show_must_be_there() {
    let mut foreign = wanted("quet_tthc");
    foreign.words.name = "Nguyễn 山".to_owned();
    assert_eq!(sign_bytes(&paper(""), &foreign), Err(SignFault::NoGlyph('山')));
    let mut seal = wanted("so_hoa_tt01");
    assert_eq!(sign_bytes(&paper(""), &seal), Err(SignFault::NoPicture));
    seal.picture = Some(b"no PNG".to_vec());
    assert_eq!(sign_bytes(&paper(""), &seal), Err(SignFault::NoPicture));
    let mut issued = wanted("ban_hanh_ca_nhan");
    issued.picture = Some(crate::looks::png());
    assert_eq!(sign_bytes(&paper(""), &issued), Err(SignFault::NoPage));
    issued.spot = Some(Spot {
        page: SpotPage::Number(2),
        at: SpotAt::Rect([10.0, 10.0, 50.0, 20.0]),
    });
    assert_eq!(sign_bytes(&paper(""), &issued), Err(SignFault::NoPage));
}

#[test]
fn a_certificate_that_has_ended_signs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    fs::write(&source, paper("")).unwrap();
    let mut key = key("p256");
    let wish = wanted("quet_tthc");
    let request = Request {
        source: &source,
        target: &target,
        expected: None,
        at: motcua::domain::time::Moment(key.certificate().to.0 + 1),
        look: wish.look(),
    };
    let done = sign(&request, key.as_mut(), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(done, Err(SignFault::OutOfDate { .. })));
    assert_eq!(names(folder.path()), 1);
}

#[test]
fn it_stops_at_every_step_and_an_older_target_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    let mut large = paper("");
    large.splice(9..9, format!("%{}\n", "x".repeat(600_000)).bytes());
    let shifted = repaired(large);
    fs::write(&source, shifted).unwrap();
    fs::write(&target, "older").unwrap();
    let count = |stop_at: usize| {
        let mut steps = Vec::new();
        let mut watch = |step: Step| {
            steps.push(step);
            if steps.len() == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let done = wanted("quet_tthc").sign_watched(&source, &target, (key("p256").as_mut(), &mut watch));
        (done, steps)
    };
    let mut stop_at = 1;
    loop {
        let (done, steps) = count(stop_at);
        if done.is_ok() {
            assert!(steps.contains(&Step::Signing) && steps.contains(&Step::Checking));
            assert!(matches!(steps[0], Step::Copied { done: 262_144, .. }));
            break;
        }
        assert_eq!(done, Err(SignFault::Stopped));
        assert_eq!(fs::read_to_string(&target).unwrap(), "older");
        assert_eq!(names(folder.path()), 2);
        stop_at += 1;
    }
    assert!(stop_at > 5, "{stop_at}");
}

/// Offsets of a file into which a comment was put at byte 9.
fn repaired(bytes: Vec<u8>) -> Vec<u8> {
    let more = 600_002;
    let text = String::from_utf8(bytes).unwrap();
    let mut out = String::new();
    let mut in_table = false;
    for line in text.split_inclusive('\n') {
        in_table |= line.starts_with("xref");
        match line.trim_end().split_once(' ') {
            Some((offset, "00000 n")) if in_table => {
                let offset: usize = offset.parse().unwrap();
                writeln!(out, "{:010} 00000 n ", offset + more).unwrap();
            }
            _ => match line.trim_end().parse::<usize>() {
                Ok(start) if in_table => writeln!(out, "{}", start + more).unwrap(),
                _ => out.push_str(line),
            },
        }
    }
    out.into_bytes()
}

#[test]
fn a_source_that_changes_meanwhile_is_not_signed() {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    fs::write(&source, paper("")).unwrap();
    let mut grow = |_: Step| {
        let grown = [fs::read(&source).unwrap(), b"% more\n".to_vec()].concat();
        fs::write(&source, grown).unwrap();
        ControlFlow::Continue(())
    };
    let done = wanted("quet_tthc").sign_watched(&source, &target, (key("p256").as_mut(), &mut grow));
    assert_eq!(done, Err(SignFault::ChangedMeanwhile));
    // Another file than the one that was meant.
    fs::write(&source, paper("")).unwrap();
    let wish = wanted("quet_tthc");
    let mut request = Request {
        source: &source,
        target: &target,
        expected: Some([0; 32]),
        at: now(),
        look: wish.look(),
    };
    let mut go_on = |_: Step| ControlFlow::Continue(());
    let done = sign(&request, key("p256").as_mut(), &mut go_on);
    assert_eq!(done, Err(SignFault::ChangedMeanwhile));
    assert_eq!(names(folder.path()), 1);
    request.expected = Some(Sha256::digest(paper("")).into());
    let done = sign(&request, key("p256").as_mut(), &mut go_on).unwrap();
    assert_eq!(
        done.sha256.as_slice(),
        Sha256::digest(fs::read(&target).unwrap()).as_slice()
    );
}
