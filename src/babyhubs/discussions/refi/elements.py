"""The XML of a project without its namespace, and an account of everything in it that nobody read."""

import re
import uuid
from collections import Counter
from xml.etree.ElementTree import Element

from babyhubs.discussions.receipt import Receipt
from babyhubs.errors import InputError

KNOWN = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
OLDER = re.compile(r"urn:QDA-XML:(project|codebook):0[:.]\d+")
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SPACE = uuid.UUID("5d7a3d52-6f7e-5b0c-8c57-0e5b60cf8a11")
# Said once for the whole file, and not element by element.
_SILENT = {"schemaLocation"}


class Elements:
    """An element tree that remembers what was asked for."""

    def __init__(self, root: Element, receipt: Receipt, where: str) -> None:
        self.root = root
        self.receipt = receipt
        self.where = where
        self._read: set[int] = set()
        self._skipped: set[int] = set()
        self._asked: dict[int, set[str]] = {}
        self._made = 0
        space, self.kind = _split(root.tag)
        if self.kind not in {"Project", "CodeBook"}:
            raise InputError(
                f"The file begins with <{self.kind}>, not with a REFI-QDA project or codebook.",
                where=where,
                remedy="Export it again as REFI-QDA (.qdpx or .qdc).",
            )
        if space not in KNOWN:
            old = "an older" if OLDER.fullmatch(space) else "an unknown"
            receipt.said.append(f"The file is in {old} form ({space or 'no namespace'}); it was read like version 1.0.")
        self.read(root)

    def read(self, element: Element) -> Element:
        """Mark an element as read."""
        self._read.add(id(element))
        return element

    def all(self, parent: Element | None, *names: str) -> list[Element]:
        """The children of these names, marked as read."""
        if parent is None:
            return []
        return [self.read(child) for child in parent if _split(child.tag)[1] in names]

    def skip(self, element: Element) -> None:
        """An element of which all has been said: the account does not go into it."""
        self._skipped.add(id(element))

    def one(self, parent: Element | None, name: str) -> Element | None:
        """The first child of this name."""
        found = self.all(parent, name)
        return found[0] if found else None

    def text(self, parent: Element, name: str) -> str:
        """The text of a child, "" where there is none."""
        found = self.one(parent, name)
        return "" if found is None else (found.text or "")

    def name(self, element: Element) -> str:
        """The element's name without namespace."""
        return _split(element.tag)[1]

    def get(self, element: Element, name: str, default: str = "") -> str:
        """An attribute, marked as read."""
        self._asked.setdefault(id(element), set()).add(name)
        return element.get(name, default)

    def guid(self, element: Element, name: str = "guid") -> str:
        """A GUID in one spelling. One that is missing or is none gets one that follows from its place in the file."""
        written = self.get(element, name)
        plain = written.strip().strip("{}").lower()
        if _GUID.fullmatch(plain):
            return plain
        if not written and name != "guid":
            return ""
        self._made += 1
        self.receipt.lose(
            "GUID", written or self.name(element), "it is missing or malformed; another was made from its place"
        )
        return str(uuid.uuid5(_SPACE, f"{self.receipt.sha256}:{written or self._made}"))

    def references(self, parent: Element, name: str) -> tuple[str, ...]:
        """The GUIDs that children such as NoteRef point to."""
        return tuple(self.guid(child, "targetGUID") for child in self.all(parent, name))

    def number(self, element: Element, name: str) -> int:
        """A whole number; -1 where there is none."""
        try:
            return int(self.get(element, name))
        except ValueError:
            return -1

    def account(self) -> None:
        """Write every element and attribute that nobody read onto the receipt; an element speaks for what is in it."""
        left: Counter[tuple[str, str]] = Counter()
        open_ = [(self.root, "")]
        while open_:
            element, inside = open_.pop()
            name = self.name(element)
            if id(element) in self._skipped:
                continue
            if id(element) not in self._read:
                left[f"<{name}>", inside] += 1
                continue
            asked = self._asked.get(id(element), set())
            for attribute in element.attrib:
                plain = _split(attribute)[1]
                if plain not in asked and plain not in _SILENT:
                    left[f"attribute {plain}", name] += 1
            open_ += [(child, name) for child in element]
        for (what, inside), times in sorted(left.items()):
            self.receipt.lose(what, f"in <{inside}>", "this program has no place for it", times)


def _split(tag: str) -> tuple[str, str]:
    space, brace, name = tag.rpartition("}")
    return (space.lstrip("{"), name) if brace else ("", tag)
