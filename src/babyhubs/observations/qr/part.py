"""One part of a session, as one code holds it: what it says of itself, and its share of the bytes."""

import hashlib
from dataclasses import dataclass

from babyhubs.errors import InputError

MARK = b"BH"
VERSION = 1
_HEAD = 15  # mark 2, version 1, number 2, of how many 2, the session's check 4, the part's check 4
LARGEST = 2953  # bytes that any code can hold (ISO/IEC 18004, version 40, level L)
REMEDY = "Show the codes on the phone again, and take that part once more."


@dataclass(frozen=True)
class Part:
    """check: the beginning of the session's last hash. number: from 1. `whole` is the part as it stands in its code."""

    check: str
    of: int
    number: int
    whole: bytes

    @property
    def content(self) -> bytes:
        """What it carries."""
        return self.whole[_HEAD:]


def is_part(code: bytes) -> bool:
    """Whether a code is one of ours: others hang in the same room."""
    return code.startswith(MARK)


def part(code: bytes, where: str) -> Part:
    """The part that a code holds."""
    if not is_part(code) or not _HEAD < len(code) <= LARGEST:
        raise InputError("This code holds no part of a session.", where=where, remedy=REMEDY)
    if code[2] != VERSION:
        raise InputError(
            f"This code has version {code[2]}; this program reads version {VERSION}.",
            where=where,
            remedy="Use the version of the program that the page on the phone is of, or a later one.",
        )
    number, of = int.from_bytes(code[3:5]), int.from_bytes(code[5:7])
    # The page works on hexadecimal text (capture/series.js), and so is the check of a part that of its text.
    head, check, content = code[: _HEAD - 4], code[_HEAD - 4 : _HEAD], code[_HEAD:]
    sound = hashlib.sha256((head + content).hex().encode()).digest()[:4] == check
    if not sound or not 1 <= number <= of:
        raise InputError(f"Part {number} of {of} was changed on its way.", where=where, remedy=REMEDY)
    return Part(code[7:11].hex(), of, number, code)
