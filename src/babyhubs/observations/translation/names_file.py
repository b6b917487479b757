"""What the names of a file mean, as a file of its own: written with guesses, corrected by somebody, read again.

{"observations": [{"number": 1, "hub": "HUB01", "model": "social", "began": "2026-03-03T10:05:00+00:00", "observer": "O1"}],
 "subjects": {"Anna": "family"}, "codes": {"talking": "activity:parent_parent_talk"}, "places": {}}
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.records import Recording
from babyhubs.observations.translation.contents import contents
from babyhubs.observations.translation.meanings import Meanings, guessed
from babyhubs.observations.translation.sittings import Sitting

PARTS = ("subjects", "codes", "places")


def guesses(found: Sequence[Recording], book: Ethogram) -> str:
    """The file to correct. What has to be said and cannot be guessed is empty."""
    held = contents(found)
    said, how = guessed(held, book)
    return json.dumps(
        {
            "observations": [
                {"number": one.number, "name": one.name, "hub": "", "model": "", "began": one.opened, "observer": one.observer}
                for one in held.observations
            ],
            **{part: dict(getattr(said, part)) for part in PARTS},
            "how": {f"{part}: {name}": why for (part, name), why in how.items()},
        },
        indent=1, ensure_ascii=False,
    ) + "\n"  # fmt: skip


def read(path: Path, observations: int) -> tuple[Meanings, list[Sitting]]:
    """What somebody said. An observation that is taken out of the list is not taken in."""
    try:
        given: Any = json.loads(path.read_text(encoding="utf-8"))
        said = Meanings(
            **{part: {str(name): str(means) for name, means in given.get(part, {}).items()} for part in PARTS}
        )
        sittings = [_sitting(one, observations, str(path)) for one in given["observations"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "This does not say what the names mean.",
            where=f"{path}: {error}",
            remedy="Name a file that is not there: it is written.",
        ) from error
    return said, sittings


def _sitting(one: dict[str, Any], observations: int, where: str) -> Sitting:
    number = one["number"]
    if not isinstance(number, int) or not 1 <= number <= observations:
        raise InputError(f"There is no observation {number!r} in the file.", where=where)
    for name in ("hub", "observer"):
        if not str(one.get(name) or "").strip():
            raise InputError(f"Observation {number} has no {name}.", where=where, remedy="Write it into the file.")
    try:
        began = datetime.fromisoformat(str(one["began"]))
    except ValueError as error:
        raise InputError(
            f"Observation {number} does not say when it began.", where=where, remedy="As: 2026-03-03T10:05:00+00:00."
        ) from error
    return Sitting(
        number,
        str(one["hub"]),
        str(one.get("model") or ""),
        began if began.tzinfo else began.replace(tzinfo=UTC),
        str(one["observer"]),
    )
