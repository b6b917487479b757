"""The words of Word, OpenDocument, RTF, PDF and web pages, paragraph by paragraph. Layout, pictures and comments are left aside."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from striprtf.striprtf import rtf_to_text

from babyhubs.discussions import archive
from babyhubs.discussions.receipt import Receipt
from babyhubs.errors import InputError

MIB = 1024 * 1024
LARGEST = 32 * MIB  # of an RTF file or a PDF: both are read as a whole
PAGES = 1_000
HTML_CHARACTERS = 4_000_000  # noScribe writes about 300,000 for an hour
UNEVEN = 200  # signs < without their >; in speech a few may stand
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def word(path: Path, receipt: Receipt) -> str:
    """A .docx: its paragraphs and tables as they read with all changes accepted."""
    with archive.opened(path) as file:
        body = file.xml("word/document.xml")
        for part, name in (("word/comments.xml", "comments"), ("word/footnotes.xml", "footnotes")):
            if part in file.parts:
                receipt.lose(name, "", "only the text itself is read")
    lines: list[str] = []
    for paragraph in body.iter(f"{W}p"):
        lines.append("".join(_runs(paragraph)))
    if next(body.iter(f"{W}del"), None) is not None:
        receipt.said.append("The document has tracked changes; it was read as if all were accepted.")
    return "\n".join(lines)


def _runs(element: Element) -> list[str]:
    found: list[str] = []
    for child in element:
        if child.tag in {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr"} or child.tag.endswith("}Fallback"):
            continue
        if child.tag == f"{W}t":
            found.append(child.text or "")
        elif child.tag == f"{W}tab":
            found.append("\t")
        elif child.tag in {f"{W}br", f"{W}cr"}:
            found.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            found.append("-")
        elif child.tag != f"{W}p":  # a paragraph inside (a text box) is a paragraph of its own
            found += _runs(child)
    return found


def open_document(path: Path, receipt: Receipt) -> str:
    """An .odt."""
    with archive.opened(path) as file:
        body = file.xml("content.xml")
    lines = [_open_text(one) for one in body.iter() if one.tag in {f"{T}p", f"{T}h"}]
    if next(body.iter(f"{T}tracked-changes"), None) is not None:
        receipt.said.append("The document has tracked changes; deleted words may be among the text. Look through it.")
    return "\n".join(lines)


def _open_text(element: Element) -> str:
    found = [element.text or ""]
    for child in element:
        if child.tag == f"{T}s":
            found.append(" " * min(int(child.get(f"{T}c", "1") or 1), 100))
        elif child.tag == f"{T}tab":
            found.append("\t")
        elif child.tag == f"{T}line-break":
            found.append("\n")
        elif not child.tag.endswith("}annotation") and child.tag != f"{T}note":
            found.append(_open_text(child))
        found.append(child.tail or "")
    return "".join(found)


def rich_text(path: Path) -> str:
    """An .rtf."""
    _require_small(path)
    content = path.read_bytes()
    if content.count(b"{") > 200_000:
        raise InputError("The RTF file is too deep to be a transcript.", where=str(path), remedy=archive.DISTRUST)
    try:
        text: str = rtf_to_text(content.decode("cp1252", "replace"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError, TypeError) as error:
        raise InputError(
            "The RTF file is damaged.", where=str(path), remedy="Open it in Word and save it as .docx."
        ) from error
    return text


def pdf(path: Path, receipt: Receipt) -> str:
    """The text layer of a PDF. A scan has none, and is refused."""
    _require_small(path)
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted:
            raise InputError(
                "The PDF is protected by a password.", where=str(path), remedy="Save it without the password."
            )
        if len(reader.pages) > PAGES:
            raise InputError(
                f"The PDF has more than {PAGES:,} pages.", where=str(path), remedy="Give the pages of one discussion."
            )
        pages = [page.extract_text() for page in reader.pages]
    except InputError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OSError,
        RecursionError,
        ArithmeticError,
    ) as error:
        raise InputError(
            "The PDF is damaged.", where=str(path), remedy="Save it again, or as a Word document."
        ) from error
    if not any(page.strip() for page in pages):
        raise InputError(
            "The PDF has no text: it is a scan.", where=str(path), remedy="Type the text, or have it recognised first."
        )
    receipt.said.append(f"{len(pages):,} pages of a PDF: check that lines follow each other as they should.")
    return "\n".join(pages)


def _require_small(path: Path) -> None:
    if path.stat().st_size > LARGEST:
        raise InputError(
            f"The file is larger than {LARGEST // MIB} MB.", where=str(path), remedy="Give one discussion a file."
        )


def require_sound_html(text: str, where: str) -> None:
    """Tags that are opened and never closed make the parser look to the end of the file for each of them."""
    if len(text) > HTML_CHARACTERS or abs(text.count("<") - text.count(">")) > UNEVEN or text.count("<!") > UNEVEN:
        raise InputError(
            "The web page is damaged, or too large to be a transcript.", where=where, remedy=archive.DISTRUST
        )


def web_page(text: str, path: Path) -> str:
    """The text of HTML (noScribe writes it)."""
    require_sound_html(text, str(path))
    parser = _Page()
    parser.feed(text)
    parser.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(parser.pieces)).strip()


_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts and styles say nothing."""
        self._silent += tag in {"script", "style", "head", "title"}
        if tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A block ends a line."""
        self._silent = max(0, self._silent - (tag in {"script", "style", "head", "title"}))
        if tag in _BLOCKS and not self._silent:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Text; line ends inside a block are spaces."""
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))
