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
    ways = {(one.identity, one.version): one.codes for one in book.earlier} | {(book.identity, book.version): {}}
    found = {version: sum(version_of(one) == version for one in recordings) for version in map(version_of, recordings)}
    unread = sorted(version for version in found if version is not None and version not in ways)
    if unread:
        told = ", ".join(f"{named(version)}: {found[version]}" for version in unread)
        raise InputError(
            f"These sessions are to be read with {named((book.identity, book.version))}, but some were made with another ethogram.",
            where=f"sessions by ethogram: {told}",
            remedy="Work them out apart, or say in the ethogram's file, under [[earlier]], how that version's codes are read.",
        )
    return [_one(one, ways.get(version_of(one) or ("", 0), {}), book) for one in recordings]


def named(version: Version) -> str:
    """As people read it."""
    return f"{version[0]} version {version[1]}"


def _one(one: Recording, codes: Mapping[str, str], book: Ethogram) -> Recording:
    version = version_of(one)
    if version is None or version == (book.identity, book.version):
        return one
    used = {state.code for state in one.intervals if state.track == ACTIVITY}
    used |= {point.code for point in one.points} | {line.code for line in one.scans if line.code}
    if lost := sorted(code for code in used if codes.get(code, code) not in book.codes):
        raise InputError(
            f"The code {lost[0]} of {named(version)} has no place in {named((book.identity, book.version))}.",
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
        warnings=(
            *one.warnings,
            f"Made with {named(version)}; its codes are read as {named((book.identity, book.version))} says.",
        ),
    )
