//! Where the dialog opens, and what it says of what is ticked.

use super::*;

#[test]
fn without_a_scan_folder_the_next_dialog_opens_where_files_were_last_looked_for() {
    let mut cx = context();
    opened(FilesPurpose::Component, &mut cx);
    let next = |cx: &mut Context| {
        let (state, effects) = open(("Kết quả".into(), FilesPurpose::Result, None), (below(), cx));
        let [Effect::Start(ticket, Job::ListFiles { folder, .. })] = &effects[..] else {
            panic!("{effects:?}")
        };
        assert_eq!(*ticket, state.list_ticket);
        folder.clone()
    };
    assert_eq!(next(&mut cx), Some(PathBuf::from("quet")));
    cx.settings
        .0
        .insert("scan_folder".into(), "/home/hanh/Quet".into());
    assert_eq!(next(&mut cx), None, "new scans lie there");
}

#[test]
fn sound_and_film_have_no_pages_and_are_not_put_together() {
    let mut cx = context();
    let mut state = opened(FilesPurpose::Component, &mut cx);
    let film = entry("loi_khai.mp4", None, 5_000_000, "08:10:31");
    let page = entry("tk_1.jpg", Some(1), 400_000, "08:10:02");
    list_answered(&mut state, &mut cx, vec![film, page]);
    play(&mut state, &mut cx, "<home> ");
    let one = shot(&state, &cx);
    assert!(one.contains("Đã chọn 1 tệp · 4,7 MB cho «"), "{one}");
    play(&mut state, &mut cx, "<end> ");
    let both = shot(&state, &cx);
    assert!(both.contains("Đã chọn 2 tệp · 1 trang · 5,1 MB cho «"), "{both}");
    let film = entry("loi_khai.mp4", None, 5_000_000, "08:10:31");
    let pages = ["tk_1.jpg", "tk_2.jpg"].map(|name| entry(name, Some(1), 400_000, "08:10:02"));
    list_answered(&mut state, &mut cx, [&pages[..], &[film]].concat());
    play(&mut state, &mut cx, "<ctrl-a>");
    let all = shot(&state, &cx);
    assert!(
        all.contains("Đã chọn 3 tệp · 2 trang · 5,5 MB → 1 tệp PDF, 1 tệp giữ riêng"),
        "{all}"
    );
}
