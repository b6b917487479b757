"""The documents in the workbench: every page has one, every document opens, and words are found."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from babyhubs.reports.manual.shelf import documents
from babyhubs.workbench.web.help import _pages, key_for
from tests.workbench.routes import routes
from tests.workbench.service import Service


def read(where: str) -> str:
    """A page of the help, as somebody sees it who has no account."""
    answer = Client().get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


@pytest.mark.django_db
class TestReading:
    """Without an account, without scripts."""

    def test_every_document_opens_and_its_links_lead_to_documents(self) -> None:
        for key in documents():
            for address in re.findall(r'(?:href|src)="(/help/[^"#]*)', read(f"/help/{key}/")):
                assert get_resolver().resolve(address), address

    def test_the_shelf_lists_them_all(self) -> None:
        page = read("/help/")
        assert all(f'href="/help/{key}/"' in page for key in documents() if "/" in key)

    def test_pictures_and_nothing_else_of_the_folder(self) -> None:
        assert Client().get("/help/pictures/docs/tutorial/images/programme.png")["Content-Type"] == "image/png"
        for other in ("pyproject.toml", "docs/tutorial/images/../../../pyproject.toml", "docs/how-to/README.md"):
            assert Client().get(f"/help/pictures/{other}").status_code == 404

    def test_what_is_not_there(self) -> None:
        assert Client().get("/help/how-to/fly/").status_code == 404
        assert "<h1>Methods</h1>" in read("/help/methods/")


@pytest.mark.django_db
class TestFinding:
    """All words, the titles first, nothing of what was typed run as HTML."""

    def test_the_best_page_first(self) -> None:
        found = re.findall(r'<h2[^>]*><a href="/help/([^"]+)/"', read("/help/search/?words=back+up+restore"))
        assert found[0] == "how-to/back-up-and-restore"

    def test_nothing_found_says_what_to_do(self) -> None:
        assert "Try fewer words" in read("/help/search/?words=zebra+quagga")
        assert "&lt;script&gt;" in read("/help/search/?words=<script>")


class TestForEachPage:
    """Each page of the workbench leads to the document about it."""

    def test_each_line_names_a_document_and_fits_a_route(self) -> None:
        names = [route.name for route in routes()]
        for beginning, key in _pages().items():
            assert key in documents(), key
            assert any(name.startswith(beginning) for name in names), beginning
        assert key_for("no-such-page") in documents()

    def test_the_page_has_the_link(self, service: Service) -> None:
        page = service.client("analyst").get(f"/programmes/{service.own.pk}/hubs/").content.decode()
        assert 'href="/help/how-to/keep-hubs-and-release/"' in page
