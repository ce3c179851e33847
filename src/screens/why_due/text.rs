//! Words of this screen.

pub(super) const TITLE: &str = "Vì sao hẹn ngày này";
pub(super) const SUBTITLE: &str = "Từng ngày từ lúc nhận đến lúc hẹn trả";
pub(super) const RECEIVED: &str = "Nhận hồ sơ";
pub(super) const LIMIT: &str = "Thời hạn";
pub(super) const DUE: &str = "Hẹn trả";
pub(super) const PAUSES: &str = "Thời gian chờ";
pub(super) const PROMISED: &str = "Hẹn hiện nay";
pub(super) const OTHER: &str = "Cách tính khác";
pub(super) const HOURS: &str = "Giờ làm việc";
pub(super) const BASIS: &str = "Căn cứ";
pub(super) const BASIS_VALUE: &str = "Thời hạn của thủ tục; lịch nghỉ và giờ làm việc của đơn vị";
pub(super) const NO_DUE: &str = "không hẹn: thủ tục không quy định thời hạn";
pub(super) const SCROLL: &str = "Cuộn";
pub(super) const UNKNOWN: &str = "Hồ sơ này chưa được tiếp nhận nên chưa có hẹn trả.";
pub(super) const UNCERTAIN: &str = "Có ngày nghỉ dự kiến, chưa chốt: vẫn tính. Xem Quản trị, Lịch nghỉ.";
pub(super) const AFTER_CUTOFF: &str = "Nhận sau giờ chốt: hạn tính từ ngày làm việc tiếp theo.";
