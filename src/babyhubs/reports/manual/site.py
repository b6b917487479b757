"""The documents as a folder of pages that opens from a disk: no network, no server; search by a script of ours, the rest without scripts."""

import json
import shutil
from functools import cache
from pathlib import Path, PurePosixPath

import jinja2
from markupsafe import Markup

from babyhubs import __version__
from babyhubs.reports.html import HERE, environment
from babyhubs.reports.manual.markdown import rendered
from babyhubs.reports.manual.shelf import SECTIONS, Document, documents, plain, root, within

START, STYLE, INDEX, SCRIPT = "index.html", "style.css", "search-index.js", "search.js"


def write(folder: Path) -> int:
    """Every page, every picture, the search; gives the number of pages."""
    pages = documents()
    pictures: set[str] = set()
    for one in pages.values():
        _put(folder / f"{one.key}.html", _page(one, pictures))
    for section in SECTIONS:
        if section not in pages:
            _put(folder / f"{section}.html", _of_section(section))
    _put(folder / START, _start())
    _put(folder / STYLE, (HERE / "style.css").read_text("utf-8") + (HERE / "manual" / "manual.css").read_text("utf-8"))
    _put(folder / SCRIPT, (HERE / "manual" / "search.js").read_text("utf-8"))
    listed = [[f"{one.key}.html", one.title, plain(one.text)] for one in pages.values()]
    _put(folder / INDEX, f"const pages = {json.dumps(listed, ensure_ascii=False)};\n")
    for picture in sorted(pictures):
        target = folder / "pictures" / picture
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root() / picture, target)
    return len(pages)


def _page(one: Document, pictures: set[str]) -> str:
    up = "../" * (len(PurePosixPath(one.key).parts) - 1)

    def leads(key: str, kind: str) -> str:
        if kind == "picture":
            pictures.add(key)
            return f"{up}pictures/{key}"
        return f"{up}{key}.html"

    page = rendered(one, leads)
    return _template().render(
        _frame(up), title=one.title, body=page.html, headings=page.headings, section=one.section, listed=_listed(one)
    )


def _listed(one: Document) -> list[Document]:
    """The documents of a section, under the section's own page."""
    return within(one.key) if one.key in SECTIONS else []


def _of_section(section: str) -> str:
    title = Markup("<h1>{}</h1>").format(SECTIONS[section])
    return _template().render(
        _frame(""), title=SECTIONS[section], body=title, headings=(), section=section, listed=within(section)
    )


def _start() -> str:
    title = Markup("<h1>{}</h1>").format("Babyhubs: the documents")
    shown = {
        "body": title,
        "headings": (),
        "section": "",
        "listed": [],
        "shelf": {name: within(name) for name in SECTIONS},
    }
    return _template().render(_frame(""), title="The documents", **shown)


def _frame(up: str) -> dict[str, object]:
    return {"up": up, "sections": SECTIONS, "version": __version__, "shelf": {}}


@cache
def _template() -> jinja2.Template:
    return environment().get_template("manual.html.j2")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
