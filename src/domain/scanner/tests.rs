//! Tests of what a device offers, what it is asked for, and what its faults are called.

use super::*;
use proptest::prelude::*;

/// As `scanimage -A` prints them, shortened: the simulated device, and devices as their backends describe them.
const TEST: &str = "All options specific to device `test':
  Scan Mode:
    --mode Gray|Color [Gray]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --depth 1|8|16 [8]
        Number of bits per sample, typical values are 1 for \"line-art\" and 8
    --hand-scanner[=(yes|no)] [no]
    --three-pass-order RGB|RBG|GBR|GRB|BRG|BGR [inactive]
    --resolution 1..1200dpi (in steps of 1) [50]
    --source Flatbed|Automatic Document Feeder [Flatbed]
        If Automatic Document Feeder is selected, the feeder will be 'empty'
  Geometry:
    -l 0..200mm (in steps of 1) [0]
    -x 0..200mm (in steps of 1) [80]
    -y 0..200mm (in steps of 1) [100]
    --int-constraint-array-constraint-range 4..192dpi,... (in steps of 2) [inactive]
    --string <string> [inactive]
    --button [inactive]
";
const FUJITSU: &str = "All options specific to device `fujitsu:ScanSnap S1500:12':
  Scan Mode:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
  Geometry:
    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
    --page-height 0..876.695mm (in steps of 0.0211639) [279.364]
    -x 0..215.872mm (in steps of 0.0211639) [215.872]
    -y 0..279.364mm (in steps of 0.0211639) [279.364]
";
const EPSON: &str = "All options specific to device `epson2:libusb:001:004':
    --mode Binary|Gray|Color [Binary]
    --resolution 75|100|150|300|600dpi [75]
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --adf-mode Simplex|Duplex [inactive]
    -x 0..215.9mm [215.9]
    -y 0..297.18mm [297.18]
";
const BROTHER: &str = "All options specific to device `brother4:bus1;dev1':
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color]
    --resolution 100|150|200|300|400|600|1200dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]
    --brightness -50..50% (in steps of 1) [inactive]
    -x 0..215.9mm (in steps of 0.0999908) [215.88]
    -y 0..355.6mm (in steps of 0.0999908) [355.567]
";
const PLUSTEK: &str = "    --mode Lineart|Gray|Color [Color]\n    --resolution 50..2400dpi [50]\n    -x 0..215mm [103]\n    -y 0..297mm [76.21]\n";

/// A4 from there.
fn a4(feed: Option<Feed>) -> Paper {
    Paper { feed, area: Area::A4 }
}

fn args(text: &str, profile: ScanProfile, feed: Option<Feed>) -> String {
    plan(&offered(text), profile, a4(feed)).unwrap().args.join(" ")
}

#[test]
fn the_profile_is_taken_from_what_the_device_offers() {
    let nd30 = ScanProfile::Nd30;
    let cases = [
        (
            args(TEST, nd30, None),
            "--source=Automatic Document Feeder --mode=Color --depth=8 --resolution=200 -x 200 -y 200",
        ),
        (
            args(FUJITSU, nd30, Some(Feed::Duplex)),
            "--source=ADF Duplex --mode=Color --resolution=200 --page-width=210 --page-height=297 -x 210 -y 279.364",
        ),
        (
            args(EPSON, ScanProfile::Grey, Some(Feed::Duplex)),
            "--source=Automatic Document Feeder --adf-mode=Duplex --mode=Gray --resolution=300 -x 210 -y 297",
        ),
        (
            args(BROTHER, nd30, Some(Feed::Duplex)),
            "--source=Automatic Document Feeder(left aligned,Duplex) --mode=24bit Color --resolution=200 -x 210 -y 297",
        ),
        (
            args(BROTHER, ScanProfile::Drawing, Some(Feed::Flatbed)),
            "--source=FlatBed --mode=True Gray --resolution=300 -x 215.9 -y 355.6",
        ),
        (
            args(PLUSTEK, ScanProfile::Archive, None),
            "--mode=Color --resolution=300 -x 210 -y 297",
        ),
    ];
    for (got, wanted) in cases {
        assert_eq!(got, wanted);
    }
}

/// What lies beyond the area is lost without a word: F4 is 215 × 330 mm, an open red book more than A4.
#[test]
fn papers_larger_than_a4_are_scanned_whole_where_the_machine_says_so() {
    const A3: &str = "    --source FlatBed|ADF [ADF]\n    -x 0..297mm [297]\n    -y 0..1300mm [432]\n";
    let asked = |feed, area| {
        let feed = Some(feed);
        let plan = plan(&offered(A3), ScanProfile::Grey, Paper { feed, area });
        plan.unwrap().args.join(" ")
    };
    assert_eq!(asked(Feed::Feeder, Area::Long), "--source=ADF -x 215.9 -y 355.6");
    assert_eq!(
        asked(Feed::Flatbed, Area::Whole),
        "--source=FlatBed -x 297 -y 1300"
    );
}

#[test]
fn on_the_glass_there_is_one_page_and_in_the_feeder_all() {
    let one = |text, feed| {
        plan(&offered(text), ScanProfile::Nd30, a4(feed))
            .unwrap()
            .one_page
    };
    assert!(!one(TEST, None), "the feeder where there is one");
    assert!(one(TEST, Some(Feed::Flatbed)));
    assert!(one(PLUSTEK, None), "a device that names no source has a glass");
    let both = |feed| {
        plan(&offered(FUJITSU), ScanProfile::Nd30, a4(feed))
            .unwrap()
            .both_sides
    };
    assert!(both(Some(Feed::Duplex)) && !both(Some(Feed::Feeder)) && !both(None));
    assert!(
        !one(PLUSTEK, Some(Feed::Feeder)),
        "unless the settings know better"
    );
}

#[test]
fn what_a_device_has_not_is_said_and_not_guessed() {
    let asked = |text, feed| plan(&offered(text), ScanProfile::Nd30, a4(feed));
    let no = |feed| Err(ScanFault::NoFeed(feed));
    assert_eq!(asked(TEST, Some(Feed::Duplex)), no(Feed::Duplex));
    assert_eq!(asked(FUJITSU, Some(Feed::Flatbed)), no(Feed::Flatbed));
    assert_eq!(asked(PLUSTEK, Some(Feed::Duplex)), no(Feed::Duplex));
    assert_eq!(
        asked("    --mode Lineart|Gray [Gray]\n", None),
        Err(ScanFault::NoColour)
    );
    // Nothing can be read: the device is used as it stands.
    let bare = asked("scanimage: something else", None).unwrap();
    assert_eq!((bare.args.len(), bare.one_page), (0, true));
    let coarse = args("    --resolution 75|150dpi [75]\n", ScanProfile::Nd30, None);
    assert_eq!(
        coarse, "--resolution=150",
        "each page then says that it is too coarse"
    );
}

fn came(pages: u32) -> Came {
    Came {
        pages,
        half: true,
        ..Came::default()
    }
}

#[test]
fn a_stack_goes_on_after_its_covers_and_what_was_refused() {
    let came = Came {
        covers: 12,
        refused: 1,
        ..came(1_000)
    };
    let jam = text::ended(ScanEnd::Fault(ScanFault::Jammed), came);
    assert!(jam.contains("xếp lại từ trang 1014"), "{jam}");
    let empty = text::ended(ScanEnd::FeederEmpty, came);
    assert!(empty.contains("1000 trang, 12 tờ bìa."), "{empty}");
    assert!(empty.chars().count() <= 76, "{empty}");
}

#[test]
fn a_status_is_a_fault_and_a_fault_is_a_sentence() {
    let said = |status, pages| {
        let fault = fault_of(Some(status)).unwrap();
        text::ended(ScanEnd::Fault(fault), came(pages))
    };
    assert_eq!(
        said(6, 4),
        "Máy quét kẹt giấy. Gỡ tờ đang kẹt, xếp lại từ trang 5, rồi bấm F8."
    );
    assert_eq!(said(8, 0), "Nắp máy quét đang mở. Đóng nắp rồi bấm F8.");
    assert_eq!(said(3, 0), "Máy quét đang bận. Chờ việc kia xong rồi bấm F8.");
    assert_eq!(fault_of(Some(0)), None);
    assert_eq!(fault_of(Some(7)), None, "an empty feeder is an end, not a fault");
    let ends = [ScanEnd::FeederEmpty, ScanEnd::Done, ScanEnd::Stopped];
    let faults = [
        ScanFault::NoPaper,
        ScanFault::Absent,
        ScanFault::NotOpened,
        ScanFault::Silent,
        ScanFault::NoProgram,
        ScanFault::NoFeed(Feed::Duplex),
        ScanFault::NoColour,
        ScanFault::NoCommand,
        ScanFault::Command(-1_073_741_819),
        ScanFault::NothingCame,
    ];
    let known = (1..=99).filter_map(|status| fault_of(Some(status)));
    let faults = faults.into_iter().chain(known).map(ScanEnd::Fault);
    for end in ends.into_iter().chain(faults) {
        for pages in [0, 1, 1000] {
            let sentence = text::ended(end, came(pages));
            assert!(sentence.chars().count() <= 76, "{sentence}");
        }
    }
}

#[test]
fn the_list_names_devices_and_never_the_simulated_one() {
    let list = "fujitsu:ScanSnap S1500:12\tFUJITSU\tScanSnap S1500\ntest:0\tNoname\tfrontend-tester\n\
        escl:http://10.0.0.3:80\t\tCanon MF113w\nnonsense\n\n";
    let found = found(list);
    let named: Vec<_> = found
        .iter()
        .map(|it| (it.device.as_str(), it.model.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            ("fujitsu:ScanSnap S1500:12", "FUJITSU ScanSnap S1500"),
            ("escl:http://10.0.0.3:80", "Canon MF113w"),
        ]
    );
}

#[test]
fn a_command_is_split_and_filled_without_a_shell() {
    let template = r#""C:\Program Files\NAPS2\NAPS2.Console.exe" -o "{folder}\S.$(nnn).jpg" -p {profile} {mode} {dpi} {x}"#;
    let (program, args) = command_line(template, r"C:\Một cửa\{dpi}", ScanProfile::Archive).unwrap();
    assert_eq!(program, r"C:\Program Files\NAPS2\NAPS2.Console.exe");
    assert_eq!(
        args,
        [
            "-o",
            r"C:\Một cửa\{dpi}\S.$(nnn).jpg",
            "-p",
            "archive",
            "color",
            "300",
            "{x}"
        ]
    );
    assert!(is_command(""));
    // Nothing is expanded, no sign starts another program, and a backslash before a quote is the end of a folder: the
    // system's own rules for one line of words are the standard library's business, word by word.
    let words = |template: &str| {
        let line = command_line(template, r"C:\Users\Đinh Thị Hạnh\quét", ScanProfile::Nd30);
        let (program, args) = line.unwrap();
        [vec![program], args].concat()
    };
    assert_eq!(
        words(r#""D:\quet\quet.exe" "{folder}\" %TEMP% a&b|c^d 'một hai'"#),
        [
            r"D:\quet\quet.exe",
            r"C:\Users\Đinh Thị Hạnh\quét\",
            "%TEMP%",
            "a&b|c^d",
            "'một",
            "hai'"
        ]
    );
    assert_eq!(
        words(r#"\\may-2\quet\quet.exe /out:"{folder}\{profile} {dpi}" """#),
        [
            r"\\may-2\quet\quet.exe",
            r"/out:C:\Users\Đinh Thị Hạnh\quét\nd30 200",
            ""
        ]
    );
    for wrong in [
        "scan",
        "scan -o out",
        "\"scan {folder}",
        "{folder}",
        "\"\" {folder}",
    ] {
        assert!(!is_command(wrong), "{wrong}");
        assert_eq!(command_line(wrong, "f", ScanProfile::Nd30), None);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_a_plan_asks_only_for_what_is_offered(
        lines in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,60}",
                "    --(mode|source|resolution|depth|adf-mode|duplex|x-resolution)[ =\\[|(a-zA-Z0-9.)\\]]{0,40}",
                "    -[xylt] [-0-9.]{0,8}\\.\\.[-0-9.e]{0,8}(mm|pel)?( \\[[0-9.]*\\])?",
                "    --source (Flatbed|ADF|Duplex|Film|\\|){1,5} \\[x\\]",
            ],
            0..20,
        ),
        profile in proptest::sample::select(ScanProfile::ALL),
        feed in proptest::option::of(proptest::sample::select(Feed::ALL)),
        area in proptest::sample::select(Area::ALL),
    ) {
        let offered = offered(&lines.join("\n"));
        if let Ok(plan) = plan(&offered, profile, Paper { feed, area }) {
            for arg in plan.args.iter().filter(|arg| arg.starts_with("--")) {
                let (name, value) = arg[2..].split_once('=').unwrap();
                let option = offered.option(name).unwrap();
                match &option.values {
                    Values::List(words) => {
                        let among = words.iter().any(|word| word == value || word.starts_with(value));
                        prop_assert!(among || name.ends_with("resolution"));
                    }
                    Values::Range { least, most, .. } => {
                        let value: f64 = value.parse().unwrap();
                        prop_assert!(least.floor() <= value && value <= most.ceil());
                    }
                    Values::Flag => prop_assert!(value == "yes" || value == "no"),
                    Values::Other => prop_assert!(false),
                }
            }
        }
    }

    #[test]
    fn any_list_is_read(list in "\\PC{0,200}") {
        for scanner in found(&list) {
            prop_assert!(!scanner.device.starts_with("test:") && !scanner.model.is_empty());
        }
    }

    #[test]
    fn any_command_is_refused_or_filled(template in "\\PC{0,80}") {
        let filled = command_line(&template, "folder", ScanProfile::Nd30);
        prop_assert_eq!(filled.is_some(), is_command(&template) && !template.trim().is_empty());
    }
}
