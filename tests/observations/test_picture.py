"""Pictures of empty rooms: whatever comes, it is a small grey picture without a past, or a sentence."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from babyhubs.errors import InputError
from babyhubs.observations import picture
from tests.observations.prepared import photo

FORMS = ("JPEG", "PNG", "WEBP")


def opened(content: bytes) -> Image.Image:
    """As it is kept."""
    shown = Image.open(io.BytesIO(content), formats=("JPEG",))
    shown.load()
    return shown


def png(width: int, height: int) -> bytes:
    """A PNG that says it is so large, in a hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", FORMS)
def test_where_a_photo_was_taken_and_by_whom_is_gone_and_it_stands_upright(form: str) -> None:
    sent = photo(form=form)
    assert b"Anna" in sent
    with Image.open(io.BytesIO(sent)) as before:
        assert before.getexif().get_ifd(0x8825)[2] == (51.0, 28.0, 1.0)
    kept = picture.read(sent, "hall")
    shown = opened(kept.content)
    assert (shown.size, shown.mode, dict(shown.getexif())) == ((300, 400), "L", {})
    assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not [trace for trace in (b"Exif", b"GPS", b"Anna", b"http") if trace in kept.content]
    # The bright patch was in the upper left corner before the photo was turned to the right.
    assert shown.getpixel((290, 10)) > 200
    assert kept.name == picture.read(sent, "again").name


def test_the_largest_and_the_busiest_picture_is_small_afterwards() -> None:
    noise = Image.effect_noise((3000, 2000), 120)
    made = io.BytesIO()
    noise.save(made, "JPEG", quality=90)
    kept = picture.read(made.getvalue(), "hall")
    assert len(kept.content) <= picture.KEPT_BYTES
    assert max(kept.width, kept.height) <= picture.SIDE


def test_what_is_see_through_is_paper_and_sixteen_bits_are_eight() -> None:
    for shown, form in (
        (Image.new("RGBA", (300, 300), (0, 0, 0, 0)), "PNG"),
        (Image.new("LA", (300, 300), (0, 0)), "WEBP"),
        (Image.frombytes("I;16", (300, 300), struct.pack("<H", 65_000) * 90_000), "PNG"),
    ):
        made = io.BytesIO()
        shown.save(made, form)
        assert opened(picture.read(made.getvalue(), "hall").content).getpixel((9, 9)) > 250


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"", "no picture"),
        (b"%PDF-1.7", "no picture"),
        (b"GIF89a" + bytes(200), "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (png(9000, 9000), "40 million in all"),
        (png(100_000, 100_000), "too many points"),
        (png(50, 5000), "only 50 by 5,000"),
        (bytes(picture.LIMITS.largest + 1), "larger than 12 MB"),
    ],
    ids=["nothing", "pdf", "gif", "svg", "many points", "bomb", "thin", "heavy"],
)
def test_what_is_refused_is_refused_with_a_reason(sent: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        picture.read(sent, "hall")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMS), st.data())
def test_whatever_is_done_to_a_picture_ends_in_a_picture_or_in_a_reason(form: str, data: st.DataObject) -> None:
    sent = bytearray(photo(form=form))
    for _ in range(data.draw(st.integers(1, 4))):
        where = data.draw(st.integers(0, max(len(sent) - 1, 0)))
        what = data.draw(st.sampled_from(["cut", "turn", "put", "double"]))
        if what == "cut":
            del sent[where:]
        elif what == "turn":
            sent[where : where + 4] = bytes(255 - one for one in sent[where : where + 4])
        elif what == "put":
            sent[where:where] = data.draw(st.binary(max_size=40))
        else:
            sent[where:where] = sent[where : where + 300]
    try:
        kept = picture.read(bytes(sent), "hall")
    except InputError:
        return
    assert len(kept.content) <= picture.KEPT_BYTES
    assert opened(kept.content).mode == "L"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 "])
)
def test_bytes_that_only_begin_as_a_picture_are_refused(rest: bytes, begins: bytes) -> None:
    with pytest.raises(InputError):
        picture.read(begins + rest, "hall")
