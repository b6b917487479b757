"""Documents: sections with counts, what stops them, how they read, and a file that leaves only after a second look."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from babyhubs.evidence.record import place
from babyhubs.workbench.evidence import services
from babyhubs.workbench.evidence.holding import held
from babyhubs.workbench.evidence.models import Document
from babyhubs.workbench.programme import sources
from babyhubs.workbench.releases import keeping
from babyhubs.workbench.releases.models import Release
from tests.workbench.evidence.rows import FINDING, a_document, given
from tests.workbench.service import TEST, Service

NEED = "[[reach]] That is few.\n\n::: figure Reach\nstrand | discussions\nmeasure | reach\nattribute | deprivation\n:::"


@pytest.fixture
def document(service: Service, monkeypatch: pytest.MonkeyPatch) -> Document:
    """A bid with one claim in its register."""
    monkeypatch.setattr(sources, "_GIVEN_BY", {})
    sources.gives("discussions", given(FINDING))
    services.write_claim(
        TEST, service.own, held(service.own), name="reach", sentence="[?%](a.estimate) came.", strength="moderate",
        limits="One year.", sources={"a": list(place(FINDING))},
    )  # fmt: skip
    return a_document(service.own)


def base(service: Service, document: Document) -> str:
    """The address of the document."""
    return f"/programmes/{service.own.pk}/evidence/documents/{document.pk}/"


def test_a_section_is_counted_when_it_is_saved_and_hard_words_are_marked(service: Service, document: Document) -> None:
    client, where = service.client("service-lead"), base(service, document)
    summary = f"{where}sections/plain-english-summary/"
    assert client.post(summary, {"text": "Every family is different. [[reach]]"})["Location"] == summary
    page = client.get(summary).content.decode()
    assert "36 of 3,500 characters" in page
    assert "<mark>different</mark>" in page
    assert "[[reach]]" in page


def test_the_document_lists_what_stops_it_and_makes_no_file_before(service: Service, document: Document) -> None:
    client, where = service.client("service-lead"), base(service, document)
    services.write_section(TEST, document, key="need", text="[[nothing]] Most of the 12 hubs are full.")
    page = client.get(where).content.decode()
    assert "There is no claim “nothing” in the register." in page
    assert "No source: Most of the 12 hubs are full." in page
    assert "put right" in client.get(f"{where}release/").content.decode()
    answer = client.post(f"{where}release/", {"kind": "html", "reason": "NIHR"})
    assert answer.status_code == 200
    assert not Release.objects.exists()


def test_it_reads_as_a_whole_with_its_figure_and_its_sources(service: Service, document: Document) -> None:
    services.write_section(TEST, document, key="need", text=NEED)
    page = service.client("observer").get(f"{base(service, document)}read/").content.decode()
    assert "48% came.<sup" in page
    assert "Most deprived fifth" in page  # the group in words, not its code
    assert 'style="' not in page.split('id="maincontent"')[1]


def test_a_figure_that_shows_nothing_is_said_on_the_page(service: Service, document: Document) -> None:
    services.write_section(TEST, document, key="need", text=NEED.replace("| reach", "| nothing"))
    assert "shows nothing" in service.client("observer").get(f"{base(service, document)}read/").content.decode()


def test_a_file_is_asked_for_and_kept_until_somebody_else_decides(service: Service, document: Document) -> None:
    services.write_section(TEST, document, key="need", text=NEED)
    answer = service.client("service-lead").post(
        f"{base(service, document)}release/", {"kind": "docx", "used_as": "", "reason": "NIHR, for the bid."}
    )
    one = Release.objects.get()
    assert answer["Location"].endswith(f"/releases/{one.pk}/")
    assert (one.strand, one.state, one.file_name) == ("evidence", "asked", "nihr-rfpb-stage-2.docx")
    content = keeping.kept(settings.BABYHUBS.folder, one.pk).read_bytes()
    assert "word/footnotes.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not list(Path(settings.BABYHUBS.folder).glob("document-*"))


def test_a_document_is_begun_on_the_page(service: Service) -> None:
    where = f"/programmes/{service.own.pk}/evidence/documents/new/"
    client = service.client("analyst")
    assert "NIHR Research for Patient Benefit, stage 1" in client.get(where).content.decode()
    answer = client.post(where, {"form": "parents-summary", "title": "Who comes?"})
    assert str(Document.objects.get().pk) in answer["Location"]
