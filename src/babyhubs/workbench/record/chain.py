"""The chain of seals, without a database: each entry is sealed, with a key, over its content and the seal before.

Who changes, removes or moves an entry breaks the chain at that place, and cannot mend it without the key. A chain alone
does not show that its newest entries were cut off. For that its head (how many entries, and the last seal) is printed in
places outside the database (an anchor): on the terminal, in the name of a backup, in an evidence pack.

After Schneier and Kelsey, "Secure audit logs to support computer forensics", ACM TISSEC 2 (1999), 159-176, section 3.
"""

import hmac
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from babyhubs.errors import InputError

FIRST_SEAL = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, as text: what the seal covers, and the seal."""

    sequence: int
    at: str
    actor: str
    actor_name: str
    action: str
    subject_type: str
    subject: str
    programme: str
    details: str
    previous: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain at some moment, as kept outside the database: 1234:ab12…"""

    count: int
    seal: str

    def __str__(self) -> str:
        return f"{self.count}:{self.seal}"

    @classmethod
    def read(cls, text: str) -> "Anchor":
        """The anchor from its text."""
        found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text.strip())
        if not found:
            raise InputError(
                "This is not an anchor of the record.",
                where=text.strip()[:100],
                remedy="Copy it whole: a number, a colon and 64 letters and digits.",
            )
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the record. kind: changed, missing, moved or cut."""

    sequence: int
    kind: str
    sentence: str


def seal(line: Line, key: bytes) -> str:
    """HMAC-SHA256 over everything in the entry but its seal."""
    content = [getattr(line, name) for name in Line.__slots__ if name != "seal"]
    return hmac.digest(key, json.dumps(content, ensure_ascii=False).encode(), "sha256").hex()


def sealed(line: Line, key: bytes) -> Line:
    """The entry with its seal."""
    return replace(line, seal=seal(line, key))


def faults(lines: Iterable[Line], key: bytes, anchors: Iterable[Anchor] = ()) -> list[Fault]:
    """All that is wrong with the record; lines: in the order of their sequence. Empty: it is whole."""
    due = {anchor.count: anchor for anchor in anchors}
    found: list[Fault] = []
    broken: list[Line] = []
    expected, previous, sound = 1, FIRST_SEAL, True
    for line in lines:
        found.extend(_missing(expected, line.sequence))
        whole = hmac.compare_digest(seal(line, key), line.seal)
        if not whole:
            broken.append(line)
        elif sound and line.sequence == expected and line.previous != previous:
            found.append(
                Fault(line.sequence, "changed", f"Entry {line.sequence} does not follow from the one before it.")
            )
        anchor = due.pop(line.sequence, None)
        if anchor and anchor.seal != line.seal:
            found.append(
                Fault(line.sequence, "changed", f"Entry {line.sequence} is not the one whose head was kept outside.")
            )
        expected, previous, sound = (
            line.sequence + 1,
            line.seal,
            whole,
        )  # what follows a broken one is not blamed for it
    found.extend(_broken(broken, key))
    found.extend(_cut(expected - 1, [anchor for anchor in due.values() if anchor.count]))
    return sorted(found, key=lambda fault: (fault.sequence, fault.kind))


def _missing(expected: int, sequence: int) -> Iterator[Fault]:
    if sequence > expected:
        which = f"Entry {expected} is" if sequence == expected + 1 else f"Entries {expected} to {sequence - 1} are"
        yield Fault(expected, "missing", f"{which} missing.")


def _broken(broken: list[Line], key: bytes) -> Iterator[Fault]:
    """A broken entry that is whole under the number of another broken one was moved; any other was changed."""
    numbers = [line.sequence for line in broken[:200]]  # past that nobody reads on, and the search grows as a square
    numbers.extend(number + 1 for number in numbers[-1:])  # the last one, moved up into a gap
    for line in broken:
        came_from = [n for n in numbers if n != line.sequence and seal(replace(line, sequence=n), key) == line.seal]
        if came_from:
            yield Fault(line.sequence, "moved", f"Entry {line.sequence} was entry {came_from[0]}.")
        else:
            yield Fault(line.sequence, "changed", f"Entry {line.sequence} was changed after it was written.")


def _cut(last: int, due: list[Anchor]) -> Iterator[Fault]:
    beyond = max((anchor.count for anchor in due), default=0)
    if beyond > last:
        yield Fault(
            last + 1,
            "cut",
            f"The record ends with entry {last}, but {beyond} entries were there when a head was kept outside.",
        )
