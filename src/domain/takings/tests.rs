use proptest::prelude::*;

use super::*;

fn taking(officer: &str, method: Method, dong: i64) -> Taking {
    Taking {
        at: Moment::from_rfc3339("2023-02-14T08:30:00+07:00").unwrap(),
        code: "000.99.15.H08-230214-0001".into(),
        name: "Lệ phí".into(),
        dong,
        method,
        receipt_no: None,
        officer: officer.into(),
        reason: (dong < 0).then(|| "thu nhầm".to_owned()),
        exempted: 0,
    }
}

fn day(rows: Vec<Taking>) -> Takings {
    Takings {
        on: NaiveDate::from_ymd_opt(2023, 2, 14).unwrap(),
        rows,
    }
}

#[test]
fn sums_stand_by_officer_and_way_and_corrections_are_taken_off() {
    let takings = day(vec![
        taking("Võ Thị Lan", Method::Cash, 8_000),
        taking("Đinh Thị Hạnh", Method::Transfer, 50_000),
        taking("Võ Thị Lan", Method::Cash, -8_000),
        taking("Võ Thị Lan", Method::Cash, 5_000),
    ]);
    let said: Vec<String> = takings.sums().iter().map(text::sum).collect();
    assert_eq!(
        said,
        [
            "Võ Thị Lan, tiền mặt: 3 lần, 5.000 đồng",
            "Đinh Thị Hạnh, chuyển khoản: 1 lần, 50.000 đồng",
        ]
    );
    assert_eq!(takings.total(), 55_000);
    assert_eq!(text::cells(&takings.rows[2])[3], "-8.000 đồng");
    assert_eq!(text::cells(&takings.rows[2])[7], "sửa: thu nhầm");
}

/// A dossier that paid, got back and paid again has its papers once.
#[test]
fn what_is_not_digitised_is_counted_once_for_each_dossier() {
    let of = |code: &str, exempted| Taking {
        code: code.into(),
        exempted,
        ..taking("Võ Thị Lan", Method::Cash, 8_000)
    };
    let takings = day(vec![of("0001", 2), of("0002", 0), of("0001", 2), of("0003", 1)]);
    assert_eq!(
        text::exempted(&takings),
        "Không số hóa: 3 giấy tờ của 2 hồ sơ có khoản thu trong ngày"
    );
    assert_eq!(text::cells(&takings.rows[0])[7], "không số hóa 2 giấy tờ");
    let back = Taking {
        reason: Some("thu nhầm".into()),
        ..of("0001", 2)
    };
    assert_eq!(text::cells(&back)[7], "sửa: thu nhầm; không số hóa 2 giấy tờ");
}

proptest! {
    #[test]
    fn the_sums_add_up_to_the_total(
        moved in prop::collection::vec((0_usize..3, 0_usize..3, -1_000_000_i64..1_000_000), 0..40)
    ) {
        let names = ["An", "Bình", "Chi"];
        let rows = moved.iter().map(|(who, way, dong)| taking(names[*who], Method::ALL[*way], *dong));
        let takings = day(rows.collect());
        let sums = takings.sums();
        prop_assert_eq!(sums.iter().map(|sum| sum.dong).sum::<i64>(), takings.total());
        let counted: usize = sums.iter().map(|sum| sum.count as usize).sum();
        prop_assert_eq!(counted, moved.len());
    }
}
