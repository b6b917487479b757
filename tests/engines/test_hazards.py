"""What engines are known to do differently, and how the expressions keep clear of it.

The hazards are those that were met when 62 small expressions ran on three engines: integer division in PostgreSQL,
nullable whole numbers in Spark, halves, division by zero, the logarithm of zero, and time zones.
"""

import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import polars as pl
import pyarrow as pa
import pytest

import babyhubs.audit
import babyhubs.intake
from babyhubs.audit.engine import placed, to_memory
from babyhubs.intake.engine import flag
from babyhubs.intake.engines import counted_in
from babyhubs.intake.records import Records
from babyhubs.statistics import proportions, rates, survival
from tests.service_records import records
from tests.simulation.services import small_service

EXPRESSIONS = [
    path
    for package in (babyhubs.audit, babyhubs.intake)
    for path in sorted(Path(str(package.__file__)).parent.glob("*.py"))
    if re.search(r"^import ibis", path.read_text("utf-8"), re.M)
]


@pytest.mark.parametrize("path", EXPRESSIONS, ids=lambda path: path.name)
def test_no_expression_divides_rounds_or_takes_logarithms_in_an_engine(path: Path) -> None:
    """Integer division cuts off in PostgreSQL, halves go up in DuckDB and to even in PostgreSQL, and a division by zero
    or a logarithm of zero is infinity in one engine, null in another and an error in the third."""
    text = path.read_text("utf-8")
    assert not re.search(r"\.(round|log|ln|log2|log10|sqrt|mean|std|var)\(", text)


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Any]:
    address = "duckdb://" if request.param == "duckdb" else request.getfixturevalue("postgres_address")
    connection = ibis.connect(address)
    yield connection
    connection.disconnect()


def test_a_whole_number_beside_its_half_is_told_by_floor_division_of_positive_numbers(engine: Any) -> None:
    """9 // 2 where the numerator is shown too: the case in which PostgreSQL was seen to answer otherwise."""
    table = placed(engine, "halves", pl.DataFrame({"n": pl.Series([9, 8, 7], dtype=pl.Int16)}))
    found = to_memory(table.select("n", half=table.n // 2, rest=table.n % 2), ["n"])
    assert found.rows() == [(7, 3, 1), (8, 4, 0), (9, 4, 1)]


def test_a_missing_truth_counts_as_no(engine: Any) -> None:
    table = placed(engine, "truths", pl.DataFrame({"n": pl.Series([1, 2, None], dtype=pl.Int16)}))
    found = to_memory(table.aggregate(yes=flag(table.n > 1).sum()), ["yes"])
    assert found.rows() == [(1,)]


def test_days_are_days_whatever_the_time_zone(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    days = pl.DataFrame({"born": [date(2026, 3, 28)], "seen": [date(2026, 3, 30)]})  # the clocks change between them
    table = placed(engine, "days", days)
    found = to_memory(table.select(age=table.seen.delta(table.born, unit="day").cast("int64")), ["age"])
    assert found.rows() == [(2,)]


@pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"])
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
def test_nullable_whole_numbers_arrive_in_spark(spark: Any) -> None:
    """Without its Arrow switch Spark takes a nullable whole number for nothing but nulls, silently."""
    own: Records = records(small_service())
    want = own.children.mother_age.sum().to_pyarrow().as_py()
    empty = own.children.mother_age.isnull().sum().to_pyarrow().as_py()
    with counted_in(own, "spark") as moved:
        assert moved.children.mother_age.sum().to_pyarrow().as_py() == want
        assert moved.children.mother_age.isnull().sum().to_pyarrow().as_py() == empty > 0
        assert spark.conf.get("spark.sql.session.timeZone") == "UTC"


def test_zeros_end_in_a_reason_and_not_in_infinity() -> None:
    """Division by zero and the logarithm of zero are met in NumPy, where each has its answer."""
    nothing = proportions.wilson([0, 3], [0, 12])
    assert math.isnan(nothing.estimate[0])
    assert nothing.reason[0] == "no denominator"
    assert nothing.estimate[1] == 0.25
    assert rates.rate([0], [10.0]).lower[0] == 0
    ratio, low, high, p = survival.ratio([0.0], [0.0], [0.5], [0.1])
    assert all(math.isnan(float(one[0])) for one in (ratio, low, high, p))


def test_a_decimal_sum_becomes_a_whole_number() -> None:
    """Engines add 64-bit numbers up in types of their own: HUGEINT, NUMERIC, DECIMAL."""
    table = ibis.memtable(pa.table({"k": ["a", "a"], "n": pa.array([2**62, 1], pa.int64())}))
    found = to_memory(table.group_by("k").agg(n=table.n.cast("decimal(38, 0)").sum()), ["k"])
    assert found.schema["n"] == pl.Int64()
    assert found["n"].to_list() == [2**62 + 1]
