"""Coding on the page: by sentence without scripts, by place with them, in any script; two coders unseen by each other."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from babyhubs.discussions.passages import passages
from babyhubs.errors import Refused
from babyhubs.workbench.databases import WORKBENCH
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.coding import services
from babyhubs.workbench.record.models import Entry
from tests.workbench.discussions.spoken import ARABIC, BOOK, FARE, HEARD, MOVED, SOMALI, at, begun, talk
from tests.workbench.service import Service

FARES, WARMTH = BOOK["Affordability: barrier"], BOOK["Acceptability: facilitator"]


def coded(programme: object) -> list[tuple[str, str]]:
    with project.opened(programme) as one:
        return [(row["quote"], row["code"]) for row in passages(one)]


def put(service: Service, role: str, source: str, words: str, code: str) -> str:
    start, end = at(service.own, source, words)
    made = services.code(service.actor(role), service.own, source=source, version=1, start=start, end=end, codes=[code])
    return made.codings[0]


def page(service: Service, role: str, source: str) -> str:
    return service.client(role).get(f"/programmes/{service.own.pk}/discussions/coding/{source}/").content.decode()


def test_a_form_without_scripts_names_sentences(service: Service) -> None:
    source = talk(begun(service), f"{FARE} {MOVED}")
    client, where = service.client("analyst"), f"/programmes/{service.own.pk}/discussions/coding/{source}/"
    assert "2</sup>" in client.get(where).content.decode()
    sent = {"version": 1, "first": 2, "last": 3, "code": FARES}
    answer = client.post(f"{where}code/", sent)
    assert answer.url == f"{where}#s2"
    assert "Coded: “The bus is four pounds each way" in client.get(where).content.decode()
    client.post(
        f"{where}code/", {"version": 1, "first": 3, "words": "nobody told us", "code": FARES, "memo": "Who tells?"}
    )
    assert coded(service.own) == [
        (f"{FARE} {MOVED}", "Affordability: barrier"),
        ("nobody told us", "Affordability: barrier"),
    ]
    shown = client.get(where).content.decode()
    assert "Who tells?" in shown
    assert "▼" in shown
    client.post(f"{where}undo/")
    assert len(coded(service.own)) == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"first": 2}, "Choose a code, or write a memo."),
        ({"code": FARES}, "Say which words"),
        ({"code": FARES, "first": 90}, "numbered 1 to"),
        ({"code": FARES, "first": 2, "words": "e"}, "must stand once"),
        ({"code": FARES, "first": 2, "version": 7}, "has been corrected"),
        ({"code": BOOK["Affordability"], "first": 2}, "This code is a heading"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_coded(service: Service, sent: dict[str, object], said: str) -> None:
    source = talk(begun(service), FARE)
    where = f"/programmes/{service.own.pk}/discussions/coding/{source}/code/"
    answer = service.client("analyst").post(where, {"version": 1} | sent)
    assert said in answer.content.decode()
    part = service.client("analyst").post(where, {"version": 1, "part": 1} | sent).content.decode()
    assert said in part
    assert 'data-wrong="yes"' in part
    assert coded(service.own) == []


@pytest.mark.parametrize("line", [ARABIC, SOMALI, FARE])
def test_each_piece_knows_its_place_in_code_points_in_every_script(service: Service, line: str) -> None:
    source = talk(begun(service), line)
    start, end = at(service.own, source, line)
    half = (start + end) // 2
    services.code(
        service.actor("analyst"), service.own, source=source, version=1, start=start + 1, end=half, codes=[FARES]
    )
    services.code(
        service.actor("analyst"), service.own, source=source, version=1, start=half, end=end - 1, codes=[WARMTH]
    )
    with project.opened(service.own) as one:
        text = str(one.value("SELECT text FROM source_version WHERE source = ?", source))
        for row in passages(one):
            assert row["quote"] == text[row["start"] : row["end"]]
            assert not text[row["start"] - 1].isalnum()
    shown = page(service, "analyst", source)
    found = re.findall(r'<span data-at="(\d+)"[^>]*>([^<]*)</span>', shown)
    assert len(found) > 4
    for place, words in found:
        assert text[int(place) : int(place) + len(words)] == words.replace("&#39;", "'")
    assert 'dir="auto"' in shown


def test_overlaps_are_marked_by_number_and_depth_and_listed_in_words(service: Service) -> None:
    source = talk(begun(service), FARE)
    put(service, "analyst", source, "bus is four pounds each", FARES)
    put(service, "analyst", source, "four pounds each way, so I walk", WARMTH)
    shown = page(service, "analyst", source)
    assert "babyhubs-deep-2" in shown
    edges = re.findall(r'<b class="babyhubs-edge" aria-hidden="true">([^<]*)</b>', shown)
    assert edges == ["[1", "[2", "1]", "2]"]
    assert "Acceptability: facilitator" in shown


def test_a_coder_sees_only_their_own_until_both_have_finished(service: Service) -> None:
    source = talk(begun(service), FARE, MOVED)
    put(service, "analyst", source, MOVED, FARES)
    assert 'q dir="auto">They moved' in page(service, "analyst", source)
    seen = page(service, "service-lead", source)
    assert 'q dir="auto">They moved' not in seen
    assert "Somebody else codes this text too" in seen
    put(service, "service-lead", source, FARE, FARES)
    services.finish(service.actor("analyst"), service.own, source=source)
    assert 'q dir="auto">The bus' not in page(service, "analyst", source)
    with pytest.raises(Refused, match="have finished"):
        put(service, "analyst", source, FARE, WARMTH)
    where = f"/programmes/{service.own.pk}/discussions/coding/{source}/step/"
    service.client("service-lead").post(where, {"step": "finish"})
    for role in ("analyst", "service-lead"):
        both = page(service, role, source)
        assert 'q dir="auto">They moved' in both
        assert 'q dir="auto">The bus' in both
        assert "Two people have finished this text" in both
    assert 'q dir="auto">They moved' in page(service, "involvement-coordinator", source)


def test_only_who_put_a_code_on_takes_it_back(service: Service) -> None:
    source = talk(begun(service), FARE)
    given = put(service, "analyst", source, FARE, FARES)
    where = f"/programmes/{service.own.pk}/discussions/coding/{source}/take-back/"
    service.client("service-lead").post(where, {"coding": given})
    assert len(coded(service.own)) == 1
    part = service.client("analyst").post(where, {"coding": given, "part": 1}).content.decode()
    assert "Taken back" in part
    assert part.count("data-turn") == 1
    assert coded(service.own) == []


def test_similar_passages_are_offered_and_coded_one_by_one(service: Service) -> None:
    source = talk(begun(service), FARE)
    other = talk(service.own, "For us the bus is four pounds each way, we cannot walk.", HEARD)
    put(service, "analyst", source, FARE, FARES)
    with project.opened(service.own) as one:
        passage = one.value("SELECT guid FROM passage")
    client, where = service.client("analyst"), f"/programmes/{service.own.pk}/discussions/passages/{passage}/similar/"
    shown = client.get(where, {"code": FARES}).content.decode()
    assert "For us the bus is four pounds" in shown
    start, end = at(service.own, other, "For us the bus is four pounds each way, we cannot walk.")
    client.post(where, {"code": FARES, "place": f"{other}:{start}:{end}"})
    assert len(coded(service.own)) == 2
    assert "Nothing else is like it" in client.get(where, {"code": FARES}).content.decode()


def test_the_record_holds_counts_and_no_word_of_what_was_said(service: Service) -> None:
    source = talk(begun(service), FARE)
    put(service, "analyst", source, FARE, FARES)
    entry = Entry.objects.order_by("-sequence").first()
    assert entry is not None
    assert entry.action == "discussions.passage-coded"
    assert "pounds" not in entry.details
    assert '"codings": 1' in entry.details


def test_the_codebook_grows_and_changes(service: Service) -> None:
    source = talk(begun(service), FARE)
    client, here = service.client("analyst"), f"/programmes/{service.own.pk}/discussions/codebook/"
    client.post(f"{here}shipped/", {"name": "com-b"})
    client.post(f"{here}add/", {"name": "Walking", "parent": BOOK["Ability to reach"], "direction": "facilitator"})
    with project.opened(service.own) as one:
        guid = one.value("SELECT guid FROM code WHERE name = 'Walking'")
        assert one.value("SELECT count(*) FROM code WHERE framework = 'com-b'")
    put(service, "analyst", source, "I walk with the pram", guid)
    client.post(f"{here}{guid}/change/", {"name": "Going on foot", "parent": BOOK["Ability to reach"], "direction": ""})
    client.post(f"{here}{guid}/memo/", {"memo": "Only in summer?"})
    shown = client.get(f"{here}{guid}/").content.decode()
    assert "Going on foot" in shown
    assert "I walk with the pram" in shown
    assert "Only in summer?" in shown
    assert "Going on foot" in client.get(here).content.decode()


def test_the_pages_of_coding_keep_to_the_budget_of_queries(service: Service) -> None:
    source = talk(begun(service), FARE)
    put(service, "analyst", source, FARE, FARES)
    client, here = service.client("service-lead"), f"/programmes/{service.own.pk}/discussions/"
    for where in ("coding/", f"coding/{source}/", "codebook/", f"codebook/{FARES}/"):
        with CaptureQueriesContext(connections[WORKBENCH]) as asked:
            assert client.get(here + where).status_code == 200
        assert len(asked) <= 9, where
