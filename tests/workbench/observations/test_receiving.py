"""What phones send: taken in once, in order, whole, whatever the network did to it; nothing that is here is ever changed."""

import json
import random

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from babyhubs.errors import InputError
from babyhubs.workbench.observations.models import Operation, Session
from babyhubs.workbench.observations.sessions import logs as kept
from babyhubs.workbench.observations.sessions import receiving
from babyhubs.workbench.record.models import Entry
from tests.workbench.observations.rows import logs, short
from tests.workbench.service import TEST, Service


def sent(client: Client, service: Service, body: bytes) -> dict[str, object]:
    """What the phone is answered."""
    answer = client.post(f"/programmes/{service.own.pk}/observations/capture/receive/", body, content_type="text/plain")
    return {"status": answer.status_code} | answer.json()


def test_a_log_arrives_whole_and_both_sides_have_the_same_hash(service: Service) -> None:
    log = logs()[0]
    assert service.own
    told = sent(service.client("observer"), service, log)
    last = receiving.lines(log)[-1]
    assert told == {"status": 200, "seq": last.seq, "head": last.digest()}
    one = Session.objects.get()
    assert kept.text(one).encode() == log
    assert one.closed
    assert one.header["hub"] == "HUB01"
    (again,) = kept.recordings([one])
    assert again.source == f"sha256:{last.digest()}"
    assert again.warnings == ()


@pytest.mark.parametrize("seed", range(3))
def test_pieces_that_come_twice_late_cut_off_or_in_another_order_lose_nothing_and_double_nothing(
    service: Service, seed: int
) -> None:
    chance, lines = random.Random(seed), logs()[1].splitlines(keepends=True)[:200]
    client, here = service.client("observer"), 0
    assert service.own
    for _ in range(30):
        begin = max(0, here - chance.randrange(40)) if chance.random() < 0.7 else chance.randrange(len(lines))
        piece = lines[begin : begin + chance.randrange(1, 60)]
        if chance.random() < 0.2:
            chance.shuffle(piece)
        body = b"".join(piece)
        body = body[: chance.randrange(len(body))] if chance.random() < 0.2 else body
        told = sent(client, service, body)
        assert told["status"] == 200
        here = max(here, int(str(told["seq"])))
    while here < len(lines):
        here = int(str(sent(client, service, b"".join(lines[here : here + 100]))["seq"]))
    one = Session.objects.get()
    assert kept.text(one).encode() == b"".join(lines)
    assert one.seq == one.operations.count() == len(lines)


def test_a_repeat_leaves_no_entry_in_the_record(service: Service) -> None:
    client = service.client("observer")
    assert service.own
    sent(client, service, short())
    before = Entry.objects.count()
    assert sent(client, service, short())["seq"] == 6
    assert Entry.objects.count() == before


def test_what_contradicts_is_refused_and_nothing_of_it_is_kept(service: Service) -> None:
    client = service.client("observer")
    assert service.own
    sent(client, service, short())
    lines = short().splitlines(keepends=True)
    other = json.loads(lines[3])
    other["t_ms"] += 1
    changed = json.dumps(other, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    for body in (
        changed,  # another operation in a place that is taken
        logs()[0].splitlines(keepends=True)[6].replace(b'"prev":"', b'"prev":"0')[:-1] + b"\n",  # no hash
        json.dumps(other).encode() + b"\n",  # the form that no hash was taken of
        b"[]\n", b"\xff\xfe\n", b"{" * 5000 + b"\n",
        lines[0] + logs()[1].splitlines(keepends=True)[0],  # two sessions
    ):  # fmt: skip
        told = sent(client, service, body)
        assert told["status"] == 400, body[:80]
        assert told["what"]
        assert told["remedy"]
    assert Session.objects.get().seq == 6


def test_a_broken_chain_is_not_taken(service: Service) -> None:
    assert service.own
    taps = receiving.lines(logs()[0])
    receiving.take(TEST, service.own, taps[:3])
    moved = json.loads(taps[3].line()) | {"prev": "1" * 64}
    line = json.dumps(moved, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    with pytest.raises(InputError, match="not what the workbench has"):
        receiving.take(TEST, service.own, receiving.lines(line.encode()))
    assert Session.objects.get().seq == 3


def test_a_session_belongs_to_one_programme(service: Service) -> None:
    assert service.own
    taps = receiving.lines(short())
    receiving.take(TEST, service.own, taps)
    with pytest.raises(InputError, match="another programme"):
        receiving.take(TEST, service.others, taps)


def test_the_middle_of_a_log_alone_is_not_the_beginning_of_a_session(service: Service) -> None:
    assert service.own
    told = sent(service.client("observer"), service, b"".join(short().splitlines(keepends=True)[2:]))
    assert told == {"status": 200, "seq": 0, "head": "0" * 64}
    assert not Session.objects.exists()


def test_the_database_refuses_to_change_an_operation(service: Service) -> None:
    assert service.own
    sent(service.client("observer"), service, short())
    with pytest.raises((DatabaseError, IntegrityError), match="append-only"), transaction.atomic():
        Operation.objects.filter(seq=2).update(line="{}")


def test_without_the_token_of_the_page_nothing_is_taken_and_with_it_everything(service: Service) -> None:
    assert service.own
    client = Client(enforce_csrf_checks=True)
    client.force_login(service.people["observer"])
    where = f"/programmes/{service.own.pk}/observations/capture/"
    assert client.post(f"{where}receive/", short(), content_type="text/plain").status_code == 403
    token = client.get(f"{where}token/").json()["token"]
    answer = client.post(f"{where}receive/", short(), content_type="text/plain", headers={"X-CSRFToken": token})
    assert answer.json()["seq"] == 6
    assert Client().get(f"{where}token/").status_code == 302


def test_a_file_that_was_handed_over_is_taken_as_if_it_had_been_sent(service: Service) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert service.own
    client, where = service.client("observer"), f"/programmes/{service.own.pk}/observations/handed-over/"
    sent(client, service, short())
    answer = client.post(where, {"file": SimpleUploadedFile("HUB01.obs.jsonl", logs()[0])}, follow=True)
    assert "operations are here" in answer.content.decode()
    assert kept.text(Session.objects.get()).encode() == logs()[0]
    cut = logs()[1].splitlines(keepends=True)
    answer = client.post(where, {"file": SimpleUploadedFile("x.jsonl", b"".join(cut[:5] + cut[8:]))})
    assert "The log is not whole" in answer.content.decode()
    assert Session.objects.count() == 1
