"""Whether the record is whole, and its head, which others keep outside the database."""

from collections.abc import Iterable, Iterator

from django.conf import settings

from babyhubs.workbench.databases import WORKBENCH
from babyhubs.workbench.record.chain import FIRST_SEAL, Anchor, Fault, Line, faults
from babyhubs.workbench.record.models import Entry


def head(database: str = WORKBENCH) -> Anchor:
    """How many entries there are, and the last seal: the anchor to print where the database cannot be reached."""
    last = Entry.objects.using(database).order_by("-sequence").values_list("sequence", "seal").first()
    return Anchor(*(last or (0, FIRST_SEAL)))


def verify(anchors: Iterable[Anchor] = (), database: str = WORKBENCH) -> list[Fault]:
    """All that is wrong with the record of a database. Empty: whole, as far as the anchors given can tell."""
    return faults(_lines(database), settings.BABYHUBS_KEYS.record, anchors)


def _lines(database: str) -> Iterator[Line]:
    for entry in Entry.objects.using(database).order_by("sequence").iterator(chunk_size=2000):
        yield entry.line()
