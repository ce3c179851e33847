//! The words for what the domain says: refusals, statuses, forms of paper, roles. One sentence each: first what is
//! wrong, then what to do next.

use crate::domain::component::{PaperClass, PaperForm, SignatureMark, Submission};
use crate::domain::dossier::{Account, Channel, HolderKind, ReturnWay, Sex, Status};
use crate::domain::draft::Step;
use crate::domain::fee::text as fee;
use crate::domain::moves::StepRole;
use crate::domain::officer::Role;
use crate::domain::query::Queue;
use crate::domain::refusal::{DAMAGED, Refusal, Unfit};
use crate::domain::settings::text as settings;
use crate::domain::signature::text as signatures;
use crate::domain::special::text as special;
use crate::domain::tally::text as tally;

mod value;

pub use value::{told_by, value};

/// Another desk number: another book and, usually, another range.
pub fn another_book(number: u32) -> String {
    format!("Quầy {number} có sổ riêng, số thứ tự đếm từ đầu.")
}

/// A status in a list ("Tiếp nhận", "Đang xử lý").
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Registered => "Mới đăng ký",
        Status::Accepted => "Được tiếp nhận",
        Status::Refused => "Không tiếp nhận",
        Status::Processing => "Đang xử lý",
        Status::Supplement => "Chờ bổ sung",
        Status::Fee => "Chờ nộp phí",
        Status::Withdrawn => "Đã rút",
        Status::Stopped => "Dừng xử lý",
        Status::Finished => "Có kết quả",
        Status::Returned => "Đã trả",
    }
}

/// Loại of a component.
pub fn paper_form(form: PaperForm) -> &'static str {
    match form {
        PaperForm::Original => "Bản chính",
        PaperForm::Certified => "Bản sao chứng thực",
        PaperForm::Plain => "Bản sao",
        PaperForm::Electronic => "Bản điện tử",
    }
}

/// Nộp or xuất trình.
pub fn submission(submission: Submission) -> &'static str {
    match submission {
        Submission::Submit => "Nộp",
        Submission::Present => "Xuất trình",
    }
}

/// Loại giấy tờ in the kho.
pub fn paper_class(class: PaperClass) -> &'static str {
    match class {
        PaperClass::Component => "Thành phần hồ sơ",
        PaperClass::Outcome => "Kết quả giải quyết",
    }
}

/// Trạng thái ký.
pub fn signature(mark: SignatureMark) -> &'static str {
    match mark {
        SignatureMark::None => "chưa ký",
        SignatureMark::Present => "có chữ ký, chưa kiểm tra",
        SignatureMark::Valid => "chữ ký hợp lệ ✓",
        SignatureMark::Unknown => "chữ ký chưa xác định",
        SignatureMark::Invalid => "chữ ký KHÔNG HỢP LỆ",
    }
}

/// A role as login and Quản trị show it.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Reception => "Tiếp nhận",
        Role::Processing => "Xử lý",
        Role::Clerk => "Văn thư",
        Role::Leader => "Lãnh đạo",
        Role::Administrator => "Quản trị",
    }
}

/// Whose work a step is.
pub fn step_role(step: StepRole) -> &'static str {
    match step {
        StepRole::Reception => "Một cửa",
        StepRole::Processing => "Xử lý",
        StepRole::Clerk => "Văn thư",
        StepRole::Leader => "Lãnh đạo",
        StepRole::Outside => "Cơ quan khác",
    }
}

/// Account finding in one word group.
pub fn account(account: Account) -> &'static str {
    match account {
        Account::Exists => "có",
        Account::Missing => "chưa có",
        Account::Unknown => "chưa kiểm tra",
    }
}

/// Channel.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "Trực tiếp",
        Channel::Online => "Trực tuyến",
        Channel::Post => "Bưu chính công ích",
    }
}

/// Kind of holder.
pub fn holder_kind(kind: HolderKind) -> &'static str {
    match kind {
        HolderKind::Person => "Cá nhân",
        HolderKind::Business => "Doanh nghiệp",
        HolderKind::Agency => "Cơ quan nhà nước",
        HolderKind::Other => "Tổ chức khác",
    }
}

/// How the result goes back.
pub fn return_way(way: ReturnWay) -> &'static str {
    match way {
        ReturnWay::Desk => "Bộ phận Một cửa",
        ReturnWay::Post => "Qua bưu chính công ích",
        ReturnWay::Online => "Trực tuyến",
    }
}

/// Sex, in lower case.
pub fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "nam",
        Sex::Female => "nữ",
    }
}

/// Name of a reception step, as the context line shows it after its number.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Account => "Kiểm tra",
        Step::Procedure => "Thủ tục",
        Step::Holder => "Chủ hồ sơ",
        Step::Components => "Thành phần",
        Step::Review => "Xem lại",
    }
}

/// A queue of Home, also as the title of its list.
pub fn queue(queue: Queue) -> &'static str {
    match queue {
        Queue::Accepted => "Vừa tiếp nhận",
        Queue::Processing => "Đang xử lý",
        Queue::Waiting => "Chờ bổ sung",
        Queue::Finished => "Có kết quả, chờ trả",
        Queue::ReturnedToday => "Đã trả hôm nay",
        Queue::Soon => "Sắp đến hạn",
        Queue::Overdue => "Quá hạn",
        Queue::Undigitised => "Chưa số hóa đủ",
        Queue::Online => "Trực tuyến chờ nhận",
        Queue::Unprinted => "Phiếu chưa in",
    }
}

/// One sentence for a refusal.
pub fn refusal(refusal: &Refusal) -> String {
    let by_family = of_people(refusal)
        .or_else(|| of_papers(refusal))
        .or_else(|| of_machine(refusal))
        .or_else(|| fee::refused(refusal))
        .or_else(|| tally::refused(refusal))
        .or_else(|| signatures::refused(refusal));
    by_family.unwrap_or_else(|| of_moves(refusal))
}

/// Who may, who proved it, and who did it already.
fn of_people(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::AlreadyReturned {
            at,
            officer,
            receiver,
        } => {
            let at = at.local().format("%H:%M %d/%m/%Y");
            format!("Đã trả lúc {at}, {officer} trả cho {receiver}. Không ghi thêm gì.")
        }
        Refusal::NeedsRole(needed) => {
            format!(
                "Việc này cần vai trò {}. Nhờ cán bộ có vai trò đó.",
                role(*needed)
            )
        }
        Refusal::NotYourStep => "Hồ sơ đang ở bước của cán bộ khác. Mở Quy trình để xem ai đang giữ.".into(),
        Refusal::NeedsLeader => "Việc này cần lãnh đạo duyệt. Mời lãnh đạo nhập mã PIN.".into(),
        Refusal::NoApproval(Unfit::Own) => {
            "Không tự duyệt cho mình được. Cần mã PIN của lãnh đạo khác.".into()
        }
        Refusal::NoApproval(Unfit::PinOfTwo) => {
            "Lãnh đạo chưa đổi mã PIN được cấp. Đăng nhập, đổi mã PIN, rồi duyệt.".into()
        }
        Refusal::WrongPin { left } => format!("Mã PIN chưa đúng. Còn {left} lần nhập."),
        Refusal::Locked { until } => {
            format!(
                "Đã sai nhiều lần. Chờ đến {}, hoặc nhờ quản trị mở.",
                until.local().format("%H:%M")
            )
        }
        Refusal::NoSuchOfficer => "Cán bộ này không còn hoạt động. Chọn cán bộ khác.".into(),
        Refusal::NoPinHere => {
            "Cán bộ này chưa có mã PIN trên máy này. Nhờ quản trị đặt ở Quản trị → Cán bộ.".into()
        }
        Refusal::LastHolder(holder) => {
            let role = role(*holder);
            format!("Không còn ai khác giữ vai trò {role}. Giao cho người khác trước.")
        }
        Refusal::Namesake => {
            "Đã có cán bộ trùng họ tên và chức danh. Ghi chức danh khác để phân biệt.".into()
        }
        _ => return None,
    })
}

/// Papers, files and results.
fn of_papers(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::NoOutcome { interims: 0 } => "Hồ sơ chưa có kết quả. Cập nhật kết quả rồi mới trả.".into(),
        Refusal::NoOutcome { interims } => {
            format!("Hồ sơ chưa có kết quả, mới có {interims} văn bản trung gian. F2 cập nhật kết quả.")
        }
        Refusal::NoOutcomeAtStep => "Bước này không cập nhật kết quả. Chuyển hồ sơ đến bước xử lý.".into(),
        Refusal::FiledAlready => "Hồ sơ trực tuyến này đã có ở quầy. Không ghi thêm gì.".into(),
        Refusal::OutcomeExists => "Kết quả này đã được cập nhật rồi. Mở hồ sơ để xem.".into(),
        Refusal::ScanFiled => {
            "Bản quét này đã là tệp của một kết quả nên không sửa trang. Quét bản mới để thay thế.".into()
        }
        Refusal::PaperResult => {
            "Ảnh là kết quả giấy, phải đếm đủ trang: F4 ở mục tệp, Quét kết quả giấy.".into()
        }
        Refusal::NotDigitised { lacking } => {
            format!("Còn {lacking} giấy tờ chưa số hóa đủ (F8: tệp, đếm trang). Ghi lý do rồi chuyển.")
        }
        Refusal::PagesShort { need, have } => {
            format!("Cần {need} ảnh, có {have}. Quét thêm, gán ảnh từ khay, hoặc ghi lý do.")
        }
        Refusal::CopyForbidden(ban) => special::banned(*ban).to_owned(),
        Refusal::OtherOwner { owner_name } => {
            format!(
                "Không dùng được: giấy tờ này của {}, không phải của chủ hồ sơ.",
                owner_name.to_uppercase()
            )
        }
        Refusal::PaperExpired { on } => {
            format!(
                "Không dùng được: giấy tờ đã hết hạn {}. Đề nghị bản mới.",
                on.format("%d/%m/%Y")
            )
        }
        Refusal::PaperRevoked { on } => {
            format!(
                "Giấy tờ này đã bị thu hồi ngày {}. Đề nghị bản mới.",
                on.format("%d/%m/%Y")
            )
        }
        Refusal::PaperNotYet { from } => {
            format!(
                "Không dùng được: giấy tờ có hiệu lực từ {}. Đề nghị bản khác.",
                from.format("%d/%m/%Y")
            )
        }
        Refusal::Exempted => {
            "Lãnh đạo đã duyệt không số hóa giấy này. Ctrl+K chọn số hóa trước, rồi quét hoặc gắn tệp.".into()
        }
        Refusal::HasPages { pages } => {
            format!("Giấy này đang có {pages} trang. Trả các trang về khay trước (F8, Del), rồi làm lại.")
        }
        Refusal::HasFiles => "Giấy này đang có tệp. Gỡ tệp ra trước (Del), rồi làm lại.".into(),
        Refusal::PaperInUse { dossiers } => format!("Chưa gỡ được: {dossiers} hồ sơ đang dùng giấy tờ này."),
        Refusal::FileMissing => {
            "Không đọc được tệp trong kho máy. Chọn lại tệp; nhờ quản trị tự kiểm tra.".into()
        }
        _ => return None,
    })
}

/// The machine, the clock and the numbers.
fn of_machine(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::RangeUsedUp { last } => {
            format!("Dải số hôm nay đã hết ở số {last}. Quản trị đổi ở Thiết lập, mục Dải số hồ sơ.")
        }
        Refusal::ClockBehind { last, .. } => format!(
            "Đồng hồ máy chậm hơn việc gần nhất ({}). Chỉnh giờ máy trước.",
            last.local().format("%H:%M %d/%m/%Y")
        ),
        Refusal::BadNewTime { after } => format!(
            "Ngày hẹn lại phải sau {} vào ngày, giờ làm việc. Nhập lại.",
            after.local().format("%H:%M %d/%m/%Y")
        ),
        Refusal::NeedsLastNumbers(_) => {
            "Cần số trên phiếu giấy cấp sau cùng trước khi cấp số mới. Nhập số rồi làm lại.".into()
        }
        Refusal::Conflict(field) => {
            format!(
                "{} vừa được sửa ở nơi khác. F5 xem giá trị mới rồi sửa lại.",
                self::field(field)
            )
        }
        Refusal::CannotUndo => "Việc gần nhất không hoàn tác được. Dùng lệnh sửa tương ứng.".into(),
        Refusal::UnknownSetting => "Không có thiết lập này. Xem danh sách bằng «setting list».".into(),
        Refusal::ReadOnly => "Chỉ xem: dữ liệu đang mở ở cửa sổ khác. Đóng cửa sổ kia trước.".into(),
        Refusal::TooNew => {
            "Phiên bản mới hơn tạo dữ liệu này. Chỉ xem được; hãy cập nhật chương trình.".into()
        }
        Refusal::DiskFull { free_mb } => {
            format!("Chưa ghi được: ổ đĩa chỉ còn {free_mb} MB. Giải phóng chỗ trống rồi làm lại.")
        }
        Refusal::Fault { code: DAMAGED } => {
            "Dữ liệu trên đĩa bị hỏng. Thoát rồi mở lại: máy mời khôi phục từ sao lưu.".into()
        }
        Refusal::Fault {
            code: code @ ("read" | "open"),
        } => format!("Chưa đọc được dữ liệu ({code}). F5 đọc lại, hoặc mở lại chương trình."),
        Refusal::Fault { code } => {
            format!("Chưa ghi được, dữ liệu cũ còn nguyên. Mã lỗi để báo kỹ thuật: {code}.")
        }
        _ => return None,
    })
}

/// What is written in a field does not do.
fn of_value(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unprintable {
            field: name,
            character,
        } => format!(
            "{} có ký tự «{character}» không in được lên phiếu. Gõ lại bằng chữ Latinh.",
            field(name)
        ),
        Refusal::Missing(name) => format!("Chưa nhập {}. Mục này bắt buộc.", field(name)),
        Refusal::Invalid(name) => settings::invalid(name)
            .unwrap_or_else(|| format!("{} chưa đúng. Xem lại chỗ con trỏ.", field(name))),
        _ => String::new(),
    }
}

/// The procedure, its next step and who gets it.
fn of_route(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoProcedure => "Không có thủ tục này trong danh mục. Chọn lại thủ tục.".into(),
        Refusal::NotNextStep => {
            "Hồ sơ không chuyển thẳng sang bước đó được. Chọn bước có trong danh sách.".into()
        }
        Refusal::NoReceiver => "Chưa chọn người nhận của bước này. F4 chọn.".into(),
        _ => String::new(),
    }
}

/// The moves of a dossier. The other families are named, so that a new refusal must be put somewhere.
fn of_moves(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotFound => "Không tìm thấy hồ sơ hoặc giấy tờ này. F5 để xem bản mới.".into(),
        Refusal::WrongStatus => "Trạng thái hồ sơ không cho phép việc này. Mở hồ sơ để xem lại.".into(),
        Refusal::NotYetAccepted => "Hồ sơ chưa cấp số. Mở hồ sơ, F2 tiếp nhận trước rồi làm việc này.".into(),
        Refusal::Voided => "Hồ sơ đã hủy do nhập nhầm, chỉ xem được.".into(),
        Refusal::Missing(_) | Refusal::Invalid(_) | Refusal::Unprintable { .. } => of_value(refusal),
        Refusal::NeedsReason => "Phải ghi rõ lý do. Nhập lý do rồi bấm F2.".into(),
        Refusal::Incomplete { lacking } => format!("Còn thiếu {lacking} mục. Chọn 1, 2 hoặc 3."),
        Refusal::NoProcedure | Refusal::NotNextStep | Refusal::NoReceiver => of_route(refusal),
        Refusal::NeedsRole(_)
        | Refusal::NotYourStep
        | Refusal::NeedsLeader
        | Refusal::NoApproval(_)
        | Refusal::WrongPin { .. }
        | Refusal::Locked { .. }
        | Refusal::NoSuchOfficer
        | Refusal::NoPinHere
        | Refusal::LastHolder(_)
        | Refusal::Namesake
        | Refusal::AlreadyReturned { .. }
        | Refusal::NoOutcome { .. }
        | Refusal::NoOutcomeAtStep
        | Refusal::FiledAlready
        | Refusal::OutcomeExists
        | Refusal::ScanFiled
        | Refusal::PaperResult
        | Refusal::Signature(_)
        | Refusal::NotDigitised { .. }
        | Refusal::PagesShort { .. }
        | Refusal::CopyForbidden(_)
        | Refusal::OtherOwner { .. }
        | Refusal::PaperExpired { .. }
        | Refusal::PaperRevoked { .. }
        | Refusal::PaperNotYet { .. }
        | Refusal::PaperInUse { .. }
        | Refusal::Exempted
        | Refusal::HasPages { .. }
        | Refusal::HasFiles
        | Refusal::BadNewTime { .. }
        | Refusal::Fees(_)
        | Refusal::RegisterClosed { .. }
        | Refusal::RegisterOpen { .. }
        | Refusal::MonthClosed(_)
        | Refusal::MonthOpen { .. }
        | Refusal::OwnTally
        | Refusal::FileMissing
        | Refusal::RangeUsedUp { .. }
        | Refusal::ClockBehind { .. }
        | Refusal::NeedsLastNumbers(_)
        | Refusal::Conflict(_)
        | Refusal::CannotUndo
        | Refusal::UnknownSetting
        | Refusal::ReadOnly
        | Refusal::TooNew
        | Refusal::DiskFull { .. }
        | Refusal::Fault { .. } => String::new(),
    }
}

/// The label of a stable field name.
pub fn field(name: &str) -> &str {
    FIELDS
        .iter()
        .find(|(key, _)| *key == name)
        .map_or(name, |(_, label)| label)
}

const FIELDS: &[(&str, &str)] = &[
    ("holder_kind", "Chủ hồ sơ"),
    ("holder_no_kind", "Loại số giấy tờ"),
    ("number_reason", "Lý do giữ số giấy tờ"),
    ("place_set", "Bộ địa danh"),
    ("bearer_phone", "Di động người nộp"),
    ("bearer_basis", "Giấy ủy quyền của người nộp"),
    ("note", "Ghi chú"),
    ("holder_no", "Số CMND/CCCD/MST"),
    ("holder_name", "Họ và tên"),
    ("organisation", "Tên cơ quan/tổ chức"),
    ("no_issued_on", "Ngày cấp"),
    ("no_issued_by", "Nơi cấp"),
    ("born", "Ngày sinh"),
    ("sex", "Giới tính"),
    ("phone", "Di động"),
    ("phone_note", "Ghi chú số điện thoại"),
    ("fax", "Số Fax"),
    ("email", "Email"),
    ("website", "Website"),
    ("licence_no", "Số GCN/GP"),
    ("province_code", "Tỉnh/Thành phố"),
    ("district_code", "Quận/Huyện"),
    ("commune_code", "Phường/Xã/Thị trấn"),
    ("address_detail", "Số nhà/Đường/Tổ/Ấp/Thôn/Xóm"),
    ("address_old", "Địa chỉ cũ"),
    ("address_text", "Địa chỉ"),
    ("bearer_name", "Họ tên người nộp"),
    ("bearer_no", "Số giấy tờ của người nộp"),
    ("account", "Kết quả kiểm tra tài khoản"),
    ("procedure", "Thủ tục"),
    ("copies", "Số bản"),
    ("name", "Tên giấy tờ"),
    ("kind_code", "Mã giấy tờ"),
    ("summary", "Trích yếu nội dung giấy tờ"),
    ("whose", "văn bản trung gian này của ai"),
    ("starts_on", "Ngày bắt đầu có hiệu lực"),
    ("term", "Thời hạn giấy tờ"),
    ("ends_on", "Ngày hết hạn giấy tờ"),
    ("file", "Tệp tin kết quả đính kèm"),
    ("receiver_name", "Họ tên người nhận"),
    ("receiver_no", "Số giấy tờ của người nhận"),
    ("receiver_basis", "Giấy ủy quyền"),
    ("fee_name", "Tên khoản thu"),
    ("fee_amount", "Số tiền"),
    ("fee_method", "Hình thức nộp"),
    ("fees", "Phí, lệ phí"),
    ("tray_page", "Ảnh trong khay"),
    ("reason", "Lý do"),
    ("basis", "Căn cứ"),
    ("items", "Nội dung cần bổ sung"),
    ("pin", "Mã PIN"),
    ("roles", "Vai trò"),
    ("title", "Chức danh"),
    ("value", "Giá trị"),
    ("received_at", "Thời điểm nhận thật"),
    ("subject", "Nội dung yêu cầu giải quyết"),
    ("sets", "Số bộ hồ sơ"),
    ("unit_code", "Mã đơn vị"),
    ("unit_name", "Tên đơn vị"),
    ("officer_name", "Họ tên cán bộ đầu tiên"),
    ("desk_no", "Số quầy"),
    ("range", "Dải số hồ sơ"),
    ("return_way", "Đăng ký nhận kết quả tại"),
];
