"""The same audit on DuckDB, PostgreSQL and Spark: counts identical, rates identical to the last bit.

Whole numbers are counted in the engine, and everything else is worked out in NumPy from the counts, so nothing that
engines do differently (division, rounding, the order of rows) can reach a figure.
"""

from typing import Any

import pytest

from babyhubs.audit.result import AuditResult
from babyhubs.audit.run import Request, run
from babyhubs.audit.window import latest_year
from babyhubs.intake.engines import counted_in
from babyhubs.reports.answer import Answer, commitment
from tests.integration.test_messy_exports import QUESTION, answered

NIGHTLY = pytest.mark.nightly
BIRTHS = 400  # a small service: what is compared is the expressions, and Spark takes its time over each


def counted(one: Answer, engine: str, address: str = "") -> AuditResult:
    """The audit of cleaned records, counted in an engine."""
    options = QUESTION.options
    newest = one.intake.records.contacts.date.max().to_pyarrow().as_py()
    request = Request(QUESTION.rule, latest_year(newest, options.as_of), QUESTION.grouping, commitment(options.key))
    with counted_in(one.intake.records, engine, address) as records:
        return run(records, options.areas, request)


def agree(one: AuditResult, other: AuditResult) -> None:
    """Every table is equal, floats bit for bit, and so are the keyed digests of the counts."""
    assert other.inputs == one.inputs
    for name, table in one.tables.items():
        assert other.tables[name].equals(table), name


# one export with every change, the others each night
EXPORTS = ["rio", pytest.param("csds", marks=NIGHTLY), pytest.param("systmone", marks=NIGHTLY)]


@pytest.mark.parametrize("export", EXPORTS)
def test_postgresql_counts_like_duckdb(export: str, postgres_address: str) -> None:
    one = answered("recoverable", export, BIRTHS)
    agree(one.result, counted(one, "postgres", postgres_address))


# py4j talks to its own Java process over loopback; Spark warns about old interfaces that it uses itself
@pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"])
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
@pytest.mark.parametrize("export", EXPORTS)
def test_spark_counts_like_duckdb(export: str, spark: Any) -> None:
    one = answered("recoverable", export, BIRTHS)
    agree(one.result, counted(one, "spark"))


def test_blank_attendance_is_counted_alike(postgres_address: str) -> None:
    """The scenarios of what blank codes could change go through the same expressions."""
    one = answered("all", "rio", BIRTHS)
    agree(one.result, counted(one, "postgres", postgres_address))
