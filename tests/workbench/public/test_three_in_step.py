"""The page for parents, the form that a coordinator types into and the paper form ask the same, in the same answers."""

import re

from django.test import Client

from babyhubs.workbench.people.forms import AddForm, AnswersForm, HowSaid
from babyhubs.workbench.people.wordings import HOLD
from babyhubs.workbench.public.asking import AGREES, MANY, ONE, TICK, every_step
from tests.workbench.public.sites import WHERE, a_site
from tests.workbench.service import Service

PAGE = {field.name: field for step in every_step() for field in step.fields}


def typed() -> dict[str, object]:
    """The fields of the coordinator's forms, but for when and how it was said, which a page knows by itself."""
    forms = (AddForm(), AnswersForm(may_draw=True))
    fields = {name: field for form in forms for name, field in form.fields.items()}
    return {name: field for name, field in fields.items() if name not in HowSaid.base_fields}


def test_a_coordinator_types_what_the_page_asks() -> None:
    assert set(typed()) == set(PAGE)


def test_the_paper_form_has_what_the_page_asks_in_its_order(service: Service) -> None:
    a_site(service.own)
    paper = Client().get(f"{WHERE}get-involved/paper/").content.decode()
    assert re.findall(r'data-field="([^"]+)"', paper) == list(PAGE)


def test_the_answers_to_choose_from_are_the_same_in_all_three(service: Service) -> None:
    a_site(service.own)
    paper = Client().get(f"{WHERE}get-involved/paper/").content.decode()
    for name, field in PAGE.items():
        if field.kind not in (ONE, MANY):
            continue
        values = [value for value, _ in field.options]
        part = re.search(rf'data-field="{name}">(.*?)</div>', paper, re.S)
        assert part
        assert re.findall(r'data-answer="([^"]+)"', part[1]) == values, name
        given = [str(value) for value, _ in typed()[name].choices if value]  # type: ignore[attr-defined]
        assert given == values, name


def test_what_must_be_answered_is_the_same() -> None:
    needed = {name for name, field in typed().items() if field.required}  # type: ignore[attr-defined]
    assert needed == {f"{AGREES}{HOLD}", "called", "way"}
    assert {field.name for step in every_step() if step.needed for field in step.fields} == needed | {
        *("phone", "email", "address", "worker")  # the one that the way needs
    }


def test_nothing_is_ticked_beforehand(service: Service) -> None:
    a_site(service.own)
    for step in every_step()[:1] + [one for one in every_step() if any(field.kind == TICK for field in one.fields)]:
        page = Client().get(f"{WHERE}get-involved/questions/{step.key}/").content.decode()
        assert " checked" not in page, step.key
