"""The report tells nothing that the released tables do not, and the released tables are all that it can see."""

import re
from pathlib import Path

import polars as pl
import pytest

from babyhubs.audit.release import release
from babyhubs.audit.result import AuditResult
from babyhubs.reports import tidy_files, workbook
from babyhubs.reports.cells import NONE, SUPPRESSED
from babyhubs.reports.html import page
from babyhubs.reports.quality_tables import QualityTables
from tests.reports.audits import HES, Cleaned, exact, provenance, quality, released, shown
from tests.reports.reading import read

SAFE = {SUPPRESSED, NONE}


def test_an_internal_result_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="has not been through disclosure control"):
        page(exact(), quality(), (), provenance())
    with pytest.raises(ValueError, match="has not been through disclosure control"):
        workbook.write(exact(), provenance(), tmp_path / "tables.xlsx")
    with pytest.raises(ValueError, match="has not been through disclosure control"):
        tidy_files.write(exact(), tmp_path / "csv")


def test_internal_quality_tables_are_not_taken() -> None:
    with pytest.raises(ValueError, match="has not been through disclosure control"):
        QualityTables(Cleaned.flow, Cleaned.quality, Cleaned.rules)


def test_no_exact_count_stands_on_the_page() -> None:
    # counts of four digits that are no multiple of 5 cannot be there by chance: nothing released looks like them
    counts = {
        value
        for table in (exact().measures, exact().curves, exact().wards, exact().attributes, exact().bounds)
        for column in table.columns
        if table.schema[column] == pl.Int64() and column != "age_days"
        for value in table[column].drop_nulls().to_list()
        if value >= 1000 and value % 5
    }
    assert counts
    words = read(shown()).text
    numbers = {int(found.replace(",", "")) for found in re.findall(r"\d{1,3}(?:,\d{3})+|\d{4,}", words)}
    years = set(range(1990, 2050))
    told = counts & (numbers - years)
    assert not told


def test_a_hidden_row_shows_nothing_but_stars() -> None:
    hidden = released().measures.filter(
        (pl.col("view") == "hub")
        & (pl.col("measure") == "reach")
        & (pl.col("attribute") == "language")
        & (pl.col("protection") != "")
    )
    assert hidden.height
    rows = {row[0]: row for row in read(shown()).tables["Reach at hubs and in all contact: Main language"]}
    headings = rows["Group"]
    own = [
        index
        for index, name in enumerate(headings)
        if name in {"Came to a hub, of 100", "Ratio to others", "q", "Shortfall, families a year"}
    ]
    for label in hidden["group_label"]:
        assert {rows[label][index] for index in own} <= SAFE, label


def test_hidden_wards_and_curves_have_no_figure_and_no_place_on_a_chart() -> None:
    rows = {row[0]: row for row in read(shown()).tables["Every ward"]}
    hidden = released().wards.filter((pl.col("view") == "hub") & (pl.col("protection") != ""))
    assert hidden.height
    for ward in hidden["ward_name"]:
        assert rows[ward][2] == SUPPRESSED
    drawing = shown().split('aria-labelledby="ward-map-title')[1].split("</svg>")[0]
    assert drawing.count('fill="url(#ward-map-hatch)"') >= hidden.height


def test_what_is_hidden_cannot_change_a_byte() -> None:
    # another service, alike but for the counts that are hidden: 1 to 7 become 8 minus themselves
    small = pl.col("events").is_between(1, 7)
    other = {
        name: getattr(exact(), name).with_columns(
            events=pl.when(small & (pl.col("eligible") > 30)).then(8 - pl.col("events")).otherwise("events")
        )
        for name in ("measures", "curves", "wards")
    }
    assert any(not other[name].equals(getattr(exact(), name)) for name in other)
    altered = release(AuditResult(**(exact().tables | other), summary=exact().summary, inputs=exact().inputs), HES)
    for name in other:
        assert getattr(altered, name).equals(getattr(released(), name)), name
    assert page(altered, quality(), (), provenance()) == shown()


def test_small_numbers_of_the_quality_tables_are_hidden() -> None:
    tables = read(shown()).tables
    assert ["children", "8,430", "8,430", "no date of birth: *"] in tables["What became of every row"]
    assert ["South team", "*"] in tables["Failing, of 100 records, by site"]
    assert ["North team", "5"] in tables["Failing, of 100 records, by site"]
    assert ["White space is cut", "yes", "*"] in tables["Cleaning rules and the rows they changed"]
