//! The catalogue of the scenarios: the procedures with the limits their journeys reckon with.

use serde_json::{Value, json};

/// The file `catalog import` would read.
pub(crate) fn file() -> Vec<u8> {
    serde_json::to_vec(
        &json!({ "procedures": [birth(), marriage(), allowance(), copies(), wildlife(), many()] }),
    )
    .unwrap()
}

fn birth() -> Value {
    json!({
        "code": "1.001193", "name": "Đăng ký khai sinh", "field_name": "Hộ tịch", "source": "dữ liệu thử",
        "time_limit": {"amount": 1, "unit": "working_day", "policy": "same-day"},
        "components": [
            component("Tờ khai đăng ký khai sinh", "original"),
            component("Giấy chứng sinh", "original"),
            {"name": "CCCD của cha hoặc mẹ", "kind": "original", "mandatory": true, "submission": "present",
             "note": "Của người đi đăng ký; bản gốc hoặc bản điện tử."},
        ],
        "results": [{"code": "KQ.G15.000001", "name": "Giấy khai sinh", "validity": null}],
    })
}

fn marriage() -> Value {
    json!({
        "code": "1.004873", "name": "Cấp Giấy xác nhận tình trạng hôn nhân", "field_name": "Hộ tịch",
        "source": "dữ liệu thử", "time_limit": {"amount": 3, "unit": "working_day", "policy": "days"},
        "components": [component("Tờ khai", "original"), component("CCCD", "copy")],
        "results": [{"code": "KQ.G02.000001", "name": "Giấy xác nhận tình trạng hôn nhân", "validity": "6m"}],
    })
}

fn allowance() -> Value {
    json!({
        "code": "1.001776", "name": "Trợ cấp xã hội hằng tháng", "field_name": "Bảo trợ xã hội",
        "source": "dữ liệu thử", "time_limit": {"amount": 10, "unit": "working_day", "policy": "days"},
        "components": [
            component("Tờ khai", "original"), component("CCCD", "copy"),
            component("Giấy xác nhận khuyết tật", "copy"),
        ],
        "results": [{"code": "KQ.TCXH", "name": "Quyết định trợ cấp xã hội", "validity": null}],
        "workflows": [{"name": "Liên thông huyện", "steps": [
            {"no": 1, "name": "Tiếp nhận", "role": "reception", "enters": 2, "next": [2]},
            {"no": 2, "name": "Thẩm định", "role": "processing", "enters": 4, "next": [3, 4], "files_outcome": true},
            {"no": 3, "name": "Huyện giải quyết", "role": "outside", "enters": 4, "next": [2, 4],
             "files_outcome": true},
            {"no": 4, "name": "Trả kết quả", "role": "reception", "enters": 9, "next": [2]},
        ]}],
    })
}

fn copies() -> Value {
    json!({
        "code": "2.000815", "name": "Chứng thực bản sao từ bản chính", "field_name": "Chứng thực",
        "source": "dữ liệu thử", "time_limit": {"amount": 1, "unit": "working_day", "policy": "same-day"},
        "components": [component("Bản chính", "original"), component("Bản chụp", "copy")],
        "results": [{"code": "KQ.G03.000001", "name": "Bản sao chứng thực", "validity": null}],
    })
}

fn wildlife() -> Value {
    json!({
        "code": "1.000047.000.00.00.H08",
        "name": "Phê duyệt phương án khai thác động vật rừng thông thường từ tự nhiên", "field_name": "Lâm nghiệp",
        "source": "công văn 223/VPUBND-KSTT",
        "time_limit": {"amount": 0.5, "unit": "working_day", "policy": "hours"},
        "components": [component("Phương án khai thác theo Mẫu số 09", "original")],
        "results": [{"code": "KQ.G01.000001", "name": "Phê duyệt phương án khai thác", "validity": "10y"}],
    })
}

/// As many papers as the longest real procedure has.
fn many() -> Value {
    let papers = (1..=55).map(|n| component(&format!("Giấy tờ số {n:02} của chương trình hỗ trợ"), "copy"));
    json!({
        "code": "1.013229", "name": "Đề nghị hỗ trợ theo chương trình", "field_name": "Nông nghiệp",
        "source": "dữ liệu thử", "time_limit": {"amount": 15, "unit": "working_day", "policy": "days"},
        "components": papers.collect::<Vec<_>>(),
        "results": [{"code": "KQ.G09.000001", "name": "Quyết định hỗ trợ", "validity": null}],
    })
}

fn component(name: &str, kind: &str) -> Value {
    json!({"name": name, "kind": kind, "mandatory": true})
}
