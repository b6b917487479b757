"""The erasures that a restored database does not know: done again at every start."""

from pathlib import Path

from babyhubs.workbench.people import erasure_list, services, traces
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.record.actor import Actor


def replay(actor: Actor, folder: Path) -> int:
    """Whoever is on the list and still in the database is erased again, each with an entry in the record. Gives how many.

    It holds for PostgreSQL too, where others restore.
    """
    listed = erasure_list.read(folder / erasure_list.NAME)
    if not listed:
        return 0
    again = list(Person.objects.filter(pk__in=listed, left_on=None))
    for person in again:
        services.erase_again(actor, person, on=listed[person.pk])
    traces.clear(folder)
    return len(again)
