"""Ethograms: what is wrong is said with its place, and versions are put together only as the newer file says."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.observations import ethogram
from babyhubs.observations.recoding import readable, recoded, remarks
from babyhubs.observations.records import ACTIVITY, ZONE, Interval, Point, Recording
from tests.observations.prepared import own_codes

EARLIER = '\n[[earlier]]\nid = "baby-hub"\nversion = 1\ncodes = { on_phone = "waiting_alone" }\n'


def watched(identity: str, version: int, *codes: str) -> Recording:
    """A session in which a family did these things, one after the other."""
    states = tuple(Interval("F01", ACTIVITY, code, at * 60_000, (at + 1) * 60_000) for at, code in enumerate(codes))
    header = {"ethogram": {"id": identity, "version": version}}
    return Recording("one", 0, 600_000, (), (*states, Interval("F01", ZONE, "on_phone", 0, 60_000)), header=header)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("id =", "", "not TOML"),
        (own_codes().replace('id = "our-hubs"', 'id = "Our Hubs"'), "", "no name"),
        (own_codes().replace("version = 1", 'version = "1"'), "", "no version"),
        (own_codes().replace("[moments]", "[points]"), "", "no moments"),
        (own_codes().replace("one_to_one = {", "One-to-one = {"), "One-to-one", "small letters"),
        (own_codes().replace("social = true", 'social = "yes"'), "waiting_talking", "counts as social"),
        (own_codes().replace('purpose = "moving"', 'purpose = "tidy"'), "set_up_clear", "what it is for"),
        (own_codes().replace('"Queue"', '" "'), "queue", "a label"),
        (own_codes(more='queue = "Queue"\n'), "codes", r"under \[zones\] and under \[moments\]"),
        (own_codes(without="greeted"), "moments", "being greeted is missing"),
        (own_codes(more=EARLIER.replace("waiting_alone", "nothing")), "earlier", "does not have"),
        (own_codes(more=EARLIER.replace("version = 1\ncodes", "codes")), "earlier", "id and version"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, where: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as told:
        ethogram.parse(text, "codes.toml")
    assert where in told.value.where
    assert told.value.where.startswith("codes.toml")


def test_every_code_of_the_starter_but_zones_says_when_it_is_this_one() -> None:
    book = ethogram.starter()
    assert book.codes == set(book.definitions)


def test_versions_are_put_together_only_as_the_newer_one_says() -> None:
    newer = ethogram.parse(own_codes(without="on_phone", more=EARLIER), "codes.toml")
    old, own = watched("baby-hub", 1, "on_phone", "playing"), watched("our-hubs", 1, "playing")
    first, second = recoded([old, own], newer)
    assert [state.code for state in first.intervals] == ["waiting_alone", "playing", "on_phone"]  # a zone stays a zone
    assert second is own
    assert remarks([old, own], (), newer) == [
        "Read as our-hubs version 1 says, but watched with another code book: baby-hub version 1 (1 session)."
    ]
    # Nobody said how this one is read: refused, or left out and said.
    strange = watched("baby-hub", 2, "playing")
    with pytest.raises(InputError, match="another code book"):
        recoded([own, strange], newer)
    found, left = readable([own, strange], newer)
    assert (found, left) == ([own], [strange])
    assert "Left out" in remarks(found, left, newer)[0]
    # A code that has no place in the newer version is never counted as something else.
    gone = replace(old, points=(Point("F01", "song", 5),))
    with pytest.raises(InputError, match="song of baby-hub version 1 has no place"):
        recoded([gone], newer)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_done_to_a_code_book_ends_in_a_code_book_or_in_a_reason(data: st.DataObject) -> None:
    lines = own_codes().splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        where = data.draw(st.integers(0, len(lines) - 1))
        lines[where] = data.draw(
            st.sampled_from(["", "[families]", "x = 1", 'a = { label = "" }', "id = 2", lines[where][:9]])
        )
    with suppress(InputError):
        assert ethogram.parse("\n".join(lines), "codes.toml").codes
