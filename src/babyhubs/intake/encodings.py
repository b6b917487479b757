"""Which encoding a text file is in: strict UTF-8 first, a guess only where that fails, and always said aloud.

The file is read once, in blocks. Also found on the way: NUL bytes, a line without end, and two encodings in one file.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from charset_normalizer import from_bytes

from babyhubs.errors import InputError
from babyhubs.intake.file_bytes import opened
from babyhubs.intake.limits import LINE_BYTES, MIB

# What each encoding is called in Excel's and Windows' own dialogs.
NAMES = {
    "ascii": "plain ASCII (fits every encoding)",
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a mark at the start",
    "utf-16": 'UTF-16 with a mark at the start (Excel\'s "Unicode text")',
    "utf-16-le": "UTF-16 little-endian",
    "utf-16-be": "UTF-16 big-endian",
    "cp1252": "Windows-1252 (Western European)",
    "cp850": "DOS code page 850",
    "mac_roman": "Mac Roman",
}
# The single-byte encodings of English exports. Windows-1252 is by far the most frequent, so it wins wherever it is plausible.
SINGLE_BYTE = ("cp1252", "cp850", "mac_roman")
SAMPLE_BYTES = 64 * 1024  # of the lines outside ASCII: enough for a verdict


@dataclass
class _Lines:
    """Counts over the lines of a file that are not plain ASCII."""

    last: int = 0
    utf8: int = 0
    first_utf8: int = 0
    other: int = 0
    first_other: int = 0
    sample: bytearray = field(default_factory=bytearray)

    def add(self, line: bytes) -> None:
        self.last += 1
        if line.isascii():
            return
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            self.other += 1
            self.first_other = self.first_other or self.last
            if len(self.sample) < SAMPLE_BYTES:
                self.sample += line + b"\n"
        else:
            self.utf8 += 1
            self.first_utf8 = self.first_utf8 or self.last


def find(path: Path) -> tuple[str, str]:
    """The encoding (a key of NAMES) and the sentence that says how it was found."""
    start = _start(path)
    wide = _utf16(start)
    if wide:
        _walk(path, wide)
        return wide, f"Encoding: {NAMES[wide]}."
    lines = _walk(path, "")
    if lines.other and lines.utf8:
        raise _mixed(path, lines)
    if lines.other:
        return _single_byte(path, lines)
    name = "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8" if lines.utf8 else "ascii"
    return name, f"Encoding: {NAMES[name]}."


def _start(path: Path) -> bytes:
    with opened(path) as stream:
        return stream.read(4096)


def _utf16(start: bytes) -> str:
    """By its mark, or by the NULs that Latin letters have in every second byte."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = len(start) // 2
    low, high = start[0::2].count(0), start[1::2].count(0)
    if pairs and high > 0.7 * pairs and low < 0.1 * pairs:
        return "utf-16-le"
    if pairs and low > 0.7 * pairs and high < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _walk(path: Path, wide: str) -> _Lines:
    lines = _Lines()
    rest = b""
    for block in _blocks(path, wide):
        joined = rest + block
        cut = max(joined.rfind(b"\n"), joined.rfind(b"\r", 0, -1)) + 1
        whole, rest = joined[:cut], joined[cut:]
        _take(whole, lines, path)
        if len(rest) > LINE_BYTES:
            raise _long_line(path, lines.last + 1)
    _take(rest, lines, path)
    return lines


def _take(text: bytes, lines: _Lines, path: Path) -> None:
    nul = text.find(b"\x00")
    if nul >= 0:
        raise InputError(
            "The file holds NUL bytes, so it is damaged or is not text.",
            where=f"{path}: line {lines.last + len(text[:nul].splitlines()) or 1:,}",
            remedy="Export it again. If it comes from a database tool, choose CSV UTF-8.",
        )
    for line in text.splitlines():  # bytes split at \n, \r and \r\n only
        lines.add(line)
        if len(line) > LINE_BYTES:
            raise _long_line(path, lines.last)


def _blocks(path: Path, wide: str) -> Iterator[bytes]:
    """Blocks of the file; UTF-16 turned into UTF-8, so that one walk serves both."""
    decoder = codecs.getincrementaldecoder(wide)() if wide else None
    with opened(path) as stream:
        while True:
            block = stream.read(MIB)
            if decoder is None:
                if block:
                    yield block
            else:
                try:
                    yield decoder.decode(block, final=not block).encode()
                except UnicodeError as error:
                    raise InputError(
                        "The file begins as UTF-16 and then breaks off.",
                        where=str(path),
                        remedy="Copy or export it again, best as CSV UTF-8.",
                    ) from error
            if not block:
                return


def _single_byte(path: Path, lines: _Lines) -> tuple[str, str]:
    sample = bytes(lines.sample)
    plausible = {match.encoding for match in from_bytes(sample, cp_isolation=list(SINGLE_BYTE))}
    for encoding in [*(name for name in SINGLE_BYTE if name in plausible), "cp1252"]:
        try:
            letters = sorted({letter for letter in sample.decode(encoding) if not letter.isascii()})
        except UnicodeDecodeError:
            continue
        sure = encoding == "cp1252" and plausible == {"cp1252"}
        shown = " ".join(letters[:12])
        return encoding, (
            f"Encoding: {NAMES[encoding]}, {'probably' if sure else 'not certain'} (not valid UTF-8 at line "
            f"{lines.first_other:,}; lines that are not plain ASCII: {lines.other:,}). Letters outside ASCII: {shown}"
        )
    raise InputError(
        "The encoding of the file is not known.",
        where=f"{path}: line {lines.first_other:,} is neither UTF-8 nor Windows-1252",
        remedy="Open it in Excel, check the names with accents, and save it as CSV UTF-8.",
    )


def _mixed(path: Path, lines: _Lines) -> InputError:
    return InputError(
        f"The file mixes two encodings. Lines in UTF-8: {lines.utf8:,}; lines in another one: {lines.other:,}.",
        where=f"{path}: UTF-8 in line {lines.first_utf8:,}, another encoding in line {lines.first_other:,}",
        remedy="Two exports were probably joined. Save each as CSV UTF-8, then join them; or export the period in one go.",
    )


def _long_line(path: Path, line: int) -> InputError:
    return InputError(
        f"A line is longer than {LINE_BYTES:,} bytes: no report has such a cell.",
        where=f"{path}: line {line:,}",
        remedy="Look at this line in a text editor. Take out the column that holds documents or pictures, or export again.",
    )
