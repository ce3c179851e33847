//! The two sides of a card.

use super::*;

/// The sheet that was made of the first two pages.
fn sheet() -> TrayPage {
    let mut sheet = scan(9, (200, DpiKnown::Assumed), &["card"]);
    sheet.page.file_name = "S0001+S0002.pdf".into();
    sheet
}

#[test]
fn two_ticked_pages_become_one_sheet_that_is_ticked_and_an_undo_brings_the_two_back() {
    let (mut state, mut cx) = opened();
    for keys in ["", "<space>", "<space><space>"] {
        play(&mut state, &mut cx, keys);
        if state.pages.ticked().len() != 2 {
            assert_eq!(update(&mut state, palette(Command::JoinCard), &mut cx), []);
            assert_eq!(said(&state, &cx), text::TICK_BOTH_SIDES);
        }
    }
    play(&mut state, &mut cx, "<up><space>");
    assert_eq!(state.pages.ticked(), [id(1), id(2)]);
    let effects = update(&mut state, palette(Command::JoinCard), &mut cx);
    let [Effect::Start(ticket, Job::JoinCard { sides })] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(sides, &[id(1), id(2)]);
    assert_eq!(
        update(&mut state, palette(Command::JoinCard), &mut cx),
        [],
        "once"
    );
    let joined = JobDone::Joined {
        page: id(9),
        assumed: true,
    };
    update(
        &mut state,
        Msg::Job(*ticket, JobEvent::Ended(Ok(joined))),
        &mut cx,
    );
    assert!(said(&state, &cx).starts_with("Đã ghép hai mặt thẻ; cỡ thẻ phỏng đoán"));
    let mut after = rows();
    after.trashed = after.pages.drain(..2).collect();
    after.pages.insert(0, sheet());
    let asked = state.asked;
    update(&mut state, Msg::Answered(asked, Answer::Tray(after)), &mut cx);
    assert_eq!(
        (state.pages.ticked(), state.pages.pointed()),
        ([id(9)].as_slice(), Some(&id(9)))
    );
    insta::assert_snapshot!("card_80", shot(&state, &cx));
    insta::assert_snapshot!("card_120", wide(&mut state, &mut cx));
    let effects = play(&mut state, &mut cx, "<ctrl-u>");
    let (out, back) = (vec![id(9)], vec![id(1), id(2)]);
    assert_eq!(tray_act(&effects), TrayAct::Swap { out, back });
}

#[test]
fn why_a_card_was_not_joined_is_said_and_the_two_pages_stay_ticked() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<space><space>");
    let effects = update(&mut state, palette(Command::JoinCard), &mut cx);
    let [Effect::Start(ticket, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let fault = JobFault::Said("S0001.jpg: không nhận ra hình thẻ.".into());
    update(
        &mut state,
        Msg::Job(*ticket, JobEvent::Ended(Err(fault))),
        &mut cx,
    );
    assert_eq!(said(&state, &cx), "S0001.jpg: không nhận ra hình thẻ.");
    assert_eq!(state.pages.ticked(), [id(1), id(2)]);
}
