"""Clean records kept as Parquet give the same audit, also when they do not fit into memory."""

from datetime import date
from pathlib import Path

import pytest

from babyhubs.audit import rule
from babyhubs.audit.run import Request, run
from babyhubs.audit.window import Window
from babyhubs.errors import InputError
from babyhubs.intake import stored
from babyhubs.reference import areas
from tests.service_records import records
from tests.simulation.services import small_service

REQUEST = Request(rule.read(), Window(date(2025, 9, 1), date(2026, 9, 1)), "2001", commit=str)


@pytest.mark.parametrize("memory", ["1GiB", "128MiB"])
def test_the_same_audit_from_files_within_a_stated_memory(memory: str, tmp_path: Path) -> None:
    own = records(small_service())
    stored.write(own, tmp_path)
    again = run(stored.read(tmp_path, memory), areas.england(2025), REQUEST)
    first = run(own, areas.england(2025), REQUEST)
    assert again.inputs == first.inputs
    assert all(again.tables[name].equals(table) for name, table in first.tables.items())


def test_a_missing_table_and_an_odd_amount_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not there"):
        stored.read(tmp_path)
    with pytest.raises(InputError, match="no amount of memory"):
        stored.read(tmp_path, "much")
