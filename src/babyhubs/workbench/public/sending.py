"""From what a parent wrote to the register, through its services alone. One transaction: all of it is kept, or nothing."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.people import codes, presenters, services, wordings
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.people.questions import characteristics, ways
from babyhubs.workbench.people.register import agreed_now
from babyhubs.workbench.public.asking import ABOUT, AGREES, DRAW, NO, YES, Said, consent
from babyhubs.workbench.public.texts import Texts
from babyhubs.workbench.record.actor import program

SIGNED_UP = program("the page for parents")
PARENT = program("the parent, with their code")
CHANNEL = "web"
TICKS = ("no_voicemail", "no_post")
_REACHING = {"called", "way", "reach", "safe", "interpreter"}


def sign_up(programme_id: uuid.UUID, said: Said, t: Texts, ticket: str) -> str:
    """The person comes into the register; gives their code. ticket: of this form, so that pressing twice signs up once."""
    code = codes.code_of(ticket)
    today = timezone.localdate()
    agreed = {key: answer == YES for key, answer in _agreed(said).items() if answer == YES or f"{AGREES}{key}" == DRAW}
    try:
        with transaction.atomic(using=PEOPLE):
            person = services.add(
                SIGNED_UP,
                programme_id,
                called=said["called"],
                contact=_contact(said, only=ways()[said["way"]].needs),
                agreed=agreed,
                channel=CHANNEL,
                said_on=today,
                language=t.language,
                answers=_answers(said),
                shown={key: words for key in agreed for words, other in [consent(t, key, today)] if other},
            )
            services.give_code(SIGNED_UP, person, code)
            services.promise(SIGNED_UP, person, what="next-step", due_on=today + timedelta(days=wordings.answer_days()))
    except IntegrityError:
        if codes.holder(programme_id, code) is None:
            raise
    return code


def opened(person: Person) -> Said:
    """What a person said, as the questions take it. It is a look, and the record says so."""
    contact = services.look(PARENT, person).said()
    answers = services.look_at_answers(PARENT, person)
    agreed = {f"{AGREES}{key}": YES if given else NO for key, given in agreed_now(person).items()}
    contact |= {name: YES if contact[name] else NO for name in TICKS}
    about = {f"{ABOUT}{key}": answer for key, answer in answers.about.items()}
    return {
        "called": presenters.called(person),
        **contact,
        "needs": list(answers.needs),
        "other": answers.other,
        **agreed,
        **about,
    }


def save(person: Person, said: Said, touched: list[str], t: Texts) -> None:
    """What a person changed; touched: the pages on which they did."""
    with transaction.atomic(using=PEOPLE):
        if _REACHING & set(touched):
            services.change_contact(PARENT, person, called=said["called"], contact=_contact(said))
        before = agreed_now(person)
        for purpose, answer in _agreed(said).items():
            if answer in (YES, NO) and before.get(purpose, False) != (answer == YES) and purpose != wordings.HOLD:
                _consent(person, purpose, answer == YES, t)
        if any(key in ("needs", "draw") or key.startswith("about-") for key in touched):
            services.change_answers(PARENT, person, _answers(said))


def leave(person: Person) -> None:
    """Everything that they said is erased."""
    services.erase(PARENT, person, why="asked")


def _consent(person: Person, purpose: str, given: bool, t: Texts) -> None:
    today = timezone.localdate()
    words, translated = consent(t, purpose, today)
    services.record_consent(
        PARENT,
        person,
        purpose=purpose,
        given=given,
        channel=CHANNEL,
        said_on=today,
        language=t.language,
        shown=words if translated else "",
    )


def _contact(said: Mapping[str, Any], only: str = "") -> Contact:
    """only: the one field that the chosen way uses; what stands in the others was not sent."""
    fields: dict[str, Any] = {
        name: said.get(name, "") for name in ("phone", "email", "address", "worker") if only in ("", name)
    }
    fields |= {name: said.get(name) == YES for name in TICKS}
    return Contact(
        way=said["way"],
        safe_times=said.get("safe_times", ""),
        interpreter=said.get("interpreter", ""),
        **fields,
    )


def _answers(said: Mapping[str, Any]) -> Answers:
    about = {}
    if said.get(DRAW) == YES:
        about = {key: said[name] for key in characteristics() if said.get(name := f"{ABOUT}{key}")}
    return Answers(tuple(said.get("needs", ())), said.get("other", ""), about)


def _agreed(said: Mapping[str, Any]) -> dict[str, str]:
    return {key: said[f"{AGREES}{key}"] for key in wordings.purposes() if said.get(f"{AGREES}{key}")}
