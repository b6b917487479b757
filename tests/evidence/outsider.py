"""An attacker who has a pack and nothing else: what can be worked out about each hidden count of babies?

It shares no code with `disclosure`. Every count that the tables print or hide is a whole number; what is known of it is the rule of the
profile (1 to 7 is hidden, the rest is printed to the nearest 5), that groups add up to all babies by every attribute, in every view and by
ward, and that who came to a hub came to some contact and is one of the eligible. What is printed of all others is worked out from the printed
counts of the groups (`audit.release`), and says nothing more. The least and the most that
each hidden count may be are then looked for by an integer programme over all tables at once.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

MOST = 1e6
HIDDEN, SMALL = "*", (1, 7)
MEASURES = ("reach", "continuation_28", "continuation_56")
Key = tuple[str, ...]


@dataclass
class Known:
    """Counts by key, each with its least and most, and sums that hold between them."""

    limits: dict[Key, tuple[float, float]] = field(default_factory=dict)
    hidden: set[Key] = field(default_factory=set)
    sums: list[tuple[dict[Key, float], float, float]] = field(default_factory=list)

    def add(self, name: Key, printed: str) -> None:
        """What is printed of one count."""
        low, high = _range(printed)
        before = self.limits.get(name, (0.0, MOST))
        self.limits[name] = (max(low, before[0]), min(high, before[1]))
        if printed == HIDDEN:
            self.hidden.add(name)

    def bounds(self) -> Iterator[tuple[Key, int, int]]:
        """Each hidden count with the least and the most that fit everything."""
        place = {name: number for number, name in enumerate(self.limits)}
        rows = [
            (place[name], number, factor)
            for number, (one, _, _) in enumerate(self.sums)
            for name, factor in one.items()
        ]
        columns, lines, factors = zip(*rows, strict=True)
        matrix = csr_matrix((factors, (lines, columns)), shape=(len(self.sums), len(place)))
        held = LinearConstraint(matrix, [low for _, low, _ in self.sums], [high for _, _, high in self.sums])
        low, high = np.array(list(self.limits.values())).T
        for name in sorted(self.hidden):
            yield name, self._end(place[name], 1, held, low, high), self._end(place[name], -1, held, low, high)

    @staticmethod
    def _end(at: int, sense: int, held: LinearConstraint, low: np.ndarray, high: np.ndarray) -> int:
        cost = np.zeros(len(low))
        cost[at] = sense
        found = milp(cost, integrality=np.ones(len(low)), bounds=Bounds(low, high), constraints=held)
        if found.x is None:
            raise AssertionError(f"the tables contradict each other: {found.message}")
        return round(found.x[at])


def _range(printed: str) -> tuple[float, float]:
    """What a count may be by the rule of `hes`. A hidden one may be small, or large and hidden to protect another."""
    if printed == HIDDEN:
        return 0, MOST
    count = float(printed)
    return (0, 0) if count == 0 else (max(count - 2, SMALL[1] + 1), count + 2)


def known(files: Mapping[str, bytes]) -> Known:
    """All counts of babies in the tables of a pack, and what ties them."""
    found = Known()
    measures = [row for row in _rows(files, "tables/measures.csv") if row["measure"] in MEASURES]
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in measures:
        view, measure, attribute, group = (row[name] for name in ("view", "measure", "attribute", "group"))
        for what in ("eligible", "events"):
            found.add(key(view, measure, what, attribute, group), row[what])
        found.sums.append(
            _at_most(key(view, measure, "events", attribute, group), key(view, measure, "eligible", attribute, group))
        )
        groups.setdefault((view, measure, attribute), []).append(group)
        if (view, measure) == ("hub", "reach"):
            found.sums.append(
                _at_most(
                    key("hub", measure, "events", attribute, group),
                    key("all_contact", measure, "events", attribute, group),
                )
            )
    for (view, measure, attribute), within in groups.items():
        if attribute != "all":
            for what in ("eligible", "events"):
                parts = {key(view, measure, what, attribute, group): 1.0 for group in within}
                found.sums.append((parts | {key(view, measure, what, "all", "all"): -1.0}, 0, 0))
    wards: dict[tuple[str, str], dict[Key, float]] = {}
    views = {view for view, _, _ in groups}
    for row in (one for one in _rows(files, "tables/wards.csv") if one["view"] in views):
        for what in ("eligible", "events"):
            here = ("ward", row["view"] if what == "events" else "", what, row["ward"])
            found.add(here, row[what])
            wards.setdefault((row["view"], what), {})[here] = 1.0
    for (view, what), parts in wards.items():
        found.sums.append((parts | {key(view, "reach", what, "all", "all"): -1.0}, 0, 0))
    return found


def key(view: str, measure: str, what: str, attribute: str, group: str) -> Key:
    """Eligible babies are the same in both views of reach."""
    return (
        ("", measure, what, attribute, group)
        if (measure, what) == ("reach", "eligible")
        else (view, measure, what, attribute, group)
    )


def _at_most(one: Key, other: Key) -> tuple[dict[Key, float], float, float]:
    return {one: 1.0, other: -1.0}, -MOST, 0


def _rows(files: Mapping[str, bytes], path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[path].decode())))
