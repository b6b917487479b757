"""One question on a page, as its template shows it, and what was sent; for signing up and for changing alike."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from babyhubs.workbench.public import asking
from babyhubs.workbench.public.asking import AGREES, LIST, MANY, NO, TICK, YES, Field, Said, Step
from babyhubs.workbench.public.reading import Reader, drawn


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in the list of all. address: where it is changed."""

    label: str
    answers: list[str]
    address: str


def asked(
    request: HttpRequest,
    reader: Reader,
    step: Step,
    said: Said,
    route: str,
    check: str,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    """The page of a question. route, check: where the questions and the list of all answers are."""
    registered = HOLD_HIDDEN[route]
    keys = [one.key for one in asking.steps(said, registered=registered)]
    place = keys.index(step.key)
    to_check = registered or "check" in request.GET
    back = (
        reader.url(check) if to_check else reader.url(route, keys[place - 1]) if place else reader.url("parents-join")
    )
    today = timezone.localdate()
    return drawn(
        request,
        "public/step.jinja",
        reader,
        step=step,
        said=said,
        wrong=wrong or {},
        back=back,
        number="" if registered else place + 1,
        total=len(keys),
        words=asking.consent(reader.t, step.words, today)[0] if step.words else "",
        label=lambda field: label(reader, field),
        languages=asking.interpreters() if any(field.kind == LIST for field in step.fields) else {},
    )


HOLD_HIDDEN = {"parents-join-step": False, "parents-mine-step": True}  # whoever is registered has agreed to that


def sent(request: HttpRequest, step: Step, said: Said) -> tuple[Said, dict[str, str]]:
    """The answers of a page and what is wrong with them; a question that is skipped has none."""
    if "skip" in request.POST and not step.needed:
        return {field.name: _nothing(field) for field in step.fields}, {}
    return asking.read(step, request.POST, way=said.get("way", ""))


def rows(reader: Reader, said: Said, route: str) -> list[Row]:
    """Every question with its answers."""
    today = timezone.localdate()
    found = []
    for step in asking.steps(said, registered=HOLD_HIDDEN[route]):
        answers = [words for field in step.fields for words in _told(reader, field, said.get(field.name), today)]
        found.append(Row(str(reader.t(step.title)), answers, reader.url(route, step.key)))
    return found


def label(reader: Reader, field: Field) -> str:
    """What a field is called: the words of a purpose, or its text."""
    if field.kind == TICK and field.name.startswith(AGREES):
        return asking.consent(reader.t, field.name.removeprefix(AGREES), timezone.localdate())[0]
    return str(reader.t(field.label))


def _told(reader: Reader, field: Field, value: Any, today: Any) -> list[str]:
    if not value or (field.kind == TICK and value != YES):
        return []
    if field.kind == TICK:
        return [label(reader, field)]
    if field.kind == MANY:
        return [asking.words(reader.t, field, one, today) for one in value]
    return [asking.words(reader.t, field, value, today)]


def _nothing(field: Field) -> Any:
    return {MANY: [], TICK: NO}.get(field.kind, "")
