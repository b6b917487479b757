"""Sessions of different versions of an ethogram are put together only as the newer version's file says how (`[[earlier]]`)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from babyhubs.errors import InputError
from babyhubs.observations.ethogram import Ethogram
from babyhubs.observations.records import ACTIVITY, Recording

Version = tuple[str, int]


def version_of(one: Recording) -> Version | None:
    """The ethogram that a session names; None where it names none (a file of another program)."""
    given = one.header.get("ethogram")
    return (str(given.get("id", "")), int(given.get("version", 0))) if given else None


def recoded(recordings: Sequence[Recording], book: Ethogram) -> list[Recording]:
    """All of them in the codes of one ethogram. Refused where nobody said how another version is read."""
    ways = _ways(book)
    _, others = readable(recordings, book)
    if others:
        raise InputError(
            f"These sessions are to be read with {named(_own(book))}, but some were watched with another code book.",
            where=f"sessions by code book: {_counted(others)}",
            remedy="Work them out apart, or say in the code book's file, under [[earlier]], how that version's codes are read.",
        )
    return [_one(one, ways.get(version_of(one) or _own(book), {}), book) for one in recordings]


def readable(recordings: Sequence[Recording], book: Ethogram) -> tuple[list[Recording], list[Recording]]:
    """Those that can be read with an ethogram (its own, those that name none, those that it says how to read), and the others."""
    known = {None, *_ways(book)}
    return [one for one in recordings if version_of(one) in known], [
        one for one in recordings if version_of(one) not in known
    ]


def remarks(recordings: Sequence[Recording], others: Sequence[Recording], book: Ethogram) -> list[str]:
    """What a reader of figures must know: which sessions were read as another version, and which were left out."""
    own = named(_own(book))
    translated = [one for one in recordings if version_of(one) not in (None, _own(book))]
    said = [f"Read as {own} says, but watched with another code book: {_counted(translated)}."] if translated else []
    left = f"Left out, because nobody has said how their codes are read in {own}: {_counted(others)}."
    return [*said, left] if others else said


def _counted(recordings: Sequence[Recording]) -> str:
    """As: baby-hub version 1 (6 sessions)."""
    found: dict[str, int] = {}
    for one in recordings:
        name = named(version_of(one) or ("none", 0))
        found[name] = found.get(name, 0) + 1
    return ", ".join(f"{name} ({count} session{'s' if count > 1 else ''})" for name, count in sorted(found.items()))


def _own(book: Ethogram) -> Version:
    return book.identity, book.version


def _ways(book: Ethogram) -> dict[Version, Mapping[str, str]]:
    return {(one.identity, one.version): one.codes for one in book.earlier} | {_own(book): {}}


def named(version: Version) -> str:
    """As people read it."""
    return f"{version[0]} version {version[1]}"


def _one(one: Recording, codes: Mapping[str, str], book: Ethogram) -> Recording:
    version = version_of(one)
    if version is None or version == _own(book):
        return one
    used = {state.code for state in one.intervals if state.track == ACTIVITY}
    used |= {point.code for point in one.points} | {line.code for line in one.scans if line.code}
    if lost := sorted(code for code in used if codes.get(code, code) not in book.codes):
        raise InputError(
            f"The code {lost[0]} of {named(version)} has no place in {named(_own(book))}.",
            where=one.label,
            remedy="Say under [[earlier]] in the ethogram's file which code it becomes.",
        )

    def now(code: str) -> str:
        return codes.get(code, code)

    return replace(
        one,
        intervals=tuple(
            replace(state, code=now(state.code)) if state.track == ACTIVITY else state for state in one.intervals
        ),
        points=tuple(replace(point, code=now(point.code)) for point in one.points),
        contacts=tuple(replace(contact, code=now(contact.code)) for contact in one.contacts),
        scans=tuple(replace(line, code=now(line.code)) for line in one.scans),
    )
