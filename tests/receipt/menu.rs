//! The receipts of the letter's menu, and layouts that change another one.

use std::path::PathBuf;

use motcua::domain::receipt::Receipt;
use motcua::forms::preview::render_text;
use motcua::forms::receipt::{Print, render};
use motcua::forms::set::{parse, templates};

use super::facts::{birth, company, template};
use super::{squeezed, tool};

/// One of the letter's menu, on paper and as lines.
fn of_menu(name: &str, receipt: &Receipt) -> (Vec<u8>, String) {
    let layout = templates()
        .unwrap()
        .iter()
        .find(|it| it.template == name)
        .unwrap();
    let bytes = render(receipt, layout, Print::default()).unwrap();
    (bytes, render_text(receipt, layout).join("\n"))
}

#[test]
fn the_letters_menu_of_six_differs_where_its_titles_say() {
    let receipt = Receipt {
        fees: company().fees,
        ..birth()
    };
    let menu = [
        // name, fees, the QR code, who hands it in though he is the holder, the centre's head
        ("receipt-tt01", [false, false, false, false]),
        ("receipt-362-fees-qr", [true, true, false, false]),
        ("receipt-submitter", [false, false, true, false]),
        ("receipt-fees", [true, false, false, false]),
        ("receipt-362", [false, false, false, false]),
        ("receipt-centre-2020", [false, false, false, true]),
    ];
    for (name, [fees, qr, submitter, centre]) in menu {
        let layout = templates()
            .unwrap()
            .iter()
            .find(|it| it.template == name)
            .unwrap();
        assert!(!layout.compared && layout.form_set == "TT01-2018", "{name}");
        let (bytes, text) = of_menu(name, &receipt);
        assert_eq!(text.contains("Phí, lệ phí"), fees, "{name}\n{text}");
        assert_eq!(text.contains("Người nộp hồ sơ:"), submitter, "{name}\n{text}");
        assert_eq!(
            text.contains("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
            centre,
            "{name}\n{text}"
        );
        assert_eq!(layout.switches.qr, qr, "{name}");
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
        std::fs::write(&path, &bytes).unwrap();
        let Some(seen) = tool("pdftotext", &["-layout", path.to_str().unwrap(), "-"]) else {
            continue;
        };
        let squeezed = squeezed(&seen);
        assert!(squeezed.contains("Độclập–Tựdo–Hạnhphúc"), "{name}");
        assert_eq!(squeezed.contains("Phí,lệphí"), fees, "{name}");
        assert_eq!(squeezed.contains("Ngườinộphồsơ:"), submitter, "{name}");
        assert_eq!(squeezed.contains("TRUNGTÂMPHỤCVỤ"), centre, "{name}");
    }
}

#[test]
fn a_layout_changes_only_what_it_says_of_its_base() {
    let own = "base = \"receipt-tt01-2018.toml\"\ntemplate = \"x\"\n[switches]\nqr = false\n";
    let changed = parse("x.toml", own).unwrap();
    let base = template("2023-02-14".parse().unwrap());
    assert!(base.switches.qr && !changed.switches.qr);
    assert_eq!((&changed.lines, &changed.paper), (&base.lines, &base.paper));
    for (wrong, named) in [
        ("base = \"nowhere.toml\"\n", "nowhere.toml"),
        (
            "base = \"receipt-tt01-2018.toml\"\n[switches]\ncolour = true\n",
            "colour",
        ),
    ] {
        let refused = parse("x.toml", wrong).unwrap_err().to_string();
        assert!(refused.contains("x.toml") && refused.contains(named), "{refused}");
    }
}
