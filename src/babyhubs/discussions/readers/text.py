"""Any file of one discussion becomes text in the form that is kept, or an error in plain words."""

from pathlib import Path

from charset_normalizer import from_bytes

from babyhubs.discussions.readers import captions, documents
from babyhubs.discussions.readers.kind import CAPTIONS, HTML, JSON, OPEN_DOCUMENT, PDF, RICH_TEXT, TEXT, WORD, kind
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.texts import plain
from babyhubs.errors import InputError

MIB = 1024 * 1024
TEXT_BYTES = 16 * MIB  # forty hours of talk are 3 MB
CHARACTERS = 4_000_000
KINDS = (WORD, OPEN_DOCUMENT, RICH_TEXT, PDF, CAPTIONS, JSON, HTML, TEXT)
_INVISIBLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])  # control characters say nothing


def read_text(path: Path, receipt: Receipt) -> str:
    """The words of a file."""
    which = kind(path)
    if which == WORD:
        raw = captions.transcript(plain(documents.word(path, receipt)))
    elif which == OPEN_DOCUMENT:
        raw = captions.transcript(plain(documents.open_document(path, receipt)))
    elif which == RICH_TEXT:
        raw = captions.transcript(plain(documents.rich_text(path)))
    elif which == PDF:
        raw = captions.transcript(plain(documents.pdf(path, receipt)))
    elif which in {CAPTIONS, JSON, HTML, TEXT}:
        text = plain(_decoded(path, receipt))
        if which == CAPTIONS:
            raw = captions.captions(text)
        elif which == JSON:
            raw = captions.from_json(text, path)
        else:
            raw = captions.transcript(documents.web_page(text, path) if which == HTML else text)
    else:
        raise InputError("This is not the text of a discussion.", where=str(path), remedy="Give a transcript or notes.")
    text = plain(raw.translate(_INVISIBLE).encode("utf-8", "replace").decode())
    if not text.strip():
        raise InputError("The file holds no words.", where=str(path), remedy="Look into it, and export it again.")
    if len(text) > CHARACTERS:
        raise InputError(
            "The text is longer than any discussion.", where=str(path), remedy="Give one discussion a file."
        )
    return text


def _decoded(path: Path, receipt: Receipt) -> str:
    if path.stat().st_size > TEXT_BYTES:
        raise InputError(
            f"The file is larger than {TEXT_BYTES // MIB} MB.", where=str(path), remedy="Give one discussion a file."
        )
    content = path.read_bytes()
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        pass
    found = from_bytes(content[: 64 * 1024], cp_isolation=["cp1252", "cp1250", "mac_roman"]).best()
    name = found.encoding if found else "cp1252"
    receipt.said.append(f"The text is not in UTF-8; it was read as {name}. Check accents and pound signs.")
    return content.decode(name, "replace")
