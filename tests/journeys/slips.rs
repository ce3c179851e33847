//! KB05, KB06, KB09 and the other slips: made after the act, looked at, printed, found again, printed anew with the mark.

use motcua::app::destination::SlipWanted;
use motcua::app::job::{Job, JobDone};
use motcua::domain::dossier::Status;
use motcua::domain::held::held;
use motcua::domain::ids::DossierId;
use motcua::domain::query::Query;
use motcua::domain::rows::{DossierView, FormView};
use motcua::domain::slip::SlipKind;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, RO, SON, moment, pin_of};
use crate::supplement::{asked, newest};

impl Office {
    /// What stands on the newest slip of this template.
    #[track_caller]
    fn slip_text(&self, dossier: DossierId, template: &str) -> String {
        let view = self.view(dossier);
        let form = newest_of(&view, template);
        let motcua::domain::query::Answer::Path(Some(path)) = self.ask(Query::Form(form.id)) else {
            panic!("the slip is not there");
        };
        let printed = std::process::Command::new("pdftotext")
            .arg("-layout")
            .arg(&path)
            .arg("-")
            .output();
        let text = match printed {
            Ok(output) => String::from_utf8(output.stdout).unwrap(),
            Err(_) => match self.job(Job::Slip(SlipWanted::Printed {
                dossier,
                form: form.id,
                kind: SlipKind::named(template).unwrap(),
            })) {
                Ok(JobDone::Slip { lines, .. }) => lines.join("\n"),
                other => panic!("{other:?}"),
            },
        };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Each of these stands on it.
    #[track_caller]
    fn says(&self, (dossier, template): (DossierId, &str), lines: &[&str]) {
        let text = self.slip_text(dossier, template);
        for line in lines {
            assert!(text.contains(line), "no «{line}» in {text}");
        }
    }

    fn leader_says_yes(&mut self) -> &mut Self {
        self.sees("Lãnh đạo duyệt").types(pin_of(RO)).keys("<f2>")
    }
}

#[track_caller]
fn newest_of<'a>(view: &'a DossierView, template: &str) -> &'a FormView {
    let found = view.forms.iter().filter(|form| form.template == template);
    found.max_by_key(|form| form.made_at).unwrap()
}

fn prints(view: &DossierView, template: &str) -> Vec<u32> {
    let of = view.forms.iter().filter(|form| form.template == template);
    of.map(|form| form.prints).collect()
}

#[test]
fn kb05_what_lacks_is_asked_for_on_one_slip_that_names_both_and_is_printed_from_its_preview() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:40:00+07:00").log_in(HANH);
    asked(&mut office);
    let dossier = newest(&office).row.id;
    assert_eq!(
        prints(&office.view(dossier), "supplement"),
        [0],
        "kept, not printed"
    );
    // Found again among the dossier's slips by its own command, and printed.
    office.keys("<f10>").types("phieu khac").keys("<enter>");
    office.sees("Phiếu yêu cầu bổ sung").keys("<enter>");
    office
        .sees("PHIẾU YÊU CẦU BỔ SUNG,")
        .keys("<f7>")
        .sees("Đã mở phiếu để xem");
    let view = office.view(dossier);
    assert_eq!((view.row.status, view.row.due_at), (Status::Supplement, None));
    assert_eq!(view.waits[0].items.len(), 2);
    assert_eq!(prints(&view, "supplement"), [1]);
    assert!(view.forms.iter().all(|form| form.template != "receipt"));
    let number = newest_of(&view, "supplement").number.clone();
    assert!(number.ends_with("/HDHS"), "{number}");
    let items = &view.waits[0].items;
    office.says(
        (dossier, "supplement"),
        &[
            &format!("Số: {number}"),
            "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Hồ Thị Lan",
            &format!("1) {}", items[0]),
            &format!("2) {}", items[1]),
            "NGƯỜI HƯỚNG DẪN",
            "Đinh Thị Hạnh",
        ],
    );
    // The second copy is a reprint of the same number.
    office.keys("<f7>").keys("<esc>");
    let view = office.view(dossier);
    assert_eq!(prints(&view, "supplement"), [1, 1]);
    assert!(view.forms.iter().all(|form| form.number == number));
    office.says((dossier, "supplement"), &["(In lại lần 1)"]);
    office.ends_sound();
}

#[test]
fn kb06_what_is_not_for_this_office_is_refused_on_a_slip_with_its_own_number_and_no_receipt() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T10:05:00+07:00").log_in(HANH);
    office.keys("<f2>").types("052068009012").keys("<enter>1");
    office.types("quyen su dung dat").keys("<f10>");
    office
        .types("tu choi")
        .keys("<enter>")
        .sees("Họ và tên")
        .sees("Về việc");
    office.keys("<f2>");
    office.types("Võ Hữu Phúc").keys("<enter>");
    office
        .types("Cấp giấy chứng nhận quyền sử dụng đất lần đầu")
        .keys("<enter>");
    office.types("Không thuộc thẩm quyền").keys("<enter>");
    office.types("Điều 105 Luật Đất đai").keys("<tab>");
    office.types("Chi nhánh Văn phòng đăng ký đất đai");
    // Seen before it is done: nothing is kept of that.
    office
        .keys("<f7>")
        .sees("chưa lập, chưa lưu")
        .sees("PHIẾU TỪ CHỐI");
    assert_eq!(office.value::<i64>("SELECT count(*) FROM form"), 0);
    office.keys("<esc><f2>").sees("PHIẾU TỪ CHỐI").keys("<f7>");
    let dossier = newest(&office).row.id;
    let view = office.view(dossier);
    assert_eq!(
        (view.row.status, view.row.code.as_deref()),
        (Status::Refused, None)
    );
    assert_eq!(prints(&view, "refusal"), [1]);
    assert_eq!(view.forms.len(), 1, "no due slip");
    office.says(
        (dossier, "refusal"),
        &[
            &format!("Số: {}", view.forms[0].number),
            "Tiếp nhận hồ sơ của: Võ Hữu Phúc",
            "Cấp giấy chứng nhận quyền sử dụng đất",
            "Không thuộc thẩm quyền",
            "Căn cứ: Điều 105 Luật Đất đai",
            "Chi nhánh Văn phòng đăng ký đất đai",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
            "Đinh Thị Hạnh",
        ],
    );
    let next = office.received(&Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873"));
    assert!(
        next.row.code.unwrap().ends_with("-0001"),
        "a refusal uses up no number"
    );
    office.ends_sound();
}

/// A dossier at the desk of its officer, who apologises until that day.
fn apologised(received: &str, apologise: &str, until: &str) -> (Office, DossierId) {
    let mut office = Office::open();
    office.clock_shows(received).log_in(HANH);
    let quan = Visitor::person("052085007788", "Trần Minh Quân", "1.004873");
    let dossier = office.received(&quan).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at(apologise, SON).keys("2<enter><enter><f10>");
    office.types("xin loi").keys("<enter>").sees("Xin lỗi và hẹn lại");
    office.types("chờ xác minh nơi cư trú trước đây").keys("<tab>");
    office.types(until).keys("<f2>").sees("Đã ghi xin lỗi");
    (office, dossier)
}

#[test]
fn kb09_an_apology_says_both_promises_and_bears_the_title_of_its_form_set() {
    let (mut office, dossier) = apologised(
        "2023-02-16T09:00:00+07:00",
        "2023-02-21T14:30:00+07:00",
        "23022023",
    );
    office.sees("PHIẾU XIN LỖI VÀ HẸN LẠI").keys("<f7>");
    let due = moment("2023-02-21T17:00:00+07:00");
    let view = office.view(dossier);
    assert_eq!(view.row.due_at, Some(due), "the first promise stands");
    let form = newest_of(&view, "apology");
    assert_eq!((form.form_set.as_str(), form.prints), ("TT01-2018", 1));
    assert!(form.number.ends_with("/PXL"), "{}", form.number);
    office.says(
        (dossier, "apology"),
        &[
            "Kính gửi: Trần Minh Quân",
            "Ngày 16 tháng 02 năm 2023",
            "Ngày hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 21 tháng 02 năm 2023",
            "Lý do: chờ xác minh nơi cư trú trước đây",
            "Thời gian hẹn trả kết quả lại: 17 giờ 00 phút, ngày 23 tháng 02 năm 2023",
        ],
    );
    // The second one needs the leader, breaks the second promise and is a form of its own.
    office
        .at("2023-02-23T15:00:00+07:00", SON)
        .keys("2<enter><enter><f10>");
    office
        .types("xin loi")
        .keys("<enter>")
        .types("chờ tiếp")
        .keys("<tab>");
    office.types("24022023").keys("<f2>").leader_says_yes();
    office.sees("Đã ghi xin lỗi");
    let view = office.view(dossier);
    assert_eq!(view.row.due_at, Some(due));
    assert_eq!(prints(&view, "apology"), [1, 0]);
    office.says(
        (dossier, "apology"),
        &["hồ sơ: 17 giờ 00 phút, ngày 23 tháng 02 năm 2023", "Đinh Văn Rỡ"],
    );
    office.ends_sound();

    let (mut office, dossier) = apologised(
        "2025-11-10T09:00:00+07:00",
        "2025-11-13T14:30:00+07:00",
        "17112025",
    );
    office.sees("VĂN BẢN XIN LỖI");
    assert_eq!(newest_of(&office.view(dossier), "apology").form_set, "TT03-2025");
    office.says(
        (dossier, "apology"),
        &["VÀ ĐỀ NGHỊ GIA HẠN", "Đề nghị gia hạn thời gian giải quyết;"],
    );
    office.ends_sound();
}

#[test]
fn a_withdrawal_lists_the_papers_and_the_control_sheet_and_the_hand_over_follow_the_history() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:50:00+07:00").log_in(HANH);
    let dossier = office
        .received(&Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873"))
        .row
        .id;
    office.clock_shows("2023-02-14T09:10:00+07:00");
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office
        .at("2023-02-15T10:00:00+07:00", HANH)
        .keys("2<enter><enter>");
    for (at, heading) in [(1, "BÀN GIAO HỒ SƠ"), (2, "PHIẾU KIỂM SOÁT")] {
        office.keys("<f10>").types("phieu khac").keys("<enter>");
        office.keys(&format!("{at}<enter>"));
        office.sees(heading).keys("<f7>").keys("<esc>");
    }
    office.says(
        (dossier, "handover"),
        &[
            "BÊN GIAO: Đinh Thị Hạnh",
            "BÊN NHẬN: Nguyễn Văn Sơn",
            "Giấy tờ bàn giao gồm:",
        ],
    );
    office.says(
        (dossier, "control"),
        &[
            "1. Giao: 09 giờ 10 phút, ngày 14/02/2023",
            "Người giao Người nhận",
            "Trước hạn",
        ],
    );
    office.keys("<f10>").types("rut ho so").keys("<enter>");
    office.sees("theo đề nghị của chủ hồ sơ?").keys("<f2>");
    office
        .sees("PHIẾU RÚT HỒ SƠ")
        .keys("<f7><esc>")
        .sees("Phiếu rút hồ sơ · số");
    let view = office.view(dossier);
    assert_eq!(view.row.status, Status::Withdrawn);
    let papers: Vec<String> = (1..)
        .zip(held(&view))
        .map(|(n, it)| format!("{n}) {}", it.name))
        .collect();
    assert!(!papers.is_empty());
    let papers: Vec<&str> = papers.iter().map(String::as_str).collect();
    office.says((dossier, "withdrawal"), &papers);
    office.ends_sound();
}
