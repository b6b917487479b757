"""The programme's newest clean records, for a strand that counts in them something that no audit counts.

The audits' app registers how they are loaded (`gives`); a strand asks for them without importing it. They hold rows about
children, so only the worker asks, counts, and lets them go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class CleanRecords:
    """records: `intake.records.Records`. areas: the reference areas of their census. uploaded_at: since when they are here. digest: keyed."""

    records: Any
    areas: Any
    uploaded_at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    """there: when the newest records that can be loaded came, None where there are none; cheap. load: the records themselves."""

    there: Callable[[Any], datetime | None]  # given the programme
    load: Callable[[Any], CleanRecords]


_GIVEN_BY: list[Source] = []


def gives(source: Source) -> None:
    """The app that has the records calls this in `ready`."""
    _GIVEN_BY[:] = [source]


def there(programme: Any) -> datetime | None:
    """When the newest records came; None where there are none to count in."""
    return _GIVEN_BY[0].there(programme) if _GIVEN_BY else None


def load(programme: Any) -> CleanRecords:
    """The records. Ask `there` first."""
    return _GIVEN_BY[0].load(programme)
