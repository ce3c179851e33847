//! A file above the recommended size: the officer sees what each way gives, decides, and everything stays.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use motcua::app::job::{Job, JobDone};
use motcua::desk::verify::verify;
use motcua::domain::act::Act;
use motcua::domain::ids::{DossierId, FileHash};
use motcua::domain::manifest::{file_of_page, held};
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::{ComponentView, FileView};
use motcua::scan;
use motcua::store::blobs::Blobs;

use crate::hand::{To, Visitor, component_of};
use crate::office::{HANH, Office, SCANS, SON};
use crate::papers::{heavy_pdf, noisy_page, written_at};

const MB: u64 = 1024 * 1024;

/// The office warns above 1 MB, and four pages of noise lie in the scan folder; what they are.
fn heavy_scans(office: &mut Office) -> Vec<(PathBuf, Vec<u8>)> {
    let (key, value) = ("page_warn_mb".to_owned(), "1".to_owned());
    office.act(Act::SetSetting { key, value }).unwrap();
    office.leave_and_reopen().log_in(HANH);
    let folder = office.beside(SCANS);
    let scan = |number: u32| {
        let path = folder.join(format!("S{number:04}.jpg"));
        noisy_page(&path, number);
        written_at(&path, &format!("2023-02-14T09:15:0{number}+07:00"));
        let bytes = std::fs::read(&path).unwrap();
        (path, bytes)
    };
    (1..=4).map(scan).collect()
}

/// Ông Quân's dossier is accepted; its list of components is open at the form.
fn at_the_form(office: &mut Office) -> DossierId {
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&visitor).row.id;
    office
        .keys("0001<enter>")
        .sees("Trần Minh Quân")
        .keys("<f8><home>");
    dossier
}

fn form(office: &Office, dossier: DossierId) -> ComponentView {
    component_of(&office.view(dossier), "Tờ khai").clone()
}

fn place(office: &Office, sha256: FileHash) -> PathBuf {
    Blobs::of(office.home()).place(sha256)
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

/// Every byte the dossier names is what it was, the originals of the scans among them.
fn all_is_there(office: &Office, dossier: DossierId, scans: &[(PathBuf, Vec<u8>)]) {
    let files = held(&office.view(dossier));
    let blobs = Blobs::of(office.home());
    let verified = verify((&blobs, &motcua::domain::quality::ND30), &files, &mut |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(verified.faults, []);
    for (path, bytes) in scans {
        assert_eq!(&std::fs::read(path).unwrap(), bytes, "the scan is as it was");
        let kept = files
            .iter()
            .find(|file| std::fs::read(blobs.place(file.sha256)).unwrap() == *bytes);
        assert!(kept.is_some(), "{} is kept byte for byte", path.display());
    }
}

/// No half-made file is left of what was only tried.
fn bench_is_clear(office: &Office) {
    for entry in std::fs::read_dir(office.home().join("files")).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(!name.to_string_lossy().starts_with(".tmp-"), "{}", name.display());
    }
}

fn names(files: &[FileView]) -> Vec<&str> {
    files.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn scanned_pages_are_packed_tighter_by_choice_and_the_originals_stay() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:20:00+07:00").log_in(HANH);
    let scans = heavy_scans(&mut office);
    let dossier = at_the_form(&mut office);
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
    office.keys("<f8>").sees("cần 4 · có 0");
    office.keys("<enter><enter><enter><enter><f2>");
    office.sees("Tệp vượt mức khuyến nghị").sees("trên mức 1 MB.");
    office.sees("Tách thành").sees("Nén lại các trang ảnh");

    // Esc decides nothing: the dossier is as it was, and F2 asks again without making the PDF again.
    office.keys("<esc>").sees("Chưa hoàn tất");
    assert_eq!(form(&office, dossier).files, []);
    bench_is_clear(&office);
    office.keys("<f2><down><down>");
    office.sees("Nén 4/4 trang ảnh").keys("<enter>");
    office.sees("Đã hoàn tất: PDF 4 trang, nén còn");

    let form = form(&office, dossier);
    let ([lighter], [heavy]) = (&form.files[..], &form.heavy[..]) else {
        panic!("{form:?}");
    };
    assert_eq!(lighter.instead_of, Some(heavy.id));
    assert_eq!((lighter.pages, heavy.pages), (Some(4), Some(4)));
    assert!(heavy.size > MB && lighter.size <= MB, "{heavy:?} {lighter:?}");
    assert!(
        lighter.name.starts_with("Tờ khai") && lighter.name.contains("(nén "),
        "{lighter:?}"
    );
    let seen = scan::inspect(&place(&office, lighter.sha256));
    assert_eq!(seen.dpi.map(|dpi| (dpi.x, dpi.y)), Some((200.0, 200.0)));
    assert_eq!(size(&place(&office, heavy.sha256)), heavy.size);
    let told = &office.view(dossier).history.last().unwrap().text.clone();
    assert!(told.contains("nén còn") && told.contains("giữ bản gốc"), "{told}");
    all_is_there(&office, dossier, &scans);
    bench_is_clear(&office);

    // The one that goes out opens first, the heavy one stays at hand.
    office.sees("Bản gốc").keys("<esc>").sees("bản gốc 1,");
    office.keys("<esc>").leave_and_reopen().ends_sound();
}

#[test]
fn files_that_were_chosen_are_cut_into_parts_that_stand_and_go_together() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:20:00+07:00").log_in(HANH);
    let scans = heavy_scans(&mut office);
    let dossier = at_the_form(&mut office);
    office
        .keys("<enter>")
        .sees("Chọn tập tin cho")
        .keys("<ctrl-a><enter>");
    office.sees("đếm giấy trên tay").keys("2<enter>");
    office.sees("Tệp vượt mức khuyến nghị").keys("<down>");
    office.sees("Phần 1: trang 1–2").keys("2");
    office.sees("PDF 4 trang, tách thành 2 phần");

    let cut = form(&office, dossier);
    assert_eq!(cut.heavy.len(), 1);
    let parts: Vec<&FileView> = cut
        .files
        .iter()
        .filter(|file| file.instead_of.is_some())
        .collect();
    assert_eq!(parts.iter().filter_map(|file| file.pages).sum::<u32>(), 4);
    assert!(parts.iter().all(|file| file.size <= MB), "{parts:?}");
    assert!(parts[0].name.ends_with("(phần 1 của 2).pdf"), "{}", parts[0].name);
    assert_eq!(file_of_page(&cut, 1), Some(parts[0]));
    assert_eq!(file_of_page(&cut, 4), Some(parts[1]));
    assert_eq!(file_of_page(&cut, 5), None);
    let told = office.view(dossier).history.last().unwrap().text.clone();
    assert!(
        told.contains("tách thành 2 phần") && told.contains("giữ bản gốc"),
        "{told}"
    );
    all_is_there(&office, dossier, &scans);

    // One part is never left behind alone; taking it back brings both.
    office.keys("<delete>").types("gắn nhầm").keys("<enter>");
    let whole = form(&office, dossier);
    assert!(whole.heavy.is_empty(), "{:?}", names(&whole.files));
    assert!(
        names(&whole.files).contains(&"Tờ khai.pdf") || whole.files.iter().any(|it| it.id == cut.heavy[0].id)
    );
    office.keys("<ctrl-u>");
    assert_eq!(form(&office, dossier), cut);
    bench_is_clear(&office);
    office.keys("<esc><esc>").leave_and_reopen().ends_sound();
}

#[test]
fn a_result_on_paper_goes_out_lighter_and_is_never_cut() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:20:00+07:00").log_in(HANH);
    let scans = heavy_scans(&mut office);
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&visitor).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office
        .at("2023-02-14T10:52:00+07:00", SON)
        .keys("2<enter><enter>");
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
    office
        .keys("<f10>quet ket qua<enter>")
        .sees("Trang của kết quả giấy");
    office
        .keys("<enter><enter><enter><enter><f2>")
        .sees("Tệp vượt mức khuyến nghị");
    office.keys("2").sees("Kết quả là một tệp, không tách.").keys("3");
    office.sees("nén còn");

    let Answer::Dossier(Some(view)) = office.ask(Query::Dossier(dossier)) else {
        panic!("no dossier");
    };
    let scan = &view.outcome_scans[0];
    let lighter = scan.files[0].sha256;
    assert_eq!((scan.files.len(), scan.heavy.len()), (1, 1));
    office.types("ban giay da ky").keys("<f2>").sees("thành công!");
    assert_eq!(office.view(dossier).outcomes[0].sha256, lighter);
    all_is_there(&office, dossier, &scans);
    office.ends_sound();
}

#[test]
fn keeping_a_heavy_file_as_it_is_stands_in_the_history() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:20:00+07:00").log_in(HANH);
    let scans = heavy_scans(&mut office);
    let dossier = at_the_form(&mut office);
    office.keys("<enter><ctrl-a><enter>").sees("đếm giấy trên tay");
    office.keys("2<enter>").sees("Tệp vượt mức khuyến nghị");
    office.keys("<esc>").sees("Chưa hoàn tất");
    office.keys("<f2>").sees("Tệp vượt mức khuyến nghị").keys("1");
    office.sees("giữ nguyên");
    let kept = form(&office, dossier);
    assert_eq!((kept.files.len(), kept.heavy.len()), (1, 0));
    let told = office.view(dossier).history.last().unwrap().text.clone();
    assert!(told.contains("giữ nguyên, trên mức 1 MB"), "{told}");
    all_is_there(&office, dossier, &scans);
    bench_is_clear(&office);
    office.keys("<esc><esc>").leave_and_reopen().ends_sound();
}

/// A result that was never paper is nobody's to cut or to pack: it says what can be done, and is taken with a reason.
#[test]
fn a_heavy_result_that_was_never_paper_is_taken_as_it_is_with_a_reason() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:20:00+07:00").log_in(HANH);
    let (key, value) = ("page_warn_mb".to_owned(), "1".to_owned());
    office.act(Act::SetSetting { key, value }).unwrap();
    let folder = office.beside(SCANS);
    let path = heavy_pdf(&folder, "quyet_dinh.pdf", 1);
    written_at(&path, "2023-02-14T09:15:01+07:00");
    let bytes = std::fs::read(&path).unwrap();
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&visitor).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office
        .at("2023-02-14T10:52:00+07:00", SON)
        .keys("2<enter><enter><f2>")
        .sees("Tệp tin kết quả")
        .keys("<f8>")
        .sees("quyet_dinh.pdf")
        .keys("<enter>");
    office
        .sees("Tệp vượt mức khuyến nghị")
        .sees("lúc lưu máy hỏi lý do");
    office.sees("giảm cỡ ảnh trong phần mềm đã soạn");
    office
        .keys("3")
        .sees("Tệp điện tử không tách, không nén.")
        .keys("1");
    office.types("ket qua khong ky so").keys("<f2>");
    // Without a reason nothing is filed, and the file stays chosen.
    office
        .sees("trên mức 1 MB")
        .keys("<esc>")
        .sees("Chưa lưu. F2 ghi lý do");
    assert!(office.view(dossier).outcomes.is_empty());
    office.keys("<f2>").sees("Vì sao dùng nguyên tệp này");
    office
        .types("phu luc ban do kem theo")
        .keys("<enter>")
        .sees("thành công!");

    let view = office.view(dossier);
    let filed = std::fs::read(place(&office, view.outcomes[0].sha256)).unwrap();
    assert!(filed == bytes, "byte for byte");
    let told = &view.history.last().unwrap().text;
    assert!(
        told.contains("giữ nguyên, trên mức 1 MB: phu luc ban do kem theo"),
        "{told}"
    );
    bench_is_clear(&office);
    office.ends_sound();
}
