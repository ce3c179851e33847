//! The rest of a paper's legal text.

use super::*;
use crate::app::command::Offer;
use crate::app::key::Key;
use crate::domain::draft::PickedProcedure;
use crate::domain::rows::ComponentChoice;

const REST: &str = "Thủy sản hoặc văn bản của cơ quan nhà nước có thẩm quyền.\nBản chính để đối chiếu.";

fn with_note(cx: &mut Context) -> State {
    opened(cx);
    let draft = cx.draft_mut();
    draft.components[0].kind_ref = Some(1);
    draft.components[0].name = "Văn bản theo quy định của pháp luật về…".into();
    draft.components[1].kind_ref = Some(2);
    draft.procedure = Some(PickedProcedure {
        code: "1.004873".into(),
        name: "Cấp Giấy xác nhận tình trạng hôn nhân".into(),
        sector: "Hộ tịch".into(),
        version: "0f".into(),
        workflow: 0,
        case: None,
    });
    let (mut state, effects) = open(Subject::Draft, cx);
    let Effect::Ask(ticket, Query::Procedure { .. }) = &effects[1] else {
        panic!("{effects:?}")
    };
    let mut choice = sample::procedure("1.004873", "", vec![]);
    let kind = |position, note: Option<&str>| ComponentChoice {
        position,
        case: None,
        name: "Văn bản".into(),
        note: note.map(str::to_owned),
        copies: 1,
        form: PaperForm::Original,
        required: Required::Yes,
        submission: Submission::Submit,
        template: None,
    };
    choice.components = vec![kind(1, Some(REST)), kind(2, None)];
    let answer = Answer::Procedure(Some(Box::new(choice)));
    update(&mut state, Msg::Answered(*ticket, answer), cx);
    play(&mut state, cx, "<home>");
    state
}

fn offers(state: &State, cx: &Context) -> Vec<Command> {
    let offers = chrome(state, cx).offers;
    offers.iter().map(|offer: &Offer| offer.command).collect()
}

#[test]
fn the_rest_of_the_legal_text_stands_below_and_whole_in_a_screen_of_its_own() {
    let mut cx = context();
    let mut state = with_note(&mut cx);
    let seen = shot(&state, &cx);
    assert!(seen.contains("Quy định: Thủy sản hoặc văn bản"), "{seen}");
    assert!(seen.contains("(F10 Đọc đủ quy định)"), "{seen}");
    assert!(offers(&state, &cx).contains(&Command::ReadWording));
    let effects = update(
        &mut state,
        Msg::Key(Key::f(10), Some(Command::ReadWording)),
        &mut cx,
    );
    let Some(Destination::Wording(said)) = opens(&effects) else {
        panic!("{effects:?}")
    };
    let whole =
        "Văn bản theo quy định của pháp luật về Thủy sản hoặc văn bản của cơ quan nhà nước có thẩm quyền.";
    assert_eq!(said[..], [whole, "Bản chính để đối chiếu."]);
}

#[test]
fn a_paper_without_more_to_read_offers_nothing_to_read() {
    let mut cx = context();
    let mut state = with_note(&mut cx);
    play(&mut state, &mut cx, "<down>");
    assert!(!shot(&state, &cx).contains("Quy định:"));
    assert!(!offers(&state, &cx).contains(&Command::ReadWording));
    let effects = update(
        &mut state,
        Msg::Key(Key::f(10), Some(Command::ReadWording)),
        &mut cx,
    );
    assert_eq!(effects, []);
}
