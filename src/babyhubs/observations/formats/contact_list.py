"""Lists of sightings in: a line each step and pair, `time who whom [role role]` (the form of SocioPatterns).

Sightings of one pair in consecutive steps are one contact. This is also how contacts of a scan become episodes.
"""

import itertools
from collections.abc import Iterable
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.observations.formats.text import content, milliseconds
from babyhubs.observations.records import Actor, Contact, Recording


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """The list as one recording. until: when observation ended, in milliseconds; else the last sighting's end."""
    sightings: list[tuple[int, str, str]] = []
    roles: dict[str, str] = {}
    for number, line in enumerate(content(path).decode("utf-8", "replace").splitlines(), start=1):
        parts = line.split()
        if not parts:
            continue
        if len(parts) not in {3, 5}:
            raise InputError("A line has a time, two people, and perhaps their roles.", where=f"{path}, line {number}")
        time, one, other = parts[:3]
        sightings.append((milliseconds(time, f"{path}, line {number}"), min(one, other), max(one, other)))
        roles |= dict(zip((one, other), parts[3:] or ("other", "other"), strict=True))
    times = sorted({at for at, _, _ in sightings})
    step = min((after - before for before, after in itertools.pairwise(times)), default=0)
    last = times[-1] + step if times else 0
    return (
        Recording(
            name=path.name.split(".", 1)[0],
            start=times[0] if times else 0,
            stop=until if until is not None else last,
            actors=tuple(Actor(token, role) for token, role in sorted(roles.items())),
            contacts=tuple(episodes(sightings, step)),
        ),
    )


def episodes(sightings: Iterable[tuple[int, str, str]], step: int) -> list[Contact]:
    """Contacts from sightings (time, one, other), the pair in sorted order; each sighting lasts one step."""
    found: list[Contact] = []
    running: dict[tuple[str, str], tuple[int, int]] = {}
    for at, one, other in sorted(sightings):
        start, stop = running.get((one, other), (at, at))
        if at > stop:
            found.append(Contact((one, other), "contact", start, stop))
            start = at
        running[one, other] = start, at + step
    found += [Contact(pair, "contact", start, stop) for pair, (start, stop) in running.items()]
    return sorted(found, key=lambda one: (one.start, one.members, one.stop))
