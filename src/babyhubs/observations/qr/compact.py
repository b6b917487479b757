"""From the compact form, in which a session travels as codes, back to its lines, byte for byte.

What can be worked out again did not travel: hashes, sequence, session, device, and most of times and names. Whether all of it was
worked out rightly is no matter of trust: the last hash must be the phone's.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations.log.operation import FIRST, LARGEST, VERSION, Operation, operation

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = 4_102_444_800_000  # milliseconds from 1970 to 2100
_STEPS = 3  # t_ms; by how much the wall clock is ahead of it; the count in the name: each as a step from the one before
_COLUMNS = 7
REMEDY = "Take all the codes again. If that does not help, save the file on the phone, and hand that over."


def lines(compact: bytes, check: str) -> list[Operation]:
    """The operations, sealed again. check: the beginning of the last hash, as every part says it."""
    session, device, head, columns = _read(compact)
    found: list[Operation] = []
    names: list[str] = []
    before, previous = [0] * _STEPS, FIRST
    for seq, row in enumerate(zip(*columns, strict=True), start=1):
        where = f"operation {seq}"
        before = [_number(one, where) + last for one, last in zip(row[:_STEPS], before, strict=True)]
        t_ms, ahead, count = before
        offset, name_ahead, middle, rest = row[_STEPS:]
        if not isinstance(rest, dict):
            raise _wrong(where)
        wall = t_ms + ahead
        names.append(_name(wall + _number(name_ahead, where), middle, count, where))
        if "voids" in rest:
            rest = rest | {"voids": _voided(rest["voids"], names, where)}
        place = {"v": VERSION, "session": session, "device": device, "seq": seq, "prev": previous}
        said = {"op_id": names[-1], "t_ms": t_ms, "wall": _wall(wall, offset, where)}
        found.append(operation(rest | said | place, where))
        previous = found[-1].digest()
    if previous != head or not head.startswith(check):
        raise InputError("The session is not what it was on the phone.", where="the last hash", remedy=REMEDY)
    return found


def _read(compact: bytes) -> tuple[str, str, str, list[list[Any]]]:
    try:
        given = json.loads(compact)
    except (ValueError, RecursionError) as error:
        raise _wrong("all parts") from error
    if not isinstance(given, list) or len(given) != 3 + _COLUMNS:
        raise _wrong("all parts")
    texts, columns = given[:3], given[3:]
    if not all(isinstance(one, str) for one in texts) or not all(isinstance(one, list) for one in columns):
        raise _wrong("all parts")
    if not columns[0] or len({len(one) for one in columns}) > 1:
        raise _wrong("all parts")
    return texts[0], texts[1], texts[2], columns


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise _wrong(where)
    return value


def _wall(milliseconds: int, offset: object, where: str) -> str:
    """As capture/clock.js writes it: local time to the millisecond, with its offset from UTC."""
    try:
        ahead = datetime.strptime(str(offset), "%z").utcoffset()
    except ValueError as error:
        raise _wrong(where) from error
    if ahead is None or not 0 <= milliseconds < _YEARS:
        raise _wrong(where)
    local = (_EPOCH + timedelta(milliseconds=milliseconds) + ahead).replace(tzinfo=None)
    return f"{local.isoformat(timespec='milliseconds')}{offset}"


def _name(milliseconds: int, middle: object, count: int, where: str) -> str:
    """A UUID of version 7, as capture/identity.js draws it."""
    if not (0 <= milliseconds < 2**48 and 0 <= count < 2**48 and isinstance(middle, str)):
        raise _wrong(where)
    time = f"{milliseconds:012x}"
    return f"{time[:8]}-{time[8:]}-7{middle}-{count:012x}"


def _voided(place: object, names: list[str], where: str) -> str:
    """What is taken back, by its place in the log."""
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(names):
        raise _wrong(where)
    return names[place]


def _wrong(where: str) -> InputError:
    return InputError("What the codes hold is no session.", where=where, remedy=REMEDY)
