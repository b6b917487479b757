"""From taps to a sealed log: identifiers, sequence and hash chain are added. For imports, simulations and tests.

Same taps, same bytes: what the capture page draws by chance is worked out here from the session's name.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from babyhubs.observations.log.operation import FIRST, Operation, operation


def uuid7(milliseconds: int, name: str) -> str:
    """A UUID of version 7 (RFC 9562, section 5.7) whose 74 other bits are those of a digest of `name`."""
    bits = int.from_bytes(hashlib.sha256(name.encode()).digest()[:10], "big")
    high, low = (bits >> 62) & 0xFFF, bits & ((1 << 62) - 1)
    number = (milliseconds & (2**48 - 1)) << 80 | 7 << 76 | high << 64 | 2 << 62 | low
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def seal(name: str, opened: datetime, taps: Iterable[Mapping[str, Any]]) -> list[Operation]:
    """A sealed log. `opened` knows its offset from UTC. Each tap has `kind`, `t_ms` and what else it says.

    The first tap is the opening. Taps stand in the order of `t_ms`; a tap may have `ref`, a name by which a later `void` says
    in `voids` what it takes back.
    """
    start = round(opened.timestamp() * 1000)
    session = uuid7(start, f"session {name}")
    device = hashlib.sha256(f"device {name}".encode()).hexdigest()[:12]
    done: list[Operation] = []
    refs: dict[str, str] = {}
    previous = FIRST
    for seq, tap in enumerate(taps, start=1):
        said = dict(tap)
        op_id = uuid7(start + said["t_ms"], f"{name} {seq}")
        refs[said.pop("ref", "")] = op_id
        if "voids" in said:
            said["voids"] = refs[said["voids"]]
        wall = (opened + timedelta(milliseconds=said["t_ms"])).isoformat(timespec="milliseconds")
        place = {
            "v": 1,
            "op_id": op_id,
            "session": session,
            "device": device,
            "seq": seq,
            "prev": previous,
            "wall": wall,
        }
        one = operation(place | said, f"{name}, tap {seq}")
        previous = one.digest()
        done.append(one)
    return done


def text(operations: Iterable[Operation]) -> str:
    """The operations as they stand in a file."""
    return "".join(one.line() + "\n" for one in operations)
