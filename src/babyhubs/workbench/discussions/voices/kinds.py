"""What a phone's recorder writes, known by its first bytes and never by its name.

ISO 14496-12 (mp4, m4a, 3gp: `ftyp`), RFC 3533 (Ogg), RFC 4867 (AMR), Matroska (EBML), MPEG audio, RIFF/WAVE. A film is none of
them: a face was not asked for.
"""

import re
import struct

LONGEST = 180  # seconds
LARGEST = 10 * 1024 * 1024  # bytes: three minutes of what phones write are one to six million
_GRACE = 5  # seconds: nobody stops a recorder to the second
_ADTS, _MPEG = (b"\xff\xf1", b"\xff\xf9"), (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


def kind(content: bytes) -> str:
    """The media type by which a browser plays it, or nothing."""
    head = content[:4096]
    if len(content) < 32:
        return ""
    if content[4:8] == b"ftyp":
        film = re.search(rb"hdlr.{8}vide", content, re.DOTALL)
        return "" if film else "audio/3gpp" if content[8:10] == b"3g" else "audio/mp4"
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return "audio/webm" if b"webm" in head[:80] and not re.search(rb"V_(VP|AV1|MPEG)", head) else ""
    if content.startswith(b"OggS"):
        return "audio/ogg" if re.search(rb"OpusHead|\x01vorbis|Speex  ", head) and b"theora" not in head else ""
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return "audio/wav"
    if content.startswith(b"#!AMR"):
        return "audio/amr"
    if content.startswith(_ADTS):
        return "audio/aac"
    return "audio/mpeg" if content.startswith((b"ID3", *_MPEG)) else ""


def too_long(content: bytes) -> bool:
    """Whether it says of itself that it is longer than three minutes. mp4 and wav say so; of the others the size alone decides."""
    return _seconds(content) > LONGEST + _GRACE


def _seconds(content: bytes) -> float:
    if content.startswith(b"RIFF"):
        rate = int.from_bytes(content[28:32], "little")
        return len(content) / rate if rate else 0
    place = content.find(b"mvhd") + 4 if content[4:8] == b"ftyp" else 0
    try:
        if place < 5:
            return 0
        scale, units = (
            struct.unpack_from(">IQ", content, place + 20)
            if content[place]
            else struct.unpack_from(">II", content, place + 12)
        )
    except struct.error:
        return 0
    return units / scale if scale else 0
