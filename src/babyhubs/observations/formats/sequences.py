"""Wide sequences for TraMineR: a row an actor, a column a minute, the code that held at the middle of that minute."""

import csv
import io
from collections.abc import Sequence

from babyhubs.observations.records import ACTIVITY, Recording

EVERY_MS = 60_000
ABSENT = ""  # TraMineR reads an empty cell as void


def table(recordings: Sequence[Recording], track: str = ACTIVITY) -> str:
    """The table's text; `-` where nothing was coded of somebody who was there."""
    longest = max((one.stop for one in recordings), default=0)
    times = range(EVERY_MS // 2, longest, EVERY_MS)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["session", "actor", "role", *(f"m{place}" for place in range(1, len(times) + 1))])
    for one in recordings:
        for actor in one.actors:
            states = [state for state in one.intervals if state.actor == actor.token and state.track == track]
            there = one.coverage[actor.token]
            cells = []
            for at in times:
                held = next((state.code for state in states if state.start <= at < state.stop), "-")
                cells.append(held if any(start <= at < stop for start, stop in there) else ABSENT)
            writer.writerow([one.name, actor.token, actor.role, *cells])
    return out.getvalue()
