"""A checker of a draw that shares no code with the solver: the standard library, whole numbers and fractions, nothing else.

It can be copied out of this program and run alone: `python checker.py FOLDER`. It reads the files of the folder and asks
1. does every panel of the lottery, and of every ticket, keep every rule; do the shares add up to 1; are the chances those of the lottery;
2. do the tickets move nobody's chance by more than 0.2 percentage points, and is the file the one whose hash was published;
3. can nobody's chance be better: for each level the weights and multipliers bound every possible panel, and the bound is met to 1 in a million.
"""

import csv
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

GAP = Fraction(1, 10**6)  # how much higher the lowest chance of a level might be
AT_LEVEL = Fraction(1, 10**5)  # how far above it somebody fixed at that level may be
NASH_GAP = Fraction(1, 10**4)
MOST_MOVED = Fraction(2, 1000)
UNITS = 10**12


class NotProved(Exception):
    """What does not hold, in words."""


@dataclass
class Problem:
    """The rules: for each row the places of the people whom it counts, and its limits."""

    people: list[str]
    rows: list[tuple[str, frozenset[int], int, int]]


def check(folder: Path) -> list[str]:
    """What was checked, in sentences; NotProved at the first thing that does not hold."""
    certificate = json.loads((folder / "certificate.json").read_text("utf-8"))
    for name, digest in certificate["files"].items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise NotProved(f"{name} is not the file that the certificate speaks of: it was changed after the draw.")
    problem = read_problem(folder, int(certificate["seats"]))
    lottery = read_lottery(folder / "lottery.csv", problem)
    total = sum(units for units, _ in lottery)
    if total != UNITS:
        raise NotProved("The shares of the panels do not add up to 1.")
    for number, (_, panel) in enumerate(lottery, 1):
        require_valid(problem, panel, f"panel {number} of the lottery")
    chance = [Fraction(0)] * len(problem.people)
    for units, panel in lottery:
        for person in panel:
            chance[person] += Fraction(units, UNITS)
    check_chances(folder / "chances.csv", problem, chance)
    said = [f"{len(lottery)} panels keep every rule, and their shares add up to 1."]
    said.append(check_tickets(folder / "tickets.csv", problem, chance))
    said += check_fairness(certificate, problem, chance)
    return said


def read_problem(folder: Path, seats: int) -> Problem:
    """Pool and quotas as this checker understands them."""
    pool = table(folder / "internal" / "pool.csv")
    quotas = table(folder / "quotas.csv")
    people = [row["id"] for row in pool]
    if len(set(people)) != len(people):
        raise NotProved("An identifier stands twice in the pool.")
    known = {(row["feature"], row["value"]) for row in quotas}
    rows = [("the number of seats", frozenset(range(len(people))), seats, seats)]
    for quota in quotas:
        feature, value = quota["feature"], quota["value"]
        counted = {place for place, row in enumerate(pool) if value in answers(row[feature], feature, known)}
        rows.append((f"{feature}: {value}", frozenset(counted), int(quota["min"]), min(int(quota["max"]), seats)))
    homes: dict[str, set[int]] = {}
    for place, row in enumerate(pool):
        if row.get("household"):
            homes.setdefault(row["household"], set()).add(place)
    rows += [(f"household {name}", frozenset(home), 0, 1) for name, home in homes.items() if len(home) > 1]
    return Problem(people, rows)


def table(path: Path) -> list[dict[str, str]]:
    """A file as rows by heading."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def answers(cell: str, feature: str, known: set[tuple[str, str]]) -> list[str]:
    """A cell is one value, or several with semicolons between them."""
    return [cell] if (feature, cell) in known else [part.strip() for part in cell.split(";")]


def read_lottery(path: Path, problem: Problem) -> list[tuple[int, list[int]]]:
    """Panels with their shares, as whole million-millionths."""
    place = {person: number for number, person in enumerate(problem.people)}
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for _, share, *people in list(csv.reader(lines))[1:]:
            units = Fraction(share) * UNITS
            if units.denominator != 1 or units <= 0:
                raise NotProved("A share in the lottery is not a decimal of at most 12 places above 0.")
            found.append((int(units), [known(place, person) for person in people]))
    return found


def known(place: dict[str, int], person: str) -> int:
    """The place of a person in the pool."""
    if person not in place:
        raise NotProved(f"{person!r} sits on a panel and is not in the pool.")
    return place[person]


def require_valid(problem: Problem, panel: list[int], where: str) -> None:
    """Every rule holds for this panel."""
    members = set(panel)
    if len(members) != len(panel):
        raise NotProved(f"Somebody sits twice on {where}.")
    for name, counted, low, high in problem.rows:
        number = len(members & counted)
        if not low <= number <= high:
            raise NotProved(f"{where} has {number} of {name}, and the rule is {low} to {high}.")


def check_chances(path: Path, problem: Problem, chance: list[Fraction]) -> None:
    """The file says of everybody what the lottery gives."""
    said = {row["id"]: Fraction(row["chance"]) for row in table(path)}
    if said != dict(zip(problem.people, chance, strict=True)):
        raise NotProved("chances.csv does not say what the lottery gives.")


def check_tickets(path: Path, problem: Problem, chance: list[Fraction]) -> str:
    """Every ticket is a valid panel, and the tickets move nobody's chance far."""
    place = {person: number for number, person in enumerate(problem.people)}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    if [row[0] for row in rows] != [f"{number:0{len(rows[0][0])}d}" for number in range(len(rows))]:
        raise NotProved("The tickets are not numbered from 0 without a gap.")
    sits: Counter[int] = Counter()
    for number, *people in rows:
        panel = [known(place, person) for person in people]
        require_valid(problem, panel, f"ticket {number}")
        sits.update(panel)
    moved = max(abs(Fraction(sits[place], len(rows)) - one) for place, one in enumerate(chance))
    if moved > MOST_MOVED:
        raise NotProved(f"The tickets move somebody's chance by {float(moved) * 100:.3f} percentage points.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return (
        f"{len(rows):,} tickets keep every rule and move nobody's chance by more than {float(moved) * 100:.3f} "
        f"percentage points. SHA-256 of the table: {digest}."
    )


def check_published(path: Path, published: str) -> str:
    """The table is the one whose hash was published."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != published.strip().lower():
        raise NotProved("The tickets are not those whose SHA-256 was published.")
    return "The tickets are those whose SHA-256 was published."


class Bounds:
    """Bounds over all panels, from multipliers and cases."""

    def __init__(self, certificate: dict[str, Any], problem: Problem) -> None:
        self.parts = int(certificate["parts"])
        self.kinds = [list(kind) for kind in certificate["kinds"]]
        if sorted(place for kind in self.kinds for place in kind) != list(range(len(problem.people))):
            raise NotProved("The kinds are not all people, each once.")
        self.limits = [(low, high) for _, _, low, high in problem.rows]
        self.counts: list[list[int]] = []  # for each kind the rows that count its people
        for kind in self.kinds:
            counts = [[row for row, (_, who, _, _) in enumerate(problem.rows) if place in who] for place in kind]
            if any(one != counts[0] for one in counts):
                raise NotProved("Two people of one kind are not counted by the same rules.")
            self.counts.append(counts[0])
        self.most = [
            min([len(kind), *(self.limits[row][1] for row in counts)])
            for kind, counts in zip(self.kinds, self.counts, strict=True)
        ]

    def start(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Limits of the kinds and of the rows before any case is split."""
        return [(0, most) for most in self.most], list(self.limits)

    def proved(self, weight: dict[int, int], proof: dict[str, Any]) -> int:
        """The most that a panel's weights can add up to, in parts: the largest over the cases of the proof."""
        return self._case(weight, proof, *self.start())

    def _case(
        self, weight: dict[int, int], proof: dict[str, Any], kinds: list[tuple[int, int]], rows: list[tuple[int, int]]
    ) -> int:
        if "split" in proof:
            about, number, value = proof["split"]
            limits = rows if about == "row" else kinds
            low, high = limits[number]
            found = []
            for side, case in (((low, min(high, value)), "at_most"), ((max(low, value + 1), high), "at_least")):
                other = [*limits[:number], side, *limits[number + 1 :]]
                if side[0] <= side[1]:
                    found.append(
                        self._case(
                            weight, proof[case], kinds if about == "row" else other, other if about == "row" else rows
                        )
                    )
            return max(found)
        multipliers = dict(proof["multipliers"])
        empty = bool(proof.get("empty"))
        bound: int = sum(m * (rows[row][1] if m > 0 else rows[row][0]) for row, m in multipliers.items())
        for kind, (low, high) in enumerate(kinds):
            left = (0 if empty else weight.get(kind, 0)) - sum(multipliers.get(row, 0) for row in self.counts[kind])
            bound += left * (high if left > 0 else low)
        if empty:
            if bound >= 0:
                raise NotProved("A case that is said to hold no panel may hold one.")
            return -(10**30)
        return bound


def check_fairness(certificate: dict[str, Any], problem: Problem, chance: list[Fraction]) -> list[str]:
    """Every level's bound is met; everybody is fixed at a level, or proved to be in no panel."""
    bounds = Bounds(certificate, problem)
    out: set[int] = set()
    for one in certificate["never"]:
        kind = int(one["kind"])
        if bounds.proved({kind: bounds.parts}, one["proof"]) >= bounds.parts:
            raise NotProved(f"It is not proved that {problem.people[bounds.kinds[kind][0]]} is in no panel.")
        out.add(kind)
    for kind in out:
        bounds.most[kind] = 0
    said = ["Whoever has no chance is in no valid panel: that is proved."] if out else ["Everybody is in some panel."]
    lowest = [min(chance[place] for place in kind) for kind in bounds.kinds]
    seats = [sum(chance[place] for place in kind) for kind in bounds.kinds]
    if certificate["method"] == "nash":
        return [*said, _nash(certificate, bounds, seats, out)]
    free = set(range(len(bounds.kinds))) - out
    largest = Fraction(0)
    levels = certificate["levels"]
    for number, level in enumerate(levels, 1):
        gap = _gap(level, bounds, free, lowest, seats)
        if gap > GAP:
            raise NotProved(f"Level {number}: the chance could be up to {float(gap):.2e} better.")
        largest = max(largest, gap)
        free -= set(level["fixed"])
        if certificate["method"] == "maximin":
            return [*said, f"No lottery has a higher lowest chance (largest gap {float(largest):.1e})."]
    if free:
        raise NotProved("Some people's chances are at no level.")
    met = "meet their bounds exactly" if not largest else f"are within {float(largest):.1e} of their bounds"
    return [*said, f"No lottery is fairer: all levels of chances ({len(levels)}) {met}."]


def _gap(
    level: dict[str, Any], bounds: Bounds, free: set[int], lowest: list[Fraction], seats: list[Fraction]
) -> Fraction:
    """How much higher the lowest chance of those not yet fixed could be."""
    per_seat, floor = dict(level["weight"]), dict(level["floor"])
    if any(one < 0 for one in (*per_seat.values(), *floor.values())):
        raise NotProved("A weight is below 0.")
    if not set(per_seat) <= free or set(floor) & free:
        raise NotProved("A weight speaks of people of another level.")
    fixed = set(level["fixed"])
    if not fixed or not fixed <= free or not all(per_seat.get(kind, 0) > 0 for kind in fixed):
        raise NotProved("People are fixed at a level without a weight that holds them there.")
    total = sum(weight * len(bounds.kinds[kind]) for kind, weight in per_seat.items())
    best = bounds.proved(_added(per_seat, floor), level["proof"]) - sum(
        weight * seats[kind] for kind, weight in floor.items()
    )
    value = min(lowest[kind] for kind in free)
    for kind in fixed:
        if lowest[kind] - value > AT_LEVEL:
            raise NotProved("People are fixed at a level above the lowest chance.")
    gap: Fraction = Fraction(best) / total - value
    return gap


def _added(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    return {kind: one.get(kind, 0) + other.get(kind, 0) for kind in {*one, *other}}


def _nash(certificate: dict[str, Any], bounds: Bounds, seats: list[Fraction], out: set[int]) -> str:
    """The sum of (chance under another lottery) / (chance under this one) is at most the number of people."""
    level = certificate["levels"][0]
    weight = dict(level["weight"])
    drawn = [kind for kind in range(len(bounds.kinds)) if kind not in out]
    people = sum(len(bounds.kinds[kind]) for kind in drawn)
    for kind in drawn:
        exact = Fraction(len(bounds.kinds[kind])) / seats[kind] * bounds.parts
        if abs(exact - weight.get(kind, 0)) > exact / 10**6 + 1:
            raise NotProved("A weight is not 1 over the chance.")
    gap = Fraction(bounds.proved(weight, level["proof"]), bounds.parts * people) - 1
    if gap > NASH_GAP:
        raise NotProved(f"The mean logarithm of the chances could be up to {float(gap):.1e} higher.")
    return f"No lottery has a larger product of chances (mean logarithm within {float(gap):.1e})."


if __name__ == "__main__":
    try:
        print("\n".join(check(Path(sys.argv[1]))))  # noqa: T201
    except NotProved as error:
        sys.exit(f"Not accepted. {error}")
