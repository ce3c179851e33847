use super::*;
use crate::app::job::MadeOf;
use crate::app::testing::{context, no_keys_panic, play, said, shot, wide};
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;

const MB: u64 = 1024 * 1024;

fn heavy() -> HeavyFile {
    HeavyFile {
        name: "Hồ sơ địa chính thửa 12.pdf".into(),
        size: 41 * MB,
        pages: Some(56),
        signed: false,
        one_only: false,
        as_it_is: false,
        limit_mb: 30,
        made_of: MadeOf::Files(vec![]),
    }
}

fn tried(number: u8, size: u64, pages: (u32, u32)) -> Tried {
    Tried {
        path: format!("tmp/{number}.pdf").into(),
        file: StoredFile {
            sha256: FileHash([number; 32]),
            size,
            mime: "application/pdf".into(),
            name: format!("{number}.pdf"),
            pages: Some(pages.1 - pages.0 + 1),
            signature: SignatureMark::None,
        },
        pages,
    }
}

fn parts() -> Trial {
    Trial {
        made: vec![tried(1, 29 * MB, (1, 40)), tried(2, 12 * MB, (41, 56))],
        packed: None,
    }
}

fn lighter(size: u64) -> Trial {
    Trial {
        made: vec![tried(3, size, (1, 56))],
        packed: Some((60, 54)),
    }
}

fn ticket(measured: &Measured) -> Ticket {
    match measured {
        Measured::Running(ticket, _) => *ticket,
        other => panic!("not running: {other:?}"),
    }
}

fn ended(state: &mut State, cx: &mut Context, (way, trial): (Way, Result<Trial, JobFault>)) {
    let ticket = ticket(state.measured(way).unwrap());
    let ended = JobEvent::Ended(trial.map(JobDone::Tried));
    assert_eq!(update(state, Msg::Job(ticket, ended), cx), []);
}

/// Both ways are measured.
fn measured() -> (State, Context) {
    let mut cx = context();
    let (mut state, _) = open(heavy(), &mut cx);
    ended(&mut state, &mut cx, (Way::Split, Ok(parts())));
    ended(&mut state, &mut cx, (Way::Lighter, Ok(lighter(18 * MB))));
    (state, cx)
}

#[test]
fn both_ways_are_measured_and_stand_there_with_their_sizes() {
    let mut cx = context();
    let (mut state, effects) = open(heavy(), &mut cx);
    let file = || Box::new(heavy());
    let (split, packed) = (ticket(&state.split), ticket(&state.lighter));
    let start = [
        Effect::Start(split, Job::TrySplit(file())),
        Effect::Start(packed, Job::TryLighter(file())),
    ];
    assert_eq!(effects, start);
    update(
        &mut state,
        Msg::Job(packed, JobEvent::Progress { done: 12, total: 56 }),
        &mut cx,
    );
    insta::assert_snapshot!("measuring", shot(&state, &cx));
    ended(&mut state, &mut cx, (Way::Split, Ok(parts())));
    ended(&mut state, &mut cx, (Way::Lighter, Ok(lighter(18 * MB))));
    play(&mut state, &mut cx, "<down>");
    insta::assert_snapshot!("parts", shot(&state, &cx));
    insta::assert_snapshot!("parts_120", wide(&mut state, &mut cx));
    play(&mut state, &mut cx, "<down>");
    insta::assert_snapshot!("lighter", shot(&state, &cx));
}

#[test]
fn what_is_taken_was_made_before_and_is_kept_first() {
    let (mut state, mut cx) = measured();
    let effects = play(&mut state, &mut cx, "2");
    let ticket = state.keeping.unwrap();
    assert_eq!(effects, [Effect::Start(ticket, Job::KeepTried(parts().made))]);
    assert_eq!(play(&mut state, &mut cx, "1<esc>"), [], "one answer only");
    let files: Vec<StoredFile> = parts().made.into_iter().map(|it| it.file).collect();
    let done = JobEvent::Ended(Ok(JobDone::KeptTried(files.clone())));
    let answered = update(&mut state, Msg::Job(ticket, done), &mut cx);
    assert_eq!(answered, [Effect::Answer(Reply::Weighed(files))]);
}

#[test]
fn a_full_disk_while_keeping_leaves_the_choice_open() {
    let (mut state, mut cx) = measured();
    play(&mut state, &mut cx, "3");
    let ticket = state.keeping.unwrap();
    let fault = JobFault::Said("Ổ đĩa đầy.".into());
    update(&mut state, Msg::Job(ticket, JobEvent::Ended(Err(fault))), &mut cx);
    assert_eq!(said(&state, &cx), "Ổ đĩa đầy.");
    assert_eq!(play(&mut state, &mut cx, "3").len(), 1);
}

#[test]
fn keeping_it_stops_what_is_being_measured_and_throws_it_away() {
    let mut cx = context();
    let (mut state, _) = open(heavy(), &mut cx);
    let (split, packed) = (ticket(&state.split), ticket(&state.lighter));
    let effects = play(&mut state, &mut cx, "<enter>");
    assert_eq!(effects[..2], [Effect::Cancel(split), Effect::Cancel(packed)]);
    assert!(matches!(effects[2], Effect::Start(_, Job::DropTried)));
    assert_eq!(effects[3], Effect::Answer(Reply::Weighed(vec![])));
}

#[test]
fn esc_first_stops_measuring_and_a_number_measures_again() {
    let mut cx = context();
    let (mut state, _) = open(heavy(), &mut cx);
    assert_eq!(play(&mut state, &mut cx, "3"), []);
    assert_eq!(said(&state, &cx), text::WAIT);
    ended(&mut state, &mut cx, (Way::Split, Ok(parts())));
    let running = ticket(&state.lighter);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Cancel(running)]);
    assert_eq!(said(&state, &cx), text::STOPPED);
    // What comes late of it is not believed.
    let late = JobEvent::Ended(Ok(JobDone::Tried(lighter(MB))));
    update(&mut state, Msg::Job(running, late), &mut cx);
    assert_eq!(state.lighter, Measured::Stopped);
    let again = play(&mut state, &mut cx, "3");
    assert!(matches!(again[..], [Effect::Start(_, Job::TryLighter(_))]));
    ended(&mut state, &mut cx, (Way::Lighter, Err(JobFault::Cancelled)));
    let effects = play(&mut state, &mut cx, "<esc>");
    assert!(matches!(effects[0], Effect::Start(_, Job::DropTried)));
    assert_eq!(effects[1], Effect::Answer(Reply::Nothing));
}

#[test]
fn a_signed_file_and_a_film_can_only_be_kept() {
    let cases = [
        (
            HeavyFile {
                signed: true,
                ..heavy()
            },
            text::SIGNED,
        ),
        (
            HeavyFile {
                pages: None,
                ..heavy()
            },
            text::NO_PAGES,
        ),
    ];
    for (file, why) in cases {
        let mut cx = context();
        let (mut state, effects) = open(file, &mut cx);
        assert_eq!(effects, [], "nothing is made of it");
        for keys in ["2", "3"] {
            assert_eq!(play(&mut state, &mut cx, keys), []);
            assert_eq!(said(&state, &cx), why);
        }
    }
    let mut cx = context();
    let signed = HeavyFile {
        signed: true,
        ..heavy()
    };
    let (mut state, _) = open(signed, &mut cx);
    play(&mut state, &mut cx, "<down>");
    insta::assert_snapshot!("signed", shot(&state, &cx));
}

#[test]
fn what_gains_nothing_is_said_plainly() {
    let mut cx = context();
    let (mut state, _) = open(heavy(), &mut cx);
    let one = Trial {
        made: vec![tried(1, 41 * MB, (1, 1))],
        packed: None,
    };
    ended(&mut state, &mut cx, (Way::Split, Ok(one)));
    ended(&mut state, &mut cx, (Way::Lighter, Ok(lighter(41 * MB))));
    for (keys, why) in [("2", text::ONE_PAGE), ("3", text::NOT_LIGHTER)] {
        assert_eq!(play(&mut state, &mut cx, keys), []);
        assert_eq!(said(&state, &cx), why);
    }
    let mut cx = context();
    let (mut state, _) = open(heavy(), &mut cx);
    let fault = "Tệp PDF quá lớn để ghép.";
    ended(
        &mut state,
        &mut cx,
        (Way::Split, Err(JobFault::Said(fault.into()))),
    );
    play(&mut state, &mut cx, "2");
    assert_eq!(said(&state, &cx), fault);
}

#[test]
fn what_is_still_above_the_limit_says_so() {
    let mut cx = context();
    let (mut state, _) = open(heavy(), &mut cx);
    let many = (2..=9).map(|n| tried(n, 2 * MB, (u32::from(n), u32::from(n))));
    let first = tried(1, 33 * MB, (1, 1));
    let trial = Trial {
        made: std::iter::once(first).chain(many).collect(),
        packed: None,
    };
    ended(&mut state, &mut cx, (Way::Split, Ok(trial)));
    ended(&mut state, &mut cx, (Way::Lighter, Ok(lighter(35 * MB))));
    play(&mut state, &mut cx, "<down>");
    insta::assert_snapshot!("many_parts", shot(&state, &cx));
    play(&mut state, &mut cx, "<down>");
    assert!(shot(&state, &cx).contains("Nén hết mức vẫn trên 30 MB."));
}

#[test]
fn a_result_is_one_file() {
    let mut cx = context();
    let result = HeavyFile {
        one_only: true,
        as_it_is: false,
        ..heavy()
    };
    let (mut state, effects) = open(result, &mut cx);
    assert!(matches!(effects[..], [Effect::Start(_, Job::TryLighter(_))]));
    play(&mut state, &mut cx, "2");
    assert_eq!(said(&state, &cx), text::ONE_ONLY);
}

no_keys_panic!(32, measured());
