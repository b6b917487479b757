"""The window: the days that the audit looks at. Its end is the first day after it."""

from dataclasses import dataclass
from datetime import date

from babyhubs.errors import InputError

DAYS_PER_MONTH = 30.4375  # 365.25 / 12
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Window:
    """`start` to before `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise InputError(
                "The window ends before it begins.",
                where=f"from {self.start} to {self.end}",
                remedy="Give a first day that lies before the last.",
            )

    @property
    def years(self) -> float:
        """Its length in years."""
        return (self.end - self.start).days / DAYS_PER_YEAR

    def __str__(self) -> str:
        last = date.fromordinal(self.end.toordinal() - 1)
        return f"{self.start.isoformat()}/{last.isoformat()}"


def latest_year(last_contact: date, as_of: date) -> Window:
    """The twelve months that end with the last complete month of contacts on or before `as_of`.

    A month is complete when its last day is not after `as_of` and contacts reach into its last week: exports are cut on
    working days.
    """
    newest = min(last_contact, as_of)
    month_end = _next_month(newest)
    complete = (month_end - newest).days <= 7 and month_end.toordinal() - 1 <= as_of.toordinal()
    end = month_end if complete else newest.replace(day=1)
    return Window(end.replace(year=end.year - 1), end)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
