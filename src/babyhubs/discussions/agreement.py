"""How far two people agree who coded the same texts: code by code, turn by turn, and in where passages begin and end.

The unit is a turn of somebody who answers. Kappa falls when a code is rare, so AC1 stands beside it. A figure that cannot be computed
is None, and says why. Limits come from resampling discussions, because the turns of one discussion are not independent.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from babyhubs.discussions.finished import SETTLED, independent
from babyhubs.discussions.passages import code_paths
from babyhubs.discussions.project import Project
from babyhubs.errors import InputError, Refused
from babyhubs.statistics import graded_agreement, unitizing, weighted_agreement
from babyhubs.statistics.interval import Floats

DRAWS, LEVEL = 500, 0.95
FEWEST = 5  # discussions below which resampling them says nothing
FEW = f"fewer than {FEWEST} discussions"
ONE_ONLY = "not computable: one category only"
NOTHING = "not computable: nothing was coded"
NEVER = "cannot be said: one of them never used it"  # chance then gives exactly what was seen, whatever the other did
ALIKE = "no limits: every resample of discussions gives the same"

Span = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """A measure with limits. value None: `reason` says why. lower, upper None: `reason` says why there are no limits."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    reason: str = ""

    @property
    def words(self) -> str:
        """The figure with its limits, or why there is none."""
        if self.value is None:
            return self.reason
        limits = "" if self.lower is None or self.upper is None else f" ({self.lower:.2f} to {self.upper:.2f})"
        return f"{self.value:.2f}{limits}"


@dataclass(frozen=True)
class CodeAgreement:
    """One code. both, first, second, neither: turns. where: agreement on begin and end, alpha for units."""

    code: str
    name: str
    both: int
    first: int
    second: int
    neither: int
    percent: Figure
    kappa: Figure
    alpha: Figure
    ac1: Figure
    where: Figure


@dataclass(frozen=True)
class Agreement:
    """sets: alpha with the MASI distance over the sets of codes on turns. where: alpha for units over all codes."""

    coders: tuple[str, str]
    texts: int
    turns: int
    codes: tuple[CodeAgreement, ...]
    sets: Figure
    where: Figure


@dataclass(frozen=True)
class Difference:
    """Words that one coder put a code on, and the other did not."""

    source: str
    start: int
    end: int
    quote: str
    code: str
    coder: str


class _Both:
    """What two coders did in the texts that both coded, before they saw each other's codes and settled their differences."""

    def __init__(self, project: Project, coders: tuple[str, str]) -> None:
        self.spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)  # text, code, coder
        coded: dict[str, set[str]] = defaultdict(set)
        until = independent(project, coders)
        for row in project.rows(
            """SELECT source, code, coding.coder, coding.number, start, "end" FROM coding JOIN passage ON passage.guid = passage
            LEFT JOIN act ON act.number = withdrawn_by
            WHERE (withdrawn_by IS NULL OR act.kind = ?) AND state = 'exact' AND coding.coder IN (?, ?)""",
            SETTLED,
            *coders,
        ):
            if until is not None and row["number"] >= until.get(row["source"], 0):
                continue
            self.spans[row["source"], row["code"], row["coder"]].append((row["start"], row["end"]))
            coded[row["source"]].add(row["coder"])
        self.coders = coders
        self.texts = [
            row["guid"]
            for row in project.rows("SELECT guid FROM source ORDER BY number")
            if coded[row["guid"]] == set(coders)
        ]
        self.lengths = {
            row["source"]: row["size"]
            for row in project.rows(
                "SELECT source, length(text) AS size FROM source_version JOIN source ON source.guid = source"
                " AND source.version = source_version.version"
            )
        }
        self.turns: dict[str, list[Span]] = defaultdict(list)
        for row in project.rows('SELECT source, said, "end" FROM turn WHERE asks = 0 ORDER BY source, number'):
            self.turns[row["source"]].append((row["said"], row["end"]))
        used = {code for (text, code, _) in self.spans if text in set(self.texts)}
        paths = code_paths(project)
        order = [row["guid"] for row in project.rows("SELECT guid FROM code ORDER BY position")]
        self.codes = [(guid, paths[guid]) for guid in order if guid in used]

    def on_turns(self, text: str, code: str, coder: str) -> list[bool]:
        spans = self.spans.get((text, code, coder), [])
        return [any(begin < end and start < stop for begin, stop in spans) for start, end in self.turns[text]]


def coders(project: Project) -> list[tuple[str, str]]:
    """GUID and name of everybody who coded, most codings first."""
    return [
        (row["coder"], row["name"] or row["coder"])
        for row in project.rows(
            "SELECT coder, name, count(*) AS times FROM coding LEFT JOIN coder ON coder.guid = coding.coder"
            " WHERE withdrawn_by IS NULL GROUP BY coder ORDER BY times DESC, coder"
        )
    ]


def agreement(project: Project, pair: tuple[str, str] | None = None, *, draws: int = DRAWS, seed: int = 0) -> Agreement:
    """Two coders, by GUID; the two who coded most if none are named."""
    found = coders(project)
    if pair is None:
        if len(found) < 2:
            raise Refused(
                "One person alone coded this project, so there is nothing to compare.",
                remedy="Let a second person code some texts, or code a tenth of them again after a week under another name.",
            )
        pair = (found[0][0], found[1][0])
    if not set(pair) <= {guid for guid, _ in found} or len(set(pair)) < 2:
        raise InputError("Agreement is between two people who coded.", where=", ".join(pair))
    both = _Both(project, pair)
    if not both.texts:
        raise Refused(
            "No text was coded and finished by both.",
            remedy="Give both the same texts to code; each says when they have finished.",
        )
    picks = _picks(len(both.texts), draws, seed)
    names = dict(found)
    codes, continua = [], {}
    for code, name in both.codes:
        tables = np.asarray([_table(both, text, code) for text in both.texts])
        continua[code] = [
            unitizing.continuum(both.lengths[text] or 0, [both.spans.get((text, code, coder), []) for coder in pair])
            for text in both.texts
        ]
        codes.append(_one(code, name, tables, continua[code], picks))
    return Agreement(
        (names[pair[0]], names[pair[1]]),
        len(both.texts),
        sum(len(both.turns[text]) for text in both.texts),
        tuple(codes),
        _sets(both, picks),
        _where_overall(continua, picks),
    )


def differences(project: Project, pair: tuple[str, str]) -> list[Difference]:
    """Where one coder put a code and the other did not: stretches that the other's passages of that code do not touch."""
    both = _Both(project, pair)
    names = {row["guid"]: row["name"] for row in project.rows("SELECT guid, name FROM source")}
    found = []
    for text in both.texts:
        words = str(project.value(
            "SELECT text FROM source_version JOIN source ON source.guid = source AND source.version = source_version.version"
            " WHERE source.guid = ?", text,
        ))  # fmt: skip
        for code, name in both.codes:
            for own, other in (pair, pair[::-1]):
                theirs = both.spans.get((text, code, other), [])
                for start, end in unitizing.merged(both.spans.get((text, code, own), [])):
                    if not any(begin < end and start < stop for begin, stop in theirs):
                        found.append(Difference(names[text], start, end, words[start:end], name, own))
    return found


def _table(both: _Both, text: str, code: str) -> list[list[int]]:
    first, second = (both.on_turns(text, code, coder) for coder in both.coders)
    table = [[0, 0], [0, 0]]
    for one, other in zip(first, second, strict=True):
        table[not one][not other] += 1
    return table


def _one(
    code: str, name: str, tables: Floats, texts: list[unitizing.Continuum], picks: list[list[int]]
) -> CodeAgreement:
    whole = tables.sum(axis=0)
    drawn = np.asarray([tables[pick].sum(axis=0) for pick in picks]) if picks else None

    def figure(measure: Callable[[Floats], Floats]) -> Figure:
        return _figure(float(measure(whole)), None if drawn is None else measure(drawn))

    where = [unitizing.unitizing([texts[index] for index in pick]).alpha for pick in picks] if picks else None
    return CodeAgreement(
        code,
        name,
        both=int(whole[0, 0]),
        first=int(whole[0, 1]),
        second=int(whole[1, 0]),
        neither=int(whole[1, 1]),
        percent=figure(weighted_agreement.observed),
        kappa=figure(weighted_agreement.kappa) if _both_used(whole) else Figure(None, reason=_unused(whole)),
        alpha=_figure(_alpha(whole), None if drawn is None else [_alpha(table) for table in drawn]),
        ac1=figure(weighted_agreement.ac1),
        where=_figure(unitizing.unitizing(texts).alpha, where, NOTHING),
    )


def _both_used(whole: Floats) -> bool:
    return bool(whole[0].sum() and whole[:, 0].sum())


def _unused(whole: Floats) -> str:
    return NEVER if whole[0].sum() or whole[:, 0].sum() else ONE_ONLY


def _alpha(table: Floats) -> float:
    """Two coders, no gaps: each turn gives two ordered pairs."""
    return weighted_agreement.alpha(table + table.T) if table.sum() else float("nan")


def _sets(both: _Both, picks: list[list[int]]) -> Figure:
    """Sets of codes on a turn; turns that neither coded are left out, or they would make any two coders agree."""
    units: list[list[tuple[frozenset[str], frozenset[str]]]] = []
    for text in both.texts:
        said = [
            [
                frozenset(code for (code, _), on in zip(both.codes, turn, strict=True) if on)
                for turn in zip(*by_code, strict=True)
            ]
            for by_code in ([both.on_turns(text, code, coder) for code, _ in both.codes] for coder in both.coders)
        ]
        units.append([(one, other) for one, other in zip(*said, strict=True) if one or other])
    kinds = sorted({one for text in units for pair in text for one in pair}, key=sorted)
    apart = graded_agreement.pairwise(kinds, graded_agreement.masi)
    place = {one: number for number, one in enumerate(kinds)}
    tables = np.zeros((len(units), len(kinds), len(kinds)))
    for number, text in enumerate(units):
        for one, other in text:
            tables[number, place[one], place[other]] += 1
            tables[number, place[other], place[one]] += 1
    drawn = [graded_agreement.alpha(tables[pick].sum(axis=0), apart) for pick in picks] if picks else None
    return _figure(graded_agreement.alpha(tables.sum(axis=0), apart), drawn)


def _where_overall(continua: dict[str, list[unitizing.Continuum]], picks: list[list[int]]) -> Figure:
    def value(pick: list[int] | None) -> float:
        return unitizing.overall(
            [
                unitizing.unitizing(texts if pick is None else [texts[index] for index in pick])
                for texts in continua.values()
            ]
        )

    return _figure(value(None), [value(pick) for pick in picks] if picks else None, NOTHING)


def _picks(texts: int, draws: int, seed: int) -> list[list[int]]:
    if texts < FEWEST:
        return []
    generator = np.random.default_rng(seed)
    return [sorted(int(one) for one in generator.integers(0, texts, texts)) for _ in range(draws)]


def _figure(value: float, drawn: object, why: str = ONE_ONLY) -> Figure:
    if not np.isfinite(value):
        return Figure(None, reason=why)
    if drawn is None:
        return Figure(value, reason=FEW)
    usable = np.asarray(drawn, dtype=np.float64)
    usable = usable[np.isfinite(usable)]
    if usable.size < 2:
        return Figure(value, reason="no limits: resampled discussions give no figure")
    low, high = np.quantile(usable, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    if high - low < 1e-12 and value < 1:  # as wide as nothing is more than anybody knows
        return Figure(value, reason=ALIKE)
    return Figure(value, float(low), float(high))
