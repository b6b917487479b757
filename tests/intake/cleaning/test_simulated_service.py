"""Through intake and straight from the simulation: the same clean records, up to the pseudonyms."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from babyhubs.intake.load import Intake, load
from babyhubs.intake.pseudonyms import pseudonyms
from tests.intake.cleaning.exports import KEY, options, simulated
from tests.service_records import records
from tests.simulation.services import small_service

AS_OF = date(2027, 12, 31)  # after the whole simulated window


@pytest.fixture(scope="module")
def intake() -> Intake:
    tables, mapping = simulated(small_service())
    return load(tables, mapping, options(as_of=AS_OF))


def _pseudonymised(frame: pl.DataFrame, domains: dict[str, str]) -> pl.DataFrame:
    return frame.with_columns(
        pseudonyms(frame[column], KEY, domain).alias(column) for column, domain in domains.items()
    )


def test_children_are_the_same(intake: Intake) -> None:
    straight = _pseudonymised(
        records(small_service()).children.to_polars(), {"child": "child", "family": "family"}
    ).sort("child")
    assert_frame_equal(intake.records.children.to_polars(), straight)


def test_contacts_are_the_same_up_to_their_own_pseudonym(intake: Intake) -> None:
    columns = ["child", "date", "hub", "setting", "attendance", "medium", "activity", "duration_minutes"]
    straight = _pseudonymised(records(small_service()).contacts.to_polars(), {"child": "child"}).select(columns)
    found = intake.records.contacts.to_polars()
    assert found["contact"].n_unique() == found.height
    assert_frame_equal(found.select(columns).sort(columns), straight.sort(columns))


@pytest.mark.parametrize("table", ["hubs", "head_counts", "group_sessions"])
def test_tables_without_people_are_the_same(intake: Intake, table: str) -> None:
    straight = getattr(records(small_service()), table).to_polars()
    assert_frame_equal(getattr(intake.records, table).to_polars().sort(pl.all()), straight.sort(pl.all()))


def test_a_clean_export_loses_no_row(intake: Intake) -> None:
    assert intake.rejected.is_empty()
    assert intake.flow.filter(pl.col("step") == "set aside").is_empty()
