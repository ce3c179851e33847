#!/usr/bin/env python3
"""Makes days.csv from the registry package holidays (MIT) and the corrections below.

    python3 -m venv venv && venv/bin/pip install holidays==0.109
    venv/bin/python assets/calendar/make_days.py

Columns: date, kind (off | work), status (official | law | projected), name, source. Sorted by date; no field holds a
comma. Days that the law itself fixes are off whatever is decided for the year. A projected day counts as a working day
until an administrator confirms it: an earlier due time, never a later one.
The same input gives the same bytes.
"""

import datetime
from pathlib import Path

import holidays

OUT = Path(__file__).parent / "days.csv"
YEARS = range(2014, 2036)
LAST_OFFICIAL_YEAR = 2026  # the Prime Minister fixes each year's days in the autumn before
BASE = f"Bộ luật Lao động điều 112; holidays {holidays.__version__}"

# Điều 112 names these days; Điều 111 khoản 3 gives the next working day where one falls on a day of rest. What is left to
# the yearly decision is how Tết Âm lịch falls, the day beside 02/9, and what is exchanged.
FIXED_BY_LAW = ("Tết Dương lịch", "Ngày Giỗ Tổ", "Ngày Chiến thắng", "Ngày Quốc tế Lao động")
NATIONAL_DAY = (9, 2)

# Listed by the package, but no enacted text was seen: Nghị quyết 80-NQ/TW chose the day, the Labour Code does not
# have it yet. (month, day, source)
NOT_ENACTED = (11, 24, "80-NQ/TW; 30/NQ-CP; chưa có văn bản ban hành")

# Exchanged days: off on the first, work on the second, by whose word. The package knows all but the last.
SWAPS = [
    ("2014-05-02", "2014-04-26", None),
    ("2014-09-01", "2014-09-06", None),
    ("2015-01-02", "2014-12-27", None),
    ("2015-02-16", "2015-02-14", None),
    ("2015-04-29", "2015-04-25", None),
    ("2018-12-31", "2019-01-05", "6519/VPCP-KGVX"),
    ("2019-04-29", "2019-05-04", None),
    ("2024-04-29", "2024-05-04", "2450/VPCP-KGVX"),
    ("2025-05-02", "2025-04-26", "6150/TB-BLĐTBXH"),
    ("2026-08-31", "2026-08-22", None),
    ("2026-01-02", "2026-01-10", "12729/VPCP-KGVX ngày 25/12/2025"),
]


def day(iso):
    return datetime.date.fromisoformat(iso)


def written(date):
    return date.strftime("%d/%m/%Y")


def base_rows():
    for date, name in holidays.country_holidays("VN", years=YEARS, language="vi").items():
        fixed = name.startswith(FIXED_BY_LAW) or (date.month, date.day) == NATIONAL_DAY
        status = "official" if date.year <= LAST_OFFICIAL_YEAR else "law" if fixed else "projected"
        source = BASE
        if (date.month, date.day) == NOT_ENACTED[:2] or "Văn hóa" in name:
            status, source = "projected", NOT_ENACTED[2]
        yield date, ("off", status, name.replace(",", ";"), source)


def swap_rows():
    for off, work, word in SWAPS:
        off, work, source = day(off), day(work), word or BASE
        yield off, ("off", "official", f"Nghỉ hoán đổi với {written(work)}", source)
        yield work, ("work", "official", f"Làm bù cho {written(off)}", source)


def check(rows):
    for date, (kind, _, _, _) in rows.items():
        assert kind == "off" or date.weekday() == 5, f"{date}: a day made up for is a Saturday"
    for year, lunar_new_year, hung_kings in [(2022, "02-01", "04-10"), (2026, "02-17", "04-26"), (2030, "02-02", "04-12")]:
        assert rows[day(f"{year}-{lunar_new_year}")][2].startswith("Tết"), year
        assert "Hùng" in rows[day(f"{year}-{hung_kings}")][2], year


def main():
    rows = dict(base_rows())
    rows.update(swap_rows())
    check(rows)
    lines = ["date,kind,status,name,source"]
    lines += [",".join([date.isoformat(), *fields]) for date, fields in sorted(rows.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} days, {YEARS.start} to {YEARS.stop - 1}")


if __name__ == "__main__":
    main()
