"""Everything that changes contact details. The record of it lies in the same database, and names nobody."""

from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("person.added", "added a person to the register", database=PEOPLE)
def add(actor: Actor, *, name: str, phone: str = "", email: str = "") -> Changed[Person]:
    """A person who agreed to be contacted."""
    person = Person.objects.create(name=name, phone=phone, email=email)
    return Changed(person, subject=person)


@audited("person.erased", "erased a person from the register", database=PEOPLE)
def erase(actor: Actor, person: Person) -> Changed[None]:
    """A person who no longer wants to be known here."""
    key = person.pk
    person.delete()
    person.pk = key
    return Changed(None, subject=person)
