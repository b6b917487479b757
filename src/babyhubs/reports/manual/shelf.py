"""Which documents there are, in which order, and what each is called. Their place: beside the program in a checkout, inside it where it is installed."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
INSTALLED, CHECKOUT = PACKAGE / "documentation", PACKAGE.parents[1]
SECTIONS = {
    "tutorial": "Tutorials",
    "how-to": "How to",
    "reference": "Reference",
    "methods": "Methods",
    "explanation": "Explanation",
    "measured": "Measured",
    "assurance": "Assurance",
    "decisions": "Decisions",
    "changes": "Changes",
}
MEASURED = "measured"  # lies beside the programs that measure it, not among the documents
OVERVIEW = "README.md"  # a section's own page


@dataclass(frozen=True)
class Document:
    """key: its address, `how-to/run-the-workbench`. summary: its first sentences."""

    key: str
    title: str
    summary: str
    text: str
    path: Path

    @property
    def section(self) -> str:
        """The section that it stands in."""
        return self.key.partition("/")[0]


def root() -> Path:
    """The folder that holds `docs` and `benchmarks/results`."""
    return INSTALLED if INSTALLED.is_dir() else CHECKOUT


@cache
def documents() -> dict[str, Document]:
    """Every document by its key, in the order of the sections and of their names; a section's own page comes first."""
    found = [_read(key, path) for key, path in _files()]
    order = list(SECTIONS)
    found.sort(key=lambda one: (order.index(one.section), one.key != one.section, one.key))
    return {one.key: one for one in found}


@cache
def keys_by_path() -> dict[Path, str]:
    """Where a link between files leads to."""
    return {one.path.resolve(): one.key for one in documents().values()}


def within(section: str) -> list[Document]:
    """The documents of a section, without its own page."""
    return [one for one in documents().values() if one.section == section and one.key != section]


def _files() -> list[tuple[str, Path]]:
    docs, measured = root() / "docs", root() / "benchmarks" / "results"
    found = []
    for path in sorted(docs.rglob("*.md")):
        key = path.relative_to(docs).with_suffix("").as_posix()
        found.append((key.removesuffix("/README") if path.name == OVERVIEW else key, path))
    found += [(f"{MEASURED}/{path.stem.replace('_', '-')}", path) for path in sorted(measured.glob("*.md"))]
    return [(key, path) for key, path in found if key.partition("/")[0] in SECTIONS]


def _read(key: str, path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    heading = re.search(r"^# (.+)$", text, re.M)
    title = heading[1].replace("`", "") if heading else key
    after = text[heading.end() :] if heading else text
    paragraph = next((one for one in after.split("\n\n") if re.match(r"\s*[A-Z“`*]", one)), "")
    return Document(key, title, plain(paragraph), text, path)


def plain(text: str) -> str:
    """Markdown without its marks, in one line."""
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)", lambda found: found[1] or found[2] or "", text)
    return " ".join(re.sub(r"[`*#|>]|^[-+] |^\s*-{3,}", " ", text, flags=re.M).split())
