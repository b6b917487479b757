"""Opening times as people write them, by weekday: "9:30 to 11:30", two sessions with a comma, "open" without times."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from babyhubs.errors import InputError
from babyhubs.intake.weekdays import NAMES

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPEN = "open"
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
_SESSION = re.compile(rf"{_CLOCK}\s*(?:-|–|to|until)\s*{_CLOCK}", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One session of the week; times are None where only the day is known."""

    weekday: int
    opens: time | None = None
    closes: time | None = None

    @property
    def words(self) -> str:
        """As a form shows it and reads it again."""
        return OPEN if self.opens is None or self.closes is None else f"{self.opens:%H:%M} to {self.closes:%H:%M}"


def read(weekday: int, written: str) -> tuple[Session, ...]:
    """The sessions of one day, in order."""
    text = written.strip()
    if not text:
        return ()
    if text.casefold() == OPEN:
        return (Session(weekday),)
    found = tuple(_session(weekday, part.strip()) for part in text.split(","))
    by_clock = tuple(sorted(found, key=lambda one: one.opens or time.min))
    for one, after in pairwise(by_clock):
        assert one.closes is not None
        assert after.opens is not None
        if after.opens < one.closes:
            raise InputError(f"{DAYS[weekday]}: two sessions overlap.", remedy="Correct one of the times.")
    return by_clock


def by_day(sessions: Iterable[Session]) -> dict[int, str]:
    """What stands in the form for each day that has a session."""
    words: dict[int, list[str]] = {}
    for one in sessions:
        words.setdefault(one.weekday, []).append(one.words)
    return {day: ", ".join(parts) for day, parts in sorted(words.items())}


def told(sessions: Iterable[Session]) -> str:
    """A week in one line: "Tue 09:30 to 11:30; Thu open"."""
    return "; ".join(f"{NAMES[day]} {words}" for day, words in by_day(sessions).items())


def weekdays(sessions: Iterable[Session]) -> str:
    """The days alone, as the hubs file has them: "Tue Thu"."""
    return " ".join(NAMES[day] for day in sorted({one.weekday for one in sessions}))


def on_days(names: str) -> tuple[Session, ...]:
    """Sessions without times on the days of a hubs file."""
    return tuple(Session(NAMES.index(name)) for name in names.split())


def whole(written: Mapping[int, str]) -> tuple[Session, ...]:
    """The sessions of a week from what stands at each day."""
    return tuple(session for day, text in sorted(written.items()) for session in read(day, text))


def _session(weekday: int, text: str) -> Session:
    match = _SESSION.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        opens, closes = _clock(*match.groups()[:3]), _clock(*match.groups()[3:])
    except ValueError:
        raise InputError(
            f"{DAYS[weekday]}: {text!r} is no opening time.", remedy="Write it as 9:30 to 11:30, or write: open."
        ) from None
    if closes <= opens:
        raise InputError(f"{DAYS[weekday]}: a session ends before it begins.", remedy="Correct one of the two times.")
    return Session(weekday, opens, closes)


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError
        number = number % 12 + (12 if half.lower() == "pm" else 0)
    return time(number, int(minute or 0))
