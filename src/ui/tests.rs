use crate::app::chrome::{Context, Indicator, Message, ScreenChrome, Shell};
use crate::app::command::{Command, Offer};
use crate::app::input::date::{DateKind, Written};
use crate::app::input::{Choice, DateField, Line, LineKind, Table};
use crate::app::keymap::Keymap;
use crate::ui::glyphs::Glyphs;
use crate::ui::layout::{self, Chrome};
use crate::ui::picture::{Picture, draw, page};
use crate::ui::theme::Theme;
use crate::ui::widgets::field_row::{FieldRow, Value, draw_line};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView, count_line};
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Mark, Pen, Role, dialog};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

const STEPS: [&str; 5] = ["Kiểm tra", "Thủ tục", "Chủ hồ sơ", "Thành phần", "Xem lại"];

fn shell() -> Shell {
    Shell {
        desk: "Quầy A".into(),
        officer: "Hạnh".into(),
        clock: "08:06".into(),
        ..Shell::default()
    }
}

fn whole(
    size: (u16, u16),
    look: Look,
    (shell, screen): (&Shell, &ScreenChrome),
    view: impl FnOnce(&mut Frame<'_>, Rect),
) -> Picture {
    let keys = Keymap::default();
    let chrome = Chrome {
        shell,
        screen,
        keys: &keys,
    };
    page(size, &look, &chrome, view)
}

fn form_chrome() -> ScreenChrome {
    ScreenChrome {
        context: Context::Steps {
            names: &STEPS,
            current: 2,
            right: "Đinh Thị Hà".into(),
        },
        rule_note: Some("Đã lưu nháp 08:06:41".into()),
        message: Some(Message::error(
            "Số di động phải có 10 số, bắt đầu bằng 03, 05, 07, 08, 09. Mới có 9 số.",
        )),
        offers: vec![
            Offer::new(Command::Commit).named("Tiếp tục"),
            Offer::new(Command::Choose),
            Offer::new(Command::Sign).unless(Some("Chưa có tệp.".into())),
            Offer::new(Command::Accept).named("Cần điền"),
            Offer::new(Command::Next),
        ],
        ..ScreenChrome::new(["Tiếp nhận hồ sơ"])
    }
}

fn form(frame: &mut Frame<'_>, look: Look, area: Rect) {
    const LABELS: u16 = 30;
    let holder = Choice::new(["Cá nhân", "Tổ chức"], Some(0));
    let name = Line::plain(80).with("Đinh Thị Hà");
    let number = Line::new(LineKind::Digits, 12).with("052192004567");
    let issued = NaiveDate::from_ymd_opt(2021, 4, 10).map(Written::Day).unwrap();
    let issued = DateField::new(DateKind::Day).with(issued);
    let phone = Line::new(LineKind::Digits, 10).with("090512345");
    let rows = [
        FieldRow::new("Chủ hồ sơ", Value::Choice(&holder))
            .extent(12)
            .note("Space đổi thành tổ chức"),
        FieldRow::new("Họ và tên", Value::Line(&name))
            .required()
            .note("từ thẻ"),
        FieldRow::new("Số CMND/Hộ chiếu", Value::Line(&number))
            .required()
            .extent(14)
            .note("từ thẻ"),
        FieldRow::new("Ngày sinh", Value::Fixed("05/09/1992  nữ")).note("từ thẻ, khớp với số định danh"),
        FieldRow::new("Ngày cấp CMND", Value::Date(&issued)).note("từ thẻ"),
        FieldRow::new("Di động", Value::Line(&phone))
            .required()
            .extent(11)
            .focused(true)
            .mark(Mark::Wrong)
            .note("thiếu 1 số"),
    ];
    let mut pen = Pen::new(frame, &look, layout::form_area(area));
    for (at, row) in (0..).zip(rows) {
        row.draw(&mut pen, at, LABELS);
    }
    pen.text(
        (2, 8),
        Role::Text,
        "Tiếp tục: F2, hoặc Enter khi không còn mục nào thiếu",
    );
}

#[test]
fn a_form_stands_as_its_wireframe_draws_it() {
    let picture = whole(
        (80, 24),
        Look::SKETCH,
        (&shell(), &form_chrome()),
        |frame, area| {
            form(frame, Look::SKETCH, area);
        },
    );
    // W10 without the typing mode, which comes with the typing engine.
    let wanted = [
        (
            0,
            " Tiếp nhận hồ sơ                                           Quầy A · Hạnh  08:06 ",
        ),
        (
            1,
            " 1 Kiểm tra   2 Thủ tục   ▸3 Chủ hồ sơ   4 Thành phần   5 Xem lại   Đinh Thị Hà ",
        ),
        (
            2,
            "── Đã lưu nháp 08:06:41 ────────────────────────────────────────────────────────",
        ),
        (
            3,
            "  Chủ hồ sơ                     1 Cá nhân___  Space đổi thành tổ chức           ",
        ),
        (
            4,
            "  Họ và tên *                   Đinh Thị Hà___________________  từ thẻ          ",
        ),
        (
            5,
            "  Số CMND/Hộ chiếu *            052192004567__  từ thẻ                          ",
        ),
        (
            6,
            "  Ngày sinh                     05/09/1992  nữ  từ thẻ, khớp với số định danh   ",
        ),
        (
            7,
            "  Ngày cấp CMND                 10/04/2021  từ thẻ                              ",
        ),
        (
            8,
            "▸!Di động *                     090512345__  thiếu 1 số                         ",
        ),
        (
            21,
            "────────────────────────────────────────────────────────────────────────────────",
        ),
        (
            22,
            " ! Số di động phải có 10 số, bắt đầu bằng 03, 05, 07, 08, 09. Mới có 9 số.      ",
        ),
        (
            23,
            " F2 Tiếp tục  F4 Chọn  Enter Cần điền  Tab Mục sau   F10 Lệnh  F1 Giúp  Esc Lùi ",
        ),
    ];
    for (row, text) in wanted {
        assert_eq!(picture.row(row), text);
    }
    assert_eq!(picture.cursor, Some((41, 8)));
}

#[test]
fn a_field_says_what_it_did_not_take_whatever_its_width() {
    let mut reason = Line::plain(10).with("Thiếu giấy");
    reason.paste("!");
    let mut number = Line::new(LineKind::Digits, 12);
    number.paste("05x2");
    let mut name = Line::plain(80).with("Hà");
    name.paste("王");
    let shown = draw(60, 3, &Look::SKETCH, |frame, area| {
        let mut pen = Pen::new(frame, &Look::SKETCH, area);
        for (row, (line, columns)) in (0..).zip([(&reason, 90), (&number, 14), (&name, 20)]) {
            let field = FieldRow::new("Mục", Value::Line(line))
                .extent(columns)
                .note("từ thẻ");
            field.focused(true).draw(&mut pen, row, 10);
        }
    });
    let rows = [0, 1, 2].map(|row| shown.row(row).trim_end().to_owned());
    assert_eq!(
        rows,
        [
            "▸ Mục       Thiếu giấy______________________  ! chỉ 10 ký tự",
            "▸ Mục       052___________  ! chỉ nhập chữ số",
            "▸ Mục       Hà__________________  ! chữ không in được",
        ]
    );
}

#[test]
fn a_form_stays_eighty_columns_wide_and_its_looks_do_not_move_anything() {
    let mono = Look::new(Theme::Mono, Glyphs::Full);
    let ascii = Look::new(Theme::Mono, Glyphs::Ascii);
    let drawn = |size, look| {
        whole(size, look, (&shell(), &form_chrome()), |frame, area| {
            form(frame, look, area);
        })
    };
    insta::assert_snapshot!("form_80_mono", drawn((80, 24), mono).text());
    insta::assert_snapshot!("form_80_ascii", drawn((80, 24), ascii).text());
    insta::assert_snapshot!("form_120_mono", drawn((120, 40), mono).text());
    let picture = drawn((80, 24), mono);
    let has = |text: &str, modifier| picture.style_of(text).unwrap().add_modifier.contains(modifier);
    assert!(has("Di động *", Modifier::BOLD) && !has("Họ và tên", Modifier::BOLD));
    assert!(has("090512345", Modifier::UNDERLINED) && !has("05/09/1992", Modifier::UNDERLINED));
    assert!(has("Tiếp nhận hồ sơ", Modifier::REVERSED));
}

const COLUMNS: [Column; 5] = [
    Column::text("Số hồ sơ", 11),
    Column::text("Người đăng ký", 16),
    Column::rest("Về việc"),
    Column::text("Tiến độ", 12),
    Column::text("Trạng thái", 13),
];

const DOSSIERS: [[&str; 5]; 8] = [
    [
        "230214-0001",
        "Đinh Thị Hà",
        "Đăng ký khai sinh",
        "hôm nay",
        "Tiếp nhận",
    ],
    [
        "230213-0004",
        "Đinh Văn Đạt",
        "Cấp Giấy xác nhận tình trạng hôn nhân",
        "còn 2 ngày",
        "Đang xử lý",
    ],
    [
        "230213-0001",
        "Đinh Văn Rin",
        "Đăng ký khai tử",
        "còn 1 ngày",
        "Đang xử lý",
    ],
    [
        "230210-0006",
        "Đinh Thị Hà",
        "Đăng ký khai sinh",
        "đúng hạn",
        "Có kết quả",
    ],
    [
        "230209-0003",
        "Đinh Thị Bia",
        "Đăng ký kết hôn",
        "QUÁ 1 NGÀY",
        "Đang xử lý",
    ],
    [
        "230208-0002",
        "Đinh Văn Nghếp",
        "Trợ cấp xã hội hằng tháng",
        "tạm dừng",
        "Chờ bổ sung",
    ],
    [
        "230207-0005",
        "Đinh Thị Hà",
        "Chứng thực bản sao từ bản chính",
        "đúng hạn",
        "Đã trả",
    ],
    [
        "230206-0001",
        "Đinh Văn Tơ",
        "Cấp bản sao Trích lục hộ tịch",
        "trước hạn",
        "Đã trả",
    ],
];

fn list_chrome() -> ScreenChrome {
    ScreenChrome {
        context: Context::both("Đang lọc: «dinh» · Hộ tịch · 01/02 đến 14/02/2023", "Esc bỏ lọc"),
        offers: vec![
            Offer::new(Command::Find),
            Offer::new(Command::Choose).named("Lọc cột"),
            Offer::new(Command::Print),
            Offer::new(Command::Forward),
            Offer::new(Command::Accept).named("Mở"),
        ],
        ..ScreenChrome::new(["Hồ sơ"])
    }
}

fn list(frame: &mut Frame<'_>, look: Look, (area, focus): (Rect, Focus)) {
    let mut pointer = Table::new();
    pointer.set_rows((0..DOSSIERS.len()).collect());
    pointer.point(4);
    let search = Line::plain(40).with("dinh");
    let mut pen = Pen::new(frame, &look, area);
    let (left, right) = layout::panes(&mut pen, 81);
    let mut pen = pen.within(left);
    pen.text((2, 0), Role::Label, "Tìm");
    draw_line(&mut pen, (7, 0), 34, (&search, focus == Focus::Search));
    let body = pen.rows(2, pen.height() - 4);
    let mut rows = pen.within(body);
    let view = TableView {
        columns: &COLUMNS,
        table: &pointer,
        focus,
    };
    table::draw(&mut rows, &view, |at| Row {
        mark: if at == 4 { Mark::Wrong } else { Mark::None },
        cells: DOSSIERS[at].map(Cell::from).to_vec(),
    });
    let last = pen.height() - 1;
    count_line(&mut pen, last, "8 hồ sơ khớp trong 12.480", true);
    if let Some(right) = right {
        pen.within(right).text((2, 0), Role::Text, "LỊCH SỬ");
    }
}

#[test]
fn a_list_stands_as_its_wireframe_draws_it() {
    let picture = whole(
        (80, 24),
        Look::SKETCH,
        (&shell(), &list_chrome()),
        |frame, area| {
            list(frame, Look::SKETCH, (area, Focus::Here));
        },
    );
    let wanted = [
        (
            1,
            " Đang lọc: «dinh» · Hộ tịch · 01/02 đến 14/02/2023                   Esc bỏ lọc ",
        ),
        (
            3,
            "  Tìm  dinh______________________________                                       ",
        ),
        (
            5,
            "  Số hồ sơ    Người đăng ký    Về việc                Tiến độ      Trạng thái   ",
        ),
        (
            6,
            "  230214-0001 Đinh Thị Hà      Đăng ký khai sinh      hôm nay      Tiếp nhận    ",
        ),
        (
            7,
            "  230213-0004 Đinh Văn Đạt     Cấp Giấy xác nhận…     còn 2 ngày   Đang xử lý   ",
        ),
        (
            10,
            "▸!230209-0003 Đinh Thị Bia     Đăng ký kết hôn        QUÁ 1 NGÀY   Đang xử lý   ",
        ),
        (
            20,
            "  8 hồ sơ khớp trong 12.480                                           còn nữa ↓ ",
        ),
        (
            23,
            " F3 Tìm  F4 Lọc cột  F7 In  F9 Chuyển  Enter Mở      F10 Lệnh  F1 Giúp  Esc Lùi ",
        ),
    ];
    for (row, text) in wanted {
        assert_eq!(picture.row(row).trim_end(), text.trim_end());
    }
    assert_eq!(picture.cursor, Some((2, 10)));
    let style = picture.style_of("230209-0003").unwrap();
    assert!(style.add_modifier.contains(Modifier::REVERSED));
}

#[test]
fn a_list_is_the_same_in_every_look_and_has_two_panes_when_wide() {
    let mono = Look::new(Theme::Mono, Glyphs::Full);
    let ascii = Look::new(Theme::Mono, Glyphs::Ascii);
    let drawn = |size, look, focus| {
        whole(size, look, (&shell(), &list_chrome()), |frame, area| {
            list(frame, look, (area, focus));
        })
    };
    insta::assert_snapshot!("list_80_ascii", drawn((80, 24), ascii, Focus::Here).text());
    let wide = drawn((120, 40), mono, Focus::Away);
    insta::assert_snapshot!("list_120_mono", wide.text());
    let style = wide.style_of("230209-0003").unwrap();
    assert!(style.add_modifier.contains(Modifier::BOLD) && !style.add_modifier.contains(Modifier::REVERSED));
    assert_eq!(wide.cursor, None);
    assert_eq!(drawn((80, 24), mono, Focus::Search).cursor, Some((11, 3)));
}

#[test]
fn a_dialog_blanks_its_rows_and_keeps_the_frame_alive() {
    let look = Look::SKETCH;
    let picture = whole((80, 24), look, (&shell(), &list_chrome()), |frame, area| {
        list(frame, look, (area, Focus::Here));
        let mut pen = Pen::new(frame, &look, area);
        let inside = dialog::open(&mut pen, "Chọn bước để chuyển", 10);
        let mut pen = pen.within(inside);
        assert_eq!((pen.width(), pen.height()), (72, 10));
        pen.text((0, 0), Role::Text, "Đang ở   2/4 Xử lý");
        let steps = [
            Way::new("1", "Trình lãnh đạo ký").note("Đinh Văn Rỡ"),
            Way::new("4", "Dừng giải quyết").barred("không dùng được"),
        ];
        assert_eq!(ways::draw(&mut pen, 2, &steps, (Some((0, Focus::Here)), 27)), 4);
    });
    insta::assert_snapshot!("dialog_80", picture.text());
    assert_eq!(picture.cursor, Some((6, 9)));
}

#[test]
fn practice_is_said_three_times_and_a_crowded_title_drops_the_least() {
    let mut shell = Shell {
        practice: true,
        indicators: vec![
            Indicator::Outbox(12),
            Indicator::Prints(1),
            Indicator::ReadOnly,
            Indicator::Scans(0),
        ],
        ..shell()
    };
    let picture = whole((80, 24), Look::SKETCH, (&shell, &form_chrome()), |_, _| {});
    let title = " TẬP HUẤN  Tiếp nhận hồ sơ          CHỈ XEM  In 1  Gửi 12  Quầy A · Hạnh  08:06 ";
    assert_eq!(picture.row(0), title);
    assert!(picture.row(2).starts_with("══ Đã lưu nháp 08:06:41 ═══"));
    let sentence = "══ TẬP HUẤN: dữ liệu giả, giấy in ra có dấu chìm TẬP HUẤN ══════════════════════";
    assert_eq!(picture.row(21), sentence);

    shell.indicators.push(Indicator::Signatures(3));
    shell.officer = "Nguyễn Thị Phương Thảo Nguyên".into();
    let path = ["Hồ sơ", "Cập nhật kết quả xử lý hồ sơ"];
    let picture = whole(
        (80, 24),
        Look::SKETCH,
        (&shell, &ScreenChrome::new(path)),
        |_, _| {},
    );
    let crowded = " TẬP HUẤN  Hồ sơ › Cập nhật kết quả xử lý hồ sơ  CHỈ XEM  Gửi 12  Quầy A  08:06 ";
    assert_eq!(picture.row(0), crowded);
}

#[test]
fn what_does_not_fit_the_key_line_is_left_out_whole() {
    let mut screen = form_chrome();
    screen.offers.push(Offer::new(Command::TickAll));
    screen.ends = vec![
        Offer::new(Command::Help),
        Offer::new(Command::Palette).named("Thoát"),
    ];
    let picture = whole((80, 24), Look::SKETCH, (&shell(), &screen), |_, _| {});
    let line = " F2 Tiếp tục  F4 Chọn  Enter Cần điền  Tab Mục sau           F1 Giúp  F10 Thoát ";
    assert_eq!(picture.row(23), line);
}

#[test]
fn a_small_window_says_so_and_a_tiny_one_only_its_name() {
    let look = Look::SKETCH;
    let drawn = |width, height| {
        draw(width, height, &look, |frame, area| {
            assert!(layout::is_too_small(area));
            layout::too_small(frame, &look, area, "Hồ sơ đang mở: bản nháp 08:06:41");
        })
    };
    insta::assert_snapshot!("too_small", drawn(40, 10).text());
    assert_eq!(drawn(8, 2).row(0), "motcua  ");
    assert_eq!(drawn(1, 1).row(0), "…");
}

#[test]
fn nothing_drawn_outside_a_small_area_breaks_anything() {
    for (width, height) in [(0, 0), (1, 1), (3, 2), (30, 5), (79, 23), (81, 25), (240, 70)] {
        let look = Look::new(Theme::Contrast, Glyphs::Ascii);
        let (shell, screen, keys) = (shell(), form_chrome(), Keymap::default());
        let chrome = Chrome {
            shell: &shell,
            screen: &screen,
            keys: &keys,
        };
        draw(width, height, &look, |frame, area| {
            let work = layout::frame(frame, &look, area, &chrome);
            form(frame, look, work);
            let mut pen = Pen::new(frame, &look, work);
            let inside = dialog::open(&mut pen, "Tiêu đề", 14);
            pen.within(inside).text((200, 200), Role::Text, "x");
            pen.lines((1, 0), Role::Text, "một hai ba");
            count_line(&mut pen, 0, "x", true);
        });
    }
}
