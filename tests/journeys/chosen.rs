//! Scans that are chosen as files: counted like pages that come through the tray, whatever else is chosen with them.

use motcua::app::job::{Job, JobDone};
use motcua::domain::component::{FileSource, PageAccount, SignatureMark};
use motcua::domain::ids::DossierId;
use motcua::domain::pages::DpiKnown;
use motcua::domain::quality::Shortfall;
use motcua::store::blobs::Blobs;

use crate::hand::{To, Visitor, component_of};
use crate::kho::{DAT, to_components};
use crate::office::{HANH, Office, SCANS, SON};
use crate::papers::{card_side, heavy_pdf, photo, signed_pdf, written_at};

/// A dossier of Trần Minh Quân is received; its list of components is open at the form.
fn at_the_form(office: &mut Office) -> DossierId {
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&visitor).row.id;
    office
        .keys("0001<enter>")
        .sees("Trần Minh Quân")
        .keys("<f8><home>");
    dossier
}

fn old(path: &std::path::Path) {
    written_at(path, "2023-02-14T09:10:00+07:00");
}

#[test]
fn whoever_leaves_the_sheets_uncounted_is_told_so_until_they_are() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let folder = office.beside(SCANS);
    for (name, shade) in [("a.jpg", 40), ("b.jpg", 90), ("c.jpg", 140)] {
        old(&photo(&folder, name, shade));
    }
    office.keys("<enter>").sees("a.jpg").keys("<ctrl-a><enter>");
    office
        .sees("đếm giấy trên tay")
        .keys("<esc>")
        .sees("chưa đếm đủ trang");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!(
        (form.account, form.pages.len(), form.files.len()),
        (PageAccount::Short, 0, 3)
    );
    assert_eq!(view.row.digitised.have, 0);
    let refused = office.forwarded(dossier, (2, To::Officer(SON)));
    assert!(
        refused.is_ok(),
        "with the reason that the journeys write: {refused:?}"
    );

    // Two sheets of two sides are four images: the sum says which one lacks, and a reason lets it pass.
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let folder = office.beside(SCANS);
    for (name, shade) in [("a.jpg", 40), ("b.jpg", 90), ("c.jpg", 140)] {
        old(&photo(&folder, name, shade));
    }
    office.keys("<enter>").sees("a.jpg").keys("<ctrl-a><enter>");
    office.sees("đếm giấy trên tay").keys("2<enter>");
    office
        .sees("2 tờ × 2 mặt = 4 → cần 4 · có 3 ✗ thiếu: mặt 4")
        .keys("<f2>")
        .sees("Số ảnh chưa đúng")
        .keys("3")
        .types("mat sau to 2 in mau, khong co chu")
        .keys("<enter>")
        .sees("PDF 3 trang");
    let form = component_of(&office.view(dossier), "Tờ khai").clone();
    assert_eq!((form.account, form.pages.len()), (PageAccount::Reasoned, 3));
    // It counts, and whoever opens the dossier reads that a page is missing.
    office
        .keys("<esc>")
        .sees("THIẾU TRANG CÓ LÝ DO: Tờ khai (thiếu 1 trang)");
    office.ends_sound();
}

#[test]
fn a_signed_pdf_that_is_chosen_with_images_stays_as_it_is_and_the_images_are_counted() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let folder = office.beside(SCANS);
    old(&photo(&folder, "a.jpg", 40));
    old(&signed_pdf(&folder, "b.pdf"));
    office.keys("<enter>").sees("b.pdf").keys("<ctrl-a><enter>");
    office
        .sees("đếm giấy trên tay")
        .keys("1<enter>")
        .sees("Mọi mặt sau đều trắng")
        .keys("1")
        .sees("PDF 1 trang");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!(form.account, PageAccount::Balanced);
    let files: Vec<_> = form.files.iter().map(|it| (it.source, it.signature)).collect();
    let signed = (FileSource::Picked, SignatureMark::Valid);
    assert_eq!(files, [signed, (FileSource::Assembled, SignatureMark::None)]);
    office.ends_sound();
}

#[test]
fn a_signed_pdf_among_scanned_pages_is_finished_as_a_file_of_its_own() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let folder = office.beside(SCANS);
    old(&photo(&folder, "a.jpg", 40));
    let signed = signed_pdf(&folder, "b.pdf");
    old(&signed);
    old(&photo(&folder, "c.jpg", 90));
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
    office.keys("<f8>").sees("Còn 3 ảnh chưa gán");
    office.keys("<tab><backspace>3<tab>1<enter>").sees("3 tờ × 1 mặt");
    office.keys("<enter><enter><enter>").sees("có 3 ✓").keys("<f2>");
    office.sees("Mọi mặt sau đều trắng").keys("1");
    office.sees("3 trang trong 3 PDF");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    let files: Vec<_> = form.files.iter().map(|it| (it.pages, it.signature)).collect();
    assert_eq!(
        files,
        [
            (Some(1), SignatureMark::None),
            (Some(1), SignatureMark::Valid),
            (Some(1), SignatureMark::None)
        ]
    );
    let kept = Blobs::of(office.home()).read(form.files[1].sha256).unwrap();
    assert!(kept == std::fs::read(signed).unwrap(), "byte for byte");
    office.ends_sound();
}

#[test]
fn an_assumed_resolution_is_no_known_one_after_the_pdf_was_made() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let folder = office.beside(SCANS);
    old(&card_side(&folder, "a.jpg", (90, None)));
    office.keys("<enter>").sees("a.jpg").keys("<enter>");
    office.sees("đếm giấy trên tay").keys("1<enter>").keys("1");
    office.sees("Có ảnh không ghi dpi").sees("chưa rõ dpi");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!(form.pages[0].dpi_known, DpiKnown::Assumed);
    let measured = office.job(Job::Measure(vec![form.pages[0].sha256]));
    let Ok(JobDone::Measured(measured)) = measured else {
        panic!("{measured:?}");
    };
    assert!(measured[0].1.contains(&Shortfall::ResolutionUnknown));
    assert_eq!(form.pages[0].device, "picked");
    office.ends_sound();
}

#[test]
fn a_photographed_result_is_counted_and_an_opinion_of_another_body_is_not_copied() {
    let mut office = Office::open();
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.log_in(HANH).received(&visitor).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:30:00+07:00", SON);
    let folder = office.beside(SCANS);
    old(&photo(&folder, "tra_loi_y_kien.jpg", 40));
    office
        .keys("2<enter><enter><f2>")
        .sees("Cập nhật kết quả xử lý hồ sơ");
    office.keys("<up><up><up><up><up><up><up><up><up>0<enter><f8>");
    office.sees("tra_loi_y_kien.jpg").keys("<enter><f2>");
    office.sees("Văn bản này của ai?").keys("2");
    office
        .sees("Ý kiến, thẩm tra của cơ quan khác: không sao chụp")
        .keys("<esc>")
        .sees("không sao chụp văn bản của cơ quan khác");
    assert!(office.view(dossier).interims.is_empty());
    office
        .keys("<f8>")
        .sees("tra_loi_y_kien.jpg")
        .keys("<enter><f2>2");
    office.types("khoan 3 Dieu 9 Luat Dat dai").keys("<enter>");
    office.sees("Đây chưa phải kết quả để trả");
    let told = office.view(dossier).history.last().unwrap().text.clone();
    assert!(told.contains("sao chụp văn bản của cơ quan khác theo"), "{told}");

    // The result itself, as a photograph of its only sheet.
    office
        .keys("<f2>")
        .sees("Cập nhật kết quả xử lý hồ sơ")
        .keys("<f8>");
    office.sees("tra_loi_y_kien.jpg").keys("<enter>");
    office.sees("Trang của kết quả giấy").sees("đếm giấy trên tay");
    office.keys("1<enter>").sees("Mọi mặt sau đều trắng").keys("1");
    office.sees("1 tờ × 1 mặt · 1 trang ✓");
    office.ends_sound();
}

/// A scanner begins its names anew each day: a file is known by its bytes, under whatever name, and taken all the same.
#[test]
fn a_file_is_known_by_its_bytes_in_this_dossier_and_in_others() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let folder = office.beside(SCANS);
    let first = photo(&folder, "S0001.jpg", 40);
    office.attach(dossier, "Tờ khai", vec![first.clone()]);
    std::fs::copy(&first, folder.join("ban_sao.jpg")).unwrap();
    photo(&folder, "S0001.jpg", 90);
    for name in ["S0001.jpg", "ban_sao.jpg"] {
        old(&folder.join(name));
    }
    // In the same dossier, at another paper: the copy is known, and the new page with the old name is not.
    office.keys("<esc><f8><end><up><enter>").sees("Chọn tập tin");
    let (copy, fresh) = (office.row_of("ban_sao.jpg"), office.row_of("S0001.jpg"));
    assert!(
        copy.contains("? đã dùng") && !fresh.contains('?'),
        "{copy}\n{fresh}"
    );
    office.keys("ban").sees("? ban_sao.jpg: đã có trong hồ sơ này");
    office.keys("<enter>").sees("Vẫn dùng thì bấm Enter lần nữa");
    office.keys("<esc><esc><esc><esc><esc>");

    // In another dossier: where it lies, and Enter takes it.
    let ha = Visitor::person("052192004567", "Đinh Thị Hà", "1.001776");
    let other = office.received(&ha).row.id;
    office
        .keys("0002<enter>")
        .sees("Đinh Thị Hà")
        .keys("<f8><home><enter>ban");
    office.sees("? ban_sao.jpg: đã có ở hồ sơ 000.99.15.H08-230214-0001");
    assert!(office.row_of("ban_sao.jpg").contains("? đã có"));
    office
        .keys("<enter>")
        .sees("đếm giấy trên tay")
        .keys("1<enter>1")
        .sees("PDF 1 trang");
    assert_eq!(component_of(&office.view(other), "Tờ khai").pages.len(), 1);
    office.ends_sound();
}

/// Four PDFs of 26 MB: none above the recommended 30 MB, together above the 100 MB that are joined through memory.
fn too_much(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let heavy = |name| {
        let path = heavy_pdf(folder, name, 26);
        old(&path);
        path
    };
    ["a.pdf", "b.pdf", "c.pdf", "d.pdf"].map(heavy).to_vec()
}

#[test]
fn pages_of_pdfs_that_are_too_much_to_be_joined_are_finished_one_pdf_each_and_it_says_so() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let pdfs = too_much(&office.beside(SCANS));
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
    office.keys("<f8>").sees("Còn 8 ảnh chưa gán");
    office.keys("<tab><backspace>8<tab>1<enter>").sees("8 tờ × 1 mặt");
    for _ in 0..8 {
        office.keys("<enter>");
    }
    office.sees("có 8 ✓").keys("<f2>");
    office.sees("Mọi mặt sau đều trắng").keys("1");
    office.sees("8 trang trong 4 PDF; tệp đã ký hoặc quá lớn giữ riêng");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!(form.files.len(), pdfs.len());
    for (file, path) in form.files.iter().zip(&pdfs) {
        let kept = Blobs::of(office.home()).read(file.sha256).unwrap();
        assert!(kept == std::fs::read(path).unwrap(), "byte for byte");
    }
    office.ends_sound();
}

/// Before reception nothing is counted: what is chosen becomes one PDF at once, unless it is too much.
#[test]
fn pdfs_chosen_before_reception_that_are_too_much_to_be_joined_stay_apart_and_it_says_so() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    office.received(&Visitor::person(DAT, "Đinh Văn Đạt", "2.000815"));
    too_much(&office.beside(SCANS));
    to_components(&mut office);
    office.keys("<home><f8>").sees("a.pdf").keys("<ctrl-a>");
    office.sees("Đã chọn 4 tệp").sees("quá 100 MB, mỗi PDF giữ riêng");
    office
        .keys("<enter>")
        .sees("quá 100 MB: không ghép, mỗi tệp giữ riêng.");
    office.sees("4 tệp");
}
