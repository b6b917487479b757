"""ELAN annotation files (EAF 2.7 to 3.0) in.

A tier becomes a track of its participant. An annotation that refers to another has that one's time, of which several that
follow one another share equal parts (symbolic subdivision). A time slot without a time lies evenly between its neighbours.
Format: EAF Annotation Format, Max Planck Institute for Psycholinguistics (schema EAFv3.0).
"""

from pathlib import Path
from xml.etree.ElementTree import Element

from babyhubs.errors import InputError
from babyhubs.observations.formats.xml_tree import children, root
from babyhubs.observations.records import Actor, Interval, Recording
from babyhubs.observations.spans import Span


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """The document as one recording. until: when observation ended, in milliseconds; else the last annotation's end."""
    document = root(path, "ANNOTATION_DOCUMENT", "an ELAN file")
    slots = _slots(document, str(path))
    spans: dict[str, Span] = {}
    found: list[Interval] = []
    waiting: list[tuple[str, str, list[tuple[str, str, str, str]]]] = []
    for tier in children(document, "TIER"):
        name = tier.get("TIER_ID", "")
        actor = tier.get("PARTICIPANT", "") or ("" if tier.get("PARENT_REF") else name)
        referring = []
        for annotation in children(tier, "ANNOTATION"):
            for one in annotation:
                value = "".join(text.text or "" for text in children(one, "ANNOTATION_VALUE"))
                identity = one.get("ANNOTATION_ID", "")
                if one.get("ANNOTATION_REF"):
                    referring.append(
                        (identity, one.get("ANNOTATION_REF", ""), one.get("PREVIOUS_ANNOTATION", ""), value)
                    )
                    continue
                try:
                    span = slots[one.get("TIME_SLOT_REF1", "")], slots[one.get("TIME_SLOT_REF2", "")]
                except KeyError as error:
                    raise InputError(f"There is no time slot {error}.", where=f"{path}, tier {name}") from error
                spans[identity] = span
                found.append(Interval(actor, name, value, *span))
        if referring:
            waiting.append((actor, name, referring))
    found += _referring(waiting, spans, str(path))
    stop = until if until is not None else max((one.stop for one in found), default=0)
    tokens = sorted({one.actor for one in found})
    return (
        Recording(
            name=path.name.removesuffix(".eaf"),
            start=0,
            stop=stop,
            actors=tuple(Actor(token, "other") for token in tokens),
            intervals=tuple(sorted(found, key=lambda one: (one.start, one.stop, one.track, one.code))),
            header={"author": document.get("AUTHOR", ""), "date": document.get("DATE", "")},
            opened=document.get("DATE", ""),
        ),
    )


def _slots(document: Element, where: str) -> dict[str, int]:
    order = [one for block in children(document, "TIME_ORDER") for one in children(block, "TIME_SLOT")]
    names = [one.get("TIME_SLOT_ID", "") for one in order]
    try:
        times = [None if one.get("TIME_VALUE") is None else int(one.get("TIME_VALUE", "")) for one in order]
    except ValueError as error:
        raise InputError("A time slot's time is not a whole number of milliseconds.", where=where) from error
    known = [place for place, time in enumerate(times) if time is not None]
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        time = times[place]
        if time is None:
            before = max((one for one in known if one < place), default=None)
            after = min((one for one in known if one > place), default=None)
            if before is None or after is None:
                raise InputError("A time slot at the edge has no time.", where=f"{where}, {name}")
            low, high = times[before] or 0, times[after] or 0
            time = round(low + (high - low) * (place - before) / (after - before))
        found[name] = time
    return found


def _referring(
    waiting: list[tuple[str, str, list[tuple[str, str, str, str]]]], spans: dict[str, Span], where: str
) -> list[Interval]:
    """Annotations on annotations, whose tiers may stand in any order; those on one parent share its time in their order."""
    found: list[Interval] = []
    while waiting:
        ready = [one for one in waiting if all(parent in spans for _, parent, _, _ in one[2])]
        if not ready:
            raise InputError("An annotation refers to one that is not there.", where=f"{where}, tier {waiting[0][1]}")
        for actor, name, referring in ready:
            siblings: dict[str, list[tuple[str, str, str]]] = {}
            for identity, parent, previous, value in referring:
                siblings.setdefault(parent, []).append((identity, previous, value))
            for parent, group in siblings.items():
                start, stop = spans[parent]
                ordered = _in_order(group)
                edges = [start + round((stop - start) * place / len(ordered)) for place in range(len(ordered) + 1)]
                for place, (identity, value) in enumerate(ordered):
                    spans[identity] = edges[place], edges[place + 1]
                    found.append(Interval(actor, name, value, *spans[identity]))
        waiting = [one for one in waiting if one not in ready]
    return found


def _in_order(group: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """By the chain of PREVIOUS_ANNOTATION; what is not on it keeps its place in the file."""
    following = {previous: (identity, value) for identity, previous, value in group if previous}
    ordered: list[tuple[str, str]] = []
    for identity, previous, value in group:
        if previous:
            continue
        here: tuple[str, str] | None = (identity, value)
        while here is not None and here not in ordered:
            ordered.append(here)
            here = following.get(here[0])
    return ordered + [(identity, value) for identity, _, value in group if (identity, value) not in ordered]
