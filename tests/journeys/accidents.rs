//! Bad luck at the desk: power cut, printer off, a lost machine, a second window, a clock of another zone.

use std::process::Command;

use motcua::app::effect::Effect;
use motcua::app::msg::Ticket;
use motcua::domain::act::DossierAct;
use motcua::domain::refusal::Refusal;

use crate::hand::{Visitor, decided};
use crate::office::{HANH, Office, moment, shown};
use crate::papers::photo;

/// Where the child of the power cut finds its desk.
const CUT: &str = "MOTCUA_JOURNEY_CUT";

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

#[test]
fn power_cut_between_commit_and_receipt_leaves_one_receipt_to_print_with_one_key() {
    if let Some(home) = std::env::var_os(CUT) {
        let mut office = Office::at_home(home.into(), "2023-02-14T08:00:00+07:00");
        office.log_in(HANH);
        office.received(&dat());
        unreachable!("the power was cut before");
    }
    let mut office = Office::open();
    office.hands().leave();
    let this = "accidents::power_cut_between_commit_and_receipt_leaves_one_receipt_to_print_with_one_key";
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", this])
        .env(CUT, office.home())
        .env("MOTCUA_CRASH_AT", "after-commit#0")
        .output()
        .unwrap();
    assert!(!child.status.success(), "the child died");
    office
        .others_worked_here()
        .leave_and_reopen()
        .log_in(HANH)
        .sees("Lần trước máy tắt đột ngột")
        .sees("1 phiếu chưa in");
    office.sees("Chưa in: 230214-0001");
    assert_eq!(office.dossier("230214-0001").forms.len(), 0);
    office.keys("<f7>");
    let view = office.dossier("230214-0001");
    assert_eq!(
        (view.forms.len(), view.forms[0].prints),
        (1, 1),
        "{}",
        office.screen()
    );
    office.sees_no("Chưa in: 230214-0001");
    office.ends_sound();
}

#[test]
fn the_desk_examines_itself_over_any_screen_and_says_what_to_do() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossier = office.received(&dat()).row.id;
    let scans = office.beside("quet");
    office.attach(dossier, "Tờ khai", vec![photo(&scans, "tk.jpg", 80)]);
    office
        .keys("<f10>")
        .types("tu kiem tra")
        .keys("<enter>")
        .sees("Tự kiểm tra xong: không có lỗi.");
    office.keys("<esc>").sees("Trang chính");

    // A file is taken away behind the program's back, and put there again.
    let page = office.view(dossier).components[0].files[0].sha256;
    let path = motcua::store::blobs::Blobs::of(office.home()).place(page);
    let aside = scans.join("aside");
    std::fs::rename(&path, &aside).unwrap();
    office.types("0001").keys("<enter><f10>").types("tu kiem tra");
    office
        .keys("<enter>")
        .sees("Thiếu hoặc hỏng 1")
        .sees("lấy lại từ bản sao lưu")
        .sees("(hồ sơ 000.99.15.H08-230214-0001, «Tờ khai»)");
    std::fs::rename(&aside, &path).unwrap();
    office.keys("<f5>").sees("không có lỗi");
    office.keys("<esc>").sees("230214-0001");
    office.ends_sound();
}

#[test]
fn with_the_printer_off_the_reception_ends_and_the_receipt_waits() {
    let mut office = Office::open();
    office.log_in(HANH);
    let (ticket, key) = (Ticket(u64::MAX), "viewer".to_owned());
    office.perform(Effect::KeepLocal {
        ticket,
        key,
        value: "/nowhere/viewer".to_owned(),
    });
    let view = office.received(&dat());
    assert!(office.printed(view.row.id).is_err());
    let view = office.view(view.row.id);
    assert_eq!((view.forms.len(), view.forms[0].prints), (1, 0));
    office
        .leave_and_reopen()
        .log_in(HANH)
        .sees("Chưa in: 230214-0001");
    office.keys("<f7>").sees("!").sees("Chưa in: 230214-0001");
    let key = "viewer".to_owned();
    office.perform(Effect::KeepLocal {
        ticket,
        key,
        value: "true".to_owned(),
    });
    office.keys("<f7>").sees_no("Chưa in: 230214-0001");
    office.ends_sound();
}

#[test]
fn a_receipt_that_was_not_printed_waits_on_home_however_far_the_dossier_goes_that_day() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossier = office.received(&dat()).row.id;
    decided(&mut office, dossier);
    office
        .sees("Có kết quả, chờ trả         1")
        .sees("Chưa in: 230214-0001");
    office.keys("<f7>").sees_no("Chưa in: 230214-0001");
    assert_eq!(office.dossier("230214-0001").forms[0].prints, 1);
    office.ends_sound();
}

#[test]
fn a_second_window_on_the_folder_only_looks() {
    let mut office = Office::open();
    office.log_in(HANH);
    let view = office.received(&dat());
    let second = office.second_window();
    assert!(second.model.cx.read_only);
    assert!(shown(&second).contains("CHỈ XEM"), "{}", shown(&second));
    let request = motcua::domain::act::Request {
        actor: office.officer(HANH),
        approval: None,
        act: motcua::domain::act::Act::Dossier {
            dossier: view.row.id,
            act: DossierAct::SetCabinet {
                cabinet: "tủ 3".to_owned(),
            },
        },
    };
    let effect = Effect::Change(Ticket(u64::MAX), Box::new(request));
    let answer = second
        .hands
        .perform(effect, &mut |_| std::ops::ControlFlow::Continue(()));
    assert!(
        matches!(
            answer,
            Some(motcua::app::msg::Msg::Changed(_, Err(Refusal::ReadOnly)))
        ),
        "{answer:?}"
    );
    drop(second);
    office.keys("1<enter>").sees("230214-0001");
    office.ends_sound();
}

#[test]
fn on_a_machine_of_another_zone_days_and_months_are_the_offices() {
    // 28/02 17:30 of the world clock is 01/03 at the desk.
    let mut office = Office::open();
    office
        .clock_shows("2023-02-28T17:30:00+00:00")
        .leave_and_reopen()
        .log_in(HANH);
    office.sees("01/03/2023").sees("00:30");
    let view = office.received(&dat());
    assert_eq!(view.row.code.as_deref(), Some("000.99.15.H08-230301-0001"));
    assert_eq!(view.row.due_at, Some(moment("2023-03-06T17:00:00+07:00")));
    office.ends_sound();
}
