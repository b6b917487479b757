"""The table of cells as a study: who changed when, and for each outcome its events and exposure by fifth and by ethnic group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from babyhubs.errors import InputError
from babyhubs.evaluation import change_log, problems
from babyhubs.evaluation.change_log import Entry
from babyhubs.evaluation.outcomes import Outcome, outcomes
from babyhubs.evaluation.panel import NEVER, Panel, panel
from babyhubs.evaluation.problems import Problem
from babyhubs.statistics.interval import Flags, Floats, Indices, floats

KEYS = ("clinic", "month", "quintile")
FIFTHS = ("1", "2", "3", "4", "5")
_ATTENDING = ("attended", "attender", "attends", "visits_per_family", "dose_of_visits")
_MOST_CELLS = 5_000_000
_MOST_MONTHS = 360
_FEW_CELLS = 0.01  # contacts of families counted elsewhere that month: they happen, and they are few


@dataclass(frozen=True)
class Study:
    """hubs, months, start, closed, dose as in a panel; fifth and group: indices of the rows; columns: values by row. noted: what the change log says against an answer."""

    hubs: tuple[str, ...]
    months: NDArray[np.int64]
    start: NDArray[np.int64]
    closed: Flags
    dose: Floats | None
    groups: tuple[str, ...]
    row: Mapping[str, Indices]
    columns: Mapping[str, Floats]
    noted: tuple[Problem, ...] = ()

    @property
    def available(self) -> tuple[Outcome, ...]:
        """Outcomes whose columns are there."""
        return tuple(one for one in outcomes().values() if {one.events, one.exposure} <= self.columns.keys())

    def by_fifth(self, outcome: Outcome) -> Panel:
        """Most deprived fifth first."""
        return self._panel(outcome, "fifth", FIFTHS)

    def by_group(self, outcome: Outcome) -> Panel | None:
        """By ethnic group in order of the alphabet; None where the table has none."""
        return self._panel(outcome, "group", self.groups) if self.groups else None

    def summed(self, column: str) -> Floats:
        """A column by fifth, hub and month."""
        return self._sum(column, "fifth", len(FIFTHS))

    def _panel(self, outcome: Outcome, by: str, names: tuple[str, ...]) -> Panel:
        sums = [self._sum(column, by, len(names)) for column in (outcome.events, outcome.exposure)]
        return panel(self.hubs, names, self.months, self.start, sums[0], sums[1], self.closed, self.dose)

    def _sum(self, column: str, by: str, size: int) -> Floats:
        shape = (size, len(self.hubs), self.months.size)
        place = np.ravel_multi_index((self.row[by], self.row["hub"], self.row["month"]), shape)
        sums = np.bincount(place, weights=self.columns[column], minlength=int(np.prod(shape)))
        return floats(sums.reshape(shape))


def refused_at_the_door(frame: pl.DataFrame) -> list[Problem]:
    """What a look at the columns shows: a question that no method could answer from this table."""
    found = []
    if "start" not in frame.columns and any(name in frame.columns for name in _ATTENDING):
        found.append(problems.ATTENDANCE_AS_CAUSE)
    if "contacts" in frame.columns and _without_infants(frame):
        found.append(problems.NO_DENOMINATOR)
    for name in ("vintage", "index_vintage"):
        if name in frame.columns:
            vintages = sorted(str(one) for one in frame[name].drop_nulls().unique())
            if len(vintages) > 1:
                found.append(problems.mixed_vintages(vintages))
    return found


def _without_infants(frame: pl.DataFrame) -> bool:
    if "infants" not in frame.columns:
        return True
    infants, contacts = (frame[name].cast(pl.Float64, strict=False).fill_null(0) for name in ("infants", "contacts"))
    return float(((infants <= 0) & (contacts > 0)).sum()) > _FEW_CELLS * frame.height


def study(frame: pl.DataFrame, where: str = "the table", log: Sequence[Entry] = (), first: date | None = None) -> Study:
    """frame: text or number columns by the names of `outcomes.toml` and `clinic, month, start, quintile, ethnic, closed, dose`.

    log: the change log, instead of the columns `start`, `closed` and `dose`; `first` is then the day on which month 0 begins.
    """
    needed = [*KEYS, *([] if log else ["start"])]
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise InputError(
            f"There is no column {missing[0]!r}.",
            where=f"{where}: the columns are {', '.join(frame.columns)}",
            remedy="Name the columns clinic, month, start, quintile, and the counts as docs/how-to/judge-a-change.md lists them.",
        )
    if frame.height > _MOST_CELLS:
        raise InputError(f"The table has more than {_MOST_CELLS:,} rows.", where=where, remedy="Add it up first.")
    hub_names = frame["clinic"].cast(pl.String)
    hubs = tuple(sorted(hub_names.unique().to_list(), key=_natural))
    place = {name: number for number, name in enumerate(hubs)}
    hub = np.array([place[name] for name in hub_names.to_list()], dtype=np.int64)
    month = _whole(frame, "month", where)
    if month.max() - month.min() > _MOST_MONTHS:
        raise InputError(
            f"The months run from {month.min()} to {month.max()}.", where=f"{where}, column month",
            remedy="Number the months 0, 1, 2 ... in order, not as 202304.",
        )  # fmt: skip
    months = np.arange(month.min(), month.max() + 1)
    fifth = _whole(frame, "quintile", where)
    if fifth.min() < 1 or fifth.max() > 5:
        raise InputError(
            "A fifth lies outside 1 to 5.",
            where=f"{where}, column quintile",
            remedy="1 is the most deprived fifth, 5 the least.",
        )
    groups, group = _groups(frame)
    row = {"hub": hub, "month": month - months[0], "fifth": fifth - 1, "group": group}
    changed = _from_log(log, first, hubs) if log and first else _starts(frame, where, hub, hubs)
    known = {column for one in outcomes().values() for column in (one.events, one.exposure, one.due) if column}
    columns = {name: _numbers(frame, name, where) for name in frame.columns if name in known}
    for one in outcomes().values():
        if (
            one.due
            and one.due in columns
            and one.exposure in columns
            and (columns[one.exposure] > columns[one.due]).any()
        ):
            raise InputError(
                f"More families have a record than were due one: {one.exposure} is above {one.due}.",
                where=f"{where}, row {int(np.argmax(columns[one.exposure] > columns[one.due])) + 2:,}",
                remedy="Check how the two columns were counted.",
            )
    closed = _by_hub_month(frame, "closed", where, row, len(hubs), months.size)
    shut = np.zeros((len(hubs), months.size), dtype=bool) if closed is None else closed > 0
    if log and first:
        shut |= change_log.closed(log, hubs, months, first)
    dose = _by_hub_month(frame, "dose", where, row, len(hubs), months.size)
    noted = tuple(change_log.of_log(log, first)) if log and first else ()
    return Study(hubs, months, changed, shut, dose, groups, row, columns, noted)


def _natural(name: str) -> tuple[int, int, str]:
    """Numbered hubs in order of their numbers, named ones after them."""
    return (0, int(name), name) if name.isdigit() and len(name) < 18 else (1, 0, name)


def _numbers(frame: pl.DataFrame, name: str, where: str) -> Floats:
    values = frame[name].cast(pl.Float64, strict=False)
    wrong = (values.is_null() & frame[name].is_not_null()) | (values < 0) | ~values.fill_null(0).is_finite()
    if wrong.fill_null(False).any():
        row = int(wrong.fill_null(False).arg_max() or 0)
        raise InputError(
            f"{frame[name][row]!r} is not a count.", where=f"{where}, row {row + 2:,}, column {name}",
            remedy="Write a number from 0, or leave the cell blank where nothing is known.",
        )  # fmt: skip
    return np.asarray(values.fill_null(0.0).to_numpy(), dtype=np.float64)


def _whole(frame: pl.DataFrame, name: str, where: str) -> Indices:
    values = frame[name].cast(pl.Int64, strict=False)
    if values.null_count():
        row = int(values.is_null().arg_max() or 0)
        raise InputError(
            f"{frame[name][row]!r} is not a whole number.", where=f"{where}, row {row + 2:,}, column {name}",
            remedy="Number the months from 0 in order, and the fifths from 1 (most deprived) to 5.",
        )  # fmt: skip
    return np.asarray(values.to_numpy(), dtype=np.int64)


def _groups(frame: pl.DataFrame) -> tuple[tuple[str, ...], Indices]:
    if "ethnic" not in frame.columns:
        return (), np.zeros(frame.height, dtype=np.int64)
    text = frame["ethnic"].cast(pl.String).fill_null("unknown")
    names = tuple(sorted(text.unique().to_list()))
    place = {name: number for number, name in enumerate(names)}
    return names, np.array([place[name] for name in text.to_list()], dtype=np.int64)


def _starts(frame: pl.DataFrame, where: str, hub: Indices, hubs: tuple[str, ...]) -> NDArray[np.int64]:
    blank = pl.col("start").is_null() | (pl.col("start").cast(pl.String).str.strip_chars() == "")
    start = _whole(
        frame.with_columns(
            pl.when(blank).then(pl.lit(str(NEVER))).otherwise(pl.col("start").cast(pl.String)).alias("start")
        ),
        "start",
        where,
    )
    start = np.where(start < 0, NEVER, start)
    found = np.full(len(hubs), NEVER, dtype=np.int64)
    found[hub] = start
    if (found[hub] != start).any():
        row = int(np.argmax(found[hub] != start))
        raise InputError(
            f"Hub {hubs[hub[row]]} has two months of change.", where=f"{where}, row {row + 2:,}, column start",
            remedy="Give the first change in `start`; later steps belong in the change log.",
        )  # fmt: skip
    return found


def _from_log(log: Sequence[Entry], first: date, hubs: tuple[str, ...]) -> NDArray[np.int64]:
    start = change_log.starts(log, first)
    unknown = sorted({entry.hub for entry in log if entry.hub} - set(hubs))
    if unknown:
        raise InputError(
            f"The change log names a hub that the table does not have: {unknown[0]}.",
            where="the change log", remedy="Write its name as in the table.",
        )  # fmt: skip
    return change_log.start_array(start, hubs)


def _by_hub_month(
    frame: pl.DataFrame, name: str, where: str, row: Mapping[str, Indices], hubs: int, months: int
) -> Floats | None:
    if name not in frame.columns:
        return None
    found = np.zeros((hubs, months))
    np.maximum.at(found, (row["hub"], row["month"]), _numbers(frame, name, where))
    return found
