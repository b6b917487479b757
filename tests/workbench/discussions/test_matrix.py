"""The matrix on its page: people by dimension, filtered, counted by group, and a summary that stands on passages."""

import pytest

from babyhubs.discussions.consents import add_participant
from babyhubs.workbench.discussions import project
from tests.workbench.discussions.spoken import AT, BOOK, FARE, HEARD, MOVED, begun, talk
from tests.workbench.discussions.test_coding import put
from tests.workbench.service import Service

COST = BOOK["Affordability"]


@pytest.fixture
def told(service: Service) -> Service:
    """Three mothers: two find the bus dear, one does not; only the first two say which language they speak."""
    begun(service)
    one = talk(service.own, FARE, MOVED, group="Somali", place="Easton", day="2026-05-04")
    two = talk(service.own, FARE, HEARD, group="Arabic", place="Barton", day="2026-05-05")
    three = talk(service.own, "We live next door, it costs us nothing.", day="2026-05-06")
    put(service, "analyst", one, FARE, BOOK["Affordability: barrier"])
    put(service, "analyst", two, "four pounds each way", BOOK["Affordability: barrier"])
    put(service, "analyst", three, "it costs us nothing", BOOK["Affordability: facilitator"])
    return service


def person(service: Service, label: str) -> str:
    with project.opened(service.own) as one:
        return str(one.value("SELECT guid FROM participant WHERE label = ?", label))


def shown(service: Service, **asked: str) -> str:
    page = service.client("service-lead").get(f"/programmes/{service.own.pk}/discussions/matrix/", asked)
    return page.content.decode()


def test_people_are_counted_and_empty_cells_say_why(told: Service) -> None:
    page = shown(told)
    assert "3 (▼ 2, ▲ 1)" in page
    assert "Nothing said" in page
    assert "Not summarised yet" in page
    assert "barrier for 2, facilitator for 1" in page  # who says otherwise


def test_a_filter_leaves_the_others_out(told: Service) -> None:
    page = shown(told, group="Main language|Somali")
    assert "1 (▼ 1)" in page
    assert "P2</" not in page
    assert "Somali" in page
    page = shown(told, place="Barton", by="Main language")
    assert "Arabic (1)" in page
    page = shown(told, place="nowhere")  # is not there, so it chooses nobody out
    assert "3 (▼ 2, ▲ 1)" in page


def test_a_bare_answer_is_told_with_its_question(told: Service) -> None:
    with project.opened(told.own) as one:
        add_participant(one, "P9", "lead", AT, values={"First child": "No", "Main language": "Polish"})
    assert "First child: no, Polish" in shown(told)


def test_a_summary_stands_on_passages_and_quotes_letter_for_letter(told: Service) -> None:
    who, client = person(told, "P1"), told.client("analyst")
    where = f"/programmes/{told.own.pk}/discussions/matrix/{who}/{COST}/"
    with project.opened(told.own) as one:
        passage = one.value("SELECT guid FROM passage ORDER BY number")
    assert "four pounds each way" in client.get(where).content.decode()
    wrong = client.post(f"{where}write/", {"summary": "The bus is “five pounds”.", "passage": passage}).content.decode()
    assert "in none of the passages" in wrong
    assert "five pounds" in wrong  # what was written is not lost
    client.post(f"{where}write/", {"summary": "The bus is “four pounds each way”.", "passage": passage})
    assert "The bus is “four pounds each way”." in shown(told)
    assert "“four pounds" in told.client("involvement-coordinator").get(where).content.decode()


def test_nobody_asked_is_another_thing_than_nothing_said(told: Service) -> None:
    who, client = person(told, "P3"), told.client("analyst")
    where = f"/programmes/{told.own.pk}/discussions/matrix/{who}/{BOOK['Ability to seek']}/"
    assert "none of them is about this" in client.get(where).content.decode()
    client.post(f"{where}write/", {"not-asked": "1"})
    assert "nobody asked about this" in client.get(where).content.decode()
    assert "Not asked" in shown(told)


def test_a_second_coder_does_not_learn_from_the_matrix_what_the_first_put(told: Service) -> None:
    with project.opened(told.own) as one:
        source = str(one.value("SELECT guid FROM source ORDER BY number"))
    put(told, "service-lead", source, MOVED, BOOK["Approachability: barrier"])
    assert "2 (▼ 1, ▲ 1)" in shown(told)  # of the first text only their own
    page = told.client("analyst").get(f"/programmes/{told.own.pk}/discussions/matrix/").content.decode()
    assert "3 (▼ 2, ▲ 1)" in page
