"""tables.xlsx and the CSV files: the released tables as they are, stars and all, and nothing that a spreadsheet runs."""

import csv
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from babyhubs.audit.result import SCHEMAS
from babyhubs.reports import explained, tidy_files, workbook
from babyhubs.reports.cells import safe_text
from babyhubs.reports.quality_tables import FLOW, QUALITY, RULES
from tests.reports.audits import provenance, quality, refused, released, with_table

DANGEROUS = ("=1+1", "+44 117", "-1", "@SUM(A1)", "\tx", "\rx", "  =cmd")


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_and_column_is_explained() -> None:
    for name, schema in (SCHEMAS | {"rows": FLOW, "quality": QUALITY, "cleaning_rules": RULES}).items():
        assert explained.table(name)
        for column in [*schema, "protection"]:
            assert explained.column(column)


def test_csv_files_hold_the_released_tables_with_stars(tmp_path: Path) -> None:
    tidy_files.write(released(), tmp_path / "csv", quality())
    names = {path.stem for path in (tmp_path / "csv").glob("*.csv")}
    assert names == set(SCHEMAS) | {"rows", "quality", "cleaning_rules"}
    for row, shown in zip(_csv(tmp_path / "csv/measures.csv"), released().measures.to_dicts(), strict=True):
        if shown["events"] is not None:
            assert row["events"] == str(shown["events"])
        else:
            assert row["events"] in ("*", "")
            assert (row["events"] == "*") <= (row["protection"] == "small count")
    hidden = [row for row in _csv(tmp_path / "csv/wards.csv") if row["protection"]]
    assert hidden
    assert all(row["estimate"] == "*" for row in hidden)
    assert "| wards.csv |" in (tmp_path / "csv/README.md").read_text(encoding="utf-8")


def test_the_workbook_holds_the_same_as_numbers_behind_a_first_sheet_that_explains(tmp_path: Path) -> None:
    path = tmp_path / "tables.xlsx"
    workbook.write(released(), provenance(), path, quality())
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names[0] == "Read me"
    assert set(book.sheet_names[1:]) == set(SCHEMAS) | {"rows", "quality", "cleaning_rules"}
    first = [str(cell) for row in book.get_sheet_by_name("Read me").to_python() for cell in row]
    assert any("Counts of 1 to 7 are shown as *" in cell for cell in first)
    head, *rows = book.get_sheet_by_name("wards").to_python()
    assert head == [*SCHEMAS["wards"], "protection"]
    assert len(rows) == released().wards.height
    for row, shown in zip(rows, released().wards.to_dicts(), strict=True):
        expected = "*" if shown["estimate"] is None and shown["protection"] else shown["estimate"]
        assert (
            row[head.index("estimate")] == pytest.approx(expected)
            if isinstance(expected, float)
            else row[head.index("estimate")] in (expected, "")
        )


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    one = with_table("curves", released().curves.head(20))
    for name in ("one", "two"):
        workbook.write(one, provenance(), tmp_path / f"{name}.xlsx", quality())
        tidy_files.write(one, tmp_path / name, quality())
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    hubs = released().hubs.head(len(DANGEROUS)).with_columns(name=pl.Series(DANGEROUS))
    one = with_table("hubs", hubs, curves=released().curves.head(1), measures=released().measures.head(1))
    tidy_files.write(one, tmp_path / "csv")
    in_csv = [row["name"] for row in _csv(tmp_path / "csv/hubs.csv")]
    assert in_csv == [f"'{name}".replace("\r", " ") for name in DANGEROUS]
    workbook.write(one, provenance(), tmp_path / "tables.xlsx")
    sheet = CalamineWorkbook.from_path(tmp_path / "tables.xlsx").get_sheet_by_name("hubs").to_python()
    assert [str(row[1]).strip() for row in sheet[1:]] == [name.strip() for name in DANGEROUS]


def test_text_that_is_no_formula_is_left_alone() -> None:
    for text in ("St Paul's", "5 km and over", "", "a=b", "*"):
        assert safe_text(text) == text


def test_a_refused_answer_leaves_its_tables_out(tmp_path: Path) -> None:
    tidy_files.write(refused("all"), tmp_path / "csv")
    assert {path.stem for path in (tmp_path / "csv").glob("*.csv")} == {
        "hubs",
        "attributes",
        "unseen",
        "bounds",
        "refusals",
    }
    workbook.write(refused("all"), provenance(), tmp_path / "tables.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "tables.xlsx")
    assert "measures" not in book.sheet_names
    assert any("The reason." in str(cell) for row in book.get_sheet_by_name("Read me").to_python() for cell in row)
