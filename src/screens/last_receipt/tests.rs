use super::*;
use crate::app::job::{JobDone, JobFault};
use crate::app::testing::{context, drawn, no_keys_panic, play, said, shot, wide};
use crate::domain::series::Series;
use chrono::NaiveDate;

fn codes() -> Doubt {
    Doubt {
        series: Series::Code(NaiveDate::from_ymd_opt(2023, 2, 14).unwrap()),
        known: 3,
    }
}

fn register() -> Doubt {
    Doubt {
        series: Series::Register(2023),
        known: 300,
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    (open(vec![codes(), register()], &mut cx).0, cx)
}

#[test]
fn each_number_is_asked_for_by_its_paper_and_day_and_neither_is_taken_for_the_other() {
    let (mut state, mut cx) = opened();
    let shown = shot(&state, &cx);
    assert!(shown.contains("Mã hồ sơ, phiếu ngày 14/02/2023"), "{shown}");
    assert!(shown.contains("Dòng «Số», phiếu hẹn năm 2023"), "{shown}");
    assert!(shown.contains("4 số cuối hoặc cả mã; máy có đến 000.99.15.H08-230214-0003"));
    assert!(shown.contains("máy có đến 0300/TNHS"), "{shown}");
    let cases = [
        ("x", "Chưa đọc được. Nhập như 000.99.15.H08-230214-0003, hoặc 0."),
        (
            "0306/TNHS",
            "Đây là dòng «Số». Ô này cần Mã hồ sơ in trên phiếu. Nhập lại.",
        ),
        (
            "000.99.15.H08-230213-0009",
            "Mã này của ngày 13/02/2023, ô này cần ngày 14/02/2023. Chưa cấp thì nhập 0.",
        ),
        (
            "000.00.10.H08-230214-0009",
            "Mã này của cơ quan 000.00.10.H08. Xem phiếu của quầy này.",
        ),
        ("1003", "Quầy này cấp số từ 1 đến 999. Xem phiếu của quầy này."),
    ];
    for (typed, wanted) in cases {
        assert_eq!(play(&mut state, &mut cx, &format!("{typed}<f2>")), [], "{typed}");
        assert_eq!(said(&state, &cx), wanted, "{typed}");
        state.fields[0].line.clear();
    }
    play(&mut state, &mut cx, "9<tab>230214-0009<f2>");
    assert_eq!(
        said(&state, &cx),
        "Đây là số khác. Ô này cần dòng «Số», dạng 0300/TNHS."
    );
    assert_eq!(state.form.focus(), 1);
}

#[test]
fn f2_writes_both_once_and_goes_back_to_what_asked() {
    let (mut state, mut cx) = opened();
    let answers = vec![(codes().series, 9), (register().series, 306)];
    let start = |ticket| Effect::Start(Ticket(ticket), Job::SetLastNumbers(answers.clone()));
    let keys = "000.99.15.H08-230214-0009<enter>0306/TNHS<f2><f2>";
    assert_eq!(play(&mut state, &mut cx, keys), [start(1)]);
    let fault = JobEvent::Ended(Err(JobFault::Said("Chưa ghi được.".into())));
    assert_eq!(update(&mut state, Msg::Job(Ticket(1), fault), &mut cx), []);
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [start(2)]);
    let done = JobEvent::Ended(Ok(JobDone::Plain));
    assert_eq!(
        update(&mut state, Msg::Job(Ticket(2), done), &mut cx),
        [Effect::Back, Effect::Say(Message::done(text::WRITTEN))]
    );
}

#[test]
fn numbers_that_contradict_each_other_are_shown_once_more_before_they_are_written() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "306<tab>306<f2>"), []);
    assert_eq!(said(&state, &cx), text::CONTRADICT);
    // He looked again: the code of that day ends in 9.
    let keys = "<tab><backspace><backspace><backspace>9<f2>";
    let answers = vec![(codes().series, 9), (register().series, 306)];
    assert_eq!(
        play(&mut state, &mut cx, keys),
        [Effect::Start(Ticket(1), Job::SetLastNumbers(answers))]
    );
    let (mut state, mut cx) = opened();
    let answers = vec![(codes().series, 9), (register().series, 0)];
    assert_eq!(
        play(&mut state, &mut cx, "9<tab>0<f2><f2>"),
        [Effect::Start(Ticket(1), Job::SetLastNumbers(answers))]
    );
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("last_receipt", picture.text());
    insta::assert_snapshot!("last_receipt_120", wide(&mut state, &mut cx));
    assert!(picture.cursor.is_some());
    let slip = Doubt {
        series: Series::Form("handover".to_owned(), 2023),
        known: 0,
    };
    let (state, _) = open(vec![slip], &mut cx);
    insta::assert_snapshot!("last_slip", shot(&state, &cx));
}

no_keys_panic!(24, opened());
