"""Files of other programs and what was made of them, in sentences."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any


def how_often(one: Any) -> str:
    """How often a name stands in the file, and for how long in all."""
    said = []
    for number, word in ((one.states, "state"), (one.moments, "moment"), (one.scans, "line of scans")):
        if number:
            plural = f"{word}s" if word != "line of scans" else "lines of scans"
            said.append(f"{number:,} {word if number == 1 else plural}")
    if one.minutes:
        said.append(f"{one.minutes:,.1f} minutes")
    return ", ".join(said) or "Named only"


def session(translated: Any, name: str) -> dict[str, Any]:
    """A session as it would be: who was there, how long, and what of it stays behind."""
    one = translated.session
    roles: dict[str, int] = {}
    for actor in one.actors:
        roles[actor.role] = roles.get(actor.role, 0) + 1
    seen = sum(not visit.cut_start for visit in one.visits)
    return {
        "name": name,
        "minutes": round(one.stop / 60_000),
        "families": roles.get("family", 0),
        "others": sum(roles.values()) - roles.get("family", 0),
        "states": len(one.intervals),
        "moments": len(one.points),
        "scans": len(one.scans),
        "seen_to_come": seen,
        "left": left([translated]),
    }


def left(translated: Sequence[Any]) -> dict[str, float]:
    """What stayed behind, over sessions."""
    found: dict[str, float] = {}
    for one in translated:
        for name, value in asdict(one.left).items():
            found[name] = round(found.get(name, 0) + value, 2)
    return found


def left_sentences(found: dict[str, Any], lost: Sequence[str]) -> list[str]:
    """The same for people. lost: what files of this program never bring along."""
    said = []
    if found.get("events"):
        said.append(f"{found['events']:,.0f} events of names that are left out, or outside of a family's visit")
    if found.get("overlapping_minutes"):
        said.append(
            f"{found['overlapping_minutes']:,.1f} minutes in which two activities or zones of one person overlapped: the one that began later counts"
        )
    if found.get("comments"):
        said.append(f"{found['comments']:,.0f} comments")
    if found.get("modifiers"):
        said.append(f"{found['modifiers']:,.0f} modifiers that name no subject, because they may name people")
    if found.get("guessed_traits"):
        said.append(f"{found['guessed_traits']:,.0f} counts of guessed sex or age")
    return [
        *said,
        *lost,
        "a trail of single taps: other programs keep results, so that nobody can check how they came about",
    ]
