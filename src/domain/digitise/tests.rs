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

#[test]
fn what_lacks_is_said_paper_by_paper() {
    let named = |name: &str, facts: Facts, detail: Detail| {
        remark(&facts, detail, ScanPolicy::All).map(|remark| Remarked {
            name: name.to_owned(),
            remark,
        })
    };
    let short = Facts {
        account: PageAccount::Short,
        ..SCANNED
    };
    let waiting = Facts {
        digitise: Digitise::Waiting,
        ..PAPER
    };
    let exempt = Facts {
        digitise: Digitise::Exempt,
        ..PAPER
    };
    let day = NaiveDate::from_ymd_opt(2023, 3, 1);
    let fragile = Detail {
        exempt: Some(ExemptReason::Fragile),
        ..Detail::default()
    };
    let all: Vec<Remarked> = [
        named("Giấy chứng sinh", PAPER, Detail::default()),
        named(
            "Tờ khai",
            short,
            Detail {
                missing: 1,
                ..Detail::default()
            },
        ),
        named("Đơn", SCANNED, Detail::default()),
        named(
            "Bản đồ",
            waiting,
            Detail {
                remind_on: day,
                ..Detail::default()
            },
        ),
        named("Bằng khoán", PAPER, fragile),
        named("Gia phả", exempt, fragile),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert_eq!(
        text::lacks(&all).as_deref(),
        Some(
            "thiếu: Giấy chứng sinh (chưa có tệp); Tờ khai (thiếu 1 trang); Bản đồ (chờ thiết bị · 01/03/2023); \
             Bằng khoán (chờ lãnh đạo duyệt · dễ hỏng)"
        )
    );
    assert_eq!(
        text::exempted(&all).as_deref(),
        Some("KHÔNG SỐ HÓA: Gia phả (dễ hỏng)")
    );
    assert_eq!(text::lacks(&[]), None);
}

#[test]
fn the_policy_names_its_reason_and_the_letter_asks_for_all_that_is_handed_in() {
    for form in PaperForm::ALL.iter().copied() {
        assert_eq!(not_asked(ScanPolicy::All, form, Submission::Submit), None);
        for policy in ScanPolicy::ALL.iter().copied() {
            assert_eq!(
                not_asked(policy, form, Submission::Present),
                Some(ExemptReason::Shown)
            );
        }
    }
    let asked = |form| not_asked(ScanPolicy::Tt01, form, Submission::Submit);
    assert_eq!(asked(PaperForm::Certified), Some(ExemptReason::Certified));
    assert_eq!(asked(PaperForm::Plain), Some(ExemptReason::Photocopy));
    assert_eq!(
        (asked(PaperForm::Original), asked(PaperForm::Electronic)),
        (None, None)
    );
}

proptest! {
    /// What lacks is said of exactly the papers that are needed and not there.
    #[test]
    fn remarks_and_counts_agree(flags in proptest::collection::vec(any::<(bool, bool, u8, u8, u8)>(), 0..12), tt01 in any::<bool>()) {
        let policy = if tt01 { ScanPolicy::Tt01 } else { ScanPolicy::All };
        let facts = |(received, void, digitise, form, files): &(bool, bool, u8, u8, u8)| Facts {
            received: *received,
            void: *void,
            digitise: Digitise::ALL[usize::from(*digitise) % Digitise::ALL.len()],
            form: PaperForm::ALL[usize::from(*form) % PaperForm::ALL.len()],
            files: u32::from(*files % 3),
            ..PAPER
        };
        let components: Vec<Facts> = flags.iter().map(facts).collect();
        let counts = count(&components, policy);
        let lacks = components.iter().filter_map(|it| remark(it, Detail::default(), policy)).filter(|it| it.is_lack());
        prop_assert_eq!(u32::try_from(lacks.count()).unwrap(), counts.need - counts.have);
    }

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

#[test]
fn what_the_policy_exempts_by_itself_is_on_the_list_of_the_circular() {
    for form in PaperForm::ALL {
        for submission in Submission::ALL {
            let why = not_asked(ScanPolicy::Tt01, *form, *submission);
            assert!(
                why.is_none_or(|why| NOT_DIGITISED.0.contains(&why)),
                "{form:?} {submission:?}"
            );
        }
    }
}
