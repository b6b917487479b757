"""One session on its plan, to be played back. Internal: it shows single families, though by number only.

The page holds its script and its data, and names both in its content security policy; without a script it is a table of stills.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from babyhubs import __version__
from babyhubs.observations.layout import Layout, read
from babyhubs.observations.records import FAMILY, ZONE, Recording
from babyhubs.reports.observed import drawings
from babyhubs.reports.tables import Table, text

HERE = Path(__file__).parent
EVERY_MS = 900_000


def shown(one: Recording, behind: Mapping[str, drawings.Behind] | None = None) -> dict[str, Any] | None:
    """The plan, what moves on it, and the table for whoever has no script; None where the session has no plan.

    behind: by name, pictures of rooms that the page may show under its plan.
    """
    layout = read(one.header.get("layout"))
    if layout is None:
        return None
    told = "Zones of the room; the table says who was where."
    return {
        "title": f"{one.hub or one.name}, {one.opened[:10]}: the session on its plan",
        "plan": drawings.plan(
            layout, None, "replay", "The plan of the room", told, behind=(behind or {}).get(layout.picture)
        ),
        "stills": _stills(one, layout),
        "longest": one.stop,
        "moves": _moves(one, layout),
    }


def page(one: Recording, *, simulated: bool) -> str | None:
    """The page, or None where the session has no plan."""
    found = shown(one)
    if found is None:
        return None
    style = "\n".join(path.read_text(encoding="utf-8") for path in (HERE.parent / "style.css", HERE / "replay.css"))
    script = (HERE / "replay.js").read_text(encoding="utf-8")
    # "<" as an escape: no text in the data can end the block that holds it
    data = json.dumps(found["moves"], separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE.parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("observed_replay.html.j2").render(
        found,
        simulated=simulated,
        moves=Markup(data),  # noqa: S704 - JSON without "<"
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_digest=_digest(style),
        script_digest=_digest(script),
        software=f"babyhubs {__version__}",
    )


def _digest(text_: str) -> str:
    return base64.b64encode(hashlib.sha256(text_.encode()).digest()).decode()


def _moves(one: Recording, layout: Layout) -> dict[str, Any]:
    middle = {zone.identity: zone.middle for zone in layout.zones}
    steps: dict[str, dict[int, tuple[int, int]]] = {}
    for state in one.intervals:
        if state.track == ZONE and state.code in middle:
            steps.setdefault(state.actor, {})[state.start] = middle[state.code]
    for place in one.positions:
        steps.setdefault(place.actor, {})[place.at] = (place.x, place.y)
    return {
        "gaps": [list(gap) for gap in one.gaps],
        "tokens": [
            {
                "token": actor.token,
                "family": actor.role == FAMILY,
                "there": [list(span) for span in one.coverage[actor.token]],
                "steps": [[at, *steps[actor.token][at]] for at in sorted(steps[actor.token])],
            }
            for actor in one.actors
            if actor.token in steps
        ],
    }


def _stills(one: Recording, layout: Layout) -> Table:
    """Who was in each zone at every quarter of an hour."""
    times = list(range(EVERY_MS, one.stop + 1, EVERY_MS))
    rows = []
    for zone in layout.zones:
        cells = []
        for at in times:
            there = sorted(
                state.actor
                for state in one.intervals
                if state.track == ZONE and state.code == zone.identity and state.start <= at < state.stop
            )
            cells.append(" ".join(there) or "–")
        rows.append((zone.label, *cells))
    columns = (text("Zone"), *(text(f"Minute {at // 60_000}") for at in times))
    return Table("stills", "Who was where, every quarter of an hour", columns, rows)
