"""Projects of RQDA and Taguette, which are SQLite files: read from a copy in memory, so that nothing is ever written to them."""

import sqlite3
import uuid
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

from babyhubs.discussions.exchange import EXACT, OUTSIDE, Code, Coding, Exchange, Selection, Source, User
from babyhubs.discussions.readers.documents import require_sound_html
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.texts import canonical
from babyhubs.errors import InputError

LARGEST = 256 * 1024 * 1024
_SPACE = uuid.UUID("c3a2f1d8-0b9e-5d41-8f5e-3b0d4c5f9a77")


def read_database(path: Path, receipt: Receipt) -> Exchange:
    """A project of RQDA or Taguette, known by its tables."""
    if path.stat().st_size > LARGEST:
        raise InputError("The file is too large.", where=str(path), remedy="Export the project as REFI-QDA.")
    connection = sqlite3.connect(":memory:")
    try:
        content = bytearray(path.read_bytes())
        content[18:20] = b"\x01\x01"  # a copy in memory has no write-ahead log
        connection.deserialize(bytes(content))
        connection.execute("PRAGMA trusted_schema = OFF")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if {"highlights", "highlight_tags", "documents", "tags"} <= tables:
            return _taguette(connection, receipt)
        if {"coding", "freecode", "source"} <= tables:
            return _rqda(connection, receipt)
    except sqlite3.Error as error:
        raise InputError(
            "The project's file is damaged.", where=str(path), remedy="Open it in its own program and save it again."
        ) from error
    finally:
        connection.close()
    raise InputError(
        "This database is neither of RQDA nor of Taguette.",
        where=str(path),
        remedy="Export the project as REFI-QDA (.qdpx).",
    )


def _rqda(connection: sqlite3.Connection, receipt: Receipt) -> Exchange:
    """Rows whose status is not 1 were deleted in RQDA. Positions are characters, kept as floats, and the words beside them."""
    made = _Made(receipt.sha256)
    coders = sorted(
        {row[0] for row in connection.execute("SELECT DISTINCT owner FROM coding WHERE status = 1") if row[0]}
    )
    codes = connection.execute("SELECT id, name, memo FROM freecode WHERE status = 1 ORDER BY id").fetchall()
    marks: dict[int, list[Selection]] = defaultdict(list)
    texts = {
        number: (name, canonical(text or ""))
        for number, name, text in connection.execute("SELECT id, name, file FROM source WHERE status = 1 ORDER BY id")
    }
    rows = connection.execute(
        "SELECT rowid, cid, fid, selfirst, selend, seltext, owner FROM coding WHERE status = 1 ORDER BY rowid"
    )
    for number, code, source, first, last, words, owner in rows:
        if source not in texts:
            receipt.lose("coding", f"row {number}", "its text was deleted")
            continue
        known = texts[source][1]
        start, end, state = _placed(known.text, int(first), int(last), words or "")
        if state == OUTSIDE:
            receipt.lose(
                "passage",
                f"{texts[source][0]}, {int(first)} to {int(last)}",
                "the words there are not those stored with it",
            )
        coding = Coding(made.guid("coding", number), made.guid("code", code), made.guid("coder", owner or ""))
        marks[source].append(Selection(made.guid("passage", number), start, end, state=state, codings=(coding,)))
    deleted = connection.execute("SELECT count(*) FROM coding WHERE status <> 1").fetchone()[0]
    if deleted:
        receipt.said.append(f"{deleted:,} codings that were deleted in RQDA were left out.")
    for table in ("cases", "codecat", "filecat", "annotation", "journal"):
        there = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] if there else 0  # noqa: S608
        if count:
            receipt.lose(f"row of {table}", "", "only texts, codes and codings of RQDA are read", count)
    return Exchange(
        name="RQDA project",
        users=tuple(User(made.guid("coder", name), name) for name in coders),
        codes=tuple(Code(made.guid("code", number), name, description=memo or "") for number, name, memo in codes),
        sources=tuple(
            Source(made.guid("source", number), name, known.text, selections=tuple(marks[number]))
            for number, (name, known) in texts.items()
        ),
    )


def _placed(text: str, first: int, last: int, words: str) -> tuple[int, int, str]:
    """Where the words stand: at the stored place, else at the only place where they come at all."""
    if text[first:last] == words and words:
        return first, last, EXACT
    if words and text.count(words) == 1:
        start = text.index(words)
        return start, start + len(words), EXACT
    return first, last, OUTSIDE


def _taguette(connection: sqlite3.Connection, receipt: Receipt) -> Exchange:
    """Positions count UTF-8 bytes over the text of stored HTML. A dot in a tag's name stands for a level."""
    made = _Made(receipt.sha256)
    codes = connection.execute("SELECT id, path, description FROM tags ORDER BY id").fetchall()
    by_path = {path: number for number, path, _ in codes}
    tags: dict[int, list[int]] = defaultdict(list)
    for highlight, tag in connection.execute(
        "SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id"
    ):
        tags[highlight].append(tag)
    sources = []
    for number, name, contents, description in connection.execute(
        "SELECT id, name, contents, description FROM documents ORDER BY id"
    ).fetchall():
        html = contents if isinstance(contents, str) else contents.decode("utf-8", "replace")
        require_sound_html(html, name)
        parts = _Text()
        parts.feed(html)
        begins, finishes, text = parts.places()
        selections = []
        for mark, start, end in connection.execute(
            "SELECT id, start_offset, end_offset FROM highlights WHERE document_id = ? ORDER BY id", (number,)
        ).fetchall():
            first, last = begins.get(start), finishes.get(end)
            state = EXACT if first is not None and last is not None and first < last else OUTSIDE
            if state == OUTSIDE:
                receipt.lose("passage", f"{name}, {start} to {end}", "its positions lie outside the text")
            selections.append(
                Selection(
                    made.guid("passage", mark), first or 0, last or 0, state=state,
                    codings=tuple(Coding(made.guid("coding", f"{mark}/{tag}"), made.guid("code", tag)) for tag in tags[mark]),
                )
            )  # fmt: skip
        sources.append(Source(made.guid("source", number), name, text, description or "", selections=tuple(selections)))
    return Exchange(
        name="Taguette project",
        codes=tuple(
            Code(
                made.guid("code", number), path.rpartition(".")[2] if path.rpartition(".")[0] in by_path else path,
                made.guid("code", by_path[path.rpartition(".")[0]]) if path.rpartition(".")[0] in by_path else "",
                description=description or "",
            )
            for number, path, description in codes
        ),
        sources=tuple(sources),
    )  # fmt: skip


class _Made:
    """GUIDs for rows that have none: they follow from the file and the row, so a second import finds them again."""

    def __init__(self, digest: str) -> None:
        self._digest = digest

    def guid(self, kind: str, key: object) -> str:
        return str(uuid.uuid5(_SPACE, f"{self._digest}\x1f{kind}\x1f{key}"))


_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "pre", "blockquote"}


class _Text(HTMLParser):
    """The text of HTML as Taguette counts it, with line ends of ours where blocks end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[tuple[str, bool]] = []  # text, and whether Taguette counts it

    def handle_data(self, data: str) -> None:
        """Text counts."""
        self._pieces.append((data, True))

    def handle_endtag(self, tag: str) -> None:
        """A block ends a line; the line's end does not count."""
        if tag in _BLOCKS:
            self._pieces.append(("\n", False))

    def places(self) -> tuple[dict[int, int], dict[int, int], str]:
        """For each byte position, where a passage that begins or ends there lies in the kept text."""
        begins: dict[int, int] = {}
        finishes: dict[int, int] = {}
        known = canonical("".join(text for text, _ in self._pieces))
        byte = at = 0
        for text, counts in self._pieces:
            if not counts:
                at += len(text)
                continue
            for letter in text:
                begins[byte] = int(known.starts[at])
                byte += len(letter.encode())
                at += 1
                finishes.setdefault(byte, int(known.ends[at]))
        return begins, finishes, known.text
