"""The engines that the counts are compared in: a PostgreSQL that is given, and a Spark on this machine."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest


def _absent(what: str) -> None:
    """Outside continuous integration an engine may be missing, and the test says so; there it may not."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_address() -> str:
    address = os.environ.get("BABYHUBS_TEST_POSTGRES", "")
    if not address:
        _absent(
            "no PostgreSQL: set BABYHUBS_TEST_POSTGRES to an address such as postgresql://user@/database?host=/run/postgresql"
        )
    return address


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        _absent("no Java: Spark needs Java 17")
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
