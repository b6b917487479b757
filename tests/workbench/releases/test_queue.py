"""The queue: from a request to a released file, as the people in it see it."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from babyhubs.disclosure.attack import Attack
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.protection import Protected, protect
from babyhubs.errors import InputError
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.releases import keeping, rules, services
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.releases.states import State
from tests.workbench.releases.test_judging import family
from tests.workbench.service import Service

TABLE = b"ward,babies\nEaston,25\nKnowle,*\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A protected table."""
    path = tmp_path / "reach.csv"
    path.write_bytes(TABLE)
    return path


def asked(service: Service, source: Path, **more: Any) -> Release:
    """What the analyst asked for."""
    return services.ask(service.actor("analyst"), service.own, "Reach by ward", source, "hes", "For the board.", **more)


def approved(service: Service, one: Release) -> Release:
    """What the output checker let go."""
    return services.approve(service.actor("output-checker"), one, reason="Counts are rounded.")


def test_what_was_looked_at_is_what_leaves(service: Service, source: Path) -> None:
    one = asked(service, source)
    source.write_bytes(b"ward,babies\nEaston,3\n")  # exchanged while the checker looks
    one = approved(service, one)
    assert one.digest == hashlib.sha256(TABLE).hexdigest()
    client = service.client("observer")
    answer = client.get(f"/programmes/{service.own.pk}/releases/{one.pk}/file/")
    assert b"".join(answer.streaming_content) == TABLE
    assert answer["Content-Disposition"] == 'attachment; filename="reach.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Length"] == str(len(TABLE))


def test_the_reviewer_and_the_digest_lie_beside_the_file(service: Service, source: Path) -> None:
    one = approved(service, asked(service, source))
    receipt = keeping.kept(settings.BABYHUBS.folder, one.pk).with_name(keeping.RECEIPT)
    told = json.loads(receipt.read_text(encoding="utf-8"))
    assert (told["digest"], told["decided_by_name"], told["state"]) == (one.digest, "Output Checker", "approved")


def test_who_asked_never_decides_whatever_roles_they_hold(service: Service, source: Path) -> None:
    one = asked(service, source)
    for decide in (services.approve, services.refuse):
        with pytest.raises(rules.SamePerson):
            decide(service.actor("analyst"), one, reason="Fine.")
    assert Release.objects.get(pk=one.pk).state == State.ASKED


def test_a_family_that_the_attack_opens_is_never_approved(service: Service, source: Path) -> None:
    good = protect(family(Easton=3, Knowle=40, Filton=25), profile("hes"))
    opened = Attack(good.attack.bounds.with_columns(safe=False), good.attack.places, True)
    one = asked(service, source, protected=Protected(good.reader, good.choice, opened))
    with pytest.raises(rules.GivenAway):
        approved(service, one)
    services.refuse(service.actor("output-checker"), one, reason="Easton can be worked out.")
    assert Release.objects.get(pk=one.pk).state == State.REFUSED


def test_a_file_that_was_changed_on_the_disk_is_neither_approved_nor_given_out(service: Service, source: Path) -> None:
    waiting, gone = asked(service, source), approved(service, asked(service, source))
    for one in (waiting, gone):
        keeping.kept(settings.BABYHUBS.folder, one.pk).write_bytes(b"something else")
    with pytest.raises(rules.FileChanged):
        approved(service, waiting)
    answer = service.client("observer").get(f"/programmes/{service.own.pk}/releases/{gone.pk}/file/", follow=True)
    assert "has changed since it was looked at" in answer.content.decode()


def test_a_newer_release_takes_the_place_of_an_older_one(service: Service, source: Path) -> None:
    older = approved(service, asked(service, source))
    newer = asked(service, source, supersedes=older)
    assert Release.objects.get(pk=older.pk).state == State.APPROVED  # until the newer one is approved
    approved(service, newer)
    assert Release.objects.get(pk=older.pk).state == State.SUPERSEDED
    with pytest.raises(rules.NotReleased):
        services.download(service.actor("observer"), Release.objects.get(pk=older.pk))
    page = service.client("observer").get(f"/programmes/{service.own.pk}/releases/{older.pk}/").content.decode()
    assert "A newer one took its place" in page


def test_what_waits_is_nobodys_business_but_theirs_who_ask_and_decide(service: Service, source: Path) -> None:
    one = asked(service, source)
    where = f"/programmes/{service.own.pk}/releases/"
    assert "Reach by ward" not in service.client("observer").get(where).content.decode()
    for page in (f"{one.pk}/", f"{one.pk}/file/"):
        assert service.client("observer").get(where + page).status_code == 404
    page = service.client("output-checker").get(f"{where}{one.pk}/decision/").content.decode()
    assert "Knowle" in page  # the checker sees what is in the file
    answer = service.client("output-checker").get(f"{where}{one.pk}/file/", follow=True)
    assert "Only released files can be downloaded." in answer.content.decode()


def test_the_whole_way_through_the_pages(service: Service) -> None:
    where = f"/programmes/{service.own.pk}/releases/"
    fields = {"title": "Reach", "profile": "hes", "reason": "For the board.", "strand": "audit"}
    file = SimpleUploadedFile("../../reach <b>.csv", TABLE)
    page = service.client("analyst").post(f"{where}new/", {**fields, "file": file}, follow=True).content.decode()
    assert "Waiting for a decision" in page
    one = Release.objects.get()
    assert one.file_name == "reach-b-.csv"
    checker = service.client("output-checker")
    page = checker.post(f"{where}{one.pk}/decision/", {"decision": "approve", "reason": ""}).content.decode()
    assert "There is a problem" in page
    sent = {"decision": "approve", "reason": "I looked at each count."}
    assert "Released" in checker.post(f"{where}{one.pk}/decision/", sent, follow=True).content.decode()
    assert "It has been decided already." in checker.get(f"{where}{one.pk}/decision/").content.decode()
    told = checker.post(f"{where}{one.pk}/decision/", sent).content.decode()
    assert "it cannot become approved" in told
    actions = Entry.objects.filter(action__startswith="release.").order_by("sequence")
    assert list(actions.values_list("action", flat=True)) == ["release.asked", "release.approved"]


def test_a_request_is_taken_back_by_who_asked_alone(service: Service, source: Path) -> None:
    one = asked(service, source)
    where = f"/programmes/{service.own.pk}/releases/{one.pk}/withdraw/"
    page = service.client("service-lead").post(where, follow=True).content.decode()
    assert "Somebody else asked for this release." in page
    assert "Taken back" in service.client("analyst").post(where, follow=True).content.decode()


@pytest.mark.parametrize(
    ("profile_name", "title", "reason"),
    [("internal", "Reach", "Why"), ("hes", " ", "Why"), ("hes", "Reach", " "), ("nobody", "Reach", "Why")],
)
def test_a_request_that_says_too_little_leaves_nothing_behind(
    service: Service, source: Path, profile_name: str, title: str, reason: str
) -> None:
    before = sorted((settings.BABYHUBS.folder / keeping.FOLDER).glob("*"))
    with pytest.raises(InputError):
        services.ask(service.actor("analyst"), service.own, title, source, profile_name, reason)
    assert sorted((settings.BABYHUBS.folder / keeping.FOLDER).glob("*")) == before
    assert not Release.objects.exists()


def test_an_answer_is_asked_for_under_its_own_profile(service: Service, tmp_path: Path) -> None:
    folder = tmp_path / "answer"
    (folder / "csv").mkdir(parents=True)
    (folder / "csv" / "hubs.csv").write_bytes(TABLE)
    (folder / "provenance.json").write_text('{"disclosure_profile": {"name": "legacy"}}', encoding="utf-8")
    with pytest.raises(InputError, match="under the profile legacy, not hes"):
        asked(service, folder)
    one = services.ask(service.actor("analyst"), service.own, "The answer", folder, "legacy", "For the board.")
    assert one.file_name == "answer.zip"
