"""A session as SDIS, the data language of GSEQ: timed events of each actor (Bakeman R, Quera V. Sequential Analysis and
Observational Methods for the Behavioral Sciences. Cambridge: CUP, 2011, chapter 4).

Timed: `code,start-stop` in whole seconds from the session's start; a moment is `code,time`. One subject an actor, separated
by `;`, the session ended by `/`.
"""

import re
from collections.abc import Sequence

from babyhubs.observations.records import Recording


def document(recordings: Sequence[Recording]) -> str:
    """The file's text: the declaration of codes, then every session."""
    names = {code: _name(code) for code in _codes(recordings)}
    lines = [
        "Timed "
        + " ".join(f"(${track} = {' '.join(sorted(codes))})" for track, codes in _groups(recordings, names))
        + ";"
    ]
    for one in recordings:
        parts = []
        for actor in one.actors:
            rows = [
                (state.start, f"{names[state.code]},{_second(state.start)}-{_second(state.stop)}")
                for state in one.intervals
                if state.actor == actor.token
            ]
            rows += [(p.at, f"{names[p.code]},{_second(p.at)}") for p in one.points if p.actor == actor.token]
            if rows:
                told = " ".join(text for _, text in sorted(rows))
                parts.append(f"<{_name(actor.token or 'all')}> {told}")
        if parts:
            lines += [f"% {one.occasion} {one.observer} %".replace("  ", " "), ";\n".join(parts) + "/"]
    return "\n".join(lines) + "\n"


def _codes(recordings: Sequence[Recording]) -> list[str]:
    found = {state.code for one in recordings for state in one.intervals}
    return sorted(found | {point.code for one in recordings for point in one.points})


def _groups(recordings: Sequence[Recording], names: dict[str, str]) -> list[tuple[str, set[str]]]:
    groups: dict[str, set[str]] = {}
    for one in recordings:
        for state in one.intervals:
            groups.setdefault(_name(state.track), set()).add(names[state.code])
        for point in one.points:
            groups.setdefault("moments", set()).add(names[point.code])
    return sorted(groups.items())


def _name(text: str) -> str:
    """A code as GSEQ takes it: letters, digits and underscores, a letter first."""
    plain = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_") or "x"
    return plain if plain[0].isalpha() else f"c{plain}"


def _second(milliseconds: int) -> int:
    return (milliseconds + 500) // 1000
