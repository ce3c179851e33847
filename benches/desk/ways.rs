//! The keys that lead to each layer there is. The table is as long as [`LAYERS`], so a new layer does not compile until
//! it has its way here.

use motcua::app::model::LAYERS;

/// To the setting of the receipt's layout.
const FORMS: &str = "<f10>quan tri<enter>2<home>\
    <down><down><down><down><down><down><down><down><down><down><down><down><down><down><down><down><down><down>";

/// Where a way begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// At Home of the desk with its many dossiers.
    Home,
    /// The same; another program holds the database when the last key is pressed.
    Locked,
    /// The same; the clock stands before the last act when the last key is pressed.
    LastWeek,
    /// At the start of the program on the desk.
    Login,
    /// At the start, where the second officer's PIN must be changed.
    NewPin,
    /// At the start on a machine without a desk.
    Nothing,
    /// At the start, where another window has the desk.
    Elsewhere,
}

/// A layer's name and the keys to it. `{n}` is a personal number nobody has brought yet.
pub(crate) type Way = (&'static str, From, &'static [&'static str]);

/// A reception from its first key to the list of papers.
const PAPERS: &str = "<f2>{n}<enter>1khai sinh<enter>Dinh Thi Ha<enter>0905123456<enter>Thon 2<enter><enter>";
const REVIEW: &str = "<ctrl-a><down><up><f2>";

/// One for each layer, in their order.
pub(crate) const WAYS: [Way; LAYERS.len()] = [
    ("account", From::Home, &["<f2>{n}<enter>"]),
    (
        "act",
        From::Home,
        &["1<enter><enter><f10>rut ho so<enter>a<down>"],
    ),
    (
        "add_paper",
        From::Home,
        &["<f10>kho giay<enter>052192004567<enter><f8>"],
    ),
    ("admin", From::Home, &["<f10>quan tri<enter><down>"]),
    (
        "approve",
        From::Home,
        &["1<enter><enter><f10>dung giai quyet<enter>Sai<tab>Sai<f2>"],
    ),
    ("ask_choice", From::Home, &["<f10>quan tri<enter>3<down><enter>"]),
    ("ask_text", From::Home, &["<f10>quan tri<enter>5ab"]),
    ("calendar", From::Home, &["<f10>quan tri<enter>3<down><down>"]),
    ("care", From::Home, &[PAPERS, "<down><ctrl-k><down>"]),
    ("components", From::Home, &[PAPERS, "<down><up>"]),
    ("copying", From::Home, &["1<enter><enter><ctrl-g><down>"]),
    ("curtain", From::Home, &["<ctrl-l>12"]),
    ("dossier", From::Home, &["8<enter><enter><down><down>"]),
    ("fees", From::Home, &["1<enter><enter><f10>le phi<enter>+a"]),
    (
        "files",
        From::Home,
        &["2<enter><enter><f10>cap nhat ket qua<enter><f8><down>"],
    ),
    ("first_start", From::Nothing, &["<down>"]),
    ("forward", From::Home, &["1<enter><enter><f9><down>"]),
    (
        "hand_back",
        From::Home,
        &["4<enter><enter><f10>tra ket qua<enter><down>"],
    ),
    (
        "heavy",
        From::Home,
        &["1<enter><enter><f8><home><enter>ghi<enter><down>"],
    ),
    ("help", From::Home, &["<f1><pagedown>"]),
    (
        "holder",
        From::Home,
        &["<f2>{n}<enter>1khai sinh<enter>Dinh<down>"],
    ),
    ("home", From::Home, &["<down><up>dinh thi", "<esc>"]),
    (
        "kho",
        From::Home,
        &["<f10>kho giay<enter>052192004567<enter><down>"],
    ),
    ("last_receipt", From::LastWeek, &[PAPERS, REVIEW, "<f2>"]),
    ("layouts", From::Home, &[FORMS, "<f4><down>"]),
    ("list", From::Home, &["8<enter><down><down><pagedown>"]),
    ("login", From::Login, &["<down><up>12"]),
    ("new_desk", From::Nothing, &["2Xa An Toan<enter>"]),
    ("new_pin", From::NewPin, &["<down>0000<enter>12"]),
    ("not_written", From::Locked, &[PAPERS, REVIEW, "<f2><down><up>"]),
    ("numbers", From::Home, &["<f10>so lieu<enter><down><right>"]),
    ("officers", From::Home, &["<f10>quan tri<enter>1<down>"]),
    (
        "outcome",
        From::Home,
        &["2<enter><enter><f10>cap nhat ket qua<enter><down>"],
    ),
    (
        "packages",
        From::Home,
        &["<f10>nhan ho so truc tuyen<enter><down>"],
    ),
    ("pages", From::Home, &["1<enter><enter><f8><home><f8>"]),
    ("palette", From::Home, &["<f10>tiep"]),
    ("pick_row", From::Home, &["8<enter><f4><down>"]),
    ("preview", From::Home, &["<f10>khay quet<enter><home>v"]),
    ("procedure", From::Home, &["<f2>{n}<enter>1khai sinh"]),
    ("read_only", From::Elsewhere, &["<down>"]),
    ("receipt_preview", From::Home, &[PAPERS, REVIEW, "<f7>"]),
    ("received", From::Home, &[PAPERS, REVIEW, "<f2>"]),
    ("register", From::Home, &["<f10>so theo doi<enter><down>"]),
    ("restore", From::Nothing, &["3/media"]),
    ("review", From::Home, &[PAPERS, REVIEW, "<down>"]),
    ("self_check", From::Home, &["<f10>tu kiem tra<enter>"]),
    ("settings", From::Home, &["<f10>quan tri<enter>2<down>"]),
    (
        "signatures",
        From::Home,
        &["2<enter><enter><f10>cap nhat ket qua<enter><f8>ky<enter><down>"],
    ),
    ("signing", From::Home, &["<f6>12"]),
    (
        "slip",
        From::Home,
        &["1<enter><enter><f10>yeu cau bo sung<enter><space><f7><down>"],
    ),
    (
        "supplement",
        From::Home,
        &["1<enter><enter><f10>yeu cau bo sung<enter><down>"],
    ),
    ("takings", From::Home, &["<f10>thu phi<enter><left>"]),
    ("tally", From::Home, &["0<enter><right>"]),
    ("tally_cell", From::Home, &["0<enter><enter><down>"]),
    ("tray", From::Home, &["<f10>khay quet<enter><down>"]),
    ("trust", From::Home, &["<f10>quan tri<enter>6<down>"]),
    ("why_due", From::Home, &[PAPERS, REVIEW, "<f1>"]),
    (
        "wording",
        From::Home,
        &[PAPERS, "<down><down><f10>doc du<enter><down>"],
    ),
];
