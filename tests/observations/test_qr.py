"""A session as codes: byte for byte what it was, or refused with what is wrong. Nothing is mixed, guessed or half taken."""

import io
import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from babyhubs.commands.observe.from_codes import command
from babyhubs.errors import InputError
from babyhubs.observations.log.operation import Operation
from babyhubs.observations.log.seal import seal, text
from babyhubs.observations.qr import picture
from babyhubs.observations.qr.compact import lines
from babyhubs.observations.qr.part import Part, part
from babyhubs.observations.qr.series import ranges, series, session
from babyhubs.simulation.observed.study import study
from tests.observations.shown import codes, compact, packed, parts, photograph


@cache
def log(number: int = 0, most: int = 60) -> tuple[Operation, ...]:
    one = study(1, clinics=1).sessions[number]
    return tuple(seal(one.name, one.opened, one.taps[:most]))


def read(shown: list[bytes]) -> list[Part]:
    return [part(one, "a picture") for one in shown]


said = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
TAPS = st.lists(
    st.one_of(
        st.builds(lambda words: {"kind": "note", "text": words, "actor": "F01"}, said),
        st.builds(lambda zone, x: {"kind": "zone", "actor": "F01", "zone": zone, "xy": [x, 0]}, said, st.integers(0, 10_000)),
        st.builds(lambda code: {"kind": "code", "actor": "H1", "track": "activity", "code": code, "with": ["F01"]}, said),
        st.just({"kind": "void"}),
    ),
    max_size=20,
)  # fmt: skip


@given(TAPS, st.lists(st.integers(0, 10**7), min_size=20, max_size=20), st.randoms(use_true_random=False))
def test_every_line_comes_back_to_the_byte(taps: list[dict[str, object]], gaps: list[int], chance: object) -> None:
    made: list[dict[str, object]] = [{"kind": "open", "t_ms": 0, "value": {"hub": "HÜB “1”"}, "ref": "0"}]
    for number, (tap, gap) in enumerate(zip(taps, gaps, strict=False), start=1):
        back = {"voids": str(number - 1)} if tap["kind"] == "void" else {}
        made.append({**tap, **back, "t_ms": int(str(made[-1]["t_ms"])) + gap, "ref": str(number)})
    sealed = seal("one", datetime(2026, 3, 29, 0, 59, 59, 999_000, UTC), made)
    shown = codes(sealed, share=40)
    chance.shuffle(shown)  # type: ignore[attr-defined]
    assert text(session(series(read(shown + shown[:3])))) == text(sealed)


def test_what_is_missing_is_named_and_nothing_is_taken() -> None:
    shown = read(codes(log(), share=100))
    found = series([one for one in shown if one.number not in {2, 3, 4, 7}])
    assert f"{found.of - 4} of {found.of} parts are here. Missing: 2 to 4, 7." == found.standing
    with pytest.raises(InputError, match="missing") as refused:
        session(found)
    assert refused.value.where == f"part 2 to 4, 7 of {found.of}"
    assert ranges([5, 1, 2]) == "1 to 2, 5"
    with pytest.raises(InputError, match="No part"):
        series([])


def test_parts_of_two_sessions_or_of_one_at_two_times_are_not_mixed() -> None:
    one, later, other = codes(log()), codes(log(most=70)), codes(log(1))
    for foreign in (later, other):
        with pytest.raises(InputError, match="different sessions") as refused:
            series(read([one[0], foreign[-1]]))
        assert "check" in refused.value.where


def test_a_part_that_was_changed_is_refused_by_its_number() -> None:
    shown = codes(log())[0]
    for place in range(3, len(shown), 7):
        changed = shown[:place] + bytes([shown[place] ^ 1]) + shown[place + 1 :]
        with pytest.raises(InputError, match="changed on its way") as refused:
            part(changed, "photo.jpg")
        assert refused.value.where == "photo.jpg"
        assert "once more" in refused.value.remedy
    with pytest.raises(InputError, match="version 2"):
        part(shown[:2] + b"\x02" + shown[3:], "photo.jpg")
    for foreign in (b"", b"BH", b"https://example.org", shown + b"x" * 3000):
        with pytest.raises(InputError, match="no part of a session"):
            part(foreign, "photo.jpg")


def forged() -> Iterator[bytes]:
    """What somebody could put into codes with checks that hold."""
    yield b""
    yield b"[" * 100_000
    yield b"\xff"
    whole = json.loads(compact(log()))
    for place, wrong in (
        (0, 7),
        (1, "x"),
        (2, "0" * 64),
        (3, []),
        (4, ["1"] * 60),
        (6, ["+25:99"] * 60),
        (8, [None] * 60),
    ):
        yield json.dumps([*whole[:place], wrong, *whole[place + 1 :]]).encode()
    for place, wrong in (
        (3, 10**18),
        (3, 10**15),
        (4, -(10**14)),
        (5, True),
        (7, -(10**15)),
        (9, []),
        (9, {"kind": "x"}),
    ):
        columns = json.loads(json.dumps(whole))
        columns[place][5] = wrong
        yield json.dumps(columns).encode()
    for voided in (-1, 60, "x", True):
        columns = json.loads(json.dumps(whole))
        columns[9][5] = {"kind": "void", "voids": voided}
        yield json.dumps(columns).encode()


@pytest.mark.parametrize("content", list(forged()))
def test_forged_contents_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(InputError):
        lines(content, log()[-1].digest()[:8])
    if content:
        with pytest.raises(InputError):
            session(series(read(parts(packed(content), log()[-1].digest()))))


def test_what_does_not_unpack_or_unpacks_without_end_is_refused() -> None:
    head = log()[-1].digest()
    for content in (
        b"\xff" * 50,
        packed(compact(log()))[:-9],
        packed(b"1") + b"more",
        packed(b"0" * (31 * 1024 * 1024)),
    ):
        with pytest.raises(InputError, match="do not fit"):
            session(series(read(parts(content, head, share=2900))))


def test_pictures_show_parts_or_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = codes(log())
    foreign = b"https://example.org/another/code/on/the/wall"
    for form in ("PNG", "JPEG"):
        found = picture.parts(photograph([shown[1], foreign, shown[0]], form), "photo")
        assert sorted(one.whole for one in found) == sorted(shown[:2])
    assert picture.parts(photograph([]), "photo") == []
    whole = photograph(shown[:1])
    huge = (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)) + _chunk(b"IEND")
    )
    web = io.BytesIO()
    Image.new("L", (9, 9)).save(web, "WEBP")
    for wrong in (b"", b"x" * 99, whole[: len(whole) // 2], huge, web.getvalue(), b"%PDF-1.7"):
        with pytest.raises(InputError) as refused:
            picture.parts(wrong, "photo")
        assert refused.value.remedy
    monkeypatch.setattr(picture, "LIMITS", replace(picture.LIMITS, largest=99))
    with pytest.raises(InputError, match="larger"):
        picture.parts(whole, "photo")


def _chunk(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_the_command_writes_the_log_only_when_it_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown, out = codes(log(), share=400), tmp_path / "session.obs.jsonl"
    photos = []
    for number, one in enumerate(shown):
        photos.append(tmp_path / f"{number}.png")
        photos[-1].write_bytes(photograph([one]))
    with pytest.raises(InputError, match="missing"):
        command(photos[1:], out=out, as_json=False)
    assert not out.exists()
    command([*reversed(photos), photos[0]], out=out, as_json=True)
    assert out.read_text("utf-8") == text(log())
    told = json.loads(capsys.readouterr().out)
    assert (told["operations"], told["sha256"]) == (60, log()[-1].digest())
    with pytest.raises(InputError, match="there already"):
        command(photos, out=out, as_json=False)
    with pytest.raises(InputError, match="cannot be read"):
        command([tmp_path / "none.png"], out=tmp_path / "other", as_json=False)
