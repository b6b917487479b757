"""Do the internal data still give what the pack says? Its sources and tables against those that a strand has just computed again.

Only whoever holds the records, and the key of the inputs' digests, can do this. A source is found again by its place (strand, measure, group)
and must be the same to the last digit, which its identity says.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babyhubs.evidence.pack import TABLES
from babyhubs.evidence.record import Record, label, place, read_record
from babyhubs.evidence.verification import LISTS, Problem

# Identities and digests tell a person nothing: said in words where they differ.
IN_WORDS = {"inputs": "the counts behind it differ, or their key", "parents": "what it rests on differs"}


@dataclass(frozen=True)
class Recomputed:
    """sources and tables: how many of the pack's came out the same. left: strands whose sources were not computed now, with how many."""

    problems: tuple[Problem, ...]
    sources: int
    tables: int
    left: Mapping[str, int]


def compare(files: Mapping[str, bytes], again: Iterable[Record], tables: Mapping[str, bytes]) -> Recomputed:
    """files: a pack that verifies. again, tables: what a strand gave now; tables by file name."""
    now = {place(one): one for one in again}
    strands = {one.strand for one in now.values()}
    problems: list[Problem] = []
    left: dict[str, int] = {}
    same = 0
    for record in _records(files):
        if record.strand not in strands:
            left[record.strand] = left.get(record.strand, 0) + 1
        elif (given := now.get(place(record))) is None:
            problems.append(Problem(label(record), "is nothing that the data give now"))
        elif given.identity != record.identity:
            problems.append(Problem(label(record), f"the data give another: {_difference(record, given)}"))
        else:
            same += 1
    shared = {name: content for name, content in tables.items() if f"{TABLES}{name}" in files}
    changed = [name for name, content in sorted(shared.items()) if files[f"{TABLES}{name}"] != content]
    problems += [Problem(f"{TABLES}{name}", "is not what the data give now") for name in changed]
    return Recomputed(tuple(problems), same, len(shared) - len(changed), dict(sorted(left.items())))


def _records(files: Mapping[str, bytes]) -> list[Record]:
    lists = [json.loads(files[name]) for name in LISTS if name != "claims.json" and name in files]
    return [read_record(one) for content in lists for one in content]


def _difference(was: Record, now: Record) -> str:
    """The fields that differ, from and to."""
    before, after = was.to_json(), now.to_json()
    differing = [name for name in before if name != "identity" and before[name] != after.get(name)]
    return "; ".join(
        IN_WORDS.get(name, f"{name.replace('_', ' ')} {before[name]} is now {after.get(name)}") for name in differing
    )
