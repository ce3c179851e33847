//! One image gives way to another.

use super::*;

/// Two sheets, every side there, and these images in the tray.
fn whole_form(tray: &[u8]) -> (State, Context) {
    let pages = (1..=4).map(|number| whole(number, u32::from(number))).collect();
    let tray = tray.iter().map(|number| in_tray(*number)).collect();
    opened((view_of(claim(2, 2, &[]), pages), tray))
}

fn files(new: &NewPages) -> Vec<(u32, String)> {
    let pages = new.pages.iter();
    pages.map(|page| (page.side, page.file_name.clone())).collect()
}

#[test]
fn the_pointed_page_takes_the_one_image_of_the_tray_and_says_what_became_of_the_old_one() {
    let (mut state, mut cx) = whole_form(&[9]);
    let new = set(&play(&mut state, &mut cx, "<home><down>t"));
    let wanted = [
        (1, "S0001.jpg"),
        (2, "S0009.jpg"),
        (3, "S0003.jpg"),
        (4, "S0004.jpg"),
    ];
    assert_eq!(files(&new), wanted.map(|(side, name)| (side, name.to_owned())));
    assert_eq!(new.taken, [in_tray(9).id]);
    let words = "Đã thay ảnh mặt 2: S0002.jpg → S0009.jpg. Ảnh cũ về khay; F2 ghép lại.";
    assert_eq!(said(&state, &cx), words);
    insta::assert_snapshot!("replaced_80", shot(&state, &cx));
    insta::assert_snapshot!("replaced_120", wide(&mut state, &mut cx));
}

#[test]
fn of_several_images_one_is_chosen_the_newest_first() {
    let (mut state, mut cx) = whole_form(&[8, 9]);
    let effects = play(&mut state, &mut cx, "<home>t");
    let Some(Destination::PickRow { title, rows }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(title, "Thay ảnh mặt 1 bằng ảnh nào");
    assert_eq!(
        rows,
        &["S0009.jpg · 09:15:12 · 200 dpi", "S0008.jpg · 09:15:12 · 200 dpi"]
    );
    let new = set(&update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx));
    assert_eq!(
        (files(&new)[0].1.as_str(), &new.taken),
        ("S0008.jpg", &vec![in_tray(8).id])
    );
    // Closed without a choice nothing is replaced.
    let (mut state, mut cx) = whole_form(&[8, 9]);
    play(&mut state, &mut cx, "<home>t");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
}

#[test]
fn a_side_without_an_image_and_an_empty_tray_say_what_to_do() {
    let (mut state, mut cx) = opened(lacking());
    assert_eq!(play(&mut state, &mut cx, "t"), []);
    assert_eq!(said(&state, &cx), text::NOTHING_TO_REPLACE);
    let (mut state, mut cx) = whole_form(&[]);
    assert_eq!(play(&mut state, &mut cx, "<home>t"), []);
    assert_eq!(said(&state, &cx), text::TRAY_EMPTY);
}

/// T19 (naps2#639): pages come in while one is being replaced.
#[test]
fn what_is_replaced_stays_the_same_page_while_others_come_into_the_tray() {
    let (mut state, mut cx) = whole_form(&[8, 9]);
    play(&mut state, &mut cx, "<home><down>t");
    // The list is open; two more pages come, before and after, and the screen reads all anew.
    update(&mut state, Msg::TrayGrew(2), &mut cx);
    let pages = (1..=4).map(|number| whole(number, u32::from(number))).collect();
    let tray = [6, 8, 9, 10].map(in_tray).to_vec();
    hear(&mut state, &mut cx, (view_of(claim(2, 2, &[]), pages), tray));
    let new = set(&update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx));
    assert_eq!(new.taken, [in_tray(9).id], "the one that was shown first");
    assert_eq!(files(&new)[1], (2, "S0009.jpg".to_owned()));
    // Where the page itself has gone meanwhile, nothing is replaced.
    let (mut state, mut cx) = whole_form(&[8, 9]);
    play(&mut state, &mut cx, "<home><down>t");
    update(&mut state, Msg::TrayGrew(1), &mut cx);
    let pages = vec![whole(1, 1), whole(7, 2), whole(3, 3), whole(4, 4)];
    hear(
        &mut state,
        &mut cx,
        (view_of(claim(2, 2, &[]), pages), vec![in_tray(8), in_tray(9)]),
    );
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx), []);
    assert_eq!(said(&state, &cx), text::CHANGED_MEANWHILE);
}
