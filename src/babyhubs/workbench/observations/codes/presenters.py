"""A code book in words, and what is different from the version before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from babyhubs.observations.ethogram import Ethogram
from babyhubs.workbench.observations.codes.books import Listed

PURPOSE = {
    "social": "Social", "one_to_one": "One to one", "task": "Measuring and advice", "admin": "Administration",
    "moving": "Setting up", "other": "Other",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One code. counts: what it adds to in figures."""

    code: str
    label: str
    definition: str
    counts: str


@dataclass(frozen=True)
class Track:
    """Codes that belong together. rule: whether one ends the other."""

    title: str
    rule: str
    entries: tuple[Entry, ...]


def tracks(book: Ethogram) -> list[Track]:
    """Everything of a code book, track by track."""
    ends = "One at a time for each person: a new code ends the one before it."
    social = {code: "Social time" if code in book.social else "" for code in book.family_codes}
    purpose = {code: PURPOSE[one] for code, one in book.purpose.items()}
    given: Sequence[tuple[str, str, Sequence[str], dict[str, str]]] = (
        ("What families do", ends, book.family_codes, social),
        ("What practitioners do", ends, book.practitioner_codes, purpose),
        ("Moments", "They have no length, and end nothing.", book.moments, {}),
        ("Zones", "One at a time for each person. The plan of the room says which of them a room has.", book.zones, {}),
    )
    return [
        Track(
            title, rule,
            tuple(Entry(code, book.label(code), book.definitions.get(code, ""), counts.get(code, "")) for code in codes),
        )
        for title, rule, codes, counts in given
    ]  # fmt: skip


def earlier(book: Ethogram) -> list[dict[str, Any]]:
    """How sessions of other versions are read."""
    return [
        {
            "name": f"{one.identity} version {one.version}",
            "codes": [(old, book.label(new)) for old, new in one.codes.items()],
        }
        for one in book.earlier
    ]


def before(one: Listed, books: Sequence[Listed]) -> Listed | None:
    """The next lower version of the same code book."""
    lower = [
        other for other in books if other.book.identity == one.book.identity and other.book.version < one.book.version
    ]
    return max(lower, key=lambda other: other.book.version, default=None)


def differences(old: Ethogram, new: Ethogram) -> list[str]:
    """In sentences, in the order of the tracks. Empty: the same."""
    said: list[str] = []
    for was, now in zip(tracks(old), tracks(new), strict=True):
        known, here = ({entry.code: entry for entry in track.entries} for track in (was, now))
        said += [f"{now.title}: {entry.label} is new." for entry in now.entries if entry.code not in known]
        said += [f"{now.title}: {entry.label} is gone." for entry in was.entries if entry.code not in here]
        for entry in now.entries:
            if (one := known.get(entry.code)) is None or one == entry:
                continue
            if one.label != entry.label:
                said.append(f"{now.title}: {one.label} is now called {entry.label}.")
            if one.definition != entry.definition:
                said.append(f"{now.title}: {entry.label} has another definition.")
            if one.counts != entry.counts:
                said.append(
                    f"{now.title}: {entry.label} counts as {entry.counts or 'not social'}, not as {one.counts or 'not social'}."
                )
    return said
