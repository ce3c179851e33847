//! The words of `catalog`, `places` and `calendar` on the command line.

use crate::domain::calendar::CalendarError;
use crate::domain::component::{PaperForm, Required, Submission};
use crate::domain::deadline::text as limit_text;
use crate::domain::place::PlaceError;
use crate::domain::procedure::{
    ComponentKind, FieldFault, Procedure, RecordError, ResultKind, WorkflowError, text as procedure_text,
};
use crate::domain::text::refusal;
use crate::store::catalog::ImportReport;
use crate::store::reference::ImportError;

/// The answer could not be written.
pub const NOT_PRINTED: &str = "Không in được kết quả ra màn hình hoặc tệp. Kiểm tra nơi nhận rồi làm lại.";

/// Somebody else has the folder.
pub const OPEN_ELSEWHERE: &str = "Dữ liệu đang mở ở cửa sổ khác. Đóng cửa sổ kia rồi làm lại.";

/// The file is not there or not readable.
pub fn no_file(name: &str) -> String {
    format!("Không đọc được tệp {name}. Kiểm tra tên tệp rồi làm lại.")
}

/// No procedure of that code.
pub fn no_procedure(code: &str) -> String {
    format!("Không có thủ tục mã {code}. Tìm mã bằng «motcua catalog list --search».")
}

/// Why nothing was imported.
pub fn import_error(error: &ImportError) -> String {
    match error {
        ImportError::Text => "Tệp không phải văn bản UTF-8. Lưu lại tệp dạng UTF-8 rồi nạp.".to_owned(),
        ImportError::Catalog(error) => catalog_error(error),
        ImportError::Places(error) => places_error(*error),
        ImportError::Calendar(error) => calendar_error(error),
        ImportError::Losses(report) => losses(report),
        ImportError::Refused(why) => refusal(why),
    }
}

fn losses(report: &ImportReport) -> String {
    let count = report.losses.len();
    format!("Bản mới bỏ {count} mục của danh mục. Chưa nạp gì; đồng ý thì thêm --accept-losses.")
}

fn catalog_error(error: &RecordError) -> String {
    match error {
        RecordError::NotJson { line, column } => {
            format!("Tệp không phải JSON: sai ở dòng {line}, cột {column}. Chưa nạp gì.")
        }
        RecordError::NoList => "Tệp không có danh sách thủ tục. Xem docs/catalog-format.md.".to_owned(),
        RecordError::Shape {
            position,
            code,
            field,
            fault,
        } => {
            let which = record(*position, code);
            format!(
                "{which}: {}. Chưa nạp gì; xem docs/catalog-format.md.",
                field_fault(field, *fault)
            )
        }
        RecordError::Workflow {
            position,
            code,
            reason,
        } => {
            let which = record(*position, code);
            format!(
                "{which}: {}. Chưa nạp gì; sửa «workflows» rồi nạp lại.",
                workflow_fault(*reason)
            )
        }
        RecordError::Twice { position, code } => {
            format!("Thủ tục thứ {position} lặp mã {code}. Bỏ một bản rồi nạp lại.")
        }
    }
}

/// Which one of the file.
fn record(position: usize, code: &str) -> String {
    match code {
        "" => format!("Thủ tục thứ {position}"),
        code => format!("Thủ tục {code} (thứ {position})"),
    }
}

fn field_fault(field: &str, fault: FieldFault) -> String {
    match (field, fault) {
        ("", _) => "không phải một bản ghi thủ tục".to_owned(),
        (field, FieldFault::Missing) => format!("thiếu «{field}»"),
        (field, FieldFault::Value) => format!("«{field}» sai định dạng"),
        (field, FieldFault::Limit) => format!("«{field}» phải lớn hơn 0; không có thời hạn thì ghi null"),
        (field, FieldFault::Fee) => format!("«{field}» phải từ 0 đến 1.000.000.000"),
    }
}

fn workflow_fault(why: WorkflowError) -> &'static str {
    match why {
        WorkflowError::Empty => "quy trình không có bước nào",
        WorkflowError::Numbering => "các bước của quy trình phải đánh số no 1, 2, 3…",
        WorkflowError::Enters => "enters của mỗi bước phải là 2, 4 hoặc 9, bước đầu là 2",
        WorkflowError::Next => "next phải là số của bước có trong quy trình và dẫn đến bước có enters 9",
    }
}

fn places_error(error: PlaceError) -> String {
    match error {
        PlaceError::Header => "Dòng đầu phải là code,name,kind,parent_code. Sửa rồi nạp lại.".to_owned(),
        PlaceError::Columns(line) => format!("Dòng {line} thiếu cột. Sửa rồi nạp lại."),
        PlaceError::Code(line) => format!("Dòng {line}: mã phải có 2, 3 hoặc 5 chữ số. Sửa rồi nạp lại."),
        PlaceError::Word(line) => {
            format!("Dòng {line}: loại đơn vị không có trong danh sách. Sửa rồi nạp lại.")
        }
        PlaceError::Parent => {
            "Có đơn vị mà cấp trên không có trong tệp lẫn trong máy. Chưa nạp gì.".to_owned()
        }
        PlaceError::Empty(line) => format!("Dòng {line} thiếu tên hoặc đơn vị cấp trên. Sửa rồi nạp lại."),
    }
}

fn calendar_error(error: &CalendarError) -> String {
    match error {
        CalendarError::Columns(line) => {
            format!("Dòng {line}: cần date,kind,status,name,source. Sửa rồi nạp lại.")
        }
        CalendarError::Date(line) => format!("Dòng {line}: không có ngày này. Viết như 2027-01-01."),
        CalendarError::Kind(line) => {
            format!("Dòng {line}: kind phải là off, work hoặc shipped. Sửa rồi nạp lại.")
        }
        CalendarError::Status(line) => {
            format!("Dòng {line}: status phải là official hoặc projected. Sửa rồi nạp lại.")
        }
        CalendarError::Twice { line, first } => {
            format!("Dòng {line}: ngày này đã có ở dòng {first}. Bỏ một dòng rồi nạp lại.")
        }
        CalendarError::Year(line) => format!("Dòng {line}: năm phải từ 2000 đến 2199. Sửa rồi nạp lại."),
        CalendarError::Worked(line) => {
            format!("Dòng {line}: ngày này vốn làm việc, không cần khai work. Bỏ dòng này.")
        }
        CalendarError::Name(line) => format!("Dòng {line}: chưa có tên ngày. Ghi tên rồi nạp lại."),
    }
}

/// What an import did.
pub fn imported(report: &ImportReport) -> String {
    let ImportReport {
        procedures,
        components,
        added,
        updated,
        unchanged,
        ..
    } = report;
    format!(
        "Đã nạp {procedures} thủ tục, {components} thành phần: thêm {added}, cập nhật {updated}, giữ nguyên {unchanged}."
    )
}

/// What an import of places did.
pub fn places_imported(rows: usize) -> String {
    format!("Đã nạp {rows} dòng đơn vị hành chính.")
}

/// What an import of days did.
pub fn calendar_imported(days: usize) -> String {
    format!("Đã nạp lịch nghỉ: {days} ngày thay đổi.")
}

/// A year without rows.
pub fn no_days(year: i32) -> String {
    limit_text::missing_year(year)
}

/// The word for one day of the calendar.
pub fn day(off: bool, projected: bool) -> &'static str {
    match (off, projected) {
        (true, false) => "nghỉ",
        (true, true) => "dự kiến nghỉ",
        (false, false) => "làm bù",
        (false, true) => "dự kiến làm bù",
    }
}

/// A procedure for reading, a line each.
pub fn procedure(procedure: &Procedure) -> Vec<String> {
    let mut lines = vec![
        format!("{}  {}", procedure.code, procedure.name),
        format!("Lĩnh vực: {}", procedure.sector.name),
        format!("Nguồn: {}", procedure.source),
    ];
    for stated in &procedure.limits {
        let channel = procedure_text::channel(stated.channel);
        lines.push(format!(
            "Thời hạn ({channel}): {}",
            limit_text::limit(stated.limit)
        ));
    }
    if procedure.limits.is_empty() {
        lines.push(format!("Thời hạn: {}", procedure_text::NO_LIMIT));
    }
    lines.extend(
        procedure
            .fees
            .iter()
            .map(|fee| format!("Phí, lệ phí: {}", procedure_text::fee(fee))),
    );
    lines.push("Thành phần hồ sơ:".to_owned());
    lines.extend(procedure.components.iter().flat_map(component));
    lines.push("Kết quả:".to_owned());
    lines.extend(procedure.results.iter().map(result));
    lines
}

/// The paper, and below it the rest of its legal text.
fn component(kind: &ComponentKind) -> Vec<String> {
    let must = match kind.required {
        Required::Yes => " *",
        Required::No | Required::Open => "",
    };
    let form = match kind.form {
        PaperForm::Original => "bản chính",
        PaperForm::Certified => "bản sao chứng thực",
        PaperForm::Plain => "bản sao",
        PaperForm::Electronic => "bản điện tử",
    };
    let shown = match kind.submission {
        Submission::Submit => "",
        Submission::Present => ", xuất trình",
    };
    let case = kind
        .case_name
        .as_ref()
        .map(|case| format!(" [{case}]"))
        .unwrap_or_default();
    let head = format!(
        "  {}. {}{must} ({} {form}{shown}){case}",
        kind.position, kind.name, kind.copies
    );
    let rest = kind.note.iter().flat_map(|note| note.lines());
    std::iter::once(head)
        .chain(rest.map(|said| format!("     {said}")))
        .collect()
}

fn result(kind: &ResultKind) -> String {
    format!("  {} {}", kind.code.as_deref().unwrap_or("-"), kind.name)
}
