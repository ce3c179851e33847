//! The letter's rules on single papers, and on any pile of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::component::{Digitise, PaperForm, Required};
use crate::domain::ids::{ComponentId, FileId, OfficerId};
use crate::domain::manifest::{Below, FileWhy};
use crate::domain::pages::DpiKnown;
use crate::domain::quality::ARCHIVE;
use crate::domain::special::{ExemptReason, Exemption};

fn page(slot: Slot) -> Page {
    Page {
        sha256: FileHash([slot.side.to_le_bytes()[0]; 32]),
        leaf: 1,
        size: 740_000,
        mime: "image/jpeg".into(),
        file_name: format!("S{:04}.jpg", slot.side),
        side: slot.side,
        part: slot.part,
        turns: 0,
        blank: false,
        width: 1654,
        height: 2339,
        dpi: 200,
        dpi_known: DpiKnown::Measured,
        device: String::new(),
        taken_at: Moment(0),
        taken_by: OfficerId::PROGRAM,
    }
}

fn file(mark: u8, source: FileSource) -> FileView {
    FileView {
        id: FileId(Uuid::from_u128(mark.into())),
        sha256: FileHash([mark; 32]),
        name: format!("{mark}.pdf"),
        size: 1,
        mime: "application/pdf".into(),
        pages: Some(1),
        source,
        paper_id: None,
        signature: SignatureMark::None,
        original: None,
        attached_at: Moment(0),
        instead_of: None,
    }
}

fn paper(name: &str) -> ComponentView {
    ComponentView {
        id: ComponentId(Uuid::from_u128(1)),
        position: 1,
        kind_ref: None,
        name: name.into(),
        required: Required::Yes,
        submission: Submission::Submit,
        received: true,
        copies: 1,
        form: PaperForm::Original,
        reject_reason: None,
        digitise: Digitise::Todo,
        account: PageAccount::None,
        claim: Claim::default(),
        pages: Vec::new(),
        page_reason: None,
        traits: BTreeSet::new(),
        of_other_body: false,
        remind_on: None,
        custody: None,
        exempt: None,
        exempted: None,
        basis: None,
        files: Vec::new(),
        heavy: Vec::new(),
        void_reason: None,
    }
}

fn scanned(claim: Claim, slots: &[Slot]) -> ComponentView {
    let sum = tally(&claim, slots.iter().copied());
    ComponentView {
        account: sum.state(true),
        pages: slots.iter().copied().map(page).collect(),
        files: vec![file(200, FileSource::Assembled)],
        page_reason: (!sum.is_right()).then(|| "rách".to_owned()),
        claim,
        ..paper("Tờ khai")
    }
}

fn claim(sheets: u32, sides: u32, noted: &[u32]) -> Claim {
    Claim {
        sheets,
        sides,
        noted: noted.iter().copied().collect(),
    }
}

fn sound() -> Verified {
    Verified {
        files: 3,
        pages: 5,
        ..Verified::default()
    }
}

fn checked(papers: &[ComponentView], confirmed: &[Confirmed], verified: &Verified) -> Vec<Finding> {
    let dossier = Dossier {
        components: papers,
        outcome_scans: &[],
        policy: ScanPolicy::All,
        confirmed,
        profile: &ND30,
    };
    check(dossier, Read::Done(verified))
}

fn verdicts(papers: &[ComponentView]) -> Vec<Verdict> {
    let found = checked(papers, &[], &sound());
    found.into_iter().map(|it| it.verdict).collect()
}

#[test]
fn a_whole_scan_leaves_one_rule_to_the_officer() {
    use Verdict::{Met, Open};
    let claim = claim(2, 2, &[3]);
    let slots = claim.slots();
    let papers = [scanned(claim, &slots)];
    assert_eq!(verdicts(&papers), [Met, Met, Open, Met, Met, Met, Met]);
    let word = Confirmed {
        rule: Rule::Whole,
        officer: "Đinh Thị Hạnh".into(),
        at: Moment::from_rfc3339("2023-02-14T08:15:00+07:00").unwrap(),
    };
    let found = checked(&papers, &[word], &sound());
    assert_eq!(found[2].verdict, Verdict::Confirmed);
    let said = |at: usize| text::evidence(&found[at], Papers::default(), Some(&sound()));
    assert_eq!(said(2), "Đinh Thị Hạnh xác nhận 08:15 14/02/2023");
    assert_eq!(said(3), "đủ 5/5 trang, đúng thứ tự");
    assert_eq!(said(4), "1 trang, đủ hai ảnh mỗi trang");
    assert_eq!(said(6), "5 ảnh từ 200 dpi, có màu");
}

/// An office that scans for the archive reads the archive's number, not the law's.
#[test]
fn the_parameters_are_those_the_office_asks_for() {
    let two = claim(1, 2, &[]);
    let papers = [scanned(two.clone(), &two.slots())];
    let dossier = Dossier {
        components: &papers,
        outcome_scans: &[],
        policy: ScanPolicy::All,
        confirmed: &[],
        profile: &ND30,
    }
    .by(&ARCHIVE);
    let met = check(dossier, Read::Done(&sound()));
    let said = text::evidence(&met[6], Papers::default(), Some(&sound()));
    assert_eq!(said, "2 ảnh từ 300 dpi, có màu");
    let verified = Verified {
        below: vec![Below {
            name: "S0001.jpg".into(),
            sha256: papers[0].pages[0].sha256,
            short_of: vec![Shortfall::LowResolution],
        }],
        ..sound()
    };
    let below = check(dossier, Read::Done(&verified));
    assert_eq!(
        text::point(&below[6].points[0]),
        "✗ S0001.jpg: dưới 300 dpi. Quét lại nếu được."
    );
}

#[test]
fn what_is_missing_is_named_and_no_word_can_stand_for_it() {
    let whole = claim(1, 2, &[2]);
    let without: Vec<Slot> = whole.slots().into_iter().take(2).collect();
    let papers = [scanned(whole, &without), paper("Giấy chứng sinh")];
    let words: Vec<Confirmed> = Rule::ALL
        .iter()
        .map(|rule| Confirmed {
            rule: *rule,
            officer: "Hạnh".into(),
            at: Moment(0),
        })
        .collect();
    let found = checked(&papers, &words, &sound());
    let said: Vec<(Verdict, String)> = found
        .iter()
        .map(|it| {
            (
                it.verdict,
                text::point(it.points.first().unwrap_or(&Point {
                    name: String::new(),
                    what: What::Copied,
                })),
            )
        })
        .collect();
    let side = "✗ Tờ khai: thiếu mặt 2 (đã bỏ ghi chú)";
    assert_eq!(said[0], (Verdict::Lacking, side.to_owned()));
    assert_eq!(
        said[1],
        (Verdict::Lacking, "✗ Giấy chứng sinh: chưa có tệp".to_owned())
    );
    assert_eq!(said[2].0, Verdict::Confirmed);
    let sum = "✗ Tờ khai: cần 3 · có 2 ✗ thiếu: mặt 2 (đã bỏ ghi chú) · lý do: rách";
    assert_eq!(said[3], (Verdict::Lacking, sum.to_owned()));
    assert_eq!(said[4], (Verdict::Lacking, side.to_owned()));
}

#[test]
fn a_chosen_file_asks_the_officer_and_what_came_electronically_asks_nobody() {
    use Verdict::{Met, Nothing, Open};
    let with = |source| ComponentView {
        files: vec![file(7, source)],
        ..paper("Tờ khai")
    };
    assert_eq!(
        verdicts(&[with(FileSource::Picked)]),
        [Open, Met, Open, Open, Open, Met, Met]
    );
    assert_eq!(
        verdicts(&[with(FileSource::Kho)]),
        [Nothing, Met, Nothing, Nothing, Nothing, Met, Nothing]
    );
}

#[test]
fn files_that_differ_and_scans_below_the_parameters_are_listed_each() {
    let two = claim(1, 2, &[]);
    let papers = [scanned(two.clone(), &two.slots())];
    let fault = |name: &str| FileFault {
        name: name.into(),
        sha256: FileHash([1; 32]),
        why: FileWhy::Missing,
    };
    let verified = Verified {
        faults: vec![fault("a.jpg"), fault("b.jpg")],
        below: vec![Below {
            name: "S0002.jpg".into(),
            sha256: FileHash([2; 32]),
            short_of: vec![Shortfall::NotColour, Shortfall::LowResolution],
        }],
        ..sound()
    };
    let found = checked(&papers, &[], &verified);
    assert_eq!((found[5].verdict, found[5].points.len()), (Verdict::Lacking, 2));
    assert_eq!(
        text::point(&found[6].points[0]),
        "✗ S0002.jpg: không màu, dưới 200 dpi. Quét lại nếu được."
    );
    let dossier = Dossier {
        components: &papers,
        outcome_scans: &[],
        policy: ScanPolicy::All,
        confirmed: &[],
        profile: &ND30,
    };
    let running = check(dossier, Read::Running);
    assert_eq!(
        (running[5].verdict, running[6].verdict),
        (Verdict::Running, Verdict::Running)
    );
    let failed = check(dossier, Read::Failed);
    assert_eq!(
        text::evidence(&failed[5], Papers::default(), None),
        "CHƯA kiểm tra được tệp"
    );
}

#[test]
fn papers_received_are_counted_against_papers_digitised() {
    let exempt = ComponentView {
        digitise: Digitise::Exempt,
        exempt: Some(Exemption {
            why: ExemptReason::Fragile,
            reason: "mục".into(),
        }),
        ..paper("Bằng khoán")
    };
    let shown = ComponentView {
        submission: Submission::Present,
        ..paper("Căn cước")
    };
    let two = claim(1, 2, &[]);
    let papers = [
        scanned(two.clone(), &two.slots()),
        paper("Giấy chứng sinh"),
        exempt,
        shown,
    ];
    let dossier = Dossier {
        components: &papers,
        outcome_scans: &[],
        policy: ScanPolicy::All,
        confirmed: &[],
        profile: &ND30,
    };
    let counted = super::papers(dossier);
    assert_eq!(
        text::papers(counted),
        "giấy tờ nhận 3 · đã số hóa 1 · không số hóa 1 ✗ thiếu 1"
    );
}

#[test]
fn an_unfinished_scan_says_the_keys_that_finish_it() {
    let two = claim(1, 2, &[]);
    let unfinished = ComponentView {
        account: PageAccount::Short,
        ..scanned(two.clone(), &two.slots()[..1])
    };
    let papers = [unfinished.clone()];
    let scans = [unfinished];
    let none: &[ComponentView] = &[];
    for (components, outcome_scans, keys) in [(&papers[..], none, "F8"), (none, &scans[..], "F2 Kết quả, F4")]
    {
        let dossier = Dossier {
            components,
            outcome_scans,
            policy: ScanPolicy::All,
            confirmed: &[],
            profile: &ND30,
        };
        let found = check(dossier, Read::Running);
        let said = text::point(&found[0].points[0]);
        assert!(
            said.ends_with(&format!("chưa hoàn tất đếm trang: {keys}")),
            "{said}"
        );
    }
}

proptest! {
    /// The pages of an account are right, in order and both-sided exactly where the checklist says so.
    #[test]
    fn the_checklist_agrees_with_the_account(
        (sheets, sides) in (1_u32..5, 1_u32..3),
        noted in proptest::collection::btree_set(1_u32..5, 0..3),
        order in proptest::collection::vec(0_usize..12, 1..12),
    ) {
        let noted: Vec<u32> = noted.into_iter().filter(|side| *side <= sheets * sides).collect();
        let claim = claim(sheets, sides, &noted);
        let all = claim.slots();
        let slots: Vec<Slot> = order.iter().filter_map(|at| all.get(*at).copied()).collect();
        prop_assume!(!slots.is_empty());
        let sum = tally(&claim, slots.iter().copied());
        let ordered = slots.is_sorted();
        let found = verdicts(&[scanned(claim, &slots)]);
        prop_assert_eq!(found[3] == Verdict::Met, sum.is_right() && ordered);
        prop_assert_eq!(found[0] == Verdict::Met, sum.missing.is_empty());
        let note_lacks = sum.missing.iter().any(|slot| noted.contains(&slot.side));
        prop_assert_eq!(found[4] == Verdict::Lacking, note_lacks);
        prop_assert!(!found.contains(&Verdict::Confirmed));
    }

    /// Received is never less than what is copied, exempt and lacking together, and nothing is counted twice.
    #[test]
    fn every_paper_received_is_counted_once(kinds in proptest::collection::vec(0_u8..4, 0..9)) {
        let two = claim(1, 2, &[]);
        let of = |kind: &u8| match kind {
            0 => paper("Chưa có"),
            1 => scanned(two.clone(), &two.slots()),
            2 => ComponentView { digitise: Digitise::Exempt, ..paper("Miễn") },
            _ => ComponentView { received: false, ..paper("Chưa nhận") },
        };
        let papers: Vec<ComponentView> = kinds.iter().map(of).collect();
        let dossier = Dossier {
            components: &papers,
            outcome_scans: &[],
            policy: ScanPolicy::All,
            confirmed: &[],
            profile: &ND30,
        };
        let counted = super::papers(dossier);
        prop_assert_eq!(counted.received, counted.copied + counted.exempt + counted.lacking());
        let of_kind = |kind| kinds.iter().map(|it| u32::from(*it == kind)).sum::<u32>();
        prop_assert_eq!((counted.copied, counted.exempt, counted.lacking()), (of_kind(1), of_kind(2), of_kind(0)));
    }
}
