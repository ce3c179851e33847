use super::*;
use crate::app::job::SignedSoFar;
use crate::app::testing::{context, no_keys_panic, play, said, shot, wide};
use crate::domain::ids::{DossierId, FormId};
use crate::domain::signing::{Certificate, KeyPlace};
use crate::domain::time::Moment;

fn at(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

fn key(device: &str, tries: TriesLeft) -> FoundKey {
    FoundKey {
        place: KeyPlace::Token {
            library: "/usr/lib/vnptca_p11.so".into(),
            slot: Some(device.to_owned()),
        },
        device: device.to_owned(),
        certificate: Some(Certificate {
            owner: "UBND XÃ AN TOÀN".into(),
            issuer: "CA thử nghiệm".into(),
            serial: "0a01".into(),
            from: at("2022-06-30T00:00:00+07:00"),
            to: at("2024-06-30T00:00:00+07:00"),
        }),
        tries,
        pin: PinEntry::Typed,
    }
}

fn unsigned(n: u8) -> Unsigned {
    Unsigned {
        form: FormId::from_bytes([n; 16]),
        dossier: DossierId::from_bytes([n; 16]),
        code: format!("000.99.15.H08-230214-000{n}"),
        holder: ["Đinh Thị Hà", "Trần Minh Quân", "Hợp tác xã nông nghiệp An Toàn"][usize::from(n) - 1]
            .into(),
    }
}

/// Three receipts of today and these keys.
fn opened(keys: Vec<FoundKey>) -> (State, Context) {
    let mut cx = context();
    let (mut state, effects) = open(vec![], &mut cx);
    let asked = Effect::Ask(state.items_ticket, Query::UnsignedReceipts);
    assert_eq!(effects, [Effect::Start(state.keys_ticket, Job::FindKeys), asked]);
    let items = Answer::UnsignedReceipts([1, 2, 3].map(unsigned).to_vec());
    let ticket = state.items_ticket;
    update(&mut state, Msg::Answered(ticket, items), &mut cx);
    let found = Keys {
        found: keys,
        trouble: vec![],
    };
    let ticket = state.keys_ticket;
    let ended = JobEvent::Ended(Ok(JobDone::Keys(found)));
    update(&mut state, Msg::Job(ticket, ended), &mut cx);
    (state, cx)
}

/// The PIN is typed and F2 pressed; the batch that goes out, and its ticket.
fn signing(state: &mut State, cx: &mut Context) -> (Ticket, SignWanted) {
    match play(state, cx, "1234<f2>").pop() {
        Some(Effect::Start(ticket, Job::Sign(wanted))) => (ticket, *wanted),
        other => panic!("{other:?}"),
    }
}

fn ended(state: &mut State, cx: &mut Context, (ticket, signed, why): (Ticket, usize, Option<&str>)) {
    let why = why.map(str::to_owned);
    let done = JobDone::Signed(SignedSoFar { signed, why });
    update(state, Msg::Job(ticket, JobEvent::Ended(Ok(done))), cx);
}

#[test]
fn the_receipts_of_the_day_are_signed_with_one_pin_and_each_is_told() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many)]);
    insta::assert_snapshot!("ready", shot(&state, &cx));
    insta::assert_snapshot!("ready_120", wide(&mut state, &mut cx));
    let (ticket, wanted) = signing(&mut state, &mut cx);
    assert_eq!((wanted.items.len(), wanted.pin.0.as_str()), (3, "1234"));
    assert!(state.pin.is_empty(), "nothing of the PIN stays");
    update(
        &mut state,
        Msg::Job(ticket, JobEvent::Progress { done: 1, total: 3 }),
        &mut cx,
    );
    insta::assert_snapshot!("signing", shot(&state, &cx));
    assert_eq!(
        play(&mut state, &mut cx, "5678<f2><f5>"),
        [],
        "one batch at a time"
    );
    ended(&mut state, &mut cx, (ticket, 3, None));
    insta::assert_snapshot!("done", shot(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

#[test]
fn what_is_signed_stays_signed_and_the_next_pin_goes_on_behind_it() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many)]);
    let (ticket, _) = signing(&mut state, &mut cx);
    ended(
        &mut state,
        &mut cx,
        (
            ticket,
            1,
            Some("Thiết bị bị rút khi đang ký. Cắm lại rồi bấm F6."),
        ),
    );
    let words = said(&state, &cx);
    assert!(
        words.contains("bị rút") && words.contains("1 tệp đã ký xong, 2 tệp chưa"),
        "{words}"
    );
    let (ticket, wanted) = signing(&mut state, &mut cx);
    assert_eq!(wanted.items.len(), 2);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Cancel(ticket)]);
    assert!(said(&state, &cx).contains("dừng"));
    ended(&mut state, &mut cx, (ticket, 2, None));
    assert!(said(&state, &cx).contains("Đã ký xong 3"));
}

#[test]
fn a_pin_is_never_sent_twice_and_a_locked_or_missing_device_is_not_tried() {
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Last)]);
    assert!(shot(&state, &cx).contains("CÒN MỘT LẦN"));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), []);
    assert!(said(&state, &cx).contains("Chưa nhập mã PIN"));
    let (ticket, _) = signing(&mut state, &mut cx);
    ended(
        &mut state,
        &mut cx,
        (ticket, 0, Some("Mã PIN thiết bị chưa đúng.")),
    );
    assert_eq!(
        play(&mut state, &mut cx, "<f2>"),
        [],
        "the wrong one is not there to be tried again"
    );
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Locked)]);
    assert_eq!(play(&mut state, &mut cx, "1234<f2>"), []);
    assert!(said(&state, &cx).contains("đã khóa"));
    let (mut state, mut cx) = opened(vec![]);
    assert!(said(&state, &cx).contains("Không thấy thiết bị ký"));
    assert_eq!(play(&mut state, &mut cx, "1234<f2>"), []);
    let again = play(&mut state, &mut cx, "<f5>");
    assert!(matches!(again[..], [Effect::Start(_, Job::FindKeys)]));
}

#[test]
fn one_of_several_keys_is_chosen_and_one_that_lies_open_asks_no_pin() {
    let open = FoundKey {
        place: KeyPlace::Pem("/home/can-bo/khoa.pem".into()),
        pin: PinEntry::No,
        ..key("khoa.pem", TriesLeft::Many)
    };
    let (mut state, mut cx) = opened(vec![key("USB Token VGCA", TriesLeft::Many), open]);
    play(&mut state, &mut cx, "12<f4>");
    insta::assert_snapshot!("open_key", shot(&state, &cx));
    let effects = play(&mut state, &mut cx, "<f2>");
    let [Effect::Start(_, Job::Sign(wanted))] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (wanted.pin.0.as_str(), &wanted.place),
        ("", &KeyPlace::Pem("/home/can-bo/khoa.pem".into()))
    );
}

no_keys_panic!(32, opened(vec![key("USB Token VGCA", TriesLeft::Few)]));
