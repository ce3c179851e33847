//! The moves of a dossier, each by its keys, and each once where it may not be: refused in advance, in words.

use motcua::domain::act::DossierAct;
use motcua::domain::dossier::{Product, Status};
use motcua::domain::ids::DossierId;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, RO, SCANS, SON, moment, pin_of};
use crate::papers::{pdf, written_at};

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

/// A dossier that Sơn processes; he sits at the desk with it before him.
fn processed() -> (Office, DossierId) {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&dat()).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:00:00+07:00", SON);
    office.keys("2<enter><enter>").sees("Đang xử lý");
    (office, dossier)
}

impl Office {
    /// A command of the palette.
    fn commands(&mut self, words: &str) -> &mut Self {
        self.keys("<f10>").types(words).keys("<enter>")
    }

    /// The palette shows the command as not possible, with this reason, and Enter does nothing.
    #[track_caller]
    fn is_refused(&mut self, words: &str, why: &str) -> &mut Self {
        self.commands(words).sees("không được").sees(why);
        self.keys("<esc>")
    }

    /// The leader chooses himself and types his own PIN.
    #[track_caller]
    fn leader_approves(&mut self) -> &mut Self {
        self.sees("Lãnh đạo duyệt").types(pin_of(RO)).keys("<f2>")
    }
}

#[test]
fn an_apology_needs_a_later_working_time_and_the_second_one_a_leader() {
    let (mut office, dossier) = processed();
    let due = office.view(dossier).row.due_at.unwrap();
    assert_eq!(due, moment("2023-02-17T17:00:00+07:00"));
    office
        .commands("xin loi")
        .sees("Xin lỗi và hẹn lại")
        .types("cho xac minh");
    office
        .keys("<tab>")
        .types("1702")
        .keys("<f2>")
        .sees("phải sau ngày hẹn 17/02/2023");
    assert_eq!(office.view(dossier).apologies, 0);
    office
        .keys("<backspace>".repeat(10).as_str())
        .types("1902")
        .keys("<f2>");
    office.sees("vào ngày, giờ làm việc");
    office
        .keys("<backspace>".repeat(10).as_str())
        .types("2102")
        .keys("<f2>");
    office
        .sees("Đã ghi xin lỗi và hẹn lại ngày trả.")
        .sees("PHIẾU XIN LỖI VÀ HẸN LẠI")
        .keys("<esc>")
        .sees("17:00 17/02/2023 · đã xin lỗi 1 lần");
    let view = office.view(dossier);
    assert_eq!(
        view.row.due_at,
        Some(due),
        "the first promise is never overwritten"
    );
    assert_eq!(view.row.promised_at, Some(moment("2023-02-21T17:00:00+07:00")));

    office.commands("xin loi").types("cho tiep");
    office.keys("<tab>").types("2202").keys("<f2>").leader_approves();
    office.sees("Đã ghi xin lỗi và hẹn lại ngày trả.");
    assert_eq!(office.view(dossier).apologies, 2);
    office.ends_sound();
}

#[test]
fn a_stop_wants_reason_basis_and_a_leader_and_then_nothing_goes_on() {
    let (mut office, dossier) = processed();
    office.is_refused("rut ho so", "cần vai trò Tiếp nhận");
    office.commands("dung giai quyet").keys("<f2>").sees("!");
    office.types("da chet").keys("<f2>").sees("!");
    assert_eq!(office.view(dossier).row.status, Status::Processing);
    office.types("Điều 9").keys("<f2>").leader_approves();
    office.sees("Đã dừng giải quyết hồ sơ.").keys("<esc>");
    assert_eq!(office.view(dossier).row.status, Status::Stopped);
    for words in ["dung giai quyet", "xin loi", "cap nhat ket qua", "luu tap tin"] {
        office.is_refused(words, "Hồ sơ ở trạng thái «Dừng xử lý»: không làm được việc này.");
    }
    office.ends_sound();
}

#[test]
fn an_end_without_a_product_wants_its_reason_and_is_handed_back_without_a_file() {
    let (mut office, dossier) = processed();
    office
        .commands("khong co san pham")
        .sees("Chọn bước để chuyển")
        .keys("<f2>")
        .sees("Hồ sơ chưa có kết quả.");
    office.types("chi ghi so").keys("<f2>").sees("Đã chuyển bước");
    let view = office.view(dossier);
    assert_eq!((view.row.status, view.product), (Status::Finished, Product::None));
    office.at("2023-02-14T11:00:00+07:00", HANH);
    office.keys("4<enter><enter><f2><f2>").sees("Đã trả");
    assert_eq!(office.view(dossier).row.status, Status::Returned);
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM paper"),
        0,
        "nothing for the kho"
    );
    for words in ["huy ho so", "rut ho so", "khong co san pham"] {
        office.commands(words).sees("không được").keys("<esc>");
    }
    office.ends_sound();
}

#[test]
fn an_interim_paper_is_kept_by_its_own_command_and_a_finished_dossier_goes_back_a_step() {
    let (mut office, dossier) = processed();
    let folder = office.beside(SCANS);
    written_at(&pdf(&folder, "to_trinh_12.pdf", 2), "2023-02-14T09:50:00+07:00");
    office
        .commands("luu tap tin")
        .sees("Hồ sơ › Lưu tập tin kết quả")
        .sees("Không phải là kết quả giải quyết");
    office.keys("<enter>").sees("to_trinh_12.pdf").keys("<enter><f2>");
    office.sees("Văn bản này của ai?").keys("1");
    office
        .sees("Đã lưu tập tin kết quả. Đây chưa phải kết quả để trả.")
        .sees("VĂN BẢN TRUNG GIAN  1 · CHƯA có kết quả");
    assert_eq!(office.view(dossier).interims.len(), 1);
    office
        .commands("khong co san pham")
        .sees("mới có 1 văn bản trung gian")
        .types("tra loi bang van ban")
        .keys("<f2>");

    office.at("2023-02-14T11:00:00+07:00", HANH);
    office
        .keys("4<enter><enter>")
        .sees("F9 Trả lại bước")
        .keys("<f9>");
    office.sees("Chuyển trả lại bước xử lý").keys("<f2>").sees("!");
    office
        .types("thieu dau")
        .keys("<f2>")
        .sees("Đã chuyển trả lại bước xử lý.");
    let view = office.view(dossier);
    assert_eq!(
        (view.row.status, view.row.finished_at),
        (Status::Processing, None)
    );
    office.ends_sound();
}

#[test]
fn only_a_leader_cancels_what_was_entered_by_mistake_and_its_number_stays_used() {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&dat()).row.id;
    office.keys("1<enter><enter>");
    office.is_refused("huy ho so", "Lãnh đạo");
    office.at("2023-02-14T08:30:00+07:00", RO);
    office
        .keys("1<enter><enter>")
        .commands("huy ho so")
        .keys("<f2>")
        .sees("!");
    assert!(!office.view(dossier).row.voided, "not without a reason");
    office
        .types("nhap hai lan")
        .keys("<f2>")
        .sees("Đã hủy hồ sơ nhập nhầm; số vẫn giữ trong sổ.");
    office.sees("Đã hủy").is_refused("huy ho so", "hủy");
    office.at("2023-02-14T08:40:00+07:00", HANH);
    let next = office.received(&dat());
    assert_eq!(next.row.code.as_deref(), Some("000.99.15.H08-230214-0002"));
    office.ends_sound();
}

#[test]
fn another_dossier_of_the_same_holder_begins_with_what_is_known_of_him() {
    let mut office = Office::open();
    office.log_in(HANH).received(&dat());
    office
        .keys("1<enter><enter><ctrl-d>")
        .sees("Tiếp nhận hồ sơ")
        .sees("052090001234");
    office
        .keys("<esc><esc>")
        .sees("THÀNH PHẦN")
        .commands("tiep nhan ho so moi");
    office.sees("052090001234");
    office.at("2023-02-14T08:40:00+07:00", SON);
    office
        .keys("1<enter><enter>")
        .keys("<ctrl-d>")
        .sees("cần vai trò Tiếp nhận");
    office.ends_sound();
}

#[test]
fn what_lies_in_the_cabinet_is_asked_of_anyone_and_nothing_is_written_without_a_place() {
    let (mut office, dossier) = processed();
    office.commands("luu ho so vao tu").keys("<f2>").sees("!");
    assert_eq!(office.view(dossier).cabinet, None);
    office
        .types("tu 2, kep 3")
        .keys("<f2>")
        .sees("Đã ghi nơi để hồ sơ giấy.");
    assert_eq!(office.view(dossier).cabinet.as_deref(), Some("tu 2, kep 3"));
    office.ends_sound();
}

#[test]
fn a_draft_that_cannot_be_received_is_refused_with_reason_and_basis_and_has_no_number() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:50:00+07:00").log_in(HANH);
    office.received(&dat());
    office.keys("<f2>").types("052090001234").keys("<enter>1");
    office.types("1.004873").keys("<enter>").sees("Họ và tên");
    office.keys("<f2>").sees("Thành phần hồ sơ nộp");
    office.keys("<f2>").sees("Từ chối tiếp nhận").keys("2");
    office
        .sees("Phiếu từ chối sẽ được lập.")
        .keys("<f2>")
        .sees("!")
        .types("không thuộc thẩm quyền")
        .keys("<enter>")
        .types("NĐ 61/2018");
    office.keys("<f2>").sees("Phiếu từ chối");
    office.keys("<esc>").sees("Trang chính");
    let statuses = "SELECT count(*) FROM dossier WHERE status = 3 AND code IS NULL";
    assert_eq!(office.value::<i64>(statuses), 1, "{}", office.screen());
    assert_eq!(office.value::<i64>("SELECT count(*) FROM draft"), 0);
    let next = office.received(&Visitor::person("052090001235", "Đinh Văn Tài", "1.004873"));
    assert_eq!(
        next.row.code.as_deref(),
        Some("000.99.15.H08-230214-0002"),
        "a refusal uses up no number"
    );
    office.ends_sound();
}

#[test]
fn an_end_without_a_product_is_refused_where_another_act_would_be_done_under_its_name() {
    let mut office = Office::open();
    // Its reception leads to the appraisal only, and from there to the return.
    let quan = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.log_in(HANH).received(&quan).row.id;
    office.keys("1<enter><enter>");
    office.is_refused("khong co san pham", "Làm ở bước «");
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    let file = office
        .stored(pdf(&office.beside(SCANS), "ket_qua.pdf", 1))
        .unwrap();
    office.at("2023-02-14T10:00:00+07:00", SON);
    let outcome = office.outcome(dossier, file);
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.keys("2<enter><enter>");
    office.is_refused("khong co san pham", "Hồ sơ đã có kết quả");
    office.ends_sound();
}

#[test]
fn the_dialog_in_front_alone_has_the_pointer() {
    let (mut office, _) = processed();
    for words in ["chuyen buoc", "dung giai quyet", "luu ho so vao tu", "xin loi"] {
        office.keys("<down><down>").commands(words);
        let screen = office.screen();
        let work: String = screen.lines().skip(3).take(18).collect();
        assert_eq!(work.matches('▸').count(), 1, "{screen}");
        office.keys("<esc>");
    }
    office.ends_sound();
}
