"""What each table and column says, for those who open the tables without the report."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _explanations() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
    )
    return found


def table(name: str) -> str:
    """What a table holds."""
    return _explanations()["tables"][name]


def column(name: str) -> str:
    """What a column says."""
    return _explanations()["columns"][name]
