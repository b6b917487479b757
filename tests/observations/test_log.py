"""A log shows what is missing from it and what was changed, and takes what was sent twice once."""

import hashlib
import itertools
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.observations.log import reader
from babyhubs.observations.log.chain import by_device, head
from babyhubs.observations.log.operation import Operation, operation
from babyhubs.observations.log.seal import text, uuid7
from tests.observations.logs import log, tap


def _session() -> list[Operation]:
    return log(
        tap(0, "anchor", value={"why": "check"}),
        tap(5, "arrive", "F01", zone="entrance", xy=[100, 200]),
        tap(60, "code", "F01", track="social", code="parent_parent_talk", with_=["F02"], at=55),
        tap(90, "note", text="Waage frei · 測試"),
        tap(600, "close"),
    )


def _file(folder: Path, content: str, name: str = "one.obs.jsonl") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_the_hash_of_an_operation_is_that_of_its_line_without_the_line_feed() -> None:
    sealed = _session()
    for before, after in itertools.pairwise(sealed):
        assert after.prev == hashlib.sha256(before.line().encode()).hexdigest()
    assert list(json.loads(sealed[2].line())) == sorted(json.loads(sealed[2].line()))


def test_what_is_written_is_read_back_whole(tmp_path: Path) -> None:
    sealed = _session()
    (one,) = reader.read(_file(tmp_path, text(sealed)))
    assert list(one.operations) == sealed
    assert (one.head.seq, one.head.broken, one.head.digest) == (6, (), sealed[-1].digest())


def test_the_other_form_of_the_file_and_a_shuffled_folder_say_the_same(tmp_path: Path) -> None:
    sealed = _session()
    whole = {"format": reader.FORMAT, "operations": [json.loads(one.line()) for one in sealed]}
    _file(tmp_path, json.dumps(whole), "one.obs.json")
    lines = text(sealed).splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    _file(tmp_path, "".join(lines))  # the same operations again: sent twice, they count once
    (one,) = reader.read(tmp_path)
    assert list(one.operations) == sealed


@pytest.mark.parametrize("place", range(6))
def test_an_operation_that_is_missing_is_named(tmp_path: Path, place: int) -> None:
    lines = text(_session()).splitlines(keepends=True)
    path = _file(tmp_path, "".join(lines[:place] + lines[place + 1 :]))
    if place == 5:  # the end alone cannot be missed: the head is what is compared
        assert reader.read(path)[0].head.seq == 5
        return
    with pytest.raises(InputError, match="not whole"):
        reader.read(path)
    assert reader.read(path, accept_broken=True)[0].head.broken


def test_an_operation_that_was_changed_is_named() -> None:
    sealed = _session()
    sealed[2] = replace(sealed[2], actor="F09")
    assert head(sealed).broken == ("operation 4: the one before it was changed, or this one is from another log",)


def test_two_operations_cannot_claim_one_place() -> None:
    sealed = _session()
    with pytest.raises(InputError, match="one place"):
        by_device([*sealed, replace(sealed[2], actor="F09")])


def test_what_was_erased_leaves_the_chain_whole_and_nothing_of_what_it_said() -> None:
    sealed = _session()
    gone = Operation(sealed[2].session, sealed[2].device, sealed[2].seq, sealed[2].prev, erased=sealed[2].digest())
    again = [operation(json.loads(one.line()), "") for one in [*sealed[:2], gone, *sealed[3:]]]
    assert head(again).broken == ()
    assert head(again).erased == 1
    assert "F01" not in again[2].line()


def test_an_identifier_is_a_uuid_of_version_7_in_the_order_of_time() -> None:
    first, second = uuid7(1_000, "a"), uuid7(1_001, "a")
    assert first < second
    assert (first[14], first[19] in "89ab") == ("7", True)
    assert first.replace("-", "")[:12] == f"{1_000:012x}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"v": 2}, "version 2"),
        ({"t_ms": 1.5}, "t_ms"),
        ({"t_ms": True}, "t_ms"),
        ({"at_ms": 6_000}, "at_ms"),
        ({"xy": [0, 10_001]}, "xy"),
        ({"op_id": "0190a5a5-3c00-4000-8000-000000000001"}, "version 7"),
        ({"name": "Ann"}, "no field 'name'"),
        ({"value": {"a": 1.5}}, "value"),
        ({"wall": "2026-03-14 10:00"}, "wall"),
        ({"kind": "invented"}, "kind"),
        ({"actor": ""}, "needs an actor"),
    ],
)
def test_a_field_of_the_wrong_form_is_named(change: dict[str, object], said: str) -> None:
    good = json.loads(_session()[2].line())
    with pytest.raises(InputError, match=said):
        operation(good | change, "here")


@pytest.mark.parametrize(
    "content", ["{", "[1]", '{"v":1,"v":1}', "\ufeff?", "[" * 100_000, "12", '{"v":1,"text":"\\ud800"}']
)
def test_what_is_not_a_log_ends_in_a_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError):
        reader.read(_file(tmp_path, content))


_PLAIN = st.recursive(
    st.text() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.text(), st.dictionaries(st.text(), _PLAIN, max_size=3), st.integers(0, 10**9))
def test_any_text_and_value_survive_the_file(said: str, value: dict[str, object], milliseconds: int) -> None:
    one = replace(_session()[4], text=said.encode("utf-8", "ignore").decode(), value=value, t_ms=milliseconds)
    assert operation(json.loads(one.line()), "") == one
