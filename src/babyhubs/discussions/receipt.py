"""The receipt of an import: what came, what did not, and why. Nothing is lost without a line here."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Receipt:
    """came: counts by kind. lost: kind of thing, place, reason. said: what a reader should know."""

    file: str
    sha256: str = ""
    came: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[str, str, str, int]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def lose(self, kind: str, where: str, why: str, times: int = 1) -> None:
        """Something that could not be read, or not be kept."""
        self.lost.append((kind, where, why, times))

    def to_json(self) -> dict[str, Any]:
        """For `--json` and for the log."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "came": dict(sorted(self.came.items())),
            "not_read": [
                {"kind": kind, "where": where, "why": why, "count": times} for kind, where, why, times in self.lost
            ],
            "notes": self.said,
        }

    def content(self) -> str:
        """As it is stored."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)

    def lines(self, most: int = 20) -> list[str]:
        """In words: what came, then what did not, the like of it together."""
        came = ", ".join(f"{number:,} {_counted(kind, number)}" for kind, number in self.came.items() if number)
        found = [f"{self.file}: {came or 'nothing came'}.", *self.said]
        groups: dict[tuple[str, str], list[str]] = {}
        counts: Counter[tuple[str, str]] = Counter()
        for kind, where, why, times in self.lost:
            groups.setdefault((kind, why), []).append(where)
            counts[kind, why] += times
        for (kind, why), places in list(groups.items())[:most]:
            named = ", ".join(place for place in places[:5] if place)
            more = f" and {len(places) - 5:,} more" if len(places) > 5 else ""
            found.append(f"Not read: {counts[kind, why]:,} {kind}: {why}{f' ({named}{more})' if named else ''}.")
        if len(groups) > most:
            found.append(f"And {len(groups) - most:,} more kinds of things: see the receipt in --json.")
        return found


def _counted(kind: str, number: int) -> str:
    """The kind in the singular for one: 1 link, 1 passage without words."""
    first, space, rest = kind.partition(" ")
    return f"{first.removesuffix('s')}{space}{rest}" if number == 1 else kind
