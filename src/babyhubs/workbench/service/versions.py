"""Whether what the workbench rests on still gets security corrections: dates in support.toml, with their sources."""

import sqlite3
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from importlib.resources import files

from babyhubs.workbench.service.finding import FAULT, FINE, NOTE, Finding


def findings(today: date) -> Iterator[Finding]:
    """Of Python, Django and SQLite."""
    support = tomllib.loads(files(__package__).joinpath("support.toml").read_text("utf-8"))
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    django = ".".join(version("django").split(".")[:2])
    for name, series, ends in (
        ("Python", python, support["python"].get(python)),
        ("Django", django, support["django"].get(django)),
    ):
        yield _supported(name, series, ends, today)
    corrected = support["sqlite"]["wal_corrected"]
    if sqlite3.sqlite_version_info < tuple(int(part) for part in corrected.split(".")):
        yield Finding(
            NOTE,
            "versions",
            f"SQLite is {sqlite3.sqlite_version}. Before {corrected} it can, very rarely, damage a database that two "
            "connections tidy at once, unless your system's makers have corrected theirs.",
            "Use a newer Python or system when you can, and back up every day until then.",
        )


def _supported(name: str, series: str, ends: date | None, today: date) -> Finding:
    if ends is None:
        return Finding(NOTE, "versions", f"Until when {name} {series} is corrected is not known to this program.")
    if today > ends:
        return Finding(
            FAULT,
            "versions",
            f"{name} {series} gets no security corrections since {ends}.",
            "Install a newer version of Babyhubs or of Python.",
        )
    return Finding(FINE, "versions", f"{name} {series} gets security corrections until {ends}.")
