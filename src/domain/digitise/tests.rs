use proptest::prelude::*;

use super::*;

const PAPER: Facts = Facts {
    received: true,
    submission: Submission::Submit,
    form: PaperForm::Original,
    digitise: Digitise::Todo,
    account: PageAccount::None,
    files: 0,
    void: false,
};
const SCANNED: Facts = Facts {
    digitise: Digitise::Done,
    files: 1,
    ..PAPER
};

fn judged(components: &[Facts]) -> (Counts, Extent) {
    let counts = count(components, ScanPolicy::All);
    (counts, extent(counts, false, Counting::default()))
}

#[test]
fn all_some_or_none_of_the_received_papers_have_a_file() {
    for (components, need, have, expected) in [
        (vec![SCANNED, SCANNED], 2, 2, Extent::Full),
        (vec![SCANNED, PAPER], 2, 1, Extent::Part),
        (vec![PAPER, PAPER], 2, 0, Extent::None),
        (vec![], 0, 0, Extent::Full),
    ] {
        let counts = Counts {
            need,
            have,
            ..Counts::default()
        };
        assert_eq!(judged(&components), (counts, expected));
    }
}

#[test]
fn shown_missing_and_void_papers_are_not_asked_for() {
    let shown = Facts {
        submission: Submission::Present,
        ..PAPER
    };
    let missing = Facts {
        received: false,
        ..PAPER
    };
    let void = Facts { void: true, ..PAPER };
    assert_eq!(judged(&[shown, missing, void]), (Counts::default(), Extent::Full));
    assert_eq!(judged(&[shown, SCANNED]).0.need, 1);
}

#[test]
fn a_paper_short_of_pages_is_not_there_and_a_reasoned_one_is() {
    for (account, have) in [
        (PageAccount::None, 1),
        (PageAccount::Short, 0),
        (PageAccount::Balanced, 1),
        (PageAccount::Reasoned, 1),
    ] {
        assert_eq!(
            judged(&[Facts { account, ..SCANNED }]).0.have,
            have,
            "{account:?}"
        );
    }
}

#[test]
fn an_exempt_paper_counts_as_the_office_has_decided() {
    let components = [
        SCANNED,
        Facts {
            digitise: Digitise::Exempt,
            ..PAPER
        },
    ];
    let counts = count(&components, ScanPolicy::All);
    assert_eq!(
        counts,
        Counts {
            need: 1,
            have: 1,
            waiting: 0,
            exempt: 1
        }
    );
    assert_eq!(extent(counts, false, Counting::default()), Extent::Full);
    let strict = Counting {
        exempt_is_done: false,
        ..Counting::default()
    };
    assert_eq!(extent(counts, false, strict), Extent::Part);
}

#[test]
fn a_paper_waiting_for_a_device_is_needed_and_not_there() {
    let waiting = Facts {
        digitise: Digitise::Waiting,
        ..PAPER
    };
    let counts = Counts {
        need: 2,
        have: 1,
        waiting: 1,
        exempt: 0,
    };
    assert_eq!(judged(&[SCANNED, waiting]), (counts, Extent::Part));
}

#[test]
fn by_the_circular_copies_are_not_scanned() {
    let copy = Facts {
        form: PaperForm::Certified,
        ..PAPER
    };
    let counts = count(&[SCANNED, copy], ScanPolicy::Tt01);
    assert_eq!(
        counts,
        Counts {
            need: 1,
            have: 1,
            waiting: 0,
            exempt: 1
        }
    );
}

#[test]
fn an_online_dossier_is_full_or_not_counted_by_setting() {
    let counts = Counts {
        need: 2,
        have: 2,
        ..Counts::default()
    };
    assert_eq!(extent(counts, true, Counting::default()), Extent::Full);
    let apart = Counting {
        online_is_full: false,
        ..Counting::default()
    };
    assert_eq!(extent(counts, true, apart), Extent::None);
}

proptest! {
    #[test]
    fn have_and_waiting_never_exceed_need(flags in proptest::collection::vec(any::<(bool, bool, u8, u8, u8)>(), 0..12)) {
        let facts = |(received, void, digitise, account, files): &(bool, bool, u8, u8, u8)| Facts {
            received: *received,
            void: *void,
            digitise: Digitise::ALL[usize::from(*digitise) % Digitise::ALL.len()],
            account: PageAccount::ALL[usize::from(*account) % PageAccount::ALL.len()],
            files: u32::from(*files % 3),
            ..PAPER
        };
        let components: Vec<Facts> = flags.iter().map(facts).collect();
        let counts = count(&components, ScanPolicy::All);
        prop_assert!(counts.have + counts.waiting <= counts.need);
        prop_assert!(counts.need + counts.exempt <= u32::try_from(components.len()).unwrap());
    }
}
