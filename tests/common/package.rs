//! Packages of dossiers filed online.

use std::path::{Path, PathBuf};

use motcua::domain::ids::FileHash;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::folder::tables;

/// A picture of one pixel, with a comment that makes each one different.
fn picture(mark: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    let shade = mark.bytes().fold(0_u8, u8::wrapping_add);
    encoder
        .encode(&[shade], 1, 1, jpeg_encoder::ColorType::Luma)
        .unwrap();
    let comment = [
        &[0xff, 0xfe][..],
        &u16::try_from(mark.len() + 2).unwrap().to_be_bytes(),
        mark.as_bytes(),
    ]
    .concat();
    bytes.splice(2..2, comment);
    bytes
}

fn paper(folder: &Path, file: &str) -> Value {
    let bytes = picture(file);
    std::fs::write(folder.join(file), &bytes).unwrap();
    json!({"TenTepDinhKem": file, "DuongDanTaiTepTin": file, "KichThuoc": bytes.len(),
           "SHA256": FileHash(Sha256::digest(&bytes).into()).to_string()})
}

/// Two good dossiers, and between them one whose file is missing.
pub(crate) fn package(home: &Path, round: u32) -> PathBuf {
    let folder = home.with_file_name("goi");
    std::fs::create_dir_all(&folder).unwrap();
    let procedure: String = tables(home)
        .query_row("SELECT min(code) FROM procedure", [], |row| row.get(0))
        .unwrap();
    let dossier = |n: u32, papers: Vec<Value>| {
        json!({"MaHoSo": format!("R{round}-{n}"), "MaTTHC": procedure, "KenhThucHien": "2",
               "SoGiayToChuHoSo": "052301000777", "ChuHoSo": "Bùi Kim Tâm", "TrichYeuHoSo": "Thử",
               "NgayNopHoSo": "20230214074500", "TaiLieuNop": papers})
    };
    let file = |n: u32| paper(&folder, &format!("r{round}_{n}.jpg"));
    let missing = file(9);
    std::fs::remove_file(folder.join(format!("r{round}_9.jpg"))).unwrap();
    let dossiers = [
        dossier(1, vec![file(1), file(2)]),
        dossier(2, vec![missing]),
        dossier(3, vec![file(3)]),
    ];
    let path = folder.join(format!("r{round}.json"));
    let package = json!({"LoaiGoi": "motcua.ho-so-truc-tuyen", "PhienBan": "1", "data": dossiers});
    std::fs::write(&path, package.to_string()).unwrap();
    path
}
