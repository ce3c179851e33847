use super::*;
use crate::domain::receipt::Receipt;

fn at(text: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Moment::from_local(local)
}

fn event(when: &str, what: What) -> Event {
    Event {
        at: at(when),
        officer: "Hạnh".into(),
        what,
    }
}

fn to(officer: &str, finished: bool) -> What {
    What::Forwarded(Passed {
        step: "Xử lý".into(),
        officer: officer.into(),
        finished,
        ..Passed::default()
    })
}

#[test]
fn every_fact_is_found_by_its_name_and_names_differ() {
    for (at, fact) in SlipFact::ALL.iter().enumerate() {
        assert_eq!(SlipFact::named(fact.name()), Some(*fact));
        assert!(
            SlipFact::ALL[at + 1..]
                .iter()
                .all(|other| other.name() != fact.name())
        );
    }
    assert_eq!(SlipFact::named("hodler"), None);
    assert_eq!(SlipKind::named("receipt"), None);
}

#[test]
fn the_control_sheet_goes_from_hand_to_hand_and_counts_against_the_first_promise() {
    let events = [
        event("2023-02-14 08:00", What::Accepted),
        event("2023-02-14 09:00", to("Sơn", false)),
        event(
            "2023-02-20 09:00",
            What::Apologised {
                reason: "x".into(),
                before: Some(at("2023-02-21 17:00")),
                promised_at: at("2023-02-28 17:00"),
                leader: String::new(),
            },
        ),
        event("2023-02-21 16:59", to("Hạnh", true)),
        event("2023-02-22 09:00", What::HandedBack),
    ];
    let legs = legs(&events, "Bộ phận Một cửa", Some(at("2023-02-21 17:00")));
    let shown: Vec<_> = legs
        .iter()
        .map(|leg| (leg.unit.as_str(), leg.taker.as_str(), leg.result))
        .collect();
    assert_eq!(
        shown,
        [
            ("Bộ phận Một cửa", "Hạnh", Some(InTime::Early)),
            ("Xử lý", "Sơn", Some(InTime::OnTime)),
            ("Xử lý", "Hạnh", Some(InTime::Late)),
        ]
    );
}

#[test]
fn a_leg_without_a_promise_or_an_end_has_no_result() {
    let events = [
        event("2023-02-14 08:00", What::Accepted),
        event("2023-02-14 09:00", to("Sơn", false)),
    ];
    assert!(legs(&events, "", None).iter().all(|leg| leg.result.is_none()));
    let with = legs(&events, "", Some(at("2023-02-14 17:00")));
    assert_eq!(with[0].result, Some(InTime::OnTime));
    assert_eq!(with[1].result, None);
}

#[test]
fn papers_given_back_are_read_one_by_one() {
    let mut slip = Slip::blank(
        SlipKind::Withdrawal,
        Receipt::blank(at("2023-02-14 08:00").local()),
    );
    slip.tell(&event(
        "2023-02-15 08:00",
        What::Withdrawn {
            reason: "đề nghị".into(),
            papers: "Tờ khai;  Giấy chứng sinh ; ".into(),
        },
    ));
    assert_eq!(slip.items, ["Tờ khai", "Giấy chứng sinh"]);
    assert_eq!(slip.dossier.issued_at, at("2023-02-15 08:00").local());
}

#[test]
fn a_slip_is_of_the_act_that_asks_for_it() {
    let forwarded = to("Sơn", false);
    let of = |what: &What| SlipKind::ALL.into_iter().filter(|kind| kind.is_of(what)).count();
    assert_eq!(of(&forwarded), 2);
    assert_eq!(of(&What::HandedBack), 0);
    assert_eq!(of(&What::Accepted), 1);
}
