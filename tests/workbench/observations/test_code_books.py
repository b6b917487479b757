"""A code book of one's own: brought, shown in words, chosen, named by sessions; versions are not mixed without being said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction

from babyhubs.workbench.observations.codes import services
from babyhubs.workbench.observations.models import Analysis, CodeBook
from babyhubs.workbench.observations.results import services as result_services
from babyhubs.workbench.observations.results.working import carry_out
from babyhubs.workbench.observations.sessions import receiving
from tests.observations.prepared import own_codes
from tests.workbench.observations.rows import logs
from tests.workbench.service import TEST, Service

EARLIER = """
[[earlier]]
id = "baby-hub"
version = 1
codes = { on_phone = "waiting_alone" }
"""


def address(service: Service, part: str = "") -> str:
    """An address of this step."""
    return f"/programmes/{service.own.pk}/observations/{part}"


def worked_out(service: Service) -> Analysis:
    """The results of all sessions that are here."""
    one = result_services.ask(TEST, service.own)
    carry_out(one.pk)
    one.refresh_from_db()
    return one


def test_a_code_book_is_brought_shown_in_words_and_given_out_once_it_is_chosen(service: Service) -> None:
    assert service.own
    client, where = service.client("observer"), address(service, "codes/file/")
    starter = client.get(address(service, "codes/starter/file/"))
    assert 'filename="baby-hub-1.toml"' in starter["Content-Disposition"]
    # The starter as it is keeps its name for itself.
    refused = client.post(where, {"file": SimpleUploadedFile("mine.toml", starter.content)}).content.decode()
    assert "the name of the code book that ships" in refused
    assert client.post(where, {"file": SimpleUploadedFile("mine.toml", own_codes().encode())}).status_code == 302
    second = own_codes(2, without="on_phone", more='singing = "Singing together"\n').replace(
        'label = "Feeding", social = false', 'label = "Feeding", social = true'
    )
    assert (
        "is here already"
        in client.post(where, {"file": SimpleUploadedFile("mine.toml", own_codes().encode())}).content.decode()
    )
    shown = client.post(where, {"file": SimpleUploadedFile("mine.toml", second.encode())}, follow=True)
    page = shown.content.decode()
    for said in (
        "our-hubs version 2", "Not in use", "What families do: On the phone is gone.", "Moments: Singing together is new.",
        "What families do: Feeding counts as Social time, not as not social.", "a new code ends the one before it",
    ):  # fmt: skip
        assert said in page, said
    # Nothing changes until somebody chooses.
    assert client.get(address(service, "capture/setup.json")).json()["ethogram"]["id"] == "baby-hub"
    book = CodeBook.objects.get(version=2)
    assert client.post(address(service, f"codes/{book.pk}/use/")).status_code == 302
    told = client.get(address(service, "capture/setup.json")).json()["ethogram"]
    assert (told["id"], told["version"]) == ("our-hubs", 2)
    assert told["moments"]["singing"] == "Singing together"
    assert "on_phone" not in told["families"]
    assert "our-hubs version 2" in client.get(address(service, "protocol/")).content.decode()
    assert client.post(address(service, "codes/starter/use/")).status_code == 302
    assert "In use: the page" in client.get(address(service, "codes/starter/")).content.decode()


def test_what_is_wrong_with_a_code_book_is_said_with_its_place(service: Service) -> None:
    assert service.own
    client, where = service.client("observer"), address(service, "codes/file/")
    for text, said in (
        ("id = ", "not TOML"),
        (own_codes().replace("version = 1", "version = 0"), "no version"),
        (own_codes(without="greeted"), "being greeted is missing"),
        (own_codes().replace('purpose = "admin"', 'purpose = "tea"'), "says what it is for"),
    ):
        page = client.post(where, {"file": SimpleUploadedFile("mine.toml", text.encode())}).content.decode()
        assert said in page, said
    assert (
        "not text" in client.post(where, {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04\xff\xfe")}).content.decode()
    )
    assert client.get(address(service, "codes/nobody-knows/")).status_code == 404


@pytest.mark.django_db(transaction=False)
def test_the_database_refuses_to_change_a_version(service: Service) -> None:
    book = services.bring(TEST, service.own, text=own_codes(), where="codes")
    with pytest.raises((DatabaseError, IntegrityError), match="never changes"), transaction.atomic():
        CodeBook.objects.filter(pk=book.pk).update(text="id = 1")


def test_sessions_of_another_version_are_read_as_the_file_says_or_left_out_and_that_is_said(service: Service) -> None:
    # Given sessions that were watched with the starter, and a code book of one's own in use,
    for log in logs():
        receiving.take(TEST, service.own, receiving.lines(log))
    services.choose(TEST, service.own, book=services.bring(TEST, service.own, text=own_codes(), where="codes"))
    # when results are worked out, then none of them is read with words that it was not watched with,
    one = worked_out(service)
    assert "watched with another code book" in one.problem_what
    # until a version says how their codes are read.
    second = own_codes(2, without="on_phone", more=EARLIER)
    services.choose(TEST, service.own, book=services.bring(TEST, service.own, text=second, where="codes"))
    one = worked_out(service)
    assert one.problem_what == ""
    client = service.client("service-lead")
    page = client.get(address(service, f"results/{one.pk}/")).content.decode()
    assert "Read with our-hubs version 2" in page
    assert f"watched with another code book: baby-hub version 1 ({len(logs())} sessions)" in page
