//! Words of this screen: what screens and fields are for. Keys come from the command table.

pub(super) const TITLE: &str = "Giúp";
pub(super) const KEYS_HERE: &str = "PHÍM Ở MÀN HÌNH NÀY";
pub(super) const NOT_NOW: &str = "LÚC NÀY CHƯA DÙNG ĐƯỢC";
pub(super) const KEYS_EVERYWHERE: &str = "PHÍM DÙNG Ở MỌI NƠI";
pub(super) const FIELDS_HERE: &str = "CÁC MỤC Ở MÀN HÌNH NÀY";
pub(super) const EXAMPLE: &str = "Ví dụ";
pub(super) const BASIS: &str = "Căn cứ";
pub(super) const WITHOUT: &str = "Không có";
pub(super) const SCROLL: &str = "Cuộn";
pub(super) const PAGE: &str = "Trang sau";
pub(super) const CLOSE: &str = "Về màn hình cũ";
pub(super) const ADVICE: &str = "F2 là phím duy nhất ghi việc; Enter và Esc không bao giờ làm mất gì.";

/// What a screen is for, by the first part of its path.
pub(super) const SCREENS: &[(&str, &[&str])] = &[
    (
        "Trang chính",
        &[
            "Ô Tìm nhận số hồ sơ, số giấy tờ, di động, mã giấy tờ hoặc họ tên không dấu.",
            "Gõ một chữ số rồi Enter để mở mục cùng số. F2 tiếp nhận hồ sơ mới.",
            "Đang dở: trang quét chưa gán, bản nháp, phiếu hẹn chưa in; Enter làm tiếp.",
        ],
    ),
    (
        "Khay quét",
        &[
            "Các trang đã nhận từ thư mục quét mà chưa thuộc thành phần nào. Tắt máy",
            "không mất; tệp trong thư mục quét không bị đụng tới.",
            "Space chọn trang theo đúng thứ tự của giấy, F4 chọn hồ sơ và thành phần,",
            "F2 gán. Máy quét một mặt: chọn hết mặt trước rồi mặt sau, F10 xen kẽ.",
            "Trang trùng tệp đã nhận vẫn được giữ và ghi rõ; bỏ bằng Del nếu thừa.",
        ],
    ),
    (
        "Số liệu",
        &[
            "Phím 1–6 đổi phần. Đúng hạn, quá hạn tính theo hẹn trả gốc: xin lỗi hay chờ",
            "bổ sung đổi ngày hẹn nhưng không xóa quá hạn; kịp hẹn lại ghi ở cột riêng.",
            "Hồ sơ chờ bổ sung, chờ nộp phí đang dừng, không kể là quá hạn.",
            "Enter ở một ô mở các hồ sơ của ô ấy; ở ô tỷ lệ là những hồ sơ quá hạn.",
            "QĐ 766: chỉ là ước tính từ hồ sơ trong máy này; điểm chính thức ở Cổng DVCQG.",
            "Tập dượt: nếu hôm nay chốt tháng thì biểu ghi gì, hồ sơ nào nên làm trước.",
        ],
    ),
    (
        "motcua · Đăng nhập",
        &[
            "Chọn tên mình bằng ↑↓, gõ mã PIN rồi bấm Enter.",
            "Quên mã PIN: nhờ cán bộ quản trị đặt mã mới ở Quản trị, Cán bộ.",
        ],
    ),
    (
        "motcua · Lần chạy đầu tiên",
        &[
            "Tập huấn dùng dữ liệu giả, làm thử thoải mái; dữ liệu thật để riêng.",
            "Lập quầy mới khi bắt đầu làm thật trên máy này.",
            "Khôi phục khi thay máy hoặc máy cũ hỏng, từ bản sao lưu.",
        ],
    ),
];

/// What each of the five steps of a reception is for.
pub(super) const STEPS: [&[&str]; 5] = [
    &[
        "Bước 1: kiểm tra tài khoản công dân trên Cổng Dịch vụ công Quốc gia.",
        "Gõ số CMND, CCCD hoặc mã số thuế rồi ghi điều tìm thấy: có, chưa có,",
        "hoặc chưa kiểm tra được. Chưa có tài khoản không cản việc tiếp nhận.",
        "Căn cứ: công văn 223/VPUBND-KSTT, mục 2.1, Bước 1.",
    ],
    &[
        "Bước 2: chọn lĩnh vực, thủ tục, quy trình; hoặc gõ thẳng một phần tên",
        "hay mã thủ tục. Căn cứ: công văn 223/VPUBND-KSTT, mục 2.1, Bước 2.",
    ],
    &[
        "Bước 3: thông tin chủ hồ sơ. Mục có dấu * là bắt buộc.",
        "Mỗi mục được lưu nháp ngay khi rời mục đó.",
    ],
    &[
        "Bước 4: thành phần hồ sơ. Space đánh dấu đã nhận, Ctrl+A nhận đủ,",
        "F8 gắn tệp, F4 lấy giấy tờ từ kho.",
    ],
    &[
        "Bước 5: xem lại rồi F2 tiếp nhận. Số hồ sơ và hẹn trả có sau khi F2.",
        "Còn thiếu giấy tờ thì chọn: yêu cầu bổ sung, từ chối, hoặc nhận kèm ghi chú.",
    ],
];

/// Help on one field.
pub(super) struct FieldHelp {
    /// Stable name, as in [`crate::domain::text::field`].
    pub(super) name: &'static str,
    pub(super) meaning: &'static [&'static str],
    pub(super) example: &'static str,
    pub(super) basis: &'static str,
    /// What to do when the citizen does not have it.
    pub(super) without: &'static str,
}

const REQUIRED: &str = "Công văn 223/VPUBND-KSTT, mục 2.1, Bước 3: trường bắt buộc";
const OPTIONAL: &str = "Công văn 223/VPUBND-KSTT, mục 2.1, Bước 3: không bắt buộc";

/// The fields of the owner's form.
pub(super) const FIELDS: &[FieldHelp] = &[
    FieldHelp {
        name: "holder_name",
        meaning: &["Họ, chữ đệm và tên của chủ hồ sơ, viết như trên giấy tờ tùy thân."],
        example: "Đinh Thị Hà",
        basis: REQUIRED,
        without: "Trẻ chưa có tên: ghi họ tên cha hoặc mẹ là chủ hồ sơ.",
    },
    FieldHelp {
        name: "holder_no",
        meaning: &["CCCD 12 số, CMND 9 số, hộ chiếu, hoặc mã số thuế của tổ chức."],
        example: "052192004567",
        basis: REQUIRED,
        without: "Ghi số định danh cá nhân trong thông báo của công an.",
    },
    FieldHelp {
        name: "born",
        meaning: &["Ngày sinh của chủ hồ sơ; chỉ có năm sinh cũng ghi được."],
        example: "05/09/1992 hoặc 1958",
        basis: OPTIONAL,
        without: "Để trống.",
    },
    FieldHelp {
        name: "no_issued_on",
        meaning: &["Ngày cấp in trên giấy tờ tùy thân, không thể sau hôm nay."],
        example: "10/04/2021",
        basis: OPTIONAL,
        without: "Để trống.",
    },
    FieldHelp {
        name: "no_issued_by",
        meaning: &["Cơ quan cấp giấy tờ tùy thân."],
        example: "Cục Cảnh sát QLHC về TTXH",
        basis: OPTIONAL,
        without: "Để trống.",
    },
    FieldHelp {
        name: "phone",
        meaning: &[
            "Số điện thoại di động của chủ hồ sơ. Số này in trên phiếu hẹn trả.",
            "Gồm 10 số, bắt đầu bằng 03, 05, 07, 08 hoặc 09. Gõ +84 hay dấu cách đều được.",
        ],
        example: "0905 123 456",
        basis: REQUIRED,
        without: "Ghi số của người nhà, F4 chọn «số của người nhà».",
    },
    FieldHelp {
        name: "email",
        meaning: &["Thư điện tử của chủ hồ sơ, có dấu @."],
        example: "hadinh@example.vn",
        basis: OPTIONAL,
        without: "Để trống.",
    },
    FieldHelp {
        name: "organisation",
        meaning: &["Tên đầy đủ của cơ quan, tổ chức theo giấy đăng ký."],
        example: "HTX Nông nghiệp An Toàn",
        basis: "Công văn 223/VPUBND-KSTT, mục 2.1, Bước 3: bắt buộc với tổ chức",
        without: "Chọn lại Chủ hồ sơ là Cá nhân.",
    },
    FieldHelp {
        name: "licence_no",
        meaning: &["Số giấy chứng nhận hoặc giấy phép của tổ chức."],
        example: "4101234567",
        basis: OPTIONAL,
        without: "Để trống.",
    },
    FieldHelp {
        name: "province_code",
        meaning: &["Tỉnh, thành phố nơi cư trú. Gõ vài chữ không dấu rồi Enter, hoặc F4."],
        example: "binh d → Tỉnh Bình Định",
        basis: REQUIRED,
        without: "Ghi cả địa chỉ ở mục số nhà.",
    },
    FieldHelp {
        name: "district_code",
        meaning: &["Quận, huyện theo bộ địa danh ba cấp (trước 01/07/2025)."],
        example: "Huyện An Lão",
        basis: REQUIRED,
        without: "Bộ địa danh hai cấp không có mục này.",
    },
    FieldHelp {
        name: "commune_code",
        meaning: &["Phường, xã, thị trấn nơi cư trú."],
        example: "Xã An Toàn",
        basis: REQUIRED,
        without: "Không thấy trong danh sách: ghi ở mục số nhà.",
    },
    FieldHelp {
        name: "address_detail",
        meaning: &["Số nhà, đường, tổ, ấp, thôn, xóm."],
        example: "Thôn 2",
        basis: REQUIRED,
        without: "Ghi tên thôn, xóm hoặc nơi ở hiện tại.",
    },
    FieldHelp {
        name: "address_old",
        meaning: &["Địa chỉ trước 01/07/2025, như giấy tờ cũ của công dân còn ghi."],
        example: "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định",
        basis: "Sắp xếp đơn vị hành chính từ 01/07/2025",
        without: "Giấy tờ đã ghi địa chỉ mới thì bỏ trống.",
    },
    FieldHelp {
        name: "bearer_name",
        meaning: &["Người mang hồ sơ đến nộp, khi không phải chủ hồ sơ."],
        example: "Đinh Văn Rin",
        basis: "Cần họ tên và số giấy tờ của người nộp thay",
        without: "Chủ hồ sơ tự nộp thì bỏ qua mục này.",
    },
];
