"""The page that documents the files says what the program does."""

import re
from pathlib import Path

import pytest

from babyhubs.intake import limits, set_aside
from babyhubs.intake.fields import FILES

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "files.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_field_is_on_the_page(name: str) -> None:
    for field in FILES[name]:
        assert f"| `{field.name}` | {field.label.replace('|', chr(92) + '|')} |" in PAGE


def test_every_reason_for_setting_a_row_aside_is_on_the_page() -> None:
    reasons = {
        set_aside.BLANK,
        set_aside.TITLE,
        set_aside.TOTAL,
        set_aside.FOOTER,
        set_aside.REPEATED,
        set_aside.BROKEN,
    }
    table = PAGE.split("## Rows that are not data")[1].split("## Cells")[0]
    assert set(re.findall(r"^\| ([a-z ]+) \|", table, re.M)) - {"reason"} == reasons


def test_the_limits_on_the_page_are_those_of_the_program() -> None:
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", PAGE.split("## Limits")[1], re.M))
    assert rows["columns"] == str(limits.COLUMNS)
    assert rows["one cell"].startswith(f"{limits.CELL_CHARACTERS:,}")
    assert rows["lines of one row in quotation marks"] == str(limits.ROW_LINES)
    assert f"{limits.PACKED_RATIO} times" in rows["a text file, unpacked"]
    assert f"{limits.XLSX_PARTS:,} parts; {limits.XLSX_CELLS // 10**6} million cells" in rows["an Excel workbook"]
