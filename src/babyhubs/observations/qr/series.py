"""Parts put together: which are missing, and the session's lines once none is."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from babyhubs.errors import InputError
from babyhubs.observations.log.chain import head
from babyhubs.observations.log.operation import Operation
from babyhubs.observations.qr.compact import lines
from babyhubs.observations.qr.part import REMEDY, Part

_MOST = 30 * 1024 * 1024  # bytes once unpacked: a session of a whole day is a few megabytes


@dataclass(frozen=True)
class Series:
    """The parts of one session, in their order. They may have come in any order, and each of them many times."""

    check: str
    of: int
    parts: tuple[Part, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the parts that are still wanted."""
        return tuple(sorted(set(range(1, self.of + 1)) - {one.number for one in self.parts}))

    @property
    def standing(self) -> str:
        """How far it has come, in a sentence."""
        if not self.missing:
            return f"All {self.of} parts are here."
        return f"{len(self.parts)} of {self.of} parts are here. Missing: {ranges(self.missing)}."


def series(parts: Iterable[Part]) -> Series:
    """The series that these are parts of. A part of another one is refused: nothing is mixed."""
    by_number: dict[int, Part] = {}
    for one in parts:
        first = by_number.setdefault(one.number, one)
        other = next(iter(by_number.values()))
        if (one.check, one.of) != (other.check, other.of) or first != one:
            raise InputError(
                "These codes are of different sessions, or of one session at different times.",
                where=f"part {one.number} of {one.of}, check {one.check}, beside check {other.check}",
                remedy="Take in one session at a time. If something was tapped since, take all its parts again.",
            )
    if not by_number:
        raise InputError(
            "No part of a session was found.",
            remedy="Hold the camera straight, so near that the code fills the picture, and without a reflection.",
        )
    ordered = tuple(by_number[number] for number in sorted(by_number))
    return Series(ordered[0].check, ordered[0].of, ordered)


def session(found: Series) -> list[Operation]:
    """The operations, once no part is missing: every hash worked out again, and the last one as the phone has it."""
    if found.missing:
        raise InputError(
            "Parts of this session are missing.",
            where=f"part {ranges(found.missing)} of {found.of}",
            remedy="Take a picture of these parts too, and give all pictures together.",
        )
    packed = b"".join(one.content for one in found.parts)
    operations = lines(_unpacked(packed), found.check)
    if broken := head(operations).broken:
        raise InputError(
            "The log is not whole.", where=broken[0], remedy="Save the file on the phone, and hand that over."
        )
    return operations


def ranges(numbers: Iterable[int]) -> str:
    """ "3, 7 to 9" """
    runs: list[list[int]] = []
    for one in sorted(numbers):
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _unpacked(packed: bytes) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = stream.decompress(packed, _MOST)
    except zlib.error as error:
        raise InputError("The parts do not fit together.", where="all parts", remedy=REMEDY) from error
    if not stream.eof or stream.unused_data:
        raise InputError("The parts do not fit together.", where="all parts", remedy=REMEDY)
    return found
