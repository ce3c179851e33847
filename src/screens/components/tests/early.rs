//! Keys that are quicker than the disk.

use super::*;

/// The heads of the list stand before the dossier is read: what is pressed then is about what comes.
#[test]
fn what_is_pressed_before_the_dossier_is_there_is_done_when_it_is() {
    let mut cx = context();
    let view = sample::view();
    let (dossier, last) = (view.row.id, view.components.last().unwrap().id);
    let (mut state, _) = open(Subject::Dossier(dossier), &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<end><up><f8><f7>"), []);
    let answer = Answer::Dossier(Some(Box::new(view)));
    let ticket = state.ticket;
    let effects = update(&mut state, Msg::Answered(ticket, answer), &mut cx);
    let led = effects.iter().find(|it| matches!(it, Effect::Open(_)));
    let led = led.cloned().into_iter().collect::<Vec<_>>();
    let wanted = Destination::Pages {
        dossier,
        component: last,
    };
    assert_eq!(opens(&led), Some(&wanted));
    assert_eq!(
        led.len(),
        1,
        "F7 was meant for the screen that opened, and for nothing here"
    );
    assert!(state.early.is_empty());
    // Leaving waits for nothing.
    let (mut state, _) = open(Subject::Dossier(dossier), &mut cx);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}
