"""A file of another program: shown, told what it means, looked at, and taken in whole or not at all, with where it came from."""

import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from babyhubs.workbench.hubs import services as hub_services
from babyhubs.workbench.observations.models import OtherFile, Session
from babyhubs.workbench.observations.others import places
from babyhubs.workbench.observations.sessions.logs import recordings
from babyhubs.workbench.record.models import Entry
from tests.workbench.observations.boris_project import BORIS
from tests.workbench.observations.rows import logs
from tests.workbench.service import TEST, Service


def send(service: Service, name: str, content: bytes) -> HttpResponse:
    """Upload it."""
    where = f"/programmes/{service.own.pk}/observations/other-programs/"
    return service.client("observer").post(where, {"file": SimpleUploadedFile(name, content)})


def kept(service: Service, name: str = "tuesday.boris", content: bytes = BORIS) -> str:
    """The address of a file that waits, in a programme with a hub."""
    hub_services.add(TEST, service.own, code="HUB01", name="Easton", model="social")
    answer = send(service, name, content)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


GIVEN = {
    "hub_1": "HUB01", "date_1": "2026-03-03", "time_1": "10:05", "observer_1": "O1", "model": "", "room": "",
    "subject_0": "family", "subject_1": "family",
    "code_0": "arrives", "code_1": "leaves", "code_2": "zone:play_mat", "code_3": "activity:parent_parent_talk",
}  # fmt: skip


def test_a_project_of_boris_becomes_a_session_with_its_provenance(service: Service) -> None:
    # Given a project of BORIS that somebody uploaded,
    where = kept(service)
    client = service.client("observer")
    page = client.get(where).content.decode()
    # then the page says what it holds, with a guess for each name,
    for said in ("HUB01 Tuesday", "Anna", "Bea", "in play_mat", "As the code book", 'value="2026-03-03"'):
        assert said in page, said
    # and nothing is taken in by looking.
    looked = client.post(where, GIVEN | {"look": "yes"}).content.decode()
    assert "What would be taken in" in looked
    assert "1 comments" in looked
    assert not Session.objects.exists()
    # When it is taken in,
    before = Entry.objects.count()
    assert client.post(where, GIVEN | {"take": "yes"}).status_code == 302
    # then there is one entry in the record, and one session, sealed, with tokens in the place of names,
    assert Entry.objects.count() == before + 1
    (session,) = Session.objects.all()
    text = "".join(session.operations.values_list("line", flat=True))
    assert "Anna" not in text
    assert "laughs" not in text
    (one,) = recordings([session])
    assert (one.hub, one.model, one.occasion, one.observer) == ("HUB01", "social", "HUB01 2026-03-03", "O1")
    assert [(visit.actor, visit.start, visit.stop, visit.cut_start) for visit in one.visits] == [
        ("F01", 0, 210_000, False),
        ("F02", 30_000, 120_000, True),
    ]
    assert [(row.members, row.start, row.stop) for row in one.contacts] == [(("F01", "F02"), 60_000, 90_000)]
    assert "came from BORIS" in one.warnings[0]
    # and it says where it came from, and what was lost.
    file = OtherFile.objects.get()
    assert one.header["from"] == {"program": "BORIS", "sha256": file.sha256, "observation": 1}
    page = client.get(f"/programmes/{service.own.pk}/observations/sessions/{session.pk}/").content.decode()
    assert "From another program" in page
    page = client.get(where).content.decode()
    assert file.sha256 in page
    assert "Media files and frames" in page
    assert "Anna" not in page
    assert "From BORIS" in client.get(f"/programmes/{service.own.pk}/observations/").content.decode()
    # The same file does not come twice, and no second session of that day by that observer.
    changed = str(send(service, "again.boris", BORIS + b" ")["Location"])
    assert "by O1 is here already" in client.post(changed, GIVEN | {"take": "yes"}).content.decode()
    assert "was taken in already" in send(service, "again.boris", BORIS).content.decode()
    assert client.post(where, GIVEN | {"take": "yes"}).status_code == 200
    assert Session.objects.count() == 1


def test_same_file_same_answers_same_bytes(service: Service) -> None:
    where = kept(service)
    client = service.client("observer")
    client.post(where, GIVEN | {"take": "yes"})
    first = Session.objects.get().head
    Session.objects.all().delete()
    OtherFile.objects.all().delete()
    again = str(send(service, "x.boris", BORIS)["Location"])
    client.post(again, GIVEN | {"take": "yes"})
    assert Session.objects.get().head == first


def test_what_is_missing_or_impossible_is_said_and_nothing_is_taken_in(service: Service) -> None:
    where = kept(service)
    client = service.client("observer")
    for wrong, said in (
        ({"hub_1": ""}, "Choose the hub"),
        ({"date_1": ""}, "Say which day it was"),
        ({"date_1": "2999-01-01"}, "still to come"),
        ({"observer_1": "Jo Bloggs"}, "letters, digits and dashes"),
        ({"code_0": "activity:dancing"}, "Select a valid choice"),
        ({"subject_0": "out", "subject_1": "out"}, "nobody of it is left"),
    ):
        assert said in client.post(where, GIVEN | {"take": "yes"} | wrong).content.decode(), said
    assert not Session.objects.exists()


def test_a_file_is_thrown_away_with_its_bytes(
    service: Service, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    where = kept(service)
    path = places.file(OtherFile.objects.get())
    assert path.read_bytes() == BORIS
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        service.client("observer").post(f"{where}throw-away/")
    assert not OtherFile.objects.exists()
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.boris", b"[" * 100_000, "not a BORIS project|nested too deeply"),
        ("a.boris", b"{}", "not a BORIS project"),
        ("a.boris.gz", gzip.compress(b"0" * 70_000_000), "unpacks to far more|holds more than 20 MB"),
        ("a.eaf", b'<!DOCTYPE x [<!ENTITY a "b">]><ANNOTATION_DOCUMENT>&a;</ANNOTATION_DOCUMENT>', "not an ELAN file"),
        ("a.opf", b"PK\x03\x04nothing", "Datavyu|begin with"),
        ("a.csv", b"one,two\n1,2\n", "no column for code"),
        ("a.csv", b"actor,code,start,stop\nF1,a,5,2\n", "ends before it begins .row 2"),
        ("a.docx", b"PK", "Files of this kind are not read"),
        ("x.obs.jsonl", b"{}", "a log of our own page"),
        (
            "a.csv", b"actor,code,start,stop\n" + b"".join(b"F1,c%d,0,1\n" % n for n in range(90)), "90 codes; 80 at most",
        ),
    ],
)  # fmt: skip
def test_hostile_and_foreign_files_end_in_a_sentence(service: Service, name: str, content: bytes, said: str) -> None:
    import re

    page = send(service, name, content).content.decode()
    assert re.search(said, page), page[page.find("There is a problem") :][:600]
    assert str(service.own.pk.hex) not in page
    assert not OtherFile.objects.exists()


def test_a_log_that_says_that_it_came_from_elsewhere_must_say_it_in_our_form(service: Service) -> None:
    from babyhubs.errors import InputError
    from babyhubs.workbench.observations.sessions import receiving

    assert service.own
    first = json.loads(logs()[0].split(b"\n")[0])
    first["value"]["from"] = "BORIS"
    line = json.dumps(first, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    with pytest.raises(InputError, match="from is an object"):
        receiving.take(TEST, service.own, receiving.lines(line.encode() + b"\n"))
