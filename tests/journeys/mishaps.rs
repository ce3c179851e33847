//! What happens at a counter: a slip of the hand, the wrong procedure, a search by whatever is known.

use motcua::desk::receipts;
use motcua::domain::act::DossierAct;
use motcua::domain::dossier::NumberKind;
use motcua::domain::query::{Answer, Filter, Page, PageAt, Query};

use crate::hand::{Visitor, decided};
use crate::office::{HANH, Office, RO};

/// Keys from Home to the receipt under the right procedure, what is typed not counted.
const RECEIVED_AGAIN: u32 = 11;

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

#[test]
fn a_typing_error_is_corrected_the_receipt_printed_again_and_the_history_shows_both_names() {
    let mut office = Office::open();
    office.log_in(HANH);
    let visitor = Visitor {
        name: "Đinh Văn Đạc",
        ..dat()
    };
    let dossier = office.received(&visitor).row.id;
    office.printed(dossier).unwrap();
    office
        .types("0001")
        .keys("<enter><f10>")
        .types("cap nhat")
        .keys("<enter>");
    office.sees("Hồ sơ › Cập nhật").keys("<end><backspace>t<f2>");
    office.sees("Đã cập nhật").keys("<f7>").sees("in 1 lần");

    let view = office.view(dossier);
    assert_eq!(view.holder.holder_name, "Đinh Văn Đạt");
    let history: Vec<_> = view.history.iter().map(|line| line.text.as_str()).collect();
    let both = |line: &&str| line.contains("Đinh Văn Đạc") && line.contains("Đinh Văn Đạt");
    assert!(history.iter().any(both), "{history:?}");
    assert_eq!(view.forms.len(), 2, "the first receipt is kept as it was");
    let text = office.receipt_text(&view, 1);
    assert!(
        text.contains("Đinh Văn Đạt") && text.contains("In lại lần 1"),
        "{text}"
    );
    office.ends_sound();
}

#[test]
fn an_enter_that_is_held_down_opens_the_dossier_and_writes_nothing() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossier = office.received(&dat()).row.id;
    let before = office.view(dossier);
    office.types("0001").keys(&"<enter>".repeat(30));
    // Behind the dossier lies at most what its first line explains: the day it is due.
    office.sees("Vì sao hẹn ngày này").keys("<esc>");
    office.sees("Đinh Văn Đạt").sees("CHƯA SỐ HÓA").keys("<esc>");
    office.sees("Trang chính");
    assert_eq!(office.view(dossier), before);
    office.ends_sound();
}

#[test]
fn the_wrong_procedure_is_cancelled_and_received_again_under_the_next_number() {
    let mut office = Office::open();
    office.log_in(HANH);
    let wrong = office.received(&Visitor {
        procedure: "2.000815".to_owned(),
        ..dat()
    });
    let began = office.now();
    let void = DossierAct::Void {
        reason: "nhầm thủ tục".to_owned(),
    };
    assert!(office.on(wrong.row.id, void).is_err(), "only a leader cancels");
    office.leave_and_reopen().log_in(RO);
    office
        .types("0001")
        .keys("<enter><f10>")
        .types("huy ho so")
        .keys("<enter>");
    office.sees("Việc này không hoàn tác được.").types("nhầm thủ tục");
    office.keys("<f2>").sees("Đã hủy hồ sơ nhập nhầm");
    office.leave_and_reopen().log_in(HANH);
    let before = office.pressed();
    office.keys("<f2>").types("052090001234").keys("<enter>1");
    office.types("1.004873").keys("<enter>").sees("Họ và tên");
    office.types("đinh văn đạt").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 2").keys("<enter><enter>");
    office
        .sees("Thành phần hồ sơ nộp")
        .keys("<ctrl-a><f2>")
        .sees("Đủ thành phần");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    assert_eq!(office.pressed() - before, RECEIVED_AGAIN);
    let right = office.dossier("230214-0002");
    assert_eq!(right.holder.holder_name, "Đinh Văn Đạt");
    assert!(office.now().0 - began.0 < 60_000, "within a minute");
    office.keys("<esc>");
    assert!(office.dossier("230214-0001").row.voided, "the number stays used");
    office.ends_sound();
}

#[test]
fn a_name_without_marks_the_end_of_a_phone_and_a_paper_code_all_find() {
    let mut office = Office::open();
    office.log_in(HANH);
    let visitor = Visitor {
        phone: "0905774321",
        ..Visitor::person("052090001234", "Đặng Thị Đào", "1.004873")
    };
    let dossier = office.received(&visitor).row.id;
    decided(&mut office, dossier);
    // Before the return the result is in no kho: its code finds the dossier, in whichever case.
    for paper in ["052090001234.KQ.G02.000001", "052090001234.kq.g02"] {
        office.types(paper).sees("Đặng Thị Đào").keys("<esc>");
    }
    office
        .types("000.99.15.h08-230214-0001")
        .sees("Đặng Thị Đào")
        .keys("<esc>");
    let receiver = motcua::domain::dossier::Receiver {
        receiver_name: "Đặng Thị Đào".to_owned(),
        receiver_no: "052090001234".to_owned(),
        receiver_basis: None,
    };
    office.handed_back(dossier, receiver).unwrap();
    for wanted in ["dang thi dao", "4321", "052090001234", "230214-0001"] {
        office.types(wanted).sees("Đặng Thị Đào").keys("<esc>");
    }
    for paper in ["052090001234.KQ.G02.000001", "052090001234.kq.g02"] {
        office.types(paper).sees("Giấy xác nhận tình").keys("<esc>");
    }
    // As people write a number down, and as it is printed on a card.
    for phone in ["0905.774.321", "0905-774-321", "+84 905 774 321"] {
        office.types(phone).sees("Đặng Thị Đào").keys("<esc>");
    }
    office.types("khong co ai").sees("Không tìm thấy").keys("<esc>");
    office.ends_sound();
}

#[test]
fn a_school_a_cooperative_and_a_company_with_a_number_in_the_name_are_found_by_it() {
    let names = [
        ("Trường THCS số 2", "4100000001"),
        ("HTX 19/5", "4100000002"),
        ("Công ty TNHH 72", "4100000003"),
    ];
    let mut office = Office::open();
    office.log_in(HANH);
    for (organisation, number) in names {
        let visitor = Visitor {
            organisation,
            kind: NumberKind::Tax,
            ..Visitor::person(number, "Phan Văn Tín", "1.004873")
        };
        office.received(&visitor);
    }
    let typed = [
        ("Trường THCS số 2", names[0].0),
        ("htx 19/5", names[1].0),
        ("cong ty 72", names[2].0),
        ("công ty tnhh 72", names[2].0),
    ];
    for (text, organisation) in typed {
        office.types(text).sees(organisation);
        for (other, _) in names.iter().filter(|it| it.0 != organisation) {
            office.sees_no(other);
        }
        office.keys("<esc>");
    }
    // The text filter of the list looks the same way.
    for (text, organisation) in typed {
        let page = office.ask(Query::Dossiers {
            filter: Filter {
                text: text.to_owned(),
                ..Filter::default()
            },
            page: Page {
                size: 9,
                at: PageAt::Start,
            },
        });
        let Answer::Dossiers(page) = page else {
            panic!("no page: {page:?}")
        };
        let rows: Vec<&str> = page.rows.iter().map(|row| row.holder_name.as_str()).collect();
        assert_eq!(rows, [organisation], "{text}");
    }
    office.ends_sound();
}

#[test]
fn a_procedure_of_55_papers_is_received_and_all_stand_on_the_receipt() {
    let mut office = Office::open();
    office.log_in(HANH);
    let visitor = Visitor {
        procedure: "1.013229".to_owned(),
        ..dat()
    };
    let view = office.received(&visitor);
    assert_eq!(view.components.len(), 55);
    office.printed(view.row.id).unwrap();
    let view = office.view(view.row.id);
    let text = office.receipt_text(&view, 0);
    for paper in ["Giấy tờ số 01 của", "Giấy tờ số 28 của", "Giấy tờ số 55 của"] {
        assert!(text.contains(paper), "{paper}\n{text}");
    }
    office.ends_sound();
}

impl Office {
    /// The text of the n-th receipt as a reader takes it out of the PDF; the preview where `pdftotext` is missing.
    pub(crate) fn receipt_text(&self, view: &motcua::domain::rows::DossierView, nth: usize) -> String {
        let mut forms: Vec<_> = view
            .forms
            .iter()
            .filter(|form| form.template == "receipt")
            .collect();
        forms.sort_by_key(|form| form.made_at);
        let motcua::domain::query::Answer::Path(Some(path)) = self.ask(Query::Form(forms[nth].id)) else {
            panic!("the receipt is not there");
        };
        let printed = std::process::Command::new("pdftotext")
            .args(["-layout"])
            .arg(&path)
            .arg("-")
            .output();
        let text = match printed {
            Ok(output) => String::from_utf8(output.stdout).unwrap(),
            Err(_) => self.receipt_words(view),
        };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of the receipt as of now, without a reader of PDF.
    pub(crate) fn receipt_words(&self, view: &motcua::domain::rows::DossierView) -> String {
        let motcua::domain::query::Answer::Settings(settings) = self.ask(Query::Settings) else {
            panic!("no settings");
        };
        let facts = receipts::facts(view, &settings, self.now());
        let template = receipts::template(view.row.received_at.unwrap_or_default(), &settings).unwrap();
        motcua::forms::preview::render_text(&facts, template).join("\n")
    }
}
