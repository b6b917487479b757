"""The site: every link leads to a page of it, nothing is fetched, and no HTML of a document runs."""

import re
from pathlib import Path

import pytest

from babyhubs.reports.manual import shelf, site
from babyhubs.reports.manual.markdown import anchor, rendered
from babyhubs.reports.manual.search import search


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site."""
    folder = tmp_path_factory.mktemp("site")
    assert site.write(folder) == len(shelf.documents())
    return folder


def test_every_link_leads_to_a_page_of_the_site(made: Path) -> None:
    for page in made.rglob("*.html"):
        for address in re.findall(r'(?:href|src)="([^"#]+)', page.read_text("utf-8")):
            if "://" not in address and not address.startswith(("data:", "mailto:")):
                assert (page.parent / address).exists(), f"{page.relative_to(made)}: {address}"


def test_nothing_comes_from_elsewhere(made: Path) -> None:
    for page in made.rglob("*.html"):
        assert not re.search(r'(?:src|<link[^>]*href)="https?:', page.read_text("utf-8"))


def test_the_same_documents_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    site.write(tmp_path / "again")
    files = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    assert all((made / one).read_bytes() == (tmp_path / "again" / one).read_bytes() for one in files)


def written(text: str) -> str:
    """A document of this text as HTML."""
    document = shelf.Document("how-to/x", "X", "", text, shelf.root() / "docs" / "how-to" / "x.md")
    return str(rendered(document, lambda key, kind: f"/{kind}/{key}").html)


def test_html_in_a_document_stays_text() -> None:
    assert "<script>" not in written("# X\n\n<script>alert(1)</script> and [a](javascript:alert(1))\n")


def test_links_to_pages_pictures_files_and_elsewhere() -> None:
    html = written(
        "[a](run-the-workbench.md#on-your-own-machine) [b](../decisions/) ![c](../tutorial/images/phone.png) [d](../../pyproject.toml) [e](https://x.org)"
    )
    assert 'href="/page/how-to/run-the-workbench#on-your-own-machine"' in html
    assert 'href="/page/decisions"' in html
    assert 'src="/picture/docs/tutorial/images/phone.png"' in html
    assert "<span>d</span>" in html
    assert 'href="https://x.org"' in html


def test_words_are_found_where_all_of_them_stand() -> None:
    first = search("leave together")[0]
    assert first.document.title in ("What may leave together", "Tables that leave together are protected together")
    assert search("") == search("zebra quagga") == []


def test_an_anchor_is_spelt_as_the_code_hosts_do() -> None:
    assert (
        anchor("1. Write down what you will look at, before you open the data")
        == "1-write-down-what-you-will-look-at-before-you-open-the-data"
    )
