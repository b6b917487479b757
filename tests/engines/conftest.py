"""The engines that the counts are compared in: a PostgreSQL that is given, and a Spark on this machine."""

import os
import shutil
import sys
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
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "3g")
        # a few hundred rows: planning and compiling take all the time, so nothing is compiled that runs once
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
