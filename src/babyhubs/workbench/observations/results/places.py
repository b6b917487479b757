"""Where results lie in the data folder: under their programme, by random numbers, for their owner alone."""

from pathlib import Path
from typing import Any

from django.conf import settings


def answer(one: Any) -> Path:
    """The report as `babyhubs observe report` writes it."""
    return _made(_programme(one.programme_id) / one.pk.hex) / "answer"


def pages(one: Any) -> Path:
    """What the pages show: one file a page, beside the report."""
    return _made(_programme(one.programme_id) / one.pk.hex / "pages")


def key(programme_id: Any) -> Path:
    """The key for digests of logs: one for each programme."""
    return _made(settings.BABYHUBS.folder / "keys" / "observations") / f"{programme_id.hex}.key"


def _programme(programme_id: Any) -> Path:
    return Path(settings.BABYHUBS.folder) / "observations" / programme_id.hex


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
