"""Reading a page back without a browser: its tables, links and text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Read(HTMLParser):
    """tables: caption to rows of cells. attributes: every (tag, name, value). text: all that is between tags."""

    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._caption = ""
        self._within = ""
        self._rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(tag)
        if tag == "table":
            self._rows = []
        if tag == "caption":
            self._caption, self._within = "", "caption"
        if tag == "tr":
            self._rows.append([])
        if tag in {"td", "th"}:
            self._rows[-1].append("")
            self._within = "cell"
        if tag == "style":
            self._within = "style"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"caption", "td", "th", "style"}:
            self._within = ""
        if tag == "table":
            self.tables[self._caption] = self._rows

    def handle_data(self, data: str) -> None:
        if self._within == "style":
            return
        self.text += data + " "
        if self._within == "caption":
            self._caption += data
        if self._within == "cell":
            self._rows[-1][-1] += data


def read(page: str) -> Read:
    """A page, read."""
    found = Read()
    found.feed(page)
    return found
