"""Agreement, differences, saturation and who was not heard, as their pages show them. Exact: inside the service."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from babyhubs.discussions import settling
from babyhubs.discussions.finished import independent, states
from babyhubs.discussions.groups import ALL, NOT_KNOWN, attributes
from babyhubs.discussions.heard import FEW, HEARD, NOT_HEARD, Heard, heard, matters, not_known
from babyhubs.discussions.known_groups import ASKED_AS
from babyhubs.discussions.project import Project
from babyhubs.discussions.saturation import Saturation, saturation
from babyhubs.errors import Refused
from babyhubs.workbench.web.pages import Slice, sliced

PLACES = 15  # differences on one page
COLOURS = {NOT_HEARD: "red", FEW: "orange", HEARD: "green"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who coded a text both. key: for the address."""

    key: str
    words: str
    here: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How far two agree, in words. why: where nothing can be said at all."""

    lead: str
    rows: Sequence[tuple[str, ...]]
    sets: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What one coder put there alone."""

    coding: str
    code: str
    who: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words on which two differ."""

    source: str
    source_name: str
    quote: str
    choices: list[Choice]
    codings: str


def pairs(project: Project, asked: str) -> list[Pair]:
    """Everybody who coded a text beside another, two by two, those with the most texts first."""
    names = _names(project)
    times: dict[tuple[str, str], int] = {}
    for one in states(project).values():
        for pair in combinations(sorted(one.coded), 2):
            times[pair] = times.get(pair, 0) + 1
    order = sorted(times, key=lambda pair: (-times[pair], pair))
    keys = ["+".join(pair) for pair in order]
    here = asked if asked in keys else (keys[0] if keys else "")
    return [
        Pair(key, " and ".join(names.get(one, one) for one in pair), key == here)
        for key, pair in zip(keys, order, strict=True)
    ]


def chosen(found: list[Pair]) -> tuple[str, str] | None:
    """The pair that the page is about."""
    here = next((one.key for one in found if one.here), "")
    first, _, second = here.partition("+")
    return (first, second) if here else None


_KEPT: dict[tuple[object, ...], Figures] = {}  # limits take a second to work out, and what they rest on is settled
_MOST = 20


def figures(project: Project, pair: tuple[str, str]) -> Figures:
    """Kappa, alpha, AC1 and where passages begin and end, code by code."""
    versions = tuple(tuple(row) for row in project.rows("SELECT guid, version FROM source ORDER BY number"))
    names = tuple(tuple(row) for row in project.rows("SELECT guid, name, parent FROM code ORDER BY position"))
    texts = independent(project, pair)
    if texts is None:
        return _worked_out(project, pair)
    key = (project.guid, pair, tuple(sorted(texts.items())), versions, names)
    if key not in _KEPT:
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = _worked_out(project, pair)
    return _KEPT[key]


def _worked_out(project: Project, pair: tuple[str, str]) -> Figures:
    from babyhubs.discussions.agreement import agreement  # noqa: PLC0415 - heavy

    try:
        found = agreement(project, pair)
    except Refused as error:
        return Figures("", [], "", "", f"{error.what} {error.remedy}")
    texts = "1 text" if found.texts == 1 else f"{found.texts:,} texts"
    rows = [
        (
            one.name, f"{one.both:,}", f"{one.first:,}", f"{one.second:,}", one.percent.words, one.kappa.words,
            one.alpha.words, one.ac1.words, one.where.words,
        )
        for one in found.codes
    ]  # fmt: skip
    return Figures(f"{texts} and {found.turns:,} turns of parents.", rows, found.sets.words, found.where.words, "")


def under_way(project: Project) -> list[tuple[str, str]]:
    """Texts that two code and have not finished both: only that, not what they coded."""
    names = _names(project)
    rows = {row["guid"]: row["name"] for row in project.rows("SELECT guid, name FROM source ORDER BY number")}
    found = states(project)
    waiting = []
    for guid, name in rows.items():
        if guid in found and len(found[guid].coded) > 1 and not found[guid].compared:
            left = [names.get(one, one) for one in sorted(found[guid].coded - set(found[guid].finished))]
            waiting.append((name, ", ".join(left)))
    return waiting


def differences(project: Project, pair: tuple[str, str], page: str) -> Slice:
    """Places to look at together."""
    names = _names(project)
    sources = {row["guid"]: row["name"] for row in project.rows("SELECT guid, name FROM source")}
    found = [
        Place(
            one.source, sources[one.source], one.quote,
            [Choice(side.coding, side.code, names.get(side.coder, side.coder)) for side in one.sides],
            " ".join(side.coding for side in one.sides),
        )
        for one in settling.places(project, pair)
    ]  # fmt: skip
    return sliced(found, page, PLACES)


def enough(project: Project, asked: str) -> dict[str, Any]:
    """Have we heard enough, and from whom not."""
    names = [name for name in attributes(project) if name != ASKED_AS]
    by = asked if asked in names else ""
    known = sorted(filter(matters, heard(project)), key=lambda one: one.people)  # who is missing first
    return {
        "attributes": [(name, name == by) for name in names],
        "by": by,
        "saturation": [_saturation(one) for one in saturation(project, by or None)],
        "heard": [_heard(one) for one in known],
        "absent": [one.group for one in known if one.status == NOT_HEARD],
        "unknown": [(name, number) for name, number in not_known(project).items() if number and name in names],
    }


def _names(project: Project) -> dict[str, str]:
    return {row["guid"]: row["name"] for row in project.rows("SELECT guid, name FROM coder")}


def _saturation(one: Saturation) -> dict[str, Any]:
    name = "Everybody" if one.group == ALL else "Group not known" if one.group == NOT_KNOWN else one.group
    new = "" if one.last is None else f"{100 * one.last:.0f}%"
    when = "" if one.at is None else f"{one.at[0]:.0f} ({one.at[1]} to {one.at[2]})"
    return {
        "group": name,
        "people": one.people,
        "codes": one.codes,
        "new": new,
        "at": when,
        "verdict": one.verdict.capitalize(),
    }


def _heard(one: Heard) -> dict[str, Any]:
    return {
        "attribute": one.attribute[:1].upper() + one.attribute[1:],
        "group": one.group,
        "eligible": "" if not one.finding else "*" if one.eligible is None else f"{one.eligible:,}",
        "attending": "" if not one.finding else "*" if one.attending is None else f"{one.attending:,}",
        "verdict": one.verdict,
        "people": one.people,
        "coded": one.coded,
        "status": one.status.capitalize(),
        "colour": COLOURS[one.status],
    }
