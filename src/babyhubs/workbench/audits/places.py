"""Where uploads and answers lie in the data folder: under their programme, by random numbers, for their owner alone."""

from pathlib import Path
from typing import Any

from django.conf import settings


def of_upload(upload: Any) -> Path:
    """The folder of an upload: its files, what was recognised (`recognised.json`) and what the check found (`checked`)."""
    return _made(uploads(upload.programme_id) / upload.pk.hex)


def uploads(programme_id: Any) -> Path:
    """The folder of all uploads of a programme."""
    return _programme(programme_id) / "uploads"


def of_file(file: Any) -> Path:
    """One uploaded file."""
    return of_upload(file.upload) / file.pk.hex


def recognised(upload: Any) -> Path:
    """What the columns and codes were recognised as."""
    return of_upload(upload) / "recognised.json"


def checked(upload: Any) -> Path:
    """The quality tables and the rows that were set aside."""
    return of_upload(upload) / "checked"


def answer(run: Any) -> Path:
    """The answer of an audit, as `babyhubs audit` writes it."""
    return _made(_programme(run.programme_id) / "answers" / run.pk.hex) / "answer"


def pages(run: Any) -> Path:
    """What the pages of an audit's results show: one file a page, beside the answer."""
    return _made(_programme(run.programme_id) / "answers" / run.pk.hex) / "pages"


def key(programme_id: Any) -> Path:
    """The key for pseudonyms: one for each programme, so that no two can be joined by them."""
    return _made(settings.BABYHUBS.folder / "keys" / "pseudonyms") / f"{programme_id.hex}.key"


def _programme(programme_id: Any) -> Path:
    return settings.BABYHUBS.folder / "audits" / programme_id.hex


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
