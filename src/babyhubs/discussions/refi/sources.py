"""The texts of a REFI-QDA project: found in the archive under any spelling of their path, with their passages put in place."""

from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from babyhubs.discussions.archive import Archive
from babyhubs.discussions.exchange import EXACT, NO_TEXT, OUTSIDE, WHOLE, Coding, Selection, Source
from babyhubs.discussions.receipt import Receipt
from babyhubs.discussions.refi.elements import Elements
from babyhubs.discussions.refi.positions import POOR, Placed, place
from babyhubs.discussions.texts import plain

_SCHEMES = ("internal://", "relative://", "absolute://", "file://")


class TextFiles:
    """The text files of an archive, by their own name without case: programs disagree about folders."""

    def __init__(self, file: Archive | None, receipt: Receipt) -> None:
        self._file = file
        self._receipt = receipt
        self._names = {PurePosixPath(name).name.lower(): name for name in (file.parts if file else ())}
        self._used: set[str] = set()

    def read(self, path: str) -> str | None:
        """The raw text at a path as the project gives it; None where the archive has none."""
        for scheme in _SCHEMES:
            path = path.removeprefix(scheme)
        name = self._names.get(PurePosixPath(path.replace("\\", "/")).name.lower())
        if name is None or self._file is None:
            return None
        self._used.add(name)
        content = self._file.read(name)
        for encoding in ("utf-8", "utf-16"):
            if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
                continue
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        self._receipt.said.append(f"{name} is not in UTF-8 as the standard asks; it was read as Windows-1252.")
        return content.decode("cp1252", "replace")

    def account(self, project: str) -> None:
        """Files of the archive that nobody asked for."""
        for name in self._file.parts if self._file else ():
            if name not in self._used and name != project and not PurePosixPath(name).name.startswith("."):
                self._receipt.lose("file", name, "only plain text is kept; the rich-text twin stays in the archive")


def text_of(tree: Elements, one: Element, texts: TextFiles) -> str | None:
    """The text of a note."""
    raw = _raw(tree, one, texts)
    return None if raw is None else plain(raw)


def text_source(
    tree: Elements, one: Element, texts: TextFiles, values: tuple[tuple[str, str], ...], name: str = ""
) -> Source:
    """One text with its passages."""
    name = tree.get(one, "name") or name or "Without a name"
    raw = _raw(tree, one, texts)
    marks = tree.all(one, "PlainTextSelection")
    spans = [
        (tree.number(mark, "startPosition"), tree.number(mark, "endPosition"), tree.get(mark, "name")) for mark in marks
    ]
    placed = place(raw, spans) if raw is not None else None
    if raw is None:
        tree.receipt.lose("text", name, "the archive does not hold it; its passages have positions but no words")
    elif placed is not None and spans:
        _say(tree.receipt, name, placed, raw)
    selections = [
        _selection(tree, mark, span, placed, number, name)
        for number, (mark, span) in enumerate(zip(marks, spans, strict=True))
    ]
    whole = _codings(tree, one)
    guid = tree.guid(one)
    if whole:
        end = len(placed.text) if placed else 0
        selections.append(Selection(f"whole:{guid}", 0, end, state=WHOLE, codings=whole))
    return Source(
        guid, name, placed.text if placed else None, tree.text(one, "Description"), tree.guid(one, "creatingUser"),
        tree.get(one, "creationDateTime"), tree.guid(one, "modifyingUser"), tree.get(one, "modifiedDateTime"),
        tuple(selections), tree.references(one, "NoteRef"), values,
    )  # fmt: skip


def _raw(tree: Elements, one: Element, texts: TextFiles) -> str | None:
    content = tree.one(one, "PlainTextContent")
    path = tree.get(one, "plainTextPath")
    tree.get(one, "richTextPath")  # its file is on the receipt
    if content is not None:
        return content.text or ""
    return texts.read(path) if path else None


def _selection(
    tree: Elements, mark: Element, span: tuple[int, int, str], placed: Placed | None, number: int, source: str
) -> Selection:
    start, end, name = span
    state = NO_TEXT
    if placed is not None:
        found = placed.spans[number]
        state = EXACT if found and found[0] < found[1] else OUTSIDE
        if found:
            start, end = found
        if state == OUTSIDE:
            why = "it is empty" if found else "its positions lie outside the text"
            tree.receipt.lose("passage", f"{source}, {span[0]} to {span[1]}", f"{why}; it is kept without words")
    return Selection(
        tree.guid(mark), start, end, name, tree.text(mark, "Description"), tree.guid(mark, "creatingUser"),
        tree.get(mark, "creationDateTime"), tree.guid(mark, "modifyingUser"), tree.get(mark, "modifiedDateTime"),
        state, _codings(tree, mark), tree.references(mark, "NoteRef"),
    )  # fmt: skip


def _codings(tree: Elements, parent: Element) -> tuple[Coding, ...]:
    found = []
    for one in tree.all(parent, "Coding"):
        reference = tree.one(one, "CodeRef")
        if reference is None:
            tree.receipt.lose("coding", tree.get(one, "guid"), "it names no code")
            continue
        found.append(
            Coding(
                tree.guid(one), tree.guid(reference, "targetGUID"), tree.guid(one, "creatingUser"),
                tree.get(one, "creationDateTime"), tree.references(one, "NoteRef"),
            )
        )  # fmt: skip
    return tuple(found)


def _say(receipt: Receipt, name: str, placed: Placed, raw: str) -> None:
    total = len(placed.spans)
    if placed.reading.unit != "code point" or placed.reading.last or raw.startswith("\ufeff") or "\r\n" in raw:
        receipt.said.append(
            f"{name}: {placed.reading.words()}. So read, {placed.at_edges:,} of {total:,} passages begin and end at a word; "
            f"the next best way of counting gives {placed.next_best:,}."
        )
    elif placed.at_edges < total:
        receipt.said.append(f"{name}: {placed.at_edges:,} of {total:,} passages begin and end at a word.")
    if placed.at_edges < POOR * total and placed.named < POOR * total:
        receipt.said.append(
            f"{name}: few passages begin and end at a word. Look at some of them before you rely on them."
        )
