"""How a session is observed: scans, focal follows, door log, any of them together, with a version."""

from dataclasses import dataclass
from typing import Any

from babyhubs.errors import InputError


@dataclass(frozen=True)
class Protocol:
    """scan_every_s: 0 for no scans. focal_s: 0 for no focal follows. continuous: every move and state is tapped."""

    identity: str = "scan-focal-door"
    version: int = 1
    scan_every_s: int = 300
    focal_s: int = 600
    door_log: bool = True
    continuous: bool = True

    def __post_init__(self) -> None:
        if min(self.scan_every_s, self.focal_s) < 0 or 0 < self.scan_every_s < 60:
            raise InputError(
                "A scan needs a minute at least.", where=f"scan every {self.scan_every_s} s", remedy="Say 300 seconds."
            )

    def as_json(self) -> dict[str, Any]:
        """The protocol as it stands in a session's header."""
        return {
            "id": self.identity, "version": self.version, "scan_every_s": self.scan_every_s, "focal_s": self.focal_s,
            "door_log": self.door_log, "continuous": self.continuous,
        }  # fmt: skip


def scans_due(protocol: Protocol, observed_ms: int) -> int:
    """How many scans a session of this length should have: one at the start of each full interval."""
    return observed_ms // (protocol.scan_every_s * 1000) if protocol.scan_every_s else 0
