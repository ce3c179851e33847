#!/usr/bin/env python3
"""Makes places.tsv.gz and map.tsv.gz from the registry package vietnamadminunits (MIT) and the corrections below.

    python3 -m venv venv && venv/bin/pip install --no-deps vietnamadminunits==1.0.4
    venv/bin/python assets/places/make_places.py venv/lib/python3*/site-packages/vietnamadminunits/data

places.tsv.gz: set, code, kind, parent code (empty for provinces), name with its kind. Sorted by set and code.
map.tsv.gz:    former code (commune, or district where it had none), code in the 2025 set, whole or partial.
The same input gives the same bytes.
"""

import gzip
import json
import sqlite3
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent

# The 2025 set is not frozen. Names and kinds from the effective date on; codes and parents stay.
# (code, name before, name after)
AMENDED_ON = "2026-04-30"  # Nghị quyết 30/2026/QH16; 237/NQ-UBTVQH16
AMENDED = [
    ("75", "Tỉnh Đồng Nai", "Thành phố Đồng Nai"),
    ("25270", "Xã Lộc Ninh", "Phường Lộc Ninh"),
    ("25357", "Xã Tân Khai", "Phường Tân Khai"),
    ("25363", "Xã Đồng Phú", "Phường Đồng Phú"),
    ("26116", "Xã Tân Phú", "Phường Tân Phú"),
    ("26170", "Xã Trị An", "Phường Trị An"),
    ("26248", "Xã Trảng Bom", "Phường Trảng Bom"),
    ("26326", "Xã Dầu Giây", "Phường Dầu Giây"),
    ("26368", "Xã Long Thành", "Phường Long Thành"),
    ("26425", "Xã Xuân Lộc", "Phường Xuân Lộc"),
    ("26485", "Xã Nhơn Trạch", "Phường Nhơn Trạch"),
]

# Spellings where the sources differ; the statistics office's own service decides.
SPELLED = {"00745": "Xã Phố Bảng"}  # the decree's table prints "Phó Bảng"

# Ba Chẽ: the statistics office says 06970; the decree's table as quoted elsewhere 06978, taken as an alias
# by src/domain/place.rs, never shipped as a row.
EXPECTED = {"2025": (34, 0, 3321), "legacy": (63, 696, 10035)}

KINDS = {
    2: {"Tỉnh": "province", "Thành phố": "central_city"},
    3: {"Quận": "urban_district", "Huyện": "district", "Thị xã": "town", "Thành phố": "city"},
    5: {"Xã": "commune", "Phường": "ward", "Thị trấn": "township", "Đặc khu": "special_zone"},
}

TWO_WORD_KINDS = {word for level in KINDS.values() for word in level if " " in word}


def kind(code, name):
    return next(kind for word, kind in KINDS[len(code)].items() if name.startswith(word + " "))


def clean(name):
    """NFC, plain apostrophes, and the kind of unit in the usual capitals ("Thị Trấn" in ten rows)."""
    name = unicodedata.normalize("NFC", " ".join(name.replace("\u2019", "'").split()))
    first, second, rest = (name + "  ").split(" ", 2)
    usual = f"{first} {second.lower()}"
    return f"{usual} {rest.strip()}" if usual in TWO_WORD_KINDS else name


def units(db):
    """(set, code) -> (name, parent), and legacy key -> code, and (province key, ward key) -> code of 2025."""
    places, old_keys, new_keys = {}, {}, {}
    columns = "provinceCode, province, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey"
    for p, pn, d, dn, w, wn, pk, dk, wk in db.execute(f"select {columns} from admin_units_legacy"):
        places["legacy", p] = (clean(pn), "")
        places["legacy", d] = (clean(dn), p)
        if w:
            places["legacy", w] = (clean(wn), d)
        old_keys[f"{pk}_{dk}_{wk or ''}"] = w or d
    columns = "provinceCode, province, wardCode, ward, provinceKey, wardKey"
    for p, pn, w, wn, pk, wk in db.execute(f"select {columns} from admin_units"):
        places["2025", p] = (clean(pn), "")
        places["2025", w] = (clean(wn), p)
        new_keys[pk, wk] = w
    return places, old_keys, new_keys


def correct(places):
    for code, before, after in AMENDED:
        name, parent = places["2025", code]
        assert name in (before, after), (code, name)
        places["2025", code] = (after, parent)
    for code, name in SPELLED.items():
        places["2025", code] = (name, places["2025", code][1])


def mapping(converter, old_keys, new_keys):
    rows = set()
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            rows |= {(old_keys[old], new_keys[province, ward], "whole") for old in olds}
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            rows |= {(old_keys[old], new_keys[province, part["newWardKey"]], "partial") for part in parts}
    return sorted(rows)


def check(places, rows):
    for unit_set, expected in EXPECTED.items():
        lengths = [len(code) for chosen, code in places if chosen == unit_set]
        counted = tuple(lengths.count(length) for length in (2, 3, 5))
        assert counted == expected, (unit_set, counted)
        for (chosen, code), (_, parent) in places.items():
            assert chosen != unit_set or not parent or (unit_set, parent) in places, code
    old = {code for chosen, code in places if chosen == "legacy" and len(code) == 5}
    assert old <= {row[0] for row in rows}, "every former commune leads somewhere"
    new = {code for chosen, code in places if chosen == "2025" and len(code) == 5}
    assert new == {row[1] for row in rows}, "every commune of 2025 is reached"


def write(name, rows):
    text = "".join("\t".join(row) + "\n" for row in rows)
    (HERE / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{name}: {len(rows)} rows, {(HERE / name).stat().st_size} bytes")


def main():
    source = Path(sys.argv[1])
    places, old_keys, new_keys = units(sqlite3.connect(source / "dataset.db"))
    correct(places)
    rows = mapping(json.loads((source / "converter_2025.json").read_text()), old_keys, new_keys)
    check(places, rows)
    lines = [(chosen, code, kind(code, name), parent, name) for (chosen, code), (name, parent) in places.items()]
    write("places.tsv.gz", sorted(lines))
    write("map.tsv.gz", rows)


if __name__ == "__main__":
    main()
