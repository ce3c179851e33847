//! Words of forms that have no layout file.

/// The title in the file's properties.
pub(super) const COVER: &str = "Tờ bìa QR";
/// In place of a component's name.
pub(super) const WHOLE_DOSSIER: &str = "Cả hồ sơ";
/// On sheets of the practice desk.
pub(super) const PRACTICE: &str = "TẬP HUẤN";
/// What to do with the sheet.
pub(super) const COVER_NOTES: [&str; 3] = [
    "Tờ bìa QR: đặt trước các trang của giấy tờ này khi quét cả xấp.",
    "Tờ bìa không phải là trang của hồ sơ; dùng lại được nhiều lần.",
    "Giấy tờ trong hồ sơ bị thêm, bỏ hoặc đổi thứ tự thì in lại tờ bìa.",
];
