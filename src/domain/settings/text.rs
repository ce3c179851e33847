//! What is wrong with a setting's value, and what to do.

/// A unit's code, wherever it is asked for.
pub const UNIT_CODE: &str = "Mã đơn vị chỉ gồm chữ hoa không dấu, số, dấu chấm, tối đa 35: 000.99.15.H08.";

/// One sentence for a value that does not do; `None` = the general one says it.
pub fn invalid(key: &str) -> Option<String> {
    let kind = match key {
        "unit_code" => return Some(UNIT_CODE.to_owned()),
        "default_province" => "tỉnh, thành phố",
        "default_district" => "quận, huyện",
        "default_commune" => "xã, phường",
        _ => return None,
    };
    Some(format!(
        "Bộ địa danh đang dùng không có {kind} mã này. Sửa, hoặc để trống."
    ))
}
