//! Words of this screen.

pub(super) const PATH: &str = "Thiết lập";
pub(super) const TITLE: &str = "Mẫu giấy tờ";
pub(super) const SUBTITLE: &str = "Mẫu chương trình in: văn bản quy định và đã đối chiếu hay chưa";
pub(super) const ADVICE: &str = "Trước khi dùng thật, đối chiếu bản in với mẫu của văn bản.";
pub(super) const SCROLL: &str = "Cuộn";
