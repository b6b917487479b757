"""Everything that changes the register, and every look at what it holds. The record of it lies in the same database, and names nobody.

A look is a service too: what is shown and the entry that says so are one transaction, so there is no look without its entry.
"""

import uuid
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.people import codes, erasure_list, leaving, traces, vault
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import ChoiceCode, Consent, Person, PersonKey, Promise
from babyhubs.workbench.people.pool import Candidate, candidates
from babyhubs.workbench.people.questions import promises, reasons
from babyhubs.workbench.people.register import agreed_now, present, register_of
from babyhubs.workbench.people.wordings import DRAW, HOLD, channels, digest, purposes
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

AGAIN = "again"  # why somebody left whom a restored database did not know to have left


@audited("person.added", "added a person to the register", database=PEOPLE)
def add(
    actor: Actor,
    programme_id: uuid.UUID,
    *,
    called: str,
    contact: Contact,
    agreed: Mapping[str, bool],
    channel: str,
    said_on: date,
    language: str = "en",
    answers: Answers | None = None,
    shown: Mapping[str, str] | None = None,
) -> Changed[Person]:
    """A person who offered to help. called: a name to call them by. agreed: their answer to each purpose that was asked.

    shown: the words of each purpose as they were shown, where they were a translation.
    """
    if not called.strip():
        raise InputError("A name to call the person by is missing.", remedy="Any name will do.")
    contact.check()
    if not agreed.get(HOLD):
        raise InputError(
            "Nobody can be in the register who did not agree to it.",
            remedy="Ask whether you may keep their details. If not, write nothing down.",
        )
    said = answers or Answers()
    said.check(may_draw=agreed.get(DRAW, False))
    person = Person(register=register_of(programme_id), agreed_on=said_on)
    person.save(force_insert=True)
    PersonKey.objects.create(person=person, material=vault.fresh_key())
    vault.seal(person, vault.CARD, {"called": called.strip()})
    vault.seal(person, vault.CONTACT, contact.said())
    vault.seal(person, vault.ANSWERS, said.said())
    person.save()
    for purpose, given in agreed.items():
        _consent(actor, person, purpose, given, language, channel, said_on, (shown or {}).get(purpose, ""))
    return Changed(
        person,
        subject=person,
        details={"channel": channel, "agreed": sorted(key for key, given in agreed.items() if given)},
    )


@audited("person.looked", "looked at how to reach a person", database=PEOPLE)
def look(actor: Actor, person: Person) -> Changed[Contact]:
    """How to reach a person."""
    return Changed(Contact(**vault.read(_here(person), vault.CONTACT)), subject=person)


@audited("person.answers-seen", "looked at what a person said about themselves", database=PEOPLE)
def look_at_answers(actor: Actor, person: Person) -> Changed[Answers]:
    """Needs, and what the person said about themselves."""
    return Changed(Answers.read(vault.read(_here(person), vault.ANSWERS)), subject=person)


@audited("pool.read", "read what people said about themselves, for a draw", database=PEOPLE)
def read_pool(actor: Actor, programme_id: uuid.UUID) -> Changed[list[Candidate]]:
    """Everybody of a programme's register who agreed to a fair draw."""
    found = candidates(present(programme_id))
    return Changed(found, details={"people": len(found)})


@audited("person.contact-changed", "changed how to reach a person", database=PEOPLE)
def change_contact(actor: Actor, person: Person, *, called: str, contact: Contact) -> Changed[Person]:
    """Another name to call them by, another way to reach them."""
    if not called.strip():
        raise InputError("A name to call the person by is missing.", remedy="Any name will do.")
    contact.check()
    one = _here(person)
    vault.seal(one, vault.CARD, vault.read(one, vault.CARD) | {"called": called.strip()})
    vault.seal(one, vault.CONTACT, contact.said())
    one.save()
    return Changed(one, subject=one)


@audited("person.answers-changed", "changed what a person said about themselves", database=PEOPLE)
def change_answers(actor: Actor, person: Person, answers: Answers) -> Changed[Person]:
    """Other needs, other answers."""
    one = _here(person)
    answers.check(may_draw=agreed_now(one).get(DRAW, False))
    vault.seal(one, vault.ANSWERS, answers.said())
    one.save()
    return Changed(one, subject=one)


@audited("person.consent", "wrote down what a person agreed to", database=PEOPLE)
def record_consent(
    actor: Actor,
    person: Person,
    *,
    purpose: str,
    given: bool,
    channel: str,
    said_on: date,
    language: str = "en",
    shown: str = "",
) -> Changed[Consent]:
    """An answer to one purpose. Taking back the draw erases what the person said about themselves; the needs stay.

    shown: the words as they were shown, where they were a translation.
    """
    one = _here(person)
    if purpose == HOLD and not given:
        raise InputError("Without this nothing may be kept.", remedy="Erase the person from the register instead.")
    consent = _consent(actor, one, purpose, given, language, channel, said_on, shown)
    if purpose == HOLD:
        one.agreed_on = max(said_on, one.agreed_on or said_on)
    if purpose == DRAW and not given:
        said = Answers.read(vault.read(one, vault.ANSWERS))
        vault.seal(one, vault.ANSWERS, Answers(said.needs, said.other).said())
        leaving.tell_taken_back(one)
    one.save()
    return Changed(
        consent,
        subject=one,
        details={"purpose": purpose, "given": given, "wording": consent.wording, "channel": channel},
    )


@audited("person.speak-first", "changed whom to speak to before contacting a person", database=PEOPLE)
def speak_first(actor: Actor, person: Person, *, lead: str) -> Changed[Person]:
    """Nobody contacts this person before speaking to the lead named here; "" ends it. There is no place for a reason."""
    one = _here(person)
    said = {"called": vault.read(one, vault.CARD)["called"]}
    if lead.strip():
        said |= {"lead": lead.strip(), "since": timezone.localdate().isoformat()}
    vault.seal(one, vault.CARD, said)
    one.save()
    return Changed(one, subject=one)


@audited("person.code", "gave a person a code to see and change what they said", database=PEOPLE)
def give_code(actor: Actor, person: Person, code: str = "") -> Changed[str]:
    """A new code; it is returned here and nowhere kept. An earlier one stops working. code: one that the form knows already."""
    one = _here(person)
    code = code or codes.fresh_code()
    ChoiceCode.objects.filter(person=one).delete()
    ChoiceCode.objects.create(person=one, digest=codes.digest_of(code))
    return Changed(code, subject=one)


@audited("person.promised", "wrote down what a person is due", database=PEOPLE)
def promise(actor: Actor, person: Person, *, what: str, due_on: date) -> Changed[Promise]:
    """Something that the person is due by a day."""
    if what not in promises():
        raise InputError("This is nothing that the diary knows.", remedy="Choose one from the list.")
    made = Promise.objects.create(person=_here(person), what=what, due_on=due_on)
    return Changed(made, subject=person, details={"what": what, "due_on": due_on})


@audited("person.promise-kept", "wrote down that a person had what they were due", database=PEOPLE)
def keep_promise(actor: Actor, promised: Promise) -> Changed[Promise]:
    """It was done today."""
    promised.kept_on = timezone.localdate()
    promised.save()
    return Changed(promised, subject=promised.person, details={"what": promised.what})


@audited("person.erased", "erased a person from the register", database=PEOPLE)
def erase(actor: Actor, person: Person, *, why: str = "asked") -> Changed[None]:
    """The person's key is destroyed and their row blanked. A random number, the days and the purposes stay, so counts still add up.

    The list outside the database comes first: should this be cut off in between, the next start completes it.
    """
    if why not in reasons():
        raise InputError("This is no reason that the register knows.", remedy="Choose one from the list.")
    one = _here(person)
    today = timezone.localdate()
    erasure_list.note(settings.BABYHUBS.folder / erasure_list.NAME, one.pk, today)
    _blank(one, today, why)
    return Changed(None, subject=one, details={"why": why})


@audited("person.erased-again", "erased a person again whom a restored copy still held", database=PEOPLE)
def erase_again(actor: Actor, person: Person, *, on: date) -> Changed[None]:
    """Somebody on the list of erased people, in a database that is older than the erasure. on: the day of the erasure."""
    _blank(person, on, AGAIN)
    return Changed(None, subject=person, details={"erased_on": on})


def _blank(person: Person, on: date, why: str) -> None:
    PersonKey.objects.filter(person=person).delete()
    Promise.objects.filter(person=person).delete()
    ChoiceCode.objects.filter(person=person).delete()
    Consent.objects.filter(person=person).update(language="")
    leaving.tell(person)
    Person.objects.filter(pk=person.pk).update(
        agreed_on=None, left_on=on, left_why=why, **dict.fromkeys(vault.PARTS, "")
    )
    transaction.on_commit(traces.clear_here, using=PEOPLE, robust=True)  # the erasure itself stands in any case


def _here(person: Person) -> Person:
    """The person as they are now, with nobody else writing; who left is not there any more."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("key")
    one: Person | None = rows.filter(pk=person.pk, left_on=None).first()
    if one is None or not one.card:
        raise InputError("This person is not in the register any more.", remedy="Go back to the list.")
    return one


def _consent(
    actor: Actor, person: Person, purpose: str, given: bool, language: str, channel: str, said_on: date, shown: str
) -> Consent:
    if purpose not in purposes() or channel not in channels():
        raise InputError(
            "This is no purpose or no way of saying it that is known here.", remedy="Choose from the list."
        )
    if said_on > timezone.localdate():
        raise InputError("This day is yet to come.", remedy="Write down the day on which the person said it.")
    wording = purposes()[purpose].on(said_on)
    return Consent.objects.create(
        person=person,
        purpose=purpose,
        given=given,
        wording=wording.version,
        wording_sha256=digest(shown) if shown else wording.sha256(language),
        language=language,
        channel=channel,
        said_on=said_on,
        written_by=actor.name,
    )
