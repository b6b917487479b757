"""The pages of an audit's results: what they show is what was stored, as far as it was chosen."""

import pytest

from tests.workbench.audits.done import a_result
from tests.workbench.service import Service

PAGES = ("", "groups/", "map/", "reach/", "gaps/", "visits/", "records/", "method/", "findings/", "compare/")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there(service: Service, page: str) -> None:
    run = a_result(service.own)
    answer = service.client("analyst").get(f"/programmes/{service.own.pk}/audits/{run.pk}/{page}")
    assert answer.status_code == 200, answer.content.decode()


def test_compare(service: Service) -> None:
    a_result(service.own)
    run = a_result(service.own)
    answer = service.client("analyst").get(f"/programmes/{service.own.pk}/audits/{run.pk}/compare/")
    assert answer.status_code == 200, answer.content.decode()
