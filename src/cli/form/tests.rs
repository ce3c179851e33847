use super::*;
use crate::cli::testing::{Desk, said};

fn listed(on: Option<&str>) -> Value {
    let command = FormCommand::List {
        on: on.map(|on| on.parse().unwrap()),
        json: true,
    };
    let (ended, printed) = said(|out| run(&command, Path::new("nowhere"), Moment(0), out));
    assert_eq!(ended, Outcome::Done);
    serde_json::from_str(&printed).unwrap()
}

fn render(code: &str, out: PathBuf) -> RenderArgs {
    RenderArgs {
        template: "receipt".into(),
        submitter: None,
        code: code.into(),
        out: Some(out),
        format: Format::Pdf,
    }
}

#[test]
fn forms_are_listed_without_a_desk_by_the_day_they_are_for() {
    let all = listed(None);
    for key in ["template", "title", "form_set", "paper", "from_on", "to_on"] {
        assert!(all["items"][0].get(key).is_some(), "{key}");
    }
    let sets = |on| {
        let found = listed(Some(on));
        let items = found["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|it| it["form_set"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let count = |on, set| sets(on).iter().filter(|it| it.as_str() == set).count();
    assert_eq!(
        count("2023-02-14", "TT01-2018"),
        7 + 4,
        "the circular's receipt, the letter's menu of six, four slips"
    );
    assert_eq!(count("2023-02-14", "CHUNG"), 3, "stop, withdrawal, hand-over");
    assert_eq!(count("2026-01-05", "TT03-2025"), 1 + 5);
    assert_eq!(count("2026-01-05", "CHUNG"), 2);
}

#[test]
fn a_receipt_drawn_again_writes_a_file_and_no_op() {
    let mut desk = Desk::new();
    desk.returned();
    let before = desk.ops();
    let file = desk.home.path().join("lai.pdf");
    let command = FormCommand::Render(render("221006-0001", file.clone()));
    let (ended, printed) = said(|out| run(&command, desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Done, "{printed}");
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    assert_eq!(desk.ops(), before);
}

#[test]
fn a_receipt_is_written_for_word_too() {
    let mut desk = Desk::new();
    desk.returned();
    let file = desk.home.path().join("phieu.docx");
    let args = RenderArgs {
        format: Format::Docx,
        ..render("221006-0001", file.clone())
    };
    let (ended, printed) = said(|out| run(&FormCommand::Render(args), desk.home.path(), desk.now(), out));
    assert_eq!(ended, Outcome::Done, "{printed}");
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
}

#[test]
fn a_name_of_another_kind_is_refused_and_nothing_is_written() {
    let mut desk = Desk::new();
    desk.returned();
    for (name, format, other) in [
        ("phieu.PDF", Format::Docx, "--format pdf"),
        ("phieu.docx", Format::Pdf, "--format docx"),
    ] {
        let file = desk.home.path().join(name);
        let args = RenderArgs {
            format,
            ..render("221006-0001", file.clone())
        };
        let (ended, _) = said(|out| run(&FormCommand::Render(args), desk.home.path(), desk.now(), out));
        assert!(
            matches!(&ended, Outcome::Refused(words) if words.contains(other)),
            "{ended:?}"
        );
        assert!(!file.exists());
    }
}

#[test]
fn any_layout_of_the_menu_can_be_asked_for_and_one_lets_the_submitter_be_written() {
    let mut desk = Desk::new();
    desk.returned();
    for name in RECEIPTS {
        let file = desk.home.path().join(format!("{name}.pdf"));
        let args = RenderArgs {
            template: (*name).into(),
            submitter: (*name == "receipt-submitter").then(|| "Đinh Thị Bia".into()),
            ..render("221006-0001", file.clone())
        };
        let (ended, printed) = said(|out| run(&FormCommand::Render(args), desk.home.path(), desk.now(), out));
        assert_eq!(ended, Outcome::Done, "{name}: {printed}");
        assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    }
}

#[test]
fn slips_are_drawn_of_what_happened_and_what_did_not_happen_is_said() {
    let mut desk = Desk::new();
    desk.returned();
    for kind in SlipKind::ALL {
        let file = desk.home.path().join(format!("{}.pdf", kind.name()));
        let args = RenderArgs {
            template: kind.name().into(),
            ..render("221006-0001", file.clone())
        };
        let (ended, printed) = said(|out| run(&FormCommand::Render(args), desk.home.path(), desk.now(), out));
        let happened = matches!(kind, SlipKind::HandOver | SlipKind::Control);
        assert_eq!(ended == Outcome::Done, happened, "{kind:?}: {printed}");
        assert_eq!(file.exists(), happened);
        let refused = matches!(&ended, Outcome::Refused(words) if words == words::no_slip(kind));
        assert!(happened || refused, "{kind:?}: {ended:?}");
    }
}

#[test]
fn what_cannot_be_rendered_is_refused_and_leaves_no_file() {
    let mut desk = Desk::new();
    desk.returned();
    let file = desk.home.path().join("x");
    let good = render("221006-0001", file.clone());
    let cases = [
        (
            RenderArgs {
                template: "poster".into(),
                ..good.clone()
            },
            "«poster»",
        ),
        (render("999", file.clone()), "«999»"),
        (
            RenderArgs {
                submitter: Some("Đinh Thị Bia".into()),
                ..good.clone()
            },
            "receipt-submitter",
        ),
        (
            render("221006-0001", desk.home.path().join("no/such/x")),
            "no/such/x",
        ),
    ];
    for (args, part) in cases {
        let command = FormCommand::Render(args);
        let (ended, _) = said(|out| run(&command, desk.home.path(), desk.now(), out));
        assert!(
            matches!(&ended, Outcome::Refused(why) if why.contains(part)),
            "{part}: {ended:?}"
        );
    }
    assert!(!file.exists());
}

#[test]
fn no_receipt_is_drawn_for_the_end_of_a_code_or_none() {
    let mut desk = Desk::new();
    desk.returned();
    let file = desk.home.path().join("ai.pdf");
    for typed in ["", "0001"] {
        let command = FormCommand::Render(render(typed, file.clone()));
        let (ended, _) = said(|out| run(&command, desk.home.path(), desk.now(), out));
        assert!(matches!(ended, Outcome::Refused(_)), "«{typed}»");
    }
    assert!(!file.exists());
}
