//! Words of the trust store.

use crate::domain::say;
use crate::domain::signature::trust::{ListsInUse, NewTrust, TrustInUse, TrustedCert};
use crate::domain::time::Moment;

pub(super) const PATH: &str = "Quản trị";
pub(super) const TITLE: &str = "Kho tin cậy";
pub(super) const ADD: &str = "Thêm từ tệp";
pub(super) const TAKE_OUT: &str = "Bỏ";
pub(super) const CERTS: &str = "Chứng thư";
pub(super) const COLUMNS: [&str; 4] = ["Chứng thư CA", "Cấp bởi", "Hiệu lực đến", "SHA-256"];
pub(super) const OWNER: &str = "Chứng thư CA";
pub(super) const ISSUER: &str = "Cấp bởi";
pub(super) const VALIDITY: &str = "Hiệu lực";
pub(super) const FINGERPRINT: &str = "SHA-256";
pub(super) const ADDED: &str = "Thêm lúc";
pub(super) const LISTS: &str = "Thu hồi";
pub(super) const EMPTY: &str =
    "Kho tin cậy chưa có chứng thư nào: mọi chữ ký đều «không xác định». F2 thêm từ tệp.";
pub(super) const NOT_READ: &str = "Chưa đọc được kho tin cậy. F5 đọc lại.";
pub(super) const ADVICE: &str = "Chỉ thêm chứng thư CA sau khi đối chiếu SHA-256 với nơi cấp.";
pub(super) const PATH_OF_FILE: &str = "Tệp chứng thư (PEM, DER)";
pub(super) const READING: &str = "Đang đọc tệp chứng thư…";
pub(super) const REASON: &str = "Lý do bỏ";
pub(super) const NEVER_MIND: &str = "Thôi, không thêm";
pub(super) const NONE_POINTED: &str = "Chưa có chứng thư nào để bỏ.";
pub(super) const REMOVED: &str =
    "Đã bỏ chứng thư khỏi kho tin cậy. Chữ ký đã kiểm tra giữ kết quả cũ; F5 để kiểm tra lại.";

/// `3 chứng thư, 1 đã hết hạn`.
pub(super) fn count(certs: &[TrustedCert], now: Moment) -> String {
    let expired = certs.iter().filter(|cert| cert.has_expired(now)).count();
    match expired {
        0 => format!("{} chứng thư", certs.len()),
        expired => format!("{} chứng thư, {expired} đã hết hạn", certs.len()),
    }
}

/// The first and last letters of a fingerprint.
pub(super) fn short(cert: &TrustedCert) -> String {
    let whole = cert.sha256.to_string();
    format!("{}…{}", &whole[..8], &whole[whole.len() - 4..])
}

/// In groups of four, as people compare it.
pub(super) fn whole(sha256: &str) -> String {
    let groups: Vec<String> = sha256
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).to_uppercase())
        .collect();
    groups.join(" ")
}

/// `30/06/2027`, or that it is over.
pub(super) fn ends(cert: &TrustedCert, now: Moment) -> String {
    let on = say::date(cert.certificate.to.date());
    if cert.has_expired(now) {
        format!("HẾT HẠN {on}")
    } else {
        on
    }
}

/// `01/01/2020 – 31/12/2030`.
pub(super) fn validity(from: Moment, to: Moment) -> String {
    format!("{} – {}", say::date(from.date()), say::date(to.date()))
}

/// `10:58 14/02/2023, Đinh Thị Hạnh`.
pub(super) fn added_by(cert: &TrustedCert) -> String {
    format!("{}, {}", say::moment(cert.added_at.local()), cert.added_by)
}

/// Files of certificates that are gone or damaged.
pub(super) fn missing(count: usize) -> String {
    format!("{count} chứng thư mất tệp, không còn được tin. Bỏ rồi thêm lại từ tệp.")
}

/// The file of a certificate is gone or damaged.
pub(super) const NO_FILE: &str = "MẤT TỆP";

/// What is known of revocation on this machine.
pub(super) fn lists(in_use: Option<&TrustInUse>) -> String {
    let Some(in_use) = in_use else {
        return "đang đọc danh sách thu hồi…".to_owned();
    };
    match &in_use.lists {
        ListsInUse::NoFolder => "chưa có danh sách thu hồi · đặt thư mục ở Thiết lập".to_owned(),
        ListsInUse::FolderGone => "không mở được thư mục danh sách thu hồi · xem Thiết lập".to_owned(),
        ListsInUse::Read { count: 0, broken } if broken.is_empty() => {
            "thư mục không có danh sách thu hồi (.crl) nào".to_owned()
        }
        ListsInUse::Read { count, broken } => match broken.as_slice() {
            [] => format!("{count} danh sách thu hồi"),
            [first, ..] => format!("{count} danh sách thu hồi, {} tệp hỏng: {first}", broken.len()),
        },
    }
}

/// What is asked before trusting.
pub(super) fn asks(count: usize) -> String {
    match count {
        1 => "Tin chứng thư CA này?".to_owned(),
        count => format!("Tin {count} chứng thư CA này?"),
    }
}

pub(super) fn trusts(count: usize) -> String {
    match count {
        1 => "Tin và thêm vào kho".to_owned(),
        count => format!("Tin và thêm cả {count} vào kho"),
    }
}

pub(super) fn added(count: usize) -> String {
    match count {
        1 => "Đã thêm 1 chứng thư vào kho tin cậy.".to_owned(),
        count => format!("Đã thêm {count} chứng thư vào kho tin cậy."),
    }
}

pub(super) fn removing(owner: &str) -> String {
    format!("Bỏ {owner} khỏi kho tin cậy")
}

/// The certificate with its whole fingerprint.
pub(super) fn fingerprint(new: &NewTrust) -> Vec<String> {
    let certificate = &new.certificate;
    let grouped = whole(&new.file.sha256.to_string());
    let (first, second) = grouped.split_at(grouped.len() / 2);
    vec![
        certificate.owner.clone(),
        format!("Cấp bởi {}", certificate.issuer),
        format!("Hiệu lực {}", validity(certificate.from, certificate.to)),
        format!("SHA-256 {}", first.trim()),
        format!("        {}", second.trim()),
    ]
}
