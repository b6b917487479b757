"""What parents are asked, one question a page, in order. The paper form and the coordinator's form ask the same (a test)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from babyhubs.workbench.hubs.place import language_names
from babyhubs.workbench.people import questions, wordings
from babyhubs.workbench.public.texts import ENGLISH, OTHERS, Texts, consent_key, texts

YES, NO = "yes", "no"
AGREES, ABOUT = "agrees_", "about_"
HOLD, DRAW = f"{AGREES}{wordings.HOLD}", f"{AGREES}{wordings.DRAW}"
TEXT, AREA, ONE, MANY, TICK, LIST = "text", "area", "one", "many", "tick", "list"

Said = dict[str, Any]  # the answers so far, by the names of the register's own form


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. label, hint: keys of texts. options: the value of each answer and the key of its words.

    longest: so many signs of text. mode: which keys a telephone shows (`inputmode`), and what it may fill in by itself.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    longest: int = 0
    mode: str = ""
    fill: str = "off"


@dataclass(frozen=True, slots=True)
class Step:
    """One page. needed: it cannot be skipped. words: the purpose whose wording stands above it. why: why it is asked."""

    key: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    needed: bool = False
    words: str = ""
    more: str = ""
    why: str = ""


_YES_NO = ((YES, "site.yes"), (NO, "site.no"))
_REACH = {
    "phone": Field("phone", TEXT, "join.phone", longest=40, mode="tel", fill="tel"),
    "email": Field("email", TEXT, "join.email", longest=120, mode="email", fill="email"),
    "address": Field("address", AREA, "join.address", longest=200, fill="street-address"),
    "worker": Field("worker", TEXT, "join.worker", hint="join.worker-hint", longest=120),
}


def steps(said: Mapping[str, Any], *, registered: bool = False) -> list[Step]:
    """The pages for somebody who gave these answers so far. registered: they change what they said, and see every field."""
    agreed = said.get(DRAW) == YES
    wanted = (one for one in every_step() if agreed or not one.key.startswith("about-"))
    if registered:
        return [one for one in wanted if one.key != "hold"]
    way = questions.ways().get(str(said.get("way", "")))
    hidden = {"no_post" if said.get("way") == "letter" else "", "no_voicemail" if said.get("way") != "call" else ""}
    hidden |= {name for name in _REACH if way is None or name != way.needs}
    shown = (replace(one, fields=tuple(field for field in one.fields if field.name not in hidden)) for one in wanted)
    return [one for one in shown if one.fields]


def every_step() -> list[Step]:
    """All pages with all their fields, as the paper form has them."""
    others = [key for key in wordings.purposes() if key not in (wordings.HOLD, wordings.DRAW)]
    return [
        Step("hold", "join.hold", (Field(HOLD, ONE, "join.hold", options=_YES_NO),), needed=True, words=wordings.HOLD),
        Step("called", "join.called", (Field("called", TEXT, "join.called", "join.called-hint", longest=60, fill="given-name"),), needed=True),
        Step(
            "way",
            "join.way",
            (Field("way", ONE, "join.way", "join.way-hint", tuple((key, f"ways.{key}") for key in questions.ways())),),
            needed=True,
        ),
        Step("reach", "join.reach", tuple(_REACH.values()), needed=True),
        Step(
            "safe",
            "join.safe-times",
            (
                Field("safe_times", TEXT, "join.safe-times", "join.safe-times-hint", longest=120),
                Field("no_voicemail", TICK, "join.no-voicemail"),
                Field("no_post", TICK, "join.no-post"),
            ),
        ),
        Step("interpreter", "join.interpreter", (Field("interpreter", LIST, "join.interpreter", "join.interpreter-hint"),)),
        Step(
            "needs",
            "join.needs",
            (
                Field("needs", MANY, "join.needs", "join.needs-hint", tuple((key, f"needs.{key}") for key in questions.needs())),
                Field("other", TEXT, "join.other", "join.other-hint", longest=160),
            ),
        ),
        Step(
            "purposes",
            "join.purposes",
            tuple(Field(f"{AGREES}{key}", TICK, f"consent.{key}") for key in others),
            hint="join.purposes-hint",
        ),
        Step("draw", "join.draw", (Field(DRAW, ONE, "join.draw", options=_YES_NO),), words=wordings.DRAW, more="join.draw-more"),
        *(_about(one) for one in questions.characteristics().values()),
    ]  # fmt: skip


def read(step: Step, posted: Any, *, way: str = "") -> tuple[Said, dict[str, str]]:
    """What was sent for a page, and the key of what is wrong with each field. way: how they want to be reached."""
    found: Said = {}
    wrong: dict[str, str] = {}
    for field in step.fields:
        value = posted.get(field.name, "").strip()
        known = [key for key, _ in field.options]
        if field.kind == MANY:
            found[field.name] = [key for key in posted.getlist(field.name) if key in known]
        elif field.kind == TICK:
            found[field.name] = YES if value else NO
        elif field.kind == ONE:
            found[field.name] = value if value in known else ""
            if step.needed and value not in known:
                wrong[field.name] = "join-errors.choose"
        elif field.kind == LIST:
            found[field.name] = value if value in interpreters() else ""
        else:
            found[field.name] = value if field.kind == AREA else " ".join(value.split())
            if problem := _problem(step, field, found[field.name], way):
                wrong[field.name] = problem
    return found, wrong


def missing(said: Mapping[str, Any], *, registered: bool = False) -> Step | None:
    """The first page that cannot be skipped and has no answer."""
    way = questions.ways().get(str(said.get("way", "")))
    for one in steps(said, registered=registered):
        names = [way.needs] if one.key == "reach" and way else [field.name for field in one.fields]
        if one.needed and not all(said.get(name) for name in names):
            return one
    return None


def words(t: Texts, field: Field, value: str, today: date) -> str:
    """An answer, as it is read."""
    if field.kind == LIST:
        return interpreters().get(value, "")
    if field.name.startswith(AGREES) and field.kind == TICK:
        return consent(t, field.name.removeprefix(AGREES), today)[0]
    return str(t(dict(field.options)[value])) if value in dict(field.options) else value


def consent(t: Texts, purpose: str, today: date) -> tuple[str, bool]:
    """The words of a purpose in a language, and whether they are a translation; in English where there is none of this version."""
    wording = wordings.purposes()[purpose].on(today)
    translated = t.said.get(consent_key(purpose, wording.version), "") if t.language != ENGLISH else ""
    return translated or wording.told(ENGLISH), bool(translated)


def interpreters() -> dict[str, str]:
    """Languages to choose an interpreter for, by code: those of our pages by their own names first."""
    first = {code: texts(code).own_name for code in OTHERS}
    return first | {code: name for code, name in language_list() if code not in first and code != ENGLISH}


def language_list() -> list[tuple[str, str]]:
    """Every language of the reference by code, in the order of the English names."""
    from babyhubs.reference import codes  # noqa: PLC0415 - only when somebody is asked for a language

    every = [str(code) for code in codes.languages()["code"]]
    return sorted(zip(every, language_names(" ".join(every)), strict=True), key=lambda one: one[1].casefold())


def _about(one: questions.Characteristic) -> Step:
    name, key = f"{ABOUT}{one.key}", f"about.{one.key}"
    options = tuple(
        (answer, "answers.prefer-not" if answer == questions.PREFER_NOT else f"{key}.answers.{answer}")
        for answer in one.answers
    )
    field = Field(name, ONE, f"{key}.ask", options=options)
    return Step(f"about-{one.key}", f"{key}.ask", (field,), why=f"{key}.why")


def _problem(step: Step, field: Field, value: str, way: str) -> str:
    if len(value) > field.longest:
        return "join-errors.long"
    if not value:
        if field.name == "called":
            return "join-errors.called"
        used = questions.ways()[way].needs if way in questions.ways() else ""
        return "join-errors.reach" if step.key == "reach" and field.name == used else ""
    if field.name == "email":
        try:
            validate_email(value)
        except ValidationError:
            return "join-errors.email"
    return ""
