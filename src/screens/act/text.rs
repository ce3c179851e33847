//! Words of the dialogs that want a reason and a firm yes, one set per move.

use chrono::NaiveDate;

use super::Field;
use crate::domain::held;
use crate::domain::moves::Move;
use crate::domain::rows::DossierView;
use crate::domain::say;
use crate::domain::time::Moment;

pub(super) const PATH: &str = "Hồ sơ";
pub(super) const FAR_DAY: &str = "Hẹn xa hơn một năm. Xem lại năm rồi hãy F2.";
pub(super) const WILL: &str = "Sẽ";
pub(super) const CANNOT: &str = "Không thể";
pub(super) const SAMPLES: &str = "F4 mẫu";
pub(super) const CHOOSE: &str = "Lý do mẫu";
pub(super) const PICK: &str = "Chọn lý do mẫu";
pub(super) const FINAL: &str = "Việc này không hoàn tác được.";
pub(super) const LEADER: &str = "Việc này cần lãnh đạo duyệt bằng mã PIN. F2 để mời duyệt.";
pub(super) const LOADING: &str = "Đang mở hồ sơ…";
pub(super) const DRAFT: &str = "Chưa cấp số";
pub(super) const DATE_NOTE: &str = "+3 là 3 ngày làm việc nữa";
pub(super) const BAD_TIME: &str = "Giờ hẹn phải như 16:00. Nhập lại giờ, phút.";

/// The office is closed at that hour.
pub(super) fn not_worked(hours: &str) -> String {
    format!("Giờ hẹn phải trong giờ làm việc {hours}. Nhập lại giờ.")
}

pub(super) const NOTHING_CAME: &str =
    "Chưa chọn giấy tờ nào. Space chọn giấy đã nộp, hoặc ghi ở Giấy tờ khác.";
pub(super) const TICK: &str = "Chọn";
pub(super) const SEVERAL: &str = "cách nhau bằng ;";
pub(super) const NO_STEP: &str = "Không có bước xử lý nào để trả lại. Mở Quy trình để xem.";
/// The usual new time of day.
pub(super) const CLOSING_TIME: &str = "17:00";

/// What a dialog says whatever the dossier is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// Last part of the path and the frame's title.
    pub(super) title: &'static str,
    /// F2.
    pub(super) verb: &'static str,
    /// Esc.
    pub(super) leave: &'static str,
    /// S-sentence afterwards.
    pub(super) done: &'static str,
    /// It cannot be taken back.
    pub(super) is_final: bool,
    /// F4 on the reason.
    pub(super) samples: &'static [&'static str],
}

/// The words of a move.
pub(super) fn words(which: Move) -> Words {
    let table: &[(Move, Words)] = &WORDS;
    let found = table.iter().find(|(mv, _)| *mv == which);
    found.map_or(WORDS[0].1, |(_, words)| *words)
}

const WORDS: [(Move, Words); 8] = [
    (
        Move::Withdraw,
        Words {
            title: "Rút hồ sơ",
            verb: "Rút hồ sơ",
            leave: "Không rút",
            done: "Đã rút hồ sơ theo đề nghị của chủ hồ sơ.",
            is_final: true,
            samples: &[
                "Chủ hồ sơ đề nghị rút",
                "Chủ hồ sơ nộp ở nơi khác",
                "Chủ hồ sơ không còn nhu cầu",
            ],
        },
    ),
    (
        Move::Refuse,
        Words {
            title: "Từ chối tiếp nhận",
            verb: "Từ chối",
            leave: "Không từ chối",
            done: "Đã từ chối tiếp nhận, đã cấp số phiếu từ chối.",
            is_final: true,
            samples: &[
                "Không thuộc thẩm quyền giải quyết của xã",
                "Không đủ điều kiện theo quy định của thủ tục",
                "Thành phần hồ sơ không hợp lệ, không bổ sung được",
                "Chủ hồ sơ chưa đủ tuổi theo quy định",
            ],
        },
    ),
    (
        Move::Stop,
        Words {
            title: "Dừng giải quyết",
            verb: "Dừng giải quyết",
            leave: "Không dừng",
            done: "Đã dừng giải quyết hồ sơ.",
            is_final: true,
            samples: &[
                "Có quyết định của cơ quan có thẩm quyền",
                "Chủ hồ sơ đã chết",
                "Phát hiện giấy tờ giả mạo, đã chuyển cơ quan chức năng",
            ],
        },
    ),
    (
        Move::Apologise,
        Words {
            title: "Xin lỗi và hẹn lại",
            verb: "Hẹn lại",
            leave: "Không hẹn lại",
            done: "Đã ghi xin lỗi và hẹn lại ngày trả.",
            is_final: true,
            samples: &[
                "Chờ kết quả xác minh của cơ quan khác",
                "Chờ ý kiến của cơ quan cấp trên",
                "Mất điện, hệ thống gián đoạn",
            ],
        },
    ),
    (
        Move::Void,
        Words {
            title: "Hủy hồ sơ nhập nhầm",
            verb: "Hủy hồ sơ",
            leave: "Không hủy",
            done: "Đã hủy hồ sơ nhập nhầm; số vẫn giữ trong sổ.",
            is_final: true,
            samples: &[
                "Nhập hai lần cùng một hồ sơ",
                "Nhập nhầm chủ hồ sơ",
                "Nhập nhầm thủ tục",
            ],
        },
    ),
    (
        Move::SetCabinet,
        Words {
            title: "Lưu hồ sơ vào tủ",
            verb: "Lưu vào tủ",
            leave: "Thôi",
            done: "Đã ghi nơi để hồ sơ giấy.",
            is_final: false,
            samples: &[],
        },
    ),
    (
        Move::ForwardBack,
        Words {
            title: "Chuyển trả lại bước xử lý",
            verb: "Trả lại bước",
            leave: "Không trả lại",
            done: "Đã chuyển trả lại bước xử lý.",
            is_final: false,
            samples: &[
                "Kết quả có sai sót, đề nghị sửa",
                "Kết quả thiếu chữ ký hoặc dấu",
                "Chủ hồ sơ đề nghị đính chính",
            ],
        },
    ),
    (
        Move::ReceiveSupplement,
        Words {
            title: "Nhận bổ sung",
            verb: "Nhận bổ sung",
            leave: "Chưa nhận",
            done: "Đã nhận bổ sung. Gắn tệp của giấy tờ mới bằng F8.",
            is_final: false,
            samples: &[],
        },
    ),
];

/// Label of a field.
pub(super) fn label(field: Field) -> &'static str {
    match field {
        Field::Holder => "Họ và tên",
        Field::Subject => "Về việc",
        Field::Reason => "Lý do",
        Field::Basis => "Căn cứ",
        Field::GoTo => "Hướng dẫn nộp ở",
        Field::Papers => "Giấy tờ",
        Field::Brought => "Đã nộp",
        Field::Others => "Giấy tờ khác",
        Field::Cabinet => "Tủ, kẹp số",
        Field::Date => "Hẹn lại ngày",
        Field::Time => "Lúc",
        Field::Step => "Về bước",
        Field::Go => "",
    }
}

/// `Đã nộp 2/3`.
pub(super) fn brought((came, of): (usize, usize)) -> String {
    format!("{} {came}/{of}", label(Field::Brought))
}

/// The question above the form.
pub(super) fn question(which: Move, code: &str, holder: &str) -> String {
    match which {
        Move::Withdraw => format!("Rút hồ sơ {code} của {holder} theo đề nghị của chủ hồ sơ?"),
        Move::Refuse => format!("Từ chối tiếp nhận hồ sơ của {holder}? Phiếu từ chối sẽ được lập."),
        Move::Stop => format!("Dừng giải quyết hồ sơ {code}? Việc này cần lãnh đạo duyệt."),
        Move::Apologise => format!("Xin lỗi {holder} và hẹn lại ngày trả hồ sơ {code}?"),
        Move::Void => format!("Hủy hồ sơ {code} vì nhập nhầm?"),
        Move::SetCabinet => format!("Hồ sơ giấy {code} của {holder} để ở đâu?"),
        Move::ForwardBack => format!("Chuyển hồ sơ {code} trở lại bước xử lý?"),
        _ => format!("{holder} đã nộp những gì cho hồ sơ {code}?"),
    }
}

/// What F2 will do with the papers that are listed, and what cannot be done afterwards.
pub(super) fn outcome(which: Move, view: Option<&DossierView>, papers: &str) -> (String, &'static str) {
    match which {
        Move::Withdraw => (
            given_back(held::each(papers).count()),
            "tiếp nhận lại dưới số này; phải nộp hồ sơ mới",
        ),
        Move::Refuse => (
            "cấp số phiếu từ chối, không cấp số hồ sơ".to_owned(),
            "tiếp nhận lại hồ sơ này; phải nộp hồ sơ mới",
        ),
        Move::Stop => (
            "kết thúc hồ sơ, không tính là đã giải quyết".to_owned(),
            "xử lý tiếp hồ sơ này",
        ),
        Move::Apologise => {
            let promised = view.and_then(|view| view.row.promised_at).map(promised);
            let promised = promised.unwrap_or_else(|| "không hẹn".to_owned());
            (
                format!("đổi hẹn {promised}; hạn gốc giữ nguyên"),
                "tính là đúng hạn nếu trả sau hạn gốc",
            )
        }
        Move::Void => (
            "bỏ khỏi danh sách, thống kê; số vẫn ở sổ, ghi «hủy»".to_owned(),
            "dùng lại số này cho hồ sơ khác",
        ),
        Move::ForwardBack => (
            "đưa về trạng thái Đang xử lý; kết quả đã có vẫn còn".to_owned(),
            "",
        ),
        Move::ReceiveSupplement => ("tính lại ngày hẹn trả từ lúc này (theo thiết lập)".to_owned(), ""),
        _ => (String::new(), ""),
    }
}

/// As many papers as the slip lists.
fn given_back(papers: usize) -> String {
    match papers {
        0 => "không có giấy tờ bản giấy phải trả lại; tệp vẫn được lưu".to_owned(),
        papers => format!("trả lại {papers} giấy tờ bản giấy; tệp đã quét vẫn được lưu"),
    }
}

/// `17:00 14/02/2023`.
fn promised(at: Moment) -> String {
    let local = at.local();
    format!("{} {}", say::time(local.time()), say::date(local.date()))
}

/// E17.
pub(super) fn no_such_day(typed: &str) -> String {
    format!("Không có ngày {typed}. Nhập lại theo ngày/tháng/năm.")
}

/// E36, before the store is asked.
pub(super) fn too_early(after: NaiveDate) -> String {
    format!(
        "Ngày hẹn lại phải sau ngày hẹn {} và là ngày làm việc.",
        say::date(after)
    )
}

/// Refused: its form number.
pub(super) fn numbered(done: &str, number: &str) -> String {
    format!("{done} Số {number}.")
}

/// Part of what was asked for came.
pub(super) fn lacks(count: usize) -> String {
    format!("Còn {count} mục chưa nộp, F2 vẫn tính lại thời hạn. Chờ nộp đủ thì Esc.")
}
