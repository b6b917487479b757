"""Where tables and answers lie in the data folder: under their programme, by random numbers, for their owner alone."""

from pathlib import Path
from typing import Any

from django.conf import settings


def of_table(table: Any) -> Path:
    """One table, as it was brought or counted. Its ending says how it is read."""
    name = table.name.lower()
    ending = ".csv.gz" if name.endswith(".csv.gz") else Path(name).suffix
    return _made(_programme(table.programme_id) / "tables") / f"{table.pk.hex}{ending}"


def answer(run: Any) -> Path:
    """The answer of a run as files that may be asked to leave."""
    return _made(_programme(run.programme_id) / "answers" / run.pk.hex) / "answer"


def pages(run: Any) -> Path:
    """What the page of a run shows, beside its answer."""
    return _made(_programme(run.programme_id) / "answers" / run.pk.hex) / "pages"


def _programme(programme_id: Any) -> Path:
    return settings.BABYHUBS.folder / "evaluations" / programme_id.hex


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
