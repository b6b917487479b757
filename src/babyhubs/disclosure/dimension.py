"""A dimension of counts: which codes add up to which, and which code stands for everybody.

Hubs add up to authorities, ethnic categories to groups, months to years. One code may belong to several wholes: a month to
its calendar year and to every rolling twelve months that hold it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from babyhubs.errors import InputError

TOTAL = "Total"


@dataclass(frozen=True)
class Dimension:
    """parts: each whole and the codes that add up to it.

    total: the code for everybody, which a cell leaves out. None where nothing adds up to everybody: "eligible" and
    "visits" stand side by side in one dimension of measures. alone: codes that are neither a whole nor a part.
    """

    name: str
    parts: Mapping[str, tuple[str, ...]]
    total: str | None = TOTAL
    alone: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for whole, members in self.parts.items():
            if len(set(members)) != len(members) or not members:
                raise InputError(f"{whole!r} needs parts, each once.", where=f"dimension {self.name}")
        if self.total is not None and self.total not in self.parts:
            raise InputError(f"Nothing adds up to {self.total!r}.", where=f"dimension {self.name}")
        for code in self.parts:
            if code in self._inside(code):
                raise InputError(f"{code!r} is a part of itself.", where=f"dimension {self.name}")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code once, wholes before their parts where the mapping has them so."""
        tied = (code for whole, parts in self.parts.items() for code in (whole, *parts))
        return tuple(dict.fromkeys((*tied, *self.alone)))

    @cached_property
    def wholes(self) -> dict[str, tuple[str, ...]]:
        """Each code and the wholes that it is directly a part of."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.codes, ())
        for whole, parts in self.parts.items():
            for part in parts:
                found[part] = (*found[part], whole)
        return found

    def above(self, code: str) -> set[str]:
        """All wholes of a code, direct or not."""
        found: set[str] = set()
        open_ = [code]
        while open_:
            for whole in self.wholes.get(open_.pop(), ()):
                if whole not in found:
                    found.add(whole)
                    open_.append(whole)
        return found

    @cached_property
    def is_tree(self) -> bool:
        """Whether every code belongs to at most one whole."""
        return all(len(wholes) <= 1 for wholes in self.wholes.values())

    def depth(self, code: str) -> int:
        """How many wholes stand above a code."""
        return len(self.above(code))

    def needed(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes that a table of `codes` says something about: their wholes and all parts of these.

        Where a code belongs to several wholes they are tied through the smallest parts, so all are needed.
        """
        if not self.is_tree:
            return self.codes
        wanted = set(codes)
        wholes = set().union(*(self.above(code) for code in wanted)) if wanted else set()
        wanted |= wholes | {part for whole in wholes for part in self.parts[whole]}
        return tuple(code for code in self.codes if code in wanted)

    def _inside(self, code: str) -> set[str]:
        found: set[str] = set()
        open_ = list(self.parts.get(code, ()))
        while open_:
            part = open_.pop()
            if part not in found:
                found.add(part)
                open_.extend(self.parts.get(part, ()))
        return found


def flat(name: str, codes: Sequence[str], total: str = TOTAL) -> Dimension:
    """Codes that add up to everybody, with nothing between."""
    return Dimension(name, {total: tuple(codes)}, total)


def nested(name: str, parents: Mapping[str, str], total: str = TOTAL) -> Dimension:
    """Codes with one level between: each code and the whole that it belongs to."""
    groups = tuple(dict.fromkeys(parents.values()))
    parts = {total: groups}
    for group in groups:
        parts[group] = tuple(code for code, parent in parents.items() if parent == group)
    return Dimension(name, parts, total)
