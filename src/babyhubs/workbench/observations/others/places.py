"""Where files of other programs lie until they are taken in: in the programme's folder, by random numbers, for their owner alone."""

from pathlib import Path
from typing import Any

from django.conf import settings


def file(one: Any) -> Path:
    """The file as it came, under the ending by which a reader knows it."""
    folder = Path(settings.BABYHUBS.folder) / "observations" / one.programme_id.hex / "others"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{one.pk.hex}{one.ending}"
