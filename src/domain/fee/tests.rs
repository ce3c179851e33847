use proptest::prelude::*;

use super::*;

fn line(dong: u64, state: FeeState) -> FeeLine {
    FeeLine {
        state,
        ..FeeLine::due(
            FeeId(uuid::Uuid::from_u128(u128::from(dong))),
            "Lệ phí cấp bản sao",
            dong,
        )
    }
}

fn stated(channel: Option<Channel>, amount: i64, note: Option<&str>) -> Stated {
    Stated {
        channel,
        amount: Some(amount),
        currency: "VND".into(),
        note: note.map(str::to_owned),
    }
}

#[test]
fn an_exemption_says_why_and_a_payment_says_how() {
    assert_eq!(line(8_000, FeeState::Due).check(), Ok(()));
    assert_eq!(line(8_000, FeeState::Exempt).check(), Err(Refusal::NeedsReason));
    assert_eq!(
        line(8_000, FeeState::Paid).check(),
        Err(Refusal::Missing("fee_method"))
    );
    let blank = FeeLine {
        reason: Some("  ".into()),
        ..line(8_000, FeeState::Exempt)
    };
    assert_eq!(blank.check(), Err(Refusal::NeedsReason));
    for dong in [0, MOST + 1] {
        assert_eq!(
            line(dong, FeeState::Due).check(),
            Err(Refusal::Invalid("fee_amount"))
        );
    }
    let unnamed = FeeLine {
        name: " ".into(),
        ..line(1, FeeState::Due)
    };
    assert_eq!(unnamed.check(), Err(Refusal::Missing("fee_name")));
}

#[test]
fn a_line_keeps_nothing_its_state_does_not_have() {
    let mixed = FeeLine {
        reason: Some(" hộ nghèo ".into()),
        method: Some(Method::Cash),
        receipt_no: Some("0012".into()),
        paid_at: Some(Moment(1)),
        ..line(8_000, FeeState::Exempt)
    };
    let tidied = mixed.tidied();
    assert_eq!(tidied.reason.as_deref(), Some("hộ nghèo"));
    assert_eq!(
        (tidied.method, tidied.receipt_no, tidied.paid_at),
        (None, None, None)
    );
}

#[test]
fn a_channel_with_fees_of_its_own_proposes_those_and_no_others() {
    let catalogue = [
        stated(None, 8_000, Some("mỗi bản sao")),
        stated(Some(Channel::Online), 4_000, None),
    ];
    let dong = |channel| -> Vec<u64> { proposed(&catalogue, channel).iter().map(|it| it.dong).collect() };
    assert_eq!(dong(Channel::Counter), [8_000]);
    assert_eq!(dong(Channel::Online), [4_000]);
    assert_eq!(
        proposed(&catalogue, Channel::Post)[0].note.as_deref(),
        Some("mỗi bản sao")
    );
}

#[test]
fn nothing_is_proposed_where_nothing_can_be_collected() {
    let mut foreign = stated(None, 10, None);
    foreign.currency = "USD".into();
    let open = Stated {
        amount: None,
        ..stated(None, 0, None)
    };
    let catalogue = [
        stated(None, 0, Some("Mức thu do HĐND cấp tỉnh quyết định")),
        foreign,
        open,
    ];
    assert_eq!(proposed(&catalogue, Channel::Counter), []);
}

#[test]
fn the_kind_is_read_from_the_note() {
    for (note, kind) in [
        ("", FeeKind::Charge),
        ("Lệ phí hộ tịch", FeeKind::Charge),
        ("Phí chứng thực mỗi trang", FeeKind::Fee),
        ("mỗi bản sao", FeeKind::Charge),
    ] {
        assert_eq!(text::kind_in(note), kind, "{note}");
    }
}

#[test]
fn lines_and_sums_are_said_as_the_counter_says_them() {
    let paid = FeeLine {
        method: Some(Method::Cash),
        receipt_no: Some("0012".into()),
        ..line(50_000, FeeState::Paid)
    };
    assert_eq!(
        text::line(&paid),
        "Lệ phí cấp bản sao 50.000 đồng, đã thu tiền mặt, biên lai 0012"
    );
    let all = [paid, line(8_000, FeeState::Due)];
    assert_eq!(text::sums(sums(&all)), "chưa thu 8.000 đồng, đã thu 50.000 đồng");
    assert_eq!(text::sums(sums(&[])), "không thu");
}

proptest! {
    #[test]
    fn the_three_sums_are_all_there_is(amounts in prop::collection::vec((1_u64..=MOST, 0_usize..3), 0..20)) {
        let lines: Vec<FeeLine> = amounts.iter().map(|(dong, at)| line(*dong, FeeState::ALL[*at])).collect();
        let sums = sums(&lines);
        prop_assert_eq!(sums.due + sums.paid + sums.exempt, amounts.iter().map(|it| it.0).sum::<u64>());
    }
}
