"""Which code books a programme has, and which one it uses."""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404

from babyhubs.observations import ethogram
from babyhubs.observations.ethogram import Ethogram
from babyhubs.workbench.observations.models import CodeBook, CodeBookChoice
from babyhubs.workbench.programme.models import Programme

STARTER = "starter"  # how the one that ships is named in addresses


@dataclass(frozen=True)
class Listed:
    """A code book as its pages name it. row: None for the one that ships."""

    key: str
    book: Ethogram
    text: str
    row: CodeBook | None = None

    @property
    def name(self) -> str:
        """As sessions name it."""
        return f"{self.book.identity} version {self.book.version}"


def used(programme: Programme) -> Listed:
    """The one that the page for observing is given out with, and results are worked out with."""
    choice = CodeBookChoice.objects.filter(programme=programme).select_related("book").first()
    return _listed(choice.book) if choice is not None and choice.book is not None else starter()


def all_of(programme: Programme) -> list[Listed]:
    """A programme's own, newest first, then the one that ships."""
    return [*(_listed(row) for row in CodeBook.objects.filter(programme=programme)), starter()]


def one_of(programme: Programme, key: str) -> Listed:
    """By its name in an address."""
    if key == STARTER:
        return starter()
    try:
        found = CodeBook.objects.filter(programme=programme, pk=uuid.UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return _listed(found)


def starter() -> Listed:
    """The one that ships."""
    return Listed(STARTER, ethogram.starter(), ethogram.STARTER.read_text(encoding="utf-8"))


def _listed(row: Any) -> Listed:
    return Listed(str(row.pk), _parsed(row.text), row.text, row)


@lru_cache(maxsize=32)
def _parsed(text: str) -> Ethogram:
    return ethogram.parse(text, "the code book")
