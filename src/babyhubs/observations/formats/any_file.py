"""Any file that can be read, by what it is: the name's ending first, then its first bytes."""

from collections.abc import Callable
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.observations.formats import (
    boris,
    boris_tables,
    contact_list,
    datavyu,
    eaf,
    event_log,
    gehl,
    interval_csv,
    own,
)
from babyhubs.observations.formats.text import text
from babyhubs.observations.log.reader import ENDINGS
from babyhubs.observations.records import Recording

Reader = Callable[[Path, int | None], tuple[Recording, ...]]

READERS: dict[str, Reader] = {
    "boris": boris.read,
    "boris-table": boris_tables.read,
    "eaf": eaf.read,
    "datavyu": datavyu.read,
    "xes": event_log.read,
    "gehl": gehl.read,
    "contacts": contact_list.read,
    "intervals": interval_csv.read,
}
BY_ENDING = {
    ".boris": "boris", ".boris.gz": "boris", ".eaf": "eaf", ".opf": "datavyu", ".xes": "xes", ".xes.gz": "xes",
}  # fmt: skip


def read(
    path: Path, *, form: str = "", until_ms: int | None = None, accept_broken: bool = False
) -> tuple[Recording, ...]:
    """The sessions in a file. form: one of READERS or "own"; "" to find out. until_ms: when observation ended."""
    chosen = form or recognise(path)
    if chosen == "own":
        return own.read(path, accept_broken=accept_broken)
    if chosen not in READERS:
        raise InputError(f"There is no form {chosen!r}.", where="option --form", remedy=", ".join(["own", *READERS]))
    return READERS[chosen](path, until_ms)


def recognise(path: Path) -> str:
    """The form of a file."""
    name = path.name.lower()
    if path.is_dir() or name.endswith(ENDINGS):
        return "own"
    for ending, form in BY_ENDING.items():
        if name.endswith(ending):
            return form
    start = text(path)[:4096]
    if start.lstrip().startswith("{"):
        return "boris" if "behaviors_conf" in start or "time_format" in start else "own"
    heading = start.split("\n", 1)[0]
    if start.startswith("#"):
        return "datavyu"
    if boris_tables.recognise(start):
        return "boris-table"
    if "case:concept:name" in heading:
        return "xes"
    if gehl.recognise(heading):
        return "gehl"
    if heading.split() and len(heading.split()) in {3, 5} and heading.split()[0].isdigit():
        return "contacts"
    return "intervals"
